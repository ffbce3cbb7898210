//! Packs the largest tables of `data/` for the program, which unpacks them when it loads its catalogue.

use std::path::Path;
use std::{env, fs, io};

use flate2::Compression;
use flate2::read::ZlibEncoder;

/// Tables that shrink to a tenth. The others are short.
const LARGE: [&str; 4] = ["ride_types.json", "small_scenery.csv", "subpositions.txt", "vehicles.json"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo names no folder for what is made"))?;
    for name in LARGE {
        let table = Path::new("data").join(name);
        println!("cargo::rerun-if-changed={}", table.display());
        let mut packed = Vec::new();
        io::copy(&mut ZlibEncoder::new(fs::File::open(table)?, Compression::best()), &mut packed)?;
        fs::write(Path::new(&folder).join(name), packed)?;
    }
    Ok(())
}
