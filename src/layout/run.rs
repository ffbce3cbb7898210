//! Runs of equal pieces, as builders count them.

use crate::catalogue::PieceId;

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
