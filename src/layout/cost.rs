//! What a design costs (rules: construction 7).

use crate::quantity::{Height, Money};

use super::Layout;

/// Support height charged for a block below the ground.
const UNDERGROUND_HEIGHT: Height = Height(80);

impl Layout<'_> {
    /// Price of track and supports.
    pub fn cost(&self) -> Money {
        let (ride, surface) = (self.ride, self.site.surface);
        let support = |base: Height| {
            let height = if base < surface { UNDERGROUND_HEIGHT } else { base - surface };
            Money(i64::from(height.land_steps()) * ride.support_price.0)
        };
        let track = self.pieces.iter().filter_map(|piece| self.catalogue.piece(piece.piece));
        let track: Money = track.map(|kind| Money((ride.track_price.0 * kind.price) >> 16)).sum();
        track + self.blocks().map(|(_, _, block)| support(block.base)).sum()
    }
}
