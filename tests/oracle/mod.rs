//! The game's own answers: verdicts, test runs and ratings must be equal to the last digit.

pub(crate) mod compare;

use std::path::PathBuf;

/// The recorded answers. Without them the test says so; where they are demanded, as in CI, it fails.
pub(crate) fn oracle(test: &str) -> Option<PathBuf> {
    let oracle = compare::oracle();
    if oracle.is_none() {
        assert!(std::env::var_os("LOOPWRIGHT_REQUIRE_ORACLE").is_none(), "the game's recorded answers are missing");
        eprintln!("SKIPPED {test}: the game's recorded answers are not beside the project");
    }
    oracle
}

#[test]
fn everything_recorded_is_the_game_s() {
    let Some(oracle) = oracle("recordings") else { return };
    let catalogue = compare::catalogue(compare::RECORDED);
    let mut different = 0;
    for recordings in &compare::RECORDINGS {
        for (name, comparison) in recordings.compare(&catalogue, &oracle, "") {
            eprintln!("{}", comparison.summary(&name));
            assert!(comparison.equal > 0, "{name}: nothing is equal");
            different += comparison.different.len();
        }
    }
    assert_eq!(different, 0);
}

#[test]
fn every_rule_set_is_the_game_s() {
    let Some(oracle) = oracle("rule sets") else { return };
    let mut different = 0;
    for rules in compare::RULE_SETS {
        for (name, comparison) in compare::under_rules(&oracle, rules, "") {
            eprintln!("{}", comparison.summary(&name));
            different += comparison.different.len();
        }
    }
    assert_eq!(different, 0);
}

#[test]
fn test_runs_in_place_are_the_game_s() {
    let Some(oracle) = oracle("test runs in place") else { return };
    let catalogue = compare::catalogue(compare::RECORDED);
    let mut different = 0;
    for (name, comparison) in compare::in_place::in_place(&catalogue, &oracle, "") {
        eprintln!("{}", comparison.summary(&name));
        assert!(comparison.equal > 0, "{name}: nothing is equal");
        different += comparison.different.len();
    }
    assert_eq!(different, 0);
}

#[test]
fn what_is_built_on_land_is_the_game_s() {
    let Some(oracle) = oracle("building on land") else { return };
    let catalogue = compare::catalogue(compare::RECORDED);
    let mut different = 0;
    for (name, comparison) in compare::surroundings::built(&catalogue, &oracle, "") {
        eprintln!("{}", comparison.summary(&name));
        assert!(comparison.equal > 0, "{name}: nothing is equal");
        different += comparison.different.len();
    }
    assert_eq!(different, 0);
}

#[test]
fn coasters_of_a_real_park_are_rated_as_by_the_game() {
    let Some(oracle) = oracle("coasters of a real park") else { return };
    let mut different = 0;
    for (name, comparison) in compare::real_park::real_park(&oracle, "") {
        eprintln!("{}", comparison.summary(&name));
        assert!(comparison.equal > 20, "{name}: only {} are equal", comparison.equal);
        different += comparison.different.len();
    }
    assert_eq!(different, 0);
}
