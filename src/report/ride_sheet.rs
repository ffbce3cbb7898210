//! What a ride type allows, asks for and rewards, for people.

use super::account::{bonus_title, requirement_title, shown};
use super::formula::{BonusFacts, Cap, FormulaFacts, RequirementFacts};
use super::prospect::amount;
use super::style::{FAINT, TITLE, columns, paint};
use super::units::{count, hundredths, money, speed};
use crate::catalogue::ride_type::{Bonus, Range, Requirement};
use crate::catalogue::{Catalogue, RideType};
use crate::quantity::Velocity;
use crate::rating::Gauge;

/// Limits, requirements and bonuses of a ride type as tables.
pub fn ride_sheet(catalogue: &Catalogue, ride: &RideType) -> String {
    let formula = FormulaFacts::new(ride);
    let title = |text: &str| paint(TITLE, text);
    let limits = columns(&limits(catalogue, ride));
    let requirements: Vec<_> = formula.requirements.iter().map(requirement_row).collect();
    let bonuses: Vec<_> = formula.bonuses.iter().map(bonus_row).collect();
    let [excitement, intensity, nausea] = formula.base.map(hundredths);
    format!(
        "{}: {}, ride type {}\n{limits}  {}\n{}  {}\n{}  {}\n    excitement {excitement}, intensity {intensity}, nausea {nausea}\n",
        paint(TITLE, &ride.name),
        ride.label,
        ride.id.0,
        title("Requirements; a ride that lacks one is divided"),
        columns(&requirements),
        title("Bonuses; weights of excitement, intensity and nausea"),
        columns(&bonuses),
        title("Starts from"),
    )
}

fn limits(catalogue: &Catalogue, ride: &RideType) -> Vec<Vec<String>> {
    let speeds = |Range { min, max }: Range| {
        format!("{} to {}", speed(Velocity::from_whole(min)), speed(Velocity::from_whole(max)))
    };
    let modes: Vec<&str> = ride.modes.iter().filter_map(|&mode| catalogue.mode_name(mode)).collect();
    let Range { min, max } = ride.operation_option;
    let mut rows = vec![
        ("modes", modes.join(", ").replace('_', " ")),
        ("chain lift", speeds(ride.lift_speed)),
        ("supports", format!("up to {} of 1.5 m", count(ride.max_height, "step"))),
        ("price of track", format!("{} before the factor of the piece", money(ride.track_price))),
    ];
    if ride.modes.iter().any(|mode| mode.is_launched()) {
        rows.push(("launch", speeds(ride.operation_option)));
    } else if max > 0 {
        rows.push(("setting of the mode", format!("{min} to {max}")));
    }
    rows.into_iter().map(|(name, value)| vec![name.to_owned(), value]).collect()
}

fn requirement_row(facts: &RequirementFacts) -> Vec<String> {
    let title = requirement_title(facts.requirement).trim_start_matches("requirement: ");
    let threshold = shown(facts.requirement, facts.threshold);
    let needed = match facts.requirement {
        Requirement::NegativeG => format!("less than {threshold} upright"),
        Requirement::Unsheltered => format!("fewer than {threshold} eighths under cover"),
        Requirement::WaterChannel => "some".to_owned(),
        _ => format!("{threshold} or more"),
    };
    let [excitement, intensity, nausea] = facts.divisors;
    let waived = if facts.waived_by_inversions { "waived by an inversion" } else { "" };
    let divided = format!("divided by {excitement}, {intensity}, {nausea}");
    vec![title.to_owned(), needed, divided, paint(FAINT, waived)]
}

fn bonus_row(facts: &BonusFacts) -> Vec<String> {
    let weights = facts.weights.map(|weight| match facts.bonus {
        Bonus::SynchronisedStations
        | Bonus::Reversals
        | Bonus::OperationOption
        | Bonus::Rotations
        | Bonus::ReversedTrains => {
            format!("{} each", hundredths(weight))
        }
        _ => format!("{:.3}", f64::from(weight) / 65_536.0),
    });
    let cap = |cap: &Cap| format!("{} to {}", figure_title(cap.figure), amount(cap.figure, cap.counts));
    let caps: Vec<String> = facts.caps.iter().map(cap).collect();
    let caps = if caps.is_empty() { String::new() } else { format!("counts {}", caps.join(", ")) };
    let [excitement, intensity, nausea] = weights;
    vec![bonus_title(facts.bonus).to_owned(), excitement, intensity, nausea, paint(FAINT, caps)]
}

/// The name of a figure among those of one bonus.
const fn figure_title(figure: Gauge) -> &'static str {
    match figure {
        Gauge::FlatTurns => "flat turns of one piece",
        Gauge::LongFlatTurns | Gauge::LongBankedTurns | Gauge::LongSlopedTurns => "of two",
        Gauge::LongestFlatTurns | Gauge::LongestBankedTurns | Gauge::LongestSlopedTurns => "of more",
        Gauge::BankedTurns => "banked turns of one piece",
        Gauge::SlopedTurns => "sloped turns of one piece",
        Gauge::LongerSlopedTurns => "of three",
        Gauge::Helices => "helix pieces",
        Gauge::Inversions => "inversions",
        Gauge::Drops => "drops",
        Gauge::NegativeG => "vertical G",
        Gauge::LateralG => "lateral G",
        Gauge::ShelteredLength => "length",
        Gauge::ShelteredSections => "sections",
        Gauge::Reversers => "reversers",
        Gauge::SynchronisedStations => "stations",
        Gauge::Cars => "cars",
        _ => "up",
    }
}
