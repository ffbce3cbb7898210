//! Single pieces in another form, others in their place, and chains on climbs.

use crate::catalogue::{Piece, PieceId};
use crate::design::Element;
use crate::repair::change::Change;
use crate::repair::workpiece::Workpiece;

/// Speeds that brakes and boosters are tried with, units of 2.25 mph.
const SPEEDS: [u8; 6] = [4, 8, 12, 16, 22, 28];

/// A chain on every climb that has none, or on what of it has none.
pub(super) fn chains(workpiece: &Workpiece) -> Vec<Change> {
    let elements = &workpiece.design.elements;
    let may_get_one = |element: &Element| {
        !element.chain && workpiece.climbs(*element) && workpiece.problem.piece_set.may_chain(element)
    };
    let mut changes = Vec::new();
    let mut from = 0;
    for climb in elements.chunk_by(|a, b| may_get_one(a) == may_get_one(b)) {
        if may_get_one(&climb[0]) {
            changes.push(Change::Chain { from, count: climb.len() });
        }
        from += climb.len();
    }
    changes
}

/// Every piece in its other forms, and every other piece in its place. No platforms.
pub(super) fn replacements(workpiece: &Workpiece) -> Vec<Change> {
    let catalogue = workpiece.catalogue();
    let buildable: Vec<&Piece> =
        workpiece.layout.ride.buildable.normal.pieces.iter().filter_map(|&piece| catalogue.piece(piece)).collect();
    let mut changes = Vec::new();
    for (place, element) in workpiece.design.elements.iter().enumerate() {
        let Some(kind) = catalogue.piece(element.piece).filter(|_| !element.piece.is_station()) else { continue };
        let alike = buildable.iter().filter(|other| other.id != kind.id && is_in_its_place(other, kind));
        let others = alike.flat_map(|other| elements_of(other.id, *element));
        let elements = forms(workpiece, *element).into_iter().chain(others);
        changes.extend(elements.map(|element| Change::replace(place, element)));
    }
    changes
}

/// The same piece in other forms: with or without chain, at other speeds.
fn forms(workpiece: &Workpiece, element: Element) -> Vec<Element> {
    let may_chain = workpiece.problem.piece_set.may_chain(&element) && workpiece.climbs(element);
    let mut forms = Vec::new();
    if element.chain || may_chain {
        forms.push(Element { chain: !element.chain, ..element });
    }
    if element.piece.is_brake() || element.piece.is_booster() {
        forms.extend(SPEEDS.into_iter().filter(|&speed| speed != element.speed).map(|speed| element.with_speed(speed)));
    }
    forms
}

/// The elements that another piece makes in place of one.
pub(super) fn elements_of(piece: PieceId, before: Element) -> Vec<Element> {
    let plain = Element { colour_scheme: before.colour_scheme, inverted: before.inverted, ..Element::new(piece) };
    if piece.is_brake() || piece.is_booster() {
        return SPEEDS.map(|speed| plain.with_speed(speed)).into();
    }
    vec![plain]
}

/// Whether a piece begins and ends where another does. No platforms and no pieces that are there once.
fn is_in_its_place(other: &Piece, kind: &Piece) -> bool {
    let special = other.id.is_station() || matches!(other.id, PieceId::ON_RIDE_PHOTO | PieceId::CABLE_LIFT_HILL);
    !special && (other.begin, other.end, other.end_offset) == (kind.begin, kind.end, kind.end_offset)
}
