//! Variation of a design's place: the whole design goes to where the park adds most to its ratings.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use crate::evolve::construction::Ground;
use crate::evolve::genome::Genome;
use crate::evolve::problem::Problem;
use crate::layout::Occupancy;

/// Places that are tried.
const TRIES: usize = 32;
/// Most of those that take the design between which it chooses.
const CHOICES: usize = 10;

/// The genome at the best of a few other places of its lot where the land takes all of it; `None` if none of those that
/// were tried will do.
pub(crate) fn relocate(
    problem: &Problem,
    genome: &Genome,
    occupancy: &mut Occupancy,
    rng: &mut ChaCha8Rng,
) -> Option<Genome> {
    let ground = Ground::of(problem);
    let choices = rng.random_range(1..=CHOICES);
    let mut found: Vec<Genome> = Vec::new();
    for _ in 0..TRIES {
        let place = ground.moved(genome, rng)?;
        let child = Genome { place: Some(place), ..genome.clone() };
        if child.place != genome.place && !found.contains(&child) && ground.stands(&child) {
            found.push(child);
        }
        if found.len() == choices {
            break;
        }
    }
    problem.best_placed(found, occupancy)
}

/// Places near its own that are tried for a child which the land does not take there.
const NEARBY: usize = 6;

/// A child where the land takes all of it: at its own place or close to it. `None` if it takes it at none of those that
/// were tried; on flat land there is nothing to ask.
pub(crate) fn fit(problem: &Problem, child: Genome, rng: &mut ChaCha8Rng) -> Option<Genome> {
    let ground = Ground::of(problem);
    if child.place.is_none() || ground.stands(&child) {
        return Some(child);
    }
    (0..NEARBY).find_map(|_| {
        let place = ground.moved(&child, rng)?;
        Some(Genome { place: Some(place), ..child.clone() }).filter(|moved| ground.stands(moved))
    })
}
