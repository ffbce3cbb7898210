//! `evolve --anywhere`: looks over a whole park for areas that hold a coaster, and proposes the best few.

use std::collections::BTreeSet;
use std::path::Path;

use crate::catalogue::Catalogue;
use crate::evolve::{Checkpoint, Evolution, Individual, Lead, Lot, Plan, Problem, Stop, survey};
use crate::picture::park_map;
use crate::quantity::{Footprint, MapPoint, Tile};
use crate::report::{GenerationLine, IndexRow, Spot, SpotsPage, Whereabouts, Winner, units, with_statistics_at};
use crate::site::json::Area;
use crate::site::{Park, Site};

use super::failure::{Failure, Status, shown};
use super::interrupt;
use super::output::{Existing, write};
use super::progress::Stopwatch;
use super::run_folder::{BEST, RunFolder};
use super::shell::typed;
use super::values::ParkArea;
use super::{Context, crew};

/// Areas that are tried at first.
const AREAS: usize = 16;
/// Rounds of a search: after each but the last, the worse half of the areas is given up.
const ROUNDS: u32 = 3;
/// Generations of the search for the best area alone.
const GLANCE: u32 = 3;
/// The map of the park with the best coaster of every area.
const MAP: &str = "map.png";

/// The search in one area.
struct Trial<'a> {
    area: Area,
    problem: Problem<'a>,
    checkpoint: Checkpoint,
    log: Vec<GenerationLine>,
}

/// An area that holds a coaster, and its coasters, the best first.
struct Proposal<'a> {
    trial: &'a Trial<'a>,
    winners: Vec<Winner<'a>>,
}

/// Breeds in the areas of a park that have the most room, on in the better ones, and writes a folder for each of the
/// best.
pub(super) fn propose(
    catalogue: &Catalogue,
    plan: &Plan,
    (lot, park): (Lot, Park),
    out: &Path,
    context: &mut Context,
) -> Result<Status, Failure> {
    interrupt::finish_first();
    let plan = Plan { lot: Some(lot), ..plan.clone() };
    let areas = survey(&problem(catalogue, &plan, &park)?, plan.limits.footprint, AREAS);
    let folder = RunFolder::begin(out, &plan)?;
    let mut trials =
        areas.iter().map(|area| Trial::new(catalogue, &plan, &park, *area)).collect::<Result<Vec<_>, _>>()?;
    let judged = breed(&mut trials, &plan, context.lead, |words| context.console.note(words))?;
    let proposals = proposals(&trials, plan.breeding.winners);
    if proposals.is_empty() {
        let tried = units::count(areas.len() as i64, "area");
        context.console.note(&format!("no coaster within the limits was found in {tried}; allow more room or time"));
        return Ok(if interrupt::asked() { Status::Interrupted } else { Status::No });
    }
    let mut text = format!("{} for a coaster:", units::count(proposals.len() as i64, "area"));
    let mut best = Vec::new();
    for (index, proposal) in proposals.iter().enumerate() {
        let area_folder = out.join(area_folder(index));
        proposal.write(catalogue, &area_folder)?;
        text += &proposal.line(&area_folder);
        best.extend(proposal.winners.first().cloned());
    }
    let rows = folder.winners(catalogue, &best)?;
    if context.console.json {
        for (index, winner) in best.iter().enumerate() {
            context.console.print_json(&folder.told(index, winner))?;
        }
    }
    let map = map(catalogue, &park, &best);
    if let Some(png) = &map {
        write(&out.join(MAP), png, Existing::Replace)?;
    }
    let facts = facts(catalogue, &plan, areas.len(), judged);
    let spots = proposals.iter().zip(rows).enumerate().map(|(index, (proposal, row))| proposal.spot(index, row));
    let page = SpotsPage::new(title(catalogue, &plan), park_name(&plan), facts, spots.collect(), map.map(|_| MAP));
    folder.spots(&page)?;
    text += &format!("\nlook at them in {}", shown(&out.join("index.html")));
    text += &format!("\ngo on in one of them with: loopwright evolve --resume {}", typed(&out.join("area-1")));
    context.console.note(&text);
    Ok(if interrupt::asked() { Status::Interrupted } else { Status::Done })
}

/// The lot with the area of a park in which a short search finds the best coaster.
pub(super) fn best_area(
    catalogue: &Catalogue,
    plan: &Plan,
    lot: &Lot,
    park: &Park,
    lead: &Lead,
    note: impl FnMut(&str),
) -> Result<Lot, Failure> {
    let plan = Plan { lot: Some(lot.clone()), stop: Stop::Generations(GLANCE), ..plan.clone() };
    let areas = survey(&problem(catalogue, &plan, park)?, plan.limits.footprint, AREAS);
    let trials = areas.iter().map(|area| Trial::new(catalogue, &plan, park, *area));
    let mut trials = trials.collect::<Result<Vec<_>, _>>()?;
    breed(&mut trials, &plan, lead, note)?;
    let best = trials.first().map(|trial| Lot { area: trial.area, ..lot.clone() });
    best.ok_or_else(|| {
        Failure::Usage("the park has no room for a coaster of this size; choose a smaller --box".to_owned())
    })
}

fn problem<'a>(catalogue: &'a Catalogue, plan: &Plan, park: &'a Park) -> Result<Problem<'a>, Failure> {
    let unknown = || Failure::Usage(format!("{} is not known any more", plan.ride));
    plan.problem_in(catalogue, Some(park)).ok_or_else(unknown)
}

impl<'a> Trial<'a> {
    fn new(catalogue: &'a Catalogue, plan: &Plan, park: &'a Park, area: Area) -> Result<Self, Failure> {
        let lot = plan.lot.clone().map(|lot| Lot { area, ..lot });
        let plan = Plan { lot, ..plan.clone() };
        let problem = problem(catalogue, &plan, park)?;
        let evolution = Evolution::new(plan.breeding);
        Ok(Self { area, problem, checkpoint: Checkpoint { plan, evolution }, log: Vec::new() })
    }

    fn best(&self) -> Option<&Individual> {
        self.checkpoint.evolution.best()
    }

    /// Orders the better first.
    fn rank(&self) -> impl Ord + use<> {
        let best = self.best();
        (best.is_none(), best.map(|best| (!best.fitness.is_feasible(), best.fitness.rank())))
    }

    /// Breeds on for its share of a round.
    fn advance(&mut self, share: Share, clock: &Stopwatch, lead: &Lead) -> Result<(), Failure> {
        crew::brief(lead, &self.checkpoint)?;
        let evolution = &mut self.checkpoint.evolution;
        let (begun, generation, evaluations) = (clock.seconds(), evolution.generation, evolution.evaluations);
        loop {
            lead.advance(&self.problem, evolution)?;
            self.log.push(GenerationLine::new(evolution, clock.seconds(), 0.0));
            let is_done = match share {
                Share::Generations(number) => evolution.generation - generation >= number,
                Share::Evaluations(number) => evolution.evaluations - evaluations >= number,
                Share::Seconds(seconds) => clock.seconds() - begun >= seconds,
            };
            if is_done || interrupt::asked() {
                return Ok(());
            }
        }
    }
}

/// How long the search in an area goes on in a round.
#[derive(Clone, Copy)]
enum Share {
    Generations(u32),
    Evaluations(u64),
    Seconds(f64),
}

impl Share {
    /// The share of an area. All areas that last have the generations of the search; evaluations and time are of all
    /// areas together.
    fn new(stop: Stop, areas: usize) -> Self {
        let parts = u64::from(ROUNDS) * areas.max(1) as u64;
        match stop {
            Stop::Generations(number) => Self::Generations(number.div_ceil(ROUNDS)),
            Stop::Evaluations(number) => Self::Evaluations(number.div_ceil(parts)),
            Stop::Seconds(seconds) => Self::Seconds(seconds as f64 / parts as f64),
        }
    }
}

/// Breeds in all areas, then in the better half, then in the better half of these. How many designs were judged.
fn breed(trials: &mut Vec<Trial>, plan: &Plan, lead: &Lead, mut note: impl FnMut(&str)) -> Result<u64, Failure> {
    let clock = Stopwatch::new(0.0);
    let mut judged = 0;
    for round in 1..=ROUNDS {
        let share = Share::new(plan.stop, trials.len());
        let mut tried = trials.iter_mut().filter(|_| !interrupt::asked());
        tried.try_for_each(|trial| trial.advance(share, &clock, lead))?;
        trials.sort_by_key(Trial::rank);
        let rated = trials.first().and_then(Trial::best).and_then(|best| best.fitness.traits);
        let best = rated.map_or_else(String::new, |traits| format!(", the best {}", units::rating(traits.excitement)));
        let bred = units::count(trials.len() as i64, "area");
        note(&format!("round {round} of {ROUNDS}: {bred} tried{best}"));
        if round < ROUNDS {
            let given_up = trials.split_off(trials.len().div_ceil(2).max(plan.breeding.winners).min(trials.len()));
            judged += evaluations(&given_up);
        }
    }
    Ok(judged + evaluations(trials))
}

fn evaluations(trials: &[Trial]) -> u64 {
    trials.iter().map(|trial| trial.checkpoint.evolution.evaluations).sum()
}

/// The areas that hold coasters, the best first; the best coasters of any two share no tile.
fn proposals<'a>(trials: &'a [Trial<'a>], most: usize) -> Vec<Proposal<'a>> {
    let mut taken: BTreeSet<Tile> = BTreeSet::new();
    let mut proposals = Vec::new();
    for trial in trials {
        let Checkpoint { plan, evolution } = &trial.checkpoint;
        let best = evolution.archive.best(plan.breeding.winners);
        let winners: Vec<Winner> =
            best.into_iter().filter_map(|best| Winner::of_plan(&trial.problem, plan, best)).collect();
        let layout = winners.first().and_then(|winner| winner.judgement.placement.as_design.as_ref().ok());
        let tiles: BTreeSet<Tile> =
            layout.into_iter().flat_map(crate::layout::Layout::tiles).map(MapPoint::tile).collect();
        if proposals.len() < most && !tiles.is_empty() && taken.is_disjoint(&tiles) {
            taken.extend(tiles);
            proposals.push(Proposal { trial, winners });
        }
    }
    proposals
}

impl Proposal<'_> {
    /// Writes the folder of the search in the area. If it goes on, it takes as long again as that of all areas.
    fn write(&self, catalogue: &Catalogue, root: &Path) -> Result<(), Failure> {
        let Trial { checkpoint, log, .. } = self.trial;
        let Checkpoint { plan, evolution } = checkpoint;
        let stop = plan.stop.again(evolution, log.last().map_or(0.0, |line| line.elapsed_s));
        let checkpoint = &Checkpoint { plan: Plan { stop, ..plan.clone() }, evolution: evolution.clone() };
        let folder = RunFolder::begin(root, &checkpoint.plan)?;
        log.iter().try_for_each(|line| folder.log(line))?;
        folder.checkpoint(checkpoint)?;
        folder.winners(catalogue, &self.winners)?;
        folder.page(&self.trial.problem, checkpoint, &self.winners)
    }

    /// The area as the page shows it, with the row of its best coaster.
    fn spot(&self, index: usize, row: IndexRow) -> Spot {
        Spot {
            area: ParkArea(self.trial.area).to_string(),
            folder: area_folder(index),
            coasters: self.winners.len(),
            row,
            best: BEST.to_owned(),
        }
    }

    /// What is said of the area.
    fn line(&self, folder: &Path) -> String {
        let area = ParkArea(self.trial.area);
        let Some(winner) = self.winners.first() else { return String::new() };
        let ratings = winner.ratings().map(|ratings| ratings.hundredths().map(units::rating).join(" / "));
        let place = Whereabouts::new(&winner.judgement).map(|place| place.sentence());
        let (ratings, place) = (ratings.unwrap_or_default(), place.unwrap_or_default());
        format!("\n  {area}: {} {ratings}  {place}; {}", winner.name, shown(folder))
    }
}

/// The folder of the search in one of the best areas.
fn area_folder(index: usize) -> String {
    format!("area-{}", index + 1)
}

/// The label of the ride type.
fn title(catalogue: &Catalogue, plan: &Plan) -> String {
    plan.subject(catalogue).map_or_else(|| plan.ride.clone(), |(ride, _)| ride.label.clone())
}

/// The name of the park's file.
fn park_name(plan: &Plan) -> String {
    let name = plan.lot.as_ref().and_then(|lot| Path::new(&lot.park).file_stem());
    name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// What the page says of the search.
fn facts(catalogue: &Catalogue, plan: &Plan, areas: usize, judged: u64) -> Vec<(&'static str, String)> {
    let Footprint { width, length } = plan.limits.footprint;
    vec![
        ("Areas tried", areas.to_string()),
        ("Size of an area", format!("{width} x {length} tiles")),
        ("Designs judged", units::grouped(judged)),
        ("Seed", plan.breeding.seed.to_string()),
        ("Rules", catalogue.rules().title()),
        ("Program", format!("loopwright {}", plan.version)),
    ]
}

/// The map of the park with all coasters in it, each placed after those before; `None` if it cannot be drawn.
fn map(catalogue: &Catalogue, park: &Park, winners: &[Winner]) -> Option<Vec<u8>> {
    let mut built = park.clone();
    let mut lit = Vec::new();
    for winner in winners {
        let placement = &winner.judgement.placement;
        let site = Site::in_park(&built, placement.site.start);
        let (_, judgement) = with_statistics_at(catalogue, winner.design.clone(), site, placement.placing)?;
        let layout = judgement.placement.as_design.ok()?;
        lit.push(layout.number);
        built = layout.park_with(&winner.name)?;
    }
    park_map(&built, catalogue, &park.name, &lit).png(1.0).ok()
}
