//! Panels of a chart that share one axis.

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Type};
use super::palette;
use super::scale::Scale;
use super::units::{Unit, signed};

/// A panel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Panel {
    /// Where it lies.
    pub area: Area,
    /// Places on the axis to pixels.
    pub x: Scale,
    /// Values to pixels.
    pub y: Scale,
}

const TICK_SIZE: f64 = 12.5;

impl Panel {
    /// A panel for values in a range.
    pub(super) fn new(area: Area, length: f64, values: (f64, f64)) -> Self {
        let x = Scale { values: (0.0, length), pixels: (area.x, area.right()) };
        let y = Scale { values, pixels: (area.bottom(), area.y) };
        Self { area, x, y }
    }

    /// The pixel of a value along the rail.
    pub(super) fn at(&self, along: f64, value: f64) -> Point {
        (self.x.at(along), self.y.at(value))
    }

    /// Fills the panel between two values, as far as the panel goes.
    pub(super) fn fill_values(&self, canvas: &mut Canvas, from: f64, to: f64, colour: &str) {
        let clamp = |value: f64| self.y.at(value).clamp(self.area.y, self.area.bottom());
        let (lower, upper) = (clamp(from), clamp(to));
        canvas.fill_area(Area { y: upper, height: lower - upper, ..self.area }, colour);
    }

    /// Fills the panel between two places on the axis.
    pub(super) fn fill_stretch(&self, canvas: &mut Canvas, from: f64, to: f64, colour: &str) {
        let (left, right) = (self.x.at(from), self.x.at(to));
        canvas.fill_area(Area { x: left, width: right - left, ..self.area }, colour);
    }

    /// Draws the values at the left edge with lines across the panel.
    pub(super) fn left_axis(&self, canvas: &mut Canvas, title: &str, unit: Unit, spacing: f64) {
        let scale = self.y.counted_in(unit.factor);
        let ticks = scale.ticks(spacing);
        for value in &ticks.values {
            let y = scale.at(*value);
            let colour = if *value == 0.0 { palette::AXIS } else { palette::GRID };
            canvas.line((self.area.x, y), (self.area.right(), y), &Stroke::new(colour, 1.0));
            let set = Type::new(TICK_SIZE, palette::INK).anchored(Anchor::End);
            canvas.text(&signed(*value, ticks.decimals), (self.area.x - 8.0, y), &set);
        }
        let middle = self.area.middle().1;
        canvas.text_up(title, (self.area.x - 62.0, middle), &Type::new(13.0, palette::INK).bold());
        canvas.text_up(unit.sign, (self.area.x - 45.0, middle), &Type::new(12.0, palette::SOFT_INK));
    }

    /// Draws the values in a second unit at the right edge.
    pub(super) fn right_axis(&self, canvas: &mut Canvas, unit: Unit, spacing: f64) {
        let scale = self.y.counted_in(unit.factor);
        let ticks = scale.ticks(spacing);
        let edge = self.area.right();
        for value in &ticks.values {
            let y = scale.at(*value);
            canvas.line((edge, y), (edge + 5.0, y), &Stroke::new(palette::AXIS, 1.0));
            canvas.text(&signed(*value, ticks.decimals), (edge + 9.0, y), &Type::new(TICK_SIZE, palette::SOFT_INK));
        }
        let middle = self.area.middle().1;
        canvas.text_up(unit.sign, (edge + 50.0, middle), &Type::new(12.0, palette::SOFT_INK));
    }

    /// Draws lines at round places along the axis.
    pub(super) fn x_grid(&self, canvas: &mut Canvas, unit: Unit) {
        let scale = self.x.counted_in(unit.factor);
        for value in scale.ticks(90.0).values {
            let x = scale.at(value);
            canvas.line((x, self.area.y), (x, self.area.bottom()), &Stroke::new(palette::GRID, 1.0));
        }
    }

    /// Draws round places below the panel, the main unit above the other.
    pub(super) fn x_axis(&self, canvas: &mut Canvas, units: &[Unit]) {
        for ((unit, below), colour) in units.iter().zip([16.0, 34.0]).zip([palette::INK, palette::SOFT_INK]) {
            let scale = self.x.counted_in(unit.factor);
            let y = self.area.bottom() + below;
            let ticks = scale.ticks(90.0);
            for &value in &ticks.values {
                let x = scale.at(value);
                let edge = self.area.bottom();
                if below < 20.0 {
                    canvas.line((x, edge), (x, edge + 5.0), &Stroke::new(palette::AXIS, 1.0));
                }
                let set = Type::new(TICK_SIZE, colour).anchored(Anchor::Middle);
                canvas.text(&signed(value, ticks.decimals), (x, y), &set);
            }
            canvas.text(unit.sign, (self.area.right() + 22.0, y), &Type::new(TICK_SIZE, colour));
        }
    }

    /// Draws the frame.
    pub(super) fn frame(&self, canvas: &mut Canvas) {
        canvas.frame(self.area, &Stroke::new(palette::AXIS, 1.0));
    }
}
