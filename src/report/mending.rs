//! Faults and changes of a repair, in words.

use super::account;
use super::units::{count, speed};
use crate::catalogue::Catalogue;
use crate::design::{Design, Element};
use crate::quantity::Velocity;
use crate::rating::Item;
use crate::repair::{Change, Fault};

/// What is wrong with a design.
pub fn fault_sentence(fault: &Fault) -> String {
    match fault {
        Fault::Requirement(item @ Item::Requirement { kind, demand, .. }) => {
            format!("{}: {}", account::title(*item), account::requirement(*kind, *demand))
        }
        other => other.to_string(),
    }
}

/// What changes do to a design, one sentence each.
pub fn change_sentences(catalogue: &Catalogue, design: &Design, changes: &[Change]) -> Vec<String> {
    let mut design = design.clone();
    let mut sentences = Vec::new();
    for change in changes {
        sentences.push(sentence(catalogue, &design, change));
        change.apply(&mut design);
    }
    sentences
}

fn sentence(catalogue: &Catalogue, design: &Design, change: &Change) -> String {
    let settings = &design.settings;
    let units = |units: u8| speed(Velocity::from_whole(units.into()));
    let words = |element: &Element| words(catalogue, *element);
    match *change {
        Change::Entrances(_) => "an entrance and an exit beside every station that lacks them".to_owned(),
        Change::Trains(trains) => format!("{} in place of {}", count(trains, "train"), settings.trains),
        Change::Cars(cars) => format!("{} per train in place of {}", count(cars, "car"), settings.cars),
        Change::LiftSpeed(speed) => format!("a chain of {} in place of {}", units(speed), units(settings.lift_speed)),
        Change::LaunchSpeed(speed) => {
            format!("a launch of {} in place of {}", units(speed), units(settings.operation_option))
        }
        Change::Replace(place, ref element) => {
            format!("piece {place}: {} in place of {}", words(element), words(&design.elements[place]))
        }
        Change::Insert(place, ref element) => {
            let before = &design.elements[place - 1];
            format!("one more piece after piece {} ({}): {}", place - 1, words(before), words(element))
        }
        Change::Remove(place) => format!("without piece {place} ({})", words(&design.elements[place])),
    }
}

fn words(catalogue: &Catalogue, element: Element) -> String {
    let mut text = catalogue.piece(element.piece).map_or_else(|| "unknown".to_owned(), crate::catalogue::Piece::title);
    if element.chain {
        text += " with chain";
    }
    if element.piece.has_speed() {
        text += &format!(" at {}", speed(Velocity::from_whole(element.speed.into())));
    }
    text
}
