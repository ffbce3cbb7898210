//! What a search must keep to, and by how much a design does not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::catalogue::PieceId;
use crate::layout::MAX_PLATFORM;
use crate::quantity::{Footprint, Money, Rating, time};
use crate::site::LARGEST_MAP;
use crate::track_file::{Capacity, NewFormat};

use super::figure::{Between, Figure};
use super::out_of_bounds::OutOfBounds;
use super::traits::Traits;

/// Limits that every winner keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Format that holds every winner: it decides which pieces take part.
    pub format: NewFormat,
    /// The largest footprint, entrance and exit included, in either orientation.
    pub footprint: Footprint,
    /// Highest rail above the ground in height units of 0.75 m, if limited.
    pub height: Option<i32>,
    /// Most tiles of the bounding box, entrance and exit included, if limited.
    pub tiles: Option<i32>,
    /// Dearest design in tenths of a currency unit, if limited.
    pub budget: Option<i64>,
    /// Fewest and most pieces, the platform included.
    pub pieces: (usize, usize),
    /// Required number of platform tiles, if there is one.
    pub station: Option<u8>,
    /// Highest intensity in hundredths.
    pub max_intensity: i32,
    /// Highest nausea in hundredths.
    pub max_nausea: i32,
    /// Least excitement in hundredths.
    pub min_excitement: i32,
    /// What figures of the test run may be.
    pub figures: BTreeMap<Figure, Between>,
    /// How much natural looks count beside excitement, in hundredths: 100 as documented, 0 not at all.
    pub looks: i32,
    /// Pieces that must not occur.
    pub forbidden: BTreeSet<PieceId>,
    /// Pieces that must occur.
    pub required: BTreeSet<PieceId>,
    /// Pieces that must follow each other in this order somewhere on the track.
    pub locked: Vec<PieceId>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            format: NewFormat::Td6,
            footprint: Footprint::new(36, 36),
            height: None,
            tiles: None,
            budget: None,
            pieces: (20, 240),
            station: None,
            max_intensity: 1000,
            max_nausea: 700,
            min_excitement: 0,
            figures: BTreeMap::new(),
            looks: 100,
            forbidden: BTreeSet::new(),
            required: BTreeSet::new(),
            locked: Vec::new(),
        }
    }
}

/// What a limit is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Tiles on the shorter side of the bounding box.
    ShorterSide,
    /// Tiles on the longer side of the bounding box.
    LongerSide,
    /// Tiles of the bounding box.
    Tiles,
    /// Height units of 0.75 m above the land.
    Height,
    /// Tenths of a currency unit.
    Budget,
    /// Number of pieces.
    Pieces,
    /// Tiles of the platform.
    Station,
    /// Hundredths, at most.
    Intensity,
    /// Hundredths, at most.
    Nausea,
    /// Hundredths, at least.
    Excitement,
    /// A figure of the test run.
    Figure(Figure),
    /// Required pieces that do not occur.
    Required,
}

/// A limit that a design does not keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Excess {
    /// What it is about.
    pub limit: Limit,
    /// What the design has, in the unit of the limit.
    pub value: i64,
    /// What the limit is.
    pub allowed: i64,
}

/// What a design has and what it may have: `4 tiles on its shorter side where 3 is the most`.
impl fmt::Display for Excess {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { limit, value, allowed } = *self;
        let bound = match limit {
            Limit::Station => "wanted",
            _ if value > allowed => "the most",
            _ => "the least",
        };
        let [value, allowed] = [value, allowed].map(|number| limit.shown(number));
        write!(formatter, "{value} {} where {allowed} is {bound}", limit.title())
    }
}

impl Limit {
    /// What it counts.
    const fn title(self) -> &'static str {
        match self {
            Self::ShorterSide => "tiles on its shorter side",
            Self::LongerSide => "tiles on its longer side",
            Self::Tiles => "tiles of ground",
            Self::Height => "units of height",
            Self::Budget => "to be paid",
            Self::Pieces => "pieces",
            Self::Station => "tiles of platform",
            Self::Intensity => "intensity",
            Self::Nausea => "nausea",
            Self::Excitement => "excitement",
            Self::Figure(Figure::Length) => "m of track",
            Self::Figure(Figure::HighestDrop) => "m of highest drop",
            Self::Figure(Figure::Drops) => "drops",
            Self::Figure(Figure::Speed) => "mph",
            Self::Figure(Figure::PositiveG) => "positive vertical G",
            Self::Figure(Figure::NegativeG) => "negative vertical G",
            Self::Figure(Figure::LateralG) => "lateral G",
            Self::Figure(Figure::RideTime) => "of ride time",
            Self::Figure(Figure::Circuits) => "circuits per ride",
            Self::Figure(Figure::Inversions) => "inversions",
            Self::Required => "required pieces missing",
        }
    }

    /// So much of it in the units of players.
    fn shown(self, number: i64) -> String {
        match self {
            Self::Budget => Money(number).to_string(),
            Self::Intensity
            | Self::Nausea
            | Self::Excitement
            | Self::Figure(Figure::PositiveG | Figure::NegativeG | Figure::LateralG) => {
                Rating(number as i32).to_string()
            }
            Self::Figure(Figure::RideTime) => time(number),
            _ => number.to_string(),
        }
    }
}

impl Excess {
    /// How bad it is: hundredths of the limit, or a price for each where limits are small numbers.
    fn weight(&self) -> i32 {
        let off = (self.value - self.allowed).abs();
        let is_below = self.value < self.allowed;
        let weight = match self.limit {
            Limit::ShorterSide | Limit::LongerSide | Limit::Tiles => 10 * off,
            Limit::Required | Limit::Station => 50 * off,
            Limit::Figure(figure) if figure.is_count() && is_below => 50 * off,
            Limit::Figure(figure) if figure.is_force() => 1 + off,
            _ if is_below => 1 + off * 100 / self.value.max(1),
            _ => 1 + off * 100 / self.allowed.max(1),
        };
        weight.min(1_000_000) as i32
    }
}

impl Limits {
    /// Whether a search can work with every number.
    ///
    /// # Errors
    /// With the first number that it cannot work with.
    pub fn check(&self) -> Result<(), OutOfBounds> {
        const LARGEST_SIDE: i64 = LARGEST_MAP as i64;
        const LARGEST_RATING: i64 = i32::MAX as i64;
        OutOfBounds::check("box", self.footprint.width, 1..=LARGEST_SIDE)?;
        OutOfBounds::check("box", self.footprint.length, 1..=LARGEST_SIDE)?;
        OutOfBounds::check("box", self.height.unwrap_or(0), 0..=i64::from(u16::MAX))?;
        OutOfBounds::check("tiles", self.tiles.unwrap_or(1), 1..=LARGEST_SIDE * LARGEST_SIDE)?;
        OutOfBounds::check("budget", self.budget.unwrap_or(0), 0..=1_000_000_000_000_000)?;
        OutOfBounds::check("pieces", self.pieces.1, 1..=Capacity::MAX_ELEMENTS as i64)?;
        OutOfBounds::check("pieces", self.pieces.0, 0..=self.pieces.1 as i64)?;
        OutOfBounds::check("station", self.station.unwrap_or(1), 1..=i64::from(MAX_PLATFORM))?;
        OutOfBounds::check("max-intensity", self.max_intensity, 0..=LARGEST_RATING)?;
        OutOfBounds::check("max-nausea", self.max_nausea, 0..=LARGEST_RATING)?;
        OutOfBounds::check("min-excitement", self.min_excitement, 0..=LARGEST_RATING)?;
        OutOfBounds::check("looks", self.looks, 0..=i64::from(u16::MAX))?;
        self.figures.iter().try_for_each(|(figure, &between)| figure.check(between))
    }

    /// The limits that a design with these traits does not keep.
    pub fn exceeded(&self, traits: &Traits) -> Vec<Excess> {
        let mut exceeded = Vec::new();
        let mut at_most = |limit: Limit, value: i64, allowed: Option<i64>| {
            exceeded.extend(allowed.filter(|allowed| value > *allowed).map(|allowed| Excess { limit, value, allowed }));
        };
        let (footprint, allowed) = (traits.footprint, self.footprint);
        at_most(Limit::ShorterSide, footprint.shorter().into(), Some(allowed.shorter().into()));
        at_most(Limit::LongerSide, footprint.longer().into(), Some(allowed.longer().into()));
        at_most(Limit::Tiles, footprint.tiles().into(), self.tiles.map(i64::from));
        at_most(Limit::Height, traits.height.into(), self.height.map(i64::from));
        at_most(Limit::Budget, traits.cost, self.budget);
        at_most(Limit::Pieces, traits.pieces as i64, Some(self.pieces.1 as i64));
        at_most(Limit::Intensity, traits.intensity.into(), Some(self.max_intensity.into()));
        at_most(Limit::Nausea, traits.nausea.into(), Some(self.max_nausea.into()));
        at_most(Limit::Required, traits.missing.into(), Some(0));
        let mut at_least = |limit: Limit, value: i64, allowed: i64| {
            exceeded.extend((value < allowed).then_some(Excess { limit, value, allowed }));
        };
        at_least(Limit::Pieces, traits.pieces as i64, self.pieces.0 as i64);
        at_least(Limit::Excitement, traits.excitement.into(), self.min_excitement.into());
        let station = traits.station.into();
        let wanted = self.station.map(i64::from).filter(|&wanted| station != wanted);
        exceeded.extend(wanted.map(|allowed| Excess { limit: Limit::Station, value: station, allowed }));
        exceeded.extend(self.figures.iter().filter_map(|(&figure, between)| {
            let value = traits.figure(figure);
            let allowed = between.broken_by(value)?.into();
            Some(Excess { limit: Limit::Figure(figure), value: value.into(), allowed })
        }));
        exceeded
    }

    /// Whether a track holds the stretch that must stay; on a circuit the first piece follows the last.
    pub fn keeps_locked(&self, pieces: &[PieceId], is_circuit: bool) -> bool {
        let Self { locked, .. } = self;
        let last = if is_circuit { pieces.len() } else { (pieces.len() + 1).saturating_sub(locked.len()) };
        let begins = |from: usize| pieces.iter().cycle().skip(from).zip(locked).all(|(piece, wanted)| piece == wanted);
        locked.is_empty() || locked.len() <= pieces.len() && (0..last).any(begins)
    }

    /// What a figure of the test run may be.
    pub fn between(&self, figure: Figure) -> Between {
        self.figures.get(&figure).copied().unwrap_or_default()
    }

    /// How far a design with these traits is beyond the limits, all together; 0 is within.
    pub fn excess(&self, traits: &Traits) -> i32 {
        self.exceeded(traits).iter().map(Excess::weight).sum()
    }

    /// Hundredths of intensity that a design with these traits has above what is 3.00 below the limit.
    pub(super) fn strain(&self, traits: &Traits) -> i32 {
        const CLOSE: i32 = 300;
        traits.intensity.saturating_sub(self.max_intensity.saturating_sub(CLOSE)).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_stretch_lies_in_one_run_and_may_pass_the_end_of_a_circuit() {
        let ids = |numbers: &[u16]| numbers.iter().map(|&number| PieceId(number)).collect::<Vec<_>>();
        let track = ids(&[4, 9, 9, 5, 6]);
        let keeps = |locked: &[u16], is_circuit| {
            Limits { locked: ids(locked), ..Limits::default() }.keeps_locked(&track, is_circuit)
        };
        let cases: [(&[u16], bool, bool); 7] = [
            (&[], true, true),
            (&[9, 5], true, true),
            (&[4, 9, 9, 5, 6], true, true),
            (&[5, 6, 4], true, false),
            (&[9, 6], false, false),
            (&[5, 9], false, false),
            (&[6, 4, 9, 9, 5, 6], false, false),
        ];
        for (locked, on_circuit, with_ends) in cases {
            assert_eq!((keeps(locked, true), keeps(locked, false)), (on_circuit, with_ends), "{locked:?}");
        }
    }
}
