//! What a design is like once it has been tested.

use crate::quantity::Footprint;
use crate::site::LARGEST_MAP;
use crate::track_file::Capacity;

use super::figure::Figure;

/// What a tested design is like, the worst of the directions it was tested in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Traits {
    /// Hundredths.
    pub excitement: i32,
    /// Hundredths.
    pub intensity: i32,
    /// Hundredths.
    pub nausea: i32,
    /// Tenths of a currency unit.
    pub cost: i64,
    /// The bounding box, entrances and exits included.
    pub footprint: Footprint,
    /// Highest joint above the ground in height units of 0.75 m.
    pub height: i32,
    /// Metres.
    pub length: i32,
    /// Metres.
    pub highest_drop: i32,
    /// Highest speed, whole miles per hour.
    pub speed: i32,
    /// Highest vertical G, hundredths.
    pub positive_g: i32,
    /// Least vertical G, hundredths.
    pub negative_g: i32,
    /// Highest lateral G, hundredths.
    pub lateral_g: i32,
    /// Seconds.
    pub ride_time: i32,
    /// Circuits per ride.
    pub circuits: i32,
    /// Number of inversions.
    pub inversions: u8,
    /// Number of drops.
    pub drops: u8,
    /// Curves, each of one or more turns to the same side.
    pub curves: u8,
    /// Curves to the other side than the one before.
    pub switches: u8,
    /// Required pieces that do not occur.
    pub missing: u8,
    /// Number of pieces, those of the platform included.
    pub pieces: usize,
    /// Tiles of the platform.
    pub station: u8,
}

impl Traits {
    /// A figure of the test run.
    pub fn figure(&self, figure: Figure) -> i32 {
        match figure {
            Figure::Length => self.length,
            Figure::HighestDrop => self.highest_drop,
            Figure::Drops => self.drops.into(),
            Figure::Speed => self.speed,
            Figure::PositiveG => self.positive_g,
            Figure::NegativeG => self.negative_g,
            Figure::LateralG => self.lateral_g,
            Figure::RideTime => self.ride_time,
            Figure::Circuits => self.circuits,
            Figure::Inversions => self.inversions.into(),
        }
    }

    /// The bands of height, of 7.5 m each, and of ground, of 100 tiles each, that it lies in.
    pub fn bands(&self) -> (u8, u8) {
        ((self.height / 10).clamp(0, 20) as u8, (self.footprint.tiles() / 100).clamp(0, 20) as u8)
    }

    /// Whether a design can have them.
    pub(super) fn is_sound(&self) -> bool {
        /// Beyond what any design has, and small enough to be added up.
        const MOST: u32 = 10_000_000;
        const DEAREST: u64 = 1_000_000_000_000_000;
        let Footprint { width, length } = self.footprint;
        let judged = [self.excitement, self.intensity, self.nausea, self.height];
        let measured = Figure::ALL.map(|figure| self.figure(figure));
        [width, length].iter().all(|side| (0..=LARGEST_MAP).contains(side))
            && judged.iter().chain(&measured).all(|figure| figure.unsigned_abs() <= MOST)
            && self.cost.unsigned_abs() <= DEAREST
            && self.pieces <= Capacity::MAX_ELEMENTS
    }
}
