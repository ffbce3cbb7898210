//! The game's own answers: verdicts, test runs and ratings must be equal to the last digit.

pub mod compare;

use std::path::PathBuf;

use loopwright::catalogue::Catalogue;

/// The recorded answers. Without them the test says so; where they are demanded, as in CI, it fails.
pub fn oracle(test: &str) -> Option<PathBuf> {
    let oracle = compare::oracle();
    if oracle.is_none() {
        assert!(std::env::var_os("LOOPWRIGHT_REQUIRE_ORACLE").is_none(), "the game's recorded answers are missing");
        eprintln!("SKIPPED {test}: the game's recorded answers are not beside the project");
    }
    oracle
}

#[test]
fn designs_are_judged_as_the_game_judges_them() {
    let Some(oracle) = oracle("designs") else { return };
    let catalogue = Catalogue::load().expect("sound tables");
    let comparison = compare::designs(&catalogue, &oracle, "");
    eprintln!("{}", comparison.summary("designs"));
    assert!(comparison.different.is_empty());
    assert!(comparison.equal > 0);
}

#[test]
fn random_walks_are_refused_where_the_game_refuses_them() {
    let Some(oracle) = oracle("random walks") else { return };
    let catalogue = Catalogue::load().expect("sound tables");
    let comparison = compare::random_walks(&catalogue, &oracle);
    eprintln!("{}", comparison.summary("random walks"));
    assert!(comparison.different.is_empty());
    assert!(comparison.equal > 0);
}

#[test]
fn every_tick_of_every_trace_is_the_game_s() {
    let Some(oracle) = oracle("traces") else { return };
    let catalogue = Catalogue::load().expect("sound tables");
    let (comparison, rows) = compare::traces(&catalogue, &oracle, "");
    eprintln!("{} ({rows} rows)", comparison.summary("traces"));
    assert!(comparison.different.is_empty());
    assert!(rows > 0);
}
