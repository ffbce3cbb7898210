//! A drawing in the making: shapes and texts on vector graphics.

use std::fmt::Write as _;

use svg::node::Blob;
use svg::node::element::{Path, Rectangle, Text};
use svg::{Document, Node};

use super::font::{self, Weight};
use super::outline::outline;
use super::{Picture, palette};

/// A place in pixels.
pub(super) type Point = (f64, f64);

/// Share of the type size from the base line to the middle of a capital.
const MIDDLE: f64 = 0.364;

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[allow(missing_docs)]
pub(super) struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Area {
    /// Right edge.
    pub(super) fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Lower edge.
    pub(super) fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The middle.
    pub(super) fn middle(&self) -> Point {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// The corners in the order of the clock.
    pub(super) fn corners(&self) -> [Point; 4] {
        [(self.x, self.y), (self.right(), self.y), (self.right(), self.bottom()), (self.x, self.bottom())]
    }

    /// A rectangle around a middle.
    pub(super) fn around((x, y): Point, width: f64, height: f64) -> Self {
        Self { x: x - width / 2.0, y: y - height / 2.0, width, height }
    }

    /// Where a line from a point to the middle enters.
    pub(super) fn entry(&self, (x, y): Point) -> Point {
        let middle = self.middle();
        let (ahead, down) = (x - middle.0, y - middle.1);
        let share = (self.width / 2.0 / ahead.abs()).min(self.height / 2.0 / down.abs()).min(1.0);
        (middle.0 + share * ahead, middle.1 + share * down)
    }

    /// The least rectangle around two.
    #[must_use]
    pub(super) fn joined(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self { x, y, width: self.right().max(other.right()) - x, height: self.bottom().max(other.bottom()) - y }
    }

    /// Whether two rectangles share room.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether the other lies within.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }

    /// Whether a point lies within.
    pub(super) fn holds_point(&self, (x, y): Point) -> bool {
        (self.x..=self.right()).contains(&x) && (self.y..=self.bottom()).contains(&y)
    }

    /// The same with a margin added on every side.
    #[must_use]
    pub(super) fn grown(&self, margin: f64) -> Self {
        Self::around(self.middle(), self.width + 2.0 * margin, self.height + 2.0 * margin)
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke<'a> {
    /// Colour.
    pub colour: &'a str,
    /// Pixels.
    pub width: f64,
    /// Dashes, as SVG writes them.
    pub dash: Option<&'a str>,
    /// Whether ends are round.
    pub round: bool,
}

impl<'a> Stroke<'a> {
    /// A plain line.
    pub(super) const fn new(colour: &'a str, width: f64) -> Self {
        Self { colour, width, dash: None, round: false }
    }

    /// The same with round ends.
    #[must_use]
    pub(super) const fn round(self) -> Self {
        Self { round: true, ..self }
    }

    /// The same in dashes.
    #[must_use]
    pub(super) const fn dashed(self, dash: &'a str) -> Self {
        Self { dash: Some(dash), ..self }
    }
}

/// The side of a text that stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type<'a> {
    /// Pixels.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub colour: &'a str,
    /// Which side stands at the place.
    pub anchor: Anchor,
    /// Colour of a rim that keeps the text off what lies under it.
    pub rim: Option<&'a str>,
}

impl<'a> Type<'a> {
    /// Text that runs to the right.
    pub(super) const fn new(size: f64, colour: &'a str) -> Self {
        Self { size, weight: Weight::Regular, colour, anchor: Anchor::Start, rim: None }
    }

    /// The same in semi-bold.
    #[must_use]
    pub(super) const fn bold(self) -> Self {
        Self { weight: Weight::SemiBold, ..self }
    }

    /// The same with another side at the place.
    #[must_use]
    pub(super) const fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The same with a rim of paper.
    #[must_use]
    pub(super) const fn rimmed(self) -> Self {
        Self { rim: Some(palette::PAPER), ..self }
    }

    /// Width of a text so set.
    pub(super) fn width(&self, text: &str) -> f64 {
        font::width(text, self.size, self.weight)
    }
}

/// A drawing in the making.
pub(super) struct Canvas {
    width: f64,
    height: f64,
    /// Elements as they are written down.
    body: String,
    elements: usize,
    /// Where portions of the elements begin.
    seams: Vec<usize>,
}

/// Elements that become pixels in one go: as trees they take many times the memory of their text.
const PORTION: usize = 500;

impl Canvas {
    /// An empty sheet of paper.
    pub(super) fn new(width: f64, height: f64) -> Self {
        let mut canvas = Self { width, height, body: String::new(), elements: 0, seams: Vec::new() };
        canvas.fill_area(Area { x: 0.0, y: 0.0, width, height }, palette::PAPER);
        canvas
    }

    /// The finished drawing.
    pub(super) fn finish(self, title: &str) -> Picture {
        let length = self.body.len();
        let svg = Document::new()
            .set("width", whole(self.width))
            .set("height", whole(self.height))
            .set("viewBox", format!("0 0 {} {}", whole(self.width), whole(self.height)))
            .set("font-family", font::FAMILY)
            .set("stroke-linejoin", "bevel")
            .add(svg::node::element::Title::new(title))
            .add(Blob::new(self.body))
            .to_string();
        let begin = svg.len() - Picture::END.len() - length;
        Picture { svg, seams: self.seams.iter().map(|seam| begin + seam).collect() }
    }

    /// A filled rectangle.
    pub(super) fn fill_area(&mut self, area: Area, colour: &str) {
        self.rounded(area, 0.0, colour);
    }

    /// A filled rectangle with round corners.
    pub(super) fn rounded(&mut self, area: Area, radius: f64, colour: &str) {
        let mut shape = rectangle(area).set("fill", colour);
        if radius > 0.0 {
            shape = shape.set("rx", round(radius));
        }
        self.add(shape);
    }

    /// The frame of a rectangle.
    pub(super) fn frame(&mut self, area: Area, stroke: &Stroke) {
        let shape = rectangle(area).set("fill", "none").set("stroke", stroke.colour).set("stroke-width", stroke.width);
        self.add(shape);
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: Point, to: Point, stroke: &Stroke) {
        self.lines([[from, to]], stroke);
    }

    /// Straight lines of one kind. Upright and level ones a pixel wide lie on pixels, not across two.
    pub(super) fn lines(&mut self, lines: impl IntoIterator<Item = [Point; 2]>, stroke: &Stroke) {
        let middle = |value: f64| value.floor() + 0.5;
        let same = |a: f64, b: f64| (a - b).abs() < f64::EPSILON;
        let placed = |[(x0, y0), (x1, y1)]: [Point; 2]| match (same(x0, x1), same(y0, y1)) {
            (true, false) => [(middle(x0), y0), (middle(x0), y1)],
            (false, true) => [(x0, middle(y0)), (x1, middle(y0))],
            _ => [(x0, y0), (x1, y1)],
        };
        let is_fine = stroke.width <= 1.0;
        self.polylines(lines.into_iter().map(|line| if is_fine { placed(line) } else { line }), stroke);
    }

    /// A line through points.
    pub(super) fn polyline(&mut self, points: &[Point], stroke: &Stroke) {
        self.polylines([points], stroke);
    }

    /// Lines drawn as one, so that they leave no seam where they meet.
    pub(super) fn polylines<L: AsRef<[Point]>>(&mut self, lines: impl IntoIterator<Item = L>, stroke: &Stroke) {
        let data = data(lines, "");
        if data.is_empty() {
            return;
        }
        let mut shape = Path::new()
            .set("d", data)
            .set("fill", "none")
            .set("stroke", stroke.colour)
            .set("stroke-width", round(stroke.width));
        if stroke.round {
            shape = shape.set("stroke-linecap", "round").set("stroke-linejoin", "round");
        }
        if let Some(dash) = stroke.dash {
            shape = shape.set("stroke-dasharray", dash);
        }
        self.add(shape);
    }

    /// A filled shape.
    pub(super) fn polygon(&mut self, points: &[Point], colour: &str) {
        self.polygons([points], colour);
    }

    /// Filled shapes of one colour, which nowhere covers itself twice.
    pub(super) fn polygons<L: AsRef<[Point]>>(&mut self, shapes: impl IntoIterator<Item = L>, colour: &str) {
        let data = data(shapes, "z");
        if !data.is_empty() {
            self.add(Path::new().set("d", data).set("fill", colour));
        }
    }

    /// A disc with a rim.
    pub(super) fn disc(&mut self, (x, y): Point, radius: f64, colour: &str, rim: &Stroke) {
        let shape = svg::node::element::Circle::new()
            .set("cx", round(x))
            .set("cy", round(y))
            .set("r", round(radius))
            .set("fill", colour)
            .set("stroke", rim.colour)
            .set("stroke-width", rim.width);
        self.add(shape);
    }

    /// A text whose capitals are centred on the height of a place.
    pub(super) fn text(&mut self, text: &str, (x, y): Point, set: &Type) {
        let element = set_text(text, (x, y + set.size * MIDDLE), set);
        self.add(element);
    }

    /// A text that runs upwards, centred on a place.
    pub(super) fn text_up(&mut self, text: &str, (x, y): Point, set: &Type) {
        let element = set_text(text, (0.0, set.size * MIDDLE), &set.anchored(Anchor::Middle));
        self.add(element.set("transform", format!("translate({} {}) rotate(-90)", round(x), round(y))));
    }

    fn add(&mut self, node: impl Node) {
        if self.elements.is_multiple_of(PORTION) {
            self.seams.push(self.body.len());
        }
        self.elements += 1;
        // Writing to a string does not fail.
        let _ = writeln!(self.body, "{node}");
    }
}

fn set_text(text: &str, (x, y): Point, set: &Type) -> Text {
    let anchor = match set.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let mut element = Text::new(text)
        .set("x", round(x))
        .set("y", round(y))
        .set("font-size", set.size)
        .set("font-weight", set.weight.number())
        .set("fill", set.colour)
        .set("text-anchor", anchor);
    if let Some(rim) = set.rim {
        element = element
            .set("stroke", rim)
            .set("stroke-width", round(set.size / 4.0))
            .set("stroke-linejoin", "round")
            .set("paint-order", "stroke");
    }
    element
}

fn rectangle(area: Area) -> Rectangle {
    Rectangle::new()
        .set("x", round(area.x))
        .set("y", round(area.y))
        .set("width", round(area.width))
        .set("height", round(area.height))
}

/// A path along lines, each through as many of its points as it takes; lines without points are left out.
fn data<L: AsRef<[Point]>>(lines: impl IntoIterator<Item = L>, end: &str) -> String {
    let mut data = String::new();
    for line in lines {
        let mut command = 'M';
        for (x, y) in outline(line.as_ref()) {
            // Writing to a string does not fail.
            let _ = write!(data, "{command}{} {}", round(x), round(y));
            command = if command == 'M' { 'L' } else { ' ' };
        }
        if command != 'M' {
            data.push_str(end);
        }
    }
    data
}

/// Hundredths of a pixel are enough.
fn round(value: f64) -> f32 {
    ((value * 100.0).round() / 100.0) as f32
}

fn whole(value: f64) -> i64 {
    value.round() as i64
}
