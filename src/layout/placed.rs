//! Pieces laid on the ground: where they lie and what space their blocks take (rules: construction 1.5).

use crate::catalogue::{Block, Catalogue, Direction, Heading, Piece, PieceId};
use crate::design::Element;
use crate::quantity::{Height, MapPoint};

use super::pose::Pose;
use super::refusal::UnknownPiece;

/// A piece at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedPiece {
    /// The piece; station pieces carry the id the game gives them in their row.
    pub piece: PieceId,
    /// Where it begins, diagonally or not as its own shape says, whatever it was laid after.
    pub begin: Pose,
    /// Where the next piece begins.
    pub end: Pose,
    /// Direction stored with the piece.
    pub direction: Direction,
    /// Base height of its first block.
    pub base: Height,
    /// Base height of its last block.
    pub last_base: Height,
    /// Whether it carries a chain.
    pub chain: bool,
    /// Whether it is inverted.
    pub inverted: bool,
    /// Speed of brakes and boosters.
    pub speed: u8,
}

impl PlacedPiece {
    /// Lays an element at a joint.
    #[inline]
    pub fn new(piece: &Piece, element: &Element, begin: Pose) -> Self {
        let origin_z = begin.origin_z(piece);
        let base = |block: Option<&Block>| (origin_z + block.map_or(Height(0), |block| block.z)).floor();
        let direction = begin.heading.direction();
        Self {
            piece: element.piece,
            begin: Pose { heading: Heading::new(direction, piece.begin.diagonal), ..begin },
            end: begin.after(piece),
            direction,
            base: base(piece.blocks.first()),
            last_base: base(piece.blocks.last()),
            chain: element.chain,
            inverted: element.inverted,
            speed: element.speed,
        }
    }

    /// Raises the piece by a multiple of 8.
    pub fn raise(&mut self, rise: Height) {
        self.begin.z += rise;
        self.end.z += rise;
        self.base += rise;
        self.last_base += rise;
    }

    /// The height of its lowest block.
    pub fn lowest_base(&self, piece: &Piece) -> Option<Height> {
        let lowest = piece.blocks.iter().map(|block| block.z).min()?;
        Some((self.begin.origin_z(piece) + lowest).floor())
    }

    /// The piece's blocks on the ground for a vehicle's clearance.
    pub fn blocks<'a>(&self, piece: &'a Piece, clearance: Height) -> impl Iterator<Item = PlacedBlock> + 'a {
        let (begin, direction) = (self.begin, self.direction);
        let origin_z = begin.origin_z(piece);
        piece.blocks.iter().map(move |block| PlacedBlock::new(block, begin, direction, origin_z, clearance))
    }
}

/// What the clearance of a vehicle counts at most over a vertical block.
const VERTICAL_CLEARANCE: Height = Height(24);

/// The share of a tile that a block takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedBlock {
    /// Corner of its tile.
    pub at: MapPoint,
    /// First height taken.
    pub base: Height,
    /// First height above that is free.
    pub top: Height,
    /// Quarters taken; 0 occupies nothing.
    pub quarters: u8,
    /// Corners of the floor that are raised.
    pub raised: u8,
}

impl PlacedBlock {
    /// Whether it takes space of another.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let is_on_its_quarters = self.at == other.at && self.quarters & other.quarters != 0;
        is_on_its_quarters && self.base < other.top && other.base < self.top
    }

    #[inline]
    fn new(block: &Block, begin: Pose, direction: Direction, origin_z: Height, clearance: Height) -> Self {
        let base = (origin_z + block.z).floor();
        let extra = if block.vertical { clearance.min(VERTICAL_CLEARANCE) } else { clearance };
        Self {
            at: begin.at + direction.rotate(block.offset),
            base,
            top: base + (block.clearance + extra).floor(),
            quarters: direction.rotate_mask(block.quarters),
            raised: direction.rotate_mask(block.raised),
        }
    }

    /// Whether the block lies wholly under the ground.
    pub fn is_underground(&self, surface: Height) -> bool {
        surface >= self.top && self.raised != 15
    }
}

/// Lays elements end to end from a joint.
///
/// # Errors
/// When the piece of an element does not exist.
pub fn lay_out(catalogue: &Catalogue, elements: &[Element], start: Pose) -> Result<Vec<PlacedPiece>, UnknownPiece> {
    let mut pose = start;
    let mut placed = Vec::with_capacity(elements.len());
    for (index, element) in elements.iter().enumerate() {
        let piece = catalogue.piece(element.piece).ok_or(UnknownPiece { index, piece: element.piece })?;
        let here = PlacedPiece::new(piece, element, pose);
        pose = here.end;
        placed.push(here);
    }
    Ok(placed)
}
