//! Ride types, vehicles and colours by the numbers of `RollerCoaster` Tycoon 1 (rules: track files 11).

use serde::{Deserialize, Deserializer, de::Error};

use super::CatalogueError;
use super::ride_type::RideTypeId;
use super::table;

/// A ride type of RCT1.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Rct1Ride {
    /// RCT1's number.
    pub id: u8,
    /// RCT1's name.
    pub name: String,
    /// The vehicle that the row is for; none for all others.
    pub vehicle: Option<u8>,
    /// What `OpenRCT2` makes of it.
    pub ride: RideTypeId,
    /// What RCT2 makes of it.
    pub rct2_ride: RideTypeId,
}

/// A vehicle type of RCT1.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Rct1Vehicle {
    /// RCT1's number.
    pub id: u8,
    /// RCT1's name.
    pub name: String,
    /// RCT1's ride type that the row is for; none for all others.
    pub ride: Option<u8>,
    /// The object that `OpenRCT2` takes, as in [`super::Vehicle::object`].
    pub object: String,
    /// Name of the object that RCT2 takes.
    pub rct2_name: String,
    /// Where the trim colour comes from.
    pub trim: Rct1Paint,
    /// Where the third colour comes from.
    pub third: Rct1Paint,
}

/// Where a colour of a vehicle comes from: RCT1 stores two, and not every vehicle shows both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rct1Paint {
    /// The first stored colour.
    First,
    /// The second stored colour.
    Second,
    /// Always this one.
    Fixed(u8),
}

impl Rct1Paint {
    /// The colour, given the two stored ones.
    pub const fn colour(self, stored: [u8; 2]) -> u8 {
        match self {
            Self::First => stored[0],
            Self::Second => stored[1],
            Self::Fixed(colour) => colour,
        }
    }
}

impl<'de> Deserialize<'de> for Rct1Paint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.as_str() {
            "first" => Ok(Self::First),
            "second" => Ok(Self::Second),
            number => number.parse().map(Self::Fixed).map_err(D::Error::custom),
        }
    }
}

/// The tables of RCT1.
#[derive(Debug, Clone)]
pub struct Rct1 {
    rides: Vec<Rct1Ride>,
    vehicles: Vec<Rct1Vehicle>,
    colours: Vec<u8>,
}

impl Rct1 {
    pub(super) fn read() -> Result<Self, CatalogueError> {
        #[derive(Deserialize)]
        struct ColourRow {
            colour: u8,
        }
        let colours: Vec<ColourRow> = table::csv("rct1_colours.csv", include_str!("../../data/rct1_colours.csv"))?;
        Ok(Self {
            rides: table::csv("rct1_ride_types.csv", include_str!("../../data/rct1_ride_types.csv"))?,
            vehicles: table::csv("rct1_vehicles.csv", include_str!("../../data/rct1_vehicles.csv"))?,
            colours: colours.into_iter().map(|row| row.colour).collect(),
        })
    }

    /// All rows of ride types; one for a single vehicle stands before the one for all others.
    pub fn rides(&self) -> &[Rct1Ride] {
        &self.rides
    }

    /// All rows of vehicles; one for a single ride type stands before the one for all others.
    pub fn vehicles(&self) -> &[Rct1Vehicle] {
        &self.vehicles
    }

    /// What becomes of a tracked ride type with a vehicle.
    pub fn ride(&self, id: u8, vehicle: u8) -> Option<&Rct1Ride> {
        self.rides.iter().find(|row| row.id == id && row.vehicle.is_none_or(|wanted| wanted == vehicle))
    }

    /// What becomes of a vehicle on a ride type.
    pub fn vehicle(&self, id: u8, ride: u8) -> Option<&Rct1Vehicle> {
        self.vehicles.iter().find(|row| row.id == id && row.ride.is_none_or(|wanted| wanted == ride))
    }

    /// The colour for one of RCT1's; black for a number that is none.
    pub fn colour(&self, rct1: u8) -> u8 {
        self.colours.get(usize::from(rct1)).copied().unwrap_or_default()
    }

    /// RCT1's number for a colour, if it has the colour.
    pub fn colour_number(&self, colour: u8) -> Option<u8> {
        self.colours.iter().position(|&known| known == colour).map(|number| number as u8)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn every_row_names_what_the_catalogue_has() {
        let catalogue = Catalogue::load().unwrap();
        let rct1 = catalogue.rct1();
        for row in rct1.rides() {
            let known = |id| catalogue.ride(id).is_some() || catalogue.other_rides().iter().any(|other| other.id == id);
            assert!(known(row.ride) && known(row.rct2_ride), "{row:?}");
            assert!(row.vehicle.is_none_or(|vehicle| rct1.vehicle(vehicle, row.id).is_some()), "{row:?}");
        }
        // Vehicles of rides without track are not in the catalogue.
        let missing = |row: &&Rct1Vehicle| catalogue.vehicle_of_object(&row.object).is_none();
        let flat: Vec<u8> = rct1.vehicles().iter().filter(missing).map(|row| row.id).collect();
        assert_eq!(flat, [38, 39, 40, 41, 42, 43, 44, 45, 46, 50, 51, 53, 76, 77, 88]);
    }

    #[test]
    fn numbers_are_those_of_the_rules() {
        let rct1 = Rct1::read().unwrap();
        let ride = |id, vehicle| rct1.ride(id, vehicle).map(|row| (row.ride.0, row.rct2_ride.0));
        assert_eq!(ride(0, 2), Some((99, 52)));
        assert_eq!([ride(51, 55), ride(51, 71)], [Some((51, 51)), Some((92, 51))]);
        assert_eq!([ride(19, 31), ride(19, 79)], [Some((19, 19)), Some((91, 19))]);
        assert_eq!([ride(64, 0), ride(68, 0), ride(85, 0)], [None; 3]);
        let vehicle = |id, ride| rct1.vehicle(id, ride).map(|row| row.rct2_name.as_str());
        assert_eq!(
            [vehicle(3, 3), vehicle(3, 73), vehicle(74, 4), vehicle(89, 4)],
            [Some("NEMT"), Some("SLCT"), None, None]
        );
        assert_eq!(rct1.vehicles().iter().map(|row| row.id).collect::<BTreeSet<_>>().len(), 88);
    }

    #[test]
    fn colours_go_both_ways() {
        let rct1 = Rct1::read().unwrap();
        for number in 0..32 {
            assert_eq!(rct1.colour_number(rct1.colour(number)), Some(number));
        }
        assert_eq!([rct1.colour(3), rct1.colour(31), rct1.colour(32), rct1.colour(255)], [4, 8, 0, 0]);
        assert_eq!(rct1.colour_number(32), None);
    }
}
