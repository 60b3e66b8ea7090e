//! `--watch`: what changes is checked again.

use std::collections::{HashMap, HashSet};
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, SystemTime};

use super::files::Choice;
use super::tally::Outcome;
use super::walk::{self, Input, Unreadable};
use super::{Exit, complain, remark};

/// How long to wait between two looks at the files.
const PAUSE: Duration = Duration::from_millis(300);

/// A file, or the place and the words of a fault.
type Key = (PathBuf, String);

/// What tells one state of a file from another; nothing, where there is no file.
type Stamp = Option<(SystemTime, u64)>;

/// A run that goes on until the user ends it.
pub(super) struct Watch {
    /// How the run would end now.
    exit: Arc<AtomicU8>,
    known: HashMap<Key, (Stamp, Outcome)>,
}

impl Watch {
    /// From now on, Ctrl-C ends the program with what is known of the files.
    pub(super) fn start() -> Self {
        let exit = Arc::new(AtomicU8::new(Exit::Clean as u8));
        let last = Arc::clone(&exit);
        // Where the signal cannot be waited for, it ends the program in its own way.
        let _ = ctrlc::set_handler(move || std::process::exit(i32::from(last.load(Ordering::SeqCst))));
        Self { exit, known: HashMap::new() }
    }

    /// Has `check` check the files, and again those that change; `end` tells how the run would end with what came of them all.
    pub(super) fn run(
        mut self,
        choice: &Choice,
        quiet: bool,
        check: impl Fn(&[Result<Input, Unreadable>]) -> Vec<Outcome>,
        end: impl Fn(&[Outcome]) -> Exit,
    ) -> ! {
        let mut first = true;
        loop {
            let found = walk::inputs(choice);
            let stamps: Vec<(Key, Stamp)> = found.inputs.iter().map(stamp).collect();
            let changed: Vec<usize> = (0..stamps.len()).filter(|&i| self.is_news(&stamps[i])).collect();
            let there: HashSet<&Key> = stamps.iter().map(|(key, _)| key).collect();
            self.known.retain(|key, _| there.contains(key));
            if first || !changed.is_empty() {
                if first {
                    found.tell(quiet);
                } else {
                    clear();
                }
                let inputs: Vec<_> = changed.iter().map(|&i| found.inputs[i].clone()).collect();
                let outcomes = check(&inputs);
                let news = changed.iter().map(|&i| stamps[i].clone()).zip(outcomes);
                self.known.extend(news.map(|((key, stamp), outcome)| (key, (stamp, outcome))));
                if !quiet {
                    complain("waiting for changes; Ctrl-C ends this");
                }
            }
            // One file can be well while another is not.
            let outcomes: Vec<Outcome> = self.known.values().map(|(_, outcome)| *outcome).collect();
            self.exit.store(end(&outcomes) as u8, Ordering::SeqCst);
            first = false;
            std::thread::sleep(PAUSE);
        }
    }

    fn is_news(&self, (key, stamp): &(Key, Stamp)) -> bool {
        self.known.get(key).is_none_or(|(known, _)| known != stamp)
    }
}

fn stamp(input: &Result<Input, Unreadable>) -> (Key, Stamp) {
    match input {
        Ok(input) => {
            let data = input.path.metadata().ok();
            let stamp = data.map(|data| (data.modified().unwrap_or(SystemTime::UNIX_EPOCH), data.len()));
            ((input.path.clone(), String::new()), stamp)
        }
        Err(fault) => ((fault.path.clone(), fault.message.clone()), None),
    }
}

/// Clears the screen; what goes to a file or a pipe is left to stand.
fn clear() {
    if std::io::stdout().is_terminal() && std::io::stderr().is_terminal() {
        remark("\u{1b}[2J\u{1b}[H");
    }
}
