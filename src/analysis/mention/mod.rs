//! Mentions: the places where a text names somebody or something that can be a source.

mod read;

use std::ops::Range;

use crate::analysis::attribution::SourceSpan;
use crate::analysis::attribution::view::View;
use crate::analysis::maker::{self, Maker};
use crate::language::Syntax;
use crate::language::chunk::NounPhrase;
use crate::language::lexicon::{Class, Gender, NounKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::text::TextRange;

/// How a mention names its bearer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Naming {
    /// By a name: "Lloyd Austin", "Austin", "the Pentagon".
    Name,
    /// By a pronoun: "he".
    Pronoun,
    /// By a relative pronoun: "who".
    Relative,
    /// By what it is: "the ministry", "his spokesman", "officials".
    Role,
}

/// What the bearer is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Nature {
    /// One person.
    Person,
    /// Several people.
    Group,
    /// An organisation.
    Organisation,
    /// A document, a poll, data.
    Document,
    /// An image.
    Image,
    /// Not told.
    Unknown,
}

impl Nature {
    /// Its name in the configuration and the export.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Group => "group",
            Self::Organisation => "organisation",
            Self::Document | Self::Image => "document",
            Self::Unknown => "unknown",
        }
    }
}

/// How a mention points back to what was named before.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Anaphor {
    /// It does not: "Smith", "a report", "the Danish government".
    None,
    /// As a pronoun: "it", "which".
    Pronoun,
    /// By its noun alone: "the report", "this company".
    Noun,
    /// By its noun with adjectives, which may tell it from others: "the latest report".
    Described,
    /// By a noun for a firm and what sort it is: "the blues-rock band".
    Epithet,
}

/// A mention in one block.
#[derive(Clone, PartialEq, Debug)]
pub struct Mention {
    /// All its words, with role and apposition.
    pub range: TextRange,
    /// The noun phrase that is its core.
    pub head: TextRange,
    /// The words of the name, without titles and roles; empty where it has none.
    pub name: TextRange,
    /// The last noun of the core: what the bearer is called or is.
    pub noun: TextRange,
    /// How it names its bearer.
    pub naming: Naming,
    /// What its bearer is, as far as the mention itself tells.
    pub nature: Nature,
    /// Whether it stands for several; `None` where that is not told.
    pub plural: Option<bool>,
    /// Its gender, as far as told.
    pub gender: Gender,
    /// Whether it is definite: "the ministry", "his spokesman", a name.
    pub definite: bool,
    /// Whether and how it points back to what was named before.
    pub anaphor: Anaphor,
    /// For a document: the mention of whoever made it, where other words than its own name them.
    pub maker: Option<usize>,
    /// For an acronym: the mention that it stands for, right before it: "the Institute for Space Study (ISS)".
    pub alias: Option<usize>,
    /// Whether its noun is too general to name a source: "experts", "reports".
    pub generic: bool,
    /// Whether it is no more than a word for how many or for anyone: "many", "someone"; who they are may have been told before.
    pub bare_number: bool,
    /// Whether it is a word for nobody: "no one".
    pub negative: bool,
    /// Whether its noun names people who speak without a name: "officials", "a source".
    pub anonymous: bool,
    /// Whether it names those who answered a survey: "respondents", "49% of those polled".
    pub respondents: bool,
    /// Whether it names a survey or those who make one: "the poll".
    pub survey: bool,
    /// Whether its noun is one for what tells of research: "report", "study", "poll".
    pub published: bool,
    /// Whether its noun is one for an organisation of any kind: "the company", "the group".
    pub firm: bool,
    /// Whether it names who wages war or governs: "the army", "president Jane Doe".
    pub at_war: bool,
    /// Whether it is "this" or "that" alone: what was told right before.
    pub demonstrative: bool,
    /// Whether it is the writer: "we", "I".
    pub first_person: bool,
    /// Whether the name is an acronym: "the `MoD`".
    pub acronym: bool,
    /// Whether the name is one that needs no explanation: "the FBI".
    pub well_known: bool,
    /// Whether a title, a role or an apposition says who it is.
    pub introduced: bool,
    /// Whether it is the subject of its sentence or the source of a tie.
    pub prominent: bool,
    /// For a relative pronoun: the mention it stands for.
    pub antecedent: Option<usize>,
    /// Index of its sentence in the block.
    pub sentence: u32,
}

/// Collects the mentions of a block.
pub(super) struct Mentions<'a> {
    syntax: &'a Syntax<'a>,
    pub(super) found: Vec<Mention>,
    /// Where the mentions of the sentence at hand begin.
    from: usize,
}

impl<'a> Mentions<'a> {
    pub(super) fn new(syntax: &'a Syntax<'a>) -> Self {
        Self { syntax, found: Vec::new(), from: 0 }
    }

    /// Adds the names of a sentence: what pronouns and short names can stand for.
    pub(super) fn names(&mut self, view: &View<'a>, sentence: u32) {
        self.from = self.found.len();
        let nouns = &view.reading.chunks.nouns;
        let first = nouns.partition_point(|noun| noun.first < view.span.start);
        let mut seen_verb = false;
        // Where an apposition ends that belongs to a noun before.
        let mut apposed = 0;
        for noun in nouns[first..].iter().take_while(|noun| noun.end <= view.span.end) {
            let head = &self.syntax.tokens[noun.head];
            let entry = self.syntax.entry(noun.head);
            // "Matt Downie, Chief Executive at Crisis,": no second person.
            if noun.end <= apposed
                && view.before(noun.first).is_some_and(|i| view.is_comma(i))
                && self.is_role(noun.head)
            {
                continue;
            }
            let named = head.tag.is_name() && !entry.classes.has_any(&[Class::Day, Class::Month]);
            let before = view.before(noun.first);
            seen_verb |= before.is_some_and(|i| view.verb_at(i).is_some());
            let role = entry.kinds.is_some()
                && !head.tag.is_name()
                && self.is_definite(noun)
                && !entry.classes.has(Class::Generic);
            let maker = if named { None } else { maker::maker(view, noun) };
            if named || role || maker.is_some() {
                let subject = !seen_verb && before.is_none_or(|i| !view.is_preposition(i));
                let core = noun.first..self.body_end(view, noun);
                let all = match maker {
                    Some(Maker::Within(end)) => core.start..end.max(core.end),
                    _ => core.clone(),
                };
                let index = self.add(all, core.clone(), noun.head, sentence, subject);
                self.found[index].generic &= maker.is_none();
                if matches!(maker, Some(Maker::Within(_))) {
                    self.found[index].anaphor = Anaphor::None;
                }
                if let Some(Maker::Apart(core, head)) = maker {
                    let made_by = self.add(core.clone(), core, head, sentence, true);
                    self.found[index].maker = Some(made_by);
                }
                self.found[index].alias = self.alias(view, index, noun);
                // "Its head, Jane Doe", and "the mayor of the next town, Jane Doe": she is no town.
                let of = entry.kinds.has(NounKind::Person) && view.is(core.end, Class::Of);
                if core.end >= apposed && (view.is_comma(core.end) || of) {
                    let behind = core.end..view.right_extended(noun).tokens.end;
                    if behind.clone().any(|i| view.is_comma(i)) {
                        apposed = behind.end;
                    }
                    self.apposition(index, behind);
                }
            }
            // "Ukraine's head": the owner is a mention too.
            if let Some(genitive) = noun.genitive {
                let owner = self.syntax.entry(genitive - 1);
                if self.syntax.tokens[genitive - 1].tag.is_name() && !owner.classes.has_any(&[Class::Day, Class::Month])
                {
                    self.add(noun.first..genitive, noun.first..genitive, genitive - 1, sentence, false);
                }
            }
        }
    }

    /// The mention that an acronym stands for, which it follows in brackets or between commas: "the Institute for Space Study (ISS)".
    fn alias(&self, view: &View<'_>, index: usize, noun: &NounPhrase) -> Option<usize> {
        let mention = &self.found[index];
        let open = view.before(noun.first)?;
        let bracket = view.kind(open) == Some(TokenKind::Open) && view.kind(noun.end) == Some(TokenKind::Close);
        let commas = view.is_comma(open) && view.is_comma(noun.end);
        if !mention.acronym || noun.end - noun.first != 1 || !(bracket || commas) {
            return None;
        }
        let end = self.syntax.tokens[open.checked_sub(1)?].range.end;
        let before =
            self.found[self.from..index].iter().position(|other| other.range.end == end || other.head.end == end)?;
        let body =
            matches!(self.found[self.from + before].nature, Nature::Organisation | Nature::Unknown | Nature::Document);
        body.then_some(self.from + before)
    }

    /// Where the name of a body ends that is called after what it is of: "Ministry of Defence", "Institute for Space Research".
    fn body_end(&self, view: &View<'a>, noun: &NounPhrase) -> usize {
        let head = &self.syntax.tokens[noun.head];
        let body = head.capital && head.tag.is_name() && self.syntax.entry(noun.head).kinds.has(NounKind::Organisation);
        let mut end = noun.end;
        while body && (view.is(end, Class::Of) || view.is(end, Class::For)) {
            match view.noun_at(end + 1) {
                Some(next) if next.first == end + 1 && self.syntax.tokens[next.head].tag.is_name() => end = next.end,
                _ => break,
            }
        }
        end
    }

    fn any(&self, tokens: Range<usize>, class: Class) -> bool {
        tokens.into_iter().any(|i| self.syntax.entry(i).classes.has(class))
    }

    /// The mention for the source of a tie, made if the names do not hold it.
    pub(super) fn source(&mut self, view: &View<'a>, source: &SourceSpan, sentence: u32) -> usize {
        let core = view
            .noun_at(source.head)
            .map_or(source.head..source.head + 1, |noun| noun.first..self.body_end(view, noun));
        let core = core.start.max(source.tokens.start)..core.end.min(source.tokens.end);
        let mut tokens = source.tokens.clone();
        // "At least a dozen members said": tagged as an adjective, "least" seems to begin the phrase.
        let hedge = tokens.start.checked_sub(1).and_then(|before| self.syntax.phrase_from(before));
        let hedge = hedge.filter(|phrase| phrase.end > tokens.start && phrase.end < core.end);
        let hedge = hedge.filter(|phrase| self.syntax.lexicon.entry(phrase.entry).hedge.is_some());
        let core = hedge.map_or(core.start, |phrase| core.start.max(phrase.end))..core.end;
        tokens.start -= usize::from(hedge.is_some());
        let antecedent = source.antecedent.clone().map(|(tokens, head)| {
            let core = view.noun_at(head).map_or(head..head + 1, |noun| noun.first..noun.end);
            self.add(tokens, core, head, sentence, true)
        });
        let behind = core.end;
        let index = self.add(tokens, core, source.head, sentence, true);
        // "people familiar with the matter".
        let insiders = self
            .syntax
            .phrase_from(behind)
            .is_some_and(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(Class::Anonymous));
        self.found[index].anonymous |= insiders && self.found[index].naming == Naming::Role;
        let answered = self.any(source.tokens.clone(), Class::Respondent);
        self.found[index].respondents |= answered && self.found[index].naming == Naming::Role;
        self.found[index].antecedent = antecedent;
        self.apposition(index, behind..source.tokens.end);
        index
    }

    /// Learns from the apposition behind the core of a mention: "Smith, the mayor" is a person, "the official, Jane Doe" has a name.
    fn apposition(&mut self, index: usize, tokens: Range<usize>) {
        let mut commas = tokens.clone().filter(|&i| self.syntax.tokens[i].kind == TokenKind::Comma);
        let Some(first) = commas.next().map(|comma| comma + 1) else { return };
        let end = commas.next().unwrap_or(tokens.end);
        // "her cousin, Queen Marie of Norvale,": not what the name goes on with.
        let of = (first + 1..end).find(|&i| self.syntax.tokens[i].tag == Tag::Preposition);
        let end = of.filter(|&of| self.syntax.tokens[of - 1].tag.is_name()).unwrap_or(end);
        if first >= end {
            return;
        }
        let mention = &self.found[index];
        let role =
            |i: usize| self.syntax.entry(i).kinds.has(NounKind::Person) && !self.syntax.tokens[i].tag.is_adjective();
        if mention.naming == Naming::Name && mention.nature == Nature::Unknown && (first..end).take(12).any(role) {
            self.found[index].nature = Nature::Person;
        } else if mention.naming == Naming::Role && mention.definite && self.syntax.tokens[end - 1].tag.is_name() {
            let name = self.name(first..end, end - 1);
            let gender = self.gender(first..end, &name, Nature::Person);
            let told = self.syntax.range(first..end);
            let mention = &mut self.found[index];
            if !name.is_empty() {
                mention.range = TextRange::new(mention.range.start, mention.range.end.max(told.end));
                mention.naming = Naming::Name;
                mention.name = self.syntax.range(name);
                mention.gender = gender;
                mention.introduced = true;
                mention.anonymous = false;
            }
        }
    }

    /// Adds a mention, or widens the one with the same core.
    fn add(&mut self, tokens: Range<usize>, core: Range<usize>, head: usize, sentence: u32, prominent: bool) -> usize {
        let range = self.syntax.range(tokens.clone());
        let head_range = self.syntax.range(core.clone());
        let noun = self.syntax.tokens[head].range;
        let same = |mention: &Mention| mention.noun == noun && mention.head.overlaps(head_range);
        if let Some(index) = self.found[self.from..].iter().position(same) {
            let index = self.from + index;
            let mention = &mut self.found[index];
            if mention.range.len() < range.len() {
                mention.range = range;
                mention.introduced |= tokens.len() > core.len();
            }
            mention.prominent |= prominent;
            return index;
        }
        let mut mention = self.read(core.clone(), head);
        mention.range = range;
        mention.head = head_range;
        mention.sentence = sentence;
        mention.prominent = prominent;
        mention.introduced |= tokens.len() > core.len();
        self.found.push(mention);
        self.found.len() - 1
    }
}
