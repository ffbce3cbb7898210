//! The track and ride of a design in whole numbers, small enough to keep many of them in a page.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use crate::layout::Layout;
use crate::picture::{Rail, Recording, Sample, Subject};
use crate::quantity::{Length, MapPoint, TILE};

/// Points of rail to one that is kept; they lie about 0.13 m apart.
const RAIL_STEP: usize = 4;
/// Ticks to one sample that is kept.
const RIDE_STEP: usize = 4;
/// Parts of a metre along the track: decimetres.
const PARTS: f64 = 10.0;
/// Tenths of a mile per hour in the game's unit of speed (rules: ratings 5.1).
const TENTH_MPH: f64 = 22.5;

/// A design seen from above, its wider side across, and how it is ridden. Lengths are map units from the upper left
/// corner of its box, heights z units above the land, places along the track decimetres. Rows of `rail` and `ride`
/// follow one another, each as its difference from the row before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Course {
    /// Tiles across and down.
    size: [i32; 2],
    /// Whether direction 0 points to the right instead of up.
    north_right: bool,
    /// Tiles under track, pairs of column and row.
    tiles: Vec<i32>,
    gates: Vec<Gate>,
    /// Rows of right, down, up, along.
    rail: Vec<i32>,
    stretches: Vec<Stretch>,
    /// Tops of inversions along the track.
    inversions: Vec<i32>,
    /// Length of a train.
    train: i32,
    /// Rows of tick, along, speed in tenths of mph, vertical G and lateral G in hundredths.
    ride: Vec<i32>,
    /// First and last of those rows on the highest drop.
    drop: Option<[usize; 2]>,
}

/// An entrance or exit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
struct Gate {
    /// Column, row, and height of the floor.
    at: [i32; 3],
    is_exit: bool,
}

/// A stretch of track with a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
struct Stretch {
    label: &'static str,
    colour: &'static str,
    from: i32,
    to: i32,
}

impl Course {
    /// The course of a subject.
    pub(super) fn new(subject: &Subject) -> Self {
        let sheet = Sheet::new(subject);
        let run = subject.recording.as_ref();
        let used: BTreeSet<MapPoint> = subject.layout.blocks().map(|(_, _, block)| block.at).collect();
        let gate = |entrance: &crate::layout::PlacedEntrance| {
            let [column, row] = sheet.tile(entrance.at);
            Gate { at: [column, row, entrance.z.0 - sheet.surface], is_exit: entrance.is_exit }
        };
        let stretch = |stretch: &crate::picture::Stretch| Stretch {
            label: stretch.feature.label(),
            colour: stretch.feature.colour(),
            from: parts(stretch.from),
            to: parts(stretch.to),
        };
        Self {
            size: sheet.size(),
            north_right: sheet.turned,
            tiles: used.into_iter().flat_map(|tile| sheet.tile(tile)).collect(),
            gates: subject.layout.entrances.iter().map(gate).collect(),
            rail: differences(rail(&subject.rail, &sheet)),
            stretches: subject.features.stretches.iter().map(stretch).collect(),
            inversions: subject.features.inversions.iter().map(|&piece| top(&subject.rail, piece)).collect(),
            train: train(&subject.layout),
            ride: run.map(|run| differences(ride(&subject.rail, run))).unwrap_or_default(),
            drop: run.and_then(|run| run.highest_drop.as_ref()).map(rows),
        }
    }
}

/// The box of a design and how it lies.
struct Sheet {
    /// Map units: the least of both axes, then the end of both.
    bounds: [i32; 4],
    surface: i32,
    turned: bool,
}

impl Sheet {
    fn new(subject: &Subject) -> Self {
        let layout = &subject.layout;
        let bounds =
            layout.tiles().fold([i32::MAX, i32::MAX, i32::MIN, i32::MIN], |[x0, y0, x1, y1], MapPoint { x, y }| {
                [x0.min(x), y0.min(y), x1.max(x + TILE), y1.max(y + TILE)]
            });
        let bounds = if bounds[0] < bounds[2] { bounds } else { [0, 0, TILE, TILE] };
        let turned = bounds[2] - bounds[0] > bounds[3] - bounds[1];
        Self { bounds, surface: layout.site.surface.0, turned }
    }

    fn size(&self) -> [i32; 2] {
        let [x0, y0, x1, y1] = self.bounds.map(|side| side / TILE);
        if self.turned { [x1 - x0, y1 - y0] } else { [y1 - y0, x1 - x0] }
    }

    /// Right and down of a place on the map.
    fn at(&self, x: f64, y: f64) -> [f64; 2] {
        let [x0, y0, x1, _] = self.bounds.map(f64::from);
        if self.turned { [x1 - x, y - y0] } else { [y - y0, x - x0] }
    }

    /// Column and row of a tile.
    fn tile(&self, MapPoint { x, y }: MapPoint) -> [i32; 2] {
        let half = f64::from(TILE) / 2.0;
        self.at(f64::from(x) + half, f64::from(y) + half).map(|place| (place as i32).div_euclid(TILE))
    }
}

/// Every fourth point of the rail, and the last.
fn rail(rail: &Rail, sheet: &Sheet) -> Vec<[i32; 4]> {
    let last = rail.points.len().saturating_sub(1);
    let kept = rail.points.iter().enumerate().filter(|(index, _)| index % RAIL_STEP == 0 || *index == last);
    let row = |(_, point): (usize, &crate::picture::RailPoint)| {
        let [x, y, z] = point.at;
        let [right, down] = sheet.at(x, y).map(whole);
        [right, down, whole(z) - sheet.surface, parts(point.along)]
    };
    kept.map(row).collect()
}

/// One sample of every few ticks, with the strongest forces of all of them.
fn ride(rail: &Rail, run: &Recording) -> Vec<[i32; 5]> {
    let row = |window: &[Sample]| {
        let first = window.first()?;
        let vertical = window.iter().map(|sample| sample.vertical_g).max_by_key(|g| (g - 100).abs())?;
        let lateral = window.iter().map(|sample| sample.lateral_g).max_by_key(|g| g.abs())?;
        let speed = whole(first.velocity.exact() * TENTH_MPH);
        let along = parts(rail.along(first.piece, first.share));
        Some([first.tick as i32, along, speed, vertical.into(), lateral.into()])
    };
    run.samples.chunks(RIDE_STEP).filter_map(row).collect()
}

/// The first and last row of a range of samples.
fn rows(samples: &Range<usize>) -> [usize; 2] {
    [samples.start, samples.end.saturating_sub(1)].map(|sample| sample / RIDE_STEP)
}

/// Length of a train: what its cars take up on the track.
fn train(layout: &Layout) -> i32 {
    let cars = layout.vehicle.train(usize::try_from(layout.trains.cars).unwrap_or(0));
    parts(cars.map(|car| Length(car.spacing as i32).exact_metres()).sum())
}

/// The highest place of a piece along the track.
fn top(rail: &Rail, piece: usize) -> i32 {
    let points = rail.of(piece);
    let high = points.iter().reduce(|top, point| if point.at[2] > top.at[2] { point } else { top });
    high.map_or(0, |point| parts(point.along))
}

fn whole(value: f64) -> i32 {
    value.round() as i32
}

fn parts(metres: f64) -> i32 {
    whole(metres * PARTS)
}

fn differences<const WIDTH: usize>(rows: Vec<[i32; WIDTH]>) -> Vec<i32> {
    let mut before = [0; WIDTH];
    let mut flat = Vec::with_capacity(rows.len() * WIDTH);
    for row in rows {
        flat.extend(row.iter().zip(before).map(|(value, before)| value - before));
        before = row;
    }
    flat
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_running_sums() {
        let rows = vec![[5, -1], [7, 4], [6, 4]];
        let flat = differences(rows.clone());
        assert_eq!(flat, [5, -1, 2, 5, -1, 0]);
        let mut sum = [0; 2];
        let back: Vec<[i32; 2]> = flat
            .chunks(2)
            .map(|row| {
                sum = [sum[0] + row[0], sum[1] + row[1]];
                sum
            })
            .collect();
        assert_eq!(back, rows);
    }
}
