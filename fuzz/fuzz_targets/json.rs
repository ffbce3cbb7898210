//! Reader of the JSON form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loopwright_fuzz::{CATALOGUE, laws};

fuzz_target!(|text: &str| laws::text_holds(text, &CATALOGUE));
