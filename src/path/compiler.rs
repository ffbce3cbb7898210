//! From the pieces of a layout to the pieces of a path (rules: physics 2.5, 2.6, 2.8).

use crate::catalogue::{Course, PathKind, PieceId, RideFlags};
use crate::layout::{Layout, PlacedPiece};

use super::piece::rolls_match;
use super::{Device, Link, PathPiece};

/// Makes pieces of a path from those of a layout.
pub(super) struct Compiler<'l, 'a> {
    pub layout: &'l Layout<'a>,
    /// Whether the ride type has an inverted variant.
    pub inverts: bool,
    /// Whether some cars follow another table than the usual one.
    pub has_reverser_cars: bool,
}

impl<'a> Compiler<'_, 'a> {
    /// A piece of the path; `None` when its course is not known.
    pub(super) fn piece(&self, index: usize) -> Option<PathPiece<'a>> {
        let layout = self.layout;
        let placed = &layout.pieces[index];
        let kind = layout.catalogue.piece(placed.piece)?;
        let device = device(layout, placed);
        let courses = self.courses(placed)?;
        let found = layout.links.taken_for(index);
        let is_alike_for_all = courses.iter().all(|course| *course == courses[0]);
        Some(PathPiece {
            id: placed.piece,
            kind,
            place: [placed.begin.at.x, placed.begin.at.y, placed.base.0],
            direction: placed.direction,
            courses,
            next: layout.links.next(found).map(|next| self.link(index, next, false)),
            previous: layout.links.previous(found).map(|previous| self.link(index, previous, true)),
            only_gravity: is_alike_for_all && only_gravity(placed, device),
            free_way: None,
            device,
            chain: placed.chain,
            inverted: self.inverts && placed.inverted,
            speed: placed.speed,
            station: placed.piece.is_arrival().then(|| layout.station_of(index).unwrap_or(0)),
            block_before: None,
            starts_block: placed.piece.starts_block(placed.chain),
        })
    }

    /// The course for every table that cars follow.
    fn courses(&self, placed: &PlacedPiece) -> Option<[Course; 3]> {
        let paths = self.layout.catalogue.paths();
        let course = |kind| paths.course(kind, placed.piece, placed.direction).copied();
        let usual = course(PathKind::Usual)?;
        if !self.has_reverser_cars {
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
fn only_gravity(placed: &PlacedPiece, device: Device) -> bool {
    let changes = matches!(placed.piece, PieceId::CABLE_LIFT_HILL | PieceId::ROTATION_CONTROL | PieceId::WATER_SPLASH);
    let (id, chain) = (placed.piece, placed.chain);
    device == Device::None && !id.is_brake() && !id.starts_block(chain) && !id.is_arrival() && !changes
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
        PieceId::LOG_FLUME_REVERSER => Device::LogFlumeReverser,
        piece if piece.is_reverser() => Device::Reverser,
        _ => Device::None,
    }
}
