//! sayso
pub mod analysis;
pub mod document;
pub mod finding;
pub mod language;
pub mod output;
pub mod text;
