//! The pieces a search may use, by the shape of the joint they continue.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Catalogue, Piece, PieceId, Pitch, RideType, Roll};
use crate::design::Element;

/// The shape of a joint: what the next piece has to match (rules: construction 3.3, 3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shape {
    /// Slope.
    pub pitch: Pitch,
    /// Bank.
    pub roll: Roll,
    /// Whether the joint lies diagonally.
    pub diagonal: bool,
    /// Inverted state, on types with an inverted variant.
    pub inverted: bool,
}

impl Shape {
    /// Level, upright, along the grid.
    pub const LEVEL: Self = Self { pitch: Pitch::Level, roll: Roll::None, diagonal: false, inverted: false };
}

/// One way on from a joint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// The element to lay.
    pub element: Element,
    /// The shape it leaves.
    pub end: Shape,
}

/// Largest id that a TD6 holds as itself.
const LAST_STORED: u16 = 255;

/// All ways on from every shape.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    moves: BTreeMap<Shape, Vec<Move>>,
    chainable: BTreeSet<(PieceId, bool)>,
    has_inverted_variant: bool,
    start: Shape,
}

impl Vocabulary {
    /// The hand-buildable pieces of a ride type that a TD6 can hold, less the forbidden ones.
    pub fn new(catalogue: &Catalogue, ride: &RideType, forbidden: &BTreeSet<PieceId>) -> Self {
        let has_inverted_variant = ride.has_inverted_variant();
        let mut vocabulary = Self {
            moves: BTreeMap::new(),
            chainable: BTreeSet::new(),
            has_inverted_variant,
            start: Shape { inverted: ride.has("start_construction_inverted"), ..Shape::LEVEL },
        };
        let states = [Some(&ride.buildable.normal), ride.buildable.inverted.as_ref()];
        for (inverted, state) in [false, true].into_iter().zip(states) {
            let Some(state) = state else { continue };
            vocabulary.chainable.extend(state.chain.iter().map(|&piece| (piece, inverted)));
            for &id in state.pieces.iter().filter(|id| is_searched(**id) && !forbidden.contains(id)) {
                let Some(piece) = catalogue.piece(id) else { continue };
                let element = Element { inverted, ..Element::new(id) };
                let element = if state.chain_required.contains(&id) { element.chained() } else { element };
                vocabulary.add(piece, element);
            }
        }
        vocabulary
    }

    fn add(&mut self, piece: &Piece, element: Element) {
        let begin = Shape {
            pitch: piece.begin.pitch,
            roll: piece.begin.roll,
            diagonal: piece.begin.diagonal,
            inverted: element.inverted,
        };
        let end = self.after(piece, element.inverted);
        self.moves.entry(begin).or_default().push(Move { element, end });
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

    /// The ways on from a shape.
    pub fn moves(&self, shape: Shape) -> &[Move] {
        self.moves.get(&shape).map_or(&[], Vec::as_slice)
    }

    /// All shapes that some piece continues.
    pub fn shapes(&self) -> impl Iterator<Item = Shape> {
        self.moves.keys().copied()
    }

    /// Whether an element may carry a chain by hand.
    pub fn may_chain(&self, element: &Element) -> bool {
        self.chainable.contains(&(element.piece, element.inverted))
    }

    /// The way on from a shape with a certain piece, if there is one.
    pub fn find(&self, shape: Shape, piece: PieceId) -> Option<Move> {
        self.moves(shape).iter().find(|way| way.element.piece == piece).copied()
    }
}

/// Stations are laid by the genome itself; photo sections and cable lifts are once per ride; block brakes need trains
/// to divide; boosters and brakes take part.
fn is_searched(id: PieceId) -> bool {
    let special = matches!(id, PieceId::ON_RIDE_PHOTO | PieceId::CABLE_LIFT_HILL | PieceId::DIAG_BLOCK_BRAKES);
    id.0 <= LAST_STORED && !id.is_station() && !special && !id.is_block_brake()
}
