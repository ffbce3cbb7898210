//! Small rooms in parks: whether a search finds a coaster wherever a witness finds one that knows nothing of the search.

use loopwright::catalogue::{Catalogue, PieceId, RideType};
use loopwright::evolve::{Breeding, Evolution, Limits, Lot, Plan, Problem};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::ovals;
use super::recorded::PARKS;
use super::winners::random_area;
use super::{Bench, reread};

/// Designs judged per search, where no other number is given.
pub(crate) const DESIGNS: u64 = 1_000;
/// Rooms in every park.
const ROOMS: u64 = 6;
/// Least and most tiles along a side of a room.
const SIDES: (i32, i32) = (4, 14);

#[derive(Serialize, Deserialize)]
struct Row {
    /// Whether the witness has a coaster that completes its lap.
    witnessed: bool,
    /// Designs that the search judged until it had one that is sound when read from its file.
    found: Option<u64>,
}

/// Measures all rooms, and prints what they come to. Whether the search finds one in every room where the witness does.
pub(crate) fn measure(bench: &mut Bench) -> bool {
    let rides: Vec<String> = climbing(&bench.catalogue).map(|ride| ride.name.clone()).collect();
    let (mut rooms, mut witnessed, mut both, mut alone) = (0, 0, 0, 0);
    let mut judged = Vec::new();
    println!("| park | room | ride type | witness | designs until the search has one |");
    println!("|---|---|---|---|---|");
    for (number, park_name) in PARKS.iter().enumerate() {
        let park = bench.recorded.park(&bench.catalogue, park_name);
        for room in 0..ROOMS * bench.seeds {
            let seed = (number as u64) << 32 | room;
            let area = random_area(&park, seed, SIDES);
            let ride = &rides[ChaCha8Rng::seed_from_u64(!seed).random_range(0..rides.len())];
            let room = format!("{},{},{}x{}", area.x, area.y, area.width, area.length);
            let name = format!("{park_name} {room} {ride} {}", bench.evaluations);
            if !bench.wants(&name) {
                continue;
            }
            let Bench { catalogue, rows, evaluations, .. } = &mut *bench;
            let row: Row = rows.get(&name, || {
                let ride = catalogue.ride_named(ride).expect("a ride type");
                let plan = Plan { lot: Some(Lot::new(area)), limits: anything(), ..Plan::new(catalogue, ride) };
                let problem = plan.problem_in(catalogue, Some(&park)).expect("a part of the park");
                Row { witnessed: ovals::witness(&problem), found: search(&problem, *evaluations) }
            });
            rooms += 1;
            witnessed += usize::from(row.witnessed);
            both += usize::from(row.witnessed && row.found.is_some());
            alone += usize::from(!row.witnessed && row.found.is_some());
            judged.extend(row.found);
            let found = row.found.map_or("-".to_owned(), |designs| designs.to_string());
            let witness = if row.witnessed { "yes" } else { "no" };
            println!("| {park_name} | {room} | {ride} | {witness} | {found} |");
        }
    }
    judged.sort_unstable();
    let (median, most) = (judged.get(judged.len() / 2).copied().unwrap_or(0), judged.last().copied().unwrap_or(0));
    println!("{rooms} rooms: the witness has a coaster in {witnessed}, the search in {both} of them");
    println!("and in {alone} where the witness has none; it judged {median} designs in the middle, {most} at most");
    both == witnessed
}

/// Limits that any coaster keeps.
fn anything() -> Limits {
    const ANY: i32 = 100_000;
    Limits { pieces: (0, 240), max_intensity: ANY, max_nausea: ANY, ..Limits::default() }
}

/// The ride types that a chain can lift, of which the witness knows something.
fn climbing(catalogue: &Catalogue) -> impl Iterator<Item = &RideType> {
    catalogue.rides().filter(|ride| ride.buildable.normal.chain.contains(&PieceId::UP_25))
}

/// Generations without a design that could be begun before a room is given up.
const PATIENCE: u32 = 20;

/// How many designs a search judges until one is sound, if it finds one.
fn search(problem: &Problem, evaluations: u64) -> Option<u64> {
    let mut evolution = Evolution::new(Breeding::default());
    while evolution.evaluations < evaluations && (evolution.evaluations > 0 || evolution.generation < PATIENCE) {
        evolution.advance(problem);
        let best = evolution.best().filter(|best| best.fitness.is_feasible());
        if best.is_some_and(|best| reread::check(problem, best).is_ok()) {
            return Some(evolution.evaluations);
        }
    }
    None
}
