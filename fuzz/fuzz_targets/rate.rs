//! Placing, testing and rating whatever decodes: the input is the expanded data of any format.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use loopwright_fuzz::{CATALOGUE, laws, mutate};

fuzz_target!(|data: &[u8]| {
    if let Ok(file) = loopwright::track_file::read(&laws::packed(data))
        && let Ok(design) = file.design(&CATALOGUE)
    {
        laws::judging_ends(&design, &CATALOGUE);
    }
});

// Half of the time a design with another piece, train or setting; else bytes as they come.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let changed = Some(seed).filter(|seed| seed % 2 == 0).and_then(|seed| mutate::changed(&data[..size], seed));
    match changed.filter(|changed| changed.len() <= max_size) {
        Some(changed) => {
            data[..changed.len()].copy_from_slice(&changed);
            changed.len()
        }
        None => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
    }
});
