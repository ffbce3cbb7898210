//! Runs of equal pieces, as builders count them.

use crate::catalogue::{Piece, PieceId};

use super::Layout;
use super::placed::PlacedPiece;

/// Equal pieces in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Index of the first piece in the design.
    pub first: usize,
    /// Number of pieces.
    pub count: usize,
}

impl Run {
    /// What it is, apart from speeds: `4 x up 25, chain`. The pieces of a platform are all called station.
    pub fn title(self, layout: &Layout) -> String {
        let piece = &layout.pieces[self.first];
        let kind = layout.catalogue.piece(piece.piece);
        let name =
            if piece.piece.is_station() { "station".to_owned() } else { kind.map_or_else(String::new, Piece::title) };
        let chain = if piece.chain { ", chain" } else { "" };
        let inverted = if piece.inverted { ", inverted" } else { "" };
        format!("{} x {name}{chain}{inverted}", self.count)
    }
}

impl Layout<'_> {
    /// The runs of equal pieces in the order of the design. All pieces of a platform are one.
    pub fn runs(&self) -> Vec<Run> {
        let mut first = 0;
        let runs = self.pieces.chunk_by(|a, b| kind(a) == kind(b));
        runs.map(|pieces| {
            let run = Run { first, count: pieces.len() };
            first += pieces.len();
            run
        })
        .collect()
    }
}

/// What tells a piece from the next.
fn kind(piece: &PlacedPiece) -> (PieceId, bool, bool, u8) {
    let id = if piece.piece.is_station() { PieceId::MIDDLE_STATION } else { piece.piece };
    (id, piece.chain, piece.inverted, piece.speed)
}
