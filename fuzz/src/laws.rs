//! What holds for every track file, design, checkpoint, park and site, however made.

use loopwright::catalogue::Catalogue;
use loopwright::design::Design;
use loopwright::evolve::Checkpoint;
use loopwright::judge::{Wanted, judge, judge_in_place};
use loopwright::layout::ParkTrack;
use loopwright::park_file;
use loopwright::site::{self, Park, Site};
use loopwright::track_file::run_length::{LiteralLimit, WIDE_LIMIT, decode, encode};
use loopwright::track_file::{Checksum, Format, Target, TrackFile, json, read};

const FORMATS: [Format; 4] = [Format::Td4, Format::Td4Expansion, Format::Td6, Format::Td7];

/// Expanded data as a file: packed, with its checksum.
pub fn packed(data: &[u8]) -> Vec<u8> {
    let body = encode(data, LiteralLimit::Rct2);
    [&body[..], &Checksum::Rct2.bytes(&body)].concat()
}

/// Expanded data with the version of a format.
pub fn with_version(data: &[u8], format: Format) -> Vec<u8> {
    let mut data = data.to_vec();
    if let Some(packed) = data.get_mut(7) {
        *packed = format.version() << 2 | *packed & 3;
    }
    data
}

/// Bytes are refused, or come out as they went in and make a sound record.
pub fn bytes_hold(bytes: &[u8], catalogue: &Catalogue) {
    if let Ok(file) = read(bytes) {
        assert_eq!(file.to_bytes().as_deref(), Ok(bytes));
        record_holds(&file, catalogue);
    }
}

/// A text is refused, or makes a sound record.
pub fn text_holds(text: &str, catalogue: &Catalogue) {
    if let Ok(file) = json::from_str(text, catalogue) {
        record_holds(&file, catalogue);
    }
}

/// Packing loses nothing, whatever the limit of literals.
pub fn packing_holds(data: &[u8]) {
    for limit in [LiteralLimit::Rct2, LiteralLimit::OpenRct2] {
        assert_eq!(decode(&encode(data, limit), data.len()).as_deref(), Ok(data));
    }
    if let Ok(data) = decode(data, WIDE_LIMIT) {
        assert_eq!(decode(&encode(&data, LiteralLimit::Rct2), data.len()), Ok(data));
    }
}

/// A record goes to bytes, to JSON text and to every format and comes back, and its design is sound.
fn record_holds(file: &TrackFile, catalogue: &Catalogue) {
    if let Ok(bytes) = file.clone().normalised().to_bytes() {
        let again = read(&bytes).expect("written bytes can be read");
        assert_eq!(again, file.clone().normalised());
        assert!(again.checksum().is_some());
    }
    if let Ok(text) = json::to_string(file, catalogue) {
        let again = json::from_str(&text, catalogue);
        assert_eq!(again.as_ref().ok(), Some(file), "{:?}", again.as_ref().err());
    }
    for format in FORMATS {
        if let Ok(there) = file.convert(Target::new(format).lossy(), catalogue) {
            assert_eq!(there.file.format(), format);
            assert_eq!(read(&there.file.to_bytes().expect("a converted record fits")).as_ref(), Ok(&there.file));
            if there.lost.is_empty() && !file.format().is_rct1() {
                let back = there.file.convert(Target::new(file.format()).lossy(), catalogue);
                assert!(back.is_ok(), "{:?}", back.err());
            }
        }
    }
    if let Ok(design) = file.design(catalogue) {
        design_holds(&design, catalogue);
    }
}

/// A design names what exists, and comes back from a file as it was.
pub fn design_holds(design: &Design, catalogue: &Catalogue) {
    assert!(catalogue.tracked_name(design.ride).is_some());
    assert!(design.elements.iter().all(|element| catalogue.piece(element.piece).is_some()));
    assert!(design.elements.iter().all(|element| element.colour_scheme < 4 && element.seat_rotation < 16));
    assert!(design.entrances.iter().all(|entrance| entrance.direction < 4));
    assert_eq!(design.colours.vehicle.len(), 32);
    if let Ok(file) = TrackFile::from_design(design, catalogue) {
        let mut expected = design.clone();
        // Files list entrances first.
        expected.entrances.sort_by_key(|entrance| entrance.is_exit);
        assert_eq!(file.design(catalogue), Ok(expected));
    }
}

/// Placing, testing and rating a design in all directions ends with an answer.
pub fn judging_ends(design: &Design, catalogue: &Catalogue) {
    let directions = (0..4).map(loopwright::catalogue::Direction::new).collect();
    let wanted = Wanted { directions, explain: true, ..Wanted::default() };
    let _ = judge(catalogue, design, Site::default(), &wanted);
}

/// The body of a checkpoint is refused, or comes out as it went in, and a search goes on with it.
pub fn checkpoint_holds(body: &[u8], catalogue: &Catalogue) {
    /// Genomes that are bred in no time.
    const FEW: usize = 8;
    assert!(Checkpoint::from_bytes(body).is_err(), "it has no checksum");
    let Ok(mut checkpoint) = Checkpoint::from_bytes(&Checkpoint::seal(body)) else { return };
    let bytes = checkpoint.to_bytes().expect("what was read can be written");
    assert_eq!(Checkpoint::from_bytes(&bytes).as_ref(), Ok(&checkpoint));
    let Ok(problem) = checkpoint.problem(catalogue) else { return };
    let breeding = checkpoint.plan.breeding;
    if breeding.population * breeding.islands <= FEW {
        checkpoint.evolution.advance(&problem);
    }
}

/// Rides of a park that are tested where they stand: a run may last for 20,000 ticks.
const RIDES_TESTED: usize = 3;

/// A park file is refused, or makes a park from which designs can be taken, in which coasters are tested where they stand,
/// and which a text can hold. Whether it is one.
pub fn park_holds(bytes: &[u8], name: &str, catalogue: &Catalogue) -> bool {
    let Ok(file) = park_file::read(bytes, name) else { return false };
    let park = file.park(catalogue);
    let track = ParkTrack::new(&file);
    for ride in &file.rides {
        if let Ok(standing) = track.read_back(ride, catalogue) {
            assert!(!standing.design.elements.is_empty());
        }
    }
    for ride in file.rides.iter().take(RIDES_TESTED) {
        if let Ok(judged) = judge_in_place(&park, &track, ride, catalogue) {
            assert!(!judged.layout.pieces.is_empty());
        }
    }
    site_holds(&park, catalogue);
    true
}

/// A text is refused, or makes a park that comes back from its own text.
pub fn site_text_holds(text: &str, catalogue: &Catalogue) {
    if let Ok(park) = site::json::from_str(text, catalogue) {
        site_holds(&park, catalogue);
    }
}

/// The most tiles of a park whose text is tried: the text of a large one takes a while.
const TILES_TRIED: i32 = 1000;

fn site_holds(park: &Park, catalogue: &Catalogue) {
    let (width, height) = park.tiles.size();
    if width * height <= TILES_TRIED {
        let text = site::json::to_string(park, None, catalogue).expect("a park has a text");
        let again = site::json::from_str(&text, catalogue).expect("a written text can be read");
        assert_eq!(site::json::to_string(&again, None, catalogue).expect("a park has a text"), text);
    }
}
