//! The ride graph: what the riders feel from departure to return, as the game's graph window shows it.

use super::canvas::{Anchor, Area, Canvas, Type};
use super::curves::Curves;
use super::frame::{self, HEADING, Key, MARGIN};
use super::subject::Subject;
use super::{Style, palette};

const SIDE: f64 = 92.0;
const LEGEND: f64 = 40.0;
const GAP: f64 = 14.0;
const AXIS: f64 = 52.0;
const FOOT: f64 = 56.0;

/// Draws the ride graph.
pub(super) fn draw(subject: &Subject, style: &Style) -> Canvas {
    let (width, height) = (f64::from(style.width), f64::from(style.height));
    let mut canvas = Canvas::new(width, height);
    frame::heading(&mut canvas, subject, width);
    let foot = Area { x: MARGIN, y: height - FOOT + 4.0, width: width - 2.0 * MARGIN, height: FOOT };
    frame::facts_row(&mut canvas, &subject.facts(style.units), foot);
    let samples = subject.recording.as_ref().map_or(&[][..], |recording| &recording.samples);
    if samples.is_empty() {
        let set = Type::new(16.0, palette::SOFT_INK).anchored(Anchor::Middle);
        canvas.text("No train has run, so there is nothing to show", (width / 2.0, height / 2.0), &set);
        return canvas;
    }
    frame::legend_row(&mut canvas, &keys(subject), (SIDE, HEADING + LEGEND / 2.0), width - MARGIN);
    let curves = Curves::over_time(subject, style, samples);
    let panels = [Curves::speed, Curves::altitude, Curves::vertical, Curves::lateral];
    let room = height - HEADING - LEGEND - AXIS - FOOT - GAP * (panels.len() - 1) as f64;
    let high = (room / panels.len() as f64).max(24.0);
    for (index, panel) in panels.into_iter().enumerate() {
        let y = HEADING + LEGEND + index as f64 * (high + GAP);
        let drawn = panel(&curves, &mut canvas, Area { x: SIDE, y, width: width - 2.0 * SIDE, height: high });
        if index == 3 {
            drawn.x_axis(&mut canvas, &curves.units);
            let set = Type::new(13.0, palette::INK).bold().anchored(Anchor::Middle);
            canvas.text(
                "Ride time as the game counts it, 32 ticks a second",
                (drawn.area.middle().0, drawn.area.bottom() + 38.0),
                &set,
            );
        }
    }
    canvas
}

fn keys(subject: &Subject) -> Vec<Key> {
    let mut keys: Vec<Key> = subject.features.kinds().into_iter().map(Key::Feature).collect();
    keys.extend([
        Key::Field("Highest drop", palette::DROP),
        Key::Field("Air time", palette::AIR_TIME),
        Key::Field("Beyond a limit", palette::DANGER),
    ]);
    if subject.recording.iter().flat_map(|run| &run.samples).any(|sample| sample.velocity.is_backwards()) {
        keys.push(Key::Dashed("Backwards", palette::INK));
    }
    keys
}
