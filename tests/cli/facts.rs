//! `info`.

use serde_json::json;

use super::support::{bytes, design, folder, run};

/// The keys that users of the game asked for.
const KEYS: [&str; 14] = [
    "average_speed",
    "drops",
    "excitement",
    "highest_drop_height",
    "intensity",
    "inversions",
    "max_lateral_g",
    "max_negative_vertical_g",
    "max_positive_vertical_g",
    "max_speed",
    "nausea",
    "ride_length",
    "space_required",
    "total_air_time",
];

#[test]
fn everything_in_a_file_has_a_key() {
    let folder = folder();
    let told = run(folder.path(), &["info", "--json", "coaster.td6"]);
    assert_eq!(told.code, 0);
    let facts = &told.json()[0];
    for key in KEYS {
        assert!(!facts[key].is_null(), "{key}");
    }
    assert_eq!((&facts["excitement"], &facts["max_speed"]), (&json!(310), &json!(9 << 16)));
    assert_eq!((&facts["format"], &facts["ride_type_name"]), (&json!("TD6"), &json!("wooden_rc")));
    assert_eq!((&facts["entrances"], &facts["exits"], &facts["pieces"]), (&json!(1), &json!(1), &json!(20)));
    assert_eq!(facts["elements"][3]["name"], "flat_to_up_25");
    assert_eq!((&facts["elements"][3]["chain"], &facts["settings"]["cars"]), (&json!(true), &json!(4)));
}

#[test]
fn a_test_run_is_put_beside_what_is_stored() {
    let folder = folder();
    let told = run(folder.path(), &["info", "--json", "--recompute", "coaster.td6"]).json().remove(0);
    let rated = run(folder.path(), &["rate", "--json", "--direction", "0", "coaster.td6"]).json().remove(0);
    assert_eq!(told["recomputed"]["excitement"], rated["runs"][0]["excitement"]);
    assert_eq!(told["recomputed"]["max_speed"], rated["runs"][0]["raw"]["max_speed"]);
    assert!(told["recomputed"]["ride_time"].as_i64().unwrap() > 0);
    let refused = run(folder.path(), &["info", "--json", "--recompute", "designs/more/c.Td6"]).json().remove(0);
    assert_eq!(refused["recomputed"]["refusal"], "Track is not a complete circuit");
}

#[test]
fn words_list_the_pieces_when_asked_to() {
    let folder = folder();
    let told = run(folder.path(), &["info", "coaster.td6"]).stdout;
    assert!(told.contains("3.10 Medium") && told.contains("20 mph") && !told.contains("end station"), "{told}");
    let told = run(folder.path(), &["info", "--elements", "coaster.td6"]).stdout;
    assert!(told.contains("end station") && told.contains("chain lift"), "{told}");
}

#[test]
fn oddities_of_a_file_are_remarked() {
    let folder = folder();
    let mut odd = bytes(&design());
    *odd.last_mut().unwrap() ^= 1;
    let name = odd.windows(5).position(|window| window == b"PTCT1").unwrap();
    odd[name..name + 5].copy_from_slice(b"P\x1bCT1");
    std::fs::write(folder.path().join("odd.td6"), odd).unwrap();
    let told = run(folder.path(), &["info", "odd.td6"]);
    assert_eq!(told.code, 0);
    for words in ["checksum is wrong", "not in the catalogue", r"P\u{1b}CT1"] {
        assert!(told.stdout.contains(words), "{words}: {}", told.stdout);
    }
    assert!(!told.stdout.contains('\x1b'));
}
