//! The tiles of a park (rules: surroundings 1.1, 1.5).

use crate::quantity::{Height, Tile};

use super::element::{Element, Kind};
use super::land::{Land, Ownership, Slope};
use super::{LARGEST_MAP, RIM_HEIGHT};

/// The land of a tile, and everything on it in the game's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stack {
    /// The land.
    pub land: Land,
    /// Elements in stored order, the surface among them.
    pub elements: Vec<Element>,
}

impl Stack {
    /// Land on which nothing stands.
    pub fn bare(land: Land) -> Self {
        Self { land, elements: vec![Element::surface(land.base)] }
    }
}

/// The tiles of a park, and the land beyond its edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    size: (i32, i32),
    lands: Vec<Land>,
    elements: Vec<Element>,
    /// For each tile and the end, the place of its first element.
    firsts: Vec<u32>,
}

impl Tiles {
    /// Tiles row by row, x inside y. Missing ones are low and without owner, superfluous ones are left out. The rim is lowered as
    /// the game does when it loads a park (rules: surroundings 1.5).
    pub fn new((width, height): (i32, i32), stacks: Vec<Stack>) -> Self {
        let size = (width.clamp(0, LARGEST_MAP), height.clamp(0, LARGEST_MAP));
        let count = (size.0 * size.1) as usize;
        let mut tiles = Self { size, lands: Vec::with_capacity(count), elements: Vec::new(), firsts: vec![0] };
        let beyond = std::iter::repeat_with(|| Stack::bare(BEYOND));
        for (index, stack) in stacks.into_iter().chain(beyond).take(count).enumerate() {
            let tile = Tile::new(index as i32 % size.0, index as i32 / size.0);
            tiles.push(if tiles.is_rim(tile) { lowered(stack) } else { stack });
        }
        tiles
    }

    fn push(&mut self, stack: Stack) {
        self.lands.push(stack.land);
        self.elements.extend(stack.elements);
        self.firsts.push(self.elements.len() as u32);
    }

    /// Tiles along x and y.
    pub const fn size(&self) -> (i32, i32) {
        self.size
    }

    /// Whether a tile lies on the rim, or beyond.
    pub const fn is_rim(&self, tile: Tile) -> bool {
        tile.x < 1 || tile.y < 1 || tile.x >= self.size.0 - 1 || tile.y >= self.size.1 - 1
    }

    fn index(&self, tile: Tile) -> Option<usize> {
        let is_inside = (0..self.size.0).contains(&tile.x) && (0..self.size.1).contains(&tile.y);
        is_inside.then(|| (tile.y * self.size.0 + tile.x) as usize)
    }

    /// The land of a tile: without owner beyond the edge of the park, none where the game has no room for a tile.
    pub fn land(&self, tile: Tile) -> Option<Land> {
        let has_room = (0..LARGEST_MAP).contains(&tile.x) && (0..LARGEST_MAP).contains(&tile.y);
        has_room.then(|| self.index(tile).map_or(BEYOND, |index| self.lands[index]))
    }

    /// The elements of a tile of the park; none of a tile beyond.
    pub fn elements(&self, tile: Tile) -> Option<&[Element]> {
        let index = self.index(tile)?;
        Some(&self.elements[self.firsts[index] as usize..self.firsts[index + 1] as usize])
    }

    /// All tiles of the park, row by row, with what stands on them.
    pub fn iter(&self) -> impl Iterator<Item = (Tile, Land, &[Element])> {
        let tile = |index: usize| Tile::new(index as i32 % self.size.0, index as i32 / self.size.0);
        (0..self.lands.len()).map(tile).filter_map(|tile| Some((tile, self.land(tile)?, self.elements(tile)?)))
    }
}

/// The land beyond the edge of a park.
const BEYOND: Land = Land { base: RIM_HEIGHT, water: Height(0), slope: Slope(0), ownership: Ownership::empty() };

/// The same tile with low, flat, dry land.
fn lowered(mut stack: Stack) -> Stack {
    stack.land = Land { ownership: stack.land.ownership, ..BEYOND };
    for element in stack.elements.iter_mut().filter(|element| element.kind == Kind::Surface) {
        *element = Element::surface(RIM_HEIGHT);
    }
    stack
}
