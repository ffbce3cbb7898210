//! Flags of ride types, vehicles and cars: those that something reads, and those of vehicles that are shown.

use bitflags::{Flags, bitflags};
use serde::{Deserialize, Deserializer, de::Error};

bitflags! {
    /// How a ride type behaves.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct RideFlags: u16 {
        /// May have a cable lift hill.
        const ALLOW_CABLE_LIFT_HILL = 1 << 0;
        /// Runs more trains than the station holds.
        const ALLOW_MORE_VEHICLES_THAN_STATION_FITS = 1 << 1;
        /// May run several circuits per ride.
        const ALLOW_MULTIPLE_CIRCUITS = 1 << 2;
        /// A train that stalls is noticed.
        const CHECK_FOR_STALLING = 1 << 3;
        /// Air time counts.
        const HAS_AIR_TIME = 1 << 4;
        /// G forces are measured.
        const HAS_G_FORCES = 1 << 5;
        /// Elements carry an inverted state.
        const HAS_INVERTED_VARIANT = 1 << 6;
        /// Level track pushes trains as linear motors do.
        const HAS_LSM_BEHAVIOUR_ON_FLAT = 1 << 7;
        /// Seats turn.
        const HAS_SEAT_ROTATION = 1 << 8;
        /// The game does not test it.
        const NO_TEST_MODE = 1 << 9;
        /// A launch makes it less reliable.
        const POWERED_LAUNCH_AFFECTS_RELIABILITY = 1 << 10;
        /// The reverse incline mode makes it less reliable.
        const REVERSE_INCLINE_LAUNCH_AFFECTS_RELIABILITY = 1 << 11;
        /// Building begins with inverted track.
        const START_CONSTRUCTION_INVERTED = 1 << 12;
    }

    /// What holds for the trains of a vehicle.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct VehicleFlags: u16 {
        /// Does not break down; data only.
        const DISABLE_BREAKDOWN = 1 << 0;
        /// Riders sit under cover.
        const HAS_SHELTER = 1 << 1;
        /// Empty trains are not drawn; data only.
        const HIDE_EMPTY_TRAINS = 1 << 2;
        /// Air time adds less to the ratings.
        const LIMIT_AIR_TIME_BONUS = 1 << 3;
        /// May not run on banked track.
        const NO_BANKING = 1 << 4;
        /// Trains that collide do not crash.
        const NO_COLLISION_CRASHES = 1 << 5;
        /// May not run through inversions.
        const NO_INVERSIONS = 1 << 6;
        /// Trains cannot be reversed; data only.
        const NO_REVERSE_OPTION = 1 << 7;
        /// Makes a sound when it departs; data only.
        const PLAY_DEPART_SOUND = 1 << 8;
        /// Makes a sound of splashing; data only.
        const PLAY_SPLASH_SOUND = 1 << 9;
        /// Runs in a water channel.
        const PLAY_SPLASH_SOUND_SLIDE = 1 << 10;
        /// Riders brake; data only.
        const RIDER_CONTROLS_SPEED = 1 << 11;
    }

    /// How a car runs.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct CarFlags: u16 {
        /// Has more pictures of spinning than others.
        const HAS_ADDITIONAL_SPINNING_FRAMES = 1 << 0;
        /// Has pictures for inverted track.
        const HAS_INVERTED_SPRITE_SET = 1 << 1;
        /// Nothing holds it down on the track.
        const HAS_NO_UPSTOP_WHEELS = 1 << 2;
        /// Nothing holds it down in a half pipe.
        const HAS_NO_UPSTOP_WHEELS_BOBSLEIGH = 1 << 3;
        /// Spins.
        const HAS_SPINNING = 1 << 4;
        /// Is a lift.
        const IS_LIFT = 1 << 5;
        /// Has a motor.
        const IS_POWERED = 1 << 6;
        /// Has a motor that gravity may overcome.
        const IS_POWERED_RIDE_WITH_UNRESTRICTED_GRAVITY = 1 << 7;
        /// Is a bogie of a reverser train.
        const IS_REVERSER_BOGIE = 1 << 8;
        /// Is a passenger body of a reverser train.
        const IS_REVERSER_PASSENGER_CAR = 1 << 9;
        /// Swims.
        const IS_WATER_RIDE = 1 << 10;
    }
}

/// The flags of a set by their names in `data/`.
pub fn names<F: Flags>(flags: F) -> Vec<String> {
    flags.iter_names().map(|(name, _)| name.to_ascii_lowercase()).collect()
}

/// Reads a list of names. A name that the set does not have is an error.
pub(super) fn by_names<'de, D: Deserializer<'de>, F: Flags>(deserializer: D) -> Result<F, D::Error> {
    let mut flags = F::empty();
    for name in Vec::<String>::deserialize(deserializer)? {
        let flag = F::from_name(&name.to_ascii_uppercase());
        flags.insert(flag.ok_or_else(|| D::Error::custom(format!("there is no flag {name:?}")))?);
    }
    Ok(flags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Row {
        #[serde(deserialize_with = "by_names")]
        flags: VehicleFlags,
    }

    #[test]
    fn names_are_read_and_an_unknown_one_is_an_error() {
        let row: Row = serde_json::from_str(r#"{"flags": ["no_banking", "has_shelter"]}"#).unwrap();
        assert_eq!(row.flags, VehicleFlags::HAS_SHELTER | VehicleFlags::NO_BANKING);
        assert_eq!(names(row.flags), ["has_shelter", "no_banking"]);
        let error = serde_json::from_str::<Row>(r#"{"flags": ["has_shelters"]}"#).unwrap_err();
        assert!(error.to_string().starts_with("there is no flag \"has_shelters\""), "{error}");
    }
}
