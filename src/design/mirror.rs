//! Mirrored designs: left and right change places (rules: construction 5.3, surroundings 5.4).

use crate::catalogue::{Catalogue, Direction, LargeScenery, SceneryFlags, SceneryKind};
use crate::quantity::{MapPoint, TILE};

use super::{Design, Element, Entrance, SceneryItem};

impl Design {
    /// The design mirrored, as the game's tool does. Pieces without a mirror image and scenery that the tables do not hold
    /// stay as they are.
    #[must_use]
    pub fn mirrored(&self, catalogue: &Catalogue) -> Self {
        let piece = |element: &Element| {
            let mirror = catalogue.piece(element.piece).and_then(|piece| piece.mirror);
            Element { piece: mirror.unwrap_or(element.piece), ..*element }
        };
        let entrance = |entrance: &Entrance| {
            let direction = flipped(Direction::new(entrance.direction)).number();
            Entrance { at: MapPoint::new(entrance.at.x, -entrance.at.y), direction, ..*entrance }
        };
        Self {
            elements: self.elements.iter().map(piece).collect(),
            entrances: self.entrances.iter().map(entrance).collect(),
            scenery: self.scenery.iter().map(|item| item.mirrored(catalogue)).collect(),
            ..self.clone()
        }
    }
}

/// Left and right change places.
const fn flipped(direction: Direction) -> Direction {
    match direction.number() {
        1 | 3 => direction.reversed(),
        _ => direction,
    }
}

impl SceneryItem {
    fn mirrored(&self, catalogue: &Catalogue) -> Self {
        let turned = Self { y: self.y.wrapping_neg(), ..*self };
        if self.is_path() {
            let edges = self.edges() & 0b0101 | (self.edges() & 0b0010) << 2 | (self.edges() & 0b1000) >> 2;
            let turned = turned.with_edges(edges);
            return self.slope().map_or(turned, |slope| turned.with_slope(flipped(slope)));
        }
        let tables = catalogue.scenery();
        match tables.with_file_name(&self.name()) {
            None => *self,
            Some(SceneryKind::Wall(_)) => turned.with_rotation(flipped(self.rotation())),
            Some(SceneryKind::Small(number)) => {
                let flags = tables.small(number).map_or(SceneryFlags::empty(), |small| small.flags);
                turned.mirrored_small(flags)
            }
            Some(SceneryKind::Large(number)) => tables.large(number).map_or(*self, |large| self.mirrored_large(large)),
        }
    }

    /// Rotation and quarter of small scenery mirrored.
    const fn mirrored_small(self, flags: SceneryFlags) -> Self {
        let other_quadrant = self.quadrant() ^ 1;
        if !flags.contains(SceneryFlags::DIAGONAL) {
            return self.with_rotation(flipped(self.rotation())).in_quadrant(other_quadrant);
        }
        let rotated = self.with_rotation(Direction::new(self.rotation().number() ^ 1));
        if flags.contains(SceneryFlags::FULL_TILE) { rotated } else { rotated.in_quadrant(other_quadrant) }
    }

    /// Large scenery mirrored: its first tile moves to the other side.
    fn mirrored_large(&self, large: &LargeScenery) -> Self {
        let offsets = || large.tiles.iter().map(|tile| tile.offset);
        let first_y = offsets().map(|at| at.y).fold(0, i32::min) / TILE;
        let last_y = offsets().map(|at| at.y).fold(0, i32::max) / TILE;
        let (x, y) = (i32::from(self.x), i32::from(self.y));
        let (x, y) = match self.rotation().number() {
            0 => (x, -(y + first_y) - last_y),
            1 => (x + last_y + first_y, -y),
            2 => (x, -(y - last_y) + first_y),
            _ => (x - last_y - first_y, -y),
        };
        Self { x: x as i8, y: y as i8, ..self.with_rotation(flipped(self.rotation())) }
    }
}
