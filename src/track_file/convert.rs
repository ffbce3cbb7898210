//! From one format to another (rules: track files 9, 10, 11).

use serde_json::{Map, Value};

use super::alias::Numbering;
use super::error::{ConvertError, DesignError, Misfit, WriteError};
use super::header::Header;
use super::identity::NoRideNumber;
use super::record::{ElementRecord, Track};
use super::td4::Td4Header;
use super::{Fixed, Format, Game, List, TrackFile, UPRIGHT, from_td4, identity, json, to_td4};
use crate::catalogue::{Catalogue, PieceId, RideFlags, RideTypeId};
use crate::design::{BLOCK_BRAKE_SPEED, ColourMode};

/// What to convert to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The format.
    pub format: Format,
    /// Whose vehicles a design of RCT1 gets, and stands for.
    pub game: Game,
    /// Whether what the format cannot hold may be left out or changed.
    pub lossy: bool,
}

impl Target {
    /// A format as `OpenRCT2` reads it, without loss.
    pub const fn new(format: Format) -> Self {
        Self { format, game: Game::OpenRct2, lossy: false }
    }

    /// The same with loss.
    #[must_use]
    pub const fn lossy(self) -> Self {
        Self { lossy: true, ..self }
    }

    /// The same for a game.
    #[must_use]
    pub const fn game(self, game: Game) -> Self {
        Self { game, ..self }
    }
}

/// A converted record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// The record in the new format.
    pub file: TrackFile,
    /// What was left out or changed; nothing unless the target allows loss.
    pub lost: Vec<Misfit>,
}

impl TrackFile {
    /// The same design in another format: track, maze, scenery and bytes that no game reads are kept
    /// wherever both formats hold them. What follows the last terminator goes along between TD6 and
    /// TD7 only.
    ///
    /// ```
    /// # use loopwright::catalogue::Catalogue;
    /// use loopwright::track_file::{Format, Target, TrackFile};
    ///
    /// fn for_new_games(old: &TrackFile, catalogue: &Catalogue) -> Option<TrackFile> {
    ///     old.convert(Target::new(Format::Td7), catalogue).ok().map(|conversion| conversion.file)
    /// }
    /// ```
    ///
    /// # Errors
    /// When RCT1's numbers in a TD4 are none, or the target cannot hold the design. The error lists
    /// everything that does not fit; with loss allowed only what cannot be left out is an error.
    pub fn convert(&self, target: Target, catalogue: &Catalogue) -> Result<Conversion, ConvertError> {
        if self.format() == target.format {
            self.to_bytes()?;
            return Ok(Conversion { file: self.clone(), lost: Vec::new() });
        }
        let mut misfits = Vec::new();
        let wide = widen(self, target.game, catalogue, &mut misfits)?;
        let file = narrow(wide, target, catalogue, &mut misfits);
        if let Some(Err(error)) = file.as_ref().map(Self::to_bytes) {
            misfits.extend(error.misfits);
        }
        match file.filter(|_| misfits.iter().all(|misfit| target.lossy && misfit.can_be_lost())) {
            Some(file) => Ok(Conversion { file, lost: misfits }),
            None => Err(WriteError { format: target.format, misfits }.into()),
        }
    }
}

/// Any record as a TD7, which has room for all.
fn widen(
    file: &TrackFile,
    game: Game,
    catalogue: &Catalogue,
    misfits: &mut Vec<Misfit>,
) -> Result<TrackFile, DesignError> {
    let header = match &file.fixed {
        Fixed::Td6(header) => header.clone(),
        Fixed::Td4(td4) => as_stored(from_td4::header(td4, game, catalogue)?, game, catalogue, misfits),
    };
    let track = match &file.track {
        Track::Elements(records) if file.format() != Format::Td7 => {
            let numbering = Numbering::of(file.format(), RideTypeId(header.ride_type), catalogue);
            let turned = (0..).zip(records).filter(|(_, record)| turns_seats(**record, &header, catalogue));
            misfits.extend(turned.map(|(index, record)| Misfit::SeatRotation { index, rotation: record.low_bits() }));
            Track::Elements(records.iter().map(|record| widen_element(*record, numbering)).collect())
        }
        track => track.clone(),
    };
    Ok(TrackFile {
        track,
        entrances: file.entrances.clone(),
        scenery: file.scenery.clone(),
        trailing: if file.format().is_rct1() { Vec::new() } else { file.trailing.clone() },
        ..TrackFile::new(header.with_version(Format::Td7), Vec::new())
    })
}

/// A fixed part with the number that the game turns into the ride type that it names.
fn as_stored(header: Header, game: Game, catalogue: &Catalogue, misfits: &mut Vec<Misfit>) -> Header {
    let ride = RideTypeId(header.ride_type);
    if game == Game::Rct2 || catalogue.tracked_name(ride).is_none() {
        return header;
    }
    let number = identity::ride_number(ride, &header.vehicle.name(), catalogue);
    let ride_type = number.unwrap_or_else(|NoRideNumber { nearest, misfit }| {
        misfits.push(misfit);
        nearest
    });
    let read = |ride| identity::operation_option(ride, header.operation_option, catalogue);
    let (option, becomes) = (read(ride), read(RideTypeId(ride_type)));
    misfits.extend((option != becomes).then_some(Misfit::OperationOption { option, becomes }));
    Header { ride_type, ..header }
}

/// Whether a block brake turns the seats; where it has a speed it cannot.
fn turns_seats(record: ElementRecord, header: &Header, catalogue: &Catalogue) -> bool {
    let has_seats =
        || catalogue.ride(identity::ride(header, catalogue)).is_some_and(|ride| ride.has(RideFlags::HAS_SEAT_ROTATION));
    PieceId(record.id).is_block_brake() && record.low_bits() != UPRIGHT && has_seats()
}

fn widen_element(record: ElementRecord, numbering: Numbering) -> ElementRecord {
    let piece = numbering.piece(record.id);
    let record = ElementRecord { id: piece.0, ..record };
    if piece.is_block_brake() { record.with_low_bits(BLOCK_BRAKE_SPEED / 2) } else { record }
}

/// A TD7 in the format of the target, as near as that gets; nothing when it has no number for
/// something that must have one.
fn narrow(wide: TrackFile, target: Target, catalogue: &Catalogue, misfits: &mut Vec<Misfit>) -> Option<TrackFile> {
    let Fixed::Td6(header) = &wide.fixed else { return None };
    let track = match &wide.track {
        Track::Elements(_) if target.format == Format::Td7 => return Some(wide),
        Track::Elements(records) => {
            let numbering = Numbering::of(target.format, RideTypeId(header.ride_type), catalogue);
            let elements = records.iter().enumerate();
            let elements =
                elements.map(|(index, record)| narrow_element(index, *record, numbering, catalogue, misfits));
            // All of them, so that every misfit is found.
            Track::Elements(elements.collect::<Vec<_>>().into_iter().collect::<Option<_>>()?)
        }
        Track::Maze(tiles) => Track::Maze(tiles.clone()),
    };
    if !target.format.is_rct1() {
        return Some(TrackFile { fixed: Fixed::Td6(header.with_version(target.format)), track, ..wide });
    }
    for (list, is_empty) in [(List::Entrances, wide.entrances.is_empty()), (List::Scenery, wide.scenery.is_empty())] {
        misfits.extend((!is_empty).then_some(Misfit::NoPlace { list }));
    }
    let td4 = to_td4::header(header, target.format, catalogue, misfits)?;
    misfits.extend(changes(header, &td4, target.game, catalogue));
    Some(TrackFile { fixed: Fixed::Td4(td4), track, ..TrackFile::new(header.clone(), Vec::new()) })
}

fn narrow_element(
    index: usize,
    record: ElementRecord,
    numbering: Numbering,
    catalogue: &Catalogue,
    misfits: &mut Vec<Misfit>,
) -> Option<ElementRecord> {
    let piece = PieceId(record.id);
    let Some(id) = numbering.number(piece) else {
        let name = catalogue.piece(piece).map_or_else(|| format!("piece {}", piece.0), |piece| piece.name.clone());
        misfits.push(Misfit::Piece { index, piece: name });
        return None;
    };
    let record = ElementRecord { id, ..record };
    if !piece.is_block_brake() {
        return Some(record);
    }
    let speed = 2 * record.low_bits();
    misfits.extend((speed != BLOCK_BRAKE_SPEED).then_some(Misfit::BlockBrakeSpeed { index, speed }));
    Some(record.with_low_bits(UPRIGHT))
}

/// What a game reads otherwise from a TD4 than from the fixed part that it was made from.
fn changes(header: &Header, td4: &Td4Header, game: Game, catalogue: &Catalogue) -> Vec<Misfit> {
    let Ok(back) = from_td4::header(td4, game, catalogue) else { return Vec::new() };
    // A TD4 makes this byte count, so it says as much as before.
    let back = Header { rct1_vehicle: header.rct1_vehicle, ..as_stored(back, game, catalogue, &mut Vec::new()) };
    let described = |header: &Header| {
        let bare = TrackFile::new(header.with_version(Format::Td6), Vec::new());
        json::Document::new(&bare, catalogue).ok().and_then(|document| serde_json::to_value(document).ok())
    };
    let mut changes = Vec::new();
    if let (Some(old), Some(new)) = (described(header), described(&back)) {
        compare("", &old, &new, &mut changes);
    }
    let is_unused = |misfit: &Misfit| matches!(misfit, Misfit::Changed { field, .. } if unused_slot(field, header));
    let (unused, mut changes): (Vec<_>, Vec<_>) = changes.into_iter().partition(is_unused);
    changes.extend((!unused.is_empty()).then_some(Misfit::UnusedColours { count: unused.len() }));
    changes
}

/// Whether a place in the JSON form is a slot of colours that no train uses.
fn unused_slot(field: &str, header: &Header) -> bool {
    let used = match header.colour_mode() {
        ColourMode::All | ColourMode::Invalid => 1,
        ColourMode::PerTrain => header.trains,
        ColourMode::PerCar => header.cars,
    };
    let slot = field.strip_prefix("colours.vehicle[").and_then(|rest| rest.split(']').next());
    slot.and_then(|slot| slot.parse::<u8>().ok()).is_some_and(|slot| slot >= used)
}

/// Lists the leaves in which two values differ.
fn compare(place: &str, old: &Value, new: &Value, changes: &mut Vec<Misfit>) {
    let none = Map::new();
    match (old, new) {
        (Value::Object(_), Value::Object(_) | Value::Null) | (Value::Null, Value::Object(_)) => {
            let [old, new] = [old, new].map(|value| value.as_object().unwrap_or(&none));
            for name in old.keys().chain(new.keys().filter(|name| !old.contains_key(*name))) {
                let place = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
                let [old, new] = [old, new].map(|fields| fields.get(name).unwrap_or(&Value::Null));
                compare(&place, old, new, changes);
            }
        }
        // Slots of colours that are left out are as the first.
        (Value::Array(old), Value::Array(new)) => {
            for index in 0..old.len().max(new.len()) {
                let [old, new] = [old, new].map(|items| items.get(index).or(items.first()).unwrap_or(&Value::Null));
                compare(&format!("{place}[{index}]"), old, new, changes);
            }
        }
        _ if old == new => {}
        _ => changes.push(Misfit::Changed { field: place.to_owned(), from: old.to_string(), to: new.to_string() }),
    }
}
