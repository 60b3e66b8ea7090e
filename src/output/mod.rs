//! What comes out: one file a format.
pub mod export;
