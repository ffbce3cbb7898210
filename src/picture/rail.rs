//! The rail as a curve in space: every sub-position of every piece, joint to joint.

use std::iter::Sum;
use std::ops::{Div, RangeInclusive};

use glam::DVec3;

use crate::catalogue::{PathKind, PieceId, Pitch, SubPosition};
use crate::layout::{Layout, PlacedPiece, Pose};
use crate::path::{Place, step_cost};
use crate::quantity::{Length, MapPoint, TILE};

use super::attitude::up;
use super::units::METRES_PER_MAP_UNIT;

/// Farthest that a sub-position at a joint lies off the rail, in map and z units, when it lies on it.
const NEAR: f64 = 2.0;
/// Track this many z units below the land runs in a tunnel; on a slope it may lie a little below the land.
pub(super) const DUG: f64 = 20.0;
/// Points before and after a point that are averaged: sub-positions lie on whole units.
pub(super) const SMOOTH: usize = 4;

/// A point of the rail.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RailPoint {
    /// Place in map and z units; the height is that of the rail.
    pub at: [f64; 3],
    /// Metres of ride length from the start of the rail.
    pub along: f64,
}

/// The rail of a layout in driving order. A circuit begins at the rear of its first platform.
#[derive(Debug, Clone, PartialEq)]
pub struct Rail {
    /// All points. A piece begins with the last point of the one before; a circuit ends with its first point.
    pub points: Vec<RailPoint>,
    /// Pieces of the design in driving order.
    pub order: Vec<usize>,
    /// Points of each piece by index in the design.
    pub pieces: Vec<RangeInclusive<usize>>,
    /// Whether the end meets the start.
    pub is_closed: bool,
    /// Which way is up at each point, where it is known.
    pub(super) ups: Vec<Option<DVec3>>,
    /// The last sub-position added.
    last: Option<Place>,
}

impl Rail {
    /// Draws the rail of a layout.
    pub fn new(layout: &Layout) -> Self {
        let pieces = &layout.pieces;
        if is_maze(pieces) {
            return Self::without_track(layout);
        }
        let is_closed = pieces.first().zip(pieces.last()).is_some_and(|(first, last)| last.end == first.begin);
        let first = if is_closed { rear_of_platform(layout) } else { 0 };
        let mut rail = Self {
            points: Vec::new(),
            order: (first..pieces.len()).chain(0..first).collect(),
            pieces: vec![0..=0; pieces.len()],
            is_closed,
            ups: Vec::new(),
            last: None,
        };
        for piece in rail.order.clone() {
            rail.add(layout, piece);
        }
        if let Some(&start) = rail.points.first().filter(|_| is_closed) {
            rail.points.push(RailPoint { along: rail.length(), ..start });
            rail.ups.push(rail.ups[0]);
        }
        rail
    }

    /// A single point for what has tiles but no rail.
    fn without_track(layout: &Layout) -> Self {
        let middle = |corner: i32| f64::from(corner) + f64::from(TILE) / 2.0;
        let Pose { at, z, .. } = layout.start;
        Self {
            points: vec![RailPoint { at: [middle(at.x), middle(at.y), f64::from(z.0)], along: 0.0 }],
            order: Vec::new(),
            pieces: vec![0..=0; layout.pieces.len()],
            is_closed: false,
            ups: vec![None],
            last: None,
        }
    }

    /// Length in metres.
    pub fn length(&self) -> f64 {
        self.points.last().map_or(0.0, |point| point.along)
    }

    /// The points of a piece.
    pub fn of(&self, piece: usize) -> &[RailPoint] {
        self.pieces.get(piece).and_then(|range| self.points.get(range.clone())).unwrap_or_default()
    }

    /// Metres along the rail after a share of a piece.
    pub fn along(&self, piece: usize, share: f64) -> f64 {
        let points = self.of(piece);
        let place = share.clamp(0.0, 1.0) * points.len().saturating_sub(1) as f64;
        let (before, rest) = (place.floor(), place.fract());
        let Some(from) = points.get(before as usize) else { return 0.0 };
        let to = points.get(before as usize + 1).unwrap_or(from);
        from.along + rest * (to.along - from.along)
    }

    /// Lowest and highest rail in z units.
    pub fn heights(&self) -> (f64, f64) {
        let heights = self.points.iter().map(|point| point.at[2]);
        heights.fold((f64::MAX, f64::MIN), |(low, high), z| (low.min(z), high.max(z)))
    }

    fn add(&mut self, layout: &Layout, index: usize) {
        let piece = &layout.pieces[index];
        let start = self.points.len().saturating_sub(1);
        let steps = layout.catalogue.paths().of(PathKind::Usual, piece.piece, piece.direction).unwrap_or_default();
        if steps.len() > 1 {
            self.add_steps(piece, steps, ends(layout, piece));
            self.ups.extend(steps.iter().map(|step| up(layout.catalogue, step)));
        } else {
            self.add_straight(ends(layout, piece));
        }
        self.pieces[index] = start..=self.points.len().saturating_sub(1);
    }

    /// A straight line over a piece that cars take no path over, such as a hole of miniature golf.
    fn add_straight(&mut self, [begin, end]: [[f64; 3]; 2]) {
        let [begin, end] = [begin, end].map(DVec3::from_array);
        let steps = (begin.distance(end) as usize).max(1);
        let along = self.length();
        for step in 1..=steps {
            let share = step as f64 / steps as f64;
            let at = begin.lerp(end, share);
            self.points.push(RailPoint { at: at.to_array(), along: along + begin.distance(at) * METRES_PER_MAP_UNIT });
            self.ups.push(Some(DVec3::Z));
        }
        let [x, y, z] = end.to_array().map(|place| place as i32);
        self.last = Some([x, y, z]);
    }

    /// Sub-positions follow the car. Where it hangs below or stands above the rail at a joint, as on upside-down
    /// track, they are shifted onto the rail.
    fn add_steps(&mut self, piece: &PlacedPiece, steps: &[SubPosition], ends: [[f64; 3]; 2]) {
        let mut along = self.length();
        let mut last = self.last;
        let place = |step: &SubPosition| {
            let at = piece.begin.at + MapPoint::new(step.x.into(), step.y.into());
            [at.x, at.y, piece.base.0 + i32::from(step.z)]
        };
        let lift = |step: Option<&SubPosition>, joint: [f64; 3]| {
            let off = step.map_or(0.0, |step| joint[2] - f64::from(place(step)[2]));
            if off.abs() > NEAR { off } else { 0.0 }
        };
        let (begin, end) = (lift(steps.first(), ends[0]), lift(steps.last(), ends[1]));
        for (number, step) in steps.iter().enumerate() {
            let here = place(step);
            along += last.map_or(0.0, |last| Length(step_cost(last, here)).exact_metres());
            let share = number as f64 / (steps.len() - 1).max(1) as f64;
            let [x, y, z] = here.map(f64::from);
            self.points.push(RailPoint { at: [x, y, z + begin + share * (end - begin)], along });
            last = Some(here);
        }
        self.last = last;
    }
}

/// Whether nothing but tiles of a maze stands there.
fn is_maze(pieces: &[PlacedPiece]) -> bool {
    !pieces.is_empty() && pieces.iter().all(|piece| piece.piece == PieceId::MAZE)
}

/// Each the mean of its neighbours; fewer of them towards the ends.
pub(super) fn smoothed<T>(values: &[T], reach: usize) -> Vec<T>
where
    T: Copy + Sum + Div<f64, Output = T>,
{
    let mean = |index: usize| {
        let reach = reach.min(index).min(values.len() - 1 - index);
        let near = &values[index - reach..=index + reach];
        near.iter().copied().sum::<T>() / near.len() as f64
    };
    (0..values.len()).map(mean).collect()
}

/// Where the rail should cross a joint: at the edge of its tile, or in the middle of it if it is diagonal or vertical.
pub(super) fn joint(pose: Pose, pitch: Pitch) -> [f64; 3] {
    let half = f64::from(TILE) / 2.0;
    let in_middle = pose.heading.is_diagonal() || matches!(pitch, Pitch::Up90 | Pitch::Down90);
    let back = if in_middle { 0.0 } else { half };
    let (ahead_x, ahead_y) = towards(pose);
    [f64::from(pose.at.x) + half - back * ahead_x, f64::from(pose.at.y) + half - back * ahead_y, f64::from(pose.z.0)]
}

/// The direction of travel at a joint; a diagonal one runs as far along both axes.
fn towards(pose: Pose) -> (f64, f64) {
    let unit = |step: MapPoint| (f64::from(step.x / TILE), f64::from(step.y / TILE));
    let direction = pose.heading.direction();
    let (x, y) = unit(direction.step());
    if !pose.heading.is_diagonal() {
        return (x, y);
    }
    let (right_x, right_y) = unit(direction.turned(1).step());
    (x + right_x, y + right_y)
}

/// Where a piece begins and ends.
pub(super) fn ends(layout: &Layout, piece: &PlacedPiece) -> [[f64; 3]; 2] {
    let kind = layout.catalogue.piece(piece.piece);
    let [begin, end] = kind.map_or([Pitch::Level; 2], |kind| [kind.begin.pitch, kind.end.pitch]);
    [joint(piece.begin, begin), joint(piece.end, end)]
}

/// The first piece of the row of station pieces that the trains start from.
fn rear_of_platform(layout: &Layout) -> usize {
    let count = layout.pieces.len();
    let Some(mut piece) = layout.start_piece() else { return 0 };
    for _ in 0..count {
        let before = (piece + count - 1) % count;
        if layout.pieces[piece].piece == PieceId::BEGIN_STATION || !layout.pieces[before].piece.is_station() {
            break;
        }
        piece = before;
    }
    piece
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, Direction, Heading, Piece};
    use crate::design::Element;
    use crate::picture::sample;
    use crate::quantity::Height;

    /// The launched towers carry their cars beside the middle of the tile.
    const TOWERS: [u16; 5] = [124, 125, 213, 214, 215];
    const TOWER_SIDE: f64 = 22.0;

    /// Not mazes, golf holes and flat rides.
    fn has_rails(kind: &Piece) -> bool {
        !matches!(kind.id.0, 101 | 201..=205 | 257..=266)
    }

    fn near(point: [f64; 3], joint: [f64; 3], kind: &Piece) -> bool {
        let side = if TOWERS.contains(&kind.id.0) { TOWER_SIDE } else { NEAR };
        let apart = |axis: usize| (point[axis] - joint[axis]).abs();
        apart(0) <= side && apart(1) <= side && apart(2) <= NEAR
    }

    fn rail_of(piece: PlacedPiece, steps: &[SubPosition], ends: [[f64; 3]; 2]) -> Rail {
        let mut rail = Rail {
            points: Vec::new(),
            order: vec![0],
            pieces: Vec::new(),
            is_closed: false,
            ups: Vec::new(),
            last: None,
        };
        rail.add_steps(&piece, steps, ends);
        rail
    }

    #[test]
    fn the_rail_of_every_piece_runs_from_joint_to_joint_in_every_direction() {
        let catalogue = Catalogue::load().unwrap();
        let mut seen = 0;
        for kind in catalogue.pieces().iter().filter(|kind| has_rails(kind)) {
            for direction in Direction::ALL {
                let Some(steps) = catalogue.paths().of(PathKind::Usual, kind.id, direction) else { continue };
                let heading = Heading::new(direction, kind.begin.diagonal);
                let begin = Pose { at: MapPoint::new(320, 640), z: Height(112) + kind.begin.z, heading };
                let placed = PlacedPiece::new(kind, &Element::new(kind.id), begin);
                let ends = [joint(placed.begin, kind.begin.pitch), joint(placed.end, kind.end.pitch)];
                let points = rail_of(placed, steps, ends).points;
                let (first, last) = (points.first().unwrap().at, points.last().unwrap().at);
                assert!(near(first, ends[0], kind) && near(last, ends[1], kind), "{} {direction:?}", kind.name);
                seen += 1;
            }
        }
        assert_eq!(seen, 4 * (350 - 16));
    }

    #[test]
    fn the_rail_of_a_layout_runs_through_every_joint_in_every_direction() {
        let catalogue = Catalogue::load().unwrap();
        for (design, closed) in [(sample::oval(), true), (sample::crossing(), false)] {
            for direction in Direction::ALL {
                let layout = sample::laid(&catalogue, &design, direction);
                let rail = Rail::new(&layout);
                assert_eq!(rail.is_closed, closed);
                for (index, piece) in layout.pieces.iter().enumerate() {
                    let kind = catalogue.piece(piece.piece).unwrap();
                    let points = rail.of(index);
                    let [begin, end] = ends(&layout, piece);
                    assert!(near(points.first().unwrap().at, begin, kind), "{direction:?} {index}");
                    assert!(near(points.last().unwrap().at, end, kind), "{direction:?} {index}");
                }
                assert!(rail.points.windows(2).all(|pair| pair[0].along <= pair[1].along));
            }
        }
    }

    #[test]
    fn the_rail_is_as_long_as_the_ride() {
        let catalogue = Catalogue::load().unwrap();
        let layout = sample::laid(&catalogue, &sample::oval(), Direction::new(0));
        let path = crate::path::Path::new(&layout).unwrap();
        let measured = crate::test_run::run(&layout, &path).measured;
        let ride = measured.total_length().exact_metres();
        let rail = Rail::new(&layout).length();
        // The train comes to rest within a metre of where it started.
        assert!((ride - rail).abs() < 1.0, "{ride} {rail}");
    }
}
