//! Variation that keeps a circuit closed by arithmetic alone.

use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use crate::catalogue::PieceId;
use crate::design::Element;
use crate::layout::{MAX_PLATFORM, Pose};
use crate::quantity::Height;

use super::{Parent, spliced};
use crate::evolve::construction::growth::with_speed;
use crate::evolve::genome::operation::platform_for;
use crate::evolve::genome::{Genome, TrackJoint};
use crate::evolve::lot::Place;
use crate::evolve::moves::Move;
use crate::evolve::moves::{MAX_MOTIF, span};
use crate::evolve::problem::Problem;

/// A straight piece that could be added or taken out, and what it adds.
#[derive(Debug, Clone, Copy)]
struct Straight {
    joint: usize,
    element: Element,
    way: (i32, i32, i32),
}

/// A short run becomes another that joins the same.
pub(crate) fn substitute(problem: &Problem, parent: &Parent, rng: &mut ChaCha8Rng) -> Option<Vec<Element>> {
    let track = &parent.genome.track;
    for _ in 0..12 {
        if track.is_empty() {
            return None;
        }
        let length = rng.random_range(1..=MAX_MOTIF.min(track.len()));
        let from = rng.random_range(0..=track.len() - length);
        if track[from..from + length].iter().any(|element| element.chain) {
            continue;
        }
        let (a, b) = (parent.joints[from], parent.joints[from + length]);
        let span = span((a.shape, a.pose), (b.shape, b.pose));
        let motifs = problem.motifs.joining(&span);
        if motifs.len() < 2 {
            continue;
        }
        let motif = motifs[rng.random_range(0..motifs.len())].elements();
        let tuned = |&element: &Element| with_speed(Move { element, end: a.shape }, rng).element;
        let motif: Vec<Element> = motif.iter().map(tuned).collect();
        if motif != track[from..from + length] {
            return Some(spliced(track, from, from + length, &motif));
        }
    }
    None
}

/// Adds two to four straight pieces whose displacements cancel; one or more before a loose end.
pub(crate) fn stretch(problem: &Problem, parent: &Parent, rng: &mut ChaCha8Rng) -> Option<Vec<Element>> {
    let joints = 0..parent.joints.len();
    let straights: Vec<Straight> = joints.filter_map(|joint| straight_at(problem, parent, joint)).collect();
    for _ in 0..16 {
        let first = *straights.choose(rng)?;
        let mut chosen = if parent.genome.course.is_circuit() {
            let Some(rest) = cancelling(&first, &straights, rng) else { continue };
            rest
        } else {
            vec![first; rng.random_range(0..3)]
        };
        chosen.push(first);
        chosen.sort_by_key(|straight| std::cmp::Reverse(straight.joint));
        let mut track = parent.genome.track.clone();
        for straight in chosen {
            track.insert(straight.joint, straight.element);
        }
        return Some(track);
    }
    None
}

/// The straight piece that can be added at a joint; on a lift it carries the chain on.
fn straight_at(problem: &Problem, parent: &Parent, joint: usize) -> Option<Straight> {
    let TrackJoint { shape, pose } = parent.joints[joint];
    let element = problem.piece_set.straight(shape)?;
    let piece = problem.placer.catalogue.piece(element.piece)?;
    let after = pose.after(piece);
    let chained = |index: usize| parent.genome.track.get(index).is_some_and(|element| element.chain);
    let chain = problem.piece_set.may_chain(&element) && joint > 0 && chained(joint - 1) && chained(joint);
    let way = way(pose, after);
    Some(Straight { joint, element: Element { chain: element.chain || chain, ..element }, way })
}

/// Takes out two straight pieces whose displacements cancel; one before a loose end.
pub(crate) fn shrink(problem: &Problem, parent: &Parent, rng: &mut ChaCha8Rng) -> Option<Vec<Element>> {
    let track = &parent.genome.track;
    let straights: Vec<Straight> = (0..track.len())
        .filter(|&joint| problem.piece_set.is_straight(&track[joint]))
        .map(|joint| {
            let (a, b) = (parent.joints[joint].pose, parent.joints[joint + 1].pose);
            Straight { joint, element: track[joint], way: way(a, b) }
        })
        .collect();
    let without = |gone: &[usize]| {
        let kept = track.iter().enumerate().filter(|(index, _)| !gone.contains(index));
        kept.map(|(_, element)| *element).collect()
    };
    for _ in 0..8 {
        let first = straights.choose(rng)?;
        if !parent.genome.course.is_circuit() {
            return Some(without(&[first.joint]));
        }
        let (x, y, z) = first.way;
        let others: Vec<&Straight> = straights.iter().filter(|other| other.way == (-x, -y, -z)).collect();
        if let Some(second) = others.choose(rng) {
            return Some(without(&[first.joint, second.joint]));
        }
    }
    None
}

/// Moves the platform to another level row of the track, or takes a tile from the level track beside it or gives it
/// one.
pub(crate) fn vary_platform(problem: &Problem, genome: &Genome, rng: &mut ChaCha8Rng) -> Option<Genome> {
    let flat = problem.piece_set.straight(problem.piece_set.station_shape())?;
    let is_flat = |element: &Element| element.piece == PieceId::FLAT && element.inverted == flat.inverted;
    let tiles = usize::from(genome.station);
    let mut child = genome.clone();
    if genome.course.is_circuit() && rng.random_range(0..2) == 0 {
        let rows = genome.track.windows(tiles).enumerate();
        let rows: Vec<usize> = rows.filter(|(_, row)| row.iter().all(is_flat)).map(|(from, _)| from).collect();
        let from = *rows.choose(rng)?;
        child.place = match &problem.grounds {
            Some(grounds) if grounds.lot.station.is_none() => Some(moved(problem, genome, from)?),
            Some(_) => return None,
            None => None,
        };
        let platform = std::iter::repeat_n(flat, tiles);
        child.track = genome.track[from + tiles..].to_vec();
        child.track.extend(platform);
        child.track.extend_from_slice(&genome.track[..from]);
        return Some(child);
    }
    let grows = match problem.limits.station {
        None => rng.random_range(0..2) == 0,
        Some(wanted) if wanted == genome.station => return None,
        Some(wanted) => wanted > genome.station,
    };
    if grows {
        let neighbour = genome.track.first().filter(|element| is_flat(element))?;
        debug_assert!(is_flat(neighbour));
        child.track.remove(0);
        child.station = genome.station.checked_add(1).filter(|&tiles| i32::from(tiles) <= MAX_PLATFORM)?;
    } else {
        let needed = platform_for(problem.vehicle(genome.operation), genome.operation.cars);
        child.station = genome.station.checked_sub(1).filter(|&tiles| tiles >= needed)?;
        child.track.insert(0, flat);
    }
    Some(child)
}

/// The place of a platform that is moved to a joint of its track.
fn moved(problem: &Problem, genome: &Genome, joint: usize) -> Option<Place> {
    let place = genome.place?;
    let joints = genome.joints(problem.placer.catalogue, &problem.piece_set, place.pose(Height(0)));
    let pose = joints.get(joint)?.pose;
    Some(Place { tile: pose.at.tile(), direction: pose.heading.direction(), z: place.z.map(|_| pose.z) })
}

/// What the way from one pose to another adds to x, y and z.
fn way(from: Pose, to: Pose) -> (i32, i32, i32) {
    let step = to.at - from.at;
    (step.x, step.y, (to.z - from.z).0)
}

/// Straight pieces that bring the end back to where it was: one if it can be, else one for height and level ones.
fn cancelling(first: &Straight, straights: &[Straight], rng: &mut ChaCha8Rng) -> Option<Vec<Straight>> {
    let (x, y, z) = first.way;
    let direct: Vec<&Straight> = straights.iter().filter(|other| other.way == (-x, -y, -z)).collect();
    if let Some(&&other) = direct.choose(rng) {
        return Some(vec![other]);
    }
    let level: Vec<&Straight> =
        straights.iter().filter(|other| other.way.2 == -z && other.joint != first.joint).collect();
    let second = **level.choose(rng)?;
    let mut chosen = vec![second];
    let mut gap = (-(x + second.way.0), -(y + second.way.1));
    for _ in 0..2 {
        if gap == (0, 0) {
            return Some(chosen);
        }
        let helps = |other: &&Straight| {
            let (dx, dy, dz) = other.way;
            dz == 0 && dx * gap.0 >= 0 && dy * gap.1 >= 0 && dx.abs() <= gap.0.abs() && dy.abs() <= gap.1.abs()
        };
        let helpers: Vec<&Straight> = straights.iter().filter(helps).collect();
        let helper = **helpers.choose(rng)?;
        gap = (gap.0 - helper.way.0, gap.1 - helper.way.1);
        chosen.push(helper);
    }
    (gap == (0, 0)).then_some(chosen)
}
