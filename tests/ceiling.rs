//! No ride is above the ceiling of its formula: those that the game has rated are held against it.

use std::fs;
use std::path::Path;

use loopwright::catalogue::{Catalogue, RideTypeId};
use loopwright::rating::{Around, Ceiling};
use serde_json::Value;

use crate::oracle::compare::{RECORDED, catalogue, golden};
use crate::oracle::oracle;

/// The ceiling of a ride type with its first vehicle.
fn ceiling<'a>(catalogue: &'a Catalogue, name: &str, around: Around) -> Ceiling<'a> {
    let ride = catalogue.ride_named(name).expect("a ride type");
    let vehicle = catalogue.vehicles_of(ride.id).next().expect("a vehicle");
    Ceiling { catalogue, ride, vehicle, around }
}

/// Holds every rated run of recorded designs against the ceiling at its own intensity and nausea. Returns how many there
/// were, and the largest share of the ceiling in hundredths.
fn held(catalogue: &Catalogue, results: &Path) -> (usize, i64) {
    let text = fs::read_to_string(results).expect("results");
    let records = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let (mut runs, mut largest) = (0, 0);
    // The pieces of the rest cannot be laid by hand, and the ceiling leaves out what such pieces give.
    for record in records.filter(|record| record["by_hand"]["placed"] == true) {
        let id = RideTypeId(record["ride_type"].as_u64().expect("a ride type") as u8);
        let Some(ride) = catalogue.ride(id) else { continue };
        let vehicle = record["vehicle"].as_str().and_then(|name| catalogue.vehicle(name));
        let Some(vehicle) = vehicle.or_else(|| catalogue.vehicles_of(id).next()) else { continue };
        let ceiling = Ceiling { catalogue, ride, vehicle, around: Around::Nothing };
        for run in record["runs"].as_array().into_iter().flatten() {
            let rating = |key: &str| run[key].as_i64();
            let (Some(excitement), Some(intensity), Some(nausea)) =
                (rating("excitement"), rating("intensity"), rating("nausea"))
            else {
                continue;
            };
            let most = i64::from(ceiling.excitement(intensity as i32, nausea as i32));
            assert!(excitement <= most, "{}: {excitement} of {most}", record["file"]);
            runs += 1;
            largest = largest.max(excitement * 100 / most.max(1));
        }
    }
    (runs, largest)
}

#[test]
fn no_coaster_of_ours_is_above_the_ceiling() {
    let (runs, largest) = held(&catalogue(RECORDED), &golden().join("results.jsonl"));
    assert!(runs >= 4 * 70 && (50..=100).contains(&largest), "{runs} runs, {largest} %");
}

#[test]
fn no_coaster_of_people_is_above_the_ceiling() {
    let Some(oracle) = oracle("the ceiling") else { return };
    let catalogue = catalogue(RECORDED);
    let mut all = 0;
    for results in ["results.jsonl", "new_pieces/results.jsonl", "mutated/results.jsonl"] {
        let (runs, largest) = held(&catalogue, &oracle.join(results));
        eprintln!("{results}: {runs} runs, up to {largest} % of the ceiling");
        all += runs;
    }
    assert!(all > 500, "{all}");
}

#[test]
fn more_room_never_lowers_the_ceiling() {
    let catalogue = Catalogue::load().expect("sound tables");
    for ride in catalogue.rides() {
        for around in [Around::Nothing, Around::Anything] {
            let ceiling = ceiling(&catalogue, &ride.name, around);
            let at = |intensity: i32, nausea: i32| ceiling.excitement(intensity, nausea);
            let by_intensity: Vec<i32> = (3..12).map(|units| at(100 * units, 700)).collect();
            let by_nausea: Vec<i32> = (3..12).map(|units| at(1000, 100 * units)).collect();
            assert!(by_intensity.is_sorted() && by_nausea.is_sorted(), "{}: {by_intensity:?} {by_nausea:?}", ride.name);
        }
        let [nothing, anything] = [Around::Nothing, Around::Anything]
            .map(|around| ceiling(&catalogue, &ride.name, around).excitement(1000, 700));
        assert!(nothing < anything, "{}", ride.name);
    }
}

/// The ceiling tells something: it is not far above what the search has found.
#[test]
fn the_ceiling_is_near() {
    let catalogue = Catalogue::load().expect("sound tables");
    let wooden = ceiling(&catalogue, "wooden_rc", Around::Nothing);
    let [mild, usual] = [600, 1000].map(|intensity| wooden.excitement(intensity, 700));
    assert!((905..1400).contains(&usual), "{usual}");
    assert!(mild < usual - 100, "{mild} {usual}");
    // Nothing is more intense than the ride type's formula begins with, unless it misses requirements.
    assert!(wooden.excitement(100, 700) < wooden.excitement(300, 700));
}
