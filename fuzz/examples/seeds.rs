//! Writes the seed corpus to `fuzz/seeds`: small designs of our own, in the form each target takes.

use std::error::Error;
use std::path::{Path, PathBuf};

use loopwright::catalogue::{Mode, PieceId, RideTypeId};
use loopwright::design::{Colours, Design, Element, Entrance, Settings, Statistics};
use loopwright::evolve::{Breeding, Checkpoint, Evolution, Plan};
use loopwright::park_file;
use loopwright::quantity::{HeightUnits, MapPoint};
use loopwright::site;
use loopwright::track_file::run_length::{WIDE_LIMIT, decode};
use loopwright::track_file::{
    Fixed, Format, MazeRecord, NewFormat, ObjectEntry, SceneryRecord, Target, Track, TrackFile, json,
};
use loopwright_fuzz::own_save::{Form, Packing, Save};
use loopwright_fuzz::{CATALOGUE, own_park};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Name, ride type, vehicle, mode, pieces in front of the station, pieces on the far side. Pieces are
/// numbers, with `c` for a chain, `i` for inverted and `@` before a speed.
#[rustfmt::skip]
const OVALS: [(&str, u8, &str, u8, &str, &str); 14] = [
    ("hill", 52, "PTCT1", 1, "0 99@8 0", "6c 4c 4c 4c 9c 12 10 10 10 15"),
    ("blocks", 15, "SCHT1", 34, "0 0 0", "6c 4c 4c 9c 12 10 10 15 216@2 0"),
    ("banked", 51, "BMSD", 1, "18 20 0", "6c 4c 4c 4c 9c 12 10 10 10 15"),
    ("launch", 90, "PREMT1", 36, "100@20 0 0", "6 4 4 9 12 10 10 15 216@2 0"),
    ("spinning", 94, "WMSPIN", 1, "256 0 256", "6c 4c 4c 4c 9c 12 10 10 10 15"),
    ("reverser", 65, "REVCAR", 1, "0 0 0", "6c 4c 9c 12 10 15 211 0"),
    ("cable", 68, "INTST", 34, "0 0 0 0 0 0 0 0 0", "216@2 6 4 4 4 4 4 4 4 4 123 14 15"),
    ("seats", 55, "ARRX", 1, "0 0 0", "6c 4c 4c 9c 12 10 10 15 216@2 0"),
    ("powered", 88, "PMT1", 1, "0 99@6 0", "6 4 4 4 9 12 10 10 10 15"),
    ("water", 74, "CSTBOAT", 1, "0 99@4 0", "6c 4c 4c 4c 9c 12 10 10 10 15"),
    ("alpine", 98, "#ALPINEC", 1, "0 99@4 0", "6c 4c 4c 4c 9c 12 10 10 10 15"),
    ("reel", 59, "VREEL", 1, "", "6c 4c 9c 12 10 15 0"),
    ("mouse", 9, "WMMINE", 1, "0 99@4 0", "6c 4c 4c 4c 9c 12 10 10 10 15"),
    ("inverted", 3, "NEMT", 3, "0 0 0", "6 4 4 4 9 12 10 10 10 15"),
];

/// The same for pieces in one line, with the station in front.
const LINES: [(&str, u8, &str, u8, &str); 4] = [
    ("freefall", 42, "REVF1", 23, "0 0 0 124 125 125 125"),
    ("tower", 75, "THCAR", 3, "0 0 0 0 0"),
    ("shuttle", 15, "SCHT1", 35, "6 4 4 9 12 10 4 4 4"),
    ("incline", 19, "ARRT1", 2, "0 6 4 9 12 10 15 6 4c 4c"),
];

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let ovals = OVALS.map(|(name, ride, vehicle, mode, front, far)| (name, oval(ride, vehicle, mode, front, far)));
    let lines = LINES.map(|(name, ride, vehicle, mode, track)| (name, line(ride, vehicle, mode, track)));
    for (name, design) in ovals.into_iter().chain(lines) {
        let design = design?;
        let td7 = TrackFile::from_design_in(NewFormat::Td7, &design, &CATALOGUE)?;
        write(&root, name, &td7)?;
        if let Ok(td6) = TrackFile::from_design(&design, &CATALOGUE) {
            write(&root, name, &td6)?;
        }
        for format in [Format::Td4, Format::Td4Expansion] {
            if let Ok(td4) = td7.convert(Target::new(format).lossy(), &CATALOGUE) {
                write(&root, name, &td4.file)?;
            }
        }
    }
    for (name, file) in [("scenery", scenery()?), ("maze", maze()?), ("flat_ride", flat_ride()?)] {
        for format in [Format::Td4, Format::Td4Expansion, Format::Td6, Format::Td7] {
            write(&root, name, &file.convert(Target::new(format).lossy(), &CATALOGUE)?.file)?;
        }
    }
    for (name, ride, generations) in
        [("begun", "wooden_rc", 0), ("circuit", "junior_rc", 2), ("shuttle", "lim_launched_rc", 2)]
    {
        put(root.join("checkpoint"), name, &checkpoint(ride, generations)?)?;
    }
    let park = own_park::park(61, 57, 0, <[u8]>::to_vec);
    let site = site::json::to_string(&park_file::read(&park, "ours.park")?.park(&CATALOGUE), None, &CATALOGUE)?;
    put(root.join("park"), "ours", &park)?;
    put(root.join("park"), "old", &own_park::park(4, 1, 0, <[u8]>::to_vec))?;
    for (name, form, is_classic) in
        [("rct2", Form::Game, false), ("classic", Form::Game, true), ("scenario", Form::Scenario, false)]
    {
        put(root.join("save"), name, &Save::own().bytes(form, is_classic, Packing::Repeats))?;
    }
    put(root.join("save"), "sea", &Save::own().sea("ours.sea", Packing::Repeats))?;
    put(root.join("site"), "ours", site.as_bytes())?;
    Ok(())
}

/// The body of the checkpoint of a small search.
fn checkpoint(ride: &str, generations: usize) -> Result<Vec<u8>> {
    let mut plan = Plan::new(&CATALOGUE, CATALOGUE.ride_named(ride).ok_or("no such ride type")?);
    plan.breeding = Breeding { population: 3, islands: 2, ..plan.breeding };
    let problem = plan.problem(&CATALOGUE).ok_or("no such vehicle")?;
    let mut evolution = Evolution::new(plan.breeding);
    (0..generations).for_each(|_| evolution.advance(&problem));
    let bytes = Checkpoint { plan, evolution }.to_bytes()?;
    let around = Checkpoint::seal(&[]).len();
    Ok(bytes[around - 4..bytes.len() - 4].to_vec())
}

/// A station, two half turns to the left and what lies between them on the far side.
fn oval(ride: u8, vehicle: &str, mode: u8, front: &str, far: &str) -> Result<Design> {
    let turns = "42 42";
    let text = format!("1 {front} {turns} {far} {turns} 2 3 3 3 3 3");
    design(ride, vehicle, mode, &text, [32, 64])
}

/// A station and what follows.
fn line(ride: u8, vehicle: &str, mode: u8, track: &str) -> Result<Design> {
    design(ride, vehicle, mode, &format!("2 3 3 3 3 1 {track}"), [-32, -64])
}

fn design(ride: u8, vehicle: &str, mode: u8, track: &str, entrances: [i32; 2]) -> Result<Design> {
    Ok(Design {
        ride: RideTypeId(ride),
        vehicle: vehicle.to_owned(),
        settings: Settings {
            mode: Mode(mode),
            trains: 2,
            cars: 3,
            operation_option: 18,
            lift_speed: 5,
            ..Settings::default()
        },
        elements: track.split_whitespace().map(element).collect::<Result<_>>()?,
        entrances: [false, true]
            .into_iter()
            .zip(entrances)
            .map(|(is_exit, x)| Entrance { at: MapPoint::new(x, 32), z: HeightUnits(0), direction: 3, is_exit })
            .collect(),
        scenery: Vec::new(),
        colours: Colours::default(),
        statistics: Statistics::default(),
        space: (0, 0),
    })
}

fn element(text: &str) -> Result<Element> {
    let (text, speed) = text.split_once('@').unwrap_or((text, "0"));
    let number = text.trim_end_matches(['c', 'i']);
    let element = Element::new(PieceId(number.parse()?)).with_speed(speed.parse()?);
    Ok(Element { chain: text.contains('c'), inverted: text.contains('i'), ..element })
}

fn scenery() -> Result<TrackFile> {
    let (_, ride, vehicle, mode, front, far) = OVALS[0];
    let mut file = TrackFile::from_design(&oval(ride, vehicle, mode, front, far)?, &CATALOGUE)?;
    let object: ObjectEntry = "00000081|TREE1   |00000000".parse()?;
    let item = SceneryRecord { object, x: 2, y: -3, z: 1, flags: 5, primary_colour: 6, secondary_colour: 7 };
    file.scenery = vec![item, SceneryRecord { x: -126, ..item }];
    file.trailing = vec![0, 0, 0, 1, 2, 3];
    Ok(file)
}

fn maze() -> Result<TrackFile> {
    let mut file = scenery()?;
    let Fixed::Td6(header) = &mut file.fixed else { return Err("not a TD6".into()) };
    header.ride_type = 20;
    header.vehicle = CATALOGUE.vehicle("HMAZE").map(|vehicle| ObjectEntry(vehicle.entry)).ok_or("no maze")?;
    let tile = |x, walls| MazeRecord { x, y: 0, walls };
    file.track = Track::Maze(vec![tile(0, 0xffff), tile(1, 0x1234), tile(-1, 0x0802), tile(2, 0x8000)]);
    file.entrances.clear();
    Ok(file)
}

fn flat_ride() -> Result<TrackFile> {
    let mut file = scenery()?;
    let Fixed::Td6(header) = &mut file.fixed else { return Err("not a TD6".into()) };
    (header.ride_type, header.vehicle) = (26, "00000080|SWSH1   |00000000".parse()?);
    let Track::Elements(elements) = &mut file.track else { return Err("no elements".into()) };
    elements.truncate(1);
    elements[0].id = 95;
    Ok(file)
}

/// Writes a file for every target that takes it.
fn write(root: &Path, name: &str, file: &TrackFile) -> Result<()> {
    let bytes = file.to_bytes()?;
    let data = decode(&bytes[..bytes.len() - 4], WIDE_LIMIT)?;
    let (target, suffix) = match file.format() {
        Format::Td4 => ("td4", "td4"),
        Format::Td4Expansion => ("td4", "td4x"),
        Format::Td6 => ("td6", "td6"),
        Format::Td7 => ("td7", "td7"),
    };
    let name = format!("{name}.{suffix}");
    put(root.join(target), &name, &data)?;
    if file.format() == Format::Td7 {
        put(root.join("rate"), &name, &data)?;
        put(root.join("json"), &name, json::to_string(file, &CATALOGUE)?.as_bytes())?;
    } else {
        put(root.join("packed"), &name, &bytes)?;
    }
    Ok(())
}

fn put(folder: PathBuf, name: &str, bytes: &[u8]) -> Result<()> {
    std::fs::create_dir_all(&folder)?;
    Ok(std::fs::write(folder.join(name), bytes)?)
}
