//! Laws of the rules that calculate: what is right at any rounding is never reported, and what is wrong beyond rounding always is.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sayso::analysis::cache::Cache;
use sayso::check::Checked;
use sayso::config::Config;
use sayso::document::{Document, Format};
use sayso::output::hover::{self, Markup};
use sayso::text::LineIndex;

/// The words that a rule reports in a text.
fn reported(rule: &str, text: &str) -> Vec<String> {
    let checked = Checked::new(Document::new(text, Format::Plain), &Config::default(), &mut Cache::default());
    let findings = checked.findings.iter().filter(|finding| finding.rule == rule);
    findings.map(|finding| finding.range.of_text(text).to_owned()).collect()
}

/// A change in words, from one figure to another by a third.
fn change(from: u32, to: u32, by: &str) -> String {
    let (verb, noun) = if to > from { ("rose", "increase") } else { ("fell", "decrease") };
    format!("Arrests {verb} from {from} to {to}, a {by}% {noun}, the police said.\n")
}

/// Numbers that nobody takes for rounded ones, and for no year.
fn number() -> impl Strategy<Value = u32> {
    (20..1500u32).prop_filter("not rounded", |number| number % 10 != 0)
}

/// What a hover on these words says.
fn hovered(text: &str, words: &str) -> String {
    let checked = Checked::new(Document::new(text, Format::Plain), &Config::default(), &mut Cache::default());
    let at = u32::try_from(text.find(words).expect("the words")).unwrap();
    let (_, hover) = hover::hover(&checked, &LineIndex::new(text), at, Markup::Plain).expect("a hover");
    hover
}

#[test]
fn a_hover_shows_what_comes_of_the_figures_beside() {
    for (text, words, calculation) in [
        ("Arrests rose from 50 to 75, a 50% increase, the police said.\n", "75", "50 → 75 is +50%"),
        (
            "The rate rose from 4% to 6%, a 50% increase, the office said.\n",
            "6%",
            "4% → 6% is 2 percentage points, or +50%",
        ),
        ("In the trial 14 of 20 patients (70%) got better, the clinic said.\n", "14", "14 of 20 is 70%"),
        ("The crash killed 12 people: seven men and five women, the police said.\n", "12", "7 + 5 = 12"),
        ("The road is 30 miles (48 km) long, the ministry said.\n", "48", "30 miles is 48 km"),
        (
            "It spent $10 million on 500 pupils, or $20,000 per head, it said.\n",
            "$20,000",
            "$10 million for 500 is 20,000 each",
        ),
        ("The fee doubled from $50 to $100, the company said.\n", "$100", "$50 → $100 is 2.00 times as much"),
    ] {
        let hover = hovered(text, words);
        assert!(hover.contains(&format!("Calculated: {calculation}")), "{hover}");
    }
}

proptest! {
    #[test]
    fn a_percentage_that_is_right_is_never_reported(from in number(), to in number(), places in 0..3usize) {
        prop_assume!(from != to);
        let exact = (f64::from(to) / f64::from(from) - 1.0).abs() * 100.0;
        let text = change(from, to, &format!("{exact:.places$}"));
        prop_assert_eq!(reported("wrong-percentage", &text), Vec::<String>::new(), "{}", text);
        let tens = format!("{}", (exact / 10.0).round() * 10.0);
        let text = change(from, to, &tens);
        prop_assert_eq!(reported("wrong-percentage", &text), Vec::<String>::new(), "{}", text);
    }

    #[test]
    fn a_percentage_that_is_wrong_always_is(from in number(), to in number(), off in 1.0..80.0f64, more: bool) {
        prop_assume!(from != to);
        let (a, b) = (f64::from(from), f64::from(to));
        // All that rounding the three figures can make of it.
        let ends = [(b - 0.5) / (a + 0.5), (b + 0.5) / (a - 0.5)].map(|ratio| (ratio - 1.0) * 100.0);
        let ends = if to > from { ends } else { [-ends[1], -ends[0]] };
        let said = if more { ends[1] + 0.5 + off } else { ends[0] - 0.5 - off };
        prop_assume!(said >= 0.6);
        let said = if more { said.ceil() } else { said.floor() };
        // Tens are taken for rounded to tens.
        prop_assume!(said % 10.0 != 0.0 && said > 0.0);
        let text = change(from, to, &format!("{said}"));
        prop_assert_eq!(reported("wrong-percentage", &text), vec![format!("{said}%")], "{}", text);
    }

    #[test]
    fn a_sum_is_reported_if_it_is_wrong_and_only_then(men in 2..400u32, women in 2..400u32, off in -30..30i32) {
        let total = i64::from(men + women) + i64::from(off);
        prop_assume!(total > 1);
        let text = format!("The crash killed {total} people: {men} men and {women} women, the police said.\n");
        let wanted = if off == 0 { Vec::new() } else { vec![total.to_string()] };
        prop_assert_eq!(reported("wrong-sum", &text), wanted, "{}", text);
    }

    #[test]
    fn a_share_is_reported_if_it_is_wrong_and_only_then(part in 1..300u32, rest in 1..300u32, off in 2..40u32) {
        let whole = part + rest;
        let exact = f64::from(part) / f64::from(whole) * 100.0;
        let text = |percent: f64| format!("In the trial {part} of {whole} patients ({percent}%) got better, the clinic said.\n");
        let right = text(exact.round());
        prop_assert_eq!(reported("wrong-percentage", &right), Vec::<String>::new(), "{}", right);
        let percent = exact.round() + f64::from(off);
        prop_assume!(percent % 10.0 != 0.0);
        let wrong = text(percent);
        prop_assert_eq!(reported("wrong-percentage", &wrong), vec![format!("{percent}%")], "{}", wrong);
    }

    #[test]
    fn a_conversion_is_reported_if_it_is_wrong_and_only_then(miles in 2..900u32, off in 1.2..4.0f64) {
        let exact = f64::from(miles) * 1.609_344;
        let text = |km: f64| format!("The road is {miles} miles ({km} km) long, the ministry said.\n");
        for right in [exact.round(), (exact * 10.0).round() / 10.0] {
            let text = text(right);
            prop_assert_eq!(reported("wrong-conversion", &text), Vec::<String>::new(), "{}", text);
        }
        // Tens are taken for rounded to tens.
        let wrong = [(exact * off + 8.0).round(), (exact / off / 2.0).round()];
        for wrong in wrong.into_iter().filter(|wrong| wrong % 10.0 != 0.0) {
            let text = text(wrong);
            prop_assert_eq!(reported("wrong-conversion", &text), vec![format!("{wrong}")], "{}", text);
        }
    }

    #[test]
    fn a_proportion_is_reported_if_nothing_can_be_it(of in 5..90u32, tenths in 1..999u32) {
        let percent = f64::from(tenths) / 10.0;
        prop_assume!(tenths % 10 != 0);
        let possible = (0..=of).any(|some| (f64::from(some) / f64::from(of) * 100.0 - percent).abs() <= 0.05 + 1e-9);
        let text = format!("In the trial {percent:.1}% of {of} patients got better, the clinic said.\n");
        let wanted = if possible { Vec::new() } else { vec![format!("{percent:.1}%")] };
        prop_assert_eq!(reported("impossible-proportion", &text), wanted, "{}", text);
    }
}
