//! What comes out: one file a format.

pub mod export;
pub mod hover;
pub mod json;
pub mod text;
