//! Winners of searches in parks, read from their own files and rated in place; one and two threads; breaks.

use std::collections::BTreeMap;

use loopwright::catalogue::{Catalogue, RideType};
use loopwright::evolve::{Checkpoint, Evolution, Fitness, Lot, Plan, Problem, Stop};
use loopwright::site::Park;
use loopwright::site::json::Area;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::ThreadPoolBuilder;
use serde::{Deserialize, Serialize};

use super::recorded::{PARKS, evolved};
use super::{Bench, reread};

/// Designs judged per search, where no other number is given.
pub(crate) const DESIGNS: u64 = 500;
/// Least and most tiles along a side of an area.
const SIDES: (i32, i32) = (12, 48);
/// One in this number of searches is repeated with other threads and with a break.
const REPEATED: usize = 4;

#[derive(Serialize, Deserialize)]
struct Row {
    /// Winners of the search: all elites of its archive.
    winners: usize,
    /// What differs when they are read and rated again.
    different: Vec<String>,
    /// Whether one thread, two threads and a search with a break came to the same bytes, if it was tried.
    repeated: Option<bool>,
    /// What was wrong with how many of its designs where there is no winner.
    trouble: BTreeMap<String, usize>,
}

/// Measures searches for all ride types, and prints the table. Whether all winners are what they say.
pub(crate) fn measure(bench: &mut Bench) -> bool {
    println!("| ride type | park | area | winners | equal | threads and break | without winners: what is wrong |");
    println!("|---|---|---|---|---|---|---|");
    let names: Vec<String> = bench.catalogue.rides().map(|ride| ride.name.clone()).collect();
    let (mut all, mut won, mut holds) = (0, 0, true);
    for (index, ride) in names.iter().enumerate() {
        for seed in 1..=bench.seeds {
            let park_name = PARKS[(index + seed as usize) % PARKS.len()];
            let name = format!("{ride} {park_name} {} seed {seed}", bench.evaluations);
            if !bench.wants(&name) {
                continue;
            }
            let Bench { catalogue, recorded, rows, evaluations, .. } = &mut *bench;
            let ride = catalogue.ride_named(ride).expect("a ride type");
            let park = recorded.park(catalogue, park_name);
            let area = random_area(&park, seed << 16 | index as u64, SIDES);
            let is_repeated = index % REPEATED == 0;
            let row: Row = rows.get(&name, || run(catalogue, ride, &park, area, (seed, *evaluations), is_repeated));
            print(&ride.name, park_name, area, &row);
            all += 1;
            won += usize::from(row.winners > 0);
            holds = holds && row.different.is_empty() && row.repeated != Some(false);
        }
    }
    println!("{won} of {all} searches have winners; all of them equal, whatever the threads: {holds}");
    holds
}

fn print(ride: &str, park: &str, Area { x, y, width, length }: Area, row: &Row) {
    let equal = row.winners - row.different.len().min(row.winners);
    let repeated = row.repeated.map_or("", |same| if same { "same" } else { "DIFFERENT" });
    let trouble: Vec<String> = row.trouble.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let trouble = trouble.join(", ");
    println!("| {ride} | {park} | {x},{y},{width}x{length} | {} | {equal} | {repeated} | {trouble} |", row.winners);
    for different in &row.different {
        println!("  {different}");
    }
}

/// An area that lies anywhere in a park.
pub(crate) fn random_area(park: &Park, seed: u64, (least, most): (i32, i32)) -> Area {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let (width, length) = park.tiles.size();
    let mut side = |tiles: i32| {
        let side = rng.random_range(least..=most.min(tiles - 2));
        (rng.random_range(1..tiles - side) as u16, side as u16)
    };
    let ((x, width), (y, length)) = (side(width), side(length));
    Area { x, y, width, length }
}

fn run(
    catalogue: &Catalogue,
    ride: &RideType,
    park: &Park,
    area: Area,
    (seed, evaluations): (u64, u64),
    is_repeated: bool,
) -> Row {
    let mut plan =
        Plan { lot: Some(Lot::new(area)), stop: Stop::Evaluations(evaluations), ..Plan::new(catalogue, ride) };
    plan.breeding.seed = seed;
    let problem = plan.problem_in(catalogue, Some(park)).expect("an area of the park");
    let evolution = evolved(&problem, seed, evaluations);
    let elites = || evolution.archive.iter();
    let different: Vec<String> = elites().filter_map(|elite| reread::check(&problem, elite).err()).collect();
    let mut trouble = BTreeMap::new();
    if elites().next().is_none() {
        for one in evolution.everyone() {
            *trouble.entry(kind(&one.fitness)).or_insert(0) += 1;
        }
        if trouble.is_empty() {
            trouble.insert("no design was begun".to_owned(), 1);
        }
    }
    let repeated = is_repeated.then(|| repeats(&problem, &plan, park, &evolution));
    Row { winners: elites().count(), different, repeated, trouble }
}

/// What is wrong with a design, without its degree.
fn kind(fitness: &Fitness) -> String {
    let violation = format!("{:?}", fitness.violation);
    violation.split('(').next().unwrap_or_default().to_lowercase()
}

/// Whether one thread, two threads and a search that goes on from its checkpoint come to the same bytes.
fn repeats(problem: &Problem, plan: &Plan, park: &Park, evolution: &Evolution) -> bool {
    let bytes = |evolution: &Evolution| {
        let checkpoint = Checkpoint { plan: plan.clone(), evolution: evolution.clone() };
        checkpoint.to_bytes().expect("a checkpoint")
    };
    let wanted = bytes(evolution);
    let in_threads = |threads: usize| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| {
            let mut again = Evolution::new(plan.breeding);
            (0..evolution.generation).for_each(|_| again.advance(problem));
            bytes(&again)
        })
    };
    let mut half = Evolution::new(plan.breeding);
    (0..evolution.generation / 2).for_each(|_| half.advance(problem));
    let mut resumed = Checkpoint::from_bytes(&bytes(&half)).expect("a checkpoint");
    let problem = resumed.problem_in(problem.placer.catalogue, Some(park)).expect("the same park");
    (half.generation..evolution.generation).for_each(|_| resumed.evolution.advance(&problem));
    [in_threads(1), in_threads(2), bytes(&resumed.evolution)].iter().all(|bytes| *bytes == wanted)
}
