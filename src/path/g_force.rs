//! What riders feel (rules: ratings 2.4).

use crate::catalogue::{Catalogue, Piece};

/// What riders feel at a sub-position (rules: ratings 2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GForceFactors {
    /// Vertical part of gravity, before it is scaled to hundredths.
    pub gravity: i32,
    /// Vertical curvature factor; 0 is straight.
    pub vertical: i32,
    /// Lateral curvature factor; 0 is straight.
    pub lateral: i32,
}

impl GForceFactors {
    /// What a sub-position of a piece feels like to a car that stands so.
    pub fn new(catalogue: &Catalogue, piece: &Piece, pitch: u8, roll: u8, progress: i32) -> Self {
        Self {
            gravity: catalogue.car_angles().felt_gravity(pitch, roll),
            vertical: piece.vertical_factor.at(progress),
            lateral: piece.lateral_factor.at(progress),
        }
    }

    /// Vertical and lateral G at a velocity, in hundredths.
    pub const fn g_force(&self, velocity: i32) -> (i16, i16) {
        let force = velocity.wrapping_abs().wrapping_mul(98);
        let vertical = if self.vertical == 0 { 0 } else { force / self.vertical };
        let lateral = if self.lateral == 0 { 0 } else { force / self.lateral };
        (hundredths(self.gravity.wrapping_add(vertical)), hundredths(lateral))
    }
}

const fn hundredths(force: i32) -> i16 {
    (force.wrapping_mul(10) >> 16) as i16
}
