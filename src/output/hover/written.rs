//! A figure as the publication would write it: in its units, and with its way of writing money.

use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::quantity::written::digits;
use crate::analysis::relation::conversion;
use crate::config::{CurrencyStyle, Style, Units};
use crate::language::lexicon::Lexicon;

/// The figure in the units of a system, if it is in others: "48 kilometres".
pub(super) fn converted(figure: &Figure, units: Units) -> Option<String> {
    let from = conversion::measure(figure.unit.as_deref()?)?;
    let lexicon = Lexicon::english();
    let all = || lexicon.units(units.name()).filter(|(_, to)| to.dimension == from.dimension);
    if figure.kind != FigureKind::Measure || all().any(|(_, to)| (to.factor - from.factor).abs() < 1e-9 * to.factor) {
        return None;
    }
    let value = figure.value?;
    let fits = all().find(|(_, to)| conversion::into(value, from, *to).abs() >= 1.0);
    let (unit, to) = fits.or_else(|| all().last())?;
    let into = |value: f64| digits(significant(conversion::into(value, from, to), of(value)));
    let high = figure.high.map(|high| format!(" to {}", into(high))).unwrap_or_default();
    Some(format!("{}{high} {unit}", into(value)))
}

/// How many digits of a number tell anything; at least two.
fn of(value: f64) -> i32 {
    let digits = digits(value);
    let told = digits.trim_start_matches(['0', '.', '−', '-']).chars().filter(char::is_ascii_digit).collect::<String>();
    let told = if digits.contains('.') { told.len() } else { told.trim_end_matches('0').len() };
    i32::try_from(told).unwrap_or(2).clamp(2, 6)
}

/// A number rounded to so many significant digits.
fn significant(value: f64, digits: i32) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    #[allow(clippy::cast_possible_truncation, reason = "a power of ten that a number has is small")]
    let power = value.abs().log10().floor() as i32;
    let scale = 10_f64.powi(digits - 1 - power);
    (value * scale).round() / scale
}

/// An amount of money as the publication writes it.
pub(super) fn money(figure: &Figure, style: CurrencyStyle) -> Option<String> {
    let currency = Lexicon::english().currency(figure.unit.as_deref()?).filter(|_| figure.kind == FigureKind::Money)?;
    let low = short(figure.value?);
    let amount = figure.high.map_or_else(|| low.clone(), |high| format!("{low} to {}", short(high)));
    Some(match style {
        CurrencyStyle::Sign => format!("{}{amount}", currency.sign),
        CurrencyStyle::Word => format!("{amount} {}", currency.word),
        CurrencyStyle::Code => format!("{} {amount}", currency.code.as_deref()?),
    })
}

/// "3.4 billion".
fn short(value: f64) -> String {
    for (size, name) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        if value.abs() >= size {
            return format!("{} {name}", digits((value / size * 1e6).round() / 1e6));
        }
    }
    digits(value)
}

/// What the publication would write for a figure, each in a line: the conversion, and the money.
pub(super) fn styled(figure: &Figure, words: &str, style: Style) -> Vec<String> {
    let units = style.units.and_then(|units| converted(figure, units));
    let money = style.currency.and_then(|currency| money(figure, currency)).filter(|money| money != words);
    let units = units.map(|units| format!("Converted: {units}"));
    units.into_iter().chain(money.map(|money| format!("House style: {money}"))).collect()
}
