//! Sub-ratings of turns, drops, G forces and shelter (rules: ratings 3.7).

use crate::catalogue::ride_type::SpecialRule;
use crate::test_run::{Measured, SpecialElements, TurnCounts};

use super::Hundredths;

/// Helix pieces that count towards excitement.
pub(super) const HELICES_THAT_COUNT: i32 = 9;
/// Inversions that count towards excitement.
pub(super) const INVERSIONS_THAT_COUNT: i32 = 6;
/// Sloped turns that count towards excitement, of one to four pieces.
pub(super) const SLOPED_TURNS_THAT_COUNT: [i32; 4] = [7, 6, 6, 4];
/// Drops that count towards excitement.
pub(super) const DROPS_THAT_COUNT: i32 = 9;
/// Least vertical G that counts towards excitement, hundredths.
pub(super) const NEGATIVE_G_THAT_COUNTS: i32 = -250;
/// Most lateral G that counts towards excitement, hundredths.
pub(super) const LATERAL_G_THAT_COUNTS: i32 = 150;
/// Metres under cover that count towards excitement.
pub(super) const SHELTER_THAT_COUNTS: i32 = 1000;
/// Covered sections that count.
pub(super) const SHELTERS_THAT_COUNT: i32 = 11;

/// What one more of a figure adds to excitement, intensity and nausea, 65,536ths of a hundredth.
pub(super) type Weights = Hundredths;
/// Hundredths of g that press riders into their seats.
pub(super) const POSITIVE_G: Weights = [5242, 52_428, 17_039];
/// Hundredths of g below those of standing still, except that excitement begins below zero.
pub(super) const NEGATIVE_G: Weights = [15_728, 52_428, 14_563];
/// Hundredths of g sideways.
pub(super) const LATERAL_G: Weights = [26_214, 65_536, 21_845];
/// Level turns of one piece, of two, and of three or more.
pub(super) const FLAT_TURNS: [Weights; 3] =
    [[63_421, 21_140, 42_281], [196_608, 49_152, 204_800], [163_840, 81_920, 327_680]];
/// Banked turns of one piece, of two, and of three or more.
pub(super) const BANKED_TURNS: [Weights; 3] =
    [[73_992, 21_140, 48_623], [245_760, 49_152, 204_800], [245_760, 81_920, 327_680]];
/// Sloped turns of one to four pieces.
pub(super) const SLOPED_TURNS: [Weights; 4] =
    [[187_245, 0, 0], [240_298, 0, 0], [273_066, 0, 0], [491_520, 0, 491_520]];
/// Helix pieces.
pub(super) const HELICES: Weights = [254_862, 148_945, 1_310_720];
/// Inversions.
pub(super) const INVERSIONS: Weights = [1_747_626, 3_276_800, 1_419_946];
/// Drops.
pub(super) const DROPS: Weights = [728_177, 928_426, 655_360];
/// Half height units of the highest drop.
pub(super) const DROP_HEIGHT: Weights = [16_000, 32_000, 10_240];
/// What a covered section adds to excitement alone, 65,536ths of a hundredth.
pub(super) const SHELTERED_SECTION: i32 = 774_516;
/// Metres under cover.
pub(super) const SHELTER: Weights = [9175, 9830, 16_384];

fn share(value: i32, weight: i32) -> i32 {
    ((i64::from(value) * i64::from(weight)) >> 16) as i32
}

fn sum(parts: impl IntoIterator<Item = Hundredths>) -> Hundredths {
    parts.into_iter().fold([0; 3], |total, part| [total[0] + part[0], total[1] + part[1], total[2] + part[2]])
}

/// G forces (3.7.1).
pub(super) fn g_forces(measured: &Measured) -> Hundredths {
    let positive = i32::from(measured.max_positive_g.0);
    let negative = i32::from(measured.max_negative_g.0);
    let lateral = i32::from(measured.max_lateral_g.0);
    [
        share(positive, POSITIVE_G[0])
            + share(negative.clamp(NEGATIVE_G_THAT_COUNTS, 0), -NEGATIVE_G[0])
            + share(lateral.min(LATERAL_G_THAT_COUNTS), LATERAL_G[0]),
        share(positive, POSITIVE_G[1]) + share(negative - 100, -NEGATIVE_G[1]) + share(lateral, LATERAL_G[1]),
        share(positive, POSITIVE_G[2]) + share(negative - 100, -NEGATIVE_G[2]) + share(lateral, LATERAL_G[2]),
    ]
}

/// The share of the excitement of G forces that excess lateral G takes back (3.7.6), with what it adds.
pub(super) fn excess_lateral_g(measured: &Measured) -> Hundredths {
    match measured.max_lateral_g.0 {
        311.. => [-(g_forces(measured)[0] / 2), 1225, 600],
        281.. => [0, 375, 200],
        _ => [0; 3],
    }
}

/// Turns, special pieces, helices and inversions (3.7.2).
pub(super) fn turns(measured: &Measured, rule: SpecialRule) -> Hundredths {
    let helices = i32::from(measured.helices);
    let inversions = i32::from(measured.inversions);
    sum([
        special(measured.special, rule),
        [
            share(helices.min(HELICES_THAT_COUNT), HELICES[0]),
            share(helices.min(11), HELICES[1]),
            share((helices - 5).clamp(0, 10), HELICES[2]),
        ],
        level_turns(measured.turns_flat, FLAT_TURNS),
        level_turns(measured.turns_banked, BANKED_TURNS),
        sloped_turns(measured.turns_sloped),
        [
            share(inversions.min(INVERSIONS_THAT_COUNT), INVERSIONS[0]),
            share(inversions, INVERSIONS[1]),
            share(inversions, INVERSIONS[2]),
        ],
    ])
}

/// Special elements; what they are depends on the type.
pub(super) fn special(passed: SpecialElements, rule: SpecialRule) -> Hundredths {
    const WATER: SpecialElements = SpecialElements::WATER;
    const FALL: SpecialElements = SpecialElements::FALL;
    const WHIRLPOOL: SpecialElements = SpecialElements::WHIRLPOOL;
    let worth: &[(SpecialElements, Hundredths)] = match rule {
        SpecialRule::WaterFeatures => &[(WATER, [50, 30, 20]), (FALL, [55, 30, 0]), (WHIRLPOOL, [35, 20, 23])],
        SpecialRule::SpinningTunnel => &[(WATER, [40, 25, 55])],
        SpecialRule::LogReverser => &[(FALL, [48, 55, 65])],
    };
    sum(worth.iter().filter(|(element, _)| passed.has(*element)).map(|&(_, worth)| worth))
}

/// Flat or banked turns.
fn level_turns(turns: TurnCounts, weights: [Weights; 3]) -> Hundredths {
    let counts = [turns.one_piece(), turns.two_pieces(), turns.three_pieces()];
    sum(counts.into_iter().zip(weights).map(|(count, weights)| weights.map(|weight| share(count, weight))))
}

fn sloped_turns(turns: TurnCounts) -> Hundredths {
    let (one, two, three) = (turns.one_piece(), turns.two_pieces(), turns.three_pieces());
    let four = turns.four_pieces();
    let [most_one, most_two, most_three, most_four] = SLOPED_TURNS_THAT_COUNT;
    let [weight_one, weight_two, weight_three, weight_four] = SLOPED_TURNS;
    let excitement = share(one.min(most_one), weight_one[0])
        + share(two.min(most_two), weight_two[0])
        + share(three.min(most_three), weight_three[0])
        + share(four.min(most_four), weight_four[0]);
    [excitement, 0, share(four.min(8), weight_four[2])]
}

/// Drops (3.7.3).
pub(super) fn drops(measured: &Measured) -> Hundredths {
    let drops = i32::from(measured.drops);
    let height = 2 * i32::from(measured.highest_drop);
    [
        share(drops.min(DROPS_THAT_COUNT), DROPS[0]) + share(height, DROP_HEIGHT[0]),
        share(drops, DROPS[1]) + share(height, DROP_HEIGHT[1]),
        share(drops, DROPS[2]) + share(height, DROP_HEIGHT[2]),
    ]
}

/// Shelter (3.7.4).
pub(super) fn shelter(measured: &Measured) -> Hundredths {
    let length = measured.sheltered_length.metres();
    let count = measured.sheltered_sections.number().min(SHELTERS_THAT_COUNT);
    let entered = measured.sheltered_sections.ways_entered();
    [
        share(length.min(SHELTER_THAT_COUNTS), SHELTER[0]) + share(count, SHELTERED_SECTION) + 20 * entered,
        share(length.min(2000), SHELTER[1]),
        share(length.min(1000), SHELTER[2]) + 15 * entered,
    ]
}
