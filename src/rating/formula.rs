//! The rating formula: bonuses, requirements, penalties in the type's own order (rules: ratings 3.5, 3.6, 3.7, 3.8, 3.9).

use crate::catalogue::ride_type::{Bonus, Modifier, ModifierKind, Penalty, Requirement};
use crate::catalogue::{RideFlags, VehicleFlags};
use crate::layout::Layout;
use crate::rules::{AirTime, ExcessLateralG, Knobs, NegativeSums};
use crate::test_run::Measured;

use super::ledger::{Demand, Entry, Figures, Fulfilment, Item, Ledger};
use super::prospect::{self, Gauge};
use super::scan::Surveyed;
use super::{Hundredths, Ratings, turns};

/// Intensities from which excitement loses a quarter, one after the other.
pub(super) const INTENSITY_BOUNDS: [i32; 5] = [1000, 1100, 1200, 1320, 1450];

/// Highest rating that the game holds.
const HIGHEST: i32 = 32_767;

/// Ticks of air time beyond which vehicles with a limit lose excitement.
pub(super) const AIR_TIME_LIMIT: i32 = 96;

/// Most ticks of air time that add excitement where it is limited.
pub(super) const AIR_TIME_THAT_COUNTS: i32 = 200;

/// What the formula looks at.
#[derive(Clone, Copy)]
pub(super) struct Formula<'a> {
    pub layout: &'a Layout<'a>,
    pub measured: &'a Measured,
    pub figures: RideFigures,
}

/// What the formula looks at beside the measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RideFigures {
    /// Cars of a train.
    pub cars: i32,
    /// What the mode has to set.
    pub operation_option: i32,
    /// Points for what lies near the track.
    pub proximity: i32,
    /// Points for what stands around the station.
    pub scenery: i32,
    /// Reversers.
    pub reversers: i32,
    /// Whether trains leave with those of an adjacent station.
    pub synchronises: bool,
}

impl RideFigures {
    fn new(layout: &Layout, surveyed: &Surveyed) -> Self {
        Self {
            cars: layout.trains.cars,
            operation_option: layout.settings.operation_option,
            proximity: surveyed.proximity,
            scenery: surveyed.scenery,
            reversers: surveyed.reversers,
            synchronises: surveyed.synchronises,
        }
    }
}

pub(super) fn ratings(
    layout: &Layout,
    measured: &Measured,
    surveyed: &Surveyed,
    ledger: &mut impl Ledger,
) -> Hundredths {
    let formula = Formula { layout, measured, figures: RideFigures::new(layout, surveyed) };
    let table = &layout.ride.rating;
    let mut now = table.base;
    ledger.enter(|| entry(Item::Base, [0; 3], now));
    for modifier in &table.modifiers {
        now = formula.apply(modifier, now, ledger);
    }
    let before = now;
    now[0] = INTENSITY_BOUNDS.iter().filter(|&&bound| before[1] >= bound).fold(now[0], |e, _| e - e / 4);
    ledger.enter(|| entry(Item::IntensityPenalty { intensity: before[1] }, before, now));
    let before = now;
    let factors = layout.vehicle.rating_multipliers;
    now = formula.add(now, std::array::from_fn(|index| (before[index] * factors[index]) >> 7));
    ledger.enter(|| entry(Item::VehicleMultipliers { factors }, before, now));
    let before = now;
    now = formula.air_time(now).map(bounded);
    let prospect = || formula.prospect(&[Gauge::AirTime], 0, |changed| less(changed.air_time(before), before));
    ledger.enter(|| Entry {
        prospect: Some(prospect()),
        ..entry(Item::AirTime { air_time: measured.air_time }, before, now)
    });
    now
}

const fn entry(item: Item, before: Hundredths, after: Hundredths) -> Entry {
    Entry { item, before: Ratings::new(before), after: Ratings::new(after), prospect: None }
}

/// The difference of two ratings.
fn less(more: Hundredths, ratings: Hundredths) -> Hundredths {
    std::array::from_fn(|index| more[index] - ratings[index])
}

/// A rating never ends outside of 0..32767.
fn bounded(rating: i32) -> i32 {
    rating.clamp(0, HIGHEST)
}

fn share(value: i32, weight: i32) -> i32 {
    ((i64::from(value) * i64::from(weight)) >> 16) as i32
}

fn weigh(ratings: Hundredths, weights: Hundredths) -> Hundredths {
    std::array::from_fn(|index| share(ratings[index], weights[index]))
}

impl Formula<'_> {
    /// Ratings with something more.
    fn add(&self, ratings: Hundredths, more: Hundredths) -> Hundredths {
        let sums: Hundredths = std::array::from_fn(|index| ratings[index] + more[index]);
        match self.knobs().negative_sums {
            NegativeSums::Zero => sums.map(bounded),
            NegativeSums::Kept => sums.map(|sum| sum.min(HIGHEST)),
        }
    }

    fn apply(&self, modifier: &Modifier, before: Hundredths, ledger: &mut impl Ledger) -> Hundredths {
        let Modifier { threshold, parameters, .. } = *modifier;
        match modifier.kind {
            ModifierKind::Bonus(kind) => {
                let after = self.add(before, self.bonus(kind, threshold, parameters));
                let figures = || self.figures(kind, threshold);
                let value = |changed: &Formula| changed.bonus(kind, threshold, parameters);
                let prospect = || Some(self.prospect(prospect::gauges(kind), threshold, value));
                let item = || Item::Bonus { kind, figures: figures() };
                ledger.enter(|| Entry { prospect: prospect(), ..entry(item(), before, after) });
                after
            }
            ModifierKind::Penalty(kind) => {
                let after = self.add(before, self.penalty(kind, parameters));
                let max_lateral_g = self.measured.max_lateral_g.0;
                ledger.enter(|| entry(Item::Penalty { kind, max_lateral_g }, before, after));
                after
            }
            ModifierKind::Requirement(kind) => {
                let demand = self.demand(kind, threshold);
                let fulfilment = self.fulfilment(kind, demand);
                let after = match fulfilment {
                    Fulfilment::Missed => std::array::from_fn(|index| before[index] / parameters[index].max(1)),
                    Fulfilment::Met | Fulfilment::Waived => before,
                };
                ledger.enter(|| entry(Item::Requirement { kind, demand, fulfilment }, before, after));
                after
            }
        }
    }

    /// What a bonus adds.
    fn bonus(&self, kind: Bonus, threshold: i32, [e, i, n]: [i32; 3]) -> Hundredths {
        let measured = self.measured;
        let option = self.figures.operation_option;
        let only_e = |value: i32| [share(value, e), 0, 0];
        match kind {
            Bonus::Length => only_e(self.length_m().min(threshold)),
            Bonus::SynchronisedStations if self.figures.synchronises => [e, i, n],
            // Trains that run reversed cannot be stored in a track file.
            Bonus::SynchronisedStations | Bonus::ReversedTrains => [0; 3],
            Bonus::TrainLength => only_e(self.figures.cars - 1),
            Bonus::MaxSpeed => weigh([measured.max_speed.whole(); 3], [e, i, n]),
            Bonus::AverageSpeed => weigh([measured.average_speed.whole(); 3], [e, i, 0]),
            Bonus::Duration => only_e(measured.total_time().min(threshold)),
            Bonus::GForces => weigh(self.g_forces(), [e, i, n]),
            Bonus::Turns => weigh(turns::turns(measured, self.layout.ride.rating.special), [e, i, n]),
            Bonus::Drops => weigh(turns::drops(measured), [e, i, n]),
            Bonus::Sheltered => weigh(turns::shelter(measured), [e, i, n]),
            Bonus::Proximity => only_e(self.figures.proximity),
            Bonus::Scenery => only_e(self.figures.scenery),
            Bonus::Reversals => [e, i, n].map(|each| self.figures.reversers.min(threshold) * each),
            Bonus::OperationOption => [option * e, if i >= 0 { option * i } else { option / -i }, option * n],
            Bonus::Rotations => [e, i, n].map(|each| option * each),
        }
    }

    fn penalty(&self, kind: Penalty, parameters: [i32; 3]) -> Hundredths {
        match kind {
            Penalty::ExcessLateralG => match self.knobs().excess_lateral_g {
                ExcessLateralG::AfterRequirements => weigh(turns::excess_lateral_g(self.measured), parameters),
                ExcessLateralG::InsideGForces => [0; 3],
            },
        }
    }

    /// The rating of G forces, before its weights.
    fn g_forces(&self) -> Hundredths {
        let forces = turns::g_forces(self.measured);
        match self.knobs().excess_lateral_g {
            ExcessLateralG::AfterRequirements => forces,
            ExcessLateralG::InsideGForces => {
                let excess = turns::excess_lateral_g(self.measured);
                std::array::from_fn(|index| forces[index] + excess[index])
            }
        }
    }

    pub(super) const fn knobs(&self) -> &Knobs {
        &self.layout.catalogue.rules().knobs
    }

    fn fulfilment(&self, kind: Requirement, demand: Demand) -> Fulfilment {
        let may_waive = self.layout.ride.rating.relax_if_inversions && kind.is_waived_by_inversions();
        match demand.is_met() {
            _ if may_waive && self.measured.inversions > 0 => Fulfilment::Waived,
            true => Fulfilment::Met,
            false => Fulfilment::Missed,
        }
    }

    /// What the ride has and what a requirement asks for.
    fn demand(&self, kind: Requirement, threshold: i32) -> Demand {
        let measured = self.measured;
        let at_least = |value: i32| Demand::AtLeast { value, threshold };
        let less_than = |value: i32| Demand::LessThan { value, threshold };
        match kind {
            Requirement::Length => at_least(measured.legs.first().map_or(0, |leg| leg.length.0)),
            Requirement::MaxSpeed => at_least(measured.max_speed.0),
            Requirement::DropHeight => at_least(measured.highest_drop.into()),
            Requirement::DropCount => at_least(measured.drops.into()),
            Requirement::NegativeG => less_than(measured.max_negative_g.0.into()),
            Requirement::LateralG => at_least(measured.max_lateral_g.0.into()),
            Requirement::Inversions => at_least(measured.inversions.into()),
            Requirement::Unsheltered => less_than(sheltered_eighths(measured).into()),
            Requirement::Reversals => at_least(self.figures.reversers),
            Requirement::WaterChannel => Demand::WaterChannel { special: measured.special },
        }
    }

    /// The figures a bonus looks at.
    fn figures(&self, kind: Bonus, threshold: i32) -> Figures {
        let measured = self.measured;
        match kind {
            Bonus::Length => Figures::Length { length_m: self.length_m(), threshold },
            Bonus::SynchronisedStations => Figures::Synchronised { synchronised: self.figures.synchronises.into() },
            Bonus::TrainLength => Figures::Cars { cars: self.figures.cars },
            Bonus::MaxSpeed => Figures::MaxSpeed { max_speed: measured.max_speed.0, threshold },
            Bonus::AverageSpeed => Figures::AverageSpeed { average_speed: measured.average_speed.0 },
            Bonus::Duration => Figures::Duration { total_time: measured.total_time(), threshold },
            Bonus::GForces => Figures::GForces {
                max_positive_g: measured.max_positive_g.0,
                max_negative_g: measured.max_negative_g.0,
                max_lateral_g: measured.max_lateral_g.0,
            },
            Bonus::Turns => Figures::Turns {
                turn_default: measured.turns_flat.0,
                turn_banked: measured.turns_banked.0,
                turn_sloped: measured.turns_sloped.0,
                helices: measured.helices,
                inversions: measured.inversions,
                special: measured.special.0,
            },
            Bonus::Drops => Figures::Drops { drops: measured.drops, highest_drop: measured.highest_drop },
            Bonus::Sheltered => Figures::Shelter {
                sheltered_length: measured.sheltered_length.0,
                sheltered_sections: measured.sheltered_sections.0,
            },
            Bonus::Proximity => Figures::Proximity { proximity: self.figures.proximity },
            Bonus::Scenery => Figures::Scenery { scenery: self.figures.scenery },
            Bonus::ReversedTrains => Figures::ReversedTrains {},
            Bonus::Reversals => Figures::Reversals { reversers: self.figures.reversers, threshold },
            Bonus::OperationOption | Bonus::Rotations => {
                Figures::OperationOption { operation_option: self.figures.operation_option }
            }
        }
    }

    fn length_m(&self) -> i32 {
        self.measured.total_length().metres()
    }

    fn air_time(&self, now: Hundredths) -> Hundredths {
        if !self.layout.ride.has(RideFlags::HAS_AIR_TIME) {
            return now;
        }
        let time = i32::from(self.measured.air_time);
        let excess = (time - AIR_TIME_LIMIT).max(0);
        let is_limited = self.layout.vehicle.has(VehicleFlags::LIMIT_AIR_TIME_BONUS);
        let more = match self.knobs().air_time {
            AirTime::Capped if is_limited => [-(excess.min(200) / 8), 0, excess / 16],
            AirTime::Capped => [time.min(AIR_TIME_THAT_COUNTS) / 8, 0, time / 16],
            AirTime::Uncapped if is_limited => [time.min(AIR_TIME_LIMIT) / 8, 0, time / 16],
            AirTime::Original if is_limited => [-(excess / 8), 0, excess / 16],
            AirTime::Uncapped | AirTime::Original => [time / 8, 0, time / 16],
        };
        self.add(now, more)
    }
}

/// Eighths of the track under cover; a ride without length counts as covered.
pub(super) fn sheltered_eighths(measured: &Measured) -> u8 {
    let eighth = measured.total_length().0 / 8;
    let limits = (1..=7).map(|count| eighth.wrapping_mul(count));
    limits.filter(|&limit| measured.sheltered_length.0 >= limit).count() as u8
}

/// The sheltered eighths that the type or its vehicle shows instead of what was measured.
pub(super) fn shown_eighths(layout: &Layout, measured: u8) -> u8 {
    let covered = layout.vehicle.has(VehicleFlags::HAS_SHELTER).then_some(7);
    layout.ride.rating.sheltered_eighths.or(covered).unwrap_or(measured)
}
