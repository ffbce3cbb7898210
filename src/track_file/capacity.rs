//! What a format holds of the designs of a ride type, for those who make designs.

use super::alias::Numbering;
use super::format::List;
use super::from_design::entrance_record;
use super::{Format, NewFormat, identity};
use crate::catalogue::{Catalogue, PieceId, Range, RideType, RideTypeId};
use crate::design::{BLOCK_BRAKE_SPEED, Element, Entrance};

/// What a format holds of the designs of a ride type (rules: track files 4, 8, 9, 11).
#[derive(Debug, Clone, Copy)]
pub struct Capacity {
    format: NewFormat,
    numbering: Numbering,
    /// Operation options of the ride type that a reader leaves as they are.
    pub operation_option: Range,
}

impl Capacity {
    /// Most elements.
    pub const MAX_ELEMENTS: usize = Format::Td6.most(List::Elements);
    /// Fastest chain lift.
    pub const MAX_LIFT_SPEED: u8 = 31;
    /// Most circuits per ride.
    pub const MAX_CIRCUITS: u8 = 7;
    /// Highest speed of brakes and boosters, which are even.
    pub const MAX_SPEED: u8 = 30;

    /// What a format holds of a ride type, stored as the number that every game reads.
    pub fn new(format: NewFormat, ride: &RideType, catalogue: &Catalogue) -> Self {
        let stored = RideTypeId(ride.file_id);
        let most = identity::operation_option(stored, u8::MAX, catalogue);
        let Range { min, max } = ride.operation_option;
        Self {
            format,
            numbering: Numbering::of(format.into(), stored, catalogue),
            operation_option: Range { min, max: max.min(most.into()) },
        }
    }

    /// Whether a piece has a number.
    pub fn holds(&self, piece: PieceId) -> bool {
        self.numbering.number(piece).is_some()
    }

    /// Whether the place of an entrance or exit fits.
    pub fn holds_entrance(entrance: &Entrance) -> bool {
        entrance_record(entrance).is_some()
    }

    /// The nearest element with a speed that fits; none when the piece has no number.
    pub fn nearest(&self, element: Element) -> Option<Element> {
        let speed = match element.piece {
            piece if piece.is_block_brake() && self.format == NewFormat::Td6 => BLOCK_BRAKE_SPEED,
            piece if piece.has_speed() => element.speed.min(Self::MAX_SPEED) / 2 * 2,
            _ => element.speed,
        };
        self.holds(element.piece).then_some(Element { speed, ..element })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{HeightUnits, MapPoint};

    fn of(ride: &str) -> Capacity {
        let catalogue = Catalogue::load().unwrap();
        Capacity::new(NewFormat::Td6, catalogue.ride_named(ride).unwrap(), &catalogue)
    }

    #[test]
    fn a_type_stored_as_another_has_the_options_of_both() {
        assert_eq!(of("classic_mini_rc").operation_option, Range { min: 5, max: 18 });
        assert_eq!(of("mini_rc").operation_option, Range { min: 5, max: 27 });
    }

    #[test]
    fn elements_are_brought_to_what_fits() {
        let wooden = of("wooden_rc");
        let brakes = |speed| Element::new(PieceId::BRAKES).with_speed(speed);
        assert_eq!(wooden.nearest(brakes(31)), Some(brakes(30)));
        assert_eq!(wooden.nearest(brakes(7)), Some(brakes(6)));
        let block = Element::new(PieceId::BLOCK_BRAKES);
        assert_eq!(wooden.nearest(block.with_speed(20)), Some(block));
        assert_eq!(wooden.nearest(Element::new(PieceId(300))), None);
        assert_eq!(of("steel_wild_mouse").nearest(Element::new(PieceId::BOOSTER)), None);
    }

    #[test]
    fn a_td7_holds_every_piece_and_the_speeds_of_block_brakes() {
        let catalogue = Catalogue::load().unwrap();
        let mouse = Capacity::new(NewFormat::Td7, catalogue.ride_named("steel_wild_mouse").unwrap(), &catalogue);
        assert!(catalogue.pieces().iter().all(|piece| mouse.holds(piece.id)));
        let block = Element::new(PieceId::DIAG_BLOCK_BRAKES);
        assert_eq!(mouse.nearest(block.with_speed(21)), Some(block.with_speed(20)));
    }

    #[test]
    fn entrances_lie_within_a_byte_of_height() {
        let at = |z| Entrance { at: MapPoint::new(0, 32), z: HeightUnits(z), direction: 3, is_exit: false };
        assert!(Capacity::holds_entrance(&at(127)) && Capacity::holds_entrance(&at(-126)));
        assert!(!Capacity::holds_entrance(&at(128)) && !Capacity::holds_entrance(&at(-127)));
    }
}
