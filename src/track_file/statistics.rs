//! The statistics in the fixed part of every format (rules: track files 4).

use binrw::binrw;

use crate::design::Statistics;

/// Statistics in file order and as stored. The air time of a TD6 stands elsewhere, and a TD4 has none.
#[binrw]
#[brw(little)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatisticsRecord {
    /// 2.25 mph per unit.
    pub max_speed: i8,
    /// 2.25 mph per unit.
    pub average_speed: i8,
    /// Metres.
    pub ride_length: u16,
    /// 0.32 g per unit.
    pub max_positive_g: u8,
    /// 0.32 g per unit.
    pub max_negative_g: i8,
    /// 0.32 g per unit.
    pub max_lateral_g: u8,
    /// Bits 0-4 inversions, or holes of mini golf; the others are left over.
    pub inversions: u8,
    /// Bits 0-5 drops; the others are left over.
    pub drops: u8,
    /// 0.75 m per unit; in a TD4 half as much.
    pub highest_drop: u8,
    /// Tenths.
    pub excitement: u8,
    /// Tenths.
    pub intensity: u8,
    /// Tenths.
    pub nausea: u8,
    /// Tenths of a pound per pay period; -1 is undefined.
    pub upkeep: i16,
}

impl StatisticsRecord {
    const MOST_INVERSIONS: u8 = 31;
    const MOST_DROPS: u8 = 63;

    /// All of them but the air time. More inversions or drops than the bits can count are stored as the most.
    pub(super) fn new(statistics: &Statistics) -> Self {
        Self {
            max_speed: statistics.max_speed,
            average_speed: statistics.average_speed,
            ride_length: statistics.length,
            max_positive_g: statistics.max_positive_g,
            max_negative_g: statistics.max_negative_g,
            max_lateral_g: statistics.max_lateral_g,
            inversions: statistics.inversions.min(Self::MOST_INVERSIONS),
            drops: statistics.drops.min(Self::MOST_DROPS),
            highest_drop: statistics.highest_drop,
            excitement: statistics.excitement,
            intensity: statistics.intensity,
            nausea: statistics.nausea,
            upkeep: statistics.upkeep,
        }
    }

    /// The statistics, without the bits that are left over.
    pub(super) const fn with_air_time(&self, air_time: u8) -> Statistics {
        Statistics {
            air_time,
            max_speed: self.max_speed,
            average_speed: self.average_speed,
            length: self.ride_length,
            max_positive_g: self.max_positive_g,
            max_negative_g: self.max_negative_g,
            max_lateral_g: self.max_lateral_g,
            inversions: self.inversions & Self::MOST_INVERSIONS,
            drops: self.drops & Self::MOST_DROPS,
            highest_drop: self.highest_drop,
            excitement: self.excitement,
            intensity: self.intensity,
            nausea: self.nausea,
            upkeep: self.upkeep,
        }
    }
}
