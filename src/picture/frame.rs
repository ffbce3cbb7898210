//! What all pictures have around them: title, ratings, legend, figures.

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Type};
use super::feature::Feature;
use super::font::{self, Weight};
use super::palette;
use super::subject::Subject;
use crate::quantity::Rating;

/// Pixels left free along the edges.
pub(super) const MARGIN: f64 = 28.0;
/// Pixels of the heading.
pub(super) const HEADING: f64 = 84.0;
const RATING_WIDTH: f64 = 142.0;

/// Draws the heading: name and summary at the left, the three ratings at the right.
pub(super) fn heading(canvas: &mut Canvas, subject: &Subject, width: f64) {
    let ratings = width - MARGIN - 3.0 * RATING_WIDTH;
    let room = ratings - MARGIN - 20.0;
    let name = font::fit(&subject.name, 26.0, Weight::SemiBold, room);
    canvas.text(&name, (MARGIN, 34.0), &Type::new(26.0, palette::INK).bold());
    let summary = font::fit(&subject.summary(), 14.0, Weight::Regular, room);
    canvas.text(&summary, (MARGIN, 62.0), &Type::new(14.0, palette::SOFT_INK));
    if let Some(values) = subject.ratings {
        let labels = ["Excitement", "Intensity", "Nausea"];
        for (index, (label, value)) in labels.into_iter().zip(values.hundredths()).enumerate() {
            rating(canvas, ratings + index as f64 * RATING_WIDTH, label, value, index == 1);
        }
    } else {
        let verdict = subject.verdict();
        let (what, why) = verdict.split_once(": ").unwrap_or((&verdict, ""));
        let room = 3.0 * RATING_WIDTH;
        let set = Type::new(17.0, palette::BRAKE).bold().anchored(Anchor::End);
        canvas.text(&font::fit(what, set.size, set.weight, room), (width - MARGIN, 32.0), &set);
        let set = Type::new(14.0, palette::INK).anchored(Anchor::End);
        canvas.text(&font::fit(why, set.size, set.weight, room), (width - MARGIN, 58.0), &set);
    }
    let rule = HEADING - 1.0;
    canvas.line((MARGIN, rule), (width - MARGIN, rule), &Stroke::new(palette::GRID, 1.0));
}

/// Intensity is shown red from 10.00, as the game does.
fn rating(canvas: &mut Canvas, x: f64, label: &str, value: i32, is_intensity: bool) {
    let colour = if is_intensity && value >= 1000 { palette::BRAKE } else { palette::INK };
    let figure = Type::new(26.0, colour).bold();
    let shown = Rating(value).to_string();
    canvas.text(label, (x, 24.0), &Type::new(13.0, palette::SOFT_INK));
    canvas.text(&shown, (x, 52.0), &figure);
    let beside = x + figure.width(&shown) + 6.0;
    canvas.text(Rating(value).word(), (beside, 55.0), &Type::new(12.0, palette::SOFT_INK));
}

/// An entry of a legend.
pub(super) enum Key {
    /// A stretch of track.
    Feature(Feature),
    /// A filled field.
    Field(&'static str, &'static str),
    /// The same of a colour that is mixed.
    Tone(&'static str, String),
    /// A numbered disc.
    Inversion,
    /// A dashed line.
    Dashed(&'static str, &'static str),
}

impl Key {
    fn label(&self) -> &'static str {
        match self {
            Self::Feature(feature) => feature.label(),
            Self::Field(label, _) | Self::Tone(label, _) | Self::Dashed(label, _) => label,
            Self::Inversion => "Inversion",
        }
    }

    fn draw(&self, canvas: &mut Canvas, (x, y): Point) {
        let swatch = Area::around((x + 11.0, y), 22.0, 12.0);
        let line = |canvas: &mut Canvas, stroke: Stroke| canvas.line((x, y), (x + 22.0, y), &stroke);
        match self {
            Self::Feature(feature) => line(canvas, Stroke::new(feature.colour(), 6.0)),
            Self::Field(_, colour) => canvas.rounded(swatch, 2.0, colour),
            Self::Tone(_, colour) => canvas.rounded(swatch, 2.0, colour),
            Self::Dashed(_, colour) => line(canvas, Stroke::new(colour, 2.0).dashed("5 4")),
            Self::Inversion => disc(canvas, (x + 11.0, y), 1),
        }
    }
}

const KEY_SIZE: f64 = 13.0;
/// Fewest pixels between figures side by side.
const CLOSEST: f64 = 18.0;
/// Pixels from line to line in a column.
pub(super) const LINE: f64 = 22.0;

/// Draws a legend in a row up to a right edge.
pub(super) fn legend_row(canvas: &mut Canvas, keys: &[Key], (mut x, y): Point, right: f64) {
    let set = Type::new(KEY_SIZE, palette::INK);
    for key in keys {
        let end = x + 29.0 + set.width(key.label());
        if end > right {
            break;
        }
        key.draw(canvas, (x, y));
        canvas.text(key.label(), (x + 29.0, y), &set);
        x = end + 24.0;
    }
}

/// Draws a legend in a column and returns its lower edge.
pub(super) fn legend_column(canvas: &mut Canvas, keys: &[Key], (x, mut y): Point) -> f64 {
    for key in keys {
        key.draw(canvas, (x, y));
        canvas.text(key.label(), (x + 32.0, y), &Type::new(KEY_SIZE, palette::INK));
        y += LINE;
    }
    y
}

/// A numbered disc that stands for an inversion.
pub(super) fn disc(canvas: &mut Canvas, at: Point, number: usize) {
    canvas.disc(at, DISC, palette::INVERSION, &Stroke::new(palette::PAPER, 1.5));
    canvas.text(&number.to_string(), at, &Type::new(11.0, palette::PAPER).bold().anchored(Anchor::Middle));
}

/// Radius of such a disc.
pub(super) const DISC: f64 = 9.0;

/// Draws figures side by side over a width; the last ones are left out where there is no room.
pub(super) fn facts_row(canvas: &mut Canvas, facts: &[(&str, String)], area: Area) {
    let label = Type::new(12.0, palette::SOFT_INK);
    let figure = Type::new(14.0, palette::INK).bold();
    let mut widths: Vec<f64> = facts.iter().map(|(what, much)| label.width(what).max(figure.width(much))).collect();
    while widths.iter().map(|width| width + CLOSEST).sum::<f64>() > area.width + CLOSEST && widths.pop().is_some() {}
    let free = (area.width - widths.iter().sum::<f64>()) / widths.len().saturating_sub(1).max(1) as f64;
    let mut x = area.x;
    for ((what, much), width) in facts.iter().zip(widths) {
        canvas.text(what, (x, area.y + 10.0), &label);
        canvas.text(much, (x, area.y + 30.0), &figure);
        x += width + free.min(60.0);
    }
}

/// Draws figures below each other.
pub(super) fn facts_column(canvas: &mut Canvas, facts: &[(&str, String)], area: Area) {
    figures(canvas, facts, area, KEY_SIZE);
}

/// The same in a smaller type.
pub(super) fn small_facts_column(canvas: &mut Canvas, facts: &[(&str, String)], area: Area) {
    figures(canvas, facts, area, 11.5);
}

fn figures(canvas: &mut Canvas, facts: &[(&str, String)], area: Area, size: f64) {
    let mut y = area.y;
    for (what, much) in facts {
        canvas.text(what, (area.x, y), &Type::new(size, palette::SOFT_INK));
        let figure = Type::new(size, palette::INK).bold().anchored(Anchor::End);
        canvas.text(much, (area.right(), y), &figure);
        y += LINE;
    }
}
