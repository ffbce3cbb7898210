//! What searches in real surroundings are worth, measured on the recorded parks in `../shared/oracle/surroundings`:
//!
//! ```text
//! cargo run --release --example in_parks -- areas   --out areas.jsonl   [--evaluations 3000 --seeds 3]
//! cargo run --release --example in_parks -- winners --out winners.jsonl [--evaluations 500]
//! cargo run --release --example in_parks -- rooms   --out rooms.jsonl   [--evaluations 1000]
//! cargo run --release --example in_parks -- shipped --out shipped.jsonl [--evaluations 3000]
//! ```
//!
//! - `areas`: the best coaster bred in place against the best winners of flat land, put wherever in the area they fit.
//! - `winners`: whether winners are the same when their files are read and rated in place; the same at one and two
//!   threads, and after a break.
//! - `rooms`: whether a search finds a coaster in small rooms where a witness that knows nothing of it finds one.
//! - `shipped`: coasters bred on the ground of a shipped design against that design with its scenery.
//!
//! Each row is added to the file of `--out` when it is known. Called again, a part goes on where it stopped and prints its
//! table at the end.

mod areas;
mod ovals;
mod recorded;
#[path = "../../tests/lot/reread.rs"]
mod reread;
mod rooms;
mod rows;
mod shipped;
mod winners;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use loopwright::catalogue::Catalogue;

use recorded::Recorded;
use rows::Rows;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    part: Part,
    /// The recordings
    #[arg(long, global = true, default_value = "../shared/oracle/surroundings")]
    recorded: PathBuf,
}

#[derive(Subcommand)]
enum Part {
    /// In place against flat land, area by area
    Areas(Measure),
    /// Winners read and rated again; threads; breaks
    Winners(Measure),
    /// Small rooms where something can stand
    Rooms(Measure),
    /// Against shipped designs on their own ground
    Shipped(Measure),
}

/// How a part measures, and where its rows go.
#[derive(Args)]
struct Measure {
    /// File of rows; what it holds already is not measured again
    #[arg(long)]
    out: PathBuf,
    /// Designs judged per search; each part has a number of its own
    #[arg(long)]
    evaluations: Option<u64>,
    /// Searches for each row, with seeds from 1 on
    #[arg(long, default_value_t = 1)]
    seeds: u64,
    /// Rows whose names hold this text only
    #[arg(long, default_value = "")]
    only: String,
}

/// What the parts work with.
struct Bench {
    catalogue: Catalogue,
    recorded: Recorded,
    rows: Rows,
    evaluations: u64,
    seeds: u64,
    only: String,
}

impl Bench {
    fn new(recorded: PathBuf, measure: Measure, usual: u64) -> Self {
        let Measure { out, evaluations, seeds, only } = measure;
        let evaluations = evaluations.unwrap_or(usual);
        let catalogue = Catalogue::load().expect("sound tables");
        Self { catalogue, recorded: Recorded::new(recorded), rows: Rows::open(out), evaluations, seeds, only }
    }

    fn wants(&self, name: &str) -> bool {
        name.contains(&self.only)
    }
}

fn main() -> ExitCode {
    let Arguments { part, recorded } = Arguments::parse();
    if !recorded.is_dir() {
        eprintln!("no recordings in {}", recorded.display());
        return ExitCode::from(3);
    }
    let holds = match part {
        Part::Areas(measure) => areas::measure(&mut Bench::new(recorded, measure, areas::DESIGNS)),
        Part::Winners(measure) => winners::measure(&mut Bench::new(recorded, measure, winners::DESIGNS)),
        Part::Rooms(measure) => rooms::measure(&mut Bench::new(recorded, measure, rooms::DESIGNS)),
        Part::Shipped(measure) => shipped::measure(&mut Bench::new(recorded, measure, shipped::DESIGNS)),
    };
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Hundredths as people read them.
fn units(hundredths: i32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
