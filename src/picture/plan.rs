//! The plan picture: the track from above, on its tiles.

use std::collections::BTreeSet;

use crate::quantity::{MapPoint, TILE};

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Type};
use super::crowd::Crowd;
use super::frame::{self, HEADING, Key, MARGIN};
use super::scale::round_step;
use super::subject::Subject;
use super::track::{self, Sheet};
use super::units::METRES_PER_MAP_UNIT;
use super::{Style, colour_bar, palette};

/// Width of the column at the right.
const COLUMN: f64 = 290.0;
/// Between the map and that column.
const GUTTER: f64 = 52.0;
/// Above and below the map.
const ABOVE: f64 = 38.0;
const BELOW: f64 = 44.0;
const LARGEST_TILE: f64 = 46.0;
/// Smallest tile that has lines of its own; below it only every fifth has.
const SMALL_TILE: f64 = 9.0;
/// Smallest tile whose coordinates are all written.
const ROOMY_TILE: f64 = 24.0;

/// Tiles of the bounding box of a layout and how they lie on the sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct View {
    /// Map units of the box: the least of both axes, then the end of both.
    bounds: [i32; 4],
    /// Whether direction 0 points to the right instead of up.
    turned: bool,
    /// Where the box lies.
    pub area: Area,
    /// Pixels of a tile.
    pub tile: f64,
}

impl View {
    fn new(subject: &Subject, room: Area) -> Self {
        let layout = &subject.layout;
        let bounds =
            layout.tiles().fold([i32::MAX, i32::MAX, i32::MIN, i32::MIN], |[x0, y0, x1, y1], MapPoint { x, y }| {
                [x0.min(x), y0.min(y), x1.max(x + TILE), y1.max(y + TILE)]
            });
        let bounds = if bounds[0] < bounds[2] { bounds } else { [0, 0, TILE, TILE] };
        let (along_x, along_y) = ((bounds[2] - bounds[0]) / TILE, (bounds[3] - bounds[1]) / TILE);
        let turned = along_x > along_y;
        let (columns, rows) = if turned { (along_x, along_y) } else { (along_y, along_x) };
        let (columns, rows) = (f64::from(columns), f64::from(rows));
        let tile = (room.width / columns).min(room.height / rows).min(LARGEST_TILE);
        let area = Area::around(room.middle(), tile * columns, tile * rows);
        Self { bounds, turned, area, tile }
    }

    /// The same in the middle of a picture's height.
    fn centred(self, height: f64) -> Self {
        let y = (HEADING + ABOVE + height - BELOW - self.area.height) / 2.0;
        Self { area: Area { y, ..self.area }, ..self }
    }

    /// The pixel of a place on the map.
    pub(super) fn at(&self, x: f64, y: f64) -> Point {
        let scale = self.tile / f64::from(TILE);
        let [x0, y0, x1, _] = self.bounds.map(f64::from);
        let (across, down) = if self.turned { (x1 - x, y - y0) } else { (y - y0, x - x0) };
        (self.area.x + across * scale, self.area.y + down * scale)
    }

    /// The square of a tile.
    fn tile_at(&self, MapPoint { x, y }: MapPoint) -> Area {
        let half = f64::from(TILE) / 2.0;
        Area::around(self.at(f64::from(x) + half, f64::from(y) + half), self.tile, self.tile)
    }

    fn tiles(&self) -> (usize, usize) {
        ((self.area.width / self.tile).round() as usize, (self.area.height / self.tile).round() as usize)
    }
}

/// Draws the plan picture, as high as it needs to be.
pub(super) fn draw(subject: &Subject, style: &Style) -> Canvas {
    draw_with(subject, style, labels)
}

/// Draws it with the numbers of the steps that build the track.
pub(super) fn draw_steps(subject: &Subject, style: &Style) -> Canvas {
    draw_with(subject, style, step_numbers)
}

/// Draws it with labels of some kind.
fn draw_with(subject: &Subject, style: &Style, label: impl Fn(&mut Canvas, &Subject, &Style, &View, &Sheet)) -> Canvas {
    let width = f64::from(style.width);
    let left = MARGIN + 34.0;
    let room = Area {
        x: left,
        y: HEADING + ABOVE,
        width: width - left - COLUMN - GUTTER - MARGIN,
        height: (f64::from(style.height) - HEADING - ABOVE - BELOW).max(1.0),
    };
    let side = Side::new(subject, style);
    let view = View::new(subject, room);
    let height = (HEADING + ABOVE + view.area.height + BELOW).max(HEADING + side.height());
    let view = view.centred(height);
    let mut canvas = Canvas::new(width, height);
    frame::heading(&mut canvas, subject, width);
    grid(&mut canvas, subject, &view);
    entrances(&mut canvas, subject, &view);
    let sheet = Sheet::new(subject, view.tile, |x, y| view.at(x, y));
    track::draw(&mut canvas, &sheet);
    label(&mut canvas, subject, style, &view, &sheet);
    let column = Area { x: width - MARGIN - COLUMN, y: HEADING, width: COLUMN, height: height - HEADING };
    side.draw(&mut canvas, &view, &sheet, column);
    canvas
}

/// Tiles, the used ones darker, with coordinates along two edges and the size of the box along the others.
fn grid(canvas: &mut Canvas, subject: &Subject, view: &View) {
    canvas.fill_area(view.area, palette::LAWN);
    let used: BTreeSet<MapPoint> = subject.layout.blocks().map(|(_, _, block)| block.at).collect();
    let used: Vec<MapPoint> = used.into_iter().collect();
    let runs = used.chunk_by(|a, b| *b == MapPoint::new(a.x, a.y + TILE));
    let areas = runs.map(|run| view.tile_at(run[0]).joined(&view.tile_at(run[run.len() - 1])));
    canvas.polygons(areas.map(|area| area.corners()), palette::USED_TILE);
    let (columns, rows) = view.tiles();
    let every = if view.tile >= ROOMY_TILE { 1 } else { 5 };
    let number = Type::new(11.5, palette::SOFT_INK).anchored(Anchor::Middle);
    let area = view.area;
    let column = |line: usize| area.x + line as f64 * view.tile;
    let row = |line: usize| area.y + line as f64 * view.tile;
    let upright = (0..=columns).map(|line| (line, [(column(line), area.y), (column(line), area.bottom())]));
    let level = (0..=rows).map(|line| (line, [(area.x, row(line)), (area.right(), row(line))]));
    let (strong, other): (Vec<_>, Vec<_>) = upright.chain(level).partition(|(line, _)| line.is_multiple_of(5));
    if view.tile >= SMALL_TILE {
        canvas.lines(other.into_iter().map(|(_, line)| line), &Stroke::new(palette::GRID, 1.0));
    }
    canvas.lines(strong.into_iter().map(|(_, line)| line), &Stroke::new(palette::STRONG_GRID, 1.0));
    let is_written = |line: &usize| line.is_multiple_of(every) || *line == 1;
    for line in (1..=columns).filter(is_written) {
        canvas.text(&line.to_string(), (column(line) - view.tile / 2.0, area.y - 11.0), &number);
    }
    for line in (1..=rows).filter(is_written) {
        let end = number.anchored(Anchor::End);
        canvas.text(&line.to_string(), (area.x - 8.0, row(line) - view.tile / 2.0), &end);
    }
    canvas.frame(area, &Stroke::new(palette::AXIS, 1.0));
    let size = Type::new(13.0, palette::INK).bold().anchored(Anchor::Middle);
    let counted = |count: usize| format!("{count} tile{}", if count == 1 { "" } else { "s" });
    canvas.text(&counted(columns), (area.middle().0, area.bottom() + 16.0), &size);
    canvas.text_up(&counted(rows), (area.right() + 14.0, area.middle().1), &size);
}

/// Entrances and exits with an arrow towards the platform, or away from it.
fn entrances(canvas: &mut Canvas, subject: &Subject, view: &View) {
    for entrance in &subject.layout.entrances {
        let tile = view.tile_at(entrance.at);
        let colour = if entrance.is_exit { palette::EXIT } else { palette::ENTRANCE };
        canvas.rounded(tile.grown(-view.tile * 0.08), 3.0, colour);
        let (x, y) = tile.middle();
        let platform = view.tile_at(entrance.station_tile()).middle();
        let sign = if entrance.is_exit { -1.0 } else { 1.0 };
        let ahead = (sign * (platform.0 - x) / view.tile, sign * (platform.1 - y) / view.tile);
        canvas.polygon(&track::arrow_head((x, y), ahead, view.tile * 0.36), palette::PAPER);
    }
}

/// What is drawn already, which labels have to leave free.
fn crowd(subject: &Subject, view: &View, sheet: &Sheet) -> Crowd {
    let mut crowd = Crowd::new(view.area.grown(60.0));
    crowd.add_label(Area { y: view.area.y - 20.0, height: 20.0, ..view.area });
    crowd.add_label(Area { x: view.area.x - 30.0, width: 30.0, ..view.area });
    crowd.add_points(sheet.points.iter().map(|point| point.at));
    crowd.add_label(Area { y: view.area.bottom() + 4.0, height: 24.0, ..view.area });
    crowd.add_label(Area { x: view.area.right() + 4.0, width: 22.0, ..view.area });
    subject.layout.entrances.iter().for_each(|it| crowd.add_label(view.tile_at(it.at)));
    crowd
}

/// Numbers of steps, each where its run begins.
fn step_numbers(canvas: &mut Canvas, subject: &Subject, _: &Style, view: &View, sheet: &Sheet) {
    let mut crowd = crowd(subject, view, sheet);
    let set = Type::new(11.5, palette::INK).bold().anchored(Anchor::Middle).rimmed();
    for (index, run) in subject.layout.runs().iter().enumerate() {
        let text = (index + 1).to_string();
        let Some(begin) = sheet.points.get(*subject.rail.pieces[run.first].start()) else { continue };
        if let Some(place) = crowd.take_near(begin.at, set.width(&text) + 4.0, 14.0, view.tile * 0.3) {
            leader(canvas, begin.at, place.entry(begin.at), palette::INK);
            canvas.text(&text, place.middle(), &set);
        }
    }
}

/// Numbers of inversions and the highest point.
fn labels(canvas: &mut Canvas, subject: &Subject, style: &Style, view: &View, sheet: &Sheet) {
    let mut crowd = crowd(subject, view, sheet);
    let highest = sheet.points.iter().reduce(|top, point| if point.z > top.z { point } else { top });
    if let Some(top) = highest {
        let set = Type::new(13.0, palette::INK).bold().anchored(Anchor::Middle).rimmed();
        let text = format!("▲ {}", style.units.height()[0].show(subject.metres_up(top.z)));
        if let Some(place) = crowd.take_near(top.at, set.width(&text) + 6.0, 18.0, view.tile * 0.5) {
            leader(canvas, top.at, place.entry(top.at), palette::INK);
            canvas.text(&text, place.middle(), &set);
        }
    }
    for (number, &piece) in subject.features.inversions.iter().enumerate() {
        let points = sheet.points.get(subject.rail.pieces[piece].clone()).unwrap_or_default();
        let Some(top) = points.iter().reduce(|top, point| if point.z > top.z { point } else { top }) else { continue };
        let size = 2.0 * frame::DISC + 2.0;
        if let Some(place) = crowd.take_near(top.at, size, size, view.tile * 0.35) {
            leader(canvas, top.at, place.middle(), palette::INVERSION);
            frame::disc(canvas, place.middle(), number + 1);
        }
    }
}

fn leader(canvas: &mut Canvas, from: Point, to: Point, colour: &str) {
    canvas.line(from, to, &Stroke::new(colour, 1.0));
    canvas.disc(from, 2.5, colour, &Stroke::new(palette::PAPER, 0.8));
}

/// The column at the right: compass, scales, legend, figures.
struct Side<'a> {
    style: &'a Style,
    keys: Vec<Key>,
    facts: Vec<(&'static str, String)>,
}

impl<'a> Side<'a> {
    /// Lower edge of the scale of heights, from the top of the column.
    const SCALES: f64 = 160.0;
    const BREAK: f64 = 18.0;

    /// Figures that a small picture has no room for are left out.
    fn new(subject: &Subject, style: &'a Style) -> Self {
        // Track in other colours does not show what it does.
        let kinds = if subject.coloured_by.is_none() { subject.features.kinds() } else { Vec::new() };
        let mut keys: Vec<Key> = kinds.into_iter().map(Key::Feature).collect();
        if !subject.features.inversions.is_empty() {
            keys.push(Key::Inversion);
        }
        for (label, colour, is_exit) in [("Entrance", palette::ENTRANCE, false), ("Exit", palette::EXIT, true)] {
            if subject.layout.entrances.iter().any(|entrance| entrance.is_exit == is_exit) {
                keys.push(Key::Field(label, colour));
            }
        }
        let mut side = Self { style, keys, facts: subject.facts(style.units) };
        while HEADING + side.height() > f64::from(style.height) && side.facts.pop().is_some() {}
        side
    }

    fn height(&self) -> f64 {
        Self::SCALES + 2.0 * Self::BREAK + frame::LINE * (self.keys.len() + self.facts.len()) as f64 + 8.0
    }

    fn draw(&self, canvas: &mut Canvas, view: &View, sheet: &Sheet, column: Area) {
        compass(canvas, (column.x + 22.0, column.y + 40.0), view.turned);
        scale_bar(canvas, self.style, view, (column.x + 80.0, column.y + 48.0));
        let bar = Area { y: column.y + 124.0, height: 14.0, ..column };
        let (measure, values) = sheet.scale();
        colour_bar::draw(canvas, measure, values, self.style.units, bar);
        let y = column.y + Self::SCALES + Self::BREAK;
        let y = frame::legend_column(canvas, &self.keys, (column.x, y));
        frame::facts_column(canvas, &self.facts, Area { y: y + Self::BREAK, ..column });
    }
}

/// North is direction 0.
fn compass(canvas: &mut Canvas, at: Point, turned: bool) {
    let ahead = if turned { (1.0, 0.0) } else { (0.0, -1.0) };
    canvas.polygon(&track::arrow_head(at, ahead, 20.0), palette::INK);
    let letter = (at.0 + ahead.0 * 24.0, at.1 + ahead.1 * 24.0);
    canvas.text("N", letter, &Type::new(13.0, palette::INK).bold().anchored(Anchor::Middle));
}

fn scale_bar(canvas: &mut Canvas, style: &Style, view: &View, (x, y): Point) {
    let tiles = round_step(90.0 / view.tile).max(1.0);
    let metres = tiles * f64::from(TILE) * METRES_PER_MAP_UNIT;
    let end = x + tiles * view.tile;
    let stroke = Stroke::new(palette::INK, 2.0);
    canvas.line((x, y), (end, y), &stroke);
    for edge in [x, end] {
        canvas.line((edge, y - 5.0), (edge, y + 5.0), &stroke);
    }
    let unit = if style.units == super::Units::Game { style.units.length()[1] } else { style.units.length()[0] };
    let plural = if tiles > 1.0 { "s" } else { "" };
    let text = format!("{tiles:.0} tile{plural} = {} of track", unit.show(metres));
    canvas.text(&text, (x, y - 17.0), &Type::new(12.5, palette::INK));
}
