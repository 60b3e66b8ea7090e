//! How many threads work, and how far they have come.

use std::io::IsTerminal as _;
use std::num::NonZeroUsize;
use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run goes on before it shows how far it has come.
const PATIENCE: Duration = Duration::from_secs(1);

/// Sets the number of threads; without one there are as many as there are cores.
pub(super) fn threads(jobs: Option<NonZeroUsize>) {
    if let Some(jobs) = jobs {
        // It fails only where it has been set before, and then the work is done all the same.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global();
    }
}

/// A bar on the terminal that tells how far the run has come, where it goes on for longer than [`PATIENCE`].
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    start: Instant,
    shown: Once,
}

impl Progress {
    /// A bar for `files` files; none where nobody would see it.
    pub(super) fn new(files: usize, quiet: bool) -> Self {
        let seen = !quiet && std::io::stderr().is_terminal();
        let bar = seen.then(|| {
            let style = ProgressStyle::with_template("{bar:32} {pos}/{len} files");
            ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden())
                .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        Self { bar, start: Instant::now(), shown: Once::new() }
    }

    /// One more file is done.
    pub(super) fn step(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
            if self.start.elapsed() > PATIENCE {
                self.shown.call_once(|| bar.set_draw_target(ProgressDrawTarget::stderr()));
            }
        }
    }

    /// Does what prints, with the bar out of the way.
    pub(super) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
