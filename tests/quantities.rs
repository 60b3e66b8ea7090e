//! What amounts are read as, in digits and in words, and how hovers write them.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{marks, table};
use sayso::analysis::Analysis;
use sayso::analysis::cache::Cache;
use sayso::analysis::figure::FigureKind::{self, Count, Duration, Measure, Money, Percent, Ratio, Score};
use sayso::analysis::figure::Worth;
use sayso::check::Checked;
use sayso::config::{Config, CurrencyStyle, Decimal, Style, Units};
use sayso::document::{Document, Format};
use sayso::output::hover::{self, Markup};
use sayso::text::{LineIndex, TextRange};

/// A text with an amount, the words that stand in its range, value, upper end, kind and unit.
type Amount = (&'static str, &'static str, f64, Option<f64>, FigureKind, &'static str);

const AMOUNTS: [Amount; 45] = [
    ("The fund has 1.2 million members.", "1.2 million", 1_200_000.0, None, Count, "members"),
    ("The tower cost £3.4bn to build.", "£3.4bn", 3.4e9, None, Money, "£"),
    ("Between 12-15% of pupils were absent.", "12-15%", 12.0, Some(15.0), Percent, "percent"),
    ("The firm has 27k users.", "27k", 27_000.0, None, Count, "users"),
    ("A dozen houses burned.", "A dozen", 12.0, None, Count, "houses"),
    ("Nearly half of the voters stayed home.", "half", 0.5, None, Ratio, ""),
    ("One in five children is poor.", "One in five", 0.2, None, Ratio, ""),
    ("Two-thirds of the city was flooded.", "Two-thirds", 2.0 / 3.0, None, Ratio, ""),
    ("Prices saw a five- to tenfold rise.", "five- to tenfold", 5.0, Some(10.0), Ratio, ""),
    ("The ratio of boys to girls is 3:2 there.", "3:2", 1.5, None, Ratio, ""),
    ("The odds are 3 to 1 against them.", "3 to 1", 3.0, Some(1.0), Score, ""),
    ("The vote was 52 to 48.", "52 to 48", 52.0, Some(48.0), Score, ""),
    ("The team won 3-1 there.", "3-1", 3.0, Some(1.0), Score, ""),
    ("The lake fell to −12°C overnight.", "12", -12.0, None, Measure, "°C"),
    ("It took 2½ hours to cross.", "2½", 2.5, None, Duration, "hours"),
    ("He owns 1 1/2 acres there.", "1 1/2", 1.5, None, Measure, "acres"),
    ("Three quarters of a million people fled.", "Three quarters of a million", 750_000.0, None, Count, "people"),
    ("Half a million people fled.", "Half a million", 500_000.0, None, Count, "people"),
    ("One-and-a-half million people fled.", "One-and-a-half million", 1.5e6, None, Count, "people"),
    ("About 2 to 3 million people fled.", "2 to 3 million", 2e6, Some(3e6), Count, "people"),
    ("Six hundred and forty-two people left.", "Six hundred and forty-two", 642.0, None, Count, "people"),
    ("A hundred and fifty people left.", "A hundred and fifty", 150.0, None, Count, "people"),
    ("It is 10 times as large.", "10", 10.0, None, Ratio, "times"),
    ("The plot is 50m by 30m.", "50", 50.0, None, Measure, "metres"),
    ("She won the 10,000m final.", "10,000", 10_000.0, None, Measure, "metres"),
    ("Nobody saw the £50m again.", "£50m", 5e7, None, Money, "£"),
    ("In all USD 5 million was paid.", "5 million", 5e6, None, Money, "USD"),
    ("In all A$5m was paid.", "$5m", 5e6, None, Money, "A$"),
    ("The state paid Rs 500 crore for it.", "500 crore", 5e9, None, Money, "Rs"),
    ("The budget is €1.234.567,89 in all.", "€1.234.567,89", 1_234_567.89, None, Money, "€"),
    ("The index rose 1,2 percent.", "1,2 percent", 1.2, None, Percent, "percent"),
    ("The road is 1,200 km long.", "1,200", 1200.0, None, Measure, "km"),
    ("Winds of 120 mph hit the coast.", "120", 120.0, None, Measure, "mph"),
    ("In all 12 500 homes burned.", "12 500", 12_500.0, None, Count, "homes"),
    ("It reached 1\u{202f}250\u{202f}000 people.", "1\u{202f}250\u{202f}000", 1_250_000.0, None, Count, "people"),
    ("The camp holds 50+ people.", "50+", 50.0, None, Count, "people"),
    ("It has 40-odd workers.", "40", 40.0, None, Count, "workers"),
    ("There were twenty-plus cows.", "twenty-plus", 20.0, None, Count, "cows"),
    ("She spoke to a 9,000-strong crowd.", "9,000", 9_000.0, None, Count, "crowd"),
    ("Prices saw a 10-fold rise.", "10-fold", 10.0, None, Ratio, ""),
    ("The herd grew 2.5 times.", "2.5", 2.5, None, Ratio, "times"),
    ("It lost 3m-4m readers.", "3m-4m", 3e6, Some(4e6), Count, "readers"),
    ("It lost 3 million-4 million readers.", "3 million-4 million", 3e6, Some(4e6), Count, "readers"),
    ("They spoke of 1.5C of warming.", "1.5", 1.5, None, Measure, "°C"),
    ("It rose by 0.25 percentage points.", "0.25 percentage points", 0.25, None, Percent, "percent"),
];

#[test]
fn amounts_are_read() {
    for (text, words, value, high, kind, unit) in AMOUNTS {
        let analysis = Analysis::of(&Document::new(text, Format::Plain));
        let figure = &analysis.figures.first().expect(text).item;
        assert_eq!(figure.range.of_text(text), words, "{text}");
        assert!((figure.value.unwrap() - value).abs() < 1e-9 * value.abs(), "{text}: {:?}", figure.value);
        assert_eq!((figure.high, figure.kind), (high, kind), "{text}");
        assert_eq!(figure.unit.as_deref().unwrap_or_default(), unit, "{text}");
    }
}

/// Each row of `tests/numbers/forms.tsv`: its first lines tell how it is written.
#[test]
fn each_form_of_a_number_has_its_value() {
    table::read("tests/numbers/forms.tsv", 300, fault);
}

/// What is wrong with how a row is read.
fn fault(row: &str) -> Option<String> {
    let columns: Vec<&str> = row.split('\t').collect();
    let (format, marked, value) = (columns[0], columns[1], columns[2]);
    let format = if format == "html" { Format::Html } else { Format::Plain };
    let (text, range) = marks::one(marked);
    let analysis = Analysis::of(&Document::new(text.as_str(), format));
    let Some(range) = range else {
        // What is doubtful is told as a hint.
        let amounts = analysis.figures.iter().map(|figure| &figure.item);
        let claims: Vec<_> = amounts.filter(|figure| matches!(figure.worth, Worth::Checkable)).collect();
        return (value != "-" || !claims.is_empty()).then(|| format!("{claims:?}"));
    };
    // Where a figure ends in an entity or a tag, the whole of that is taken when it is told.
    let marked = |at: TextRange| {
        at.start == range.start && (at.end == range.end || format == Format::Html && at.end < range.end)
    };
    let Some(figure) = analysis.figures.iter().find(|figure| marked(figure.item.range)) else {
        let found: Vec<_> = analysis.figures.iter().map(|figure| figure.item.range.of_text(&text)).collect();
        return Some(format!("no figure, but {found:?}"));
    };
    let differs = |is: Option<f64>, should: Option<f64>| match (is, should) {
        (Some(is), Some(should)) => (is - should).abs() > 1e-5 * should.abs().max(0.1),
        (is, should) => is.is_some() != should.is_some(),
    };
    let wanted = |column: Option<&&str>| column.and_then(|value| value.parse::<f64>().ok());
    let is = (figure.item.value, figure.item.high);
    let should = (wanted(Some(&value)), wanted(columns.get(3)));
    (differs(is.0, should.0) || differs(is.1, should.1)).then(|| format!("{is:?}"))
}

/// What a hover on these words says, in this style.
fn hovered(text: &str, words: &str, style: Style) -> String {
    let config = Config { style, ..Config::default() };
    let checked = Checked::new(Document::new(text, Format::Plain), &config, &mut Cache::default());
    let at = u32::try_from(text.find(words).expect("the words")).unwrap();
    hover::hover(&checked, &LineIndex::new(text), at, Markup::Plain).expect("a hover").1
}

#[test]
fn a_decimal_comma_is_read_where_the_text_or_the_configuration_has_it() {
    let text = "Inflation was 2,4 percent, then 3,1 percent; the debt is 1.234 euros, or 1,234 of a year's.\n";
    let value = |style, words| hovered(text, words, style);
    assert!(value(Style::default(), "1.234").contains("Value: 1,234 euros"), "{}", value(Style::default(), "1.234"));
    let point = Style { decimal: Some(Decimal::Point), ..Style::default() };
    assert!(!value(point, "1.234").contains("Value: 1,234 euros"));
    let comma = Style { decimal: Some(Decimal::Comma), ..Style::default() };
    let english = "The debt is 1.234 euros.\n";
    assert!(hovered(english, "1.234", comma).contains("1,234 euros"));
    assert!(!hovered(english, "1.234", Style::default()).contains("1,234 euros"));
}

#[test]
fn a_hover_writes_figures_as_the_publication_does() {
    let metric = Style { units: Some(Units::Metric), ..Style::default() };
    let imperial = Style { units: Some(Units::Imperial), ..Style::default() };
    for (text, words, style, line) in [
        ("The road is 30 miles long.\n", "30", metric, Some("Converted: 48 kilometres")),
        ("The road is 30 km long.\n", "30", metric, None),
        ("The road is 30 km long.\n", "30", imperial, Some("Converted: 19 miles")),
        ("The farm has 12 to 15 acres.\n", "12", metric, Some("Converted: 4.9 to 6.1 hectares")),
        ("The lake fell to −12°C overnight.\n", "12", imperial, Some("Converted: 10 °F")),
        ("Winds of 120 mph hit the coast.\n", "120", metric, Some("Converted: 190 kilometres per hour")),
    ] {
        let hover = hovered(text, words, style);
        assert_eq!(hover.lines().find(|line| line.starts_with("Converted")), line, "{hover}");
    }
    for (currency, line) in [
        (CurrencyStyle::Sign, "House style: £3.4 billion"),
        (CurrencyStyle::Word, "House style: 3.4 billion pounds"),
        (CurrencyStyle::Code, "House style: GBP 3.4 billion"),
    ] {
        let style = Style { currency: Some(currency), ..Style::default() };
        let hover = hovered("The tower cost £3.4bn to build.\n", "£3.4bn", style);
        assert!(hover.contains(line), "{hover}");
    }
}

#[test]
fn a_hover_tells_what_rounding_and_hedge_allow() {
    for (text, words, line) in [
        ("The tower cost £3.4bn to build.\n", "£3.4bn", Some("As printed: 3,350,000,000 to 3,450,000,000")),
        ("About 40% of them left.\n", "40%", Some("As printed: 35.5 to 44.5")),
        ("More than 40% of them left.\n", "40%", Some("As printed: 39.5 or more")),
        ("The crash killed 12 people.\n", "12", None),
    ] {
        let hover = hovered(text, words, Style::default());
        assert_eq!(hover.lines().find(|line| line.starts_with("As printed")), line, "{hover}");
    }
}

#[test]
fn a_hover_names_the_other_figures_of_the_same() {
    let text =
        "The depot has 1,240 buses, the city said.\n\nThe depot had 1,310 buses in 2019, it said. Two buses burned.\n";
    let hover = hovered(text, "1,240", Style::default());
    assert!(hover.contains("Other figures of buses: 1,310 (line 3)\n"), "{hover}");
}
