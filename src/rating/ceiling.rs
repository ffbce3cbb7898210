//! The most excitement that a formula allows within limits of intensity and nausea (rules: ratings 3.5, 3.6, 3.7).
//!
//! A ride gains excitement from figures that are counted one by one: drops, turns, speed. Each may grow as far as it counts,
//! but most cost intensity or nausea besides, of which there is only so much. The [`Ceiling`] leaves out all else that ties
//! figures together, such as how fast a train is after a drop, so that no ride is above it and few come near.
//!
//! How much of the limits each figure takes is not tried out. For any price of intensity and of nausea, every figure takes
//! what is worth more than it costs, and what is left of the limits is paid out: no ride within the limits has more
//! excitement than that sum, and the prices at which it is least give the ceiling.

use crate::catalogue::ride_type::ModifierKind;
use crate::catalogue::{Catalogue, RideFlags, RideType, Vehicle, VehicleFlags};
use crate::rules::AirTime;

use super::formula::{AIR_TIME_LIMIT, AIR_TIME_THAT_COUNTS, INTENSITY_BOUNDS};
use super::parts::{Part, UNIT, parts};

/// What may stand around a ride.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Around {
    /// Nothing: the ride stands on flat, dry land, all of it above the ground.
    Nothing,
    /// Whatever counts.
    Anything,
}

/// A ride of which the most is to be known.
#[derive(Debug, Clone, Copy)]
pub struct Ceiling<'a> {
    /// The tables and rules of the game.
    pub catalogue: &'a Catalogue,
    /// Its type, whose formula counts.
    pub ride: &'a RideType,
    /// Its trains.
    pub vehicle: &'a Vehicle,
    /// What may stand around it.
    pub around: Around,
}

/// Prices are counted in such parts of a hundredth.
const PRICE_UNIT: i128 = 1 << 10;
/// The highest price: eight of excitement for one.
const HIGHEST_PRICE: i128 = 8 * PRICE_UNIT;
/// What rounding a whole multiplier down can take.
const ROUNDED: i128 = 128;

/// What a ride can come to before its trains count.
struct Bounds {
    /// Requirements that it misses.
    missed: u32,
    /// How often excitement loses a quarter to intensity.
    quarters: u32,
    /// Highest intensity, hundredths.
    intensity: i128,
}

impl Ceiling<'_> {
    /// The highest excitement of rides with no more intensity and nausea than some, all in hundredths.
    pub fn excitement(&self, intensity: i32, nausea: i32) -> i32 {
        let requirements = self.requirements().count() as u32;
        // Multipliers round down: before them, a ride may have had a little more.
        let before = (i128::from(intensity) + 1) * ROUNDED / self.multiplier(1);
        let mut highest = 0;
        for missed in 0..=requirements {
            let mut least = 0;
            for (quarters, most) in
                (0..).zip(INTENSITY_BOUNDS.map(|bound| i128::from(bound) - 1).into_iter().chain([before]))
            {
                if least <= before {
                    let bounds = Bounds { missed, quarters, intensity: most.min(before) };
                    highest = highest.max(self.within(&bounds, nausea));
                }
                least = most + 1;
            }
        }
        highest
    }

    /// The multiplier of the trains for excitement, intensity or nausea, in 128ths.
    fn multiplier(&self, rating: usize) -> i128 {
        i128::from((128 + self.vehicle.rating_multipliers[rating]).max(1))
    }

    /// Parameters of the requirements.
    fn requirements(&self) -> impl Iterator<Item = [i32; 3]> {
        let modifiers = self.ride.rating.modifiers.iter();
        let requirements = modifiers.filter(|modifier| matches!(modifier.kind, ModifierKind::Requirement(_)));
        requirements.map(|modifier| modifier.parameters)
    }

    /// The excitement of rides within some bounds.
    fn within(&self, bounds: &Bounds, nausea: i32) -> i32 {
        // A missed requirement divides all three; the least that it takes from excitement, the most from the others.
        let divisor = |rating: usize| self.requirements().map(move |divisors| i128::from(divisors[rating].max(1)));
        let power = |divisor: Option<i128>| divisor.unwrap_or(1).pow(bounds.missed);
        let divided = power(divisor(0).min());
        let divided_others = power(divisor(1).chain(divisor(2)).max());
        let (three_quarters, quarters) = (3_i128.pow(bounds.quarters), 4_i128.pow(bounds.quarters));
        let [up, down] = [self.multiplier(0) * three_quarters, ROUNDED * quarters * divided];
        let mut figures = parts(self, bounds.missed == 0);
        // Air time counts last, after all that takes shares of the rest.
        figures.list.extend(self.air_time().map(|[gained, _, sick]| {
            Part::between([0; 3], [gained * down / up + 1, 0, sick * ROUNDED * divided_others / self.multiplier(2)])
        }));
        let base = self.ride.rating.base.map(|base| i128::from(base) * UNIT);
        let nausea = (i128::from(nausea) + 3) * ROUNDED / self.multiplier(2) + 1;
        let room = [bounds.intensity, nausea].map(|limit| (limit + 1) * divided_others * UNIT);
        let room = [room[0] + figures.rounding[1] - base[1], room[1] + figures.rounding[2] - base[2]];
        let most = base[0] * PRICE_UNIT + cheapest(|prices| value(&figures.list, room, prices));
        // Each quarter that is taken is rounded down in the ride's favour.
        let rounded = i128::from(bounds.quarters) * UNIT * PRICE_UNIT;
        ((most * up / down + rounded) / (UNIT * PRICE_UNIT)).clamp(0, i32::MAX.into()) as i32
    }

    /// The most that air time gives, and what it costs, times [`UNIT`].
    fn air_time(&self) -> Option<[i128; 3]> {
        let is_limited = self.vehicle.has(VehicleFlags::LIMIT_AIR_TIME_BONUS);
        let ticks = match self.catalogue.rules().knobs.air_time {
            _ if !self.ride.has(RideFlags::HAS_AIR_TIME) => return None,
            AirTime::Capped | AirTime::Original if is_limited => return None,
            AirTime::Capped => AIR_TIME_THAT_COUNTS,
            AirTime::Uncapped if is_limited => AIR_TIME_LIMIT,
            AirTime::Uncapped | AirTime::Original => u16::MAX.into(),
        };
        Some([i128::from(ticks) * UNIT / 8, 0, i128::from(ticks) * UNIT / 16])
    }
}

/// What all figures are worth at some prices of intensity and nausea, with what is left of the room.
fn value(parts: &[Part], room: [i128; 2], prices: [i128; 2]) -> i128 {
    let worth = parts.iter().map(|part| part.most_at(PRICE_UNIT, prices));
    worth.sum::<i128>() + prices[0] * room[0] + prices[1] * room[1]
}

/// The least value at any prices. Value bends upwards only, so that its lowest point can be closed in on.
fn cheapest(value: impl Fn([i128; 2]) -> i128) -> i128 {
    lowest(|intensity| lowest(|nausea| value([intensity, nausea])))
}

/// The lowest value of a function of a price that bends upwards only.
fn lowest(value: impl Fn(i128) -> i128) -> i128 {
    let (mut low, mut high) = (0, HIGHEST_PRICE);
    // Prices far apart tell more than neighbours, between which what is rounded may count.
    while high - low > 8 {
        let third = (high - low) / 3;
        if value(low + third) <= value(high - third) {
            high -= third;
        } else {
            low += third;
        }
    }
    (low..=high).map(value).min().unwrap_or(0)
}
