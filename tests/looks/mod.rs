//! What coasters look like beside those that people build.

mod table;

use loopwright::catalogue::taste::Sample;
use loopwright::catalogue::{Catalogue, Direction, Feature};
use loopwright::design::Design;
use loopwright::judge::{Wanted, compile, judge, run};
use loopwright::looks::{Looks, Watch};
use loopwright::path::Load;
use loopwright::site::Site;
use loopwright::track_file;

use crate::oracle::oracle;
use crate::picture::{golden, laid};

fn example(catalogue: &Catalogue) -> Design {
    track_file::read(include_bytes!("../../docs/example.td6")).expect("a file").design(catalogue).expect("a coaster")
}

/// What a design looks like, if it can be laid by hand and is rated in direction 0.
fn looks(catalogue: &Catalogue, design: &Design) -> Option<Looks> {
    let wanted = Wanted { directions: vec![Direction::new(0)], explain: true, ..Wanted::default() };
    let mut judgement = judge(catalogue, design, Site::default(), &wanted).ok()?;
    judgement.placement.by_hand.as_ref().ok()?;
    judgement.trials.pop()?.looks
}

#[test]
fn the_example_looks_like_what_it_is() {
    let catalogue = Catalogue::load().expect("sound tables");
    let looks = looks(&catalogue, &example(&catalogue)).expect("rated");
    let counted = [
        Feature::Lifts,
        Feature::Drops,
        Feature::BrakesOnTheWay,
        Feature::Inversions,
        Feature::Circuits,
        Feature::CurvedClimb,
    ];
    assert_eq!(counted.map(|feature| looks.feature(feature)), [1, 4, 0, 1, 1, 0]);
    let metres = [Feature::FirstDrop, Feature::MeanDrop, Feature::Height].map(|feature| looks.feature(feature));
    assert_eq!(metres, [12, 7, 19]);
    let speeds = [Feature::TopSpeed, Feature::ArrivalSpeed].map(|feature| looks.feature(feature));
    assert_eq!(speeds, [42, 41]);
    let shares = [Feature::LevelStraights, Feature::LevelTrack, Feature::SideChanges, Feature::Valleys];
    assert!(shares.iter().all(|&feature| (0..100).contains(&looks.feature(feature))));
}

#[test]
fn every_ride_type_has_a_taste() {
    let catalogue = Catalogue::load().expect("sound tables");
    for ride in catalogue.rides() {
        let taste = catalogue.taste(ride.id).expect("a taste");
        assert!(taste.designs >= 7, "{}", ride.name);
        assert!(taste.features().all(|(_, spread)| spread.low <= spread.middle && spread.middle <= spread.high));
    }
    let samples = |wanted: Sample| {
        catalogue.rides().filter(|ride| catalogue.taste(ride.id).is_some_and(|taste| taste.sample == wanted)).count()
    };
    assert!(samples(Sample::Type) >= 6 && samples(Sample::All) < samples(Sample::Class));
}

/// The table is what `cargo run --release --example taste` measures.
#[test]
fn the_table_is_what_people_build() {
    let Some(oracle) = oracle("people's taste") else { return };
    let catalogue = Catalogue::load().expect("sound tables");
    let measured = table::lines(&catalogue, &oracle.join("designs")).expect("designs").join("\n");
    assert!(include_str!("../../data/taste.csv").trim_end() == measured, "data/taste.csv should be\n{measured}");
}

/// Counts the pieces that no car reaches.
fn unridden(catalogue: &Catalogue, design: &Design) -> usize {
    let layout = laid(catalogue, design);
    let path = compile(&layout, Load::Empty).expect("a test");
    let mut watch = Watch::default();
    run(&layout, &path, |run| {
        watch.look(run);
        false
    });
    watch.unridden(layout.pieces.len())
}

#[test]
fn track_that_no_train_rides_is_counted() {
    let catalogue = Catalogue::load().expect("sound tables");
    for name in ["giga_rc", "lim_launched_rc", "junior_rc"] {
        assert_eq!(unridden(&catalogue, &golden(&catalogue, name)), 0, "{name}");
    }
    let mut shuttle = golden(&catalogue, "inverted_rc");
    let before = unridden(&catalogue, &shuttle);
    shuttle.elements.truncate(shuttle.elements.len() - 3);
    assert_eq!(unridden(&catalogue, &shuttle), before - 3);
}
