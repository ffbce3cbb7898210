//! What stands around the stations: scenery, and stations whose trains leave together (rules: ratings 3.6, 3.7.5).

use crate::layout::{Layout, Station};
use crate::quantity::{Height, Tile};
use crate::site::{Element, Kind, ParkRide};

/// Tiles around the first station on which scenery counts, in each direction.
pub(crate) const SCENERY_REACH: i32 = 5;
/// Most elements of scenery that count, and what each is worth.
pub(crate) const MOST_SCENERY: usize = 47;
pub(crate) const SCENERY_WORTH: i32 = 5;
/// The highest scenery score.
pub(super) const MOST_SCENERY_SCORE: i32 = MOST_SCENERY as i32 * SCENERY_WORTH;
/// What a station below the ground is worth.
pub(super) const UNDERGROUND: i32 = 40;

/// Tiles to either side of a station on which another may stand (rules: ratings 3.6).
pub const ADJACENT_REACH: i32 = 6;

/// The scenery score around a station.
pub(super) fn scenery(layout: &Layout, station: &Station) -> i32 {
    let around = &layout.surroundings;
    let tile = station.front.tile();
    if around.site.land(tile).is_some_and(|land| land.height_at(station.front) > station.z) {
        return UNDERGROUND;
    }
    if around.is_bare() {
        return 0;
    }
    scenery_around(around.site.size(), tile, |tile| around.elements(tile)) as i32 * SCENERY_WORTH
}

/// How many elements of scenery count around a station on a tile of a map of some size.
pub(crate) fn scenery_around<'a>(
    (width, height): (i32, i32),
    station: Tile,
    elements: impl Fn(Tile) -> &'a [Element],
) -> usize {
    let along = |middle: i32, size: i32| (middle - SCENERY_REACH).max(0)..=(middle + SCENERY_REACH).min(size - 1);
    let tiles = along(station.x, width).flat_map(|x| along(station.y, height).map(move |y| Tile::new(x, y)));
    let is_scenery = |element: &&Element| {
        !element.is_ghost && matches!(element.kind, Kind::SmallScenery { .. } | Kind::LargeScenery { .. })
    };
    let count: usize = tiles.map(|tile| elements(tile).iter().filter(is_scenery).count()).sum();
    count.min(MOST_SCENERY)
}

/// Whether beside a station of the ride stands another whose trains leave together with those of others
/// (rules: ratings 3.6).
pub fn has_adjacent_station(layout: &Layout) -> bool {
    layout.stations.iter().any(|(_, station)| {
        [1, 3].into_iter().any(|quarters| {
            let step = station.direction.turned(quarters).step();
            (1..=ADJACENT_REACH).any(|tiles| synchronises_at(layout, (station.front + step * tiles).tile(), station.z))
        })
    })
}

/// Whether the first station piece on a tile at about a height belongs to a ride that synchronises its trains.
fn synchronises_at(layout: &Layout, tile: Tile, z: Height) -> bool {
    let (lowest, highest) = layout.catalogue.rules().knobs.synchronised_heights;
    let is_in_range = |base: Height| (lowest..=highest).contains(&(base - z).0);
    let own = layout.pieces.iter().filter(|piece| piece.piece.is_station() && piece.begin.at.tile() == tile);
    let own = own.map(|piece| piece.base).filter(|&base| is_in_range(base)).min();
    let other = layout.others_on(tile).find_map(|element| match element.kind {
        Kind::Track(track) if track.piece.is_station() && is_in_range(element.base) => Some((element.base, track.ride)),
        _ => None,
    });
    match (own, other) {
        // What stood there first comes first.
        (Some(own), Some((base, _))) if own < base => layout.settings.synchronises(),
        (_, Some((_, ride))) => layout.other_ride(ride).is_some_and(ParkRide::synchronises),
        (Some(_), None) => layout.settings.synchronises(),
        (None, None) => false,
    }
}
