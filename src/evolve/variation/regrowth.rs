//! Variation that takes a stretch of track out, grows another and closes the gap.

use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use crate::catalogue::PieceId;
use crate::design::Element;
use crate::layout::{Occupancy, lay_out};

use super::{Parent, spliced};
use crate::evolve::construction::growth::{Growth, random_prices};
use crate::evolve::construction::{Closer, Ground};
use crate::evolve::genome::Genome;
use crate::evolve::problem::Problem;

/// How many joints a closer looks at before a child is given up.
const EFFORT: usize = 300;

/// Takes a stretch out, strolls, and closes the gap.
pub(crate) fn reroute(
    problem: &Problem,
    parent: &Parent,
    occupancy: &mut Occupancy,
    rng: &mut ChaCha8Rng,
) -> Option<Vec<Element>> {
    let (from, to) = window(&parent.genome.track, 14, rng)?;
    let walk = rng.random_range(0..=(to - from).min(6));
    regrow(problem, parent, from, to, occupancy, rng, |growth, rng| {
        growth.walk(walk, rng);
        true
    })
}

/// Puts a whole element in place of a stretch: one with a piece that is asked for and missing, if there is one.
pub(crate) fn figure(
    problem: &Problem,
    parent: &Parent,
    occupancy: &mut Occupancy,
    rng: &mut ChaCha8Rng,
) -> Option<Vec<Element>> {
    let track = &parent.genome.track;
    let (from, to) = window(track, 10, rng)?;
    let missing = |id: &&PieceId| !track.iter().any(|element| element.piece == **id);
    let missing: Vec<PieceId> = problem.limits.required.iter().filter(missing).copied().collect();
    let wanted = missing.choose(rng).and_then(|&id| problem.piece_set.place_of(id));
    regrow(problem, parent, from, to, occupancy, rng, |growth, rng| match wanted {
        Some((way, shape)) => growth.figure_of(way, shape, rng),
        None => growth.figure(rng),
    })
}

/// Lays a stretch of a mate in place of one's own.
pub(crate) fn crossover(
    problem: &Problem,
    parent: &Parent,
    mate: &Genome,
    occupancy: &mut Occupancy,
    rng: &mut ChaCha8Rng,
) -> Option<Vec<Element>> {
    const MOST: usize = 24;
    let (from, to) = window(&parent.genome.track, MOST, rng)?;
    let theirs = mate.joints(problem.placer.catalogue, &problem.piece_set, parent.start);
    let shape = parent.joints[from].shape;
    let starts: Vec<usize> = (0..mate.track.len()).filter(|&joint| theirs[joint].shape == shape).collect();
    let start = *starts.choose(rng)?;
    let length = rng.random_range(2..=MOST);
    let donor: Vec<Element> =
        mate.track[start..].iter().take(length).copied().take_while(|element| !element.chain).collect();
    regrow(problem, parent, from, to, occupancy, rng, |growth, _| growth.lay_all(&donor))
}

/// Lays a stretch anew in another form, as far as it fits.
pub(crate) fn lay_transformed(
    problem: &Problem,
    parent: &Parent,
    occupancy: &mut Occupancy,
    rng: &mut ChaCha8Rng,
    form: impl Fn(&[Element]) -> Vec<Element>,
) -> Option<Vec<Element>> {
    let (from, to) = window(&parent.genome.track, 20, rng)?;
    let donor = form(&parent.genome.track[from..to]);
    regrow(problem, parent, from, to, occupancy, rng, |growth, _| growth.lay_all(&donor))
}

/// A stretch left for right, up to a piece that has no other side.
pub(crate) fn mirrored(problem: &Problem, stretch: &[Element]) -> Vec<Element> {
    let mirror = |element: &Element| {
        let piece = problem.placer.catalogue.piece(element.piece)?;
        Some(Element { piece: piece.mirror?, ..*element })
    };
    stretch.iter().map_while(mirror).collect()
}

/// A stretch the other way round, up to a piece that cannot be driven backwards.
pub(crate) fn reversed(problem: &Problem, stretch: &[Element]) -> Vec<Element> {
    stretch.iter().rev().map_while(|element| problem.piece_set.reversed(element)).collect()
}

/// Grows a loose end anew.
pub(crate) fn regrow_end(
    problem: &Problem,
    parent: &Parent,
    occupancy: &mut Occupancy,
    rng: &mut ChaCha8Rng,
) -> Option<Vec<Element>> {
    let track = &parent.genome.track;
    let from = rng.random_range(0..=track.len());
    let pieces = rng.random_range(1..=track.len() - from + 2);
    let mut growth = growth_between(problem, parent, from, track.len(), occupancy)?;
    growth.walk(pieces, rng);
    Some(spliced(track, from, track.len(), &growth.track))
}

/// Takes a stretch out, grows new track from its start and closes the gap.
fn regrow(
    problem: &Problem,
    parent: &Parent,
    from: usize,
    to: usize,
    occupancy: &mut Occupancy,
    rng: &mut ChaCha8Rng,
    grow: impl FnOnce(&mut Growth, &mut ChaCha8Rng) -> bool,
) -> Option<Vec<Element>> {
    let mut growth = growth_between(problem, parent, from, to, occupancy)?;
    if !grow(&mut growth, rng) {
        return None;
    }
    let (joint, bounds, mut grown) = (growth.joint, growth.bounds, growth.track);
    let goal = parent.joints[to];
    if joint != goal {
        grown.extend(Closer::new(problem, bounds, EFFORT).connect(joint, goal, occupancy, random_prices(rng))?);
    }
    Some(spliced(&parent.genome.track, from, to, &grown))
}

/// A growing end at the start of a stretch, with everything but the stretch in the way.
fn growth_between<'b>(
    problem: &'b Problem<'b>,
    parent: &Parent,
    from: usize,
    to: usize,
    occupancy: &'b mut Occupancy,
) -> Option<Growth<'b, 'b>> {
    let placed = lay_out(problem.placer.catalogue, &parent.genome.elements(), parent.start).ok()?;
    let before = parent.genome.before_track();
    occupancy.clear();
    let standing = placed.iter().enumerate().filter(|(index, _)| !(before + from..before + to).contains(index));
    standing.map(|(_, piece)| piece).try_for_each(|piece| Ground::of(problem).occupy(piece, occupancy))?;
    let bounds = Ground::of(problem).bounds(&placed);
    Ground::of(problem).reserve_entrances(&parent.genome.platform_in(&placed), &placed, &bounds, occupancy);
    Some(Growth::new(problem, occupancy, bounds, parent.joints[from]))
}

/// A stretch of up to `most` elements without a chain.
fn window(track: &[Element], most: usize, rng: &mut ChaCha8Rng) -> Option<(usize, usize)> {
    if track.is_empty() {
        return None;
    }
    for _ in 0..8 {
        let length = rng.random_range(1..=most.min(track.len()));
        let from = rng.random_range(0..=track.len() - length);
        let chained = track[from..from + length].iter().any(|element| element.chain);
        // Lifts are left alone as a rule: without one there is no ride.
        if !chained || rng.random_range(0..20) == 0 {
            return Some((from, from + length));
        }
    }
    None
}
