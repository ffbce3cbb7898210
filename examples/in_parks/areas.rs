//! The best coaster bred in place against the best winners of flat land, put wherever in the area they fit.

use loopwright::evolve::{Ground, Lot, Plan, Problem};
use loopwright::quantity::Footprint;
use loopwright::site::json::Area;
use serde::{Deserialize, Serialize};

use super::recorded::{evolved, judged, sound};
use super::{Bench, units};

/// Designs judged per search, where no other number is given.
pub(crate) const DESIGNS: u64 = 3_000;
/// A part of a recorded park, and what is to be built there.
struct Spot {
    park: &'static str,
    kind: &'static str,
    area: Area,
    ride: &'static str,
}

const fn spot(
    park: &'static str,
    kind: &'static str,
    (x, y, width, length): (u16, u16, u16, u16),
    ride: &'static str,
) -> Spot {
    Spot { park, kind, area: Area { x, y, width, length }, ride }
}

const SPOTS: [Spot; 10] = [
    spot("s01", "flat, crowded", (20, 20, 24, 24), "steel_wild_mouse"),
    spot("s02", "hills and lakes", (20, 20, 40, 40), "wooden_rc"),
    spot("s03", "plateaus", (30, 30, 32, 28), "mine_train_rc"),
    spot("s04", "trees stay", (20, 30, 30, 30), "looping_rc"),
    spot("s05", "not above the trees", (30, 40, 36, 20), "junior_rc"),
    spot("s06", "land of many owners", (30, 30, 50, 40), "giga_rc"),
    spot("s07", "uneven", (10, 10, 20, 14), "corkscrew_rc"),
    spot("s09", "high up", (20, 20, 36, 36), "twister_rc"),
    spot("s10", "nearly flat", (30, 30, 40, 40), "wooden_rc"),
    spot("bpb", "a real park", (40, 40, 32, 32), "inverted_rc"),
];

/// Winners of flat land that are put in place: the best of those that fit somewhere.
const PLACED: usize = 20;

#[derive(Serialize, Deserialize)]
struct Row {
    /// Excitement in hundredths of the best coaster bred in place; 0 where none was found.
    in_place: i32,
    /// Of the best bred on flat land, there.
    flat: i32,
    /// Of the best of these in the area.
    placed: i32,
    /// How many of them were tried, and how many of them fit somewhere.
    fits: (usize, usize),
    /// Places where they stand, all together.
    places: usize,
}

/// Measures all areas, and prints the table. Whether the median in place is better on nine of ten.
pub(crate) fn measure(bench: &mut Bench) -> bool {
    println!("| park | area | ride type | in place | flat land, placed | on flat land | of its best designs fit |");
    println!("|---|---|---|---|---|---|---|");
    let (mut better, mut areas, mut won, mut searches) = (0, 0, 0, 0);
    for spot in &SPOTS {
        let rows: Vec<Row> = (1..=bench.seeds).filter_map(|seed| row(bench, spot, seed)).collect();
        if rows.is_empty() {
            continue;
        }
        print(spot, &rows);
        areas += 1;
        better += usize::from(median(&rows, |row| row.in_place) > median(&rows, |row| row.placed));
        searches += rows.len();
        won += rows.iter().filter(|row| row.in_place > row.placed).count();
    }
    let designs = bench.evaluations;
    println!(
        "medians: in place is better on {better} of {areas} areas; {won} of {searches} searches, {designs} designs each"
    );
    better * 10 >= areas * 9
}

/// The row of a spot and a seed, if it is wanted.
fn row(bench: &mut Bench, spot: &Spot, seed: u64) -> Option<Row> {
    let Spot { park, area: Area { x, y, width, length }, ride, .. } = *spot;
    let Bench { catalogue, recorded, rows, evaluations, only, .. } = bench;
    let name = format!("{park} {x},{y},{width}x{length} {ride} {evaluations} seed {seed}");
    name.contains(only.as_str()).then(|| {
        rows.get(&name, || {
            let park = recorded.park(catalogue, park);
            let ride = catalogue.ride_named(ride).expect("a ride type");
            let mut plan = Plan::new(catalogue, ride);
            plan.limits.footprint = Footprint::new(width.into(), length.into());
            let flat = plan.problem(catalogue).expect("a vehicle");
            plan.lot = Some(Lot::new(spot.area));
            let problem = plan.problem_in(catalogue, Some(&park)).expect("an area of the park");
            compare(&flat, &problem, seed, *evaluations)
        })
    })
}

/// The ratings of all seeds, the median first.
fn print(Spot { park, kind, area, ride }: &Spot, rows: &[Row]) {
    let told = |of: fn(&Row) -> i32| {
        let each: Vec<String> = rows.iter().map(|row| units(of(row))).collect();
        let median = units(median(rows, of));
        if rows.len() > 1 { format!("{median} ({})", each.join(", ")) } else { median }
    };
    let Area { x, y, width, length } = area;
    let [in_place, placed] = [told(|row| row.in_place), told(|row| row.placed)];
    let (tried, fit) = rows.iter().fold((0, 0), |sum, row| (sum.0 + row.fits.0, sum.1 + row.fits.1));
    let flat = units(median(rows, |row| row.flat));
    println!(
        "| {park}: {kind} | {x},{y},{width}x{length} | {ride} | {in_place} | {placed} | {flat} | {fit} of {tried} |"
    );
}

fn median(rows: &[Row], of: impl Fn(&Row) -> i32) -> i32 {
    let mut values: Vec<i32> = rows.iter().map(of).collect();
    values.sort_unstable();
    values[values.len() / 2]
}

fn compare(flat: &Problem, problem: &Problem, seed: u64, evaluations: u64) -> Row {
    let bred = evolved(problem, seed, evaluations);
    let in_place = sound(&bred).first().map_or(0, |(excitement, _)| *excitement);
    let on_flat = evolved(flat, seed, evaluations);
    let winners = sound(&on_flat);
    let mut row = Row {
        in_place,
        flat: winners.first().map_or(0, |(excitement, _)| *excitement),
        placed: 0,
        fits: (0, 0),
        places: 0,
    };
    for (_, winner) in winners {
        let standing = Ground::of(problem).settle(&winner.genome, usize::MAX);
        row.fits.0 += 1;
        row.fits.1 += usize::from(!standing.is_empty());
        row.places += standing.len();
        let excitements = judged(problem, &standing).into_iter().flatten();
        row.placed = row.placed.max(excitements.max().unwrap_or(0));
        if row.fits.1 == PLACED {
            break;
        }
    }
    row
}
