//! `sayso explain` and `sayso rules`: the manual.

use super::{Exit, complain, print, unwritable};
use crate::config;
use crate::rules::RULES;

/// Prints the manual page of a rule.
pub(super) fn explain(name: &str) -> Exit {
    match config::rule(name) {
        Ok(rule) => {
            let page = format!("# {}\n\nSeverity: {}\n\n{}\n", rule.name, rule.severity.name(), rule.page());
            print(&page).map_or_else(|error| unwritable(&error), |()| Exit::Clean)
        }
        Err(error) => {
            complain(&error.to_string());
            Exit::Usage
        }
    }
}

/// Lists the rules with their severity and what they are about.
pub(super) fn rules() -> Exit {
    let widest = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let line = |rule: &&crate::rules::Rule| {
        format!("{:widest$}  {:11}  {}\n", rule.name, rule.severity.name(), rule.summary())
    };
    let text: String = RULES.iter().map(line).collect();
    print(&text).map_or_else(|error| unwritable(&error), |()| Exit::Clean)
}
