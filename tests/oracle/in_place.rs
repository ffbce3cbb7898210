//! Compares test runs and ratings of designs where they stand, in parks and among their own scenery, with the game's.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path as FilePath;

use flate2::read::GzDecoder;
use loopwright::catalogue::{Catalogue, Direction};
use loopwright::design::Design;
use loopwright::judge::{Judgement, Trial};
use loopwright::layout::{Placement, Placing, place};
use loopwright::path::{Load, Path};
use loopwright::quantity::{Height, Tile};
use loopwright::report::Answers;
use loopwright::site::Site;
use loopwright::test_run::TestRun;
use loopwright::track_file;
use serde_json::{Value, json};

use super::{Comparison, differences, leave_out_chance, lines, parks, row};

/// The parks in which designs were placed.
const PARKS: [&str; 12] = ["s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08", "s09", "s10", "s11", "bpb"];
/// Designs that were placed with their own scenery on flat land.
const OWN_SCENERY: [&str; 3] = ["own_scenery", "own_scenery_mirrored", "own_scenery_object_missing"];

/// What was recorded of the settings of a ride and of how it was tested.
const SETTINGS: [&str; 17] = [
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
    "max_wait",
    "test_started",
    "outcome",
];

/// What a run may have recorded of how the design was placed in its direction, which is compared elsewhere.
const PLACING: [&str; 4] = ["cost", "scenery_placed", "elements", "items"];

/// Test runs and ratings where designs stand, of those whose name starts with `prefix`.
pub(crate) fn in_place(catalogue: &Catalogue, oracle: &FilePath, prefix: &str) -> Vec<(String, Comparison)> {
    let folder = oracle.join("surroundings");
    let mut compared = Vec::new();
    for name in PARKS {
        compared.push((format!("test runs in {name}"), in_park(catalogue, oracle, name, prefix)));
    }
    for name in OWN_SCENERY {
        let title = format!("test runs, {}", name.replace('_', " "));
        compared.push((title, among_own_scenery(catalogue, &folder, name, prefix)));
    }
    let (comparison, rows) = traces(catalogue, oracle, prefix);
    compared.push((format!("traces in place of {rows} rows"), comparison));
    compared
}

/// Where a design was placed, and how.
struct Place {
    tile: Tile,
    placing: Placing,
}

impl Place {
    fn of(recorded: &Value) -> Self {
        let number = |key: &str| recorded[key].as_i64().map(|number| number as i32);
        let here = Site::default().start;
        Self {
            tile: Tile::new(number("x").unwrap_or(here.x), number("y").unwrap_or(here.y)),
            placing: Placing {
                direction: direction(recorded),
                with_scenery: recorded["with_scenery"] != false,
                // Whether the program finds this height is compared elsewhere.
                z: number("place_z").map(Height),
            },
        }
    }
}

fn direction(recorded: &Value) -> Direction {
    Direction::new(recorded["direction"].as_u64().unwrap_or(0) as u8)
}

fn recorded_design(catalogue: &Catalogue, folder: &FilePath, recorded: &Value) -> Design {
    let file = recorded["file"].as_str().expect("a name");
    let bytes = fs::read(folder.join("designs").join(file)).expect("a design");
    let design = track_file::read(&bytes).expect("a track file").design(catalogue).expect("a coaster");
    if recorded["mirrored"] == true { design.mirrored(catalogue) } else { design }
}

fn is_named(recorded: &Value, prefix: &str) -> bool {
    recorded["file"].as_str().is_some_and(|file| file.starts_with(prefix))
}

fn in_park(catalogue: &Catalogue, oracle: &FilePath, name: &str, prefix: &str) -> Comparison {
    let park = parks::park(catalogue, oracle, name);
    let folder = oracle.join("surroundings");
    let mut comparison = Comparison::default();
    for recorded in lines(&folder.join("placed").join(format!("{name}.jsonl"))) {
        if recorded["placed"] != true || !is_named(&recorded, prefix) {
            continue;
        }
        let design = recorded_design(catalogue, &folder, &recorded);
        let Place { tile, placing } = Place::of(&recorded);
        let placement = place(catalogue, &design, Site::in_park(&park, tile), placing).expect("a coaster");
        let mut found = Vec::new();
        compare_run(&design, placement, &recorded, &recorded["run"], &mut found);
        comparison.add(&format!("{} at {tile:?}", recorded["file"]), &found);
    }
    comparison
}

fn among_own_scenery(catalogue: &Catalogue, folder: &FilePath, name: &str, prefix: &str) -> Comparison {
    let mut comparison = Comparison::default();
    for recorded in lines(&folder.join(format!("{name}.jsonl"))) {
        if recorded["placed"] != true || !is_named(&recorded, prefix) {
            continue;
        }
        let design = recorded_design(catalogue, folder, &recorded);
        let mut found = Vec::new();
        for run in recorded["runs"].as_array().expect("runs") {
            // Where one object is missing all scenery is left out.
            let with_scenery = recorded["unloaded"].is_null();
            let placing = Placing { direction: direction(run), with_scenery, z: None };
            let placement = place(catalogue, &design, Site::default(), placing).expect("a coaster");
            compare_run(&design, placement, &recorded, run, &mut found);
        }
        comparison.add(recorded["file"].as_str().expect("a name"), &found);
    }
    comparison
}

/// Compares a run, and the settings it was made with, with what the program makes of a placement.
fn compare_run(design: &Design, placement: Placement, recorded: &Value, run: &Value, found: &mut Vec<String>) {
    if let Err(refusal) = &placement.as_design {
        found.push(format!("the program refuses it: {refusal}"));
        return;
    }
    let mut ours = answers(design, placement);
    // On a spot of a park there is one run instead of a list.
    if let Some(run) = ours.as_object_mut().and_then(|ours| ours.remove("run")) {
        ours["runs"] = json!([run]);
    }
    let mut run = run.clone();
    for key in PLACING {
        run.as_object_mut().expect("an object").remove(key);
    }
    let mut wanted = json!({ "runs": [run] });
    for key in SETTINGS {
        wanted[key] = recorded[key].clone();
    }
    leave_out_chance(&mut wanted, &ours);
    differences("", &wanted, &ours, found);
}

/// What the program says to a design that stands.
fn answers(design: &Design, placement: Placement) -> Value {
    let layout = placement.as_design.as_ref().expect("a design that stands");
    let (trials, untested) = match Trial::new(layout, Load::Empty, placement.placing.direction, false) {
        Ok(trial) => (vec![trial], None),
        Err(untested) => (Vec::new(), Some(untested)),
    };
    let catalogue = layout.catalogue;
    let judgement = Judgement { catalogue, placement, turned: Vec::new(), untested, trials, loads: Vec::new() };
    serde_json::to_value(Answers::new(design, &judgement)).expect("serialises")
}

/// Every tick of the test runs that were recorded in place; also returns the number of rows compared.
fn traces(catalogue: &Catalogue, oracle: &FilePath, prefix: &str) -> (Comparison, usize) {
    let folder = oracle.join("surroundings");
    let mut comparison = Comparison::default();
    let mut rows = 0;
    for recorded in lines(&folder.join("traces.jsonl")) {
        if !is_named(&recorded, prefix) {
            continue;
        }
        let Place { tile, placing } = Place::of(&recorded);
        let park = recorded["park"].as_str().filter(|&name| name != "flat");
        let park = park.map(|name| parks::park(catalogue, oracle, name));
        let site = park.as_ref().map_or_else(Site::default, |park| Site::in_park(park, tile));
        let design = recorded_design(catalogue, &folder, &recorded);
        let placement = place(catalogue, &design, site, placing).expect("a coaster");
        let name = recorded["trace"].as_str().expect("a name");
        let mut text = String::new();
        let file = File::open(folder.join("traces").join(name)).expect("a trace");
        GzDecoder::new(file).read_to_string(&mut text).expect("a packed table");
        let (compared, found) = trace(placement, &text);
        rows += compared;
        comparison.add(name, &found);
    }
    (comparison, rows)
}

fn trace(placement: Placement, text: &str) -> (usize, Vec<String>) {
    let layout = placement.as_design.expect("a placed design");
    let path = Path::new(&layout).expect("a path");
    let mut run = TestRun::new(&layout, &path);
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    for (rows, line) in lines.enumerate() {
        let recorded: Vec<&str> = line.split(',').collect();
        if rows > 0 {
            run.tick();
        }
        let mut ours = row(&run, &path, 0);
        // The number of the state, where others have its name; and whether this train is the measured one.
        ours.retain(|(name, _)| *name != "status");
        ours.push(("testing", u8::from(run.trains()[0].measured).to_string()));
        for (name, ours) in ours {
            let column = header.iter().position(|column| *column == name);
            if let Some(column) = column.filter(|&column| recorded[column] != ours) {
                let difference = format!("tick {} {name}: game {}, ours {ours}", recorded[0], recorded[column]);
                return (rows, vec![difference]);
            }
        }
    }
    (text.lines().count() - 1, Vec::new())
}
