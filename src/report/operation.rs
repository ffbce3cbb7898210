//! What the operation value of a ride means, in the units that players see (rules: track files 5).

use super::units::{count, speed, time};
use crate::catalogue::Mode;
use crate::quantity::Velocity;

/// The value in words; nothing in a mode that does not look at it.
pub(super) fn operation(mode: Mode, value: u8) -> Option<String> {
    let velocity = speed(Velocity::from_whole(value.into()));
    Some(match mode.0 {
        3 | 6 | 23 | 35 | 36 => format!("launch speed {velocity}"),
        8 => format!("speed {velocity}"),
        12 => count(value, "lap"),
        13 => format!("{} minutes", time(value.into())),
        14 => count(value, "swing"),
        16..=18 => count(value, "rotation"),
        // Rides without vehicles.
        9 | 10 | 11 | 19..=21 | 24..=26 | 29 | 30 | 32 => match value {
            1 => "at most 1 person".to_owned(),
            people => format!("at most {people} people"),
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_in_the_units_of_their_mode() {
        let told = |mode, value| operation(Mode(mode), value).unwrap_or_default();
        assert_eq!(told(35, 29), "launch speed 65 mph (104 km/h)");
        assert_eq!([told(12, 3), told(12, 1)], ["3 laps", "1 lap"]);
        assert_eq!([told(13, 90), told(11, 4), told(11, 1)], ["1:30 minutes", "at most 4 people", "at most 1 person"]);
        assert_eq!(operation(Mode::CONTINUOUS_CIRCUIT, 12), None);
    }
}
