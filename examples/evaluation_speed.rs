//! Measures how fast designs are judged, on one core unless said, and prints what `docs/performance.md` quotes:
//!
//! ```text
//! cargo run --release --example evaluation_speed [-- ROUNDS [PART...]]
//! ```
//!
//! Parts are `recorded`, `wooden`, `refused`, `growth` and `search`. Every figure is the best of so many rounds, which
//! is what the work takes when nothing else runs. Under `valgrind --tool=callgrind` with
//! `--toggle-collect='*judge_all*'`, one round and the part `recorded`, the recorded designs are counted in
//! instructions, which do not depend on the machine's mood.

#![allow(clippy::disallowed_methods, reason = "measurements look at the clock")]

#[path = "../benches/designs/mod.rs"]
mod designs;

use std::path::Path as FilePath;
use std::time::Instant;

use loopwright::catalogue::{Catalogue, Direction};
use loopwright::design::{Design, Element};
use loopwright::evolve::{Breeding, Evolution, Genome, Limits, Problem, decode, initial_genome};
use loopwright::judge::{compile, rate, run};
use loopwright::layout::{Occupancy, place};
use loopwright::path::{Load, Path};
use loopwright::rating::{self, Ratings};
use loopwright::site::Site;
use loopwright::test_run::{self, Outcome};
use loopwright::track_file;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

/// Ticks and ratings of a design laid in one direction; `None` if it is not tested.
fn judge(catalogue: &Catalogue, design: &Design, site: Site) -> Option<(u32, Ratings)> {
    let layout = place(catalogue, design, site, Direction::new(0)).ok()?.as_design.ok()?;
    let path = compile(&layout, Load::Empty).ok()?;
    let tested = run(&layout, &path, |_| false).result();
    let rated = rate(&layout, &tested, &mut ())?;
    Some((tested.ticks, rated.ratings))
}

/// Seconds that the fastest of several rounds takes.
fn best(rounds: u32, mut work: impl FnMut()) -> f64 {
    let round = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    (0..rounds.max(1)).map(round).fold(f64::MAX, f64::min)
}

#[inline(never)]
fn judge_all(catalogue: &Catalogue, designs: &[Design]) -> u64 {
    designs
        .iter()
        .filter_map(|design| judge(catalogue, design, Site::default()))
        .map(|(ticks, _)| u64::from(ticks))
        .sum()
}

/// The game's recorded designs that are tested, where they lie beside the project.
fn recorded(catalogue: &Catalogue) -> Vec<Design> {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../shared/oracle/designs");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.sort();
    let design = |file: &std::path::PathBuf| track_file::read(&std::fs::read(file).ok()?).ok()?.design(catalogue).ok();
    let designs = files.iter().filter_map(design);
    designs.filter(|design| judge(catalogue, design, Site::default()).is_some()).collect()
}

fn recorded_designs(catalogue: &Catalogue, rounds: u32) {
    let designs = recorded(catalogue);
    if designs.is_empty() {
        println!("recorded designs: not beside the project");
        return;
    }
    let count = designs.len() as f64;
    let ticks = judge_all(catalogue, &designs) as f64 / count;
    let alone = |design: &Design| best(rounds, || assert!(judge(catalogue, design, Site::default()).is_some()));
    let seconds: f64 = designs.iter().map(alone).sum();
    println!("{count} recorded designs of {ticks:.0} ticks on average: {:.3} ms each", seconds / count * 1e3);
}

fn wooden(catalogue: &Catalogue, rounds: u32) {
    let design = designs::hills();
    let answer = judge(catalogue, &design, Site::default()).expect("a sound design");
    let seconds = best(20 * rounds, || assert_eq!(judge(catalogue, &design, Site::default()), Some(answer)));
    println!("wooden, {} pieces, 6 cars, {} ticks: {:.0} a second", design.elements.len(), answer.0, 1.0 / seconds);
}

/// A sound genome of some size, and copies of it that collide and that do not close.
fn candidates(problem: &Problem) -> [(&'static str, Genome); 2] {
    let mut occupancy = Occupancy::new(problem.placer.site.map);
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut initial_genomes = (0..10_000).filter_map(|_| initial_genome(problem, 0, &mut occupancy, &mut rng));
    let sound = initial_genomes.find(|genome| genome.course.is_circuit() && genome.track.len() > 80).expect("a genome");
    let mut open = sound.clone();
    open.track.pop();
    // Seven level pieces and a turn, four times over: back onto its own platform.
    let side =
        [vec![0; 7], vec![42]].concat().into_iter().map(|piece| Element::new(loopwright::catalogue::PieceId(piece)));
    let mut colliding = sound;
    colliding.station = 7;
    colliding.track = std::iter::repeat_n(side.collect::<Vec<_>>(), 12).flatten().skip(7).collect();
    [("collision", colliding), ("open circuit", open)]
}

fn refused(catalogue: &Catalogue, rounds: u32) {
    let ride = catalogue.ride_named("wooden_rc").expect("a ride type");
    let vehicle = catalogue.vehicle("PTCT1").expect("a vehicle");
    let problem = Problem::new(catalogue, ride, vehicle, Limits::default());
    let mut occupancy = Occupancy::new(problem.placer.site.map);
    for (what, genome) in candidates(&problem) {
        let flaw = decode(&problem, &genome, &mut occupancy).expect_err("a flawed genome");
        let seconds = best(200 * rounds, || {
            for _ in 0..10 {
                assert_eq!(decode(&problem, &genome, &mut occupancy).as_ref(), Err(&flaw));
            }
        });
        println!("refused for {what} ({flaw:?}), {} pieces: {:.0} a second", genome.track.len(), 10.0 / seconds);
    }
}

/// Runs with many trains are given up before the first has waited for all others, and measured all the same.
fn growth(catalogue: &Catalogue, rounds: u32) {
    println!("pieces  trains   ticks       ms   µs per piece   ns per train and tick");
    for trains in [1, 8, 32] {
        for pieces in [250, 500, 1000, 1500, 2000] {
            let design = designs::winding(catalogue, pieces, trains);
            let mut ticks = 0;
            let seconds = best(rounds, || {
                let placed = place(catalogue, &design, designs::SITE, Direction::new(0)).expect("a coaster");
                let layout = placed.as_design.expect("a sound design");
                assert_eq!((layout.check_test(), layout.trains.trains), (Ok(()), i32::from(trains)));
                let tested = test_run::run(&layout, &Path::new(&layout).expect("a path"));
                assert!(matches!(tested.outcome, Outcome::Tested | Outcome::Unfinished));
                ticks = tested.ticks;
                rating::rate(&layout, &tested.measured).expect("ratings");
            });
            let (pieces, work) = (design.elements.len(), f64::from(ticks) * f64::from(trains));
            let (each, tick) = (seconds * 1e6 / pieces as f64, seconds * 1e9 / work);
            println!("{pieces:6} {trains:7} {ticks:7} {:8.3} {each:14.2} {tick:23.0}", seconds * 1e3);
        }
    }
}

fn search(catalogue: &Catalogue, _: u32) {
    let ride = catalogue.ride_named("wooden_rc").expect("a ride type");
    let vehicle = catalogue.vehicle("PTCT1").expect("a vehicle");
    let problem = Problem::new(catalogue, ride, vehicle, Limits::default());
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let mut evolution = Evolution::new(Breeding::default());
        pool.install(|| (0..150).for_each(|_| evolution.advance(&problem)));
        let (start, before) = (Instant::now(), evolution.evaluations);
        pool.install(|| (0..300).for_each(|_| evolution.advance(&problem)));
        let count = (evolution.evaluations - before) as f64;
        println!("search on {threads} threads: {:.0} evaluations a second", count / start.elapsed().as_secs_f64());
    }
}

/// The parts by name.
type Part = (&'static str, fn(&Catalogue, u32));
const PARTS: [Part; 5] =
    [("recorded", recorded_designs), ("wooden", wooden), ("refused", refused), ("growth", growth), ("search", search)];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let rounds: u32 = arguments.next().map_or(5, |rounds| rounds.parse().expect("a number of rounds"));
    let wanted: Vec<String> = arguments.collect();
    let start = Instant::now();
    let catalogue = Catalogue::load().expect("sound tables");
    println!("catalogue: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    for (name, part) in PARTS {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            part(&catalogue, rounds);
        }
    }
}
