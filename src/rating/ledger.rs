//! An account of how ratings add up, entry by entry (rules: ratings 3.5, 3.6, 3.8).

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::Ratings;
use super::prospect::Prospect;
use crate::catalogue::ride_type::{Bonus, Penalty, Requirement};
use crate::test_run::SpecialElements;

/// One line of the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is about, and what it looked at.
    pub item: Item,
    /// The ratings before it.
    pub before: Ratings,
    /// The ratings after it.
    pub after: Ratings,
    /// What a bonus could still give.
    pub prospect: Option<Prospect>,
}

/// What an entry is about, with the figures it looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// Where the type starts from.
    Base,
    /// A bonus of the type's formula.
    Bonus {
        /// Which.
        kind: Bonus,
        /// What it looked at.
        figures: Figures,
    },
    /// A requirement of the type's formula.
    Requirement {
        /// Which.
        kind: Requirement,
        /// What the ride has and what it needs.
        demand: Demand,
        /// Whether the ride has what it needs.
        fulfilment: Fulfilment,
    },
    /// A penalty of the type's formula.
    Penalty {
        /// Which.
        kind: Penalty,
        /// Highest lateral G, hundredths.
        max_lateral_g: i16,
    },
    /// Excitement lost to high intensity.
    IntensityPenalty {
        /// Hundredths.
        intensity: i32,
    },
    /// What the vehicle adds or takes, in 128ths.
    VehicleMultipliers {
        /// Of excitement, intensity and nausea.
        factors: [i32; 3],
    },
    /// The bonus for air time.
    AirTime {
        /// Ticks without weight.
        air_time: u16,
    },
}

/// Whether a ride has what a requirement asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fulfilment {
    /// It has.
    Met,
    /// It has not: all ratings are divided.
    Missed,
    /// It need not, because it has inversions.
    Waived,
}

/// What a ride has and what a requirement asks for, both in the unit of the requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// A figure that must reach a threshold.
    AtLeast {
        /// What the ride has.
        value: i32,
        /// What it needs.
        threshold: i32,
    },
    /// A figure that must stay below a threshold.
    LessThan {
        /// What the ride has.
        value: i32,
        /// What it must not reach.
        threshold: i32,
    },
    /// Track in a water channel.
    WaterChannel {
        /// Special elements passed.
        special: SpecialElements,
    },
}

impl Demand {
    /// Whether the ride has what is asked for.
    pub const fn is_met(self) -> bool {
        match self {
            Self::AtLeast { value, threshold } => value >= threshold,
            Self::LessThan { value, threshold } => value < threshold,
            Self::WaterChannel { special } => special.has(SpecialElements::WATER),
        }
    }

    /// How far the figure is from the threshold, as a share of the threshold in hundredths, 100 at most; 0 where there is
    /// no figure that could come closer.
    pub fn distance(self) -> i32 {
        match self {
            Self::AtLeast { value, threshold } | Self::LessThan { value, threshold } => {
                let (value, threshold) = (i64::from(value), i64::from(threshold));
                ((value - threshold).abs() * 100 / threshold.abs().max(1)).min(100) as i32
            }
            Self::WaterChannel { .. } => 0,
        }
    }
}

/// What a bonus looks at, in the units of the test run. The names of the fields are those of the written account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the fields are those of `Measured` and of the layout's settings, thresholds are caps")]
pub enum Figures {
    /// Length in metres.
    Length { length_m: i32, threshold: i32 },
    /// 1 if trains leave with those of an adjacent station.
    Synchronised { synchronised: u8 },
    /// Cars per train.
    Cars { cars: i32 },
    /// Highest speed. The threshold means nothing.
    MaxSpeed { max_speed: i32, threshold: i32 },
    /// Average speed.
    AverageSpeed { average_speed: i32 },
    /// Ride time.
    Duration { total_time: i32, threshold: i32 },
    /// G forces.
    GForces { max_positive_g: i16, max_negative_g: i16, max_lateral_g: i16 },
    /// Turns, packed by length, and special elements.
    Turns { turn_default: u16, turn_banked: u16, turn_sloped: u16, helices: u8, inversions: u8, special: u8 },
    /// Drops.
    Drops { drops: u8, highest_drop: u8 },
    /// Track under cover.
    Shelter { sheltered_length: i32, sheltered_sections: u8 },
    /// Points for what lies near the track.
    Proximity { proximity: i32 },
    /// Points for what stands around the station.
    Scenery { scenery: i32 },
    /// Trains never run reversed.
    ReversedTrains {},
    /// Reversers.
    Reversals { reversers: i32, threshold: i32 },
    /// What the mode has to set.
    OperationOption { operation_option: i32 },
}

impl Entry {
    /// Whether a requirement was met; `None` for anything else, and for requirements that were waived.
    pub const fn met(&self) -> Option<bool> {
        match self.item {
            Item::Requirement { fulfilment: Fulfilment::Met, .. } => Some(true),
            Item::Requirement { fulfilment: Fulfilment::Missed, .. } => Some(false),
            _ => None,
        }
    }
}

/// The name of the item, its figures as an object, whether a requirement was met, the ratings around it, and what a
/// bonus could still give.
impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Entry", 6)?;
        match &self.item {
            Item::Base => object.serialize_field("item", "base"),
            Item::Bonus { kind, .. } => object.serialize_field("item", kind),
            Item::Requirement { kind, .. } => object.serialize_field("item", kind),
            Item::Penalty { kind, .. } => object.serialize_field("item", kind),
            Item::IntensityPenalty { .. } => object.serialize_field("item", "intensity_penalty"),
            Item::VehicleMultipliers { .. } => object.serialize_field("item", "vehicle_multipliers"),
            Item::AirTime { .. } => object.serialize_field("item", "air_time"),
        }?;
        object.serialize_field("inputs", &Inputs(&self.item))?;
        object.serialize_field("met", &self.met())?;
        object.serialize_field("before", &self.before)?;
        object.serialize_field("after", &self.after)?;
        object.serialize_field("prospect", &self.prospect)?;
        object.end()
    }
}

/// The figures of an item as an object.
struct Inputs<'a>(&'a Item);

impl Serialize for Inputs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let figures: Vec<(&str, i32)> = match *self.0 {
            Item::Base => Vec::new(),
            Item::Bonus { figures, .. } => return figures.serialize(serializer),
            Item::Requirement { kind, demand, .. } => match demand {
                Demand::AtLeast { value, threshold } | Demand::LessThan { value, threshold } => {
                    vec![(figure_name(kind), value), ("threshold", threshold)]
                }
                Demand::WaterChannel { special } => vec![(figure_name(kind), special.0.into())],
            },
            Item::Penalty { max_lateral_g, .. } => vec![("max_lateral_g", max_lateral_g.into())],
            Item::IntensityPenalty { intensity } => vec![("intensity", intensity)],
            Item::VehicleMultipliers { factors: [excitement, intensity, nausea] } => {
                vec![("excitement", excitement), ("intensity", intensity), ("nausea", nausea)]
            }
            Item::AirTime { air_time } => vec![("air_time", air_time.into())],
        };
        serializer.collect_map(figures)
    }
}

/// What the figure of a requirement is called where it is written out.
const fn figure_name(kind: Requirement) -> &'static str {
    match kind {
        Requirement::Length => "first_length",
        Requirement::MaxSpeed => "max_speed",
        Requirement::DropHeight => "highest_drop",
        Requirement::DropCount => "drops",
        Requirement::NegativeG => "max_negative_g",
        Requirement::LateralG => "max_lateral_g",
        Requirement::Inversions => "inversions",
        Requirement::Unsheltered => "sheltered_eighths",
        Requirement::Reversals => "reversers",
        Requirement::WaterChannel => "special",
    }
}

/// Takes the entries of an account in the game's order.
pub trait Ledger {
    /// Enters one line; the closure is only called when somebody wants to know.
    fn enter(&mut self, entry: impl FnOnce() -> Entry);
}

/// Drops every entry.
impl Ledger for () {
    fn enter(&mut self, _: impl FnOnce() -> Entry) {}
}

/// Keeps every entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Itemised(pub Vec<Entry>);

impl Ledger for Itemised {
    fn enter(&mut self, entry: impl FnOnce() -> Entry) {
        self.0.push(entry());
    }
}
