//! What a bonus could still give, in words.

use super::units::{air_time, count, g, height, hundredths, metres, speed, time};
use crate::quantity::Velocity;
use crate::rating::{Gauge, Part};

/// A figure of a bonus as a sentence: `18 drops, 9 count; each further one adds 0.11 intensity and no excitement`.
pub(super) fn part_sentence(part: &Part) -> String {
    let Part { figure, has, counts, alone, step, adds } = *part;
    let limit = match counts {
        Some(counts) if is_beyond(figure, has, counts) => format!(", {} count", amount(figure, counts)),
        Some(counts) => format!(" of {} that count", amount(figure, counts)),
        None if matches!(figure, Gauge::MaxSpeed | Gauge::AverageSpeed) => {
            " in whole steps of 2.25 mph, all of it counts".to_owned()
        }
        None => ", all of it counts".to_owned(),
    };
    let alone = alone.map_or_else(String::new, |alone| format!(" ({} alone on flat, dry land)", amount(figure, alone)));
    let further = if is_counted(figure) { "one".to_owned() } else { amount(figure, step.abs()) };
    format!("{}{limit}{alone}; each further {further} adds {}", figure_words(figure, has), added(adds))
}

/// Whether a ride has more of a figure than counts.
fn is_beyond(figure: Gauge, has: i32, counts: i32) -> bool {
    if figure == Gauge::NegativeG { has < counts } else { has > counts }
}

/// Whether a figure counts things, one by one.
const fn is_counted(figure: Gauge) -> bool {
    !matches!(
        figure,
        Gauge::Length
            | Gauge::RideTime
            | Gauge::MaxSpeed
            | Gauge::AverageSpeed
            | Gauge::PositiveG
            | Gauge::NegativeG
            | Gauge::LateralG
            | Gauge::DropHeight
            | Gauge::ShelteredLength
            | Gauge::Proximity
            | Gauge::Scenery
            | Gauge::AirTime
    )
}

/// How much of a figure there is, with what it is.
fn figure_words(figure: Gauge, has: i32) -> String {
    let noun = match figure {
        Gauge::SynchronisedStations => "synchronised station",
        Gauge::Cars => "car",
        Gauge::FlatTurns => "flat turn of one piece",
        Gauge::LongFlatTurns => "flat turn of two pieces",
        Gauge::LongestFlatTurns => "flat turn of three pieces or more",
        Gauge::BankedTurns => "banked turn of one piece",
        Gauge::LongBankedTurns => "banked turn of two pieces",
        Gauge::LongestBankedTurns => "banked turn of three pieces or more",
        Gauge::SlopedTurns => "sloped turn of one piece",
        Gauge::LongSlopedTurns => "sloped turn of two pieces",
        Gauge::LongerSlopedTurns => "sloped turn of three pieces",
        Gauge::LongestSlopedTurns => "sloped turn of four pieces or more",
        Gauge::Helices => "helix piece",
        Gauge::Inversions => "inversion",
        Gauge::Drops => "drop",
        Gauge::ShelteredSections => "covered section",
        Gauge::Reversers => "reverser",
        Gauge::DropHeight => return format!("the highest drop {}", amount(figure, has)),
        Gauge::OperationOption => return format!("set to {has}"),
        Gauge::PositiveG => return format!("at most {} upright", amount(figure, has)),
        Gauge::NegativeG => return format!("at least {} upright", amount(figure, has)),
        Gauge::LateralG => return format!("{} sideways", amount(figure, has)),
        Gauge::ShelteredLength => return format!("{} under cover", amount(figure, has)),
        _ => return amount(figure, has),
    };
    // The noun that is counted comes first, its kind after it.
    match noun.split_once(" of ") {
        Some((noun, kind)) => format!("{} of {kind}", count(has, noun)),
        None => count(has, noun),
    }
}

/// So much of a figure in the units of players.
pub(super) fn amount(figure: Gauge, value: i32) -> String {
    match figure {
        Gauge::Length | Gauge::ShelteredLength => metres(value.into()),
        Gauge::RideTime => time(value.into()),
        Gauge::MaxSpeed | Gauge::AverageSpeed => speed(Velocity::from_whole(value)),
        Gauge::PositiveG | Gauge::NegativeG | Gauge::LateralG => g(value as i16),
        Gauge::DropHeight => height(value.clamp(0, 255) as u8),
        Gauge::AirTime => air_time(value.clamp(0, 65_535) as u16),
        Gauge::Proximity | Gauge::Scenery => count(value, "point"),
        _ => value.to_string(),
    }
}

/// What is added to ratings. Excitement is named even where there is none, for it is what people look for.
fn added([excitement, intensity, nausea]: [i32; 3]) -> String {
    if [excitement, intensity, nausea] == [0; 3] {
        return "nothing".to_owned();
    }
    let named = [(excitement, "excitement"), (intensity, "intensity"), (nausea, "nausea")];
    let mut words: Vec<String> = named
        .iter()
        .filter(|(more, _)| *more != 0)
        .map(|(more, name)| format!("{} {name}", hundredths(*more)))
        .collect();
    if excitement == 0 {
        words.push("no excitement".to_owned());
    }
    match words.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_sentences() {
        let drops = Part { figure: Gauge::Drops, has: 18, counts: Some(9), alone: None, step: 1, adds: [0, 11, 0] };
        let words = "18 drops, 9 count; each further one adds 0.11 intensity and no excitement";
        assert_eq!(part_sentence(&drops), words);
        let turns =
            Part { figure: Gauge::LongSlopedTurns, has: 2, counts: Some(6), alone: None, step: 1, adds: [2, 0, 0] };
        let words = "2 sloped turns of two pieces of 6 that count; each further one adds 0.02 excitement";
        assert_eq!(part_sentence(&turns), words);
        let light =
            Part { figure: Gauge::NegativeG, has: -300, counts: Some(-250), alone: None, step: -10, adds: [0, 8, 2] };
        let words = "at least -3.00 g upright, -2.50 g count; each further 0.10 g adds 0.08 intensity, 0.02 nausea and no \
                     excitement";
        assert_eq!(part_sentence(&light), words);
        let trees =
            Part { figure: Gauge::Scenery, has: 25, counts: Some(235), alone: Some(40), step: 10, adds: [1, 0, 0] };
        let words = "25 points of 235 points that count (40 points alone on flat, dry land); each further 10 points adds \
                     0.01 excitement";
        assert_eq!(part_sentence(&trees), words);
    }
}
