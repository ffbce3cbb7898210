//! Where to put a design in a park, and what that removes and costs.

use serde::Serialize;

use super::units;
use crate::catalogue::{Catalogue, SmallScenery};
use crate::judge::Judgement;
use crate::layout::Layout;
use crate::quantity::{Height, Money, Tile};
use crate::site::{Element, Kind, Object};

/// Where a design stands in a park, as far as a player has to know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Whereabouts {
    /// Tile of the first piece.
    pub x: i32,
    /// Tile of the first piece.
    pub y: i32,
    /// Height of the first joint in z units.
    pub z: Height,
    /// Direction, 0 to 3.
    pub direction: u8,
    /// Whether the player holds the design at this height; else the game's tool finds it.
    pub is_held: bool,
    /// Trees that go.
    pub trees: usize,
    /// Other small scenery that goes.
    pub scenery: usize,
    /// Price that the game's tool shows.
    pub quote: Money,
    /// Price paid.
    pub cost: Money,
}

impl Whereabouts {
    /// Where a design was judged in a park; `None` on flat land, and if it was refused.
    pub fn new(judgement: &Judgement) -> Option<Self> {
        let placement = &judgement.placement;
        placement.site.park?;
        let layout = placement.as_design.as_ref().ok()?;
        let Tile { x, y } = placement.site.start;
        let gone = removed(layout);
        let trees = trees(judgement.catalogue, &gone);
        Some(Self {
            x,
            y,
            z: placement.place_z,
            direction: placement.placing.direction.number(),
            is_held: placement.placing.z.is_some(),
            trees,
            scenery: gone.len() - trees,
            quote: placement.quote.unwrap_or_else(|| layout.cost()),
            cost: layout.cost(),
        })
    }

    /// Where to point the game's tool: `tile 40,52, direction 1`, and the height if it has to be held.
    pub fn place(&self) -> String {
        let Self { x, y, direction, .. } = self;
        let place = format!("tile {x},{y}, direction {direction}");
        if self.is_held { format!("{place}, held at height {}", self.z.height_units().0) } else { place }
    }

    /// What goes: `3 trees and 1 piece of scenery`; `None` if nothing does.
    pub fn removals(&self) -> Option<String> {
        let trees = (self.trees > 0).then(|| units::count(self.trees as i64, "tree"));
        let scenery = match self.scenery {
            0 => None,
            1 => Some("1 piece of scenery".to_owned()),
            number => Some(format!("{number} pieces of scenery")),
        };
        let gone: Vec<String> = trees.into_iter().chain(scenery).collect();
        (!gone.is_empty()).then(|| gone.join(" and "))
    }

    /// All of it in a sentence without its end.
    pub fn sentence(&self) -> String {
        let removals = self.removals().map_or_else(String::new, |gone| format!(", {gone} removed"));
        format!("{}{removals}, {}", self.place(), units::money(self.quote.max(self.cost)))
    }
}

/// The small scenery of the park that building has removed.
pub(super) fn removed(layout: &Layout) -> Vec<(Tile, Element)> {
    let is_small = |element: &&Element| matches!(element.kind, Kind::SmallScenery { .. });
    let mut removed = Vec::new();
    for (tile, standing) in layout.surroundings.changed() {
        let before = layout.site.park.and_then(|park| park.tiles.elements(tile)).unwrap_or_default();
        let mut standing: Vec<&Element> = standing.iter().filter(is_small).collect();
        for element in before.iter().filter(is_small) {
            match standing.iter().position(|other| *other == element) {
                Some(place) => drop(standing.swap_remove(place)),
                None => removed.push((tile, *element)),
            }
        }
    }
    removed
}

/// How many of some elements are trees.
pub(super) fn trees(catalogue: &Catalogue, elements: &[(Tile, Element)]) -> usize {
    let is_tree = |(_, element): &&(Tile, Element)| small(catalogue, element).is_some_and(SmallScenery::is_tree);
    elements.iter().filter(is_tree).count()
}

/// The object of a piece of small scenery, if the catalogue has it.
pub(super) fn small<'a>(catalogue: &'a Catalogue, element: &Element) -> Option<&'a SmallScenery> {
    match element.kind {
        Kind::SmallScenery { object: Object::Known(number), .. } => catalogue.scenery().small(number),
        _ => None,
    }
}
