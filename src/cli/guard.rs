//! A failure of the program at one file is a fault of that file alone: it is told, and the others are checked.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::Path;

use super::walk::Unreadable;
use crate::failure;

thread_local! {
    /// Whether this thread works on a file.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// What the last panic of such work was.
    static FAILED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps panics in guarded work silent; others are told as ever.
pub(super) fn install() {
    let others = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if GUARDED.get() {
            FAILED.set(words(panic));
        } else {
            others(panic);
        }
    }));
}

/// Does `work` on the file at `path`.
///
/// # Errors
///
/// Those of `work`, and that it panicked.
pub(super) fn file<T>(path: &Path, work: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    let outer = GUARDED.replace(true);
    // What is shared between files is the store of results, which a panic leaves as it is.
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    done.unwrap_or_else(|_| {
        let failed = FAILED.take();
        Err(Unreadable::new(
            path,
            format!(
                "sayso failed at this file, and nothing in it is checked; please report it with the file: {failed}"
            ),
        ))
    })
}

/// Where and why: "src/text.rs:12: index out of bounds".
fn words(panic: &PanicHookInfo<'_>) -> String {
    let message = failure::message(panic.payload());
    let place = panic.location().map(|place| format!("{}:{}: ", place.file(), place.line()));
    format!("{}{message}", place.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_with_its_file_and_its_reason() {
        install();
        let failed = file(Path::new("a.txt"), || -> Result<(), _> { panic!("three marks in a row") });
        let fault = failed.expect_err("the work panics");
        assert_eq!(fault.path, Path::new("a.txt"));
        assert!(fault.message.contains("guard.rs:"), "{}", fault.message);
        assert!(fault.message.ends_with("three marks in a row"), "{}", fault.message);
        // The next file of the same thread is worked on as ever.
        assert_eq!(file(Path::new("b.txt"), || Ok(1)).ok(), Some(1));
    }
}
