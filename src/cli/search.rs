//! A search from its first generation to its winners, with everything it writes on the way.

use std::path::Path;

use serde_json::json;

use crate::catalogue::Catalogue;
use crate::evolve::{Checkpoint, Evolution, Genome, Lead, Lot, Plan, Problem, Stop};
use crate::layout::Placer;
use crate::report::{GenerationLine, Reached, Whereabouts, Winner, units};
use crate::site::Park;

use super::ancestor::Ancestor;
use super::failure::{Failure, Status, shown};
use super::nearest::off;
use super::progress::{Progress, Stopwatch};
use super::run_folder::RunFolder;
use super::shell::typed;
use super::{Context, catalogue_under, crew, interrupt, lot};

/// Seconds between two checkpoints.
const CHECKPOINT_S: f64 = 2.0;
/// Designs shown of a generation.
const LEADERS: usize = 4;

/// What a reviewer wants of a search that goes on.
pub(super) struct Review {
    /// Number of winners to write from now on.
    pub keep: Option<u16>,
    /// How far the search is to go from where it is.
    pub further: Option<Stop>,
    /// Ids of designs to breed from more.
    pub favour: Vec<String>,
    /// Ids of designs to remove.
    pub discard: Vec<String>,
}

/// Generations after which a search is over that is to judge a number of designs and could not lay a single one.
const HOPELESS: u32 = 100;

/// Why a sitting ended.
enum End {
    Finished,
    Paused,
    Interrupted,
}

/// Begins a search and runs it to its end.
pub(super) fn begin(
    catalogue: &Catalogue,
    plan: Plan,
    lot: Option<(Lot, Park)>,
    ancestors: &[Ancestor],
    out: &Path,
    context: &mut Context,
) -> Result<Status, Failure> {
    let (lot, park) = lot.unzip();
    Search::begin(catalogue, Plan { lot, ..plan }, park.as_ref(), ancestors, out, context.lead)?.run(context)
}

/// Goes on with a search and runs it to its end.
pub(super) fn resume(root: &Path, review: &Review, context: &mut Context) -> Result<Status, Failure> {
    let saved = Saved::open(root)?;
    let mut search = Search::resume(&saved, context.lead)?;
    search.heed(review)?;
    // What a reviewer chose must outlast a search that is killed.
    search.save()?;
    search.run(context)
}

/// A search in its folder, with the tables and the park that it needs.
pub(super) struct Saved {
    catalogue: Catalogue,
    park: Option<Park>,
    folder: RunFolder,
    checkpoint: Checkpoint,
    elapsed: f64,
}

impl Saved {
    /// Reads the folder of a search.
    pub(super) fn open(root: &Path) -> Result<Self, Failure> {
        let (folder, checkpoint, elapsed) = RunFolder::resume(root)?;
        let catalogue = catalogue_under(&checkpoint.plan.rules)?;
        let park = checkpoint.plan.lot.as_ref().map(|lot| lot::reopen(lot, &catalogue)).transpose()?;
        Ok(Self { catalogue, park, folder, checkpoint, elapsed })
    }
}

fn unknown_id(id: &str) -> Failure {
    Failure::Usage(format!(
        "no design of the search has the id \"{id}\"; index.html shows those of the archive, index.csv lists the winners"
    ))
}

fn problem<'a>(catalogue: &'a Catalogue, plan: &Plan, park: Option<&'a Park>) -> Result<Problem<'a>, Failure> {
    plan.problem_in(catalogue, park).ok_or_else(|| {
        let vehicles = plan.vehicles.join(", ");
        Failure::Usage(format!("{} with {vehicles} is not known any more", plan.ride))
    })
}

/// A search and the folder that it writes to.
pub(super) struct Search<'a> {
    /// What it solves.
    pub problem: Problem<'a>,
    /// Where it writes.
    pub folder: RunFolder,
    /// How far it has come.
    pub checkpoint: Checkpoint,
    lead: &'a Lead<'a>,
    /// Whether all processes hold the search as it is.
    is_known: bool,
    clock: Stopwatch,
    /// Seconds at the last checkpoint, and at the last generation.
    saved: f64,
    bred: f64,
}

impl<'a> Search<'a> {
    /// A search in a new folder.
    pub(super) fn begin(
        catalogue: &'a Catalogue,
        plan: Plan,
        park: Option<&'a Park>,
        ancestors: &[Ancestor],
        out: &Path,
        lead: &'a Lead<'a>,
    ) -> Result<Self, Failure> {
        let problem = problem(catalogue, &plan, park)?;
        let seeds = ancestors.iter().map(|ancestor| ancestor.genomes(&problem));
        let seeds = seeds.collect::<Result<Vec<Vec<Genome>>, _>>()?;
        let folder = RunFolder::begin(out, &plan)?;
        let mut evolution = Evolution::new(plan.breeding);
        evolution.seed(&problem, seeds.concat());
        let search = Self::at(problem, folder, Checkpoint { plan, evolution }, 0.0, lead);
        search.save()?;
        Ok(search)
    }

    /// A search that goes on in its folder.
    pub(super) fn resume(saved: &'a Saved, lead: &'a Lead<'a>) -> Result<Self, Failure> {
        let Saved { catalogue, park, folder, checkpoint, elapsed } = saved;
        let problem = checkpoint.problem_in(catalogue, park.as_ref());
        let problem = problem.map_err(|error| RunFolder::unsound(folder.root(), &error))?;
        Ok(Self::at(problem, folder.clone(), checkpoint.clone(), *elapsed, lead))
    }

    /// A search at a point, in its folder.
    pub(super) fn at(
        problem: Problem<'a>,
        folder: RunFolder,
        checkpoint: Checkpoint,
        elapsed: f64,
        lead: &'a Lead<'a>,
    ) -> Self {
        let clock = Stopwatch::new(elapsed);
        Self { problem, folder, checkpoint, lead, is_known: false, clock, saved: elapsed, bred: elapsed }
    }
}

impl Search<'_> {
    /// Takes another number of winners from now on.
    fn want(&mut self, winners: usize) {
        self.checkpoint.want(winners);
        self.folder.want(winners);
    }

    /// Does what a reviewer wants. A search that has ended goes on for as long again to breed from what was chosen.
    fn heed(&mut self, review: &Review) -> Result<(), Failure> {
        let is_done = self.is_done();
        if let Some(winners) = review.keep {
            self.want(winners.into());
            self.checkpoint.plan.check().map_err(|error| Failure::Usage(format!("--{error}")))?;
        }
        let Checkpoint { plan, evolution } = &mut self.checkpoint;
        for id in &review.favour {
            if !evolution.favour(id) {
                return Err(unknown_id(id));
            }
        }
        for id in &review.discard {
            if !evolution.discard(id) {
                return Err(unknown_id(id));
            }
        }
        let is_steered = !(review.favour.is_empty() && review.discard.is_empty());
        let further = review.further.or((is_done && is_steered).then_some(plan.stop));
        if let Some(stop) = further {
            plan.stop = stop.again(evolution, self.clock.seconds());
        }
        self.folder.plan(plan)
    }

    fn run(mut self, context: &mut Context) -> Result<Status, Failure> {
        interrupt::finish_first();
        let quiet = context.console.quiet;
        let mut progress = Progress::new(self.checkpoint.plan.stop, quiet);
        let had_ended = self.is_done();
        let end = self.breed(&mut progress)?;
        progress.end();
        let winners = self.finish()?;
        let status = self.conclude(&winners, context)?;
        let root = typed(self.folder.root());
        match end {
            End::Finished if had_ended => {
                let further = format!("loopwright evolve --resume {root} --time 5m");
                context.console.note(&format!("the search had ended before; go on with: {further}"));
                Ok(status)
            }
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
        while !self.is_done() {
            progress.show(&self.advance()?);
            if interrupt::asked() {
                return Ok(End::Interrupted);
            }
            if self.is_due_to_pause() {
                return Ok(End::Paused);
            }
        }
        Ok(End::Finished)
    }

    /// Breeds a generation and writes down what is due.
    pub(super) fn advance(&mut self) -> Result<GenerationLine, Failure> {
        let (before, begun) = (self.evaluations(), self.bred);
        if !self.is_known {
            crew::brief(self.lead, &self.checkpoint)?;
            self.is_known = true;
        }
        self.lead.advance(&self.problem, &mut self.checkpoint.evolution)?;
        self.bred = self.clock.seconds();
        let rate = (self.evaluations() - before) as f64 / (self.bred - begun).max(1e-6);
        let line = GenerationLine::new(&self.checkpoint.evolution, self.bred, rate);
        self.folder.log(&line)?;
        let generation = self.checkpoint.evolution.generation;
        if due(generation, self.checkpoint.plan.plot_every) {
            self.folder.leaders(self.problem.placer.catalogue, generation, &self.finished(LEADERS))?;
        }
        if self.bred - self.saved > CHECKPOINT_S {
            self.save()?;
            self.saved = self.bred;
        }
        Ok(line)
    }

    /// Goes over to another plan for the same ride: all designs are judged again under its limits.
    pub(super) fn change(
        &mut self,
        plan: impl FnOnce(&Catalogue, Plan) -> Result<Plan, Failure>,
    ) -> Result<(), Failure> {
        let Placer { catalogue, site, .. } = self.problem.placer;
        let plan = plan(catalogue, self.checkpoint.plan.clone())?;
        let problem = problem(catalogue, &plan, site.park)?;
        if plan.limits != self.checkpoint.plan.limits {
            self.checkpoint.evolution.rejudge(&problem);
        }
        self.folder.plan(&plan)?;
        self.problem = problem;
        let winners = plan.breeding.winners;
        self.checkpoint.plan = plan;
        self.want(winners);
        self.is_known = false;
        self.save()
    }

    /// Breeds from a genome from now on, whether the search still has it or not.
    pub(super) fn favour_genome(&mut self, genome: Genome) {
        self.is_known = false;
        self.checkpoint.evolution.favour_genome(&self.problem, genome);
    }

    /// Takes a genome in, from which an island climbs.
    pub(super) fn seed(&mut self, genome: Genome) {
        self.is_known = false;
        self.checkpoint.evolution.seed(&self.problem, vec![genome]);
    }

    /// The search, to be changed.
    pub(super) fn evolution_mut(&mut self) -> &mut Evolution {
        self.is_known = false;
        &mut self.checkpoint.evolution
    }

    /// Writes down where the search is.
    pub(super) fn save(&self) -> Result<(), Failure> {
        self.folder.checkpoint(&self.checkpoint)
    }

    /// Writes down everything: where the search is, the winners, the page.
    pub(super) fn finish(&self) -> Result<Vec<Winner<'_>>, Failure> {
        self.save()?;
        let winners = self.finished(self.checkpoint.plan.breeding.winners);
        self.folder.winners(self.problem.placer.catalogue, &winners)?;
        self.folder.page(&self.problem, &self.checkpoint, &winners)?;
        Ok(winners)
    }

    /// Whether the search pauses for review after this generation.
    pub(super) fn is_due_to_pause(&self) -> bool {
        due(self.checkpoint.evolution.generation, self.checkpoint.plan.pause_every) && !self.is_done()
    }

    const fn evaluations(&self) -> u64 {
        self.checkpoint.evolution.evaluations
    }

    /// Whether it has come to the end that was wanted.
    pub(super) fn is_done(&self) -> bool {
        let generation = self.checkpoint.evolution.generation;
        match self.checkpoint.plan.stop {
            Stop::Generations(number) => generation >= number,
            Stop::Evaluations(number) => {
                let is_hopeless = self.evaluations() == 0 && generation >= HOPELESS;
                self.evaluations() >= number || is_hopeless
            }
            Stop::Seconds(seconds) => self.clock.seconds() >= seconds as f64,
        }
    }

    /// The best designs of the archive, finished.
    fn finished(&self, count: usize) -> Vec<Winner<'_>> {
        let best = self.checkpoint.evolution.archive.best(count);
        let finish = |individual| Winner::of_plan(&self.problem, &self.checkpoint.plan, individual);
        best.into_iter().filter_map(finish).collect()
    }

    /// Reports the result of the search.
    pub(super) fn conclude(&self, winners: &[Winner], context: &mut Context) -> Result<Status, Failure> {
        if winners.is_empty() {
            return self.give_nearest(context);
        }
        let root = shown(self.folder.root());
        let designs = units::count(winners.len() as i64, "coaster");
        let judged = units::grouped(self.evaluations());
        let noun = if self.evaluations() == 1 { "design" } else { "designs" };
        let mut text = format!("{designs} in {root}/best, of {judged} {noun} judged:");
        let wanted = self.checkpoint.plan.breeding.winners;
        for (index, winner) in winners.iter().enumerate() {
            let Some(ratings) = winner.ratings() else { continue };
            let reached = self.folder.reached(winner).map_or_else(String::new, Reached::words);
            let ratings = ratings.hundredths().map(units::rating);
            text += &format!("\n  {:<22} {}  {reached}", winner.name, ratings.join(" / "));
            if let Some(whereabouts) = Whereabouts::new(&winner.judgement) {
                text += &format!("  {}", whereabouts.sentence());
            }
            if context.console.json {
                context.console.print_json(&self.folder.told(index, winner))?;
            }
        }
        text +=
            "\nthe share is of the most excitement that the formula allows within the limits of intensity and nausea";
        if winners.len() < wanted {
            text += &format!(
                "\nit found no more that differ to the eye, of {wanted} wanted; more room or more time finds more, such as: \
                 loopwright evolve --resume {} --time 5m",
                typed(self.folder.root())
            );
        }
        text += &format!("\nlook at them in {root}/index.html");
        text +=
            &format!("\nput them into the game with: loopwright install {}", typed(&self.folder.root().join("best")));
        context.console.note(&text);
        Ok(Status::Done)
    }

    /// How far the search is from a design that keeps every limit.
    pub(super) fn shortfall(&self) -> String {
        match self.checkpoint.evolution.best() {
            Some(best) => {
                format!("no design keeps every limit; the nearest {}", off(&best.fitness, &self.problem.limits))
            }
            None => "no closed circuit fits these limits; allow more room, pieces or a longer search".to_owned(),
        }
    }

    /// No design kept the limits: writes the one that came nearest and says how far it is off.
    fn give_nearest(&self, context: &mut Context) -> Result<Status, Failure> {
        let mut text = self.shortfall();
        let mut object = json!({});
        let best = self.checkpoint.evolution.best();
        if let Some(winner) = best.and_then(|best| Winner::new(&self.problem, best)) {
            let path = self.folder.nearest(self.problem.placer.catalogue, &winner)?;
            text += &format!("; it is in {}", shown(&path));
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
