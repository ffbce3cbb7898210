//! What is inherited: typed track elements and how the ride is run.

mod course;
pub(crate) mod operation;

use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, Direction};
use crate::design::Element;
use crate::layout::{PlacedPiece, Pose, Station, lay_out};
use crate::quantity::{Height, MapPoint};
use crate::track_file::Capacity;

pub use self::course::Course;
pub use self::operation::{Form, Operation, platform_for};
use crate::evolve::limits::Limits;
use crate::evolve::lot::Place;
use crate::evolve::moves::{PieceSet, Shape, before};
use crate::evolve::problem::Problem;

/// A coaster as the search knows it: a platform and the track on both sides of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Genome {
    /// Tiles of the platform.
    pub station: u8,
    /// The track from the platform's front on, in driving order; on a circuit all the way to its rear.
    pub track: Vec<Element>,
    /// Whether the track comes back to the platform, and what lies behind the platform if not.
    pub course: Course,
    /// How the ride is run.
    pub operation: Operation,
    /// Where its platform stands, in a park.
    pub place: Option<Place>,
}

/// A joint of a genome's track: before the element of the same index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrackJoint {
    /// Shape.
    pub shape: Shape,
    /// Where it lies.
    pub pose: Pose,
}

impl TrackJoint {
    /// The joint before a piece on the ground, if the catalogue knows the piece.
    pub fn before(problem: &Problem, placed: &PlacedPiece) -> Option<Self> {
        let piece = problem.placer.catalogue.piece(placed.piece)?;
        let inverted = problem.placer.ride.has_inverted_variant() && placed.inverted;
        Some(Self { shape: before(piece, inverted), pose: placed.begin })
    }

    /// The joint after a piece on the ground, if the catalogue knows the piece.
    pub fn after(problem: &Problem, placed: &PlacedPiece) -> Option<Self> {
        let piece = problem.placer.catalogue.piece(placed.piece)?;
        let inverted = problem.placer.ride.has_inverted_variant() && placed.inverted;
        Some(Self { shape: problem.piece_set.after(piece, inverted), pose: placed.end })
    }
}

impl Genome {
    /// A short name that tells genomes apart: sixteen hexadecimal digits of an FNV-1a hash.
    pub fn id(&self) -> String {
        let element = |hash: u64, element: &Element| {
            let flags = u8::from(element.chain) | u8::from(element.inverted) << 1;
            [element.piece.0 as u8, (element.piece.0 >> 8) as u8, flags, element.speed].into_iter().fold(hash, fnv)
        };
        let settings = self.operation.bytes().into_iter().fold(fnv(FNV_BASIS, self.station), fnv);
        let hash = self.track.iter().chain(self.course.tail()).fold(settings, element);
        let hash = self.place.iter().flat_map(Place::bytes).fold(hash, fnv);
        format!("{hash:016x}")
    }

    /// Whether it has a platform, elements and settings that a search can have given it.
    pub(super) fn is_sound(&self, problem: &Problem) -> bool {
        let elements = || self.course.tail().iter().chain(&self.track);
        let fits = |element: &Element| problem.capacity.nearest(*element) == Some(*element);
        let is_known = |element: &Element| problem.placer.catalogue.piece(element.piece).is_some();
        let is_plain = |element: &Element| element.seat_rotation < 16 && element.colour_scheme < 4;
        self.station > 0
            && self.before_track() + self.track.len() <= Capacity::MAX_ELEMENTS
            && elements().all(|element| is_known(element) && is_plain(element) && fits(element))
            && problem.holds(self.operation)
            && match (&problem.grounds, self.place) {
                (Some(grounds), Some(place)) => place.is_sound(grounds.park),
                (grounds, place) => grounds.is_none() && place.is_none(),
            }
    }

    /// All elements in driving order, as a design stores them: the tail, the platform, the track.
    pub fn elements(&self) -> Vec<Element> {
        let mut elements = self.course.tail().to_vec();
        elements.extend(self.platform());
        elements.extend_from_slice(&self.track);
        elements
    }

    /// Whether it holds the stretch that must stay.
    pub(super) fn keeps_locked(&self, limits: &Limits) -> bool {
        let pieces = || self.elements().iter().map(|element| element.piece).collect::<Vec<_>>();
        limits.locked.is_empty() || limits.keeps_locked(&pieces(), self.course.is_circuit())
    }

    fn platform(&self) -> impl Iterator<Item = Element> {
        let inverted = self.track.first().is_some_and(|element| element.inverted);
        Element::platform(self.station, inverted)
    }

    /// Number of elements before the track.
    pub fn before_track(&self) -> usize {
        self.course.tail().len() + self.station as usize
    }

    /// The platform among the genome's elements laid on the ground.
    pub fn platform_in(&self, placed: &[PlacedPiece]) -> Station {
        let front = &placed[self.before_track() - 1];
        let length = i32::from(self.station);
        Station { front: front.begin.at, z: front.base, direction: front.direction, length }
    }

    /// The joint at the platform's rear, for a design that begins at a pose.
    pub fn rear(&self, catalogue: &Catalogue, start: Pose) -> Pose {
        let tail = lay_out(catalogue, self.course.tail(), start).unwrap_or_default();
        tail.last().map_or(start, |last| last.end)
    }

    /// Where a design begins whose platform's rear is a joint.
    pub fn start(&self, catalogue: &Catalogue, rear: Pose) -> Pose {
        let origin = Pose::new(MapPoint::default(), Height(0), Direction::new(0));
        let end = self.rear(catalogue, origin);
        let turned = rear.heading.direction().turned(4 - end.heading.direction().number());
        Pose::new(rear.at - turned.rotate(end.at), rear.z - end.z, turned)
    }

    /// Every joint of the track, one more than there are elements, for a design that begins at a pose.
    pub fn joints(&self, catalogue: &Catalogue, piece_set: &PieceSet, start: Pose) -> Vec<TrackJoint> {
        let rear = self.rear(catalogue, start);
        let platform = rear.heading.direction().step() * i32::from(self.station);
        let pose = Pose { at: rear.at + platform, ..rear };
        let mut here = TrackJoint { shape: piece_set.station_shape(), pose };
        let mut joints = Vec::with_capacity(self.track.len() + 1);
        joints.push(here);
        for element in &self.track {
            if let Some(piece) = catalogue.piece(element.piece) {
                here = TrackJoint { shape: piece_set.after(piece, element.inverted), pose: here.pose.after(piece) };
            }
            joints.push(here);
        }
        joints
    }

    /// A ride with loose ends driven the other way: what was in front of the platform lies behind it. `None` for a
    /// circuit, and where a piece of the track cannot be driven backwards.
    pub fn turned(&self, piece_set: &PieceSet) -> Option<Self> {
        let Course::LooseEnds { tail } = &self.course else { return None };
        let turned = |elements: &[Element]| -> Option<Vec<Element>> {
            elements.iter().rev().map(|element| piece_set.reversed(element)).collect()
        };
        let (track, tail) = (turned(tail)?, turned(&self.track)?);
        let place = self.place.map(|place| place.turned(self.station));
        Some(Self { track, course: Course::LooseEnds { tail }, place, ..*self })
    }
}

const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

const fn fnv(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}
