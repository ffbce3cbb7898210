//! The track itself: ties, rails, and what it does.

use glam::DVec3;

use super::scene::Scene;
use crate::picture::attitude::Attitude;
use crate::picture::feature::Feature;
use crate::picture::paint::Paint;
use crate::picture::palette;
use crate::picture::subject::Subject;
use crate::picture::tint::Tint;

/// Half the width of the bed, in map units.
pub(super) const HALF: f64 = 5.0;
/// Points of rail to a stretch that is drawn in one go.
const STRIDE: usize = 5;
/// By how much the dark line around the bed stands out, in pixels.
const CASING: f64 = 1.6;
/// Pixels of a map unit from which on single ties can be seen.
const TIES_FROM: f64 = 0.8;

/// Adds all track in stretches, each at its own depth.
pub(super) fn add(
    scene: &mut Scene,
    subject: &Subject,
    track: &[Attitude],
    paint: &Paint,
    is_shown: impl Fn(DVec3) -> bool,
) {
    let pen = Pen::new(scene.projection.scale);
    let tint = Tint::new(subject);
    for &piece in &subject.rail.order {
        let range = subject.rail.pieces[piece].clone();
        let feature = subject.features.of[piece].filter(|&feature| feature != Feature::Station);
        let (first, last) = (*range.start(), *range.end());
        let parts = (last - first).div_ceil(STRIDE).max(1);
        let cut = |part: usize| first + part * (last - first) / parts;
        for part in 0..parts {
            let (from, to) = (cut(part), cut(part + 1));
            if to > from && is_shown(track[from].at) {
                let colour = tint.as_ref().map(|tint| tint.colour(tint.step(usize::midpoint(from, to))));
                match colour {
                    Some(colour) => pen.draw(scene, &track[from..=to], [&colour, &colour], None),
                    None => pen.draw(scene, &track[from..=to], [paint.main, paint.rails], feature),
                }
            }
        }
    }
}

struct Pen {
    rail: f64,
    casing: f64,
    feature: f64,
    has_ties: bool,
}

impl Pen {
    fn new(scale: f64) -> Self {
        let width = |units: f64, least: f64, most: f64| (units * scale).clamp(least, most);
        // In a small picture it would blot out the land.
        let casing = CASING * scale.clamp(0.3, 1.0) / scale.max(0.1);
        Self { rail: width(1.5, 0.7, 3.0), casing, feature: width(3.0, 1.4, 6.0), has_ties: scale >= TIES_FROM }
    }

    /// Draws a stretch whose ties and rails have these colours.
    fn draw(&self, scene: &mut Scene, part: &[Attitude], [main, rails]: [&str; 2], feature: Option<Feature>) {
        let middle = part[part.len() / 2];
        // All of a stretch lies at one depth and is drawn in the order it is added in.
        let depth = scene.projection.depth(middle.at);
        scene.add_face(depth, &outline(part, HALF + self.casing), palette::CASING);
        let light = scene.projection.light(middle.up).unwrap_or(0.5);
        scene.add_face(depth, &bed(part), &palette::shaded(main, light));
        if self.has_ties {
            let tie = [middle.aside(-HALF, 0.0), middle.aside(HALF, 0.0)];
            scene.add_line(depth, &tie, self.rail, &palette::shaded(main, light * 0.72));
        }
        if let Some(feature) = feature {
            let line: Vec<DVec3> = part.iter().map(|point| point.at).collect();
            scene.add_line(depth, &line, self.feature, feature.colour());
        }
        for side in [-HALF, HALF] {
            let rail: Vec<DVec3> = part.iter().map(|point| point.aside(side, 0.0)).collect();
            scene.add_line(depth, &rail, self.rail, &palette::shaded(rails, light.max(0.75)));
        }
    }
}

/// The outline of the bed.
pub(super) fn bed(part: &[Attitude]) -> Vec<DVec3> {
    outline(part, HALF)
}

/// The outline of a band along the track.
fn outline(part: &[Attitude], half: f64) -> Vec<DVec3> {
    let right = part.iter().map(|point| point.aside(half, 0.0));
    let left = part.iter().rev().map(|point| point.aside(-half, 0.0));
    right.chain(left).collect()
}
