//! Damaged and made-up files: the laws of the fuzz targets on any toolchain.

use std::path::Path;

use loopwright::track_file::{Format, read};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use super::laws;
use super::sample::{EXAMPLE, catalogue, corpus, header, hex, packed};

/// Files under `fuzz/seeds`, which are expanded data or JSON texts.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths.into_iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// The same cases in every run: a finding of the fuzz targets must not turn up here by chance.
fn config() -> Config {
    Config { failure_persistence: None, rng_seed: RngSeed::Fixed(7), ..Config::default() }
}

/// A thousand changes of a byte each.
fn corrupt(bytes: &[u8], holds: impl Fn(&[u8])) {
    let mut runner = TestRunner::new(Config { cases: 1000, ..config() });
    let result = runner.run(&(any::<prop::sample::Index>(), 1_u8..), |(place, change)| {
        let mut bytes = bytes.to_vec();
        *place.get_mut(&mut bytes) ^= change;
        holds(&bytes);
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn seeds_are_designs() {
    for target in ["td4", "td6", "td7"] {
        for data in seeds(target) {
            let bytes = laws::packed(&data);
            assert!(read(&bytes).is_ok());
            laws::bytes_hold(&bytes, catalogue());
        }
    }
    for text in seeds("json") {
        laws::text_holds(std::str::from_utf8(&text).unwrap(), catalogue());
    }
    for data in seeds("rate") {
        if let Ok(design) = read(&laws::packed(&data)).unwrap().design(catalogue()) {
            laws::judging_ends(&design, catalogue());
        }
    }
}

/// Files as they are on disk, where most changes break the packing.
#[test]
fn a_changed_byte_of_a_file_gives_an_error_or_a_sound_design() {
    let games = corpus("damaged designs").into_iter().step_by(92).map(|(_, bytes)| bytes);
    for bytes in games.chain(seeds("packed").into_iter().step_by(5)).chain([hex(EXAMPLE)]) {
        corrupt(&bytes, |bytes| laws::bytes_hold(bytes, catalogue()));
    }
}

/// Expanded data, where every change reaches a field.
#[test]
fn a_changed_byte_of_the_data_gives_an_error_or_a_sound_design() {
    for target in ["td4", "td6", "td7"] {
        for data in seeds(target).into_iter().step_by(4) {
            corrupt(&data, |data| laws::bytes_hold(&laws::packed(data), catalogue()));
        }
    }
}

#[test]
fn a_changed_letter_of_a_text_gives_an_error_or_a_sound_design() {
    for text in seeds("json").into_iter().step_by(4) {
        corrupt(&text, |text| laws::text_holds(&String::from_utf8_lossy(text), catalogue()));
    }
}

/// Any list of pieces ends with a verdict.
#[test]
fn a_changed_byte_of_a_design_gets_a_verdict() {
    for data in seeds("rate").into_iter().step_by(3) {
        corrupt(&data, |data| {
            if let Some(design) = read(&laws::packed(data)).ok().and_then(|file| file.design(catalogue()).ok()) {
                laws::judging_ends(&design, catalogue());
            }
        });
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn random_bytes_give_an_error_or_a_sound_design(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        laws::packing_holds(&bytes);
        laws::bytes_hold(&bytes, catalogue());
    }

    #[test]
    fn random_fields_give_an_error_or_a_sound_design(
        fixed in header(),
        lists in prop::collection::vec(any::<u8>(), 0..600),
        version in 0_u8..4,
    ) {
        laws::bytes_hold(&packed(fixed, version, &lists), catalogue());
    }

    #[test]
    fn random_elements_give_a_sound_design_and_a_verdict(
        seed in prop::sample::select(seeds("td7")),
        elements in prop::collection::vec((0_u16..350, any::<u8>()), 0..60),
    ) {
        let elements = elements.into_iter().flat_map(|(id, qualifier)| [id as u8, (id >> 8) as u8, qualifier]);
        let lists = elements.chain([0xff; 4]);
        let data: Vec<u8> = seed.into_iter().take(0xa3).chain(lists).collect();
        let bytes = laws::packed(&laws::with_version(&data, Format::Td7));
        laws::bytes_hold(&bytes, catalogue());
        if let Some(design) = read(&bytes).ok().and_then(|file| file.design(catalogue()).ok()) {
            laws::judging_ends(&design, catalogue());
        }
    }
}
