//! `sayso` asks of every figure, quotation and claim in a draft: *on whose say-so?*
pub mod analysis;
pub mod check;
pub mod cli;
pub mod config;
pub mod document;
pub mod finding;
pub mod language;
pub mod output;
pub mod rules;
pub mod server;
pub mod text;
