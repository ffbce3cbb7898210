//! Finds track from one joint to another through free space.
//!
//! A best-first search goes forward from the start; from every joint it looks at, a table of short runs says at once
//! which of them lead to the goal, so that the two meet in the middle.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashSet;

use crate::design::Element;
use crate::layout::placed::PlacedBlock;
use crate::layout::{Occupancy, PlacedPiece, Pose};
use crate::quantity::TILE;

use super::bounds::Bounds;
use super::ground::Ground;
use crate::evolve::genome::TrackJoint;
use crate::evolve::moves::{Motif, Move, span};
use crate::evolve::problem::Problem;

/// What a closer works with.
pub struct Closer<'a> {
    /// The rules, the pieces to use, short runs of them, and the land.
    pub problem: &'a Problem<'a>,
    /// Where the track may run.
    pub bounds: Bounds,
    /// How many joints to look at before giving up.
    pub effort: usize,
}

/// A joint that has been reached, and by which run of elements.
struct Reached<'a> {
    joint: TrackJoint,
    parent: usize,
    run: &'a [Element],
    cost: i32,
    length: usize,
}

/// Tiles of track that one tile of distance is expected to take, in quarters: above 4 the search is greedy.
const GREED: i32 = 7;
/// Longest closing track.
const MAX_LENGTH: usize = 60;
/// Runs of the table that are tried from one joint.
const MAX_RUNS: usize = 12;

impl<'a> Closer<'a> {
    /// A closer with the pieces of a problem.
    pub const fn new(problem: &'a Problem<'a>, bounds: Bounds, effort: usize) -> Self {
        Self { problem, bounds, effort }
    }

    /// The elements of a short track from one joint to another, clear of what is built and of itself.
    ///
    /// `extra_cost` gives every move a price beside its length, so that different prices find different tracks.
    pub fn connect(
        &self,
        from: TrackJoint,
        goal: TrackJoint,
        occupancy: &Occupancy,
        extra_cost: impl Fn(&Element) -> i32,
    ) -> Option<Vec<Element>> {
        let mut reached = vec![Reached { joint: from, parent: 0, run: &[], cost: 0, length: 0 }];
        let mut queue = BinaryHeap::new();
        let mut seen = FxHashSet::default();
        queue.push(Reverse((distance(from.pose, goal), 0usize)));
        let mut looked = 0;
        while let Some(Reverse((_, index))) = queue.pop() {
            let Reached { joint, cost, length, .. } = reached[index];
            if index > 0 && joint == goal {
                let elements = track(&reached, index);
                if self.is_clear(from.pose, &elements) {
                    return Some(elements);
                }
                continue;
            }
            if length >= MAX_LENGTH || !seen.insert((joint.pose, joint.shape)) {
                continue;
            }
            looked += 1;
            if looked > self.effort {
                return None;
            }
            for (run, price) in self.runs_to(joint, goal, occupancy, &extra_cost) {
                let (cost, length) = (cost + price, length + run.len());
                reached.push(Reached { joint: goal, parent: index, run, cost, length });
                queue.push(Reverse((cost, reached.len() - 1)));
            }
            for Move { element, end } in self.problem.piece_set.moves(joint.shape) {
                let Some((pose, price)) = self.step(joint.pose, *element, occupancy, &extra_cost) else { continue };
                let next = TrackJoint { shape: *end, pose };
                if seen.contains(&(next.pose, next.shape)) {
                    continue;
                }
                let (cost, run) = (cost + price, std::slice::from_ref(element));
                reached.push(Reached { joint: next, parent: index, run, cost, length: length + 1 });
                let guess = cost + distance(next.pose, goal) + i32::from(next.shape != goal.shape) * 4;
                queue.push(Reverse((guess, reached.len() - 1)));
            }
        }
        None
    }

    /// Runs of the table from a joint to the goal through free space, with their prices.
    fn runs_to(
        &self,
        from: TrackJoint,
        goal: TrackJoint,
        occupancy: &Occupancy,
        extra_cost: &impl Fn(&Element) -> i32,
    ) -> Vec<(&'a [Element], i32)> {
        let span = span((from.shape, from.pose), (goal.shape, goal.pose));
        let motifs = self.problem.motifs.joining(&span);
        let stride = motifs.len().div_ceil(MAX_RUNS).max(1);
        let runs = motifs.iter().step_by(stride).map(Motif::elements);
        let priced = |run: &'a [Element]| {
            let steps = run.iter().try_fold((from.pose, 0), |(pose, sum), element| {
                let (pose, price) = self.step(pose, *element, occupancy, extra_cost)?;
                Some((pose, sum + price))
            });
            steps.map(|(_, price)| (run, price))
        };
        runs.filter_map(priced).collect()
    }

    /// Where an element leads and what it costs, if there is room for it.
    fn step(
        &self,
        pose: Pose,
        element: Element,
        occupancy: &Occupancy,
        extra_cost: &impl Fn(&Element) -> i32,
    ) -> Option<(Pose, i32)> {
        let piece = self.problem.placer.catalogue.piece(element.piece)?;
        let placed = PlacedPiece::new(piece, &element, pose);
        let has_room = Ground::of(self.problem).has_room(&placed, piece, &self.bounds, occupancy);
        has_room.then(|| (placed.end, piece.length / 8 + extra_cost(&element)))
    }

    /// Whether a track does not run through itself.
    fn is_clear(&self, from: Pose, elements: &[Element]) -> bool {
        let mut blocks: Vec<(usize, PlacedBlock)> = Vec::new();
        let mut pose = from;
        for (index, element) in elements.iter().enumerate() {
            let Some(piece) = self.problem.placer.catalogue.piece(element.piece) else { return false };
            let placed = PlacedPiece::new(piece, element, pose);
            for block in placed.blocks(piece, self.problem.placer.vehicle.clearance) {
                let meets = |(other, standing): &(usize, PlacedBlock)| *other != index && standing.meets(&block);
                if blocks.iter().any(meets) {
                    return false;
                }
                blocks.push((index, block));
            }
            pose = placed.end;
        }
        true
    }
}

/// A guess at the cost of the way left, in quarters of a straight tile times greed.
fn distance(from: Pose, goal: TrackJoint) -> i32 {
    let goal = goal.pose;
    let away = goal.at - from.at;
    let level = away.manhattan() / TILE;
    let rise = (goal.z - from.z).abs().land_steps();
    let turn = (goal.heading.number() ^ from.heading.number()) & 3;
    // A goal that lies behind has to be approached in a wide curve.
    let step = goal.heading.direction().step();
    let behind = away.x * step.x + away.y * step.y < 0;
    let detour = i32::from(turn != 0) * 3 + if behind { 6 } else { 0 };
    (level.max(rise) + detour) * GREED
}

fn track(reached: &[Reached], mut index: usize) -> Vec<Element> {
    let mut runs = Vec::with_capacity(reached[index].length);
    while index > 0 {
        runs.push(reached[index].run);
        index = reached[index].parent;
    }
    runs.reverse();
    runs.concat()
}
