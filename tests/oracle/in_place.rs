//! Compares test runs and ratings of designs where they stand in a park with the game's.

use std::path::Path as FilePath;

use loopwright::catalogue::{Catalogue, Direction};
use loopwright::design::Design;
use loopwright::judge::{Judgement, Trial};
use loopwright::layout::{Layout, Placement, Pose, lay_unchecked_at};
use loopwright::path::Load;
use loopwright::quantity::{Height, Tile};
use loopwright::report::Answers;
use loopwright::site::{Park, Site};
use serde_json::{Value, json};

use super::{Comparison, design, differences, leave_out_chance, lines, parks};

/// The parks in which designs were placed.
const PARKS: [&str; 12] = ["s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08", "s09", "s10", "s11", "bpb"];

/// What was recorded of the settings of a ride and of how it was tested.
const SETTINGS: [&str; 16] = [
    "num_stations",
    "trains",
    "cars",
    "max_trains",
    "min_cars",
    "max_cars",
    "proposed_trains",
    "proposed_cars",
    "lift_speed",
    "operation_option",
    "circuits",
    "ride_mode",
    "depart_flags",
    "min_wait",
    "test_started",
    "outcome",
];

/// Test runs and ratings of the designs without scenery of their own that were placed in parks, of those whose name starts
/// with `prefix`.
pub(crate) fn in_parks(catalogue: &Catalogue, oracle: &FilePath, prefix: &str) -> Vec<(String, Comparison)> {
    let compare = |name: &str| (format!("test runs in {name}"), in_park(catalogue, oracle, name, prefix));
    PARKS.into_iter().map(compare).collect()
}

fn in_park(catalogue: &Catalogue, oracle: &FilePath, name: &str, prefix: &str) -> Comparison {
    let park = parks::park(catalogue, oracle, name);
    let folder = oracle.join("surroundings");
    let mut comparison = Comparison::default();
    for recorded in lines(&folder.join("placed").join(format!("{name}.jsonl"))) {
        let file = recorded["file"].as_str().expect("a name");
        let has_scenery = recorded["with_scenery"] == true && recorded["scenery_items"] != 0;
        if recorded["placed"] != true || has_scenery || !file.starts_with(prefix) {
            continue;
        }
        let design = design(catalogue, &folder.join("designs").join(file));
        let place = Place::of(&recorded);
        let ours = answers(&design, place.layout(catalogue, &design, &park), place.direction);
        let mut wanted = json!({ "runs": [recorded["run"]] });
        SETTINGS.into_iter().for_each(|key| wanted[key] = recorded[key].clone());
        leave_out_chance(&mut wanted, &ours);
        let mut found = Vec::new();
        differences("", &wanted, &ours, &mut found);
        comparison.add(&format!("{file} at {:?}", place.tile), &found);
    }
    comparison
}

/// Where a design was placed.
struct Place {
    tile: Tile,
    z: Height,
    direction: Direction,
}

impl Place {
    fn of(recorded: &Value) -> Self {
        let number = |key: &str| recorded[key].as_i64().expect("a number") as i32;
        Self {
            tile: Tile::new(number("x"), number("y")),
            z: Height(number("place_z")),
            direction: Direction::new(number("direction") as u8),
        }
    }

    fn layout<'a>(&self, catalogue: &'a Catalogue, design: &Design, park: &'a Park) -> Layout<'a> {
        let start = Pose::new(self.tile.corner(), self.z, self.direction);
        lay_unchecked_at(catalogue, design, Site::in_park(park, self.tile), start).expect("a coaster")
    }
}

/// What the program says to a layout.
fn answers(design: &Design, layout: Layout, direction: Direction) -> Value {
    let (trials, untested) = match Trial::new(&layout, Load::Empty, direction, false) {
        Ok(trial) => (vec![trial], None),
        Err(untested) => (Vec::new(), Some(untested)),
    };
    let catalogue = layout.catalogue;
    let z = layout.start.z;
    let placement = Placement {
        placing: direction.into(),
        first_z: z,
        tries: 1,
        place_z: z,
        quote: None,
        by_hand: Ok(()),
        as_design: Ok(layout),
        first_refused: None,
    };
    let judgement = Judgement { catalogue, placement, turned: Vec::new(), untested, trials, loads: Vec::new() };
    serde_json::to_value(Answers::new(design, &judgement)).expect("serialises")
}
