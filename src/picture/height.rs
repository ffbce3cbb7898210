//! The height picture: rail height over track length, and below it speed and G forces on the same axis.

use crate::catalogue::ride_type::ModifierKind;

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Type};
use super::chart::Panel;
use super::crowd::Crowd;
use super::frame::{self, HEADING, Key, MARGIN};
use super::recording::Sample;
use super::subject::Subject;
use super::track::{arrow_head, straight};
use super::units::Unit;
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
/// From here on the game shows the negative G force in red (rules: ratings 5.1).
const NEGATIVE_LIMIT: f64 = -2.5;
/// Beyond these lateral G adds intensity and nausea; beyond the second it also costs excitement (rules: ratings 3.7.6).
const LATERAL_LIMITS: (f64, f64) = (2.8, 3.1);
const G: Unit = Unit { factor: 1.0, sign: "g" };

/// Draws the height picture.
pub fn draw(subject: &Subject, style: &Style) -> Canvas {
    let (width, height) = (f64::from(style.width), f64::from(style.height));
    let mut canvas = Canvas::new(width, height);
    frame::heading(&mut canvas, subject, width);
    let samples = subject.recording.as_ref().map_or(&[][..], |recording| &recording.samples);
    let small = if samples.is_empty() { 0.0 } else { (height * SMALL).round() };
    let top = HEADING + LEGEND;
    let main = height - top - AXIS - FOOT - 3.0 * (small + if small > 0.0 { GAP } else { 0.0 });
    let area = |y: f64, height: f64| Area { x: SIDE, y, width: width - 2.0 * SIDE, height };
    let mut bottom = profile(&mut canvas, subject, style, area(top, main.max(120.0)));
    if !samples.is_empty() {
        let drawn = Graphs { subject, style, samples };
        for graph in [Graphs::speed, Graphs::vertical, Graphs::lateral] {
            let below = bottom.area.bottom() + GAP;
            bottom = graph(&drawn, &mut canvas, area(below, small));
        }
    }
    bottom.length_axis(&mut canvas, style.units.length());
    axis_title(&mut canvas, &bottom, subject);
    frame::legend_row(&mut canvas, &keys(subject, samples), (SIDE, HEADING + LEGEND / 2.0));
    let foot = Area { x: MARGIN, y: height - FOOT + 4.0, width: width - 2.0 * MARGIN, height: FOOT };
    frame::facts_row(&mut canvas, &subject.facts(style.units), foot);
    canvas
}

fn keys(subject: &Subject, samples: &[Sample]) -> Vec<Key> {
    let mut keys: Vec<Key> = subject.features.kinds().into_iter().map(Key::Feature).collect();
    if !subject.features.inversions.is_empty() {
        keys.push(Key::Inversion);
    }
    if !samples.is_empty() {
        keys.extend([Key::Field("Air time", palette::AIR_TIME), Key::Field("Beyond a limit", palette::DANGER)]);
    }
    if samples.iter().any(|sample| sample.velocity < 0) {
        keys.push(Key::Dashed("Backwards", palette::INK));
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

fn profile(canvas: &mut Canvas, subject: &Subject, style: &Style, area: Area) -> Panel {
    let rail = &subject.rail;
    let (low, high) = rail.heights();
    let (low, high) = (subject.metres_up(low).min(0.0), subject.metres_up(high).max(LOWEST_TOP));
    let low = if low < 0.0 { low * 1.1 } else { 0.0 };
    let panel = Panel::new(area, rail.length(), (low - 0.03 * (high - low), high + 0.16 * (high - low)));
    let points: Vec<Point> =
        rail.points.iter().map(|point| panel.at(point.along, subject.metres_up(point.at[2]))).collect();
    bands(canvas, &panel, subject);
    panel.fill_values(canvas, panel.y.values.0, 0.0, palette::SOIL);
    under_profile(canvas, &panel, &points);
    panel.length_grid(canvas, style.units.length()[0]);
    let [main, other] = style.units.height();
    panel.left_axis(canvas, "Height above land", main, 44.0);
    panel.right_axis(canvas, other, 44.0);
    let ground = panel.y.at(0.0);
    canvas.line((area.x, ground), (area.right(), ground), &Stroke::new(palette::GROUND, 2.0));
    canvas.polyline(&points, &Stroke::new(palette::RAIL, 2.5));
    coloured_stretches(canvas, subject, &points);
    arrows(canvas, &points);
    highest(canvas, subject, style, &points);
    inversions(canvas, subject, &points);
    panel.frame(canvas);
    panel
}

fn under_profile(canvas: &mut Canvas, panel: &Panel, points: &[Point]) {
    let ground = panel.y.at(0.0);
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    let mut shape: Vec<Point> = points.iter().map(|&(x, y)| (x, y.min(ground))).collect();
    shape.extend([(last.0, ground), (first.0, ground)]);
    canvas.polygon(&shape, palette::SUPPORT);
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

fn highest(canvas: &mut Canvas, subject: &Subject, style: &Style, points: &[Point]) {
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

/// The panels below the profile.
struct Graphs<'a> {
    subject: &'a Subject<'a>,
    style: &'a Style,
    samples: &'a [Sample],
}

impl Graphs<'_> {
    fn speed(&self, canvas: &mut Canvas, area: Area) -> Panel {
        let value = |sample: &Sample| f64::from(sample.velocity).abs() / 65_536.0;
        let most = self.samples.iter().map(value).fold(1.0, f64::max);
        let [main, other] = self.style.units.speed();
        let panel = self.open(canvas, area, (0.0, most * 1.12));
        self.grid(canvas, &panel);
        panel.left_axis(canvas, "Speed", main, 26.0);
        panel.right_axis(canvas, other, 26.0);
        self.curve(canvas, &panel, value, |_| false, palette::SPEED);
        if let Some(threshold) = self.required(ModifierKind::RequirementMaxSpeed) {
            let speed = f64::from(threshold) / 65_536.0;
            self.requirement(canvas, &panel, speed, &format!("needs {}", main.show(speed)), value);
        }
        panel.frame(canvas);
        panel
    }

    fn vertical(&self, canvas: &mut Canvas, area: Area) -> Panel {
        let value = |sample: &Sample| f64::from(sample.vertical_g) / 100.0;
        let (least, most) = self.range(value, (NEGATIVE_LIMIT - 0.3, 3.2));
        let panel = self.open(canvas, area, (least, most + 0.2));
        panel.fill_values(canvas, least, NEGATIVE_LIMIT, palette::DANGER);
        self.grid(canvas, &panel);
        panel.left_axis(canvas, "Vertical G", G, 18.0);
        self.air_time(canvas, &panel);
        self.curve(canvas, &panel, value, |g| g <= NEGATIVE_LIMIT, palette::VERTICAL_G);
        if let Some(threshold) = self.required(ModifierKind::RequirementNegativeG) {
            let g = f64::from(threshold) / 100.0;
            self.requirement(canvas, &panel, g, &format!("needs less than {g:.2} g"), value);
        }
        panel.frame(canvas);
        panel
    }

    fn lateral(&self, canvas: &mut Canvas, area: Area) -> Panel {
        let value = |sample: &Sample| f64::from(sample.lateral_g) / 100.0;
        let (least, most) = self.range(value, (0.0, 0.0));
        let reach = most.max(-least).max(LATERAL_LIMITS.1 + 0.4);
        let panel = self.open(canvas, area, (-reach, reach));
        for side in [-1.0, 1.0] {
            let (caution, danger) = (side * LATERAL_LIMITS.0, side * LATERAL_LIMITS.1);
            let edge = side * reach;
            for (from, to, colour) in [(caution, danger, palette::CAUTION), (danger, edge, palette::DANGER)] {
                panel.fill_values(canvas, from.min(to), from.max(to), colour);
            }
        }
        self.grid(canvas, &panel);
        panel.left_axis(canvas, "Lateral G", G, 18.0);
        self.curve(canvas, &panel, value, |g| g.abs() > LATERAL_LIMITS.0, palette::LATERAL_G);
        if let Some(threshold) = self.required(ModifierKind::RequirementLateralG) {
            let g = f64::from(threshold) / 100.0;
            self.requirement(canvas, &panel, g, &format!("needs {g:.2} g to either side"), value);
        }
        panel.frame(canvas);
        panel
    }

    fn open(&self, canvas: &mut Canvas, area: Area, values: (f64, f64)) -> Panel {
        let panel = Panel::new(area, self.subject.rail.length(), values);
        bands(canvas, &panel, self.subject);
        panel
    }

    fn grid(&self, canvas: &mut Canvas, panel: &Panel) {
        panel.length_grid(canvas, self.style.units.length()[0]);
    }

    fn range(&self, value: impl Fn(&Sample) -> f64, at_least: (f64, f64)) -> (f64, f64) {
        self.samples.iter().map(value).fold(at_least, |(least, most), value| (least.min(value), most.max(value)))
    }

    /// What the ride type's rating asks of a figure.
    fn required(&self, kind: ModifierKind) -> Option<i32> {
        let modifiers = &self.subject.layout.ride.rating.modifiers;
        modifiers.iter().find(|modifier| modifier.kind == kind).map(|modifier| modifier.threshold)
    }

    /// A dotted line at what is asked for, named where the curve leaves room.
    fn requirement(&self, canvas: &mut Canvas, panel: &Panel, asked: f64, text: &str, value: impl Fn(&Sample) -> f64) {
        let y = panel.y.at(asked);
        let stroke = Stroke::new(palette::SOFT_INK, 1.0).dashed("2 3");
        canvas.line((panel.area.x, y), (panel.area.right(), y), &stroke);
        let set = Type::new(11.5, palette::SOFT_INK).anchored(Anchor::Middle).rimmed();
        let mut crowd = Crowd::new(panel.area);
        crowd.add_points(self.samples.iter().map(|sample| panel.at(self.along(sample), value(sample))));
        let width = set.width(text) + 12.0;
        let columns = (panel.area.width / 40.0) as i32;
        let places = (0..columns).rev().flat_map(|column| {
            let x = panel.area.x + 40.0 * f64::from(column) + width / 2.0;
            [y - 9.0, y + 9.0].map(|y| Area::around((x, y), width, 15.0))
        });
        if let Some(place) = crowd.take(places) {
            canvas.text(text, place.middle(), &set);
        }
    }

    /// Draws a curve; what lies beyond a limit stands out.
    fn curve(
        &self,
        canvas: &mut Canvas,
        panel: &Panel,
        value: impl Fn(&Sample) -> f64,
        beyond: impl Fn(f64) -> bool,
        colour: &str,
    ) {
        for pass in self.passes() {
            let points: Vec<Point> = pass.iter().map(|sample| panel.at(self.along(sample), value(sample))).collect();
            let stroke = Stroke::new(colour, 2.0);
            let backwards = pass.first().is_some_and(|sample| sample.velocity < 0);
            canvas.polyline(&points, &if backwards { stroke.dashed("5 4") } else { stroke });
            for excess in pass.chunk_by(|a, b| beyond(value(a)) == beyond(value(b))) {
                if excess.first().is_some_and(|sample| beyond(value(sample))) {
                    let points: Vec<Point> =
                        excess.iter().map(|sample| panel.at(self.along(sample), value(sample))).collect();
                    canvas.polyline(&points, &Stroke::new(palette::BRAKE, 3.5).round());
                }
            }
        }
    }

    /// Fills between the curve and weightlessness.
    fn air_time(&self, canvas: &mut Canvas, panel: &Panel) {
        let weightless = |sample: &Sample| sample.vertical_g <= 0;
        for pass in self.passes() {
            for flight in pass.chunk_by(|a, b| weightless(a) == weightless(b)) {
                let (Some(first), Some(last)) = (flight.first(), flight.last()) else { continue };
                if weightless(first) {
                    let curve = |sample: &Sample| panel.at(self.along(sample), f64::from(sample.vertical_g) / 100.0);
                    let mut shape: Vec<Point> = flight.iter().map(curve).collect();
                    shape.extend([last, first].map(|sample| panel.at(self.along(sample), 0.0)));
                    canvas.polygon(&shape, palette::AIR_TIME);
                }
            }
        }
    }

    fn along(&self, sample: &Sample) -> f64 {
        self.subject.rail.along(sample.piece, sample.share)
    }

    /// The run cut where the train turns round or passes the start of the rail.
    fn passes(&self) -> impl Iterator<Item = &[Sample]> {
        let half = self.subject.rail.length() / 2.0;
        self.samples.chunk_by(move |a, b| {
            let turns = (a.velocity < 0) != (b.velocity < 0);
            !turns && (self.along(a) - self.along(b)).abs() < half
        })
    }
}
