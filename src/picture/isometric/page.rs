//! How an isometric picture is divided, and what is around the scene.

use glam::DVec3;

use crate::picture::canvas::{Anchor, Area, Canvas, Point, Stroke, Type};
use crate::picture::frame::{self, HEADING, Key, MARGIN};
use crate::picture::subject::Subject;
use crate::picture::tint::Tint;
use crate::picture::track::arrow_head;
use crate::picture::{Style, colour_bar, palette};

use super::Stage;
use super::projection::Projection;

/// Below the scene: legend and figures.
const FOOT: f64 = 92.0;
/// Width of the legend of colours.
const BAR: f64 = 290.0;
/// Around the scene.
const AROUND: f64 = 18.0;
/// Narrower pictures show the coaster alone.
const NARROW: f64 = 640.0;

/// How a picture is divided.
pub(in crate::picture) struct Page {
    width: f64,
    height: f64,
    is_narrow: bool,
    /// How it is shown.
    pub projection: Projection,
}

impl Page {
    /// Room for a stage in a picture of a size.
    pub(in crate::picture) fn new(stage: &Stage, style: &Style) -> Self {
        let (width, most) = (f64::from(style.width), f64::from(style.height));
        let is_narrow = width < NARROW;
        let (above, below, around) = if is_narrow { (0.0, 0.0, 4.0) } else { (HEADING, FOOT, AROUND) };
        let room = Area {
            x: around,
            y: above + around,
            width: width - 2.0 * around,
            height: (most - above - below - 2.0 * around).max(40.0),
        };
        let (projection, taken) = stage.fitted(room);
        // No more of the height than is needed.
        let height = (above + below + 2.0 * around + taken.height).ceil().min(most);
        let middle = (width / 2.0, above + around + taken.height / 2.0);
        let projection = projection.scaled(projection.scale, taken.middle(), middle);
        Self { width, height, is_narrow, projection }
    }

    /// The picture without the scene.
    pub(in crate::picture) fn open(&self, subject: &Subject, style: &Style) -> Canvas {
        let mut canvas = Canvas::new(self.width, self.height);
        if !self.is_narrow {
            frame::heading(&mut canvas, subject, self.width);
            compass(&mut canvas, &self.projection, (MARGIN + 30.0, HEADING + 48.0));
            let y = self.height - FOOT;
            frame::legend_row(&mut canvas, &keys(subject), (MARGIN, y + 14.0), self.width - MARGIN);
            if let Some(tint) = Tint::new(subject) {
                let x = self.width - MARGIN - BAR;
                let bar = Area { x, y: HEADING + 48.0, width: BAR, height: 14.0 };
                colour_bar::draw(&mut canvas, tint.measure, tint.range, style.units, bar);
            }
            let foot = Area { x: MARGIN, y: y + 36.0, width: self.width - 2.0 * MARGIN, height: FOOT };
            frame::facts_row(&mut canvas, &subject.facts(style.units), foot);
        }
        canvas
    }
}

fn keys(subject: &Subject) -> Vec<Key> {
    // Track in other colours does not show what it does.
    let kinds = if subject.coloured_by.is_none() { subject.features.kinds() } else { Vec::new() };
    let mut keys: Vec<Key> = kinds.into_iter().map(Key::Feature).collect();
    for (label, colour, is_exit) in [("Entrance", palette::ENTRANCE, false), ("Exit", palette::EXIT, true)] {
        if subject.layout.entrances.iter().any(|entrance| entrance.is_exit == is_exit) {
            keys.push(Key::Field(label, colour));
        }
    }
    keys
}

/// North is direction 0.
fn compass(canvas: &mut Canvas, projection: &Projection, (x, y): Point) {
    let (origin, north) = (projection.at(DVec3::ZERO), projection.at(-DVec3::X));
    let (dx, dy) = (north.0 - origin.0, north.1 - origin.1);
    let length = dx.hypot(dy).max(f64::EPSILON);
    let ahead = (dx / length, dy / length);
    canvas.line((x - 18.0 * ahead.0, y - 18.0 * ahead.1), (x, y), &Stroke::new(palette::INK, 2.0));
    canvas.polygon(&arrow_head((x, y), ahead, 16.0), palette::INK);
    let letter = (x + 24.0 * ahead.0, y + 24.0 * ahead.1);
    canvas.text("N", letter, &Type::new(13.0, palette::INK).bold().anchored(Anchor::Middle));
}
