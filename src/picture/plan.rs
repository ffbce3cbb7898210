//! The plan picture: the track from above, on its tiles.

use std::collections::BTreeSet;

use crate::quantity::{MapPoint, TILE};

use super::above::{Above, shown};
use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Type};
use super::crowd::Crowd;
use super::frame::{self, HEADING, Key, MARGIN};
use super::grid::Grid;
use super::ground::Ground;
use super::relief::Relief;
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

/// Draws the plan picture, as high as it needs to be.
pub(super) fn draw(subject: &Subject, style: &Style) -> Canvas {
    draw_with(subject, style, 0.0, labels).0
}

/// Adds labels of some kind where there is room.
pub(super) type Label = fn(&mut Canvas, &Subject, &Style, &Sheet, &mut Crowd);

/// Draws it with labels of some kind, and leaves room of some height below it, which is the second answer.
pub(super) fn draw_with(subject: &Subject, style: &Style, below: f64, label: Label) -> (Canvas, Area) {
    let width = f64::from(style.width);
    let left = MARGIN + 34.0;
    let room = Area {
        x: left,
        y: HEADING + ABOVE,
        width: width - left - COLUMN - GUTTER - MARGIN,
        height: (f64::from(style.height) - HEADING - ABOVE - BELOW).max(1.0),
    };
    let view = Above::fitted(shown(&subject.layout), room, LARGEST_TILE);
    let side = Side::new(subject, style, Ground::of(subject, &view).map_or_else(Vec::new, |ground| ground.keys()));
    let height = (HEADING + ABOVE + view.area.height + BELOW).max(HEADING + side.height());
    // In the middle of the picture's height.
    let y = (HEADING + ABOVE + height - BELOW - view.area.height) / 2.0;
    let view = view.moved_to(y);
    let mut canvas = Canvas::new(width, height + below);
    frame::heading(&mut canvas, subject, width);
    let ground = Ground::of(subject, &view);
    land(&mut canvas, subject, &view, ground.as_ref());
    Grid { above: &view, is_in_park: subject.layout.site.park.is_some(), is_plain: ground.is_none() }.draw(&mut canvas);
    entrances(&mut canvas, subject, &view);
    let sheet = Sheet::new(subject, view.tile, |x, y| view.at(x, y));
    track::draw(&mut canvas, &sheet);
    let relief = Relief::new(subject).filter(super::relief::Relief::has_tunnel);
    tunnels(&mut canvas, &sheet, relief.as_ref());
    let mut crowd = crowd(subject, &view, &sheet);
    label(&mut canvas, subject, style, &sheet, &mut crowd);
    if let Some(ground) = &ground {
        ground.names(&mut canvas, &mut crowd);
    }
    let column = Area { x: width - MARGIN - COLUMN, y: HEADING, width: COLUMN, height: height - HEADING };
    side.draw(&mut canvas, &view, &sheet, column);
    (canvas, Area { x: MARGIN, y: height, width: width - 2.0 * MARGIN, height: below })
}

/// The ground, and the tiles under track darker.
fn land(canvas: &mut Canvas, subject: &Subject, view: &Above, ground: Option<&Ground>) {
    match ground {
        Some(ground) => ground.draw(canvas),
        None => canvas.fill_area(view.area, palette::LAWN),
    }
    let used: BTreeSet<MapPoint> = subject.layout.blocks().map(|(_, _, block)| block.at).collect();
    let used: Vec<MapPoint> = used.into_iter().collect();
    let runs = used.chunk_by(|a, b| *b == MapPoint::new(a.x, a.y + TILE));
    let square = |at: MapPoint| view.square(at.tile());
    let areas = runs.map(|run| square(run[0]).joined(&square(run[run.len() - 1])));
    let colour = if ground.is_some() { palette::TRODDEN } else { palette::USED_TILE };
    canvas.polygons(areas.map(|area| area.corners()), colour);
}

/// Entrances and exits with an arrow towards the platform, or away from it.
fn entrances(canvas: &mut Canvas, subject: &Subject, view: &Above) {
    for entrance in &subject.layout.entrances {
        let tile = view.square(entrance.at.tile());
        let colour = if entrance.is_exit { palette::EXIT } else { palette::ENTRANCE };
        canvas.rounded(tile.grown(-view.tile * 0.08), 3.0, colour);
        let (x, y) = tile.middle();
        let platform = view.square(entrance.station_tile().tile()).middle();
        let sign = if entrance.is_exit { -1.0 } else { 1.0 };
        let ahead = (sign * (platform.0 - x) / view.tile, sign * (platform.1 - y) / view.tile);
        canvas.polygon(&track::arrow_head((x, y), ahead, view.tile * 0.36), palette::PAPER);
    }
}

/// Track in tunnels is pale, with dashes along it.
fn tunnels(canvas: &mut Canvas, sheet: &Sheet, relief: Option<&Relief>) {
    let runs = relief.map_or_else(Vec::new, Relief::tunnels);
    let lines: Vec<Vec<Point>> = runs.into_iter().map(|run| sheet.line(run)).collect();
    canvas.polylines(&lines, &Stroke::new(palette::COVERED, sheet.tile * 0.36));
    canvas.polylines(&lines, &Stroke::new(palette::RAIL, 2.0).dashed("7 5"));
}

/// What is drawn already, which labels have to leave free.
fn crowd(subject: &Subject, view: &Above, sheet: &Sheet) -> Crowd {
    let mut crowd = Crowd::new(view.area.grown(60.0));
    crowd.add_label(Area { y: view.area.y - 20.0, height: 20.0, ..view.area });
    crowd.add_label(Area { x: view.area.x - 30.0, width: 30.0, ..view.area });
    crowd.add_points(sheet.points.iter().map(|point| point.at));
    crowd.add_label(Area { y: view.area.bottom() + 4.0, height: 24.0, ..view.area });
    crowd.add_label(Area { x: view.area.right() + 4.0, width: 22.0, ..view.area });
    subject.layout.entrances.iter().for_each(|it| crowd.add_label(view.square(it.at.tile())));
    crowd
}

/// Numbers of inversions and the highest point.
fn labels(canvas: &mut Canvas, subject: &Subject, style: &Style, sheet: &Sheet, crowd: &mut Crowd) {
    let highest = sheet.points.iter().reduce(|top, point| if point.z > top.z { point } else { top });
    if let Some(top) = highest {
        let set = Type::new(13.0, palette::INK).bold().anchored(Anchor::Middle).rimmed();
        let text = format!("▲ {}", subject.height_words(&style.units.height()[..1]));
        if let Some(place) = crowd.take_near(top.at, set.width(&text) + 6.0, 18.0, sheet.tile * 0.5) {
            leader(canvas, top.at, place.entry(top.at), palette::INK);
            canvas.text(&text, place.middle(), &set);
        }
    }
    for (number, &piece) in subject.features.inversions.iter().enumerate() {
        let points = sheet.points.get(subject.rail.pieces[piece].clone()).unwrap_or_default();
        let Some(top) = points.iter().reduce(|top, point| if point.z > top.z { point } else { top }) else { continue };
        let size = 2.0 * frame::DISC + 2.0;
        if let Some(place) = crowd.take_near(top.at, size, size, sheet.tile * 0.35) {
            leader(canvas, top.at, place.middle(), palette::INVERSION);
            frame::disc(canvas, place.middle(), number + 1);
        }
    }
}

pub(super) fn leader(canvas: &mut Canvas, from: Point, to: Point, colour: &str) {
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
    fn new(subject: &Subject, style: &'a Style, of_ground: Vec<Key>) -> Self {
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
        if Relief::new(subject).is_some_and(|relief| relief.has_tunnel()) {
            keys.push(Key::Dashed("Tunnel", palette::RAIL));
        }
        keys.extend(of_ground);
        let mut side = Self { style, keys, facts: subject.facts(style.units) };
        while HEADING + side.height() > f64::from(style.height) && side.facts.pop().is_some() {}
        side
    }

    fn height(&self) -> f64 {
        Self::SCALES + 2.0 * Self::BREAK + frame::LINE * (self.keys.len() + self.facts.len()) as f64 + 8.0
    }

    fn draw(&self, canvas: &mut Canvas, view: &Above, sheet: &Sheet, column: Area) {
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

fn scale_bar(canvas: &mut Canvas, style: &Style, view: &Above, (x, y): Point) {
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
