//! What scenery looks like from afar: a shape and a colour for every object, found by what players call it.

use crate::catalogue::Catalogue;
use crate::catalogue::scenery::{LargeScenery, SmallScenery, WallObject};
use crate::quantity::{Height, MapPoint, TILE, Tile};
use crate::site::{Corner, Element, Kind, Object};

/// The shape of a piece of scenery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// A tree with leaves: a round crown on a trunk.
    Tree,
    /// A tree with needles: a cone.
    Conifer,
    /// A palm: a bare trunk under a tuft.
    Palm,
    /// A tree without leaves, or a cactus: a trunk with arms.
    Bare,
    /// Something low and leafy.
    Bush,
    /// A bed of flowers.
    Flowers,
    /// A rock.
    Rock,
    /// A flat pool of something.
    Pool,
    /// A fountain.
    Fountain,
    /// A statue or another figure.
    Figure,
    /// A lamp, a flag, a column.
    Post,
    /// A part of a building, or anything else that fills its room.
    Block,
    /// Something that tapers: a pyramid, a tent.
    Peak,
    /// A wall that can be seen through.
    Fence,
    /// A green wall.
    Hedge,
    /// A wall.
    Wall,
}

impl Shape {
    /// Whether it grows.
    pub(crate) const fn is_plant(self) -> bool {
        matches!(self, Self::Tree | Self::Conifer | Self::Palm | Self::Bare | Self::Bush | Self::Hedge)
    }
}

/// What a piece of scenery looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Look {
    /// Its shape.
    pub shape: Shape,
    /// Its main colour.
    pub colour: &'static str,
}

/// Words in the names of objects, and what such an object looks like.
type Rule = (&'static [&'static str], Shape, &'static str);

const LEAVES: &str = "#5c9448";
const NEEDLES: &str = "#3b7350";
const SNOW: &str = "#dde8ec";
const BUSH: &str = "#6fa450";
const STONE: &str = "#a9a297";
const STATUE: &str = "#bdb6a6";
const ROCK: &str = "#94897b";
const WATER: &str = "#8fc1de";
const WOOD: &str = "#9c7a52";
const BUILDING: &str = "#b9a78a";
/// An object that no table knows.
const UNKNOWN: &str = "#a79fb0";

/// Parts of buildings, whatever else their names say.
const PARTS: [&str; 8] = ["Wall", "Roof", "Piece", "Section", "Corner", "Fence", "Skyscraper", "Support"];

/// Small buildings, and what others stand on.
#[rustfmt::skip]
const BUILDINGS: [&str; 22] = [
    "House", "Building", "Block", "Base", "Plinth", "Tower", "Castle", "Temple", "Arch", "Stair", "Cabin", "Floor",
    "Step", "Igloo", "Chimney", "Stack", "Window", "Porch", "Cabana", "CPU", "Filler", "Space Ship",
];

/// Trees; the first rule that fits counts.
const TREES: [Rule; 10] = [
    (&["Shaped Tree", "Ornamental Tree"], Shape::Bush, LEAVES),
    (&["Dead Tree"], Shape::Bare, "#7d6b58"),
    (&["Cactus"], Shape::Bare, "#5f8f50"),
    (&["Snow-covered", "Snowball Tree"], Shape::Conifer, SNOW),
    (&["Palm", "Cabbage Tree"], Shape::Palm, "#6a9c3f"),
    (&["Cypress", "Pine", "Fir", "Spruce", "Cedar", "Larch"], Shape::Conifer, NEEDLES),
    (&["Juniper", "Hiba", "Redwood", "Monkey-Puzzle", "Yew"], Shape::Conifer, NEEDLES),
    (&["Cherry", "Magnolia"], Shape::Tree, "#e2a0b6"),
    (&["Candy Tree", "Alien Tree"], Shape::Tree, "#c77fae"),
    (&["Tree", "Oak", "Elm", "Eucalyptus"], Shape::Tree, LEAVES),
];

/// What else stands on land.
const THINGS: [Rule; 21] = [
    (&["Pyramid", "Sphinx"], Shape::Peak, "#d6be8e"),
    (&["Volcano", "Tent", "Marquee", "Circus", "Tepee", "Tee Pee"], Shape::Peak, "#b98d72"),
    (&["Flag", "Banner"], Shape::Post, "#c8504a"),
    (&["Lamp", "Lantern", "Beacon", "Totem", "Pole", "Column", "Needle", "Digeridoo"], Shape::Post, STONE),
    (&["Candy Stick", "Lollypop"], Shape::Post, "#d9668a"),
    (&["Fountain", "Water Jet", "Water Spout", "Geyser"], Shape::Fountain, WATER),
    (&["Pool", "Lily", "Fish Hole"], Shape::Pool, WATER),
    (&["Tarpit", "Goo", "Soup", "Drains"], Shape::Pool, "#5e5a4a"),
    (&["Gardens", "Flower"], Shape::Flowers, "#d8586f"),
    (&["Toadstool"], Shape::Bush, "#c8504a"),
    (&["Bush", "Shrub", "Fern", "Plant", "Grass", "Bulrush", "Bamboo Shoots", "Beanstalk"], Shape::Bush, BUSH),
    (&["Snowman", "Snowball", "Ice Cube", "Ice Formation", "Snowflake", "Marshmallow"], Shape::Rock, SNOW),
    (&["Boulder", "Rock", "Termite", "Logs", "Stone Block"], Shape::Rock, ROCK),
    (&["Meteor", "Volcan", "Crater"], Shape::Rock, "#9a6a55"),
    (&["Pumpkin", "Carrot", "Flames", "Fire"], Shape::Figure, "#de8a35"),
    (&["Statue", "Sculpture", "Monument", "Grave", "Army", "Stone", "Structure", "Buddha"], Shape::Figure, STATUE),
    (&["White ", "Skull", "Bone", "Skeleton"], Shape::Figure, "#e4dfd2"),
    (&["Black "], Shape::Figure, "#4d4a48"),
    (&["Animatronic", "Dinosaur", "Alien", "Martian"], Shape::Figure, "#7f9a6a"),
    (&["Barrel", "Chest", "Wagon", "Cart", "Wheel", "Crates", "Cannon"], Shape::Figure, WOOD),
    (&["Candy", "Jelly", "Mint", "Fruit Drop", "Jelly Baby"], Shape::Figure, "#d9668a"),
];

/// What walls and buildings are made of.
const MATERIALS: [(&[&str], &str); 16] = [
    (&["Brick", "Kremlin", "New York", "Prison"], "#b0705a"),
    (&["Mud", "Wattle", "Dark Age", "Tudor", "Log", "Harbour"], "#a98c66"),
    (&["Roof"], "#a8604c"),
    (&["Wood", "Bamboo", "Cabana", "Jungle", "Japanese", "Tavern", "Hut", "Saloon", "Cabin", "Rigging"], WOOD),
    (&["Ice", "Igloo", "Snow"], "#cfe2ec"),
    (&["Glass", "Window", "Waterfall"], "#a9cfd8"),
    (&["Steel", "Corrugated", "Industrial", "Metal", "Lattice", "Railing", "Mesh", "Electric"], "#8e98a3"),
    (&["Nautical", "Seaplane", "Space", "Art Deco", "Obsidian", "Sky"], "#9aa9b8"),
    (&["Marble", "Roman", "Heavenly", "Shōji", "Maharaja", "Temple", "Palace"], "#ded8ca"),
    (&["Sandstone", "Georgian", "Egyptian", "Pyramid", "Sphinx", "Wind Sculpted", "Lost City"], "#d6be8e"),
    (&["Castle", "Stone", "Rock", "Great Wall", "Support", "Drab", "Monumental"], STONE),
    (&["Martian", "Meteor", "Laser"], "#b5573f"),
    (&["Playing Card", "Bone", "Skeleton"], "#e4dfd2"),
    (&["Jellybean", "Candy"], "#d9668a"),
    (&["Chocolate"], "#6d4a35"),
    (&["House", "Building", "Block", "Base", "Plinth"], BUILDING),
];

/// Walls that can be seen through.
const FENCES: [&str; 9] = ["Fence", "Railing", "Mesh", "Post", "Poles", "Lattice", "Net", "Rigging", "Support"];

impl Look {
    /// What a piece of scenery or a wall looks like; none of anything else.
    pub(crate) fn of(kind: Kind, catalogue: &Catalogue) -> Option<Self> {
        let scenery = catalogue.scenery();
        let (known, shape) = match kind {
            Kind::SmallScenery { object, .. } => {
                (number(object).and_then(|number| scenery.small(number)).map(Self::small), Shape::Figure)
            }
            Kind::LargeScenery { object, .. } => {
                (number(object).and_then(|number| scenery.large(number)).map(Self::large), Shape::Block)
            }
            Kind::Wall { object, .. } => {
                (number(object).and_then(|number| scenery.wall(number)).map(Self::wall), Shape::Wall)
            }
            _ => return None,
        };
        Some(known.unwrap_or(Self { shape, colour: UNKNOWN }))
    }

    fn small(object: &SmallScenery) -> Self {
        let name = object.name.as_str();
        let is_part = !object.is_tree() && has(name, &PARTS);
        if is_part {
            return Self { shape: Shape::Block, colour: material(name) };
        }
        let tree = object.is_tree().then_some(Self { shape: Shape::Tree, colour: LEAVES });
        let found = first(name, &TREES).or(tree).or_else(|| first(name, &THINGS));
        found.unwrap_or_else(|| {
            let is_building = object.height <= Height(8) || has(name, &BUILDINGS);
            let shape = if is_building { Shape::Block } else { Shape::Figure };
            Self { shape, colour: material(name) }
        })
    }

    fn large(object: &LargeScenery) -> Self {
        let name = object.name.as_str();
        let is_part = has(name, &PARTS);
        let found = if is_part { None } else { first(name, &TREES).or_else(|| first(name, &THINGS)) };
        match found {
            Some(look) if matches!(look.shape, Shape::Tree | Shape::Conifer | Shape::Palm | Shape::Peak) => look,
            // Rocks and figures so large are solid.
            Some(look) => Self { shape: Shape::Block, ..look },
            None => Self { shape: Shape::Block, colour: material(name) },
        }
    }

    fn wall(object: &WallObject) -> Self {
        let name = object.name.as_str();
        if has(name, &["Hedge"]) {
            return Self { shape: Shape::Hedge, colour: LEAVES };
        }
        let shape = if has(name, &FENCES) { Shape::Fence } else { Shape::Wall };
        Self { shape, colour: material(name) }
    }
}

const fn number(object: Object) -> Option<u16> {
    match object {
        Object::Known(number) => Some(number),
        Object::Unknown(_) => None,
    }
}

fn has(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| name.contains(word))
}

fn first(name: &str, rules: &[Rule]) -> Option<Look> {
    let (_, shape, colour) = rules.iter().find(|(words, ..)| has(name, words))?;
    Some(Look { shape: *shape, colour })
}

fn material(name: &str) -> &'static str {
    MATERIALS.iter().find(|(words, _)| has(name, words)).map_or(BUILDING, |(_, colour)| colour)
}

/// The middle of the quarters of a tile that an element takes, in map units, and the side of a square in them.
pub(crate) fn footprint(tile: Tile, element: &Element) -> ((f64, f64), f64) {
    let taken = Corner::ALL.into_iter().filter(|corner| element.quarters & corner.bit() != 0);
    let (count, sum) = taken.fold((0, MapPoint::new(0, 0)), |(count, sum), corner| (count + 1, sum + corner.offset()));
    let side = f64::from(TILE);
    let corner = tile.corner();
    let middle = |corner: i32, sum: i32| match count {
        0 => f64::from(corner) + side / 2.0,
        count => f64::from(corner) + side / 4.0 + f64::from(sum) / f64::from(2 * count),
    };
    let share = if count == 1 { 0.5 } else { 1.0 };
    ((middle(corner.x, sum.x), middle(corner.y, sum.y)), side * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(id: &str) -> Shape {
        let catalogue = Catalogue::load().unwrap();
        let scenery = catalogue.scenery();
        let small = scenery.small_number(id).and_then(|number| scenery.small(number)).map(Look::small);
        let large = scenery.large_number(id).and_then(|number| scenery.large(number)).map(Look::large);
        let wall = scenery.wall_number(id).and_then(|number| scenery.wall(number)).map(Look::wall);
        small.or(large).or(wall).unwrap().shape
    }

    #[test]
    fn objects_look_like_what_they_are_called() {
        let looks = [
            ("rct2.scenery_small.tl1", Shape::Tree),
            ("rct2.scenery_small.ts0", Shape::Tree),
            ("rct2.scenery_small.tns", Shape::Conifer),
            ("rct2.scenery_small.th1", Shape::Palm),
            ("rct2.scenery_small.tdt1", Shape::Bare),
            ("rct2.scenery_small.tsh1", Shape::Bush),
            ("rct2.scenery_small.tsd", Shape::Bush),
            ("rct2.scenery_small.tg1", Shape::Flowers),
            ("rct2.scenery_small.tdf", Shape::Fountain),
            ("rct2.scenery_small.tgs", Shape::Figure),
            ("rct2.scenery_small.toh1", Shape::Block),
            ("rct2.scenery_small.brbase", Shape::Block),
            ("rct2.scenery_large.genstore", Shape::Block),
            ("rct2.scenery_wall.whg", Shape::Hedge),
            ("rct2.scenery_wall.wfw1", Shape::Fence),
            ("rct2.scenery_wall.wallbb32", Shape::Wall),
        ];
        for (id, shape) in looks {
            assert_eq!(look(id), shape, "{id}");
        }
    }

    #[test]
    fn whatever_a_park_protects_as_a_tree_looks_like_a_plant() {
        let catalogue = Catalogue::load().unwrap();
        for object in catalogue.scenery().all_small().iter().filter(|object| object.is_tree()) {
            let shape = Look::small(object).shape;
            let plants = [Shape::Tree, Shape::Conifer, Shape::Palm, Shape::Bare, Shape::Bush];
            assert!(plants.contains(&shape), "{}: {shape:?}", object.name);
        }
    }

    #[test]
    fn a_quarter_is_placed_in_its_corner() {
        let element = |quarters| Element { quarters, ..Element::surface(Height(16)) };
        let tile = Tile::new(2, 3);
        assert_eq!(footprint(tile, &element(0b0001)), ((88.0, 120.0), 16.0), "north");
        assert_eq!(footprint(tile, &element(0b0100)), ((72.0, 104.0), 16.0), "south");
        assert_eq!(footprint(tile, &element(0b0110)), ((80.0, 104.0), 32.0), "a half");
        assert_eq!(footprint(tile, &element(0b1010)), ((80.0, 112.0), 32.0), "across");
        assert_eq!(footprint(tile, &element(0)), ((80.0, 112.0), 32.0), "nothing's way");
    }
}
