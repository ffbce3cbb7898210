//! Finds room for labels between lines and other labels.

use super::canvas::{Area, Point};

/// How much worse it is to cover another label than to cover a point of a line.
const LABEL_COST: usize = 1000;
/// How much worse it is to leave the sheet.
const OUTSIDE_COST: usize = 100_000;

/// How many label heights away from its anchor a label may stand.
const RINGS: u32 = 9;

/// What already stands on a sheet.
pub(super) struct Crowd {
    sheet: Area,
    points: Vec<Point>,
    labels: Vec<Area>,
}

impl Crowd {
    /// An empty sheet.
    pub(super) fn new(sheet: Area) -> Self {
        Self { sheet, points: Vec::new(), labels: Vec::new() }
    }

    /// Adds points of lines.
    pub(super) fn add_points(&mut self, points: impl IntoIterator<Item = Point>) {
        self.points.extend(points);
    }

    /// Adds a label that stands.
    pub(super) fn add_label(&mut self, area: Area) {
        self.labels.push(area);
    }

    /// Takes the best of some places, the first of equals.
    pub(super) fn take(&mut self, places: impl IntoIterator<Item = Area>) -> Option<Area> {
        let mut best = None;
        for place in places {
            let cost = self.cost(&place);
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, place));
            }
            if cost == 0 {
                break;
            }
        }
        let (_, best) = best?;
        self.labels.push(best);
        Some(best)
    }

    /// Takes a place around an anchor for a label of some size: nearest first, above before below.
    pub(super) fn take_near(&mut self, anchor: Point, width: f64, height: f64, gap: f64) -> Option<Area> {
        const AROUND: [(f64, f64); 8] =
            [(0.0, -1.0), (1.0, -1.0), (-1.0, -1.0), (1.0, 0.0), (-1.0, 0.0), (1.0, 1.0), (-1.0, 1.0), (0.0, 1.0)];
        let rings = (0..RINGS).map(|ring| gap + f64::from(ring) * height);
        let place = |(gap, (dx, dy)): (f64, (f64, f64))| {
            let middle = (anchor.0 + dx * (gap + width / 2.0), anchor.1 + dy * (gap + height / 2.0));
            Area::around(middle, width, height)
        };
        let places: Vec<Area> =
            rings.flat_map(|gap| AROUND.into_iter().map(move |side| (gap, side))).map(place).collect();
        self.take(places)
    }

    fn cost(&self, place: &Area) -> usize {
        let points = self.points.iter().filter(|point| place.holds_point(**point)).count();
        let labels = self.labels.iter().filter(|label| label.overlaps(place)).count();
        points + LABEL_COST * labels + if self.sheet.holds(place) { 0 } else { OUTSIDE_COST }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_off_lines_and_each_other() {
        let sheet = Area { x: 0.0, y: 0.0, width: 200.0, height: 200.0 };
        let mut crowd = Crowd::new(sheet);
        crowd.add_points((0..200).map(|x| (f64::from(x), 100.0)));
        let labels: Vec<Area> = (0..6).filter_map(|_| crowd.take_near((100.0, 100.0), 40.0, 14.0, 8.0)).collect();
        assert_eq!(labels.len(), 6);
        for (index, label) in labels.iter().enumerate() {
            assert!(sheet.holds(label) && !label.holds_point((label.middle().0, 100.0)));
            assert!(labels[..index].iter().all(|other| !other.overlaps(label)));
        }
    }
}
