//! Coasters bred on the ground of a shipped design, against that design with its scenery.

use std::collections::BTreeMap;

use loopwright::catalogue::{Catalogue, Direction};
use loopwright::dress::Dressing;
use loopwright::evolve::{Individual, Plan, Problem};
use loopwright::layout::place;
use loopwright::quantity::Footprint;
use loopwright::report::Winner;
use loopwright::site::Site;
use loopwright::track_file;
use serde::{Deserialize, Serialize};

use super::recorded::{evolved, sound};
use super::{Bench, units};

/// Designs judged per search, where no other number is given.
pub(crate) const DESIGNS: u64 = 3_000;
/// The theme of the scenery that bred coasters get.
const THEME: &str = "forest";

/// What the game answered for a shipped design with its scenery.
#[derive(Deserialize)]
struct Answer {
    file: String,
    ride_type_name: String,
    #[serde(default)]
    runs: Vec<Rated>,
}

#[derive(Deserialize)]
struct Rated {
    excitement: Option<i32>,
    intensity: Option<i32>,
    nausea: Option<i32>,
}

#[derive(Serialize, Deserialize)]
struct Row {
    ride: String,
    /// Tiles of the design's track, entrance and exit.
    ground: (i32, i32),
    /// The shipped design with its scenery: hundredths, the worst of four directions.
    shipped: i32,
    /// The best coaster bred on its ground.
    bred: Bred,
}

/// The excitement of a coaster without and with scenery: hundredths, the worst of four directions.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
struct Bred {
    bare: i32,
    dressed: i32,
}

/// Measures all shipped designs, and prints how many of each ride type are beaten. Whether all are.
pub(crate) fn measure(bench: &mut Bench) -> bool {
    let text = String::from_utf8(bench.recorded.bytes("own_scenery.jsonl")).expect("text");
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for line in text.lines() {
        let answer: Answer = serde_json::from_str(line).expect("an answer of the game");
        for seed in 1..=bench.seeds {
            let name = format!("{} {} seed {seed}", answer.file, bench.evaluations);
            let Some([excitement, intensity, nausea]) = worst(&answer.runs).filter(|_| bench.wants(&name)) else {
                continue;
            };
            let Bench { catalogue, recorded, rows: known, evaluations, .. } = &mut *bench;
            let row: Row = known.get(&name, || {
                let ground = footprint(catalogue, &recorded.bytes(&format!("designs/{}", answer.file)));
                let bred = bred(catalogue, &answer.ride_type_name, ground, (intensity, nausea), (seed, *evaluations));
                Row { ride: answer.ride_type_name.clone(), ground: ground.into(), shipped: excitement, bred }
            });
            rows.entry(row.ride.clone()).or_default().push(row);
        }
    }
    print(&rows)
}

fn print(rows: &BTreeMap<String, Vec<Row>>) -> bool {
    println!("| ride type | shipped designs | beaten | beaten bare | shipped | bred | bred, bare | smallest lead |");
    println!("|---|---|---|---|---|---|---|---|");
    let middle = |mut values: Vec<i32>| {
        values.sort_unstable();
        values.get(values.len() / 2).copied().unwrap_or(0)
    };
    let (mut beaten, mut beaten_bare, mut all, mut types) = (0, 0, 0, 0);
    for (ride, rows) in rows {
        let won = rows.iter().filter(|row| row.bred.dressed > row.shipped).count();
        let won_bare = rows.iter().filter(|row| row.bred.bare > row.shipped).count();
        let shipped = units(middle(rows.iter().map(|row| row.shipped).collect()));
        let dressed = units(middle(rows.iter().map(|row| row.bred.dressed).collect()));
        let bare = units(middle(rows.iter().map(|row| row.bred.bare).collect()));
        let lead = rows.iter().map(|row| row.bred.dressed - row.shipped).min().unwrap_or(0);
        let sign = if lead < 0 { "−" } else { "" };
        let lead = units(lead.abs());
        println!("| {ride} | {} | {won} | {won_bare} | {shipped} | {dressed} | {bare} | {sign}{lead} |", rows.len());
        beaten += won;
        beaten_bare += won_bare;
        all += rows.len();
        types += usize::from(won == rows.len());
    }
    println!(
        "{beaten} of {all} designs beaten, {beaten_bare} without scenery; all of {types} of {} ride types",
        rows.len()
    );
    beaten == all
}

/// Excitement, intensity and nausea, the worst of all directions.
fn worst(runs: &[Rated]) -> Option<[i32; 3]> {
    let rated = runs.iter().map(|run| Some([run.excitement?, run.intensity?, run.nausea?]));
    let rated = rated.collect::<Option<Vec<[i32; 3]>>>()?;
    rated.into_iter().reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1]), a[2].max(b[2])])
}

/// Tiles of a design without its scenery.
fn footprint(catalogue: &Catalogue, file: &[u8]) -> Footprint {
    let file = track_file::read(file).expect("a design");
    let mut design = file.design(catalogue).expect("a coaster");
    design.scenery.clear();
    let placement = place(catalogue, &design, Site::default(), Direction::new(0)).expect("a coaster");
    placement.as_design.expect("a shipped design can be placed").footprint()
}

/// The best coaster bred on a ground, no more intense than usual or than the shipped design.
fn bred(
    catalogue: &Catalogue,
    ride: &str,
    ground: Footprint,
    (intensity, nausea): (i32, i32),
    (seed, evaluations): (u64, u64),
) -> Bred {
    let ride = catalogue.ride_named(ride).expect("a ride type");
    let mut plan = Plan::new(catalogue, ride);
    plan.limits.footprint = ground;
    plan.limits.max_intensity = plan.limits.max_intensity.max(intensity);
    plan.limits.max_nausea = plan.limits.max_nausea.max(nausea);
    let problem = plan.problem(catalogue).expect("a vehicle");
    let evolution = evolved(&problem, seed, evaluations);
    let best = sound(&evolution).first().copied();
    best.map_or_else(Bred::default, |(bare, best)| Bred { bare, dressed: dressed(&problem, best) })
}

/// The excitement of a coaster once it has scenery.
fn dressed(problem: &Problem, best: &Individual) -> i32 {
    let catalogue = problem.placer.catalogue;
    let theme = catalogue.theme(THEME).expect("a theme");
    let bare = Winner::new(problem, best).expect("a sound coaster");
    let dressed = bare.dressed(&Dressing::new(catalogue, theme)).expect("it stands");
    dressed.ratings().expect("it is rated").excitement.0
}
