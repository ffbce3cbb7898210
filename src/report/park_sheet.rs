//! What people read about a park: its size, what it forbids, and its rides.

use super::account::account_sentence;
use super::park_facts::{FreshFacts, InPlaceFacts, ParkFacts, RideFacts, StoredFacts};
use super::style::{BAD, FAINT, TITLE, columns, paint, painted};
use super::units::{count, grouped, printable};
use crate::quantity::Ratings;
use crate::rating::Entry;
use crate::site::RideStatus;

/// What is wrong with a ride, a sentence each.
fn failings(ride: &RideFacts) -> Vec<String> {
    let here = ride.in_place.as_ref().map_or(&[][..], InPlaceFacts::missed);
    let afresh = ride.fresh.as_ref().map_or(&[][..], FreshFacts::missed);
    let is_among = |entry: &Entry, others: &[&Entry]| others.iter().any(|other| other.item == entry.item);
    let mut failings: Vec<String> = ride.not_rated.iter().cloned().collect();
    for entry in here {
        let when = if is_among(entry, afresh) { "here and tested afresh" } else { "here" };
        failings.push(format!("{when}: {}", account_sentence(entry)));
    }
    let trouble = ride.fresh.as_ref().and_then(|fresh| fresh.trouble.as_ref());
    failings.extend(trouble.map(|trouble| format!("tested afresh: {trouble}")));
    let only_afresh = afresh.iter().filter(|entry| !is_among(entry, here));
    failings.extend(only_afresh.map(|entry| format!("tested afresh: {}", account_sentence(entry))));
    failings
}

/// The facts of a park as a text; with all rides, or coasters only.
pub fn park_sheet(title: &str, facts: &ParkFacts, with_all: bool) -> String {
    let (width, height) = facts.size;
    let coasters = facts.rides.iter().filter(|ride| ride.is_coaster).count();
    let rides = format!("{}, of them {}", count(facts.rides.len() as i64, "ride"), count(coasters as i64, "coaster"));
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
    let listed = || facts.rides.iter().filter(|ride| with_all || ride.is_coaster);
    let mut text = heading + &columns(&rows);
    if listed().next().is_some() {
        // A site in JSON knows where rides are, and not how they run.
        let has_ratings = listed().any(|ride| ride.filed.is_some());
        let head = has_ratings.then(|| painted(TITLE, &["", "", "", "", "in the file", "here", "tested afresh"]));
        text += &format!("\n{}", columns(&head.into_iter().chain(listed().map(ride_row)).collect::<Vec<_>>()));
        if !has_ratings {
            text += "\n  Rides of a site in JSON are not rated; those of a park file are.\n";
        }
    }
    let failings: Vec<Vec<String>> = listed().flat_map(failing_rows).collect();
    if !failings.is_empty() {
        text += &format!("\n{}\n{}", paint(TITLE, "  What they fail"), columns(&failings));
    }
    text
}

/// A row for each thing that is wrong with a ride.
fn failing_rows(ride: &RideFacts) -> Vec<Vec<String>> {
    let row = |failing| vec![ride.id.to_string(), printable(ride.name.trim()), failing];
    failings(ride).into_iter().map(row).collect()
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
    let shown_or = |ratings: Option<Ratings>, or: &str| ratings.map_or_else(|| paint(FAINT, or), shown);
    let mut row = vec![ride.id.to_string(), printable(ride.name.trim()), kind, status.to_owned()];
    if ride.filed.is_none() {
        return row;
    }
    row.push(shown_or(ride.stored.as_ref().map(StoredFacts::ratings), "not rated"));
    if ride.is_coaster {
        let outcome = |fresh: &FreshFacts| fresh.ratings.map_or_else(|| paint(BAD, "fails"), shown);
        row.push(shown_or(ride.in_place.as_ref().map(InPlaceFacts::ratings), "not tested"));
        row.push(ride.fresh.as_ref().map(outcome).unwrap_or_default());
    }
    row
}

fn shown(ratings: Ratings) -> String {
    format!("{} / {} / {}", ratings.excitement, ratings.intensity, ratings.nausea)
}
