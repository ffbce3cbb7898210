//! The figures that designs are sorted and filtered by.

use serde::Serialize;

use crate::report::run_log::IndexRow;
use crate::report::units;

/// One of those figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Measure {
    /// Its name in the page.
    pub key: &'static str,
    /// Words for people.
    pub label: &'static str,
    /// What a number of it counts; empty for a bare number.
    pub unit: &'static str,
    /// Decimals that are shown.
    pub decimals: usize,
}

const fn measure(key: &'static str, label: &'static str, unit: &'static str, decimals: usize) -> Measure {
    Measure { key, label, unit, decimals }
}

/// All of them.
pub(super) const MEASURES: [Measure; 8] = [
    measure("excitement", "Excitement", "", 2),
    measure("intensity", "Intensity", "", 2),
    measure("nausea", "Nausea", "", 2),
    measure("cost", "Cost", "£", 0),
    measure("tiles", "Tiles", "", 0),
    measure("length", "Length", "m", 0),
    measure("height", "Height", "m", 0),
    measure("inversions", "Inversions", "", 0),
];

/// The figures of a design in the order of [`MEASURES`]; the height in metres.
pub(super) fn figures(row: &IndexRow, height: f64) -> [f64; MEASURES.len()] {
    let cost = row.cost.round();
    let (tiles, length, inversions) = (row.tiles.into(), row.track_m.into(), row.inversions.into());
    [row.excitement, row.intensity, row.nausea, cost, tiles, length, height.round(), inversions]
}

impl Measure {
    /// A figure as people read it: `6.80`, `£4,230`, `562 m`.
    pub(super) fn show(&self, value: f64) -> String {
        let number = match self.decimals {
            0 if value < 0.0 => format!("−{}", units::grouped(-value as u64)),
            0 => units::grouped(value as u64),
            decimals => format!("{value:.decimals$}"),
        };
        match self.unit {
            "" => number,
            "£" => format!("£{number}"),
            unit => format!("{number} {unit}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_shown_in_the_units_of_players() {
        let values = [6.8, 10.0, 0.0, 4230.0, 1.0, 1562.0, 30.0, 2.0];
        let shown: Vec<String> = MEASURES.iter().zip(values).map(|(measure, value)| measure.show(value)).collect();
        assert_eq!(shown, ["6.80", "10.00", "0.00", "£4,230", "1", "1,562 m", "30 m", "2"]);
        assert_eq!(MEASURES[6].show(-3.0), "−3 m", "the highest rail lies below the land at the start");
    }
}
