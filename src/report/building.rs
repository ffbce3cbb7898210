//! How a design is built among other things, with the keys of the measurements in parks.

use serde::Serialize;

use super::whereabouts::{removed, small, trees};
use crate::design::Design;
use crate::layout::{Layout, OwnScenery, Placement, Refusal};
use crate::quantity::{Height, Money, Tile};
use crate::site::{Element, ElementCounts, Kind, Object, Site};

/// How the game builds a design where other things stand, or together with its own scenery.
#[derive(Debug, Serialize)]
pub(super) struct Building<'a> {
    /// The place in the park.
    #[serde(flatten)]
    spot: Option<Spot>,
    /// Whether its scenery is placed with it.
    with_scenery: bool,
    /// Items of scenery in the design.
    scenery_items: usize,
    /// Z units: where the tool begins to try.
    first_z: Height,
    /// How many heights it tries.
    tries: i32,
    /// Z units: the last height, if none will do.
    #[serde(rename = "place_z", skip_serializing_if = "Option::is_none")]
    refused_z: Option<Height>,
    /// Tenths: the price that the tool shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<Money>,
    /// What goes of the park's small scenery.
    #[serde(flatten)]
    gone: Option<Gone<'a>>,
    /// What stands once it is built.
    #[serde(flatten)]
    built: Option<Built<'a>>,
}

/// Small scenery of the park that has to go.
#[derive(Debug, Serialize)]
struct Gone<'a> {
    /// How many trees.
    trees_removed: usize,
    /// How many other things.
    scenery_removed: usize,
    /// All of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    removed: Vec<Removed<'a>>,
}

/// A piece of small scenery that has to go.
#[derive(Debug, Serialize)]
struct Removed<'a> {
    /// Its tile.
    x: i32,
    /// Its tile.
    y: i32,
    /// Identifier of its object.
    object: &'a str,
}

/// The place of a design in a park.
#[derive(Debug, Serialize)]
struct Spot {
    /// Tile of the first piece.
    x: i32,
    /// Tile of the first piece.
    y: i32,
    /// Direction that it is built in.
    direction: u8,
    /// The same, with the height of the first joint.
    place: Place,
    /// Whether the player holds the design at a height from which the tool begins to try.
    held: bool,
}

/// Where a design is, or would be.
#[derive(Debug, Serialize)]
struct Place {
    /// Tile of the first piece.
    x: i32,
    /// Tile of the first piece.
    y: i32,
    /// Z units.
    z: Height,
    /// 0 to 3.
    direction: u8,
}

/// What stands on the map once a design is built.
#[derive(Debug, Serialize)]
pub(super) struct Built<'a> {
    /// Items of scenery that stand.
    scenery_placed: usize,
    /// Items that the place refuses.
    #[serde(skip_serializing_if = "Option::is_none")]
    scenery_refused: Option<usize>,
    /// The game's message for every item, none for those that stand.
    items: &'a [Option<Refusal>],
    /// Elements on the whole map.
    elements: ElementCounts,
}

impl<'a> Building<'a> {
    /// Nothing for a design without scenery on flat land.
    pub(super) fn new(design: &Design, placement: &'a Placement) -> Option<Self> {
        let site = placement.site;
        if site.park.is_none() && design.scenery.is_empty() {
            return None;
        }
        let layout = placement.as_design.as_ref().ok();
        Some(Self {
            spot: site.park.is_some().then(|| Spot::new(site, placement)),
            with_scenery: placement.placing.with_scenery,
            scenery_items: design.scenery.len(),
            first_z: placement.first_z,
            tries: placement.tries,
            refused_z: layout.is_none().then_some(placement.place_z),
            quote: placement.quote.filter(|_| layout.is_some()),
            gone: layout.filter(|_| site.park.is_some()).map(Gone::new),
            built: layout.map(Built::new),
        })
    }
}

impl<'a> Gone<'a> {
    fn new(layout: &'a Layout) -> Self {
        let unknown = layout.site.park.map_or(&[][..], |park| &park.unknown);
        let name = |element: &Element| match element.kind {
            Kind::SmallScenery { object: Object::Unknown(number), .. } => unknown.get(usize::from(number)),
            _ => small(layout.catalogue, element).map(|known| &known.id),
        };
        let gone = removed(layout);
        let trees_removed = trees(layout.catalogue, &gone);
        let told = |(Tile { x, y }, element): &(Tile, Element)| Removed {
            x: *x,
            y: *y,
            object: name(element).map_or("", String::as_str),
        };
        Self { trees_removed, scenery_removed: gone.len() - trees_removed, removed: gone.iter().map(told).collect() }
    }
}

impl Spot {
    fn new(site: Site<'_>, placement: &Placement) -> Self {
        let (Tile { x, y }, direction) = (site.start, placement.placing.direction.number());
        let held = placement.placing.z.is_some();
        Self { x, y, direction, place: Place { x, y, z: placement.place_z, direction }, held }
    }
}

impl<'a> Built<'a> {
    /// What stands of a layout and around it.
    pub(super) fn new(layout: &'a Layout) -> Self {
        let OwnScenery { items, .. } = &layout.own_scenery;
        let scenery_placed = items.iter().filter(|refusal| refusal.is_none()).count();
        let scenery_refused = Some(items.len() - scenery_placed);
        Self { scenery_placed, scenery_refused, items, elements: layout.surroundings.counts() }
    }
}
