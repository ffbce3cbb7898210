//! Track that something stands before: it shines through, so that the course can be followed.

use super::land::Land;
use super::rails::bed;
use super::scene::{Mark, Scene, Shape};
use crate::picture::attitude::Attitude;
use crate::picture::canvas::Point;
use crate::picture::outline::wound;

/// Points of rail to a stretch that is hidden or not.
const STRIDE: usize = 5;
/// What hides track is nearer by at least so much.
const NEARER: f64 = 6.0;
/// How much of the colour of the track is seen.
const THROUGH: &str = "78";

/// Adds the stretches of a track that marks from a first one on hide, in a colour, on top of everything.
pub(super) fn add(scene: &mut Scene, first: usize, track: &[Attitude], land: &Land, colour: &str) {
    let last = track.len().saturating_sub(1);
    let mut stretches = Vec::new();
    for start in (0..last).step_by(STRIDE) {
        let part = &track[start..=(start + STRIDE).min(last)];
        let middle = part[part.len() / 2].at;
        if land.conceals(middle) {
            continue;
        }
        let (place, depth) = (scene.projection.at(middle), scene.projection.depth(middle));
        if scene.marks()[first..].iter().any(|mark| mark.depth > depth + NEARER && covers(mark, place)) {
            stretches.push(wound(scene.shown(&bed(part))));
        }
    }
    // All of it is one shape, so that it is nowhere darker.
    scene.add(Mark::faces(f64::MAX, stretches, format!("{colour}{THROUGH}")));
}

/// Whether a mark lies over a pixel.
pub(super) fn covers(mark: &Mark, place: Point) -> bool {
    let Shape::Faces(faces) = &mark.shape else { return false };
    mark.area.holds_point(place) && faces.iter().any(|face| holds(face, place))
}

/// Whether a point lies within an outline.
fn holds(outline: &[Point], (x, y): Point) -> bool {
    let edges = outline.iter().zip(outline.iter().cycle().skip(1));
    let crossed = |&(from, to): &(&Point, &Point)| {
        let is_beside = (from.1 > y) != (to.1 > y);
        is_beside && x < from.0 + (y - from.1) / (to.1 - from.1) * (to.0 - from.0)
    };
    edges.filter(crossed).count() % 2 == 1
}
