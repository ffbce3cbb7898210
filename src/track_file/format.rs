//! The track file formats (rules: track files 1, 10, 11).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::checksum::Checksum;
use super::header::Header;
use super::run_length::{NARROW_LIMIT, WIDE_LIMIT};
use super::td4::Td4Header;

/// Most expanded bytes that are written: some games expand into 64 KiB without looking.
pub(super) const WRITE_LIMIT: usize = 0xffff;

/// A track file format. The version number in a file decides, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// RCT1 without an expansion.
    Td4,
    /// RCT1 with an expansion.
    Td4Expansion,
    /// RCT2, and `OpenRCT2` as long as it suffices.
    Td6,
    /// `OpenRCT2` 0.4.32 and later.
    Td7,
}

impl Format {
    pub(super) const fn of_version(version: u8) -> Option<Self> {
        match version {
            0 => Some(Self::Td4),
            1 => Some(Self::Td4Expansion),
            2 => Some(Self::Td6),
            3 => Some(Self::Td7),
            _ => None,
        }
    }

    /// The version number in files.
    pub const fn version(self) -> u8 {
        match self {
            Self::Td4 => 0,
            Self::Td4Expansion => 1,
            Self::Td6 => 2,
            Self::Td7 => 3,
        }
    }

    /// The extension of file names.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Td4 | Self::Td4Expansion => "td4",
            Self::Td6 => "td6",
            Self::Td7 => "td7",
        }
    }

    /// Whether it is one of RCT1's, which hold neither entrances nor scenery.
    pub const fn is_rct1(self) -> bool {
        matches!(self, Self::Td4 | Self::Td4Expansion)
    }

    /// The checksum that a new file gets.
    pub(super) const fn checksum(self) -> Checksum {
        if matches!(self, Self::Td4) { Checksum::Rct1 } else { Checksum::Rct2 }
    }

    pub(super) const fn fixed_length(self) -> usize {
        match self {
            Self::Td4 => Td4Header::LENGTH,
            Self::Td4Expansion => Td4Header::EXPANSION_LENGTH,
            Self::Td6 | Self::Td7 => Header::LENGTH,
        }
    }

    /// Most records of a list; a TD7 holds what its length allows.
    pub(super) const fn most(self, list: List) -> usize {
        match (self, list) {
            (Self::Td7, _) => usize::MAX,
            (_, List::Elements) => 8192,
            (_, List::MazeTiles) => 2000,
            (_, List::Entrances) => 510,
            (_, List::Scenery) => 1500,
        }
    }

    /// Most expanded bytes that are read.
    pub(super) const fn read_limit(self) -> usize {
        if matches!(self, Self::Td7) { WIDE_LIMIT } else { NARROW_LIMIT }
    }
}

/// A format that new designs are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NewFormat {
    /// Every edition of the game reads it.
    #[default]
    Td6,
    /// Holds every piece; `OpenRCT2` 0.4.32 and later read it.
    Td7,
}

impl From<NewFormat> for Format {
    fn from(format: NewFormat) -> Self {
        match format {
            NewFormat::Td6 => Self::Td6,
            NewFormat::Td7 => Self::Td7,
        }
    }
}

impl NewFormat {
    /// The extension of file names.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Td6 => Format::Td6.extension(),
            Self::Td7 => Format::Td7.extension(),
        }
    }
}

impl FromStr for NewFormat {
    type Err = &'static str;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "td6" => Ok(Self::Td6),
            "td7" => Ok(Self::Td7),
            _ => Err("give td6 or td7"),
        }
    }
}

impl fmt::Display for NewFormat {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self.extension())
    }
}

/// A list of records in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Track elements.
    Elements,
    /// Tiles of a maze.
    MazeTiles,
    /// Entrances and exits.
    Entrances,
    /// Scenery.
    Scenery,
}

impl fmt::Display for List {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(match self {
            Self::Elements => "elements",
            Self::MazeTiles => "maze tiles",
            Self::Entrances => "entrances",
            Self::Scenery => "scenery",
        })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(match self {
            Self::Td4 => "TD4",
            Self::Td4Expansion => "TD4 with expansion",
            Self::Td6 => "TD6",
            Self::Td7 => "TD7",
        })
    }
}
