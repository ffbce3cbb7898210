//! Platforms, entrances and exits.

use glam::DVec3;

use super::land::Land;
use super::scene::Scene;
use crate::layout::{Layout, PlacedEntrance};
use crate::picture::attitude::Attitude;
use crate::picture::palette;
use crate::picture::subject::Subject;
use crate::quantity::TILE;

/// Inner and outer edge of a platform beside the track, in map units.
const PLATFORM: (f64, f64) = (7.0, 15.5);
/// Points of rail to a slab of the platform.
const SLAB: usize = 8;
/// Half the width of an entrance, its height, and that of its roof.
const HALF: f64 = 11.0;
const WALL: f64 = 18.0;
const ROOF: f64 = 12.0;

/// Adds the platforms beside the track of every station; its height is that of the rail less `lift`.
pub(super) fn add_platforms(scene: &mut Scene, subject: &Subject, land: &Land, track: &[Attitude], lift: f64) {
    let height = f64::from(subject.layout.ride.platform.0);
    let stations = subject.rail.order.iter().filter(|&&piece| subject.layout.pieces[piece].piece.is_station());
    for &piece in stations {
        let range = subject.rail.pieces[piece].clone();
        let (first, last) = (*range.start(), *range.end());
        for start in (first..last).step_by(SLAB) {
            let (from, to) = (&track[start], &track[(start + SLAB).min(last)]);
            if land.conceals(from.at) {
                continue;
            }
            let along = (to.at - from.at) / 2.0;
            let right = from.right() * (PLATFORM.1 - PLATFORM.0) / 2.0;
            let up = DVec3::Z * height / 2.0;
            for side in [-1.0, 1.0] {
                let out = side * f64::midpoint(PLATFORM.0, PLATFORM.1);
                let floor = f64::midpoint(from.at.z, to.at.z) - lift;
                let middle = (from.aside(out, 0.0) + along).with_z(floor + height / 2.0);
                let depth = scene.projection.depth(middle);
                scene.add_box(depth, middle, [along, right, up], palette::PLATFORM);
            }
        }
    }
}

/// The middle of the floor of an entrance or exit.
pub(super) fn floor(entrance: &PlacedEntrance) -> DVec3 {
    let half = f64::from(TILE) / 2.0;
    DVec3::new(f64::from(entrance.at.x) + half, f64::from(entrance.at.y) + half, f64::from(entrance.z.0))
}

/// Adds a hut for every entrance and exit.
pub(super) fn add_huts(scene: &mut Scene, layout: &Layout, land: &Land) {
    for entrance in layout.entrances.iter().filter(|entrance| !land.conceals(floor(entrance))) {
        add_hut(scene, floor(entrance), if entrance.is_exit { palette::EXIT } else { palette::ENTRANCE });
    }
}

/// Adds a hut with a roof of some colour.
pub(super) fn add_hut(scene: &mut Scene, foot: DVec3, roof: &str) {
    let walls = [DVec3::X * HALF, DVec3::Y * HALF, DVec3::Z * WALL / 2.0];
    let middle = foot + DVec3::Z * WALL / 2.0;
    scene.add_box(scene.projection.depth(middle), middle, walls, palette::WALL);
    add_roof(scene, foot + DVec3::Z * WALL, roof);
}

/// Four slopes that meet in the middle.
fn add_roof(scene: &mut Scene, foot: DVec3, colour: &str) {
    let eaves = HALF + 2.5;
    let top = foot + DVec3::Z * ROOF;
    let corners = [(1.0, 1.0), (1.0, -1.0), (-1.0, -1.0), (-1.0, 1.0)];
    let corner = |index: usize| foot + DVec3::new(corners[index % 4].0, corners[index % 4].1, 0.0) * eaves;
    for index in 0..4 {
        let (a, b) = (corner(index), corner(index + 1));
        let outwards = ((a + b) / 2.0 - foot).normalize() + DVec3::Z * (eaves / ROOF);
        if let Some(light) = scene.projection.light(outwards) {
            scene.add_face(scene.projection.depth(top), &[a, b, top], &palette::shaded(colour, light));
        }
    }
}
