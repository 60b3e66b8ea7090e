//! `--fix` and `--diff`: files are changed, or it is shown how they would be.

use super::CheckArgs;
use super::replace::{self, Links};
use super::walk::{Input, Unreadable};
use crate::finding::{Applicability, Finding};
use crate::fix::{self, Place};
use crate::output::item::Origin;

/// Which changes are to be made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fixing {
    /// They are at least so applicable.
    pub(super) least: Applicability,
    /// They are only shown.
    pub(super) shows: bool,
}

impl Fixing {
    /// What the arguments ask for.
    pub(super) fn of(args: &CheckArgs) -> Option<Self> {
        let shows = matches!(args.diff, Some(None));
        let least = if args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        (shows || args.fix).then_some(Self { least, shows })
    }

    /// What goes to standard output in place of findings, if anything does.
    pub(super) fn prints(args: &CheckArgs) -> Option<&'static str> {
        let fixing = Self::of(args)?;
        if fixing.shows { Some("the difference") } else { args.files.reads_stdin().then_some("the text") }
    }

    /// How many findings a program can settle: safely, and besides. Of those that are `refused` it has been tried.
    pub(super) fn count(findings: &[Finding], refused: &[Place]) -> [usize; 2] {
        let open = || findings.iter().filter(|finding| !refused.contains(&fix::place(finding)));
        let count = |least| open().filter(|finding| fix::of(finding, least).is_some()).count();
        let safe = count(Applicability::Safe);
        [safe, count(Applicability::Unsafe) - safe]
    }

    /// Writes a changed text to its file, or tells what goes to standard output: the difference, or the text that came on standard
    /// input as it is now.
    pub(super) fn settle(self, input: &Input, origin: &Origin, was: &str, now: &str) -> Result<String, Unreadable> {
        if self.shows {
            return Ok(if was == now { String::new() } else { diff(&origin.file, was, now) });
        }
        if input.stdin {
            return Ok(now.to_owned());
        }
        if was == now {
            replace::sweep(replace::folder(&input.path));
        } else {
            // Whoever has a file fixed that is a link means the text that it leads to.
            replace::replace(&input.path, Links::Followed, Some(was), now)
                .map_err(|error| Unreadable::new(&input.path, format!("it cannot be fixed: {error}")))?;
        }
        Ok(String::new())
    }
}

/// What changes in a file, as `git apply` and `patch -p1` read it.
fn diff(file: &str, was: &str, now: &str) -> String {
    let mut options = diffy::DiffOptions::new();
    options.set_original_filename(format!("a/{file}")).set_modified_filename(format!("b/{file}"));
    // As bytes: of a name in quotation marks, `Display` takes each byte for a letter.
    let patch = options.create_patch_bytes(was.as_bytes(), now.as_bytes()).to_bytes();
    let patch = String::from_utf8_lossy(&patch);
    let mut lines = patch.split_inclusive('\n');
    // `patch` reads a name up to its first blank, unless a tab ends it.
    let head = lines.by_ref().take(2).map(|line| match line.strip_suffix('\n') {
        Some(line) if line[4..].contains(' ') && !line.ends_with('"') => format!("{line}\t\n"),
        _ => line.to_owned(),
    });
    head.collect::<String>() + &lines.collect::<String>()
}
