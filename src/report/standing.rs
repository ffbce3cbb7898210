//! How a design compares: with the most that its formula allows, and with what people build.

use serde::Serialize;

use super::units::{hundredths, metres, speed};
use crate::catalogue::taste::Sample;
use crate::catalogue::{Feature, Spread, Taste};
use crate::judge::{Judgement, Trial};
use crate::layout::Layout;
use crate::quantity::Velocity;
use crate::rating::{Around, Ceiling};

/// How much of what is possible a rated ride reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Reached {
    /// The most excitement that the formula allows with no more intensity and nausea, hundredths.
    most: i32,
    /// How much of it the ride has, hundredths.
    share: i32,
}

impl Reached {
    /// How much some excitement is of the most.
    pub fn new(excitement: i32, most: i32) -> Self {
        Self { most, share: excitement * 100 / most.max(1) }
    }

    /// What a design that is rated reaches, in the worst direction, of all with its type and trains within limits of intensity
    /// and nausea, in hundredths.
    pub fn within(judgement: &Judgement, max_intensity: i32, max_nausea: i32) -> Option<Self> {
        let layout = judgement.placement.as_design.as_ref().ok()?;
        let excitement = judgement.worst_ratings()?.excitement;
        Some(Self::of(layout, excitement.0, max_intensity, max_nausea))
    }

    fn of(layout: &Layout, excitement: i32, intensity: i32, nausea: i32) -> Self {
        let around = if layout.surroundings.is_bare() { Around::Nothing } else { Around::Anything };
        let ceiling = Ceiling { catalogue: layout.catalogue, ride: layout.ride, vehicle: layout.vehicle, around };
        Self::new(excitement, ceiling.excitement(intensity, nausea))
    }

    /// Such as `74 % of 11.93`.
    pub fn words(self) -> String {
        format!("{} % of {}", self.share, hundredths(self.most))
    }
}

/// A feature of a design beside those of people's designs, in the unit of the feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Beside {
    /// Which.
    pub feature: Feature,
    /// What the design has.
    pub has: i32,
    /// A tenth of people's designs have less.
    pub low: i32,
    /// Half of people's designs have less.
    pub middle: i32,
    /// A tenth of people's designs have more.
    pub high: i32,
}

impl Beside {
    /// Whether people build so: eight of ten designs have as much.
    pub const fn is_usual(&self) -> bool {
        self.low <= self.has && self.has <= self.high
    }
}

/// How a rated ride compares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing<'a> {
    /// How much of what is possible it reaches.
    pub reached: Reached,
    /// Which designs `beside` is about: those of the ride type, of its class, or all.
    pub sample: Sample,
    /// How many.
    pub designs: u16,
    /// Every feature of its looks.
    pub beside: Vec<Beside>,
    /// What players call the ride type.
    #[serde(skip)]
    ride: &'a str,
}

impl<'a> Standing<'a> {
    /// How the ride of a trial compares, if its ratings were itemised.
    pub fn new(layout: &Layout<'a>, trial: &Trial) -> Option<Self> {
        let (looks, ratings) = (trial.looks.as_ref()?, trial.ratings()?);
        let taste: &Taste = layout.catalogue.taste(layout.ride.id)?;
        let beside = |(feature, Spread { low, middle, high }): (Feature, Spread)| {
            let has = looks.feature(feature);
            Beside { feature, has, low, middle, high }
        };
        let [excitement, intensity, nausea] = ratings.hundredths();
        Some(Self {
            reached: Reached::of(layout, excitement, intensity, nausea),
            sample: taste.sample,
            designs: taste.designs,
            beside: taste.features().map(beside).collect(),
            ride: &layout.ride.label,
        })
    }

    /// Whose designs they are.
    pub fn whose(&self) -> String {
        let Self { designs, ride, .. } = self;
        match self.sample {
            Sample::Type => format!("{designs} designs that people built of the {ride}"),
            Sample::Class => format!("{designs} designs that people built of the {ride} and types like it"),
            Sample::All => format!("{designs} designs that people built of all types"),
        }
    }
}

/// What a feature is called.
pub const fn feature_title(feature: Feature) -> &'static str {
    match feature {
        Feature::FirstDrop => "first descent",
        Feature::Height => "height",
        Feature::TopSpeed => "top speed",
        Feature::Drops => "descents",
        Feature::MeanDrop => "mean descent",
        Feature::Valleys => "height of valleys",
        Feature::LevelStraights => "level straights",
        Feature::LevelTrack => "level track",
        Feature::LevelStretch => "longest level stretch",
        Feature::Lifts => "lifts",
        Feature::BrakesOnTheWay => "brakes before a descent",
        Feature::SideChanges => "curves that change side",
        Feature::NearOwnTrack => "track close to track",
        Feature::Inversions => "inversions",
        Feature::Circuits => "circuits",
        Feature::Pace => "pieces a minute",
        Feature::FlatFastCurves => "fast curves without bank",
        Feature::CurvedClimb => "climbing on curves",
        Feature::ArrivalSpeed => "speed on arrival",
    }
}

/// So much of a feature in the units of players.
pub fn feature_amount(feature: Feature, value: i32) -> String {
    match feature {
        Feature::FirstDrop | Feature::Height | Feature::MeanDrop => metres(value.into()),
        // A whole mile per hour that rounds down to itself.
        Feature::TopSpeed | Feature::ArrivalSpeed => speed(Velocity((value * 65_536 * 4 + 8) / 9)),
        Feature::Valleys
        | Feature::LevelStraights
        | Feature::LevelTrack
        | Feature::SideChanges
        | Feature::NearOwnTrack
        | Feature::FlatFastCurves
        | Feature::CurvedClimb => format!("{value} %"),
        Feature::LevelStretch => format!("{value} pieces"),
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_the_units_of_players() {
        assert_eq!(feature_amount(Feature::FirstDrop, 35), "35 m (114 ft)");
        assert_eq!(feature_amount(Feature::SideChanges, 40), "40 %");
        for mph in 0..200 {
            assert!(feature_amount(Feature::TopSpeed, mph).starts_with(&format!("{mph} mph (")), "{mph}");
        }
        assert_eq!(Reached::new(821, 1104).words(), "74 % of 11.04");
        assert_eq!(Reached::new(0, 0).words(), "0 % of 0.00");
    }
}
