//! How the publication writes figures.

use schemars::JsonSchema;
use serde::Deserialize;

/// A system of units.
#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum Units {
    /// Metres, kilograms.
    Metric,
    /// Miles, pounds.
    Imperial,
}

impl Units {
    /// Its name in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Metric => "metric",
            Self::Imperial => "imperial",
        }
    }
}

/// How money is written.
#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum CurrencyStyle {
    /// "$3.4 billion".
    Sign,
    /// "3.4 billion dollars".
    Word,
    /// "USD 3.4 billion".
    Code,
}

/// The mark between whole numbers and decimals.
#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum Decimal {
    /// "1,234.5".
    Point,
    /// "1.234,5".
    Comma,
}

/// How figures are written: hovers give them so, and the marks of numbers are read so.
#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Style {
    /// The mark before decimals; without it, each text shows which it has.
    pub decimal: Option<Decimal>,
    /// The units that hovers convert into: metric or imperial.
    pub units: Option<Units>,
    /// How hovers write money: sign, word or code.
    pub currency: Option<CurrencyStyle>,
}
