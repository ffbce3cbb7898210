//! The special-element flags of the fixed part, which RCT2 reads (rules: track files 4).

use super::record::ElementRecord;

/// Bit of the first word, and the elements that set it.
#[rustfmt::skip]
const FIRST: [(u32, std::ops::RangeInclusive<u16>); 8] = [
    (7, 40..=41),    // vertical loop
    (17, 52..=55),   // inline twist
    (18, 56..=57),   // half loop
    (19, 58..=61),   // corkscrew
    (27, 117..=117), // water splash
    (29, 174..=177), // barrel roll
    (30, 182..=182), // powered lift
    (31, 183..=186), // large half loop
];

/// Bit of the second word for the log flume reverser.
const LOG_FLUME_REVERSER: (u32, u16) = (1, 172);

/// Both words for a list of elements.
pub(super) fn flags(elements: &[ElementRecord]) -> (u32, u32) {
    let bit = |element: &ElementRecord| {
        FIRST.iter().find(|(_, ids)| ids.contains(&element.id)).map_or(0, |(bit, _)| 1 << bit)
    };
    let first = elements.iter().map(bit).fold(0, |all, bit| all | bit);
    let (bit, id) = LOG_FLUME_REVERSER;
    (first, u32::from(elements.iter().any(|element| element.id == id)) << bit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_name_the_elements_that_occur() {
        let flags = |ids: &[u16]| flags(&ids.iter().map(|&id| ElementRecord { id, qualifier: 4 }).collect::<Vec<_>>());
        assert_eq!(flags(&[1, 0, 42, 99, 39, 62, 187]), (0, 0));
        assert_eq!(flags(&[0, 41, 41, 117]), (1 << 7 | 1 << 27, 0));
        assert_eq!(flags(&[52, 57, 61, 174, 182, 186]), (0xe00e_0000, 0));
        assert_eq!(flags(&[172]), (0, 2));
    }
}
