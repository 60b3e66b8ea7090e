//! From the blocks of a document to its claims and their sources.
//!
//! [`facts`] reads each block alone and can be cached; [`link`] joins the blocks: which mentions name one source, whose a
//! quotation without a cue is; [`claim`] asks of each figure, quotation and statement of rank on whose say-so it stands.

mod amount;
pub mod attribution;
pub mod bridge;
pub mod cache;
pub mod citation;
pub mod claim;
pub mod clause;
pub mod date;
pub mod facts;
pub mod figure;
pub mod gap;
pub mod known;
pub mod link;
mod maker;
pub mod material;
pub mod mention;
pub mod name;
mod note;
pub mod party;
pub mod poll;
pub mod puffery;
pub mod quantity;
pub mod quotation;
pub mod relation;
pub mod scare;
pub mod second_hand;
pub mod sentence;
mod shape;
pub mod statement;
pub mod superlative;
pub mod table;
mod vague;
mod whole;

use std::sync::Arc;

use crate::document::{Document, HIDDEN, Reference, ReferenceKind};
use crate::language::lexicon::{CueClass, Gender};
use crate::text::TextRange;
use attribution::{Complement, Pattern};
use claim::{Claim, Profile};
use date::Today;
use facts::Facts;
use figure::Figure;
use known::{KnownSource, Registry};
use mention::{Mention, Nature};
use quotation::Quotation;
use statement::Statement;
use superlative::Superlative;

/// Something with its block: its index among the blocks of the document.
#[derive(Clone, PartialEq, Debug)]
pub struct At<T> {
    /// The block.
    pub block: usize,
    /// The thing, its ranges counted from the start of the file.
    pub item: T,
}

/// Who or what is said to say something: a source after its mentions have been told together.
#[derive(Clone, PartialEq, Debug)]
pub struct Source {
    /// Its fullest name in the text, or what it is called where it has none.
    pub name: Box<str>,
    /// What it is.
    pub nature: Nature,
    /// Its gender, as far as the text tells.
    pub gender: Gender,
    /// Whether it has a name.
    pub named: bool,
    /// Whether the text gives it as the source of anything.
    pub speaks: bool,
    /// For an acronym: whether the text has a name with those initials.
    pub spelled_out: bool,
    /// The source of the configuration that it is.
    pub known: Option<Arc<KnownSource>>,
    /// Indices of its mentions in [`Analysis::mentions`], in order.
    pub mentions: Vec<usize>,
    /// Index of the mention that introduces it: the first with its full name, else the first.
    pub introduced: usize,
}

impl Source {
    /// Its kind in the export: what it is, or that it has no name.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.nature {
            Nature::Group | Nature::Unknown if !self.named => "unnamed",
            Nature::Unknown => Nature::Organisation.name(),
            nature => nature.name(),
        }
    }
}

/// How a mention was told to name its source.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Resolution {
    /// It is the first mention.
    First,
    /// By the same name.
    Name,
    /// By a part of the name: a surname.
    ShortName,
    /// By the given name alone, which stands as a surname.
    GivenName,
    /// By the letters of an acronym.
    Acronym,
    /// By what it is: "the ministry".
    Role,
    /// By a name that the configuration gives it.
    Known,
    /// A pronoun.
    Pronoun,
    /// A relative pronoun.
    Relative,
    /// Not told: a pronoun without an antecedent.
    None,
}

/// A mention with its source.
#[derive(Clone, PartialEq, Debug)]
pub struct Linked {
    /// The mention.
    pub mention: Mention,
    /// Index of its block.
    pub block: usize,
    /// Whether it stands in a quotation.
    pub quoted: bool,
    /// Index of its source; `None` for a pronoun without an antecedent.
    pub source: Option<usize>,
    /// How that was told.
    pub resolution: Resolution,
    /// For a pronoun: other sources that it could stand for, the likeliest first.
    pub rivals: Vec<usize>,
    /// For a pronoun: whether what stands nearest clashes with it in number.
    pub clashes: bool,
}

/// The form of an attribution.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Form {
    /// All in quotation marks.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

impl Form {
    /// Its name in the export.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// A source tied to what it says.
#[derive(Clone, PartialEq, Debug)]
pub struct Attribution {
    /// Its form.
    pub form: Form,
    /// The construction that ties them.
    pub pattern: Pattern,
    /// What the cue does.
    pub class: CueClass,
    /// What the cue is followed by.
    pub complement: Complement,
    /// The cue.
    pub cue: TextRange,
    /// Index of the mention that names the source; `None` where none is named.
    pub mention: Option<usize>,
    /// Index of the source.
    pub source: Option<usize>,
    /// Whether the source is the writer, as in "we found", or the publication itself.
    pub own: bool,
    /// What is said, in order; a quotation carried on stands here too.
    pub content: Vec<TextRange>,
    /// How many of the first ranges of `content` stand beside the cue; the rest are carried on.
    pub beside: usize,
    /// How sure the tie is, from 0 to 1.
    pub score: f32,
    /// Whether the source answers for the figures in what is said, as who "maintained its position" does not.
    pub vouches: bool,
    /// Index of its block.
    pub block: usize,
    /// Index of its sentence in the block.
    pub sentence: u32,
}

/// A document, analysed. All ranges are bytes of the file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Analysis {
    /// Its figures, in order.
    pub figures: Vec<At<Figure>>,
    /// Its statements of rank, in order.
    pub superlatives: Vec<At<Superlative>>,
    /// Its quotations, in order.
    pub quotations: Vec<At<Quotation>>,
    /// The mentions of its sources, in order.
    pub mentions: Vec<Linked>,
    /// Its sources, in the order of their first mention.
    pub sources: Vec<Source>,
    /// Its attributions, in the order of their blocks and cues.
    pub attributions: Vec<Attribution>,
    /// Its references, those of the markup and those in the prose, in order.
    pub references: Vec<Reference>,
    /// For each reference, the block that it leads to: a note, or the entry of a list of sources.
    pub notes: Vec<Option<usize>>,
    /// For each reference, the block that names the work it leads to: that of `notes`, or of "Ibid.", the note before.
    pub works: Vec<Option<usize>>,
    /// Its claims, in order.
    pub claims: Vec<Claim>,
    /// Its day.
    pub day: Option<Today>,
    /// Its accusations, causes, predictions and intentions that stand on nobody's say-so, in order.
    pub bare_statements: Vec<At<Statement>>,
}

impl Analysis {
    /// Analyses `document`, of which `facts` are the blocks read one by one; `known` are the sources of the
    /// configuration, and `profile` is what kind of text it says this is.
    #[must_use]
    pub fn new(document: &Document, facts: &[Arc<Facts>], known: &Registry, profile: Profile) -> Self {
        let mut analysis = link::link(document, facts, known);
        analysis.day = date::today(document, facts);
        (analysis.claims, analysis.bare_statements) = claim::claims(document, facts, &analysis, profile);
        analysis
    }

    /// What a claim is worth: whether its words are a claim about the world at all, and if there is doubt, why.
    #[must_use]
    pub fn worth(&self, claim: &claim::Claim) -> figure::Worth {
        match claim.kind {
            claim::ClaimKind::Figure(index) => self.figures.get(index).map(|at| at.item.worth),
            claim::ClaimKind::Superlative(index) => self.superlatives.get(index).map(|at| at.item.worth),
            claim::ClaimKind::Quotation(_) => None,
        }
        .unwrap_or(figure::Worth::Checkable)
    }

    /// Index of the smallest claim that holds byte `at`, or else ends there.
    #[must_use]
    pub fn claim_at(&self, at: u32) -> Option<usize> {
        let after = self.claims.partition_point(|claim| claim.range.start <= at);
        // A figure or a rank stands inside a quotation and is a few words long: looking back a little finds both.
        let near = self.claims[..after].iter().enumerate().rev().take(64);
        smallest(near.map(|(index, claim)| (index, claim.range)), at)
    }

    /// Index of the smallest mention that holds byte `at`, or else ends there, of those that name who says something.
    #[must_use]
    pub fn mention_at(&self, at: u32) -> Option<usize> {
        let speaks = |linked: &Linked| linked.source.is_none_or(|source| self.sources[source].speaks);
        let mentions = self.mentions.iter().enumerate().filter(|(_, linked)| speaks(linked));
        smallest(mentions.map(|(index, linked)| (index, linked.mention.range)), at)
    }

    /// Index of the source of the claim at byte `at`, or of the mention there.
    #[must_use]
    pub fn source_at(&self, at: u32) -> Option<usize> {
        let source = self.claim_at(at).and_then(|claim| self.source_of(&self.claims[claim]));
        source.or_else(|| self.mentions[self.mention_at(at)?].source)
    }

    /// The source that answers for a claim.
    #[must_use]
    pub fn source_of(&self, claim: &Claim) -> Option<usize> {
        let attribution = claim.attribution.filter(|_| claim.status.has_source())?;
        self.attributions[attribution].source
    }

    /// The references that stand in one place with reference `index`, as in `[^1] [^2]`, itself among them.
    #[must_use]
    pub fn references_beside(&self, index: usize, document: &Document) -> std::ops::Range<usize> {
        let text = document.prose();
        let joins = |a: &Reference, b: &Reference| {
            let between = a.range.end as usize..(b.range.start as usize).max(a.range.end as usize);
            let mark = |reference: &Reference| reference.kind != ReferenceKind::Link;
            let nothing = |c: char| c.is_whitespace() || c == char::from(HIDDEN) || matches!(c, ',' | ';' | '.');
            mark(a) && mark(b) && between.len() <= 8 && text[between].chars().all(nothing)
        };
        let (mut first, mut last) = (index, index);
        while first > 0 && joins(&self.references[first - 1], &self.references[first]) {
            first -= 1;
        }
        while last + 1 < self.references.len() && joins(&self.references[last], &self.references[last + 1]) {
            last += 1;
        }
        first..last + 1
    }

    /// The claims that a source answers for, in order.
    pub fn claims_of(&self, source: usize) -> impl Iterator<Item = &Claim> {
        self.claims.iter().filter(move |claim| self.source_of(claim) == Some(source))
    }

    /// The claims that begin in `part`, in order.
    #[must_use]
    pub fn claims_in(&self, part: TextRange) -> &[Claim] {
        let from = self.claims.partition_point(|claim| claim.range.start < part.start);
        let count = self.claims[from..].partition_point(|claim| claim.range.start < part.end);
        &self.claims[from..from + count]
    }

    /// The mention that introduces a source.
    #[must_use]
    pub fn introduction(&self, source: usize) -> TextRange {
        self.mentions[self.sources[source].introduced].mention.range
    }

    /// The name of a source as a sentence has it: with the article that the text gives it somewhere.
    #[must_use]
    pub fn name_in_sentence(&self, document: &Document, source: usize) -> String {
        let known = &self.sources[source];
        let mut mentions = known.mentions.iter().map(|&mention| &self.mentions[mention].mention);
        let article = |mention: &Mention| {
            let before = TextRange::new(mention.range.start.min(mention.name.start), mention.name.start);
            !mention.name.is_empty() && document.words(before).eq_ignore_ascii_case("the")
        };
        // A person is called by the name alone: "the Donald" is not how to go on.
        if known.nature != Nature::Person && mentions.any(article) {
            format!("the {}", known.name)
        } else {
            known.name.to_string()
        }
    }

    /// The figures that say the same as figure `index`, itself among them, in order.
    pub fn same_figures(&self, index: usize) -> impl Iterator<Item = &At<Figure>> {
        let one = &self.figures[index].item;
        let same = |other: &Figure| {
            one.value.is_some()
                && (one.kind, one.value, one.high, &one.unit) == (other.kind, other.value, other.high, &other.unit)
        };
        self.figures.iter().enumerate().filter(move |(i, at)| *i == index || same(&at.item)).map(|(_, at)| at)
    }

    /// Reads and analyses `document` from scratch, by itself.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        Self::new(document, &read(document), &Registry::default(), Profile::News)
    }
}

/// Index of the smallest range that holds byte `at`, or else ends there: where a cursor stands behind what it has typed.
fn smallest(ranges: impl Iterator<Item = (usize, TextRange)>, at: u32) -> Option<usize> {
    let here = ranges.filter(|(_, range)| range.contains(at) || range.end == at);
    here.min_by_key(|(_, range)| (!range.contains(at), range.len())).map(|(index, _)| index)
}

/// Reads the blocks of `document` one by one.
#[must_use]
pub fn read(document: &Document) -> Vec<Arc<Facts>> {
    let blocks = document.blocks.iter();
    blocks.map(|block| Arc::new(Facts::new(document.block_prose(block), document.decimal_comma))).collect()
}
