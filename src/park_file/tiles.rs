//! The tiles of a park, each with its elements in stored order (rules: park files 1, 3).

use super::chunk::{Chunk, number};
use super::error::{Part, ReadError, TileFault};
use super::tile_element::{self, ElementKind, TileElement};
use crate::quantity::Tile;

/// Tiles along one side of the map that a `.park` stores, whatever the size of the park.
const STORED_SIDE: u32 = 1001;
/// Tiles along one side of the map that RCT2 stores.
const SAVED_SIDE: u32 = 256;
/// The smallest map.
const LEAST_SIDE: u32 = 3;

/// The tiles within a park's size, row by row, x inside y.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    width: u32,
    height: u32,
    elements: Vec<TileElement>,
    /// Where the elements of each tile end.
    ends: Vec<u32>,
}

impl Tiles {
    /// Tiles along the x and the y axis.
    pub const fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Each tile and its elements in stored order, row by row, x inside y.
    pub fn iter(&self) -> impl Iterator<Item = (Tile, &[TileElement])> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ranges = starts.zip(&self.ends).map(|(start, &end)| start as usize..end as usize);
        ranges.enumerate().map(|(index, range)| (self.tile(index), &self.elements[range]))
    }

    fn tile(&self, index: usize) -> Tile {
        let width = self.width as usize;
        Tile::new((index % width) as i32, (index / width) as i32)
    }

    /// The elements of unknown kinds: how many, and where the first is.
    pub(super) fn unknown(&self) -> Option<(usize, Tile)> {
        let is_unknown = |element: &TileElement| matches!(element.kind, ElementKind::Unknown(_));
        let first = self.elements.iter().position(is_unknown)?;
        let tile = self.ends.partition_point(|&end| end as usize <= first);
        Some((self.elements.iter().filter(|&element| is_unknown(element)).count(), self.tile(tile)))
    }

    /// The tiles of a map whose elements are given tile by tile, row by row.
    pub(super) fn filled<E>(
        (width, height): (u16, u16),
        mut fill: impl FnMut(Tile, &mut Vec<TileElement>) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut tiles = Self { width: width.into(), height: height.into(), elements: Vec::new(), ends: Vec::new() };
        for index in 0..usize::from(width) * usize::from(height) {
            fill(tiles.tile(index), &mut tiles.elements)?;
            tiles.ends.push(tiles.elements.len() as u32);
        }
        Ok(tiles)
    }

    /// The same tiles without some of what stands on them.
    pub(super) fn without(&self, is_gone: impl Fn(&TileElement) -> bool) -> Self {
        let mut kept = Self { elements: Vec::new(), ends: Vec::new(), ..*self };
        for (_, elements) in self.iter() {
            kept.elements.extend(elements.iter().filter(|element| !is_gone(element)));
            kept.ends.push(kept.elements.len() as u32);
        }
        kept
    }

    /// The tiles of a `.park`.
    pub(super) fn read(chunk: Chunk<'_>) -> Result<Self, ReadError> {
        let part = chunk.part;
        let header = |input| {
            let (input, width) = number(input)?;
            let (input, height) = number(input)?;
            let (input, elements) = number(input)?;
            Ok((input, ((width, height), elements)))
        };
        let (data, (size, stated)) = chunk.parse(header)?;
        let (elements, rest) = data.as_chunks::<{ tile_element::LENGTH }>();
        if elements.len() as u64 != u64::from(stated) || !rest.is_empty() {
            let stated = u64::from(stated) * tile_element::LENGTH as u64;
            return Err(ReadError::Length { part, stated, found: data.len() as u64 });
        }
        let reader = Reader { part, begin: chunk.data.len() - data.len(), side: STORED_SIDE, rest: elements, elements };
        reader.read(size, |bytes| Some(tile_element::element(bytes)))
    }

    /// The tiles of a save of RCT2, whose maps are square.
    pub(super) fn read_saved(data: &[u8], side: u32) -> Result<Self, ReadError> {
        let (elements, _) = data.as_chunks::<{ tile_element::SAVED_LENGTH }>();
        let side = side.min(SAVED_SIDE);
        let reader = Reader { part: Part::SaveTiles, begin: 0, side: SAVED_SIDE, rest: elements, elements };
        reader.read((side, side), |bytes| tile_element::saved_element(*bytes))
    }
}

/// Goes through the elements of all tiles that a file stores.
struct Reader<'a, const LENGTH: usize> {
    part: Part,
    /// Where the elements begin.
    begin: usize,
    /// Tiles along one side of the stored map.
    side: u32,
    elements: &'a [[u8; LENGTH]],
    rest: &'a [[u8; LENGTH]],
}

impl<'a, const LENGTH: usize> Reader<'a, LENGTH> {
    /// Keeps the tiles within a size.
    fn read(
        mut self,
        size: (u32, u32),
        element: impl Fn(&[u8; LENGTH]) -> Option<TileElement>,
    ) -> Result<Tiles, ReadError> {
        let (width, height) = size;
        let sides = LEAST_SIDE..=self.side;
        if !sides.contains(&width) || !sides.contains(&height) {
            return Err(ReadError::MapSize { part: self.part, size });
        }
        let mut tiles = Tiles { width, height, elements: Vec::new(), ends: Vec::new() };
        for y in 0..height {
            for x in 0..self.side {
                let tile = Tile::new(x as i32, y as i32);
                let stored = self.tile(tile)?;
                if x < width {
                    let begin = tiles.elements.len();
                    tiles.elements.extend(stored.iter().filter_map(&element));
                    self.check_land(tile, &tiles.elements[begin..])?;
                    tiles.ends.push(tiles.elements.len() as u32);
                }
            }
        }
        Ok(tiles)
    }

    /// The stored elements of the next tile.
    fn tile(&mut self, tile: Tile) -> Result<&'a [[u8; LENGTH]], ReadError> {
        let last = self.rest.iter().position(|bytes| tile_element::is_last(bytes));
        let last = last.ok_or_else(|| self.fault(TileFault::Endless, tile))?;
        let (stored, rest) = self.rest.split_at(last + 1);
        self.rest = rest;
        Ok(stored)
    }

    /// Every tile has land, and only once.
    fn check_land(&self, tile: Tile, elements: &[TileElement]) -> Result<(), ReadError> {
        let lands = elements.iter().filter(|element| matches!(element.kind, ElementKind::Surface { .. })).count();
        match lands {
            0 => Err(self.fault(TileFault::NoLand, tile)),
            1 => Ok(()),
            _ => Err(self.fault(TileFault::TwoLands, tile)),
        }
    }

    fn fault(&self, fault: TileFault, tile: Tile) -> ReadError {
        let passed = self.elements.len() - self.rest.len();
        ReadError::Tile { part: self.part, fault, tile, offset: self.begin + passed * LENGTH }
    }
}
