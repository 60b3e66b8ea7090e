//! sayso
pub mod analysis;
pub mod check;
pub mod document;
pub mod finding;
pub mod language;
pub mod output;
pub mod rules;
pub mod text;
