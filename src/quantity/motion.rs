//! Motion of trains (rules: physics 0.2, ratings 0).

use std::fmt;
use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

/// A whole unit of 16.16 fixed point.
const WHOLE: i32 = 1 << 16;

/// Miles per hour in a whole unit of velocity.
const MPH: f64 = 2.25;

/// A velocity in 16.16 fixed point: one whole unit is 2.25 mph. Negative is backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Velocity(pub i32);

impl Velocity {
    /// A whole number of units of 2.25 mph.
    pub const fn from_whole(units: i32) -> Self {
        Self(units * WHOLE)
    }

    /// Whole units of 2.25 mph, rounded down.
    pub const fn whole(self) -> i32 {
        self.0 >> 16
    }

    /// Units of 2.25 mph with their fraction.
    pub const fn exact(self) -> f64 {
        self.0 as f64 / WHOLE as f64
    }

    /// Miles per hour.
    pub const fn mph(self) -> f64 {
        self.exact() * MPH
    }

    /// Whole miles per hour, as the ride window shows them.
    pub const fn whole_mph(self) -> i32 {
        ((self.0 as i64 * 9) >> 18) as i32
    }

    /// The speed, whichever way it goes.
    #[must_use]
    pub const fn speed(self) -> Self {
        Self(self.0.wrapping_abs())
    }

    /// Whether it goes backwards.
    pub const fn is_backwards(self) -> bool {
        self.0 < 0
    }

    /// The velocity a tick later; the game's numbers wrap round.
    #[must_use]
    pub const fn after(self, acceleration: Acceleration) -> Self {
        Self(self.0.wrapping_add(acceleration.0))
    }
}

/// What a velocity gains in a tick, 16.16 fixed point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Acceleration(pub i32);

/// A length of track in 16.16 fixed point metres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Length(pub i32);

impl Length {
    /// Whole metres, rounded down.
    pub const fn metres(self) -> i32 {
        self.0 >> 16
    }

    /// Metres with their fraction.
    pub const fn exact_metres(self) -> f64 {
        self.0 as f64 / WHOLE as f64
    }
}

/// Lengths wrap round as the game's numbers do.
impl Add for Length {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// A force on riders in hundredths of g.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GForce(pub i16);

/// In g with two decimals: `-1.05`.
impl fmt::Display for GForce {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.2}", f64::from(self.0) / 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_units_round_down() {
        assert_eq!(Velocity(-1).whole(), -1);
        assert_eq!(Velocity::from_whole(7).whole(), 7);
        assert_eq!(Velocity(2_504_180).whole_mph(), 85);
        assert_eq!((Length(WHOLE) + Length(WHOLE / 2)).metres(), 1);
        assert!((Length(WHOLE / 2).exact_metres() - 0.5).abs() < 1e-12);
        assert_eq!(GForce(-105).to_string(), "-1.05");
    }

    #[test]
    fn velocity_wraps_round_as_the_game_s_does() {
        assert_eq!(Velocity(i32::MAX).after(Acceleration(1)), Velocity(i32::MIN));
    }
}
