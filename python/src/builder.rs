//! A coaster built piece by piece.

use std::sync::Arc;

use loopwright::construction::{Construction, Platform, Reached, Trip};
use loopwright::design::Element;
use loopwright::evolve::Plan;
use loopwright::quantity::HeightUnits;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::design::PyDesign;
use crate::error::{refused, usage};
use crate::search::Wishes;
use crate::tables::{catalogue, named, piece, ride, vehicle};

/// What a coaster in the making begins with, as Python says it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Beginning {
    pub(crate) ride: String,
    pub(crate) vehicle: Option<String>,
    pub(crate) platform: u8,
    pub(crate) platform_height: i32,
    pub(crate) cars: Option<u8>,
    pub(crate) lift_speed: Option<u8>,
    pub(crate) launch_speed: Option<u8>,
    pub(crate) rules: Option<String>,
}

impl Beginning {
    /// The platform with nothing in front of it.
    pub(crate) fn begin(&self, wishes: Wishes) -> PyResult<Construction<'static>> {
        let catalogue = catalogue(self.rules.as_deref())?;
        let mut plan = Plan::new(catalogue, ride(catalogue, &self.ride)?);
        if let Some(name) = &self.vehicle {
            plan.vehicles = vec![vehicle(catalogue, name)?.name.clone()];
        }
        wishes.limit(catalogue, &mut plan.limits)?;
        if self.platform_height < 0 || self.platform_height % 2 != 0 {
            return Err(usage("platform_height is an even number of units of 0.75 m, 0 or more"));
        }
        let problem = plan.problem(catalogue).ok_or_else(|| usage("the ride type has no such vehicle"))?;
        let platform = Platform {
            tiles: self.platform,
            height: HeightUnits(self.platform_height).height(),
            vehicle: 0,
            cars: self.cars,
            lift_speed: self.lift_speed,
            launch_speed: self.launch_speed,
        };
        Construction::new(Arc::new(problem), platform).map_err(usage)
    }
}

/// How far a train came, in one word.
pub(crate) const fn reached_name(reached: Reached) -> &'static str {
    match reached {
        Reached::Platform => "platform",
        Reached::End => "end",
        Reached::RolledBack => "rolled_back",
        Reached::Crashed => "crashed",
        Reached::Stuck => "stuck",
    }
}

/// What a train did on the track that stands.
pub(crate) fn trip_dict<'py>(python: Python<'py>, trip: &Trip) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(python);
    let measured = &trip.measured;
    let g = |force: i16| f64::from(force) / 100.0;
    dict.set_item("reached", reached_name(trip.reached))?;
    dict.set_item("piece", trip.piece)?;
    dict.set_item("speed", trip.velocity.mph())?;
    dict.set_item("ticks", trip.ticks)?;
    dict.set_item("max_speed", measured.max_speed.mph())?;
    dict.set_item("max_positive_g", g(measured.max_positive_g.0))?;
    dict.set_item("max_negative_g", g(measured.max_negative_g.0))?;
    dict.set_item("max_lateral_g", g(measured.max_lateral_g.0))?;
    dict.set_item("drops", measured.drops)?;
    dict.set_item("highest_drop", HeightUnits(measured.highest_drop.into()).metres())?;
    dict.set_item("inversions", measured.inversions)?;
    dict.set_item("length", measured.total_length().metres())?;
    Ok(dict)
}

/// A coaster built piece by piece, as in the game's construction window: a platform with entrance and exit on flat
/// land, and the track in front of it.
///
/// Keyword arguments: `vehicle` (name of its object), `platform` (tiles), `platform_height` (units of 0.75 m above the
/// land, even), `cars`, `lift_speed` and `launch_speed` (units of 2.25 mph), `limits` (a dict: `box`, `tiles`, `pieces`,
/// `forbid`, …), `rules`.
#[pyclass(name = "Builder", module = "loopwright")]
#[derive(Clone)]
pub(crate) struct PyBuilder {
    coaster: Construction<'static>,
}

impl PyBuilder {
    fn named(&self, element: Element) -> (String, bool) {
        named(self.coaster.problem().placer.catalogue, element)
    }

    fn element(&self, name: &str, chain: bool, speed: Option<u8>) -> PyResult<Element> {
        let id = piece(self.coaster.problem().placer.catalogue, name)?.id;
        let element = self.coaster.element(id, chain).unwrap_or(Element { chain, ..Element::new(id) });
        Ok(speed.map_or(element, |speed| element.with_speed(speed)))
    }
}

#[pymethods]
impl PyBuilder {
    #[new]
    #[pyo3(signature = (ride="wooden_rc".to_owned(), *, vehicle=None, platform=6, platform_height=0, cars=None, lift_speed=None, launch_speed=None, limits=None, rules=None))]
    #[allow(clippy::too_many_arguments, reason = "they are the options of a Python function")]
    fn new(
        ride: String,
        vehicle: Option<String>,
        platform: u8,
        platform_height: i32,
        cars: Option<u8>,
        lift_speed: Option<u8>,
        launch_speed: Option<u8>,
        limits: Option<&Bound<'_, PyDict>>,
        rules: Option<String>,
    ) -> PyResult<Self> {
        let begun = Beginning { ride, vehicle, platform, platform_height, cars, lift_speed, launch_speed, rules };
        Ok(Self { coaster: begun.begin(Wishes::of(limits)?)? })
    }

    /// The pieces that may follow, each with whether it carries a chain.
    fn legal(&self) -> Vec<(String, bool)> {
        self.coaster.legal().into_iter().map(|element| self.named(element)).collect()
    }

    /// Why a piece may not follow, in words; None if it may.
    #[pyo3(signature = (piece, chain=false, *, speed=None))]
    fn objection(&self, piece: &str, chain: bool, speed: Option<u8>) -> PyResult<Option<String>> {
        let element = self.element(piece, chain, speed)?;
        Ok(self.coaster.objection(element).map(|objection| objection.to_string()))
    }

    /// Lays a piece. `speed` is that of brakes and boosters, in units of 2.25 mph; 8 and 20 if not given.
    /// Raises `DesignRefused` if it may not follow.
    #[pyo3(signature = (piece, chain=false, *, speed=None))]
    fn lay(&mut self, piece: &str, chain: bool, speed: Option<u8>) -> PyResult<()> {
        let element = self.element(piece, chain, speed)?;
        self.coaster.lay(element).map_err(refused)
    }

    /// Takes the last piece back: its name and whether it carried a chain, or None if only the platform stands.
    fn take_back(&mut self) -> Option<(String, bool)> {
        let element = self.coaster.take_back()?;
        Some(self.named(element))
    }

    /// Takes all pieces back.
    fn clear(&mut self) {
        self.coaster.clear();
    }

    /// Whether the track has come back to the platform.
    fn is_closed(&self) -> bool {
        self.coaster.is_closed()
    }

    /// Lays the shortest way home that is found while `effort` joints are looked at: how many pieces, or None.
    #[pyo3(signature = (effort=5000))]
    fn close(&mut self, python: Python<'_>, effort: usize) -> Option<usize> {
        let coaster = &mut self.coaster;
        python.detach(|| coaster.close(effort))
    }

    /// Lets the train run as far as the track goes: `reached` (`platform`, `end`, `rolled_back`, `crashed` or `stuck`),
    /// the `piece` number there, `speed` and `max_speed` in mph, G in g, `highest_drop` and `length` in m, `ticks`.
    fn run<'py>(&self, python: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let trip = python.detach(|| self.coaster.trip());
        trip_dict(python, &trip)
    }

    /// The design as it stands.
    #[pyo3(signature = (name="design"))]
    fn design(&self, name: &str) -> PyResult<PyDesign> {
        PyDesign::of(&self.coaster.design(), self.coaster.problem().placer.catalogue, name.to_owned())
    }

    /// The pieces that were laid, without the platform.
    #[getter]
    fn track(&self) -> Vec<(String, bool)> {
        let elements = self.coaster.elements();
        elements[elements.len() - self.coaster.laid()..].iter().map(|element| self.named(*element)).collect()
    }

    fn __len__(&self) -> usize {
        self.coaster.laid()
    }

    fn __copy__(&self) -> Self {
        self.clone()
    }

    fn __repr__(&self) -> String {
        let closed = if self.coaster.is_closed() { ", closed" } else { "" };
        format!("<Builder of {}: {} pieces{closed}>", self.coaster.problem().placer.ride.name, self.coaster.laid())
    }
}
