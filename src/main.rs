//! temporary
#![allow(clippy::all, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)]
use sayso::analysis::*; use sayso::analysis::claim::*;
use sayso::document::*; use sayso::finding::*;
use rayon::prelude::*;
fn main() {
    if std::env::args().nth(1).as_deref() == Some("why") { print!("{}", sayso::analysis::attribution::why::why(&std::env::args().nth(2).unwrap())); return; }
    let paths: Vec<_> = ignore::WalkBuilder::new(std::env::args().nth(2).unwrap()).build().filter_map(|e| e.ok()).filter(|e| e.file_type().is_some_and(|t| t.is_file())).map(|e| e.into_path()).filter(|p| Format::of_path(p).is_some()).collect();
    let out: Vec<String> = paths.par_iter().map(|p| {
        let text = std::fs::read_to_string(p).unwrap();
        let d = Document::new(text, Format::of_path(p).unwrap());
        let a = Analysis::of(&d);
        let facts = sayso::analysis::read(&d);
        let f = sayso::check::check(&d, &facts, &a);
        sayso::output::export::export(&p.display().to_string(), &d, &a, &f).unwrap()
    }).collect();
    for o in out { println!("{o}"); }
}
