//! A search from its first generation to its winners, with everything it writes on the way.

use std::path::Path;

use loopwright::catalogue::Catalogue;
use loopwright::evolve::{Checkpoint, Evolution, Genome, Lot, Plan, Problem, Stop};
use loopwright::report::{GenerationLine, Whereabouts, Winner, units};
use loopwright::site::Park;
use serde_json::json;

use super::ancestor::Ancestor;
use super::failure::{Failure, Status, shown};
use super::nearest::off;
use super::progress::{Progress, Stopwatch};
use super::run_folder::RunFolder;
use super::shell::typed;
use super::{Context, catalogue_under, interrupt, lot};

/// Seconds between two checkpoints.
const CHECKPOINT_S: f64 = 2.0;
/// Designs shown of a generation.
const LEADERS: usize = 4;

/// Why a sitting ended.
enum End {
    Finished,
    Paused,
    Interrupted,
}

/// Begins a search.
pub(super) fn begin(
    catalogue: &Catalogue,
    mut plan: Plan,
    lot: Option<(Lot, Park)>,
    ancestors: &[Ancestor],
    out: &Path,
    context: &mut Context,
) -> Result<Status, Failure> {
    let (lot, park) = lot.unzip();
    plan.lot = lot;
    let problem = problem(catalogue, &plan, park.as_ref())?;
    let seeds = ancestors.iter().map(|ancestor| ancestor.genomes(&problem)).collect::<Result<Vec<Vec<Genome>>, _>>()?;
    let folder = RunFolder::begin(out, &plan)?;
    let mut evolution = Evolution::new(plan.breeding);
    evolution.seed(&problem, seeds.concat());
    let checkpoint = Checkpoint { plan, evolution };
    folder.checkpoint(&checkpoint)?;
    Search { problem, folder, checkpoint, clock: Stopwatch::new(0.0) }.run(context)
}

/// Goes on with a search.
pub(super) fn resume(
    root: &Path,
    favour: &[String],
    discard: &[String],
    context: &mut Context,
) -> Result<Status, Failure> {
    let (folder, mut checkpoint, elapsed) = RunFolder::resume(root)?;
    let catalogue = catalogue_under(&checkpoint.plan.rules)?;
    let park = checkpoint.plan.lot.as_ref().map(|lot| lot::reopen(lot, &catalogue)).transpose()?;
    let problem = checkpoint.problem_in(&catalogue, park.as_ref()).map_err(|error| RunFolder::unsound(root, &error))?;
    for id in favour {
        if !checkpoint.evolution.favour(id) {
            return Err(unknown_id(id));
        }
    }
    for id in discard {
        if !checkpoint.evolution.discard(id) {
            return Err(unknown_id(id));
        }
    }
    // What a reviewer chose must outlast a search that is killed.
    folder.checkpoint(&checkpoint)?;
    Search { problem, folder, checkpoint, clock: Stopwatch::new(elapsed) }.run(context)
}

fn unknown_id(id: &str) -> Failure {
    Failure::Usage(format!("no design of the search has the id \"{id}\"; index.csv lists those of the winners"))
}

fn problem<'a>(catalogue: &'a Catalogue, plan: &Plan, park: Option<&'a Park>) -> Result<Problem<'a>, Failure> {
    plan.problem_in(catalogue, park).ok_or_else(|| {
        let vehicles = plan.vehicles.join(", ");
        Failure::Usage(format!("{} with {vehicles} is not known any more", plan.ride))
    })
}

struct Search<'a> {
    problem: Problem<'a>,
    folder: RunFolder,
    checkpoint: Checkpoint,
    clock: Stopwatch,
}

impl Search<'_> {
    fn run(mut self, context: &mut Context) -> Result<Status, Failure> {
        interrupt::finish_first();
        let quiet = context.console.quiet;
        let mut progress = Progress::new(self.checkpoint.plan.stop, quiet);
        let end = self.breed(&mut progress)?;
        progress.end();
        self.folder.checkpoint(&self.checkpoint)?;
        let winners = self.finished(self.checkpoint.plan.keep);
        let catalogue = self.problem.placer.catalogue;
        self.folder.winners(catalogue, &winners)?;
        self.folder.page(catalogue, &self.checkpoint, self.problem.placer.site.park, &winners)?;
        let status = self.conclude(&winners, context)?;
        let root = typed(self.folder.root());
        match end {
            End::Finished => Ok(status),
            End::Paused => {
                let review = "--favour ID,… and --discard ID,… steer what breeds on";
                context.console.note(&format!("paused; go on with: loopwright evolve --resume {root} ({review})"));
                Ok(status)
            }
            End::Interrupted => {
                context.console.note(&format!("interrupted; go on with: loopwright evolve --resume {root}"));
                Ok(Status::Interrupted)
            }
        }
    }

    fn breed(&mut self, progress: &mut Progress) -> Result<End, Failure> {
        let (mut saved, mut before) = (self.clock.seconds(), (self.clock.seconds(), self.evaluations()));
        while !self.is_done() {
            self.checkpoint.evolution.advance(&self.problem);
            let now = (self.clock.seconds(), self.evaluations());
            let rate = (now.1 - before.1) as f64 / (now.0 - before.0).max(1e-6);
            before = now;
            let line = GenerationLine::new(&self.checkpoint.evolution, now.0, rate);
            self.folder.log(&line)?;
            progress.show(&line);
            let generation = self.checkpoint.evolution.generation;
            let plan = &self.checkpoint.plan;
            let (pauses, plots) = (due(generation, plan.pause_every), due(generation, plan.plot_every));
            if plots {
                self.folder.leaders(self.problem.placer.catalogue, generation, &self.finished(LEADERS))?;
            }
            if interrupt::asked() {
                return Ok(End::Interrupted);
            }
            if pauses && !self.is_done() {
                return Ok(End::Paused);
            }
            if now.0 - saved > CHECKPOINT_S {
                self.folder.checkpoint(&self.checkpoint)?;
                saved = now.0;
            }
        }
        Ok(End::Finished)
    }

    const fn evaluations(&self) -> u64 {
        self.checkpoint.evolution.evaluations
    }

    fn is_done(&self) -> bool {
        match self.checkpoint.plan.stop {
            Stop::Generations(number) => self.checkpoint.evolution.generation >= number,
            Stop::Evaluations(number) => self.evaluations() >= number,
            Stop::Seconds(seconds) => self.clock.seconds() >= seconds as f64,
        }
    }

    /// The best designs of the archive, finished.
    fn finished(&self, count: usize) -> Vec<Winner<'_>> {
        let catalogue = self.problem.placer.catalogue;
        let best = self.checkpoint.evolution.archive.best(catalogue, count);
        let finish = |individual| Winner::of_plan(&self.problem, &self.checkpoint.plan, individual);
        best.into_iter().filter_map(finish).collect()
    }

    /// Reports the result of the search.
    fn conclude(&self, winners: &[Winner], context: &mut Context) -> Result<Status, Failure> {
        if winners.is_empty() {
            return self.give_nearest(context);
        }
        let root = shown(self.folder.root());
        let evaluations = self.evaluations();
        let designs = units::count(winners.len() as i64, "coaster");
        let mut text = format!("{designs} in {root}/best, of {evaluations} designs judged:");
        for (index, winner) in winners.iter().enumerate() {
            let Some(ratings) = winner.ratings() else { continue };
            let ratings = ratings.hundredths().map(units::rating);
            text += &format!("\n  {:<22} {}", winner.name, ratings.join(" / "));
            if let Some(whereabouts) = Whereabouts::new(&winner.judgement) {
                text += &format!("  {}", whereabouts.sentence());
            }
            if context.console.json {
                context.console.print_json(&self.folder.told(index, winner))?;
            }
        }
        text += &format!("\nlook at them in {root}/index.html");
        text +=
            &format!("\nput them into the game with: loopwright install {}", typed(&self.folder.root().join("best")));
        context.console.note(&text);
        Ok(Status::Done)
    }

    /// No design kept the limits: writes the one that came nearest and says how far it is off.
    fn give_nearest(&self, context: &mut Context) -> Result<Status, Failure> {
        let Some(best) = self.checkpoint.evolution.best() else {
            let text = "no closed circuit fits these limits; allow more room, pieces or a longer search";
            if context.console.json {
                context.console.print_json(&json!({ "error": text }))?;
            }
            context.console.note(text);
            return Ok(Status::No);
        };
        let mut text = format!("no design keeps every limit; the nearest {}", off(&best.fitness, &self.problem.limits));
        let mut object = json!({});
        if let Some(winner) = Winner::new(&self.problem, best) {
            let path = self.folder.nearest(self.problem.placer.catalogue, &winner)?;
            text += &format!(" and is in {}", shown(&path));
            object = self.folder.told(0, &winner);
        }
        if context.console.json {
            object["error"] = text.as_str().into();
            context.console.print_json(&object)?;
        }
        context.console.note(&text);
        Ok(Status::No)
    }
}

fn due(generation: u32, every: u32) -> bool {
    every > 0 && generation.is_multiple_of(every)
}
