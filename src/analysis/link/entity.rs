//! Which mentions name one source.

use std::collections::VecDeque;

use hashbrown::HashMap;

use super::is_quoted;
use crate::analysis::facts::Facts;
use crate::analysis::known::Registry;
use crate::analysis::mention::{Mention, Naming, Nature};
use crate::analysis::{Analysis, Linked, Resolution, Source};
use crate::document::Document;
use crate::language::lexicon::{CueClass, Gender};
use crate::text::TextRange;

/// How many mentions back an antecedent is looked for.
const MEMORY: usize = 24;

/// How many sentences back a pronoun reaches.
const REACH: u32 = 12;

type Map<K, V> = HashMap<K, V, std::hash::BuildHasherDefault<std::hash::DefaultHasher>>;

/// The sources found so far.
pub(super) struct Entities<'a> {
    document: &'a Document,
    /// The sources of the configuration, and which of those found so far they are.
    known: &'a Registry,
    seen: Map<usize, usize>,
    /// By the full name in lower case.
    full: Map<Box<str>, usize>,
    /// By the last word of a name: the source that was last named by it in full.
    last: Map<Box<str>, usize>,
    /// By the first word of a person's full name.
    given: Map<Box<str>, usize>,
    /// By the letters that the words of a name begin with.
    initials: Map<Box<str>, usize>,
    /// By what it is: the head noun of a role.
    roles: Map<Box<str>, usize>,
    /// The mentions last seen that a pronoun can stand for, the newest last.
    recent: VecDeque<Recent>,
    /// The survey that respondents answered: the source last named that asked people, or what they answered.
    survey: Option<usize>,
    /// Sentences counted through the document.
    sentences: u32,
}

struct Recent {
    source: usize,
    nature: Nature,
    plural: Option<bool>,
    gender: Gender,
    sentence: u32,
    prominent: bool,
    quoted: bool,
}

impl<'a> Entities<'a> {
    pub(super) fn new(document: &'a Document, known: &'a Registry) -> Self {
        Self {
            document,
            known,
            seen: Map::default(),
            full: Map::default(),
            last: Map::default(),
            given: Map::default(),
            initials: Map::default(),
            roles: Map::default(),
            recent: VecDeque::new(),
            survey: None,
            sentences: 0,
        }
    }

    /// Adds the mentions of a block, in the order of the block's facts, each with its source.
    pub(super) fn block(&mut self, block: usize, facts: &Facts, analysis: &mut Analysis) {
        let start = self.document.blocks[block].range.start;
        let first = analysis.mentions.len();
        for mention in &facts.mentions {
            let quoted = is_quoted(facts, mention.head);
            analysis.mentions.push(Linked {
                mention: Mention {
                    range: mention.range.shift(start),
                    head: mention.head.shift(start),
                    name: mention.name.shift(start),
                    noun: mention.noun.shift(start),
                    antecedent: mention.antecedent.map(|index| first + index),
                    ..mention.clone()
                },
                block,
                quoted,
                source: None,
                resolution: Resolution::None,
                rivals: Vec::new(),
                clashes: false,
            });
        }
        let mut order: Vec<usize> = (first..analysis.mentions.len()).collect();
        order.sort_by_key(|&index| {
            let mention = &analysis.mentions[index].mention;
            (mention.naming == Naming::Relative, mention.sentence, mention.head.start)
        });
        for index in order {
            self.resolve(index, analysis);
        }
        let mut asks = facts.ties.iter().filter(|tie| tie.class == CueClass::Report).filter_map(|tie| tie.source);
        if let Some(source) = asks.next_back().and_then(|source| analysis.mentions[first + source].source) {
            self.survey = Some(source);
        }
        self.sentences += crate::text::offset(facts.sentences.len());
    }

    fn words(&self, range: TextRange) -> Box<str> {
        self.document.words(range).trim_end_matches(['.', ',']).to_lowercase().into()
    }

    fn resolve(&mut self, index: usize, analysis: &mut Analysis) {
        let mention = analysis.mentions[index].mention.clone();
        let known = self.known(index, &mention, analysis);
        let (source, resolution) = match mention.naming {
            _ if known.is_some() => (known, Resolution::Known),
            Naming::Relative => match mention.antecedent.and_then(|at| analysis.mentions[at].source) {
                Some(source) => (Some(source), Resolution::Relative),
                None => (None, Resolution::None),
            },
            Naming::Pronoun => self.pronoun(index, &mention, analysis),
            Naming::Name => self.name(index, &mention, analysis),
            Naming::Role => self.role(index, &mention, analysis),
        };
        analysis.mentions[index].source = source;
        analysis.mentions[index].resolution = resolution;
        if let Some(source) = source {
            analysis.sources[source].mentions.push(index);
            if mention.survey {
                self.survey = Some(source);
            }
            if mention.naming != Naming::Relative {
                self.remember(source, index, &mention, analysis);
            }
        }
    }

    fn remember(&mut self, source: usize, index: usize, mention: &Mention, analysis: &Analysis) {
        let known = &analysis.sources[source];
        let Linked { block, quoted, .. } = analysis.mentions[index];
        // The first word of a heading is a capital, and of one in capitals each word: none is a name for that alone.
        let doubtful = self.document.blocks[block].kind.is_heading() && !known.name.contains(' ');
        if doubtful && known.nature != Nature::Person {
            return;
        }
        self.recent.push_back(Recent {
            source,
            nature: if mention.nature == Nature::Unknown { known.nature } else { mention.nature },
            plural: mention.plural,
            gender: if mention.gender == Gender::Any { known.gender } else { mention.gender },
            sentence: self.sentences + mention.sentence,
            prominent: mention.prominent,
            quoted,
        });
        if self.recent.len() > MEMORY {
            self.recent.pop_front();
        }
    }

    fn new_source(&mut self, index: usize, mention: &Mention, analysis: &mut Analysis) -> usize {
        let named = !mention.name.is_empty();
        let name = if named { mention.name } else { mention.range };
        analysis.sources.push(Source {
            name: self.document.words(name).into(),
            nature: mention.nature,
            gender: mention.gender,
            named,
            speaks: false,
            spelled_out: false,
            known: None,
            mentions: Vec::new(),
            introduced: index,
        });
        analysis.sources.len() - 1
    }

    /// The source of the configuration that a mention names.
    fn known(&mut self, index: usize, mention: &Mention, analysis: &mut Analysis) -> Option<usize> {
        if self.known.sources().is_empty() || !matches!(mention.naming, Naming::Name | Naming::Role) {
            return None;
        }
        let names = [mention.name, mention.range, mention.noun];
        let number = names.into_iter().find_map(|name| self.known.find(&self.document.words(name)))?;
        let source = *self.seen.entry(number).or_insert(analysis.sources.len());
        if source == analysis.sources.len() {
            let known = &self.known.sources()[number];
            self.new_source(index, mention, analysis);
            let new = &mut analysis.sources[source];
            new.name = known.name.as_str().into();
            new.nature = known.nature.unwrap_or(new.nature);
            new.named = true;
            new.known = Some(known.clone());
            let nature = new.nature;
            self.file(source, &known.name, nature);
        }
        Some(source)
    }

    fn name(&mut self, index: usize, mention: &Mention, analysis: &mut Analysis) -> (Option<usize>, Resolution) {
        let full = self.words(mention.name);
        let mut words = full.split_whitespace();
        let (first, last) = (words.next().unwrap_or_default(), full.split_whitespace().next_back().unwrap_or_default());
        let single = words.next().is_none();
        let found = if let Some(&source) = self.full.get(&full) {
            Some((source, Resolution::Name))
        } else if single {
            let by_last = self.last.get(last).copied().map(|source| (source, Resolution::ShortName));
            let by_given = || self.given.get(first).copied().map(|source| (source, Resolution::GivenName));
            let by_initials = || {
                mention
                    .acronym
                    .then(|| self.initials.get(&*self.letters(mention.name)).copied())
                    .flatten()
                    .map(|source| (source, Resolution::Acronym))
            };
            by_last.or_else(by_initials).or_else(by_given)
        } else {
            // A surname first, the full name later.
            self.full
                .get(last)
                .copied()
                .filter(|&source| {
                    analysis.sources[source].nature != Nature::Organisation && mention.nature == Nature::Person
                })
                .map(|source| (source, Resolution::ShortName))
        };
        let (source, resolution) =
            found.unwrap_or_else(|| (self.new_source(index, mention, analysis), Resolution::First));
        self.learn(source, mention, &full, single, index, analysis);
        (Some(source), resolution)
    }

    /// Files a source under the names that later mentions may use.
    fn learn(
        &mut self,
        source: usize,
        mention: &Mention,
        full: &str,
        single: bool,
        index: usize,
        analysis: &mut Analysis,
    ) {
        let known = &mut analysis.sources[source];
        if known.nature == Nature::Unknown {
            known.nature = mention.nature;
        }
        if known.gender == Gender::Any {
            known.gender = mention.gender;
        }
        if !single && full.len() > known.name.len() && known.known.is_none() {
            known.name = self.document.words(mention.name).into();
            known.introduced = index;
        }
        self.full.entry(full.into()).or_insert(source);
        if !single {
            self.file(source, &self.document.words(mention.name), mention.nature);
        }
    }

    /// Files a source under the parts of its full name.
    fn file(&mut self, source: usize, written: &str, nature: Nature) {
        let full = written.trim_end_matches(['.', ',']).to_lowercase();
        let words: Vec<&str> = full.split_whitespace().collect();
        self.full.entry((*full).into()).or_insert(source);
        if let [first, .., last] = words[..] {
            if nature != Nature::Organisation {
                self.last.insert(last.into(), source);
            }
            // "Harlow Systems" is "Harlow" later.
            self.given.insert(first.into(), source);
            // "MoD" and "MOD": with the small words and without.
            let first = |word: &str| word.chars().next().into_iter().flat_map(char::to_lowercase).collect::<String>();
            let all: String = written.split_whitespace().map(first).collect();
            let large: String =
                written.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).map(first).collect();
            for initials in [all, large] {
                self.initials.insert(initials.into(), source);
            }
        }
    }

    /// "the ministry": what was called so before, or the organisation whose name or acronym has the noun.
    fn role(&mut self, index: usize, mention: &Mention, analysis: &mut Analysis) -> (Option<usize>, Resolution) {
        // "49% of respondents": what they say is what the survey says.
        if let Some(survey) = self.survey.filter(|_| mention.respondents) {
            return (Some(survey), Resolution::Role);
        }
        let noun = self.words(mention.noun);
        let head = self.words(mention.head);
        let anaphoric = mention.definite && mention.plural != Some(true) && !mention.generic;
        if anaphoric {
            if let Some(&source) = self.roles.get(&head) {
                return (Some(source), Resolution::Role);
            }
            if let Some(source) = self.named_by(&noun, mention, analysis) {
                self.roles.insert(head, source);
                return (Some(source), Resolution::Role);
            }
        }
        let source = self.new_source(index, mention, analysis);
        if anaphoric {
            self.roles.insert(head, source);
        }
        (Some(source), Resolution::First)
    }

    /// The organisation seen last whose name holds `noun`, or whose acronym has its first letter.
    fn named_by(&self, noun: &str, mention: &Mention, analysis: &Analysis) -> Option<usize> {
        if mention.nature != Nature::Organisation || mention.range.len() > mention.head.len() {
            return None;
        }
        let letter = noun.chars().next()?.to_ascii_uppercase();
        let candidates = self.recent.iter().rev().filter(|recent| !recent.quoted);
        let fits = |source: &Source| {
            let name = source.name.to_lowercase();
            let holds = source.named && name.split_whitespace().any(|word| word == noun);
            let acronym = source.named
                && !source.name.contains(' ')
                && source.name.chars().filter(|c| c.is_uppercase()).count() > 1
                && source.name.contains(letter);
            holds || acronym
        };
        let found = candidates.clone().map(|recent| recent.source).find(|&source| fits(&analysis.sources[source]));
        // "the company": the organisation that was the subject last.
        let firm = |recent: &&Recent| {
            let known = &analysis.sources[recent.source];
            recent.prominent
                && known.named
                && !matches!(known.nature, Nature::Person | Nature::Group | Nature::Document)
        };
        found.or_else(|| {
            let mut firms = candidates.filter(|_| mention.firm);
            firms.find(firm).map(|recent| recent.source)
        })
    }

    fn pronoun(&self, index: usize, mention: &Mention, analysis: &mut Analysis) -> (Option<usize>, Resolution) {
        if mention.first_person {
            return (None, Resolution::None);
        }
        let here = self.sentences + mention.sentence;
        let singular_person = matches!(mention.gender, Gender::Masculine | Gender::Feminine);
        let mut scored: Vec<(usize, f32)> = Vec::new();
        let mut clashes = false;
        for recent in self.recent.iter().rev() {
            let distance = here.saturating_sub(recent.sentence);
            if distance > REACH || (recent.quoted && !analysis.mentions[index].quoted) {
                continue;
            }
            let fits = match (singular_person, mention.plural) {
                (true, _) => {
                    matches!(recent.nature, Nature::Person | Nature::Unknown)
                        && recent.plural != Some(true)
                        && (recent.gender == Gender::Any || recent.gender == mention.gender)
                }
                (_, Some(true)) => {
                    matches!(recent.nature, Nature::Group | Nature::Organisation) || recent.plural == Some(true)
                }
                _ => !matches!(recent.nature, Nature::Person | Nature::Group) && recent.plural != Some(true),
            };
            if !fits {
                clashes |= scored.is_empty() && recent.prominent && distance <= 1;
                continue;
            }
            #[allow(clippy::cast_precision_loss)]
            let mut score = -(distance as f32);
            score += if recent.prominent { 1.5 } else { 0.0 };
            score += if singular_person && recent.nature == Nature::Person { 0.75 } else { 0.0 };
            score += if singular_person && recent.gender == mention.gender { 0.5 } else { 0.0 };
            match scored.iter_mut().find(|(source, _)| *source == recent.source) {
                Some(known) => known.1 = known.1.max(score) + 0.1,
                None => scored.push((recent.source, score)),
            }
        }
        scored.sort_by(|a, b| b.1.total_cmp(&a.1));
        let linked = &mut analysis.mentions[index];
        linked.clashes = clashes;
        let Some(&(best, score)) = scored.first() else { return (None, Resolution::None) };
        linked.rivals =
            scored[1..].iter().filter(|(_, rival)| *rival >= score - 1.0).map(|(source, _)| *source).take(3).collect();
        (Some(best), Resolution::Pronoun)
    }

    /// The capitals of an acronym, in lower case.
    fn letters(&self, name: TextRange) -> String {
        self.document.words(name).chars().filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect()
    }

    /// Puts the mentions of each source in order, and tells which acronyms are spelled out.
    pub(super) fn finish(self, analysis: &mut Analysis) {
        for index in 0..analysis.sources.len() {
            let mention = &analysis.mentions[analysis.sources[index].introduced].mention;
            if mention.acronym {
                let spelled_out = self.initials.contains_key(&*self.letters(mention.name));
                analysis.sources[index].spelled_out = spelled_out;
            }
        }
        for source in analysis.attributions.iter().filter_map(|attribution| attribution.source) {
            analysis.sources[source].speaks = true;
        }
        for source in &mut analysis.sources {
            source.mentions.sort_by_key(|&index| analysis.mentions[index].mention.range.start);
        }
    }
}
