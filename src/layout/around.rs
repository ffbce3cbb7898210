//! What stands around a design once it is built (rules: surroundings 1.2, 5.3).

use crate::quantity::{Height, Tile};
use crate::site::{Element, Kind, Park, ParkRide, RideStatus};

use super::{Layout, PlacedBlock};

impl Layout<'_> {
    /// What stands on a tile but the land and the ride's own track, in stored order. Previews are left out.
    pub fn others_on(&self, tile: Tile) -> impl Iterator<Item = &Element> {
        let number = self.number;
        let is_other = move |element: &&Element| match element.kind {
            Kind::Surface => false,
            Kind::Track(track) => track.ride != number,
            _ => !element.is_ghost,
        };
        self.surroundings.elements(tile).iter().filter(is_other)
    }

    /// Whether the ride stands in the park already.
    pub fn is_standing(&self) -> bool {
        self.surroundings.site.park.is_some_and(|park| park.ride(self.number).is_some())
    }

    /// Where a block of a piece begins and ends in the park: a game with other tables may have built it. `None` where it does
    /// not stand.
    pub(crate) fn standing_heights(
        &self,
        piece: usize,
        block: usize,
        placed: &PlacedBlock,
    ) -> Option<(Height, Height)> {
        let kind = self.pieces[piece].piece;
        let is_it = |element: &&Element| match element.kind {
            Kind::Track(track)
                if !element.is_ghost && (track.ride, usize::from(track.block)) == (self.number, block) =>
            {
                track.piece == kind || track.piece.is_station() && kind.is_station()
            }
            _ => false,
        };
        let alike = self.surroundings.elements(placed.at.tile()).iter().filter(is_it);
        let nearest = alike.min_by_key(|element| (element.base - placed.base).0.abs());
        nearest.map(|element| (element.base, element.clearance))
    }

    /// Another ride of the park, by its number.
    pub fn other_ride(&self, number: u16) -> Option<&ParkRide> {
        self.surroundings.site.park.filter(|_| number != self.number)?.ride(number)
    }

    /// The park with the ride standing in it under a name; `None` on flat land.
    pub fn park_with(&self, name: &str) -> Option<Park> {
        let mut park = self.surroundings.built()?;
        let place = park.rides.partition_point(|ride| ride.id < self.number);
        let ride = ParkRide {
            id: self.number,
            ride_type: self.ride.id,
            name: name.to_owned(),
            vehicle: self.vehicle.name.clone(),
            status: RideStatus::Testing,
            is_broken_down: false,
            depart_flags: self.settings.depart_flags,
        };
        park.rides.insert(place, ride);
        Some(park)
    }

    /// How many other rides of the same type are open.
    pub fn open_rides_of_its_type(&self) -> usize {
        let rides = self.surroundings.site.park.map_or(&[][..], |park| &park.rides);
        let is_alike = |ride: &&ParkRide| ride.id != self.number && ride.ride_type == self.ride.id;
        rides.iter().filter(is_alike).filter(|ride| ride.status == RideStatus::Open).count()
    }
}
