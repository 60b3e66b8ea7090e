//! Holds the clauses against a treebank of Universal Dependencies: `cargo run --release --example measure-clauses -- FILE.conllu…`.
//!
//! or `-- --text "A sentence."` to see the tags and clauses of a text.
//!
//! *Subjects* and *objects*: precision and recall of `nsubj` and `obj` of finite verbs, the verb and the head of the noun phrase both
//! right. *Words in their clause*: how many words the innermost clause has the verb that governs them in the tree.

#![allow(clippy::print_stdout)]

use std::fs;
use std::ops::Range;
use std::process::ExitCode;

use sayso::analysis::quotation::quotations;
use sayso::language::Syntax;
use sayso::language::chunk::Chunks;
use sayso::language::clause::{Clause, Clauses};
use sayso::language::lexicon::Lexicon;

/// A word of the treebank.
struct Word {
    bytes: Range<usize>,
    kind: String,
    features: String,
    head: usize,
    relation: String,
}

/// A sentence of the treebank.
#[derive(Default)]
struct Tree {
    text: String,
    words: Vec<Word>,
}

impl Tree {
    fn relation(&self, i: usize) -> &str {
        self.words[i].relation.split(':').next().unwrap_or_default()
    }

    /// The word that carries the tense of the clause with head `i`: its copula, else itself.
    fn verb(&self, i: usize) -> Option<usize> {
        let copula = (0..self.words.len()).find(|&j| self.words[j].head == i + 1 && self.relation(j) == "cop");
        copula.or_else(|| (self.words[i].kind == "VERB" || self.words[i].kind == "AUX").then_some(i))
    }

    fn is_finite(&self, i: usize) -> bool {
        let finite = |j: usize| self.words[j].features.contains("VerbForm=Fin");
        let helps = |j: usize| self.words[j].head == i + 1 && matches!(self.relation(j), "aux" | "cop");
        finite(i) || (0..self.words.len()).any(|j| helps(j) && finite(j))
    }

    /// The head of the clause that word `i` stands in.
    fn clause(&self, i: usize) -> Option<usize> {
        let mut at = i;
        for _ in 0..self.words.len() {
            let clausal = matches!(
                self.relation(at),
                "root" | "ccomp" | "xcomp" | "advcl" | "acl" | "parataxis" | "csubj" | "conj"
            );
            if clausal && self.verb(at).is_some() {
                return Some(at);
            }
            at = self.words[at].head.checked_sub(1)?;
        }
        None
    }
}

fn trees(text: &str) -> Vec<Tree> {
    let mut trees = Vec::new();
    let mut tree = Tree::default();
    // The last word of those that are written as one, "they've", and whether a blank follows it.
    let mut joined: Option<(usize, bool)> = None;
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let spaced = fields.last().is_some_and(|last| !last.contains("SpaceAfter=No"));
        if line.is_empty() {
            trees.push(std::mem::take(&mut tree));
            joined = None;
        } else if let Some((_, last)) = fields[0].split_once('-') {
            joined = last.parse().ok().map(|last| (last, spaced));
        } else if fields.len() == 10 && fields[0].bytes().all(|b| b.is_ascii_digit()) {
            let start = tree.text.len();
            tree.text.push_str(fields[1]);
            tree.words.push(Word {
                bytes: start..tree.text.len(),
                kind: fields[3].to_owned(),
                features: fields[5].to_owned(),
                head: fields[6].parse().unwrap_or_default(),
                relation: fields[7].to_owned(),
            });
            let spaced = match joined {
                Some((last, _)) if tree.words.len() < last => false,
                Some((_, spaced)) => spaced,
                None => spaced,
            };
            joined = joined.filter(|(last, _)| tree.words.len() < *last);
            if spaced {
                tree.text.push(' ');
            }
        }
    }
    trees
}

/// Right, found and wanted.
#[derive(Default)]
struct Count([u32; 3]);

impl Count {
    fn line(&self, name: &str) -> String {
        let [right, found, wanted] = self.0.map(f64::from);
        let (p, r) = (right / found, right / wanted);
        format!("{name:22} P {p:.3} R {r:.3} F1 {:.3}   ({wanted} in the treebank)", 2.0 * p * r / (p + r))
    }
}

#[derive(Default)]
struct Score {
    subjects: Count,
    objects: Count,
    words: [u32; 2],
}

fn measure(tree: &Tree, score: &mut Score, show: bool) {
    let syntax = Syntax::new(&tree.text, Lexicon::english());
    let chunks = Chunks::new(&syntax);
    let quoted: Vec<Range<usize>> =
        quotations(&syntax).into_iter().filter(|q| q.level == 0).map(|q| q.tokens).collect();
    let clauses = Clauses::new(&syntax, &chunks, &quoted);
    let at = |token: usize| {
        let start = syntax.tokens[token].range.start as usize;
        let end = syntax.tokens[token].range.end as usize;
        tree.words.iter().rposition(|word| word.bytes.start < end && start < word.bytes.end)
    };
    let main = |clause: &Clause| clause.verb.and_then(|verb| at(chunks.verbs[verb].main));
    let head = |noun: Option<usize>| noun.and_then(|noun| at(chunks.nouns[noun].head));
    // The treebank's head of a name is its first word.
    let holds = |noun: Option<usize>, word: usize| {
        noun.is_some_and(|noun| {
            let noun = &chunks.nouns[noun];
            at(noun.head) == Some(word)
                || (syntax.tokens[noun.head].tag.is_name() && (noun.first..noun.end).any(|i| at(i) == Some(word)))
        })
    };
    for i in 0..tree.words.len() {
        let Some(governor) = tree.words[i].head.checked_sub(1) else { continue };
        let Some(verb) = tree.verb(governor).filter(|_| tree.is_finite(governor)) else { continue };
        let pronoun = tree.words[i].features.contains("PronType=Rel");
        let (count, mine): (&mut Count, fn(&Clause) -> Option<usize>) = match tree.relation(i) {
            "nsubj" if !pronoun => (&mut score.subjects, |clause| clause.subject.filter(|_| clause.own_subject)),
            "obj" if !pronoun => (&mut score.objects, |clause| clause.object),
            _ => continue,
        };
        count.0[2] += 1;
        let clause = clauses.all.iter().find(|clause| main(clause) == Some(verb));
        let right = clause.is_some_and(|clause| holds(mine(clause), i));
        count.0[0] += u32::from(right);
        if show && !right {
            let word = |i: usize| &tree.text[tree.words[i].bytes.clone()];
            let found =
                clause.and_then(|clause| head(mine(clause))).map_or("-", |i| &tree.text[tree.words[i].bytes.clone()]);
            println!("{}: {} of {}, found {found}: {}", tree.words[i].relation, word(i), word(verb), tree.text);
        }
    }
    for clause in &clauses.all {
        let finite = clause.verb.is_some_and(|verb| chunks.verbs[verb].finite);
        score.subjects.0[1] += u32::from(finite && clause.own_subject);
        let copula = clause
            .verb
            .is_some_and(|verb| at(chunks.verbs[verb].main).is_some_and(|word| tree.relation(word) == "cop"));
        score.objects.0[1] += u32::from(finite && clause.object.is_some() && !copula);
    }
    for token in 0..syntax.tokens.len() {
        let Some(word) = at(token).filter(|&word| tree.words[word].kind != "PUNCT") else { continue };
        let Some(gold) = tree.clause(word).and_then(|clause| tree.verb(clause)) else { continue };
        let mine = clauses.around(token).find(|clause| clause.verb.is_some()).and_then(main);
        score.words[1] += 1;
        score.words[0] += u32::from(mine == Some(gold));
    }
}

/// Prints the clauses of a text.
fn print(text: &str) {
    let syntax = Syntax::new(text, Lexicon::english());
    let chunks = Chunks::new(&syntax);
    let quoted: Vec<Range<usize>> =
        quotations(&syntax).into_iter().filter(|q| q.level == 0).map(|q| q.tokens).collect();
    let clauses = Clauses::new(&syntax, &chunks, &quoted);
    let tagged: Vec<String> =
        (0..syntax.tokens.len()).map(|i| format!("{}/{:?}", syntax.text(i), syntax.tokens[i].tag)).collect();
    println!("{}", tagged.join(" "));
    for (index, clause) in clauses.all.iter().enumerate() {
        let subject = clause.subject.map_or("-", |noun| syntax.text(chunks.nouns[noun].head));
        let verb = clause.verb.map_or("-", |verb| syntax.text(chunks.verbs[verb].main));
        let object = clause.object.map_or("-", |noun| syntax.text(chunks.nouns[noun].head));
        let words = syntax.range(clause.tokens.clone()).of_text(text);
        println!("{index} {:?} in {:?}: {subject} / {verb} / {object} [{words}]", clause.kind, clause.parent);
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, text] = &args[..]
        && flag == "--text"
    {
        print(text);
        return ExitCode::SUCCESS;
    }
    let show = args.iter().any(|arg| arg == "--misses");
    for path in args.iter().filter(|arg| !arg.starts_with("--")) {
        let Ok(text) = fs::read_to_string(path) else {
            println!("cannot read {path}");
            return ExitCode::from(3);
        };
        let mut score = Score::default();
        for tree in trees(&text) {
            measure(&tree, &mut score, show);
        }
        println!("{path}");
        println!("  {}", score.subjects.line("subjects"));
        println!("  {}", score.objects.line("objects"));
        let [right, all] = score.words.map(f64::from);
        println!("  {:22} {:.3}   ({all} words)", "words in their clause", right / all);
    }
    ExitCode::SUCCESS
}
