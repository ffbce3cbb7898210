//! `rate --explain`, `rides -v` and coloured pictures: why a rating is what it is, and what could be gained.

use std::collections::BTreeMap;
use std::fs;

use loopwright::catalogue::PieceId;
use loopwright::design::Element;
use serde_json::{Value, json};

use super::support::{bytes, design, folder, run};

fn explained(folder: &std::path::Path) -> Value {
    run(folder, &["rate", "--json", "--explain", "--direction", "0", "coaster.td6"]).json().remove(0)["runs"][0].take()
}

#[test]
fn every_extreme_has_a_piece_and_a_tile() {
    let folder = folder();
    let extremes = explained(folder.path())["extremes"].take();
    for name in ["max_speed", "max_positive_g", "max_negative_g", "max_lateral_g"] {
        let spot = &extremes[name];
        assert!(spot["piece"].is_u64() && spot["piece_name"].is_string() && spot["tile"][1].is_i64(), "{name}: {spot}");
    }
    let elements = design().elements;
    // The drop falls from the top of the lift to the end of the slope; the train is fastest below.
    let [from, to] = ["from", "to"].map(|end| extremes["highest_drop"][end]["piece"].as_u64().unwrap() as usize);
    assert_eq!((elements[from].piece.0, elements[to - 1].piece.0), (12, 15), "{extremes}");
    let words = run(folder.path(), &["rate", "--explain", "--direction", "0", "coaster.td6"]).stdout;
    assert!(words.contains(&format!("from piece {from} (")) && words.contains(") on tile "), "{words}");
    let plain = run(folder.path(), &["rate", "--json", "coaster.td6"]).json().remove(0);
    assert!(plain["runs"][0]["extremes"].is_null());
}

#[test]
fn every_bonus_says_what_it_could_still_give() {
    let folder = folder();
    let run_of_0 = explained(folder.path());
    let bonuses = run_of_0["explain"].as_array().unwrap().iter().filter(|entry| !entry["prospect"].is_null());
    let mut seen = 0;
    for bonus in bonuses {
        let gives = bonus["after"][0].as_i64().unwrap() - bonus["before"][0].as_i64().unwrap();
        let most = bonus["prospect"]["most"].as_i64();
        assert!(most.is_none_or(|most| most >= gives), "{bonus}");
        let looks_around = ["bonus_proximity", "bonus_scenery"].contains(&bonus["item"].as_str().unwrap());
        let alone = bonus["prospect"]["most_alone"].as_i64();
        assert_eq!(alone.is_some_and(|alone| gives <= alone && alone < most.unwrap()), looks_around, "{bonus}");
        seen += 1;
    }
    assert!(seen > 8);
}

#[test]
fn what_one_more_adds_is_what_the_game_adds() {
    let folder = folder();
    let mut longer = design();
    // A tile on each side: a longer ride with the same drop.
    longer.elements.push(longer.elements[longer.elements.len() - 1]);
    longer.elements.insert(3, Element::new(PieceId(0)));
    fs::write(folder.path().join("longer.td6"), bytes(&longer)).unwrap();
    let of = |file: &str| {
        let rated = run(folder.path(), &["rate", "--json", "--explain", "--direction", "0", file]).json().remove(0);
        let entries = rated["runs"][0]["explain"].as_array().unwrap().clone();
        let length = entries.into_iter().find(|entry| entry["item"] == "bonus_length").unwrap();
        let gives = length["after"][0].as_i64().unwrap() - length["before"][0].as_i64().unwrap();
        (length["prospect"]["parts"][0].clone(), gives)
    };
    let ((before, gave), (after, gives)) = (of("coaster.td6"), of("longer.td6"));
    let more = after["has"].as_i64().unwrap() - before["has"].as_i64().unwrap();
    let promised = before["adds"][0].as_i64().unwrap() * more / before["step"].as_i64().unwrap();
    assert!(more > 0 && (gives - gave - promised).abs() <= 1, "{before} {after} {gave} {gives}");
}

#[test]
fn drops_that_do_not_count_are_told() {
    let folder = folder();
    let words = run(folder.path(), &["rate", "--explain", "--direction", "0", "coaster.td6"]).stdout;
    assert!(words.contains("1 drop of 9 that count; each further one adds "), "{words}");
    assert!(words.contains("0 points of 235 points that count (40 points alone on flat, dry land); "), "{words}");
    assert!(words.contains("a ride alone on flat, dry land gets 0."), "{words}");
    assert!(words.lines().all(|line| line == line.trim_end()));
}

#[test]
fn a_ride_type_tells_its_requirements_and_bonuses() {
    let folder = folder();
    let words = run(folder.path(), &["rides", "-v", "wooden_rc"]).stdout;
    for part in
        ["Requirements", "drop height", "divided by 2, 2, 2", "counts drops to 9", "continuous circuit", "length"]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    let facts = run(folder.path(), &["rides", "--json", "wooden_rc"]).json().remove(0);
    let drops = facts["rating"]["bonuses"].as_array().unwrap().iter().find(|bonus| bonus["bonus"] == "bonus_drops");
    assert_eq!(drops.unwrap()["caps"], json!([{ "figure": "drops", "counts": 9 }]));
    let requirements = facts["rating"]["requirements"].as_array().unwrap();
    assert!(requirements.iter().any(|requirement| requirement["requirement"] == "requirement_drop_height"));
}

#[test]
fn track_is_coloured_by_what_happens_on_it() {
    let folder = folder();
    let svg = |colour: &[&str], kind: &str| {
        let plot = ["plot", "--force", "--format", "svg", "--kind", kind, "coaster.td6"];
        let plotted = run(folder.path(), &[&plot[..], colour].concat());
        assert_eq!(plotted.code, 0, "{}", plotted.stderr);
        fs::read_to_string(folder.path().join(format!("coaster-{kind}.svg"))).unwrap()
    };
    for kind in ["plan", "iso"] {
        let plain = svg(&[], kind);
        let coloured: Vec<String> =
            ["speed", "vertical-g", "lateral-g", "height"].map(|colour| svg(&["--colour", colour], kind)).into();
        for (picture, label) in coloured.iter().zip(["Speed", "Vertical G", "Lateral G", "Rail height"]) {
            assert!(picture.contains(&format!(">{label}<")) || picture.contains(label), "{kind} {label}");
            assert_ne!(*picture, plain);
            assert_eq!(coloured.iter().filter(|other| *other == picture).count(), 1);
        }
    }
    assert_eq!(run(folder.path(), &["plot", "--colour", "smell", "coaster.td6"]).code, 2);
}

/// The features of a design beside people's.
fn beside(run: &Value) -> BTreeMap<String, i64> {
    let beside = run["standing"]["beside"].as_array().unwrap().iter();
    beside.map(|one| (one["feature"].as_str().unwrap().to_owned(), one["has"].as_i64().unwrap())).collect()
}

#[test]
fn a_design_is_held_against_the_possible_and_against_people_s() {
    let folder = folder();
    let explained = explained(folder.path());
    let reached = &explained["standing"]["reached"];
    let [most, share] = ["most", "share"].map(|key| reached[key].as_i64().unwrap());
    let excitement = explained["excitement"].as_i64().unwrap();
    assert!(most > excitement && share == excitement * 100 / most, "{reached}");
    // A chain up by six height units, and down again.
    let features = beside(&explained);
    assert_eq!(["lifts", "drops", "first_drop", "mean_drop"].map(|name| features[name]), [1, 1, 4, 4], "{features:?}");
    let words = run(folder.path(), &["rate", "--explain", "--direction", "0", "coaster.td6"]).stdout;
    assert!(words.contains(" that the formula allows with no more intensity and nausea"), "{words}");
    assert!(words.contains("Looks beside those of people's designs"), "{words}");
    let plain = run(folder.path(), &["rate", "--json", "coaster.td6"]).json().remove(0);
    assert!(plain["runs"][0]["standing"].is_null());
}

#[test]
fn an_idle_straight_is_seen() {
    let folder = folder();
    let mut longer = design();
    // A tile on each side.
    longer.elements.push(longer.elements[longer.elements.len() - 1]);
    longer.elements.insert(3, Element::new(PieceId(0)));
    let before = beside(&explained(folder.path()));
    fs::write(folder.path().join("coaster.td6"), bytes(&longer)).unwrap();
    let after = beside(&explained(folder.path()));
    assert!(["level_straights", "level_track"].iter().all(|&name| after[name] > before[name]), "{before:?} {after:?}");
    assert_eq!(after["first_drop"], before["first_drop"]);
}
