//! What a park file holds of the last test run of a ride.

use crate::park_file::{Measurement, Ride};

use super::counts::{ShelteredSections, SpecialElements, TurnCounts};
use super::measurement::{Leg, Measured};

impl Measured {
    /// The measurement that a park file holds of a ride, with a leg for each station that is used.
    pub fn stored(ride: &Ride) -> Self {
        let Measurement { turns: [flat, banked, sloped], .. } = ride.measured;
        let stored = &ride.measured;
        let used = ride.stations.iter().filter(|station| station.start.is_some());
        Self {
            max_speed: stored.max_speed,
            average_speed: stored.average_speed,
            max_positive_g: stored.max_positive_g,
            max_negative_g: stored.max_negative_g,
            max_lateral_g: stored.max_lateral_g,
            air_time: stored.air_time,
            drops: stored.drops,
            powered_lifts: stored.powered_lifts,
            highest_drop: stored.highest_drop,
            drop_start: stored.drop_start,
            inversions: stored.inversions,
            helices: stored.helices,
            special: SpecialElements(stored.special),
            turns_flat: TurnCounts(flat),
            turns_banked: TurnCounts(banked),
            turns_sloped: TurnCounts(sloped),
            sheltered_length: stored.sheltered_length,
            sheltered_sections: ShelteredSections(stored.sheltered_sections),
            legs: used.map(|station| Leg { length: station.leg_length, time: station.leg_time }).collect(),
        }
    }
}
