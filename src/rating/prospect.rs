//! What a bonus could still give: how much of each figure counts, and what more of it would add (rules: ratings 3.6, 3.7).

use serde::Serialize;

use crate::catalogue::VehicleFlags;
use crate::catalogue::ride_type::Bonus;
use crate::quantity::{GForce, Length, Velocity};
use crate::rules::AirTime;
use crate::test_run::{Leg, Measured, ShelteredSections, TurnCounts};

use super::Hundredths;
use super::formula::{AIR_TIME_LIMIT, AIR_TIME_THAT_COUNTS, Formula, RideFigures};
use super::proximity::Counters;
use super::{station, turns};

/// What a bonus could still give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prospect {
    /// Most excitement that it gives, hundredths, with everything around the ride that counts; `None` where nothing limits
    /// it.
    pub most: Option<i32>,
    /// Most that it gives a ride that is alone on flat, dry land, where that is less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_alone: Option<i32>,
    /// The figures that it looks at, each by itself.
    pub parts: Vec<Part>,
}

/// A figure that a bonus looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Which.
    pub figure: Gauge,
    /// How much of it the ride has.
    pub has: i32,
    /// How much of it counts towards excitement at most; `None` where nothing limits it.
    pub counts: Option<i32>,
    /// How much of it a ride can have that is alone on flat, dry land, where that is less (rules: ratings 6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alone: Option<i32>,
    /// The step that `adds` is about.
    pub step: i32,
    /// What one more step adds to excitement, intensity and nausea, hundredths.
    pub adds: Hundredths,
}

/// A figure, in the unit that a bonus counts it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gauge {
    /// Metres of track.
    Length,
    /// Seconds of ride time.
    RideTime,
    /// 1 if trains leave with those of an adjacent station.
    SynchronisedStations,
    /// Cars of a train.
    Cars,
    /// Whole units of 2.25 mph.
    MaxSpeed,
    /// Whole units of 2.25 mph.
    AverageSpeed,
    /// Hundredths of g.
    PositiveG,
    /// Hundredths of g; more is further below zero.
    NegativeG,
    /// Hundredths of g.
    LateralG,
    /// Level turns of one piece.
    FlatTurns,
    /// Level turns of two pieces.
    LongFlatTurns,
    /// Level turns of three pieces or more.
    LongestFlatTurns,
    /// Banked turns of one piece.
    BankedTurns,
    /// Banked turns of two pieces.
    LongBankedTurns,
    /// Banked turns of three pieces or more.
    LongestBankedTurns,
    /// Sloped turns of one piece.
    SlopedTurns,
    /// Sloped turns of two pieces.
    LongSlopedTurns,
    /// Sloped turns of three pieces.
    LongerSlopedTurns,
    /// Sloped turns of four pieces or more.
    LongestSlopedTurns,
    /// Helix pieces.
    Helices,
    /// Inversions.
    Inversions,
    /// Drops.
    Drops,
    /// The highest drop in height units of 0.75 m.
    DropHeight,
    /// Metres under cover.
    ShelteredLength,
    /// Covered sections.
    ShelteredSections,
    /// Points for what lies near the track.
    Proximity,
    /// Points for what stands around the station.
    Scenery,
    /// Reversers.
    Reversers,
    /// What the mode has to set.
    OperationOption,
    /// Ticks without weight.
    AirTime,
}

/// The figures that a bonus looks at.
pub const fn gauges(kind: Bonus) -> &'static [Gauge] {
    use Gauge as G;
    match kind {
        Bonus::Length => &[G::Length],
        Bonus::SynchronisedStations => &[G::SynchronisedStations],
        Bonus::ReversedTrains => &[],
        Bonus::TrainLength => &[G::Cars],
        Bonus::MaxSpeed => &[G::MaxSpeed],
        Bonus::AverageSpeed => &[G::AverageSpeed],
        Bonus::Duration => &[G::RideTime],
        Bonus::GForces => &[G::PositiveG, G::NegativeG, G::LateralG],
        Bonus::Turns => &[
            G::FlatTurns,
            G::LongFlatTurns,
            G::LongestFlatTurns,
            G::BankedTurns,
            G::LongBankedTurns,
            G::LongestBankedTurns,
            G::SlopedTurns,
            G::LongSlopedTurns,
            G::LongerSlopedTurns,
            G::LongestSlopedTurns,
            G::Helices,
            G::Inversions,
        ],
        Bonus::Drops => &[G::Drops, G::DropHeight],
        Bonus::Sheltered => &[G::ShelteredLength, G::ShelteredSections],
        Bonus::Proximity => &[G::Proximity],
        Bonus::Scenery => &[G::Scenery],
        Bonus::Reversals => &[G::Reversers],
        Bonus::OperationOption | Bonus::Rotations => &[G::OperationOption],
    }
}

impl Gauge {
    /// A step that makes a difference and that a builder can take.
    const fn step(self) -> i32 {
        match self {
            Self::Length | Self::ShelteredLength => 100,
            Self::RideTime | Self::PositiveG | Self::LateralG | Self::Proximity | Self::Scenery => 10,
            Self::NegativeG => -10,
            Self::DropHeight => 4,
            Self::AirTime => 40,
            _ => 1,
        }
    }

    /// How much of it counts towards excitement on every ride of a type; `threshold` is that of the bonus.
    pub fn cap(self, threshold: i32) -> Option<i32> {
        let [one, two, three, four] = turns::SLOPED_TURNS_THAT_COUNT;
        match self {
            Self::Length | Self::RideTime | Self::Reversers => Some(threshold),
            Self::SynchronisedStations => Some(1),
            Self::NegativeG => Some(turns::NEGATIVE_G_THAT_COUNTS),
            Self::LateralG => Some(turns::LATERAL_G_THAT_COUNTS),
            Self::SlopedTurns => Some(one),
            Self::LongSlopedTurns => Some(two),
            Self::LongerSlopedTurns => Some(three),
            Self::LongestSlopedTurns => Some(four),
            Self::Helices => Some(turns::HELICES_THAT_COUNT),
            Self::Inversions => Some(turns::INVERSIONS_THAT_COUNT),
            Self::Drops => Some(turns::DROPS_THAT_COUNT),
            Self::ShelteredLength => Some(turns::SHELTER_THAT_COUNTS),
            Self::ShelteredSections => Some(turns::SHELTERS_THAT_COUNT),
            Self::Proximity => Some(Counters::most(false).score()),
            Self::Scenery => Some(station::MOST_SCENERY_SCORE),
            _ => self.turn_field().map(|(_, most)| most as i32),
        }
    }

    /// How much of it a ride can have that is alone on flat, dry land, where that is less than what counts.
    fn alone(self) -> Option<i32> {
        match self {
            Self::Proximity => Some(Counters::most(true).score()),
            Self::Scenery => Some(station::UNDERGROUND),
            _ => None,
        }
    }

    /// Which field of packed turns it is, and the most that the field holds.
    const fn turn_field(self) -> Option<(u16, u16)> {
        match self {
            Self::FlatTurns | Self::BankedTurns | Self::SlopedTurns => Some((0, 31)),
            Self::LongFlatTurns | Self::LongBankedTurns | Self::LongSlopedTurns => Some((5, 7)),
            Self::LongestFlatTurns | Self::LongestBankedTurns | Self::LongerSlopedTurns => Some((8, 7)),
            Self::LongestSlopedTurns => Some((11, 31)),
            _ => None,
        }
    }

    /// The turns it is a field of.
    const fn turns(self, measured: &mut Measured) -> &mut TurnCounts {
        match self {
            Self::BankedTurns | Self::LongBankedTurns | Self::LongestBankedTurns => &mut measured.turns_banked,
            Self::SlopedTurns | Self::LongSlopedTurns | Self::LongerSlopedTurns | Self::LongestSlopedTurns => {
                &mut measured.turns_sloped
            }
            _ => &mut measured.turns_flat,
        }
    }
}

impl Formula<'_> {
    /// What a bonus could still give, whose value for some figures is known.
    pub(super) fn prospect(
        &self,
        gauges: &[Gauge],
        threshold: i32,
        value: impl Fn(&Formula) -> Hundredths,
    ) -> Prospect {
        let now = value(self);
        let part = |gauge: &Gauge| {
            let (has, step) = (self.gauge(*gauge), gauge.step());
            let (mut measured, mut figures) = (self.measured.clone(), self.figures);
            change(*gauge, has.saturating_add(step), &mut measured, &mut figures);
            let more = value(&Formula { measured: &measured, figures, ..*self });
            let adds = std::array::from_fn(|index| more[index] - now[index]);
            Part { figure: *gauge, has, counts: self.counts(*gauge, threshold), alone: gauge.alone(), step, adds }
        };
        let parts: Vec<Part> = gauges.iter().map(part).collect();
        let most = self.most(&parts, |part| part.counts, &value);
        let is_limited = parts.iter().any(|part| part.alone.is_some());
        let most_alone = if is_limited { self.most(&parts, |part| part.alone.or(part.counts), &value) } else { None };
        Prospect { most, most_alone, parts }
    }

    /// The excitement when every figure is as high as some measure.
    fn most(
        &self,
        parts: &[Part],
        highest: impl Fn(&Part) -> Option<i32>,
        value: impl Fn(&Formula) -> Hundredths,
    ) -> Option<i32> {
        let (mut measured, mut figures) = (self.measured.clone(), self.figures);
        for part in parts {
            change(part.figure, highest(part)?, &mut measured, &mut figures);
        }
        Some(value(&Formula { measured: &measured, figures, ..*self })[0])
    }

    /// How much of a figure the ride has.
    fn gauge(&self, gauge: Gauge) -> i32 {
        let measured = self.measured;
        if let Some((shift, most)) = gauge.turn_field() {
            let packed = gauge.turns(&mut measured.clone()).0;
            return i32::from(packed >> shift & most);
        }
        match gauge {
            Gauge::Length => measured.total_length().metres(),
            Gauge::RideTime => measured.total_time(),
            Gauge::SynchronisedStations => self.figures.synchronises.into(),
            Gauge::Cars => self.figures.cars,
            Gauge::MaxSpeed => measured.max_speed.whole(),
            Gauge::AverageSpeed => measured.average_speed.whole(),
            Gauge::PositiveG => measured.max_positive_g.0.into(),
            Gauge::NegativeG => measured.max_negative_g.0.into(),
            Gauge::LateralG => measured.max_lateral_g.0.into(),
            Gauge::Helices => measured.helices.into(),
            Gauge::Inversions => measured.inversions.into(),
            Gauge::Drops => measured.drops.into(),
            Gauge::DropHeight => measured.highest_drop.into(),
            Gauge::ShelteredLength => measured.sheltered_length.metres(),
            Gauge::ShelteredSections => measured.sheltered_sections.number(),
            Gauge::Proximity => self.figures.proximity,
            Gauge::Scenery => self.figures.scenery,
            Gauge::Reversers => self.figures.reversers,
            Gauge::OperationOption => self.figures.operation_option,
            Gauge::AirTime => measured.air_time.into(),
            _ => 0,
        }
    }

    /// How much of a figure counts towards excitement.
    fn counts(&self, gauge: Gauge, threshold: i32) -> Option<i32> {
        match gauge {
            Gauge::Cars => Some(self.layout.vehicle.cars_per_train.1.into()),
            Gauge::OperationOption => Some(self.layout.ride.operation_option.max),
            Gauge::AirTime => self.air_time_that_counts(),
            _ => gauge.cap(threshold),
        }
    }

    fn air_time_that_counts(&self) -> Option<i32> {
        let is_limited = self.layout.vehicle.has(VehicleFlags::LIMIT_AIR_TIME_BONUS);
        match self.knobs().air_time {
            AirTime::Capped | AirTime::Original if is_limited => Some(0),
            AirTime::Capped => Some(AIR_TIME_THAT_COUNTS),
            AirTime::Uncapped if is_limited => Some(AIR_TIME_LIMIT),
            AirTime::Uncapped | AirTime::Original => None,
        }
    }
}

/// Gives a figure another value.
fn change(gauge: Gauge, value: i32, measured: &mut Measured, figures: &mut RideFigures) {
    if let Some((shift, most)) = gauge.turn_field() {
        let packed = gauge.turns(measured);
        packed.0 = packed.0 & !(most << shift) | (value.clamp(0, most.into()) as u16) << shift;
        return;
    }
    let byte = value.clamp(0, 255) as u8;
    match gauge {
        Gauge::Length => {
            let metres = Length(value.clamp(0, i16::MAX.into()) << 16);
            measured.legs = vec![Leg { length: metres, time: measured.total_time() as u16 }];
        }
        Gauge::RideTime => {
            measured.legs = vec![Leg { length: measured.total_length(), time: value.clamp(0, 65_535) as u16 }];
        }
        Gauge::MaxSpeed => measured.max_speed = Velocity::from_whole(value),
        Gauge::AverageSpeed => measured.average_speed = Velocity::from_whole(value),
        Gauge::PositiveG => measured.max_positive_g = GForce(value as i16),
        Gauge::NegativeG => measured.max_negative_g = GForce(value as i16),
        Gauge::LateralG => measured.max_lateral_g = GForce(value as i16),
        Gauge::Helices => measured.helices = byte,
        Gauge::Inversions => measured.inversions = byte,
        Gauge::Drops => measured.drops = byte,
        Gauge::DropHeight => measured.highest_drop = byte,
        Gauge::ShelteredLength => measured.sheltered_length = Length(value.clamp(0, i16::MAX.into()) << 16),
        Gauge::ShelteredSections => {
            let ways = measured.sheltered_sections.0 & !31;
            measured.sheltered_sections = ShelteredSections(ways | byte.min(31));
        }
        Gauge::AirTime => measured.air_time = value.clamp(0, 65_535) as u16,
        Gauge::SynchronisedStations => figures.synchronises = value > 0,
        Gauge::Cars => figures.cars = value,
        Gauge::Proximity => figures.proximity = value,
        Gauge::Scenery => figures.scenery = value,
        Gauge::Reversers => figures.reversers = value,
        Gauge::OperationOption => figures.operation_option = value,
        _ => {}
    }
}
