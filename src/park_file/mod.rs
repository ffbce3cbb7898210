//! Park files: `.park` of `OpenRCT2`, `.sv6`, `.sc6` and `.sea` of RCT2 and RCT Classic (rules: park files 1, 3).
//!
//! [`read`] takes a file apart into a [`ParkFile`]: land, elements, objects and rides as they are stored, as far as a coaster
//! feels them. [`ParkFile::park`] makes a [`Park`](crate::site::Park) of it, on which a design can be laid.

mod chunk;
mod container;
mod error;
mod excerpt;
mod objects;
mod opening;
mod ride;
mod rides;
mod save;
mod saved_ride;
mod sawyer;
mod sea_mask;
mod tile_element;
mod tiles;
mod to_park;

pub use error::{Part, ReadError, TileFault, Warning};
pub use excerpt::{Excerpt, ExcerptError};
pub use objects::{ObjectKind, ObjectName, Objects};
pub use opening::{OpenError, Opened, open};
pub use ride::{Measurement, Ride, RideName, Station};
pub use tile_element::{ElementKind, TileElement, TrackElement};
pub use tiles::Tiles;

use nom::Parser;

use chunk::{long, number, skip, text};
use container::{Container, KNOWN_VERSION, MAGIC};
use save::Save;

use crate::track_file::foreign_kind;

/// Largest file that is read; real ones have 10 KiB to 10 MiB.
pub const FILE_LIMIT: usize = 64 << 20;

/// A park as a file stores it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkFile {
    /// The game that saved it.
    pub origin: Origin,
    /// The park's name; empty where the file has none.
    pub name: String,
    /// Bits of what the park forbids, as files store them.
    pub flags: u64,
    /// The game's tick counter.
    pub ticks: u32,
    /// Objects that are loaded.
    pub objects: Objects,
    /// Its rides in the order of their numbers.
    pub rides: Vec<Ride>,
    /// Its tiles.
    pub tiles: Tiles,
    /// What is odd about the file.
    pub warnings: Vec<Warning>,
}

/// The game that saved a park; its numbers of ride types and pieces are what the file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// `OpenRCT2`.
    OpenRct2 {
        /// The version of the format.
        version: u32,
    },
    /// RCT2 or RCT Classic.
    Rct2,
}

/// Reads a park of any format. The name without its folder is the key of a `.sea`; for others it does not matter.
///
/// # Errors
/// When the bytes are no park, or a damaged one. Bytes that seem to be something else are named.
pub fn read(bytes: &[u8], name: &str) -> Result<ParkFile, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.len() > FILE_LIMIT {
        return Err(ReadError::Oversized { length: bytes.len(), limit: FILE_LIMIT });
    }
    if bytes.starts_with(MAGIC) {
        return of_open_rct2(bytes);
    }
    if save::is_save(bytes) {
        return with_checksum(save::read(bytes).map(park_of_save), save::is_sound(bytes));
    }
    if name.to_lowercase().ends_with(".sea") {
        return save::read(&sea_mask::unmask(bytes, name)).map(park_of_save);
    }
    Err(ReadError::Foreign { kind: foreign_kind(bytes).unwrap_or("something else") })
}

fn of_open_rct2(bytes: &[u8]) -> Result<ParkFile, ReadError> {
    let container = Container::read(bytes)?;
    with_checksum(of_container(&container), container.is_sound)
}

/// A wrong checksum matters most when the content is broken as well.
fn with_checksum(park: Result<ParkFile, ReadError>, is_sound: bool) -> Result<ParkFile, ReadError> {
    match park {
        Ok(mut park) if !is_sound => {
            park.warnings.push(Warning::Checksum);
            Ok(park)
        }
        Err(error) if !is_sound => Err(ReadError::Checksum(Box::new(error))),
        other => other,
    }
}

fn of_container(container: &Container) -> Result<ParkFile, ReadError> {
    let version = container.version;
    let tiles = Tiles::read(container.chunk(Part::Tiles)?)?;
    let (name, flags) = park_chunk(container)?;
    let (rides, are_known) = match rides::read(container.chunk(Part::Rides)?, version) {
        Ok(read) => read,
        // A newer game may write more about a ride.
        Err(_) if version > KNOWN_VERSION => (Vec::new(), false),
        Err(error) => return Err(error),
    };
    let mut warnings = Vec::new();
    if version > KNOWN_VERSION {
        warnings.push(Warning::Newer { version, known: KNOWN_VERSION });
    }
    if !are_known {
        warnings.push(Warning::NoRides);
    }
    warnings.extend(unknown_elements(&tiles));
    Ok(ParkFile {
        origin: Origin::OpenRct2 { version },
        name,
        flags,
        ticks: ticks(container)?,
        objects: Objects::read(container.chunk(Part::Objects)?)?,
        rides: if are_known { rides } else { Vec::new() },
        tiles,
        warnings,
    })
}

fn park_chunk(container: &Container) -> Result<(String, u64), ReadError> {
    let fields = |input| {
        let (input, name) = text(input)?;
        // Cash, loan, greatest loan; interest.
        let (input, ()) = skip(2 * 3 + 1)(input)?;
        let (input, flags) = long(input)?;
        Ok((input, (name, flags)))
    };
    let (_, park) = container.chunk(Part::Park)?.parse(fields)?;
    Ok(park)
}

/// The tick counter follows whether the game is paused.
fn ticks(container: &Container) -> Result<u32, ReadError> {
    let Some(general) = container.find(Part::General)? else { return Ok(0) };
    let (_, (_paused, ticks)) = general.parse(|input| (number, number).parse(input))?;
    Ok(ticks)
}

fn park_of_save(save: Save) -> ParkFile {
    let Save { flags, ticks, objects, rides, tiles } = save;
    ParkFile {
        origin: Origin::Rct2,
        name: String::new(),
        flags: flags.into(),
        ticks,
        objects,
        rides,
        warnings: unknown_elements(&tiles).into_iter().collect(),
        tiles,
    }
}

fn unknown_elements(tiles: &Tiles) -> Option<Warning> {
    let (count, first) = tiles.unknown()?;
    Some(Warning::UnknownElements { count, first })
}
