//! The account of how ratings add up, in words.

use serde::Serialize;

use super::units::{air_time, count, g, height, hundredths, metres, speed, time};
use crate::catalogue::ride_type::{Bonus, Penalty, Requirement};
use crate::quantity::Velocity;
use crate::rating::{Demand, Entry, Figures, Fulfilment, Item, Ratings};

/// An entry as a sentence: `length: 628 m (2060 ft); up to 6000 m (19687 ft) counts`.
pub fn account_sentence(entry: &Entry) -> String {
    format!("{}: {}", title(entry.item), detail(entry))
}

/// An entry of the account of the ratings, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountLine {
    /// What it is.
    pub what: String,
    /// Whether a requirement is met; none of what is no requirement.
    pub met: Option<bool>,
    /// The ratings before it.
    pub before: Ratings,
    /// The ratings after it.
    pub after: Ratings,
    /// The figures it looked at.
    pub why: String,
}

impl AccountLine {
    /// An entry in words.
    pub fn new(entry: &Entry) -> Self {
        Self {
            what: title(entry.item).to_owned(),
            met: entry.met(),
            before: entry.before,
            after: entry.after,
            why: detail(entry),
        }
    }
}

/// What an entry is called.
pub(super) const fn title(item: Item) -> &'static str {
    match item {
        Item::Base => "start of the type",
        Item::Bonus { kind, .. } => bonus_title(kind),
        Item::Requirement { kind, .. } => requirement_title(kind),
        Item::Penalty { kind: Penalty::ExcessLateralG, .. } => "penalty: lateral G",
        Item::IntensityPenalty { .. } => "penalty: too intense",
        Item::VehicleMultipliers { .. } => "factors of the vehicle",
        Item::AirTime { .. } => "air time",
    }
}

pub(super) const fn bonus_title(kind: Bonus) -> &'static str {
    match kind {
        Bonus::Length => "length",
        Bonus::SynchronisedStations => "synchronised stations",
        Bonus::TrainLength => "train length",
        Bonus::MaxSpeed => "highest speed",
        Bonus::AverageSpeed => "average speed",
        Bonus::Duration => "ride time",
        Bonus::GForces => "G forces",
        Bonus::Turns => "turns",
        Bonus::Drops => "drops",
        Bonus::Sheltered => "shelter",
        Bonus::Proximity => "proximity",
        Bonus::Scenery => "scenery",
        Bonus::ReversedTrains => "reversed trains",
        Bonus::Reversals => "reversers",
        Bonus::OperationOption => "operation option",
        Bonus::Rotations => "rotations",
    }
}

pub(super) const fn requirement_title(kind: Requirement) -> &'static str {
    match kind {
        Requirement::Length => "requirement: length",
        Requirement::MaxSpeed => "requirement: highest speed",
        Requirement::DropHeight => "requirement: drop height",
        Requirement::DropCount => "requirement: drops",
        Requirement::NegativeG => "requirement: negative G",
        Requirement::LateralG => "requirement: lateral G",
        Requirement::Inversions => "requirement: inversions",
        Requirement::Unsheltered => "requirement: open track",
        Requirement::Reversals => "requirement: reversers",
        Requirement::WaterChannel => "requirement: water channel",
    }
}

/// What an entry looked at, in the units of players.
pub(super) fn detail(entry: &Entry) -> String {
    match entry.item {
        Item::Base => "what every ride of the type begins with".to_owned(),
        Item::Bonus { figures, .. } => bonus(figures),
        Item::Requirement { kind, demand, fulfilment: Fulfilment::Waived } => {
            format!("{}; waived because there are inversions", requirement(kind, demand))
        }
        Item::Requirement { kind, demand, .. } => requirement(kind, demand),
        Item::Penalty { kind: Penalty::ExcessLateralG, max_lateral_g } => {
            format!("{}; from 2.81 g on, riders suffer", g(max_lateral_g))
        }
        Item::IntensityPenalty { intensity } => {
            let intensity = hundredths(intensity);
            format!("intensity {intensity}; from 10.00 on, excitement loses a quarter, and again higher up")
        }
        Item::VehicleMultipliers { factors: [excitement, intensity, nausea] } => {
            format!("excitement {excitement:+}/128, intensity {intensity:+}/128, nausea {nausea:+}/128")
        }
        Item::AirTime { air_time: ticks } => format!("{} of air time", air_time(ticks)),
    }
}

/// What a bonus looks at.
fn bonus(figures: Figures) -> String {
    match figures {
        Figures::Length { length_m, threshold } => {
            format!("{}; up to {} counts", metres(length_m.into()), metres(threshold.into()))
        }
        Figures::Synchronised { synchronised: 0 } => "trains leave on their own".to_owned(),
        Figures::Synchronised { .. } => "trains leave together".to_owned(),
        Figures::Cars { cars } => format!("{} per train", count(cars, "car")),
        Figures::MaxSpeed { max_speed, .. } => speed(Velocity(max_speed)),
        Figures::AverageSpeed { average_speed } => speed(Velocity(average_speed)),
        Figures::Duration { total_time, threshold } => {
            format!("{}; up to {} counts", time(total_time.into()), time(threshold.into()))
        }
        Figures::GForces { max_positive_g, max_negative_g, max_lateral_g } => {
            let [most, least, lateral] = [max_positive_g, max_negative_g, max_lateral_g].map(g);
            format!("{least} to {most} upright, {lateral} sideways")
        }
        Figures::Turns { turn_default, turn_banked, turn_sloped, helices, inversions, special } => {
            let [flat, banked, sloped] = [turns(turn_default, 0), turns(turn_banked, 0), turns(turn_sloped, 31)];
            let (helices, inversions) = (count(helices, "helix piece"), count(inversions, "inversion"));
            let features = if special == 0 { "" } else { ", special features" };
            format!("{flat} flat, {banked} banked, {sloped} sloped; {helices}, {inversions}{features}")
        }
        Figures::Drops { drops, highest_drop } => {
            format!("{}, the highest {}", count(drops, "drop"), height(highest_drop))
        }
        Figures::Shelter { sheltered_length, sheltered_sections } => {
            let sections = count(sheltered_sections & 31, "section");
            format!("{} in {sections}", metres((sheltered_length >> 16).into()))
        }
        Figures::Proximity { proximity } => format!("{proximity} points for what lies near the track"),
        Figures::Scenery { scenery } => format!("{scenery} points for what stands around the station"),
        Figures::ReversedTrains {} => "trains run forwards".to_owned(),
        Figures::Reversals { reversers, threshold } => format!("{reversers}; up to {threshold} count"),
        Figures::OperationOption { operation_option } => format!("set to {operation_option}"),
    }
}

/// Numbers of turns are packed by their length (rules: ratings 2.5.4); `longest` masks those of four pieces and more.
const fn turns(packed: u16, longest: u16) -> u16 {
    (packed & 31) + (packed >> 5 & 7) + (packed >> 8 & 7) + (packed >> 11 & longest)
}

/// The figure a requirement looks at, and what it has to be.
pub(super) fn requirement(kind: Requirement, demand: Demand) -> String {
    let shown = |figure: i32| shown(kind, figure);
    match demand {
        Demand::AtLeast { value, threshold } => format!("{} of {} needed", shown(value), shown(threshold)),
        Demand::LessThan { value, threshold } => match kind {
            Requirement::Unsheltered => format!("{value} eighths under cover, needs fewer than {threshold}"),
            _ => format!("{}, needs less than {}", shown(value), shown(threshold)),
        },
        Demand::WaterChannel { .. } if demand.is_met() => "the train runs through water".to_owned(),
        Demand::WaterChannel { .. } => "the train never runs through water".to_owned(),
    }
}

/// A figure of a requirement in the units of players.
pub(super) fn shown(kind: Requirement, figure: i32) -> String {
    match kind {
        Requirement::Length => metres((figure >> 16).into()),
        Requirement::MaxSpeed => speed(Velocity(figure)),
        Requirement::DropHeight => height(figure as u8),
        Requirement::NegativeG | Requirement::LateralG => g(figure as i16),
        Requirement::DropCount
        | Requirement::Inversions
        | Requirement::Unsheltered
        | Requirement::Reversals
        | Requirement::WaterChannel => figure.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rating::Ratings;

    fn words(item: Item) -> String {
        account_sentence(&Entry { item, before: Ratings::default(), after: Ratings::default(), prospect: None })
    }

    #[test]
    fn entries_read_as_sentences() {
        let figures = Figures::Length { length_m: 628, threshold: 6000 };
        let length = words(Item::Bonus { kind: Bonus::Length, figures });
        assert_eq!(length, "length: 628 m (2060 ft); up to 6000 m (19687 ft) counts");
        let (kind, demand) = (Requirement::NegativeG, Demand::LessThan { value: 49, threshold: 10 });
        let missed = words(Item::Requirement { kind, demand, fulfilment: Fulfilment::Missed });
        assert_eq!(missed, "requirement: negative G: 0.49 g, needs less than 0.10 g");
        let (kind, demand) = (Requirement::DropCount, Demand::AtLeast { value: 1, threshold: 2 });
        let waived = words(Item::Requirement { kind, demand, fulfilment: Fulfilment::Waived });
        assert_eq!(waived, "requirement: drops: 1 of 2 needed; waived because there are inversions");
        // One run of one piece, three of two, two sloped of four or more.
        let (turn_default, turn_sloped) = (0x860 | 1, 2 << 11);
        let figures =
            Figures::Turns { turn_default, turn_banked: 0, turn_sloped, helices: 1, inversions: 0, special: 0 };
        let turns = words(Item::Bonus { kind: Bonus::Turns, figures });
        assert_eq!(turns, "turns: 4 flat, 0 banked, 2 sloped; 1 helix piece, 0 inversions");
    }
}
