//! What is inherited: typed track elements and the settings that go with them.

use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, PieceId};
use crate::design::Element;
use crate::layout::Pose;

use super::vocabulary::{Shape, Vocabulary};

/// A coaster as the search knows it: a station and the track from its front round to its rear.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Genome {
    /// Tiles of the platform.
    pub station: u8,
    /// The track after the platform, in driving order.
    pub track: Vec<Element>,
    /// Cars per train.
    pub cars: u8,
    /// Chain speed.
    pub lift_speed: u8,
    /// Launch speed.
    pub operation_option: u8,
}

/// A joint of a genome's track: before the element of the same index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrackJoint {
    /// Shape.
    pub shape: Shape,
    /// Where it lies.
    pub pose: Pose,
}

impl Genome {
    /// A short name that tells genomes apart: sixteen hexadecimal digits of an FNV-1a hash.
    pub fn id(&self) -> String {
        let element = |hash: u64, element: &Element| {
            let flags = u8::from(element.chain) | u8::from(element.inverted) << 1;
            [element.piece.0 as u8, (element.piece.0 >> 8) as u8, flags, element.speed].into_iter().fold(hash, fnv)
        };
        let settings = [self.station, self.cars, self.lift_speed, self.operation_option];
        let hash = self.track.iter().fold(settings.into_iter().fold(FNV_BASIS, fnv), element);
        format!("{hash:016x}")
    }

    /// All elements, the platform first, as a design stores them.
    pub fn elements(&self) -> Vec<Element> {
        let mut elements = Vec::with_capacity(usize::from(self.station) + self.track.len());
        for tile in 0..self.station {
            let piece = match tile {
                _ if tile + 1 == self.station => PieceId::END_STATION,
                0 => PieceId::BEGIN_STATION,
                _ => PieceId::MIDDLE_STATION,
            };
            let inverted = self.track.first().is_some_and(|element| element.inverted);
            elements.push(Element { inverted, ..Element::new(piece) });
        }
        elements.extend_from_slice(&self.track);
        elements
    }

    /// Every joint of the track, one more than there are elements, for a platform whose rear lies at a pose.
    pub fn joints(&self, catalogue: &Catalogue, vocabulary: &Vocabulary, rear: Pose) -> Vec<TrackJoint> {
        let shape = vocabulary.station_shape();
        let (sx, sy) = rear.heading.direction().step();
        let tiles = i32::from(self.station);
        let mut here = TrackJoint { shape, pose: Pose { x: rear.x + sx * tiles, y: rear.y + sy * tiles, ..rear } };
        let mut joints = Vec::with_capacity(self.track.len() + 1);
        joints.push(here);
        for element in &self.track {
            if let Some(piece) = catalogue.piece(element.piece) {
                here = TrackJoint { shape: vocabulary.after(piece, element.inverted), pose: here.pose.after(piece) };
            }
            joints.push(here);
        }
        joints
    }
}

const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

const fn fnv(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}
