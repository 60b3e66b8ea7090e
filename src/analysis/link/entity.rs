//! Which mentions name one source.

use std::collections::VecDeque;

use hashbrown::HashMap;

use super::is_quoted;
use super::pronoun::{self, Recent};
use crate::analysis::facts::{Facts, Filed};
use crate::analysis::known::Registry;
use crate::analysis::mention::{Anaphor, Mention, Naming, Nature};
use crate::analysis::name::Name;
use crate::analysis::{Analysis, Linked, Resolution, Source};
use crate::document::Document;
use crate::language::hash::HashedMap;
use crate::language::lexicon::{CueClass, Gender};

/// How many mentions back an antecedent is looked for.
const MEMORY: usize = 24;

/// The sources found so far.
pub(super) struct Entities<'a> {
    document: &'a Document,
    /// The sources of the configuration, and which of those found so far they are.
    known: &'a Registry,
    seen: HashMap<usize, usize>,
    /// By the full name.
    full: HashedMap<usize>,
    /// By the last word of a name: the source that was last named by it in full.
    last: HashedMap<usize>,
    /// By the first word of a person's full name.
    given: HashedMap<usize>,
    /// By the letters that the words of a name begin with.
    initials: HashedMap<usize>,
    /// By what it is: the core of a role.
    roles: HashedMap<usize>,
    /// By its noun: the source that was last named or introduced by it.
    nouns: HashedMap<usize>,
    /// The report, study or survey that was last introduced.
    published: Option<usize>,
    /// The mentions last seen that a pronoun can stand for, the newest last.
    recent: VecDeque<Recent>,
    /// The survey that respondents answered: the source last named that asked people, or what they answered.
    survey: Option<usize>,
    /// Sentences counted through the document.
    sentences: u32,
}

impl<'a> Entities<'a> {
    pub(super) fn new(document: &'a Document, known: &'a Registry) -> Self {
        Self {
            document,
            known,
            seen: HashMap::default(),
            full: HashedMap::default(),
            last: HashedMap::default(),
            given: HashedMap::default(),
            initials: HashedMap::default(),
            roles: HashedMap::default(),
            nouns: HashedMap::default(),
            published: None,
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
                    maker: mention.maker.map(|index| first + index),
                    alias: mention.alias.map(|index| first + index),
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
            self.resolve(index, facts.names[index - first], facts.nouns[index - first], analysis);
        }
        let mut asks = facts.ties.iter().filter(|tie| tie.class == CueClass::Report).filter_map(|tie| tie.source);
        if let Some(source) = asks.next_back().and_then(|source| analysis.mentions[first + source].source) {
            self.survey = Some(source);
        }
        self.sentences += crate::text::offset(facts.sentences.len());
    }

    fn resolve(&mut self, index: usize, filed: Filed, noun: u64, analysis: &mut Analysis) {
        let mention = analysis.mentions[index].mention.clone();
        let known = self.known(index, &mention, analysis);
        let (source, resolution) = match filed {
            _ if known.is_some() => (known, Resolution::Known),
            Filed::Name(name) => self.name(index, &mention, name, analysis),
            Filed::Role(head) => self.role(index, &mention, head, noun, analysis),
            Filed::Nothing if mention.naming == Naming::Relative => {
                match mention.antecedent.and_then(|at| analysis.mentions[at].source) {
                    Some(source) => (Some(source), Resolution::Relative),
                    None => (None, Resolution::None),
                }
            }
            Filed::Nothing => {
                let quoted = analysis.mentions[index].quoted;
                let told = pronoun::resolve(&mention, quoted, &self.recent, self.sentences);
                let linked = &mut analysis.mentions[index];
                linked.clashes = told.clashes;
                linked.rivals = told.rivals;
                (told.source, if told.source.is_some() { Resolution::Pronoun } else { Resolution::None })
            }
        };
        analysis.mentions[index].source = source;
        analysis.mentions[index].resolution = resolution;
        if let Some(source) = source {
            analysis.sources[source].mentions.push(index);
            if mention.survey {
                self.survey = Some(source);
            }
            if mention.naming != Naming::Relative {
                self.remember(source, index, noun, analysis);
            }
        }
    }

    fn remember(&mut self, source: usize, index: usize, noun: u64, analysis: &Analysis) {
        let known = &analysis.sources[source];
        let Linked { block, quoted, ref mention, .. } = analysis.mentions[index];
        // The first word of a heading is a capital, and of one in capitals each word: none is a name for that alone.
        let doubtful = self.document.blocks[block].kind.is_heading() && !known.name.contains(' ');
        if doubtful && known.nature != Nature::Person {
            return;
        }
        let introduces = !matches!(mention.anaphor, Anaphor::Pronoun | Anaphor::Noun);
        if introduces && !quoted && mention.plural != Some(true) {
            self.nouns.insert(noun, source);
        }
        if introduces && !quoted && mention.published {
            self.published = Some(source);
        }
        self.recent.push_back(Recent {
            source,
            noun,
            introduces,
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
            self.file(source, Name::new(&known.name), nature);
        }
        Some(source)
    }

    fn name(
        &mut self,
        index: usize,
        mention: &Mention,
        name: Name,
        analysis: &mut Analysis,
    ) -> (Option<usize>, Resolution) {
        let by = |map: &HashedMap<usize>, key: u64, how: Resolution| map.get(&key).map(|&source| (source, how));
        let alias = mention.alias.and_then(|at| analysis.mentions[at].source);
        let found = if let Some(source) = alias {
            self.full.insert(name.full, source);
            Some((source, Resolution::Acronym))
        } else if let Some(found) = by(&self.full, name.full, Resolution::Name) {
            Some(found)
        } else if name.single {
            by(&self.last, name.last, Resolution::ShortName)
                .or_else(|| by(&self.initials, name.capitals, Resolution::Acronym).filter(|_| mention.acronym))
                .or_else(|| by(&self.given, name.first, Resolution::GivenName))
        } else {
            // A surname first, the full name later.
            by(&self.full, name.last, Resolution::ShortName).filter(|&(source, _)| {
                analysis.sources[source].nature != Nature::Organisation && mention.nature == Nature::Person
            })
        };
        let (source, resolution) =
            found.unwrap_or_else(|| (self.new_source(index, mention, analysis), Resolution::First));
        self.learn(source, mention, name, index, analysis);
        (Some(source), resolution)
    }

    /// Files a source under the names that later mentions may use.
    fn learn(&mut self, source: usize, mention: &Mention, name: Name, index: usize, analysis: &mut Analysis) {
        let known = &mut analysis.sources[source];
        if known.nature == Nature::Unknown {
            known.nature = mention.nature;
        }
        if known.gender == Gender::Any {
            known.gender = mention.gender;
        }
        if !name.single && name.len as usize > known.name.len() && known.known.is_none() {
            known.name = self.document.words(mention.name).into();
            known.introduced = index;
        }
        self.full.entry(name.full).or_insert(source);
        if !name.single {
            self.file(source, name, mention.nature);
        }
    }

    /// Files a source under the parts of its full name.
    fn file(&mut self, source: usize, name: Name, nature: Nature) {
        self.full.entry(name.full).or_insert(source);
        if !name.single {
            if nature != Nature::Organisation {
                self.last.insert(name.last, source);
            }
            if let Some(tail) = name.tail {
                self.full.entry(tail).or_insert(source);
            }
            // "Harlow Systems" is "Harlow" later.
            self.given.insert(name.first, source);
            for initials in name.initials {
                self.initials.insert(initials, source);
            }
        }
    }

    /// "the ministry": what was called so before, or the organisation whose name or acronym has the noun.
    fn role(
        &mut self,
        index: usize,
        mention: &Mention,
        head: u64,
        noun: u64,
        analysis: &mut Analysis,
    ) -> (Option<usize>, Resolution) {
        // "49% of respondents": what they say is what the survey says.
        if let Some(survey) = self.survey.filter(|_| mention.respondents) {
            return (Some(survey), Resolution::Role);
        }
        let definite = mention.definite && mention.plural != Some(true) && !mention.generic;
        let points_back =
            definite || (mention.definite && mention.anaphor != Anaphor::None && mention.plural != Some(true));
        if let Some(source) = self.meant(mention, head, noun, analysis).filter(|_| points_back) {
            self.roles.insert(head, source);
            return (Some(source), Resolution::Role);
        }
        // "Harlow published a report": what it tells, Harlow does.
        if let Some(source) = mention.maker.and_then(|at| analysis.mentions[at].source) {
            return (Some(source), Resolution::Role);
        }
        let source = self.new_source(index, mention, analysis);
        if definite {
            self.roles.insert(head, source);
        }
        (Some(source), Resolution::First)
    }

    /// The source that "the ministry", "the latest report" or "the band" was named by before.
    fn meant(&self, mention: &Mention, head: u64, noun: u64, analysis: &Analysis) -> Option<usize> {
        let exact = || self.roles.get(&head).copied();
        // "The post" is something written, and not the Harbour Post.
        let fits = |source: &usize| {
            let known = &analysis.sources[*source];
            mention.nature != Nature::Document || !known.named || known.nature == Nature::Document
        };
        let same_noun = || self.nouns.get(&noun).copied().filter(fits);
        match mention.anaphor {
            Anaphor::Noun | Anaphor::Epithet if mention.firm => {
                self.firm(mention, noun, analysis).or_else(|| self.named_by(mention, analysis)).or_else(exact)
            }
            Anaphor::Noun => same_noun()
                .or_else(|| self.named_by(mention, analysis))
                .or_else(exact)
                .or_else(|| self.published.filter(|_| mention.published)),
            Anaphor::Described => exact().or_else(same_noun).or_else(|| self.published.filter(|_| mention.published)),
            _ => exact().or_else(|| self.named_by(mention, analysis)),
        }
    }

    /// "the company": of the organisations that stood as subjects or sources, and what was introduced by that very noun, the last. A name
    /// of several words that could be anybody's comes after those of an organisation.
    fn firm(&self, mention: &Mention, noun: u64, analysis: &Analysis) -> Option<usize> {
        let recent = || self.recent.iter().rev().filter(|recent| !recent.quoted);
        let sure = |recent: &&Recent| {
            let known = &analysis.sources[recent.source];
            let body = match known.nature {
                Nature::Organisation => true,
                Nature::Unknown => !known.name.contains(' '),
                Nature::Group => recent.plural == Some(true) && mention.anaphor == Anaphor::Epithet,
                Nature::Person | Nature::Document | Nature::Image => false,
            };
            (recent.noun == noun && recent.introduces) || (recent.prominent && known.named && body)
        };
        let doubtful = |recent: &&Recent| {
            let known = &analysis.sources[recent.source];
            recent.prominent
                && known.named
                && matches!(known.nature, Nature::Organisation | Nature::Unknown | Nature::Group)
        };
        let body = |recent: &&Recent| {
            let known = &analysis.sources[recent.source];
            known.named && matches!(known.nature, Nature::Organisation | Nature::Group)
        };
        let found = recent().find(sure).or_else(|| recent().find(doubtful)).or_else(|| recent().find(body));
        found.map(|recent| recent.source)
    }

    /// The organisation seen last whose name holds the noun of a mention, or whose acronym has its first letter.
    fn named_by(&self, mention: &Mention, analysis: &Analysis) -> Option<usize> {
        if mention.nature != Nature::Organisation || mention.range.len() > mention.head.len() {
            return None;
        }
        let noun = self.document.words(mention.noun).trim_end_matches(['.', ',']).to_lowercase();
        let letter = noun.chars().next()?.to_ascii_uppercase();
        let candidates = self.recent.iter().rev().filter(|recent| !recent.quoted);
        let fits = |source: &Source| {
            let is_noun = |word: &str| word.chars().flat_map(char::to_lowercase).eq(noun.chars());
            let holds = source.named && source.name.split_whitespace().any(is_noun);
            let acronym = source.named
                && !source.name.contains(' ')
                && source.name.chars().filter(|c| c.is_uppercase()).count() > 1
                && source.name.contains(letter);
            holds || acronym
        };
        candidates.map(|recent| recent.source).find(|&source| fits(&analysis.sources[source]))
    }

    /// Puts the mentions of each source in order, and tells which acronyms are spelled out.
    pub(super) fn finish(self, analysis: &mut Analysis) {
        for index in 0..analysis.sources.len() {
            let mention = &analysis.mentions[analysis.sources[index].introduced].mention;
            if mention.acronym {
                let name = Name::new(&self.document.words(mention.name));
                let spelled_out = self.initials.contains_key(&name.capitals);
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
