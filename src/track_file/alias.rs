//! Which pieces the element numbers of a file stand for (rules: track files 9, 11).

use super::Format;
use crate::catalogue::{Catalogue, PieceId, RideTypeId};

/// A number of one byte, and the piece it stands for.
type Alias = (u16, PieceId);

/// The number of the quarter loop would end the list.
const QUARTER_LOOP: Alias = (101, PieceId::INVERTED_UP_90_TO_FLAT);

/// Wild mice have no boosters; their number is the toggle of the spinning there.
const MOUSE: [Alias; 2] = [QUARTER_LOOP, (100, PieceId::ROTATION_CONTROL)];

/// Bases of rides without track, after the quarter loop.
#[rustfmt::skip]
const FLAT: [Alias; 11] = [
    QUARTER_LOOP,
    (95, PieceId(257)), (110, PieceId(258)), (111, PieceId(259)), (115, PieceId(260)), (116, PieceId(261)),
    (118, PieceId(262)), (119, PieceId(263)), (121, PieceId(264)), (122, PieceId(265)), (123, PieceId(266)),
];

/// The way from numbers to pieces and back in a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbering {
    aliases: &'static [Alias],
    /// Highest number; the next one ends the list.
    highest: u16,
}

impl Numbering {
    /// That of a TD7: each piece has its own number.
    pub(super) const WIDE: Self = Self { aliases: &[], highest: 0xfffe };

    /// That of a format for a stored ride type.
    pub(crate) fn of(format: Format, ride: RideTypeId, catalogue: &Catalogue) -> Self {
        // Higher numbers are not of RCT2, which alone has rides that the catalogue lacks.
        let is_flat = ride.0 <= 90 && catalogue.tracked_name(ride).is_none();
        let aliases: &[Alias] = match format {
            Format::Td7 => return Self::WIDE,
            Format::Td6 if matches!(ride.0, 54 | 94) => &MOUSE,
            Format::Td6 if !is_flat => &FLAT[..1],
            Format::Td6 => &FLAT,
            Format::Td4 | Format::Td4Expansion if is_flat => &FLAT[1..],
            Format::Td4 | Format::Td4Expansion => &[],
        };
        Self { aliases, highest: 254 }
    }

    /// The piece a number stands for.
    pub(crate) fn piece(self, number: u16) -> PieceId {
        self.aliases.iter().find(|alias| alias.0 == number).map_or(PieceId(number), |alias| alias.1)
    }

    /// The number of a piece, if it has one.
    pub(super) fn number(self, piece: PieceId) -> Option<u16> {
        let number = self.aliases.iter().find(|alias| alias.1 == piece).map_or(piece.0, |alias| alias.0);
        (number <= self.highest && self.piece(number) == piece).then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(format: Format, ride: u8) -> Numbering {
        Numbering::of(format, RideTypeId(ride), &Catalogue::load().unwrap())
    }

    #[test]
    fn numbers_stand_for_what_the_rules_say() {
        let (wooden, mouse, swing) = (of(Format::Td6, 52), of(Format::Td6, 94), of(Format::Td6, 26));
        assert_eq!(wooden.piece(101), PieceId(255));
        assert_eq!(wooden.piece(100), PieceId::BOOSTER);
        assert_eq!(mouse.piece(100), PieceId::ROTATION_CONTROL);
        assert_eq!(swing.piece(123), PieceId(266));
        assert_eq!(wooden.piece(123), PieceId::CABLE_LIFT_HILL);
        assert_eq!(wooden.number(PieceId::ROTATION_CONTROL), None);
        assert_eq!(mouse.number(PieceId::BOOSTER), None, "it would toggle the spinning");
        assert_eq!(wooden.number(PieceId(101)), None, "it would be a quarter loop");
        assert_eq!(of(Format::Td4, 54).piece(100), PieceId::BOOSTER);
        assert_eq!(of(Format::Td7, 54).number(PieceId(349)), Some(349));
    }

    #[test]
    fn numbers_go_both_ways() {
        for format in [Format::Td4, Format::Td4Expansion, Format::Td6, Format::Td7] {
            for ride in [52, 94, 26] {
                let numbering = of(format, ride);
                let (known, all) = if format == Format::Td7 { (0xffff, 0xffff) } else { (255, 1024) };
                for number in 0..known {
                    assert_eq!(numbering.number(numbering.piece(number)), Some(number), "{format} {ride} {number}");
                }
                let numbers = (0..=all).filter(|&piece| numbering.number(PieceId(piece)).is_some()).count();
                assert_eq!(numbers, usize::from(known), "{format} {ride}");
            }
        }
    }
}
