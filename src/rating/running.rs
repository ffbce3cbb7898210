//! Running cost, value and reliability (rules: ratings 3.9, 3.10, 3.11, surroundings 8.4).

use crate::catalogue::{Mode, PieceId, RideFlags};
use crate::layout::Layout;
use crate::rules::ValueWhenNew;
use crate::test_run::Measured;

use super::Ratings;
use super::scan::Surveyed;

/// Running cost per period in tenths of a currency unit.
pub fn upkeep(layout: &Layout, measured: &Measured, surveyed: &Surveyed) -> i64 {
    let rates = &layout.ride.upkeep;
    let length = measured.total_length().metres() as u32;
    let has_photo = layout.pieces.iter().any(|piece| piece.piece == PieceId::ON_RIDE_PHOTO);
    let mode = match layout.settings.mode {
        Mode::REVERSE_INCLINE_SHUTTLE => 30,
        Mode::POWERED_LAUNCH_PASS_THROUGH => 160,
        Mode::LIM_POWERED_LAUNCH => 320,
        Mode::POWERED_LAUNCH | Mode::POWERED_LAUNCH_BLOCK => 220,
        _ => 0,
    };
    let units = rates.base
        + rates.per_powered_lift * i64::from(measured.powered_lifts)
        + i64::from((length.wrapping_mul(rates.length_multiplier) >> 10) as u16)
        + if has_photo { 40 } else { 0 }
        + i64::from(10 * surveyed.reversers + 20 * surveyed.brakes)
        + layout.catalogue.rules().knobs.booster_upkeep * i64::from(surveyed.boosters)
        + rates.per_train * i64::from(layout.trains.trains)
        + rates.per_car * i64::from(layout.trains.cars)
        + rates.per_station * layout.stations.len() as i64
        + mode;
    (units * 10) >> 4
}

/// Open rides of a type from which on each is worth less.
const COMMON: usize = 2;

/// How a ride has been used when its value is asked for; by default it is new and tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RideUse {
    /// Months since it was built.
    pub months: u32,
    /// Whether it is open.
    pub is_open: bool,
}

/// Value in tenths of a currency unit.
pub fn value(layout: &Layout, ratings: Ratings, ride_use: RideUse) -> i64 {
    let weights = layout.ride.value_weights;
    let parts = ratings
        .hundredths()
        .into_iter()
        .zip(weights)
        .map(|(rating, weight)| (i64::from(rating) * i64::from(weight) * 32) >> 15);
    let aged = aged(parts.sum(), ride_use.months, layout.catalogue.rules().knobs.value_when_new);
    let open = layout.open_rides_of_its_type() + usize::from(ride_use.is_open);
    (if open >= COMMON { aged - aged / 4 } else { aged }).max(0)
}

/// A value after some months.
const fn aged(value: i64, months: u32, when_new: ValueWhenNew) -> i64 {
    match (months, when_new) {
        (0..5, ValueWhenNew::Add30) => value + 30,
        (0..5, ValueWhenNew::HalfMore) => value * 3 / 2,
        (5..13, ValueWhenNew::Add30) => value + 10,
        (5..13, ValueWhenNew::HalfMore) => value * 6 / 5,
        (13..40, _) => value,
        (40..64, _) => value * 3 / 4,
        (64..88 | 200.., _) => value * 9 / 16,
        (88..104, _) => value * 27 / 64,
        (104..120, _) => value * 81 / 256,
        (120..128, _) => value * 81 / 512,
        (128..200, _) => value * 81 / 1024,
    }
}

/// Reliability factor: higher breaks down sooner.
pub fn unreliability(layout: &Layout) -> u8 {
    let ride = layout.ride;
    let settings = &layout.settings;
    let mut factor = i32::from(ride.rating.unreliability);
    if ride.has(RideFlags::REVERSE_INCLINE_LAUNCH_AFFECTS_RELIABILITY) && settings.mode == Mode::REVERSE_INCLINE_SHUTTLE
    {
        factor += 10;
    } else if ride.has(RideFlags::POWERED_LAUNCH_AFFECTS_RELIABILITY)
        && matches!(
            settings.mode,
            Mode::POWERED_LAUNCH_PASS_THROUGH | Mode::POWERED_LAUNCH | Mode::POWERED_LAUNCH_BLOCK
        )
    {
        factor += 5;
    }
    (factor + 2 * (settings.lift_speed - ride.lift_speed.min)) as u8
}
