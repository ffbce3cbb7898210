//! Reader of sites in JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loopwright_fuzz::{CATALOGUE, laws};

fuzz_target!(|text: &str| laws::site_text_holds(text, &CATALOGUE));
