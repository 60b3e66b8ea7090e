//! What comes out: one file a format.
//!
//! Findings leave as [`item::Item`]s, which know nothing of the text they were found in, and a [`run::Run`] is all of them.

pub mod checkstyle;
pub mod concise;
pub mod export;
pub mod github;
pub mod gitlab;
pub mod hover;
pub mod item;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod run;
pub mod sarif;
pub mod shown;
pub mod text;
mod xml;
