//! The land of a park around a coaster: slopes, cliffs and water.

use glam::{DVec2, DVec3};

use super::projection::Projection;
use super::scene::Scene;
use super::solid;
use crate::catalogue::Direction;
use crate::picture::palette;
use crate::picture::rail::DUG;
use crate::quantity::{LAND_STEP, MapPoint, TILE, Tile};
use crate::site::{self, Corner, Site};

/// How deep the land is cut off below its lowest place.
const DEPTH: f64 = 14.0;
/// From here on water is deep.
const DEEP: f64 = 48.0;
/// Tiles on the far side of a rise that it may hide something on.
const REACH: i32 = 4;

/// A part of a park.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terrain<'a> {
    site: Site<'a>,
    /// Its first tile.
    low: Tile,
    /// The tile behind its last one.
    end: Tile,
    /// Height at which it is cut off.
    bottom: f64,
}

impl<'a> Terrain<'a> {
    /// The land between two tiles, the second one excluded.
    pub(super) fn new(site: Site<'a>, low: Tile, end: Tile) -> Self {
        let terrain = Self { site, low, end, bottom: 0.0 };
        let lowest = terrain.tiles().map(|tile| terrain.land(tile).base.0).min().unwrap_or(0);
        Self { bottom: f64::from(lowest) - DEPTH, ..terrain }
    }

    /// Its tiles.
    pub(super) fn tiles(&self) -> impl Iterator<Item = Tile> + use<> {
        let (low, end) = (self.low, self.end);
        (low.x..end.x).flat_map(move |x| (low.y..end.y).map(move |y| Tile::new(x, y)))
    }

    fn shows(&self, tile: Tile) -> bool {
        (self.low.x..self.end.x).contains(&tile.x) && (self.low.y..self.end.y).contains(&tile.y)
    }

    fn land(&self, tile: Tile) -> site::Land {
        self.site.land(tile).unwrap_or(site::Land::flat(self.site.surface))
    }

    /// Places that show how far it reaches.
    pub(super) fn corners(&self) -> impl Iterator<Item = DVec3> + '_ {
        self.tiles().flat_map(|tile| Corner::ALL.map(|corner| self.corner(tile, corner))).chain(
            [(self.low.x, self.low.y), (self.end.x, self.low.y), (self.end.x, self.end.y), (self.low.x, self.end.y)]
                .map(|(x, y)| DVec3::new(f64::from(x * TILE), f64::from(y * TILE), self.bottom)),
        )
    }

    fn corner(&self, tile: Tile, corner: Corner) -> DVec3 {
        let MapPoint { x, y } = tile.corner() + corner.offset();
        DVec3::new(x.into(), y.into(), self.land(tile).corner(corner).0.into())
    }

    /// The height of the land under a place.
    pub(super) fn height_at(&self, place: DVec2) -> f64 {
        let point = MapPoint::new(place.x.floor() as i32, place.y.floor() as i32);
        f64::from(self.land(point.tile()).height_at(point).0)
    }

    /// The height of the land or the water under a place.
    pub(super) fn surface_at(&self, place: DVec2) -> f64 {
        let point = MapPoint::new(place.x.floor() as i32, place.y.floor() as i32);
        let land = self.land(point.tile());
        f64::from(land.height_at(point).max(land.water).0)
    }

    /// Whether a place lies so deep that the land hides it.
    pub(super) fn buries(&self, place: DVec3) -> bool {
        place.z < self.height_at(place.truncate()) - DUG
    }

    /// Adds all of it.
    pub(super) fn add(&self, scene: &mut Scene) {
        for tile in self.tiles() {
            self.add_top(scene, tile);
            for edge in Direction::ALL {
                self.add_drop(scene, tile, edge);
            }
        }
    }

    /// Adds once more, to be among what stands on the land, the parts of it that can hide something.
    pub(super) fn add_rises(&self, scene: &mut Scene) {
        let projection = scene.projection;
        for tile in self.tiles().filter(|&tile| self.is_rise(projection, tile)) {
            let land = self.land(tile);
            if land.slope.raised() == 0 && land.water <= land.base {
                let (low, side) = (tile.corner(), f64::from(TILE));
                let low = DVec2::new(low.x.into(), low.y.into());
                solid::add_level(scene, low, low + DVec2::splat(side), land.base.0.into(), ground(tile));
            } else {
                self.add_top(scene, tile);
            }
            for edge in Direction::ALL {
                self.add_drop(scene, tile, edge);
            }
        }
    }

    /// Whether a tile stands over one behind it.
    fn is_rise(&self, projection: Projection, tile: Tile) -> bool {
        let away = |direction: &Direction| {
            let MapPoint { x, y } = direction.step();
            projection.depth(DVec3::new(x.into(), y.into(), 0.0)) < 0.0
        };
        let back: Vec<Tile> = Direction::ALL.into_iter().filter(away).map(|it| it.step().tile()).collect();
        let top = self.land(tile).top().0;
        let steps = back.iter().copied().chain([back.iter().fold(Tile::new(0, 0), |sum, &step| sum + step)]);
        steps.into_iter().any(|step| {
            (1..=REACH).any(|away| {
                let behind = Tile::new(tile.x + away * step.x, tile.y + away * step.y);
                self.shows(behind) && self.land(behind).top().0 <= top - TILE * (away - 1) - LAND_STEP
            })
        })
    }

    /// The land of a tile, and the water on it.
    fn add_top(&self, scene: &mut Scene, tile: Tile) {
        let land = self.land(tile);
        let corners = ROUND.map(|corner| self.corner(tile, corner));
        let water = f64::from(land.water.0);
        if corners.iter().all(|corner| corner.z <= water) {
            self.add_water(scene, &corners, &land);
            return;
        }
        if land.slope.raised() == 0 {
            add_ground(scene, tile, &corners);
            return;
        }
        // A slope is folded along the diagonal that is level.
        let [south, east, north, west] = corners;
        let is_folded_across = (south.z - north.z).abs() >= 1.0 || south.z > east.z;
        let halves = if is_folded_across {
            [[south, east, west], [north, west, east]]
        } else {
            [[east, north, south], [west, south, north]]
        };
        for half in &halves {
            add_ground(scene, tile, half);
        }
        if land.water > land.base {
            self.add_water(scene, &corners, &land);
        }
    }

    fn add_water(&self, scene: &mut Scene, land: &[DVec3; 4], of: &site::Land) {
        let level = f64::from(of.water.0);
        let wet = below(land, level);
        let colour = if level - f64::from(of.base.0) >= DEEP { palette::DEEP_WATER } else { palette::WATER };
        scene.add_cell(scene.least_depth(&wet), &wet, colour);
    }

    /// The side of a tile where the land beyond an edge lies lower, or is cut off.
    fn add_drop(&self, scene: &mut Scene, tile: Tile, edge: Direction) {
        let MapPoint { x, y } = edge.step();
        if scene.projection.light(DVec3::new(x.into(), y.into(), 0.0)).is_none() {
            return;
        }
        let number = edge.number();
        let upper = [2, 3].map(|turn| self.corner(tile, Corner::new(number + turn)));
        let beyond = tile + edge.step().tile();
        let lower = if self.shows(beyond) {
            // Water hides the land that it covers.
            let water = f64::from(self.land(beyond).water.0);
            [1, 0].map(|turn| self.corner(beyond, Corner::new(number + turn)).z.max(water))
        } else {
            [self.bottom; 2]
        };
        if upper[0].z > lower[0] || upper[1].z > lower[1] {
            let feet = [0, 1].map(|end| upper[end].with_z(lower[end].min(upper[end].z)));
            solid::add_upright(scene, feet, upper.map(|place| place.z), 0.0, palette::CLIFF);
        }
        let water = f64::from(self.land(tile).water.0);
        if !self.shows(beyond)
            && let Some(bed) = under_water(upper, water)
        {
            solid::add_upright(scene, bed, [water; 2], 0.0, palette::DEEP_WATER);
        }
    }
}

/// The part of an edge of the land that lies under water of a level.
fn under_water([from, to]: [DVec3; 2], level: f64) -> Option<[DVec3; 2]> {
    let shore = || from.lerp(to, (level - from.z) / (to.z - from.z));
    match (from.z < level, to.z < level) {
        (true, true) => Some([from, to]),
        (true, false) => Some([from, shore()]),
        (false, true) => Some([shore(), to]),
        (false, false) => None,
    }
}

/// The corners of a tile in the order of its outline.
const ROUND: [Corner; 4] = [Corner::South, Corner::East, Corner::North, Corner::West];

const fn ground(tile: Tile) -> &'static str {
    if (tile.x + tile.y) % 2 == 0 { palette::GRASS } else { palette::DARKER_GRASS }
}

/// A part of a tile that lies in a plane.
fn add_ground(scene: &mut Scene, tile: Tile, corners: &[DVec3]) {
    let normal = (corners[1] - corners[0]).cross(corners[2] - corners[0]);
    let normal = if normal.z < 0.0 { -normal } else { normal };
    // The steepest slopes that fall away are seen from their edge.
    if let Some(light) = scene.projection.light(normal) {
        let light = light / scene.projection.light(DVec3::Z).unwrap_or(1.0);
        scene.add_cell(scene.least_depth(corners), corners, &palette::shaded(ground(tile), light));
    }
}

/// The part of a tile whose land lies below a level, at that level.
fn below(land: &[DVec3; 4], level: f64) -> Vec<DVec3> {
    let mut wet = Vec::new();
    for (index, &from) in land.iter().enumerate() {
        let to = land[(index + 1) % 4];
        if from.z <= level {
            wet.push(from.with_z(level));
        }
        if (from.z < level) != (to.z < level) {
            wet.push(from.lerp(to, (level - from.z) / (to.z - from.z)).with_z(level));
        }
    }
    wet
}
