//! What a search must keep to.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::catalogue::PieceId;

/// Limits that every winner keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Widest and longest footprint in tiles, entrance and exit included, in either orientation.
    pub footprint: (i32, i32),
    /// Highest rail above the ground in height units of 0.75 m, if limited.
    pub height: Option<i32>,
    /// Most tiles of the bounding box, entrance and exit included, if limited.
    pub tiles: Option<i32>,
    /// Dearest design in tenths of a currency unit, if limited.
    pub budget: Option<i64>,
    /// Fewest and most pieces, the platform included.
    pub pieces: (usize, usize),
    /// Tiles of the platform, if it must have so many.
    pub station: Option<u8>,
    /// Highest intensity in hundredths.
    pub max_intensity: i32,
    /// Highest nausea in hundredths.
    pub max_nausea: i32,
    /// Least excitement in hundredths.
    pub min_excitement: i32,
    /// Fewest and most inversions.
    pub inversions: (u8, u8),
    /// How much natural looks count beside excitement, in hundredths: 100 as documented, 0 not at all.
    pub looks: i32,
    /// Pieces that must not occur.
    pub forbidden: BTreeSet<PieceId>,
    /// Pieces that must occur.
    pub required: BTreeSet<PieceId>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            footprint: (36, 36),
            height: None,
            tiles: None,
            budget: None,
            pieces: (20, 240),
            station: None,
            max_intensity: 1000,
            max_nausea: 700,
            min_excitement: 0,
            inversions: (0, u8::MAX),
            looks: 100,
            forbidden: BTreeSet::new(),
            required: BTreeSet::new(),
        }
    }
}

impl Limits {
    /// By how much a footprint exceeds the limits, in tiles.
    pub fn footprint_excess(&self, (width, length): (i32, i32)) -> i32 {
        let (narrow, wide) = (width.min(length), width.max(length));
        let (most_narrow, most_wide) = (self.footprint.0.min(self.footprint.1), self.footprint.0.max(self.footprint.1));
        let sides = (narrow - most_narrow).max(0) + (wide - most_wide).max(0);
        sides + self.tiles.map_or(0, |tiles| (width * length - tiles).max(0))
    }
}
