//! The plan with the steps that build the track: their numbers on it, and below it the list.

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Type};
use super::crowd::Crowd;
use super::font::{self, Weight};
use super::frame::MARGIN;
use super::plan;
use super::subject::Subject;
use super::track::Sheet;
use super::{Style, palette};
use crate::layout::Run;

/// Narrowest column of the list.
const COLUMN: f64 = 400.0;
/// Between columns.
const GUTTER: f64 = 36.0;
/// From line to line of the list.
const LINE: f64 = 21.0;
/// Above the list, for its heading, and below it.
const ABOVE: f64 = 34.0;
const BELOW: f64 = 22.0;
/// Room for a number.
const NUMBER: f64 = 32.0;
const SIZE: f64 = 14.0;

/// Draws the plan and the list, as high as they need to be.
pub(super) fn draw(subject: &Subject, style: &Style) -> Canvas {
    let list = List::new(subject, style);
    let (mut canvas, room) = plan::draw_with(subject, style, list.height(), numbers);
    list.draw(&mut canvas, room);
    canvas
}

/// Numbers of steps, each where its run begins; the first says that it is the start.
fn numbers(canvas: &mut Canvas, subject: &Subject, _: &Style, sheet: &Sheet, crowd: &mut Crowd) {
    let set = Type::new(SIZE, palette::INK).bold().anchored(Anchor::Middle);
    for (index, run) in subject.layout.runs().iter().enumerate() {
        let is_start = index == 0;
        let text = if is_start { "1 start".to_owned() } else { (index + 1).to_string() };
        let Some(begin) = sheet.points.get(*subject.rail.pieces[run.first].start()) else { continue };
        let size = if is_start { (set.width(&text) + 14.0, 22.0) } else { (set.width(&text) + 4.0, 16.0) };
        let Some(place) = crowd.take_near(begin.at, size.0, size.1, sheet.tile * 0.3) else { continue };
        plan::leader(canvas, begin.at, place.entry(begin.at), palette::INK);
        if is_start {
            start(canvas, begin.at, place, &text);
        } else {
            canvas.text(&text, place.middle(), &set.rimmed());
        }
    }
}

/// The mark of the first step.
fn start(canvas: &mut Canvas, at: Point, place: Area, text: &str) {
    canvas.disc(at, 5.5, palette::INK, &Stroke::new(palette::PAPER, 1.5));
    canvas.rounded(place, 4.0, palette::INK);
    canvas.text(text, place.middle(), &Type::new(SIZE, palette::PAPER).bold().anchored(Anchor::Middle));
}

/// The list of steps in columns.
struct List {
    /// What to build, and from which height.
    rows: Vec<[String; 2]>,
    columns: usize,
}

impl List {
    fn new(subject: &Subject, style: &Style) -> Self {
        let rows: Vec<[String; 2]> = subject.layout.runs().into_iter().map(|run| row(subject, style, run)).collect();
        let columns = ((f64::from(style.width) - 2.0 * MARGIN + GUTTER) / (COLUMN + GUTTER)) as usize;
        Self { rows, columns: columns.max(1) }
    }

    /// Rows of a column.
    fn length(&self) -> usize {
        self.rows.len().div_ceil(self.columns).max(1)
    }

    fn height(&self) -> f64 {
        ABOVE + LINE * self.length() as f64 + BELOW
    }

    fn draw(&self, canvas: &mut Canvas, room: Area) {
        let width = (room.width + GUTTER) / self.columns as f64 - GUTTER;
        let rule = Stroke::new(palette::GRID, 1.0);
        canvas.line((room.x, room.y), (room.right(), room.y), &rule);
        for (column, rows) in self.rows.chunks(self.length()).enumerate() {
            let x = room.x + column as f64 * (width + GUTTER);
            let head = Type::new(12.5, palette::SOFT_INK);
            canvas.text("Build", (x + NUMBER, room.y + 18.0), &head);
            canvas.text("from height", (x + width, room.y + 18.0), &head.anchored(Anchor::End));
            for (line, row) in rows.iter().enumerate() {
                let y = room.y + ABOVE + LINE * (line as f64 + 0.5);
                draw_row(canvas, column * self.length() + line + 1, row, Area { x, y, width, height: LINE });
            }
        }
    }
}

fn draw_row(canvas: &mut Canvas, number: usize, [what, height]: &[String; 2], Area { x, y, width, .. }: Area) {
    let bold = Type::new(SIZE, palette::INK).bold().anchored(Anchor::End);
    let plain = Type::new(SIZE, palette::INK);
    let soft = Type::new(SIZE, palette::SOFT_INK).anchored(Anchor::End);
    canvas.text(&number.to_string(), (x + NUMBER - 9.0, y), &bold);
    let free = width - NUMBER - soft.width(height) - 10.0;
    canvas.text(&font::fit(what, SIZE, Weight::Regular, free), (x + NUMBER, y), &plain);
    canvas.text(height, (x + width, y), &soft);
}

/// What a run is, and the height at which it begins.
fn row(subject: &Subject, style: &Style, run: Run) -> [String; 2] {
    let piece = &subject.layout.pieces[run.first];
    let speed = match piece.speed {
        0 => String::new(),
        speed => format!(", {}", style.units.speed()[0].show(f64::from(speed))),
    };
    let height = subject.metres_up(f64::from(piece.begin.z.0));
    [run.title(&subject.layout) + &speed, style.units.height()[0].show(height)]
}
