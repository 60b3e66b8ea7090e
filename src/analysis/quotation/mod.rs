//! Quotation marks, paired.

mod all;
mod named;

use crate::language::Syntax;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::text::TextRange;

pub use all::Quotations;

/// Words between quotation marks, in one block.
#[derive(Clone, PartialEq, Debug)]
pub struct Quotation {
    /// The quotation with its marks.
    pub range: TextRange,
    /// What stands between the marks.
    pub inner: TextRange,
    /// Index of its first token, and after its last, marks included.
    pub tokens: std::ops::Range<usize>,
    /// 0 for an outer quotation, 1 for one inside it, and so on.
    pub level: u32,
    /// How many words stand between the marks.
    pub words: u32,
    /// Whether an opening mark stands in the block; if not, the quotation is taken to begin where the block does.
    pub opened: bool,
    /// Whether a closing mark stands in the block; if not, the quotation runs to the end of the block.
    pub closed: bool,
    /// Whether it stands between single marks.
    pub single: bool,
    /// Whether there is a finite verb in it, so that it can be a sentence.
    pub clausal: bool,
    /// Whether it stands right behind a common noun, or an order, and so is what that is called: "the question “How do we pay?”", "click
    /// “Save all and close”"; or is a title with its author behind it: "“The Old River,” by Jane Smith".
    pub named: bool,
}

impl Quotation {
    /// Whether it is long enough for speech: fewer words are a term more often.
    #[must_use]
    pub fn may_be_speech(&self) -> bool {
        self.words >= 4
    }
}

/// A pair of marks: the open one and what closes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Style {
    Straight,
    Curly,
    German,
    French,
    /// »so«.
    Reversed,
    Backtick,
    Single,
    SingleStraight,
    SingleFrench,
}

impl Style {
    fn is_single(self) -> bool {
        matches!(self, Self::Single | Self::SingleStraight | Self::SingleFrench)
    }
}

/// What a mark can be where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens(Style),
    Closes(Style),
    Neither,
}

struct Open {
    style: Style,
    token: usize,
}

struct Pairing<'a> {
    syntax: &'a Syntax<'a>,
    open: Vec<Open>,
    found: Vec<Quotation>,
    /// The last token that could close a straight single quotation.
    last_single_closer: usize,
    /// Whether a mark has come that closes what no mark opened.
    unopened: bool,
    /// The marks that open a quotation inside one between the same marks: "“We held up “Yes” signs,” she said".
    nested: Vec<usize>,
}

/// Pairs the quotation marks of a block, outer quotations before those inside them.
#[must_use]
pub fn quotations(syntax: &Syntax<'_>) -> Vec<Quotation> {
    let mut pairing = Pairing {
        syntax,
        open: Vec::new(),
        found: Vec::new(),
        last_single_closer: 0,
        unopened: false,
        nested: Vec::new(),
    };
    if !syntax.tokens.iter().any(|token| token.kind.is_quote()) {
        return Vec::new();
    }
    let closer = |&i: &usize| {
        syntax.tokens[i].kind == TokenKind::Apostrophe && !syntax.tokens[i].spaced && pairing.spaced_after(i)
    };
    let last = (0..syntax.tokens.len()).rev().find(closer);
    pairing.last_single_closer = last.unwrap_or(0);
    pairing.nested = pairing.nested();
    let mut in_value = false;
    for i in 0..syntax.tokens.len() {
        // `name="value"`, in markup or code that stands in the prose: these are no quotation marks.
        if syntax.text(i) == "\"" && (in_value || pairing.begins_value(i)) {
            in_value = !in_value;
            continue;
        }
        match pairing.role(i) {
            Role::Opens(style) => pairing.opens(style, i),
            Role::Closes(style) => pairing.closes(style, i),
            Role::Neither => {}
        }
    }
    pairing.end()
}

impl Pairing<'_> {
    fn top(&self) -> Option<Style> {
        self.open.last().map(|open| open.style)
    }

    fn is_open(&self, style: Style) -> bool {
        self.open.iter().any(|open| open.style == style)
    }

    fn spaced_before(&self, i: usize) -> bool {
        let glued = matches!(self.kind_before(i), Some(TokenKind::Open | TokenKind::Dash | TokenKind::Quote));
        self.syntax.tokens[i].spaced || glued
    }

    fn begins_value(&self, i: usize) -> bool {
        i > 0 && !self.syntax.tokens[i].spaced && self.syntax.text(i - 1) == "="
    }

    fn kind_before(&self, i: usize) -> Option<TokenKind> {
        i.checked_sub(1).map(|before| self.syntax.tokens[before].kind)
    }

    /// Whether white space, punctuation or nothing comes after token `i`.
    fn spaced_after(&self, i: usize) -> bool {
        self.syntax
            .tokens
            .get(i + 1)
            .is_none_or(|next| next.spaced || !(next.kind.is_word() || next.kind == TokenKind::Open))
    }

    /// The double marks that open a second quotation inside an open one, in blocks where every mark has its partner so.
    fn nested(&self) -> Vec<usize> {
        let mut nested = Vec::new();
        let mut depth = 0;
        for (i, token) in self.syntax.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Quote) {
            let (before, after) = (token.spaced || i == 0, self.spaced_after(i));
            match self.syntax.text(i) {
                "“" if !after => depth += 1,
                "\"" if before && !after => depth += 1,
                "”" if !before && depth > 0 => depth -= 1,
                "\"" if !before && after && depth > 0 => depth -= 1,
                // One that can be read in two ways, or stands alone.
                _ => return Vec::new(),
            }
            match depth {
                2 if before && matches!(self.syntax.text(i), "“" | "\"") => nested.push(i),
                3.. => return Vec::new(),
                _ => {}
            }
        }
        if depth == 0 { nested } else { Vec::new() }
    }

    fn role(&self, i: usize) -> Role {
        let token = &self.syntax.tokens[i];
        match (token.kind, self.syntax.text(i)) {
            (TokenKind::Quote, text) => self.double_role(i, text),
            (TokenKind::Apostrophe, text) => self.single_role(i, text),
            _ => Role::Neither,
        }
    }

    /// Whether a mark stands for inches in what somebody says, which another mark closes: `"He is 6'2" tall," she said`.
    fn is_inches(&self, i: usize) -> bool {
        let mark = self.syntax.text(i);
        let behind_number = self.kind_before(i) == Some(TokenKind::Number) && !self.syntax.tokens[i].spaced;
        let open = self.open.last().filter(|open| self.syntax.text(open.token) == mark || mark == "”");
        // "5" between marks is all that they hold.
        let Some(open) = open.filter(|open| behind_number && open.token + 2 < i) else { return false };
        let mut behind = (i + 1..self.syntax.tokens.len()).filter(|&j| self.syntax.tokens[j].kind == TokenKind::Quote);
        let closes = |j: usize| self.syntax.text(j) == mark && !self.spaced_before(j) && self.spaced_after(j);
        !open.style.is_single() && behind.next().is_some_and(closes)
    }

    fn double_role(&self, i: usize, text: &str) -> Role {
        match text {
            "\"" | "”" if self.is_inches(i) => Role::Neither,
            "“" | "‟" if self.top() == Some(Style::German) => Role::Closes(Style::German),
            // A writer who closes with the opening mark.
            "“" if self.top() == Some(Style::Curly) && !self.spaced_before(i) && self.spaced_after(i) => {
                Role::Closes(Style::Curly)
            }
            "“" | "〝" => Role::Opens(Style::Curly),
            "”" | "〞" if self.is_open(Style::German) => Role::Closes(Style::German),
            // A straight mark that a curly one closes, and the other way round: two hands, or two programs, at one text.
            "”" if !self.is_open(Style::Curly) && self.is_open(Style::Straight) => Role::Closes(Style::Straight),
            "”" if !self.is_open(Style::Curly) && self.syntax.tokens[i].spaced && !self.spaced_after(i) => {
                Role::Opens(Style::Curly)
            }
            "”" | "〞" => Role::Closes(Style::Curly),
            "„" => Role::Opens(Style::German),
            "«" if self.is_open(Style::Reversed) => Role::Closes(Style::Reversed),
            "«" => Role::Opens(Style::French),
            "»" if self.is_open(Style::French) => Role::Closes(Style::French),
            "»" if self.spaced_before(i) && !self.spaced_after(i) => Role::Opens(Style::Reversed),
            "»" => Role::Closes(Style::French),
            "``" => Role::Opens(Style::Backtick),
            "''" if self.is_open(Style::Backtick) => Role::Closes(Style::Backtick),
            _ => self.straight_role(i),
        }
    }

    fn straight_role(&self, i: usize) -> Role {
        let (before, after) = (self.spaced_before(i), self.spaced_after(i));
        let open = self.is_open(Style::Straight);
        let after_number = self.kind_before(i) == Some(TokenKind::Number) && !self.syntax.tokens[i].spaced;
        match (before, after) {
            // 12" and 5'2": inches.
            (false, true) if after_number && !open => Role::Neither,
            (false, true) if !open && self.is_open(Style::Curly) => Role::Closes(Style::Curly),
            (false, true) => Role::Closes(Style::Straight),
            (true, false) => Role::Opens(Style::Straight),
            _ if open => Role::Closes(Style::Straight),
            _ => Role::Opens(Style::Straight),
        }
    }

    fn single_role(&self, i: usize, text: &str) -> Role {
        let (before, after) = (self.spaced_before(i), self.spaced_after(i));
        let next = self.syntax.tokens.get(i + 1);
        // '16, '90s: what is left out.
        let elides = next.is_some_and(|n| n.kind == TokenKind::Number && !n.spaced && n.range.len() <= 3);
        match text {
            "‹" => Role::Opens(Style::SingleFrench),
            "›" => Role::Closes(Style::SingleFrench),
            "‚" => Role::Opens(Style::Single),
            _ if elides && !self.is_open(Style::Single) && !self.is_open(Style::SingleStraight) => Role::Neither,
            "‘" | "`" if !after && (before || i == 0) => Role::Opens(Style::Single),
            "‘" if self.is_open(Style::Single) => Role::Closes(Style::Single),
            "’" | "'" => self.apostrophe_role(i, before, after),
            _ => Role::Neither,
        }
    }

    fn apostrophe_role(&self, i: usize, before: bool, after: bool) -> Role {
        let straight = self.syntax.text(i) == "'";
        let style = if self.top() == Some(Style::SingleStraight) { Style::SingleStraight } else { Style::Single };
        if before && !after {
            // Opens only if something later in the block can close it.
            let opens = straight
                && (i < self.last_single_closer || self.begins_speech(i))
                && !self.is_open(Style::SingleStraight);
            return if opens { Role::Opens(Style::SingleStraight) } else { Role::Neither };
        }
        if before || !self.is_open(style) {
            return Role::Neither;
        }
        // "the troops' move" inside a quotation: a plural genitive, if there is another mark to close it.
        let plural = i > 0 && self.syntax.text(i - 1).ends_with(['s', 'S']);
        let noun_follows =
            self.syntax.tokens.get(i + 1).is_some_and(|next| next.spaced && next.kind == TokenKind::Word);
        if plural && noun_follows && i < self.last_single_closer && self.next_single_closes(i) {
            return Role::Neither;
        }
        Role::Closes(style)
    }

    /// Whether a single mark stands at the start of the block or behind a colon, before a capital: as in a quotation that goes on in
    /// the next block and is closed there.
    fn begins_speech(&self, i: usize) -> bool {
        let next = self.syntax.tokens.get(i + 1);
        matches!(self.kind_before(i), None | Some(TokenKind::Colon))
            && next.is_some_and(|next| next.capital && !next.spaced)
            && !self.syntax.entry(i + 1).classes.has(Class::Elided)
    }

    /// Whether the next single mark after `i` closes rather than opens.
    fn next_single_closes(&self, i: usize) -> bool {
        let mut rest = i + 1..self.syntax.tokens.len().min(i + 60);
        let next = rest.find(|&j| self.syntax.tokens[j].kind == TokenKind::Apostrophe);
        next.is_some_and(|j| !self.spaced_before(j) && self.spaced_after(j))
    }

    fn opens(&mut self, style: Style, i: usize) {
        // A mark that opens what is open already: the earlier one was never closed.
        let twice = self.nested.binary_search(&i).is_ok();
        if let Some(depth) = self.open.iter().position(|open| open.style == style).filter(|_| !twice) {
            while self.open.len() > depth {
                if let Some(open) = self.open.pop() {
                    self.add(&open, i, false);
                }
            }
        }
        self.open.push(Open { style, token: i });
    }

    fn closes(&mut self, style: Style, i: usize) {
        let Some(depth) = self.open.iter().rposition(|open| open.style == style) else {
            if !style.is_single() && !self.unopened && self.open.is_empty() && i > 0 {
                self.unopened = true;
                let first = self.found.last().map_or(0, |last| last.tokens.end);
                let range = self.syntax.range(first..i + 1);
                self.push(
                    range,
                    TextRange::new(range.start, self.syntax.tokens[i].range.start),
                    first..i + 1,
                    style,
                    (false, true),
                );
            }
            return;
        };
        // What was opened inside and not closed is no quotation: an apostrophe, most often.
        self.open.truncate(depth + 1);
        if let Some(open) = self.open.pop() {
            self.add(&open, i + 1, true);
        }
    }

    /// Adds the quotation from `open` to before token `end`.
    fn add(&mut self, open: &Open, end: usize, closed: bool) {
        if !closed && open.style.is_single() && !self.begins_speech(open.token) {
            return;
        }
        let range = self.syntax.range(open.token..end);
        let start = self.syntax.tokens[open.token].range.end;
        let last = if closed { self.syntax.tokens[end - 1].range.start } else { range.end };
        self.push(range, TextRange::new(start, last), open.token..end, open.style, (true, closed));
    }

    fn push(
        &mut self,
        range: TextRange,
        inner: TextRange,
        tokens: std::ops::Range<usize>,
        style: Style,
        ends: (bool, bool),
    ) {
        let inside = &self.syntax.tokens[tokens.clone()];
        let words = inside.iter().filter(|token| token.kind.is_word()).count();
        if words == 0 {
            return;
        }
        let named = named::is_named(self.syntax, &tokens);
        self.found.push(Quotation {
            range,
            inner,
            tokens,
            level: crate::text::offset(self.open.len()),
            words: crate::text::offset(words),
            opened: ends.0,
            closed: ends.1,
            single: style.is_single(),
            clausal: inside.iter().any(|token| token.tag.is_finite() || token.tag == Tag::Base),
            named,
        });
    }

    fn end(mut self) -> Vec<Quotation> {
        while let Some(open) = self.open.pop() {
            self.add(&open, self.syntax.tokens.len(), false);
        }
        self.found.sort_by_key(|quotation| (quotation.range.start, std::cmp::Reverse(quotation.range.end)));
        // Quotations inside others were found before them, with one mark fewer open.
        let mut ends: Vec<u32> = Vec::new();
        for quotation in &mut self.found {
            while ends.last().is_some_and(|&end| end <= quotation.range.start) {
                ends.pop();
            }
            quotation.level = crate::text::offset(ends.len());
            ends.push(quotation.range.end);
        }
        self.found
    }
}
