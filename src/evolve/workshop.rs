//! Everything a search needs to build and judge designs of one ride type.

use crate::catalogue::{Catalogue, Direction, RideType, TILE, Vehicle};
use crate::design::{Design, Settings};
use crate::layout::{LAND_STEP, Occupancy, PlacedPiece, Placing, Pose, Refusal, Site, lay_out};

use super::genome::Genome;
use super::limits::Limits;
use super::phrases::Phrasebook;
use super::variation::{OPERATORS, Operator};
use super::vocabulary::Vocabulary;

/// The shared tools of a search.
pub struct Workshop<'a> {
    /// The rules of placing, with the first vehicle; all vehicles of a type need the same room.
    pub placing: Placing<'a>,
    /// The vehicles that genomes choose from.
    pub vehicles: Vec<&'a Vehicle>,
    /// The pieces to use.
    pub vocabulary: Vocabulary,
    /// Short runs of them.
    pub phrases: Phrasebook,
    /// The ways to vary genomes, and how often each is tried.
    pub operators: Vec<(Operator, u32)>,
    /// What winners must keep to.
    pub limits: Limits,
}

/// Why a genome does not make a design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// The end misses the platform; how far, in tiles, land steps and quarter turns.
    Open(i32),
    /// So many blocks cannot stand where they are.
    Misplaced(i32),
    /// So many quarter tiles are taken twice.
    Overlap(i32),
    /// No room for entrance and exit beside the platform.
    NoEntrance,
}

impl<'a> Workshop<'a> {
    /// Tools for a ride type and vehicle on default ground.
    pub fn new(catalogue: &'a Catalogue, ride: &'a RideType, vehicle: &'a Vehicle, limits: Limits) -> Self {
        let vocabulary = Vocabulary::new(catalogue, ride, &limits);
        let phrases = Phrasebook::new(catalogue, &vocabulary);
        let placing = Placing { catalogue, ride, vehicle, site: Site::default() };
        Self { placing, vehicles: vec![vehicle], vocabulary, phrases, operators: OPERATORS.to_vec(), limits }
    }

    /// The same tools for a choice of vehicles.
    #[must_use]
    pub fn with_vehicles(self, vehicles: Vec<&'a Vehicle>) -> Self {
        Self { vehicles, ..self }
    }

    /// The rules of placing for the vehicle of a genome.
    pub fn placing_of(&self, genome: &Genome) -> Placing<'a> {
        let vehicle = self.vehicles.get(usize::from(genome.operation.vehicle));
        Placing { vehicle: vehicle.copied().unwrap_or(self.placing.vehicle), ..self.placing }
    }

    /// Where designs begin on the map, before the height is known.
    pub fn rear(&self, z: i32) -> Pose {
        let (x, y) = self.placing.site.start;
        Pose::new(x * TILE, y * TILE, z, Direction::new(0))
    }

    /// The height of the platform that puts the lowest block on the ground.
    pub fn platform_height(&self, placed: &[PlacedPiece]) -> i32 {
        let surface = self.placing.site.surface;
        let catalogue = self.placing.catalogue;
        let kinds = placed.iter().filter_map(|piece| Some((piece, catalogue.piece(piece.piece)?)));
        let lowest = kinds.flat_map(|(piece, kind)| piece.blocks(kind, 0)).map(|block| block.base).min();
        let sunk = lowest.map_or(0, |lowest| (surface - lowest).max(0));
        surface + (sunk + LAND_STEP - 1) / LAND_STEP * LAND_STEP
    }

    /// The height of a genome's platform on the site.
    pub fn height_of(&self, genome: &Genome) -> i32 {
        let rear = self.rear(self.placing.site.surface);
        lay_out(self.placing.catalogue, &genome.elements(), rear).map_or(rear.z, |placed| self.platform_height(&placed))
    }

    /// A design with entrance and exit, free of collisions; `occupancy` is left holding its track.
    ///
    /// # Errors
    /// What keeps the genome from being one.
    pub fn design(&self, genome: &Genome, occupancy: &mut Occupancy) -> Result<Design, Flaw> {
        let elements = genome.elements();
        let rear = self.rear(self.height_of(genome));
        let placed = lay_out(self.placing.catalogue, &elements, rear).map_err(|_| Flaw::Misplaced(1))?;
        self.check_closed(rear, genome)?;
        self.occupy(&placed, occupancy)?;
        let entrances = self.entrances(&genome.platform_in(&placed), &placed, occupancy).ok_or(Flaw::NoEntrance)?;
        let vehicle = self.vehicle(genome.operation);
        Ok(Design {
            ride: self.placing.ride.id,
            vehicle: vehicle.name.clone(),
            settings: Self::settings(genome),
            elements,
            entrances,
            colours: super::livery::colours(vehicle),
            statistics: crate::design::Statistics::default(),
            space: (0, 0),
        })
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

    fn check_closed(&self, rear: Pose, genome: &Genome) -> Result<(), Flaw> {
        if !genome.circuit {
            return Ok(());
        }
        let joints = genome.joints(self.placing.catalogue, &self.vocabulary, rear);
        let Some(last) = joints.last() else { return Err(Flaw::Open(i32::MAX)) };
        let end = last.pose;
        let turn = i32::from((end.heading.number() ^ rear.heading.number()) & 3).min(2);
        let shape = i32::from(last.shape != self.vocabulary.station_shape());
        let gap = (end.x - rear.x).abs() / TILE
            + (end.y - rear.y).abs() / TILE
            + (end.z - rear.z).abs() / LAND_STEP
            + 2 * turn
            + 2 * shape;
        if gap == 0 && end == rear { Ok(()) } else { Err(Flaw::Open(gap.max(1))) }
    }

    /// Takes the space of all pieces, or says how much of it cannot be had.
    fn occupy(&self, placed: &[PlacedPiece], occupancy: &mut Occupancy) -> Result<(), Flaw> {
        occupancy.clear();
        let (mut misplaced, mut overlapped) = (0, 0);
        for piece in placed {
            if self.placing.check(piece, None, None).is_err_and(|refusal| refusal != Refusal::InvalidHeight) {
                misplaced += 1;
            }
            let Some(kind) = self.placing.catalogue.piece(piece.piece) else { continue };
            for block in piece.blocks(kind, self.placing.vehicle.clearance) {
                overlapped += occupancy.conflicts(&block) as i32;
                occupancy.occupy(&block);
            }
        }
        match (misplaced, overlapped) {
            (0, 0) => Ok(()),
            (0, overlapped) => Err(Flaw::Overlap(overlapped)),
            (misplaced, _) => Err(Flaw::Misplaced(misplaced)),
        }
    }
}
