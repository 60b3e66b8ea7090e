//! Words that rank by themselves: superlatives, "most", "record", "first", "only", "never before".

use super::Reading;
use crate::analysis::figure::{Reason, Worth};
use crate::language::clause::{Clause, ClauseKind};
use crate::language::lexicon::{Class, Gender, NumberRole, RankKind, UnitKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How far the noun it belongs to, or a verb it needs, is looked for.
const NEAR: usize = 8;

/// How far behind "the first" a word such as "ever" is looked for.
const SCOPE: usize = 14;

const FRAMELESS: Worth = Worth::Doubtful(Reason::Frameless);

/// The word or phrase of rank at token `at`, and where it ends; none in a name ("First Amendment").
pub(super) fn rank(words: &Reading<'_>, at: usize) -> Option<(RankKind, usize)> {
    let syntax = words.syntax;
    let phrase = syntax.phrase_from(at).filter(|phrase| phrase.end <= words.span.end);
    let phrase = phrase.and_then(|phrase| Some((syntax.lexicon.entry(phrase.entry).rank?, phrase.end)));
    let word = || syntax.entry(at).rank.or_else(|| compound(words, at)).map(|kind| (kind, at + 1));
    let found = phrase.or_else(word)?;
    let token = &syntax.tokens[at];
    let named = token.capital && at > words.span.start && token.tag.is_name();
    (!named).then_some(found)
}

/// "fifth-busiest", "best-funded", "richest-per-capita", "muddiest": ranks that no table has to tell.
fn compound(words: &Reading<'_>, at: usize) -> Option<RankKind> {
    let token = words.token(at).filter(|token| token.kind == TokenKind::Word)?;
    if token.tag != Tag::Superlative && !words.text(at).contains('-') {
        return None;
    }
    let lexicon = words.syntax.lexicon;
    let Some((first, rest)) = words.text(at).split_once('-') else {
        let est = token.tag == Tag::Superlative && words.text(at).ends_with("est");
        return (est && !token.capital && !words.is(at, Class::Unranked)).then_some(RankKind::Loose);
    };
    let (head, tail) = (lexicon.find(&first.to_lowercase()), lexicon.find(&rest.to_lowercase()));
    let ordinal = head.numbers.iter().any(|(role, _)| *role == NumberRole::Ordinal);
    let ranked = ordinal && tail.rank.is_some();
    let led = matches!(head.rank, Some(RankKind::Rank | RankKind::Loose | RankKind::Degree));
    (ranked || led).then_some(RankKind::Rank)
}

/// A word of rank from token `at` to before `end`.
pub(super) struct Rank<'a> {
    pub(super) words: &'a Reading<'a>,
    pub(super) at: usize,
    pub(super) end: usize,
}

impl Rank<'_> {
    /// What it is worth as a claim; `None` where it states no rank.
    pub(super) fn worth(&self, kind: RankKind) -> Option<Worth> {
        let worth = match kind {
            RankKind::Alone => Worth::Checkable,
            RankKind::Rank | RankKind::Loose => self.ranks(kind == RankKind::Loose)?,
            RankKind::Matchless => self.matchless(),
            RankKind::Degree => self.degree()?,
            RankKind::Record => self.record()?,
            RankKind::First => self.first()?,
            RankKind::Only => self.only()?,
            RankKind::Never => self.never()?,
        };
        let one_of =
            matches!(kind, RankKind::Rank | RankKind::Loose | RankKind::Degree) && self.words.is_one_of(self.at);
        let supposed = self.words.clauses.around(self.at).any(|clause| {
            clause.kind == ClauseKind::Adverbial && clause.mark.is_some_and(|mark| self.words.is(mark, Class::If))
        });
        // "his eldest daughter": which of them is meant.
        let noun = self.words.chunks.noun_at(self.end).map(|noun| noun.head);
        if noun.is_some_and(|noun| self.words.is(noun, Class::Kin)) {
            return Some(Worth::Not(Reason::Group));
        }
        if supposed {
            return Some(Worth::Not(Reason::Condition));
        }
        if self.is_of_own_life() {
            return Some(Worth::Not(Reason::Frameless));
        }
        if self.is_own_view() {
            return Some(Worth::Not(Reason::View));
        }
        if self.is_standard() {
            return Some(Worth::Not(Reason::Group));
        }
        // "isn't the biggest problem in the country": who is, nobody tells.
        let ranks = matches!(kind, RankKind::Rank | RankKind::Loose | RankKind::Degree);
        if ranks && self.words.is_denied(self.at) && self.words.is_predicate(self.at) {
            return Some(Worth::Not(Reason::Frameless));
        }
        Some(if one_of { Worth::Not(Reason::OneOf) } else { worth })
    }

    /// "the best food I have ever had": among what the writer knows.
    fn is_of_own_life(&self) -> bool {
        let words = self.words;
        let ever = words.ahead(self.end, SCOPE).find(|&i| words.is(i, Class::Ever));
        let clause = ever.and_then(|ever| words.clauses.around(ever).find(|clause| clause.verb.is_some()));
        let subject = clause.and_then(|clause| words.clauses.subject(clause, words.chunks));
        let person = |noun: usize| words.entry(noun).and_then(|entry| entry.pronoun).is_some_and(|p| p.person != 3);
        subject.is_some_and(|noun| noun.first >= self.end && person(noun.head))
    }

    /// "I believe this to be the only answer", "in my view she is the best": what the writer thinks, and says so; but not "I worry about
    /// Keel, the largest of all", nor "because it is the largest".
    fn is_own_view(&self) -> bool {
        let words = self.words;
        let writer = |i: usize| {
            words.entry(i).and_then(|entry| entry.pronoun).is_some_and(|p| p.person == 1 && p.plural == Some(false))
        };
        let thinks = |clause: &Clause| {
            let subject = words.clauses.subject(clause, words.chunks).is_some_and(|noun| writer(noun.head));
            let verb = words.clauses.verb(clause, words.chunks);
            subject && verb.is_some_and(|verb| !verb.negated && words.is(verb.main, Class::Opines))
        };
        // What stands apart, or hangs on a noun or on "because", is told, and not thought.
        let thought = |clause: &&Clause| {
            matches!(clause.kind, ClauseKind::Complement | ClauseKind::Infinitive | ClauseKind::Main)
        };
        let viewed = |i: usize| writer(i) && words.tag(i) == Some(Tag::Possessive) && words.is(i + 1, Class::Viewpoint);
        let Some(innermost) = words.clauses.around(self.at).next() else { return false };
        let led = (innermost.tokens.start..self.at).any(viewed) && innermost.kind == ClauseKind::Main;
        led || words.clauses.around(self.at).take_while(thought).any(thinks)
    }

    /// "as healthy as the sickest of us": what something is held against, and is not told of.
    fn is_standard(&self) -> bool {
        let words = self.words;
        let Some(lead) = words.backwards(self.at, 2).find(|&i| !words.is(i, Class::Definite)) else { return false };
        let clause = words.backwards(lead, NEAR).take_while(|&i| words.kind(i).is_some_and(TokenKind::is_word));
        let among = words.is_any(self.end, &[Class::Of, Class::Among]);
        let us = among && words.entry(self.end + 1).is_some_and(|entry| entry.pronoun.is_some());
        us && words.is(lead, Class::As) && clause.into_iter().any(|i| words.is(i, Class::As))
    }

    /// What a rank with no frame of its own is worth: something, where its clause says that something is or has it.
    fn frameless(&self) -> Worth {
        if self.words.is_deemed(self.at) {
            return Worth::Checkable;
        }
        let words = self.words;
        // "powered by the most accurate engine"
        let by = words.backwards(self.at, 2).any(|i| words.is(i, Class::By));
        let said = words.is_predicate(self.at) || words.is_object(self.at) || words.is_equated(self.at) || by;
        match () {
            () if said && self.is_counted() => Worth::Checkable,
            () if said => FRAMELESS,
            () => Worth::Not(Reason::Frameless),
        }
    }

    /// "the longest lines", "the second-largest shareholder": a rank by what is counted or measured, and not by what somebody thinks
    /// of it, as "the biggest challenge", "the most powerful speech".
    fn is_counted(&self) -> bool {
        let words = self.words;
        let Some(noun) = words.chunks.noun_at(self.end).map(|noun| noun.head) else { return false };
        // "the most powerful", "the most attention"
        if words.entry(self.at).and_then(|entry| entry.rank) == Some(RankKind::Degree) {
            return false;
        }
        let (first, _) = words.text(self.at).split_once('-').unwrap_or_default();
        let placed = words.syntax.lexicon.find(&first.to_lowercase()).numbers.iter();
        let concrete = [
            Class::Countable,
            Class::Public,
            Class::Gauge,
            Class::NumberNoun,
            Class::Event,
            Class::Crowd,
            Class::RankWhole,
            Class::Everyone,
            Class::Polled,
        ];
        placed.clone().any(|(role, _)| *role == NumberRole::Ordinal)
            || words.is_any(noun, &concrete)
            || words.entry(noun).is_some_and(|entry| entry.kinds.is_some())
    }

    /// What a rank is worth that tells who or which are meant, and is told of none: "the poorest families", "the richest 1%"; of other
    /// things that is a guess: "the city's oldest houses burned".
    fn group(&self) -> Option<Worth> {
        let words = self.words;
        // "the richest 1%", "the largest 10 firms", but not "the largest one-day fall".
        let number = words.tag(self.end) == Some(Tag::Number) || words.kind(self.end) == Some(TokenKind::Number);
        let share = words.text(self.end + 1) == "%"
            || words.entry(self.end + 1).is_some_and(|e| e.unit == Some(UnitKind::Percent));
        if number && (share || words.tag(self.end + 1) == Some(Tag::Nouns)) {
            return Some(Worth::Not(Reason::Group));
        }
        let noun = words.chunks.noun_at(self.end).map(|noun| noun.head).filter(|_| !words.is_predicate(self.at))?;
        let groups = [Class::Public, Class::Polled, Class::Bracket, Class::Everyone, Class::GroupPart];
        match words.tag(noun)? {
            Tag::Names => Some(Worth::Not(Reason::Group)),
            Tag::Nouns if words.is_any(noun, &groups) => Some(Worth::Not(Reason::Group)),
            // "Keel and Orlo, the oldest ferries", "the oldest are …", "has the oldest mines": that they are, is told.
            Tag::Nouns => {
                let apposed = words.clauses.around(self.at).any(|clause| clause.kind == ClauseKind::Apposition);
                let people = words.syntax.entry(noun).kinds.is_human();
                let told = apposed || words.is_equated(self.at) || !people && words.is_object(noun);
                (!told).then_some(Worth::Doubtful(Reason::Group))
            }
            _ => None,
        }
    }

    /// "the largest bridge in Europe"; `loose` for a word that is often an adverb or news ("best", "latest").
    fn ranks(&self, loose: bool) -> Option<Worth> {
        let words = self.words;
        let framed = words.is_framed(self.end);
        if !words.is_determined(self.at) {
            let superlative = words.tag(self.at) == Some(Tag::Superlative);
            return (!loose && superlative && framed).then_some(Worth::Checkable);
        }
        let noun = words.ahead(self.end, 6).any(|i| words.tag(i).is_some_and(Tag::is_noun));
        let of_place = words.is_of_place(self.at);
        // "the nation's wealthiest gained": people, and no rank.
        let people =
            words.tag(self.end).is_some_and(Tag::is_finite) && !words.is_any(self.end, &[Class::Have, Class::Be]);
        if (loose && words.is(self.end, Class::RankIdiom)) || people {
            return Some(Worth::Not(Reason::Group));
        }
        let group = self.group();
        if group.is_some() {
            return group;
        }
        let ever = words.any_is(words.ahead(self.end, NEAR), Class::RankMark);
        let stepped = words
            .before(self.at)
            .is_some_and(|i| words.is(i, Class::RankStep) && words.number_word(i, NumberRole::Ordinal).is_some());
        // "the highest average cost of $5.01 million"
        let valued = self.is_valued();
        Some(match () {
            () if (noun || of_place || ever) && (framed || of_place) => Worth::Checkable,
            () if noun && (stepped || valued) => Worth::Checkable,
            () if noun && !loose => self.frameless(),
            () => Worth::Not(Reason::Frameless),
        })
    }

    /// Whether the noun phrase of the rank goes on with "of" and an amount.
    fn is_valued(&self) -> bool {
        let words = self.words;
        let Some(noun) = words.chunks.noun_at(self.end) else { return false };
        let amount = |i: usize| matches!(words.kind(i), Some(TokenKind::Number | TokenKind::Symbol));
        words.is(noun.end, Class::Of) && amount(noun.end + 1)
    }

    /// "unprecedented": a rank if there is a frame, perhaps one if not.
    fn matchless(&self) -> Worth {
        // "it is not unprecedented for towns to …"
        if self.words.is_denied(self.at) {
            return Worth::Not(Reason::Frameless);
        }
        if self.words.is_framed(self.end) { Worth::Checkable } else { FRAMELESS }
    }

    /// "the most targeted", but not "most of them", "at most", "most people".
    fn degree(&self) -> Option<Worth> {
        let words = self.words;
        let next = words.tag(self.at + 1)?;
        let modifies =
            next.is_adjective() || next.is_noun() || matches!(next, Tag::Participle | Tag::Gerund | Tag::Adverb);
        // "the most vulnerable are": people, and no rank.
        let people = next.is_adjective() && words.tag(self.at + 2).is_some_and(Tag::is_finite);
        let unranked = words.is(self.at + 1, Class::Unranked);
        if !modifies || people || unranked || !words.is_determined(self.at) {
            return None;
        }
        let group = self.group();
        if group.is_some() {
            return group;
        }
        let framed = words.is_framed(self.at + 2) || words.is_of_place(self.at);
        Some(if framed { Worth::Checkable } else { self.frameless() })
    }

    /// "a record 33.5 percent", "record highs".
    fn record(&self) -> Option<Worth> {
        let next = self.at + 1;
        let number = matches!(self.words.kind(next), Some(TokenKind::Number | TokenKind::Symbol))
            || self.words.tag(next) == Some(Tag::Number);
        (number || self.words.is(next, Class::RecordNoun)).then_some(Worth::Checkable)
    }

    /// "is the first time", "the first woman to", "was first to", but not "the first step", "first, …", "not the first".
    fn first(&self) -> Option<Worth> {
        let words = self.words;
        if words.is_denied(self.at) {
            return None;
        }
        let copula = |i: usize| words.is_any(i, &[Class::Be, Class::Become]);
        let infinitive = |i: usize| words.is(i, Class::To);
        if words.before(self.at).is_some_and(copula) && infinitive(self.at + 1) {
            return Some(Worth::Checkable);
        }
        if !words.is_determined(self.at) || words.is_one_of(self.at) {
            return None;
        }
        let ever = words.any_is(words.ahead(self.at + 1, SCOPE), Class::RankMark);
        if self.is_of_one_person() && !ever {
            return Some(Worth::Not(Reason::Order));
        }
        let stated = words.is_predicate(self.at);
        let what = words.ahead(self.at + 2, NEAR).any(infinitive) || words.is(self.at + 1, Class::Occasion);
        if ever || (stated && what) {
            return Some(Worth::Checkable);
        }
        // "ARPANET was the first network"
        let noun = words.tag(self.end).is_some_and(|tag| tag.is_noun() || tag.is_adjective());
        let idiom = words.is_any(self.end, &[Class::RankIdiom, Class::Listed]);
        Some(if stated && noun && !idiom { FRAMELESS } else { Worth::Not(Reason::Order) })
    }

    /// "It was her first time abroad": among what one person did.
    fn is_of_one_person(&self) -> bool {
        let words = self.words;
        let whose = words.before(self.at).filter(|&i| words.tag(i) == Some(Tag::Possessive));
        let person = whose.and_then(|i| words.entry(i)).and_then(|entry| entry.pronoun);
        person.is_some_and(|p| p.person < 3 || matches!(p.gender, Gender::Masculine | Gender::Feminine))
    }

    /// "is the only country to …", but not "only if", "the only way", "not the only one".
    fn only(&self) -> Option<Worth> {
        let words = self.words;
        if !words.is_determined(self.at) {
            return None;
        }
        let idiom = words
            .ahead(self.end, 3)
            .take_while(|&i| words.tag(i).is_some_and(|tag| tag.is_noun() || tag.is_adjective()))
            .any(|i| words.is_any(i, &[Class::RankIdiom, Class::Thing]));
        let scope = words
            .ahead(self.at + 1, NEAR)
            .any(|i| words.is_any(i, &[Class::To, Class::Relative, Class::In, Class::With]));
        if idiom || words.is_denied(self.at) || !words.is_predicate(self.at) {
            return Some(Worth::Not(Reason::Frameless));
        }
        Some(if scope { Worth::Checkable } else { FRAMELESS })
    }

    /// "never before", "not since"; "for the first time" is sure only with what it ranks among, "than ever" only of an amount.
    fn never(&self) -> Option<Worth> {
        let words = self.words;
        if words.is(self.at, Class::Than) {
            return self.than_ever();
        }
        let denies = words.is_any(self.at, &[Class::Not, Class::Never]);
        if !denies && words.backwards(self.at, 3).any(|i| words.is(i, Class::Not)) {
            return None;
        }
        if !words.is(self.end - 1, Class::Occasion) {
            return Some(Worth::Checkable);
        }
        // "After the first time, …": a time that is told of.
        let stated = words.is_predicate(self.at);
        let led = words.is(self.at, Class::For) || stated;
        if words.is_denied(self.at) || !led {
            return None;
        }
        // "in 20 years", but not "in 1996"
        let since = words.ahead(self.end, SCOPE).any(|i| words.opens(i, Class::RankMark)) || words.is_within(self.end);
        if !since && self.is_of_one_person() {
            return Some(Worth::Not(Reason::Order));
        }
        Some(if since || stated { Worth::Checkable } else { FRAMELESS })
    }

    /// "more cars than ever", "faster than ever before", but not "more determined than ever".
    fn than_ever(&self) -> Option<Worth> {
        let words = self.words;
        let compared = |&i: &usize| {
            words.tag(i) == Some(Tag::Comparative) || words.is(i, Class::AfterShare) || words.opens(i, Class::More)
        };
        let more = words.backwards(self.at, NEAR).find(compared)?;
        let quality = words.tag(more + 1).is_some_and(|tag| {
            tag.is_adjective() || matches!(tag, Tag::Participle | Tag::Past | Tag::Adverb | Tag::Gerund)
        });
        if words.is(more, Class::More) && more + 1 < self.at {
            return (!quality).then_some(Worth::Checkable);
        }
        // "stronger than ever": by which measure?
        let verb = words.clauses.around(self.at).find(|clause| clause.verb.is_some());
        let grows = verb
            .and_then(|clause| words.clauses.verb(clause, words.chunks))
            .is_some_and(|verb| words.is(verb.main, Class::Rise));
        Some(if grows || words.is(more, Class::More) { Worth::Checkable } else { Worth::Not(Reason::Frameless) })
    }
}
