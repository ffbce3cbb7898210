//! Completes a track that does not come back to its station.

use std::collections::BTreeSet;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use crate::design::{Design, Element, Entrance};
use crate::layout::{Occupancy, PlacedPiece, Placer, Pose, lacking_entrances, lay_out, lay_unchecked_at};
use crate::quantity::{Height, MapPoint};

use super::closer::Closer;
use super::ground::Ground;
use super::growth::random_prices;
use crate::evolve::genome::TrackJoint;
use crate::evolve::problem::Problem;

/// Why a track cannot be completed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompletionError {
    /// Nothing is missing.
    #[error("its track is a closed circuit already, and its stations have an entrance and an exit")]
    Closed,
    /// There is nothing to come back to.
    #[error("it has no station to come back to; begin it with a platform")]
    NoStation,
    /// What stands is not free of collisions.
    #[error("element {0} collides with track before it, so nothing that is built on can stand; mend it first")]
    Collides(usize),
    /// No way home was found.
    #[error("no way home was found through the free space; take up the last pieces, or leave more room")]
    NoWay,
}

/// A completed design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The design with the missing elements.
    pub design: Design,
    /// How many elements were added.
    pub added: usize,
    /// Entrances and exits that were added.
    pub entrances: Vec<Entrance>,
}

/// Sets of random prices that are tried; the first has none and finds the shortest way.
const PRICES: u64 = 96;
/// Joints that a closer looks at for each.
const EFFORT: usize = 20_000;

/// Completions of a partial design, the shortest first; each is different and free of collisions.
///
/// # Errors
/// When there is nothing to complete or no way to do it.
pub fn complete(problem: &Problem, design: &Design, seed: u64) -> Result<Vec<Completion>, CompletionError> {
    let laid = lay_on_flat_land(problem, design)?;
    complete_laid(problem, design, laid, seed)
}

/// Completions of a partial design that stands in the park of a problem, from its first joint; the track itself is not
/// among what stands there.
///
/// # Errors
/// When there is nothing to complete or no way to do it.
pub fn complete_standing(
    problem: &Problem,
    design: &Design,
    start: Pose,
    seed: u64,
) -> Result<Vec<Completion>, CompletionError> {
    let laid = lay_out(problem.placer.catalogue, &design.elements, start);
    complete_laid(problem, design, laid.map_err(|unknown| CompletionError::Collides(unknown.index))?, seed)
}

fn complete_laid(
    problem: &Problem,
    design: &Design,
    placed: Vec<PlacedPiece>,
    seed: u64,
) -> Result<Vec<Completion>, CompletionError> {
    let occupancy = taken(problem, &placed)?;
    let (Some(first), Some(last)) = (placed.first(), placed.last()) else { return Err(CompletionError::NoStation) };
    let goal = TrackJoint::before(problem, first).ok_or(CompletionError::NoStation)?;
    let from = TrackJoint::after(problem, last).ok_or(CompletionError::NoStation)?;
    if from == goal {
        let completion = completed(problem, design, first.begin, Vec::new());
        return if completion.entrances.is_empty() { Err(CompletionError::Closed) } else { Ok(vec![completion]) };
    }
    let bounds = Ground::of(problem).bounds(&placed);
    let closer = Closer::new(problem, bounds, EFFORT);
    let ways: Vec<Option<Vec<Element>>> = (0..PRICES)
        .into_par_iter()
        .map(|number| {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            rng.set_stream(number);
            let prices = random_prices(&mut rng);
            let price = |element: &Element| if number == 0 { 0 } else { prices(element) };
            closer.connect(from, goal, &occupancy, price).filter(|way| is_clear(problem, &placed, last.end, way))
        })
        .collect();
    let mut ways: Vec<Vec<Element>> = ways.into_iter().flatten().collect::<BTreeSet<_>>().into_iter().collect();
    ways.sort_by_key(|way| length(problem, way));
    if ways.is_empty() {
        return Err(CompletionError::NoWay);
    }
    Ok(ways.into_iter().map(|way| completed(problem, design, placed[0].begin, way)).collect())
}

/// The design laid on flat ground.
fn lay_on_flat_land(problem: &Problem, design: &Design) -> Result<Vec<PlacedPiece>, CompletionError> {
    let lay = |z: Height| {
        lay_out(problem.placer.catalogue, &design.elements, Ground::of(problem).rear(z))
            .map_err(|unknown| CompletionError::Collides(unknown.index))
    };
    let flat = lay(problem.placer.site.surface)?;
    lay(Ground::of(problem).platform_height(&flat))
}

/// The space that a track takes which was laid by hand.
fn taken(problem: &Problem, placed: &[PlacedPiece]) -> Result<Occupancy, CompletionError> {
    if !placed.iter().any(|piece| piece.piece.is_station()) {
        return Err(CompletionError::NoStation);
    }
    let mut occupancy = Occupancy::new(problem.placer.site.map);
    let laid = problem.placer.lay_by_hand(placed, &mut occupancy, false);
    laid.map_err(|refused| CompletionError::Collides(refused.index))?;
    Ok(occupancy)
}

/// Whether a way does not run through itself.
fn is_clear(problem: &Problem, placed: &[PlacedPiece], start: Pose, way: &[Element]) -> bool {
    let Ok(laid) = lay_out(problem.placer.catalogue, way, start) else { return false };
    let all: Vec<PlacedPiece> = placed.iter().chain(&laid).copied().collect();
    problem.placer.lay_by_hand(&all, &mut Occupancy::new(problem.placer.site.map), false).is_ok()
}

fn length(problem: &Problem, way: &[Element]) -> (i32, usize) {
    let pieces = way.iter().filter_map(|element| problem.placer.catalogue.piece(element.piece));
    (pieces.map(|piece| piece.length).sum(), way.len())
}

/// Adds a way, and entrance and exit where a platform has none.
fn completed(problem: &Problem, design: &Design, start: Pose, way: Vec<Element>) -> Completion {
    let added = way.len();
    let mut completed = design.clone();
    completed.elements.extend(way);
    let Placer { catalogue, site, .. } = problem.placer;
    let entrances = if problem.grounds.is_some() {
        let layout = lay_unchecked_at(catalogue, &completed, site, start);
        let is_allowed = |at: MapPoint, z: Height| Ground::of(problem).carries_entrance(at, z);
        layout.map_or_else(|_| Vec::new(), |layout| layout.lacking_entrances(is_allowed))
    } else {
        lacking_entrances(catalogue, &completed, site)
    };
    completed.entrances.extend(&entrances);
    Completion { design: completed, added, entrances }
}
