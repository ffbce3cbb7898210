//! One setting or one piece of a design that is changed.

use crate::catalogue::{Catalogue, Joint, Piece, PieceId};
use crate::design::{Design, Element, Entrance};
use crate::layout::{Layout, lacking_entrances};
use crate::quantity::MapPoint;

/// A change of one setting or one piece.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Entrances and exits are put beside the stations that lack them.
    Entrances(Vec<Entrance>),
    /// Another number of trains.
    Trains(u8),
    /// Another number of cars per train.
    Cars(u8),
    /// Another speed of the chain, units of 2.25 mph.
    LiftSpeed(u8),
    /// Another speed of the launch, units of 2.25 mph.
    LaunchSpeed(u8),
    /// Another element in a place.
    Replace(usize, Element),
    /// An element more before a place.
    Insert(usize, Element),
    /// An element less.
    Remove(usize),
}

impl Change {
    /// Makes the change.
    pub fn apply(&self, design: &mut Design) {
        let settings = &mut design.settings;
        match self {
            Self::Entrances(entrances) => design.entrances.extend(entrances),
            Self::Trains(trains) => settings.trains = *trains,
            Self::Cars(cars) => settings.cars = *cars,
            Self::LiftSpeed(speed) => settings.lift_speed = *speed,
            Self::LaunchSpeed(speed) => settings.operation_option = *speed,
            Self::Replace(place, element) => design.elements[*place] = *element,
            Self::Insert(place, element) => design.elements.insert(*place, *element),
            Self::Remove(place) => drop(design.elements.remove(*place)),
        }
    }
}

/// Speeds that brakes and boosters are tried with, units of 2.25 mph.
const SPEEDS: [u8; 6] = [4, 8, 12, 16, 22, 28];

/// All single changes of a design that lies on the ground.
pub fn changes(layout: &Layout, design: &Design) -> Vec<Change> {
    let mut changes = settings(layout);
    let lacking = lacking_entrances(layout.catalogue, design, layout.site);
    if !lacking.is_empty() {
        changes.push(Change::Entrances(lacking));
    }
    changes.extend(pieces(layout, design));
    changes
}

fn settings(layout: &Layout) -> Vec<Change> {
    let (fit, settings, ride) = (&layout.trains, &layout.settings, layout.ride);
    let trains = (1..=fit.max_trains).filter(|&trains| trains != fit.trains).map(|trains| Change::Trains(trains as u8));
    let cars = (fit.min_cars..=fit.max_cars).filter(|&cars| cars != fit.cars).map(|cars| Change::Cars(cars as u8));
    let mut changes: Vec<Change> = trains.chain(cars).collect();
    if layout.pieces.iter().any(|piece| piece.chain) {
        let speeds = (ride.lift_speed.min..=ride.lift_speed.max).filter(|&speed| speed != settings.lift_speed);
        changes.extend(speeds.map(|speed| Change::LiftSpeed(speed as u8)));
    }
    if settings.mode.is_launched() {
        let option = ride.operation_option;
        let speeds = (option.min..=option.max).filter(|&speed| speed != settings.operation_option);
        changes.extend(speeds.map(|speed| Change::LaunchSpeed(speed as u8)));
    }
    changes
}

fn pieces(layout: &Layout, design: &Design) -> Vec<Change> {
    let catalogue = layout.catalogue;
    let buildable: Vec<&Piece> =
        layout.ride.buildable.normal.pieces.iter().filter_map(|&piece| catalogue.piece(piece)).collect();
    let mut changes = Vec::new();
    for (place, element) in design.elements.iter().enumerate() {
        let Some(kind) = catalogue.piece(element.piece).filter(|_| !element.piece.is_station()) else { continue };
        changes.extend(forms(layout, *element).into_iter().map(|form| Change::Replace(place, form)));
        let alike = buildable.iter().filter(|other| other.id != kind.id && is_in_its_place(other, kind));
        changes
            .extend(alike.flat_map(|other| elements_of(other.id, *element)).map(|form| Change::Replace(place, form)));
    }
    if is_open(layout) {
        changes.extend(loose(catalogue, &buildable, design));
    }
    changes
}

/// The same piece in other forms: with or without chain, at other speeds.
fn forms(layout: &Layout, element: Element) -> Vec<Element> {
    let may_chain = layout.ride.buildable.normal.chain.contains(&element.piece);
    let climbs = layout.catalogue.piece(element.piece).is_some_and(|piece| piece.flags.up);
    let mut forms = Vec::new();
    if element.chain || (may_chain && climbs) {
        forms.push(Element { chain: !element.chain, ..element });
    }
    if element.piece.is_brake() || element.piece.is_booster() {
        forms.extend(SPEEDS.into_iter().filter(|&speed| speed != element.speed).map(|speed| element.with_speed(speed)));
    }
    forms
}

/// The elements that another piece makes in place of one.
fn elements_of(piece: PieceId, before: Element) -> Vec<Element> {
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

fn is_open(layout: &Layout) -> bool {
    let ends = layout.pieces.first().zip(layout.pieces.last());
    ends.is_some_and(|(first, last)| first.begin != last.end)
}

/// Pieces more or less of a track with ends: at its end any that fits, elsewhere those that lead straight on.
fn loose(catalogue: &Catalogue, buildable: &[&Piece], design: &Design) -> Vec<Change> {
    let kind = |place: usize| design.elements.get(place).and_then(|element| catalogue.piece(element.piece));
    let meets =
        |end: &Joint, begin: &Joint| (end.pitch, end.roll, end.diagonal) == (begin.pitch, begin.roll, begin.diagonal);
    let mut changes = Vec::new();
    for place in 1..=design.elements.len() {
        let (Some(before), after) = (kind(place - 1), kind(place)) else { continue };
        let within_platform = before.id.is_station() && after.is_some_and(|after| after.id.is_station());
        let fits = |piece: &&&Piece| {
            let leads_on = after.is_none_or(|after| meets(&piece.end, &after.begin) && is_straight(piece));
            !piece.id.is_station() && !within_platform && meets(&before.end, &piece.begin) && leads_on
        };
        let elements =
            buildable.iter().filter(fits).flat_map(|piece| elements_of(piece.id, design.elements[place - 1]));
        changes.extend(elements.map(|element| Change::Insert(place, element)));
        if let (Some(gone), next) = (after, kind(place + 1)) {
            let joins = next.is_none_or(|next| meets(&before.end, &next.begin) && is_straight(gone));
            if joins && !gone.id.is_station() {
                changes.push(Change::Remove(place));
            }
        }
    }
    changes
}

fn is_straight(piece: &Piece) -> bool {
    let MapPoint { y, .. } = piece.end_offset;
    piece.end.turn == 0 && y == 0 && !piece.end.diagonal
}
