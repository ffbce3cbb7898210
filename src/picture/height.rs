//! The height picture: rail height over track length, and below it speed and G forces on the same axis.

use glam::DVec2;

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Type};
use super::chart::Panel;
use super::curves::Curves;
use super::frame::{self, HEADING, Key, MARGIN};
use super::rail::{SMOOTH, smoothed};
use super::recording::Sample;
use super::relief::Relief;
use super::subject::Subject;
use super::track::{arrow_head, straight};
use super::{Style, palette};

const SIDE: f64 = 92.0;
const LEGEND: f64 = 40.0;
const GAP: f64 = 16.0;
const AXIS: f64 = 66.0;
const FOOT: f64 = 56.0;
/// Share of the picture's height that a small panel takes.
const SMALL: f64 = 0.125;
/// Pixels between arrows along the profile.
const ARROW_EVERY: f64 = 170.0;
/// Metres that the axis of heights shows at least, however flat the track.
const LOWEST_TOP: f64 = 8.0;
/// Pixels before and behind an arrow over which the profile must be straight.
const ARROW_REACH: f64 = 8.0;
/// Draws the height picture.
pub(super) fn draw(subject: &Subject, style: &Style) -> Canvas {
    let (width, height) = (f64::from(style.width), f64::from(style.height));
    let mut canvas = Canvas::new(width, height);
    frame::heading(&mut canvas, subject, width);
    let samples = subject.recording.as_ref().map_or(&[][..], |recording| &recording.samples);
    let small = if samples.is_empty() { 0.0 } else { (height * SMALL).round() };
    let top = HEADING + LEGEND;
    let main = height - top - AXIS - FOOT - 3.0 * (small + if small > 0.0 { GAP } else { 0.0 });
    let area = |y: f64, height: f64| Area { x: SIDE, y, width: width - 2.0 * SIDE, height };
    let relief = Relief::new(subject);
    let mut bottom = profile(&mut canvas, subject, style, relief.as_ref(), area(top, main.max(120.0)));
    if !samples.is_empty() {
        let curves = Curves::along_track(subject, style, samples);
        for curve in [Curves::speed, Curves::vertical, Curves::lateral] {
            let below = bottom.area.bottom() + GAP;
            bottom = curve(&curves, &mut canvas, area(below, small));
        }
    }
    bottom.x_axis(&mut canvas, &style.units.length());
    axis_title(&mut canvas, &bottom, subject);
    frame::legend_row(
        &mut canvas,
        &keys(subject, samples, relief.as_ref()),
        (SIDE, HEADING + LEGEND / 2.0),
        width - MARGIN,
    );
    let foot = Area { x: MARGIN, y: height - FOOT + 4.0, width: width - 2.0 * MARGIN, height: FOOT };
    frame::facts_row(&mut canvas, &subject.facts(style.units), foot);
    canvas
}

fn keys(subject: &Subject, samples: &[Sample], relief: Option<&Relief>) -> Vec<Key> {
    let mut keys: Vec<Key> = subject.features.kinds().into_iter().map(Key::Feature).collect();
    if !subject.features.inversions.is_empty() {
        keys.push(Key::Inversion);
    }
    if !samples.is_empty() {
        keys.extend([Key::Field("Air time", palette::AIR_TIME), Key::Field("Beyond a limit", palette::DANGER)]);
    }
    if samples.iter().any(|sample| sample.velocity.is_backwards()) {
        keys.push(Key::Dashed("Backwards", palette::INK));
    }
    if relief.is_some_and(Relief::has_tunnel) {
        keys.push(Key::Dashed("Tunnel", palette::RAIL));
    }
    if relief.is_some_and(Relief::has_water) {
        keys.push(Key::Field("Water", palette::WATER));
    }
    keys
}

fn axis_title(canvas: &mut Canvas, panel: &Panel, subject: &Subject) {
    let from = if subject.rail.is_closed { "the rear of the station" } else { "the start of the track" };
    let y = panel.area.bottom() + 52.0;
    let title = format!("Track length from {from}");
    let set = Type::new(13.0, palette::INK).bold().anchored(Anchor::Middle);
    canvas.text(&title, (panel.area.middle().0, y), &set);
    let travel = Type::new(13.0, palette::SOFT_INK).anchored(Anchor::End);
    canvas.text("Direction of travel →", (panel.area.right(), y), &travel);
}

/// Stretches with a feature run through all panels as pale bands.
fn bands(canvas: &mut Canvas, panel: &Panel, subject: &Subject) {
    for stretch in &subject.features.stretches {
        panel.fill_stretch(canvas, stretch.from, stretch.to, &palette::pale(stretch.feature.colour()));
    }
}

fn profile(canvas: &mut Canvas, subject: &Subject, style: &Style, relief: Option<&Relief>, area: Area) -> Panel {
    let rail = &subject.rail;
    let (low, high) = rail.heights();
    let (lowest, highest) = relief.map_or((0.0, LOWEST_TOP), Relief::heights);
    let low = subject.metres_up(low).min(lowest.min(0.0));
    let high = subject.metres_up(high).max(highest).max(LOWEST_TOP);
    let low = if low < 0.0 { low * 1.1 } else { 0.0 };
    let panel = Panel::new(area, rail.length(), (low - 0.03 * (high - low), high + 0.16 * (high - low)));
    let places = rail.points.iter().map(|point| panel.at(point.along, subject.metres_up(point.at[2])).into());
    let points: Vec<Point> = smoothed(&places.collect::<Vec<DVec2>>(), SMOOTH).into_iter().map(Into::into).collect();
    let level = panel.y.at(0.0);
    let ground = relief.map(|relief| relief.line(&panel));
    bands(canvas, &panel, subject);
    match relief {
        None => panel.fill_values(canvas, panel.y.values.0, 0.0, palette::SOIL),
        Some(relief) => relief.draw_land(canvas, &panel),
    }
    under_profile(canvas, &points, level, ground.as_deref());
    if let Some(relief) = relief {
        relief.draw_surroundings(canvas, &panel);
        relief.draw_water(canvas, &panel);
    }
    panel.x_grid(canvas, style.units.length()[0]);
    let [main, other] = style.units.height();
    panel.left_axis(canvas, height_title(subject, area), main, 44.0);
    panel.right_axis(canvas, other, 44.0);
    let edge = Stroke::new(palette::GROUND, 2.0);
    match &ground {
        None => canvas.line((area.x, level), (area.right(), level), &edge),
        Some(ground) => canvas.polyline(ground, &edge),
    }
    rail_line(canvas, &points, relief);
    coloured_stretches(canvas, subject, &points);
    arrows(canvas, &points);
    highest_point(canvas, subject, style, &points);
    inversions(canvas, subject, &points);
    panel.frame(canvas);
    panel
}

/// What heights are counted from, as far as there is room to say it.
fn height_title(subject: &Subject, area: Area) -> &'static str {
    const IN_PARK: &str = "Height above the land at the start";
    let has_room = Type::new(13.0, palette::INK).bold().width(IN_PARK) < area.height;
    match subject.layout.site.park {
        None => "Height above land",
        Some(_) if has_room => IN_PARK,
        Some(_) => "Height",
    }
}

/// The air between the track and the ground, which is level unless its line is known.
fn under_profile(canvas: &mut Canvas, points: &[Point], level: f64, ground: Option<&[Point]>) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    let land = |index: usize| ground.map_or(level, |ground| ground[index].1);
    let mut shape: Vec<Point> = points.iter().enumerate().map(|(index, &(x, y))| (x, y.min(land(index)))).collect();
    match ground {
        None => shape.extend([(last.0, level), (first.0, level)]),
        Some(ground) => shape.extend(ground.iter().rev()),
    }
    canvas.polygon(&shape, palette::SUPPORT);
}

/// The track, in dashes where it runs in a tunnel.
fn rail_line(canvas: &mut Canvas, points: &[Point], relief: Option<&Relief>) {
    let stroke = Stroke::new(palette::RAIL, 2.5);
    let Some(relief) = relief.filter(|relief| relief.has_tunnel()) else { return canvas.polyline(points, &stroke) };
    for run in relief.runs() {
        let is_tunnel = relief.is_tunnel(*run.start());
        let line = points.get(run).unwrap_or_default();
        canvas.polyline(line, &if is_tunnel { stroke.dashed("7 5") } else { stroke });
    }
}

/// Neighbouring pieces with the same feature are drawn as one line, so that no seam shows.
fn coloured_stretches(canvas: &mut Canvas, subject: &Subject, points: &[Point]) {
    let of = |index: &usize| subject.features.of[*index];
    for run in subject.rail.order.chunk_by(|a, b| of(a) == of(b)) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let range = *subject.rail.pieces[*first].start()..=*subject.rail.pieces[*last].end();
        if let (Some(feature), Some(line)) = (of(first), points.get(range)) {
            canvas.polyline(line, &Stroke::new(feature.colour(), 6.0));
        }
    }
}

fn arrows(canvas: &mut Canvas, points: &[Point]) {
    let mut walked = ARROW_EVERY / 2.0;
    let width = points.last().map_or(1.0, |last| last.0 - points[0].0).max(1.0);
    // Heights go in steps, so the slope is taken over some pixels.
    let half = (ARROW_REACH * points.len() as f64 / width).ceil() as usize;
    for near in points.windows(2 * half + 1) {
        let (before, here) = (near[half.saturating_sub(1)], near[half]);
        walked += (here.0 - before.0).hypot(here.1 - before.1);
        let heading = straight(near[0], here, near[2 * half]).filter(|_| walked >= ARROW_EVERY);
        if let Some(heading) = heading {
            walked = 0.0;
            canvas.polygon(&arrow_head(here, heading, 9.0), palette::RAIL);
        }
    }
}

fn highest_point(canvas: &mut Canvas, subject: &Subject, style: &Style, points: &[Point]) {
    let top = points.iter().copied().reduce(|top, point| if point.1 < top.1 { point } else { top });
    let Some((x, y)) = top else { return };
    let metres = subject.metres_up(subject.rail.heights().1);
    let [main, other] = style.units.height();
    let text = format!("{} · {}", main.show(metres), other.show(metres));
    let set = Type::new(13.0, palette::INK).bold().anchored(Anchor::Middle).rimmed();
    let half = set.width(&text) / 2.0 + 4.0;
    let (left, right) = points.first().zip(points.last()).map_or((x, x), |(first, last)| (first.0, last.0));
    canvas.text(&text, (x.clamp(left + half, (right - half).max(left + half)), y - 14.0), &set);
}

/// A numbered disc above every inversion, higher where another stands in the way.
fn inversions(canvas: &mut Canvas, subject: &Subject, points: &[Point]) {
    let mut standing: Vec<Area> = Vec::new();
    for (number, &piece) in subject.features.inversions.iter().enumerate() {
        let piece = points.get(subject.rail.pieces[piece].clone()).unwrap_or_default();
        let top = piece.iter().map(|point| point.1).fold(f64::MAX, f64::min);
        let tops: Vec<Point> = piece.iter().copied().filter(|point| point.1 < top + 0.5).collect();
        let Some(&top) = tops.get(tops.len() / 2) else { continue };
        let mut at = (top.0, top.1 - 32.0);
        while standing.iter().any(|other| other.overlaps(&Area::around(at, 18.0, 18.0))) {
            at.1 -= 19.0;
        }
        standing.push(Area::around(at, 18.0, 18.0));
        canvas.line((at.0, at.1 + frame::DISC), (top.0, top.1 - 3.0), &Stroke::new(palette::INVERSION, 1.0));
        frame::disc(canvas, at, number + 1);
    }
}
