//! `merge`: joins what several searches have found.

use std::fs::canonicalize;
use std::path::PathBuf;

use super::failure::{Failure, Status, shown};
use super::run_folder::RunFolder;
use super::search::Search;
use super::{Context, catalogue_under, lot};
use crate::catalogue::Catalogue;
use crate::evolve::Checkpoint;
use crate::report::GenerationLine;
use crate::site::Park;

const EXAMPLES: &str = "\
Examples:
  loopwright evolve --seed 1 --time 5m --out one
  loopwright evolve --seed 2 --time 5m --out two
  loopwright merge --out both one two
  loopwright merge --keep 100 --out hundred one two
  loopwright evolve --resume both

The folders are those that `evolve --out` wrote, also on other computers, for the same ride type, rules and limits; \
seeds may differ. They stay as they are. In whatever order they are given, the result is the same. \
`evolve --resume` goes on with it.

Exit code 1: no design keeps every limit. The nearest design is written, with a note on how far off it is.";

/// Join the coasters of several searches
///
/// Judges what the searches in some folders have found again, chooses the winners among all of it, and writes a folder as
/// `evolve` does: what people with two computers do in place of one long search.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Folders of searches
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,
    /// Folder for the winners of all
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Number of winners [default: the most that one of the searches wants]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    keep: Option<u16>,
}

/// A search that has been.
struct Run {
    root: PathBuf,
    checkpoint: Checkpoint,
    elapsed: f64,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let mut runs = runs(&self.folders)?;
        let catalogue = catalogue_under(&runs[0].checkpoint.plan.rules)?;
        let park = park(&mut runs, &catalogue)?;
        for Run { root, checkpoint, .. } in &runs {
            let problem = checkpoint.problem_in(&catalogue, park.as_ref());
            problem.map_err(|error| RunFolder::unsound(root, &error))?;
        }
        let elapsed = runs.iter().map(|run| run.elapsed).sum();
        let mut searches: Vec<Checkpoint> = runs.into_iter().map(|run| run.checkpoint).collect();
        if let Some(keep) = self.keep {
            for search in &mut searches {
                search.plan.breeding.winners = keep.into();
            }
        }
        let problem = searches[0].plan.problem_in(&catalogue, park.as_ref());
        let merged = problem.and_then(|problem| Some((Checkpoint::merged(&problem, searches, elapsed)?, problem)));
        let (checkpoint, problem) = merged.ok_or_else(|| Failure::Usage("there is nothing to join".to_owned()))?;
        let folder = RunFolder::begin(&self.out, &checkpoint.plan)?;
        folder.log(&GenerationLine::new(&checkpoint.evolution, elapsed, 0.0))?;
        let search = Search::at(problem, folder, checkpoint, elapsed, context.lead);
        let winners = search.finish()?;
        search.conclude(&winners, context)
    }
}

/// Reads searches, which must have been for the same.
fn runs(folders: &[PathBuf]) -> Result<Vec<Run>, Failure> {
    let mut runs: Vec<Run> = Vec::new();
    for root in folders {
        let (checkpoint, elapsed) = RunFolder::read(root)?;
        let is_same = |run: &&Run| canonicalize(&run.root).ok() == canonicalize(root).ok();
        if let Some(run) = runs.iter().find(is_same) {
            return Err(Failure::Usage(format!(
                "{} and {} are one folder; give it once",
                shown(&run.root),
                shown(root)
            )));
        }
        if let Some(first) = runs.first() {
            let differences = first.checkpoint.plan.differences(&checkpoint.plan);
            if !differences.is_empty() {
                let (first, other) = (shown(&first.root), shown(root));
                let reason =
                    format!("{first} and {other} are not for the same: they differ in {}", differences.join(", "));
                return Err(Failure::Usage(format!("{reason}; join searches that differ in none of these")));
            }
        }
        runs.push(Run { root: root.clone(), checkpoint, elapsed });
    }
    Ok(runs)
}

/// The park of the searches, from the first place where it is; it may have lain elsewhere on another computer.
fn park(runs: &mut [Run], catalogue: &Catalogue) -> Result<Option<Park>, Failure> {
    let mut lots: Vec<_> = runs.iter().filter_map(|run| run.checkpoint.plan.lot.clone()).collect();
    lots.sort_by(|a, b| a.park.cmp(&b.park));
    let mut opened = lots.iter().map(|lot| lot::reopen(lot, catalogue).map(|park| (lot, park)));
    let Some(first) = opened.next() else { return Ok(None) };
    let (found, park) = first.or_else(|failure| opened.find_map(Result::ok).ok_or(failure))?;
    for lot in runs.iter_mut().filter_map(|run| run.checkpoint.plan.lot.as_mut()) {
        lot.park.clone_from(&found.park);
    }
    Ok(Some(park))
}
