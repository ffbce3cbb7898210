//! Curves of a track.

use crate::catalogue::Piece;
use crate::layout::Layout;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// The side that a piece turns to, if it turns to one.
const fn side(piece: &Piece) -> Option<Side> {
    match (piece.flags.turn_left, piece.flags.turn_right) {
        (true, false) => Some(Side::Left),
        (false, true) => Some(Side::Right),
        _ => None,
    }
}

/// Curves of a track, each of one or more turns to the same side with at most one piece between them, and how many of
/// them turn to the other side than the one before.
pub fn curves(layout: &Layout) -> (u8, u8) {
    let (mut curves, mut switches) = (0u8, 0u8);
    let (mut last, mut gap) = (None, 0);
    for piece in &layout.pieces {
        let Some(side) = layout.catalogue.piece(piece.piece).and_then(side) else {
            gap += 1;
            continue;
        };
        if last != Some(side) || gap > 1 {
            curves = curves.saturating_add(1);
            switches = switches.saturating_add(u8::from(last.is_some_and(|last| last != side)));
        }
        (last, gap) = (Some(side), 0);
    }
    (curves, switches)
}
