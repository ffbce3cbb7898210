//! Records of the lists that follow the fixed part (rules: track files 7, 9).

use std::fmt;
use std::str::FromStr;

use binrw::binrw;
use nom::bytes::complete::take;
use nom::character::complete::char;
use nom::combinator::{all_consuming, map_opt, map_parser};
use nom::number::complete::hex_u32;
use nom::sequence::terminated;
use nom::{IResult, Parser};

/// A track element as stored: two bytes in TD4 and TD6, three in TD7.
#[binrw]
#[brw(little)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ElementRecord {
    /// Element number; 100 and 101 stand for others in TD6.
    pub id: u16,
    /// Bit 7 chain lift, bit 6 inverted, bits 4-5 colour scheme, bits 0-3 speed or seat rotation.
    pub qualifier: u8,
}

impl ElementRecord {
    /// Bits 0-3 of the qualifier.
    pub(super) const fn low_bits(self) -> u8 {
        self.qualifier & 15
    }

    /// The same element with other bits 0-3.
    pub(super) const fn with_low_bits(self, bits: u8) -> Self {
        Self { qualifier: self.qualifier & 0xf0 | bits & 15, ..self }
    }
}

/// An entrance or exit.
#[binrw]
#[brw(little)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntranceRecord {
    /// Steps of 8 z units; -1 is stored as -128, which no entrance can have.
    #[br(map = swap_reserved)]
    #[bw(map = |&z| swap_reserved(z))]
    pub z: i8,
    /// Bits 0-1 direction to the station tile, bit 7 exit.
    pub flags: u8,
    /// Map units.
    pub x: i16,
    /// Map units.
    pub y: i16,
}

impl EntranceRecord {
    /// The bit of `flags` that marks an exit.
    pub const EXIT: u8 = 0x80;

    /// Direction from the entrance to its station tile, 0..3.
    pub const fn direction(self) -> u8 {
        self.flags & 3
    }

    /// Whether it is an exit.
    pub const fn is_exit(self) -> bool {
        self.flags & Self::EXIT != 0
    }
}

/// Swaps -1, whose byte ends the list, and -128, which stands for it.
const fn swap_reserved(z: i8) -> i8 {
    match z {
        -1 => i8::MIN,
        i8::MIN => -1,
        other => other,
    }
}

/// A tile of a maze, its entrance or its exit.
#[binrw]
#[brw(little)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MazeRecord {
    /// Tiles.
    pub x: i8,
    /// Tiles.
    pub y: i8,
    /// Sixteen wall segments; 08xx is the entrance and 80xx the exit, with xx the direction.
    pub walls: u16,
}

/// What a record of a maze stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MazePart {
    /// A tile with sixteen wall segments.
    Walls(u16),
    /// The entrance, with the direction to the maze.
    Entrance(u8),
    /// The exit, with the direction to the maze.
    Exit(u8),
}

impl MazeRecord {
    /// What it stands for.
    pub const fn part(self) -> MazePart {
        match self.walls >> 8 {
            0x08 => MazePart::Entrance((self.walls & 3) as u8),
            0x80 => MazePart::Exit((self.walls & 3) as u8),
            _ => MazePart::Walls(self.walls),
        }
    }
}

/// An item of scenery.
#[binrw]
#[brw(little)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SceneryRecord {
    /// The object.
    pub object: ObjectEntry,
    /// Tiles.
    pub x: i8,
    /// Tiles.
    pub y: i8,
    /// Steps of 8 z units.
    pub z: i8,
    /// Rotation and more, by the kind of object.
    pub flags: u8,
    /// First colour.
    pub primary_colour: u8,
    /// Second colour.
    pub secondary_colour: u8,
}

/// The sixteen bytes that name an object.
#[binrw]
#[brw(little)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ObjectEntry(pub [u8; 16]);

impl ObjectEntry {
    /// The entry of a vehicle of RCT2, which games match by up to eight letters of its name alone.
    pub(super) fn of_rct2(name: &str) -> Self {
        let mut entry = *b"\x80\0\0\0        \0\0\0\0";
        entry[4..12].iter_mut().zip(name.bytes()).for_each(|(letter, given)| *letter = given);
        Self(entry)
    }

    /// What kind of object it is: 0 vehicle, 1 small scenery, 2 large scenery, 3 wall, 5 path, ...
    pub const fn kind(&self) -> u8 {
        self.0[0] & 15
    }

    /// Where the object comes from: 0 custom, 1 and 2 RCT2's expansions, 3 `OpenRCT2`, 4-6 RCT1, 8 RCT2.
    pub const fn source(&self) -> u8 {
        self.0[0] >> 4
    }

    /// The name without padding. Bytes outside ASCII, which no game writes, show as Latin-1.
    pub fn name(&self) -> String {
        let name: String = self.0[4..12].iter().copied().map(char::from).collect();
        name.trim_end_matches(' ').to_owned()
    }
}

/// Flags, padded name and checksum: `0A188B80|PTCT1   |A6A5C09F`.
impl fmt::Display for ObjectEntry {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let [f0, f1, f2, f3, name @ .., c0, c1, c2, c3] = self.0;
        write!(out, "{:08X}|", u32::from_le_bytes([f0, f1, f2, f3]))?;
        name.into_iter().try_for_each(|letter| write!(out, "{}", char::from(letter)))?;
        write!(out, "|{:08X}", u32::from_le_bytes([c0, c1, c2, c3]))
    }
}

/// A text that is no entry of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no object; write flags, name and checksum as in \"0A188B80|PTCT1   |A6A5C09F\"")]
pub struct ParseObjectError;

impl FromStr for ObjectEntry {
    type Err = ParseObjectError;

    fn from_str(text: &str) -> Result<Self, ParseObjectError> {
        // Names are bytes and show as Latin-1.
        let bytes: Option<Vec<u8>> = text.chars().map(|letter| u8::try_from(letter).ok()).collect();
        let bytes = bytes.ok_or(ParseObjectError)?;
        let (_, entry) = all_consuming(object_entry).parse(&bytes).map_err(|_| ParseObjectError)?;
        Ok(entry)
    }
}

/// Flags, name and checksum, with bars between them.
fn object_entry(text: &[u8]) -> IResult<&[u8], ObjectEntry> {
    let number = || map_parser(take(8_usize), all_consuming(hex_u32)).map(u32::to_le_bytes);
    let bar = || char('|');
    let parts = (terminated(number(), bar()), terminated(take(8_usize), bar()), number());
    map_opt(parts, |(flags, name, checksum)| [&flags[..], name, &checksum].concat().try_into().ok().map(ObjectEntry))
        .parse(text)
}

/// What is built: a line of elements or, for one ride type, a maze.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Track {
    /// Elements in driving order.
    Elements(Vec<ElementRecord>),
    /// Tiles of a maze.
    Maze(Vec<MazeRecord>),
}

impl Track {
    /// The elements; none for a maze.
    pub fn elements(&self) -> &[ElementRecord] {
        match self {
            Self::Elements(elements) => elements,
            Self::Maze(_) => &[],
        }
    }
}
