//! Track that stands in itself at one height.

use std::fmt;

use serde::Serialize;

use super::trouble::PieceAt;
use crate::layout::{Crossing, Layout};
use crate::quantity::Height;

/// Two pieces that take the same space, and what trains do there; reads as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CrossingReport {
    /// The piece placed first, and the one placed in it.
    pub pieces: [PieceAt; 2],
    /// Tile of the map, x and y.
    pub tile: (i32, i32),
    /// Z units.
    pub height: Height,
    /// Whether a train on the later piece goes on from the earlier one.
    pub changes_track: bool,
}

impl CrossingReport {
    /// The crossings of a layout in the order of its pieces.
    pub fn all(layout: &Layout) -> Vec<Self> {
        let report = |Crossing { pieces: (earlier, later), tile, height, changes_track }| Self {
            pieces: [earlier, later].map(|piece| PieceAt::new(layout, piece)),
            tile: (tile.x, tile.y),
            height,
            changes_track,
        };
        layout.crossings().into_iter().map(report).collect()
    }
}

impl fmt::Display for CrossingReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pieces: [earlier, later], tile: (x, y), height: Height(z), .. } = self;
        let (first, second) = (earlier.piece, later.piece);
        write!(
            out,
            "{earlier} and {later} take the same space on tile {x},{y} at height {z}; the game builds both, and "
        )?;
        if self.changes_track {
            write!(out, "a train on piece {second} changes track and goes on from piece {first}")
        } else {
            write!(out, "what trains do there has not been seen")
        }
    }
}
