//! Tables of forms, a row each.

use std::fs;

/// Reads each row of a table with what `fault` finds wrong with it, and fails where there is any, or fewer than `least` rows.
pub fn read(path: &str, least: usize, fault: impl Fn(&str) -> Option<String>) {
    let table = fs::read_to_string(path).expect(path);
    let rows: Vec<&str> = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(rows.len() >= least, "{path} has {} rows", rows.len());
    let faults: Vec<String> =
        rows.into_iter().filter_map(|row| fault(row).map(|fault| format!("{row}: {fault}"))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
