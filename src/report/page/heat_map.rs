//! The archive as a map: the best excitement for every size of ground and height.

use std::collections::BTreeMap;

use crate::evolve::Archive;
use crate::report::units;

/// Tiles in a band of ground, and metres in a band of height.
const GROUND: u32 = 100;
const HEIGHT: f64 = 7.5;

/// A table of the archive, the highest designs on top.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct HeatMap {
    /// Bands of ground: their least number of tiles.
    pub columns: Vec<u32>,
    pub rows: Vec<Row>,
}

/// Designs of about one height.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// The band in metres: `15–22 m`.
    pub label: String,
    pub fields: Vec<Option<Field>>,
}

/// The best design of a size and height.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field {
    pub excitement: String,
    /// Number of designs, in words.
    pub designs: String,
    /// Its bands of height and of ground: `3,2`.
    pub bands: String,
    pub colour: String,
    /// Colour of letters on it.
    pub ink: &'static str,
}

impl HeatMap {
    /// Draws the map of an archive.
    pub(super) fn new(archive: &Archive) -> Self {
        let mut best: BTreeMap<(u8, u8), (i32, i64)> = BTreeMap::new();
        for traits in archive.iter().filter_map(|elite| elite.fitness.traits) {
            let field = best.entry(traits.bands()).or_insert((traits.excitement, 0));
            *field = (field.0.max(traits.excitement), field.1 + 1);
        }
        let span = |bands: &mut dyn Iterator<Item = u8>| {
            bands.fold(None, |span: Option<(u8, u8)>, band| {
                span.map_or(Some((band, band)), |(low, high)| Some((low.min(band), high.max(band))))
            })
        };
        let heights = span(&mut best.keys().map(|key| key.0));
        let Some(((bottom, top), (first, last))) = heights.zip(span(&mut best.keys().map(|key| key.1))) else {
            return Self::default();
        };
        let scale = best.values().fold((i32::MAX, 0), |(low, high), &(value, _)| (low.min(value), high.max(value)));
        let field = |height, ground| best.get(&(height, ground)).map(|&best| Field::new((height, ground), best, scale));
        let row = |height: u8| Row {
            label: format!("{:.0}–{:.0} m", f64::from(height) * HEIGHT, f64::from(height + 1) * HEIGHT),
            fields: (first..=last).map(|ground| field(height, ground)).collect(),
        };
        Self {
            columns: (first..=last).map(|ground| u32::from(ground) * GROUND).collect(),
            rows: (bottom..=top).rev().map(row).collect(),
        }
    }
}

impl Field {
    fn new((height, ground): (u8, u8), (excitement, designs): (i32, i64), (low, high): (i32, i32)) -> Self {
        let share = f64::from(excitement - low) / f64::from((high - low).max(1));
        Self {
            excitement: units::hundredths(excitement),
            designs: units::count(designs, "design"),
            bands: format!("{height},{ground}"),
            colour: super::colour(share),
            ink: super::ink(share),
        }
    }
}
