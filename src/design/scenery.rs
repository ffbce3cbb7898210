//! Scenery that a design brings along (rules: track files 9, surroundings 6.1).

use crate::catalogue::Direction;

/// An item of scenery. Only the game's tables say what kind its object is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SceneryItem {
    /// The object, in the sixteen bytes that name it in files of RCT2: flags, name, checksum.
    pub object: [u8; 16],
    /// Tiles from the first joint.
    pub x: i8,
    /// Tiles from the first joint.
    pub y: i8,
    /// Steps of 8 z units above the first joint.
    pub z: i8,
    /// Rotation and more, by the kind of object.
    pub flags: u8,
    /// First and second colour.
    pub colours: [u8; 2],
}

impl SceneryItem {
    const PATH: u8 = 5;
    const SLOPED: u8 = 1 << 4;
    const QUEUE: u8 = 1 << 7;

    /// The name of the object without padding. Bytes outside ASCII, which no game writes, show as Latin-1.
    pub fn name(&self) -> String {
        let name: String = self.object[4..12].iter().copied().map(char::from).collect();
        name.trim_end_matches(' ').to_owned()
    }

    /// Whether it is a path or a queue.
    pub const fn is_path(&self) -> bool {
        self.object[0] & 15 == Self::PATH
    }

    /// Where an object faces; the edge of a wall.
    pub const fn rotation(&self) -> Direction {
        Direction::new(self.flags)
    }

    /// The same item facing elsewhere.
    #[must_use]
    pub const fn with_rotation(self, rotation: Direction) -> Self {
        Self { flags: self.flags & !3 | rotation.number(), ..self }
    }

    /// The quarter of the tile in which small scenery stands.
    pub const fn quadrant(&self) -> u8 {
        self.flags >> 2 & 3
    }

    /// The same item in the quarter beside its own.
    #[must_use]
    pub const fn in_quadrant(self, quadrant: u8) -> Self {
        Self { flags: self.flags & !0b1100 | (quadrant & 3) << 2, ..self }
    }

    /// Whether a path is a queue.
    pub const fn is_queue(&self) -> bool {
        self.flags & Self::QUEUE != 0
    }

    /// Where a sloped path climbs to.
    pub const fn slope(&self) -> Option<Direction> {
        if self.flags & Self::SLOPED == 0 { None } else { Some(Direction::new(self.flags >> 5)) }
    }

    /// The same path climbing to another direction.
    #[must_use]
    pub const fn with_slope(self, slope: Direction) -> Self {
        Self { flags: self.flags & !(3 << 5) | slope.number() << 5, ..self }
    }

    /// Edges at which a path goes on, a bit each.
    pub const fn edges(&self) -> u8 {
        self.flags & 15
    }

    /// The same path with other edges.
    #[must_use]
    pub const fn with_edges(self, edges: u8) -> Self {
        Self { flags: self.flags & !15 | edges & 15, ..self }
    }
}
