//! Why a park cannot be read, and what is odd about one that can (rules: park files 5).

use std::fmt;

use crate::quantity::Tile;

/// Why bytes are no park. The file is to blame: it is damaged, or something else than the caller took it for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No bytes at all.
    #[error("the file is empty; it may have been lost in copying, so fetch it again")]
    Empty,
    /// The bytes are recognised as something else.
    #[error("this seems to be {kind}, not a park; give a .park, .sv6, .sc6 or .sea file")]
    Foreign {
        /// What the file seems to be, with its article.
        kind: &'static str,
    },
    /// More bytes than any park has.
    #[error("the file has {length} bytes and no park has more than {limit}; is it the right file?")]
    Oversized {
        /// Bytes in the file.
        length: usize,
        /// Largest file accepted.
        limit: usize,
    },
    /// A reader must know newer rules than these.
    #[error(
        "the park is of version {minimum}, and this program reads parks up to version {known}; \
         update the program, or save the park with an older game"
    )]
    TooNew {
        /// The version that a reader must have.
        minimum: u32,
        /// The newest version known here.
        known: u32,
    },
    /// A way of packing that is not known.
    #[error("the {part} is packed in the way {number}, which no game uses; the file is damaged, so fetch it again")]
    Packing {
        /// What is packed.
        part: Part,
        /// The number found.
        number: u32,
    },
    /// The packed bytes are broken.
    #[error("the {part} cannot be unpacked ({reason}); the file is damaged, so fetch it again")]
    Unpacking {
        /// What is packed.
        part: Part,
        /// What the decoder says.
        reason: String,
    },
    /// A length is not what another part of the file says.
    #[error("the {part} should have {stated} bytes and has {found}; the file is damaged, so fetch it again")]
    Length {
        /// Which part.
        part: Part,
        /// Bytes that the file promises.
        stated: u64,
        /// Bytes there are.
        found: u64,
    },
    /// A number that no park reaches.
    #[error("the {part} asks for {found} {what} and no park has more than {limit}; is it the right file?")]
    Unreasonable {
        /// Which part.
        part: Part,
        /// Of what there are too many.
        what: &'static str,
        /// The number found.
        found: u64,
        /// The largest number accepted.
        limit: u64,
    },
    /// A chunk lies outside the block of all chunks.
    #[error(
        "the {part} should lie at offset {offset:#x} with {length} bytes, outside the {block} bytes of all chunks; \
         the file is damaged, so fetch it again"
    )]
    Outside {
        /// Which chunk.
        part: Part,
        /// Where it should begin.
        offset: u64,
        /// Bytes it should have.
        length: u64,
        /// Bytes of all chunks together.
        block: usize,
    },
    /// A chunk that every park has is missing.
    #[error("the {part} is missing; the file is damaged or no whole park, so fetch it again")]
    Missing {
        /// Which chunk.
        part: Part,
    },
    /// A part ends early, or holds a number that means nothing.
    #[error("the {part} cannot be understood from offset {offset:#x}; the file is damaged, so fetch it again")]
    Broken {
        /// Which part.
        part: Part,
        /// Where, in the unpacked bytes of the part.
        offset: usize,
    },
    /// A map of no size.
    #[error(
        "the {part} says that the map has {} x {} tiles, and maps have 3 to 1001 a side; the file is damaged", .size.0, .size.1
    )]
    MapSize {
        /// Which part.
        part: Part,
        /// Tiles along both axes.
        size: (u32, u32),
    },
    /// The elements of a tile have no end, or no land among them.
    #[error("{fault} on tile ({}, {}), at offset {offset:#x} of the {part}; the file is damaged", .tile.x, .tile.y)]
    Tile {
        /// Which part.
        part: Part,
        /// What is wrong.
        fault: TileFault,
        /// The tile.
        tile: Tile,
        /// Where, in the unpacked bytes of the part.
        offset: usize,
    },
    /// The checksum is wrong, and so is what it should protect.
    #[error("{0}; its checksum is wrong too")]
    Checksum(#[source] Box<Self>),
}

/// What is wrong with a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TileFault {
    /// Its elements run into the end of the part.
    Endless,
    /// It has no land.
    NoLand,
    /// It has land twice.
    TwoLands,
}

impl fmt::Display for TileFault {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(match self {
            Self::Endless => "the elements have no end",
            Self::NoLand => "there is no land",
            Self::TwoLands => "there is land twice",
        })
    }
}

/// A part of a park file, by the name that messages use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first 64 bytes of a `.park`.
    Header,
    /// The table of the chunks of a `.park`.
    ChunkTable,
    /// All chunks of a `.park`.
    Block,
    /// Chunk 0x02 of a `.park`.
    Objects,
    /// Chunk 0x04 of a `.park`.
    General,
    /// Chunk 0x06 of a `.park`.
    Park,
    /// Chunk 0x30 of a `.park`.
    Tiles,
    /// Chunk 0x32 of a `.park`.
    Rides,
    /// A chunk of a `.park` that nothing here reads.
    Other(u32),
    /// The first chunk of a saved game or scenario of RCT2.
    SaveHeader,
    /// The chunk in which a scenario describes itself.
    ScenarioInfo,
    /// An object that the game packed along.
    PackedObject,
    /// The list of objects of RCT2.
    SaveObjects,
    /// The date of RCT2.
    SaveDate,
    /// The tile elements of RCT2.
    SaveTiles,
    /// All else that RCT2 saves, the rides among it.
    SaveState,
}

impl fmt::Display for Part {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let name = match self {
            Self::Header => "header",
            Self::ChunkTable => "table of chunks",
            Self::Block => "block of all chunks",
            Self::Objects => "chunk of objects (0x02)",
            Self::General => "chunk of the date (0x04)",
            Self::Park => "chunk of the park (0x06)",
            Self::Tiles => "chunk of tiles (0x30)",
            Self::Rides => "chunk of rides (0x32)",
            Self::Other(id) => return write!(out, "chunk {id:#04x}"),
            Self::SaveHeader => "header of the save",
            Self::ScenarioInfo => "chunk about the scenario",
            Self::PackedObject => "chunk of a packed object",
            Self::SaveObjects => "chunk of objects",
            Self::SaveDate => "chunk of the date",
            Self::SaveTiles => "chunk of tiles",
            Self::SaveState => "chunk of rides",
        };
        out.write_str(name)
    }
}

/// What is odd about a park that was read, and what that does to answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The game that saved the park is newer than the newest known here.
    Newer {
        /// The version found.
        version: u32,
        /// The newest version known here.
        known: u32,
    },
    /// The checksum is wrong.
    Checksum,
    /// The rides cannot be read.
    NoRides,
    /// Elements of a kind that is not known.
    UnknownElements {
        /// How many.
        count: usize,
        /// Where the first is.
        first: Tile,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Newer { version, known } => write!(
                out,
                "the park is of version {version}, newer than {known}, the newest known here; land and elements are \
                 read as in {known}"
            ),
            Self::Checksum => {
                out.write_str("the checksum is wrong, but everything can be read; keep a copy of the file")
            }
            Self::NoRides => out.write_str(
                "the rides cannot be read, so their names, their own ratings, synchronised stations and the value of \
                 several rides of a type are unknown",
            ),
            Self::UnknownElements { count, first } => write!(
                out,
                "{count} elements are of an unknown kind, the first on tile ({}, {}); they count as obstacles",
                first.x, first.y
            ),
        }
    }
}
