//! What the game says to designs: the objects of the command line.

use std::hint::black_box;
use std::time::Instant;

use loopwright::catalogue::{Catalogue, Direction};
use loopwright::judge::{Judgement, Wanted, judge};
use loopwright::layout::Placing;
use loopwright::path::Load;
use loopwright::quantity::{HeightUnits, Tile};
use loopwright::report::{Answers, Facts};
use loopwright::site::Site;
use pyo3::prelude::*;
use rayon::prelude::*;

use crate::design::{Furnished, Given, PyDesign};
use crate::error::{unjudged, usage};
use crate::object::object;
use crate::tables::catalogue;

/// Where a design is judged, and how.
pub(crate) struct Question {
    pub(crate) catalogue: &'static Catalogue,
    pub(crate) site: Site<'static>,
    pub(crate) wanted: Wanted,
}

/// The ground as the command line lays it.
pub(crate) fn ground(map: Option<i32>, at: Option<Vec<i32>>) -> PyResult<(Site<'static>, Option<HeightUnits>)> {
    let side = map.unwrap_or(Site::default().map);
    let (tile, z) = match at.as_deref() {
        None => (Tile::new(side / 2, side / 2), None),
        Some(&[x, y]) => (Tile::new(x, y), None),
        Some(&[x, y, z]) if (2..=254).contains(&z) => (Tile::new(x, y), Some(HeightUnits(z))),
        Some(_) => return Err(usage("at is (x, y), or (x, y, z) with a height from 2 to 254 units of 0.75 m")),
    };
    let on_map = |tile: i32| (0..side).contains(&tile);
    if !(3..=1001).contains(&side) || !on_map(tile.x) || !on_map(tile.y) {
        return Err(usage("a map has 3 to 1001 tiles along a side, and `at` is one of them"));
    }
    Ok((Site { map: side, start: tile, gives_way: map.is_none() && at.is_none(), ..Site::default() }, z))
}

/// The directions that somebody wants, all of them if none is named.
pub(crate) fn directions(direction: Option<u8>) -> PyResult<Vec<Direction>> {
    match direction {
        None => Ok(Direction::ALL.to_vec()),
        Some(direction @ 0..=3) => Ok(vec![Direction::new(direction)]),
        Some(other) => Err(usage(format!("a direction is 0, 1, 2 or 3, not {other}"))),
    }
}

fn load(name: &str) -> PyResult<Load> {
    match name {
        "empty" => Ok(Load::Empty),
        "half" => Ok(Load::Half),
        "full" => Ok(Load::Full),
        _ => Err(usage(format!("{name:?} is no load; use empty, half or full"))),
    }
}

impl Question {
    #[allow(clippy::too_many_arguments, reason = "they are the options of a Python function")]
    fn new(
        directions: Vec<Direction>,
        first: Direction,
        explain: bool,
        loads: &[String],
        scenery: bool,
        rules: Option<&str>,
        map: Option<i32>,
        at: Option<Vec<i32>>,
    ) -> PyResult<Self> {
        let (site, z) = ground(map, at)?;
        let placing = Placing { direction: first, with_scenery: scenery, z: z.map(HeightUnits::height) };
        let mut loads: Vec<Load> = loads.iter().map(|name| load(name)).collect::<PyResult<_>>()?;
        loads.sort();
        loads.dedup();
        Ok(Self { catalogue: catalogue(rules)?, site, wanted: Wanted { placing, directions, explain, loads } })
    }

    fn judged(&self, design: &PyDesign) -> PyResult<(Furnished, Judgement<'static>)> {
        let furnished = design.furnished(self.catalogue, self.site, self.wanted.placing.with_scenery)?;
        let judgement = judge(self.catalogue, &furnished.design, self.site, &self.wanted).map_err(unjudged)?;
        Ok((furnished, judgement))
    }
}

fn rated(python: Python<'_>, found: &(Furnished, Judgement<'static>)) -> PyResult<Py<PyAny>> {
    let (Furnished { design, chosen }, judgement) = found;
    object(python, &Answers::new(design, judgement).with_chosen(chosen))
}

/// Places, tests and rates a design: the object that `loopwright rate --json` prints, without `file` and `path`.
///
/// Ratings and G are hundredths, speeds 16.16 fixed point (65536 is 2.25 mph), lengths 16.16 metres, heights units of
/// 0.75 m, air time ticks of 1/40 s, costs tenths. `direction` is 0 to 3; all four are run if none is given.
/// `loads` names trains to run besides: "half", "full". With `explain` every bonus and requirement is itemised.
#[pyfunction]
#[pyo3(signature = (design, *, direction=None, explain=false, loads=Vec::new(), scenery=true, rules=None, map=None, at=None))]
#[allow(clippy::too_many_arguments, reason = "they are the options of a Python function")]
pub(crate) fn rate(
    python: Python<'_>,
    design: Given,
    direction: Option<u8>,
    explain: bool,
    loads: Vec<String>,
    scenery: bool,
    rules: Option<&str>,
    map: Option<i32>,
    at: Option<Vec<i32>>,
) -> PyResult<Py<PyAny>> {
    let all = directions(direction)?;
    let question = Question::new(all, Direction::default(), explain, &loads, scenery, rules, map, at)?;
    let design = design.design()?;
    let found = python.detach(|| question.judged(&design))?;
    rated(python, &found)
}

/// Rates many designs on all cores. A list in their order: for each what `rate` returns, or the exception it raises.
#[pyfunction]
#[pyo3(signature = (designs, *, direction=None, explain=false, loads=Vec::new(), scenery=true, rules=None))]
pub(crate) fn rate_all(
    python: Python<'_>,
    designs: Vec<Given>,
    direction: Option<u8>,
    explain: bool,
    loads: Vec<String>,
    scenery: bool,
    rules: Option<&str>,
) -> PyResult<Vec<Py<PyAny>>> {
    let all = directions(direction)?;
    let question = Question::new(all, Direction::default(), explain, &loads, scenery, rules, None, None)?;
    let judged = |given: Given| question.judged(&given.design()?);
    let found: Vec<PyResult<_>> = python.detach(|| designs.into_par_iter().map(judged).collect());
    let shown = |found: PyResult<_>| match found {
        Ok(found) => rated(python, &found),
        Err(error) => Ok(error.into_value(python).into_any()),
    };
    found.into_iter().map(shown).collect()
}

/// Whether a design can be built and tested, and what it costs: the object that `loopwright check --json` prints, without
/// `file` and `path`. No test run.
#[pyfunction]
#[pyo3(signature = (design, *, direction=0, scenery=true, rules=None, map=None, at=None))]
pub(crate) fn check(
    python: Python<'_>,
    design: Given,
    direction: u8,
    scenery: bool,
    rules: Option<&str>,
    map: Option<i32>,
    at: Option<Vec<i32>>,
) -> PyResult<Py<PyAny>> {
    let first = directions(Some(direction))?[0];
    let question = Question::new(Vec::new(), first, false, &[], scenery, rules, map, at)?;
    let design = design.design()?;
    let (Furnished { design, chosen }, judgement) = python.detach(|| question.judged(&design))?;
    object(python, &Answers::new(&design, &judgement).with_chosen(&chosen).without_runs())
}

/// What a track file holds: the object that `loopwright info --json` prints, without `file` and `path`.
#[pyfunction]
#[pyo3(signature = (design, *, rules=None))]
pub(crate) fn info(python: Python<'_>, design: Given, rules: Option<&str>) -> PyResult<Py<PyAny>> {
    object(python, &Facts::new(catalogue(rules)?, &design.design()?.file))
}

/// Seconds that the library alone takes to judge a design in all directions, a number of times. The cost of this package is
/// measured against them.
#[pyfunction]
#[allow(clippy::disallowed_methods, reason = "a time is what is wanted")]
pub(crate) fn judging_time(python: Python<'_>, design: Given, rounds: u32) -> PyResult<f64> {
    let question = Question::new(directions(None)?, Direction::default(), false, &[], true, None, None, None)?;
    let design = design.design()?;
    let Furnished { design, .. } = design.furnished(question.catalogue, question.site, true)?;
    python.detach(|| {
        let begun = Instant::now();
        for _ in 0..rounds {
            judge(question.catalogue, black_box(&design), question.site, &question.wanted).map_err(unjudged)?;
        }
        Ok(begun.elapsed().as_secs_f64())
    })
}
