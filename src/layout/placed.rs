//! Pieces laid on the ground: where they lie and what space their blocks take (rules: construction 1.5).

use crate::catalogue::{Block, Catalogue, Direction, Heading, Piece, PieceId};
use crate::design::Element;

use super::pose::Pose;

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
    pub base: i32,
    /// Base height of its last block.
    pub last_base: i32,
    /// Whether it carries a chain.
    pub chain: bool,
    /// Whether it is inverted.
    pub inverted: bool,
    /// Speed of brakes and boosters.
    pub speed: u8,
}

impl PlacedPiece {
    /// Lays an element at a joint.
    pub fn new(piece: &Piece, element: &Element, begin: Pose) -> Self {
        let origin_z = begin.origin_z(piece);
        let base = |block: Option<&Block>| floor8(origin_z + block.map_or(0, |block| block.z));
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
    pub const fn raise(&mut self, rise: i32) {
        self.begin.z += rise;
        self.end.z += rise;
        self.base += rise;
        self.last_base += rise;
    }

    /// The height of its lowest block.
    pub fn lowest_base(&self, piece: &Piece) -> Option<i32> {
        let lowest = piece.blocks.iter().map(|block| block.z).min()?;
        Some(floor8(self.begin.origin_z(piece) + lowest))
    }

    /// The piece's blocks on the ground for a vehicle's clearance.
    pub fn blocks<'a>(&self, piece: &'a Piece, clearance: i32) -> impl Iterator<Item = PlacedBlock> + 'a {
        let (begin, direction) = (self.begin, self.direction);
        let origin_z = begin.origin_z(piece);
        piece.blocks.iter().map(move |block| PlacedBlock::new(block, begin, direction, origin_z, clearance))
    }
}

/// The share of a tile that a block takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedBlock {
    /// Tile corner in map units.
    pub x: i32,
    /// Tile corner in map units.
    pub y: i32,
    /// First height taken.
    pub base: i32,
    /// First height above that is free.
    pub top: i32,
    /// Quarters taken; 0 occupies nothing.
    pub quarters: u8,
    /// Corners of the floor that are raised.
    pub raised: u8,
}

impl PlacedBlock {
    fn new(block: &Block, begin: Pose, direction: Direction, origin_z: i32, clearance: i32) -> Self {
        let (dx, dy) = direction.rotate((block.x, block.y));
        let base = floor8(origin_z + block.z);
        let extra = if block.vertical { clearance.min(24) } else { clearance };
        Self {
            x: begin.x + dx,
            y: begin.y + dy,
            base,
            top: base + floor8(block.clearance + extra),
            quarters: direction.rotate_mask(block.quarters),
            raised: direction.rotate_mask(block.raised),
        }
    }

    /// Whether the block lies wholly under the ground.
    pub const fn is_underground(&self, surface: i32) -> bool {
        surface >= self.top && self.raised != 15
    }
}

/// Rounds down to a multiple of 8.
pub const fn floor8(z: i32) -> i32 {
    z & !7
}

/// Lays elements end to end from a joint.
///
/// # Errors
/// The index of an element whose piece does not exist.
pub fn lay_out(catalogue: &Catalogue, elements: &[Element], start: Pose) -> Result<Vec<PlacedPiece>, usize> {
    let mut pose = start;
    let mut placed = Vec::with_capacity(elements.len());
    for (index, element) in elements.iter().enumerate() {
        let piece = catalogue.piece(element.piece).ok_or(index)?;
        let here = PlacedPiece::new(piece, element, pose);
        pose = here.end;
        placed.push(here);
    }
    Ok(placed)
}
