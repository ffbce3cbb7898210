//! Reader of TD6: the input is the expanded data.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loopwright::track_file::Format;
use loopwright_fuzz::{CATALOGUE, laws};

fuzz_target!(|data: &[u8]| {
    laws::bytes_hold(&laws::packed(&laws::with_version(data, Format::Td6)), &CATALOGUE);
});
