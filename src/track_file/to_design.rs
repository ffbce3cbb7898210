//! From a file to the coaster in it (rules: track files 4, 5, 8, 9).

use std::borrow::Cow;

use super::alias::Numbering;
use super::error::DesignError;
use super::header::Header;
use super::record::{ElementRecord, EntranceRecord, ObjectEntry, SceneryRecord, Track};
use super::{Fixed, Format, Game, TrackFile, from_td4, identity};
use crate::catalogue::{Catalogue, Mode, PieceId, RideTypeId};
use crate::design::{
    BLOCK_BRAKE_SPEED, Colours, DepartureFlags, Design, Element, Entrance, SceneryItem, Settings, Statistics,
};
use crate::quantity::{HeightUnits, MapPoint};

/// "No entrance", the last station style.
const LAST_STATION_STYLE: u8 = 12;

impl TrackFile {
    /// The fixed part in the form of a TD6. A TD4 gets what `OpenRCT2` supplies for missing fields, and the number of
    /// the ride type that it makes of RCT1's.
    ///
    /// # Errors
    /// When RCT1 has no such ride type or vehicle.
    pub fn header(&self, catalogue: &Catalogue) -> Result<Cow<'_, Header>, DesignError> {
        match &self.fixed {
            Fixed::Td4(header) => from_td4::header(header, Game::OpenRct2, catalogue).map(Cow::Owned),
            Fixed::Td6(header) => Ok(Cow::Borrowed(header)),
        }
    }

    /// The ride type that the game makes of a file with that [header](Self::header).
    pub fn ride(&self, header: &Header, catalogue: &Catalogue) -> RideTypeId {
        if self.format().is_rct1() { RideTypeId(header.ride_type) } else { identity::ride(header, catalogue) }
    }

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
        let rules = catalogue.rules();
        if self.format() == Format::Td7 && !rules.knobs.reads_td7 {
            return Err(DesignError::NewerFormat { rules: rules.name.clone() });
        }
        let Track::Elements(records) = &self.track else { return Err(DesignError::Maze) };
        let without_track = self.without_track(catalogue)?;
        let ride = without_track.ride;
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
        let elements = records.iter().enumerate().map(element).collect::<Result<_, _>>()?;
        let entrances = self.entrances.iter().copied().map(entrance).collect();
        Ok(Design { elements, entrances, ..without_track })
    }

    /// The same without track and entrances, for any file: the ride type, the settings and colours.
    ///
    /// # Errors
    /// When RCT1 has no such ride type or vehicle.
    pub fn without_track(&self, catalogue: &Catalogue) -> Result<Design, DesignError> {
        let header = self.header(catalogue)?;
        Ok(Design {
            ride: self.ride(&header, catalogue),
            vehicle: header.vehicle.name(),
            settings: header.settings(catalogue),
            elements: Vec::new(),
            entrances: Vec::new(),
            scenery: self.scenery.iter().map(scenery).collect(),
            colours: header.colours(),
            statistics: header.statistics(),
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

const fn scenery(record: &SceneryRecord) -> SceneryItem {
    let SceneryRecord { object: ObjectEntry(object), x, y, z, flags, primary_colour, secondary_colour } = *record;
    SceneryItem { object, x, y, z, flags, colours: [primary_colour, secondary_colour] }
}

fn entrance(record: EntranceRecord) -> Entrance {
    Entrance {
        at: MapPoint::new(record.x.into(), record.y.into()),
        z: HeightUnits(record.z.into()),
        direction: record.direction(),
        is_exit: record.is_exit(),
    }
}

impl Header {
    /// The operating settings as a reader understands them: the operation option is no more than the stored ride type
    /// allows.
    pub fn settings(&self, catalogue: &Catalogue) -> Settings {
        let stored = RideTypeId(self.ride_type);
        Settings {
            mode: Mode(self.mode),
            trains: self.trains,
            cars: self.cars,
            depart_flags: DepartureFlags::from_bits_retain(self.depart_flags),
            min_wait: self.min_wait,
            max_wait: self.max_wait,
            operation_option: identity::operation_option(stored, self.operation_option, catalogue),
            lift_speed: self.lift_and_circuits & 31,
            circuits: (self.lift_and_circuits >> 5).max(1),
        }
    }

    /// The colours, and the station's style.
    pub fn colours(&self) -> Colours {
        Colours {
            mode: self.colour_mode(),
            vehicle: self.slots().to_vec(),
            track: self.schemes(),
            station_style: self.station_style.min(LAST_STATION_STYLE),
        }
    }

    /// The stored statistics.
    pub const fn statistics(&self) -> Statistics {
        self.statistics.with_air_time(self.air_time)
    }
}
