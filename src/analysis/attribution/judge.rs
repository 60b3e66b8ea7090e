//! Whether a candidate is a tie: boosted trees over named features.
//!
//! The features and the data they are fitted on are documented in `docs/attribution.md`; the trees stand in
//! `src/lexicon/en/cue-trees.tsv`, which `cargo run --release --example fit-cues` writes.

use std::sync::LazyLock;

use super::LIKELY;
use super::content::Complement;
use super::feature::Feature;
use super::model::{Set, Trees};
use super::view::View;
use super::{Pattern, Tie};
use crate::analysis::quotation;
use crate::language::Syntax;
use crate::language::chunk::{Chunks, VerbGroup};
use crate::language::lexicon::{Class, CueClass, Form, Frame, Lexicon, NounKind, UnitKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::text::TextRange;

static TREES: LazyLock<Trees<Feature>> = LazyLock::new(|| Trees::parse(include_str!("../../lexicon/en/cue-trees.tsv")));

/// What spoke for and against a candidate with these features.
pub(super) fn reasons(features: &Set<Feature>) -> Vec<(String, bool, f32)> {
    TREES.reasons(features)
}

/// A candidate as the fitting of the weights sees it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The verb or noun that may be a cue: bytes of the block.
    pub cue: TextRange,
    /// Its base form; `None` where the cue is no verb and no noun.
    pub lemma: Option<&'static str>,
    /// The column of its strength: a complement of the verb table; `None` for a noun.
    pub frame: Option<Frame>,
    /// What is seen of it.
    pub features: Set<Feature>,
}

impl Candidate {
    /// Its features, as if its verb or noun with this complement were a cue in `strength` tenths of its uses.
    #[must_use]
    pub fn with_strength(&self, strength: u8) -> Set<Feature> {
        let mut features = self.features;
        for feature in STRENGTHS {
            features.remove(feature);
        }
        features.insert(STRENGTHS[usize::from(strength.min(9))]);
        features
    }
}

/// All candidates of a block, for the fitting of the weights.
#[must_use]
pub fn candidates(prose: &str) -> Vec<Candidate> {
    let syntax = Syntax::new(prose, Lexicon::english());
    let chunks = Chunks::new(&syntax);
    let quotations = quotation::quotations(&syntax);
    let ties = super::candidates(&syntax, &chunks, &quotations);
    let judged = ties.into_iter().filter(|tie| tie.features.has(Feature::Bias));
    judged
        .map(|tie| {
            let entry = syntax.entry(tie.main);
            let phrase = syntax.phrase_from(tie.main).and_then(|phrase| syntax.lexicon.entry(phrase.entry).verb);
            let verb = phrase
                .or(entry.verb)
                .filter(|_| !matches!(tie.pattern, Pattern::Noun | Pattern::Colon | Pattern::Phrase));
            Candidate {
                cue: syntax.tokens[tie.main].range,
                lemma: match (verb, tie.pattern) {
                    (Some(verb), _) => Some(&syntax.lexicon.entry(verb.lemma).text),
                    (None, Pattern::Noun) => Some(&entry.text),
                    _ => None,
                },
                frame: verb.map(|_| frame(tie.pattern, tie.complement)),
                features: tie.features,
            }
        })
        .collect()
}

/// The column of the verb table that holds the strength of a candidate.
pub(super) fn frame(pattern: Pattern, complement: Complement) -> Frame {
    match (pattern, complement) {
        (Pattern::Passive | Pattern::PassiveBy, _) => Frame::Passive,
        (Pattern::VerbAfter | Pattern::Inverted, _) | (_, Complement::Nothing) => Frame::None,
        (_, Complement::ThatClause | Complement::Clause) => Frame::Clause,
        (_, Complement::Quotation) => Frame::Quote,
        (_, Complement::Infinitive) => Frame::Infinitive,
        (_, Complement::Object) => Frame::Object,
        (_, Complement::About) => Frame::About,
        (_, Complement::Gerund) => Frame::Gerund,
    }
}

impl View<'_> {
    /// Sets the features of a candidate, and from them its score.
    pub(super) fn judge(&self, tie: &mut Tie, strength: u8, verb: Option<&VerbGroup>, later: bool) {
        let mut features = Set::default();
        features.insert(Feature::Bias);
        features.insert(STRENGTHS[usize::from(strength.min(9))]);
        features.insert(class_feature(tie.class));
        features.insert(match tie.complement {
            Complement::ThatClause => Feature::ThatClause,
            Complement::Clause => Feature::Clause,
            Complement::Quotation => Feature::Quotation,
            Complement::Infinitive => Feature::Infinitive,
            Complement::Object => Feature::Object,
            Complement::About => Feature::About,
            Complement::Gerund => Feature::Gerund,
            Complement::Nothing => Feature::Nothing,
        });
        match tie.pattern {
            Pattern::VerbAfter => features.insert(Feature::After),
            Pattern::Inverted => features.insert(Feature::Inverted),
            Pattern::Passive => features.insert(Feature::Passive),
            Pattern::PassiveBy => features.insert(Feature::PassiveBy),
            Pattern::Noun => features.insert(Feature::Noun),
            Pattern::Colon => features.insert(Feature::Colon),
            Pattern::Phrase => features.insert(Feature::Phrase),
            Pattern::Verb | Pattern::Nearby => {}
        }
        if let Some(source) = &tie.source {
            features.insert(self.source_feature(source.head));
            let gap =
                tie.cue.start.saturating_sub(source.tokens.end).max(source.tokens.start.saturating_sub(tie.cue.end));
            features.insert_if(gap > 3, Feature::Far);
        } else {
            features.insert(Feature::SourceNone);
        }
        if let Some(verb) = verb {
            self.verb_features(verb, &mut features);
        }
        self.content_features(tie, &mut features);
        features.insert_if(later, Feature::Later);
        let last = self.span.end.checked_sub(1).map(|i| self.text(i)).unwrap_or_default();
        features.insert_if(last == "?", Feature::Question);
        features.insert_if(self.kind(self.span.end.wrapping_sub(1)).is_some_and(TokenKind::is_word), Feature::Headline);
        features.insert_around(tie.main, |i| self.tag(i));
        tie.features = features;
        tie.score = TREES.likelihood(&features);
        self.vouch(tie, strength);
        if self.is_sure(tie) {
            tie.score = tie.score.max(LIKELY);
        }
    }

    fn source_feature(&self, head: usize) -> Feature {
        let entry = self.reading.syntax.entry(head);
        let tag = self.reading.syntax.tokens[head].tag;
        if let Some(pronoun) = entry.pronoun.filter(|_| matches!(tag, Tag::Pronoun | Tag::Possessive)) {
            return match (pronoun.person, pronoun.plural, pronoun.gender) {
                (1, ..) => Feature::SourceWe,
                (2, ..) => Feature::SourceYou,
                (_, Some(true), _) => Feature::SourceThey,
                (.., crate::language::lexicon::Gender::Neuter) => Feature::SourceIt,
                _ => Feature::SourceHe,
            };
        }
        match () {
            () if entry.classes.has(Class::Who) => Feature::SourceWho,
            () if entry.classes.has(Class::Relative) => Feature::SourceWhich,
            () if tag == Tag::Number
                || entry.unit == Some(UnitKind::Percent)
                || entry.classes.has(Class::Quantifier) =>
            {
                Feature::SourceShare
            }
            () if entry.classes.has(Class::Thing) => Feature::SourceIt,
            () if entry.kinds.has(NounKind::Person) => Feature::SourcePerson,
            () if entry.kinds.has(NounKind::People) || entry.classes.has(Class::Anyone) => Feature::SourcePeople,
            () if entry.kinds.has(NounKind::Organisation) => Feature::SourceOrganisation,
            () if entry.kinds.has(NounKind::Image) && !entry.kinds.has(NounKind::Document) => Feature::SourceImage,
            () if entry.kinds.is_some() => Feature::SourceDocument,
            () if tag.is_name() => Feature::SourceName,
            () => Feature::SourceOther,
        }
    }

    fn verb_features(&self, verb: &VerbGroup, features: &mut Set<Feature>) {
        let first = self.tag(verb.first);
        let any = |class: Class| (verb.first..verb.main).any(|i| self.is(i, class));
        let modal = any(Class::Modal);
        features.insert_if(modal, Feature::Modal);
        features.insert_if(any(Class::Have), Feature::Perfect);
        features.insert_if(verb.negated, Feature::Negated);
        let ing = self.tag(verb.main) == Some(Tag::Gerund);
        features.insert_if(ing && verb.finite, Feature::Progressive);
        match () {
            () if verb.infinitive => features.insert(Feature::ToVerb),
            () if ing && !verb.finite => features.insert(Feature::Ing),
            () if !verb.finite => features.insert(Feature::BareParticiple),
            () if modal => {}
            () if first == Some(Tag::Past) => features.insert(Feature::Past),
            () => features.insert(Feature::Present),
        }
        let governor = self.verb_to(verb.first).and_then(|governor| self.reading.syntax.entry(governor.main).verb);
        features.insert_if(governor.is_some_and(|cue| cue.form != Form::Gerund), Feature::Governed);
        let clause = (self.span.start..verb.first).rev().take(8).take_while(|&i| !self.is_comma(i)).any(|i| {
            self.is(i, Class::Subordinator) && !self.is(i, Class::As) && self.tag(i) != Some(Tag::Preposition)
        });
        features.insert_if(clause, Feature::Subordinate);
    }

    fn content_features(&self, tie: &Tie, features: &mut Set<Feature>) {
        let words: usize = tie.content.iter().map(std::iter::ExactSizeIterator::len).sum();
        features.insert_if(words <= 2, Feature::Short);
        features.insert_if(words >= 8, Feature::Long);
        let Some(part) = tie.content.first() else { return };
        let holds = |test: &dyn Fn(usize) -> bool| part.clone().take(60).any(test);
        let quotation =
            part.clone().take(60).find_map(|i| self.reading.quotation_at(i).filter(|q| q.tokens.start == i));
        features.insert_if(quotation.is_some_and(|q| q.words > 2), Feature::HoldsQuotation);
        features.insert_if(quotation.is_some_and(|q| q.words <= 2), Feature::ScareQuote);
        let verbs = self.reading.chunks.verbs_in(part);
        features.insert_if(verbs.iter().any(|verb| verb.finite), Feature::HoldsVerb);
        features.insert_if(holds(&|i| self.reading.syntax.tokens[i].kind == TokenKind::Number), Feature::HoldsNumber);
        if tie.complement == Complement::Object
            && let Some(noun) = self.noun_at(part.start)
        {
            let amount = |i: usize| matches!(self.tag(i), Some(Tag::Number | Tag::Symbol));
            features.insert_if((noun.first..noun.end).take(3).any(amount), Feature::ObjectAmount);
            features.insert_if(part.end <= noun.end + 1, Feature::PlainObject);
            features.insert_if(self.reading.syntax.tokens[noun.head].tag.is_name(), Feature::ObjectName);
        }
    }
}

const STRENGTHS: [Feature; 10] = [
    Feature::Strength0,
    Feature::Strength1,
    Feature::Strength2,
    Feature::Strength3,
    Feature::Strength4,
    Feature::Strength5,
    Feature::Strength6,
    Feature::Strength7,
    Feature::Strength8,
    Feature::Strength9,
];

fn class_feature(class: CueClass) -> Feature {
    match class {
        CueClass::Say | CueClass::Write => Feature::Says,
        CueClass::Ask => Feature::Asks,
        CueClass::Think => Feature::Thinks,
        CueClass::Know => Feature::Knows,
        CueClass::Show => Feature::Shows,
        CueClass::Plan => Feature::Plans,
        CueClass::Want => Feature::Wants,
        CueClass::Judge => Feature::Judges,
        CueClass::Name => Feature::Names,
        CueClass::Deny => Feature::Denies,
        CueClass::Talk => Feature::Talks,
        CueClass::Seem => Feature::Seems,
        CueClass::Report => Feature::Reports,
    }
}
