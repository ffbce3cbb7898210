//! What each figure of a ride can add to its ratings, as far as it counts (rules: ratings 3.6, 3.7).

use crate::catalogue::ride_type::{Bonus, Modifier, ModifierKind, Requirement};
use crate::catalogue::{Piece, PieceId, RideType};
use crate::test_run::SpecialElements;

use super::ceiling::{Around, Ceiling};
use super::proximity::Counters;
use super::station;
use super::turns::{self, Weights};

/// A hundredth of a rating.
pub(super) const UNIT: i128 = 1 << 32;
/// A weight of one.
const WHOLE: i128 = 1 << 16;

/// Excitement, intensity and nausea in parts of a hundredth, of which [`UNIT`] make one.
type Amounts = [i128; 3];

/// What a figure adds as it grows: in proportion between one corner and the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part(Vec<Amounts>);

impl Part {
    /// A figure that adds anything from one amount to another.
    pub(super) fn between(least: Amounts, most: Amounts) -> Self {
        Self(vec![least, most])
    }

    /// The most that it is worth at prices for intensity and nausea, if excitement has a price of its own.
    pub(super) fn most_at(&self, excitement: i128, [intensity, nausea]: [i128; 2]) -> i128 {
        let worth = |&[e, i, n]: &Amounts| e * excitement - i * intensity - n * nausea;
        self.0.iter().map(worth).max().unwrap_or(0)
    }
}

/// All figures of a ride.
pub(super) struct Parts {
    pub list: Vec<Part>,
    /// What rounding down may have hidden of each rating, in parts of a hundredth.
    pub rounding: Amounts,
}

/// What the figures of a ride can add, whether it meets every requirement or not.
pub(super) fn parts(ceiling: &Ceiling, meets_all: bool) -> Parts {
    let mut gatherer = Gatherer { ceiling, meets_all, parts: Parts { list: Vec::new(), rounding: [0; 3] } };
    let modifiers = &ceiling.ride.rating.modifiers;
    let weights = |wanted: Bonus| {
        let modifier = modifiers.iter().find(|modifier| modifier.kind == ModifierKind::Bonus(wanted));
        modifier.map_or([0; 3], |modifier| modifier.parameters)
    };
    gatherer.speeds(weights(Bonus::MaxSpeed), weights(Bonus::AverageSpeed));
    for modifier in modifiers {
        if let ModifierKind::Bonus(kind) = modifier.kind {
            gatherer.bonus(kind, modifier);
        }
    }
    gatherer.parts
}

/// Gathers the parts of a formula.
struct Gatherer<'a> {
    ceiling: &'a Ceiling<'a>,
    meets_all: bool,
    parts: Parts,
}

/// A figure between its ends, and where between them it adds more or less than before.
struct Figure<'a> {
    from: i32,
    to: i32,
    corners: &'a [i32],
}

/// Whole numbers that a speed can have.
const FASTEST: i32 = i16::MAX as i32;
/// Counters of drops, inversions and helices hold so much.
const FULLEST: i32 = u8::MAX as i32;
/// Hundredths of g that can be stored.
const STRONGEST: i32 = i16::MAX as i32;
/// Upright G of a train that stands still, from which both measurements start.
const STANDING_G: i32 = 100;

impl Gatherer<'_> {
    fn bonus(&mut self, kind: Bonus, modifier: &Modifier) {
        let Modifier { threshold, parameters, .. } = *modifier;
        let is_alone = self.ceiling.around == Around::Nothing;
        match kind {
            Bonus::Length | Bonus::Duration => self.free(threshold, parameters),
            Bonus::TrainLength => self.free(i32::from(self.ceiling.vehicle.cars_per_train.1) - 1, parameters),
            Bonus::Proximity => self.free(Counters::most(is_alone).score(), parameters),
            Bonus::Scenery if is_alone => {}
            Bonus::Scenery => self.free(station::MOST_SCENERY_SCORE, parameters),
            Bonus::SynchronisedStations => self.parts.list.push(Part::between([0; 3], whole(1, parameters))),
            Bonus::Reversals => {
                let least = self.required(Requirement::Reversals).unwrap_or(0).min(threshold);
                self.parts.list.push(Part::between(whole(least, parameters), whole(threshold, parameters)));
            }
            Bonus::OperationOption | Bonus::Rotations => self.options(kind, parameters),
            Bonus::GForces => self.g_forces(parameters),
            Bonus::Turns => self.turns(parameters),
            Bonus::Drops => self.drops(parameters),
            Bonus::Sheltered if !is_alone => self.shelter(parameters),
            Bonus::Sheltered | Bonus::MaxSpeed | Bonus::AverageSpeed | Bonus::ReversedTrains => {}
        }
    }

    /// A bonus for excitement alone.
    fn free(&mut self, most: i32, [weight, ..]: Weights) {
        let most = i128::from(most.max(0)) * i128::from(weight) * WHOLE;
        self.parts.list.push(Part::between([0; 3], [most, 0, 0]));
    }

    /// The option of a mode, each step of which adds whole hundredths.
    fn options(&mut self, kind: Bonus, parameters: Weights) {
        let range = self.ceiling.ride.operation_option;
        let of = |option: i32| {
            let mut amounts = whole(option, parameters);
            if kind == Bonus::OperationOption && parameters[1] < 0 {
                amounts[1] = i128::from(option / -parameters[1]) * UNIT;
            }
            amounts
        };
        self.parts.list.push(Part::between(of(range.min), of(range.max)));
    }

    /// The highest speed, and the average, which is no higher.
    fn speeds(&mut self, highest: Weights, average: Weights) {
        let least = self.required(Requirement::MaxSpeed).map_or(0, |threshold| threshold >> 16);
        let of = |speed: i32, mean: i32| -> Amounts {
            let share = |value: i32, weight: i32| i128::from(value) * i128::from(weight) * WHOLE;
            let [e, i, _] = average;
            std::array::from_fn(|rating| share(speed, highest[rating]) + share(mean, [e, i, 0][rating]))
        };
        let ends = [least, FASTEST].map(|speed| [of(speed, 0), of(speed, speed)]);
        self.parts.list.push(Part(ends.concat()));
        self.round(0, [0; 3]);
        self.round(0, [0; 3]);
    }

    fn g_forces(&mut self, weights: Weights) {
        let weigh = |value: i32, weight: i32| i128::from(value) * i128::from(weight);
        self.figure(&Figure { from: STANDING_G, to: STRONGEST, corners: &[] }, weights, |g| {
            turns::POSITIVE_G.map(|weight| weigh(g, weight))
        });
        let lightest = self.required(Requirement::NegativeG).map_or(STANDING_G, |threshold| threshold - 1);
        let counts = turns::NEGATIVE_G_THAT_COUNTS;
        self.figure(&Figure { from: -STRONGEST - 1, to: lightest, corners: &[counts, 0] }, weights, |g| {
            let [e, i, n] = turns::NEGATIVE_G;
            [weigh(-g.clamp(counts, 0), e), weigh(STANDING_G - g, i), weigh(STANDING_G - g, n)]
        });
        let least = self.required(Requirement::LateralG).unwrap_or(0);
        let counts = turns::LATERAL_G_THAT_COUNTS;
        self.figure(&Figure { from: least, to: STRONGEST, corners: &[counts] }, weights, |g| {
            let [e, i, n] = turns::LATERAL_G;
            [weigh(g.min(counts), e), weigh(g, i), weigh(g, n)]
        });
        self.round(3, weights);
    }

    fn turns(&mut self, weights: Weights) {
        let weigh = |value: i32, weight: i32| i128::from(value) * i128::from(weight);
        let offered = Offered::new(self.ceiling);
        let level = [(offered.flat_turns, turns::FLAT_TURNS), (offered.banked_turns, turns::BANKED_TURNS)];
        for (_, kinds) in level.into_iter().filter(|(is_offered, _)| *is_offered) {
            for (most, kind) in [31, 7, 7].into_iter().zip(kinds) {
                self.figure(&Figure { from: 0, to: most, corners: &[] }, weights, |count| {
                    kind.map(|weight| weigh(count, weight))
                });
            }
        }
        if offered.sloped_turns {
            for (most, [e, _, n]) in turns::SLOPED_TURNS_THAT_COUNT.into_iter().zip(turns::SLOPED_TURNS) {
                self.figure(&Figure { from: 0, to: most, corners: &[] }, weights, |count| {
                    [weigh(count, e), 0, weigh(count, n)]
                });
            }
        }
        if offered.helices {
            let counts = turns::HELICES_THAT_COUNT;
            self.figure(&Figure { from: 0, to: FULLEST, corners: &[5, counts, 11, 15] }, weights, |count| {
                let [e, i, n] = turns::HELICES;
                [weigh(count.min(counts), e), weigh(count.min(11), i), weigh((count - 5).clamp(0, 10), n)]
            });
        }
        if offered.inversions {
            let least = self.required(Requirement::Inversions).unwrap_or(0);
            let counts = turns::INVERSIONS_THAT_COUNT;
            self.figure(&Figure { from: least, to: FULLEST, corners: &[counts] }, weights, |count| {
                let [e, i, n] = turns::INVERSIONS;
                [weigh(count.min(counts), e), weigh(count, i), weigh(count, n)]
            });
        }
        self.special_elements(&offered, weights);
        self.round(14, weights);
    }

    /// Any of the special elements that the track can have, or of those with the one that is required.
    fn special_elements(&mut self, offered: &Offered, weights: Weights) {
        let must = self.required(Requirement::WaterChannel).is_some();
        let rule = self.ceiling.ride.rating.special;
        let sets = (0..=u8::MAX).map(SpecialElements).filter(|set| set.0 & !offered.special.0 == 0);
        let sets = sets.filter(|set| !must || set.has(SpecialElements::WATER));
        let of =
            |set: SpecialElements| weighed(turns::special(set, rule).map(|worth| i128::from(worth) * WHOLE), weights);
        let corners: Vec<Amounts> = sets.map(of).collect();
        self.parts.list.extend((!corners.is_empty()).then_some(Part(corners)));
    }

    fn drops(&mut self, weights: Weights) {
        let weigh = |value: i32, weight: i32| i128::from(value) * i128::from(weight);
        let least = self.required(Requirement::DropCount).unwrap_or(0);
        let counts = turns::DROPS_THAT_COUNT;
        self.figure(&Figure { from: least, to: FULLEST, corners: &[counts] }, weights, |count| {
            let [e, i, n] = turns::DROPS;
            [weigh(count.min(counts), e), weigh(count, i), weigh(count, n)]
        });
        let least = self.required(Requirement::DropHeight).unwrap_or(0);
        self.figure(&Figure { from: least, to: FULLEST, corners: &[] }, weights, |height| {
            turns::DROP_HEIGHT.map(|weight| weigh(2 * height, weight))
        });
        self.round(2, weights);
    }

    fn shelter(&mut self, weights: Weights) {
        let weigh = |value: i32, weight: i32| i128::from(value) * i128::from(weight);
        self.figure(&Figure { from: 0, to: 2000, corners: &[turns::SHELTER_THAT_COUNTS] }, weights, |metres| {
            let [e, i, n] = turns::SHELTER;
            let counts = metres.min(turns::SHELTER_THAT_COUNTS);
            [weigh(counts, e), weigh(metres, i), weigh(counts, n)]
        });
        self.figure(&Figure { from: 0, to: turns::SHELTERS_THAT_COUNT, corners: &[] }, weights, |sections| {
            [weigh(sections, turns::SHELTERED_SECTION), 0, 0]
        });
        self.figure(&Figure { from: 0, to: 2, corners: &[] }, weights, |ways| {
            [20, 0, 15].map(|worth| i128::from(worth * ways) * WHOLE)
        });
        self.round(2, weights);
    }

    /// A figure by what it adds before the weights of the bonus, in 65,536ths of a hundredth.
    fn figure(&mut self, figure: &Figure, weights: Weights, adds: impl Fn(i32) -> Amounts) {
        let Figure { from, to, corners } = *figure;
        let inner = corners.iter().copied().filter(|corner| (from..to).contains(corner));
        let corners = [from, to].into_iter().chain(inner).map(|value| weighed(adds(value), weights));
        self.parts.list.push(Part(corners.collect()));
    }

    /// Takes note that a bonus is rounded down, and before its weights a number of its terms.
    fn round(&mut self, terms: i128, weights: Weights) {
        for (rounding, weight) in self.parts.rounding.iter_mut().zip(weights) {
            *rounding += terms * i128::from(weight) * WHOLE + UNIT;
        }
    }

    /// The threshold of a requirement that the ride must meet.
    fn required(&self, kind: Requirement) -> Option<i32> {
        let table = &self.ceiling.ride.rating;
        let may_waive = table.relax_if_inversions && kind.is_waived_by_inversions();
        if may_waive || !self.meets_all {
            return None;
        }
        let found = table.modifiers.iter().find(|modifier| modifier.kind == ModifierKind::Requirement(kind));
        found.map(|modifier| modifier.threshold)
    }
}

fn weighed(amounts: Amounts, weights: Weights) -> Amounts {
    std::array::from_fn(|rating| amounts[rating] * i128::from(weights[rating]))
}

/// A number of things that add whole hundredths each.
fn whole(count: i32, each: Weights) -> Amounts {
    each.map(|each| i128::from(each) * i128::from(count) * UNIT)
}

/// What the pieces that a player can lay by hand give a ride.
struct Offered {
    flat_turns: bool,
    banked_turns: bool,
    sloped_turns: bool,
    helices: bool,
    inversions: bool,
    special: SpecialElements,
}

impl Offered {
    fn new(ceiling: &Ceiling) -> Self {
        let pieces: Vec<&Piece> =
            ceiling.catalogue.pieces().iter().filter(|piece| offers(ceiling.ride, piece.id)).collect();
        let any = |has: fn(&Piece) -> bool| pieces.iter().any(|piece| has(piece));
        let turns = |piece: &Piece| piece.flags.turn_left || piece.flags.turn_right;
        let rule = ceiling.ride.rating.measure;
        // Covered pieces are laid by a switch of their own.
        let elements =
            ceiling.catalogue.pieces().iter().filter(|piece| piece.id.is_covered() || offers(ceiling.ride, piece.id));
        let special = elements.fold(0, |all, piece| all | SpecialElements::of(piece.id, rule).0);
        Self {
            flat_turns: pieces.iter().any(|piece| turns(piece) && !piece.flags.turn_banked && !piece.flags.turn_sloped),
            banked_turns: pieces.iter().any(|piece| turns(piece) && piece.flags.turn_banked),
            sloped_turns: pieces.iter().any(|piece| turns(piece) && piece.flags.turn_sloped),
            helices: any(|piece| piece.flags.helix),
            inversions: any(|piece| piece.flags.inversion),
            special: SpecialElements(special),
        }
    }
}

/// Whether a player can lay a piece by hand, with the vehicles of the game or with others.
fn offers(ride: &RideType, piece: PieceId) -> bool {
    let lists = [Some(&ride.buildable), ride.buildable_any_vehicle.as_ref()];
    lists
        .into_iter()
        .flatten()
        .flat_map(|list| [Some(&list.normal), list.inverted.as_ref()])
        .flatten()
        .any(|state| state.pieces.contains(&piece))
}
