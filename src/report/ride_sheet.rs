//! What a ride type allows, asks for and rewards, for people and as an object.

use serde::Serialize;

use super::account::{bonus_title, requirement_title, shown};
use super::prospect::amount;
use super::style::{FAINT, TITLE, columns, paint};
use super::units::{count, hundredths, money, speed};
use crate::catalogue::ride_type::{Bonus, Modifier, ModifierKind, Penalty, Range, Requirement};
use crate::catalogue::{Catalogue, RideType};
use crate::quantity::Velocity;
use crate::rating::{Gauge, gauges};

/// The rating formula of a ride type, with integers in the game's own units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormulaFacts {
    /// Excitement, intensity and nausea to start from, hundredths.
    pub base: [i32; 3],
    /// What divides the ratings of a ride that lacks it.
    pub requirements: Vec<RequirementFacts>,
    /// What adds to the ratings.
    pub bonuses: Vec<BonusFacts>,
    /// What lowers excitement, or raises intensity and nausea.
    pub penalties: Vec<Penalty>,
}

/// A requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RequirementFacts {
    /// What it looks at.
    pub requirement: Requirement,
    /// The figure that must be reached, or not be reached, in the unit of the requirement.
    pub threshold: i32,
    /// What excitement, intensity and nausea are divided by otherwise.
    pub divisors: [i32; 3],
    /// Whether an inversion waives it.
    pub waived_by_inversions: bool,
}

/// A bonus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BonusFacts {
    /// What it looks at.
    pub bonus: Bonus,
    /// Weights of excitement, intensity and nausea: 65,536ths of what it looks at, or hundredths that are added.
    pub weights: [i32; 3],
    /// Figures of which not all counts towards excitement.
    pub caps: Vec<Cap>,
}

/// How much of a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Cap {
    /// The figure.
    pub figure: Gauge,
    /// How much of it counts.
    pub counts: i32,
}

impl FormulaFacts {
    /// The formula of a ride type.
    pub fn new(ride: &RideType) -> Self {
        let table = &ride.rating;
        let (mut requirements, mut bonuses, mut penalties) = (Vec::new(), Vec::new(), Vec::new());
        for &Modifier { kind, threshold, parameters } in &table.modifiers {
            match kind {
                ModifierKind::Requirement(requirement) => requirements.push(RequirementFacts {
                    requirement,
                    threshold,
                    divisors: parameters,
                    waived_by_inversions: table.relax_if_inversions && requirement.is_waived_by_inversions(),
                }),
                ModifierKind::Bonus(bonus) => {
                    bonuses.push(BonusFacts { bonus, weights: parameters, caps: caps(bonus, threshold) });
                }
                ModifierKind::Penalty(penalty) => penalties.push(penalty),
            }
        }
        Self { base: table.base, requirements, bonuses, penalties }
    }
}

/// The caps of a bonus; `threshold` is that of its entry in the formula.
fn caps(bonus: Bonus, threshold: i32) -> Vec<Cap> {
    let cap = |&figure: &Gauge| Some(Cap { figure, counts: figure.cap(threshold)? });
    gauges(bonus).iter().filter_map(cap).collect()
}

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
