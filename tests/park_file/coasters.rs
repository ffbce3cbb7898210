//! Coasters taken out of parks are the designs that they were built from.

use std::path::Path as FilePath;

use loopwright::catalogue::{Catalogue, PieceId};
use loopwright::design::Element;
use loopwright::layout::read_back;
use loopwright::track_file;

use super::{read, recorded};
use crate::oracle::oracle;

/// Elements apart from which tile of a platform they are, which the game decides anew.
fn told_apart(elements: &[Element]) -> Vec<(PieceId, bool, bool, u8)> {
    let piece = |piece: PieceId| if piece.is_station() { PieceId::END_STATION } else { piece };
    elements.iter().map(|it| (piece(it.piece), it.chain, it.inverted, it.speed)).collect()
}

/// Whether one circuit is the other begun elsewhere.
fn is_turned(ours: &[Element], theirs: &[Element]) -> bool {
    let (ours, theirs) = (told_apart(ours), told_apart(theirs));
    let begins_at = |begin: usize| ours[begin..].iter().chain(&ours[..begin]).eq(&theirs);
    ours.len() == theirs.len() && (0..ours.len()).any(begins_at)
}

/// The design that a ride of a recorded park was built from; the game numbers designs of one name.
fn built_from(oracle: &FilePath, name: &str) -> Option<std::path::PathBuf> {
    let stem = name.strip_suffix(" 2").unwrap_or(name);
    let path = oracle.join("surroundings/designs").join(format!("{stem}.td6"));
    path.exists().then_some(path)
}

#[test]
fn coasters_of_parks_are_the_designs_they_were_built_from() {
    let Some(oracle) = oracle("coasters of parks") else { return };
    let catalogue = Catalogue::load().expect("sound tables");
    let (mut equal, mut different) = (0, Vec::new());
    for path in recorded(&oracle) {
        let file = read(&path);
        for ride in &file.rides {
            let name = file.ride_name(ride, &catalogue);
            let Some(design) = built_from(&oracle, &name) else { continue };
            let bytes = std::fs::read(design).expect("a design");
            let design = track_file::read(&bytes).expect("a track file").design(&catalogue).expect("a coaster");
            let ours = read_back(&file, ride, &catalogue).expect("a coaster").design;
            assert_eq!((ours.ride, &ours.vehicle), (design.ride, &design.vehicle), "{name}");
            assert_eq!(ours.entrances.len(), design.entrances.len(), "{name}");
            if is_turned(&ours.elements, &design.elements) { equal += 1 } else { different.push(name) }
        }
    }
    assert!(equal >= 10 && different.is_empty(), "{equal} equal, different: {different:?}");
}
