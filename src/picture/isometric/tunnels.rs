//! Where track runs into the land: a mouth at each end, and dashes over what the land hides.

use glam::DVec3;

use super::land::Land;
use super::rails::bed;
use super::scene::Scene;
use crate::picture::attitude::Attitude;
use crate::picture::palette;

/// The opening over the foot of the track: places to the right and up, in map units.
const MOUTH: [(f64, f64); 6] = [(-9.0, -4.0), (-9.0, 13.0), (-5.0, 19.0), (5.0, 19.0), (9.0, 13.0), (9.0, -4.0)];
/// By how much the stones around it are larger.
const STONES: f64 = 1.28;
/// Points of rail to a dash, and from one to the next.
const DASH: usize = 5;
const EVERY: usize = 10;
/// How far a line of sight is followed at most, and in which steps.
const FARTHEST: f64 = 400.0;
const STEP: f64 = 4.0;

/// Adds mouths and dashes of a track whose rail lies `lift` over its foot.
pub(super) fn add(scene: &mut Scene, land: &Land, track: &[Attitude], lift: f64) {
    let is_buried = |point: &Attitude| land.buries(point.at - DVec3::Z * lift);
    for pair in track.windows(2) {
        match [is_buried(&pair[0]), is_buried(&pair[1])] {
            [false, true] => add_mouth(scene, &pair[0], -pair[0].ahead, lift),
            [true, false] => add_mouth(scene, &pair[1], pair[1].ahead, lift),
            _ => {}
        }
    }
    let last = track.len().saturating_sub(1);
    for start in (0..last).step_by(EVERY) {
        let part = &track[start..=(start + DASH).min(last)];
        if part.iter().all(is_buried) {
            add_dash(scene, land, part);
        }
    }
}

/// The mouth at a point of the track, unless it looks away.
fn add_mouth(scene: &mut Scene, point: &Attitude, outwards: DVec3, lift: f64) {
    if scene.projection.light(outwards.with_z(0.0)).is_none() {
        return;
    }
    let right = point.right().with_z(0.0).normalize_or_zero();
    let foot = point.at - DVec3::Z * lift;
    let depth = scene.projection.depth(foot);
    for (size, colour) in [(STONES, palette::STONES), (1.0, palette::TUNNEL)] {
        let corner = |(aside, up): (f64, f64)| foot + size * (aside * right + up.max(0.0) * DVec3::Z);
        scene.add_face(depth, &MOUTH.map(corner), colour);
    }
}

/// A part of the track that the land hides, drawn on the land before it.
fn add_dash(scene: &mut Scene, land: &Land, part: &[Attitude]) {
    let hidden = part[part.len() / 2].at;
    let sight = scene.projection.sight();
    let steps = (FARTHEST / STEP) as usize;
    let seen = (0..steps).map(|step| hidden + sight * (STEP * step as f64)).find(|&at| at.z > land.height_at(at));
    let depth = scene.projection.depth(seen.unwrap_or(hidden));
    scene.add_face(depth, &bed(part), palette::BURIED);
}
