//! The train on the track.

use glam::DVec3;

use super::land::Land;
use super::scene::Scene;
use crate::picture::attitude::Attitude;
use crate::picture::paint::Paint;
use crate::picture::palette;
use crate::picture::rail::Rail;
use crate::picture::subject::Subject;
use crate::picture::units::METRES_PER_MAP_UNIT;
use crate::quantity::Length;

/// Half the width and height of a car, in map units.
const HALF_WIDTH: f64 = 5.0;
const HALF_HEIGHT: f64 = 4.5;
/// The middle of a car over the rail, and under it where it hangs.
const STANDS: f64 = 6.0;
const HANGS: f64 = -12.0;
/// Share of its room on the track that a car fills.
const FILLED: f64 = 0.84;

/// A train: where its cars lie behind its front.
pub(super) struct Train<'a> {
    rail: &'a Rail,
    track: &'a [Attitude],
    paint: &'a Paint,
    hangs: bool,
    land: &'a Land<'a>,
    /// Metres from the middle of the lead car back to that of each car, and half the length of each.
    cars: Vec<(f64, f64)>,
}

impl<'a> Train<'a> {
    /// The train of a subject.
    pub(super) fn new(subject: &'a Subject, track: &'a [Attitude], hangs: bool, land: &'a Land<'a>) -> Self {
        let layout = &subject.layout;
        let count = usize::try_from(layout.trains.cars).unwrap_or(1).max(1);
        let halves = layout.vehicle.train(count).map(|car| Length(car.spacing as i32).exact_metres() / 2.0);
        let mut cars: Vec<(f64, f64)> = Vec::new();
        for half in halves {
            let back = cars.last().map_or(0.0, |(back, before)| back + before + half);
            cars.push((back, half));
        }
        Self { rail: &subject.rail, track, paint: &subject.paint, hangs, land, cars }
    }

    /// Adds the train with its lead car at a distance along the rail, in metres.
    pub(super) fn add(&self, scene: &mut Scene, along: f64) {
        for (index, &(back, half)) in self.cars.iter().enumerate() {
            let Some(place) = self.attitude(along - back).filter(|place| !self.land.conceals(place.at)) else {
                continue;
            };
            let height = if self.hangs { HANGS } else { STANDS };
            let ahead = place.ahead * (half * FILLED / METRES_PER_MAP_UNIT);
            let edges = [ahead, place.right() * HALF_WIDTH, place.up * HALF_HEIGHT];
            // A car is nearer than the track before and behind it.
            let origin = scene.projection.depth(DVec3::ZERO);
            let reach: f64 = edges.iter().map(|&edge| (scene.projection.depth(edge) - origin).abs()).sum();
            let middle = place.aside(0.0, height);
            let depth = scene.projection.depth(middle) + reach;
            scene.add_box(depth, middle, edges, self.paint.car(index));
            if !self.hangs && scene.projection.light(place.up).is_some() {
                scene.add_face(depth, &seats(middle, edges), &palette::shaded(self.paint.car(index), 0.45));
            }
        }
    }

    /// How the track lies at a place along the rail; `None` beyond its ends.
    fn attitude(&self, along: f64) -> Option<Attitude> {
        let length = self.rail.length();
        let along = if self.rail.is_closed { along.rem_euclid(length.max(f64::EPSILON)) } else { along };
        let points = &self.rail.points;
        let next = points.partition_point(|point| point.along <= along);
        let before = next.checked_sub(1)?;
        let (from, to) = (self.track.get(before)?, self.track.get(next).or(self.track.get(before))?);
        let step = points.get(next).map_or(0.0, |point| point.along - points[before].along);
        let share = if step > 0.0 { (along - points[before].along) / step } else { 0.0 };
        (share <= 1.0).then(|| Attitude { at: from.at.lerp(to.at, share), ..*from })
    }
}

/// The opening in the upper side of a car.
fn seats(middle: DVec3, [ahead, right, up]: [DVec3; 3]) -> [DVec3; 4] {
    let (ahead, right) = (ahead * 0.66, right * 0.66);
    [ahead + right, ahead - right, -ahead - right, right - ahead].map(|corner| middle + up + corner)
}
