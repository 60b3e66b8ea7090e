//! What the lexicon can say of a word, besides its classes.

use super::named::named;

named! {
    /// What a cue does.
    pub enum CueClass {
        /// Says or writes.
        Say "say",
        /// Writes.
        Write "write",
        /// Asks.
        Ask "ask",
        /// Thinks, hopes, fears.
        Think "think",
        /// Knows, learns, decides.
        Know "know",
        /// Shows, finds: documents and data too.
        Show "show",
        /// Plans, promises, refuses.
        Plan "plan",
        /// Wants, demands, supports.
        Want "want",
        /// Praises or blames.
        Judge "judge",
        /// Calls something something.
        Name "name",
        /// Denies.
        Deny "deny",
        /// Talks about something.
        Talk "talk",
        /// Seems, appears: a source is not said.
        Seem "seem",
        /// Logs, counts, measures.
        Report "report",
    }
}

named! {
    /// The kind of complement that a cue takes.
    pub enum Frame {
        /// A clause, with or without "that", "whether", "how".
        Clause "clause",
        /// A quotation.
        Quote "quote",
        /// "to" and a verb.
        Infinitive "infinitive",
        /// A noun phrase.
        Object "object",
        /// A preposition and a noun phrase.
        About "about",
        /// A verb in "-ing".
        Gerund "gerund",
        /// None behind it: what is said stands before.
        None "none",
        /// Any, of a passive.
        Passive "passive",
    }
}

/// For each complement, how many of the uses of a verb with it are cues, in tenths.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Frames([u8; 8]);

impl Frames {
    /// The share of the uses with `frame` that are cues, in tenths.
    #[must_use]
    pub fn strength(self, frame: Frame) -> u8 {
        self.0[frame as usize]
    }

    /// The highest share of any complement, in tenths.
    #[must_use]
    pub fn strongest(self) -> u8 {
        self.0.into_iter().max().unwrap_or(0)
    }

    pub(super) fn insert(&mut self, frame: Frame, strength: u8) {
        self.0[frame as usize] = strength.min(9);
    }
}

/// A form of a verb.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// "say".
    Base,
    /// "says".
    Third,
    /// "said" as the past tense.
    Past,
    /// "said" as the participle; where both are one word, the entry has [`Form::Past`].
    Participle,
    /// "saying".
    Gerund,
}

/// A form of a verb that is a cue.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct VerbCue {
    /// What it does.
    pub class: CueClass,
    /// How often it is a cue, by what follows it.
    pub frames: Frames,
    /// Which form it is.
    pub form: Form,
    /// Whether the form is a past tense and nothing else: "said", but not "put".
    pub is_past_only: bool,
    /// The entry of its base form.
    pub lemma: super::EntryId,
}

impl VerbCue {
    /// Any other verb, beside a quotation.
    pub const ANY: Self = Self {
        class: CueClass::Say,
        frames: Frames([0, 6, 0, 0, 0, 0, 6, 0]),
        form: Form::Past,
        is_past_only: false,
        lemma: super::EntryId::NONE,
    };

    /// Whether it brings in what is said more often than not.
    #[must_use]
    pub fn says(self) -> bool {
        self.frames.strength(Frame::Clause) >= 6
    }
}

/// A noun that is a cue.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct NounCue {
    /// What it does.
    pub class: CueClass,
    /// From 1, treacherous, to 9, sure.
    pub strength: u8,
}

named! {
    /// What a noun says that its bearer is.
    pub enum NounKind {
        /// One person.
        Person "person",
        /// Several people.
        People "people",
        /// An organisation.
        Organisation "organisation",
        /// A document.
        Document "document",
        /// Data.
        Data "data",
        /// An image.
        Image "image",
    }
}

/// A set of [`NounKind`]s.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct NounKinds(u8);

impl NounKinds {
    /// Whether it holds any.
    #[must_use]
    pub fn is_some(self) -> bool {
        self.0 != 0
    }

    /// Whether `kind` is in it.
    #[must_use]
    pub fn has(self, kind: NounKind) -> bool {
        self.0 & (1 << kind as u16) != 0
    }

    /// Whether it names people or what people are in.
    #[must_use]
    pub fn is_human(self) -> bool {
        self.has(NounKind::Person) || self.has(NounKind::People) || self.has(NounKind::Organisation)
    }

    pub(super) fn insert(&mut self, kind: NounKind) {
        self.0 |= 1 << kind as u16;
    }
}

/// Grammatical gender of a pronoun, and what a name or title tells of its bearer's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Gender {
    /// He.
    Masculine,
    /// She.
    Feminine,
    /// It.
    Neuter,
    /// Not told.
    Any,
}

/// The case of a pronoun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Case {
    /// "he".
    Subject,
    /// "him".
    Object,
    /// "his".
    Possessive,
    /// "himself".
    Reflexive,
}

/// A personal pronoun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pronoun {
    /// First, second or third.
    pub person: u8,
    /// Whether it stands for several; `None` where it may stand for either.
    pub plural: Option<bool>,
    /// Its gender.
    pub gender: Gender,
    /// Its case.
    pub case: Case,
}

named! {
    /// How a word states a rank.
    pub enum RankKind {
        /// "largest", "highest".
        Rank "rank",
        /// "best", "latest": often no rank.
        Loose "loose",
        /// "unprecedented": a rank by its meaning.
        Matchless "matchless",
        /// "record-breaking", "highest-level": a rank by itself.
        Alone "alone",
        /// "most" and an adjective.
        Degree "degree",
        /// "record".
        Record "record",
        /// "first", "last".
        First "first",
        /// "only".
        Only "only",
        /// "never before", "not since".
        Never "never",
    }
}

named! {
    /// How a phrase hides who says it.
    pub enum Weasel {
        /// "it is believed".
        Passive "passive",
        /// "it emerged".
        Emerge "emerge",
        /// "reportedly".
        Adverb "adverb",
    }
}

named! {
    /// Where an abbreviation stands.
    pub enum Abbreviation {
        /// Before a name.
        Title "title",
        /// Inside a sentence.
        Inner "inner",
        /// Before a number.
        Number "number",
        /// Also at the end of a sentence.
        End "end",
    }
}

named! {
    /// Where words must stand to be boilerplate.
    pub enum Place {
        /// They are the whole line.
        Line "line",
        /// The line begins with them and is short.
        Start "start",
        /// Anywhere.
        Inside "inside",
    }
}
