//! What a design costs (rules: construction 7).

use crate::catalogue::Piece;
use crate::quantity::{Height, Money};

use super::Layout;
use super::placed::PlacedBlock;
use super::placer::Placer;

/// Support height charged for a block below the ground.
const UNDERGROUND_HEIGHT: Height = Height(80);

impl Placer<'_> {
    /// Price of a piece without supports.
    pub(super) fn track_price(&self, piece: &Piece) -> Money {
        Money((self.ride.track_price.0 * piece.price) >> 16)
    }

    /// Price of the supports of a block over land of a height.
    pub(super) fn support_price(&self, block: &PlacedBlock, land: Height) -> Money {
        let height = if block.base < land { UNDERGROUND_HEIGHT } else { block.base - land };
        Money(i64::from(height.land_steps()) * self.ride.support_price.0)
    }
}

impl Layout<'_> {
    /// Price paid: track, supports and the design's own scenery.
    pub fn cost(&self) -> Money {
        let Self { catalogue, ride, vehicle, site, .. } = *self;
        let placer = Placer { catalogue, ride, vehicle, site };
        let kinds = self.pieces.iter().filter_map(|piece| catalogue.piece(piece.piece));
        let track: Money = kinds.map(|kind| placer.track_price(kind)).sum();
        let land = |block: &PlacedBlock| match site.park {
            Some(_) => site.land_at(block.at).unwrap_or(site.surface),
            None => site.surface,
        };
        let supports: Money = self.blocks().map(|(_, _, block)| placer.support_price(&block, land(&block))).sum();
        track + supports + self.own_scenery.price
    }
}
