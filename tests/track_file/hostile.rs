//! Damaged and made-up files.

use loopwright::track_file::read;
use proptest::prelude::*;

use crate::sample::{EXAMPLE, catalogue, corpus, header, hex, packed};

#[test]
fn every_corruption_of_a_byte_gives_an_error_or_a_file_that_comes_out_as_it_went_in() {
    let catalogue = catalogue();
    let mut files: Vec<Vec<u8>> = corpus().into_iter().step_by(92).map(|(_, bytes)| bytes).collect();
    files.push(hex(EXAMPLE));
    for bytes in files {
        for place in 0..bytes.len().min(400) {
            for change in [0x01, 0x80, 0xff] {
                let mut bytes = bytes.clone();
                bytes[place] ^= change;
                if let Ok(file) = read(&bytes) {
                    assert_eq!(file.to_bytes(), Ok(bytes));
                    let _ = file.design(catalogue);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_give_an_error_or_come_out_as_they_went_in(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
        fixed in header(),
        version in 0_u8..4,
        is_packed in any::<bool>(),
    ) {
        let bytes = if is_packed { packed(fixed, version, &bytes) } else { bytes };
        if let Ok(file) = read(&bytes) {
            prop_assert_eq!(file.to_bytes(), Ok(bytes));
            let _ = file.design(catalogue());
        }
    }
}
