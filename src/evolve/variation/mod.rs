//! Variation: every child of a closed circuit is a closed circuit, or no child at all.

mod edits;
mod regrowth;
mod relocation;

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use crate::design::Element;
use crate::layout::{Occupancy, Pose};
use crate::quantity::{Height, LAND_STEP};

use crate::evolve::construction::Ground;
use crate::evolve::genome::{Genome, TrackJoint};
use crate::evolve::operator::Operator;
use crate::evolve::problem::Problem;

/// Fewest elements of a track beside its platform.
const FEWEST: usize = 4;

/// A parent laid out for variation.
pub(crate) struct Parent<'a> {
    pub genome: &'a Genome,
    /// Where its design begins.
    pub start: Pose,
    /// The joints of its track.
    pub joints: Vec<TrackJoint>,
}

/// A child of a genome and, for a crossover, a mate; `None` when the attempt came to nothing, or the child has lost the
/// stretch that must stay.
pub fn vary(
    problem: &Problem,
    genome: &Genome,
    mate: &Genome,
    operator: Operator,
    occupancy: &mut Occupancy,
    rng: &mut ChaCha8Rng,
) -> Option<Genome> {
    varied(problem, genome, mate, operator, occupancy, rng).filter(|child| child.keeps_locked(&problem.limits))
}

fn varied(
    problem: &Problem,
    genome: &Genome,
    mate: &Genome,
    operator: Operator,
    occupancy: &mut Occupancy,
    rng: &mut ChaCha8Rng,
) -> Option<Genome> {
    match operator {
        Operator::Retune => return Some(retune(problem, genome, rng)).filter(|child| child != genome),
        Operator::Platform => return edits::vary_platform(problem, genome, rng),
        Operator::Relocate => return relocation::relocate(problem, genome, occupancy, rng),
        _ => (),
    }
    // What lies behind a platform varies as if it lay in front.
    let is_turned = !genome.course.is_circuit() && rng.random_range(0..2) == 0;
    let turned = if is_turned { genome.turned(&problem.piece_set) } else { None };
    let child = vary_track(problem, turned.as_ref().unwrap_or(genome), mate, operator, occupancy, rng)?;
    let child = if turned.is_some() { child.turned(&problem.piece_set)? } else { child };
    relocation::fit(problem, child, rng)
}

fn vary_track(
    problem: &Problem,
    genome: &Genome,
    mate: &Genome,
    operator: Operator,
    occupancy: &mut Occupancy,
    rng: &mut ChaCha8Rng,
) -> Option<Genome> {
    // Now and then the platform is lifted, so that track may run below it.
    let lift = if rng.random_range(0..8) == 0 { LAND_STEP * rng.random_range(1..4) } else { 0 };
    let settled = Ground::of(problem).settled(genome);
    let start = Pose { z: settled.z + Height(lift), ..settled };
    let joints = genome.joints(problem.placer.catalogue, &problem.piece_set, start);
    let parent = Parent { genome, start, joints };
    let track = match operator {
        Operator::Substitute => edits::substitute(problem, &parent, rng),
        Operator::Stretch => edits::stretch(problem, &parent, rng),
        Operator::Shrink => edits::shrink(problem, &parent, rng),
        Operator::Exchange => exchange(&parent, rng),
        Operator::Reroute if !genome.course.is_circuit() && rng.random_range(0..2) == 0 => {
            regrowth::regrow_end(problem, &parent, occupancy, rng)
        }
        Operator::Reroute => regrowth::reroute(problem, &parent, occupancy, rng),
        Operator::Figure => regrowth::figure(problem, &parent, occupancy, rng),
        Operator::Crossover => regrowth::crossover(problem, &parent, mate, occupancy, rng),
        Operator::Mirror => {
            regrowth::lay_transformed(problem, &parent, occupancy, rng, |stretch| regrowth::mirrored(problem, stretch))
        }
        Operator::Reverse => {
            regrowth::lay_transformed(problem, &parent, occupancy, rng, |stretch| regrowth::reversed(problem, stretch))
        }
        Operator::Platform | Operator::Retune | Operator::Relocate => None,
    }?;
    let enough = track.len() + genome.course.tail().len() >= FEWEST;
    (track != genome.track && enough).then(|| Genome { track, ..genome.clone() })
}

/// Changes a setting or the speed of a brake.
fn retune(problem: &Problem, genome: &Genome, rng: &mut ChaCha8Rng) -> Genome {
    let mut child = genome.clone();
    let timed: Vec<usize> = (0..child.track.len()).filter(|&index| has_free_speed(child.track[index])).collect();
    if !timed.is_empty() && rng.random_range(0..3) == 0 {
        let place = timed[rng.random_range(0..timed.len())];
        child.track[place] = child.track[place].with_speed(2 * rng.random_range(1..=15));
    } else {
        child.operation = problem.vary_operation(genome.operation, genome.course.is_circuit(), genome.station, rng);
    }
    child
}

/// Whether an element has a speed that can be chosen; that of block brakes is the same for all.
const fn has_free_speed(element: Element) -> bool {
    element.piece.has_speed() && !element.piece.is_block_brake()
}

/// Two stretches that begin and end with equal joints change places, which moves neither end of the whole.
fn exchange(parent: &Parent, rng: &mut ChaCha8Rng) -> Option<Vec<Element>> {
    use rand::seq::IndexedRandom;
    const MOST: usize = 12;
    let track = &parent.genome.track;
    let alike = |a: usize, b: usize| {
        let (a, b) = (parent.joints[a], parent.joints[b]);
        a.shape == b.shape && a.pose.heading == b.pose.heading
    };
    for _ in 0..if track.is_empty() { 0 } else { 8 } {
        let from = rng.random_range(0..track.len());
        let to = from + rng.random_range(1..=MOST.min(track.len() - from));
        let later: Vec<(usize, usize)> = (to..track.len())
            .filter(|&start| alike(start, from))
            .flat_map(|start| (start + 1..=track.len().min(start + MOST)).map(move |end| (start, end)))
            .filter(|&(_, end)| alike(end, to))
            .collect();
        let Some(&(start, end)) = later.choose(rng) else { continue };
        if track[from..to] != track[start..end] {
            let parts = [&track[..from], &track[start..end], &track[to..start], &track[from..to], &track[end..]];
            return Some(parts.concat());
        }
    }
    None
}

/// A track with a stretch replaced.
pub(crate) fn spliced(track: &[Element], from: usize, to: usize, middle: &[Element]) -> Vec<Element> {
    [&track[..from], middle, &track[to..]].concat()
}
