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
        share(positive, 5242)
            + share(negative.clamp(NEGATIVE_G_THAT_COUNTS, 0), -15_728)
            + share(lateral.min(LATERAL_G_THAT_COUNTS), 26_214),
        share(positive, 52_428) + share(negative - 100, -52_428) + lateral,
        share(positive, 17_039) + share(negative - 100, -14_563) + share(lateral, 21_845),
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
            share(helices.min(HELICES_THAT_COUNT), 254_862),
            share(helices.min(11), 148_945),
            share((helices - 5).clamp(0, 10), 1_310_720),
        ],
        level_turns(measured.turns_flat, [63_421, 21_140, 42_281], [196_608, 163_840]),
        level_turns(measured.turns_banked, [73_992, 21_140, 48_623], [245_760, 245_760]),
        sloped_turns(measured.turns_sloped),
        [
            share(inversions.min(INVERSIONS_THAT_COUNT), 1_747_626),
            share(inversions, 3_276_800),
            share(inversions, 1_419_946),
        ],
    ])
}

/// Special elements; what they are depends on the type.
fn special(passed: SpecialElements, rule: SpecialRule) -> Hundredths {
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

/// Flat and banked turns: all three weights of one-piece turns, excitement of longer ones.
fn level_turns(turns: TurnCounts, single: Hundredths, longer: [i32; 2]) -> Hundredths {
    let (one, two, three) = (turns.one_piece(), turns.two_pieces(), turns.three_pieces());
    [
        share(one, single[0]) + share(two, longer[0]) + share(three, longer[1]),
        share(one, single[1]) + share(two, 49_152) + share(three, 81_920),
        share(one, single[2]) + share(two, 204_800) + share(three, 327_680),
    ]
}

fn sloped_turns(turns: TurnCounts) -> Hundredths {
    let (one, two, three) = (turns.one_piece(), turns.two_pieces(), turns.three_pieces());
    let four = turns.four_pieces();
    let [most_one, most_two, most_three, most_four] = SLOPED_TURNS_THAT_COUNT;
    let excitement = share(one.min(most_one), 187_245)
        + share(two.min(most_two), 240_298)
        + share(three.min(most_three), 273_066)
        + share(four.min(most_four), 491_520);
    [excitement, 0, share(four.min(8), 491_520)]
}

/// Drops (3.7.3).
pub(super) fn drops(measured: &Measured) -> Hundredths {
    let drops = i32::from(measured.drops);
    let height = 2 * i32::from(measured.highest_drop);
    [
        share(drops.min(DROPS_THAT_COUNT), 728_177) + share(height, 16_000),
        share(drops, 928_426) + share(height, 32_000),
        share(drops, 655_360) + share(height, 10_240),
    ]
}

/// Shelter (3.7.4).
pub(super) fn shelter(measured: &Measured) -> Hundredths {
    let length = measured.sheltered_length.metres();
    let count = measured.sheltered_sections.number().min(SHELTERS_THAT_COUNT);
    let entered = measured.sheltered_sections.ways_entered();
    [
        share(length.min(SHELTER_THAT_COUNTS), 9175) + share(count, 774_516) + 20 * entered,
        share(length.min(2000), 9830),
        share(length.min(1000), 16_384) + 15 * entered,
    ]
}
