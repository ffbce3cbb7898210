//! Reader of `.park`: the input is the file as it is on disk, not packed for the most part.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loopwright_fuzz::{CATALOGUE, laws};

fuzz_target!(|bytes: &[u8]| {
    laws::park_holds(bytes, "ours.park", &CATALOGUE);
});
