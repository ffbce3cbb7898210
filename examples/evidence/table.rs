//! The findings as tables of Markdown.

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::Findings;
use crate::rank_test::p_value;
use crate::strategies::{STRATEGIES, THE_SEARCH};

/// A difference less likely than this by chance is marked.
const SIGNIFICANT: f64 = 0.05;

/// What strategies found on a ride type, lowest first.
type Row = BTreeMap<String, Vec<i32>>;

/// Prints a table for each budget: the median of each strategy on each ride type, and the spread.
pub(crate) fn print(findings: &Findings, budgets: &[u64]) {
    for &budget in budgets {
        let found = findings.with_budget(budget);
        if found.is_empty() {
            continue;
        }
        let names = columns(found.values());
        println!(
            "\n### {budget} designs\n\n| ride type | {} |\n|---|{}",
            names.join(" | "),
            "---|".repeat(names.len())
        );
        for (ride, row) in &found {
            let search = row.get(THE_SEARCH).map_or(&[][..], Vec::as_slice);
            let cell = |name: &String| row.get(name).map_or(String::new(), |best| cell(best, search));
            let cells: Vec<String> = names.iter().map(cell).collect();
            println!("| {ride} | {} |", cells.join(" | "));
        }
        println!();
        for name in names.iter().filter(|name| *name != THE_SEARCH) {
            println!("{}", summary(name, found.values()));
        }
    }
}

/// The strategies that occur, in the order of the yardstick, and then those that it does not know.
fn columns<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<String> {
    let mut left: BTreeSet<String> = rows.flat_map(|row| row.keys().cloned()).collect();
    let known: Vec<String> =
        STRATEGIES.iter().map(|(name, _)| (*name).to_owned()).filter(|name| left.remove(name)).collect();
    known.into_iter().chain(left).collect()
}

/// Median, spread, and a sign where the difference from the search is more than chance.
fn cell(best: &[i32], search: &[i32]) -> String {
    let (lowest, highest) = (best[0], best[best.len() - 1]);
    let sign = match median(best).cmp(&median(search)) {
        _ if p_value(best, search) >= SIGNIFICANT => "",
        std::cmp::Ordering::Less => " −",
        std::cmp::Ordering::Greater => " +",
        std::cmp::Ordering::Equal => "",
    };
    format!("{}{sign} ({}..{}, {})", units(median(best)), units(lowest), units(highest), best.len())
}

/// On how many ride types the median of the search is at least that of a strategy.
fn summary<'a>(name: &str, rows: impl Iterator<Item = &'a Row>) -> String {
    let both: Vec<(i32, i32)> =
        rows.filter_map(|row| Some((median(row.get(THE_SEARCH)?), median(row.get(name)?)))).collect();
    let kept = both.iter().filter(|(search, other)| search >= other).count();
    let mut ahead: Vec<i32> = both.iter().map(|(search, other)| search - other).collect();
    ahead.sort_unstable();
    format!(
        "- {name}: the search is at least as good on {kept} of {}, ahead by {} in the median",
        both.len(),
        units(median(&ahead))
    )
}

fn median(sorted: &[i32]) -> i32 {
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn units(hundredths: i32) -> String {
    format!("{:.2}", f64::from(hundredths) / 100.0)
}
