//! `park`: what a saved park holds, its map, its land as JSON and its coasters as designs.

use std::fs;

use super::support::{folder, run};
use crate::oracle::oracle;

#[test]
fn a_park_is_shown_with_its_coasters_rated_where_they_stand() {
    let folder = folder();
    let shown = run(folder.path(), &["park", "mypark.park"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    for text in ["8 x 8 tiles", "Our park", "trees stay", "Big Dipper", "our.scenery_wall.unknown"] {
        assert!(shown.stdout.contains(text), "{text}: {}", shown.stdout);
    }
    let facts = run(folder.path(), &["park", "--json", "mypark.park"]).json().remove(0);
    assert_eq!((&facts["size"], &facts["ticks"]), (&serde_json::json!([8, 8]), &serde_json::json!(77)));
    let ride = &facts["rides"][0];
    assert_eq!((&ride["id"], &ride["ride_type_name"]), (&serde_json::json!(3), &serde_json::json!("wooden_rc")));
    let ratings =
        |of: &serde_json::Value| [&of["excitement"], &of["intensity"], &of["nausea"]].map(serde_json::Value::as_i64);
    assert_eq!(ratings(&ride["stored"]), [Some(640), Some(700), Some(400)]);
    assert_eq!(ride["stored"]["raw"]["max_speed"], 1_400_000);
    assert!(ratings(&ride["in_place"]).iter().all(Option::is_some), "{ride}");
    assert_eq!(ride["fresh"]["test_started"], true, "{ride}");
}

#[test]
fn land_map_and_designs_of_a_park_are_written() {
    let folder = folder();
    let arguments =
        ["park", "mypark.park", "--map", "map.png", "--save-site", "site.json", "--save-design", "3", "3.td6"];
    let written = run(folder.path(), &arguments);
    assert_eq!(written.code, 0, "{}", written.stderr);
    assert!(fs::read(folder.path().join("map.png")).unwrap().starts_with(b"\x89PNG"));
    let again = run(folder.path(), &["park", "--json", "site.json"]).json().remove(0);
    assert_eq!((&again["rides"][0]["name"], &again["file"]), (&"Big Dipper".into(), &"site.json".into()));
    let info = run(folder.path(), &["info", "--json", "3.td6"]).json().remove(0);
    assert_eq!(info["ride_type_name"], "wooden_rc", "{info}");
    let refused = run(folder.path(), &arguments);
    assert_eq!(refused.code, 4);
    assert!(refused.stderr.contains("--force"), "{}", refused.stderr);
}

#[test]
fn what_is_no_park_and_no_ride_of_it_is_named() {
    let folder = folder();
    let design = run(folder.path(), &["park", "coaster.td6"]);
    assert_eq!(design.code, 3);
    assert!(design.stderr.contains("not a park"), "{}", design.stderr);
    let missing = run(folder.path(), &["park", "mypark.park", "--save-design", "Corkscrew", "c.td6"]);
    assert_eq!(missing.code, 3);
    assert!(missing.stderr.contains("there is no ride \"Corkscrew\""), "{}", missing.stderr);
    let area = run(folder.path(), &["park", "mypark.park", "--save-site", "s.json", "--area", "6,6,4x4"]);
    assert_eq!(area.code, 2);
    assert!(area.stderr.contains("the park ends at (8, 8)"), "{}", area.stderr);
}

#[test]
fn a_real_park_is_drawn_and_its_coasters_become_designs() {
    let Some(oracle) = oracle("a real park") else { return };
    let folder = folder();
    let park = oracle.join("surroundings/parks/bpb.sv6");
    let park = park.to_str().unwrap();
    for (ride, name) in [("0", "max.td6"), ("Big Dipper", "dipper.td6"), ("110", "wings.td6")] {
        let saved = run(folder.path(), &["park", park, "--save-design", ride, name]);
        assert_eq!(saved.code, 0, "{}", saved.stderr);
        assert_eq!(run(folder.path(), &["info", name]).code, 0);
    }
    let drawn = run(folder.path(), &["park", park, "--map", "map.png"]);
    assert_eq!(drawn.code, 0, "{}", drawn.stderr);
}
