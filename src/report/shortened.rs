//! Trains that are shorter than a design asks for.

use super::missing::named;
use super::units::count;
use crate::layout::{Layout, PLATFORM_DEDUCTION, Station, TILE_SPACING};

/// Why trains have fewer cars than the design asks for.
pub(super) fn fewer_cars(layout: &Layout) -> Option<String> {
    let fit = &layout.trains;
    if fit.cars >= fit.proposed_cars {
        return None;
    }
    let shortest = layout.stations.iter().enumerate().min_by_key(|(_, (_, station))| station.length);
    let (index, (slot, &Station { length, .. })) = shortest?;
    let longer = layout.vehicle.train(fit.cars as usize + 1);
    let spacing: i64 = longer.map(|car| i64::from(car.spacing)).sum();
    let is_too_long = spacing > i64::from(length) * TILE_SPACING - PLATFORM_DEDUCTION;
    let why = if is_too_long {
        format!("no more fit {}, of {}", named(layout, index, slot), count(length, "tile"))
    } else {
        "the ride type carries no heavier train".to_owned()
    };
    Some(format!("{} asked for: {why}", count(fit.proposed_cars, "car")))
}
