//! Measures how fast parks are read and designs judged in them, on one core, and prints what `docs/performance.md` quotes:
//!
//! ```text
//! cargo run --release --example park_speed [-- ROUNDS [PART...]]
//! ```
//!
//! Parts are `read`, `rides`, `flat` and `spots`: `flat` judges on flat land the designs that `spots` judges where they were
//! recorded in a real park, if the recordings lie beside the project. Every figure is the best of that many rounds. Under
//! `valgrind --tool=callgrind`, two rounds of one part less one round of it are the instructions of the work.

#![allow(clippy::disallowed_methods, reason = "measurements look at the clock")]

#[allow(dead_code, unreachable_pub, reason = "tests and fuzz targets use more of it")]
#[path = "../fuzz/src/own_park.rs"]
mod own_park;

use std::path::{Path, PathBuf};
use std::time::Instant;

use loopwright::catalogue::{Catalogue, Direction};
use loopwright::design::Design;
use loopwright::judge::{Wanted, judge, judge_park};
use loopwright::layout::Placing;
use loopwright::park_file;
use loopwright::quantity::{Height, Tile};
use loopwright::site::{Park, Site};
use loopwright::test_run::Outcome;
use loopwright::track_file;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::Value;

/// Cells of eight tiles along the side of the generated park, each with a coaster.
const CELLS: u32 = 32;

/// Milliseconds that the fastest of several rounds takes.
fn best(rounds: u32, mut work: impl FnMut()) -> f64 {
    let round = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64() * 1e3
    };
    (0..rounds.max(1)).map(round).fold(f64::MAX, f64::min)
}

/// A park of 256 x 256 tiles with 1,024 coasters, packed as the game packs parks.
fn generated() -> Vec<u8> {
    own_park::large_park(CELLS, (61, 57), 2, |block| compress_to_vec(block, CompressionLevel::Fastest))
}

fn recordings() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/oracle/surroundings")
}

/// The generated park and the recorded ones, by name.
fn parks() -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(recordings().join("parks")).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| !path.ends_with("json.gz")).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "park" || end == "sv6"));
    paths.sort();
    let named = |path: &PathBuf| Some((path.file_name()?.to_str()?.to_owned(), std::fs::read(path).ok()?));
    std::iter::once(("generated.park".to_owned(), generated())).chain(paths.iter().filter_map(named)).collect()
}

fn read_park(bytes: &[u8], name: &str, catalogue: &Catalogue) -> Park {
    park_file::read(bytes, name).expect("a park").park(catalogue)
}

fn read(catalogue: &Catalogue, rounds: u32) {
    for (name, bytes) in parks() {
        let park = read_park(&bytes, &name, catalogue);
        let (width, height) = park.tiles.size();
        let milliseconds =
            best(rounds, || assert_eq!(read_park(&bytes, &name, catalogue).tiles.size(), (width, height)));
        println!("{name}, {width} x {height} tiles, {} rides: read in {milliseconds:.1} ms", park.rides.len());
    }
}

/// Rates every coaster of the real park in place, on one thread.
fn rides(catalogue: &Catalogue, rounds: u32) {
    let Ok(bytes) = std::fs::read(recordings().join("parks/bpb.sv6")) else { return };
    let file = park_file::read(&bytes, "bpb.sv6").expect("a park");
    let park = file.park(catalogue);
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let coasters = judge_park(&park, &file, catalogue).iter().flatten().count();
    let milliseconds = best(rounds, || alone.install(|| drop(judge_park(&park, &file, catalogue))));
    println!("{coasters} coasters of bpb rated where they stand, each tested afresh: {milliseconds:.1} ms");
}

/// A design, and how it was placed in the real park.
struct Recorded {
    design: Design,
    tile: Tile,
    placing: Placing,
}

/// The designs that were tested both on flat land and in the real park.
fn recorded(catalogue: &Catalogue) -> Vec<Recorded> {
    let text = std::fs::read_to_string(recordings().join("placed/bpb.jsonl")).unwrap_or_default();
    let lines = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let recorded = lines.filter(|line| line["outcome"] == "tested").filter_map(|line| {
        let number = |key: &str| Some(line[key].as_i64()? as i32);
        let bytes = std::fs::read(recordings().join("designs").join(line["file"].as_str()?)).ok()?;
        Some(Recorded {
            design: track_file::read(&bytes).ok()?.design(catalogue).ok()?,
            tile: Tile::new(number("x")?, number("y")?),
            placing: Placing {
                direction: Direction::new(number("direction")? as u8),
                with_scenery: line["with_scenery"] != false,
                z: number("forced_z").map(Height),
            },
        })
    });
    recorded.filter(|it| is_tested(catalogue, it, Site::default())).collect()
}

fn is_tested(catalogue: &Catalogue, Recorded { design, placing, .. }: &Recorded, site: Site) -> bool {
    let wanted = Wanted { placing: *placing, directions: vec![placing.direction], ..Wanted::default() };
    let judgement = judge(catalogue, design, site, &wanted).expect("a coaster");
    judgement.trials.first().is_some_and(|trial| trial.tested.outcome == Outcome::Tested)
}

/// Judges designs on flat land, or where they were recorded in a park.
fn judge_all(catalogue: &Catalogue, designs: &[Recorded], park: Option<&Park>) {
    for design in designs {
        let site = park.map_or_else(Site::default, |park| Site::in_park(park, design.tile));
        assert!(is_tested(catalogue, design, site));
    }
}

fn flat(catalogue: &Catalogue, rounds: u32) {
    let designs = recorded(catalogue);
    let milliseconds = best(rounds, || judge_all(catalogue, &designs, None));
    println!("{} designs judged on flat land: {milliseconds:.2} ms", designs.len());
}

fn spots(catalogue: &Catalogue, rounds: u32) {
    let designs = recorded(catalogue);
    let Ok(bytes) = std::fs::read(recordings().join("parks/bpb.sv6")) else { return };
    let mut park = read_park(&bytes, "bpb.sv6", catalogue);
    park.loaded = loopwright::site::LoadedObjects::All;
    let milliseconds = best(rounds, || judge_all(catalogue, &designs, Some(&park)));
    println!("{} designs judged in bpb: {milliseconds:.2} ms", designs.len());
}

/// The parts by name.
type Part = (&'static str, fn(&Catalogue, u32));
const PARTS: [Part; 4] = [("read", read), ("rides", rides), ("flat", flat), ("spots", spots)];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let rounds: u32 = arguments.next().map_or(5, |rounds| rounds.parse().expect("a number of rounds"));
    let wanted: Vec<String> = arguments.collect();
    let catalogue = Catalogue::load().expect("sound tables");
    for (name, part) in PARTS {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            part(&catalogue, rounds);
        }
    }
}
