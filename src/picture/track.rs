//! The track on a flat sheet, drawn from the lowest stretch to the highest so that over and under are right.

use std::ops::RangeInclusive;

use glam::DVec2;

use crate::quantity::TILE;

use super::canvas::{Canvas, Point, Stroke};
use super::feature::Feature;
use super::palette;
use super::rail::{SMOOTH, smoothed};
use super::subject::Subject;
use super::tint::{Measure, Tint};

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
/// Steps in which the colour of heights changes; more on very high track.
const LEVELS: f64 = 60.0;
/// Most z units of such a step: less than there is between tracks that cross.
const MOST: f64 = 8.0;
/// Pixels of track that have at least the same colour.
const SHORTEST: f64 = 4.0;
/// Map units per z unit on track that counts as upright.
const STEEP: f64 = 0.25;
/// Pixels by which track reaches over lower track that it joins, by which its core does, and the most points they do.
const REACH: f64 = 1.0;
const CORE_REACH: f64 = 2.0;
const FARTHEST: usize = 12;

/// A point of rail on the sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SheetPoint {
    /// Its pixel.
    pub at: Point,
    /// Its height in z units.
    pub z: f64,
}

/// The rail of a subject laid on a sheet.
pub(super) struct Sheet<'a> {
    subject: &'a Subject<'a>,
    /// Points in the order of the rail.
    pub points: Vec<SheetPoint>,
    /// Lowest and highest rail in z units; the scale of the colours.
    pub heights: (f64, f64),
    /// Colours other than those of heights.
    tint: Option<Tint>,
    /// Pixels of a tile.
    pub tile: f64,
    width: f64,
}

/// A stretch of rail that looks the same all along.
struct Chunk {
    first: usize,
    last: usize,
    look: Look,
    /// Whether lower track joins it before and after.
    is_above: [bool; 2],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    /// Step of the colours of heights.
    level: usize,
    /// Step of other colours.
    tint: Option<usize>,
    /// What its core shows; on a lift only the links of the chain do.
    feature: Option<Feature>,
    is_platform: bool,
}

impl<'a> Sheet<'a> {
    /// Lays the rail on a sheet whose tiles have a size in pixels.
    pub(super) fn new(subject: &'a Subject<'a>, tile: f64, at: impl Fn(f64, f64) -> Point) -> Self {
        let places: Vec<DVec2> = subject.rail.points.iter().map(|point| DVec2::new(point.at[0], point.at[1])).collect();
        let heights = subject.rail.points.iter().map(|point| point.at[2]);
        let lay = |(place, z): (DVec2, f64)| SheetPoint { at: at(place.x, place.y), z };
        let points = smoothed(&places, SMOOTH).into_iter().zip(heights).map(lay).collect();
        let width = (tile * WIDTH).clamp(3.0, 13.0);
        Self { subject, points, heights: subject.rail.heights(), tint: Tint::new(subject), tile, width }
    }

    /// What the colours show, and the values at both ends of their scale.
    pub(super) fn scale(&self) -> (Measure, (f64, f64)) {
        let metres = [self.heights.0, self.heights.1].map(|z| self.subject.metres_up(z));
        self.tint.as_ref().map_or((Measure::Height, metres.into()), |tint| (tint.measure, tint.range))
    }

    /// All stretches, lowest first.
    fn chunks(&self) -> Vec<Chunk> {
        let rail = &self.subject.rail;
        let link = |index: usize| (rail.points[index].along / LINK) as usize;
        let level = |index: usize| self.level(self.points[index].z);
        let tint = |index: usize| self.tint.as_ref().and_then(|tint| tint.step(index));
        let shortest = (SHORTEST * f64::from(TILE) / self.tile).ceil() as usize;
        let mut chunks = Vec::new();
        for &piece in &rail.order {
            let range = rail.pieces[piece].clone();
            // The core would hide the colours that were asked for.
            let feature = self.subject.features.of[piece].filter(|_| self.tint.is_none());
            let is_lift = feature == Some(Feature::Lift);
            let is_platform = self.subject.layout.pieces[piece].piece.is_station();
            let mut first = *range.start();
            for last in range.clone() {
                let changes = last - first >= shortest && (level(first), tint(first)) != (level(last), tint(last))
                    || is_lift && link(first) != link(last)
                    || last == *range.end();
                if last > first && changes {
                    let level = self.level(f64::midpoint(self.points[first].z, self.points[last].z));
                    let feature = feature.filter(|_| !is_lift || link(first).is_multiple_of(2));
                    let look = Look { level, tint: tint(usize::midpoint(first, last)), feature, is_platform };
                    chunks.push(Chunk { first, last, look, is_above: [false; 2] });
                    first = last;
                }
            }
        }
        chunks.dedup_by(|next, before| before.takes(next));
        for index in 1..chunks.len() {
            let [before, after] = [index - 1, index].map(|index| chunks[index].look.level);
            chunks[index - 1].is_above[1] = after < before;
            chunks[index].is_above[0] = before < after;
        }
        chunks.sort_by_key(|chunk| chunk.look.level);
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
        let window = (1.5 * f64::from(TILE)) as usize;
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

    /// The line from one point to another.
    pub(super) fn line(&self, points: RangeInclusive<usize>) -> Vec<Point> {
        self.points[points].iter().map(|point| point.at).collect()
    }

    /// The points around a joint as far as some pixels reach.
    fn around(&self, joint: usize, reach: f64) -> RangeInclusive<usize> {
        let beyond = |index: &usize| distance(self.points[*index].at, self.points[joint].at) >= reach;
        let before = (joint.saturating_sub(FARTHEST)..joint).rev().find(beyond).unwrap_or(joint);
        let after = (joint..self.points.len().min(joint + FARTHEST + 1)).find(beyond).unwrap_or(joint);
        before..=after
    }

    /// Whether the track runs straight up or down, so that from above it is only a spot.
    fn is_upright(&self, points: &RangeInclusive<usize>) -> bool {
        let (from, to) = (self.points[*points.start()], self.points[*points.end()]);
        let apart = distance(from.at, to.at);
        apart < 1.0 && apart / self.tile * f64::from(TILE) < STEEP * (to.z - from.z).abs()
    }

    /// The line of a chunk's core.
    fn core(&self, chunk: &Chunk) -> Vec<Point> {
        let [above_before, above_after] = chunk.is_above;
        let first = if above_before { *self.around(chunk.first, CORE_REACH).start() } else { chunk.first };
        let last = if above_after { *self.around(chunk.last, CORE_REACH).end() } else { chunk.last };
        self.line(first..=last)
    }

    /// The step of the colours that a height has.
    fn level(&self, z: f64) -> usize {
        ((z - self.heights.0) / self.step()) as usize
    }

    /// The colour of a look.
    fn colour(&self, Look { level, tint, .. }: Look) -> String {
        if let Some(colours) = &self.tint {
            return colours.colour(tint);
        }
        let (low, high) = self.heights;
        palette::height(level as f64 * self.step() / (high - low).max(1.0))
    }

    /// Z units of such a step.
    fn step(&self) -> f64 {
        let (low, high) = self.heights;
        ((high - low) / LEVELS).clamp(1.0, MOST)
    }
}

impl Chunk {
    /// Where it joins lower track.
    fn joints_above(&self) -> impl Iterator<Item = usize> {
        [self.first, self.last].into_iter().zip(self.is_above).filter(|(_, is_above)| *is_above).map(|(joint, _)| joint)
    }

    /// Whether another one just goes on; if so, it becomes part of this one.
    fn takes(&mut self, next: &Self) -> bool {
        let goes_on = self.last == next.first && self.look == next.look;
        if goes_on {
            self.last = next.last;
        }
        goes_on
    }
}

/// Draws the track.
pub(super) fn draw(canvas: &mut Canvas, sheet: &Sheet) {
    for level in sheet.chunks().chunk_by(|a, b| a.look.level == b.look.level) {
        draw_level(canvas, sheet, level);
    }
    let size = (sheet.width * 1.1).max(9.0);
    let head = |index: usize| Some(arrow_head(sheet.points[index].at, sheet.heading(index)?, size));
    let heads: Vec<[Point; 4]> = sheet.arrows().into_iter().filter_map(head).collect();
    let rims = heads.iter().map(|&[tip, left, notch, right]| [tip, left, notch, right, tip]);
    canvas.polylines(rims, &Stroke::new(palette::INK, 2.5));
    canvas.polygons(heads, palette::PAPER);
}

/// Draws all track of about the same height, each layer of it in one go.
fn draw_level(canvas: &mut Canvas, sheet: &Sheet, chunks: &[Chunk]) {
    // Platforms are straight, whatever bend begins at their end.
    let platforms = chunks.iter().filter(|chunk| chunk.look.is_platform);
    let ends = platforms.map(|chunk| [chunk.first, chunk.last].map(|index| sheet.points[index].at));
    canvas.polylines(ends, &Stroke::new(palette::PLATFORM, sheet.tile * PLATFORM));
    let runs = chunks.chunk_by(|a, b| a.last == b.first);
    let runs: Vec<_> = runs.map(|run| run[0].first..=run[run.len() - 1].last).collect();
    let lines: Vec<Vec<Point>> = runs.iter().map(|run| sheet.line(run.clone())).collect();
    canvas.polylines(&lines, &Stroke::new(palette::PAPER, sheet.width + 2.0 * CASING));
    let mut by_colour: Vec<&Chunk> = chunks.iter().collect();
    by_colour.sort_by_key(|chunk| chunk.look.tint);
    for chunks in by_colour.chunk_by(|a, b| a.look.tint == b.look.tint) {
        draw_colour(canvas, sheet, chunks);
    }
    for feature in sheet.subject.features.kinds() {
        let cores = chunks.iter().filter(|chunk| chunk.look.feature == Some(feature)).map(|chunk| sheet.core(chunk));
        canvas.polylines(cores, &Stroke::new(feature.colour(), sheet.width * 0.55));
    }
}

/// Draws the lines of one colour.
fn draw_colour(canvas: &mut Canvas, sheet: &Sheet, chunks: &[&Chunk]) {
    let Some(first) = chunks.first() else { return };
    let runs = chunks.chunk_by(|a, b| a.last == b.first);
    let runs: Vec<_> = runs.map(|run| run[0].first..=run[run.len() - 1].last).collect();
    let lines: Vec<Vec<Point>> = runs.iter().map(|run| sheet.line(run.clone())).collect();
    let colour = sheet.colour(first.look);
    let stroke = Stroke::new(&colour, sheet.width);
    canvas.polylines(&lines, &stroke);
    let upright = runs.iter().zip(&lines).filter(|(run, _)| sheet.is_upright(run)).map(|(_, line)| line);
    canvas.polylines(upright, &stroke.round());
    // What reaches over is narrower, so that its edges do not show twice.
    let seams =
        chunks.iter().flat_map(|chunk| chunk.joints_above()).map(|joint| sheet.line(sheet.around(joint, REACH)));
    canvas.polylines(seams, &Stroke::new(&colour, sheet.width - 1.0));
}

/// A triangle at a place that points along a direction.
pub(super) fn arrow_head((x, y): Point, (dx, dy): Point, size: f64) -> [Point; 4] {
    let at = |ahead: f64, aside: f64| (x + size * (ahead * dx - aside * dy), y + size * (ahead * dy + aside * dx));
    [at(0.75, 0.0), at(-0.55, 0.65), at(-0.25, 0.0), at(-0.55, -0.65)]
}

/// The direction of three points if they lie nearly in a line.
pub(super) fn straight(from: Point, here: Point, to: Point) -> Option<Point> {
    let unit = |(ax, ay): Point, (bx, by): Point| {
        let length = distance((ax, ay), (bx, by)).max(f64::EPSILON);
        ((bx - ax) / length, (by - ay) / length)
    };
    let (before, after) = (unit(from, here), unit(here, to));
    (before.0 * after.0 + before.1 * after.1 > 0.97).then(|| unit(from, to))
}

fn distance(a: Point, b: Point) -> f64 {
    DVec2::from(a).distance(b.into())
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
                let subject = Subject::new("", layout);
                let sheet = sheet(&subject);
                for piece in &subject.layout.pieces {
                    for [x, y, _] in ends(&subject.layout, piece) {
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
        let subject = Subject::new("", layout);
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
        let subject = Subject::new("", layout);
        let sheet = sheet(&subject);
        let chunks = sheet.chunks();
        let mut crossings = 0;
        for (order, under) in chunks.iter().enumerate() {
            for (later, over) in chunks.iter().enumerate() {
                let (low, high) = (sheet.line(under.first..=under.last), sheet.line(over.first..=over.last));
                let meet = low.iter().any(|a| high.iter().any(|b| distance(*a, *b) < SCALE));
                let [low, high] = [under, over].map(|chunk| sheet.points[chunk.first..=chunk.last].iter().map(|p| p.z));
                if meet && low.fold(f64::MIN, f64::max) + 24.0 < high.fold(f64::MAX, f64::min) {
                    crossings += 1;
                    assert!(order < later && under.look.level < over.look.level);
                }
            }
        }
        assert!(crossings > 0);
    }
}
