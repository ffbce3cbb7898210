//! Whether the figures of one list are higher than those of another by more than chance (Mann and Whitney 1947).

use std::cmp::Ordering;

/// How likely two lists that do not differ would differ as much as these, in either direction: exact, ties included, by
/// going through all ways to deal the figures out to lists of these lengths.
pub(crate) fn p_value(a: &[i32], b: &[i32]) -> f64 {
    let all: Vec<i32> = a.iter().chain(b).copied().collect();
    let observed = distance(&all, (1 << a.len()) - 1);
    let (mut as_far, mut deals) = (0u32, 0u32);
    for ours in (0u32..1 << all.len()).filter(|ours| ours.count_ones() as usize == a.len()) {
        deals += 1;
        as_far += u32::from(distance(&all, ours) >= observed);
    }
    f64::from(as_far) / f64::from(deals.max(1))
}

/// How far the number of pairs that the figures of a mask win is from the middle; a tie is won by both halves.
fn distance(all: &[i32], mask: u32) -> usize {
    let (ours, theirs): (Vec<usize>, Vec<usize>) = (0..all.len()).partition(|place| mask >> place & 1 == 1);
    let halves = |one: &usize, other: &usize| match all[*one].cmp(&all[*other]) {
        Ordering::Less => 0,
        Ordering::Equal => 1,
        Ordering::Greater => 2,
    };
    let won: usize = ours.iter().map(|one| theirs.iter().map(|other| halves(one, other)).sum::<usize>()).sum();
    won.abs_diff(ours.len() * theirs.len())
}
