//! From a coaster to a file (rules: track files 4, 8, 9, 16).

use super::alias::Numbering;
use super::capacity::Capacity;
use super::error::{Misfit, WriteError};
use super::header::Header;
use super::identity::NoRideNumber;
use super::record::{ElementRecord, EntranceRecord, ObjectEntry, SceneryRecord};
use super::statistics::StatisticsRecord;
use super::{Format, NewFormat, TrackFile, UPRIGHT, header, identity, special};
use crate::catalogue::{Catalogue, RideFlags, RideTypeId};
use crate::design::{BLOCK_BRAKE_SPEED, Design, Element, Entrance, SceneryItem};

impl TrackFile {
    /// A TD6 of a design, complete in every field that a game reads.
    ///
    /// # Errors
    /// When a TD6 cannot hold the design; the error lists everything that does not fit.
    pub fn from_design(design: &Design, catalogue: &Catalogue) -> Result<Self, WriteError> {
        Self::from_design_in(NewFormat::Td6, design, catalogue)
    }

    /// The same in a format: a TD7 also holds pieces, speeds of block brakes and lengths that a TD6 does not.
    ///
    /// # Errors
    /// When the format cannot hold the design; the error lists everything that does not fit.
    pub fn from_design_in(format: NewFormat, design: &Design, catalogue: &Catalogue) -> Result<Self, WriteError> {
        from_design(design, format.into(), catalogue)
    }
}

impl NewFormat {
    /// The format for a design: that of every edition of the game where it holds it.
    pub fn of(design: &Design, catalogue: &Catalogue) -> Self {
        if Self::why_no_td6(design, catalogue).is_some() { Self::Td7 } else { Self::Td6 }
    }

    /// Why a TD6 does not hold a design.
    pub fn why_no_td6(design: &Design, catalogue: &Catalogue) -> Option<WriteError> {
        TrackFile::from_design(design, catalogue).and_then(|track| track.to_bytes()).err()
    }
}

impl TrackFile {
    /// Adds entrances and exits.
    ///
    /// # Errors
    /// When the format cannot hold them.
    pub fn add_entrances(&mut self, entrances: &[Entrance]) -> Result<(), WriteError> {
        let mut misfits = Vec::new();
        for (index, entrance) in entrances.iter().enumerate() {
            match entrance_record(entrance) {
                Some(record) => self.entrances.push(record),
                None => misfits.push(Misfit::Entrance { index, entrance: *entrance }),
            }
        }
        self.entrances.sort_by_key(|record| record.is_exit());
        if misfits.is_empty() { Ok(()) } else { Err(WriteError { format: self.format(), misfits }) }
    }
}

fn from_design(design: &Design, format: Format, catalogue: &Catalogue) -> Result<TrackFile, WriteError> {
    let mut writer = Writer { design, catalogue, format, misfits: Vec::new() };
    let ride_type = writer.ride_type();
    let numbering = Numbering::of(format, RideTypeId(ride_type), catalogue);
    let elements = design.elements.iter().enumerate();
    let elements: Vec<_> = elements.map(|(index, element)| writer.element(index, *element, numbering)).collect();
    let header = writer.header(ride_type, &elements);
    let scenery = design.scenery.iter().map(scenery_record).collect();
    let file = TrackFile { entrances: writer.entrances(), scenery, ..TrackFile::new(header, elements) };
    if writer.misfits.is_empty() { Ok(file) } else { Err(WriteError { format, misfits: writer.misfits }) }
}

/// Collects what does not fit while it writes the rest.
struct Writer<'a> {
    design: &'a Design,
    catalogue: &'a Catalogue,
    format: Format,
    misfits: Vec<Misfit>,
}

impl Writer<'_> {
    fn element(&mut self, index: usize, element: Element, numbering: Numbering) -> ElementRecord {
        let Element { piece, seat_rotation: rotation, colour_scheme: scheme, .. } = element;
        let known = self.catalogue.piece(piece);
        let id = numbering.number(piece);
        if id.is_none() || known.is_none() {
            let piece = known.map_or_else(|| format!("piece {}", piece.0), |piece| piece.name.clone());
            self.misfits.push(Misfit::Piece { index, piece });
        }
        if rotation > 15 || scheme > 3 {
            self.misfits.push(Misfit::Qualifier { index, rotation, scheme });
        }
        let low = self.low_bits(index, element);
        let qualifier = low & 15 | (scheme & 3) << 4 | u8::from(element.inverted) << 6 | u8::from(element.chain) << 7;
        ElementRecord { id: id.unwrap_or_default(), qualifier }
    }

    fn low_bits(&mut self, index: usize, element: Element) -> u8 {
        let Element { piece, speed, seat_rotation: rotation, .. } = element;
        if piece.is_block_brake() && self.format != Format::Td7 {
            if speed != BLOCK_BRAKE_SPEED {
                self.misfits.push(Misfit::BlockBrakeSpeed { index, speed });
            }
            return rotation;
        }
        if !piece.has_speed() {
            return rotation;
        }
        let has_seats =
            || self.catalogue.ride(self.design.ride).is_some_and(|ride| ride.has(RideFlags::HAS_SEAT_ROTATION));
        if piece.is_block_brake() && rotation != UPRIGHT && has_seats() {
            self.misfits.push(Misfit::SeatRotation { index, rotation });
        }
        if speed % 2 != 0 || speed > Capacity::MAX_SPEED {
            self.misfits.push(Misfit::Speed { index, speed });
        }
        speed / 2
    }

    /// All entrances, then all exits.
    fn entrances(&mut self) -> Vec<EntranceRecord> {
        let mut records = Vec::new();
        for is_exit in [false, true] {
            for (index, entrance) in self.design.entrances.iter().enumerate() {
                if entrance.is_exit != is_exit {
                    continue;
                }
                match entrance_record(entrance) {
                    Some(record) => records.push(record),
                    None => self.misfits.push(Misfit::Entrance { index, entrance: *entrance }),
                }
            }
        }
        records
    }

    fn ride_type(&mut self) -> u8 {
        let number = identity::ride_number(self.design.ride, &self.design.vehicle, self.catalogue);
        number.unwrap_or_else(|NoRideNumber { nearest, misfit }| {
            self.misfits.push(misfit);
            nearest
        })
    }

    fn vehicle(&mut self) -> ObjectEntry {
        let Some(vehicle) = self.catalogue.vehicle(&self.design.vehicle) else {
            self.misfits.push(Misfit::Vehicle { name: self.design.vehicle.clone() });
            return ObjectEntry([0; 16]);
        };
        ObjectEntry(vehicle.entry)
    }

    fn header(&mut self, ride_type: u8, elements: &[ElementRecord]) -> Header {
        let Design { settings, statistics, colours, space, .. } = self.design;
        if settings.trains == 0 {
            self.misfits.push(Misfit::NoTrains);
        }
        let option = settings.operation_option;
        let becomes = identity::operation_option(RideTypeId(ride_type), option, self.catalogue);
        if becomes != option {
            self.misfits.push(Misfit::OperationOption { option, becomes });
        }
        let (special_elements, flags) = special::flags(elements);
        let vehicle_colours = header::all_slots(&colours.vehicle);
        Header {
            ride_type,
            rct1_vehicle: 0,
            special_elements,
            mode: settings.mode.0,
            version_and_colour_mode: self.format.version() << 2 | header::colour_mode_bits(colours.mode),
            vehicle_colours: vehicle_colours.map(|[body, trim, _]| [body, trim]),
            unused: 0,
            station_style: colours.station_style,
            air_time: statistics.air_time,
            depart_flags: settings.depart_flags.bits(),
            trains: settings.trains,
            cars: settings.cars,
            min_wait: settings.min_wait,
            max_wait: settings.max_wait,
            operation_option: settings.operation_option,
            statistics: StatisticsRecord::new(statistics),
            track_main: colours.track.map(|[main, _, _]| main),
            track_additional: colours.track.map(|[_, additional, _]| additional),
            track_supports: colours.track.map(|[_, _, supports]| supports),
            flags,
            vehicle: self.vehicle(),
            space: (*space).into(),
            vehicle_third_colours: vehicle_colours.map(|[_, _, third]| third),
            lift_and_circuits: settings.lift_speed.min(Capacity::MAX_LIFT_SPEED)
                | settings.circuits.clamp(1, Capacity::MAX_CIRCUITS) << 5,
        }
    }
}

const fn scenery_record(item: &SceneryItem) -> SceneryRecord {
    let SceneryItem { object, x, y, z, flags, colours: [primary_colour, secondary_colour] } = *item;
    SceneryRecord { object: ObjectEntry(object), x, y, z, flags, primary_colour, secondary_colour }
}

pub(super) fn entrance_record(entrance: &Entrance) -> Option<EntranceRecord> {
    let exit = if entrance.is_exit { EntranceRecord::EXIT } else { 0 };
    Some(EntranceRecord {
        z: i8::try_from(entrance.z.0).ok().filter(|&z| z >= -126)?,
        flags: Some(entrance.direction).filter(|&direction| direction < 4)? | exit,
        x: entrance.at.x.try_into().ok()?,
        y: entrance.at.y.try_into().ok()?,
    })
}
