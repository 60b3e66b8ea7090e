//! What is seen of a place where what is said could end: the features that the regression in [`scope`](super::scope) weighs.

use super::content::Complement;
use super::model::{Set, features};
use super::scope::Said;
use super::view::View;
use crate::language::chunk::VerbGroup;
use crate::language::lexicon::{Class, CueClass, Form, Frame};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

features! {
    /// What is seen of a place where what is said could end.
    pub enum Sign {
        /// Always.
        Bias "bias",
        /// A comma.
        Comma "at comma",
        /// A semicolon.
        Semicolon "at semicolon",
        /// A dash.
        Dash "at dash",
        /// A colon.
        Colon "at colon",
        /// A bracket opens.
        Bracket "at bracket",
        /// "and" or "or", without a comma.
        Conjunction "at conjunction",
        /// A word that begins a clause, without a comma.
        Subordinator "at subordinator",
        /// A relative pronoun, without a comma.
        Relative "at relative",
        /// A preposition, without a comma.
        Preposition "at preposition",
        /// A finite verb, without a comma.
        Verb "at verb",
        /// A gerund, without a comma.
        Gerund "at gerund",
        /// An infinitive, without a comma.
        Infinitive "at infinitive",
        /// A phrase of time, without a comma.
        Time "at time",
        /// Behind a quotation.
        AfterQuotation "at end of quotation",
        /// Then "and".
        NextAnd "then and",
        /// Then "or".
        NextOr "then or",
        /// Then "but" or "yet".
        NextBut "then but",
        /// Then "while", "though", "whereas".
        NextWhile "then while",
        /// Then "because", "after", "if".
        NextSubordinator "then subordinator",
        /// Then "who", "which".
        NextRelative "then relative",
        /// Then "where", "when".
        NextWhere "then where",
        /// Then a preposition.
        NextPreposition "then preposition",
        /// Then a gerund.
        NextGerund "then gerund",
        /// Then a gerund that is a cue: "adding".
        NextGerundCue "then gerund cue",
        /// Then a participle.
        NextParticiple "then participle",
        /// Then an infinitive.
        NextInfinitive "then infinitive",
        /// Then a finite verb.
        NextVerb "then verb",
        /// Then a finite verb that is a cue.
        NextVerbCue "then verb cue",
        /// Then a clause with a subject of its own.
        NextClause "then clause",
        /// Then a noun phrase and no verb.
        NextNoun "then noun",
        /// Then an adverb.
        NextAdverb "then adverb",
        /// Then an adjective.
        NextAdjective "then adjective",
        /// Then "according to".
        NextAccording "then according",
        /// Then ", he said,".
        NextParenthesis "then parenthetic cue",
        /// Then a quotation.
        NextQuotation "then quotation",
        /// The subject of the clause is a pronoun.
        SubjectPronoun "subject pronoun",
        /// A name.
        SubjectName "subject name",
        /// The clause has a cue of its own.
        OwnCue "clause own cue",
        /// Its verb is in the past.
        PastVerb "clause past",
        /// In the present.
        PresentVerb "clause present",
        /// With a modal.
        ModalVerb "clause modal",
        /// The cue is in the past and the clause in the present.
        PastThenPresent "tenses past then present",
        /// The cue is in the present and the clause in the past.
        PresentThenPast "tenses present then past",
        /// The clause has the tense of what was said before it.
        TenseOfContent "tense of content",
        /// What is said is an infinitive.
        OfInfinitive "of infinitive",
        /// A noun phrase.
        OfObject "of object",
        /// A phrase with a preposition.
        OfAbout "of about",
        /// A gerund.
        OfGerund "of gerund",
        /// Begins with a quotation.
        OfQuotation "of quotation",
        /// The cue says.
        CueSays "cue say",
        /// Thinks or knows.
        CueThinks "cue think",
        /// Shows.
        CueShows "cue show",
        /// Wants or plans.
        CueWants "cue want",
        /// Judges or names.
        CueJudges "cue judge",
        /// The cue stands in a relative clause.
        CueRelative "cue in relative clause",
        /// The cue is a gerund.
        CueGerund "cue gerund",
        /// Up to two words before.
        Near "distance 1-2",
        /// Three to six.
        Middle "distance 3-6",
        /// Seven to fourteen.
        Far "distance 7-14",
        /// More.
        VeryFar "distance 15 and more",
        /// A finite verb stands in what is said so far.
        HasVerb "has verb",
        /// A quotation.
        HasQuotation "has quotation",
        /// A comma.
        HasComma "has comma",
        /// A list goes on.
        List "list goes on",
        /// A comma in an object.
        ObjectComma "object comma",
        /// A conjunction in an object.
        ObjectConjunction "object conjunction",
        /// "and" and a verb in an object.
        ObjectVerb "object verb",
        /// A relative in an object.
        ObjectRelative "object relative",
        /// "of" in an object.
        ObjectOf "object of",
        /// Another preposition in an object.
        ObjectPreposition "object preposition",
        /// An infinitive in an object.
        ObjectInfinitive "object infinitive",
        /// A phrase of time or of a place of saying in an object.
        ObjectTime "object time or venue",
        /// Quotation only, and unquoted words follow.
        BareAfterQuotation "bare words after quotation",
        /// The rest up to the end is short.
        ShortRest "rest short",
    }
}

impl View<'_> {
    /// What is seen of the place before token `at`, behind `commas` commas; `kind` is what stands there.
    pub(super) fn signs(
        &self,
        said: Said<'_>,
        at: usize,
        limit: usize,
        commas: usize,
        kind: Option<Sign>,
    ) -> Set<Sign> {
        let mut signs = Set::default();
        signs.insert(Sign::Bias);
        if let Some(kind) = kind {
            signs.insert(kind);
        }
        // Behind the mark and the conjunction.
        let mark = self.kind(at).is_some_and(|kind| {
            matches!(
                kind,
                TokenKind::Comma | TokenKind::Semicolon | TokenKind::Dash | TokenKind::Colon | TokenKind::Open
            )
        });
        let mut next = at + usize::from(mark);
        if self.is(next, Class::Contrast) {
            signs.insert(if self.tag(next) == Some(Tag::Coordinator) { Sign::NextBut } else { Sign::NextWhile });
            next += 1;
        } else if self.is(next, Class::And) {
            signs.insert(Sign::NextAnd);
            next += 1;
        } else if self.is(next, Class::Coordinator) && self.tag(next) == Some(Tag::Coordinator) {
            signs.insert(Sign::NextOr);
            next += 1;
        }
        self.next_signs(next, said, &mut signs);
        self.said_signs(said, at, commas, &mut signs);
        if said.is_object() {
            self.object_signs(at, next, &mut signs);
        }
        signs.insert_if(limit - at <= 3, Sign::ShortRest);
        signs.insert_around(at, |i| self.tag(i));
        signs
    }

    /// What stands behind the place, from token `next` on.
    fn next_signs(&self, next: usize, said: Said<'_>, signs: &mut Set<Sign>) {
        let Some(tag) = self.tag(next) else { return };
        if self.quotation_from(next).is_some() {
            signs.insert(Sign::NextQuotation);
        }
        signs.insert_if(self.parenthetic_cue(next), Sign::NextParenthesis);
        if self.is(next, Class::According) {
            signs.insert(Sign::NextAccording);
        } else if matches!(tag, Tag::Relative) {
            signs.insert(Sign::NextRelative);
        } else if tag == Tag::RelativeAdverb {
            signs.insert(Sign::NextWhere);
        } else if self.is(next, Class::Subordinator) && self.noun_at(next).is_none() {
            signs.insert(Sign::NextSubordinator);
        } else if let Some(verb) = self.verb_at(next).filter(|verb| verb.first == next) {
            let cue = self.reading.syntax.entry(verb.main).verb;
            let says = cue.is_some_and(|cue| {
                cue.frames.strongest() >= 7
                    && matches!(cue.class, CueClass::Say | CueClass::Write | CueClass::Judge | CueClass::Name)
            });
            match () {
                () if verb.finite => {
                    signs.insert(Sign::NextVerb);
                    signs.insert_if(says, Sign::NextVerbCue);
                    self.tense_signs(verb, said, signs);
                }
                () if verb.infinitive => signs.insert(Sign::NextInfinitive),
                () if self.tag(verb.main) == Some(Tag::Gerund) => {
                    signs.insert(Sign::NextGerund);
                    signs.insert_if(
                        cue.is_some_and(|cue| {
                            cue.form == Form::Gerund
                                && matches!(cue.class, CueClass::Say | CueClass::Write | CueClass::Name)
                        }),
                        Sign::NextGerundCue,
                    );
                }
                () => signs.insert(Sign::NextParticiple),
            }
        } else if let Some(noun) = self.noun_at(next).filter(|noun| noun.first == next) {
            if self.clause_follows(noun) {
                signs.insert(Sign::NextClause);
                let head = &self.reading.syntax.tokens[noun.head];
                signs.insert_if(head.tag == Tag::Pronoun, Sign::SubjectPronoun);
                signs.insert_if(head.tag.is_name(), Sign::SubjectName);
                if let Some(verb) = self.verbs().iter().find(|verb| verb.first >= noun.end && verb.finite) {
                    let cue = self.reading.syntax.entry(verb.main).verb;
                    signs.insert_if(
                        cue.is_some_and(|cue| cue.class == CueClass::Say && cue.frames.strength(Frame::Clause) >= 7),
                        Sign::OwnCue,
                    );
                    self.tense_signs(verb, said, signs);
                }
            } else {
                signs.insert(Sign::NextNoun);
            }
        } else if self.is_preposition(next) {
            signs.insert(Sign::NextPreposition);
        } else if tag == Tag::Adverb {
            signs.insert(Sign::NextAdverb);
        } else if tag.is_adjective() {
            signs.insert(Sign::NextAdjective);
        }
    }

    fn tense_signs(&self, verb: &VerbGroup, said: Said<'_>, signs: &mut Set<Sign>) {
        let tense = |verb: &VerbGroup| self.tag(verb.first);
        let then = tense(verb);
        let past = then == Some(Tag::Past);
        let present = matches!(then, Some(Tag::Present | Tag::Presents));
        signs.insert_if(past, Sign::PastVerb);
        signs.insert_if(present, Sign::PresentVerb);
        signs.insert_if(then == Some(Tag::Modal), Sign::ModalVerb);
        if let Some(cue) = said.cue.filter(|cue| cue.finite) {
            let cue = tense(cue);
            signs.insert_if(cue == Some(Tag::Past) && present, Sign::PastThenPresent);
            signs.insert_if(matches!(cue, Some(Tag::Present | Tag::Presents)) && past, Sign::PresentThenPast);
        }
        let first =
            self.verbs().iter().find(|other| other.first >= said.start && other.finite && other.first < verb.first);
        signs.insert_if(first.is_some_and(|first| tense(first) == then), Sign::TenseOfContent);
    }

    /// What has been said so far, and by what cue.
    fn said_signs(&self, said: Said<'_>, at: usize, commas: usize, signs: &mut Set<Sign>) {
        match said.complement {
            Complement::Infinitive => signs.insert(Sign::OfInfinitive),
            Complement::Object => signs.insert(Sign::OfObject),
            Complement::About => signs.insert(Sign::OfAbout),
            Complement::Gerund => signs.insert(Sign::OfGerund),
            Complement::Quotation => signs.insert(Sign::OfQuotation),
            _ => {}
        }
        match said.class {
            CueClass::Say | CueClass::Write | CueClass::Ask | CueClass::Deny => signs.insert(Sign::CueSays),
            CueClass::Think | CueClass::Know => signs.insert(Sign::CueThinks),
            CueClass::Show | CueClass::Report | CueClass::Seem => signs.insert(Sign::CueShows),
            CueClass::Plan | CueClass::Want => signs.insert(Sign::CueWants),
            CueClass::Judge | CueClass::Name | CueClass::Talk => signs.insert(Sign::CueJudges),
        }
        if let Some(cue) = said.cue {
            let relative =
                self.before(cue.first).is_some_and(|i| self.is(i, Class::Relative) && self.noun_at(i).is_none());
            signs.insert_if(relative, Sign::CueRelative);
            signs.insert_if(!cue.finite && self.tag(cue.main) == Some(Tag::Gerund), Sign::CueGerund);
        }
        signs.insert(match at - said.start {
            0..=2 => Sign::Near,
            3..=6 => Sign::Middle,
            7..=14 => Sign::Far,
            _ => Sign::VeryFar,
        });
        let verb = self.reading.chunks.verbs_in(&(said.start..at)).iter().any(|verb| verb.finite);
        signs.insert_if(verb, Sign::HasVerb);
        let quoted = self.is_quoted(said.start) || self.before(at).is_some_and(|i| self.is_quoted(i));
        signs.insert_if(quoted, Sign::HasQuotation);
        signs.insert_if(commas > 0, Sign::HasComma);
        let only_quoted = self.quotation_from(said.start).is_some_and(|quotation| quotation.tokens.end == at);
        signs.insert_if(only_quoted && !self.is_comma(at), Sign::BareAfterQuotation);
    }

    fn object_signs(&self, at: usize, next: usize, signs: &mut Set<Sign>) {
        let venue = |i: usize| {
            self.noun_at(i).is_some_and(|noun| noun.first == i && (self.is_time(noun) || self.is_venue(noun)))
        };
        if self.is_comma(at) {
            signs.insert(Sign::ObjectComma);
            signs.insert_if(self.lists_on(at), Sign::List);
        } else if self.is(at, Class::Coordinator) {
            signs.insert(Sign::ObjectConjunction);
        } else if self.is(at, Class::Of) {
            signs.insert(Sign::ObjectOf);
        } else if self.is_preposition(at) {
            signs.insert(Sign::ObjectPreposition);
            signs.insert_if(venue(at + 1), Sign::ObjectTime);
        } else if matches!(self.tag(at), Some(Tag::Relative | Tag::RelativeAdverb)) {
            signs.insert(Sign::ObjectRelative);
        }
        signs.insert_if(venue(at), Sign::ObjectTime);
        let verb = self.verb_at(next).filter(|verb| verb.first == next);
        signs.insert_if(verb.is_some_and(|verb| verb.finite), Sign::ObjectVerb);
        signs.insert_if(verb.is_some_and(|verb| verb.infinitive), Sign::ObjectInfinitive);
    }
}
