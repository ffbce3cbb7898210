//! Why a JSON text is no track design.

use std::fmt;

use crate::catalogue::Catalogue;
use crate::track_file::{Misfit, run_length::RunLengthError};

/// What a name in a JSON text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A ride type.
    Ride,
    /// An operating mode.
    Mode,
    /// A station style.
    StationStyle,
    /// A track piece.
    Piece,
}

impl Named {
    /// All names that it can have.
    pub fn all(self, catalogue: &Catalogue) -> Vec<&str> {
        match self {
            Self::Ride => {
                let others = catalogue.other_rides().iter().map(|other| other.name.as_str());
                catalogue.rides().map(|ride| ride.name.as_str()).chain(others).collect()
            }
            Self::Mode => catalogue.modes().map(|(_, name)| name).collect(),
            Self::StationStyle => super::STATION_STYLES.to_vec(),
            Self::Piece => catalogue.pieces().iter().map(|piece| piece.name.as_str()).collect(),
        }
    }
}

impl fmt::Display for Named {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(match self {
            Self::Ride => "ride type",
            Self::Mode => "operating mode",
            Self::StationStyle => "station style",
            Self::Piece => "piece",
        })
    }
}

/// Why a JSON text is no track design, or a track file has no JSON form.
///
/// [`Rct1`](Self::Rct1) is up to the caller, who asks for a form that designs of RCT1 do not have. In all other cases
/// the text is to blame: it was damaged, or written by hand with a mistake in the place that the message names.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// A design of RCT1.
    #[error("this is a design for RollerCoaster Tycoon 1, which has no JSON form; convert it to a TD6 or TD7 first")]
    Rct1,
    /// More text than the largest design has.
    #[error("the text has {length} bytes and no track design more than {limit}; is it the right file?")]
    Large {
        /// Bytes.
        length: usize,
        /// Largest length accepted.
        limit: usize,
    },
    /// Not JSON, or not with the fields of a design.
    #[error("{0}; compare with the JSON schema of track designs")]
    Text(#[from] serde_json::Error),
    /// Another version.
    #[error("version {found} of the form; this program knows version {known}, so get a program that is newer", known = super::VERSION)]
    Version {
        /// The version found.
        found: u32,
    },
    /// Some other JSON.
    #[error("this seems to be other JSON text, for it has no \"version\"; a track design begins with \"version\": {known}", known = super::VERSION)]
    Unversioned,
    /// A name that is none.
    #[error("{place}: there is no {kind} {name:?}; correct the name, or give a number")]
    Name {
        /// Where it stands.
        place: String,
        /// What it should name.
        kind: Named,
        /// The name.
        name: String,
    },
    /// A vehicle whose entry is not known.
    #[error(
        "vehicle: {name:?} is not in the catalogue; choose one that is, or give its entry as legacy.vehicle_object"
    )]
    Vehicle {
        /// Its name.
        name: String,
    },
    /// A number too large for its bits.
    #[error("{place}: {value} is too large, the most is {most}")]
    Range {
        /// Where it stands.
        place: String,
        /// The number.
        value: u16,
        /// The largest that fits.
        most: u16,
    },
    /// An odd speed.
    #[error("{place}: speed {speed} is odd and files hold even speeds; choose the next one")]
    OddSpeed {
        /// Where it stands.
        place: String,
        /// The speed.
        speed: u8,
    },
    /// A property that the piece does not have.
    #[error("{place}: the piece has no {property}; remove it")]
    Property {
        /// Where it stands.
        place: String,
        /// The property.
        property: &'static str,
    },
    /// A piece that a TD6 has no number for.
    #[error("{place}: the piece has no number in a TD6; choose another piece, or \"format\": \"td7\", which holds all")]
    NoNumber {
        /// Where it stands.
        place: String,
    },
    /// An object entry in another form.
    #[error("{place}: {text:?} is no object; write flags, name and checksum as in \"0A188B80|PTCT1   |A6A5C09F\"")]
    Object {
        /// Where it stands.
        place: String,
        /// What stands there.
        text: String,
    },
    /// More than 32 slots of vehicle colours.
    #[error("colours.vehicle: {count} slots, and a track file holds 32; remove the others")]
    Slots {
        /// Slots given.
        count: usize,
    },
    /// Neither elements nor a maze, or both.
    #[error("a design has either elements or a maze; give one of them")]
    Track,
    /// Not pairs of hexadecimal digits.
    #[error("legacy.trailing: {0}; remove the field if it does not matter")]
    Digits(#[from] hex::FromHexError),
    /// Hexadecimal digits that do not expand.
    #[error("legacy.trailing: {0}; remove the field if it does not matter")]
    Trailing(#[from] RunLengthError),
    /// A ride type that the file cannot hold with this vehicle.
    #[error("ride: {misfit}")]
    Ride {
        /// Why.
        misfit: Misfit,
    },
}
