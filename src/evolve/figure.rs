//! Figures of a test run that a search can keep between two ends.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::track_file::Capacity;

use super::out_of_bounds::OutOfBounds;

/// A figure of a test run, in whole units as the ride window shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Metres of track.
    Length,
    /// Metres of the highest drop.
    HighestDrop,
    /// Drops.
    Drops,
    /// Highest speed, miles per hour.
    Speed,
    /// Most that presses riders into their seats, hundredths of g.
    PositiveG,
    /// Least that does, hundredths of g; below zero it lifts them.
    NegativeG,
    /// Most that presses them sideways, hundredths of g.
    LateralG,
    /// Seconds of the ride.
    RideTime,
    /// Circuits per ride.
    Circuits,
    /// Inversions.
    Inversions,
}

impl Figure {
    /// All figures.
    pub const ALL: [Self; 10] = [
        Self::Length,
        Self::HighestDrop,
        Self::Drops,
        Self::Speed,
        Self::PositiveG,
        Self::NegativeG,
        Self::LateralG,
        Self::RideTime,
        Self::Circuits,
        Self::Inversions,
    ];

    /// The setting that limits it, as a settings file calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::HighestDrop => "highest-drop",
            Self::Drops => "drops",
            Self::Speed => "speed",
            Self::PositiveG => "positive-g",
            Self::NegativeG => "negative-g",
            Self::LateralG => "lateral-g",
            Self::RideTime => "ride-time",
            Self::Circuits => "circuits",
            Self::Inversions => "inversions",
        }
    }

    /// What a limit of it may be.
    const fn bounds(self) -> RangeInclusive<i64> {
        /// Beyond what any design has, and small enough to be added up.
        const MOST: i64 = 1_000_000;
        match self {
            Self::Circuits => 1..=Capacity::MAX_CIRCUITS as i64,
            Self::NegativeG => -MOST..=MOST,
            _ => 0..=MOST,
        }
    }

    /// Whether a search can work with both ends of a limit.
    pub(super) fn check(self, between: Between) -> Result<(), OutOfBounds> {
        let (least, most) = self.bounds().into_inner();
        let highest = between.most.map_or(most, i64::from);
        OutOfBounds::check(self.name(), highest, least..=most)?;
        OutOfBounds::check(self.name(), between.least.map_or(least, i64::from), least..=highest)
    }

    /// Whether it is a small number of things.
    pub(super) const fn is_count(self) -> bool {
        matches!(self, Self::Drops | Self::Circuits | Self::Inversions)
    }

    /// Whether it is in hundredths of g.
    pub(super) const fn is_force(self) -> bool {
        matches!(self, Self::PositiveG | Self::NegativeG | Self::LateralG)
    }
}

/// What a figure may be; an end that is not there is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Between {
    /// The least.
    pub least: Option<i32>,
    /// The most.
    pub most: Option<i32>,
}

impl Between {
    /// The end that a value lies beyond.
    pub fn broken_by(self, value: i32) -> Option<i32> {
        let below = self.least.filter(|&least| value < least);
        below.or(self.most.filter(|&most| value > most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_breaks_the_end_that_it_lies_beyond() {
        let between = Between { least: Some(-150), most: Some(0) };
        assert_eq!([-151, -150, 0, 1].map(|value| between.broken_by(value)), [Some(-150), None, None, Some(0)]);
        assert_eq!(Between::default().broken_by(i32::MAX), None);
    }

    #[test]
    fn ends_that_no_search_works_with_are_refused() {
        let between = |least, most| Between { least, most };
        assert!(Figure::NegativeG.check(between(Some(-150), Some(0))).is_ok());
        for (figure, wrong) in [
            (Figure::Drops, between(Some(2), Some(1))),
            (Figure::Drops, between(Some(-1), None)),
            (Figure::Circuits, between(None, Some(8))),
            (Figure::Length, between(None, Some(i32::MAX))),
        ] {
            assert_eq!(figure.check(wrong).map_err(|error| error.name), Err(figure.name()));
        }
    }
}
