//! What the words of a mention tell of its bearer: its name, what it is, its gender, and how it points back.

use std::ops::Range;

use super::{Anaphor, Mention, Mentions, Naming, Nature};
use crate::language::chunk::NounPhrase;
use crate::language::lexicon::{Class, Gender, NounKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::text::TextRange;

impl Mentions<'_> {
    /// Whether a noun phrase is a known one: "the ministry", "his spokesman".
    pub(super) fn is_definite(&self, noun: &NounPhrase) -> bool {
        let first = self.syntax.entry(noun.first);
        noun.genitive.is_some()
            || first.classes.has_any(&[Class::Definite, Class::Demonstrative])
            || self.syntax.tokens[noun.first].tag == Tag::Possessive
    }

    /// Reads what the core of a mention tells.
    pub(super) fn read(&self, core: Range<usize>, head: usize) -> Mention {
        let token = &self.syntax.tokens[head];
        let entry = self.syntax.entry(head);
        let name = self.name(core.clone(), head);
        let pronoun = entry.pronoun.filter(|_| matches!(token.tag, Tag::Pronoun | Tag::Possessive));
        let alone = |class: Class| core.len() == 1 && entry.classes.has(class);
        let demonstrative = alone(Class::Demonstrative) && pronoun.is_none() && !token.tag.is_noun();
        let naming = match () {
            () if pronoun.is_some() || demonstrative => Naming::Pronoun,
            () if token.tag == Tag::Relative || alone(Class::Relative) => Naming::Relative,
            () if !name.is_empty() => Naming::Name,
            () => Naming::Role,
        };
        let acronym = self.is_acronym(&name);
        let mut nature = self.nature(core.clone(), head, &name, naming);
        let plural = match pronoun {
            Some(pronoun) => pronoun.plural,
            None if matches!(token.tag, Tag::Nouns | Tag::Names) => Some(true),
            None if entry.plural && entry.kinds.has(NounKind::People) => Some(true),
            None if matches!(token.tag, Tag::Noun | Tag::Name) => Some(false),
            None => None,
        };
        let gender = pronoun.map_or_else(|| self.gender(core.clone(), &name, nature), |pronoun| pronoun.gender);
        if pronoun.is_some() {
            nature = match (gender, plural) {
                (Gender::Masculine | Gender::Feminine, _) => Nature::Person,
                (_, Some(true)) => Nature::Group,
                _ => Nature::Unknown,
            };
        }
        let first = self.syntax.entry(core.start);
        let owned = self.syntax.tokens[core.start].tag == Tag::Possessive
            || core.clone().any(|i| self.syntax.tokens[i].tag == Tag::Genitive);
        Mention {
            range: TextRange::default(),
            head: TextRange::default(),
            name: self.syntax.range(name.clone()),
            noun: token.range,
            naming,
            nature,
            plural,
            gender,
            anaphor: self.anaphor(&core, head, naming, entry.classes.has(Class::Firm)),
            maker: None,
            alias: None,
            definite: !name.is_empty() || owned || first.classes.has_any(&[Class::Definite, Class::Demonstrative]),
            generic: naming == Naming::Role
                && entry.classes.has(Class::Generic)
                && !(core.start..head).any(|i| self.is_body(i)),
            bare_number: naming == Naming::Role && (alone(Class::Quantifier) || alone(Class::Anyone)),
            negative: core.clone().any(|i| self.syntax.entry(i).classes.has(Class::Negative)),
            respondents: naming == Naming::Role && self.any(core.clone(), Class::Respondent),
            survey: naming != Naming::Pronoun && entry.classes.has(Class::Survey),
            published: naming != Naming::Pronoun && entry.classes.has(Class::HeadlineSource),
            firm: naming == Naming::Role && entry.classes.has(Class::Firm),
            anonymous: naming == Naming::Role && entry.classes.has(Class::Anonymous),
            at_war: self.any(core.clone(), Class::Warring) || self.any(core.clone(), Class::AtWar),
            demonstrative,
            first_person: pronoun.is_some_and(|pronoun| pronoun.person == 1),
            acronym,
            well_known: name.len() == 1 && self.syntax.entry(name.start).classes.has(Class::Acronym),
            introduced: !name.is_empty()
                && (core.start..name.start)
                    .any(|i| !self.syntax.entry(i).classes.has_any(&[Class::Article, Class::Courtesy])),
            prominent: false,
            antecedent: None,
            sentence: 0,
        }
    }

    /// Whether a name is an acronym. Words in capitals beside each other are set so: "SYNCHRO LABS".
    fn is_acronym(&self, name: &Range<usize>) -> bool {
        let set = name.start.checked_sub(1).is_some_and(|before| {
            let token = &self.syntax.tokens[before];
            token.upper && token.range.len() > 3
        });
        name.len() == 1 && is_acronym(self.syntax.text(name.start)) && !set
    }

    /// Whether token `i` makes what stands behind it somebody's: "police data", "UT researchers".
    fn is_body(&self, i: usize) -> bool {
        let entry = self.syntax.entry(i);
        let body = entry.kinds.has(NounKind::Organisation) || entry.kinds.has(NounKind::People);
        let named = self.syntax.tokens[i].tag.is_name();
        (body || named) && !entry.classes.has(Class::Quantifier)
    }

    /// Whether and how the words of a core point back.
    fn anaphor(&self, core: &Range<usize>, head: usize, naming: Naming, firm: bool) -> Anaphor {
        match naming {
            Naming::Pronoun | Naming::Relative => return Anaphor::Pronoun,
            Naming::Name => return Anaphor::None,
            Naming::Role => {}
        }
        let first = self.syntax.entry(core.start).classes;
        let between = core.start + 1..head;
        let adjective = |i: usize| {
            let token = &self.syntax.tokens[i];
            !token.capital
                && matches!(token.tag, Tag::Adjective | Tag::Superlative | Tag::Comparative | Tag::Participle)
        };
        let named = |i: usize| self.syntax.tokens[i].tag == Tag::Genitive || self.syntax.tokens[i].tag.is_name();
        match () {
            () if core.start >= head || !first.has_any(&[Class::Definite, Class::Demonstrative]) => Anaphor::None,
            () if between.is_empty() => Anaphor::Noun,
            () if between.clone().all(adjective) && !firm => Anaphor::Described,
            () if firm && !between.clone().any(named) => Anaphor::Epithet,
            () => Anaphor::None,
        }
    }

    /// The words of the name at the end of a core: "Ben Wallace" of "UK Defense Secretary Ben Wallace".
    pub(super) fn name(&self, core: Range<usize>, head: usize) -> Range<usize> {
        if !self.syntax.tokens[head].tag.is_name() {
            return head..head;
        }
        // "Ministry of Defence" and what stands before it in capitals.
        let last = if core.end > head + 1 { core.end } else { head + 1 };
        // "the Defense Minister" is called by what it is.
        if self.is_role(head) {
            return head..head;
        }
        let mut first = head;
        while first > core.start {
            let before = first - 1;
            let token = &self.syntax.tokens[before];
            let particle = self.syntax.entry(before).classes.has(Class::Particle)
                && before > core.start
                && self.syntax.tokens[before - 1].capital;
            // "Ernst & Young", "Food and Agriculture Organization".
            let ampersand = (self.syntax.text(before) == "&" || self.syntax.entry(before).classes.has(Class::And))
                && before > core.start
                && self.syntax.tokens[before - 1].tag.is_name();
            if let Some(owner) = self.owner_in_name(&core, before) {
                first = owner;
                continue;
            }
            let mixed = token.tag.is_name() && token.kind == TokenKind::Word;
            let joins = (((token.capital || mixed) && (token.tag.is_name() || token.tag.is_adjective())) || ampersand)
                && !self.is_role(before);
            if !(joins || particle) {
                break;
            }
            first = before;
        }
        first..last
    }

    /// Where the owner begins that is part of a name whose genitive is token `i`: "the Alzheimer's Association", "Women's Aid"; but not
    /// "Norvale's Harbour Board".
    fn owner_in_name(&self, core: &Range<usize>, i: usize) -> Option<usize> {
        let owner =
            i.checked_sub(1).filter(|&owner| owner >= core.start && self.syntax.tokens[i].tag == Tag::Genitive)?;
        let token = &self.syntax.tokens[owner];
        let article = owner == core.start + 1 && self.syntax.entry(core.start).classes.has(Class::Definite);
        let several = token.tag == Tag::Nouns;
        (token.capital && token.kind == TokenKind::Word && (article || several)).then_some(owner)
    }

    /// Whether token `i` says what somebody is, and is no part of a name: "Secretary", "newspaper".
    pub(super) fn is_role(&self, i: usize) -> bool {
        let entry = self.syntax.entry(i);
        let person =
            entry.kinds.has(NounKind::Person) && entry.gender.is_none() && !self.syntax.tokens[i].tag.is_adjective();
        entry.classes.has(Class::Title) || person
    }

    fn nature(&self, core: Range<usize>, head: usize, name: &Range<usize>, naming: Naming) -> Nature {
        let entry = self.syntax.entry(head);
        if naming == Naming::Role || (naming == Naming::Name && entry.kinds.is_some() && name.len() > 1) {
            let kinds = entry.kinds;
            let plural = matches!(self.syntax.tokens[head].tag, Tag::Nouns | Tag::Names) || entry.plural;
            return match () {
                () if kinds.has(NounKind::Person) && !plural => Nature::Person,
                () if kinds.has(NounKind::People) => Nature::Group,
                () if kinds.has(NounKind::Organisation) => Nature::Organisation,
                () if kinds.has(NounKind::Image) && !kinds.has(NounKind::Document) => Nature::Image,
                () if kinds.has(NounKind::Document) || kinds.has(NounKind::Data) => Nature::Document,
                () if entry.classes.has(Class::Anyone) => Nature::Person,
                () => Nature::Unknown,
            };
        }
        if naming != Naming::Name {
            return Nature::Unknown;
        }
        let titled = name.start > core.start && {
            let before = self.syntax.entry(name.start - 1);
            before.classes.has(Class::Title) || before.kinds.has(NounKind::Person)
        };
        let given = name.len() > 1 && self.syntax.entry(name.start).gender.is_some();
        match () {
            () if titled || given => Nature::Person,
            () if name.len() > 1 && entry.classes.has(Class::FirmName) => Nature::Organisation,
            () if self.syntax.tokens[head].tag == Tag::Names => Nature::Group,
            () if self.syntax.entry(core.start).classes.has(Class::Definite) => Nature::Organisation,
            () if name.len() == 1 && is_acronym(self.syntax.text(head)) => Nature::Organisation,
            () => Nature::Unknown,
        }
    }

    pub(super) fn gender(&self, core: Range<usize>, name: &Range<usize>, nature: Nature) -> Gender {
        if matches!(nature, Nature::Organisation | Nature::Document | Nature::Image) {
            return Gender::Neuter;
        }
        let told = |i: usize| self.syntax.entry(i).gender.filter(|gender| *gender != Gender::Any);
        // Of a title or a role, not of the surname: "Hassan" may be anybody's.
        let title = (core.start..name.start.max(core.start)).find_map(told);
        let title = if name.is_empty() { core.clone().find_map(told) } else { title };
        let given = (name.len() > 1).then(|| told(name.start)).flatten();
        given.or(title).unwrap_or(Gender::Any)
    }
}

/// Whether a word is written as an acronym: "`MoD`", "EU", "U.N.", "NHS", but not "`McDonald`".
fn is_acronym(word: &str) -> bool {
    // "Phase II"
    if word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')) {
        return false;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic());
    let (upper, all) = letters.fold((0, 0), |(upper, all), c| (upper + u32::from(c.is_uppercase()), all + 1));
    (2..=6).contains(&all)
        && upper >= 2
        && upper + 1 >= all
        && word.chars().next_back().is_some_and(|c| c.is_uppercase() || c == '.')
}
