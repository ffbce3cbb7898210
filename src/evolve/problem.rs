//! Everything a search needs to build and judge designs of one ride type.

use crate::catalogue::{Catalogue, Direction, RideType, Vehicle};
use crate::design::{Design, Settings};
use crate::layout::{Occupancy, Placer, Pose, Site};
use crate::quantity::Height;
use crate::track_file::Capacity;

use super::genome::Genome;
use super::limits::Limits;
use super::moves::Motifs;
use super::moves::PieceSet;
use super::operator::{OPERATORS, Operator};

/// The shared tools of a search.
pub struct Problem<'a> {
    /// The rules of placing, with the first vehicle; all vehicles of a type need the same room.
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
    /// What their files hold.
    pub(super) capacity: Capacity,
}

/// Why a genome does not make a design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecodeError {
    /// The end misses the platform; how far, in tiles, land steps and quarter turns.
    Open(i32),
    /// So many blocks cannot stand where they are.
    Misplaced(i32),
    /// So many quarter tiles are taken twice.
    Overlap(i32),
    /// No room for entrance and exit beside the platform.
    NoEntrance,
}

impl<'a> Problem<'a> {
    /// Tools for a ride type and vehicle on default ground.
    pub fn new(catalogue: &'a Catalogue, ride: &'a RideType, vehicle: &'a Vehicle, limits: Limits) -> Self {
        let capacity = Capacity::new(ride, catalogue);
        let piece_set = PieceSet::new(catalogue, ride, &limits);
        let motifs = Motifs::new(catalogue, &piece_set);
        let placer = Placer { catalogue, ride, vehicle, site: Site::default() };
        Self { placer, vehicles: vec![vehicle], piece_set, motifs, operators: OPERATORS.to_vec(), limits, capacity }
    }

    /// The same tools for a choice of vehicles.
    #[must_use]
    pub fn with_vehicles(self, vehicles: Vec<&'a Vehicle>) -> Self {
        Self { vehicles, ..self }
    }

    /// The rules of placing for the vehicle of a genome.
    pub fn placer_of(&self, genome: &Genome) -> Placer<'a> {
        let vehicle = self.vehicles.get(usize::from(genome.operation.vehicle));
        Placer { vehicle: vehicle.copied().unwrap_or(self.placer.vehicle), ..self.placer }
    }

    /// Where designs begin on the map, before the height is known.
    pub fn rear(&self, z: Height) -> Pose {
        Pose::new(self.placer.site.start.corner(), z, Direction::new(0))
    }

    /// A design with entrance and exit, free of collisions; `occupancy` is left holding its track.
    ///
    /// # Errors
    /// What keeps the genome from being one.
    pub fn decode(&self, genome: &Genome, occupancy: &mut Occupancy) -> Result<Design, DecodeError> {
        self.decode_at(genome, occupancy).map(|(design, _)| design)
    }

    /// The same and where the design begins.
    pub(crate) fn decode_at(&self, genome: &Genome, occupancy: &mut Occupancy) -> Result<(Design, Pose), DecodeError> {
        let elements = genome.elements();
        let placed = self.draft(genome, &elements, occupancy)?;
        let entrances =
            self.entrances(&genome.platform_in(&placed), &placed, occupancy).ok_or(DecodeError::NoEntrance)?;
        let vehicle = self.vehicle(genome.operation);
        let design = Design {
            ride: self.placer.ride.id,
            vehicle: vehicle.name.clone(),
            settings: Self::settings(genome),
            elements,
            entrances,
            colours: crate::evolve::colours::colours(vehicle),
            statistics: crate::design::Statistics::default(),
            space: (0, 0),
        };
        Ok((design, placed[0].begin))
    }

    fn settings(genome: &Genome) -> Settings {
        let operation = &genome.operation;
        Settings {
            mode: operation.mode,
            trains: operation.trains,
            cars: operation.cars,
            operation_option: operation.launch_speed,
            lift_speed: operation.lift_speed,
            circuits: operation.circuits,
            ..Settings::default()
        }
    }
}
