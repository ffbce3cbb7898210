//! The ride type and the vehicle as files store them (rules: track files 7, 8).

use super::error::Misfit;
use super::header::Header;
use crate::catalogue::{Catalogue, RideTypeId};

/// The ride type that the game makes of a fixed part.
pub(super) fn ride(header: &Header, catalogue: &Catalogue) -> RideTypeId {
    catalogue.resolve_ride(RideTypeId(header.ride_type), catalogue.vehicle(&header.vehicle.name()))
}

/// No number stands for a ride type with its vehicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NoRideNumber {
    /// What is stored at best.
    pub nearest: u8,
    /// Why there is none.
    pub misfit: Misfit,
}

/// The number for a ride type that the game turns back into it with a vehicle.
///
/// # Errors
/// When there is no such number.
pub(super) fn ride_number(wanted: RideTypeId, vehicle: &str, catalogue: &Catalogue) -> Result<u8, NoRideNumber> {
    let coaster = catalogue.ride(wanted).map(|ride| ride.file_id);
    let other = catalogue.other_rides().iter().find(|other| other.id == wanted);
    let Some(usual) = coaster.or(other.and_then(|other| other.file_id)) else {
        return Err(NoRideNumber { nearest: wanted.0, misfit: Misfit::RideType { id: wanted.0 } });
    };
    let resolve = |stored| catalogue.resolve_ride(RideTypeId(stored), catalogue.vehicle(vehicle));
    // A type that shares its number may also be stored as itself, which only OpenRCT2 reads.
    [usual, wanted.0].into_iter().find(|&stored| resolve(stored) == wanted).ok_or_else(|| {
        let becomes = resolve(usual).0;
        let misfit = Misfit::VehicleDecides { vehicle: vehicle.to_owned(), wanted: wanted.0, becomes };
        NoRideNumber { nearest: usual, misfit }
    })
}

/// What a reader makes of an operation option: no more than the stored ride type allows.
pub(super) fn operation_option(stored: RideTypeId, option: u8, catalogue: &Catalogue) -> u8 {
    let most = catalogue.ride(stored).map(|ride| ride.operation_option.max);
    most.map_or(option, |most| option.min(most.clamp(0, 255) as u8))
}
