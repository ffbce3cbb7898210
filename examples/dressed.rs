//! What scenery is worth to winners of short searches, ten for each ride type if not told otherwise:
//!
//! ```text
//! cargo run --release --example dressed [-- SEEDS]
//! ```

use std::error::Error;

use loopwright::catalogue::Catalogue;
use loopwright::dress::Dressing;
use loopwright::evolve::{Breeding, Evolution, Plan};
use loopwright::report::{Winner, units};

/// Ride types, and what their coasters are dressed with.
const RIDES: [(&str, &str); 3] = [("wooden_rc", "forest"), ("looping_rc", "garden"), ("mine_train_rc", "mine")];
const SEEDS: u64 = 10;
const EVALUATIONS: u64 = 3_000;

/// What scenery did to a winner.
struct Worth {
    gain: i32,
    items: usize,
    price: i64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let seeds: u64 = std::env::args().nth(1).map_or(Ok(SEEDS), |seeds| seeds.parse())?;
    let catalogue = Catalogue::load()?;
    println!("| ride type | theme | median | lowest | highest | items | price |\n|---|---|---|---|---|---|---|");
    for (ride, theme) in RIDES {
        let worths =
            (1..=seeds.max(1)).map(|seed| worth(&catalogue, ride, theme, seed)).collect::<Result<Vec<_>, _>>()?;
        let gains = sorted(worths.iter().map(|worth| worth.gain));
        let items = sorted(worths.iter().map(|worth| worth.items));
        let prices = sorted(worths.iter().map(|worth| worth.price));
        let [median, lowest, highest] = [middle(&gains), gains[0], gains[gains.len() - 1]].map(units::hundredths);
        let price = middle(&prices) / 10;
        println!("| {ride} | {theme} | {median} | {lowest} | {highest} | {} | {price} |", middle(&items));
    }
    Ok(())
}

/// Breeds a winner and dresses it.
fn worth(catalogue: &Catalogue, ride: &str, theme: &str, seed: u64) -> Result<Worth, Box<dyn Error>> {
    let ride = catalogue.ride_named(ride).ok_or("an unknown ride type")?;
    let theme = catalogue.theme(theme).ok_or("an unknown theme")?;
    let plan = Plan { breeding: Breeding { seed, ..Breeding::default() }, ..Plan::new(catalogue, ride) };
    let problem = plan.problem(catalogue).ok_or("an unknown vehicle")?;
    let mut evolution = Evolution::new(plan.breeding);
    while evolution.evaluations < EVALUATIONS {
        evolution.advance(&problem);
    }
    let best = evolution.archive.best(1);
    let bare = best.first().and_then(|best| Winner::new(&problem, best)).ok_or("nothing was bred")?;
    let dressed = bare.dressed(&Dressing::new(catalogue, theme)).ok_or("it does not stand dressed")?;
    let [before, after] = [&bare, &dressed].map(|winner| winner.ratings().map(|ratings| ratings.excitement.0));
    let gain = after.ok_or("it is not rated")? - before.ok_or("it is not rated")?;
    let layout = dressed.judgement.placement.as_design?;
    Ok(Worth { gain, items: dressed.design.scenery.len(), price: layout.own_scenery.price.0 })
}

fn sorted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.sort();
    values
}

/// The middle one of some values, the lower of two.
fn middle<T: Copy>(sorted: &[T]) -> T {
    sorted[(sorted.len() - 1) / 2]
}
