//! Coaster ride types: what they allow, their limits, prices, launch and rating parameters.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::quantity::{Height, Money};

use super::flags::{self, RideFlags};
use super::mode::Mode;
use super::piece::PieceId;
use super::piece_ranges;

/// The game's number of a ride type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RideTypeId(pub u8);

impl RideTypeId {
    /// Miniature golf.
    pub const MINI_GOLF: Self = Self(67);
    /// Mazes, whose track files hold tiles in place of pieces.
    pub const MAZE: Self = Self(20);
}

/// A coaster ride type.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct RideType {
    /// Number.
    pub id: RideTypeId,
    /// The name the program shows and accepts, such as `wooden_rc`.
    pub name: String,
    /// The label of the rules, such as `wooden_roller_coaster`.
    pub long_name: String,
    /// What players see, such as `Wooden Roller Coaster`.
    pub label: String,
    /// The byte that stands for the type in a track file.
    pub file_id: u8,
    /// Behaviour flags.
    #[serde(deserialize_with = "flags::by_names")]
    pub flags: RideFlags,
    /// Highest support in land steps of 16 z units.
    pub max_height: i32,
    /// Default clearance; the vehicle's own counts.
    pub clearance: Height,
    /// Height of cars above the rail.
    pub vehicle_z: Height,
    /// Height of the platform above the rail.
    pub platform: Height,
    /// Slowest and fastest chain.
    pub lift_speed: Range,
    /// Smallest and largest operation option.
    pub operation_option: Range,
    /// Modes that may be set.
    pub modes: Vec<Mode>,
    /// Mode of a new ride.
    pub default_mode: Mode,
    /// Launch acceleration is the operation option shifted left by this.
    pub launch_shift: u32,
    /// Booster acceleration, times 65536.
    pub booster_acceleration: i32,
    /// Booster speed factor in halves.
    pub booster_factor: i32,
    /// Powered lift acceleration, times 65536.
    pub powered_lift_acceleration: i32,
    /// Heaviest train, in 256 mass units.
    pub max_mass: i64,
    /// Price of track, before the piece's factor.
    pub track_price: Money,
    /// Price per land step of support under a block.
    pub support_price: Money,
    /// Track groups.
    pub groups: Groups,
    /// What can be built by hand with every official vehicle of the type loaded.
    pub buildable: Buildable,
    /// The same without the rule on vehicle sprites, where it differs.
    pub buildable_any_vehicle: Option<Buildable>,
    /// Running cost coefficients.
    pub upkeep: Upkeep,
    /// Weights of excitement, intensity and nausea in the value.
    pub value_weights: [i32; 3],
    /// Rating formula.
    pub rating: RatingTable,
}

impl RideType {
    /// A type that is no coaster: it takes every setting, its track costs nothing, and it has no formula.
    pub(super) fn unrated(id: RideTypeId, name: &str, label: &str, file_id: u8) -> Self {
        let any = Range { min: 0, max: u8::MAX.into() };
        let nothing =
            || BuildableState { pieces: BTreeSet::new(), chain: BTreeSet::new(), chain_required: BTreeSet::new() };
        Self {
            id,
            name: name.to_owned(),
            long_name: name.to_owned(),
            label: label.to_owned(),
            file_id,
            flags: RideFlags::empty(),
            max_height: any.max,
            clearance: Height(0),
            vehicle_z: Height(0),
            platform: Height(0),
            lift_speed: any,
            operation_option: any,
            modes: (0..=u8::MAX).map(Mode).collect(),
            default_mode: Mode::CONTINUOUS_CIRCUIT,
            launch_shift: 0,
            booster_acceleration: 0,
            booster_factor: 2,
            powered_lift_acceleration: 0,
            max_mass: any.max.into(),
            track_price: Money(0),
            support_price: Money(0),
            groups: Groups::default(),
            buildable: Buildable { normal: nothing(), inverted: None },
            buildable_any_vehicle: None,
            upkeep: Upkeep {
                base: 0,
                length_multiplier: 0,
                per_powered_lift: 0,
                per_train: 0,
                per_car: 0,
                per_station: 0,
            },
            value_weights: [0; 3],
            rating: RatingTable {
                base: [0; 3],
                unreliability: 0,
                sheltered_eighths: None,
                relax_if_inversions: false,
                special: SpecialRule::WaterFeatures,
                measure: MeasureRule::Inversions,
                modifiers: Vec::new(),
            },
        }
    }

    /// Whether the type has a behaviour flag.
    pub const fn has(&self, flag: RideFlags) -> bool {
        self.flags.contains(flag)
    }

    /// Whether elements carry an inverted state.
    pub fn has_inverted_variant(&self) -> bool {
        self.has(RideFlags::HAS_INVERTED_VARIANT)
    }

    /// Whether a chain may climb at 60 degrees.
    pub fn allows_steep_lift(&self) -> bool {
        self.groups.normal.contains("lift_hill_steep")
    }
}

/// An inclusive range, stored as a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(from = "(i32, i32)")]
pub struct Range {
    /// Smallest value.
    pub min: i32,
    /// Largest value.
    pub max: i32,
}

impl From<(i32, i32)> for Range {
    fn from((min, max): (i32, i32)) -> Self {
        Self { min, max }
    }
}

impl Range {
    /// Whether the value lies within.
    pub const fn contains(self, value: i32) -> bool {
        self.min <= value && value <= self.max
    }
}

/// Track groups of a ride type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Groups {
    /// Offered for upright track.
    pub normal: BTreeSet<String>,
    /// Offered for inverted track.
    pub inverted: BTreeSet<String>,
    /// Groups whose pieces have a covered form.
    pub covered: BTreeSet<String>,
    /// Only offered by a cheat.
    pub cheat: BTreeSet<String>,
    /// Lost because no official vehicle can show them.
    pub without_vehicle: BTreeSet<String>,
}

/// What the construction window offers (rules: construction 4).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Buildable {
    /// In the upright state.
    pub normal: BuildableState,
    /// In the inverted state, for types that have one.
    pub inverted: Option<BuildableState>,
}

/// What the construction window offers in one inverted state.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BuildableState {
    /// Pieces.
    #[serde(deserialize_with = "piece_ranges::deserialize")]
    pub pieces: BTreeSet<PieceId>,
    /// Pieces that may carry a chain.
    #[serde(deserialize_with = "piece_ranges::deserialize")]
    pub chain: BTreeSet<PieceId>,
    /// Pieces that must carry a chain.
    #[serde(deserialize_with = "piece_ranges::deserialize")]
    pub chain_required: BTreeSet<PieceId>,
}

/// Running cost coefficients, sixteenths of a currency unit per period (rules: ratings 3.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Upkeep {
    /// Whatever the ride is like.
    pub base: i64,
    /// For each metre of track, 1024ths of the others.
    pub length_multiplier: u32,
    /// For each lift run.
    pub per_powered_lift: i64,
    /// For each train.
    pub per_train: i64,
    /// For each car of a train.
    pub per_car: i64,
    /// For each platform.
    pub per_station: i64,
}

/// The rating formula of a type (rules: ratings 3.5, 3.6, 3.7, 3.8, 3.9).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RatingTable {
    /// Excitement, intensity and nausea to start from, hundredths.
    pub base: [i32; 3],
    /// Start of the reliability factor.
    pub unreliability: u8,
    /// Sheltered eighths, where they are not measured.
    pub sheltered_eighths: Option<u8>,
    /// Whether an inversion waives the requirements on drops and negative G.
    pub relax_if_inversions: bool,
    /// What the special bits are worth.
    pub special: SpecialRule,
    /// What is counted beside the general statistics.
    pub measure: MeasureRule,
    /// Bonuses, requirements and penalties in the game's order.
    pub modifiers: Vec<Modifier>,
}

/// What the special bits are worth (rules: ratings 3.7.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpecialRule {
    /// Water splashes, waterfalls and whirlpools.
    WaterFeatures,
    /// Spinning tunnels.
    SpinningTunnel,
    /// Reversers.
    LogReverser,
}

/// What is counted beside the general statistics (rules: ratings 2.5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureRule {
    /// Inversions.
    Inversions,
    /// Track in a water channel.
    WaterChannel,
    /// Holes of miniature golf.
    GolfHoles,
}

/// One entry of a rating formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(from = "(ModifierKind, i32, i32, i32, i32)")]
pub struct Modifier {
    /// What it looks at.
    pub kind: ModifierKind,
    /// Cap or requirement, in the unit of the kind.
    pub threshold: i32,
    /// Parameters for excitement, intensity and nausea: factors or divisors.
    pub parameters: [i32; 3],
}

impl From<(ModifierKind, i32, i32, i32, i32)> for Modifier {
    fn from((kind, threshold, e, i, n): (ModifierKind, i32, i32, i32, i32)) -> Self {
        Self { kind, threshold, parameters: [e, i, n] }
    }
}

/// What a modifier does and looks at (rules: ratings 3.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(untagged)]
pub enum ModifierKind {
    /// Adds to the ratings.
    Bonus(Bonus),
    /// Divides the ratings of a ride that does not meet it.
    Requirement(Requirement),
    /// Lowers excitement, or raises intensity and nausea.
    Penalty(Penalty),
}

/// What a bonus looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Bonus {
    /// Length of track, up to a cap in metres.
    #[serde(rename = "bonus_length")]
    Length,
    /// Trains that leave with those of an adjacent station.
    #[serde(rename = "bonus_synchronised_stations")]
    SynchronisedStations,
    /// Cars per train.
    #[serde(rename = "bonus_train_length")]
    TrainLength,
    /// Highest speed.
    #[serde(rename = "bonus_max_speed")]
    MaxSpeed,
    /// Average speed.
    #[serde(rename = "bonus_average_speed")]
    AverageSpeed,
    /// Ride time, up to a cap.
    #[serde(rename = "bonus_duration")]
    Duration,
    /// G forces in all three directions.
    #[serde(rename = "bonus_g_forces")]
    GForces,
    /// Turns, helices, inversions and special elements.
    #[serde(rename = "bonus_turns")]
    Turns,
    /// Number of drops and the highest.
    #[serde(rename = "bonus_drops")]
    Drops,
    /// Track under cover.
    #[serde(rename = "bonus_sheltered")]
    Sheltered,
    /// What the track passes close to.
    #[serde(rename = "bonus_proximity")]
    Proximity,
    /// Scenery around the station.
    #[serde(rename = "bonus_scenery")]
    Scenery,
    /// Trains that run backwards.
    #[serde(rename = "bonus_reversed_trains")]
    ReversedTrains,
    /// Reversers.
    #[serde(rename = "bonus_reversals")]
    Reversals,
    /// What the mode has to set.
    #[serde(rename = "bonus_operation_option")]
    OperationOption,
    /// Rotations that the mode has to set.
    #[serde(rename = "bonus_rotations")]
    Rotations,
}

/// What a requirement looks at, and in which unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Requirement {
    /// Length of the first leg, 16.16 metres.
    #[serde(rename = "requirement_length")]
    Length,
    /// Highest speed, 16.16.
    #[serde(rename = "requirement_max_speed")]
    MaxSpeed,
    /// Highest drop, height units of 0.75 m.
    #[serde(rename = "requirement_drop_height")]
    DropHeight,
    /// Number of drops.
    #[serde(rename = "requirement_drop_count")]
    DropCount,
    /// Negative G, hundredths.
    #[serde(rename = "requirement_negative_g")]
    NegativeG,
    /// Lateral G, hundredths.
    #[serde(rename = "requirement_lateral_g")]
    LateralG,
    /// Number of inversions.
    #[serde(rename = "requirement_inversions")]
    Inversions,
    /// Eighths of the track under cover, fewer than the threshold.
    #[serde(rename = "requirement_unsheltered")]
    Unsheltered,
    /// Number of reversers.
    #[serde(rename = "requirement_reversals")]
    Reversals,
    /// Track in a water channel.
    #[serde(rename = "requirement_water_channel")]
    WaterChannel,
}

impl Requirement {
    /// Whether an inversion waives it on ride types that relax their requirements (rules: ratings 3.6).
    pub const fn is_waived_by_inversions(self) -> bool {
        match self {
            Self::DropHeight | Self::DropCount | Self::NegativeG => true,
            Self::Length
            | Self::MaxSpeed
            | Self::LateralG
            | Self::Inversions
            | Self::Unsheltered
            | Self::Reversals
            | Self::WaterChannel => false,
        }
    }
}

/// What a penalty looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Penalty {
    /// Lateral G above 2.80 and above 3.10.
    #[serde(rename = "penalty_excess_lateral_g")]
    ExcessLateralG,
}

/// Types by number.
pub(super) fn by_id(rides: Vec<RideType>) -> BTreeMap<RideTypeId, RideType> {
    rides.into_iter().map(|ride| (ride.id, ride)).collect()
}
