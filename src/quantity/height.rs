//! Heights (rules: construction 1.1).

use std::ops::{Add, AddAssign, Sub, SubAssign};

use serde::{Deserialize, Serialize};

/// Z units in a land step of 1.5 m.
pub const LAND_STEP: i32 = 16;
/// Z units in a height unit of 0.75 m.
const HEIGHT_UNIT: i32 = 8;

/// A height, or a difference of heights, in z units: 16 make a land step of 1.5 m.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Height(pub i32);

impl Height {
    /// Whole land steps of 1.5 m, rounded towards zero.
    pub const fn land_steps(self) -> i32 {
        self.0 / LAND_STEP
    }

    /// Whole height units of 0.75 m, rounded towards zero.
    pub const fn height_units(self) -> HeightUnits {
        HeightUnits(self.0 / HEIGHT_UNIT)
    }

    /// Its size, whether up or down.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Rounded down to a whole height unit.
    #[must_use]
    pub const fn floor(self) -> Self {
        Self(self.0 & !(HEIGHT_UNIT - 1))
    }
}

impl Add for Height {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Height {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Height {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Height {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

/// A height in the units that players see in the ride's statistics: 0.75 m each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HeightUnits(pub i32);

impl HeightUnits {
    /// Metres.
    pub const fn metres(self) -> f64 {
        self.0 as f64 * 0.75
    }

    /// Whole metres, as the ride window shows them.
    pub const fn whole_metres(self) -> i32 {
        self.0 * 3 / 4
    }

    /// The same height in z units.
    pub const fn height(self) -> Height {
        Height(self.0 * HEIGHT_UNIT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_height_convert() {
        assert_eq!(Height(112).land_steps(), 7);
        assert_eq!(Height(112).height_units(), HeightUnits(14));
        assert_eq!(HeightUnits(14).height(), Height(112));
        assert!((HeightUnits(14).metres() - 10.5).abs() < 1e-12);
        assert_eq!(HeightUnits(14).whole_metres(), 10);
        assert_eq!(Height(-9).floor(), Height(-16));
    }
}
