//! Figures as players see them (rules: ratings 5.1, 5.2).

use crate::quantity::{HeightUnits, Money, Rating, Velocity};
pub use crate::quantity::{grouped, time};

/// Two decimals: `6.80`.
pub fn hundredths(value: impl Into<i64>) -> String {
    let value = value.into();
    let sign = if value < 0 { "-" } else { "" };
    let magnitude = value.unsigned_abs();
    format!("{sign}{}.{:02}", magnitude / 100, magnitude % 100)
}

/// A rating in hundredths with its word: `6.80 High`.
pub fn rating(value: i32) -> String {
    format!("{} {}", hundredths(value), Rating(value).word())
}

/// A velocity: `31 mph (49 km/h)`.
pub fn speed(velocity: Velocity) -> String {
    let mph = velocity.whole_mph();
    format!("{mph} mph ({} km/h)", (i64::from(mph) * 1648) >> 10)
}

/// A length in whole metres: `562 m (1844 ft)`.
pub fn metres(metres: i64) -> String {
    format!("{metres} m ({} ft)", metres * 840 / 256)
}

/// A height in units of 0.75 m: `15 m (49 ft)`.
pub fn height(units: u8) -> String {
    metres(HeightUnits(units.into()).whole_metres().into())
}

/// An acceleration in hundredths of g: `-1.28 g`.
pub fn g(value: i16) -> String {
    format!("{} g", hundredths(value))
}

/// Air time in ticks: `4.74 s`.
pub fn air_time(ticks: u16) -> String {
    format!("{} s", hundredths(i64::from(ticks) * 3))
}

/// In pounds: `£4,230.00`.
pub fn money(Money(tenths): Money) -> String {
    let grouped = grouped(tenths.unsigned_abs() / 10);
    format!("{}£{grouped}.{}0", if tenths < 0 { "-" } else { "" }, tenths.unsigned_abs() % 10)
}

/// Running cost per hour from that per period: `£65.20 per hour`.
pub fn running_cost(upkeep: i64) -> String {
    format!("{} per hour", money(Money(upkeep * 16)))
}

/// A number with its noun: `1 train`, `2 trains`.
pub fn count(number: impl Into<i64>, noun: &str) -> String {
    let number = number.into();
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Text from a file or a file name, safe to show on a terminal: control characters are escaped.
pub fn printable(text: &str) -> String {
    let shown =
        |letter: char| if letter.is_control() { letter.escape_default().to_string() } else { letter.to_string() };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_shown_as_the_game_shows_them() {
        assert_eq!([0, 5, 680, -128].map(hundredths), ["0.00", "0.05", "6.80", "-1.28"]);
        assert_eq!(
            [-1, 255, 256, 767, 1023, 1024, 1280].map(|value| Rating(value).word()),
            ["Low", "Low", "Medium", "High", "Very high", "Extreme", "Ultra-extreme"]
        );
        assert_eq!(speed(Velocity(2_504_180)), "85 mph (136 km/h)");
        assert_eq!(height(80), "60 m (196 ft)");
        assert_eq!(air_time(158), "4.74 s");
        assert_eq!(time(125), "2:05");
        assert_eq!(
            [5, 71_686, -12_345_678].map(|tenths| money(Money(tenths))),
            ["£0.50", "£7,168.60", "-£1,234,567.80"]
        );
        assert_eq!(running_cost(191), "£305.60 per hour");
        assert_eq!((count(1, "train"), count(2, "train")), ("1 train".to_owned(), "2 trains".to_owned()));
    }

    #[test]
    fn text_from_files_cannot_steer_a_terminal() {
        assert_eq!(printable("PTCT1"), "PTCT1");
        assert_eq!(printable("\x1b[2Jhé\n"), "\\u{1b}[2Jhé\\n");
    }
}
