//! What people's coasters are like: how tall, how fast, how often level, ride type by ride type.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ride_type::{RideType, RideTypeId};
use super::{CatalogueError, table};

/// Something about a coaster that an eye judges it by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// How far the first descent after the first lift falls, metres.
    FirstDrop,
    /// Highest rail above the ground, metres.
    Height,
    /// Highest speed, miles per hour.
    TopSpeed,
    /// Descents on one way round.
    Drops,
    /// How far a descent falls in the mean, metres.
    MeanDrop,
    /// How high descents end above the lowest rail in the mean, hundredths of the height from the lowest rail to the highest.
    Valleys,
    /// Level straight pieces outside platforms, hundredths of all.
    LevelStraights,
    /// Pieces outside platforms that stay at one height, straight or not, hundredths of all.
    LevelTrack,
    /// Pieces of the longest stretch at one height outside platforms.
    LevelStretch,
    /// Lift hills.
    Lifts,
    /// Brakes with a descent after them.
    BrakesOnTheWay,
    /// Curves to the other side than the one before, hundredths of all.
    SideChanges,
    /// Pieces with track of the ride close above or below, hundredths of all.
    NearOwnTrack,
    /// Inversions.
    Inversions,
    /// Times that a ride goes round.
    Circuits,
    /// Pieces passed in a minute of ride time.
    Pace,
    /// Time on level curves without bank above 22 mph, hundredths of the time under way.
    FlatFastCurves,
    /// What is climbed on curves, hundredths of all that is climbed.
    CurvedClimb,
    /// Speed at which the train comes back to the platform, miles per hour.
    ArrivalSpeed,
}

impl Feature {
    /// All features.
    pub const ALL: [Self; 19] = [
        Self::FirstDrop,
        Self::Height,
        Self::TopSpeed,
        Self::Drops,
        Self::MeanDrop,
        Self::Valleys,
        Self::LevelStraights,
        Self::LevelTrack,
        Self::LevelStretch,
        Self::Lifts,
        Self::BrakesOnTheWay,
        Self::SideChanges,
        Self::NearOwnTrack,
        Self::Inversions,
        Self::Circuits,
        Self::Pace,
        Self::FlatFastCurves,
        Self::CurvedClimb,
        Self::ArrivalSpeed,
    ];

    /// The name of its column.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstDrop => "first_drop",
            Self::Height => "height",
            Self::TopSpeed => "top_speed",
            Self::Drops => "drops",
            Self::MeanDrop => "mean_drop",
            Self::Valleys => "valleys",
            Self::LevelStraights => "level_straights",
            Self::LevelTrack => "level_track",
            Self::LevelStretch => "level_stretch",
            Self::Lifts => "lifts",
            Self::BrakesOnTheWay => "brakes_on_the_way",
            Self::SideChanges => "side_changes",
            Self::NearOwnTrack => "near_own_track",
            Self::Inversions => "inversions",
            Self::Circuits => "circuits",
            Self::Pace => "pace",
            Self::FlatFastCurves => "flat_fast_curves",
            Self::CurvedClimb => "curved_climb",
            Self::ArrivalSpeed => "arrival_speed",
        }
    }
}

/// How people's designs spread: a tenth of them have less than `low`, half less than `middle`, a tenth more than `high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Spread {
    /// The 10th percentile.
    pub low: i32,
    /// The 50th percentile.
    pub middle: i32,
    /// The 90th percentile.
    pub high: i32,
}

impl Spread {
    /// The spread of some values; `None` of none.
    pub fn of(mut values: Vec<i32>) -> Option<Self> {
        values.sort_unstable();
        let last = values.len().checked_sub(1)?;
        let at = |percent: usize| values[(last * percent + 50) / 100];
        Some(Self { low: at(10), middle: at(50), high: at(90) })
    }

    /// How far a value lies outside of what most people build; negative below.
    pub fn outside(self, value: i32) -> i32 {
        (value - self.low).min(0) + (value - self.high).max(0)
    }
}

impl TryFrom<String> for Spread {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        const FORM: &str = "three whole numbers, such as 12/24/40";
        let numbers: Vec<i32> = text.split('/').map(str::parse).collect::<Result<_, _>>().map_err(|_| FORM)?;
        let [low, middle, high] = numbers[..] else { return Err(FORM) };
        if low <= middle && middle <= high { Ok(Self { low, middle, high }) } else { Err(FORM) }
    }
}

impl From<Spread> for String {
    fn from(Spread { low, middle, high }: Spread) -> Self {
        format!("{low}/{middle}/{high}")
    }
}

/// Which designs a spread was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sample {
    /// Those of the ride type.
    Type,
    /// Those of the ride type and of types like it, because the type has few.
    Class,
    /// Those of all ride types.
    All,
}

/// What people's designs of a ride type are like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taste {
    /// Which designs were looked at.
    pub sample: Sample,
    /// How many.
    pub designs: u16,
    /// The spread of each feature, in the order of [`Feature::ALL`].
    pub spreads: [Spread; Feature::ALL.len()],
}

impl Taste {
    /// Every feature with its spread.
    pub fn features(&self) -> impl Iterator<Item = (Feature, Spread)> {
        Feature::ALL.into_iter().zip(self.spreads)
    }
}

#[derive(Deserialize)]
struct Row {
    ride: String,
    sample: Sample,
    designs: u16,
    #[serde(flatten)]
    spreads: BTreeMap<String, Spread>,
}

/// The tastes by ride type.
pub(super) fn tastes(rides: &BTreeMap<RideTypeId, RideType>) -> Result<BTreeMap<RideTypeId, Taste>, CatalogueError> {
    const FILE: &str = "taste.csv";
    let mut tastes = BTreeMap::new();
    for (row, line) in table::csv::<Row>(FILE, include_str!("../../data/taste.csv"))?.into_iter().zip(2..) {
        let spreads: Vec<Spread> =
            Feature::ALL.iter().filter_map(|feature| row.spreads.get(feature.name()).copied()).collect();
        let ride = rides.values().find(|ride| ride.name == row.ride);
        let (Some(ride), Ok(spreads)) = (ride, spreads.try_into()) else {
            return Err(CatalogueError::Line { file: FILE, line });
        };
        tastes.insert(ride.id, Taste { sample: row.sample, designs: row.designs, spreads });
    }
    Ok(tastes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_read_as_it_is_written() {
        let spread = Spread { low: -3, middle: 0, high: 12 };
        assert_eq!(String::from(spread), "-3/0/12");
        assert_eq!(Spread::try_from("-3/0/12".to_owned()), Ok(spread));
        for wrong in ["", "1/2", "1/2/3/4", "3/2/1", "a/b/c"] {
            assert!(Spread::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn nine_tenths_lie_inside() {
        let spread = Spread::of((0..=100).rev().collect()).unwrap();
        assert_eq!(spread, Spread { low: 10, middle: 50, high: 90 });
        assert_eq!([5, 10, 50, 90, 97].map(|value| spread.outside(value)), [-5, 0, 0, 0, 7]);
        assert_eq!(Spread::of(Vec::new()), None);
        assert_eq!(Spread::of(vec![7]), Some(Spread { low: 7, middle: 7, high: 7 }));
    }
}
