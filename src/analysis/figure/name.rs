//! Numbers that are names or parts of names: "Section 230", "p. 33", "Windows 11", "Fortune 500", "978-555-0100", "10 Main Street".

use super::number::{Number, Numeral};
use super::{Figure, FigureKind, Scan};
use crate::language::form::Forms;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How many numbers can stand between "pages" and the last of them.
const NUMBERED: usize = 24;

/// From so many digits on without a comma, nobody writes an amount.
const LONG: usize = 7;

/// The largest number that an item of a list in the text has.
const ITEMS: f64 = 30.0;

impl Scan<'_> {
    /// "Section 230", "No. 2", "Radio 4", "Group of 20", "# 3": a number that is a name or part of one.
    pub(super) fn is_designation(&self, figure: &Figure, number: &Number) -> bool {
        self.is_item(figure)
            || self.is_marque(figure)
            || self.is_inside_name(figure)
            || self.is_address(figure)
            || self.is_long_code(figure)
            || self.before(figure.tokens.start).is_some_and(|before| self.is_named_by(before, figure, number))
    }

    /// Whether the word before a number makes it a name.
    fn is_named_by(&self, before: usize, figure: &Figure, number: &Number) -> bool {
        let first = figure.tokens.start;
        let (token, digits) = (&self.syntax.tokens[before], &self.syntax.tokens[first]);
        let bare = digits.kind == TokenKind::Number;
        // "the class of '17".
        let short_year = bare && digits.range.len() == 2 && !digits.spaced && figure.unit.is_none();
        if short_year && matches!(self.text(before), "'" | "‘" | "’") {
            return true;
        }
        // "Group of 20", but "a class of 28 pupils"
        let group_of = self.is(before, Class::Of)
            && self.back(before, 1).is_some_and(|group| {
                self.is(group, Class::NumberedGroup) && (figure.unit.is_none() || self.syntax.tokens[group].capital)
            });
        let inside = before > self.span.start;
        let capital_word = !bare && digits.capital && inside && figure.kind == FigureKind::Count && token.tag != Tag::Punctuation
            // "Plot Kills Seven People": a title in capitals.
            && !token.tag.is_verb();
        group_of
            || capital_word
            || self.is_numbered(before, figure)
            || self.is_ranked_group(before)
            || self.is_dialled(before, figure)
            || self.is_cited(before, figure)
            || (bare && self.is_model(before, figure, number))
    }

    /// "No. 2", "#3", "page 25", "Section 230", and the last of "pages 1, 2 and 4".
    fn is_numbered(&self, before: usize, figure: &Figure) -> bool {
        let number = |i: usize| matches!(self.kind(i), Some(TokenKind::Number));
        let joins = |i: usize| {
            matches!(self.kind(i), Some(TokenKind::Comma | TokenKind::Dash))
                || self.is_any(i, &[Class::And, Class::RangeLink])
        };
        // "myths 4 and 5": a number stands before each that joins.
        let goes_on = joins(before) && self.backwards(before, 3).find(|&i| !joins(i)).is_some_and(number);
        let word = if goes_on {
            self.backwards(before, NUMBERED).find(|&i| !number(i) && !joins(i))
        } else if self.is_code_equated(before, figure) {
            return true;
        } else if self.kind(before) == Some(TokenKind::Colon) {
            // "Code: 21221"
            self.before(before).filter(|_| self.text(figure.tokens.start).len() >= 3)
        } else {
            Some(before)
        };
        word.is_some_and(|word| {
            let numbers = self.is_any(word, &[Class::Numbering, Class::Page]);
            // "the number 12 bus"
            let which = self.before_is(word, Class::Definite) && self.tag(figure.tokens.end) == Some(Tag::Noun);
            (numbers && (self.syntax.tokens[word].capital || figure.unit.is_none() || which))
                || self.is_abbreviated_numbering(word)
                || self.is_postposed(word, figure)
        }) || (figure.unit.is_none() && self.is_one_of(before))
    }

    /// "the passcode to take part is 5107", "your PIN is: 4431": whether "is" or its colon at token `before` makes bare digits a code.
    fn is_code_equated(&self, before: usize, figure: &Figure) -> bool {
        let colon = self.kind(before) == Some(TokenKind::Colon);
        let Some(be) = (if colon { self.before(before) } else { Some(before) }) else { return false };
        let words = self.backwards(be, NUMBERED).take_while(|&i| self.kind(i).is_some_and(TokenKind::is_word));
        let bare = figure.unit.is_none() && figure.tokens.len() == 1 && figure.hedge.is_none();
        // "The number of postcodes is 340" counts them.
        let words = words.take_while(|&i| self.tag(i) != Some(Tag::Preposition));
        bare && self.is(be, Class::Be)
            && words
                .take_while(|&i| !self.tag(i).is_some_and(Tag::is_finite))
                .any(|i| self.is(i, Class::AccessCode) && !self.tag(i + 1).is_some_and(Tag::is_noun))
    }

    /// "room 214", "junctions 14 and 16", "pull request 4412": digits right behind a noun that count nothing tell which it is.
    fn is_postposed(&self, noun: usize, figure: &Figure) -> bool {
        let (token, text) = (&self.syntax.tokens[noun], self.text(figure.tokens.start));
        let bare = text.bytes().all(|b| b.is_ascii_digit()) && figure.tokens.len() == 1 && figure.unit.is_none();
        // "of the hostages 12 died", "since May 12 have died"
        let part = self.is(figure.tokens.end, Class::Of);
        let told = part || self.tag(figure.tokens.end).is_some_and(|tag| tag.is_finite() || tag == Tag::Participle);
        let counts = [Class::Gauge, Class::Time, Class::Day, Class::Month, Class::Half, Class::Averaged];
        let verbal = token.forms.has_any(Forms::BASE.with(Forms::THIRD).with(Forms::PAST));
        // "room" can be a verb, "in room" is none.
        let led = self
            .before(noun)
            .is_some_and(|i| matches!(self.syntax.tokens[i].tag, Tag::Preposition | Tag::Determiner | Tag::Possessive));
        let noun_for_sure = token.tag.is_noun() && (led || !verbal || token.tag.is_name());
        bare && figure.hedge.is_none()
            && noun_for_sure
            && (!told || token.capital)
            && !self.is_any(noun, &counts)
            && self.syntax.entry(noun).unit.is_none()
    }

    /// "photo 3 of 12", "page 2 of 14": how many there are of what has a number.
    fn is_one_of(&self, of: usize) -> bool {
        let digits = |i: usize| self.kind(i) == Some(TokenKind::Number);
        let place = self.before(of).filter(|&i| self.is(of, Class::Of) && digits(i));
        place.and_then(|place| self.before(place)).is_some_and(|noun| self.syntax.tokens[noun].tag.is_noun())
    }

    /// "vol.", "fig.": a stop belongs to the word.
    fn is_abbreviated_numbering(&self, word: usize) -> bool {
        let text = self.text(word);
        text.ends_with('.') && self.syntax.lexicon.find_all(&text.to_lowercase()).classes.has(Class::Numbering)
    }

    /// "the 737 MAX", "the 787 Dreamliner": digits and a name behind an article, which no noun goes on from.
    fn is_marque(&self, figure: &Figure) -> bool {
        let (first, behind) = (figure.tokens.start, figure.tokens.end);
        let article = self.before(first).is_some_and(|i| self.tag(i) == Some(Tag::Determiner));
        let digits = self.text(first).len() == 3 && self.text(first).bytes().all(|b| b.is_ascii_digit());
        let capitals = self
            .token(behind)
            .is_some_and(|token| token.capital && token.range.len() > 1 && (token.upper || token.tag == Tag::Name));
        let goes_on = self.tag(behind + 1).is_some_and(|tag| tag.is_noun() || tag.is_adjective());
        article && digits && capitals && !goes_on && figure.tokens.len() == 1
    }

    /// "Fortune 500", "the top 10".
    fn is_ranked_group(&self, before: usize) -> bool {
        let named = self.syntax.tokens[before].capital || self.is(before, Class::GroupEnd);
        named && self.is(before, Class::RankedGroup) && !self.syntax.tokens[before].tag.is_verb()
    }

    /// "text 233733", "call 611".
    fn is_dialled(&self, before: usize, figure: &Figure) -> bool {
        let digits = self.text(figure.tokens.start);
        let bare = digits.len() >= 3 && digits.bytes().all(|b| b.is_ascii_digit());
        bare && self.is(before, Class::Dials) && figure.unit.is_none() && figure.tokens.len() == 1
    }

    /// "[Klein, 299]": the page of a work, behind the names of who wrote it.
    fn is_cited(&self, before: usize, figure: &Figure) -> bool {
        let closed = self.kind(figure.tokens.end) == Some(TokenKind::Close);
        if !closed || self.kind(before) != Some(TokenKind::Comma) {
            return false;
        }
        let mut authors = 0;
        for i in self.backwards(before, NUMBERED) {
            let token = &self.syntax.tokens[i];
            if token.kind == TokenKind::Open {
                return authors > 0;
            }
            let named = token.kind == TokenKind::Word && token.capital;
            let joins = self.is(i, Class::And) || matches!(self.text(i), "&" | "et" | "al" | "al." | ".");
            if !(named || joins || self.is_year(i) || token.kind == TokenKind::Comma) {
                return false;
            }
            authors += usize::from(named);
        }
        false
    }

    /// "Radio 4", "RAID 10 configuration", "AMD EPYC 7542 CPUs", "Rust 1.5 users": a name right before digits.
    fn is_model(&self, before: usize, figure: &Figure, number: &Number) -> bool {
        let token = &self.syntax.tokens[before];
        // "iOS 17.4", "NIST 800-53", "CA 94105"
        let inner = self.text(before).contains(|c: char| c.is_uppercase()) && !token.capital;
        let code = (token.upper || inner) && !self.text(figure.tokens.start).contains(',');
        let name = (token.capital && token.tag.is_name()) || code;
        let named = name && !self.is_any(before, &[Class::Month, Class::Day]);
        // "leads Lind 1,428 to 1,153"
        let amount = self.text(figure.tokens.start).contains(',');
        // Not the first word of the sentence, nor one that its first alone tells to be a name.
        if !named || amount || (before == self.span.start && figure.unit.is_some()) {
            return false;
        }
        if figure.unit.is_none() {
            return true;
        }
        let chain =
            self.backwards(before, 4).take_while(|&i| self.syntax.tokens[i].tag.is_name()).last().unwrap_or(before);
        let Some(lead) = self.before(chain) else { return false };
        // "In Japan 500 staff", "gave Kyiv 400 tanks"
        let tag = self.syntax.tokens[lead].tag;
        if tag == Tag::Preposition || tag.is_verb() || self.kind(lead) == Some(TokenKind::Comma) {
            return false;
        }
        let singular = self.tag(figure.tokens.end) == Some(Tag::Noun) && figure.value != Some(1.0);
        let counted = self.syntax.entry(figure.tokens.end.min(self.span.end - 1)).classes;
        let body = counted.has_any(&[Class::Everyone, Class::Countable, Class::Polled]);
        let modified = tag.is_adjective() || matches!(tag, Tag::Determiner | Tag::Number | Tag::Possessive);
        let long = self.text(figure.tokens.start).len() >= 3 && !self.text(figure.tokens.start).contains(',');
        (singular && !body && figure.kind == FigureKind::Count) || number.step < 1.0 || (modified && long)
    }

    /// "7037686710", "769293030520000512": digits without end that count nothing.
    fn is_long_code(&self, figure: &Figure) -> bool {
        let text = self.text(figure.tokens.start);
        let digits = text.len() >= LONG && text.bytes().all(|b| b.is_ascii_digit()) && figure.tokens.len() == 1;
        digits && figure.unit.is_none() && figure.hedge.is_none() && !text.ends_with("000")
    }

    /// "1. Open the lid", "2) there are few": the number of an item in the running text.
    fn is_item(&self, figure: &Figure) -> bool {
        let (first, end) = (figure.tokens.start, figure.tokens.end);
        let digits = self.kind(first) == Some(TokenKind::Number) && end == first + 1;
        if !digits || figure.unit.is_some() || figure.value.is_none_or(|value| value > ITEMS) {
            return false;
        }
        let opens = first == self.span.start;
        let stop = self.kind(end) == Some(TokenKind::Stop) && self.text(end) == ".";
        let bracket =
            self.text(end) == ")" && !self.backwards(first, NUMBERED).any(|i| self.kind(i) == Some(TokenKind::Open));
        (opens && stop && !self.syntax.tokens[end].spaced) || bracket
    }

    /// "C-131/12", "401(k)", "HAS:20": digits in the middle of a name.
    fn is_inside_name(&self, figure: &Figure) -> bool {
        let (first, end) = (figure.tokens.start, figure.tokens.end);
        let glued = |i: usize| self.token(i).is_some_and(|token| !token.spaced);
        let slash = self.before(first).filter(|&i| self.text(i) == "/" && glued(i) && glued(first));
        // "C++17", "issue #3120"
        let marked = self
            .before(first)
            .is_some_and(|i| glued(first) && (self.text(i) == "#" || self.text(i).ends_with('+') && glued(i)));
        let case = slash.and_then(|i| self.before(i)).is_some_and(|i| {
            self.kind(i) == Some(TokenKind::Word) && self.text(i).contains(|c: char| c.is_ascii_digit())
        });
        let letter = self.text(end) == "(" && glued(end) && self.text(end + 1).len() == 1 && self.text(end + 2) == ")";
        // "HAS:20"
        let colon = self.before(first).filter(|&i| self.text(i) == ":" && glued(i) && glued(first));
        let acronym = colon.and_then(|i| self.before(i)).is_some_and(|i| self.syntax.tokens[i].upper);
        case || letter || marked || acronym
    }

    /// "10 Downing Street", "1600 Pennsylvania Avenue".
    fn is_address(&self, figure: &Figure) -> bool {
        let from = figure.tokens.end;
        let capital = |i: &usize| self.token(*i).is_some_and(|token| token.capital);
        let street = self.ahead(from, 4).take_while(capital).find(|&i| self.is(i, Class::Street));
        street.is_some_and(|i| i > from)
    }

    /// "the film 13 Hours": a unit with a capital, in a sentence that has small letters elsewhere.
    pub(super) fn is_title(&self, figure: &Figure) -> bool {
        let unit = figure.tokens.end;
        let capital = self.token(unit).is_some_and(|token| token.capital && !token.upper && token.range.len() > 2);
        let measures = matches!(figure.kind, FigureKind::Duration | FigureKind::Measure);
        let small = |i: usize| {
            let token = &self.syntax.tokens[i];
            token.kind.is_word() && !token.capital && token.tag.is_verb()
        };
        let written = self.syntax.tokens[figure.tokens.start].capital
            || self.kind(figure.tokens.start) == Some(TokenKind::Number);
        // "a footprint of 9.60 Tons of CO2"
        let amount = figure.step < 1.0 || self.is_any(unit + 1, &[Class::Of, Class::Per]);
        capital && measures && written && !amount && self.span.clone().any(small)
    }

    /// A telephone number, or another of several groups that nobody adds up: "978-555-0100", "+44 20 7946 0958". Where it ends.
    pub(super) fn grouped_code(&self, at: usize) -> Option<usize> {
        let digits = |i: usize| {
            let text = self.text(i);
            !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(at) {
            return None;
        }
        let abroad = self.before(at).is_some_and(|i| self.text(i) == "+") && !self.syntax.tokens[at].spaced;
        // No amount begins with a nought and goes on.
        let local = self.text(at).starts_with('0') && self.text(at).len() > 2;
        let (mut end, mut groups) = (at + 1, 1);
        loop {
            let joined = self.kind(end) == Some(TokenKind::Dash) && !self.syntax.tokens[end].spaced;
            let glued = joined && digits(end + 1) && !self.syntax.tokens[end + 1].spaced;
            let next = if glued {
                end + 2
            } else if (abroad || local) && digits(end) {
                end + 1
            } else if local && self.text(end) == ")" && digits(end + 1) {
                end + 2
            } else {
                break;
            };
            (end, groups) = (next, groups + 1);
        }
        let exchange = groups == 2 && self.text(at).len() == 3 && self.text(end - 1).len() == 4;
        let whole = abroad && self.text(at).len() > LONG;
        (groups > 2 || exchange || local || whole).then_some(end)
    }

    /// "51.5° N": a place on the globe.
    pub(super) fn is_coordinate(&self, at: usize) -> bool {
        self.text(at + 1) == "°"
            && self.ahead(at + 2, 6).any(|i| {
                matches!(self.text(i).trim_end_matches('.'), "N" | "S" | "E" | "W")
                    && self.kind(i) == Some(TokenKind::Word)
            })
    }

    /// `55" TV`, "27″ display": the size that a thing is called by.
    pub(super) fn is_inches_of(&self, number: &Number) -> bool {
        let mark = number.end;
        let glued = self.token(mark).is_some_and(|token| !token.spaced);
        let prime = matches!(self.text(mark), "″" | "”" | "\"") && number.numeral == Numeral::Plain;
        let named = self.tag(mark + 1).is_some_and(|tag| tag.is_noun() || tag.is_adjective());
        // A mark that closes a quotation is none: as many open before it as close.
        let quotes = || (self.span.start..mark).filter(|&i| self.kind(i) == Some(TokenKind::Quote)).count();
        prime && glued && named && (self.text(mark) == "″" || quotes() % 2 == 0)
    }
}
