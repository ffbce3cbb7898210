//! What stands on a site once something was built there.

use std::collections::BTreeMap;

use crate::quantity::{Height, Tile};

use super::element::Element;
use super::{RIM_HEIGHT, Site};

/// The ground of a site, which does not change, and the tiles on which building changed something.
#[derive(Debug, Clone)]
pub struct Surroundings<'a> {
    /// The site as it was.
    pub site: Site<'a>,
    changed: BTreeMap<Tile, Vec<Element>>,
    /// What stands on an empty tile of flat land, and of the rim.
    bare: [Element; 2],
}

impl<'a> Surroundings<'a> {
    /// A site on which nothing was built yet.
    pub const fn new(site: Site<'a>) -> Self {
        let bare = [Element::surface(site.surface), Element::surface(RIM_HEIGHT)];
        Self { site, changed: BTreeMap::new(), bare }
    }

    /// The elements of a tile in stored order. Where the game has no room for a tile they are those of low land.
    pub fn elements(&self, tile: Tile) -> &[Element] {
        if let Some(elements) = self.changed.get(&tile) {
            return elements;
        }
        let of_park = self.site.park.and_then(|park| park.tiles.elements(tile));
        let [land, rim] = &self.bare;
        let is_flat = self.site.park.is_none() && self.site.is_usable(tile.corner());
        of_park.unwrap_or(std::slice::from_ref(if is_flat { land } else { rim }))
    }

    /// The elements of a tile, to be changed.
    fn elements_mut(&mut self, tile: Tile) -> &mut Vec<Element> {
        if !self.changed.contains_key(&tile) {
            let elements = self.elements(tile).to_vec();
            self.changed.insert(tile, elements);
        }
        self.changed.entry(tile).or_default()
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
        self.changed.iter().map(|(&tile, elements)| (tile, elements.as_slice()))
    }

    /// Whether building changed something on a tile.
    pub fn is_changed(&self, tile: Tile) -> bool {
        self.changed.contains_key(&tile)
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
