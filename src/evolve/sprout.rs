//! First designs: a platform, a lift, a drop, a stroll, and the way home.

use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use crate::catalogue::{Piece, PieceId, Pitch};
use crate::design::Element;
use crate::layout::{Occupancy, PlacedPiece};

use super::closer::{Bounds, Closer};
use super::genome::{Genome, TrackJoint};
use super::vocabulary::{Move, Shape};
use super::workshop::Workshop;

/// Height that a train loses per tile of track, in eighths of a z unit: a guess that testing corrects.
const LOSS: i32 = 12;
/// Pieces tried before a growing track is given up.
const TRIES: usize = 400;

/// Track that grows piece by piece through free space.
pub(super) struct Growth<'a, 'b> {
    workshop: &'a Workshop<'a>,
    occupancy: &'b mut Occupancy,
    bounds: Bounds,
    pub joint: TrackJoint,
    pub track: Vec<Element>,
    joints: Vec<TrackJoint>,
    /// Height up to which the train is expected to come, in eighths of a z unit.
    energy: i32,
}

impl<'a, 'b> Growth<'a, 'b> {
    pub fn new(workshop: &'a Workshop<'a>, occupancy: &'b mut Occupancy, bounds: Bounds, from: TrackJoint) -> Self {
        Self { workshop, occupancy, bounds, joint: from, track: Vec::new(), joints: Vec::new(), energy: i32::MAX / 2 }
    }

    fn piece(&self, element: Element) -> Option<&'a Piece> {
        self.workshop.placing.catalogue.piece(element.piece)
    }

    /// Lays an element if there is room for it.
    pub fn lay(&mut self, element: Element, end: Shape) -> bool {
        let Some(piece) = self.piece(element) else { return false };
        let placed = PlacedPiece::new(piece, &element, self.joint.pose);
        let clearance = self.workshop.placing.vehicle.clearance;
        let free = placed.blocks(piece, clearance).all(|block| {
            self.bounds.hold(block.x, block.y, block.base, block.top) && self.occupancy.conflicts(&block) == 0
        });
        if !free {
            return false;
        }
        placed.blocks(piece, clearance).for_each(|block| self.occupancy.occupy(&block));
        self.joints.push(self.joint);
        self.joint = TrackJoint { shape: end, pose: placed.end };
        self.track.push(element);
        self.energy = self.energy.saturating_sub(LOSS * piece.length / 32);
        true
    }

    /// Takes the last element up again.
    pub fn undo(&mut self) {
        let (Some(element), Some(joint)) = (self.track.pop(), self.joints.pop()) else { return };
        let Some(piece) = self.piece(element) else { return };
        let placed = PlacedPiece::new(piece, &element, joint.pose);
        for block in placed.blocks(piece, self.workshop.placing.vehicle.clearance) {
            self.occupancy.vacate(&block);
        }
        self.joint = joint;
        self.energy = self.energy.saturating_add(LOSS * piece.length / 32);
    }

    /// Lays a piece by its id where the shape allows it.
    fn lay_piece(&mut self, id: PieceId, chain: bool) -> bool {
        let Some(Move { element, end }) = self.workshop.vocabulary.find(self.joint.shape, id) else { return false };
        let chain = chain && self.workshop.vocabulary.may_chain(&element);
        self.lay(Element { chain: element.chain || chain, ..element }, end)
    }

    /// A chain lift of so many slope pieces, and the height it gives.
    fn climb(&mut self, slopes: usize) -> bool {
        let begun = self.lay_piece(PieceId(6), true);
        let risen = begun && (0..slopes).all(|_| self.lay_piece(PieceId(4), true));
        let topped = begun && self.lay_piece(PieceId::UP_25_TO_FLAT, true);
        self.energy = self.joint.pose.z * 8;
        risen && topped
    }

    /// Lays random pieces. Climbs only as high as the train is expected to come.
    pub fn stroll(&mut self, pieces: usize, rng: &mut ChaCha8Rng) {
        let target = self.track.len() + pieces;
        let mut tries = 0;
        while self.track.len() < target && tries < TRIES {
            tries += 1;
            let laid = match self.pick(rng) {
                Some(Move { element, end }) => self.lay(element, end),
                None => false,
            };
            if !laid && tries % 8 == 7 {
                self.undo();
            }
        }
    }

    fn pick(&self, rng: &mut ChaCha8Rng) -> Option<Move> {
        let moves = self.workshop.vocabulary.moves(self.joint.shape);
        let way = moves.choose(rng)?;
        let piece = self.piece(way.element)?;
        let rises = piece.end.z - piece.begin.z;
        let too_high = rises > 0 && (self.joint.pose.z + rises) * 8 > self.energy;
        let is_brake = way.element.piece.is_brake();
        (!too_high && (!is_brake || rng.random_range(0..6) == 0)).then_some(with_speed(*way, rng))
    }
}

/// A random speed for brakes and boosters.
pub(super) fn with_speed(way: Move, rng: &mut ChaCha8Rng) -> Move {
    if way.element.piece.has_speed() {
        let speed = 2 * rng.random_range(2..=15);
        return Move { element: way.element.with_speed(speed), ..way };
    }
    way
}

/// How strongly a random taste dislikes each piece: the same piece costs the same within one search.
pub(super) fn taste(rng: &mut ChaCha8Rng) -> impl Fn(&Element) -> i32 + use<> {
    let seed: u32 = rng.random();
    let variety = *[0, 8, 24].choose(rng).unwrap_or(&8);
    move |element: &Element| {
        let mixed = (u32::from(element.piece.0) ^ seed).wrapping_mul(0x9E37_79B1) >> 16;
        (mixed as i32 % (variety + 1)) + if element.piece.is_brake() { 40 } else { 0 }
    }
}

impl Workshop<'_> {
    /// A first design; `None` when this attempt did not find home.
    pub fn sprout(&self, occupancy: &mut Occupancy, rng: &mut ChaCha8Rng) -> Option<Genome> {
        occupancy.clear();
        let ride = self.placing.ride;
        let surface = self.placing.site.surface;
        let (min_cars, max_cars) = self.placing.vehicle.cars_per_train;
        let fits = |cars: &u8| self.limits.station.is_none_or(|tiles| self.platform_for(*cars) <= tiles);
        let lengths: Vec<u8> = (min_cars..=max_cars).filter(fits).collect();
        let cars = *lengths.choose(rng).unwrap_or(&min_cars);
        let mut genome = Genome {
            station: self.limits.station.unwrap_or_else(|| self.platform_for(cars)),
            track: Vec::new(),
            cars,
            lift_speed: rng.random_range(ride.lift_speed.min..=ride.lift_speed.max) as u8,
            operation_option: rng.random_range(ride.operation_option.min..=ride.operation_option.max) as u8,
        };
        let rear = self.rear(surface);
        let platform = crate::layout::lay_out(self.placing.catalogue, &genome.elements(), rear).ok()?;
        for piece in &platform {
            let kind = self.placing.catalogue.piece(piece.piece)?;
            piece.blocks(kind, self.placing.vehicle.clearance).for_each(|block| occupancy.occupy(&block));
        }
        let bounds = self.bounds(&platform);
        let start = *genome.joints(self.placing.catalogue, &self.vocabulary, rear).last()?;
        let mut growth = Growth::new(self, occupancy, bounds, start);
        if rng.random_range(0..2) == 0 {
            growth.stroll_level(rng.random_range(1..4), rng);
        }
        if self.vocabulary.may_chain(&Element::new(PieceId(4))) && !growth.climb(rng.random_range(3..18)) {
            return None;
        }
        growth.stroll(rng.random_range(10..50), rng);
        let (joint, mut track) = (growth.joint, growth.track);
        if !self.builds_circuits() {
            genome.track = track;
            return Some(genome);
        }
        let goal = TrackJoint { shape: self.vocabulary.station_shape(), pose: rear };
        let closer = Closer { placing: &self.placing, vocabulary: &self.vocabulary, bounds, effort: 3000 };
        track.extend(closer.connect(joint, goal, occupancy, taste(rng))?);
        genome.track = track;
        Some(genome)
    }

    /// The shortest platform that holds a train.
    pub fn platform_for(&self, cars: u8) -> u8 {
        const DEDUCTION: i64 = 92_970;
        let spacing: i64 = self.placing.vehicle.train(usize::from(cars)).map(|car| i64::from(car.spacing)).sum();
        let tiles = (spacing + DEDUCTION + crate::layout::TILE_SPACING - 1) / crate::layout::TILE_SPACING;
        tiles.clamp(2, 32) as u8
    }
}

impl Growth<'_, '_> {
    /// Lays level pieces, for the way to the lift.
    fn stroll_level(&mut self, pieces: usize, rng: &mut ChaCha8Rng) {
        for _ in 0..pieces * 4 {
            let level = |way: &&Move| way.end.pitch == Pitch::Level && way.end == self.joint.shape;
            let moves: Vec<Move> =
                self.workshop.vocabulary.moves(self.joint.shape).iter().filter(level).copied().collect();
            if let Some(&Move { element, end }) = moves.choose(rng)
                && !element.piece.has_speed()
            {
                self.lay(element, end);
            }
            if self.track.len() >= pieces {
                return;
            }
        }
    }
}
