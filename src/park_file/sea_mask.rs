//! The mask over a `.sea` of RCT Classic, whose key is the file's name (rules: park files 3.1).

/// Bytes of the mask.
const MASK: usize = 0x1000;

/// Takes the mask off. The last four bytes are a checksum, which goes.
pub(super) fn unmask(bytes: &[u8], name: &str) -> Vec<u8> {
    let mask = mask(name.as_bytes());
    let body = &bytes[..bytes.len().saturating_sub(4)];
    let mut here = 0;
    let mut third = 0;
    let mut unmasked = Vec::with_capacity(body.len());
    for byte in body {
        let next = (here + 1) % MASK;
        unmasked.push((byte.wrapping_sub(mask[next]) ^ mask[third]).wrapping_add(mask[here]));
        third = (third + 3) % MASK;
        here = (here + 7) % MASK;
    }
    unmasked
}

/// The mask that belongs to a file's name.
fn mask(name: &[u8]) -> Vec<u8> {
    let stir = |seed: u32, letter: &u8| seed.wrapping_mul(33) ^ letter_value(*letter);
    let mut first = name.iter().rev().fold(0, stir);
    let mut second = name.iter().fold(0, stir);
    let mut mask = Vec::with_capacity(MASK);
    while mask.len() < MASK {
        let (left, right) = (first, second ^ 0xf765_4321);
        first = right.rotate_left(25).wrapping_add(left);
        second = left.rotate_left(29);
        mask.extend([(left >> 3) as u8, (left >> 11) as u8, (left >> 19) as u8, (second >> 24) as u8]);
    }
    mask
}

/// Letters are numbers with a sign.
const fn letter_value(letter: u8) -> u32 {
    letter as i8 as u32
}
