//! What runs have found, in a file of lines that grows.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

/// A run of a strategy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    pub ride: String,
    pub strategy: String,
    pub seed: u64,
}

/// A line of the file: the best excitement in hundredths after a number of designs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Line {
    pub ride: String,
    pub strategy: String,
    pub seed: u64,
    pub designs: u64,
    pub best: i32,
}

/// The lines of a file.
pub(crate) struct Findings {
    path: PathBuf,
    lines: Mutex<Vec<Line>>,
}

impl Findings {
    /// The lines that a file has; none if it does not exist.
    pub(crate) fn open(path: &Path) -> Result<Self, csv::Error> {
        let lines = if path.exists() {
            csv::Reader::from_path(path)?.into_deserialize().collect::<Result<_, _>>()?
        } else {
            Vec::new()
        };
        Ok(Self { path: path.to_owned(), lines: Mutex::new(lines) })
    }

    /// Whether a run has told what it found with each of some budgets.
    pub(crate) fn hold(&self, run: &Run, budgets: &[u64]) -> bool {
        let lines = self.lines.lock().expect("no writer panics");
        budgets.iter().all(|&budget| lines.iter().any(|line| line.is_of(run) && line.designs == budget))
    }

    /// Adds what a run found with each of some budgets, in memory and to the file.
    pub(crate) fn add(&self, run: &Run, budgets: &[u64], found: &[i32]) -> Result<(), csv::Error> {
        let mut lines = self.lines.lock().expect("no writer panics");
        let file = OpenOptions::new().create(true).append(true).open(&self.path)?;
        let is_new = file.metadata()?.len() == 0;
        let mut writer = csv::WriterBuilder::new().has_headers(is_new).from_writer(file);
        for (&designs, &best) in budgets.iter().zip(found) {
            if lines.iter().any(|line| line.is_of(run) && line.designs == designs) {
                continue;
            }
            let Run { ride, strategy, seed } = run.clone();
            let line = Line { ride, strategy, seed, designs, best };
            writer.serialize(&line)?;
            lines.push(line);
        }
        writer.flush()?;
        Ok(())
    }

    /// The best of every seed with a budget, lowest first, by ride type and strategy.
    pub(crate) fn with_budget(&self, budget: u64) -> BTreeMap<String, BTreeMap<String, Vec<i32>>> {
        let mut found: BTreeMap<String, BTreeMap<String, Vec<i32>>> = BTreeMap::new();
        for line in self.lines.lock().expect("no writer panics").iter().filter(|line| line.designs == budget) {
            found.entry(line.ride.clone()).or_default().entry(line.strategy.clone()).or_default().push(line.best);
        }
        found.values_mut().flat_map(BTreeMap::values_mut).for_each(|best| best.sort_unstable());
        found
    }
}

impl Line {
    fn is_of(&self, run: &Run) -> bool {
        self.ride == run.ride && self.strategy == run.strategy && self.seed == run.seed
    }
}
