//! The most excitement that the formula of every ride type allows, and the best of some designs beside it:
//!
//! ```text
//! cargo run --release --example ceilings [-- --max-intensity 1000 --max-nausea 700 FOLDER…]
//! ```
//!
//! Each folder holds track files. Without one, the designs that come with the program count: `tracks` and
//! `tests/golden/designs`. A design counts with the worst of its four directions, if that keeps the limits.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;
use loopwright::catalogue::{Catalogue, Direction, RideType};
use loopwright::evolve::{Limits, Plan};
use loopwright::judge::{Wanted, judge};
use loopwright::quantity::Ratings;
use loopwright::rating::{Around, Ceiling};
use loopwright::report::units::hundredths;
use loopwright::site::Site;
use loopwright::track_file;
use rayon::prelude::*;

#[derive(Parser)]
struct Args {
    /// Folders of track files
    folders: Vec<PathBuf>,
    /// Highest intensity in hundredths
    #[arg(long, default_value_t = Limits::default().max_intensity)]
    max_intensity: i32,
    /// Highest nausea in hundredths
    #[arg(long, default_value_t = Limits::default().max_nausea)]
    max_nausea: i32,
}

fn main() {
    let args = Args::parse();
    let catalogue = Catalogue::load().expect("sound tables");
    let folders = if args.folders.is_empty() {
        ["tracks", "tests/golden/designs"].map(PathBuf::from).to_vec()
    } else {
        args.folders.clone()
    };
    let files: Vec<PathBuf> = folders.iter().flat_map(|folder| files(folder)).collect();
    let rated: Vec<(u8, Ratings)> = files.par_iter().filter_map(|file| rated(&catalogue, file)).collect();
    let mut best: BTreeMap<u8, i32> = BTreeMap::new();
    for (ride, Ratings { excitement, intensity, nausea }) in rated {
        if intensity.0 <= args.max_intensity && nausea.0 <= args.max_nausea {
            let best = best.entry(ride).or_default();
            *best = excitement.0.max(*best);
        }
    }
    println!("| ride type | possible | best | share |\n|---|---|---|---|");
    for ride in catalogue.rides() {
        let most = most(&catalogue, ride, &args);
        let best = best
            .get(&ride.id.0)
            .map_or_else(|| " | ".to_owned(), |&best| format!("{} | {} %", hundredths(best), best * 100 / most.max(1)));
        println!("| {} | {} | {best} |", ride.name, hundredths(most));
    }
}

/// The most excitement with any of the vehicles that a search chooses from.
fn most(catalogue: &Catalogue, ride: &RideType, args: &Args) -> i32 {
    let (_, vehicles) = Plan::new(catalogue, ride).subject(catalogue).expect("every ride type has a vehicle");
    let ceiling = |vehicle| Ceiling { catalogue, ride, vehicle, around: Around::Nothing };
    vehicles
        .into_iter()
        .map(|vehicle| ceiling(vehicle).excitement(args.max_intensity, args.max_nausea))
        .max()
        .unwrap_or(0)
}

/// The track files of a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.filter(|path| path.extension().is_some_and(|end| end == "td6")).collect()
}

/// The ride type of a design, and its ratings in the worst of four directions.
fn rated(catalogue: &Catalogue, file: &Path) -> Option<(u8, Ratings)> {
    let design = track_file::read(&fs::read(file).ok()?).ok()?.design(catalogue).ok()?;
    let wanted = Wanted { directions: Direction::ALL.to_vec(), ..Wanted::default() };
    let judgement = judge(catalogue, &design, Site::default(), &wanted).ok()?;
    judgement.placement.by_hand.as_ref().ok()?;
    Some((design.ride.0, judgement.worst_ratings()?))
}
