//! Checkpoints of a search: the input is what lies between the first lines and the checksum.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loopwright_fuzz::{CATALOGUE, laws};

fuzz_target!(|body: &[u8]| laws::checkpoint_holds(body, &CATALOGUE));
