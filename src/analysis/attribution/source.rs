//! The words that name a source: the subject of a verb, or the noun phrase behind "according to".

use std::ops::Range;

use super::view::View;
use crate::language::chunk::{NounPhrase, VerbGroup};
use crate::language::lexicon::{Class, CueClass, NounKind, VerbCue};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// Tokens that name a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct SourceSpan {
    /// All of them, with title, role and apposition.
    pub(crate) tokens: Range<usize>,
    /// The head of the phrase that names it.
    pub(crate) head: usize,
    /// What a relative pronoun stands for.
    pub(crate) antecedent: Option<(Range<usize>, usize)>,
}

impl SourceSpan {
    pub(super) fn of(tokens: Range<usize>, head: usize) -> Self {
        Self { tokens, head, antecedent: None }
    }
}

/// The most tokens of a bracket that belongs to a name, its marks included: "(R-Fla.)".
pub(super) const SHORT_BRACKET: usize = 5;

/// How far a search walks back through commas and coordinations before it gives up.
pub(super) const PATIENCE: usize = 8;

impl View<'_> {
    /// The subject of a verb group, looked for to its left.
    pub(crate) fn subject(&self, verb: &VerbGroup) -> Option<SourceSpan> {
        self.subject_within(verb, PATIENCE)
    }

    fn subject_within(&self, verb: &VerbGroup, patience: usize) -> Option<SourceSpan> {
        let patience = patience.checked_sub(1)?;
        if verb.infinitive {
            return self.subject_of_infinitive(verb, patience);
        }
        if !verb.finite {
            return self.subject_of_participle(verb, patience);
        }
        self.subject_before(verb.first, patience)
    }

    /// The subject of a finite verb that begins at token `at`.
    pub(super) fn subject_before(&self, at: usize, patience: usize) -> Option<SourceSpan> {
        let mut at = at;
        let mut bracket = None;
        loop {
            let before = self.before(at)?;
            let token = self.token(before)?;
            if self.is(before, Class::Who) || (token.tag == Tag::Relative && self.is(before, Class::Relative)) {
                return self.relative(before);
            }
            // "that" right behind a noun is its relative, elsewhere a conjunction.
            if self.is(before, Class::That) && self.noun_to(before).is_some() && token.tag != Tag::Subordinator {
                return self.relative(before);
            }
            if matches!(token.tag, Tag::Adverb) && token.kind == TokenKind::Word && self.noun_at(before).is_none() {
                at = before;
                continue;
            }
            // "John S. ’20 said": the year in which somebody leaves a school.
            if let Some(mark) = self.class_year(before) {
                at = mark;
                continue;
            }
            match token.kind {
                TokenKind::Comma => {
                    return self.before_parenthesis(before, patience).or_else(|| self.before_stray_comma(before));
                }
                TokenKind::Dash => return self.before_dash(before, patience),
                TokenKind::Close => {
                    bracket = bracket.or(Some(before + 1));
                    at = self.opening_bracket(before)?;
                    continue;
                }
                _ => {}
            }
            if token.tag == Tag::Coordinator {
                return self.coordinated(before, patience);
            }
            // "those surveyed say".
            if let Some(participle) =
                self.verb_at(before).filter(|verb| !verb.finite && self.tag(verb.main) == Some(Tag::Participle))
            {
                self.noun_to(participle.first)?;
                at = participle.first;
                continue;
            }
            let noun = self.noun_at(before)?;
            if self.is_quoted(noun.head) {
                return None;
            }
            if let Some(earlier) = self.skip_adjunct(noun) {
                at = earlier;
                continue;
            }
            let mut span = self.unclosed_apposition(noun, at).map_or_else(|| self.subject_at(noun, patience), Some)?;
            // "Jane Smith (R)".
            if let Some(end) = bracket.filter(|&end| span.tokens.end == at && end - at <= SHORT_BRACKET) {
                span.tokens.end = end;
            }
            return Some(span);
        }
    }

    pub(super) fn is_mark(&self, i: usize) -> bool {
        self.kind(i).is_some_and(|kind| kind.is_quote() || kind == TokenKind::Apostrophe)
    }

    /// Where a phrase of time or place of saying begins that stands between a subject and its verb: "on Wednesday",
    /// "in a statement", "last week".
    fn skip_adjunct(&self, noun: &NounPhrase) -> Option<usize> {
        let time = self.is_time(noun);
        // "on Monday and Tuesday"
        let both = self.before(noun.first).filter(|&i| time && self.tag(i) == Some(Tag::Coordinator));
        let other = both.and_then(|i| self.noun_to(i)).filter(|other| self.is_time(other));
        let noun = other.unwrap_or(noun);
        let preposition = self.before(noun.first).filter(|&i| self.is_preposition(i));
        let venue = self.is_venue(noun)
            && preposition.is_some_and(|i| self.is_any(i, &[Class::In, Class::On, Class::At, Class::During]));
        if !(time || venue) {
            return None;
        }
        let first = preposition.unwrap_or(noun.first);
        // It must leave a subject: "Monday brought" has none but itself.
        let rest = self.before(first)?;
        let participle = self.verb_at(rest).is_some_and(|verb| !verb.finite && self.noun_to(verb.first).is_some());
        // "data out today".
        let relative = |i: usize| self.is(i, Class::Who) || self.tag(i) == Some(Tag::Relative);
        // "which earlier this year said"
        let adverb = self.tag(rest) == Some(Tag::Adverb)
            && (self.noun_to(rest).is_some() || self.before(rest).is_some_and(relative));
        (self.noun_at(rest).is_some() || self.is_comma(rest) || relative(rest) || participle || adverb).then_some(first)
    }

    /// "Jenny Earle, the trust's director said": the name that opens the clause, where the comma behind its apposition is missing.
    fn unclosed_apposition(&self, noun: &NounPhrase, verb: usize) -> Option<SourceSpan> {
        // "Jane Smith, the judge said, stole it": the judge.
        if self.verb_at(verb).is_none_or(|verb| self.is_comma(verb.end)) {
            return None;
        }
        let person = self.reading.syntax.entry(noun.head).kinds.has(NounKind::Person);
        let known = noun.genitive.is_some() || self.is_definite(noun);
        let comma = self.before(noun.first).filter(|&i| person && known && self.is_comma(i))?;
        let name = self.noun_to(comma).filter(|name| {
            let tokens = name.first..name.end;
            tokens.len() > 1 && tokens.clone().all(|i| self.tag(i).is_some_and(Tag::is_name))
        })?;
        let opens = self.before(name.first).is_none_or(|i| self.is_quote(i) || self.is(i, Class::That));
        opens.then(|| SourceSpan::of(name.first..noun.end, name.head))
    }

    /// The source whose last noun phrase is `noun`.
    fn subject_at(&self, noun: &NounPhrase, patience: usize) -> Option<SourceSpan> {
        let (first, core) = self.left_chain(noun);
        // "the man who met Putin said", "who lives in Oslo said": the clause of "who" ends here, and its antecedent goes on.
        let at = self.before(first).filter(|&i| self.is_preposition(i)).unwrap_or(first);
        if let Some(verb) = self.verb_to(at)
            && let Some(relative) = self.relative_of(verb).filter(|&i| self.noun_to(i).is_some())
        {
            let antecedent = self.noun_to(relative)?;
            let already = self.verbs().iter().any(|v| v.finite && v.first > verb.first && v.end <= noun.first);
            if !already && patience > 0 && self.tag(relative) != Some(Tag::Subordinator) {
                return self.subject_at(antecedent, patience - 1);
            }
        }
        // "the first study to look at tides in ports found": the infinitive is part of the subject.
        if let Some(infinitive) = self.verb_to(at).filter(|verb| verb.infinitive)
            && let Some(outer) = self.noun_to(infinitive.first).filter(|outer| self.verb_to(outer.first).is_none())
            && patience > 0
        {
            return self.subject_at(outer, patience - 1);
        }
        // "images released by the army showed": the subject stands before the participle.
        let preposition = self.before(first).filter(|&i| self.is_preposition(i));
        if let Some(participle) = preposition.and_then(|i| self.verb_to(self.without_time(i)))
            && !participle.finite
            && !participle.infinitive
            && self.tag(participle.main) == Some(Tag::Participle)
            && let Some(outer) = self.noun_to(participle.first)
        {
            let (start, core) = self.left_chain(outer);
            return Some(SourceSpan::of(start..noun.end, core.head));
        }
        let first = self.coordinates_left(first);
        let mut span = SourceSpan::of(first..noun.end, core.head);
        span.tokens.start = self.without_conjunction(span.tokens.start);
        Some(span)
    }

    /// The relative pronoun that brings in the clause of a verb, or of what somebody in it says: "those who said they had met the mayor".
    fn relative_of(&self, verb: &VerbGroup) -> Option<usize> {
        let before = self.before(verb.first)?;
        if self.is(before, Class::Relative) {
            return Some(before);
        }
        let pronoun = self.noun_at(before).filter(|noun| self.syntax.entry(noun.head).pronoun.is_some())?;
        let says = self.verb_to(pronoun.first).and_then(|says| self.before(says.first))?;
        self.is(says, Class::Relative).then_some(says)
    }

    /// "who" or "which" at token `at`, with what it stands for.
    fn relative(&self, at: usize) -> Option<SourceSpan> {
        let mut span = SourceSpan::of(at..at + 1, at);
        let mut end = at;
        while let Some(before) = self.before(end) {
            if self.is_comma(before)
                || self.kind(before) == Some(TokenKind::Close)
                || self.tag(before) == Some(Tag::Preposition)
                || self.kind(before) == Some(TokenKind::Dash)
            {
                end = before;
            } else {
                break;
            }
            if at - end > 2 {
                break;
            }
        }
        // "Juan Galindo, 41, who": an age stands between.
        let age = |noun: &&NounPhrase| noun.first + 1 == noun.end && self.tag(noun.head) == Some(Tag::Number);
        if let Some(number) = self.noun_to(end).filter(age)
            && let Some(comma) = self.before(number.first).filter(|&i| self.is_comma(i) && end < at)
        {
            end = comma;
        }
        if let Some(noun) = self.noun_to(end) {
            let (first, core) = self.left_chain(noun);
            span.antecedent = Some((first..noun.end, core.head));
        } else if self.tag(at) != Some(Tag::Relative) {
            return None;
        }
        Some(span)
    }

    /// "met Putin and said": the verb shares the subject of the verb group before the conjunction.
    fn coordinated(&self, conjunction: usize, patience: usize) -> Option<SourceSpan> {
        let verbs = self.verbs();
        let before = verbs.partition_point(|verb| verb.first < conjunction);
        let earlier = verbs[..before].iter().rev().filter(|verb| verb.finite && !self.is_quoted(verb.main));
        let mut earlier = earlier.take(4);
        let nearest = earlier.next()?;
        // "acknowledged that the sector has made progress, but warned", "examined whether nurses sleep, and found": behind "but" or a comma it
        // goes on from a verb with its own tense, past one that hangs on that.
        let cue = |verb: &VerbGroup| self.entry(verb.main).and_then(|entry| entry.verb);
        let says = |verb: &VerbGroup| cue(verb).is_some_and(VerbCue::says);
        let this = self.verbs().get(before);
        let parted = self.is(conjunction, Class::But) || self.before(conjunction).is_some_and(|i| self.is_comma(i));
        let tense = |verb: &VerbGroup| self.tag(verb.first);
        let outer = this.filter(|this| parted && cue(this).is_some() && cue(nearest).is_none()).and_then(|this| {
            let apart = tense(this) != tense(nearest) && self.is_subordinate(nearest);
            earlier.find(|verb| tense(verb) == tense(this) && (apart || says(verb)))
        });
        let inside = |outer: &&VerbGroup| (outer.end..nearest.first).all(|i| !self.is_comma(i));
        self.subject_within(outer.filter(inside).unwrap_or(nearest), patience)
    }

    fn subject_of_infinitive(&self, verb: &VerbGroup, patience: usize) -> Option<SourceSpan> {
        let before = self.before(verb.first)?;
        if let Some(governor) = self.verb_at(before) {
            let subject = self.subject_within(governor, patience)?;
            // "is expected to win": it does not say so. "The figures are expected to show …": they will.
            let tells = self.entry(verb.main)?.verb.is_some_and(|cue| cue.class == CueClass::Show);
            let kinds = self.entry(subject.head)?.kinds;
            let foreseen = self.entry(governor.main)?.classes.has(Class::Foreseen);
            let held = tells && foreseen && (kinds.has(NounKind::Document) || kinds.has(NounKind::Data));
            return (!governor.passive || held).then_some(subject);
        }
        // "was quick to praise", "went out of his way to say".
        let adjective = self.tag(before).is_some_and(Tag::is_adjective);
        if adjective || self.tag(before) == Some(Tag::Adverb) {
            let governor =
                self.verbs().iter().rev().find(|v| v.end <= before + 1 && v.finite && v.end + 3 >= before)?;
            return self.subject_within(governor, patience);
        }
        let noun = self.noun_at(before)?;
        if let Some(governor) = self.verb_to(self.left_chain(noun).0) {
            let governs = self.reading.syntax.entry(governor.main);
            let controls = governs.verb.is_some() || governs.classes.has(Class::Drives);
            if controls && self.noun_is_human(noun) {
                // "told the press to say": it is the press who says it.
                return Some(SourceSpan::of(noun.first..noun.end, noun.head));
            }
            return self.subject_within(governor, patience);
        }
        None
    }

    fn subject_of_participle(&self, verb: &VerbGroup, patience: usize) -> Option<SourceSpan> {
        let first_verb_after =
            |from: usize| self.verbs().iter().find(|v| v.first >= from && v.finite && !self.is_quoted(v.main));
        let Some(before) = self.before(verb.first) else {
            // "Citing the report, Smith said": the subject comes later.
            return self.subject_within(first_verb_after(verb.end)?, patience);
        };
        if self.is_comma(before)
            || self.kind(before).is_some_and(|kind| kind == TokenKind::Dash || kind.is_quote())
            || self.is_preposition(before)
            || self.tag(before) == Some(Tag::Coordinator)
            || self.tag(before) == Some(Tag::Adverb)
            || self.is(before, Class::Subordinator)
            // "by releasing", whatever the tagger makes of "by"
            || self.tag(before) == Some(Tag::Subordinator)
        {
            let governs = |v: &&VerbGroup| v.end <= before && v.finite && !self.is_quoted(v.main);
            let apart = self.is_comma(before) && self.is_said(verb);
            let outer = |v: &&VerbGroup| governs(v) && !(apart && self.is_subordinate(v));
            let governor = self.verbs().iter().rev().find(outer).or_else(|| self.verbs().iter().rev().find(governs));
            return match governor {
                Some(governor) => self.subject_within(governor, patience).or_else(|| self.noun_after(governor)),
                None => self.subject_within(first_verb_after(verb.end)?, patience),
            };
        }
        if let Some(governor) = self.verb_at(before) {
            return self.subject_within(governor, patience);
        }
        // "a man considered dangerous": others consider him so.
        let noun = self.noun_at(before).filter(|_| self.tag(verb.main) != Some(Tag::Participle))?;
        Some(SourceSpan::of(noun.first..noun.end, noun.head))
    }

    /// Whether a verb is one of saying.
    fn is_said(&self, verb: &VerbGroup) -> bool {
        self.entry(verb.main).and_then(|entry| entry.verb).is_some_and(|cue| cue.class == CueClass::Say)
    }

    /// Whether a finite verb stands in a clause that belongs to a verb before it: "said that Holm *left*", "praised the crews who *came*",
    /// but not ", who came".
    fn is_subordinate(&self, verb: &VerbGroup) -> bool {
        let earlier = self.verbs().iter().rev().find(|v| v.end <= verb.first && v.finite && !self.is_quoted(v.main));
        let mark = |&i: &usize| {
            matches!(self.tag(i), Some(Tag::Subordinator | Tag::Relative))
                || self.is_any(i, &[Class::Who, Class::Complementizer])
        };
        earlier
            .and_then(|earlier| (earlier.end..verb.first).rev().find(mark))
            .is_some_and(|mark| !self.before(mark).is_some_and(|i| self.is_comma(i)))
    }

    /// The noun phrase right after a verb group: the subject of an inverted one.
    fn noun_after(&self, verb: &VerbGroup) -> Option<SourceSpan> {
        let noun = self.noun_at(verb.end).filter(|noun| noun.first == verb.end)?;
        Some(self.right_extended(noun))
    }

    pub(crate) fn noun_is_human(&self, noun: &NounPhrase) -> bool {
        let token = &self.reading.syntax.tokens[noun.head];
        let entry = self.reading.syntax.entry(noun.head);
        token.tag.is_name() || entry.kinds.is_human() || entry.pronoun.is_some() || entry.classes.has(Class::Anyone)
    }
}
