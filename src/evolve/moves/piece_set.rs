//! The pieces a search may use, by the shape of the joint they continue.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Catalogue, Direction, Piece, PieceId, Pitch, RideFlags, RideType, Roll};
use crate::design::Element;
use crate::layout::Pose;
use crate::quantity::{Height, MapPoint, TILE};
use crate::track_file::{Capacity, NewFormat};

use super::shape::Shape;
use crate::evolve::limits::Limits;

/// One way on from a joint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// The element to lay.
    pub element: Element,
    /// The shape it leaves.
    pub end: Shape,
}

/// Last piece that every edition of the game knows.
const LAST_KNOWN_TO_ALL: u16 = 255;

/// All ways on from every shape.
#[derive(Debug, Clone)]
pub struct PieceSet {
    moves: BTreeMap<Shape, Vec<Move>>,
    /// The straight piece of one tile that keeps a shape.
    straights: BTreeMap<Shape, Element>,
    /// The piece that takes the same way backwards.
    reversed: BTreeMap<(PieceId, bool), Element>,
    chainable: BTreeSet<(PieceId, bool)>,
    /// Fewest pieces from the second shape to the first.
    steps: BTreeMap<Shape, BTreeMap<Shape, u8>>,
    has_inverted_variant: bool,
    start: Shape,
    turns: bool,
}

impl PieceSet {
    /// The hand-buildable pieces of a ride type that the format of the limits can hold, less the forbidden ones. What is
    /// written as TD6 is for every edition of the game.
    pub fn new(catalogue: &Catalogue, ride: &RideType, limits: &Limits) -> Self {
        let has_inverted_variant = ride.has_inverted_variant();
        let capacity = Capacity::new(limits.format, ride, catalogue);
        let mut piece_set = Self {
            moves: BTreeMap::new(),
            straights: BTreeMap::new(),
            reversed: BTreeMap::new(),
            chainable: BTreeSet::new(),
            steps: BTreeMap::new(),
            has_inverted_variant,
            start: Shape { inverted: ride.has(RideFlags::START_CONSTRUCTION_INVERTED), ..Shape::LEVEL },
            turns: false,
        };
        let is_for_all = |id: PieceId| id.0 <= LAST_KNOWN_TO_ALL;
        let searched = |id: &&PieceId| {
            let special = is_special(**id) && !limits.required.contains(id);
            (limits.format == NewFormat::Td7 || is_for_all(**id))
                && capacity.holds(**id)
                && !id.is_station()
                && !special
                && !limits.forbidden.contains(id)
        };
        let states = [Some(&ride.buildable.normal), ride.buildable.inverted.as_ref()];
        for (inverted, state) in [false, true].into_iter().zip(states) {
            let Some(state) = state else { continue };
            piece_set.chainable.extend(state.chain.iter().map(|&piece| (piece, inverted)));
            for &id in state.pieces.iter().filter(searched) {
                let Some(piece) = catalogue.piece(id) else { continue };
                let element = Element { inverted, ..Element::new(id) };
                let element = if state.chain_required.contains(&id) { element.chained() } else { element };
                piece_set.add(piece, element);
            }
        }
        piece_set.pair_reversed(catalogue);
        piece_set.steps = piece_set.shapes().map(|goal| (goal, piece_set.steps_to(goal))).collect();
        piece_set
    }

    fn add(&mut self, piece: &Piece, element: Element) {
        let begin = before(piece, element.inverted);
        let end = self.after(piece, element.inverted);
        self.turns |= piece.end.turn != 0 && !matches!(begin.pitch, Pitch::Up90 | Pitch::Down90);
        if begin == end && is_straight(piece) {
            self.straights.entry(begin).or_insert(element);
        }
        self.moves.entry(begin).or_default().push(Move { element, end });
    }

    /// Finds for every piece between joints along the grid the one that leads back.
    fn pair_reversed(&mut self, catalogue: &Catalogue) {
        let all: Vec<Move> = self.moves.values().flatten().copied().collect();
        for Move { element, end } in &all {
            let Some(piece) = catalogue.piece(element.piece) else { continue };
            let begin = before(piece, element.inverted);
            if begin.diagonal || end.diagonal {
                continue;
            }
            let from = Pose::new(MapPoint::default(), Height(0), Direction::new(0));
            let (there, home) = (facing_back(from.after(piece)), facing_back(from));
            let leads_back = |back: &&Move| {
                let ends = catalogue.piece(back.element.piece).map(|kind| there.after(kind));
                back.end == begin.reversed() && ends == Some(home)
            };
            let backs = self.moves.get(&end.reversed()).map_or(&[][..], Vec::as_slice);
            let plain = |back: &&Move| back.element.piece.has_speed() == element.piece.has_speed();
            if let Some(back) = backs.iter().filter(plain).find(leads_back) {
                self.reversed.insert((element.piece, element.inverted), back.element);
            }
        }
    }

    /// Fewest pieces to a shape from every shape that leads there.
    fn steps_to(&self, goal: Shape) -> BTreeMap<Shape, u8> {
        let mut steps = BTreeMap::from([(goal, 0)]);
        loop {
            let before = steps.len();
            let further: Vec<(Shape, u8)> = self
                .moves
                .iter()
                .filter(|(shape, _)| !steps.contains_key(shape))
                .filter_map(|(&shape, moves)| {
                    Some((shape, 1 + moves.iter().filter_map(|way| steps.get(&way.end)).min()?))
                })
                .collect();
            steps.extend(further);
            if steps.len() == before {
                return steps;
            }
        }
    }

    /// The shape that a piece leaves.
    pub fn after(&self, piece: &Piece, inverted: bool) -> Shape {
        let flips = self.has_inverted_variant && piece.end.roll == Roll::UpsideDown;
        Shape {
            pitch: piece.end.pitch,
            roll: if flips { Roll::None } else { piece.end.roll },
            diagonal: piece.end.diagonal,
            inverted: inverted != flips,
        }
    }

    /// The shape of both ends of a station.
    pub const fn station_shape(&self) -> Shape {
        self.start
    }

    /// Whether a track can turn other than straight up in the air.
    pub const fn turns(&self) -> bool {
        self.turns
    }

    /// The ways on from a shape.
    pub fn moves(&self, shape: Shape) -> &[Move] {
        self.moves.get(&shape).map_or(&[], Vec::as_slice)
    }

    /// All shapes that some piece continues.
    pub fn shapes(&self) -> impl Iterator<Item = Shape> {
        self.moves.keys().copied()
    }

    /// Fewest pieces from one shape to another, if any lead there.
    pub fn steps(&self, from: Shape, to: Shape) -> Option<u8> {
        self.steps.get(&to)?.get(&from).copied()
    }

    /// The straight piece of one tile that keeps a shape, if there is one.
    pub fn straight(&self, shape: Shape) -> Option<Element> {
        self.straights.get(&shape).copied()
    }

    /// Whether an element is a straight piece of one tile that keeps its shape.
    pub fn is_straight(&self, element: &Element) -> bool {
        self.straights.values().any(|straight| straight.piece == element.piece)
    }

    /// Whether an element may carry a chain by hand.
    pub fn may_chain(&self, element: &Element) -> bool {
        self.chainable.contains(&(element.piece, element.inverted))
    }

    /// The way on from a shape with a certain piece, if there is one.
    pub fn find(&self, shape: Shape, piece: PieceId) -> Option<Move> {
        self.moves(shape).iter().find(|way| way.element.piece == piece).copied()
    }

    /// A shape that a piece continues, and the way on with it.
    pub fn place_of(&self, piece: PieceId) -> Option<(Move, Shape)> {
        self.shapes().find_map(|shape| Some((self.find(shape, piece)?, shape)))
    }

    /// The element that takes the same way backwards, with the same chain and speed; that of block brakes is fixed.
    pub fn reversed(&self, element: &Element) -> Option<Element> {
        let back = self.reversed.get(&(element.piece, element.inverted))?;
        let chain = back.chain || (element.chain && self.may_chain(back));
        let speed = if back.piece.is_block_brake() { back.speed } else { element.speed };
        Some(Element { chain, speed, ..*back })
    }
}

/// The shape that a piece continues.
pub(crate) const fn before(piece: &Piece, inverted: bool) -> Shape {
    Shape { pitch: piece.begin.pitch, roll: piece.begin.roll, diagonal: piece.begin.diagonal, inverted }
}

/// The same joint along the grid as seen by a train driving the other way, one tile back.
fn facing_back(pose: Pose) -> Pose {
    let direction = pose.heading.direction();
    Pose::new(pose.at - direction.step(), pose.z, direction.reversed())
}

/// Whether a piece goes one tile straight ahead, or straight up or down.
fn is_straight(piece: &Piece) -> bool {
    let ahead = piece.end_offset;
    let aside = if piece.begin.diagonal { 0 } else { ahead.y };
    piece.end.turn == 0 && aside == 0 && ahead.x.abs() <= TILE && !piece.id.has_speed() && !is_special(piece.id)
}

/// Pieces that take part only on request: photo sections and cable lifts are once per ride, block brakes
/// need trains to divide.
fn is_special(id: PieceId) -> bool {
    matches!(id, PieceId::ON_RIDE_PHOTO | PieceId::CABLE_LIFT_HILL) || id.is_block_brake()
}
