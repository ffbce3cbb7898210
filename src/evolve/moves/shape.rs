//! The shape of a joint.

use crate::catalogue::{Pitch, Roll};

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

    /// The shape that a train driving the other way finds.
    pub(crate) const fn reversed(self) -> Self {
        Self { pitch: self.pitch.reversed(), roll: self.roll.reversed(), ..self }
    }
}
