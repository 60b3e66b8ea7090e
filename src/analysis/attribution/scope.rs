//! How far what is said goes: at each place where it could end, boosted trees over named features say whether it
//! does. They stand in `src/lexicon/en/scope-trees.tsv`; `docs/attribution.md` tells how they are grown.

use std::cell::RefCell;
use std::sync::LazyLock;

use super::Pattern;
use super::content::Complement;
use super::model::{Set, Trees};
use super::sign::Sign;
use super::view::{Reading, View};
use crate::analysis::quotation;
use crate::language::Syntax;
use crate::language::chunk::{Chunks, VerbGroup};
use crate::language::lexicon::{Class, CueClass, Lexicon};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::text::TextRange;

static TREES: LazyLock<Trees<Sign>> = LazyLock::new(|| Trees::parse(include_str!("../../lexicon/en/scope-trees.tsv")));

thread_local! {
    /// What the trees said of the signs met last, each in its slot: a sentence that repeats itself has the same ones over and over, and each
    /// of its cues looks at all places behind it.
    static SEEN: RefCell<Vec<Seen>> = RefCell::new(vec![None; SLOTS]);
}

/// Signs, and how likely what is said ends with them.
type Seen = Option<(Set<Sign>, f32)>;

/// How many signs are kept.
const SLOTS: usize = 1 << 8;

/// How likely what is said ends at a place with these signs.
fn likelihood(signs: &Set<Sign>) -> f32 {
    SEEN.with_borrow_mut(|seen| {
        let slot = &mut seen[(signs.hash() >> 32) as usize & (SLOTS - 1)];
        match slot {
            Some((known, likelihood)) if known == signs => *likelihood,
            _ => slot.insert((*signs, TREES.likelihood(signs))).1,
        }
    })
}

/// Likelier than this, and what is said ends.
const ENDS: f32 = 0.5;

/// A place where what is said could end: before the token `at`.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) at: usize,
    pub(crate) signs: Set<Sign>,
}

/// What is said, as far as its end depends on it.
#[derive(Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) start: usize,
    pub(crate) complement: Complement,
    pub(crate) class: CueClass,
    pub(crate) cue: Option<&'a VerbGroup>,
}

/// A place as the fitting of the weights sees it.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Where the place is: a byte of the block.
    pub at: u32,
    /// What is seen of it.
    pub signs: Set<Sign>,
}

/// For each candidate of a block with what is said behind its cue: the cue's word, where what is said begins, and the
/// places where it could end, up to the end of the sentence.
#[must_use]
pub fn samples(prose: &str) -> Vec<(TextRange, u32, Vec<Sample>)> {
    let syntax = Syntax::new(prose, Lexicon::english());
    let chunks = Chunks::new(&syntax);
    let quotations = quotation::quotations(&syntax);
    let reading = Reading::new(&syntax, &chunks, &quotations);
    let mut samples = Vec::new();
    for tie in super::candidates(&syntax, &chunks, &quotations) {
        let Some(verb) = chunks.verb_at(tie.main).filter(|_| matches!(tie.pattern, Pattern::Verb | Pattern::Passive))
        else {
            continue;
        };
        let sentence = syntax.sentences.partition_point(|sentence| sentence.end <= tie.main);
        let Some(sentence) = syntax.sentences.get(sentence) else { continue };
        let Some(part) = tie.content.first() else { continue };
        let view = View::new(&reading, sentence.clone());
        let said = Said { start: part.start, complement: tie.complement, class: tie.class, cue: Some(verb) };
        let limit = view.limit(said, tie.hull().start);
        let places = view.places(said, limit).into_iter();
        let places = places.map(|place| Sample { at: syntax.tokens[place.at].range.start, signs: place.signs });
        samples.push((syntax.tokens[tie.main].range, syntax.tokens[part.start].range.start, places.collect()));
    }
    samples
}

impl Said<'_> {
    pub(super) fn is_object(self) -> bool {
        matches!(self.complement, Complement::Object | Complement::About | Complement::Gerund)
    }
}

impl View<'_> {
    /// Where what is said ends, at `limit` or before.
    pub(crate) fn scope(&self, said: Said<'_>, limit: usize) -> usize {
        let goes_on = |place: &Place| said.is_object() && self.adds_amount(place.at);
        let ends = |place: &Place| likelihood(&place.signs) > ENDS || self.turns_to_own_clause(said, place.at);
        let ends = |place: &Place| !goes_on(place) && ends(place);
        self.places(said, limit).into_iter().find(ends).map_or(limit, |place| place.at)
    }

    /// "412 fires, an 83% rise on last year": whether an amount in apposition stands behind the comma at `at`.
    fn adds_amount(&self, at: usize) -> bool {
        let noun = self.noun_from(at + 1).filter(|noun| self.is_comma(at) && self.is(noun.first, Class::Indefinite));
        noun.is_some_and(|noun| (noun.first..noun.end).any(|i| self.kind(i) == Some(TokenKind::Number)))
    }

    /// "may propose to raise the levy, but half of all firms pay it": a clause with a subject of its own does not go on with an
    /// infinitive or an object.
    fn turns_to_own_clause(&self, said: Said<'_>, at: usize) -> bool {
        let behind = at + 1;
        let bare = said.is_object() || said.complement == Complement::Infinitive;
        let joined = self.is_comma(at) && self.tag(behind) == Some(Tag::Coordinator);
        let start =
            (behind + 1..self.span.end).take(3).find(|&i| self.tag(i) != Some(Tag::Adverb)).unwrap_or(behind + 1);
        bare && joined && self.own_clause(start)
    }

    /// The places before `limit` where what is said could end, in order.
    pub(crate) fn places(&self, said: Said<'_>, limit: usize) -> Vec<Place> {
        let mut places = Vec::new();
        let mut at = said.start;
        let mut commas = 0;
        while at < limit {
            if let Some(quotation) = self.quotation_from(at) {
                at = quotation.tokens.end;
                if at < limit && self.kind(at).is_some_and(TokenKind::is_word) {
                    places.push(Place { at, signs: self.signs(said, at, limit, commas, Some(Sign::AfterQuotation)) });
                }
                continue;
            }
            if at > said.start
                && let Some(kind) = self.place_kind(at, said)
            {
                places.push(Place { at, signs: self.signs(said, at, limit, commas, Some(kind)) });
            }
            commas += usize::from(self.is_comma(at));
            at += 1;
        }
        places
    }

    fn joins_numbers(&self, dash: usize) -> bool {
        let number = |i: usize| self.kind(i) == Some(TokenKind::Number);
        let tight = |i: usize| self.token(i).is_some_and(|token| !token.spaced);
        dash > 0 && number(dash - 1) && number(dash + 1) && tight(dash) && tight(dash + 1)
    }

    /// Whether what is said could end before token `at`, and what stands there.
    fn place_kind(&self, at: usize, said: Said<'_>) -> Option<Sign> {
        let kind = self.kind(at)?;
        let after_mark = self
            .before(at)
            .is_some_and(|i| !self.kind(i).is_some_and(TokenKind::is_word) || self.is(i, Class::Coordinator));
        match kind {
            TokenKind::Comma => return Some(Sign::Comma),
            TokenKind::Semicolon => return Some(Sign::Semicolon),
            // "2005-2009" is one.
            TokenKind::Dash if self.joins_numbers(at) => return None,
            TokenKind::Dash => return Some(Sign::Dash),
            TokenKind::Colon => return Some(Sign::Colon),
            TokenKind::Open => return Some(Sign::Bracket),
            _ => {}
        }
        if after_mark {
            return None;
        }
        let tag = self.tag(at)?;
        match () {
            () if self.is(at, Class::According) => Some(Sign::Preposition),
            () if self.is(at, Class::Coordinator) && tag == Tag::Coordinator => Some(Sign::Conjunction),
            () if self.is(at, Class::Contrast) => Some(Sign::Subordinator),
            () if self.is(at, Class::Subordinator) && tag != Tag::Adverb && self.noun_at(at).is_none() => {
                Some(Sign::Subordinator)
            }
            () if matches!(tag, Tag::Relative | Tag::RelativeAdverb) && said.is_object() => Some(Sign::Relative),
            () if !said.is_object() => None,
            () if self.verb_at(at).is_some_and(|verb| verb.first == at) => {
                let verb = self.verb_at(at)?;
                Some(match () {
                    () if verb.infinitive => Sign::Infinitive,
                    () if verb.finite => Sign::Verb,
                    () => Sign::Gerund,
                })
            }
            () if self.noun_at(at).is_some_and(|noun| noun.first == at && self.is_time(noun)) => Some(Sign::Time),
            () if self.is_preposition(at) => Some(Sign::Preposition),
            () => None,
        }
    }
}
