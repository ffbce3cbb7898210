//! Rules that differ between versions of the game.

use serde::{Deserialize, Serialize};

use crate::quantity::GForce;

/// What a version of the game does in its own way.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Knobs {
    /// Which trains leave a margin in a station (rules: rule sets 2.2).
    pub station_margin: StationMargin,
    /// Vertical G that the average of a test run starts from (rules: rule sets 2.1).
    pub start_vertical_g: GForce,
    /// What air time is worth (rules: rule sets 2.3).
    pub air_time: AirTime,
    /// Lowest and highest neighbour that a platform synchronises with, z units above it (rules: rule sets 2.7).
    pub synchronised_heights: (i32, i32),
    /// Whether the game reads TD7 files (rules: rule sets 2.9).
    pub reads_td7: bool,
    /// Running cost of a booster, sixteenths of a currency unit per period (rules: rule sets 2.11).
    pub booster_upkeep: i64,
    /// Which brakes add to the running cost (rules: rule sets 2.11).
    pub upkeep_brakes: UpkeepBrakes,
    /// Whether a design may cross itself when it is placed as a design (rules: rule sets 2.12).
    pub designs_may_cross_themselves: bool,
    /// What a new ride is worth more (rules: rule sets 2.15).
    pub value_when_new: ValueWhenNew,
    /// Whether launched modes stay launched when a block brake is placed (rules: rule sets 2.15).
    pub launches_keep_block_brakes: bool,
    /// Where excess lateral G counts (rules: rule sets 4).
    pub excess_lateral_g: ExcessLateralG,
    /// What becomes of sums below zero (rules: rule sets 4).
    pub negative_sums: NegativeSums,
    /// How G forces are rounded in track files (rules: rule sets 4).
    pub stored_g: StoredG,
    /// Highest counts that are stored (rules: rule sets 4).
    pub count_limits: CountLimits,
}

/// Which trains leave a margin in a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StationMargin {
    /// All.
    Always,
    /// Those of the block-sectioned modes.
    BlockSectionedModes,
}

/// What air time is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AirTime {
    /// Up to 200 ticks; beyond 96 it costs excitement where a vehicle limits it.
    Capped,
    /// As much as there is; up to 96 ticks where a vehicle limits it.
    Uncapped,
    /// As much as there is; beyond 96 ticks it costs excitement where a vehicle limits it.
    Original,
}

/// Which brakes add to the running cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UpkeepBrakes {
    /// Straight level ones.
    Straight,
    /// Diagonal and inclined ones too.
    All,
}

/// What a new ride is worth more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueWhenNew {
    /// 30 tenths of a currency unit.
    #[serde(rename = "add_30")]
    Add30,
    /// Half as much again.
    HalfMore,
}

/// Where excess lateral G counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExcessLateralG {
    /// As a penalty after the requirements.
    AfterRequirements,
    /// Inside the bonus for G forces, before the requirements.
    InsideGForces,
}

/// What becomes of a rating that falls below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NegativeSums {
    /// It is zero from there on.
    Zero,
    /// It goes on below zero, and is zero at the end.
    Kept,
}

/// How G forces are rounded to the units of a track file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoredG {
    /// Towards zero.
    TowardsZero,
    /// Down.
    Down,
}

impl StoredG {
    /// G forces in the units of a track file, 0.32 g each.
    pub const fn units(self, GForce(hundredths): GForce) -> i16 {
        const UNIT: i16 = 32;
        match self {
            Self::TowardsZero => hundredths / UNIT,
            Self::Down => hundredths.div_euclid(UNIT),
        }
    }
}

/// Highest counts that a ride stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountLimits {
    /// Inversions.
    pub inversions: u8,
    /// Drops.
    pub drops: u8,
    /// Lift runs.
    pub powered_lifts: u8,
    /// Helix pieces.
    pub helices: u8,
}
