//! From a file to the coaster in it (rules: track files 4, 5, 8 and 9).

use super::error::DesignError;
use super::header::Header;
use super::record::{ElementRecord, EntranceRecord, Track};
use super::{Fixed, Format, TrackFile, alias};
use crate::catalogue::{Catalogue, Mode, PieceId, RideTypeId};
use crate::design::{BLOCK_BRAKE_SPEED, ColourMode, Colours, Design, Element, Entrance, Settings, Statistics};

/// "No entrance", the last station style.
const LAST_STATION_STYLE: u8 = 12;

impl TrackFile {
    /// The design in the file, as the game understands it: the ride type and the pieces that stored
    /// numbers stand for, and the operation option lowered to what the stored ride type allows.
    ///
    /// The vehicle need not be in the catalogue, and the ride type may be any with track.
    ///
    /// # Errors
    /// When the file holds a maze, a ride without track, RCT1's numbers, or an element that is none.
    pub fn design(&self, catalogue: &Catalogue) -> Result<Design, DesignError> {
        let Fixed::Td6(header) = &self.fixed else { return Err(DesignError::Rct1) };
        let Track::Elements(elements) = &self.track else { return Err(DesignError::Maze) };
        let vehicle = header.vehicle.name();
        let stored = RideTypeId(header.ride_type);
        let ride = catalogue.resolve_ride(stored, catalogue.vehicle(&vehicle));
        if catalogue.ride(ride).is_none() && catalogue.other_rides().iter().all(|other| other.id != ride) {
            return Err(DesignError::RideType { id: header.ride_type });
        }
        let highest_option = catalogue.ride(stored).map(|ride| ride.operation_option.max);
        Ok(Design {
            ride,
            vehicle,
            settings: settings(header, highest_option),
            elements: self.elements(elements, ride, catalogue)?,
            entrances: self.entrances.iter().copied().map(entrance).collect(),
            colours: colours(header),
            statistics: statistics(header),
            space: header.space.into(),
        })
    }

    fn elements(
        &self,
        records: &[ElementRecord],
        ride: RideTypeId,
        catalogue: &Catalogue,
    ) -> Result<Vec<Element>, DesignError> {
        let element = |(index, record): (usize, &ElementRecord)| {
            let element = element(*record, self.format(), ride);
            let known = catalogue.piece(element.piece).map(|_| element);
            let highest = catalogue.pieces().len() - 1;
            known.ok_or(DesignError::Piece { index, id: record.id, highest })
        };
        records.iter().enumerate().map(element).collect()
    }
}

/// The low four bits hold half a speed or a seat rotation; on stations a number that nothing uses.
fn element(record: ElementRecord, format: Format, ride: RideTypeId) -> Element {
    let piece = if format == Format::Td7 { PieceId(record.id) } else { alias::piece(record.id, ride) };
    let plain = Element::new(piece);
    let low = record.qualifier & 15;
    let has_fixed_speed = piece.is_block_brake() && format != Format::Td7;
    let (speed, seat_rotation) = match () {
        () if has_fixed_speed => (BLOCK_BRAKE_SPEED, low),
        () if piece.has_speed() => (2 * low, plain.seat_rotation),
        () if piece.is_station() => (0, plain.seat_rotation),
        () => (0, low),
    };
    Element {
        piece,
        chain: record.qualifier & 0x80 != 0,
        inverted: record.qualifier & 0x40 != 0,
        speed,
        seat_rotation,
        colour_scheme: record.qualifier >> 4 & 3,
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

fn settings(header: &Header, highest_option: Option<i32>) -> Settings {
    let option = header.operation_option;
    Settings {
        mode: Mode(header.mode),
        trains: header.trains,
        cars: header.cars,
        depart_flags: header.depart_flags,
        min_wait: header.min_wait,
        max_wait: header.max_wait,
        operation_option: highest_option.map_or(option, |most| option.min(most.clamp(0, 255) as u8)),
        lift_speed: header.lift_and_circuits & 31,
        circuits: (header.lift_and_circuits >> 5).max(1),
    }
}

fn colours(header: &Header) -> Colours {
    let third = header.vehicle_third_colours;
    let vehicle = header.vehicle_colours.iter().zip(third).map(|(&[body, trim], third)| [body, trim, third]);
    let scheme =
        |index: usize| [header.track_main[index], header.track_additional[index], header.track_supports[index]];
    Colours {
        mode: match header.version_and_colour_mode & 3 {
            0 => ColourMode::All,
            1 => ColourMode::PerTrain,
            2 => ColourMode::PerCar,
            _ => ColourMode::Invalid,
        },
        vehicle: vehicle.collect(),
        track: std::array::from_fn(scheme),
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
