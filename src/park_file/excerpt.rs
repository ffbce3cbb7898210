//! A part of a park as a running game shows it to programs: its elements are those of a `.park` (rules: park files 1).

use super::container::KNOWN_VERSION;
use super::objects::{ObjectKind, Objects};
use super::ride::Ride;
use super::tile_element::{self, ElementKind, TileElement};
use super::tiles::Tiles;
use super::{Origin, ParkFile};
use crate::quantity::Tile;
use crate::site::LARGEST_MAP;
use crate::site::json::Area;

/// Why what a game shows makes no park. The program that passes it on is to blame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExcerptError {
    /// The area lies outside the map, or its tiles are not all there.
    #[error("the area does not lie in the park, or not all of its tiles are there")]
    Area,
    /// Not whole elements, or not one land.
    #[error("the elements of tile {}, {} are those of no tile", .0.x, .0.y)]
    Tile(Tile),
}

/// What a running game shows of its park.
///
/// ```
/// use loopwright::park_file::Excerpt;
/// use loopwright::quantity::{Height, Tile};
/// use loopwright::catalogue::Catalogue;
/// use loopwright::site::json::Area;
///
/// // Grass of the park at height 112.
/// let land = [0, 128, 14, 14, 0, 0, 0, 1, 32, 0, 0, 0, 0, 0, 0, 0];
/// let area = Area { x: 3, y: 4, width: 1, length: 1 };
/// let excerpt = Excerpt { size: (9, 9), area, tiles: vec![land.to_vec()], ..Excerpt::default() };
/// let park = excerpt.park_file()?.park(&Catalogue::load()?);
/// assert_eq!(park.tiles.land(Tile::new(3, 4)).map(|land| land.base), Some(Height(112)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Name of the park.
    pub name: String,
    /// Tiles of the park along x and y, the unusable rim included.
    pub size: (u16, u16),
    /// Bits of what the park forbids, as files store them.
    pub flags: u64,
    /// The game's tick counter.
    pub ticks: u32,
    /// The tiles that are shown. Others are taken to be low, dry and without owner.
    pub area: Area,
    /// The elements of each, row by row, x inside y: 16 bytes to an element.
    pub tiles: Vec<Vec<u8>>,
    /// Identifiers of the objects that elements and rides refer to, by kind and index.
    pub objects: Vec<(ObjectKind, u16, String)>,
    /// The rides.
    pub rides: Vec<Ride>,
}

impl Default for Excerpt {
    fn default() -> Self {
        let area = Area { x: 0, y: 0, width: 0, length: 0 };
        let (name, tiles, objects, rides) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        Self { name, size: (0, 0), flags: 0, ticks: 0, area, tiles, objects, rides }
    }
}

impl Excerpt {
    /// The park file that holds what is shown.
    ///
    /// # Errors
    /// When the area and the tiles do not fit the map or each other, or a tile has no land or more than one.
    pub fn park_file(&self) -> Result<ParkFile, ExcerptError> {
        let tiles = self.tiles()?;
        Ok(ParkFile {
            origin: Origin::OpenRct2 { version: KNOWN_VERSION },
            name: self.name.clone(),
            flags: self.flags,
            ticks: self.ticks,
            objects: Objects::named(&self.objects),
            rides: self.rides.clone(),
            warnings: super::unknown_elements(&tiles).into_iter().collect(),
            tiles,
        })
    }

    fn tiles(&self) -> Result<Tiles, ExcerptError> {
        const SIDES: std::ops::RangeInclusive<u16> = 3..=LARGEST_MAP as u16;
        let Area { x, y, width, length } = self.area;
        let fits = |first: u16, tiles: u16, side: u16| SIDES.contains(&side) && side.checked_sub(first) >= Some(tiles);
        let wanted = usize::from(width) * usize::from(length);
        if !fits(x, width, self.size.0) || !fits(y, length, self.size.1) || self.tiles.len() != wanted {
            return Err(ExcerptError::Area);
        }
        let mut shown = self.tiles.iter();
        Tiles::filled(self.size, |tile, elements| {
            let shown = if self.area.holds(tile) { shown.next() } else { None };
            if let Some(bytes) = shown {
                return add_elements(tile, bytes, elements);
            }
            elements.push(BARE);
            Ok(())
        })
    }
}

/// Low, dry land that nobody owns.
const BARE: TileElement = TileElement {
    base: 2,
    clearance: 2,
    quarters: 0,
    direction: 0,
    is_ghost: false,
    kind: ElementKind::Surface { slope: 0, water: 0, ownership: 0 },
};

/// Takes the bytes of a tile's elements apart.
fn add_elements(tile: Tile, bytes: &[u8], elements: &mut Vec<TileElement>) -> Result<(), ExcerptError> {
    let (whole, rest) = bytes.as_chunks::<{ tile_element::LENGTH }>();
    let begin = elements.len();
    elements.extend(whole.iter().map(tile_element::element));
    let lands = elements[begin..].iter().filter(|element| matches!(element.kind, ElementKind::Surface { .. })).count();
    if rest.is_empty() && lands == 1 { Ok(()) } else { Err(ExcerptError::Tile(tile)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::quantity::Height;
    use crate::site::{Kind, Object};

    const LAND: [u8; 16] = [0, 128, 14, 14, 0, 0, 0, 1, 32, 0, 0, 0, 0, 0, 0, 0];
    /// A tree with number 2 on the first quarter.
    const TREE: [u8; 16] = [12, 129, 14, 24, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    fn excerpt(tiles: Vec<Vec<u8>>) -> Excerpt {
        let area = Area { x: 2, y: 3, width: 2, length: 1 };
        let objects = vec![(ObjectKind::SmallScenery, 2, "rct2.scenery_small.tl1".to_owned())];
        Excerpt { size: (8, 9), area, tiles, objects, ..Excerpt::default() }
    }

    #[test]
    fn what_is_shown_is_there_and_the_rest_is_nobodys() {
        let catalogue = Catalogue::load().unwrap();
        let file = excerpt(vec![LAND.to_vec(), [LAND, TREE].concat()]).park_file().unwrap();
        let park = file.park(&catalogue);
        let land = |x, y| park.tiles.land(Tile::new(x, y)).unwrap();
        assert_eq!(park.tiles.size(), (8, 9));
        assert_eq!((land(2, 3).base, land(3, 3).base), (Height(112), Height(112)));
        assert!(land(2, 3).is_owned_at(Height(112)) && !land(4, 3).is_owned_at(Height(112)));
        let tree = park.tiles.elements(Tile::new(3, 3)).unwrap()[1];
        let number = catalogue.scenery().small_number("rct2.scenery_small.tl1").unwrap();
        assert!(matches!(tree.kind, Kind::SmallScenery { object: Object::Known(known), .. } if known == number));
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let land = LAND.to_vec();
        for tiles in [
            vec![land.clone()],
            vec![land.clone(), Vec::new()],
            vec![land.clone(), [LAND, LAND].concat()],
            vec![land.clone(), land[..15].to_vec()],
        ] {
            assert!(excerpt(tiles).park_file().is_err());
        }
        let beyond = Area { x: 7, y: 3, width: 2, length: 1 };
        assert!(Excerpt { area: beyond, ..excerpt(vec![land.clone(), land]) }.park_file().is_err());
    }
}
