//! The facts of one block: all that can be known of it without its neighbours.

use super::amount;
use super::attribution::view::{Reading, View};
use super::attribution::{self, Complement, Pattern};
use super::citation::{self, Numbered};
use super::clause::{self, ClauseFact};
use super::date::{self, Times};
use super::figure::{self, Figure};
use super::gap::Gap;
use super::material::{self, Material};
use super::mention::{Mention, Mentions, Naming};
use super::name::Name;
use super::party::{self, Partisan};
use super::poll::{self, Poll};
use super::puffery::{self, Puffery};
use super::quotation::{self, Quotations};
use super::relation::{self, Aged, Counted, Relation, Thing};
use super::scare::{self, Scare};
use super::second_hand::{self, SecondHand};
use super::sentence::{self, Sentence};
use super::shape;
use super::statement::{self, Statement};
use super::superlative::{self, Superlative};
use super::vague;
use crate::document::visible;
use crate::language::Syntax;
use crate::language::chunk::Chunks;
use crate::language::clause::Clauses;
use crate::language::hash;
use crate::language::lexicon::{Class, Classes, CueClass, Lexicon, Place, Weasel};
use crate::language::token::{Token, TokenKind};
use crate::text::TextRange;

/// A source tied to what it says, inside one block.
#[derive(Clone, PartialEq, Debug)]
pub struct Tie {
    /// The construction that ties them.
    pub pattern: Pattern,
    /// What the cue does.
    pub class: CueClass,
    /// What it is followed by.
    pub complement: Complement,
    /// The words of the cue.
    pub cue: TextRange,
    /// Index of the source among the mentions of the block; `None` where none is named.
    pub source: Option<usize>,
    /// What is said, in order.
    pub content: Vec<TextRange>,
    /// How sure the tie is, from 0 to 1.
    pub score: f32,
    /// Whether what is said stands in the next block.
    pub opens_next: bool,
    /// Whether what is said is the quotation before the block, which the source signs.
    pub signs: bool,
    /// Whether the source answers for the figures in what is said.
    pub vouches: bool,
    /// The main word of the cue.
    pub word: TextRange,
    /// For a cue that judges whoever speaks ("claims", "admits"): the neutral word in its form.
    pub loaded: Option<&'static str>,
    /// Index of its sentence.
    pub sentence: u32,
}

/// Words that bring in a claim without saying whose it is: "it is believed", "reportedly".
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Vague {
    /// The words.
    pub range: TextRange,
    /// How they hide the source.
    pub kind: Weasel,
    /// Index of the sentence.
    pub sentence: u32,
}

/// What a mention is filed under.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Filed {
    /// A name.
    Name(Name),
    /// What somebody is called by what it is: the core of the mention.
    Role(u64),
    /// Nothing: a pronoun.
    Nothing,
}

impl Filed {
    fn new(mention: &Mention, prose: &str) -> Self {
        let words = |range: TextRange| visible(range.of_text(prose));
        match mention.naming {
            Naming::Name => Self::Name(Name::new(&words(mention.name))),
            Naming::Role => Self::Role(Name::role(&words(mention.head))),
            Naming::Pronoun | Naming::Relative => Self::Nothing,
        }
    }
}

/// What one block tells. All ranges count from the start of the block.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Facts {
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its clauses.
    pub clauses: Box<[ClauseFact]>,
    /// The words by which a publisher announces something: "today announced".
    pub announces: Option<TextRange>,
    /// Whether it begins with "About" and a name: the heading above what a publisher says of itself.
    pub describes: bool,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// How they hang together.
    pub relations: Vec<Relation>,
    /// What they count, where it is told what has become of it.
    pub counted: Vec<Counted>,
    /// What they are of.
    pub things: Vec<Thing>,
    /// Whose ages they are.
    pub ages: Vec<Aged>,
    /// What they leave open.
    pub gaps: Vec<Gap>,
    /// Its dates, and what hangs on them.
    pub times: Times,
    /// What it tells of a poll.
    pub poll: Poll,
    /// Its statements of rank.
    pub superlatives: Vec<Superlative>,
    /// Its quotations, outer before inner.
    pub quotations: Quotations,
    /// Its mentions, in no order.
    pub mentions: Vec<Mention>,
    /// For each mention, what it is filed under.
    pub names: Vec<Filed>,
    /// For each mention, a hash of its noun.
    pub nouns: Vec<u64>,
    /// Its ties, in the order of their cues.
    pub ties: Vec<Tie>,
    /// The citations in its prose.
    pub citations: Vec<TextRange>,
    /// Numbers in brackets that may be those of a list of sources.
    pub numbered: Vec<Numbered>,
    /// Whether it is what a list of sources stands under: "References".
    pub bibliography: bool,
    /// Words that hide a source, outside quotations.
    pub vague: Vec<Vague>,
    /// Its words of advertising, outside quotations.
    pub puffery: Vec<Puffery>,
    /// Its quotations of a few words that could stand there in doubt.
    pub scares: Vec<Scare>,
    /// Its figures about a party that come from that party.
    pub partisan: Vec<Partisan>,
    /// The images and recordings that it has from elsewhere.
    pub materials: Vec<Material>,
    /// Its accusations, causes, predictions and intentions.
    pub statements: Vec<Statement>,
    /// The news organisations through which it tells something.
    pub second_hand: Vec<SecondHand>,
    /// What is left of a page around the article, and where it must stand to be that.
    pub boilerplate: Vec<(TextRange, Place)>,
    /// A hash of its words, without case and white space: the same for the same text.
    pub text: u64,
    /// How many words it has.
    pub words: u32,
    /// Whether it ends like a sentence.
    pub stopped: bool,
    /// Whether it brings in what comes next: it ends with a colon, or its last sentence tells of "the following".
    pub introduces: bool,
    /// Whether it is no more than a name for what somebody has found: "Key findings".
    pub outcomes: bool,
    /// Whether it begins with words for a part of what stands before: "of which", "including".
    pub part: bool,
    /// Whether it is no more than a word for all together: "Total", in front of a row.
    pub totals: bool,
    /// The figure that tells how many the shares in a list behind it are of: "Sample: 26 traders".
    pub sample: Option<usize>,
    /// Whether it begins with a share of those: "55% had been moved on".
    pub shared: bool,
    /// Whether it tells of an interview.
    pub interview: bool,
}

impl Facts {
    /// Whether a quotation left open in the block before can go on here: the block opens one again, or closes one that it has
    /// not opened.
    #[must_use]
    pub fn takes_up_quotation(&self) -> bool {
        self.quotations.first().is_some_and(|quotation| quotation.range.start == 0 || !quotation.opened)
    }

    /// Whether the block is no more than a line of the page around the article, which stands between the paragraphs of a speech:
    /// "Advertisement".
    #[must_use]
    pub fn is_residue(&self) -> bool {
        let first = self.sentences.first().filter(|_| self.sentences.len() == 1);
        first.is_some_and(|first| self.boilerplate.iter().any(|(range, _)| range.start == first.range.start))
    }

    /// Index of the sentence that holds byte `at` of the block, or that ends before it.
    #[must_use]
    pub fn sentence_at(&self, at: u32) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.range.start <= at).checked_sub(1)
    }

    /// Whether `range` stands in a quotation, all of it.
    #[must_use]
    pub fn is_quoted(&self, range: TextRange) -> bool {
        self.quotations.at(range).any(|quotation| quotation.range.covers(range))
    }

    /// Whether any of `range` stands in a quotation.
    #[must_use]
    pub fn meets_quotation(&self, range: TextRange) -> bool {
        self.quotations.at(range).any(|quotation| quotation.range.overlaps(range))
    }

    /// Reads a block of prose, whose numbers have a decimal comma or not.
    #[must_use]
    pub fn new(prose: &str, decimal_comma: bool) -> Self {
        let mut syntax = Syntax::new(prose, Lexicon::english());
        syntax.decimal_comma = decimal_comma;
        let chunks = Chunks::new(&syntax);
        let quotations = quotation::quotations(&syntax);
        let ties = attribution::ties(&syntax, &chunks, &quotations);
        let reading = Reading::new(&syntax, &chunks, &quotations);
        let outer = quotations.iter().filter(|quotation| quotation.level == 0);
        let outer: Vec<_> = outer.map(|quotation| quotation.tokens.clone()).collect();
        let clauses = Clauses::new(&syntax, &chunks, &outer);
        let sentences = syntax.sentences.iter().map(|tokens| sentence::read(&syntax, &chunks, &clauses, tokens));
        let mut facts = Self {
            sentences: sentences.collect(),
            clauses: clause::read(&syntax, &chunks, &clauses),
            bibliography: shape::is_bibliography(&syntax),
            introduces: shape::introduces(&syntax),
            outcomes: shape::is_outcomes(&syntax),
            figures: figure::figures(&syntax, &chunks, &clauses),
            superlatives: superlative::superlatives(&syntax, &chunks, &clauses),
            ..Self::default()
        };
        let words = (0..syntax.tokens.len()).map(|i| syntax.entry(i).classes);
        let words = words.fold(Classes::default(), Classes::with);
        facts.cite(citation::citations(&syntax));
        let told = relation::relations(&syntax, &facts.figures);
        (facts.sample, facts.shared) = relation::sampled(&syntax, &facts.figures);
        (facts.relations, facts.counted, facts.gaps) = (told.relations, told.counted, told.gaps);
        (facts.things, facts.ages) = (told.things, told.ages);
        amount::amounts(&syntax, &facts.figures, &mut facts.gaps);
        facts.times = date::dates(&syntax, &facts.figures);
        facts.poll = poll::poll(&syntax, words, &facts.figures);
        facts.part = shape::begins_part(&syntax);
        facts.totals = shape::is_total(&syntax);
        facts.vague = vague::vague(&reading, &ties);
        facts.puffery = puffery::puffery(&syntax, &reading.quoted);
        facts.second_hand = second_hand::second_hand(&reading, &ties);
        facts.scares = scare::scares(&reading);
        facts.interview = words.has(Class::Interview);
        facts.partisan = party::partisan(&reading, &ties, &facts.figures);
        facts.statements = statement::statements(&reading);
        facts.materials = if words.has(Class::Footage) { material::materials(&reading) } else { Vec::new() };
        facts.boilerplate = shape::boilerplate(&syntax);
        facts.announces = shape::announces(&reading);
        facts.describes = shape::describes(&syntax);
        facts.count_words(&syntax);
        facts.name_sources(&reading, ties);
        facts.names = facts.mentions.iter().map(|mention| Filed::new(mention, prose)).collect();
        facts.nouns = facts.mentions.iter().map(|mention| Name::role(&visible(mention.noun.of_text(prose)))).collect();
        facts.quotations = quotations.into();
        facts.shrink();
        facts
    }

    /// Takes in the citations; a page or a year in one is no figure to check.
    fn cite(&mut self, cited: citation::Citations) {
        let bracketed = cited.bracketed;
        let holds = |range: TextRange| {
            let after = bracketed.partition_point(|citation| citation.start <= range.start);
            bracketed[..after].iter().rev().take(2).any(|citation| citation.covers(range))
        };
        for figure in &mut self.figures {
            figure.checkable &= !holds(figure.range);
        }
        let lines: Vec<TextRange> = cited.lines.into_iter().filter(|line| !holds(*line)).collect();
        self.numbered = cited.numbered;
        self.citations = bracketed;
        self.citations.extend(lines);
    }

    /// Takes in how many words there are, a hash of them, and how they end.
    fn count_words(&mut self, syntax: &Syntax<'_>) {
        let words = syntax.tokens.iter().zip(&syntax.hashes).filter(|(token, _)| token.kind.is_word());
        for (_, word) in words {
            self.words += 1;
            self.text = hash::mix(self.text, *word);
        }
        let closing = |token: &&Token| !token.kind.is_quote() && token.kind != TokenKind::Close;
        self.stopped = syntax.tokens.iter().rfind(closing).is_some_and(|token| token.kind == TokenKind::Stop);
    }

    /// Takes in the ties, and the mentions of their sources among all others.
    fn name_sources(&mut self, reading: &Reading<'_>, ties: Vec<attribution::Tie>) {
        let (syntax, chunks) = (reading.syntax, reading.chunks);
        let mut mentions = Mentions::new(syntax);
        let mut ties = ties.into_iter().peekable();
        for (number, sentence) in syntax.sentences.iter().enumerate() {
            let view = View::new(reading, sentence.clone());
            let number = crate::text::offset(number);
            mentions.names(&view, number);
            while let Some(tie) = ties.next_if(|tie| tie.cue.start < sentence.end) {
                let source = tie.source.as_ref().map(|source| mentions.source(&view, source, number));
                self.ties.push(Tie {
                    pattern: tie.pattern,
                    class: tie.class,
                    complement: tie.complement,
                    cue: syntax.range(tie.cue.clone()),
                    source,
                    content: tie.content.iter().map(|tokens| syntax.range(tokens.clone())).collect(),
                    score: tie.score,
                    opens_next: tie.opens_next,
                    signs: tie.signs,
                    vouches: tie.vouches,
                    word: syntax.tokens[tie.main].range,
                    loaded: loaded(syntax, chunks, &tie),
                    sentence: number,
                });
            }
        }
        self.mentions = mentions.found;
    }

    /// Gives back what its lists have of room: they are kept for as long as the text is open.
    fn shrink(&mut self) {
        self.sentences.shrink_to_fit();
        self.figures.shrink_to_fit();
        self.relations.shrink_to_fit();
        self.counted.shrink_to_fit();
        self.things.shrink_to_fit();
        self.ages.shrink_to_fit();
        self.gaps.shrink_to_fit();
        self.superlatives.shrink_to_fit();
        self.mentions.shrink_to_fit();
        self.ties.shrink_to_fit();
    }
}

/// The neutral word for a cue that judges what it reports, where it brings in speech.
fn loaded(syntax: &Syntax<'_>, chunks: &Chunks, tie: &attribution::Tie) -> Option<&'static str> {
    let entry = syntax.entry(tie.main);
    let verb = entry.verb.filter(|_| entry.classes.has(Class::Loaded))?;
    let after = matches!(tie.pattern, Pattern::VerbAfter | Pattern::Inverted);
    let brings_in = matches!(tie.complement, Complement::ThatClause | Complement::Clause | Complement::Quotation)
        && tie.pattern == Pattern::Verb;
    // "refuses to say".
    let to_say = tie.complement == Complement::Infinitive
        && tie
            .content
            .first()
            .and_then(|part| chunks.verb_at(part.start))
            .is_some_and(|said| syntax.entry(said.main).verb.is_some_and(|verb| verb.class == CueClass::Say));
    (after || brings_in || to_say).then(|| syntax.lexicon.neutral(verb.form))
}
