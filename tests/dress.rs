//! Scenery of themes: that the game takes all of it in every direction, what it brings, and what it leaves alone.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use loopwright::catalogue::scenery::SceneryKind;
use loopwright::catalogue::{Catalogue, Direction, Theme};
use loopwright::design::{Design, SceneryItem};
use loopwright::dress::Dressing;
use loopwright::judge::{Judgement, Wanted, judge};
use loopwright::layout::{Extent, Layout, Placing, place};
use loopwright::quantity::{Footprint, Height, MapPoint, Money, TILE, Tile};
use loopwright::site::{Kind, LoadedObjects, Park, Site, json};
use loopwright::track_file::{self, TrackFile};

use crate::oracle::oracle;

/// Every how many of the recorded designs are dressed.
const STRIDE: usize = 9;
/// Tiles in front of an entrance or exit that stay free.
const WAY_OUT: i32 = 3;

fn read(catalogue: &Catalogue, path: &Path) -> Design {
    track_file::read(&std::fs::read(path).unwrap()).unwrap().design(catalogue).unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|it| it == "td6")).collect();
    files.sort();
    files
}

/// Coasters that this program evolved.
fn designs(catalogue: &Catalogue) -> Vec<Design> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let recorded = files(&root.join("tests/golden/designs")).into_iter().step_by(STRIDE);
    let own = [files(&root.join("tracks")), vec![root.join("docs/example.td6")]].concat();
    own.into_iter().chain(recorded).map(|path| read(catalogue, &path)).collect()
}

fn example(catalogue: &Catalogue) -> Design {
    read(catalogue, &Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/example.td6"))
}

fn theme<'a>(catalogue: &'a Catalogue, name: &str) -> &'a Theme {
    catalogue.theme(name).unwrap()
}

fn dress(dressing: &Dressing, design: &Design) -> Design {
    dressing.dress(design, Site::default(), Placing::default()).unwrap().unwrap()
}

fn judged<'a>(catalogue: &'a Catalogue, design: &Design) -> Judgement<'a> {
    let wanted = Wanted { directions: Direction::ALL.to_vec(), ..Wanted::default() };
    judge(catalogue, design, Site::default(), &wanted).unwrap()
}

fn laid<'a>(catalogue: &'a Catalogue, design: &Design, direction: Direction) -> Layout<'a> {
    place(catalogue, design, Site::default(), direction).unwrap().as_design.unwrap()
}

/// Items of scenery on the whole ground, large ones counted once each.
fn standing(layout: &Layout) -> usize {
    let (width, length) = layout.site.size();
    let tiles = (0..width).flat_map(|x| (0..length).map(move |y| Tile::new(x, y)));
    let is_item = |kind: &Kind| match kind {
        Kind::SmallScenery { .. } | Kind::Wall { .. } | Kind::Path(_) => true,
        Kind::LargeScenery { tile, .. } => *tile == 0,
        _ => false,
    };
    let elements = tiles.flat_map(|tile| layout.surroundings.elements(tile));
    elements.filter(|element| is_item(&element.kind)).count()
}

/// Whether all of its scenery stands in every direction, and the ride as it stood without.
fn stands_whole(catalogue: &Catalogue, bare: &Design, dressed: &Design) {
    for direction in Direction::ALL {
        let (before, after) = (laid(catalogue, bare, direction), laid(catalogue, dressed, direction));
        let own = &after.own_scenery;
        assert!(own.missing.is_empty() && own.items.iter().all(Option::is_none), "{own:?}");
        assert_eq!(own.items.len(), dressed.scenery.len());
        assert_eq!(standing(&after), dressed.scenery.len(), "no item takes the place of another");
        assert_eq!((after.start, &after.pieces), (before.start, &before.pieces));
        assert_eq!(after.entrances, before.entrances);
    }
}

/// Whether nothing lies in front of entrances and exits.
fn ways_are_free(catalogue: &Catalogue, dressed: &Design) {
    let layout = laid(catalogue, dressed, Direction::new(0));
    for entrance in &layout.entrances {
        for tiles in 0..WAY_OUT {
            let tile = (entrance.at + entrance.direction.reversed().step() * tiles).tile();
            let is_scenery =
                |kind: &Kind| matches!(kind, Kind::SmallScenery { .. } | Kind::LargeScenery { .. } | Kind::Path(_));
            assert!(!layout.surroundings.elements(tile).iter().any(|element| is_scenery(&element.kind)), "{tile:?}");
        }
    }
}

#[test]
fn every_dressed_design_stands_whole_in_all_directions_and_is_worth_more() {
    let catalogue = Catalogue::load().unwrap();
    for (design, theme) in designs(&catalogue).iter().zip(catalogue.themes().iter().cycle()) {
        let dressed = dress(&Dressing::new(&catalogue, theme), design);
        assert!(dressed.scenery.len() > design.scenery.len(), "{}", theme.name);
        assert_eq!(Design { scenery: design.scenery.clone(), ..dressed.clone() }, *design);
        stands_whole(&catalogue, design, &dressed);
        ways_are_free(&catalogue, &dressed);
        let bytes = TrackFile::from_design(&dressed, &catalogue).unwrap().to_bytes().unwrap();
        let again = track_file::read(&bytes).unwrap().design(&catalogue).unwrap();
        assert_eq!(again.scenery, dressed.scenery);
        let (before, after) = (judged(&catalogue, design), judged(&catalogue, &dressed));
        let (before, after) = (before.worst_ratings().unwrap(), after.worst_ratings().unwrap());
        assert!(after.excitement > before.excitement, "{}: {before:?} {after:?}", theme.name);
        assert_eq!((after.intensity, after.nausea), (before.intensity, before.nausea));
    }
}

#[test]
fn designs_with_recorded_answers_are_dressed_too() {
    let Some(oracle) = oracle("dress") else { return };
    let catalogue = Catalogue::load().unwrap();
    let dressing = Dressing::new(&catalogue, theme(&catalogue, "forest"));
    for path in files(&oracle.join("own/designs")).into_iter().step_by(STRIDE) {
        let design = read(&catalogue, &path);
        let Some(dressed) = dressing.dress(&design, Site::default(), Placing::default()).unwrap() else { continue };
        stands_whole(&catalogue, &design, &dressed);
    }
}

#[test]
fn themes_are_of_the_base_game_and_no_object_is_all_there_is() {
    let catalogue = Catalogue::load().unwrap();
    let design = example(&catalogue);
    for theme in catalogue.themes() {
        let dressed = dress(&Dressing::new(&catalogue, theme), &design);
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        for item in &dressed.scenery {
            *numbers.entry(item.name()).or_default() += 1;
            let kind = catalogue.scenery().with_file_name(&item.name());
            let id = kind.and_then(|kind| catalogue.scenery().id(kind));
            assert!(item.is_path() || id.is_some_and(|id| id.starts_with("rct2.")), "{}", item.name());
        }
        assert!(numbers.values().all(|number| number * 2 < dressed.scenery.len()), "{}: {numbers:?}", theme.name);
        assert!(numbers.len() > 4, "{}: {numbers:?}", theme.name);
    }
}

#[test]
fn the_same_seed_gives_the_same_scenery_and_another_seed_another() {
    let catalogue = Catalogue::load().unwrap();
    let (design, forest) = (example(&catalogue), theme(&catalogue, "forest"));
    let of_seed = |seed| dress(&Dressing { seed, ..Dressing::new(&catalogue, forest) }, &design).scenery;
    assert_eq!(of_seed(3), of_seed(3));
    assert_ne!(of_seed(3), of_seed(4));
}

#[test]
fn budget_and_box_hold_with_the_scenery() {
    let catalogue = Catalogue::load().unwrap();
    let (design, forest) = (example(&catalogue), theme(&catalogue, "forest"));
    for budget in [0, 35, 1_000, 6_000] {
        let dressing = Dressing { budget: Some(Money(budget)), ..Dressing::new(&catalogue, forest) };
        let layout = laid(&catalogue, &dress(&dressing, &design), Direction::new(0));
        assert!(layout.own_scenery.price <= Money(budget));
        assert!(budget < 1_000 || layout.own_scenery.price > Money(budget / 2), "{budget}");
    }
    let own = laid(&catalogue, &design, Direction::new(0)).footprint();
    for (width, length) in [(own.width, own.length), (own.width + 2, own.length + 4)] {
        let footprint = Some(Footprint::new(width, length));
        let dressed = dress(&Dressing { footprint, ..Dressing::new(&catalogue, forest) }, &design);
        let layout = laid(&catalogue, &dressed, Direction::new(0));
        let scenery = dressed.scenery.iter().map(|item| at(&layout, item).corner());
        let extent = Extent::of(layout.tiles().chain(scenery)).unwrap();
        assert!(extent.footprint().width <= width && extent.footprint().length <= length);
    }
}

/// The tile of an item of a design that stands in direction 0.
fn at(layout: &Layout, item: &SceneryItem) -> Tile {
    (layout.start.at + MapPoint::new(i32::from(item.x), i32::from(item.y)) * TILE).tile()
}

#[test]
fn in_a_park_everything_that_stood_stays() {
    let catalogue = Catalogue::load().unwrap();
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lakeside.json")).unwrap();
    let park = json::from_str(&text, &catalogue).unwrap();
    let (width, length) = park.tiles.size();
    let design = example(&catalogue);
    let dressing = Dressing::new(&catalogue, theme(&catalogue, "garden"));
    let mut dressed_places = 0;
    for tile in (0..width).step_by(4).flat_map(|x| (0..length).step_by(4).map(move |y| Tile::new(x, y))) {
        for direction in Direction::ALL {
            let (site, placing) = (Site::in_park(&park, tile), Placing::from(direction));
            let before = place(&catalogue, &design, site, placing).unwrap();
            let dressed = dressing.dress(&design, site, placing).unwrap();
            let (Ok(bare), Some(dressed)) = (before.as_design, dressed) else { continue };
            let after = place(&catalogue, &dressed, site, placing).unwrap();
            assert_eq!(after.place_z, before.place_z, "scenery does not lift the ride");
            let layout = after.as_design.unwrap();
            assert!(layout.own_scenery.items.iter().all(Option::is_none), "{:?}", layout.own_scenery);
            let stood = standing(&bare);
            assert_eq!(standing(&layout), stood + dressed.scenery.len());
            dressed_places += usize::from(!dressed.scenery.is_empty());
        }
    }
    assert!(dressed_places > 0, "some place takes the design");
}

#[test]
fn what_a_park_has_not_loaded_is_not_used() {
    let catalogue = Catalogue::load().unwrap();
    let forest = theme(&catalogue, "forest");
    let id = |number: u16| catalogue.scenery().id(SceneryKind::Small(number)).unwrap().to_owned();
    let missing = [forest.trees[0], forest.plants[0], forest.small_trees[1]].map(id);
    let loaded = LoadedObjects::AllBut(missing.into_iter().collect());
    let park = Park { loaded, ..Park::flat((80, 80), Height(112)) };
    let site = Site::in_park(&park, Tile::new(40, 40));
    let dressed = Dressing::new(&catalogue, forest).dress(&example(&catalogue), site, Placing::default());
    let dressed = dressed.unwrap().unwrap();
    let layout = place(&catalogue, &dressed, site, Placing::default()).unwrap().as_design.unwrap();
    assert!(!dressed.scenery.is_empty() && layout.own_scenery.missing.is_empty());
}
