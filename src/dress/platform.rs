//! Rows of flowers along platforms, the same on both sides, with something to look at where they end.

use crate::catalogue::{Direction, Theme};
use crate::layout::{Layout, Station};
use crate::quantity::Tile;

use super::ground::{Ground, quadrants_at};

/// Tiles beside the platform in which a row may lie: the nearest that nothing else takes.
const ROWS: std::ops::RangeInclusive<i32> = 1..=2;

/// What grows along a platform.
struct Rows {
    /// Kinds that alternate near the platform, and away from it.
    near: [u16; 2],
    far: [u16; 2],
    ornament: Option<u16>,
    fence: Option<u16>,
}

/// Plants rows along all platforms.
pub(super) fn plant(ground: &mut Ground, layout: &Layout, theme: &Theme) {
    for (_, station) in layout.stations.iter() {
        let Some(rows) = Rows::of(ground, theme) else { return };
        for side in [1, 3] {
            let out = station.direction.turned(side);
            let beds: Vec<Tile> =
                (0..station.length).filter_map(|behind| rows.plant(ground, station, out, behind)).collect();
            for behind in [-1, station.length] {
                rows.put_ornament(ground, station, out, behind);
            }
            rows.put_fence(ground, &beds, out);
        }
    }
}

impl Rows {
    fn of(ground: &mut Ground, theme: &Theme) -> Option<Self> {
        let kinds = if theme.beds.is_empty() { &theme.plants } else { &theme.beds };
        let mut pair = || Some([ground.pick(kinds)?, ground.pick(kinds)?]);
        let (near, far) = (pair()?, pair()?);
        Some(Self { near, far, ornament: ground.pick(&theme.ornaments), fence: ground.pick(&theme.fences) })
    }

    /// Plants a tile beside the platform. The tile, if something grows there.
    fn plant(&self, ground: &mut Ground, station: &Station, out: Direction, behind: i32) -> Option<Tile> {
        let mut tiles = ROWS.map(|away| at(station, out, behind, away));
        let tile = tiles.find(|&tile| ground.taken(tile) == 0)?;
        // Counted from the nearer end, so that both halves are alike.
        let place = behind.min(station.length - 1 - behind) as usize % 2;
        let mut grows = false;
        for (kind, edge) in [(self.near[place], out.reversed()), (self.far[place], out)] {
            for quadrant in quadrants_at(edge) {
                grows |= ground.put_small(kind, tile, quadrant, out);
            }
        }
        grows.then_some(tile)
    }

    /// A fence on the far side of beds.
    fn put_fence(&self, ground: &mut Ground, beds: &[Tile], out: Direction) {
        let Some(fence) = self.fence else { return };
        for &tile in beds {
            ground.put_wall(fence, tile, out);
        }
    }

    /// Something to look at beside the end of the platform, facing it.
    fn put_ornament(&self, ground: &mut Ground, station: &Station, out: Direction, behind: i32) {
        let tile = at(station, out, behind, 1);
        if let Some(ornament) = self.ornament.filter(|_| ground.taken(tile) == 0) {
            ground.put_small(ornament, tile, 0, out.reversed());
        }
    }
}

/// The tile beside a platform that lies some tiles behind its front and away from it.
fn at(station: &Station, out: Direction, behind: i32, away: i32) -> Tile {
    let along = station.direction.reversed().step() * behind;
    (station.front + along + out.step() * away).tile()
}
