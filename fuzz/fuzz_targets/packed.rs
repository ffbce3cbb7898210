//! Files as they are on disk, and the packing: decoded, encoded, decoded.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loopwright_fuzz::{CATALOGUE, laws};

fuzz_target!(|bytes: &[u8]| {
    laws::packing_holds(bytes);
    laws::bytes_hold(bytes, &CATALOGUE);
});
