//! What a search solves: a ride type with its vehicles, pieces and limits, in tables that never change.

use crate::catalogue::{Catalogue, RideType, Vehicle};
use crate::layout::Placer;
use crate::site::{Park, Site};
use crate::track_file::Capacity;

use super::genome::Form;
use super::limits::Limits;
use super::lot::{Grounds, Lot};
use super::moves::{Motifs, PieceSet};
use super::operator::{OPERATORS, Operator};

/// How often a genome in a park is moved, beside the hundred of the other operators.
const RELOCATE_SHARE: u32 = 10;

/// The tables of a search.
pub struct Problem<'a> {
    /// The rules of placer, with the first vehicle; all vehicles of a type need the same room.
    pub placer: Placer<'a>,
    /// The vehicles that genomes choose from.
    pub vehicles: Vec<&'a Vehicle>,
    /// The pieces to use.
    pub piece_set: PieceSet,
    /// Short runs of them.
    pub motifs: Motifs,
    /// The ways to vary genomes, and how often each is tried.
    pub operators: Vec<(Operator, u32)>,
    /// What winners must keep to.
    pub limits: Limits,
    /// Forms of designs, where not all that the ride type can have are wanted.
    pub wanted_forms: Vec<Form>,
    /// Trains of every design, where a number is wanted.
    pub wanted_trains: Option<u8>,
    /// The part of a park to build on; without one the land is flat and empty.
    pub grounds: Option<Grounds<'a>>,
    /// What their files hold.
    pub(super) capacity: Capacity,
}

impl<'a> Problem<'a> {
    /// The problem of a ride type and vehicle on default ground.
    pub fn new(catalogue: &'a Catalogue, ride: &'a RideType, vehicle: &'a Vehicle, limits: Limits) -> Self {
        let capacity = Capacity::new(limits.format, ride, catalogue);
        let piece_set = PieceSet::new(catalogue, ride, &limits);
        let motifs = Motifs::new(catalogue, &piece_set);
        let placer = Placer { catalogue, ride, vehicle, site: Site::default() };
        Self {
            placer,
            vehicles: vec![vehicle],
            piece_set,
            motifs,
            operators: OPERATORS.to_vec(),
            limits,
            wanted_forms: Vec::new(),
            wanted_trains: None,
            grounds: None,
            capacity,
        }
    }

    /// The same problem in a park.
    #[must_use]
    pub fn in_park(mut self, lot: Lot, park: &'a Park) -> Self {
        if lot.station.is_none_or(|station| station.z.is_none() && lot.any_height) {
            self.operators.push((Operator::Relocate, RELOCATE_SHARE));
        }
        let grounds = Grounds::new(lot, park, &mut self.placer);
        Self { grounds: Some(grounds), ..self }
    }

    /// Most tiles that a design can take.
    pub(super) fn most_tiles(&self) -> i32 {
        let wanted = self.limits.tiles.unwrap_or(i32::MAX).min(self.limits.footprint.tiles());
        let area = self.grounds.as_ref().map_or(i32::MAX, |grounds| grounds.lot.area.tiles());
        wanted.min(area)
    }

    /// The rules of placing for a vehicle by its index.
    pub fn placer_of(&self, vehicle: u8) -> Placer<'a> {
        let vehicle = self.vehicles.get(usize::from(vehicle));
        Placer { vehicle: vehicle.copied().unwrap_or(self.placer.vehicle), ..self.placer }
    }
}
