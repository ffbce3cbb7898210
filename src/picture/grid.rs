//! The lines between the tiles of a plan, and their coordinates.

use super::above::Above;
use super::canvas::{Anchor, Canvas, Point, Stroke, Type};
use super::palette;

/// Smallest tile that has lines of its own; below it only every fifth has.
const SMALL_TILE: f64 = 9.0;
/// Least room between two coordinates.
const APART: f64 = 24.0;

/// The grid of a plan.
pub(super) struct Grid<'a> {
    /// How the tiles lie.
    pub above: &'a Above,
    /// Whether coordinates are those of a park; otherwise they count from 1.
    pub is_in_park: bool,
    /// Whether nothing is drawn under the lines.
    pub is_plain: bool,
}

impl Grid<'_> {
    /// Draws lines, coordinates along two edges, and along the others what they are or how many.
    pub(super) fn draw(&self, canvas: &mut Canvas) {
        self.lines(canvas);
        self.coordinates(canvas);
        canvas.frame(self.above.area, &Stroke::new(palette::AXIS, 1.0));
        let set = Type::new(13.0, palette::INK).bold().anchored(Anchor::Middle);
        let (area, (columns, rows), turned) = (self.above.area, self.above.size(), self.above.turned);
        canvas.text(&self.title(columns, turned), (area.middle().0, area.bottom() + 16.0), &set);
        canvas.text_up(&self.title(rows, !turned), (area.right() + 14.0, area.middle().1), &set);
    }

    fn lines(&self, canvas: &mut Canvas) {
        let (area, tile, (columns, rows)) = (self.above.area, self.above.tile, self.above.size());
        let x = |line: usize| area.x + line as f64 * tile;
        let y = |line: usize| area.y + line as f64 * tile;
        let upright = (0..=columns).map(|line| (self.column(line), [(x(line), area.y), (x(line), area.bottom())]));
        let level = (0..=rows).map(|line| (self.row(line), [(area.x, y(line)), (area.right(), y(line))]));
        let (strong, other): (Vec<_>, Vec<_>) = upright.chain(level).partition(|(number, _)| number % 5 == 0);
        let ends = |lines: Vec<(i32, [Point; 2])>| lines.into_iter().map(|(_, line)| line);
        let colours = [palette::GRID, palette::STRONG_GRID];
        let [weak_colour, colour] = if self.is_plain { colours } else { [palette::SHADE, palette::STRONG_SHADE] };
        if tile >= SMALL_TILE {
            canvas.lines(ends(other), &Stroke::new(weak_colour, 1.0));
        }
        canvas.lines(ends(strong), &Stroke::new(colour, 1.0));
    }

    /// Draws coordinates along the upper and the left edge, as many as there is room for.
    pub(super) fn coordinates(&self, canvas: &mut Canvas) {
        let (area, tile, (columns, rows)) = (self.above.area, self.above.tile, self.above.size());
        let every = [1, 5, 10].into_iter().find(|&every| f64::from(every) * tile >= APART).unwrap_or(20);
        let is_written = |line: usize, number: i32| number % every == 0 || line == 1;
        let set = Type::new(11.5, palette::SOFT_INK).anchored(Anchor::Middle);
        let middle = |edge: f64, line: usize| edge + line as f64 * tile - tile / 2.0;
        for line in (1..=columns).filter(|&line| is_written(line, self.column(line))) {
            canvas.text(&self.column(line).to_string(), (middle(area.x, line), area.y - 11.0), &set);
        }
        for line in (1..=rows).filter(|&line| is_written(line, self.row(line))) {
            let end = set.anchored(Anchor::End);
            canvas.text(&self.row(line).to_string(), (area.x - 8.0, middle(area.y, line)), &end);
        }
    }

    /// The coordinate of a column, counted from 1.
    fn column(&self, line: usize) -> i32 {
        let tile = self.above.tile_at(line as i32 - 1, 0);
        match (self.is_in_park, self.above.turned) {
            (false, _) => line as i32,
            (true, true) => tile.x,
            (true, false) => tile.y,
        }
    }

    /// The coordinate of a row, counted from 1.
    fn row(&self, line: usize) -> i32 {
        let tile = self.above.tile_at(0, line as i32 - 1);
        match (self.is_in_park, self.above.turned) {
            (false, _) => line as i32,
            (true, true) => tile.y,
            (true, false) => tile.x,
        }
    }

    /// What stands along an edge: which axis of the park it is, or how many tiles long.
    fn title(&self, count: usize, is_x: bool) -> String {
        if self.is_in_park {
            return format!("{} of the park's tiles", if is_x { "x" } else { "y" });
        }
        format!("{count} tile{}", if count == 1 { "" } else { "s" })
    }
}
