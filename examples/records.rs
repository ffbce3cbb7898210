//! How soon a search beats the best that people built, ride type by ride type:
//!
//! ```text
//! cargo run --release --example records [-- --ride wooden_rc,giga_rc --seeds 3 --evaluations 45000 --full]
//! ```
//!
//! Records are read from `../shared/oracle/records.json`, or the file that `--records` names. A search ends as soon as
//! it is above the record, or, with `--full`, when its evaluations are spent.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use loopwright::catalogue::Catalogue;
use loopwright::evolve::{Breeding, Evolution, Plan};
use serde::Deserialize;

#[derive(Parser)]
struct Args {
    /// Ride types; all that have a record where none is named
    #[arg(long, value_delimiter = ',')]
    ride: Vec<String>,
    /// Searches per ride type, with seeds from 1 on
    #[arg(long, default_value_t = 3)]
    seeds: u64,
    /// Designs judged per search: what two quiet cores do in a minute
    #[arg(long, default_value_t = 45_000)]
    evaluations: u64,
    /// Spend all evaluations, also above the record
    #[arg(long)]
    full: bool,
    /// The records
    #[arg(long, default_value = "../shared/oracle/records.json")]
    records: PathBuf,
}

/// The best design of a ride type that people built, in hundredths.
#[derive(Deserialize)]
struct Record {
    excitement: i32,
    intensity: i32,
    nausea: i32,
}

/// How a search went.
struct Attempt {
    best: i32,
    evaluations: u64,
    seconds: f64,
}

/// Limits of the comparison, or those of the record itself where it goes beyond.
const MAX_INTENSITY: i32 = 1000;
const MAX_NAUSEA: i32 = 800;

fn main() -> ExitCode {
    let args = Args::parse();
    let text = std::fs::read_to_string(&args.records).unwrap_or_default();
    let Ok(records) = serde_json::from_str::<BTreeMap<String, Record>>(&text) else {
        eprintln!("no records in {}", args.records.display());
        return ExitCode::from(3);
    };
    let catalogue = Catalogue::load().expect("sound tables");
    let asked = |name: &&String| args.ride.is_empty() || args.ride.contains(name);
    println!(
        "{:<26} {:>6}  {:>6}  best, thousands of evaluations and seconds of each seed",
        "type", "record", "median"
    );
    let (mut beaten, mut all) = (0, 0);
    for (name, record) in records.iter().filter(|(name, _)| asked(name)) {
        let mut attempts: Vec<Attempt> =
            (1..=args.seeds).map(|seed| attempt(&catalogue, name, record, seed, &args)).collect();
        let each: Vec<String> = attempts.iter().map(Attempt::shown).collect();
        attempts.sort_by_key(|attempt| attempt.best);
        let median = attempts.get(attempts.len() / 2).map_or(0, |attempt| attempt.best);
        all += 1;
        beaten += usize::from(median > record.excitement);
        let mark = if median > record.excitement { ' ' } else { '!' };
        let figures = format!("{:>6} {mark} {:>6}", units(record.excitement), units(median));
        println!("{name:<26} {figures}  {}", each.join("  "));
    }
    println!("{beaten} of {all} beaten");
    if beaten == all { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[expect(clippy::disallowed_methods, reason = "measurements look at the clock")]
fn attempt(catalogue: &Catalogue, name: &str, record: &Record, seed: u64, args: &Args) -> Attempt {
    let ride = catalogue.ride_named(name).expect("records are of known ride types");
    let mut plan = Plan::new(catalogue, ride);
    plan.limits.max_intensity = record.intensity.max(MAX_INTENSITY);
    plan.limits.max_nausea = record.nausea.max(MAX_NAUSEA);
    let problem = plan.problem(catalogue).expect("every ride type has a vehicle");
    let mut evolution = Evolution::new(Breeding { seed, ..Breeding::default() });
    let begun = Instant::now();
    loop {
        evolution.advance(&problem);
        let feasible = evolution.everyone().filter(|one| one.fitness.is_feasible());
        let best = feasible.filter_map(|one| one.fitness.traits).map(|traits| traits.excitement).max().unwrap_or(0);
        let done = best > record.excitement && !args.full;
        if done || evolution.evaluations >= args.evaluations {
            return Attempt { best, evaluations: evolution.evaluations, seconds: begun.elapsed().as_secs_f64() };
        }
    }
}

impl Attempt {
    fn shown(&self) -> String {
        format!("{:>5} {:>3}k {:>3.0}s", units(self.best), self.evaluations / 1000, self.seconds)
    }
}

fn units(hundredths: i32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
