//! Other rides of the park: tracks as simple rails, platforms, entrances and buildings.

use glam::{DVec2, DVec3};

use super::land::Land;
use super::scene::Scene;
use super::supports::add_column;
use super::surroundings::middle;
use super::{solid, station};
use crate::layout::Layout;
use crate::picture::{other_track, palette};
use crate::quantity::{MapPoint, Tile};
use crate::site::{Element, EntranceKind, Park, Track};

/// Half the width of a track, in map units.
const HALF: f64 = 3.6;
/// Points of a line to a stretch that is drawn in one go.
const STRIDE: usize = 6;
/// Height of a platform.
const PLATFORM: f64 = 5.0;
/// Half the side of a pillar, and of a building.
const PILLAR: f64 = 11.0;
const BUILDING: f64 = 16.0;
/// How high cars run over the foot of a track of which nothing is known.
const LIFT: f64 = 5.0;

/// Adds a block of another ride's track: with its first block all of a piece.
pub(super) fn add_track(
    scene: &mut Scene,
    layout: &Layout,
    land: &Land,
    (tile, element): (Tile, &Element),
    track: Track,
) {
    let Some(park) = layout.site.park else { return };
    if !other_track::is_on_rails(park, layout.catalogue, track) {
        add_building(scene, tile, element, palette::RIDE_HOUSE);
        return;
    }
    let colour = palette::faded(palette::other_ride(track.ride));
    let foot = middle(tile).with_z(element.base.0.into());
    let width = (1.6 * scene.projection.scale).clamp(0.6, 3.0);
    add_column(scene, foot, land.height_at(foot), width, palette::POST);
    if track.station.is_some() {
        let half = DVec2::splat(14.0);
        let (low, high) = (foot.truncate() - half, foot.truncate() + half);
        solid::add(scene, low.extend(foot.z), high.extend(foot.z + PLATFORM), palette::PLATFORM);
    }
    if let Some(line) = other_track::line(layout.catalogue, tile, element.base, track)
        && is_first_on_tile(layout, track)
    {
        let lift = DVec3::Z * lift(layout, park, track);
        let is_shown = |place: DVec3| is_on(tile, place) && !land.buries(place);
        let mut line: Vec<DVec3> = line.into_iter().map(|place| place + lift).collect();
        // The last point of a piece is a step before the first of the next.
        if let [.., before, last] = line[..] {
            line.push(last + (last - before));
        }
        add_rails(scene, &line, |place| is_shown(place - lift), &colour);
    }
}

/// Whether no block of the piece before this one stands on the same tile.
fn is_first_on_tile(layout: &Layout, track: Track) -> bool {
    let blocks = layout.catalogue.piece(track.piece).map_or(&[][..], |piece| &piece.blocks);
    let number = usize::from(track.block);
    let before = blocks.iter().take(number);
    blocks.get(number).is_some_and(|block| before.into_iter().all(|other| other.offset != block.offset))
}

fn is_on(tile: Tile, place: DVec3) -> bool {
    MapPoint::new(place.x.floor() as i32, place.y.floor() as i32).tile() == tile
}

fn lift(layout: &Layout, park: &Park, track: Track) -> f64 {
    let ride = park.ride(track.ride).and_then(|ride| layout.catalogue.ride(ride.ride_type));
    ride.map_or(LIFT, |ride| ride.vehicle_z.0.into())
}

/// A band along the parts of a line that are shown, with a darker rim.
fn add_rails(scene: &mut Scene, line: &[DVec3], is_shown: impl Fn(DVec3) -> bool, colour: &str) {
    let rim = palette::shaded(colour, 0.7);
    let last = line.len().saturating_sub(1);
    let mut right = DVec3::X;
    let sides: Vec<DVec3> = (0..line.len())
        .map(|point| {
            let ahead = line[(point + 2).min(last)] - line[point.saturating_sub(2)];
            right = ahead.with_z(0.0).cross(DVec3::Z).try_normalize().unwrap_or(right);
            right
        })
        .collect();
    for start in (0..last).step_by(STRIDE) {
        let part = start..=(start + STRIDE).min(last);
        if !is_shown(line[usize::midpoint(*part.start(), *part.end())]) {
            continue;
        }
        let band = |half: f64| -> Vec<DVec3> {
            let there = part.clone().map(|point| line[point] + half * sides[point]);
            there.chain(part.clone().rev().map(|point| line[point] - half * sides[point])).collect()
        };
        let depth = scene.depth_of(&line[part.clone()]);
        scene.add_face(depth, &band(HALF + 1.0), &rim);
        scene.add_cell(depth, &band(HALF), colour);
    }
}

/// Adds an entrance or exit of another ride, or a part of the park's entrance.
pub(super) fn add_entrance(scene: &mut Scene, tile: Tile, element: &Element, kind: EntranceKind, part: u8) {
    let foot = middle(tile).with_z(element.base.0.into());
    match kind {
        EntranceKind::Entrance => station::add_hut(scene, foot, &palette::faded(palette::ENTRANCE)),
        EntranceKind::Exit => station::add_hut(scene, foot, &palette::faded(palette::EXIT)),
        // Guests pass between two towers, under a beam.
        EntranceKind::Park if part == 0 => {
            let top = f64::from(element.clearance.0);
            add_box(scene, foot.with_z(top - PILLAR), 15.0, top, palette::PARK_ENTRANCE);
        }
        EntranceKind::Park => add_box(scene, foot, PILLAR, element.clearance.0.into(), palette::PARK_ENTRANCE),
    }
}

fn add_building(scene: &mut Scene, tile: Tile, element: &Element, colour: &str) {
    let foot = middle(tile).with_z(element.base.0.into());
    add_box(scene, foot, BUILDING, element.clearance.0.into(), &palette::faded(colour));
}

fn add_box(scene: &mut Scene, foot: DVec3, half: f64, top: f64, colour: &str) {
    let half = DVec2::splat(half);
    let (low, high) = (foot.truncate() - half, foot.truncate() + half);
    solid::add(scene, low.extend(foot.z), high.extend(top), colour);
}
