//! The legend of a scale of colours.

use super::canvas::{Anchor, Area, Canvas, Type};
use super::palette;
use super::scale::Scale;
use super::tint::Measure;
use super::units::{Units, signed};

/// Fields of the bar.
const FIELDS: usize = 58;
/// Fewest pixels between its numbers.
const SPACING: f64 = 44.0;

/// Draws the colours of a measure with numbers above, and in a second unit below.
pub(super) fn draw(canvas: &mut Canvas, measure: Measure, values: (f64, f64), units: Units, area: Area) {
    let field = area.width / FIELDS as f64;
    for index in 0..FIELDS {
        let x = area.x + index as f64 * field;
        let colour = measure.colour((index as f64 + 0.5) / FIELDS as f64);
        canvas.fill_area(Area { x, width: field, ..area }, &colour);
    }
    let scale = Scale { values, pixels: (area.x, area.right()) };
    let rows = [(area.y - 11.0, palette::INK), (area.bottom() + 12.0, palette::SOFT_INK)];
    for (unit, (y, colour)) in measure.units(units).into_iter().zip(rows) {
        let scale = scale.counted_in(unit.factor);
        let set = Type::new(12.0, colour).anchored(Anchor::Middle);
        let ticks = scale.ticks(SPACING);
        let last = ticks.values.len().saturating_sub(1);
        for (index, &value) in ticks.values.iter().enumerate() {
            let number = signed(value, ticks.decimals);
            let text = if index == last { format!("{number} {}", unit.sign) } else { number };
            let half = set.width(&text) / 2.0;
            let x = scale.at(value).clamp(area.x + half, area.right() - half);
            canvas.text(&text, (x, y), &set);
        }
    }
    canvas.text(measure.label(), (area.x, area.y - 30.0), &Type::new(13.0, palette::INK).bold());
}
