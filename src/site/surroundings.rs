//! What stands on a site once something was built there.

use std::collections::BTreeMap;

use crate::quantity::{Height, Tile};

use super::element::Element;
use super::park::Park;
use super::tiles::{Stack, Tiles};
use super::{RIM_HEIGHT, Site};

/// The ground of a site, which does not change, and the tiles on which building changed something.
#[derive(Debug, Clone)]
pub struct Surroundings<'a> {
    /// The site as it was.
    pub site: Site<'a>,
    changed: BTreeMap<Key, Vec<Element>>,
    marks: Marks,
    /// What stands on an empty tile of flat land, and of the rim.
    bare: [Element; 2],
}

/// A tile as a number, which compares faster; in the order of tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u64);

impl Key {
    /// Turns the order of numbers without sign into that of numbers with sign.
    const SIGN: u32 = 1 << 31;

    fn new(tile: Tile) -> Self {
        let half = |number: i32| u64::from(number.cast_unsigned() ^ Self::SIGN);
        Self(half(tile.x) << 32 | half(tile.y))
    }

    fn tile(self) -> Tile {
        let number = |half: u64| (half as u32 ^ Self::SIGN).cast_signed();
        Tile::new(number(self.0 >> 32), number(self.0))
    }
}

/// A bit for every tile of a square that the map repeats: clear for most tiles that have not changed.
#[derive(Debug, Clone)]
struct Marks([u64; Self::SIDE as usize]);

impl Marks {
    const SIDE: i32 = 64;

    const fn place(tile: Tile) -> (usize, u64) {
        (tile.x.rem_euclid(Self::SIDE) as usize, 1 << tile.y.rem_euclid(Self::SIDE))
    }

    const fn add(&mut self, tile: Tile) {
        let (row, bit) = Self::place(tile);
        self.0[row] |= bit;
    }

    /// Whether a tile, or one that shares its bit, was added.
    const fn may_have(&self, tile: Tile) -> bool {
        let (row, bit) = Self::place(tile);
        self.0[row] & bit != 0
    }
}

impl<'a> Surroundings<'a> {
    /// A site on which nothing was built yet.
    pub const fn new(site: Site<'a>) -> Self {
        let bare = [Element::surface(site.surface), Element::surface(RIM_HEIGHT)];
        Self { site, changed: BTreeMap::new(), marks: Marks([0; Marks::SIDE as usize]), bare }
    }

    /// The elements of a tile in stored order. Where the game has no room for a tile they are those of low land.
    pub fn elements(&self, tile: Tile) -> &[Element] {
        self.changed_at(tile).unwrap_or_else(|| as_found(&self.site, &self.bare, tile))
    }

    fn changed_at(&self, tile: Tile) -> Option<&[Element]> {
        if !self.marks.may_have(tile) {
            return None;
        }
        self.changed.get(&Key::new(tile)).map(Vec::as_slice)
    }

    /// The elements of a tile, to be changed.
    fn elements_mut(&mut self, tile: Tile) -> &mut Vec<Element> {
        let Self { site, changed, marks, bare } = self;
        marks.add(tile);
        changed.entry(Key::new(tile)).or_insert_with(|| as_found(site, bare, tile).to_vec())
    }

    /// Puts an element on a tile.
    pub fn add(&mut self, tile: Tile, element: Element) {
        element.insert_into(self.elements_mut(tile));
    }

    /// Takes elements off a tile by their places among those that stand there.
    pub fn take(&mut self, tile: Tile, places: &[usize]) {
        let mut place = 0;
        self.elements_mut(tile).retain(|_| {
            place += 1;
            !places.contains(&(place - 1))
        });
    }

    /// Takes the elements off a tile that a test picks.
    pub fn remove(&mut self, tile: Tile, mut picks: impl FnMut(&Element) -> bool) {
        if self.elements(tile).iter().any(&mut picks) {
            self.elements_mut(tile).retain(|element| !picks(element));
        }
    }

    /// Tiles on which something was built or removed, with what stands there now.
    pub fn changed(&self) -> impl Iterator<Item = (Tile, &[Element])> {
        self.changed.iter().map(|(key, elements)| (key.tile(), elements.as_slice()))
    }

    /// The park with everything that was built, and without what was removed; `None` on flat land.
    pub fn built(&self) -> Option<Park> {
        let park = self.site.park?;
        let stack = |(tile, land, _)| Stack { land, elements: self.elements(tile).to_vec() };
        let tiles = Tiles::new(park.tiles.size(), park.tiles.iter().map(stack).collect());
        Some(Park { tiles, ..park.clone() })
    }

    /// Whether building changed something on a tile.
    pub fn is_changed(&self, tile: Tile) -> bool {
        self.changed_at(tile).is_some()
    }

    /// Whether the land is flat and nothing stands on it.
    pub fn is_bare(&self) -> bool {
        self.site.park.is_none() && self.changed.is_empty()
    }

    /// The height of the land of a tile, wherever it is; 16 where the game has no room for one.
    pub fn land_base(&self, tile: Tile) -> Height {
        self.site.land_at(tile.corner()).unwrap_or(RIM_HEIGHT)
    }
}

/// What stood on a tile before anything was built.
fn as_found<'a>(site: &Site<'a>, bare: &'a [Element; 2], tile: Tile) -> &'a [Element] {
    let of_park = site.park.and_then(|park| park.tiles.elements(tile));
    let [land, rim] = bare;
    let is_flat = site.park.is_none() && site.is_usable(tile.corner());
    of_park.unwrap_or(std::slice::from_ref(if is_flat { land } else { rim }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_that_share_a_mark_keep_what_stands_on_them() {
        let mut around = Surroundings::new(Site::default());
        let tiles = [Tile::new(100, 100), Tile::new(36, 100), Tile::new(36, 36), Tile::new(-28, 100)];
        for (height, tile) in (1..).zip(tiles) {
            assert_eq!(around.elements(tile).len(), 1, "{tile:?}");
            around.add(tile, Element::surface(Height(1000 * height)));
        }
        let changed: Vec<_> = around.changed().map(|(tile, elements)| (tile, elements[1].base.0)).collect();
        let mut expected: Vec<_> = tiles.into_iter().zip([1000, 2000, 3000, 4000]).collect();
        expected.sort_unstable();
        assert_eq!(changed, expected, "in the order of the tiles");
        assert!(!around.is_changed(Tile::new(100, 36)), "it shares a mark and is as it was");
        around.remove(tiles[1], |element| element.base == Height(2000));
        assert_eq!(around.elements(tiles[1]).len(), 1);
    }
}
