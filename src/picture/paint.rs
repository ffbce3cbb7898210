//! The colours a coaster is painted in.

use crate::design::{ColourMode, Colours};

/// About what the game's colours look like, by number (rules: track files 6).
#[rustfmt::skip]
const COLOURS: [&str; 54] = [
    "#2f3331", "#7d8886", "#eceeec", "#4d3f6b", "#7c6aa8", "#9a4fc0", "#3a4f9a", "#5f86d0", "#a9cdd8", "#2f7d86",
    "#6cc0c0", "#3f9a34", "#2f6b3a", "#5f8a4a", "#7cc23f", "#8a9440", "#5c6434", "#f0d84a", "#d8b83a", "#b08a2a",
    "#e8a03f", "#c4661f", "#a07a5a", "#8a5a34", "#5f4028", "#d8958a", "#7a2f34", "#a8302a", "#d83a30", "#b04a7a",
    "#e05ab0", "#e8a0c0", "#6a7a50", "#b8d0a8", "#c8a878", "#6a2438", "#e0786a", "#3a6a40", "#a8d040", "#46664a",
    "#98b89a", "#b8d860", "#8a6a48", "#f0b898", "#8a90c8", "#3f8a78", "#78c8a0", "#7a48a0", "#b8a0d8", "#f0b870",
    "#285878", "#f0b8c8", "#6a4a30", "#d8c8a8",
];

/// Colours of track, supports and cars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paint {
    /// Ties and spine.
    pub main: &'static str,
    /// Rails.
    pub rails: &'static str,
    /// Supports.
    pub supports: &'static str,
    cars: Vec<&'static str>,
}

impl Paint {
    /// The first scheme of a design; where it asks for one colour on track and rails, rails are set off in grey.
    pub fn new(colours: &Colours) -> Self {
        let [main, rails, supports] = colours.track[0].map(colour);
        let rails = if main == rails { if main == COLOURS[1] { COLOURS[2] } else { COLOURS[1] } } else { rails };
        let cars = if colours.mode == ColourMode::PerCar { colours.vehicle.len() } else { 1 };
        let cars = colours.vehicle.iter().take(cars.max(1)).map(|slot| colour(slot[0])).collect();
        Self { main, rails, supports, cars }
    }

    /// The body of a car, counted from the front.
    pub fn car(&self, index: usize) -> &'static str {
        self.cars.get(index).or(self.cars.first()).copied().unwrap_or(COLOURS[28])
    }
}

impl Default for Paint {
    /// Blue track on grey supports, and a red train.
    fn default() -> Self {
        Self { main: COLOURS[6], rails: COLOURS[8], supports: COLOURS[1], cars: vec![COLOURS[28]] }
    }
}

fn colour(number: u8) -> &'static str {
    COLOURS.get(usize::from(number)).copied().unwrap_or(COLOURS[1])
}
