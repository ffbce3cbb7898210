//! Damages park files ten thousand times, reads them, rates what comes out, and says how long that took at most and how much
//! memory the process had:
//!
//! ```text
//! cargo run --release --example corrupt_parks [-- COPIES [FILE...]]
//! ```
//!
//! Without files, parks of our own are damaged, in every form and packing, and the recorded ones if they lie beside the
//! project. A `.park` is unpacked first, so that the damage reaches what it holds. Every damaged copy is refused with an error
//! or holds the laws of the fuzz targets; a copy that breaks one ends the program, which names it.

#[allow(dead_code, unreachable_pub, reason = "fuzz targets use more of it")]
#[path = "../fuzz/src/laws.rs"]
mod laws;
#[allow(dead_code, unreachable_pub, reason = "tests and fuzz targets use more of it")]
#[path = "../fuzz/src/own_park.rs"]
mod own_park;
#[allow(dead_code, unreachable_pub, reason = "tests and fuzz targets use more of it")]
#[path = "../fuzz/src/own_save.rs"]
mod own_save;

use std::error::Error;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use loopwright::catalogue::Catalogue;
use own_save::{Form, Packing, Save};

/// Damaged copies of all files together.
const COPIES: usize = 10_000;
/// An odd number without small patterns, that spreads places and changes.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
/// Where a `.park` says how it is packed, and how long it is.
const PACKING: usize = 24;
const PACKED_LENGTH: usize = 28;
const HEADER: usize = 64;
const ENTRY: usize = 20;

/// A file and its name, which is the key of some.
type File = (String, Vec<u8>);

#[expect(clippy::disallowed_methods, reason = "measurements look at the clock")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let copies = arguments.next().map_or(Ok(COPIES), |copies| copies.parse())?;
    let given: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let files = if given.is_empty() { own_files().into_iter().chain(recorded()?).collect() } else { read(&given)? };
    let catalogue = Catalogue::load()?;
    let before = peak_memory();
    let each = copies.div_ceil(files.len().max(1)) as u64;
    for (name, bytes) in &files {
        let (mut refused, mut longest) = (0, Duration::ZERO);
        for copy in 0..each {
            let damaged = damaged(bytes, copy);
            let start = Instant::now();
            let is_park = std::panic::catch_unwind(|| laws::park_holds(&damaged, name, &catalogue));
            longest = longest.max(start.elapsed());
            refused += u32::from(!is_park.map_err(|_| format!("{name}: copy {copy} breaks a law"))?);
        }
        println!("{name}, {} bytes: {refused} of {each} refused, at most {longest:.2?}", bytes.len());
    }
    if let (Some(before), Some(after)) = (before, peak_memory()) {
        println!("memory at most {} MiB, of which {} MiB are tables and files", after / 1024, before / 1024);
    }
    Ok(())
}

/// A copy with some bytes changed, cut off, put in or set to the largest number.
fn damaged(bytes: &[u8], copy: u64) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut number = (copy + 1).wrapping_mul(SPREAD);
    for _ in 0..=copy % 3 {
        number = number.rotate_left(23).wrapping_mul(SPREAD);
        // Every other time in the first thousand bytes, where lengths and counts are.
        let reach = if number & 1 == 0 { bytes.len() } else { bytes.len().min(1000) };
        let at = (number >> 20) as usize % reach.max(1);
        match number >> 60 {
            0 => bytes.truncate(at),
            1 => bytes.insert(at.min(bytes.len()), (number >> 8) as u8),
            2 | 3 => bytes[at..].iter_mut().take(4).for_each(|byte| *byte = 0xff),
            _ => bytes[at..].iter_mut().take(1).for_each(|byte| *byte ^= (number >> 8) as u8 | 1),
        }
    }
    bytes
}

/// Parks of our own in every form.
fn own_files() -> Vec<File> {
    let mut files: Vec<File> = [1, 30, 61]
        .map(|version| (format!("version {version}.park"), own_park::park(version, 1, 0, <[u8]>::to_vec)))
        .into();
    let save = Save::own();
    for packing in [Packing::Plain, Packing::Runs, Packing::Repeats] {
        files.push((format!("{packing:?}.sv6"), save.bytes(Form::Game, false, packing)));
        files.push((format!("{packing:?}.sc6"), save.bytes(Form::Scenario, false, packing)));
        files.push((format!("{packing:?}.sea"), save.sea(&format!("{packing:?}.sea"), packing)));
    }
    files
}

/// The recorded parks, where they lie beside the project.
fn recorded() -> Result<Vec<File>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/oracle/surroundings/parks");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_park = |path: &PathBuf| path.extension().is_some_and(|end| end == "park" || end == "sv6");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_park).collect();
    paths.sort();
    read(&paths)
}

fn read(paths: &[PathBuf]) -> Result<Vec<File>, Box<dyn Error>> {
    let file = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, unpacked(std::fs::read(path)?)?))
    };
    paths.iter().map(file).collect()
}

/// A `.park` whose chunks are not packed; other files as they are.
fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, Box<dyn Error>> {
    if !bytes.starts_with(b"PARK") || bytes.len() < HEADER {
        return Ok(bytes);
    }
    let chunks = u32::from_le_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]) as usize;
    let (head, packed) = bytes.split_at(HEADER + ENTRY * chunks);
    let mut block = Vec::new();
    match bytes[PACKING] {
        1 => _ = flate2::read::GzDecoder::new(packed).read_to_end(&mut block)?,
        2 => _ = ruzstd::decoding::StreamingDecoder::new(packed)?.read_to_end(&mut block)?,
        _ => block.extend(packed),
    }
    let mut head = head.to_vec();
    head[PACKING] = 0;
    head[PACKED_LENGTH..][..8].copy_from_slice(&(block.len() as u64).to_le_bytes());
    Ok([head, block].concat())
}

/// The most memory the process has had, in KiB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
