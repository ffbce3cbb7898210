//! `tune`, and `rate` with other settings.

use std::fs;

use serde_json::{Value, json};

use super::support::{bytes, design, folder, run, slow};

#[test]
fn settings_are_tried_without_an_edit() {
    let folder = folder();
    let rate = |options: &[&str]| {
        let rated = run(folder.path(), &[&["rate", "--json", "--direction", "0"], options, &["coaster.td6"]].concat());
        assert_eq!(rated.code, 0, "{}", rated.stderr);
        rated.json().remove(0)
    };
    let mut edited = design();
    (edited.settings.cars, edited.settings.lift_speed) = (2, 6);
    fs::write(folder.path().join("edited.td6"), bytes(&edited)).unwrap();
    let tried = rate(&["--cars", "2", "--lift-speed", "14mph"]);
    let expected = run(folder.path(), &["rate", "--json", "--direction", "0", "edited.td6"]).json().remove(0);
    assert_eq!(tried["runs"], expected["runs"]);
    assert_ne!(tried["runs"], rate(&[])["runs"]);
    assert_eq!(rate(&["--trains", "1", "--vehicle", "MFT", "--circuits", "2"])["vehicle"], "MFT");
}

#[test]
fn settings_that_the_game_does_not_have_are_wrong_usage() {
    let folder = folder();
    for (options, advice) in [
        (&["--lift-speed", "90mph"][..], "give "),
        (&["--launch-speed", "40"], "--mode"),
        (&["--mode", "flying"], "continuous_circuit"),
        (&["--vehicle", "PTCT"], "PTCT1"),
        (&["--lift-speed", "fast"], "65mph"),
    ] {
        let refused = run(folder.path(), &[&["rate"], options, &["coaster.td6"]].concat());
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{options:?}");
        assert!(refused.stderr.contains(advice), "{}", refused.stderr);
    }
}

fn tuned(folder: &std::path::Path, options: &[&str]) -> Value {
    let tuned = run(folder, &[&["tune", "--json"], options, &["coaster.td6"]].concat());
    assert_eq!(tuned.code, 0, "{}", tuned.stderr);
    tuned.json().remove(0)
}

#[test]
fn the_best_settings_are_what_rate_says_they_are() {
    let folder = folder();
    let answer = tuned(folder.path(), &["--write", "tuned.td6"]);
    let best = &answer["best"][0];
    let own = run(folder.path(), &["rate", "--json", "coaster.td6"]).json().remove(0);
    let worst = |rated: &Value| {
        rated["runs"].as_array().unwrap().iter().map(|run| run["excitement"].as_i64().unwrap()).min().unwrap()
    };
    let excitement = best["excitement"].as_i64().unwrap();
    assert!(excitement > worst(&own), "{best} {}", worst(&own));
    assert!(best["survives_full"] == true && best["riders_per_hour"].as_i64().unwrap() > 0, "{best}");
    let written = run(folder.path(), &["rate", "--json", "--load", "full", "tuned.td6"]);
    assert_eq!((written.code, worst(&written.json()[0])), (0, excitement));
    assert_eq!(answer["written"], "tuned.td6");
    let again = run(folder.path(), &["tune", "--write", "tuned.td6", "coaster.td6"]);
    assert_eq!(again.code, 4, "a file is replaced by force alone");
}

#[test]
fn the_answer_is_the_same_at_any_number_of_threads() {
    let folder = folder();
    let [one, three] = ["1", "3"].map(|threads| tuned(folder.path(), &["--threads", threads]));
    assert_eq!(one, three);
}

#[test]
fn riders_intensity_and_nausea_can_count_instead() {
    let folder = folder();
    let of = |answer: Value, key: &str| answer["best"][0][key].as_i64().unwrap();
    let riders = of(tuned(folder.path(), &["--by", "riders"]), "riders_per_hour");
    assert!(riders >= of(tuned(folder.path(), &[]), "riders_per_hour"));
    assert!(of(tuned(folder.path(), &["--max-intensity", "2"]), "intensity") <= 200);
    let nausea = of(tuned(folder.path(), &[]), "nausea");
    let limit = format!("{:.2}", (nausea - 1) as f64 / 100.0);
    assert!(of(tuned(folder.path(), &["--max-nausea", &limit]), "nausea") < nausea);
}

#[test]
fn limits_say_at_which_speed_a_train_stalls() {
    let folder = folder();
    let words = run(folder.path(), &["tune", "coaster.td6"]).stdout;
    assert!(
        words.contains("A single train at every speed of the chain") && words.contains("comes round at"),
        "{words}"
    );
    fs::write(folder.path().join("slow.td6"), bytes(&slow())).unwrap();
    let stuck = run(folder.path(), &["tune", "--json", "slow.td6"]);
    assert_eq!((stuck.code, &stuck.json()[0]["best"][0]["excitement"]), (1, &json!(null)), "{}", stuck.stdout);
}
