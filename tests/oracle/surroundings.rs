//! Compares what is built on real land with what the game built: single pieces, tracks by hand, designs, own scenery.

use std::path::Path as FilePath;

use loopwright::catalogue::{Catalogue, Direction, PieceId, RideTypeId};
use loopwright::design::{Design, Element};
use loopwright::layout::{Builder, Layout, OwnScenery, PlacedPiece, Placement, Placer, Placing, Pose, Refusal, place};
use loopwright::quantity::{Height, Money, Tile};
use loopwright::site::{LoadedObjects, Park, Site};
use serde_json::{Value, json};

use super::{Comparison, design_with_scenery, differences, lines, parks};

/// The parks in which pieces were laid by hand.
const BY_HAND: [&str; 9] = ["s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08", "s09"];
/// The parks in which designs were placed.
const PLACED: [&str; 12] = ["s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08", "s09", "s10", "s11", "bpb"];
/// The speed of recorded pieces that have one.
const SPEED: u8 = 8;

/// Everything that was recorded of building; of designs those whose name starts with `prefix`.
pub(crate) fn built(catalogue: &Catalogue, oracle: &FilePath, prefix: &str) -> Vec<(String, Comparison)> {
    let mut compared = Vec::new();
    for name in BY_HAND {
        let park = parks::park(catalogue, oracle, name);
        compared.push((format!("pieces by hand in {name}"), pieces(catalogue, oracle, &park)));
        compared.push((format!("tracks by hand in {name}"), walks(catalogue, oracle, &park)));
    }
    for name in PLACED {
        let park = parks::park(catalogue, oracle, name);
        compared.push((format!("designs placed in {name}"), placed(catalogue, oracle, &park, prefix)));
    }
    for name in ["own_scenery", "own_scenery_mirrored", "own_scenery_object_missing"] {
        compared.push((name.replace('_', " "), own_scenery(catalogue, oracle, name, prefix)));
    }
    compared
}

fn number(recorded: &Value, key: &str) -> i32 {
    recorded[key].as_i64().unwrap_or_else(|| panic!("no {key} in {recorded}")) as i32
}

fn text<'a>(recorded: &'a Value, key: &str) -> &'a str {
    recorded[key].as_str().unwrap_or_else(|| panic!("no {key} in {recorded}"))
}

fn builder<'a>(catalogue: &'a Catalogue, recorded: &Value, park: &'a Park) -> Builder<'a> {
    let ride = catalogue.ride(RideTypeId(number(recorded, "ride_type") as u8)).expect("a coaster");
    let vehicle = catalogue.vehicle(text(recorded, "vehicle")).expect("a vehicle");
    Builder::new(Placer { catalogue, ride, vehicle, site: Site::in_park(park, Tile::new(0, 0)) })
}

fn piece(catalogue: &Catalogue, recorded: &Value) -> PlacedPiece {
    let id = PieceId(number(recorded, "piece") as u16);
    let piece = catalogue.piece(id).expect("a piece");
    let speed = if id.has_speed() { SPEED } else { 0 };
    let element = Element { chain: recorded["chain"] == true, ..Element::new(id).with_speed(speed) };
    let z = Height(number(recorded, "z")) + piece.begin.z;
    let tile = Tile::new(number(recorded, "x"), number(recorded, "y"));
    PlacedPiece::new(piece, &element, Pose::new(tile.corner(), z, Direction::new(number(recorded, "direction") as u8)))
}

fn verdict(answer: Result<Money, Refusal>) -> Value {
    match answer {
        Ok(cost) => json!({ "cost": cost }),
        Err(refusal) => json!({ "refusal": refusal }),
    }
}

/// The recorded values of some keys.
fn only(recorded: &Value, keys: &[&str]) -> Value {
    let pairs = keys.iter().filter_map(|&key| Some((key.to_owned(), recorded.get(key)?.clone())));
    Value::Object(pairs.collect())
}

fn pieces(catalogue: &Catalogue, oracle: &FilePath, park: &Park) -> Comparison {
    let mut comparison = Comparison::default();
    let file = oracle.join("surroundings/pieces").join(format!("{}.jsonl", park.name));
    for (line, recorded) in (1..).zip(lines(&file)) {
        let ours = verdict(builder(catalogue, &recorded, park).quote(&piece(catalogue, &recorded)));
        let mut found = Vec::new();
        differences("", &only(&recorded, &["cost", "refusal"]), &ours, &mut found);
        comparison.add(&format!("line {line}"), &found);
    }
    comparison
}

fn walks(catalogue: &Catalogue, oracle: &FilePath, park: &Park) -> Comparison {
    let mut comparison = Comparison::default();
    let file = oracle.join("surroundings/walks").join(format!("{}.jsonl", park.name));
    for (line, recorded) in (1..).zip(lines(&file)) {
        let mut builder = builder(catalogue, &recorded, park);
        let mut found = Vec::new();
        for (index, step) in recorded["tries"].as_array().expect("a list").iter().enumerate() {
            let piece = piece(catalogue, step);
            let quote = builder.quote(&piece);
            let mut ours = verdict(builder.lay_by_hand(&piece));
            ours["quote"] = json!(quote.ok());
            differences(&format!("[{index}]"), &only(step, &["cost", "refusal", "quote"]), &ours, &mut found);
        }
        let ours = json!({ "elements": builder.around.counts() });
        differences("", &only(&recorded, &["elements"]), &ours, &mut found);
        comparison.add(&format!("line {line}"), &found);
    }
    comparison
}

/// What is known once a design is placed or refused.
const PLACING: [&str; 11] = [
    "first_z",
    "tries",
    "place_z",
    "placed",
    "place_refusal",
    "quote",
    "cost",
    "scenery_placed",
    "scenery_refused",
    "items",
    "elements",
];

fn answers(placement: &Placement) -> Value {
    let layout = placement.as_design.as_ref().ok();
    let own = layout.map(|layout| &layout.own_scenery);
    let stands = |own: &OwnScenery| own.items.iter().filter(|refusal| refusal.is_none()).count();
    json!({
        "first_z": placement.first_z,
        "tries": placement.tries,
        "place_z": placement.place_z,
        "placed": layout.is_some(),
        "place_refusal": placement.as_design.as_ref().err(),
        "quote": placement.quote,
        "cost": layout.map(Layout::cost),
        "scenery_placed": own.map(stands),
        "scenery_refused": own.map(|own| own.items.len() - stands(own)),
        "items": own.map(|own| &own.items),
        "elements": layout.map(|layout| layout.surroundings.counts()),
    })
}

fn placed(catalogue: &Catalogue, oracle: &FilePath, park: &Park, prefix: &str) -> Comparison {
    let folder = oracle.join("surroundings");
    let mut comparison = Comparison::default();
    for recorded in lines(&folder.join("placed").join(format!("{}.jsonl", park.name))) {
        let file = text(&recorded, "file");
        if !file.starts_with(prefix) {
            continue;
        }
        let design = design_with_scenery(catalogue, &folder.join("designs").join(file));
        let tile = Tile::new(number(&recorded, "x"), number(&recorded, "y"));
        let placing = Placing {
            direction: Direction::new(number(&recorded, "direction") as u8),
            with_scenery: recorded["with_scenery"] == true,
            z: recorded["forced_z"].as_i64().map(|z| Height(z as i32)),
        };
        let ours = place(catalogue, &design, Site::in_park(park, tile), placing).expect("a coaster");
        let mut found = Vec::new();
        differences("", &only(&recorded, &PLACING), &answers(&ours), &mut found);
        comparison.add(&format!("{file} at {tile:?}"), &found);
    }
    comparison
}

fn own_scenery(catalogue: &Catalogue, oracle: &FilePath, name: &str, prefix: &str) -> Comparison {
    let folder = oracle.join("surroundings");
    let mut comparison = Comparison::default();
    for recorded in lines(&folder.join(format!("{name}.jsonl"))) {
        let file = text(&recorded, "file");
        if !file.starts_with(prefix) {
            continue;
        }
        let design = design_with_scenery(catalogue, &folder.join("designs").join(file));
        let design = if recorded["mirrored"] == true { design.mirrored(catalogue) } else { design };
        let unloaded = recorded["unloaded"].as_str().map(|name| without(catalogue, name));
        let site = unloaded.as_ref().map_or_else(Site::default, |park| Site::in_park(park, Site::default().start));
        let mut found = Vec::new();
        compare_directions(catalogue, &design, site, &recorded, &mut found);
        comparison.add(file, &found);
    }
    comparison
}

/// The flat park of the recordings without an object.
fn without(catalogue: &Catalogue, name: &str) -> Park {
    let Site { map, surface, .. } = Site::default();
    let tables = catalogue.scenery();
    let id = tables.with_file_name(name).and_then(|kind| tables.id(kind)).expect("an object");
    Park { loaded: LoadedObjects::AllBut([id.to_owned()].into()), ..Park::flat((map, map), surface) }
}

fn compare_directions(catalogue: &Catalogue, design: &Design, site: Site, recorded: &Value, found: &mut Vec<String>) {
    let first = recorded["runs"].as_array().and_then(|runs| runs.first()).map_or(0, |run| number(run, "direction"));
    let place = |direction: i32| place(catalogue, design, site, Direction::new(direction as u8)).expect("a coaster");
    differences("", &only(recorded, &PLACING), &answers(&place(first)), found);
    let later = recorded["runs"].as_array().into_iter().flatten().skip(1);
    for run in later {
        let direction = number(run, "direction");
        let ours = answers(&place(direction));
        differences(&format!("direction {direction}"), &only(run, &PLACING), &ours, found);
    }
}
