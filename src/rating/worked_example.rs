//! The worked example of the rules, line by line (rules: ratings 7).

use crate::catalogue::ride_type::{Bonus, Requirement};
use crate::catalogue::{Catalogue, Direction, Mode, PieceId, RideTypeId};
use crate::design::{Colours, Design, Element, Settings, Statistics};
use crate::layout::{Layout, Placer, Pose};
use crate::quantity::{GForce, Length, Velocity};
use crate::site::Site;
use crate::test_run::{Leg, Measured, TurnCounts};

use super::{Demand, Entry, Fulfilment, Item, Itemised, Rated, Ratings, Surveyed, rate_among};

/// A wooden coaster with the example's trains and settings; its track does not matter here.
fn with_layout<T>(look: impl FnOnce(&Layout) -> T) -> T {
    let catalogue = Catalogue::load().unwrap();
    let design = Design {
        ride: RideTypeId(52),
        vehicle: "PTCT1".to_owned(),
        settings: Settings { mode: Mode::CONTINUOUS_CIRCUIT_BLOCK, lift_speed: 5, ..Settings::default() },
        elements: vec![Element::new(PieceId::END_STATION)],
        entrances: Vec::new(),
        scenery: Vec::new(),
        colours: Colours::default(),
        statistics: Statistics::default(),
        space: (1, 1),
    };
    let site = Site::default();
    let start = Pose::new(site.start.corner(), site.surface, Direction::new(0));
    let mut layout = Placer::new(&catalogue, &design, site).unwrap().lay(&design, start).unwrap();
    (layout.trains.trains, layout.trains.cars) = (2, 6);
    look(&layout)
}

fn measured() -> Measured {
    Measured {
        max_speed: Velocity(1_141_737),
        average_speed: Velocity(419_119),
        max_positive_g: GForce(287),
        max_negative_g: GForce(-120),
        max_lateral_g: GForce(158),
        air_time: 160,
        drops: 11,
        highest_drop: 18,
        powered_lifts: 1,
        helices: 0,
        turns_flat: TurnCounts(2144),
        turns_banked: TurnCounts(96),
        legs: vec![Leg { length: Length(41_217_288), time: 75 }],
        ..Measured::default()
    }
}

fn rated(measured: &Measured) -> (Rated, Vec<Entry>) {
    let mut surveyed = Surveyed { brakes: 4, ..Surveyed::default() };
    for (counter, times) in [(4, 23), (10, 2), (11, 5)] {
        surveyed.counters.0[counter] = times;
    }
    surveyed.proximity = surveyed.counters.score();
    assert_eq!(surveyed.proximity, 158);
    let mut ledger = Itemised::default();
    let rated = with_layout(|layout| rate_among(layout, measured, &surveyed, &mut ledger));
    (rated, ledger.0)
}

const BONUSES: [(Bonus, [i32; 3]); 12] = [
    (Bonus::Length, [328, 260, 200]),
    (Bonus::SynchronisedStations, [328, 260, 200]),
    (Bonus::TrainLength, [342, 260, 200]),
    (Bonus::MaxSpeed, [353, 282, 209]),
    (Bonus::AverageSpeed, [386, 342, 209]),
    (Bonus::Duration, [415, 342, 209]),
    (Bonus::GForces, [483, 638, 340]),
    (Bonus::Turns, [491, 640, 352]),
    (Bonus::Drops, [557, 762, 438]),
    (Bonus::Sheltered, [557, 762, 438]),
    (Bonus::Proximity, [610, 762, 438]),
    (Bonus::Scenery, [610, 762, 438]),
];

fn bonus(entries: &[Entry], wanted: Bonus) -> &Entry {
    let is_wanted = |entry: &&Entry| matches!(entry.item, Item::Bonus { kind, .. } if kind == wanted);
    entries.iter().find(is_wanted).unwrap()
}

#[test]
fn every_line_of_the_example_comes_out() {
    let (rated, entries) = rated(&measured());
    assert_eq!(entries[0].item, Item::Base);
    assert_eq!(entries[0].after, Ratings::new([320, 260, 200]));
    for (kind, after) in BONUSES {
        assert_eq!((kind, bonus(&entries, kind).after), (kind, Ratings::new(after)));
    }
    let requirements: Vec<_> = entries.iter().filter_map(Entry::met).collect();
    assert_eq!(requirements, [true; 5]);
    for entry in entries.windows(2) {
        assert_eq!(entry[0].after, entry[1].before);
    }
    let wanted = Rated {
        ratings: Ratings::new([630, 762, 448]),
        upkeep: 162,
        value: 88,
        unreliability: 19,
        sheltered_eighths: 0,
        surveyed: rated.surveyed,
    };
    assert_eq!(rated, wanted);
}

#[test]
fn a_missed_requirement_halves_the_example() {
    let (rated, entries) = rated(&Measured { max_negative_g: GForce(49), air_time: 0, ..measured() });
    assert_eq!(bonus(&entries, Bonus::Scenery).after, Ratings::new([592, 691, 410]));
    let missed: Vec<_> = entries.iter().filter(|entry| entry.met() == Some(false)).collect();
    assert_eq!(missed.len(), 1);
    let demand = Demand::LessThan { value: 49, threshold: 10 };
    let fulfilment = Fulfilment::Missed;
    assert_eq!(missed[0].item, Item::Requirement { kind: Requirement::NegativeG, demand, fulfilment });
    assert_eq!(rated.ratings, Ratings::new([296, 345, 205]));
}

#[test]
fn the_account_is_written_as_objects() {
    let (_, entries) = rated(&measured());
    let length = bonus(&entries, Bonus::Length);
    let wanted = serde_json::json!({
        "item": "bonus_length",
        "inputs": { "length_m": 628, "threshold": 6000 },
        "met": null,
        "before": [320, 260, 200],
        "after": [328, 260, 200],
        "prospect": {
            "most": 79,
            "parts": [{ "figure": "length", "has": 628, "counts": 6000, "step": 100, "adds": [1, 0, 0] }],
        },
    });
    assert_eq!(serde_json::to_value(length).unwrap(), wanted);
}
