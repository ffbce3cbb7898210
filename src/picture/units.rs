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
}

const METRE: Unit = Unit { factor: 1.0, sign: "m" };
const FOOT: Unit = Unit { factor: 840.0 / 256.0, sign: "ft" };
const HEIGHT_UNIT: Unit = Unit { factor: 1.0 / 0.75, sign: "units" };
const TILES: Unit = Unit { factor: 1.0 / (32.0 * METRES_PER_MAP_UNIT), sign: "tiles" };
const MPH: Unit = Unit { factor: 2.25, sign: "mph" };
const KMH: Unit = Unit { factor: 2.25 * 1648.0 / 1024.0, sign: "km/h" };
const SPEED_UNIT: Unit = Unit { factor: 1.0, sign: "units" };

impl Unit {
    /// A value in base units as a whole number of this unit.
    pub fn show(self, value: f64) -> String {
        format!("{} {}", signed(value * self.factor, 0), self.sign)
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

/// Hundredths as the game shows them: `6.80`.
pub(super) fn hundredths(value: i32) -> String {
    signed(f64::from(value) / 100.0, 2)
}

/// The game's word for a rating in hundredths (rules: ratings 5.2).
pub(super) fn rating_word(rating: i32) -> &'static str {
    const WORDS: [&str; 6] = ["Low", "Medium", "High", "Very high", "Extreme", "Ultra-extreme"];
    WORDS[(rating >> 8).clamp(0, 5) as usize]
}
