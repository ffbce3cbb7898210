//! Parks from files are what the game has after loading them, and so are their coasters.

mod coasters;
mod hostile;
#[path = "../../fuzz/src/own_park.rs"]
#[expect(unreachable_pub, reason = "the fuzz targets are crates of their own, which reach it")]
pub(crate) mod own_park;
#[path = "../../fuzz/src/own_save.rs"]
#[expect(unreachable_pub, reason = "the fuzz targets are crates of their own, which reach it")]
mod own_save;
mod saves;
mod site_json;

use std::path::{Path, PathBuf};

use loopwright::catalogue::Catalogue;
use loopwright::park_file::{self, ParkFile};
use loopwright::site::{Park, ParkRide};

use crate::oracle::compare::parks;
use crate::oracle::oracle;

fn read(path: &Path) -> ParkFile {
    let bytes = std::fs::read(path).expect("a park");
    let name = path.file_name().expect("a name").to_string_lossy();
    park_file::read(&bytes, &name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The recorded park files in order.
fn recorded(oracle: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(oracle.join("surroundings/parks")).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let is_park = |path: &PathBuf| path.extension().is_some_and(|end| end == "park" || end == "sv6");
    let mut paths: Vec<_> = paths.filter(is_park).collect();
    paths.sort();
    paths
}

/// The figures of a ride that the game lists.
fn listed(ride: &ParkRide) -> (u16, u8, &str, &str, String, bool) {
    let status = format!("{:?}", ride.status);
    (ride.id, ride.ride_type.0, &ride.name, &ride.vehicle, status, ride.synchronises())
}

fn assert_same(name: &str, ours: &Park, listing: &Park, catalogue: &Catalogue) {
    assert_eq!(ours.tiles.size(), listing.tiles.size(), "{name}");
    assert_eq!(ours.flags, listing.flags, "{name}");
    assert_eq!(ours.ticks, listing.ticks, "{name}");
    let mut elements = 0;
    for (ours, listed) in ours.tiles.iter().zip(listing.tiles.iter()) {
        assert_eq!(ours, listed, "{name}");
        elements += ours.2.len();
    }
    assert!(elements > 5000, "{name}: {elements} elements");
    assert_eq!(ours.rides.len(), listing.rides.len(), "{name}");
    for (ours, theirs) in ours.rides.iter().zip(&listing.rides) {
        // Shops and flat rides are called by their object, whose names are not known here.
        if catalogue.tracked_name(theirs.ride_type).is_some() {
            assert_eq!(listed(ours), listed(theirs), "{name}");
        } else {
            assert_eq!((ours.id, ours.ride_type, ours.status), (theirs.id, theirs.ride_type, theirs.status), "{name}");
        }
    }
}

#[test]
fn parks_are_what_the_game_lists() {
    let Some(oracle) = oracle("parks") else { return };
    let catalogue = Catalogue::load().expect("sound tables");
    let paths = recorded(&oracle);
    assert_eq!(paths.len(), 12);
    for path in paths {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let file = read(&path);
        assert_eq!(file.warnings, [], "{name}");
        let park = file.park(&catalogue);
        assert_eq!(park.unknown, Vec::<String>::new(), "{name}");
        assert_same(&name, &park, &parks::park(&catalogue, &oracle, &name), &catalogue);
    }
}
