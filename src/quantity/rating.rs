//! Ratings.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A rating in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rating(pub i32);

impl Rating {
    /// The game's word for it (rules: ratings 5.2).
    pub const fn word(self) -> &'static str {
        match self.0 >> 8 {
            ..=0 => "Low",
            1 => "Medium",
            2 => "High",
            3 => "Very high",
            4 => "Extreme",
            5.. => "Ultra-extreme",
        }
    }
}

/// With two decimals, as the game shows it: `6.80`.
impl fmt::Display for Rating {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let hundredths = self.0.unsigned_abs();
        write!(formatter, "{sign}{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

/// The three ratings of a ride. As JSON a list of hundredths in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(from = "[i32; 3]", into = "[i32; 3]")]
pub struct Ratings {
    /// How much fun it is.
    pub excitement: Rating,
    /// How rough it is.
    pub intensity: Rating,
    /// How sick it makes.
    pub nausea: Rating,
}

impl Ratings {
    /// Ratings from excitement, intensity and nausea in hundredths.
    pub const fn new([excitement, intensity, nausea]: [i32; 3]) -> Self {
        Self { excitement: Rating(excitement), intensity: Rating(intensity), nausea: Rating(nausea) }
    }

    /// Excitement, intensity and nausea in hundredths.
    pub const fn hundredths(self) -> [i32; 3] {
        [self.excitement.0, self.intensity.0, self.nausea.0]
    }

    /// The worse of two in every respect: less excitement, more intensity, more nausea.
    #[must_use]
    pub fn worse(self, other: Self) -> Self {
        Self {
            excitement: self.excitement.min(other.excitement),
            intensity: self.intensity.max(other.intensity),
            nausea: self.nausea.max(other.nausea),
        }
    }
}

impl From<[i32; 3]> for Ratings {
    fn from(hundredths: [i32; 3]) -> Self {
        Self::new(hundredths)
    }
}

impl From<Ratings> for [i32; 3] {
    fn from(ratings: Ratings) -> Self {
        ratings.hundredths()
    }
}

/// `6.77 / 7.96 / 4.38`.
impl fmt::Display for Ratings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} / {} / {}", self.excitement, self.intensity, self.nausea)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratings_are_shown_as_the_game_shows_them() {
        assert_eq!(Ratings::new([677, 1005, 8]).to_string(), "6.77 / 10.05 / 0.08");
    }

    #[test]
    fn the_worse_of_two_is_worse_in_every_respect() {
        let (a, b) = (Ratings::new([677, 800, 400]), Ratings::new([600, 700, 500]));
        assert_eq!(a.worse(b), Ratings::new([600, 800, 500]));
    }
}
