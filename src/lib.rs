//! `sayso` asks of every figure, quotation and claim in a draft: *on whose say-so?*
//!
//! Data goes one way, and a module uses only those before it in this list:
//!
//! - [`text`]: byte ranges of a text, its lines and columns, a buffer that is edited
//! - [`finding`]: what a rule reports
//! - [`document`]: a file as blocks of prose, with its markup masked, and the references it makes
//! - [`language`]: tokens, sentences, parts of speech, noun phrases, and the lexicon that knows the words
//! - [`analysis`]: figures, quotations, mentions and attributions of each block; what joins the blocks; and the claims
//! - [`rules`]: what is flagged, one module a rule
//! - [`config`]: what the user has chosen
//! - [`check`]: the rules over an analysed document
//! - [`fix`]: the changes that settle findings, made
//! - [`output`]: findings, analysis and hovers as text
//! - [`server`] and [`cli`]: the language server and the command line
//!
//! What always holds:
//!
//! 1. Offsets are bytes of the file as it is on disk. A block's prose is as long as the block; what is not prose in it is masked.
//! 2. The analysis is a pure function of text, format and configuration. It does not fail: of broken markup it tells less.
//! 3. The facts of a block depend on that block alone and are kept under a hash of it. Edits through the [cache](analysis::cache)
//!    give what a fresh analysis gives.
//! 4. Requests of an editor work on snapshots that do not change. A panic in one is an error to that one.
//! 5. Time grows linearly with the length of the text.
//! 6. Each finding and each hover can name the words that led to it.
//! 7. Quoted words are their speaker's: no rule about wording fires inside a quotation.
//!
//! ```
//! use sayso::{analysis::cache::Cache, check::Checked, config::Config, document::{Document, Format}};
//!
//! let text = "Sales rose 300% in May.";
//! let checked = Checked::new(Document::new(text, Format::Plain), &Config::default(), &mut Cache::default());
//! assert_eq!(checked.findings[0].range.of_text(text), "300%");
//! ```

pub mod analysis;
pub mod check;
pub mod cli;
pub mod config;
pub mod document;
mod failure;
pub mod finding;
pub mod fix;
pub mod language;
pub mod output;
pub mod rules;
pub mod server;
pub mod text;
