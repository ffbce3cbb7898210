//! Track design files of `RollerCoaster` Tycoon: TD4 (RCT1), TD6 (RCT2, `OpenRCT2`) and TD7 (`OpenRCT2`)
//! (rules: track files 1, 15).
//!
//! [`read`] takes a file apart into a [`TrackFile`], which holds every byte of it, and
//! [`TrackFile::to_bytes`] puts it together: a file that was not changed comes out as it was read.
//! [`TrackFile::design`] and [`TrackFile::from_design`] go between a file and the coaster in it.
//!
//! ```
//! use loopwright::catalogue::{Catalogue, PieceId, RideTypeId};
//! use loopwright::design::{Colours, Design, Element, Settings, Statistics};
//! use loopwright::track_file::{self, TrackFile};
//!
//! let catalogue = Catalogue::load()?;
//! let design = Design {
//!     ride: RideTypeId(52),
//!     vehicle: "PTCT1".to_owned(),
//!     settings: Settings::default(),
//!     elements: vec![Element::new(PieceId::END_STATION), Element::new(PieceId::FLAT)],
//!     entrances: Vec::new(),
//!     scenery: Vec::new(),
//!     colours: Colours::default(),
//!     statistics: Statistics::default(),
//!     space: (2, 1),
//! };
//! let bytes = TrackFile::from_design(&design, &catalogue)?.to_bytes()?;
//! assert_eq!(track_file::read(&bytes)?.design(&catalogue)?, design);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod alias;
mod capacity;
mod checksum;
mod convert;
mod error;
mod expanded;
mod foreign;
mod format;
mod from_design;
mod from_td4;
mod header;
mod identity;
pub mod json;
mod record;
pub mod run_length;
mod special;
mod statistics;
mod td4;
mod to_design;
mod to_td4;

pub use capacity::Capacity;
pub use checksum::Checksum;
pub use convert::{Conversion, Target};
pub use error::{ConvertError, DesignError, Misfit, ReadError, WriteError};
pub use foreign::kind as foreign_kind;
pub use format::{Format, List, NewFormat};
pub use from_td4::Game;
pub use header::Header;
pub use record::{
    ElementRecord, EntranceRecord, MazePart, MazeRecord, ObjectEntry, ParseObjectError, SceneryRecord, Track,
};
pub use statistics::StatisticsRecord;
pub use td4::{Td4Expansion, Td4Header};

pub(crate) use alias::Numbering;

use format::WRITE_LIMIT;
use run_length::{LiteralLimit, WIDE_LIMIT};

/// Largest file that is read; real ones have 100 bytes to 10 KiB.
pub const FILE_LIMIT: usize = 1024 * 1024;
/// Expanded lengths of files of RCT1, without and with an expansion pack.
const RCT1_LENGTHS: [usize; 2] = [8058, 8198];
/// The ride type that is a maze, in every format.
const MAZE: u8 = 20;
/// Seats upright: the low bits of an element that has no speed.
const UPRIGHT: u8 = 4;

/// A track design file, byte for byte.
///
/// Two of them are equal if their contents are, however they were packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackFile {
    /// The fixed part; it decides the format.
    pub fixed: Fixed,
    /// Elements or maze tiles.
    pub track: Track,
    /// Entrances and exits.
    pub entrances: Vec<EntranceRecord>,
    /// Scenery.
    pub scenery: Vec<SceneryRecord>,
    /// What follows the last terminator: memory that the game happened to save along.
    pub trailing: Vec<u8>,
    origin: Origin,
}

/// The fixed part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fixed {
    /// That of a TD4.
    Td4(Td4Header),
    /// That of a TD6 or TD7.
    Td6(Header),
}

impl Fixed {
    /// The stored ride type.
    pub const fn ride_type(&self) -> u8 {
        match self {
            Self::Td4(header) => header.ride_type,
            Self::Td6(header) => header.ride_type,
        }
    }

    const fn version_and_colour_mode(&self) -> u8 {
        match self {
            Self::Td4(header) => header.version_and_colour_mode,
            Self::Td6(header) => header.version_and_colour_mode,
        }
    }
}

/// The file that a record was read from. It is no part of the contents, so any two are equal.
#[derive(Debug, Clone, Default)]
struct Origin(Option<Vec<u8>>);

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Origin {}

/// Reads a file of any format; the version number in it decides, not its name.
///
/// A wrong checksum is no error, see [`TrackFile::checksum`].
///
/// # Errors
/// When the bytes are no track design, or a damaged one. Bytes that seem to be something else are
/// named: a picture, a park, a text.
pub fn read(bytes: &[u8]) -> Result<TrackFile, ReadError> {
    let result = unpack(bytes);
    let is_sound = result.as_ref().is_ok_and(|file| file.checksum().is_some());
    match foreign::kind(bytes).filter(|_| !is_sound) {
        Some(kind) => Err(ReadError::Foreign { kind }),
        None => result,
    }
}

fn unpack(bytes: &[u8]) -> Result<TrackFile, ReadError> {
    let length = bytes.len();
    let body = match bytes.split_last_chunk::<4>() {
        None if bytes.is_empty() => return Err(ReadError::Empty),
        Some(_) if length > FILE_LIMIT => return Err(ReadError::Oversized { length, limit: FILE_LIMIT }),
        Some((body, _)) if body.len() >= 2 => body,
        _ => return Err(ReadError::Short { length }),
    };
    let data = run_length::decode(body, WIDE_LIMIT)?;
    let format = expanded::format(&data)?;
    if data.len() > format.read_limit() {
        return Err(ReadError::Expanded { format, length: data.len(), limit: format.read_limit() });
    }
    Ok(TrackFile { origin: Origin(Some(bytes.to_vec())), ..expanded::parse(&data)? })
}

impl TrackFile {
    /// A file of elements without entrances and scenery.
    pub fn new(header: Header, elements: Vec<ElementRecord>) -> Self {
        Self {
            fixed: Fixed::Td6(header),
            track: Track::Elements(elements),
            entrances: Vec::new(),
            scenery: Vec::new(),
            trailing: Vec::new(),
            origin: Origin::default(),
        }
    }

    /// The format, as the fixed part says.
    pub const fn format(&self) -> Format {
        match &self.fixed {
            Fixed::Td4(Td4Header { expansion: None, .. }) => Format::Td4,
            Fixed::Td4(_) => Format::Td4Expansion,
            Fixed::Td6(header) if header.version_and_colour_mode >> 2 == Format::Td7.version() => Format::Td7,
            Fixed::Td6(_) => Format::Td6,
        }
    }

    /// The checksum of the file it was read from, none if that is wrong; without a file that of the format.
    pub fn checksum(&self) -> Option<Checksum> {
        match self.origin.0.as_deref().and_then(<[u8]>::split_last_chunk) {
            Some((body, &stored)) => Checksum::of(body, u32::from_le_bytes(stored)),
            None => Some(self.format().checksum()),
        }
    }

    /// Whether it expands to one of the lengths that RCT1 fills all its files up to (rules: track files 1).
    pub fn has_length_of_rct1(&self) -> bool {
        RCT1_LENGTHS.contains(&expanded::assemble(self).0.len())
    }

    /// The same design without what the file happened to hold besides: it is packed as RCT2 packs,
    /// with the checksum of its format, and ends at the last terminator.
    #[must_use]
    pub fn normalised(self) -> Self {
        Self { trailing: Vec::new(), origin: Origin::default(), ..self }
    }

    /// The same file with the track and the entrances of another, and without scenery, which stood along its own.
    #[must_use]
    pub fn with_course_of(self, other: Self) -> Self {
        Self { track: other.track, entrances: other.entrances, scenery: Vec::new(), ..self }.normalised()
    }

    /// The bytes of the file. What was read and not changed comes out as it was, junk, odd packing
    /// and wrong checksum included; all else is packed as RCT2 packs it.
    ///
    /// # Errors
    /// When the format cannot hold the contents; the error lists everything that does not fit.
    pub fn to_bytes(&self) -> Result<Vec<u8>, WriteError> {
        let format = self.format();
        let (data, mut misfits) = expanded::assemble(self);
        if let Some(origin) = self.origin.0.as_ref().filter(|_| misfits.is_empty())
            && let Some((body, _)) = origin.split_last_chunk::<4>()
            && run_length::decode(body, WIDE_LIMIT).as_ref() == Ok(&data)
        {
            return Ok(origin.clone());
        }
        if data.len() > WRITE_LIMIT {
            misfits.push(Misfit::Length { length: data.len(), limit: WRITE_LIMIT });
        }
        if !misfits.is_empty() {
            return Err(WriteError { format, misfits });
        }
        let mut bytes = run_length::encode(&data, LiteralLimit::Rct2);
        let checksum = format.checksum().bytes(&bytes);
        bytes.extend(checksum);
        Ok(bytes)
    }
}
