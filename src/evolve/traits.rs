//! What a design is like once it has been tested.

use crate::quantity::Footprint;
use crate::site::LARGEST_MAP;
use crate::track_file::Capacity;

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
}

impl Traits {
    /// Whether a design can have them.
    pub(super) fn is_sound(&self) -> bool {
        /// Beyond what any design has, and small enough to be added up.
        const MOST: u32 = 10_000_000;
        const DEAREST: u64 = 1_000_000_000_000_000;
        let Footprint { width, length } = self.footprint;
        let figures = [self.excitement, self.intensity, self.nausea, self.height, self.length];
        [width, length].iter().all(|side| (0..=LARGEST_MAP).contains(side))
            && figures.iter().all(|figure| figure.unsigned_abs() <= MOST)
            && self.cost.unsigned_abs() <= DEAREST
            && self.pieces <= Capacity::MAX_ELEMENTS
    }
}
