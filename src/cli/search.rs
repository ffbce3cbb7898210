//! A search from its first generation to its winners, with everything it writes on the way.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use loopwright::catalogue::{Catalogue, Direction, PieceId, RideFlags, RideType, Vehicle};
use loopwright::evolve::{
    Checkpoint, Evolution, Excess, Fitness, Genome, Limit, Limits, Plan, Problem, Stop, Violation, encode,
};
use loopwright::layout::place;
use loopwright::quantity::Footprint;
use loopwright::report::{GenerationLine, Winner, units};
use loopwright::track_file::{Capacity, Format, NewFormat};
use serde_json::json;

use super::failure::{Failure, Status, shown};
use super::input::{Files, Source};
use super::options::Options;
use super::progress::{Progress, Stopwatch};
use super::run_folder::RunFolder;
use super::shell::typed;
use super::values::{Money, Rating};
use super::{Context, catalogue_under, interrupt, names};

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
    plan: Plan,
    from: Vec<PathBuf>,
    out: &Path,
    context: &mut Context,
) -> Result<Status, Failure> {
    let problem = problem(catalogue, &plan)?;
    let files = Files { files: from };
    let sources = files.sources().into_iter().map(|source| source.map_err(|(_, failure)| failure));
    let seeds = sources.map(|source| seed(&problem, &source?)).collect::<Result<Vec<Genome>, _>>()?;
    let folder = RunFolder::begin(out, &plan)?;
    let mut evolution = Evolution::new(plan.breeding);
    evolution.seed(&problem, seeds);
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
    let problem = checkpoint.problem(&catalogue).map_err(|error| RunFolder::unsound(root, &error))?;
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

fn problem<'a>(catalogue: &'a Catalogue, plan: &Plan) -> Result<Problem<'a>, Failure> {
    plan.problem(catalogue).ok_or_else(|| {
        let vehicles = plan.vehicles.join(", ");
        Failure::Usage(format!("{} with {vehicles} is not known any more", plan.ride))
    })
}

/// The requested settings, with defaults for the rest.
pub(super) fn plan(catalogue: &Catalogue, options: &Options) -> Result<Plan, Failure> {
    let ride = names::ride(catalogue, options.ride.as_deref().unwrap_or(Plan::RIDE))?;
    if ride.has(RideFlags::NO_TEST_MODE) {
        return Err(Failure::Usage(format!("the game does not test the {}, so none can be rated", ride.label)));
    }
    let mut plan = Plan::new(catalogue, ride);
    if let Some(name) = &options.vehicle {
        plan.vehicles = vec![vehicle(catalogue, ride, name)?.name.clone()];
    }
    plan.preset.clone_from(&options.preset);
    plan.keep = options.keep.map_or(plan.keep, usize::from);
    plan.plot_every = options.plot_every.unwrap_or(plan.plot_every);
    plan.pause_every = options.pause_every.unwrap_or(plan.pause_every);
    plan.stop = match (options.generations, options.evaluations, options.time) {
        (Some(number), _, _) => Stop::Generations(number),
        (_, Some(number), _) => Stop::Evaluations(number),
        (_, _, Some(seconds)) => Stop::Seconds(seconds.0),
        _ => plan.stop,
    };
    let breeding = &mut plan.breeding;
    breeding.seed = options.seed.unwrap_or(breeding.seed);
    breeding.population = options.population.map_or(breeding.population, |number| number as usize);
    breeding.islands = options.islands.map_or(breeding.islands, usize::from);
    set_limits(catalogue, &mut plan, options)?;
    check_format(catalogue, ride, &plan.limits)?;
    plan.check().map_err(|error| Failure::Usage(format!("--{error}")))?;
    Ok(plan)
}

/// The requested vehicle, if it belongs to the ride type.
fn vehicle<'a>(catalogue: &'a Catalogue, ride: &RideType, name: &str) -> Result<&'a Vehicle, Failure> {
    let vehicle = names::vehicle(catalogue, name)?;
    if !vehicle.rides.contains(&ride.id) {
        let names: Vec<&str> = catalogue.vehicles_of(ride.id).map(|vehicle| vehicle.name.as_str()).collect();
        let reason = format!("{} is no vehicle of the {}; it has {}", vehicle.name, ride.label, names.join(", "));
        return Err(Failure::Usage(reason));
    }
    Ok(vehicle)
}

fn set_limits(catalogue: &Catalogue, plan: &mut Plan, options: &Options) -> Result<(), Failure> {
    let limits = &mut plan.limits;
    limits.format = options.format.unwrap_or_default();
    if let Some(area) = &options.area {
        limits.footprint = Footprint::new(i32::from(area.width), i32::from(area.length));
        limits.height = area.height.map(i32::from);
    }
    limits.tiles = options.tiles;
    limits.budget = options.budget.map(|money| money.0);
    limits.station = options.station;
    if let Some(span) = &options.pieces {
        limits.pieces = (span.min as usize, span.max as usize);
    }
    if let Some(span) = &options.inversions {
        limits.inversions = (span.min.min(255) as u8, span.max.min(255) as u8);
    }
    limits.max_intensity = options.max_intensity.map_or(limits.max_intensity, |rating| rating.0);
    limits.max_nausea = options.max_nausea.map_or(limits.max_nausea, |rating| rating.0);
    limits.min_excitement = options.min_excitement.map_or(limits.min_excitement, |rating| rating.0);
    limits.looks = options.looks.map_or(limits.looks, i32::from);
    limits.forbidden = pieces(catalogue, &options.forbid)?;
    limits.required = pieces(catalogue, &options.require)?;
    Ok(())
}

/// Whether the rules read the format of winners, and whether it holds the required pieces.
fn check_format(catalogue: &Catalogue, ride: &RideType, limits: &Limits) -> Result<(), Failure> {
    let rules = catalogue.rules();
    if limits.format == NewFormat::Td7 && !rules.knobs.reads_td7 {
        let reason = format!("the game of the rules {} does not read a TD7", rules.name);
        return Err(Failure::Usage(format!("--format td7: {reason}; leave it out, or choose newer --rules")));
    }
    let capacity = Capacity::new(limits.format, ride, catalogue);
    match limits.required.iter().find(|id| !capacity.holds(**id)).and_then(|&id| catalogue.piece(id)) {
        Some(piece) => {
            let reason = format!("--require {}: a {} does not hold it", piece.name, Format::from(limits.format));
            Err(Failure::Usage(format!("{reason}; add --format td7")))
        }
        None => Ok(()),
    }
}

fn pieces(catalogue: &Catalogue, list: &[String]) -> Result<BTreeSet<PieceId>, Failure> {
    list.iter().map(|name| names::piece(catalogue, name).map(|piece| piece.id)).collect()
}

/// A design from a file to start from.
fn seed(problem: &Problem, source: &Source) -> Result<Genome, Failure> {
    let catalogue = problem.placer.catalogue;
    let design = source.design(catalogue)?;
    let placement = place(catalogue, &design, problem.placer.site, Direction::new(0));
    let placement = placement.map_err(|error| source.failure(&error))?;
    let refused = |refusal| source.failure(&format!("the game refuses it: {refusal}"));
    let layout = placement.as_design.map_err(refused)?;
    encode(problem, &design, &layout).map_err(|error| source.failure(&error))
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
        self.folder.page(catalogue, &self.checkpoint, &winners)?;
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
        best.into_iter().filter_map(|individual| Winner::new(&self.problem, individual)).collect()
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

/// How far a design is off, in words.
fn off(fitness: &Fitness, limits: &Limits) -> String {
    match fitness.violation {
        Violation::None => "was not tested in every direction".to_owned(),
        Violation::Limit(_) => {
            let exceeded = fitness.traits.map_or_else(Vec::new, |traits| limits.exceeded(&traits));
            let exceeded: Vec<String> = exceeded.iter().map(beyond).collect();
            format!("has {}", exceeded.join(", "))
        }
        Violation::Overloaded(_) => "has trains that complete the lap empty, but not with every seat taken".to_owned(),
        Violation::Stalled(_) => "has a train that does not complete the lap".to_owned(),
        Violation::Refused => "is one that the game will not test".to_owned(),
        Violation::NoEntrance => "has no room for entrance and exit".to_owned(),
        Violation::Overlap(quarters) => format!("takes {quarters} quarter tiles twice"),
        Violation::Misplaced(blocks) => format!("has {blocks} pieces that cannot stand where they are"),
        Violation::Open(gap) => format!("misses its station by {gap} tiles"),
    }
}

/// What a design has and what it may have, in words.
fn beyond(&Excess { limit, value, allowed }: &Excess) -> String {
    let plain = |number: i64| number.to_string();
    let rating = |hundredths: i64| Rating(hundredths as i32).to_string();
    let (what, shown): (&str, &dyn Fn(i64) -> String) = match limit {
        Limit::ShorterSide => ("tiles on its shorter side", &plain),
        Limit::LongerSide => ("tiles on its longer side", &plain),
        Limit::Tiles => ("tiles of ground", &plain),
        Limit::Height => ("units of height", &plain),
        Limit::Budget => ("to be paid", &|tenths| Money(tenths).to_string()),
        Limit::FewestPieces | Limit::MostPieces => ("pieces", &plain),
        Limit::Intensity => ("intensity", &rating),
        Limit::Nausea => ("nausea", &rating),
        Limit::Excitement => ("excitement", &rating),
        Limit::FewestInversions | Limit::MostInversions => ("inversions", &plain),
        Limit::Required => ("required pieces missing", &plain),
    };
    let bound = if value > allowed { "the most" } else { "the least" };
    format!("{} {what} where {} is {bound}", shown(value), shown(allowed))
}
