//! From the JSON form to a record.

use std::collections::BTreeMap;

use super::document::{
    Colours, Departure, Document, Element, Entrance, FileFormat, Label, Legacy, Scenery, Settings, Statistics,
};
use super::{JsonError, Named, STATION_STYLES, VERSION};
use crate::catalogue::{Catalogue, PieceId, RideTypeId};
use crate::design::DepartureFlags;
use crate::track_file::alias::Numbering;
use crate::track_file::identity::NoRideNumber;
use crate::track_file::run_length::{WIDE_LIMIT, decode};
use crate::track_file::{
    ElementRecord, EntranceRecord, Format, Header, MazeRecord, ObjectEntry, SceneryRecord, StatisticsRecord, Track,
    TrackFile, UPRIGHT, header, identity, special,
};

impl Document {
    /// The record that the JSON form stands for.
    ///
    /// # Errors
    /// When a name is none, a number too large for its bits, or a field does not go with the rest.
    pub fn to_file(&self, catalogue: &Catalogue) -> Result<TrackFile, JsonError> {
        if self.version != VERSION {
            return Err(JsonError::Version { found: self.version });
        }
        let vehicle = self.vehicle(catalogue)?;
        let ride_type = self.ride_type(catalogue)?;
        let track = self.track(ride_type, catalogue)?;
        let header = self.header(ride_type, vehicle, track.elements(), catalogue)?;
        let mut file = TrackFile::new(header, Vec::new());
        file.track = track;
        file.entrances = numbered(&self.entrances, "entrances", |place, &item| entrance(place, item))?;
        file.scenery = numbered(&self.scenery, "scenery", scenery)?;
        file.trailing = self.legacy.trailing.as_deref().map_or(Ok(Vec::new()), trailing)?;
        Ok(file)
    }

    fn record_format(&self) -> Format {
        match self.format {
            FileFormat::Td6 => Format::Td6,
            FileFormat::Td7 => Format::Td7,
        }
    }

    fn vehicle(&self, catalogue: &Catalogue) -> Result<ObjectEntry, JsonError> {
        let place = "legacy.vehicle_object";
        let given = self.legacy.vehicle_object.as_deref().map(|text| object(place, text)).transpose()?;
        let usual = || catalogue.vehicle(&self.vehicle).map(|vehicle| ObjectEntry(vehicle.entry));
        let entry = given.filter(|entry| entry.name() == self.vehicle).or_else(usual);
        entry.ok_or_else(|| JsonError::Vehicle { name: self.vehicle.clone() })
    }

    fn ride_type(&self, catalogue: &Catalogue) -> Result<u8, JsonError> {
        let name = match &self.ride {
            Label::Number(number) => return byte("ride", *number),
            Label::Name(name) => name,
        };
        let other = || catalogue.other_rides().iter().find(|other| other.name == *name).map(|other| other.id);
        let ride = catalogue.ride_named(name).map(|ride| ride.id).or_else(other);
        let ride = ride.ok_or_else(|| unknown("ride", Named::Ride, name))?;
        // The number that was stored counts as long as it gives the ride type.
        let resolve = |stored| catalogue.resolve_ride(RideTypeId(stored), catalogue.vehicle(&self.vehicle));
        match self.legacy.ride_number.filter(|&stored| resolve(stored) == ride) {
            Some(stored) => Ok(stored),
            None => identity::ride_number(ride, &self.vehicle, catalogue)
                .map_err(|NoRideNumber { misfit, .. }| JsonError::Ride { misfit }),
        }
    }

    fn track(&self, ride_type: u8, catalogue: &Catalogue) -> Result<Track, JsonError> {
        match (&self.elements, &self.maze) {
            (Some(elements), None) => {
                let format = self.record_format();
                let writer = Elements {
                    numbering: Numbering::of(format, RideTypeId(ride_type), catalogue),
                    has_block_speed: format == Format::Td7,
                    pieces: catalogue.pieces().iter().map(|piece| (piece.name.as_str(), piece.id)).collect(),
                };
                numbered(elements, "elements", |place, element| writer.record(place, element)).map(Track::Elements)
            }
            (None, Some(tiles)) => Ok(Track::Maze(
                tiles.iter().map(|tile| MazeRecord { x: tile.x, y: tile.y, walls: tile.walls }).collect(),
            )),
            _ => Err(JsonError::Track),
        }
    }

    fn header(
        &self,
        ride_type: u8,
        vehicle: ObjectEntry,
        elements: &[ElementRecord],
        catalogue: &Catalogue,
    ) -> Result<Header, JsonError> {
        let Self { settings, colours, statistics, legacy, .. } = self;
        let (special_elements, flags) = special::flags(elements);
        let slots = slots(colours)?;
        let colour_mode = header::colour_mode_bits(colours.mode);
        Ok(Header {
            ride_type,
            rct1_vehicle: legacy.rct1_vehicle,
            special_elements: legacy.special_elements.unwrap_or(special_elements),
            mode: mode(settings, catalogue)?,
            version_and_colour_mode: self.record_format().version() << 2 | colour_mode,
            vehicle_colours: slots.map(|[body, trim, _]| [body, trim]),
            unused: legacy.unused,
            station_style: station_style(&colours.station_style)?,
            air_time: statistics.total_air_time,
            depart_flags: depart_flags(settings.departure).bits(),
            trains: settings.trains,
            cars: settings.cars,
            min_wait: settings.min_wait,
            max_wait: settings.max_wait,
            operation_option: settings.operation_option,
            statistics: stored_statistics(statistics, legacy)?,
            track_main: colours.track.map(|[main, _, _]| main),
            track_additional: colours.track.map(|[_, additional, _]| additional),
            track_supports: colours.track.map(|[_, _, supports]| supports),
            flags: legacy.flags.unwrap_or(flags),
            vehicle,
            space: statistics.space_required,
            vehicle_third_colours: slots.map(|[_, _, third]| third),
            lift_and_circuits: bits("settings.lift_speed", settings.lift_speed, 31)?
                | bits("settings.circuits", settings.circuits, 7)? << 5,
        })
    }
}

/// Converts a list, telling each item its place.
fn numbered<T, R>(
    items: &[T],
    list: &str,
    convert: impl Fn(&dyn Fn() -> String, &T) -> Result<R, JsonError>,
) -> Result<Vec<R>, JsonError> {
    items.iter().enumerate().map(|(index, item)| convert(&|| format!("{list}[{index}]"), item)).collect()
}

fn unknown(place: &str, kind: Named, name: &str) -> JsonError {
    JsonError::Name { place: place.to_owned(), kind, name: name.to_owned() }
}

fn bits(place: &str, value: u8, most: u8) -> Result<u8, JsonError> {
    let error = || JsonError::Range { place: place.to_owned(), value: value.into(), most: most.into() };
    (value <= most).then_some(value).ok_or_else(error)
}

fn byte(place: &str, value: u16) -> Result<u8, JsonError> {
    value.try_into().map_err(|_| JsonError::Range { place: place.to_owned(), value, most: 255 })
}

fn mode(settings: &Settings, catalogue: &Catalogue) -> Result<u8, JsonError> {
    match &settings.mode {
        Label::Number(number) => byte("settings.mode", *number),
        Label::Name(name) => {
            let known = catalogue.modes().find(|(_, known)| known == name).map(|(mode, _)| mode.0);
            known.ok_or_else(|| unknown("settings.mode", Named::Mode, name))
        }
    }
}

/// The statistics, and what is left over in their bytes.
fn stored_statistics(statistics: &Statistics, legacy: &Legacy) -> Result<StatisticsRecord, JsonError> {
    let inversions = bits("statistics.inversions", statistics.inversions, 31)?;
    let sheltered = bits("legacy.sheltered_eighths", legacy.sheltered_eighths, 7)?;
    let drops = bits("statistics.drops", statistics.drops, 63)?;
    let powered_lifts = bits("legacy.powered_lifts", legacy.powered_lifts, 3)?;
    Ok(StatisticsRecord {
        max_speed: statistics.max_speed,
        average_speed: statistics.average_speed,
        ride_length: statistics.ride_length,
        max_positive_g: statistics.max_positive_vertical_g,
        max_negative_g: statistics.max_negative_vertical_g,
        max_lateral_g: statistics.max_lateral_g,
        inversions: inversions | sheltered << 5,
        drops: drops | powered_lifts << 6,
        highest_drop: statistics.highest_drop_height,
        excitement: statistics.excitement,
        intensity: statistics.intensity,
        nausea: statistics.nausea,
        upkeep: statistics.upkeep,
    })
}

fn station_style(style: &Label) -> Result<u8, JsonError> {
    match style {
        Label::Number(number) => byte("colours.station_style", *number),
        Label::Name(name) => {
            let known = STATION_STYLES.iter().position(|known| known == name);
            known.map(|style| style as u8).ok_or_else(|| unknown("colours.station_style", Named::StationStyle, name))
        }
    }
}

fn depart_flags(departure: Departure) -> DepartureFlags {
    let Departure { load, wait_for_load, leave_if_another_arrives, synchronise, min_wait, max_wait } = departure;
    let mut flags = DepartureFlags::empty().with_load(load as u8);
    flags.set(DepartureFlags::WAIT_FOR_LOAD, wait_for_load);
    flags.set(DepartureFlags::LEAVE_IF_ANOTHER_ARRIVES, leave_if_another_arrives);
    flags.set(DepartureFlags::SYNCHRONISE, synchronise);
    flags.set(DepartureFlags::MIN_WAIT, min_wait);
    flags.set(DepartureFlags::MAX_WAIT, max_wait);
    flags
}

fn slots(colours: &Colours) -> Result<[[u8; 3]; 32], JsonError> {
    match colours.vehicle.len() {
        0..=32 => Ok(header::all_slots(&colours.vehicle)),
        count => Err(JsonError::Slots { count }),
    }
}

fn object(place: &str, text: &str) -> Result<ObjectEntry, JsonError> {
    text.parse().map_err(|_| JsonError::Object { place: place.to_owned(), text: text.to_owned() })
}

fn trailing(digits: &str) -> Result<Vec<u8>, JsonError> {
    Ok(decode(&hex::decode(digits)?, WIDE_LIMIT)?)
}

/// What elements need to become records.
struct Elements<'a> {
    numbering: Numbering,
    has_block_speed: bool,
    pieces: BTreeMap<&'a str, PieceId>,
}

impl Elements<'_> {
    fn record(&self, place: &dyn Fn() -> String, element: &Element) -> Result<ElementRecord, JsonError> {
        let piece = match &element.piece {
            Label::Number(number) => PieceId(*number),
            Label::Name(name) => {
                *self.pieces.get(name.as_str()).ok_or_else(|| unknown(&place(), Named::Piece, name))?
            }
        };
        let low = self.low_bits(place, piece, element)?;
        let scheme = bits(&format!("{}.colour_scheme", place()), element.colour_scheme, 3)?;
        let id = self.numbering.number(piece).ok_or_else(|| JsonError::NoNumber { place: place() })?;
        let qualifier = low | scheme << 4 | u8::from(element.inverted) << 6 | u8::from(element.chain) << 7;
        Ok(ElementRecord { id, qualifier })
    }

    fn low_bits(&self, place: &dyn Fn() -> String, piece: PieceId, element: &Element) -> Result<u8, JsonError> {
        let has_speed = piece.has_speed() && (self.has_block_speed || !piece.is_block_brake());
        let is_station = piece.is_station();
        let misplaced = [
            ("speed", element.speed.is_some() && !has_speed),
            ("station", element.station.is_some() && !is_station),
            ("seat_rotation", element.seat_rotation.is_some() && (has_speed || is_station)),
        ];
        if let Some((property, _)) = misplaced.into_iter().find(|(_, is_misplaced)| *is_misplaced) {
            return Err(JsonError::Property { place: place(), property });
        }
        if !has_speed {
            let given = element.station.or(element.seat_rotation).unwrap_or(UPRIGHT);
            return bits(&place(), given, 15);
        }
        let speed = bits(&format!("{}.speed", place()), element.speed.unwrap_or_default(), 30)?;
        if speed % 2 == 0 { Ok(speed / 2) } else { Err(JsonError::OddSpeed { place: place(), speed }) }
    }
}

fn entrance(place: &dyn Fn() -> String, entrance: Entrance) -> Result<EntranceRecord, JsonError> {
    let direction = bits(&format!("{}.direction", place()), entrance.direction, 3)?;
    let extra = bits(&format!("{}.extra", place()), entrance.extra, 31)?;
    let exit = if entrance.exit { EntranceRecord::EXIT } else { 0 };
    Ok(EntranceRecord { z: entrance.z, flags: direction | extra << 2 | exit, x: entrance.x, y: entrance.y })
}

fn scenery(place: &dyn Fn() -> String, scenery: &Scenery) -> Result<SceneryRecord, JsonError> {
    Ok(SceneryRecord {
        object: object(&format!("{}.object", place()), &scenery.object)?,
        x: scenery.x,
        y: scenery.y,
        z: scenery.z,
        flags: scenery.flags,
        primary_colour: scenery.primary_colour,
        secondary_colour: scenery.secondary_colour,
    })
}
