//! Searches that go on generation by generation, and the way home of tracks that lack one.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use loopwright::catalogue::{Catalogue, Direction, PieceId};
use loopwright::design::Design;
use loopwright::evolve::{Checkpoint, CompletionError, Evolution, Limits, Plan, Problem, complete, encode};
use loopwright::judge::Judgement;
use loopwright::layout::{LayoutError, Placer, place};
use loopwright::quantity::Footprint;
use loopwright::report::{Answers, GenerationLine, Winner, with_statistics};
use loopwright::site::Site;
use loopwright::track_file::{NewFormat, TrackFile};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use pythonize::depythonize;
use serde::Deserialize;

use crate::answers::ground;
use crate::design::{Given, PyDesign};
use crate::error::{file, refused, unjudged, usage};
use crate::object::object;
use crate::tables::{catalogue, piece, ride, vehicle};

/// What winners of a search, or a coaster in the making, must keep to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Wishes {
    #[serde(rename = "box")]
    footprint: Option<Vec<i32>>,
    tiles: Option<i32>,
    budget: Option<f64>,
    pieces: Option<(usize, usize)>,
    station: Option<u8>,
    max_intensity: Option<f64>,
    max_nausea: Option<f64>,
    min_excitement: Option<f64>,
    looks: Option<i32>,
    forbid: Vec<String>,
    require: Vec<String>,
    format: Option<String>,
}

impl Wishes {
    /// What a dict wishes; an unknown key is an error.
    pub(crate) fn of(limits: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let Some(limits) = limits else { return Ok(Self::default()) };
        depythonize(limits).map_err(|error| usage(format!("limits: {error}")))
    }

    /// The limits of a plan with these in place of its own.
    pub(crate) fn limit(self, catalogue: &Catalogue, limits: &mut Limits) -> PyResult<()> {
        let points = |rating: f64| (rating * 100.0).round() as i32;
        let named = |names: &[String]| -> PyResult<BTreeSet<PieceId>> {
            names.iter().map(|name| Ok(piece(catalogue, name)?.id)).collect()
        };
        match self.footprint.as_deref() {
            None => {}
            Some(&[width, length]) => limits.footprint = Footprint::new(width, length),
            Some(&[width, length, height]) => {
                (limits.footprint, limits.height) = (Footprint::new(width, length), Some(height));
            }
            Some(_) => {
                return Err(usage("box is (width, length) or (width, length, height): tiles, and units of 0.75 m"));
            }
        }
        limits.tiles = self.tiles.or(limits.tiles);
        limits.budget = self.budget.map(|money| (money * 10.0).round() as i64).or(limits.budget);
        limits.pieces = self.pieces.unwrap_or(limits.pieces);
        limits.station = self.station.or(limits.station);
        limits.max_intensity = self.max_intensity.map_or(limits.max_intensity, points);
        limits.max_nausea = self.max_nausea.map_or(limits.max_nausea, points);
        limits.min_excitement = self.min_excitement.map_or(limits.min_excitement, points);
        limits.looks = self.looks.unwrap_or(limits.looks);
        limits.forbidden = named(&self.forbid)?;
        limits.required = named(&self.require)?;
        limits.format = match self.format.as_deref() {
            None => limits.format,
            Some("td6") => NewFormat::Td6,
            Some("td7") => NewFormat::Td7,
            Some(other) => return Err(usage(format!("{other:?} is no format of new designs; use td6 or td7"))),
        };
        limits.check().map_err(usage)
    }
}

/// A search in progress. `evolve` runs one to its end; this goes generation by generation.
///
/// The same settings and seed give the same designs, however many cores there are, and wherever the search was
/// interrupted and resumed.
#[pyclass(name = "Search", module = "loopwright")]
pub(crate) struct PySearch {
    problem: Problem<'static>,
    checkpoint: Checkpoint,
}

#[pymethods]
impl PySearch {
    /// A search that has not begun. `limits` is a dict of limits; `designs` are designs to begin with.
    #[new]
    #[pyo3(signature = (ride=Plan::RIDE, *, vehicles=Vec::new(), seed=1, population=16, islands=1, patience=10_000, keep=5, trains=None, limits=None, designs=Vec::new(), rules=None))]
    #[allow(clippy::too_many_arguments, reason = "they are the options of a Python function")]
    fn new(
        python: Python<'_>,
        ride: &str,
        vehicles: Vec<String>,
        seed: u64,
        population: usize,
        islands: usize,
        patience: u32,
        keep: usize,
        trains: Option<u8>,
        limits: Option<&Bound<'_, PyDict>>,
        designs: Vec<Given>,
        rules: Option<&str>,
    ) -> PyResult<Self> {
        let catalogue = catalogue(rules)?;
        let mut plan = Plan { trains, ..Plan::new(catalogue, self::ride(catalogue, ride)?) };
        if !vehicles.is_empty() {
            let name = |name: &String| Ok(vehicle(catalogue, name)?.name.clone());
            plan.vehicles = vehicles.iter().map(name).collect::<PyResult<_>>()?;
        }
        (plan.breeding.seed, plan.breeding.population, plan.breeding.islands) = (seed, population, islands);
        (plan.breeding.patience, plan.breeding.winners) = (patience, keep);
        Wishes::of(limits)?.limit(catalogue, &mut plan.limits)?;
        plan.check().map_err(usage)?;
        let problem = plan.problem(catalogue).ok_or_else(|| usage("the ride type has no such vehicle"))?;
        let designs: Vec<PyDesign> = designs.into_iter().map(Given::design).collect::<PyResult<_>>()?;
        let mut evolution = Evolution::new(plan.breeding);
        python.detach(|| {
            let ancestors = designs.iter().map(|design| ancestor(&problem, design)).collect::<PyResult<Vec<_>>>()?;
            evolution.seed(&problem, ancestors);
            Ok::<_, PyErr>(())
        })?;
        Ok(Self { problem, checkpoint: Checkpoint { plan, evolution } })
    }

    /// The search of a checkpoint, which goes on as if it had never stopped.
    #[staticmethod]
    fn resume(checkpoint: &[u8]) -> PyResult<Self> {
        let checkpoint = Checkpoint::from_bytes(checkpoint).map_err(file)?;
        if checkpoint.plan.lot.is_some() {
            return Err(usage("it builds in a park; go on with it by `loopwright evolve --resume`"));
        }
        let catalogue = catalogue(Some(&checkpoint.plan.rules))?;
        let problem = checkpoint.problem_in(catalogue, None).map_err(file)?;
        Ok(Self { problem, checkpoint })
    }

    /// Breeds some generations.
    #[pyo3(signature = (generations=1))]
    fn advance(&mut self, python: Python<'_>, generations: u32) {
        let Self { problem, checkpoint } = self;
        python.detach(|| (0..generations).for_each(|_| checkpoint.evolution.advance(problem)));
    }

    /// Where it is: generation, evaluations, share of the last generation that kept all limits, best (ratings in
    /// hundredths), kinds of design found.
    fn state(&self, python: Python<'_>) -> PyResult<Py<PyAny>> {
        let line = GenerationLine::new(&self.checkpoint.evolution, 0.0, 0.0);
        let mut line = serde_json::to_value(line).map_err(file)?;
        if let Some(fields) = line.as_object_mut() {
            fields.retain(|key, _| key != "elapsed_s" && key != "evaluations_per_s");
        }
        object(python, &line)
    }

    /// Generations bred.
    #[getter]
    fn generation(&self) -> u32 {
        self.checkpoint.evolution.generation
    }

    /// Designs judged.
    #[getter]
    fn evaluations(&self) -> u64 {
        self.checkpoint.evolution.evaluations
    }

    /// The bytes that `resume` and `loopwright evolve --resume` go on from.
    fn checkpoint<'py>(&self, python: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(python, &self.checkpoint.to_bytes().map_err(file)?))
    }

    /// The winners so far, the best first: pairs of the design and the object that `rate` returns for it.
    fn winners(&self, python: Python<'_>) -> PyResult<Vec<(PyDesign, Py<PyAny>)>> {
        let Checkpoint { plan, evolution } = &self.checkpoint;
        let best = evolution.archive.best(plan.breeding.winners);
        let winners = best.into_iter().filter_map(|one| Winner::of_plan(&self.problem, plan, one));
        let shown = |winner: Winner| {
            let catalogue = self.problem.placer.catalogue;
            let design = PyDesign::of(&winner.design, catalogue, winner.name.clone())?;
            Ok((design, object(python, &Answers::new(&winner.design, &winner.judgement))?))
        };
        winners.map(shown).collect()
    }

    fn __repr__(&self) -> String {
        let Checkpoint { plan, evolution } = &self.checkpoint;
        format!("<Search for {}: {} designs judged>", plan.ride, evolution.evaluations)
    }
}

/// A design as a search takes it.
fn ancestor(problem: &Problem, given: &PyDesign) -> PyResult<loopwright::evolve::Genome> {
    let catalogue = problem.placer.catalogue;
    let design = given.design_in(catalogue)?;
    let (site, _) = ground(None, None)?;
    let placement = place(catalogue, &design, site, Direction::default()).map_err(unjudged)?;
    let layout = placement.as_design.map_err(refused)?;
    encode(problem, &design, &layout).map_err(|error| refused(format!("{}: {error}", given.name)))
}

/// The format for a design: that of every edition of the game where it holds it.
fn new_format(design: &Design, catalogue: &Catalogue) -> NewFormat {
    let bytes = TrackFile::from_design(design, catalogue).and_then(|track| track.to_bytes());
    if bytes.is_err() { NewFormat::Td7 } else { NewFormat::Td6 }
}

/// The same partial design is completed the same way every time, as on the command line.
const SEED: u64 = 1;

/// Completes a track that does not return to its station, and adds entrances and exits that stations lack, as
/// `loopwright close` does: at most `keep` designs, the shortest way home first, then the best rated. Each comes with the
/// number of pieces that were added. Raises `DesignRefused` if nothing is missing, or no way home was found.
#[pyfunction]
#[pyo3(signature = (design, *, keep=1, forbid=Vec::new(), rules=None))]
pub(crate) fn close(
    python: Python<'_>,
    design: Given,
    keep: usize,
    forbid: Vec<String>,
    rules: Option<&str>,
) -> PyResult<Vec<(PyDesign, usize)>> {
    let (given, catalogue) = (design.design()?, catalogue(rules)?);
    let forbidden = forbid.iter().map(|name| Ok(piece(catalogue, name)?.id)).collect::<PyResult<_>>()?;
    let design = given.design_in(catalogue)?;
    let closed = python.detach(|| completions(catalogue, &design, forbidden))?;
    let named = |(design, added): (Design, usize)| {
        Ok((PyDesign::of(&design, catalogue, format!("{}-closed", given.name))?, added))
    };
    closed.into_iter().take(keep).map(named).collect()
}

/// The shortest completion first, then those of most excitement.
fn completions(
    catalogue: &'static Catalogue,
    design: &Design,
    forbidden: BTreeSet<PieceId>,
) -> PyResult<Vec<(Design, usize)>> {
    let (site, _) = ground(None, None)?;
    let placer = Placer::new(catalogue, design, site).map_err(unjudged)?;
    let placer = placer.with_room_for(design, Direction::default()).map_err(LayoutError::from).map_err(unjudged)?;
    let site: Site = placer.site;
    let footprint = Footprint::new(site.map, site.map);
    let limits = Limits { format: new_format(design, catalogue), footprint, forbidden, ..Limits::default() };
    let mut problem = Problem::new(catalogue, placer.ride, placer.vehicle, limits);
    problem.placer.site = site;
    let found = complete(&problem, design, SEED).map_err(|error: CompletionError| refused(error))?;
    let finish = |completion: loopwright::evolve::Completion| {
        let (design, judgement) = with_statistics(catalogue, completion.design, site)?;
        Some((excitement(&judgement), design, completion.added))
    };
    let mut closed: Vec<_> = found.into_iter().filter_map(finish).collect();
    if closed.len() > 1 {
        closed[1..].sort_by_key(|(excitement, _, _)| Reverse(*excitement));
    }
    Ok(closed.into_iter().map(|(_, design, added)| (design, added)).collect())
}

/// The least excitement of any direction.
fn excitement(judgement: &Judgement) -> Option<i32> {
    Some(judgement.worst()?.ratings()?.excitement.0)
}
