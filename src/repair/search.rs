//! The search for the smallest change.

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::catalogue::Direction;
use crate::design::Design;
use crate::evolve::{Limits, Problem};
use crate::layout::{LayoutError, Placer};
use crate::path::Load;
use crate::quantity::Rating;
use crate::track_file::{NewFormat, TrackFile};

use super::change::Change;
use super::fault::{Fault, Health, Standard};
use super::options::{COMPOUND, Options, compound, simple};
use super::workpiece::Workpiece;

/// Most changes that a repair makes.
const MOST_CHANGES: usize = 4;
/// Unsound designs beside the first from which the search goes on.
const BEAM: usize = 8;
/// Designs that are tested before the search looks whether it has done enough.
const BATCH: usize = 256;
/// Repairs that are kept.
const KEPT: usize = 100;
/// Ticks that stand for the work beside a test run: a placement, both verdicts.
const TICKS_OF_A_TRY: u64 = 1000;
/// Ticks that a search simulates before it gives up: less than a minute on one core.
const EFFORT: u64 = 250_000_000;
/// Designs that a search tries as a rule before it gives up.
pub const TRIES: usize = 20_000;

/// A design that changes have made sound, or at least safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The design.
    pub design: Design,
    /// What was changed, in the order it was; a place counts in the design as the changes before have left it.
    pub changes: Vec<Change>,
    /// What is wrong with it still.
    pub left: Vec<Fault>,
    /// Its lowest excitement of all directions.
    pub excitement: Rating,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// What is wrong with the design.
    pub health: Health,
    /// The best repairs, the best first.
    pub repairs: Vec<Repair>,
    /// How many designs it has tested.
    pub tried: usize,
    /// Settings and pieces that those which it tested last have changed.
    pub reach: usize,
}

impl Findings {
    /// Repairs that are as small as the best and leave as many faults, the best among them.
    pub fn equals(&self) -> usize {
        let size = |repair: &Repair| (repair.left.len(), repair.weight());
        self.repairs.iter().take_while(|repair| size(repair) == size(&self.repairs[0])).count()
    }
}

impl Repair {
    /// Settings and pieces that were changed.
    pub fn weight(&self) -> usize {
        self.changes.iter().map(Change::weight).sum()
    }

    /// The best first: fewest faults, smallest change, most exciting.
    fn order(&self) -> (usize, usize, Reverse<Rating>, &[Change]) {
        (self.left.len(), self.weight(), Reverse(self.excitement), &self.changes)
    }
}

/// A design on the way.
struct Attempt {
    design: Design,
    changes: Vec<Change>,
    health: Health,
    /// What can follow and was not tried, by weight.
    options: Options,
    /// Whether compound changes are among these, or were.
    is_listed: bool,
}

/// The smallest changes that make a design sound, of equals the most exciting first; none if it is sound. If none makes it
/// sound, those that bring trains round and leave the fewest other faults. The search ends once it has tried a number of
/// designs, [`TRIES`] as a rule, or simulated very many ticks. The answer is the same at any number of
/// threads.
///
/// # Errors
/// When the design is no coaster that the catalogue knows.
pub fn repair(standard: &Standard, design: &Design, tries: usize) -> Result<Findings, LayoutError> {
    let health = standard.examine(design)?;
    if health.is_sound() {
        return Ok(Findings { health, repairs: Vec::new(), tried: 0, reach: 0 });
    }
    let Placer { ride, vehicle, .. } = Placer::new(standard.catalogue, design, standard.site)?;
    let is_td6 = TrackFile::from_design(design, standard.catalogue).is_ok();
    let format = if is_td6 { NewFormat::Td6 } else { NewFormat::Td7 };
    let problem = Problem::new(standard.catalogue, ride, vehicle, Limits { format, ..Limits::default() });
    let (repairs, attempts) = (Vec::new(), Vec::new());
    let first_run = health.failing_run();
    let mut search =
        Search { standard, problem: &problem, first_run, tries, tried: 0, spent: 0, reach: 0, repairs, attempts };
    let health = standard.examine_from(design, first_run)?;
    search.consider(Attempt::new(design.clone(), Vec::new(), health))?;
    while search.repairs.first().is_none_or(|best| !best.left.is_empty()) && search.widen()? {}
    let Search { tried, reach, repairs, mut attempts, .. } = search;
    Ok(Findings { health: attempts.swap_remove(0).health, repairs, tried, reach })
}

struct Search<'a> {
    standard: &'a Standard<'a>,
    problem: &'a Problem<'a>,
    /// The run that fails, which comes first when a design is looked at.
    first_run: Option<(Direction, Load)>,
    /// Most designs to try.
    tries: usize,
    tried: usize,
    /// Ticks that were simulated.
    spent: u64,
    reach: usize,
    repairs: Vec<Repair>,
    /// The first design, and the most promising of those that were tried.
    attempts: Vec<Attempt>,
}

/// A change of an attempt.
type Candidate = (usize, Change);

impl Search<'_> {
    /// Tries everything of the least weight that was not tried. False if there is nothing more to try.
    fn widen(&mut self) -> Result<bool, LayoutError> {
        let Some(weight) = self.attempts.iter().filter_map(Attempt::next_weight).min() else { return Ok(false) };
        self.reach = weight;
        self.list_compound(weight)?;
        let candidates: Vec<Candidate> =
            self.attempts.iter_mut().enumerate().flat_map(|(index, attempt)| attempt.take(index, weight)).collect();
        let mut promising = Vec::new();
        for batch in candidates.chunks(BATCH) {
            if self.tried >= self.tries || self.spent >= EFFORT {
                return Ok(false);
            }
            let tested: Vec<Attempt> = batch.par_iter().filter_map(|candidate| self.attempt(candidate)).collect();
            self.tried += batch.len();
            self.spent += batch.len() as u64 * TICKS_OF_A_TRY;
            for attempt in tested {
                self.spent += u64::from(attempt.health.ticks);
                self.note(attempt, &mut promising);
            }
        }
        for attempt in promising {
            self.consider(attempt)?;
        }
        Ok(true)
    }

    /// Lists the compound changes of the attempts whose turn it is.
    fn list_compound(&mut self, weight: usize) -> Result<(), LayoutError> {
        let (problem, site) = (self.problem, self.standard.site);
        self.attempts.par_iter_mut().try_for_each(|attempt| {
            if !attempt.is_listed && attempt.weight() + COMPOUND <= weight {
                for (weight, changes) in compound(&Workpiece::new(problem, &attempt.design, site)?) {
                    attempt.options.entry(weight).or_default().extend(changes);
                }
                attempt.is_listed = true;
            }
            Ok(())
        })
    }

    /// Makes a change and looks what it does; nothing if track then stands in its own way that did not before.
    fn attempt(&self, (index, change): &Candidate) -> Option<Attempt> {
        let before = &self.attempts[*index];
        let (mut design, mut changes) = (before.design.clone(), before.changes.clone());
        change.apply(&mut design);
        changes.push(change.clone());
        let health = self.standard.examine_from(&design, self.first_run).ok()?;
        let keeps_clear = health.is_clear || !self.attempts[0].health.is_clear;
        keeps_clear.then(|| Attempt::new(design, changes, health))
    }

    /// Keeps an attempt that is a repair, or that comes closer to one than what it was made of.
    fn note(&mut self, attempt: Attempt, promising: &mut Vec<Attempt>) {
        if attempt.grade() < self.attempts[0].grade() && attempt.health.is_safe() {
            let Attempt { design, changes, health, .. } = &attempt;
            let (left, excitement) = (health.faults.clone(), health.excitement);
            self.repairs.push(Repair { design: design.clone(), changes: changes.clone(), left, excitement });
            self.repairs.sort_by(|a, b| a.order().cmp(&b.order()));
            self.repairs.truncate(KEPT);
        }
        let first = self.attempts[0].worth();
        if !attempt.health.is_sound() && attempt.changes.len() < MOST_CHANGES && attempt.worth() < first {
            promising.push(attempt);
            promising.sort_by(|a, b| a.order().cmp(&b.order()));
            promising.truncate(BEAM);
        }
    }

    /// Goes on from an attempt if it is among the best.
    fn consider(&mut self, mut attempt: Attempt) -> Result<(), LayoutError> {
        let place = self.attempts.iter().skip(1).filter(|other| other.order() <= attempt.order()).count();
        if place >= BEAM {
            return Ok(());
        }
        attempt.options = simple(&Workpiece::new(self.problem, &attempt.design, self.standard.site)?);
        let index = if self.attempts.is_empty() { 0 } else { place + 1 };
        self.attempts.insert(index, attempt);
        self.attempts.truncate(BEAM + 1);
        Ok(())
    }
}

/// Whether trains are harmed, and the number of faults.
type Grade = (bool, usize);
/// What is wrong, what is missing to the next rating, and how far trains get: the least is the best.
type Worth = (Grade, i32, Reverse<i32>);

impl Attempt {
    fn new(design: Design, changes: Vec<Change>, health: Health) -> Self {
        Self { design, changes, health, options: Options::new(), is_listed: false }
    }

    /// How much is wrong with it.
    fn grade(&self) -> Grade {
        (!self.health.is_safe(), self.health.faults.len())
    }

    /// The same, and among equals how far it is from being better.
    fn worth(&self) -> Worth {
        (self.grade(), self.health.shortfall, Reverse(self.health.progress))
    }

    /// The most promising first.
    fn order(&self) -> (Worth, usize, &[Change]) {
        (self.worth(), self.weight(), &self.changes)
    }

    fn weight(&self) -> usize {
        self.changes.iter().map(Change::weight).sum()
    }

    /// Settings and pieces that the lightest change which can follow makes in all.
    fn next_weight(&self) -> Option<usize> {
        let lightest = self.options.keys().next().copied();
        let own = if self.is_listed { lightest } else { Some(lightest.map_or(COMPOUND, |own| own.min(COMPOUND))) };
        Some(self.weight() + own?)
    }

    /// Takes the changes out that make a weight in all.
    fn take(&mut self, index: usize, weight: usize) -> Vec<Candidate> {
        let Some(own) = weight.checked_sub(self.weight()) else { return Vec::new() };
        let changes = self.options.remove(&own).unwrap_or_default();
        changes.into_iter().map(|change| (index, change)).collect()
    }
}
