//! Compares the program with the game's recorded answers and prints the counts and every difference:
//!
//! ```text
//! cargo run --release --example compare_with_game [-- PREFIX]
//! ```
//!
//! The designs under `tests/golden` come with every clone; the other recordings are compared where they lie beside the
//! project, in `../shared/oracle`. PREFIX limits the designs and traces to those whose file name starts with it, such as
//! `wooden_rc`.
//!
//! Exit codes: 0 when everything compared is equal, 1 when something differs, 3 when there is nothing to compare.

#[path = "../tests/oracle/compare.rs"]
mod compare;

use std::path::Path;
use std::process::ExitCode;

use compare::Comparison;
use loopwright::catalogue::Catalogue;

fn main() -> ExitCode {
    let prefix = std::env::args().nth(1).unwrap_or_default();
    let catalogue = compare::catalogue(compare::RECORDED);
    let golden = compare::designs(&catalogue, &compare::golden(), "designs", &prefix);
    println!("{}", golden.summary("golden designs"));
    let mut comparisons = vec![golden];
    match compare::oracle() {
        Some(oracle) => comparisons.extend(recordings(&catalogue, &oracle, &prefix)),
        None => println!("the other recordings (../shared/oracle) are not beside the project: not compared"),
    }
    let compared: usize = comparisons.iter().map(|comparison| comparison.equal + comparison.different.len()).sum();
    if compared == 0 {
        eprintln!("there is nothing to compare");
        return ExitCode::from(3);
    }
    let equal = comparisons.iter().all(|comparison| comparison.different.is_empty());
    if equal { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The recordings that do not come with the program.
fn recordings(catalogue: &Catalogue, oracle: &Path, prefix: &str) -> Vec<Comparison> {
    let mut comparisons = Vec::new();
    for recordings in &compare::RECORDINGS {
        for (name, comparison) in recordings.compare(catalogue, oracle, prefix) {
            println!("{}", comparison.summary(&name));
            comparisons.push(comparison);
        }
    }
    for (name, comparison) in compare::in_place::in_place(catalogue, oracle, prefix) {
        println!("{}", comparison.summary(&name));
        comparisons.push(comparison);
    }
    for (name, comparison) in compare::surroundings::built(catalogue, oracle, prefix) {
        println!("{}", comparison.summary(&name));
        comparisons.push(comparison);
    }
    for (name, comparison) in compare::real_park::real_park(oracle, prefix) {
        println!("{}", comparison.summary(&name));
        comparisons.push(comparison);
    }
    for rules in compare::RULE_SETS {
        for (name, comparison) in compare::under_rules(oracle, rules, prefix) {
            println!("{}", comparison.summary(&name));
            comparisons.push(comparison);
        }
    }
    comparisons
}
