//! What covers a train from above (rules: ratings 2.6, surroundings 7.1).

use crate::layout::Layout;
use crate::path::Place;
use crate::quantity::{MapPoint, Tile};
use crate::site::Kind;

/// What covers trains, looked up once for every tile that a train comes to.
#[derive(Debug, Clone)]
pub(crate) struct Shelter {
    /// No train at this height or above it is covered anywhere.
    highest: i32,
    /// The tile that was looked up last.
    tile: Option<Tile>,
    /// What begins highest there of all that covers trains.
    roof: i32,
}

impl Shelter {
    pub(crate) fn new(layout: &Layout) -> Self {
        let around = &layout.surroundings;
        let highest = if around.is_bare() { around.site.surface.0 } else { i32::MAX };
        Self { highest, tile: None, roof: 0 }
    }

    /// Whether a train at a place is covered.
    #[inline]
    pub(crate) fn covers(&mut self, layout: &Layout, place: Place) -> bool {
        place[2] < self.highest && self.covers_below(layout, place)
    }

    #[inline(never)]
    fn covers_below(&mut self, layout: &Layout, [x, y, z]: Place) -> bool {
        let tile = MapPoint::new(x, y).tile();
        if self.tile != Some(tile) {
            self.tile = Some(tile);
            self.roof = roof(layout, tile);
        }
        self.roof > z
    }
}

/// The greatest height at which something on a tile begins that covers trains. Where there is no land everything is covered.
fn roof(layout: &Layout, tile: Tile) -> i32 {
    let around = &layout.surroundings;
    let Some(land) = around.site.land(tile) else { return i32::MAX };
    let covers = |kind: &Kind, quarters: u8| match kind {
        Kind::Path(_) | Kind::LargeScenery { .. } => true,
        // Only objects for a quarter of a tile take no more than one.
        Kind::SmallScenery { .. } => quarters.count_ones() > 1,
        _ => false,
    };
    let elements = around.elements(tile).iter().filter(|element| covers(&element.kind, element.quarters));
    elements.map(|element| element.base.0).fold(land.base.0, i32::max)
}
