//! From a record to its JSON form.

use super::document::{
    Colours, Departure, Document, Element, Entrance, FileFormat, Label, Legacy, Load, MazeTile, Scenery, Settings,
    Statistics,
};
use super::{JsonError, STATION_STYLES, VERSION};
use crate::catalogue::{Catalogue, Mode, RideTypeId};
use crate::design::DepartureFlags;
use crate::track_file::alias::Numbering;
use crate::track_file::run_length::{LiteralLimit, encode};
use crate::track_file::{
    ElementRecord, EntranceRecord, Fixed, Format, Header, MazeRecord, SceneryRecord, Track, TrackFile, UPRIGHT,
    identity, special,
};

impl Document {
    /// The JSON form of a record.
    ///
    /// # Errors
    /// When the record is a TD4.
    pub fn new(file: &TrackFile, catalogue: &Catalogue) -> Result<Self, JsonError> {
        let Fixed::Td6(header) = &file.fixed else { return Err(JsonError::Rct1) };
        let ride = identity::ride(header, catalogue);
        let numbering = Numbering::of(file.format(), RideTypeId(header.ride_type), catalogue);
        let (elements, maze) = match &file.track {
            Track::Elements(records) => {
                let has_block_speed = file.format() == Format::Td7;
                (Some(records.iter().map(|&r| element(r, numbering, has_block_speed, catalogue)).collect()), None)
            }
            Track::Maze(tiles) => (None, Some(tiles.iter().map(MazeTile::new).collect())),
        };
        Ok(Self {
            schema: None,
            version: VERSION,
            format: if file.format() == Format::Td7 { FileFormat::Td7 } else { FileFormat::Td6 },
            ride: label(catalogue.tracked_name(ride), header.ride_type),
            vehicle: header.vehicle.name(),
            settings: settings(header, catalogue),
            colours: Colours::new(header),
            statistics: statistics(header),
            elements,
            maze,
            entrances: file.entrances.iter().map(Entrance::new).collect(),
            scenery: file.scenery.iter().map(Scenery::new).collect(),
            legacy: legacy(header, ride, file, catalogue),
        })
    }
}

fn label(name: Option<&str>, number: impl Into<u16>) -> Label {
    name.map_or_else(|| Label::Number(number.into()), |name| Label::Name(name.to_owned()))
}

fn settings(header: &Header, catalogue: &Catalogue) -> Settings {
    Settings {
        mode: label(catalogue.mode_name(Mode(header.mode)), header.mode),
        trains: header.trains,
        cars: header.cars,
        departure: departure(DepartureFlags::from_bits_retain(header.depart_flags)),
        min_wait: header.min_wait,
        max_wait: header.max_wait,
        operation_option: header.operation_option,
        lift_speed: header.lift_and_circuits & 31,
        circuits: header.lift_and_circuits >> 5,
    }
}

fn departure(flags: DepartureFlags) -> Departure {
    Departure {
        load: match flags.load() {
            0 => Load::Quarter,
            1 => Load::Half,
            2 => Load::ThreeQuarters,
            3 => Load::Full,
            4 => Load::Any,
            5 => Load::Number5,
            6 => Load::Number6,
            _ => Load::Number7,
        },
        wait_for_load: flags.contains(DepartureFlags::WAIT_FOR_LOAD),
        leave_if_another_arrives: flags.contains(DepartureFlags::LEAVE_IF_ANOTHER_ARRIVES),
        synchronise: flags.contains(DepartureFlags::SYNCHRONISE),
        min_wait: flags.contains(DepartureFlags::MIN_WAIT),
        max_wait: flags.contains(DepartureFlags::MAX_WAIT),
    }
}

impl Colours {
    /// The colours of a fixed part; slots at the end that are as the first are left out.
    pub fn new(header: &Header) -> Self {
        let mut vehicle = header.slots().to_vec();
        while vehicle.len() > 1 && vehicle.last() == vehicle.first() {
            vehicle.pop();
        }
        Self {
            mode: header.colour_mode(),
            vehicle,
            track: header.schemes(),
            station_style: label(STATION_STYLES.get(usize::from(header.station_style)).copied(), header.station_style),
        }
    }
}

fn statistics(header: &Header) -> Statistics {
    let stored = header.statistics();
    Statistics {
        total_air_time: stored.air_time,
        max_speed: stored.max_speed,
        average_speed: stored.average_speed,
        ride_length: stored.length,
        max_positive_vertical_g: stored.max_positive_g,
        max_negative_vertical_g: stored.max_negative_g,
        max_lateral_g: stored.max_lateral_g,
        inversions: stored.inversions,
        drops: stored.drops,
        highest_drop_height: stored.highest_drop,
        excitement: stored.excitement,
        intensity: stored.intensity,
        nausea: stored.nausea,
        upkeep: stored.upkeep,
        space_required: header.space,
    }
}

fn element(record: ElementRecord, numbering: Numbering, has_block_speed: bool, catalogue: &Catalogue) -> Element {
    let piece = numbering.piece(record.id);
    let low = record.qualifier & 15;
    let has_speed = piece.has_speed() && (has_block_speed || !piece.is_block_brake());
    let unless_upright = Some(low).filter(|&low| low != UPRIGHT);
    Element {
        piece: label(catalogue.piece(piece).map(|piece| piece.name.as_str()), piece.0),
        chain: record.qualifier & 0x80 != 0,
        inverted: record.qualifier & 0x40 != 0,
        colour_scheme: record.qualifier >> 4 & 3,
        speed: has_speed.then_some(2 * low),
        station: unless_upright.filter(|_| piece.is_station()),
        seat_rotation: unless_upright.filter(|_| !piece.is_station() && !has_speed),
    }
}

impl MazeTile {
    /// The JSON form of a record.
    pub const fn new(record: &MazeRecord) -> Self {
        Self { x: record.x, y: record.y, walls: record.walls }
    }
}

impl Entrance {
    /// The JSON form of a record.
    pub const fn new(record: &EntranceRecord) -> Self {
        Self {
            x: record.x,
            y: record.y,
            z: record.z,
            direction: record.direction(),
            exit: record.is_exit(),
            extra: record.flags >> 2 & 31,
        }
    }
}

impl Scenery {
    /// The JSON form of a record.
    pub fn new(record: &SceneryRecord) -> Self {
        Self {
            object: record.object.to_string(),
            x: record.x,
            y: record.y,
            z: record.z,
            flags: record.flags,
            primary_colour: record.primary_colour,
            secondary_colour: record.secondary_colour,
        }
    }
}

/// What a reader of the rest would not guess.
fn legacy(header: &Header, ride: RideTypeId, file: &TrackFile, catalogue: &Catalogue) -> Legacy {
    let name = header.vehicle.name();
    let has_name = catalogue.tracked_name(ride).is_some();
    let usual_ride = identity::ride_number(ride, &name, catalogue).ok();
    let usual_vehicle = catalogue.vehicle(&name).map(|vehicle| vehicle.entry);
    let (special_elements, flags) = special::flags(file.track.elements());
    let trailing = Some(&file.trailing).filter(|bytes| !bytes.is_empty());
    Legacy {
        ride_number: Some(header.ride_type).filter(|&stored| has_name && usual_ride != Some(stored)),
        vehicle_object: Some(header.vehicle).filter(|entry| usual_vehicle != Some(entry.0)).map(|it| it.to_string()),
        rct1_vehicle: header.rct1_vehicle,
        special_elements: Some(header.special_elements).filter(|&stored| stored != special_elements),
        flags: Some(header.flags).filter(|&stored| stored != flags),
        unused: header.unused,
        sheltered_eighths: header.statistics.inversions >> 5,
        powered_lifts: header.statistics.drops >> 6,
        trailing: trailing.map(|bytes| hex::encode(encode(bytes, LiteralLimit::Rct2))),
    }
}
