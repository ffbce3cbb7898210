//! Finds track from one joint to another through free space.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use crate::catalogue::Piece;
use crate::design::Element;
use crate::layout::{Occupancy, PlacedPiece, Placing, Pose};

use super::genome::TrackJoint;
use super::vocabulary::{Move, Vocabulary};

/// Where a closing track may run, in map units and z units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Lowest corner.
    pub low: (i32, i32, i32),
    /// Highest corner.
    pub high: (i32, i32, i32),
}

impl Bounds {
    /// Whether a block lies within.
    pub const fn hold(&self, x: i32, y: i32, base: i32, top: i32) -> bool {
        self.low.0 <= x
            && x <= self.high.0
            && self.low.1 <= y
            && y <= self.high.1
            && self.low.2 <= base
            && top <= self.high.2
    }
}

/// What a closer works with.
pub struct Closer<'a> {
    /// The rules of placing.
    pub placing: &'a Placing<'a>,
    /// The pieces to use.
    pub vocabulary: &'a Vocabulary,
    /// Where the track may run.
    pub bounds: Bounds,
    /// How many joints to look at before giving up.
    pub effort: usize,
}

/// A joint that has been reached, and how.
struct Reached {
    joint: TrackJoint,
    parent: usize,
    element: Option<Element>,
    cost: i32,
    length: usize,
}

/// Tiles of track that one tile of distance is expected to take, in quarters: above 4 the search is greedy.
const GREED: i32 = 7;
/// Longest closing track.
const MAX_LENGTH: usize = 60;

impl Closer<'_> {
    /// The elements of a short track from one joint to another, clear of what is built and of itself.
    ///
    /// `taste` gives every move a price beside its length, so that different tastes find different tracks.
    pub fn connect(
        &self,
        from: TrackJoint,
        goal: TrackJoint,
        occupancy: &Occupancy,
        taste: impl Fn(&Element) -> i32,
    ) -> Option<Vec<Element>> {
        let mut reached = vec![Reached { joint: from, parent: 0, element: None, cost: 0, length: 0 }];
        let mut queue = BinaryHeap::new();
        let mut seen = BTreeSet::new();
        queue.push(Reverse((distance(from.pose, goal), 0usize)));
        let mut looked = 0;
        while let Some(Reverse((_, index))) = queue.pop() {
            let Reached { joint, cost, length, .. } = reached[index];
            if index > 0 && joint == goal {
                return Some(track(&reached, index));
            }
            if !seen.insert((joint.pose, joint.shape)) || length >= MAX_LENGTH {
                continue;
            }
            looked += 1;
            if looked > self.effort {
                return None;
            }
            for &Move { element, end } in self.vocabulary.moves(joint.shape) {
                let Some(piece) = self.placing.catalogue.piece(element.piece) else { continue };
                let placed = PlacedPiece::new(piece, &element, joint.pose);
                let next = TrackJoint { shape: end, pose: placed.end };
                if seen.contains(&(next.pose, next.shape)) || !self.is_free(&placed, piece, occupancy) {
                    continue;
                }
                let cost = cost + piece.length / 8 + taste(&element);
                reached.push(Reached { joint: next, parent: index, element: Some(element), cost, length: length + 1 });
                let guess = cost + distance(next.pose, goal) + i32::from(next.shape != goal.shape) * 4;
                queue.push(Reverse((guess, reached.len() - 1)));
            }
        }
        None
    }

    fn is_free(&self, placed: &PlacedPiece, piece: &Piece, occupancy: &Occupancy) -> bool {
        placed
            .blocks(piece, self.placing.vehicle.clearance)
            .all(|block| self.bounds.hold(block.x, block.y, block.base, block.top) && occupancy.conflicts(&block) == 0)
    }
}

/// A guess at the cost of the way left, in quarters of a straight tile times greed.
fn distance(from: Pose, goal: TrackJoint) -> i32 {
    let goal = goal.pose;
    let (dx, dy) = ((goal.x - from.x).abs() / 32, (goal.y - from.y).abs() / 32);
    let level = dx + dy;
    let rise = (goal.z - from.z).abs() / 16;
    let turn = (goal.heading.number() ^ from.heading.number()) & 3;
    // A goal that lies behind has to be approached in a wide curve.
    let (sx, sy) = goal.heading.direction().step();
    let behind = (goal.x - from.x) * sx + (goal.y - from.y) * sy < 0;
    let detour = i32::from(turn != 0) * 3 + if behind { 6 } else { 0 };
    (level.max(rise) + detour) * GREED
}

fn track(reached: &[Reached], mut index: usize) -> Vec<Element> {
    let mut elements = Vec::with_capacity(reached[index].length);
    while let Some(element) = reached[index].element {
        elements.push(element);
        index = reached[index].parent;
    }
    elements.reverse();
    elements
}
