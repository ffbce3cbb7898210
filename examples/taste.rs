//! Measures what people's coasters are like and prints the table `data/taste.csv`:
//!
//! ```text
//! cargo run --release --example taste [-- --designs ../shared/oracle/designs] > data/taste.csv
//! ```
//!
//! Of each ride type those designs count that can be laid by hand and that the game tests on flat land. A type with fewer than
//! seven of them takes those of the types of its class besides, and if the class has fewer, those of all types.

#[path = "../tests/looks/table.rs"]
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use loopwright::catalogue::Catalogue;

#[derive(Parser)]
struct Args {
    /// Folder with people's designs
    #[arg(long, default_value = "../shared/oracle/designs")]
    designs: PathBuf,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let catalogue = Catalogue::load().expect("sound tables");
    let Some(lines) = table::lines(&catalogue, &args.designs) else {
        eprintln!("no designs in {}", args.designs.display());
        return ExitCode::from(3);
    };
    println!("{}", lines.join("\n"));
    ExitCode::SUCCESS
}
