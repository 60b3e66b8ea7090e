//! On whose say-so a claim stands, how sure that is, and what shows it.

use super::carry::Carry;
use super::evidence::Evidence;
use super::own::{self, Publication};
use super::reference::{References, Strength};
use super::tie::{self, Anchor, Carried, Tie};
use super::{Claim, ClaimKind, Profile, Status};
use crate::analysis::bridge::BridgeKind;
use crate::analysis::clause::{self, Voice};
use crate::analysis::facts::Facts;
use crate::analysis::{Analysis, Attribution};
use crate::document::Document;
use crate::finding::Confidence;
use crate::language::clause::ClauseKind;
use crate::language::lexicon::CueClass;
use crate::text::TextRange;

/// What a claim is judged by.
pub(super) struct Judge<'a> {
    pub(super) document: &'a Document,
    pub(super) analysis: &'a Analysis,
    pub(super) references: &'a References<'a>,
    /// Where who publishes the text is named.
    pub(super) publication: &'a Publication,
    /// What kind of text it is.
    pub(super) profile: Profile,
}

impl Judge<'_> {
    /// Finds out on whose say-so a claim stands: the source that says it, the publisher, a reference that covers it, a source that
    /// goes on.
    pub(super) fn judge(&self, claim: &mut Claim, facts: &Facts, carry: &Carry<'_>) {
        if let Some(covering) = self.references.of(claim) {
            (claim.reference, claim.strength) = (Some(covering.index), covering.strength);
        }
        if self.is_said(claim) {
            return;
        }
        let quoted = self.document.blocks[claim.block].quote.is_some() || matches!(claim.kind, ClaimKind::Quotation(_));
        let (voice, shown) = if quoted {
            (Voice::Other, TextRange::default())
        } else {
            own::voice(self.document, facts, self.publication, claim.block, claim.range.start)
        };
        if voice == Voice::Own && matches!(claim.kind, ClaimKind::Figure(_)) {
            claim.stands(Status::Own, Confidence::High, Evidence::supporting("first person", shown));
            return;
        }
        let reference = claim.reference.map(|reference| self.analysis.references[reference].range);
        if let Some(words) = reference.filter(|_| claim.strength != Strength::Weak) {
            let sure = if claim.strength == Strength::Strong { Confidence::High } else { Confidence::Medium };
            claim.stands(Status::Referenced, sure, Evidence::supporting("reference", words));
            return;
        }
        // Quoted words go on from a speaker, which is found out before; no bridge of the writer's carries them over a paragraph.
        let speech = matches!(claim.kind, ClaimKind::Quotation(_));
        let speaker = || carry.speaker_before(claim).filter(|_| speech);
        if let Some(carried) =
            carry.of(claim).or_else(speaker).filter(|carried| !speech || carried.going.paragraphs == 0)
        {
            self.carry(claim, facts, &carried);
        }
        if let Some(words) = reference.filter(|_| claim.status == Status::Unattributed) {
            claim.stands(Status::Referenced, Confidence::Low, Evidence::supporting("reference", words));
        }
        if claim.status == Status::Unattributed && voice == Voice::Unclear {
            let confidence = if self.profile == Profile::Opinion { Confidence::Medium } else { Confidence::Low };
            claim.stands(Status::Own, confidence, Evidence::supporting("first person", shown));
        }
        if self.profile == Profile::Report && claim.confidence == Confidence::Low {
            (claim.status, claim.confidence) = (Status::Unattributed, Confidence::Medium);
            (claim.attribution, claim.reference) = (None, None);
            claim.because.iter_mut().for_each(|evidence| evidence.supports = false);
        }
    }

    /// Whether an attribution covers the claim, whose source is taken.
    fn is_said(&self, claim: &mut Claim) -> bool {
        // The words of the claim are themselves the link: that is nearer than an actor who is not said to speak.
        let linked =
            claim.reference.is_some_and(|reference| self.analysis.references[reference].range.covers(claim.range));
        let Some(attribution) = claim.attribution.map(|index| &self.analysis.attributions[index]) else { return false };
        let speaks = matches!(attribution.class, CueClass::Say | CueClass::Write);
        let cue = Evidence::supporting("cue", attribution.cue);
        if attribution.own {
            let (status, confidence) = own_status(attribution, claim);
            if status == Status::Own {
                claim.stands(status, confidence, cue);
            }
            return status == Status::Own;
        }
        // "This shows that …", and nobody has told anything before.
        if tie::only_points(self.analysis, attribution) {
            return false;
        }
        // "The share continues to drop", "it seems": nobody says so.
        let vouches =
            attribution.vouches && attribution.class != CueClass::Seem || matches!(claim.kind, ClaimKind::Quotation(_));
        if attribution.mention.is_some() && vouches && (speaks || !linked) {
            claim.stands(Status::Attributed, Confidence::High, cue);
            return true;
        }
        false
    }

    /// Whether a claim stands in a relative clause or a participle.
    fn hangs_on(&self, claim: &Claim, facts: &Facts) -> bool {
        let at = claim.range.start - self.document.blocks[claim.block].range.start;
        clause::stands_in(&facts.clauses, at, &[ClauseKind::Relative, ClauseKind::Participial])
    }

    /// Lets a source go on to the claim, as far as its bridge bears.
    fn carry(&self, claim: &mut Claim, facts: &Facts, carried: &Carried) {
        // A rank is the writer's own judgement unless words take up what a source said.
        let rank = matches!(claim.kind, ClaimKind::Superlative(_));
        let strength = match carried.tie {
            Tie::Noun | Tie::Frame | Tie::Topic | Tie::Heralded | Tie::Paragraph if rank => 0.0,
            // "After that is Ellison, known for flying his $38 million jet": a ranking tells places, not what hangs on a name.
            Tie::Bridge(BridgeKind::Place) if self.hangs_on(claim, facts) => 0.0,
            _ => strength(carried, self.analysis),
        };
        let words = Evidence::supporting(name(carried.tie), carried.words);
        if strength < BEARS_A_HINT {
            claim.because.push(Evidence::against(name(carried.tie), carried.words));
            return;
        }
        let confidence = if strength < BEARS { Confidence::Low } else { Confidence::Medium };
        match carried.going.anchor {
            Anchor::Attribution(attribution) => {
                claim.attribution = Some(attribution);
                claim.stands(Status::CarriedOn, confidence, words);
                claim.because.push(Evidence::supporting("cue", self.analysis.attributions[attribution].cue));
            }
            Anchor::Reference(reference) => {
                claim.reference = Some(reference);
                claim.stands(Status::Referenced, confidence, words);
            }
            Anchor::Own(shown) | Anchor::OwnPerhaps(shown) => {
                let own = if matches!(claim.kind, ClaimKind::Figure(_)) { confidence } else { Confidence::Low };
                claim.stands(Status::Own, own, words);
                claim.because.push(Evidence::supporting("first person", shown));
            }
        }
    }
}

/// What the writer's own cue makes of a claim: what is counted or found is its own; what is thought, wanted or said of the world is what
/// its clause makes of it.
fn own_status(attribution: &Attribution, claim: &Claim) -> (Status, Confidence) {
    match (attribution.class, claim.kind) {
        (CueClass::Show | CueClass::Report, ClaimKind::Superlative(_)) => (Status::Own, Confidence::Low),
        // "“Go,” I said, “and …”": the writer's own words.
        (CueClass::Show | CueClass::Report, _) | (_, ClaimKind::Quotation(_)) => (Status::Own, Confidence::High),
        _ => (Status::Unattributed, Confidence::High),
    }
}

/// A bridge bears from here on.
const BEARS: f32 = 0.55;

/// Below this it does not even bear a hint.
const BEARS_A_HINT: f32 = 0.35;

/// How well a bridge bears: by its kind, and less with each sentence and paragraph.
fn strength(carried: &Carried, analysis: &Analysis) -> f32 {
    let base = match carried.tie {
        Tie::Bridge(BridgeKind::Respondents | BridgeKind::Survey) => return 0.95,
        Tie::Bridge(BridgeKind::Part) | Tie::List => 0.9,
        Tie::Bridge(BridgeKind::Answers | BridgeKind::Content | BridgeKind::Reckons) => 0.85,
        Tie::Figure => 0.8,
        Tie::Bridge(
            BridgeKind::Elaborates
            | BridgeKind::Subject
            | BridgeKind::Role
            | BridgeKind::Pronoun
            | BridgeKind::SameOwner
            | BridgeKind::Series
            | BridgeKind::Place,
        )
        | Tie::Heralded => 0.7,
        Tie::Topic | Tie::Frame | Tie::Speech => 0.6,
        Tie::Noun => 0.57,
        Tie::Paragraph => 0.4,
    };
    let body = match carried.going.anchor {
        // "It" behind a link is what the sentence was about, not what the link leads to.
        Anchor::Reference(_)
            if matches!(carried.tie, Tie::Bridge(BridgeKind::Subject | BridgeKind::Role | BridgeKind::Pronoun)) =>
        {
            return 0.3;
        }
        Anchor::Attribution(attribution) if tie::is_vague(analysis, attribution) => 0.65,
        // "Lee said the law is old. The law has 300 pages.": not by whoever spoke of it.
        Anchor::Attribution(attribution)
            if carried.tie == Tie::Bridge(BridgeKind::Role)
                && !tie::is_body(analysis, attribution)
                && !tie::is_named_in(analysis, attribution, carried.words) =>
        {
            0.7
        }
        // "Lee said crime fell. Her house cost $3 million.": of whoever spoke, and perhaps not by her.
        Anchor::Attribution(attribution)
            if matches!(carried.tie, Tie::Bridge(BridgeKind::Subject | BridgeKind::Pronoun))
                && tie::is_person(analysis, attribution) =>
        {
            0.6
        }
        Anchor::Attribution(attribution) if !tie::is_body(analysis, attribution) => 0.85,
        // What the writer has counted of a thing is no word on the thing everywhere.
        Anchor::Own(_) if matches!(carried.tie, Tie::Topic | Tie::Frame | Tie::Noun) => 0.8,
        Anchor::OwnPerhaps(_) => 0.6,
        _ => 1.0,
    };
    let steps = i32::try_from(carried.going.steps).unwrap_or(i32::MAX);
    // What a list belongs to, and what a connective joins, is clear for longer.
    let fades = match carried.tie {
        Tie::List | Tie::Heralded | Tie::Bridge(BridgeKind::Elaborates) => 0.92_f32,
        _ => 0.85,
    };
    let apart = carried.going.paragraphs > 0 && carried.tie != Tie::List;
    let paragraphs = if apart { 0.85 } else { 1.0 };
    base * body * paragraphs * fades.powi(steps)
}

fn name(tie: Tie) -> &'static str {
    match tie {
        Tie::Bridge(kind) => kind.name(),
        Tie::List => "list",
        Tie::Heralded => "announced",
        Tie::Speech => "same speaker",
        Tie::Figure => "same figure",
        Tie::Topic => "same topic",
        Tie::Frame => "same kind of figure",
        Tie::Noun => "same noun",
        Tie::Paragraph => "right behind it",
    }
}
