//! The contact sheet: designs side by side, all at the same scales.

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Type};
use super::chart::Panel;
use super::font::{self, Weight};
use super::frame::{self, HEADING, LINE, MARGIN};
use super::subject::Subject;
use super::units::signed;
use super::{Style, isometric, palette};
use crate::quantity::Rating;

/// A design on the sheet.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    /// The design.
    pub subject: &'a Subject<'a>,
    /// A note on it, such as its change of rank.
    pub note: &'a str,
}

const GUTTER: f64 = 30.0;
/// Narrower cards cannot be read.
const NARROWEST: f64 = 270.0;
const TITLE: f64 = 56.0;
const RATINGS: f64 = 46.0;
/// Height of the view, as a share of the width.
const VIEW: f64 = 0.62;
const PROFILE: f64 = 96.0;
const AXIS: f64 = 34.0;
/// Width of the heights beside the profile.
const TICKS: f64 = 36.0;
/// Rows of figures in either column.
const ROWS: usize = 7;

/// Draws the sheet, as wide as the style says and as high as its cards need.
pub(super) fn draw(title: &str, remark: &str, cards: &[Card], style: &Style) -> Canvas {
    let width = f64::from(style.width);
    let columns = columns(cards.len(), width - 2.0 * MARGIN);
    let card = (width - 2.0 * MARGIN - GUTTER * (columns - 1) as f64) / columns as f64;
    let high = TITLE + RATINGS + card * VIEW + PROFILE + AXIS + LINE * ROWS as f64 + GUTTER;
    let rows = cards.len().div_ceil(columns);
    let mut canvas = Canvas::new(width, HEADING + GUTTER / 2.0 + rows as f64 * high);
    heading(&mut canvas, title, remark, width);
    let scales = Scales::new(cards, card);
    for (index, drawn) in cards.iter().enumerate() {
        let (column, row) = ((index % columns) as f64, (index / columns) as f64);
        let (x, y) = (MARGIN + column * (card + GUTTER), HEADING + GUTTER / 2.0 + row * high);
        let area = Area { x, y, width: card, height: high - GUTTER };
        draw_card(&mut canvas, drawn, index + 1, area, &scales, style);
    }
    canvas
}

/// Four fit side by side; more of them make a sheet about as high as it is wide.
fn columns(cards: usize, width: f64) -> usize {
    let wanted = if cards <= 4 { cards } else { (cards as f64 * 1.8).sqrt().ceil() as usize };
    let fitting = ((width + GUTTER) / (NARROWEST + GUTTER)) as usize;
    wanted.clamp(1, fitting.max(1))
}

/// What all cards have in common.
struct Scales {
    /// Pixels of a map unit.
    view: f64,
    /// Metres.
    length: f64,
    heights: (f64, f64),
}

impl Scales {
    fn new(cards: &[Card], width: f64) -> Self {
        let room = view_area((0.0, 0.0), width);
        let subjects = cards.iter().map(|card| card.subject);
        let view = subjects.clone().map(|subject| isometric::scale_that_fits(subject, room)).fold(f64::MAX, f64::min);
        let length = subjects.clone().map(|subject| subject.rail.length()).fold(1.0, f64::max);
        let ends = subjects.map(|subject| (subject, subject.rail.heights()));
        let heights = ends.map(|(subject, (low, high))| (subject.metres_up(low), subject.metres_up(high)));
        let around = |(low, high): (f64, f64), (least, most): (f64, f64)| (low.min(least), high.max(most));
        Self { view, length, heights: heights.fold((0.0, 4.0), around) }
    }
}

fn view_area((x, y): Point, width: f64) -> Area {
    Area { x, y, width, height: width * VIEW }
}

fn heading(canvas: &mut Canvas, title: &str, remark: &str, width: f64) {
    let room = width - 2.0 * MARGIN;
    canvas.text(&font::fit(title, 26.0, Weight::SemiBold, room), (MARGIN, 34.0), &Type::new(26.0, palette::INK).bold());
    let remark = font::fit(remark, 14.0, Weight::Regular, room);
    canvas.text(&remark, (MARGIN, 62.0), &Type::new(14.0, palette::SOFT_INK));
    let rule = HEADING - 1.0;
    canvas.line((MARGIN, rule), (width - MARGIN, rule), &Stroke::new(palette::GRID, 1.0));
}

fn draw_card(canvas: &mut Canvas, card: &Card, number: usize, area: Area, scales: &Scales, style: &Style) {
    let subject = card.subject;
    let name = font::fit(&format!("{number}  {}", subject.name), 17.0, Weight::SemiBold, area.width);
    canvas.text(&name, (area.x, area.y + 12.0), &Type::new(17.0, palette::INK).bold());
    let note = Type::new(12.5, palette::VERTICAL_G).bold().anchored(Anchor::End);
    canvas.text(card.note, (area.right(), area.y + 36.0), &note);
    let room = area.width - note.width(card.note) - 12.0;
    let ride = font::fit(&subject.layout.ride.label, 12.5, Weight::Regular, room);
    canvas.text(&ride, (area.x, area.y + 36.0), &Type::new(12.5, palette::SOFT_INK));
    ratings(canvas, subject, Area { y: area.y + TITLE, height: RATINGS, ..area });
    let view = view_area((area.x, area.y + TITLE + RATINGS), area.width);
    isometric::draw_small(canvas, subject, view, scales.view);
    let below = Area { y: view.bottom(), height: PROFILE, ..area };
    profile(canvas, subject, Area { x: area.x + TICKS, width: area.width - TICKS, ..below }, scales, style);
    let facts: Vec<_> = subject.facts(style.units).into_iter().take(2 * ROWS).collect();
    let half = (area.width - GUTTER / 2.0) / 2.0;
    for (column, facts) in facts.chunks(ROWS).enumerate() {
        let x = area.x + column as f64 * (half + GUTTER / 2.0);
        let y = below.bottom() + AXIS;
        frame::small_facts_column(canvas, facts, Area { x, y, width: half, height: 0.0 });
    }
}

fn ratings(canvas: &mut Canvas, subject: &Subject, area: Area) {
    let Some(values) = subject.ratings else {
        let verdict = font::fit(&subject.verdict(), 13.0, Weight::SemiBold, area.width);
        canvas.text(&verdict, (area.x, area.y + 20.0), &Type::new(13.0, palette::BRAKE).bold());
        return;
    };
    for (index, (label, value)) in
        ["Excitement", "Intensity", "Nausea"].into_iter().zip(values.hundredths()).enumerate()
    {
        let x = area.x + index as f64 * area.width / 3.0;
        canvas.text(label, (x, area.y + 6.0), &Type::new(11.5, palette::SOFT_INK));
        let colour = if index == 1 && value >= 1000 { palette::BRAKE } else { palette::INK };
        canvas.text(&Rating(value).to_string(), (x, area.y + 27.0), &Type::new(20.0, colour).bold());
    }
}

/// Height over track length with a few round values.
fn profile(canvas: &mut Canvas, subject: &Subject, area: Area, scales: &Scales, style: &Style) {
    let (low, high) = scales.heights;
    let panel = Panel::new(area, scales.length, (low * 1.1, high * 1.12));
    let ground = panel.y.at(0.0);
    let line: Vec<Point> =
        subject.rail.points.iter().map(|point| panel.at(point.along, subject.metres_up(point.at[2]))).collect();
    if let (Some(first), Some(last)) = (line.first(), line.last()) {
        let shape: Vec<Point> = line.iter().copied().chain([(last.0, ground), (first.0, ground)]).collect();
        canvas.polygon(&shape, palette::SUPPORT);
    }
    let number = Type::new(11.0, palette::SOFT_INK);
    let [height, length] = [style.units.height()[0], style.units.length()[0]];
    let scale = panel.y.counted_in(height.factor);
    let ticks = scale.ticks(30.0);
    for &value in ticks.values.iter().filter(|&&value| value != 0.0) {
        let y = scale.at(value);
        canvas.line((area.x, y), (area.right(), y), &Stroke::new(palette::GRID, 1.0));
        let text = format!("{} {}", signed(value, ticks.decimals), height.sign);
        canvas.text(&text, (area.x - 6.0, y), &number.anchored(Anchor::End));
    }
    canvas.line((area.x, ground), (area.right(), ground), &Stroke::new(palette::GROUND, 1.5));
    canvas.polyline(&line, &Stroke::new(palette::RAIL, 2.0));
    let scale = panel.x.counted_in(length.factor);
    let ticks = scale.ticks(80.0);
    for &value in &ticks.values {
        let text = format!("{} {}", signed(value, ticks.decimals), length.sign);
        let half = number.width(&text) / 2.0;
        let x = scale.at(value).clamp(area.x + half, (area.right() - half).max(area.x + half));
        canvas.text(&text, (x, area.bottom() + 11.0), &number.anchored(Anchor::Middle));
    }
}
