//! `sayso analyze`: the analysis as JSON, or how a paragraph was read.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::walk::{self, Input, Unreadable};
use super::{AnalyzeArgs, Exit, complain, files, guard, print, unwritable};
use crate::analysis::attribution::why;
use crate::analysis::cache::Cache;
use crate::check::Checked;
use crate::config::{Config, MinConfidence};
use crate::document::{Block, Format};
use crate::finding::Confidence;
use crate::output::{export, hover, shown};
use crate::text::LineIndex;

/// Files that are read at once before they are printed.
const BATCH: usize = 256;

pub(super) fn run(args: &AnalyzeArgs) -> Exit {
    if let Some(place) = &args.why {
        return explain(place, &args.files);
    }
    let choice = match files::chosen(&args.files) {
        Ok(choice) => choice,
        Err(exit) => return exit,
    };
    let mut exit = Exit::Clean;
    let found = match walk::found(&choice, args.files.quiet) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    for batch in found.inputs.chunks(BATCH) {
        let lines: Vec<Result<String, Unreadable>> = batch
            .par_iter()
            .map(|input| match input {
                Ok(input) => guard::file(&input.path, || analyze(input, choice.config(&input.path)?)),
                Err(fault) => Err(fault.clone()),
            })
            .collect();
        for line in lines {
            match line {
                Ok(line) => {
                    if let Err(error) = print(&line) {
                        return unwritable(&error);
                    }
                }
                Err(fault) => {
                    complain(&format!("{}: {}", fault.path.display(), fault.message));
                    exit = Exit::Unreadable;
                }
            }
        }
    }
    exit
}

fn analyze(input: &Input, config: Config) -> Result<String, Unreadable> {
    // Who reads the analysis wants to see what is doubtful, too.
    let config = Config { min_confidence: MinConfidence(Confidence::Low), ..config };
    let checked = Checked::new(walk::read(input)?, &config, &mut Cache::default());
    let path = input.path.display().to_string();
    let line = export::export(&path, &checked.document, &checked.analysis, &checked.findings);
    line.map(|line| line + "\n").map_err(|error| Unreadable { path: input.path.clone(), message: error.to_string() })
}

/// Prints how the paragraph at "<FILE:LINE>" was read, and how its claims stand.
fn explain(place: &str, args: &files::FileArgs) -> Exit {
    let Some((path, line)) = place.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse::<u32>().ok()?)))
    else {
        complain(&format!("“{place}” is no place; write FILE:LINE, such as article.txt:12"));
        return Exit::Usage;
    };
    let input = Input {
        path: PathBuf::from(path),
        format: Format::of_path(Path::new(path)).unwrap_or(Format::Plain),
        stdin: false,
    };
    let nearest = args.configurations();
    let project = nearest.and_then(|nearest| nearest.of(&input.path).map_err(|error| error.to_string()));
    let config = match project {
        Ok(project) => project.config(&input.path),
        Err(message) => {
            complain(&message);
            return Exit::Usage;
        }
    };
    let checked = guard::file(&input.path, || Ok(Checked::new(walk::read(&input)?, &config, &mut Cache::default())));
    let checked = match checked {
        Ok(checked) => checked,
        Err(fault) => {
            complain(&format!("{path}: {}", fault.message));
            return Exit::Unreadable;
        }
    };
    let document = &checked.document;
    let lines = LineIndex::new(document.text());
    let range = lines.line_range(document.text(), line.saturating_sub(1));
    let blocks = document.blocks.iter().filter(|block| block.range.overlaps(range));
    let read = |block: &Block| {
        let claims = checked.analysis.claims_in(block.range).iter();
        let standings: String = claims.map(|claim| hover::standing(&checked, &lines, claim)).collect();
        why::why(document.block_prose(block)) + &standings
    };
    let text: String = blocks.map(read).collect();
    if text.is_empty() {
        complain(&format!("{path}: no prose stands in line {line}"));
        return Exit::Usage;
    }
    print(&shown::lines(&text)).map_or_else(|error| unwritable(&error), |()| Exit::Clean)
}
