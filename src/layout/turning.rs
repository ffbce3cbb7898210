//! A design turned round: mirrored, or run the other way.

use crate::catalogue::{Catalogue, Direction, Heading, Joint, Piece, PieceId, Pitch, RideTypeId, Roll};
use crate::design::{Design, Element, Entrance};
use crate::quantity::{Height, MapPoint};

use super::pose::Pose;

/// Why a design cannot be turned round.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TurningError {
    /// A piece that no other is the mirror image of.
    #[error("piece {index} ({name}) has no mirror image; take it out first")]
    NoMirror {
        /// Index in the design.
        index: usize,
        /// Name of the piece.
        name: String,
    },
    /// A piece that can be run one way only.
    #[error("piece {index} ({name}) cannot be run the other way; take it out first")]
    OneWay {
        /// Index in the design.
        index: usize,
        /// Name of the piece.
        name: String,
    },
    /// A track with ends.
    #[error("the track is no closed circuit; `loopwright close` completes it")]
    Open,
}

/// The mirror image of a design (rules: construction 5.3).
///
/// # Errors
/// When a piece has none.
pub fn mirrored(catalogue: &Catalogue, design: &Design) -> Result<Design, TurningError> {
    let mirror = |(index, element): (usize, &Element)| {
        let piece = catalogue.piece(element.piece);
        let no_mirror = || TurningError::NoMirror { index, name: name_of(piece) };
        Ok(Element { piece: piece.and_then(|piece| piece.mirror).ok_or_else(no_mirror)?, ..*element })
    };
    let elements = design.elements.iter().enumerate().map(mirror).collect::<Result<_, _>>()?;
    let entrance = |entrance: &Entrance| Entrance {
        at: MapPoint::new(entrance.at.x, -entrance.at.y),
        // Directions 1 and 3 lie to the right and to the left.
        direction: (4 - entrance.direction) & 3,
        ..*entrance
    };
    let entrances = design.entrances.iter().map(entrance).collect();
    Ok(Design { elements, entrances, ..design.clone() })
}

/// The same circuit run the other way, from the same first piece. If it had a chain, one pulls trains up what is now the
/// first climb.
///
/// # Errors
/// When the track is no circuit, or a piece can be run one way only.
pub fn reversed(catalogue: &Catalogue, design: &Design) -> Result<Design, TurningError> {
    let mut elements = Vec::new();
    let start = Pose::new(MapPoint::default(), Height(0), Direction::new(0));
    let (mut end, mut begin) = (start, start);
    for (index, element) in design.elements.iter().enumerate() {
        let piece = catalogue.piece(element.piece);
        let one_way = || TurningError::OneWay { index, name: name_of(piece) };
        let kind = piece.ok_or_else(one_way)?;
        end = end.after(kind);
        if index == 0 {
            begin = behind(end);
        }
        let back = reverse(catalogue, kind).ok_or_else(one_way)?;
        elements.push(Element { piece: back, chain: false, ..*element });
    }
    if end != start || elements.is_empty() {
        return Err(TurningError::Open);
    }
    elements[1..].reverse();
    if design.elements.iter().any(|element| element.chain) {
        lift_first_climb(catalogue, design.ride, &mut elements);
    }
    let turn_back = Direction::new(4 - begin.heading.direction().number());
    let entrance = |entrance: &Entrance| Entrance {
        at: turn_back.rotate(entrance.at - begin.at),
        direction: Direction::new(entrance.direction).turned(turn_back.number()).number(),
        ..*entrance
    };
    let entrances = design.entrances.iter().map(entrance).collect();
    Ok(Design { elements, entrances, ..design.clone() })
}

/// Gives the first climb after the station a chain, as far as the ride type has chains for its pieces.
fn lift_first_climb(catalogue: &Catalogue, ride: RideTypeId, elements: &mut [Element]) {
    let chained = |element: &Element| {
        let climbs = catalogue.piece(element.piece).is_some_and(|piece| piece.flags.up);
        let may = catalogue.ride(ride).is_some_and(|ride| ride.buildable.normal.chain.contains(&element.piece));
        climbs && may
    };
    let station = elements.iter().position(|element| element.piece.is_station()).unwrap_or(0);
    let first = (station..elements.len()).find(|&index| chained(&elements[index]));
    let Some(first) = first else { return };
    let climb = elements[first..].iter_mut().take_while(|element| chained(element));
    climb.for_each(|element| element.chain = true);
}

fn name_of(piece: Option<&Piece>) -> String {
    piece.map_or_else(|| "unknown".to_owned(), Piece::title)
}

/// Where a piece begins that runs back over a joint.
fn behind(joint: Pose) -> Pose {
    let (direction, diagonal) = (joint.heading.direction(), joint.heading.is_diagonal());
    let at = if diagonal { joint.at } else { joint.at - direction.step() };
    Pose { at, heading: Heading::new(direction.reversed(), diagonal), ..joint }
}

/// The piece that runs over the same tiles from the end of another to its beginning: the piece itself, one of its group,
/// or the first of any.
fn reverse(catalogue: &Catalogue, piece: &Piece) -> Option<PieceId> {
    let heading = Heading::new(Direction::new(0), piece.begin.diagonal);
    let start = Pose { at: MapPoint::default(), z: piece.begin.z, heading };
    let from = behind(start.after(piece));
    let fits = |other: &Piece| {
        let joints = [other.begin, other.end].map(|joint| (joint.pitch, joint.roll, joint.diagonal));
        joints == [piece.end, piece.begin].map(turned_over)
            && behind(from.after(other)) == start
            && tiles(other, from) == tiles(piece, start)
            && other.id.is_covered() == piece.id.is_covered()
    };
    if fits(piece) {
        return Some(piece.id);
    }
    let of_group = catalogue.pieces().iter().find(|other| other.group == piece.group && fits(other));
    of_group.or_else(|| catalogue.pieces().iter().find(|other| fits(other))).map(|other| other.id)
}

/// The shape of a joint for a train that comes the other way.
const fn turned_over(joint: Joint) -> (Pitch, Roll, bool) {
    (joint.pitch.reversed(), joint.roll.reversed(), joint.diagonal)
}

/// The tiles and heights that a piece takes, in order.
fn tiles(piece: &Piece, begin: Pose) -> Vec<(MapPoint, Height)> {
    let place = |offset: MapPoint| begin.at + begin.heading.direction().rotate(offset);
    let origin = begin.origin_z(piece);
    let mut tiles: Vec<_> = piece.blocks.iter().map(|block| (place(block.offset), origin + block.z)).collect();
    tiles.sort_unstable();
    tiles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_run_back_and_back_again_covers_the_same_ground() {
        let catalogue = Catalogue::load().unwrap();
        let mut found = 0;
        for piece in catalogue.pieces() {
            let Some(back) = reverse(&catalogue, piece) else { continue };
            let again = reverse(&catalogue, catalogue.piece(back).unwrap()).unwrap();
            let again = catalogue.piece(again).unwrap();
            assert_eq!(
                (again.end_offset, again.end, again.begin),
                (piece.end_offset, piece.end, piece.begin),
                "{}",
                piece.name
            );
            found += 1;
        }
        assert!(found > 250, "{found}");
        let back = |id: u16| reverse(&catalogue, catalogue.piece(PieceId(id)).unwrap());
        assert_eq!(back(4), Some(PieceId(10)), "25 degrees up is 25 degrees down the other way");
        assert_eq!(back(42), Some(PieceId(43)), "a turn to the left is one to the right");
        assert_eq!(back(99), Some(PieceId::BRAKES));
    }
}
