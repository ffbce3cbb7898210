//! The track and ride of a design in whole numbers, small enough to keep many of them in a page.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use crate::layout::Layout;
use crate::picture::{Above, Rail, Recording, Sample, Subject, shown};
use crate::quantity::{Length, MapPoint, TILE};

use super::ground::Ground;

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
    /// What stands around, where the land is not flat and empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    ground: Option<Ground>,
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
        let above = Above::plain(shown(&subject.layout));
        let surface = subject.layout.site.surface.0;
        let run = subject.recording.as_ref();
        let used: BTreeSet<MapPoint> = subject.layout.blocks().map(|(_, _, block)| block.at).collect();
        let gate = |entrance: &crate::layout::PlacedEntrance| {
            let [column, row] = place(&above, entrance.at);
            Gate { at: [column, row, entrance.z.0 - surface], is_exit: entrance.is_exit }
        };
        let stretch = |stretch: &crate::picture::Stretch| Stretch {
            label: stretch.feature.label(),
            colour: stretch.feature.colour(),
            from: parts(stretch.from),
            to: parts(stretch.to),
        };
        let (across, down) = above.size();
        Self {
            size: [across, down].map(|tiles| tiles as i32),
            north_right: above.turned,
            tiles: used.into_iter().flat_map(|tile| place(&above, tile)).collect(),
            ground: Ground::new(subject, &above),
            gates: subject.layout.entrances.iter().map(gate).collect(),
            rail: differences(rail(&subject.rail, &above, surface)),
            stretches: subject.features.stretches.iter().map(stretch).collect(),
            inversions: subject.features.inversions.iter().map(|&piece| top(&subject.rail, piece)).collect(),
            train: train(&subject.layout),
            ride: run.map(|run| differences(ride(&subject.rail, run))).unwrap_or_default(),
            drop: run.and_then(|run| run.highest_drop.as_ref()).map(rows),
        }
    }
}

/// Column and row of a tile.
fn place(above: &Above, tile: MapPoint) -> [i32; 2] {
    let (right, down) = above.middle(tile.tile());
    [right, down].map(|place| (place as i32).div_euclid(TILE))
}

/// Every fourth point of the rail, and the last.
fn rail(rail: &Rail, above: &Above, surface: i32) -> Vec<[i32; 4]> {
    let last = rail.points.len().saturating_sub(1);
    let kept = rail.points.iter().enumerate().filter(|(index, _)| index % RAIL_STEP == 0 || *index == last);
    let row = |(_, point): (usize, &crate::picture::RailPoint)| {
        let [x, y, z] = point.at;
        let (right, down) = above.at(x, y);
        [whole(right), whole(down), whole(z) - surface, parts(point.along)]
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
