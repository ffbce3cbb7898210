//! The catalogues under rule sets, and names in them.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use loopwright::catalogue::{Catalogue, Piece, RideType, Vehicle};
use loopwright::design::Element;
use loopwright::report::{PieceFacts, RideTypeFacts, VehicleFacts};
use loopwright::rules::Rules;
use pyo3::prelude::*;

use crate::error::{file, usage};
use crate::object::object;

/// Catalogues that were loaded. There are a few rule sets, and each is loaded once.
static LOADED: Mutex<BTreeMap<String, &'static Catalogue>> = Mutex::new(BTreeMap::new());

/// The catalogue under a rule set, the newest released one if none is named.
pub(crate) fn catalogue(rules: Option<&str>) -> PyResult<&'static Catalogue> {
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    let key = rules.unwrap_or_default();
    if let Some(catalogue) = loaded.get(key) {
        return Ok(catalogue);
    }
    let catalogue = match rules {
        None => Catalogue::load(),
        Some(name) => Catalogue::under(Rules::named(name).map_err(usage)?),
    };
    let catalogue: &'static Catalogue = Box::leak(Box::new(catalogue.map_err(file)?));
    loaded.insert(key.to_owned(), catalogue);
    Ok(catalogue)
}

/// A ride type by name.
pub(crate) fn ride<'a>(catalogue: &'a Catalogue, name: &str) -> PyResult<&'a RideType> {
    catalogue.ride_named(name).ok_or_else(|| usage(format!("no ride type is called {name:?}; see loopwright.rides()")))
}

/// A vehicle by the name of its object.
pub(crate) fn vehicle<'a>(catalogue: &'a Catalogue, name: &str) -> PyResult<&'a Vehicle> {
    catalogue.vehicle(name).ok_or_else(|| usage(format!("no vehicle is called {name:?}; see loopwright.vehicles()")))
}

/// A piece by name.
pub(crate) fn piece<'a>(catalogue: &'a Catalogue, name: &str) -> PyResult<&'a Piece> {
    catalogue.piece_named(name).ok_or_else(|| usage(format!("no piece is called {name:?}; see loopwright.pieces()")))
}

/// The name of an element's piece, or its number where it has none, and whether it carries a chain.
pub(crate) fn named(catalogue: &Catalogue, element: Element) -> (String, bool) {
    let piece = catalogue.piece(element.piece);
    (piece.map_or_else(|| element.piece.0.to_string(), |piece| piece.name.clone()), element.chain)
}

/// The coaster ride types, each as `loopwright rides --json` prints it.
#[pyfunction]
#[pyo3(signature = (*, rules=None))]
pub(crate) fn rides(python: Python<'_>, rules: Option<&str>) -> PyResult<Vec<Py<PyAny>>> {
    let catalogue = catalogue(rules)?;
    catalogue.rides().map(|ride| object(python, &RideTypeFacts::new(catalogue, ride))).collect()
}

/// The vehicles, each as `loopwright vehicles --json` prints it; only those made for `ride` if one is named.
#[pyfunction]
#[pyo3(signature = (ride=None, *, rules=None))]
pub(crate) fn vehicles(python: Python<'_>, ride: Option<&str>, rules: Option<&str>) -> PyResult<Vec<Py<PyAny>>> {
    let catalogue = catalogue(rules)?;
    let wanted = ride.map(|name| self::ride(catalogue, name)).transpose()?;
    let suits = |vehicle: &&Vehicle| wanted.is_none_or(|ride| vehicle.rides.contains(&ride.id));
    let vehicles = catalogue.vehicles().iter().filter(suits);
    vehicles.map(|vehicle| object(python, &VehicleFacts::new(catalogue, vehicle))).collect()
}

/// The track pieces, each as `loopwright pieces --json` prints it; only those that `ride` offers if one is named.
#[pyfunction]
#[pyo3(signature = (ride=None, *, rules=None))]
pub(crate) fn pieces(python: Python<'_>, ride: Option<&str>, rules: Option<&str>) -> PyResult<Vec<Py<PyAny>>> {
    let catalogue = catalogue(rules)?;
    let wanted = ride.map(|name| self::ride(catalogue, name)).transpose()?;
    let suits = |piece: &&Piece| wanted.is_none_or(|ride| ride.buildable.normal.pieces.contains(&piece.id));
    let pieces = catalogue.pieces().iter().filter(suits);
    pieces.map(|piece| object(python, &PieceFacts::new(catalogue, piece))).collect()
}
