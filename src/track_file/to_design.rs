//! From a file to the coaster in it (rules: track files 4, 5, 8 and 9).

use std::borrow::Cow;

use super::alias::Numbering;
use super::error::DesignError;
use super::header::Header;
use super::record::{ElementRecord, EntranceRecord, Track};
use super::{Fixed, Format, Game, TrackFile, from_td4, identity};
use crate::catalogue::{Catalogue, Mode, PieceId, RideTypeId};
use crate::design::{BLOCK_BRAKE_SPEED, Colours, Design, Element, Entrance, Settings, Statistics};

/// "No entrance", the last station style.
const LAST_STATION_STYLE: u8 = 12;

impl TrackFile {
    /// The design in the file, as the game understands it: the ride type, the vehicle and the pieces
    /// that stored numbers stand for, and the operation option lowered to what the ride type allows.
    ///
    /// The vehicle need not be in the catalogue, and the ride type may be any with track. A TD4 gets
    /// the ride type and vehicle that `OpenRCT2` gives it, and what that supplies for missing fields.
    ///
    /// # Errors
    /// When the file holds a maze, a ride without track, an element that is none, or a vehicle that
    /// RCT1 does not have.
    pub fn design(&self, catalogue: &Catalogue) -> Result<Design, DesignError> {
        let Track::Elements(records) = &self.track else { return Err(DesignError::Maze) };
        let (header, ride) = match &self.fixed {
            Fixed::Td4(header) => {
                let header = from_td4::header(header, Game::OpenRct2, catalogue)?;
                let ride = RideTypeId(header.ride_type);
                (Cow::Owned(header), ride)
            }
            Fixed::Td6(header) => (Cow::Borrowed(header), identity::ride(header, catalogue)),
        };
        if catalogue.tracked_name(ride).is_none() {
            return Err(DesignError::RideType { id: self.fixed.ride_type() });
        }
        let numbering = Numbering::of(self.format(), ride, catalogue);
        let highest = catalogue.pieces().len() - 1;
        let element = |(index, record): (usize, &ElementRecord)| {
            let piece = numbering.piece(record.id);
            let known = catalogue.piece(piece).map(|_| element(piece, record.qualifier, self.format()));
            known.ok_or(DesignError::Piece { index, id: record.id, highest })
        };
        Ok(Design {
            ride,
            vehicle: header.vehicle.name(),
            settings: settings(&header, catalogue),
            elements: records.iter().enumerate().map(element).collect::<Result<_, _>>()?,
            entrances: self.entrances.iter().copied().map(entrance).collect(),
            colours: colours(&header),
            statistics: statistics(&header),
            space: header.space.into(),
        })
    }
}

/// The low four bits hold half a speed or a seat rotation; on stations a number that nothing uses.
fn element(piece: PieceId, qualifier: u8, format: Format) -> Element {
    let plain = Element::new(piece);
    let low = qualifier & 15;
    let has_fixed_speed = piece.is_block_brake() && format != Format::Td7;
    let (speed, seat_rotation) = match () {
        () if has_fixed_speed => (BLOCK_BRAKE_SPEED, low),
        () if piece.has_speed() => (2 * low, plain.seat_rotation),
        () if piece.is_station() => (0, plain.seat_rotation),
        () => (0, low),
    };
    Element {
        piece,
        chain: qualifier & 0x80 != 0,
        inverted: qualifier & 0x40 != 0,
        speed,
        seat_rotation,
        colour_scheme: qualifier >> 4 & 3,
    }
}

fn entrance(record: EntranceRecord) -> Entrance {
    Entrance {
        x: record.x.into(),
        y: record.y.into(),
        z: record.z.into(),
        direction: record.direction(),
        is_exit: record.is_exit(),
    }
}

fn settings(header: &Header, catalogue: &Catalogue) -> Settings {
    let stored = RideTypeId(header.ride_type);
    Settings {
        mode: Mode(header.mode),
        trains: header.trains,
        cars: header.cars,
        depart_flags: header.depart_flags,
        min_wait: header.min_wait,
        max_wait: header.max_wait,
        operation_option: identity::operation_option(stored, header.operation_option, catalogue),
        lift_speed: header.lift_and_circuits & 31,
        circuits: (header.lift_and_circuits >> 5).max(1),
    }
}

fn colours(header: &Header) -> Colours {
    Colours {
        mode: header.colour_mode(),
        vehicle: header.slots().to_vec(),
        track: header.schemes(),
        station_style: header.station_style.min(LAST_STATION_STYLE),
    }
}

fn statistics(header: &Header) -> Statistics {
    Statistics {
        air_time: header.air_time,
        max_speed: header.max_speed,
        average_speed: header.average_speed,
        length: header.ride_length,
        max_positive_g: header.max_positive_g,
        max_negative_g: header.max_negative_g,
        max_lateral_g: header.max_lateral_g,
        inversions: header.inversions & 31,
        drops: header.drops & 63,
        highest_drop: header.highest_drop,
        excitement: header.excitement,
        intensity: header.intensity,
        nausea: header.nausea,
        upkeep: header.upkeep,
    }
}
