//! How a search went, as curves.

use serde::Serialize;

use crate::report::run_log::GenerationLine;
use crate::report::units::hundredths;

/// Most points of a curve; a longer log is thinned.
const POINTS: usize = 400;
/// Most rows of the table that stands in for the curves.
const ROWS: usize = 20;

/// Curves over the generations. What the clock said is left out, so that the same search gives the same page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(super) struct Progress {
    generation: Vec<u32>,
    /// Best excitement within the limits, hundredths.
    best: Vec<Option<i32>>,
    /// Mean worth of the archive, hundredths.
    mean: Vec<i64>,
    /// Share of each generation within the limits, percent.
    feasible: Vec<f64>,
    /// Kinds of design in the archive.
    kinds: Vec<usize>,
}

/// A row of the table, as people read it.
pub(super) struct Row {
    pub generation: u32,
    pub best: String,
    pub mean: String,
    pub feasible: String,
    pub kinds: usize,
}

impl Progress {
    /// Reads a log; the last line is always kept.
    pub(super) fn new(log: &[GenerationLine]) -> Self {
        let every = log.len().div_ceil(POINTS).max(1);
        let mut progress = Self::default();
        for line in log.iter().rev().step_by(every).collect::<Vec<_>>().into_iter().rev() {
            progress.generation.push(line.generation);
            progress.best.push(line.best.as_ref().filter(|best| best.feasible).map(|best| best.excitement));
            progress.mean.push(line.mean_elite);
            progress.feasible.push((line.feasible * 1000.0).round() / 10.0);
            progress.kinds.push(line.kinds);
        }
        progress
    }

    /// Whether there is a curve to draw.
    pub(super) fn is_drawn(&self) -> bool {
        self.generation.len() > 1
    }

    /// A few rows that stand in for the curves, the last always among them.
    pub(super) fn rows(&self) -> Vec<Row> {
        let every = self.generation.len().div_ceil(ROWS).max(1);
        let row = |index: usize| Row {
            generation: self.generation[index],
            best: self.best[index].map_or_else(|| "none".to_owned(), hundredths),
            mean: hundredths(self.mean[index]),
            feasible: format!("{:.1} %", self.feasible[index]),
            kinds: self.kinds[index],
        };
        let mut rows: Vec<Row> = (0..self.generation.len()).rev().step_by(every).map(row).collect();
        rows.reverse();
        rows
    }
}
