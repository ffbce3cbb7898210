//! The yardstick of the search: what it and simpler strategies find with as many designs.
//!
//! ```text
//! cargo run --release --example evidence -- [--seeds 9 --evaluations 60000]   # adds what is missing, then prints
//! cargo run --release --example evidence -- --seeds 0                         # prints what there is
//! ```
//!
//! All strategies have the same first designs, operators and closer, and judge a design by the same call. What a run has
//! found after each budget is added to a file of lines, so that the table can grow on another day; a run whose lines are
//! there is left out. The lines of another version of the program belong into another file.

mod findings;
mod rank_test;
mod strategies;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use loopwright::catalogue::Catalogue;
use loopwright::evolve::{OPERATORS, Operator, Plan, Problem};
use rayon::prelude::*;

use findings::{Findings, Run};
use strategies::{SEARCH, STRATEGIES, Strategy};

#[derive(Parser)]
struct Args {
    /// Ride types
    #[arg(long, value_delimiter = ',', default_values_t = RIDES.map(str::to_owned))]
    ride: Vec<String>,
    /// Strategies; `without-reroute` is the search without an operator, `operators` all of these
    #[arg(long, value_delimiter = ',', default_values_t = STRATEGIES.map(|(name, _)| name.to_owned()))]
    strategy: Vec<String>,
    /// Runs of each strategy, with seeds from 1 on
    #[arg(long, default_value_t = 9)]
    seeds: u64,
    /// Designs judged per run
    #[arg(long, default_value_t = 60_000)]
    evaluations: u64,
    /// The lines
    #[arg(long, default_value = "docs/evidence.csv")]
    file: PathBuf,
}

/// Ride types of different kinds.
const RIDES: [&str; 8] = [
    "wooden_rc",
    "twister_rc",
    "mine_train_rc",
    "inverted_rc",
    "steel_wild_mouse",
    "giga_rc",
    "inverted_impulse_rc",
    "lim_launched_rc",
];
/// After how many designs a run tells what it has found.
const BUDGETS: [u64; 4] = [3_000, 6_000, 20_000, 60_000];
/// Begins the name of the search without an operator.
const WITHOUT: &str = "without-";

fn main() -> ExitCode {
    let args = Args::parse();
    match measure(&args) {
        Ok(findings) => {
            table::print(&findings, &BUDGETS);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Makes the runs that are missing.
fn measure(args: &Args) -> Result<Findings, Box<dyn std::error::Error + Send + Sync>> {
    let catalogue = Catalogue::load()?;
    let findings = Findings::open(&args.file)?;
    let mut budgets = BUDGETS.to_vec();
    budgets.retain(|&budget| budget <= args.evaluations);
    let strategies: Vec<String> = args.strategy.iter().flat_map(|name| named(name)).collect();
    // One seed of everything before the next, so that a table of few seeds is whole.
    let runs = (1..=args.seeds).flat_map(|seed| {
        let of = |ride: &String| {
            let ride = ride.clone();
            strategies.iter().map(move |strategy| Run { ride: ride.clone(), strategy: strategy.clone(), seed })
        };
        args.ride.iter().flat_map(of).collect::<Vec<Run>>()
    });
    let missing: Vec<Run> = runs.filter(|run| !findings.hold(run, &budgets)).collect();
    missing.into_par_iter().with_max_len(1).try_for_each(
        |run| -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
            let found = found(&catalogue, &run, &budgets)?;
            findings.add(&run, &budgets, &found)?;
            Ok(())
        },
    )?;
    Ok(findings)
}

/// The names that a name stands for.
fn named(name: &str) -> Vec<String> {
    if name == "operators" {
        OPERATORS.iter().map(|&(operator, _)| format!("{WITHOUT}{}", word(operator))).collect()
    } else {
        vec![name.to_owned()]
    }
}

/// What a run finds with each of some budgets.
fn found(catalogue: &Catalogue, run: &Run, budgets: &[u64]) -> Result<Vec<i32>, String> {
    let ride = catalogue.ride_named(&run.ride).ok_or_else(|| format!("{} is no ride type", run.ride))?;
    let mut problem = Plan::new(catalogue, ride).problem(catalogue).ok_or("a ride type without a vehicle")?;
    let strategy = strategy(&mut problem, &run.strategy).ok_or_else(|| format!("{} is no strategy", run.strategy))?;
    Ok(strategy(&problem, run.seed, budgets))
}

/// The strategy of a name; where it does without an operator, the problem loses it.
fn strategy(problem: &mut Problem, name: &str) -> Option<Strategy> {
    let Some(left_out) = name.strip_prefix(WITHOUT) else {
        return STRATEGIES.iter().find(|(known, _)| *known == name).map(|(_, strategy)| *strategy);
    };
    let before = problem.operators.len();
    problem.operators.retain(|&(operator, _)| word(operator) != left_out);
    (problem.operators.len() < before).then_some(SEARCH)
}

fn word(operator: Operator) -> String {
    format!("{operator:?}").to_lowercase()
}
