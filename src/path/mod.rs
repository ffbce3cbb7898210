//! A layout compiled for running: its pieces with their courses, neighbours and devices (rules: physics 2.5, 2.6, 2.7,
//! 2.8, 16).
//!
//! A [`Path`] answers what a train asks in every tick: which piece comes next and whether a car fits on it ([`Link`]),
//! what the piece does to a car ([`Device`]), where a car is, and what its riders feel ([`GForceFactors`]). What can be
//! found out once, such as how far a car may run with nothing but gravity acting on it ([`FreeWay`]), is found out here.
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::layout::place;
//! use loopwright::site::Site;
//! use loopwright::{path::Path, track_file};
//!
//! let catalogue = Catalogue::load()?;
//! let design = track_file::read(include_bytes!("../../docs/example.td6"))?.design(&catalogue)?;
//! let layout = place(&catalogue, &design, Site::default(), Direction::new(0))?.as_design?;
//! let path = Path::new(&layout)?;
//! assert_eq!(path.pieces.len(), design.elements.len());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod compiler;
mod free_way;
mod g_force;
mod load;
mod piece;
mod train_set;

pub use free_way::FreeWay;
pub use g_force::GForceFactors;
pub use load::{Load, RIDER_MASS};
pub use piece::{Device, Link, PathPiece};
pub use train_set::{CarKind, Motor, Spinner, TrainSet, UpStop};

use crate::catalogue::{Catalogue, DisplacementRate, Paths, RideFlags};
pub use crate::catalogue::{Place, STEP_LIMIT, enlarged_step_cost, step_cost};
use crate::layout::{Layout, RideSettings};
use compiler::Compiler;

/// The constants of a ride type that motion looks up (rules: physics 2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RideConstants {
    /// Height of cars above the rail, Z units.
    pub vehicle_z: i32,
    /// Bits by which the launch speed is shifted left to give the acceleration.
    pub launch_shift: u32,
    /// Whether trains may go round more than once.
    pub allows_multiple_circuits: bool,
    /// Whether track can hang upside down.
    pub has_inverted_variant: bool,
    /// Whether trains under way for too long count as lost.
    pub checks_for_stalling: bool,
    /// Whether G forces are measured.
    pub has_g_forces: bool,
}

/// The platform a train stops at, as the test run sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Platform {
    /// Its front piece.
    pub end_piece: usize,
    /// Whether an entrance leads to it.
    pub has_entrance: bool,
}

/// Why a layout has no path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// There is no station to start from.
    #[error("the track has no station")]
    NoStation,
    /// A piece that the catalogue has no path for.
    #[error("no path through piece {piece} is known, which is element {index} of the design")]
    UnknownPath {
        /// Index in the element list.
        index: usize,
        /// The number.
        piece: u16,
    },
}

/// A compiled layout.
#[derive(Debug, Clone)]
pub struct Path<'a> {
    catalogue: &'a Catalogue,
    /// Pieces in the order of the design.
    pub pieces: Vec<PathPiece<'a>>,
    /// Platforms by slot.
    pub platforms: Vec<Option<Platform>>,
    /// The front piece of the first station.
    pub start: usize,
    /// The slot of the first station.
    pub start_station: usize,
    /// Cars.
    pub trains: TrainSet,
    /// Number of trains.
    pub train_count: usize,
    /// Settings in force.
    pub settings: RideSettings,
    /// Constants of the ride type.
    pub ride: RideConstants,
    /// The greatest displacement rate of cars anywhere but on reversers.
    pub displacement_rate: DisplacementRate,
    /// Whether a car that is inverted as its piece can go on forwards from every piece, and no piece moves other cars.
    pub is_unbroken: bool,
}

impl<'a> Path<'a> {
    /// Compiles a layout for empty trains, as the game tests them.
    ///
    /// # Errors
    /// When there is no station or a piece has no known path.
    pub fn new(layout: &Layout<'a>) -> Result<Self, PathError> {
        Self::loaded(layout, Load::Empty)
    }

    /// Compiles a layout for trains with riders.
    ///
    /// # Errors
    /// When there is no station or a piece has no known path.
    pub fn loaded(layout: &Layout<'a>, load: Load) -> Result<Self, PathError> {
        let start = layout.start_piece().ok_or(PathError::NoStation)?;
        let mut path = Self::bare(layout, start, load);
        let has_reverser_cars = path.trains.has_reverser_cars();
        let compiler = Compiler { layout, inverts: path.ride.has_inverted_variant, has_reverser_cars };
        for (index, placed) in layout.pieces.iter().enumerate() {
            let piece = compiler.piece(index);
            path.pieces.push(piece.ok_or(PathError::UnknownPath { index, piece: placed.piece.0 })?);
        }
        path.set_brake_limits();
        path.set_block_starts();
        path.set_free_ways();
        path.displacement_rate =
            (0..path.pieces.len()).map(|index| path.displacement_rate_of(index)).max().unwrap_or_default();
        path.is_unbroken = path.pieces.iter().all(PathPiece::leads_on);
        Ok(path)
    }

    fn bare(layout: &Layout<'a>, start: usize, load: Load) -> Self {
        let ride = layout.ride;
        Self {
            catalogue: layout.catalogue,
            pieces: Vec::with_capacity(layout.pieces.len()),
            platforms: platforms(layout),
            start,
            start_station: layout.stations.iter().next().map_or(0, |(slot, _)| slot),
            trains: TrainSet::new(layout.vehicle, layout.trains.cars.max(1) as usize, load),
            train_count: layout.trains.trains.max(0) as usize,
            settings: layout.settings,
            ride: RideConstants {
                vehicle_z: ride.vehicle_z.0,
                launch_shift: ride.launch_shift,
                allows_multiple_circuits: ride.has(RideFlags::ALLOW_MULTIPLE_CIRCUITS),
                has_inverted_variant: ride.has_inverted_variant(),
                checks_for_stalling: ride.has(RideFlags::CHECK_FOR_STALLING),
                has_g_forces: ride.has(RideFlags::HAS_G_FORCES),
            },
            displacement_rate: DisplacementRate::default(),
            is_unbroken: false,
        }
    }

    /// Opened brakes before a block brake let the train run as fast as the block brake does (rules: physics 7.2).
    fn set_brake_limits(&mut self) {
        for index in 0..self.pieces.len() {
            if !self.pieces[index].id.is_brake() {
                continue;
            }
            let own = i32::from(self.pieces[index].speed);
            let mut here = index;
            for _ in 0..256 {
                match self.pieces[here].next {
                    Some(link) if self.pieces[link.piece].id.is_brake() => here = link.piece,
                    _ => break,
                }
            }
            let after = self.pieces[here].next.map(|link| &self.pieces[link.piece]);
            let block = after.filter(|piece| piece.id.is_block_brake()).map_or(own, |piece| i32::from(piece.speed));
            self.pieces[index].device = Device::Brake { closed: own, open: own.max(block) };
        }
    }

    /// Finds, for every block start, the one before it along the track (rules: physics 6.7).
    fn set_block_starts(&mut self) {
        for index in 0..self.pieces.len() {
            if self.pieces[index].starts_block {
                self.pieces[index].block_before = self.block_start_before(index);
            }
        }
    }

    /// Where the first sub-position of a piece lies.
    fn start_of(&self, piece: usize) -> Place {
        self.place(piece, self.pieces[piece].courses[0].nodes().start)
    }

    /// Where the last sub-position of a piece lies.
    fn end_of(&self, piece: usize) -> Place {
        self.place(piece, self.pieces[piece].courses[0].nodes().end - 1)
    }

    /// Cost of the step from the last sub-position of a piece to the first of another.
    pub(crate) fn border(&self, from: usize, to: usize) -> i32 {
        step_cost(self.end_of(from), self.start_of(to))
    }

    fn block_start_before(&self, index: usize) -> Option<usize> {
        let mut here = index;
        for _ in 0..=self.pieces.len() {
            here = self.pieces[here].previous?.piece;
            if self.pieces[here].starts_block {
                return Some(here);
            }
        }
        None
    }

    /// The sub-positions that cars follow.
    pub const fn courses(&self) -> &'a Paths {
        self.catalogue.paths()
    }

    /// Where a sub-position of a piece lies, the vehicle's height above the rail included.
    ///
    /// # Panics
    ///
    /// If the number of the piece or of the sub-position is none of this path.
    pub fn place(&self, piece: usize, node: usize) -> Place {
        let [x, y, z] = self.pieces[piece].place;
        let step = self.courses().step(node);
        [x + i32::from(step.x), y + i32::from(step.y), z + i32::from(step.z) + self.ride.vehicle_z]
    }

    /// What a sub-position of a piece feels like.
    ///
    /// # Panics
    ///
    /// If the number of the piece or of the sub-position is none of this path.
    #[inline]
    pub fn g_force_factors(&self, piece: usize, node: usize, progress: usize) -> GForceFactors {
        let kind = self.pieces[piece].kind;
        GForceFactors {
            gravity: self.courses().felt_gravity(node),
            vertical: kind.vertical_factor.at(progress as i32),
            lateral: kind.lateral_factor.at(progress as i32),
        }
    }

    /// Gravity of a pitch code.
    pub fn gravity_of(&self, pitch: u8) -> i32 {
        self.catalogue.car_angles().acceleration(pitch)
    }
}

fn platforms(layout: &Layout) -> Vec<Option<Platform>> {
    let mut platforms = Vec::new();
    for (slot, station) in layout.stations.iter() {
        platforms.resize(slot + 1, None);
        platforms[slot] = layout.pieces.iter().position(|piece| station.begins_at(piece)).map(|end_piece| Platform {
            end_piece,
            has_entrance: layout.entrances.iter().any(|entrance| entrance.station == slot && !entrance.is_exit),
        });
    }
    platforms
}
