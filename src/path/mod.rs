//! A layout compiled for running: its pieces with their courses, neighbours and devices (rules: physics 2.5, 2.6, 2.7, 2.8, 16).
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::layout::{Site, place};
//! use loopwright::{path::Path, track_file};
//!
//! let catalogue = Catalogue::load()?;
//! let design = track_file::read(include_bytes!("../../docs/example.td6"))?.design(&catalogue)?;
//! let layout = place(&catalogue, &design, Site::default(), Direction::new(0))?.as_design?;
//! let path = Path::new(&layout)?;
//! assert_eq!(path.pieces.len(), design.elements.len());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod load;
mod piece;
mod train_set;

pub use load::{Load, RIDER_MASS};
pub use piece::{Device, Link, Onward, PathPiece};
pub use train_set::{CarKind, Motor, Spinner, TrainSet, UpStop};

use crate::catalogue::{Catalogue, Course, DisplacementRate, PathKind, Paths, Piece, PieceId, RideFlags};
pub use crate::catalogue::{Place, STEP_LIMIT, enlarged_step_cost, step_cost};
use crate::layout::{Layout, PlacedPiece, RideSettings};
use piece::rolls_match;

/// What riders feel at a sub-position (rules: ratings 2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feel {
    /// Vertical part of gravity, before it is scaled to hundredths.
    pub gravity: i32,
    /// Vertical curvature factor; 0 is straight.
    pub vertical: i32,
    /// Lateral curvature factor; 0 is straight.
    pub lateral: i32,
}

impl Feel {
    /// What a sub-position of a piece feels like to a car that stands so.
    pub fn new(catalogue: &Catalogue, piece: &Piece, pitch: u8, roll: u8, progress: i32) -> Self {
        Self {
            gravity: catalogue.car_angles().felt_gravity(pitch, roll),
            vertical: piece.vertical_factor.at(progress),
            lateral: piece.lateral_factor.at(progress),
        }
    }

    /// Vertical and lateral G at a velocity, in hundredths.
    pub const fn g_force(&self, velocity: i32) -> (i16, i16) {
        let force = velocity.wrapping_abs().wrapping_mul(98);
        let vertical = if self.vertical == 0 { 0 } else { force / self.vertical };
        let lateral = if self.lateral == 0 { 0 } else { force / self.lateral };
        (hundredths(self.gravity.wrapping_add(vertical)), hundredths(lateral))
    }
}

const fn hundredths(force: i32) -> i16 {
    (force.wrapping_mul(10) >> 16) as i16
}

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
    /// Height of the land.
    pub surface: i32,
    /// The greatest displacement rate of cars anywhere but on reversers.
    pub displacement_rate: DisplacementRate,
    /// Whether a car that is inverted as its piece can go on forwards from every piece, and no piece moves other cars.
    pub is_unbroken: bool,
}

/// No way on is followed beyond this distance.
const FARTHEST: i32 = 1 << 29;

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
        let compiler = Compiler { layout, inverts: path.ride.has_inverted_variant };
        for (index, placed) in layout.pieces.iter().enumerate() {
            let piece = compiler.piece(index);
            path.pieces.push(piece.ok_or(PathError::UnknownPath { index, piece: placed.piece.0 })?);
        }
        path.set_brake_limits();
        path.set_block_starts();
        path.set_ways_on();
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
            surface: layout.site.surface.0,
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

    /// Finds the pieces from which cars go on to the next without more ado, and how far the way on reaches. Ways that
    /// lead back in the order of the design are followed no further.
    fn set_ways_on(&mut self) {
        for index in (0..self.pieces.len()).rev() {
            self.pieces[index].onward = self.way_on(index);
        }
    }

    fn way_on(&self, index: usize) -> Option<Onward> {
        let piece = &self.pieces[index];
        let link = piece.next.filter(|link| link.fits[usize::from(piece.inverted)])?;
        let next = &self.pieces[link.piece];
        if !piece.is_plain || !next.is_plain || piece.inverted != next.inverted {
            return None;
        }
        let (courses, course) = (self.courses(), next.courses[0]);
        let (last, start) = (piece.courses[0].nodes().end - 1, course.nodes().start);
        let step = step_cost(self.end_of(index), self.start_of(link.piece));
        let beyond = next.onward.as_ref();
        let plain_reach = (step + course.reach + beyond.map_or(0, |beyond| beyond.plain_reach)).min(FARTHEST);
        let even_reach = if next.chain != piece.chain || courses.gravity(start) != courses.gravity(last) {
            0
        } else {
            let beyond = beyond.filter(|_| courses.is_even(&course, start));
            (step + courses.even_reach(start) + beyond.map_or(0, |beyond| beyond.even_reach)).min(FARTHEST)
        };
        Some(Onward { piece: link.piece, course, step, chain: next.chain, plain_reach, even_reach })
    }

    /// The greatest displacement rate of cars on a piece and on the step to the next.
    fn displacement_rate_of(&self, index: usize) -> DisplacementRate {
        let piece = &self.pieces[index];
        let own = if piece.device == Device::Reverser {
            DisplacementRate::default()
        } else {
            piece.courses[0].displacement_rate
        };
        piece.next.map_or(own, |link| own.max(DisplacementRate::of(self.end_of(index), self.start_of(link.piece))))
    }

    /// Where the first sub-position of a piece lies.
    fn start_of(&self, piece: usize) -> Place {
        self.place(piece, self.pieces[piece].courses[0].nodes().start)
    }

    /// Where the last sub-position of a piece lies.
    fn end_of(&self, piece: usize) -> Place {
        self.place(piece, self.pieces[piece].courses[0].nodes().end - 1)
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

    /// How far it is from a sub-position to the last one before a piece that can stop a train being placed.
    ///
    /// # Panics
    ///
    /// If the number of the piece or of the sub-position is none of this path.
    pub fn reach_before_stop(&self, piece: usize, node: usize) -> i32 {
        let stops = |piece: &PathPiece| piece.starts_block || piece.device == Device::BrakeForDrop;
        let (courses, mut here) = (self.courses(), piece);
        if stops(&self.pieces[here]) {
            return 0;
        }
        let mut reach = self.pieces[here].courses[0].reach - courses.reach(node);
        while let Some(link) = self.pieces[here].next.filter(|link| !stops(&self.pieces[link.piece])) {
            reach += step_cost(self.end_of(here), self.start_of(link.piece));
            reach += self.pieces[link.piece].courses[0].reach;
            here = link.piece;
            if reach > FARTHEST {
                break;
            }
        }
        reach
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
    pub fn feel(&self, piece: usize, node: usize, progress: usize) -> Feel {
        let kind = self.pieces[piece].kind;
        Feel {
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

struct Compiler<'l, 'a> {
    layout: &'l Layout<'a>,
    /// Whether the ride type has an inverted variant.
    inverts: bool,
}

impl<'a> Compiler<'_, 'a> {
    /// A piece of the path; `None` when its course is not known.
    fn piece(&self, index: usize) -> Option<PathPiece<'a>> {
        let layout = self.layout;
        let placed = &layout.pieces[index];
        let kind = layout.catalogue.piece(placed.piece)?;
        let device = device(layout, placed);
        Some(PathPiece {
            id: placed.piece,
            kind,
            place: [placed.begin.at.x, placed.begin.at.y, placed.base.0],
            direction: placed.direction,
            courses: self.courses(placed)?,
            next: layout.links.next(index).map(|next| self.link(index, next, false)),
            previous: layout.links.previous(index).map(|previous| self.link(index, previous, true)),
            is_plain: is_plain(placed, device),
            onward: None,
            device,
            chain: placed.chain,
            inverted: self.inverts && placed.inverted,
            speed: placed.speed,
            station: layout.station_of(index),
            block_before: None,
            starts_block: placed.piece.starts_block(placed.chain),
        })
    }

    /// The course for every table that cars follow.
    fn courses(&self, placed: &PlacedPiece) -> Option<[Course; 3]> {
        let paths = self.layout.catalogue.paths();
        let course = |kind| paths.course(kind, placed.piece, placed.direction).copied();
        let usual = course(PathKind::Usual)?;
        if !placed.piece.is_reverser() {
            return Some([usual; 3]);
        }
        Some([usual, course(PathKind::ReverserFront)?, course(PathKind::ReverserRear)?])
    }

    /// The way from one piece to the next or, going backwards, to the one before (rules: physics 6.7, 6.9).
    fn link(&self, from: usize, to: usize, backwards: bool) -> Link {
        let (a, b) = (&self.layout.pieces[from], &self.layout.pieces[to]);
        let catalogue = self.layout.catalogue;
        let fits = [false, true].map(|car_inverted| {
            let (Some(a_kind), Some(b_kind)) = (catalogue.piece(a.piece), catalogue.piece(b.piece)) else {
                return false;
            };
            let (leaving, entering) =
                if backwards { (&a_kind.begin, &b_kind.end) } else { (&a_kind.end, &b_kind.begin) };
            let swap = self.inverts && car_inverted != b.inverted;
            leaving.pitch == entering.pitch && rolls_match(leaving.roll, entering.roll, swap)
        });
        Link { piece: to, fits }
    }
}

/// Whether nothing but gravity acts on cars, nothing comes of leaving or entering a piece, and no train is braked.
fn is_plain(placed: &PlacedPiece, device: Device) -> bool {
    let changes = matches!(placed.piece, PieceId::CABLE_LIFT_HILL | PieceId::ROTATION_CONTROL | PieceId::WATER_SPLASH);
    let (id, chain) = (placed.piece, placed.chain);
    device == Device::None && !id.is_brake() && !id.starts_block(chain) && !id.is_station() && !changes
}

fn device(layout: &Layout, placed: &PlacedPiece) -> Device {
    let ride = layout.ride;
    match placed.piece {
        PieceId::HEARTLINE_TRANSFER_UP | PieceId::HEARTLINE_TRANSFER_DOWN => Device::Heartline,
        PieceId::BRAKE_FOR_DROP => Device::BrakeForDrop,
        PieceId::POWERED_LIFT => Device::Push(ride.powered_lift_acceleration << 16),
        PieceId::FLAT if ride.has(RideFlags::HAS_LSM_BEHAVIOUR_ON_FLAT) => {
            Device::LinearMotor(ride.powered_lift_acceleration << 16)
        }
        piece if piece.is_booster() => Device::Booster {
            target: (i32::from(placed.speed) * ride.booster_factor / 2) << 16,
            acceleration: ride.booster_acceleration << 16,
        },
        piece if piece.is_reverser() => Device::Reverser,
        _ => Device::None,
    }
}
