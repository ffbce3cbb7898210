//! The rating formula: bonuses, requirements, penalties in the type's own order (rules: ratings 3.5, 3.6, 3.7, 3.8, 3.9).

use crate::catalogue::ride_type::{Modifier, ModifierKind};
use crate::layout::{Layout, RideSettings};
use crate::test_run::Measured;

use super::ledger::{Entry, Item, Ledger};
use super::proximity::Surroundings;
use super::{Ratings, turns};

/// Intensities from which excitement loses a quarter, one after the other.
const INTENSITY_BOUNDS: [i32; 5] = [1000, 1100, 1200, 1320, 1450];
const SPECIAL_WATER: u8 = 1 << 5;

/// What the formula looks at.
struct Formula<'a> {
    layout: &'a Layout<'a>,
    measured: &'a Measured,
    surroundings: &'a Surroundings,
}

/// What an entry of the formula does with the ratings.
enum Effect {
    Add(Ratings),
    /// A requirement: met, missed or waived.
    Require(Option<bool>),
}

pub(super) fn ratings(
    layout: &Layout,
    measured: &Measured,
    surroundings: &Surroundings,
    ledger: &mut impl Ledger,
) -> Ratings {
    let formula = Formula { layout, measured, surroundings };
    let table = &layout.ride.rating;
    let mut now = table.base;
    ledger.enter(|| Entry { item: Item::Base, inputs: Vec::new(), met: None, before: [0; 3], after: now });
    for modifier in &table.modifiers {
        now = formula.apply(modifier, now, ledger);
    }
    let before = now;
    now[0] = INTENSITY_BOUNDS.iter().filter(|&&bound| before[1] >= bound).fold(now[0], |e, _| e - e / 4);
    let inputs = || vec![("intensity", i64::from(before[1]))];
    ledger.enter(|| Entry { item: Item::IntensityPenalty, inputs: inputs(), met: None, before, after: now });
    let before = now;
    let factors = layout.vehicle.rating_multipliers;
    now = add(now, std::array::from_fn(|index| (before[index] * factors[index]) >> 7));
    ledger.enter(|| Entry { item: Item::VehicleMultipliers, inputs: triple(factors), met: None, before, after: now });
    let before = now;
    now = formula.air_time(now);
    let inputs = || vec![("air_time", i64::from(measured.air_time))];
    ledger.enter(|| Entry { item: Item::AirTime, inputs: inputs(), met: None, before, after: now });
    now
}

/// Ratings never leave 0..32767.
fn add(ratings: Ratings, more: Ratings) -> Ratings {
    std::array::from_fn(|index| (ratings[index] + more[index]).clamp(0, 32_767))
}

fn share(value: i64, weight: i32) -> i32 {
    ((value * i64::from(weight)) >> 16) as i32
}

fn weigh(ratings: Ratings, weights: Ratings) -> Ratings {
    std::array::from_fn(|index| share(i64::from(ratings[index]), weights[index]))
}

fn triple([e, i, n]: [i32; 3]) -> Vec<(&'static str, i64)> {
    vec![("excitement", i64::from(e)), ("intensity", i64::from(i)), ("nausea", i64::from(n))]
}

impl Formula<'_> {
    fn apply(&self, modifier: &Modifier, before: Ratings, ledger: &mut impl Ledger) -> Ratings {
        let effect = self.effect(modifier);
        let (after, met) = match effect {
            Effect::Add(more) => (add(before, more), None),
            Effect::Require(Some(false)) => {
                let divided = std::array::from_fn(|index| before[index] / modifier.parameters[index].max(1));
                (divided, Some(false))
            }
            Effect::Require(met) => (before, met),
        };
        ledger.enter(|| {
            let inputs = self.inputs(modifier);
            Entry { item: Item::Modifier(modifier.kind), inputs, met, before, after }
        });
        after
    }

    fn effect(&self, modifier: &Modifier) -> Effect {
        use ModifierKind as Kind;
        let [e, i, n] = modifier.parameters;
        let threshold = modifier.threshold;
        let measured = self.measured;
        let only_e = |value: i64| Effect::Add([share(value, e), 0, 0]);
        match modifier.kind {
            Kind::BonusLength => only_e(self.length_m().min(i64::from(threshold))),
            Kind::BonusSynchronisedStations => Effect::Add(if self.synchronises() { [e, i, n] } else { [0; 3] }),
            Kind::BonusTrainLength => only_e(i64::from(self.layout.trains.cars) - 1),
            Kind::BonusMaxSpeed => Effect::Add(weigh([measured.max_speed >> 16; 3], [e, i, n])),
            Kind::BonusAverageSpeed => Effect::Add(weigh([measured.average_speed >> 16; 3], [e, i, 0])),
            Kind::BonusDuration => only_e(i64::from(measured.total_time().min(threshold))),
            Kind::BonusGForces => Effect::Add(weigh(turns::g_forces(measured), [e, i, n])),
            Kind::BonusTurns => Effect::Add(weigh(turns::turns(measured, self.layout.ride.rating.special), [e, i, n])),
            Kind::BonusDrops => Effect::Add(weigh(turns::drops(measured), [e, i, n])),
            Kind::BonusSheltered => Effect::Add(weigh(turns::shelter(measured), [e, i, n])),
            Kind::BonusProximity => only_e(i64::from(self.surroundings.score)),
            Kind::BonusScenery => only_e(i64::from(self.scenery_score())),
            // Trains that run reversed cannot be stored in a track file.
            Kind::BonusReversedTrains => Effect::Add([0; 3]),
            Kind::BonusReversals => {
                let reversals = self.surroundings.reversers.min(threshold);
                Effect::Add([e, i, n].map(|each| reversals * each))
            }
            Kind::BonusOperationOption => {
                let option = self.layout.settings.operation_option;
                Effect::Add([option * e, if i >= 0 { option * i } else { option / -i }, option * n])
            }
            Kind::BonusRotations => Effect::Add([e, i, n].map(|each| self.layout.settings.operation_option * each)),
            Kind::PenaltyExcessLateralG => Effect::Add(weigh(turns::excess_lateral_g(measured), [e, i, n])),
            _ => Effect::Require(self.requirement(modifier.kind, threshold)),
        }
    }

    /// Whether a requirement is met; `None` when it is waived.
    fn requirement(&self, kind: ModifierKind, threshold: i32) -> Option<bool> {
        use ModifierKind as Kind;
        let measured = self.measured;
        let waivable =
            matches!(kind, Kind::RequirementDropHeight | Kind::RequirementDropCount | Kind::RequirementNegativeG);
        if waivable && self.layout.ride.rating.relax_if_inversions && measured.inversions > 0 {
            return None;
        }
        Some(match kind {
            Kind::RequirementLength => measured.legs.first().is_none_or(|leg| leg.length >= threshold),
            Kind::RequirementMaxSpeed => measured.max_speed >= threshold,
            Kind::RequirementDropHeight => i32::from(measured.highest_drop) >= threshold,
            Kind::RequirementDropCount => i32::from(measured.drops) >= threshold,
            Kind::RequirementNegativeG => i32::from(measured.max_negative_g) < threshold,
            Kind::RequirementLateralG => i32::from(measured.max_lateral_g) >= threshold,
            Kind::RequirementInversions => i32::from(measured.inversions) >= threshold,
            Kind::RequirementUnsheltered => i32::from(sheltered_eighths(measured)) < threshold,
            Kind::RequirementReversals => self.surroundings.reversers >= threshold,
            Kind::RequirementWaterChannel => measured.special & SPECIAL_WATER != 0,
            _ => true,
        })
    }

    /// The figures a modifier looks at, for people.
    fn inputs(&self, modifier: &Modifier) -> Vec<(&'static str, i64)> {
        use ModifierKind as Kind;
        let measured = self.measured;
        let limit = ("threshold", i64::from(modifier.threshold));
        match modifier.kind {
            Kind::BonusLength => vec![("length_m", self.length_m()), limit],
            Kind::BonusSynchronisedStations => vec![("synchronised", i64::from(self.synchronises()))],
            Kind::BonusTrainLength => vec![("cars", i64::from(self.layout.trains.cars))],
            Kind::BonusMaxSpeed | Kind::RequirementMaxSpeed => vec![("max_speed", measured.max_speed.into()), limit],
            Kind::BonusAverageSpeed => vec![("average_speed", measured.average_speed.into())],
            Kind::BonusDuration => vec![("total_time", measured.total_time().into()), limit],
            Kind::BonusGForces => vec![
                ("max_positive_g", measured.max_positive_g.into()),
                ("max_negative_g", measured.max_negative_g.into()),
                ("max_lateral_g", measured.max_lateral_g.into()),
            ],
            Kind::BonusTurns => vec![
                ("turn_default", measured.turns_flat.into()),
                ("turn_banked", measured.turns_banked.into()),
                ("turn_sloped", measured.turns_sloped.into()),
                ("helices", measured.helices.into()),
                ("inversions", measured.inversions.into()),
                ("special", measured.special.into()),
            ],
            Kind::BonusDrops => {
                vec![("drops", measured.drops.into()), ("highest_drop", measured.highest_drop.into())]
            }
            Kind::BonusSheltered => vec![
                ("sheltered_length", measured.sheltered_length.into()),
                ("sheltered_sections", measured.sheltered_sections.into()),
            ],
            Kind::BonusProximity => vec![("proximity", i64::from(self.surroundings.score))],
            Kind::BonusScenery => vec![("scenery", i64::from(self.scenery_score()))],
            Kind::BonusReversals | Kind::RequirementReversals => {
                vec![("reversers", self.surroundings.reversers.into()), limit]
            }
            Kind::BonusOperationOption | Kind::BonusRotations => {
                vec![("operation_option", self.layout.settings.operation_option.into())]
            }
            Kind::RequirementLength => {
                vec![("first_length", measured.legs.first().map_or(0, |leg| leg.length).into()), limit]
            }
            Kind::RequirementDropHeight => vec![("highest_drop", measured.highest_drop.into()), limit],
            Kind::RequirementDropCount => vec![("drops", measured.drops.into()), limit],
            Kind::RequirementNegativeG => vec![("max_negative_g", measured.max_negative_g.into()), limit],
            Kind::RequirementLateralG => vec![("max_lateral_g", measured.max_lateral_g.into()), limit],
            Kind::RequirementInversions => vec![("inversions", measured.inversions.into()), limit],
            Kind::RequirementUnsheltered => {
                vec![("sheltered_eighths", sheltered_eighths(measured).into()), limit]
            }
            Kind::RequirementWaterChannel => vec![("special", measured.special.into())],
            Kind::PenaltyExcessLateralG => vec![("max_lateral_g", measured.max_lateral_g.into())],
            Kind::BonusReversedTrains => Vec::new(),
        }
    }

    fn length_m(&self) -> i64 {
        i64::from(self.measured.total_length() >> 16)
    }

    fn synchronises(&self) -> bool {
        let flag = self.layout.settings.depart_flags & RideSettings::SYNCHRONISE != 0;
        flag && self.surroundings.has_adjacent_station
    }

    /// Without scenery only a station below ground scores.
    fn scenery_score(&self) -> i32 {
        let underground = self.layout.stations.first().is_some_and(|station| self.layout.site.surface > station.z);
        if underground { 40 } else { 0 }
    }

    fn air_time(&self, now: Ratings) -> Ratings {
        if !self.layout.ride.has("has_air_time") {
            return now;
        }
        let time = i32::from(self.measured.air_time);
        if self.layout.vehicle.has("limit_air_time_bonus") {
            let excess = (time - 96).max(0);
            add(now, [-(excess.min(200) / 8), 0, excess / 16])
        } else {
            add(now, [time.min(200) / 8, 0, time / 16])
        }
    }
}

/// Eighths of the track under cover; a ride without length counts as covered.
pub(super) fn sheltered_eighths(measured: &Measured) -> u8 {
    let eighth = measured.total_length() / 8;
    let limits = (1..=7).map(|count| eighth.wrapping_mul(count));
    limits.filter(|&limit| measured.sheltered_length >= limit).count() as u8
}

/// The sheltered eighths that the type or its vehicle shows instead of what was measured.
pub(super) fn shown_eighths(layout: &Layout, measured: u8) -> u8 {
    let covered = layout.vehicle.has("has_shelter").then_some(7);
    layout.ride.rating.sheltered_eighths.or(covered).unwrap_or(measured)
}
