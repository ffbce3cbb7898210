//! What a design costs (rules: construction 7).

use super::Layout;
use super::site::LAND_STEP;

/// Support height charged for a block below the ground.
const UNDERGROUND_HEIGHT: i32 = 80;

impl Layout<'_> {
    /// Price of track and supports in tenths of a currency unit.
    pub fn cost(&self) -> i64 {
        let (ride, surface) = (self.ride, self.site.surface);
        let support = |base: i32| {
            let height = if base < surface { UNDERGROUND_HEIGHT } else { base - surface };
            i64::from(height / LAND_STEP) * ride.support_price
        };
        let track = self.pieces.iter().filter_map(|piece| self.catalogue.piece(piece.piece));
        let track: i64 = track.map(|kind| (ride.track_price * kind.price) >> 16).sum();
        track + self.blocks().map(|(_, _, block)| support(block.base)).sum::<i64>()
    }
}
