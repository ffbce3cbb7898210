//! Damages each of the files given a thousand times, a byte at a time, and says how long reading took at most and how
//! much memory the process had.
//!
//! `cargo run --release --example corrupt -- FILE...`

use std::error::Error;
use std::time::{Duration, Instant};

use loopwright::catalogue::Catalogue;
use loopwright::track_file::{NewFormat, TrackFile, read};

/// Damaged copies of each file.
const COPIES: u64 = 1000;
/// An odd number without small patterns, that spreads places and changes.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

#[expect(clippy::disallowed_methods, reason = "measurements look at the clock")]
fn main() -> Result<(), Box<dyn Error>> {
    let catalogue = Catalogue::load()?;
    let before = peak_memory();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let (mut refused, mut longest) = (0, Duration::ZERO);
        for copy in 0..COPIES {
            let mut damaged = bytes.clone();
            let number = (copy + 1).wrapping_mul(SPREAD);
            if let Some(byte) = damaged.get_mut((number >> 32) as usize % bytes.len().max(1)) {
                *byte ^= (number >> 24) as u8 | 1;
            }
            let start = Instant::now();
            let is_sound = answers(&damaged, &catalogue);
            longest = longest.max(start.elapsed());
            refused += u32::from(!is_sound);
        }
        println!("{path}: {refused} of {COPIES} refused, at most {longest:.2?}");
    }
    if let (Some(before), Some(after)) = (before, peak_memory()) {
        println!("memory at most {} MiB, of which {} MiB are the program's tables", after / 1024, before / 1024);
    }
    Ok(())
}

/// Reads, takes the design out and writes; whether all of it is sound.
fn answers(bytes: &[u8], catalogue: &Catalogue) -> bool {
    let design = read(bytes).ok().and_then(|file| file.design(catalogue).ok());
    design.and_then(|design| TrackFile::from_design_in(NewFormat::Td7, &design, catalogue).ok()).is_some()
}

/// The most memory the process has had, in KiB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
