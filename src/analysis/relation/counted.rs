//! What figures count, so that two can be told to count the same: "12 people were killed", "killing 14".

use super::Scan;
use crate::analysis::figure::FigureKind;
use crate::language::hash;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// What a figure counts.
#[derive(Clone, PartialEq, Debug)]
pub struct Counted {
    /// Index of the figure in its block.
    pub figure: usize,
    /// A hash of what is counted and of what has become of it.
    pub key: u64,
    /// Hashes of the names in its sentence, sorted, each with where it begins: where it was, and whose.
    pub names: Box<[(u32, u32)]>,
}

/// What can become of people.
const FATES: [Class; 3] = [Class::Dead, Class::Hurt, Class::Fate];

/// How far from a figure stands what has become of what it counts.
const NEAR: usize = 5;

/// How many names of a sentence are kept: it bounds what each of its figures costs.
const NAMES: usize = 40;

impl Scan<'_> {
    /// Finds figures of things of which it is told what has become of them.
    pub(super) fn counted(&self, found: &mut Vec<Counted>) {
        // Of some others, of another time, of a part: not the same.
        let apart = |i: usize| self.is_apart(i) || self.is(i, Class::Including);
        let mut names = None;
        for index in self.here.clone().filter(|&index| self.is_count(index)) {
            let Some(key) = self.key(index) else { continue };
            if self.span.clone().any(apart) {
                return;
            }
            let names = names.get_or_insert_with(|| self.names());
            found.push(Counted { figure: index, key, names: names.clone() });
        }
    }

    fn is_count(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        figure.kind == FigureKind::Count && figure.value.is_some()
    }

    /// What a figure counts, with what has become of it.
    fn key(&self, index: usize) -> Option<u64> {
        let tokens = &self.figures[index].tokens;
        let mut noun = None;
        let mut fate = None;
        for i in self.ahead(tokens.end, NEAR) {
            let token = self.token(i)?;
            if token.kind != TokenKind::Word {
                break;
            }
            if self.is_any(i, &FATES) {
                fate = fate.or(Some(i));
                // "54 destroyed homes": what is counted comes behind.
                if noun.is_some() || !self.tag(i + 1).is_some_and(Tag::is_noun) {
                    break;
                }
                continue;
            }
            if token.tag.is_noun() && noun.is_none() {
                noun = Some(i);
            } else if !(self.is_any(i, &[Class::Be, Class::Have, Class::Relative])
                || token.tag.is_adjective()
                || token.tag == Tag::Adverb)
            {
                break;
            }
        }
        let before = || {
            let i = self.before_figure(index)?;
            self.is_any(i, &FATES).then_some(i)
        };
        let fate = fate.or_else(before)?;
        // Whoever is dead is a person, called so or not.
        let people = noun.is_none_or(|i| self.is(i, Class::Everyone));
        let noun = if people { 1 } else { self.stem(noun?) };
        let fate = match () {
            () if self.is(fate, Class::Dead) => 2,
            () if self.is(fate, Class::Hurt) => 3,
            () => self.stem(fate),
        };
        Some(hash::mix(noun, fate))
    }

    fn stem(&self, i: usize) -> u64 {
        hash::of_word(self.text(i).trim_end_matches('s'))
    }

    /// The names in the sentence.
    pub(super) fn names(&self) -> Box<[(u32, u32)]> {
        let is_name =
            |&i: &usize| self.tag(i).is_some_and(Tag::is_name) && !self.is_any(i, &[Class::Day, Class::Month]);
        let name = |i: usize| ((self.syntax.hashes[i] >> 32) as u32, self.syntax.tokens[i].range.start);
        let mut names: Vec<(u32, u32)> = self.span.clone().filter(is_name).take(NAMES).map(name).collect();
        names.sort_unstable();
        names.dedup_by_key(|(hash, _)| *hash);
        names.into()
    }
}
