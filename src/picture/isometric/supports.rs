//! What carries the track: single posts, or trestles of wood.

use glam::{DVec2, DVec3};

use super::land::Land;
use super::rails::HALF;
use super::scene::Scene;
use crate::layout::Layout;
use crate::picture::attitude::Attitude;
use crate::picture::palette;

/// Ride types on trestles.
const TRESTLES: [&str; 10] = [
    "wooden_rc",
    "wooden_wild_mouse",
    "classic_wooden_rc",
    "classic_wooden_twister_rc",
    "side_friction_rc",
    "virginia_reel",
    "reverser_rc",
    "hybrid_rc",
    "mine_train_rc",
    "mine_ride",
];
/// Points of rail from trestle to trestle, and from post to post.
const TRESTLE_EVERY: usize = 16;
const POST_EVERY: usize = 40;
/// Height that is drawn in one go.
const STOREY: f64 = 16.0;
/// Steeper and more tilted track stands without supports, as do the ends of supports just below the rail.
const STEEPEST: f64 = 0.95;
const MOST_TILTED: f64 = 0.35;
const GAP: f64 = 2.0;
/// Nothing stands where track lies so near below, in map units.
const CLEAR: f64 = 14.0;
/// Track lower by this much is another track.
const LOWER: f64 = 12.0;
/// By how much supports are farther away than their middle, as the track they carry hides them.
const UNDER: f64 = 4.0;
/// How far beside hanging trains a post stands.
const ARM: f64 = 13.0;

/// Where supports go.
pub(super) struct Ground<'a> {
    /// The track.
    pub track: &'a [Attitude],
    /// The land.
    pub land: &'a Land<'a>,
    /// Whether trains hang below the rail.
    pub hangs: bool,
    /// Whether the ride runs head down for long, so that such track is carried too.
    pub turns_over: bool,
    /// Middles of tiles that entrances stand on.
    pub huts: Vec<DVec2>,
    /// Colour of the supports.
    pub colour: &'a str,
}

/// Adds the supports of a layout.
pub(super) fn add(scene: &mut Scene, layout: &Layout, ground: &Ground) {
    if TRESTLES.contains(&layout.ride.name.as_str()) {
        ground.add_trestles(scene);
    } else {
        ground.add_posts(scene);
    }
}

impl Ground<'_> {
    fn add_posts(&self, scene: &mut Scene) {
        let width = (2.6 * scene.projection.scale).clamp(0.8, 6.0);
        for point in self.track.iter().step_by(POST_EVERY).filter(|point| self.can_be_carried(point)) {
            let side = if self.hangs { ARM } else { 0.0 };
            let top = point.at + side * point.right().with_z(0.0).normalize_or_zero();
            if self.is_clear(top) {
                let colour = palette::shaded(self.colour, 0.85);
                add_column(scene, top, self.land.height_at(top), width, &colour);
                if self.hangs {
                    let arm = [top, point.at];
                    scene.add_line(scene.depth_of(&arm), &arm, width, &colour);
                }
            }
        }
    }

    /// Two legs under the track, tied together storey by storey, and from one pair to the next.
    fn add_trestles(&self, scene: &mut Scene) {
        let width = (1.3 * scene.projection.scale).clamp(0.6, 3.0);
        let colours = [0.92, 0.74].map(|light| palette::shaded(self.colour, light));
        let mut before: Option<[DVec3; 2]> = None;
        for point in self.track.iter().step_by(TRESTLE_EVERY) {
            let stands = self.can_be_carried(point) && self.is_clear(point.at);
            let across = HALF * point.right().with_z(0.0).normalize_or_zero();
            let feet = [point.at - across, point.at + across].map(|foot| foot - GAP * DVec3::Z);
            if stands {
                self.add_bent(scene, feet, width, &colours);
                if let Some(before) = before {
                    self.add_ledgers(scene, before, feet, width, &colours[0]);
                }
            }
            before = stands.then_some(feet);
        }
    }

    fn add_bent(&self, scene: &mut Scene, [left, right]: [DVec3; 2], width: f64, colours: &[String; 2]) {
        let mut z = self.land.height_at(left.midpoint(right));
        let top = left.z.min(right.z);
        while z < top {
            let upper = (z + STOREY).min(top);
            let bent = [left.with_z(z), left.with_z(upper), right.with_z(upper), right.with_z(z)];
            let depth = scene.depth_of(&bent) - UNDER;
            scene.add_line(depth, &bent, width, &colours[0]);
            scene.add_line(depth, &[left.with_z(z), right.with_z(upper)], width * 0.8, &colours[1]);
            z += STOREY;
        }
    }

    fn add_ledgers(&self, scene: &mut Scene, from: [DVec3; 2], to: [DVec3; 2], width: f64, colour: &str) {
        for (from, to) in from.into_iter().zip(to) {
            let mut z = self.land.height_at(from.midpoint(to)) + STOREY;
            while z < from.z.min(to.z) {
                let ledger = [from.with_z(z), to.with_z(z)];
                scene.add_line(scene.depth_of(&ledger) - UNDER, &ledger, width, colour);
                z += STOREY;
            }
        }
    }

    fn can_be_carried(&self, point: &Attitude) -> bool {
        let upright = if self.turns_over { point.up.z.abs() } else { point.up.z };
        point.ahead.z.abs() < STEEPEST && upright > MOST_TILTED && point.at.z > self.land.height_at(point.at) + GAP
    }

    /// Whether no other track and no entrance lies below a place.
    fn is_clear(&self, top: DVec3) -> bool {
        let on_hut = |hut: &DVec2| (top.truncate() - hut).abs().max_element() < CLEAR;
        let below = |point: &&Attitude| point.at.z < top.z - LOWER && !self.land.buries(point.at);
        let near = |point: &Attitude| point.at.truncate().distance_squared(top.truncate()) < CLEAR * CLEAR;
        !self.huts.iter().any(on_hut) && !self.track.iter().step_by(4).filter(below).any(near)
    }
}

/// Adds a post from the land at a height up to a place.
pub(super) fn add_column(scene: &mut Scene, top: DVec3, from: f64, width: f64, colour: &str) {
    let mut z = from;
    while z < top.z - GAP {
        let upper = (z + STOREY).min(top.z - GAP);
        let part = [top.with_z(z), top.with_z(upper + 0.4)];
        scene.add_line(scene.depth_of(&part) - UNDER, &part, width, colour);
        z += STOREY;
    }
}
