//! What a panic says that is caught: by the command line at a file, by the server at a request.

use std::any::Any;

/// The words of a panic.
pub(crate) fn message(panic: &(dyn Any + Send)) -> &str {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}
