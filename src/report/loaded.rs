//! Whether designs survive riders: test runs of trains that are not empty.

use serde::Serialize;

use super::incident::Incident;
use super::style::{BAD, FAINT, GOOD, TITLE, columns, paint};
use crate::catalogue::{Catalogue, Direction};
use crate::design::Design;
use crate::layout::{LayoutError, Site, place};
use crate::path::{Load, Path};
use crate::test_run::{self, Outcome};

/// What becomes of a design whose trains carry a load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoadReport {
    /// How full the trains are.
    pub load: Load,
    /// Whether this is the game's own answer; otherwise riders' mass is estimated.
    pub exact: bool,
    /// Whether every run came to its end.
    pub survives: bool,
    /// A run in every direction asked for.
    pub runs: Vec<LoadRun>,
}

/// One run with a load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoadRun {
    /// Direction it was built in.
    pub direction: u8,
    /// How it ended, as of a test run.
    pub outcome: &'static str,
    /// Ticks to its end.
    pub ticks: u32,
    /// What went wrong, if something did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<Incident>,
}

impl LoadReport {
    /// Runs a design that the game tests with a load, in some directions.
    ///
    /// # Errors
    /// When the design is no coaster that the catalogue knows.
    pub(super) fn new(
        catalogue: &Catalogue,
        design: &Design,
        site: Site,
        directions: &[Direction],
        load: Load,
    ) -> Result<Self, LayoutError> {
        let mut runs = Vec::new();
        for &direction in directions {
            if let Ok(layout) = place(catalogue, design, site, direction)?.as_design
                && let Ok(path) = Path::loaded(&layout, load)
            {
                let tested = test_run::run(&layout, &path);
                runs.push(LoadRun {
                    direction: direction.number(),
                    outcome: tested.outcome.name(),
                    ticks: tested.ticks,
                    incident: Incident::of(catalogue, &path, &tested),
                });
            }
        }
        let fine = |run: &LoadRun| run.outcome == Outcome::Tested.name() && run.incident.is_none();
        let survives = !runs.is_empty() && runs.iter().all(fine);
        Ok(Self { load, exact: load == Load::Empty, survives, runs })
    }

    fn row(&self) -> Vec<String> {
        let verdict = match self.runs.iter().find_map(|run| Some((run, run.incident.as_ref()?))) {
            Some((run, incident)) => {
                format!("{} in direction {}: {}", paint(BAD, run.outcome), run.direction, incident.words())
            }
            None if self.survives => paint(GOOD, "survives"),
            None => paint(BAD, "does not survive"),
        };
        let grade = if self.exact { "(exact)" } else { "(estimate)" };
        vec![self.load.name().to_owned(), format!("{verdict} {}", paint(FAINT, grade))]
    }
}

/// The fate of a design under every load asked for.
pub(super) fn table(loads: &[LoadReport]) -> String {
    if loads.is_empty() {
        return String::new();
    }
    let rows: Vec<_> = loads.iter().map(LoadReport::row).collect();
    format!("\n  {}\n{}", paint(TITLE, "Trains by load"), columns(&rows))
}
