//! Measures what people's coasters are like: the lines of `data/taste.csv`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use loopwright::catalogue::taste::Sample;
use loopwright::catalogue::{Catalogue, Direction, Feature, Spread};
use loopwright::judge::{compile, rate, run};
use loopwright::layout::place;
use loopwright::looks::{Looks, Watch};
use loopwright::path::Load;
use loopwright::site::Site;
use loopwright::track_file;

/// Designs that a spread needs.
const ENOUGH: usize = 7;

/// Ride types that people build alike.
const CLASSES: [&[&str]; 8] = [
    &["giga_rc", "hyper_twister", "hypercoaster"],
    &["wooden_rc", "classic_wooden_rc", "classic_wooden_twister_rc", "hybrid_rc"],
    &[
        "looping_rc",
        "corkscrew_rc",
        "twister_rc",
        "stand_up_rc",
        "classic_stand_up_rc",
        "vertical_drop_rc",
        "single_rail_rc",
        "lim_launched_rc",
        "lsm_rc",
    ],
    &["inverted_rc", "compact_inverted_rc", "flying_rc", "lay_down_rc", "multi_dimension_rc", "heartline_twister_rc"],
    &["air_powered_vertical_rc", "inverted_impulse_rc", "reverse_freefall_rc"],
    &["wooden_wild_mouse", "steel_wild_mouse", "spinning_wild_mouse", "inverted_hairpin_rc"],
    &[
        "junior_rc",
        "mini_rc",
        "classic_mini_rc",
        "mini_suspended_rc",
        "mine_train_rc",
        "suspended_swinging_rc",
        "steeplechase",
        "spiral_rc",
        "water_coaster",
        "bobsleigh_rc",
        "alpine_rc",
    ],
    &["mine_ride", "virginia_reel", "side_friction_rc", "reverser_rc"],
];

/// The table of a folder of designs, line by line; `None` if there is no such folder.
pub(crate) fn lines(catalogue: &Catalogue, designs: &Path) -> Option<Vec<String>> {
    let entries = fs::read_dir(designs).ok()?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut seen: BTreeMap<&str, Vec<Looks>> = BTreeMap::new();
    for (ride, looks) in paths.iter().filter_map(|path| looks_of(catalogue, path)) {
        seen.entry(ride).or_default().push(looks);
    }
    let names: Vec<&str> = Feature::ALL.map(Feature::name).to_vec();
    let head = format!("ride,sample,designs,{}", names.join(","));
    let rows = catalogue.rides().map(|ride| row(&ride.name, &seen));
    Some(std::iter::once(head).chain(rows).collect())
}

/// The ride type of a design and what it looks like, if the game tests and rates it.
fn looks_of<'a>(catalogue: &'a Catalogue, path: &Path) -> Option<(&'a str, Looks)> {
    let design = track_file::read(&fs::read(path).ok()?).ok()?.design(catalogue).ok()?;
    let placement = place(catalogue, &design, Site::default(), Direction::new(0)).ok()?;
    if placement.by_hand.is_err() {
        return None;
    }
    let layout = placement.as_design.ok()?;
    let compiled = compile(&layout, Load::Empty).ok()?;
    let mut watch = Watch::default();
    let tested = run(&layout, &compiled, |run| {
        watch.look(run);
        false
    })
    .result();
    let rated = rate(&layout, &tested, &mut ())?;
    let looks = Looks::new(&layout, &tested.measured, &rated.surveyed, &watch);
    Some((layout.ride.name.as_str(), looks))
}

/// The line of a ride type: from its own designs, or its class's, or all.
fn row(ride: &str, seen: &BTreeMap<&str, Vec<Looks>>) -> String {
    let of = |wanted: &dyn Fn(&str) -> bool| -> Vec<&Looks> {
        seen.iter().filter(|(name, _)| wanted(name)).flat_map(|(_, looks)| looks).collect()
    };
    let class = CLASSES.into_iter().find(|class| class.contains(&ride)).unwrap_or_default();
    let (mut sample, mut looks) = (Sample::Type, of(&|name| name == ride));
    if looks.len() < ENOUGH {
        (sample, looks) = (Sample::Class, of(&|name| class.contains(&name)));
    }
    if looks.len() < ENOUGH {
        (sample, looks) = (Sample::All, of(&|_| true));
    }
    let sample = match sample {
        Sample::Type => "type",
        Sample::Class => "class",
        Sample::All => "all",
    };
    let spread = |feature: Feature| {
        let values = looks.iter().map(|looks| looks.feature(feature)).collect();
        Spread::of(values).map_or_else(String::new, String::from)
    };
    format!("{ride},{sample},{},{}", looks.len(), Feature::ALL.map(spread).join(","))
}
