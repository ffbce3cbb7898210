//! Coasters in the making that are played side by side on all cores.

use std::sync::Arc;

use loopwright::quantity::HeightUnits;
use loopwright::report::Answers;
use numpy::{PyArray1, PyArray2, PyArrayMethods, PyReadonlyArray1};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use pythonize::depythonize;
use rayon::prelude::*;

use crate::action::Actions;
use crate::answers::directions;
use crate::builder::{Beginning, trip_dict};
use crate::course::{Course, End, Play, Terms, missing};
use crate::design::PyDesign;
use crate::error::usage;
use crate::object::object;
use crate::observation::{PARTS, size};
use crate::search::Wishes;

/// Coasters in the making, played side by side. `loopwright.gym` is made of it.
#[pyclass(name = "Yard", module = "loopwright")]
pub(crate) struct PyYard {
    play: Arc<Play>,
    courses: Vec<Course>,
}

/// Observations and masks of all coasters.
type Seen<'py> = (Bound<'py, PyArray2<f32>>, Bound<'py, PyArray2<bool>>);
/// Observations, rewards, ends and masks of all coasters.
type Stepped<'py> =
    (Bound<'py, PyArray2<f32>>, Bound<'py, PyArray1<f64>>, Bound<'py, PyArray1<bool>>, Bound<'py, PyArray2<bool>>);

#[pymethods]
impl PyYard {
    #[new]
    #[pyo3(signature = (count, ride="wooden_rc".to_owned(), *, vehicle=None, platform=6, platform_height=0, cars=None, lift_speed=None, launch_speed=None, limits=None, terms=None, direction=None, runs=true, ends_when_stuck=false, closer=false, effort=1500, rules=None))]
    #[allow(clippy::too_many_arguments, reason = "they are the options of a Python function")]
    fn new(
        count: usize,
        ride: String,
        vehicle: Option<String>,
        platform: u8,
        platform_height: i32,
        cars: Option<u8>,
        lift_speed: Option<u8>,
        launch_speed: Option<u8>,
        limits: Option<&Bound<'_, PyDict>>,
        terms: Option<&Bound<'_, PyDict>>,
        direction: Option<u8>,
        runs: bool,
        ends_when_stuck: bool,
        closer: bool,
        effort: usize,
        rules: Option<String>,
    ) -> PyResult<Self> {
        let terms = match terms {
            None => Terms::default(),
            Some(terms) => depythonize(terms).map_err(|error| usage(format!("terms: {error}")))?,
        };
        if ends_when_stuck && !runs {
            return Err(usage("an episode cannot end with a stuck train where no train runs; leave runs=True"));
        }
        let begun = Beginning { ride, vehicle, platform, platform_height, cars, lift_speed, launch_speed, rules };
        let coaster = begun.begin(Wishes::of(limits)?)?;
        let actions = Actions::new(coaster.problem(), closer);
        let directions = directions(direction)?;
        let play = Arc::new(Play { actions, terms, directions, runs, ends_when_stuck, effort });
        let courses = (0..count).map(|_| Course::new(Arc::clone(&play), coaster.clone())).collect();
        Ok(Self { play, courses })
    }

    /// What each action lays: the name of a piece and whether it carries a chain; ("close", False) goes home.
    #[getter]
    fn actions(&self) -> Vec<(String, bool)> {
        let Some(course) = self.courses.first() else { return Vec::new() };
        let catalogue = course.coaster.problem().placer.catalogue;
        let name = |&(piece, chain): &(_, bool)| {
            (catalogue.piece(piece).map(|piece| piece.name.clone()).unwrap_or_default(), chain)
        };
        let mut actions: Vec<(String, bool)> = self.play.actions.pieces.iter().map(name).collect();
        actions.extend(self.play.actions.has_closer.then(|| ("close".to_owned(), false)));
        actions
    }

    /// The parts of an observation in their order: name, and how many numbers it has.
    #[staticmethod]
    fn parts() -> Vec<(&'static str, usize)> {
        PARTS.to_vec()
    }

    /// Begins some coasters anew, or all if none are named. Observations and masks of all.
    #[pyo3(signature = (which=None))]
    fn reset<'py>(&mut self, python: Python<'py>, which: Option<Vec<usize>>) -> PyResult<Seen<'py>> {
        let which = which.unwrap_or_else(|| (0..self.courses.len()).collect());
        for number in which {
            let many = self.courses.len();
            let course = self.courses.get_mut(number);
            course.ok_or_else(|| usage(format!("there is no coaster {number} among {many}")))?.reset();
        }
        Ok((self.observations(python)?, self.masks(python)?))
    }

    /// Lays a piece of each coaster, by the number of an action each: observations, rewards, whether each episode has
    /// ended, and masks. Coasters whose episode has ended stay as they are.
    fn step<'py>(&mut self, python: Python<'py>, actions: PyReadonlyArray1<'py, i64>) -> PyResult<Stepped<'py>> {
        let actions = actions.as_slice().map_err(usage)?.to_vec();
        if actions.len() != self.courses.len() {
            return Err(usage(format!("{} actions for {} coasters; give one each", actions.len(), self.courses.len())));
        }
        let courses = &mut self.courses;
        python.detach(|| {
            let act = |(course, action): (&mut Course, i64)| course.step(usize::try_from(action).unwrap_or(usize::MAX));
            if let ([course], [action]) = (courses.as_mut_slice(), actions.as_slice()) {
                act((course, *action));
            } else {
                courses.par_iter_mut().zip(actions).for_each(act);
            }
        });
        let rewards = self.courses.iter().map(|course| course.reward).collect();
        let ended = self.courses.iter().map(|course| course.end.is_some()).collect();
        Ok((
            self.observations(python)?,
            PyArray1::from_vec(python, rewards),
            PyArray1::from_vec(python, ended),
            self.masks(python)?,
        ))
    }

    /// Which actions may follow: a row for each coaster.
    fn masks<'py>(&self, python: Python<'py>) -> PyResult<Bound<'py, PyArray2<bool>>> {
        let flat = self.courses.iter().flat_map(|course| course.mask.iter().copied()).collect();
        PyArray1::from_vec(python, flat).reshape([self.courses.len(), self.play.actions.len()])
    }

    /// What is to be seen: a row for each coaster.
    fn observations<'py>(&self, python: Python<'py>) -> PyResult<Bound<'py, PyArray2<f32>>> {
        let mut flat = vec![0.0; self.courses.len() * size()];
        for (course, row) in self.courses.iter().zip(flat.chunks_mut(size())) {
            course.observe(row);
        }
        PyArray1::from_vec(python, flat).reshape([self.courses.len(), size()])
    }

    /// What is known of a coaster: `end` (`closed`, `dead_end`, `stuck`, `no_way_home`, `illegal` or None), `pieces`,
    /// `run` as that of a Builder; of a closed one `ratings` in points, the worst of all directions, `missing`, how much of the
    /// game's requirements is missing, and with `itemised` also `rate`, the object that `rate` returns.
    #[pyo3(signature = (number, *, itemised=true))]
    fn info<'py>(&self, python: Python<'py>, number: usize, itemised: bool) -> PyResult<Bound<'py, PyDict>> {
        let course = self.course(number)?;
        let info = PyDict::new(python);
        info.set_item("pieces", course.coaster.elements().len())?;
        info.set_item("end", course.end.map(End::name))?;
        if let Some(trip) = &course.trip {
            info.set_item("run", trip_dict(python, trip)?)?;
        }
        if let Some(verdict) = &course.verdict {
            let points =
                |ratings: loopwright::rating::Ratings| ratings.hundredths().map(|each| f64::from(each) / 100.0);
            info.set_item("ratings", verdict.judgement.worst_ratings().map(points))?;
            info.set_item("missing", f64::from(missing(&verdict.judgement)) / 100.0)?;
            if itemised {
                info.set_item("rate", object(python, &Answers::new(&verdict.design, &verdict.judgement))?)?;
            }
        }
        Ok(info)
    }

    /// The design of a coaster as it stands.
    #[pyo3(signature = (number=0, name="design"))]
    fn design(&self, number: usize, name: &str) -> PyResult<PyDesign> {
        let coaster = &self.course(number)?.coaster;
        PyDesign::of(&coaster.design(), coaster.problem().placer.catalogue, name.to_owned())
    }

    /// A coaster drawn in letters, seen from above: S platform, ^ climbing, v falling, # level track, o the last joint.
    #[pyo3(signature = (number=0))]
    fn sketch(&self, number: usize) -> PyResult<String> {
        Ok(crate::sketch::sketch(&self.course(number)?.coaster))
    }

    /// Height above the land of the last joint in m.
    #[pyo3(signature = (number=0))]
    fn height(&self, number: usize) -> PyResult<f64> {
        let coaster = &self.course(number)?.coaster;
        let HeightUnits(units) = (coaster.end().pose.z - coaster.problem().placer.site.surface).height_units();
        Ok(HeightUnits(units).metres())
    }

    fn __len__(&self) -> usize {
        self.courses.len()
    }
}

impl PyYard {
    fn course(&self, number: usize) -> PyResult<&Course> {
        let many = self.courses.len();
        self.courses.get(number).ok_or_else(|| usage(format!("there is no coaster {number} among {many}")))
    }
}
