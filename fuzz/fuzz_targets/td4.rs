//! Reader of TD4: the input is the expanded data, with or without expansion by a bit of its version.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loopwright::track_file::Format;
use loopwright_fuzz::{CATALOGUE, laws};

fuzz_target!(|data: &[u8]| {
    let is_expansion = data.get(7).is_some_and(|version| version & 4 != 0);
    let format = if is_expansion { Format::Td4Expansion } else { Format::Td4 };
    laws::bytes_hold(&laws::packed(&laws::with_version(data, format)), &CATALOGUE);
});
