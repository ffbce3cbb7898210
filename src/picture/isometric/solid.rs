//! Solid things, cut into cells so small that each can be drawn at a depth of its own.
//!
//! A cell is as deep as the lowest and farthest place on it, so that what stands on it or before it is drawn later.

use glam::{DVec2, DVec3};

use super::scene::Scene;
use crate::picture::palette;

/// Longest side of a cell, in map units.
const CELL: f64 = 16.0;
/// Pixels of a map unit below which larger cells will do.
const FINE_FROM: f64 = 0.55;

/// Adds an upright face over a line between two feet, up to a height at each, so much nearer than it is.
pub(super) fn add_upright(scene: &mut Scene, feet: [DVec3; 2], tops: [f64; 2], nearer: f64, colour: &str) {
    let along = (feet[1] - feet[0]).with_z(0.0);
    let normal = along.cross(DVec3::Z);
    let Some(light) = scene.projection.light(normal).or_else(|| scene.projection.light(-normal)) else { return };
    let colour = palette::shaded(colour, light);
    let tallest = (tops[0] - feet[0].z).max(tops[1] - feet[1].z);
    let (columns, rows) = (cells(scene, along.length()), cells(scene, tallest));
    let place = |column: usize, row: usize| {
        let (across, up) = (column as f64 / columns as f64, row as f64 / rows as f64);
        let ends = [0, 1].map(|end| feet[end].with_z(feet[end].z + up * (tops[end] - feet[end].z)));
        ends[0].lerp(ends[1], across)
    };
    for column in 0..columns {
        for row in 0..rows {
            let foot = [place(column, row), place(column + 1, row)];
            let corners = [foot[0], foot[1], place(column + 1, row + 1), place(column, row + 1)];
            scene.add_cell(scene.depth_of(&foot) + nearer, &corners, &colour);
        }
    }
}

/// Adds a level rectangle.
pub(super) fn add_level(scene: &mut Scene, low: DVec2, high: DVec2, z: f64, colour: &str) {
    let size = high - low;
    let (columns, rows) = (cells(scene, size.x), cells(scene, size.y));
    let step = size / DVec2::new(columns as f64, rows as f64);
    for column in 0..columns {
        for row in 0..rows {
            let corner = |x: usize, y: usize| (low + step * DVec2::new(x as f64, y as f64)).extend(z);
            let corners =
                [corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)];
            scene.add_cell(scene.least_depth(&corners), &corners, colour);
        }
    }
}

/// Adds the sides and the top of a box between two opposite corners.
pub(super) fn add(scene: &mut Scene, low: DVec3, high: DVec3, colour: &str) {
    let corners = [(low.x, low.y), (high.x, low.y), (high.x, high.y), (low.x, high.y)];
    let corners = corners.map(|(x, y)| DVec3::new(x, y, low.z));
    for side in 0..4 {
        let feet = [corners[side], corners[(side + 1) % 4]];
        if scene.projection.light((feet[1] - feet[0]).cross(DVec3::Z)).is_some() {
            add_upright(scene, feet, [high.z; 2], 0.0, colour);
        }
    }
    let light = scene.projection.light(DVec3::Z).unwrap_or(1.0);
    add_level(scene, low.truncate(), high.truncate(), high.z, &palette::shaded(colour, light));
}

fn cells(scene: &Scene, length: f64) -> usize {
    let cell = if scene.projection.scale < FINE_FROM { 2.0 * CELL } else { CELL };
    ((length / cell).ceil() as usize).max(1)
}
