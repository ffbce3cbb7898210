//! `rules`, and `--rules` of every command that takes it.

use std::fs;
use std::path::Path;

use loopwright::catalogue::Catalogue;
use loopwright::design::{Design, Element};
use loopwright::report::with_statistics;
use loopwright::rules::Rules;
use loopwright::site::Site;
use serde_json::{Value, json};

use super::support::{bytes, design, folder, run};

const OLD: &str = "openrct2-0.4.23";

/// A level coaster that a chain pulls round: its train never feels less than 1 g.
fn level() -> Design {
    let mut design = design();
    for element in design.elements.iter_mut().filter(|element| element.chain || element.piece.0 > 3) {
        if element.piece.0 != 42 {
            *element = Element::new(loopwright::catalogue::PieceId::FLAT).chained();
        }
    }
    design
}

/// The first object of a command that must work.
fn first(folder: &Path, arguments: &[&str]) -> Value {
    let answered = run(folder, arguments);
    assert_eq!(answered.code, 0, "{arguments:?}: {}", answered.stderr);
    answered.json().remove(0)
}

#[test]
fn rule_sets_are_listed_with_date_and_proof() {
    let folder = folder();
    let listed = run(folder.path(), &["rules"]);
    assert_eq!((listed.code, listed.stdout.lines().count(), listed.stderr.as_str()), (0, 8, ""));
    let newest = listed.stdout.lines().find(|line| line.contains("default")).unwrap();
    assert!(newest.trim_start().starts_with("openrct2-0.5.5 ") && newest.contains("2026-09-06"), "{newest}");
    let objects = run(folder.path(), &["rules", "--json"]).json();
    let with = |key: &str, value: Value| {
        let named = objects.iter().filter(|object| object[key] == value);
        named.map(|object| object["rules"].as_str().unwrap().to_owned()).collect::<Vec<String>>()
    };
    assert_eq!(with("default", json!(true)), ["openrct2-0.5.5"]);
    assert_eq!(with("proven", json!(false)), ["openrct2-0.5.6-dev", "openrct2-0.5.0", "rct2"]);
}

#[test]
fn a_rule_set_is_told_by_what_differs_and_what_it_does_not_follow() {
    let folder = folder();
    let old = run(folder.path(), &["rules", OLD]);
    assert_eq!(old.code, 0);
    for words in ["only since 0.5.5: ", "only since 0.4.32: ", "recorded from the release itself"] {
        assert!(old.stdout.contains(words), "{words}: {}", old.stdout);
    }
    let rct2 = run(folder.path(), &["rules", "rct2"]).stdout;
    assert!(rct2.starts_with("rct2 (proven in part): ") && rct2.contains("  not covered: Which paths"), "{rct2}");
    let object = first(folder.path(), &["rules", "--json", "rct2"]);
    assert!(object["lacks"].as_array().unwrap().len() > 8 && object["open"].as_array().unwrap().len() > 4, "{object}");
}

#[test]
fn an_unknown_rule_set_is_answered_with_the_nearest() {
    let folder = folder();
    let commands: [&[&str]; 12] = [
        &["rules", "openrct2-0.5.4"],
        &["rate", "--rules", "openrct2-0.5.4", "coaster.td6"],
        &["check", "--rules", "openrct2-0.5.4", "coaster.td6"],
        &["info", "--rules", "openrct2-0.5.4", "coaster.td6"],
        &["plot", "--rules", "openrct2-0.5.4", "coaster.td6"],
        &["close", "--rules", "openrct2-0.5.4", "half-built.td6"],
        &["convert", "--rules", "openrct2-0.5.4", "coaster.td6", "copy.td7"],
        &["install", "--rules", "openrct2-0.5.4", "--to", "tracks", "coaster.td6"],
        &["evolve", "--rules", "openrct2-0.5.4", "--out", "out"],
        &["rides", "--rules", "openrct2-0.5.4"],
        &["vehicles", "--rules", "openrct2-0.5.4"],
        &["pieces", "--rules", "openrct2-0.5.4"],
    ];
    for arguments in commands {
        let refused = run(folder.path(), arguments);
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{arguments:?}");
        let words = "unknown rule set \"openrct2-0.5.4\"; did you mean openrct2-0.5.";
        assert!(refused.stderr.contains(words), "{arguments:?}: {}", refused.stderr);
        let all: Vec<&str> =
            arguments.iter().map(|&word| if word == "openrct2-0.5.4" { "all" } else { word }).collect();
        let refused = run(folder.path(), &all);
        assert_eq!(refused.code, if all[0] == "rate" { 0 } else { 2 }, "{all:?}: {}", refused.stderr);
    }
}

#[test]
fn every_answer_names_the_rules_it_was_given_by() {
    let folder = folder();
    for command in ["rate", "check"] {
        let told =
            |arguments: &[&str]| first(folder.path(), &[&[command, "--json", "coaster.td6"], arguments].concat());
        assert_eq!(told(&[])["rules"], "openrct2-0.5.5");
        assert_eq!(told(&["--rules", OLD])["rules"], OLD);
        assert_eq!(told(&["--rules", OLD])["rules_proven"], true);
        assert_eq!(told(&["--rules", "rct2"])["rules_proven"], false);
        let words = |rules: &str| run(folder.path(), &[command, "--rules", rules, "coaster.td6"]).stdout;
        assert!(words(OLD).contains(OLD) && words("rct2").contains("rct2 (proven in part)"));
    }
    let closed = first(folder.path(), &["close", "--json", "--rules", OLD, "half-built.td6"]);
    assert_eq!(closed["completions"][0]["rules"], OLD);
    let facts = first(folder.path(), &["info", "--json", "--recompute", "--rules", "rct2", "coaster.td6"]);
    assert_eq!((&facts["recomputed"]["rules"], &facts["recomputed"]["rules_proven"]), (&json!("rct2"), &json!(false)));
    let facts = run(folder.path(), &["info", "--recompute", "--rules", "rct2", "coaster.td6"]).stdout;
    assert!(facts.contains("test run, rct2 (proven in part)"), "{facts}");
    let pack = ["install", "--pack", "pack", "--rules", "rct2", "coaster.td6"];
    assert_eq!(run(folder.path(), &pack).code, 0);
    for file in ["README.txt", "index.html"] {
        let text = fs::read_to_string(folder.path().join("pack").join(file)).unwrap();
        assert!(text.contains("rct2 (proven in part)"), "{file}: {text}");
    }
}

#[test]
fn the_catalogue_is_that_of_the_rules() {
    let folder = folder();
    let pieces = |rules: &str| {
        first(folder.path(), &["rides", "--json", "--rules", rules, "inverted_rc"])["pieces"].as_array().unwrap().len()
    };
    assert_eq!(pieces("openrct2-0.5.3") - pieces("openrct2-0.5.2"), 80);
    let vehicles = |rules: &str| run(folder.path(), &["vehicles", "--rules", rules]).stdout.lines().count();
    assert_eq!((vehicles("openrct2-0.5.0"), vehicles("openrct2-0.4.32")), (244, 243));
    let helices = |rules: &str| {
        let arguments = ["pieces", "--json", "--rules", rules, "--ride", "looping_rc", "quarter_helix"];
        run(folder.path(), &arguments).json().len()
    };
    assert!(helices("openrct2-0.5.0") > helices("openrct2-0.4.32"));
    // A TD7 is none for a game that has never heard of it.
    assert_eq!(run(folder.path(), &["convert", "coaster.td6", "coaster.td7"]).code, 0);
    assert_eq!(run(folder.path(), &["rate", "coaster.td7"]).code, 0);
    let refused = run(folder.path(), &["rate", "--rules", OLD, "coaster.td7"]);
    assert!(refused.code == 3 && refused.stderr.contains(OLD), "{}", refused.stderr);
}

#[test]
fn all_rule_sets_stand_side_by_side() {
    let folder = folder();
    fs::write(folder.path().join("level.td6"), bytes(&level())).unwrap();
    let compared = first(folder.path(), &["rate", "--json", "--rules", "all", "level.td6"]);
    let under = compared["under"].as_array().unwrap();
    assert_eq!((&compared["rules"], under.len()), (&json!("all"), 8));
    for one in under {
        let rules = one["rules"].as_str().unwrap();
        let alone = first(folder.path(), &["rate", "--json", "--rules", rules, "level.td6"]);
        assert_eq!(one["runs"], alone["runs"], "{rules}");
    }
    let intensity = |rules: &str| {
        let one = under.iter().find(|one| one["rules"] == rules).unwrap();
        one["runs"][0]["intensity"].as_i64().unwrap()
    };
    assert!(intensity("openrct2-0.5.5") < intensity("openrct2-0.5.3"), "the start of the vertical average");
    let words = run(folder.path(), &["rate", "--rules", "all", "level.td6"]).stdout;
    assert!(words.contains("openrct2-0.5.3 ") && words.contains("rct2 (proven in part)"), "{words}");
}

#[test]
fn a_search_keeps_its_rules() {
    let folder = folder();
    fs::write(folder.path().join("run.toml"), format!("rules = \"{OLD}\"\npopulation = 8\nislands = 2\n")).unwrap();
    let options = ["evolve", "--config", "run.toml", "--generations", "4", "--pause-every", "2"];
    let begun = run(folder.path(), &[&options[..], &["--from", "coaster.td6", "--out", "out", "--json"]].concat());
    assert_eq!(begun.code, 0, "{}", begun.stderr);
    let settings: toml::Table = fs::read_to_string(folder.path().join("out/run.toml")).unwrap().parse().unwrap();
    assert_eq!(settings["rules"].as_str(), Some(OLD));
    let resumed = run(folder.path(), &["evolve", "--resume", "out", "--json"]);
    for object in [begun.json(), resumed.json()].concat() {
        assert_eq!(object["rules"], OLD);
    }
    assert!(fs::read_to_string(folder.path().join("out/index.html")).unwrap().contains(OLD));
    // A flag wins over the file.
    let printed = run(folder.path(), &["evolve", "--config", "run.toml", "--rules", "rct2", "--print-config"]).stdout;
    assert!(printed.contains("\nrules = \"rct2\"\n"), "{printed}");
    fs::write(folder.path().join("wrong.toml"), "rules = \"openrct2-0.5.4\"\n").unwrap();
    let wrong = run(folder.path(), &["evolve", "--config", "wrong.toml", "--out", "wrong"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("did you mean"), "{}", wrong.stderr);
}

#[test]
fn figures_that_fit_other_rules_better_are_remarked() {
    let folder = folder();
    let write = |rules: &str| {
        let catalogue = Catalogue::under(Rules::named(rules).unwrap()).unwrap();
        let (design, _) = with_statistics(&catalogue, level(), Site::default()).unwrap();
        fs::write(folder.path().join("level.td6"), bytes(&design)).unwrap();
    };
    let remarks = |arguments: &[&str]| {
        first(folder.path(), &[&["info", "--json", "level.td6"], arguments].concat())["remarks"].to_string()
    };
    write("openrct2-0.5.3");
    let remarked = remarks(&["--recompute"]);
    assert!(remarked.contains("fit openrct2-0.5.5; try --rules openrct2-0."), "{remarked}");
    assert_eq!(remarks(&[]), "[]", "nobody asked for a test run");
    assert_eq!(remarks(&["--recompute", "--rules", "openrct2-0.5.3"]), "[]");
    write("openrct2-0.5.5");
    assert_eq!(remarks(&["--recompute"]), "[]");
}

#[test]
fn who_installs_for_rct2_is_warned_with_its_numbers() {
    let folder = folder();
    let rated = first(folder.path(), &["rate", "--json", "--rules", "rct2", "coaster.td6"]);
    let worst = rated["runs"].as_array().unwrap().iter().map(|run| run["excitement"].as_i64().unwrap()).min().unwrap();
    let install = |arguments: &[&str]| {
        run(folder.path(), &[&["install", "--game", "rct2", "--force", "--to", "tracks"], arguments].concat())
    };
    let installed = install(&["coaster.td6"]);
    let words = format!("RCT2 would rate coaster {}.{:02} / ", worst / 100, worst % 100);
    assert!(installed.code == 0 && installed.stderr.contains(&words), "{words}: {}", installed.stderr);
    assert!(installed.stderr.contains("proven in part"), "{}", installed.stderr);
    let object = install(&["--json", "coaster.td6"]).json().remove(0);
    assert_eq!(object["would_rate"]["ratings"][0], worst);
    assert_eq!(object["would_rate"]["rules_proven"], false);
    let refused = install(&["half-built.td6"]);
    assert!(refused.stderr.contains("RCT2 would not rate half-built: Track is not a complete"), "{}", refused.stderr);
    let other = run(folder.path(), &["install", "--to", "other", "--json", "coaster.td6"]);
    assert!(other.json()[0]["would_rate"].is_null() && !other.stderr.contains("RCT2 would"), "{}", other.stderr);
}
