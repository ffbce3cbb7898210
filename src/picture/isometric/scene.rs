//! What is seen, cut into small marks and drawn from the farthest to the nearest.

use glam::DVec3;

use super::projection::Projection;
use crate::picture::canvas::{Area, Canvas, Point, Stroke};
use crate::picture::palette;

/// Pixels by which faces that meet overlap.
const SEAM: f64 = 0.35;

/// A mark on the picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    /// How near it is.
    pub depth: f64,
    /// Where on the picture it lies.
    pub area: Area,
    /// What it is.
    pub shape: Shape,
    /// Its colour, which may let through what lies behind.
    pub colour: String,
}

/// What a mark is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// Filled shapes of one colour, drawn as one.
    Faces(Vec<Vec<Point>>),
    /// A line of a width in pixels.
    Line(Vec<Point>, f64),
}

impl Mark {
    /// Filled shapes.
    pub(crate) fn faces(depth: f64, faces: Vec<Vec<Point>>, colour: impl Into<String>) -> Self {
        let area = bounds(faces.iter().flatten().copied());
        Self { depth, area, shape: Shape::Faces(faces), colour: colour.into() }
    }

    /// A line.
    pub(crate) fn line(depth: f64, points: Vec<Point>, width: f64, colour: impl Into<String>) -> Self {
        let area = bounds(points.iter().copied()).grown(width);
        Self { depth, area, shape: Shape::Line(points, width), colour: colour.into() }
    }

    fn draw(&self, canvas: &mut Canvas) {
        match &self.shape {
            Shape::Faces(faces) => canvas.polygons(faces, &self.colour),
            Shape::Line(points, width) => canvas.polyline(points, &Stroke::new(&self.colour, *width)),
        }
    }
}

/// The rectangle around points.
pub(crate) fn bounds(points: impl IntoIterator<Item = Point>) -> Area {
    let around = |[x0, y0, x1, y1]: [f64; 4], (x, y): Point| [x0.min(x), y0.min(y), x1.max(x), y1.max(y)];
    let [x0, y0, x1, y1] = points.into_iter().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], around);
    Area { x: x0, y: y0, width: (x1 - x0).max(0.0), height: (y1 - y0).max(0.0) }
}

/// All marks in the order they are drawn in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scene {
    /// How the map is shown.
    pub projection: Projection,
    marks: Vec<Mark>,
    /// Where the marks begin that are sorted.
    sorted_from: usize,
}

impl Scene {
    /// An empty scene.
    pub(crate) fn new(projection: Projection) -> Self {
        Self { projection, marks: Vec::new(), sorted_from: 0 }
    }

    /// Adds a mark.
    pub(crate) fn add(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    /// Adds a line in space.
    pub(crate) fn add_line(&mut self, depth: f64, points: &[DVec3], width: f64, colour: &str) {
        self.add(Mark::line(depth, self.shown(points), width, colour));
    }

    /// Adds a face in space.
    pub(crate) fn add_face(&mut self, depth: f64, corners: &[DVec3], colour: &str) {
        self.add(Mark::faces(depth, vec![self.shown(corners)], colour));
    }

    /// Adds a face that meets others, a little larger than it is, so that no seam shows.
    pub(crate) fn add_cell(&mut self, depth: f64, corners: &[DVec3], colour: &str) {
        let shown = self.shown(corners);
        let (x, y) = bounds(shown.iter().copied()).middle();
        let moved = |at: f64, middle: f64| at + SEAM * (at - middle).clamp(-1.0, 1.0);
        let shown = shown.into_iter().map(|(at_x, at_y)| (moved(at_x, x), moved(at_y, y))).collect();
        self.add(Mark::faces(depth, vec![shown], colour));
    }

    /// Adds a shape cut from card that stands on a place and faces the camera: its corners to the right and up, in map
    /// units.
    pub(crate) fn add_card(&mut self, depth: f64, foot: DVec3, outline: &[(f64, f64)], colour: &str) {
        let (x, y) = self.projection.at(foot);
        let scale = self.projection.scale;
        let shown = outline.iter().map(|(right, up)| (x + scale * right, y - scale * up)).collect();
        self.add(Mark::faces(depth, vec![shown], colour));
    }

    /// Adds a box by its middle and half its edges; faces are lit as they lie.
    pub(crate) fn add_box(&mut self, depth: f64, middle: DVec3, edges: [DVec3; 3], colour: &str) {
        for axis in 0..3 {
            let (a, b) = (edges[(axis + 1) % 3], edges[(axis + 2) % 3]);
            for normal in [edges[axis], -edges[axis]] {
                let Some(light) = self.projection.light(normal) else { continue };
                let corners = [a + b, a - b, -a - b, b - a].map(|corner| middle + normal + corner);
                self.add_face(depth, &corners, &palette::shaded(colour, light));
            }
        }
    }

    /// Pixels of places.
    pub(crate) fn shown(&self, places: &[DVec3]) -> Vec<Point> {
        places.iter().map(|&place| self.projection.at(place)).collect()
    }

    /// The depth of the middle of some places.
    pub(crate) fn depth_of(&self, places: &[DVec3]) -> f64 {
        let middle = places.iter().sum::<DVec3>() / places.len().max(1) as f64;
        self.projection.depth(middle)
    }

    /// The depth of the farthest of some places.
    pub(crate) fn least_depth(&self, places: &[DVec3]) -> f64 {
        places.iter().map(|&place| self.projection.depth(place)).fold(f64::MAX, f64::min)
    }

    /// Puts the marks added since the last time in order, behind those before.
    pub(crate) fn sort(&mut self) {
        self.marks[self.sorted_from..].sort_by(|a, b| a.depth.total_cmp(&b.depth));
        self.sorted_from = self.marks.len();
    }

    /// The marks in order.
    pub(crate) fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Draws everything.
    pub(crate) fn draw(&self, canvas: &mut Canvas) {
        for mark in &self.marks {
            mark.draw(canvas);
        }
    }

    /// The same with the sorted marks of another scene among those from `first` on.
    pub(crate) fn draw_with(&self, canvas: &mut Canvas, others: &Self, first: usize) {
        let (fixed, sorted) = self.marks.split_at(first);
        for mark in fixed.iter().chain(merged(sorted, &others.marks, |mark| mark.depth)) {
            mark.draw(canvas);
        }
    }
}

/// Two sorted lists as one.
pub(crate) fn merged<'m, T>(one: &'m [T], other: &'m [T], depth: impl Fn(&T) -> f64) -> impl Iterator<Item = &'m T> {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(first), Some(second)) if depth(second) <= depth(first) => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    })
}
