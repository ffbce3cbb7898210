//! Compares the program with the game's recorded answers and prints the counts:
//!
//! ```text
//! cargo run --release --example compare_with_game [-- PREFIX]
//! ```
//!
//! PREFIX limits the designs and traces to those whose file name starts with it, such as `wooden_rc`.

#[path = "../tests/oracle/compare.rs"]
mod compare;

use std::process::ExitCode;

use loopwright::catalogue::Catalogue;

fn main() -> ExitCode {
    let prefix = std::env::args().nth(1).unwrap_or_default();
    let Some(oracle) = compare::oracle() else {
        eprintln!("the game's recorded answers are not beside the project (../shared/oracle)");
        return ExitCode::from(3);
    };
    let catalogue = Catalogue::load().expect("sound tables");
    let designs = compare::designs(&catalogue, &oracle, &prefix);
    println!("{}", designs.summary("designs"));
    let walks = compare::random_walks(&catalogue, &oracle);
    println!("{}", walks.summary("random walks"));
    let (traces, rows) = compare::traces(&catalogue, &oracle, &prefix);
    println!("{}", traces.summary("traces"));
    println!("rows of traces compared: {rows}");
    let equal = [designs, walks, traces].iter().all(|comparison| comparison.different.is_empty());
    if equal { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
