//! Designs that people or earlier searches built, as genomes.

use std::cmp::Reverse;

use crate::catalogue::PieceId;
use crate::design::{Design, Element};
use crate::layout::Layout;
use crate::track_file::{Capacity, Format};

use super::genome::{Course, Form, Genome, Operation};
use super::problem::Problem;

/// Why a design cannot take part in a search.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// It is of another ride type than the search.
    #[error("it is of another ride type than the search")]
    OtherRide,
    /// There is no platform to start from.
    #[error("it has no station")]
    NoStation,
    /// The track does not come back to its station, and its mode wants a circuit.
    #[error("its track is not a closed circuit; `loopwright close` can complete it")]
    Open,
    /// The track has a shape, closed or not, that no wanted mode runs.
    #[error("its track {0}, and the search has no mode for that; choose another --shape or --mode")]
    OtherShape(&'static str),
    /// The files of winners do not hold a piece.
    #[error("it has a {piece}, which a {format} does not hold, and winners are written as {format}")]
    Piece {
        /// Its name.
        piece: String,
        /// The format of winners.
        format: Format,
    },
}

/// The genome of a placed design. Searches know rides with one platform: the longest stays, others become plain
/// track. A vehicle that does not take part in the search is exchanged for its first.
///
/// # Errors
/// When the design is of another ride type, or lacks what its mode needs.
pub fn encode(problem: &Problem, design: &Design, layout: &Layout) -> Result<Genome, EncodeError> {
    if layout.ride.id != problem.placer.ride.id {
        return Err(EncodeError::OtherRide);
    }
    let (slot, station) = layout
        .stations
        .iter()
        .max_by_key(|(slot, station)| (station.length, Reverse(*slot)))
        .ok_or(EncodeError::NoStation)?;
    let front = layout.pieces.iter().position(|piece| station.begins_at(piece)).ok_or(EncodeError::NoStation)?;
    let is_circuit = layout.gap(front).is_none();
    if !is_circuit && layout.settings.mode.needs_circuit() {
        return Err(EncodeError::Open);
    }
    let form = Form::new(is_circuit, layout.settings.mode);
    let shape = if is_circuit { "is a closed circuit" } else { "has loose ends" };
    let form = problem.nearest_form(form).ok_or(EncodeError::OtherShape(shape))?;
    let on_track = |index: &usize| layout.station_of(*index) != Some(slot);
    let element = |index: usize| encode_element(problem, design.elements[index]);
    let track = layout.links.walk(front).filter(on_track).map(element).collect::<Result<_, _>>()?;
    let course = if is_circuit {
        Course::Circuit
    } else {
        let back = std::iter::successors(Some(front), |&index| layout.links.previous(index));
        let back = back.take(layout.pieces.len()).filter(on_track).map(element);
        let mut tail: Vec<Element> = back.collect::<Result<_, _>>()?;
        tail.reverse();
        Course::LooseEnds { tail }
    };
    let operation = Operation { mode: form.mode(), ..encode_operation(problem, layout) };
    Ok(Genome { station: station.length as u8, track, course, operation, place: None })
}

fn encode_element(problem: &Problem, element: Element) -> Result<Element, EncodeError> {
    let piece = if element.piece.is_station() { PieceId::FLAT } else { element.piece };
    problem.capacity.nearest(Element { piece, ..element }).ok_or_else(|| {
        let name = problem.placer.catalogue.piece(piece).map(|piece| piece.name.clone());
        let piece = name.unwrap_or_else(|| format!("piece {}", piece.0));
        EncodeError::Piece { piece, format: problem.limits.format.into() }
    })
}

fn encode_operation(problem: &Problem, layout: &Layout) -> Operation {
    let (settings, trains) = (&layout.settings, &layout.trains);
    let speeds = problem.capacity.operation_option;
    let byte = |value: i32| value.clamp(1, 255) as u8;
    let known = problem.vehicles.iter().position(|vehicle| vehicle.name == layout.vehicle.name);
    let index = known.unwrap_or(0);
    let (fewest, most) = problem.vehicles.get(index).map_or((1, 255), |vehicle| vehicle.cars_per_train);
    Operation {
        vehicle: index as u8,
        mode: settings.mode,
        trains: problem.wanted_trains.unwrap_or_else(|| byte(trains.trains)),
        cars: byte(trains.cars).clamp(fewest, most.max(fewest)),
        lift_speed: byte(settings.lift_speed).min(Capacity::MAX_LIFT_SPEED),
        launch_speed: settings.operation_option.clamp(speeds.min, speeds.max) as u8,
        circuits: byte(settings.circuits).min(Capacity::MAX_CIRCUITS),
    }
}
