//! The ride type and the vehicle as files store them (rules: track files 7, 8).

use super::error::Misfit;
use super::header::Header;
use crate::catalogue::{Catalogue, RideTypeId};

/// The ride type that the game makes of a fixed part.
pub(super) fn ride(header: &Header, catalogue: &Catalogue) -> RideTypeId {
    catalogue.resolve_ride(RideTypeId(header.ride_type), catalogue.vehicle(&header.vehicle.name()))
}

/// The number for a ride type that the game turns back into it with a vehicle.
///
/// # Errors
/// With what is stored at best when there is no such number, and why there is none.
pub(super) fn ride_number(wanted: RideTypeId, vehicle: &str, catalogue: &Catalogue) -> Result<u8, (u8, Misfit)> {
    let coaster = catalogue.ride(wanted).map(|ride| ride.file_id);
    let other = catalogue.other_rides().iter().find(|other| other.id == wanted);
    let Some(usual) = coaster.or(other.and_then(|other| other.file_id)) else {
        return Err((wanted.0, Misfit::RideType(wanted.0)));
    };
    let resolve = |stored| catalogue.resolve_ride(RideTypeId(stored), catalogue.vehicle(vehicle));
    // A type that shares its number may also be stored as itself, which only OpenRCT2 reads.
    [usual, wanted.0].into_iter().find(|&stored| resolve(stored) == wanted).ok_or_else(|| {
        let becomes = resolve(usual).0;
        (usual, Misfit::VehicleDecides { vehicle: vehicle.to_owned(), wanted: wanted.0, becomes })
    })
}

/// What a reader makes of an operation option: no more than the stored ride type allows.
pub(super) fn operation_option(stored: RideTypeId, option: u8, catalogue: &Catalogue) -> u8 {
    let most = catalogue.ride(stored).map(|ride| ride.operation_option.max);
    most.map_or(option, |most| option.min(most.clamp(0, 255) as u8))
}
