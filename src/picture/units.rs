//! Units that people read, from the game's own (rules: ratings 5.1).

use serde::{Deserialize, Serialize};

use crate::quantity::Length;

/// Metres of ride length per map unit (rules: ratings 2.3).
pub(super) const METRES_PER_MAP_UNIT: f64 = Length(8716).exact_metres();
/// Metres of height per z unit.
pub(super) const METRES_PER_Z: f64 = METRES_PER_HEIGHT_UNIT / 8.0;
/// Metres of the game's unit of height.
pub(super) const METRES_PER_HEIGHT_UNIT: f64 = 0.75;

/// Which units a picture shows first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Units {
    /// Metres and km/h, with feet and mph beside them.
    #[default]
    Metric,
    /// Feet and mph, with metres and km/h beside them.
    Imperial,
    /// Height units, tiles and speed units of the game, with metres and mph beside them.
    Game,
}

/// A unit: how many of it one base unit makes, and its sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// How many of this unit make one base unit.
    pub factor: f64,
    /// Sign behind the number.
    pub sign: &'static str,
    /// How many make one base unit of the whole numbers that it is worked out from: feet come of whole metres.
    steps: f64,
}

const METRE: Unit = Unit::new(1.0, "m");
const FOOT: Unit = Unit { steps: METRE.factor, ..Unit::new(840.0 / 256.0, "ft") };
const HEIGHT_UNIT: Unit = Unit::new(1.0 / METRES_PER_HEIGHT_UNIT, "units");
const TILES: Unit = Unit::new(1.0 / (32.0 * METRES_PER_MAP_UNIT), "tiles");
const MPH: Unit = Unit::new(2.25, "mph");
const KMH: Unit = Unit { steps: MPH.factor, ..Unit::new(2.25 * 1648.0 / 1024.0, "km/h") };
const SPEED_UNIT: Unit = Unit::new(1.0, "units");
/// Keeps what is whole from being rounded down.
const TINY: f64 = 1e-9;

impl Unit {
    pub(super) const fn new(factor: f64, sign: &'static str) -> Self {
        Self { factor, sign, steps: factor }
    }

    /// A value in base units as a whole number of this unit, rounded towards zero as the ride window does.
    pub fn show(self, value: f64) -> String {
        let whole = (value * self.steps + TINY.copysign(value)).trunc() / self.steps;
        format!("{} {}", signed((whole * self.factor + TINY.copysign(value)).trunc(), 0), self.sign)
    }
}

impl Units {
    /// Units of height for values in metres, the main one first.
    pub const fn height(self) -> [Unit; 2] {
        match self {
            Self::Metric => [METRE, FOOT],
            Self::Imperial => [FOOT, METRE],
            Self::Game => [HEIGHT_UNIT, METRE],
        }
    }

    /// Units of track length for values in metres, the main one first.
    pub const fn length(self) -> [Unit; 2] {
        match self {
            Self::Metric => [METRE, FOOT],
            Self::Imperial => [FOOT, METRE],
            Self::Game => [TILES, METRE],
        }
    }

    /// Units of speed for values in the game's speed units, the main one first.
    pub const fn speed(self) -> [Unit; 2] {
        match self {
            Self::Metric => [KMH, MPH],
            Self::Imperial => [MPH, KMH],
            Self::Game => [SPEED_UNIT, MPH],
        }
    }
}

/// A number with a fixed number of decimals, a true minus sign and no negative zero.
pub(super) fn signed(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(digits) if digits.bytes().all(|digit| matches!(digit, b'0' | b'.')) => digits.to_owned(),
        Some(digits) => format!("\u{2212}{digits}"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Velocity;

    #[test]
    fn figures_are_rounded_as_the_ride_window_rounds_them() {
        let [kmh, mph] = Units::Metric.speed();
        let speed = Velocity(2_504_180).exact();
        assert_eq!([kmh.show(speed), mph.show(speed)], ["136 km/h", "85 mph"]);
        let [metre, foot] = Units::Metric.height();
        assert_eq!([metre.show(60.7), foot.show(60.7)], ["60 m", "196 ft"]);
        assert_eq!([metre.show(-0.9), metre.show(-4.5)], ["0 m", "\u{2212}4 m"]);
        assert_eq!([0.75, 1.5, 24.0].map(|metres| HEIGHT_UNIT.show(metres)), ["1 units", "2 units", "32 units"]);
    }
}
