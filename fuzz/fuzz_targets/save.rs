//! Reader of saves of RCT2: the input is the file as it is on disk, and the same under the mask of a `.sea`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loopwright_fuzz::{CATALOGUE, laws};

fuzz_target!(|bytes: &[u8]| {
    laws::park_holds(bytes, "ours.sv6", &CATALOGUE);
    laws::park_holds(bytes, "ours.sea", &CATALOGUE);
});
