//! What a test run measured, as curves: speed, height and G forces, over the track or over time.

use std::ops::Range;

use crate::catalogue::ride_type::{ModifierKind, Requirement};
use crate::quantity::Velocity;

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Type};
use super::chart::Panel;
use super::crowd::Crowd;
use super::feature::Feature;
use super::recording::{Sample, TICKS_PER_RIDE_SECOND};
use super::subject::Subject;
use super::units::{METRES_PER_HEIGHT_UNIT, Unit};
use super::{Style, palette};

/// From here on the game shows the negative G force in red (rules: ratings 5.1).
const NEGATIVE_LIMIT: f64 = -2.5;
/// Beyond these lateral G adds intensity and nausea; beyond the second it also costs excitement (rules: ratings 3.7.6).
const LATERAL_LIMITS: (f64, f64) = (2.8, 3.1);
const G: Unit = Unit::new(1.0, "g");
const SECONDS: Unit = Unit::new(1.0, "s");

/// The curves of a test run, drawn in panels that share an axis.
pub(super) struct Curves<'a> {
    subject: &'a Subject<'a>,
    style: &'a Style,
    samples: &'a [Sample],
    /// Where each sample stands on the axis.
    places: Vec<f64>,
    /// Length of the axis.
    pub span: f64,
    /// Units of the axis, the main one first.
    pub units: Vec<Unit>,
    /// What the track does, from one place on the axis to another.
    bands: Vec<(f64, f64, Feature)>,
}

impl<'a> Curves<'a> {
    /// Curves over the length of the track.
    pub(super) fn along_track(subject: &'a Subject<'a>, style: &'a Style, samples: &'a [Sample]) -> Self {
        let places = samples.iter().map(|sample| subject.rail.along(sample.piece, sample.share)).collect();
        let bands = subject.features.stretches.iter().map(|stretch| (stretch.from, stretch.to, stretch.feature));
        let units = style.units.length().to_vec();
        Self { subject, style, samples, places, span: subject.rail.length(), units, bands: bands.collect() }
    }

    /// Curves over the time since the ride began.
    pub(super) fn over_time(subject: &'a Subject<'a>, style: &'a Style, samples: &'a [Sample]) -> Self {
        let begin = samples.first().map_or(0, |sample| sample.tick);
        let seconds = |sample: &Sample| f64::from(sample.tick - begin) / TICKS_PER_RIDE_SECOND;
        let places: Vec<f64> = samples.iter().map(seconds).collect();
        let feature = |sample: &Sample| subject.features.of[sample.piece];
        let stretches = samples.chunk_by(|a, b| feature(a) == feature(b));
        let band = |stretch: &[Sample]| {
            let (first, last) = (stretch.first()?, stretch.last()?);
            Some((seconds(first), seconds(last), feature(first)?))
        };
        let bands = stretches.filter_map(band).collect();
        let span = places.last().copied().unwrap_or(0.0).max(1.0);
        Self { subject, style, samples, places, span, units: vec![SECONDS], bands }
    }

    /// The speed, whichever way the train runs.
    pub(super) fn speed(&self, canvas: &mut Canvas, area: Area) -> Panel {
        let value = |sample: &Sample| sample.velocity.exact().abs();
        let required = self.required(Requirement::MaxSpeed).map(|threshold| Velocity(threshold).exact());
        let most = self.samples.iter().map(value).fold(required.unwrap_or(1.0), f64::max);
        let [main, other] = self.style.units.speed();
        let panel = self.open(canvas, area, (0.0, most * 1.12));
        self.grid(canvas, &panel);
        panel.left_axis(canvas, "Speed", main, 26.0);
        panel.right_axis(canvas, other, 26.0);
        self.curve(canvas, &panel, value, |_| false, palette::SPEED);
        if let Some(speed) = required {
            self.requirement(canvas, &panel, speed, &format!("needs {}", main.show(speed)), value);
        }
        panel.frame(canvas);
        panel
    }

    /// The height of the train above the land, its highest drop marked.
    pub(super) fn altitude(&self, canvas: &mut Canvas, area: Area) -> Panel {
        let value = |sample: &Sample| self.subject.metres_up(f64::from(sample.place[2]));
        let (least, most) = self.range(value, (0.0, 1.0));
        let [main, other] = self.style.units.height();
        let panel = self.open(canvas, area, (least * 1.1, most * 1.16));
        self.grid(canvas, &panel);
        panel.left_axis(canvas, "Height", main, 26.0);
        panel.right_axis(canvas, other, 26.0);
        self.curve(canvas, &panel, value, |_| false, palette::RAIL);
        self.highest_drop(canvas, &panel, value);
        panel.frame(canvas);
        panel
    }

    /// The highest drop as a heavier line, and how high it is by an arrow beside it.
    fn highest_drop(&self, canvas: &mut Canvas, panel: &Panel, value: impl Fn(&Sample) -> f64) {
        let recording = self.subject.recording.as_ref();
        let Some((range, measured)) = recording.and_then(|run| Some((run.highest_drop.clone()?, &run.tested.measured)))
        else {
            return;
        };
        let line: Vec<Point> = range.map(|index| panel.at(self.places[index], value(&self.samples[index]))).collect();
        canvas.polyline(&line, &Stroke::new(palette::DROP, 4.0).round());
        let metres = f64::from(measured.highest_drop) * METRES_PER_HEIGHT_UNIT;
        let text = format!("highest drop {}", self.style.units.height()[0].show(metres));
        let set = Type::new(11.5, palette::DROP).bold().anchored(Anchor::Middle).rimmed();
        let mut crowd = Crowd::new(panel.area);
        crowd.add_points(self.line(panel, 0..self.samples.len(), &value));
        let middle = line.get(line.len() / 2).copied().unwrap_or_default();
        if let Some(place) = crowd.take_near(middle, set.width(&text) + 8.0, 15.0, 6.0) {
            canvas.text(&text, place.middle(), &set);
        }
    }

    /// The vertical G, weightlessness filled in.
    pub(super) fn vertical(&self, canvas: &mut Canvas, area: Area) -> Panel {
        let value = |sample: &Sample| f64::from(sample.vertical_g) / 100.0;
        let (least, most) = self.range(value, (NEGATIVE_LIMIT - 0.3, 3.2));
        let panel = self.open(canvas, area, (least, most + 0.2));
        panel.fill_values(canvas, least, NEGATIVE_LIMIT, palette::DANGER);
        self.grid(canvas, &panel);
        panel.left_axis(canvas, "Vertical G", G, 18.0);
        self.air_time(canvas, &panel);
        self.curve(canvas, &panel, value, |g| g <= NEGATIVE_LIMIT, palette::VERTICAL_G);
        if let Some(threshold) = self.required(Requirement::NegativeG) {
            let g = f64::from(threshold) / 100.0;
            self.requirement(canvas, &panel, g, &format!("needs less than {g:.2} g"), value);
        }
        panel.frame(canvas);
        panel
    }

    /// The lateral G to either side.
    pub(super) fn lateral(&self, canvas: &mut Canvas, area: Area) -> Panel {
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
        if let Some(threshold) = self.required(Requirement::LateralG) {
            let g = f64::from(threshold) / 100.0;
            self.requirement(canvas, &panel, g, &format!("needs {g:.2} g to either side"), value);
        }
        panel.frame(canvas);
        panel
    }

    fn open(&self, canvas: &mut Canvas, area: Area, values: (f64, f64)) -> Panel {
        let panel = Panel::new(area, self.span, values);
        for (from, to, feature) in &self.bands {
            panel.fill_stretch(canvas, *from, *to, &palette::pale(feature.colour()));
        }
        panel
    }

    fn grid(&self, canvas: &mut Canvas, panel: &Panel) {
        if let Some(unit) = self.units.first() {
            panel.x_grid(canvas, *unit);
        }
    }

    fn range(&self, value: impl Fn(&Sample) -> f64, at_least: (f64, f64)) -> (f64, f64) {
        self.samples.iter().map(value).fold(at_least, |(least, most), value| (least.min(value), most.max(value)))
    }

    /// What the ride type's rating asks of a figure.
    fn required(&self, kind: Requirement) -> Option<i32> {
        let modifiers = &self.subject.layout.ride.rating.modifiers;
        modifiers
            .iter()
            .find(|modifier| modifier.kind == ModifierKind::Requirement(kind))
            .map(|modifier| modifier.threshold)
    }

    /// A dotted line at the required value, named where the curve leaves room.
    fn requirement(&self, canvas: &mut Canvas, panel: &Panel, asked: f64, text: &str, value: impl Fn(&Sample) -> f64) {
        let y = panel.y.at(asked);
        let stroke = Stroke::new(palette::SOFT_INK, 1.0).dashed("2 3");
        canvas.line((panel.area.x, y), (panel.area.right(), y), &stroke);
        let set = Type::new(11.5, palette::SOFT_INK).anchored(Anchor::Middle).rimmed();
        let mut crowd = Crowd::new(panel.area);
        crowd.add_points(self.line(panel, 0..self.samples.len(), &value));
        let width = set.width(text) + 12.0;
        let columns = (panel.area.width / 40.0) as i32;
        let zero = panel.y.at(0.0);
        crowd.add_points((0..columns).map(|column| (panel.area.x + 40.0 * f64::from(column), zero)));
        let places = [9.0, 18.0].into_iter().flat_map(|away| {
            (0..columns).rev().flat_map(move |column| {
                let x = panel.area.x + 40.0 * f64::from(column) + width / 2.0;
                [y - away, y + away].map(|y| Area::around((x, y), width, 15.0))
            })
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
            let stroke = Stroke::new(colour, 2.0);
            let backwards = self.samples[pass.start].velocity.is_backwards();
            let points = self.line(panel, pass.clone(), &value);
            canvas.polyline(&points, &if backwards { stroke.dashed("5 4") } else { stroke });
            for excess in self.runs(pass, |sample| beyond(value(sample))) {
                let points = self.line(panel, excess, &value);
                canvas.polyline(&points, &Stroke::new(palette::BRAKE, 3.5).round());
            }
        }
    }

    /// Fills between the curve and weightlessness.
    fn air_time(&self, canvas: &mut Canvas, panel: &Panel) {
        let value = |sample: &Sample| f64::from(sample.vertical_g) / 100.0;
        for pass in self.passes() {
            for flight in self.runs(pass, |sample| sample.vertical_g <= 0) {
                let mut shape = self.line(panel, flight.clone(), &value);
                shape.extend([flight.end - 1, flight.start].map(|index| panel.at(self.places[index], 0.0)));
                canvas.polygon(&shape, palette::AIR_TIME);
            }
        }
    }

    /// The points of a curve.
    fn line(&self, panel: &Panel, range: Range<usize>, value: &impl Fn(&Sample) -> f64) -> Vec<Point> {
        range.map(|index| panel.at(self.places[index], value(&self.samples[index]))).collect()
    }

    /// The parts of a stretch of samples for which something holds.
    fn runs(&self, within: Range<usize>, holds: impl Fn(&Sample) -> bool) -> Vec<Range<usize>> {
        let start = within.start;
        let runs = chunks(self.samples[within].chunk_by(|a, b| holds(a) == holds(b)), start);
        runs.filter(|run| holds(&self.samples[run.start])).collect()
    }

    /// The run cut where the train turns round or passes the start of the rail.
    fn passes(&self) -> Vec<Range<usize>> {
        let mut passes = Vec::new();
        let mut start = 0;
        for next in 1..=self.samples.len() {
            let cut = self.samples.get(next).is_none_or(|sample| {
                let turns = sample.velocity.is_backwards() != self.samples[next - 1].velocity.is_backwards();
                turns || (self.places[next] - self.places[next - 1]).abs() >= self.span / 2.0
            });
            if cut && start < next {
                passes.push(start..next);
                start = next;
            }
        }
        passes
    }
}

/// Where chunks of a list lie in it.
fn chunks<'s>(chunks: impl Iterator<Item = &'s [Sample]>, mut start: usize) -> impl Iterator<Item = Range<usize>> {
    chunks.map(move |chunk| {
        let range = start..start + chunk.len();
        start = range.end;
        range
    })
}
