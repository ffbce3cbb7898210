//! Track that grows through free space, piece by piece and element by element.

use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use crate::catalogue::{Piece, PieceId};
use crate::design::Element;
use crate::layout::{Occupancy, PlacedPiece};

use super::bounds::Bounds;
use super::ground::Ground;
use crate::evolve::genome::TrackJoint;
use crate::evolve::moves::{Move, Shape};
use crate::evolve::problem::Problem;

/// Height that a train loses per tile of track, in eighths of a z unit: a guess that testing corrects.
const LOSS: i32 = 12;
/// Pieces tried before a growing track is given up.
const TRIES: usize = 400;
/// The pieces of a chain lift.
struct Lift {
    foot: &'static [PieceId],
    slope: PieceId,
    top: &'static [PieceId],
}

const GENTLE: Lift = Lift { foot: &[PieceId::FLAT_TO_UP_25], slope: PieceId::UP_25, top: &[PieceId::UP_25_TO_FLAT] };
const STEEP: Lift = Lift {
    foot: &[PieceId::FLAT_TO_UP_25, PieceId::UP_25_TO_UP_60],
    slope: PieceId::UP_60,
    top: &[PieceId::UP_60_TO_UP_25, PieceId::UP_25_TO_FLAT],
};
/// Most straight parts of a lift, and turns tried between two.
const FLIGHTS: usize = 8;
const TURN_TRIES: usize = 4;
/// One figure in this number is a chain lift.
const LIFTS: u32 = 20;
/// Most times that a piece of a figure is laid.
const MOST_REPEATS: usize = 6;

/// A growing end of track.
pub(crate) struct Growth<'a, 'b> {
    problem: &'a Problem<'a>,
    occupancy: &'b mut Occupancy,
    pub bounds: Bounds,
    pub joint: TrackJoint,
    pub track: Vec<Element>,
    joints: Vec<TrackJoint>,
    /// Height up to which the train is expected to come, in eighths of a z unit.
    pub energy: i32,
}

impl<'a, 'b> Growth<'a, 'b> {
    pub(crate) fn new(
        problem: &'a Problem<'a>,
        occupancy: &'b mut Occupancy,
        bounds: Bounds,
        from: TrackJoint,
    ) -> Self {
        Self { problem, occupancy, bounds, joint: from, track: Vec::new(), joints: Vec::new(), energy: i32::MAX / 2 }
    }

    fn piece(&self, element: Element) -> Option<&'a Piece> {
        self.problem.placer.catalogue.piece(element.piece)
    }

    /// Lays an element if there is room for it.
    pub(crate) fn lay(&mut self, element: Element, end: Shape) -> bool {
        let Some(piece) = self.piece(element) else { return false };
        let placed = PlacedPiece::new(piece, &element, self.joint.pose);
        if !Ground::of(self.problem).has_room(&placed, piece, &self.bounds, self.occupancy) {
            return false;
        }
        let clearance = self.problem.placer.vehicle.clearance;
        placed.blocks(piece, clearance).for_each(|block| self.occupancy.occupy(&block));
        self.joints.push(self.joint);
        self.joint = TrackJoint { shape: end, pose: placed.end };
        self.track.push(element);
        self.energy = self.energy.saturating_sub(LOSS * piece.length / 32);
        if element.chain {
            self.energy = self.energy.max(self.joint.pose.z.0 * 8);
        }
        true
    }

    /// Takes the last element up again.
    pub(crate) fn undo(&mut self) {
        let (Some(element), Some(joint)) = (self.track.pop(), self.joints.pop()) else { return };
        let Some(piece) = self.piece(element) else { return };
        let placed = PlacedPiece::new(piece, &element, joint.pose);
        for block in placed.blocks(piece, self.problem.placer.vehicle.clearance) {
            self.occupancy.vacate(&block);
        }
        self.joint = joint;
        self.energy = self.energy.saturating_add(LOSS * piece.length / 32);
    }

    /// Lays elements as far as they fit; whether any did.
    pub(crate) fn lay_all(&mut self, elements: &[Element]) -> bool {
        let before = self.track.len();
        for element in elements {
            let fits = self.problem.piece_set.find(self.joint.shape, element.piece);
            let Some(Move { end, .. }) = fits else { break };
            if !self.lay(*element, end) {
                break;
            }
        }
        self.track.len() > before
    }

    /// Lays a stretch of pieces after the way to its first; whether all of it lies.
    pub(crate) fn lay_stretch(&mut self, pieces: &[PieceId], rng: &mut ChaCha8Rng) -> bool {
        let Some(&first) = pieces.first() else { return true };
        let Some((_, shape)) = self.problem.piece_set.place_of(first) else { return false };
        self.reach(shape, rng) && pieces.iter().all(|&piece| self.lay_piece(piece, false))
    }

    /// Lays a piece by its id where the shape allows it.
    fn lay_piece(&mut self, id: PieceId, chain: bool) -> bool {
        let Some(Move { element, end }) = self.problem.piece_set.find(self.joint.shape, id) else { return false };
        let chain = chain && self.problem.piece_set.may_chain(&element);
        self.lay(Element { chain: element.chain || chain, ..element }, end)
    }

    /// A chain lift of a number of slope pieces, steep ones where a chain may pull these. Where there is no room straight
    /// ahead it turns and climbs on.
    pub(crate) fn climb(&mut self, slopes: usize, steep: bool, rng: &mut ChaCha8Rng) -> bool {
        let steep = steep && self.problem.piece_set.may_chain(&Element::new(PieceId::UP_60));
        let lift = if steep { &STEEP } else { &GENTLE };
        let slopes = if steep { slopes.div_ceil(4) } else { slopes };
        self.energy = self.joint.pose.z.0 * 8;
        let mut risen = 0;
        for _ in 0..FLIGHTS {
            risen += self.flight(lift, slopes - risen);
            if risen == slopes || !self.turn(rng) {
                break;
            }
        }
        risen > 0
    }

    /// A straight part of a lift; how many slope pieces it has. Where not even one fits, nothing is laid.
    fn flight(&mut self, lift: &Lift, most: usize) -> usize {
        let before = self.track.len();
        if !lift.foot.iter().all(|&piece| self.lay_piece(piece, true)) {
            self.take_up(before);
            return 0;
        }
        let foot = self.track.len();
        while self.track.len() - foot < most && self.lay_piece(lift.slope, true) {}
        while self.track.len() > foot {
            let slopes = self.track.len();
            if lift.top.iter().all(|&piece| self.lay_piece(piece, true)) {
                return slopes - foot;
            }
            self.take_up(slopes - 1);
        }
        self.take_up(before);
        0
    }

    /// A level turn.
    fn turn(&mut self, rng: &mut ChaCha8Rng) -> bool {
        let here = self.joint.shape;
        let turns = |way: &&Move| way.end == here && self.piece(way.element).is_some_and(|piece| piece.end.turn != 0);
        let turns: Vec<Move> = self.problem.piece_set.moves(here).iter().filter(turns).copied().collect();
        (0..TURN_TRIES).any(|_| turns.choose(rng).is_some_and(|way| self.lay(way.element, way.end)))
    }

    /// Takes up all elements from a place on.
    fn take_up(&mut self, from: usize) {
        while self.track.len() > from {
            self.undo();
        }
    }

    /// Lays level straight pieces.
    pub(crate) fn lay_level(&mut self, pieces: usize) {
        for _ in 0..pieces {
            let Some(element) = self.problem.piece_set.straight(self.joint.shape) else { return };
            self.lay(element, self.joint.shape);
        }
    }

    /// Lays random pieces, and now and then a figure.
    pub(crate) fn walk(&mut self, pieces: usize, rng: &mut ChaCha8Rng) {
        let target = self.track.len() + pieces;
        let mut tries = 0;
        while self.track.len() < target && tries < TRIES {
            tries += 1;
            let laid = if rng.random_range(0..4) == 0 {
                self.figure(rng)
            } else {
                self.pick(rng).is_some_and(|Move { element, end }| self.lay(element, end))
            };
            if !laid && tries % 8 == 7 {
                self.undo();
            }
        }
    }

    /// A whole element: the way to a piece, the piece once or more, and as a rule the way back to level. Hills, drops,
    /// helices, banked turns and inversions arise this way, whatever the ride type has.
    pub(crate) fn figure(&mut self, rng: &mut ChaCha8Rng) -> bool {
        let piece_set = &self.problem.piece_set;
        if rng.random_range(0..LIFTS) == 0 {
            let slopes = rng.random_range(2..10);
            let steep = rng.random_range(0..2) == 0;
            return self.climb(slopes, steep, rng);
        }
        let shapes: Vec<Shape> = piece_set.shapes().collect();
        let Some(&shape) = shapes.choose(rng) else { return false };
        let Some(&way) = piece_set.moves(shape).choose(rng) else { return false };
        self.figure_of(way, shape, rng)
    }

    /// The figure of a certain piece, which continues a shape.
    pub(crate) fn figure_of(&mut self, way: Move, shape: Shape, rng: &mut ChaCha8Rng) -> bool {
        if !self.reach(shape, rng) || !self.may_lay(way, rng) {
            return false;
        }
        let way = with_speed(way, rng);
        let repeats = if way.end == shape { rng.random_range(1..=MOST_REPEATS) } else { 1 };
        let laid = (0..repeats).filter(|_| self.may_lay(way, rng) && self.lay(way.element, way.end)).count();
        let level = Shape { inverted: self.joint.shape.inverted, ..Shape::LEVEL };
        laid > 0 && (rng.random_range(0..4) == 0 || self.reach(level, rng))
    }

    /// Lays the fewest pieces that lead to a shape.
    fn reach(&mut self, goal: Shape, rng: &mut ChaCha8Rng) -> bool {
        let piece_set = &self.problem.piece_set;
        while self.joint.shape != goal {
            let Some(steps) = piece_set.steps(self.joint.shape, goal) else { return false };
            let nearer = |way: &&Move| piece_set.steps(way.end, goal).is_some_and(|after| after < steps);
            let ways: Vec<Move> = piece_set.moves(self.joint.shape).iter().filter(nearer).copied().collect();
            let Some(&way) = ways.choose(rng) else { return false };
            if !self.may_lay(way, rng) || !self.lay(way.element, way.end) {
                return false;
            }
        }
        true
    }

    fn pick(&self, rng: &mut ChaCha8Rng) -> Option<Move> {
        let way = *self.problem.piece_set.moves(self.joint.shape).choose(rng)?;
        self.may_lay(way, rng).then(|| with_speed(way, rng))
    }

    /// Whether the train is expected to come so high; brakes are laid now and then only.
    fn may_lay(&self, way: Move, rng: &mut ChaCha8Rng) -> bool {
        let Some(piece) = self.piece(way.element) else { return false };
        let rises = piece.end.z - piece.begin.z;
        let too_high = rises.0 > 0 && !way.element.chain && (self.joint.pose.z + rises).0 * 8 > self.energy;
        let is_rare = way.element.piece.is_brake() || way.element.piece.is_block_brake();
        !too_high && (!is_rare || rng.random_range(0..6) == 0)
    }
}

/// A random speed for brakes and boosters.
pub(crate) fn with_speed(way: Move, rng: &mut ChaCha8Rng) -> Move {
    let has_speed = way.element.piece.has_speed() && !way.element.piece.is_block_brake();
    if has_speed {
        let speed = 2 * rng.random_range(2..=15);
        return Move { element: way.element.with_speed(speed), ..way };
    }
    way
}

/// Random prices of pieces beside their length, so that different closers find different ways; the price of a piece
/// stays the same.
pub(crate) fn random_prices(rng: &mut ChaCha8Rng) -> impl Fn(&Element) -> i32 + use<> {
    let seed: u32 = rng.random();
    let variety = *[0, 8, 24].choose(rng).unwrap_or(&8);
    move |element: &Element| {
        let mixed = (u32::from(element.piece.0) ^ seed).wrapping_mul(0x9E37_79B1) >> 16;
        (mixed as i32 % (variety + 1)) + if element.piece.has_speed() { 40 } else { 0 }
    }
}
