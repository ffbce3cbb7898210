//! The track on a flat sheet, drawn from the lowest stretch to the highest so that over and under are right.

use super::canvas::{Canvas, Point, Stroke};
use super::feature::Feature;
use super::palette;
use super::rail::Rail;
use super::subject::Subject;

/// Share of a tile that the track is wide.
const WIDTH: f64 = 0.28;
/// Share of a tile that a platform is wide.
const PLATFORM: f64 = 0.8;
/// Pixels of paper at either side that set a higher track off a lower one.
const CASING: f64 = 2.0;
/// Tiles between arrows.
const ARROW_EVERY: f64 = 4.5;
/// Fewest pixels between arrows.
const FEWEST_PIXELS: f64 = 100.0;
/// Points from one that is looked at for an arrow to the next.
const STRIDE: usize = 5;
/// Metres of a link of the chain on a lift.
const LINK: f64 = 2.0;
/// Steps in which the colour of heights changes.
const LEVELS: f64 = 90.0;
/// Fewest points drawn in one go.
const SHORTEST: usize = 4;
/// Pixels by which a chunk reaches into its neighbours, and the most points it does.
const REACH: f64 = 2.0;
const FARTHEST: usize = 12;
/// Points before and after that are averaged: sub-positions lie on whole map units.
const SMOOTH: usize = 4;

/// A point of rail on the sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SheetPoint {
    /// Its pixel.
    pub at: Point,
    /// Its height in z units.
    pub z: f64,
}

/// The rail of a subject laid on a sheet.
pub struct Sheet<'a> {
    subject: &'a Subject<'a>,
    /// Points in the order of the rail.
    pub points: Vec<SheetPoint>,
    /// Lowest and highest rail in z units; the scale of the colours.
    pub heights: (f64, f64),
    tile: f64,
    width: f64,
}

/// A stretch of rail that is drawn in one go.
struct Chunk {
    first: usize,
    last: usize,
    z: f64,
    feature: Option<Feature>,
    is_platform: bool,
    /// Whether it is one of the chain's visible links.
    link: bool,
}

impl<'a> Sheet<'a> {
    /// Lays the rail on a sheet with tiles of so many pixels.
    pub fn new(subject: &'a Subject<'a>, tile: f64, at: impl Fn(f64, f64) -> Point) -> Self {
        let lay = |([x, y], z): ([f64; 2], f64)| SheetPoint { at: at(x, y), z };
        let heights = subject.rail.points.iter().map(|point| point.at[2]);
        let points = smoothed(&subject.rail).into_iter().zip(heights).map(lay).collect();
        Self { subject, points, heights: subject.rail.heights(), tile, width: (tile * WIDTH).clamp(3.0, 13.0) }
    }

    /// All stretches, lowest first. A stretch ends where the piece, the colour or the link of the chain does.
    fn chunks(&self) -> Vec<Chunk> {
        let rail = &self.subject.rail;
        let level = |index: usize| (self.share(self.points[index].z) * LEVELS) as i64;
        let link = |index: usize| (rail.points[index].along / LINK) as i64;
        let mut chunks = Vec::new();
        for &piece in &rail.order {
            let range = rail.pieces[piece].clone();
            let feature = self.subject.features.of[piece];
            let is_platform = self.subject.layout.pieces[piece].piece.is_station();
            let is_lift = feature == Some(Feature::Lift);
            let mut first = *range.start();
            for last in range.clone() {
                let long =
                    last - first >= SHORTEST && (level(first) != level(last) || is_lift && link(first) != link(last));
                if last > first && (long || last == *range.end()) {
                    let z = f64::midpoint(self.points[first].z, self.points[last].z);
                    chunks.push(Chunk { first, last, z, feature, is_platform, link: link(first) % 2 == 0 });
                    first = last;
                }
            }
        }
        chunks.sort_by(|a, b| a.z.total_cmp(&b.z));
        chunks
    }

    /// Points where the direction of travel can be shown.
    fn arrows(&self) -> Vec<usize> {
        let every = (ARROW_EVERY * self.tile).max(FEWEST_PIXELS);
        let mut walked = every / 2.0;
        let mut arrows = Vec::new();
        for index in (STRIDE..self.points.len()).step_by(STRIDE) {
            walked += distance(self.points[index - STRIDE].at, self.points[index].at);
            if walked > every && self.is_open(index) {
                walked = 0.0;
                arrows.push(index);
            }
        }
        arrows
    }

    /// Whether no other track comes near a point, and the track is straight enough there to show a direction.
    fn is_open(&self, index: usize) -> bool {
        let here = self.points[index];
        let near = 0.6 * self.tile;
        let window = (1.5 * f64::from(crate::catalogue::TILE)) as usize;
        let other =
            |(place, point): (usize, &SheetPoint)| place.abs_diff(index) > window && distance(point.at, here.at) < near;
        self.heading(index).is_some() && !self.points.iter().enumerate().step_by(STRIDE).any(other)
    }

    /// The direction of travel on the sheet; `None` in bends and where the track runs straight up or down.
    fn heading(&self, index: usize) -> Option<Point> {
        let point = |index: usize| self.points.get(index).map(|point| point.at);
        let (from, here, to) = (point(index.checked_sub(STRIDE)?)?, point(index)?, point(index + STRIDE)?);
        straight(from, here, to).filter(|_| distance(from, to) > self.tile / 10.0)
    }

    /// The line of a chunk; its ends reach some pixels into its neighbours to leave no seam.
    fn line(&self, chunk: &Chunk, reach: f64) -> Vec<Point> {
        let beyond = |a: usize, b: usize| distance(self.points[a].at, self.points[b].at) >= reach;
        let mut before = (chunk.first.saturating_sub(FARTHEST)..=chunk.first).rev();
        let mut after = chunk.last..self.points.len().min(chunk.last + FARTHEST + 1);
        let first = before.find(|&index| beyond(index, chunk.first)).unwrap_or(chunk.first);
        let last = after.find(|&index| beyond(index, chunk.last)).unwrap_or(chunk.last);
        self.points.get(first..=last).unwrap_or_default().iter().map(|point| point.at).collect()
    }

    /// Height as a share of the scale.
    fn share(&self, z: f64) -> f64 {
        let (low, high) = self.heights;
        (z - low) / (high - low).max(1.0)
    }
}

/// Draws the track.
pub fn draw(canvas: &mut Canvas, sheet: &Sheet) {
    for chunk in sheet.chunks() {
        draw_chunk(canvas, sheet, &chunk);
    }
    for index in sheet.arrows() {
        if let Some(heading) = sheet.heading(index) {
            let head = arrow_head(sheet.points[index].at, heading, (sheet.width * 1.1).max(9.0));
            let [tip, left, notch, right] = head;
            canvas.polyline(&[tip, left, notch, right, tip], &Stroke::new(palette::INK, 2.5));
            canvas.polygon(&head, palette::PAPER);
        }
    }
}

fn draw_chunk(canvas: &mut Canvas, sheet: &Sheet, chunk: &Chunk) {
    let (own, reaching) = (sheet.line(chunk, 0.0), sheet.line(chunk, REACH));
    if chunk.is_platform {
        canvas.polyline(&own, &Stroke::new(palette::PLATFORM, sheet.tile * PLATFORM));
    }
    canvas.polyline(&own, &Stroke::new(palette::PAPER, sheet.width + 2.0 * CASING));
    let colour = palette::height(sheet.share(chunk.z));
    // The part that reaches over is narrower, so that its edges do not show twice.
    canvas.polyline(&reaching, &Stroke::new(&colour, sheet.width - 1.0));
    let full = Stroke::new(&colour, sheet.width);
    let upright = own.iter().all(|point| distance(*point, own[0]) < 1.0);
    canvas.polyline(&own, &if upright { full.round() } else { full });
    if let Some(feature) = chunk.feature.filter(|&feature| feature != Feature::Lift || chunk.link) {
        canvas.polyline(&reaching, &Stroke::new(feature.colour(), sheet.width * 0.55));
    }
}

/// A triangle at a place that points along a direction.
pub fn arrow_head((x, y): Point, (dx, dy): Point, size: f64) -> [Point; 4] {
    let at = |ahead: f64, aside: f64| (x + size * (ahead * dx - aside * dy), y + size * (ahead * dy + aside * dx));
    [at(0.75, 0.0), at(-0.55, 0.65), at(-0.25, 0.0), at(-0.55, -0.65)]
}

/// The direction of three points if they lie nearly in a line.
pub fn straight(from: Point, here: Point, to: Point) -> Option<Point> {
    let unit = |(ax, ay): Point, (bx, by): Point| {
        let length = distance((ax, ay), (bx, by)).max(f64::EPSILON);
        ((bx - ax) / length, (by - ay) / length)
    };
    let (before, after) = (unit(from, here), unit(here, to));
    (before.0 * after.0 + before.1 * after.1 > 0.97).then(|| unit(from, to))
}

/// The rail's places on the map, each the mean of its neighbours.
fn smoothed(rail: &Rail) -> Vec<[f64; 2]> {
    let points = &rail.points;
    let mean = |index: usize| {
        let reach = SMOOTH.min(index).min(points.len() - 1 - index);
        let near = &points[index - reach..=index + reach];
        [0, 1].map(|axis| near.iter().map(|point| point.at[axis]).sum::<f64>() / near.len() as f64)
    };
    (0..points.len()).map(mean).collect()
}

fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, Direction};
    use crate::picture::rail::ends;
    use crate::picture::sample;

    /// Pixels of a map unit; the sheet is not turned.
    const SCALE: f64 = 1.5;

    fn sheet<'a>(subject: &'a Subject<'a>) -> Sheet<'a> {
        Sheet::new(subject, 32.0 * SCALE, |x, y| (y * SCALE, x * SCALE))
    }

    #[test]
    fn the_drawn_line_passes_through_every_joint_in_every_direction() {
        let catalogue = Catalogue::load().unwrap();
        for design in [sample::oval(), sample::crossing()] {
            for direction in Direction::ALL {
                let layout = sample::laid(&catalogue, &design, direction);
                let subject = Subject::new("", &layout);
                let sheet = sheet(&subject);
                for piece in &layout.pieces {
                    for [x, y, _] in ends(&layout, piece) {
                        let joint = (y * SCALE, x * SCALE);
                        let apart = sheet.points.iter().map(|point| distance(point.at, joint)).fold(f64::MAX, f64::min);
                        assert!(apart <= 2.0 * SCALE, "{apart} {:?}", piece.begin);
                    }
                }
            }
        }
    }

    #[test]
    fn chunks_cover_the_rail_without_gaps() {
        let catalogue = Catalogue::load().unwrap();
        let layout = sample::laid(&catalogue, &sample::oval(), Direction::new(3));
        let subject = Subject::new("", &layout);
        let sheet = sheet(&subject);
        let mut spans: Vec<(usize, usize)> = sheet.chunks().iter().map(|chunk| (chunk.first, chunk.last)).collect();
        spans.sort_unstable();
        assert_eq!(spans[0].0, 0);
        assert!(spans.windows(2).all(|pair| pair[0].1 == pair[1].0));
    }

    #[test]
    fn the_higher_track_is_drawn_over_the_lower_at_a_crossing() {
        let catalogue = Catalogue::load().unwrap();
        let layout = sample::laid(&catalogue, &sample::crossing(), Direction::new(0));
        let subject = Subject::new("", &layout);
        let sheet = sheet(&subject);
        let chunks = sheet.chunks();
        let mut crossings = 0;
        for (order, under) in chunks.iter().enumerate() {
            for (later, over) in chunks.iter().enumerate() {
                let (low, high) = (sheet.line(under, 0.0), sheet.line(over, 0.0));
                let meet = low.iter().any(|a| high.iter().any(|b| distance(*a, *b) < SCALE));
                let [low, high] = [under, over].map(|chunk| sheet.points[chunk.first..=chunk.last].iter().map(|p| p.z));
                if meet && low.fold(f64::MIN, f64::max) + 24.0 < high.fold(f64::MAX, f64::min) {
                    crossings += 1;
                    assert!(order < later);
                }
            }
        }
        assert!(crossings > 0);
    }
}
