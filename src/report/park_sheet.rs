//! What people read about a park: its size, what it forbids, and its rides.

use serde::Serialize;

use super::style::{FAINT, TITLE, columns, paint};
use super::units::{count, grouped, printable};
use crate::catalogue::Catalogue;
use crate::layout::{lay_standing, read_back};
use crate::park_file::{Origin, ParkFile, Ride};
use crate::quantity::Ratings;
use crate::rating::rate;
use crate::site::{Park, ParkFlags, ParkRide, RideStatus, Site};
use crate::test_run::Measured;

/// What a park is like.
#[derive(Debug, Clone, Serialize)]
pub struct ParkFacts {
    /// Name in the file; empty if it has none.
    pub name: String,
    /// The game that saved it.
    pub saved_by: String,
    /// Tiles along x and y, the unusable rim included.
    pub size: (i32, i32),
    /// Whether nothing costs money.
    pub no_money: bool,
    /// Whether trees stay where they are.
    pub forbid_tree_removal: bool,
    /// Whether nothing rises above the trees.
    pub forbid_high_construction: bool,
    /// The game's tick counter.
    pub ticks: u32,
    /// What stands on all tiles, land not counted.
    pub elements: usize,
    /// Objects that the catalogue does not hold.
    pub unknown_objects: Vec<String>,
    /// What is odd about the file.
    pub warnings: Vec<String>,
    /// Its rides by number.
    pub rides: Vec<RideFacts>,
}

/// What a ride of a park is like.
#[derive(Debug, Clone, Serialize)]
pub struct RideFacts {
    /// Number.
    pub id: u16,
    /// What it is called.
    pub name: String,
    /// Number of its type.
    pub ride_type: u8,
    /// Name of its type; none of a ride without track.
    pub ride_type_name: Option<String>,
    /// Name of its vehicle object.
    pub vehicle: String,
    /// Whether guests can ride.
    pub status: RideStatus,
    /// Whether it is a coaster.
    pub is_coaster: bool,
    /// Whether its trains leave together with those of adjacent stations.
    pub synchronised: bool,
    /// Ratings that the file holds, in hundredths.
    pub stored: Option<Ratings>,
    /// Ratings of a coaster in its surroundings, computed from the measurement that the file holds.
    pub in_place: Option<Ratings>,
}

impl ParkFacts {
    /// The facts of a park, and of the file that it was read from.
    pub fn new(park: &Park, file: Option<&ParkFile>, catalogue: &Catalogue) -> Self {
        let has = |flag| park.flags.contains(flag);
        let tiles = park.tiles.iter().map(|(_, _, elements)| elements.len()).sum::<usize>();
        let (width, height) = park.tiles.size();
        let ride = |ride: &ParkRide| RideFacts::new(ride, park, file, catalogue);
        Self {
            name: park.name.clone(),
            saved_by: saved_by(file),
            size: (width, height),
            no_money: has(ParkFlags::NO_MONEY),
            forbid_tree_removal: has(ParkFlags::FORBID_TREE_REMOVAL),
            forbid_high_construction: has(ParkFlags::FORBID_HIGH_CONSTRUCTION),
            ticks: park.ticks,
            elements: tiles - (width * height) as usize,
            unknown_objects: park.unknown.clone(),
            warnings: file.map_or_else(Vec::new, |file| file.warnings.iter().map(ToString::to_string).collect()),
            rides: park.rides.iter().map(ride).collect(),
        }
    }
}

fn saved_by(file: Option<&ParkFile>) -> String {
    match file.map(|file| file.origin) {
        Some(Origin::OpenRct2 { version }) => format!("OpenRCT2, park version {version}"),
        Some(Origin::Rct2) => "RollerCoaster Tycoon 2".to_owned(),
        None => "site of this program".to_owned(),
    }
}

impl RideFacts {
    fn new(ride: &ParkRide, park: &Park, file: Option<&ParkFile>, catalogue: &Catalogue) -> Self {
        let stored = file.and_then(|file| Some((file, file.ride(ride.id)?)));
        Self {
            id: ride.id,
            name: ride.name.clone(),
            ride_type: ride.ride_type.0,
            ride_type_name: catalogue.tracked_name(ride.ride_type).map(str::to_owned),
            vehicle: ride.vehicle.clone(),
            status: ride.status,
            is_coaster: catalogue.ride(ride.ride_type).is_some(),
            synchronised: ride.synchronises(),
            stored: stored.and_then(|(_, ride)| ride.ratings),
            in_place: stored.and_then(|(file, ride)| in_place(park, file, ride, catalogue)),
        }
    }
}

/// The ratings of a tested coaster of a park: its stored measurement, rated in its surroundings by the rules of the
/// catalogue. None of rides that are no coasters or were never tested.
pub fn in_place(park: &Park, file: &ParkFile, ride: &Ride, catalogue: &Catalogue) -> Option<Ratings> {
    if !ride.is_tested() {
        return None;
    }
    let standing = read_back(file, ride, catalogue).ok()?;
    let site = Site::in_park(park, standing.start.at.tile());
    let layout = lay_standing(catalogue, &standing.design, site, standing.start, ride.id).ok()?;
    rate(&layout, &Measured::stored(ride)).map(|rated| rated.ratings)
}

/// The facts of a park as a text; with all rides, or coasters only.
pub fn park_sheet(title: &str, facts: &ParkFacts, with_all: bool) -> String {
    let (width, height) = facts.size;
    let coasters = facts.rides.iter().filter(|ride| ride.is_coaster).count();
    let rides = format!("{}, {} of them coasters", count(facts.rides.len() as i64, "ride"), coasters);
    let mut rows = vec![
        vec!["size".to_owned(), format!("{width} x {height} tiles")],
        vec!["saved by".to_owned(), facts.saved_by.clone()],
        vec!["rules".to_owned(), rules(facts)],
        vec!["stands".to_owned(), format!("{} elements", grouped(facts.elements as u64))],
        vec!["rides".to_owned(), rides],
    ];
    for object in &facts.unknown_objects {
        let unknown = format!("{}; it counts as taking its share of a tile, without cost", printable(object));
        rows.push(vec!["unknown".to_owned(), unknown]);
    }
    let name = if facts.name.is_empty() { String::new() } else { format!(": {}", printable(&facts.name)) };
    let heading = format!("{}{name}\n", paint(TITLE, printable(title)));
    let listed = facts.rides.iter().filter(|ride| with_all || ride.is_coaster);
    let rides: Vec<Vec<String>> = listed.map(ride_row).collect();
    heading + &columns(&rows) + "\n" + &columns(&rides)
}

fn rules(facts: &ParkFacts) -> String {
    let forbids = [
        (facts.no_money, "no money"),
        (facts.forbid_tree_removal, "trees stay"),
        (facts.forbid_high_construction, "nothing above the trees"),
    ];
    let named: Vec<&str> = forbids.into_iter().filter_map(|(is_set, name)| is_set.then_some(name)).collect();
    if named.is_empty() { "nothing is forbidden".to_owned() } else { named.join(", ") }
}

fn ride_row(ride: &RideFacts) -> Vec<String> {
    let status = match ride.status {
        RideStatus::Closed => "closed",
        RideStatus::Open => "open",
        RideStatus::Testing => "testing",
        RideStatus::Simulating => "simulating",
    };
    let kind = ride.ride_type_name.clone().unwrap_or_else(|| format!("type {}", ride.ride_type));
    let stored = ride.stored.map_or_else(|| paint(FAINT, "not rated"), shown);
    let in_place = ride.in_place.map_or_else(String::new, |ratings| format!("here {}", shown(ratings)));
    vec![ride.id.to_string(), printable(ride.name.trim()), kind, status.to_owned(), stored, in_place]
}

fn shown(ratings: Ratings) -> String {
    format!("{} / {} / {}", ratings.excitement, ratings.intensity, ratings.nausea)
}
