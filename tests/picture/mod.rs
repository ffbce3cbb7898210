//! Pictures of our own designs: what they look like must not change unawares, and anything can be drawn.

#![allow(clippy::unwrap_used)]

mod reference;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use image::{Rgb, RgbImage};
use loopwright::catalogue::{Catalogue, Direction, PieceId};
use loopwright::design::{Design, Element};
use loopwright::layout::{Layout, Placing, lay_unchecked, place};
use loopwright::picture::{self, Card, Picture, Style, Subject, Units, View};
use loopwright::quantity::{Height, Tile};
use loopwright::site::{Park, Site, json};
use loopwright::track_file;

use crate::oracle::compare;

/// Golden designs and the kinds of pictures that are compared with references.
const GOLDEN: [(&str, &[&str]); 5] = [
    ("wooden_rc", &["height", "plan", "graph"]),
    ("looping_rc", &["height", "iso"]),
    ("reverse_freefall_rc", &["height", "graph"]),
    ("inverted_rc", &["iso"]),
    ("water_coaster", &["plan"]),
];

/// Pixels of a reference to each pixel of its style, to keep the files small.
const SCALE: f64 = 0.4;

/// Views of the site by the lake that are compared with references.
const LAKESIDE: [u8; 2] = [0, 2];

const OURS: [&str; 2] = ["01-midnight-maverick", "03-roaring-tiger"];

fn design(catalogue: &Catalogue, path: &str) -> Design {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path).with_extension("td6");
    track_file::read(&std::fs::read(path).unwrap()).unwrap().design(catalogue).unwrap()
}

fn ours(catalogue: &Catalogue, name: &str) -> Design {
    design(catalogue, &format!("tracks/{name}"))
}

pub(crate) fn golden(catalogue: &Catalogue, name: &str) -> Design {
    design(catalogue, &format!("tests/golden/designs/{name}"))
}

pub(crate) fn laid<'a>(catalogue: &'a Catalogue, design: &Design) -> Layout<'a> {
    place(catalogue, design, Site::default(), Direction::new(0)).unwrap().as_design.unwrap()
}

/// Our example on the site by the lake, its track at the height of the shore.
fn by_the_lake<'a>(catalogue: &'a Catalogue, park: &'a Park) -> Subject<'a> {
    let design = design(catalogue, "docs/example");
    let placing = Placing { direction: Direction::new(0), with_scenery: true, z: Some(Height(112)) };
    let site = Site::in_park(park, Tile::new(12, 22));
    let layout = place(catalogue, &design, site, placing).unwrap().as_design.unwrap();
    Subject::tested("By the lake", layout).painted(&design.colours)
}

fn lakeside(catalogue: &Catalogue) -> Park {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lakeside.json");
    json::from_str(&std::fs::read_to_string(path).unwrap(), catalogue).unwrap()
}

fn kinds(subject: &Subject, style: &Style) -> [Picture; 4] {
    [
        picture::height(subject, style),
        picture::plan(subject, style),
        picture::isometric(subject, style, View::default()),
        picture::graph(subject, style),
    ]
}

/// How many colours a part of a picture has, the part given in shares of its size.
fn colours(png: &[u8], [x0, y0, x1, y1]: [f64; 4]) -> usize {
    let pixels = image::load_from_memory(png).unwrap().to_rgb8();
    let at = |share: f64, size: u32| (share * f64::from(size)) as u32;
    let (width, height) = pixels.dimensions();
    let inside =
        |x: u32, y: u32| (at(x0, width)..at(x1, width)).contains(&x) && (at(y0, height)..at(y1, height)).contains(&y);
    let shown = pixels.enumerate_pixels().filter(|(x, y, _)| inside(*x, *y)).map(|(_, _, pixel)| pixel.0);
    shown.collect::<std::collections::BTreeSet<_>>().len()
}

/// A picture of a kind, as a PNG.
fn drawn(kind: &str, subject: &Subject, style: &Style) -> Vec<u8> {
    let picture = match kind {
        "height" => picture::height(subject, style),
        "plan" => picture::plan(subject, style),
        "iso" => picture::isometric(subject, style, View::default()),
        _ => picture::graph(subject, style),
    };
    picture.png(SCALE).unwrap()
}

#[test]
fn golden_designs_are_drawn_as_ever() {
    let catalogue = compare::catalogue(compare::RECORDED);
    let style = Style::default();
    let mut pictures = BTreeMap::new();
    let mut subjects = Vec::new();
    for (name, kinds) in GOLDEN {
        let design = golden(&catalogue, name);
        let subject = Subject::tested(name, laid(&catalogue, &design)).painted(&design.colours);
        pictures.extend(kinds.iter().map(|kind| (format!("{name}-{kind}"), drawn(kind, &subject, &style))));
        subjects.push(subject);
    }
    let park = lakeside(&catalogue);
    let in_park = by_the_lake(&catalogue, &park);
    pictures.extend(["height", "plan"].map(|kind| (format!("lakeside-{kind}"), drawn(kind, &in_park, &style))));
    for (name, lit) in [("map", &[][..]), ("map-lit", &[in_park.layout.number])] {
        let built = in_park.layout.park_with("By the lake").unwrap();
        let map = picture::park_map(&built, &catalogue, "Lakeside", lit);
        pictures.insert(format!("lakeside-{name}"), map.png(SCALE).unwrap());
    }
    pictures.extend(LAKESIDE.map(|view| {
        let picture = picture::isometric(&in_park, &style, View::new(view));
        (format!("lakeside-iso-{view}"), picture.png(SCALE).unwrap())
    }));
    let cards: Vec<Card> = subjects.iter().map(|subject| Card { subject, note: "new" }).collect();
    let sheet = picture::contact_sheet("Golden designs", "Some of them", &cards, &style);
    pictures.insert("sheet".to_owned(), sheet.png(SCALE).unwrap());

    let complaints: Vec<String> = pictures.iter().filter_map(|(name, png)| reference::complaint(name, png)).collect();
    assert!(complaints.is_empty(), "{}\n{}", complaints.join("\n"), reference::ADVICE);
    let kept = std::fs::read_dir(reference::folder()).unwrap().map(|entry| entry.unwrap().path());
    let kept: BTreeSet<String> = kept.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(kept, pictures.into_keys().collect());
}

#[test]
fn what_differs_between_two_pictures_is_marked() {
    let before = RgbImage::from_pixel(8, 6, Rgb([90, 120, 150]));
    let mut now = before.clone();
    assert_eq!(reference::difference(&before, &now).0, 0);
    now.put_pixel(2, 3, Rgb([90, 120, 153]));
    let (count, marked) = reference::difference(&before, &now);
    assert!(count == 1 && marked.get_pixel(2, 3) != marked.get_pixel(3, 3));
    let (count, marked) = reference::difference(&before, &RgbImage::from_pixel(9, 5, Rgb([90, 120, 150])));
    assert_eq!((count, marked.dimensions()), (8 + 5 + 1, (9, 6)));
}

#[test]
fn pictures_have_the_size_asked_for_and_are_nowhere_empty() {
    let catalogue = Catalogue::load().unwrap();
    let design = ours(&catalogue, OURS[1]);
    let layout = laid(&catalogue, &design);
    let subject = Subject::tested("Tiger", layout).painted(&design.colours);
    let style = Style { width: 1200, height: 900, units: Units::Imperial };
    for (number, picture) in kinds(&subject, &style).into_iter().enumerate() {
        let png = picture.png(1.0).unwrap();
        let decoded = image::load_from_memory(&png).unwrap();
        assert!(decoded.width() == 1200 && decoded.height() <= 900, "{number}");
        for heading in [[0.0, 0.0, 0.4, 0.09], [0.65, 0.0, 1.0, 0.09]] {
            assert!(colours(&png, heading) > 10, "{number} {heading:?}");
        }
        for part in [[0.1, 0.2, 0.4, 0.6], [0.4, 0.2, 0.7, 0.6], [0.1, 0.6, 0.4, 0.95], [0.4, 0.6, 0.7, 0.95]] {
            assert!(colours(&png, part) > 3, "{number} {part:?}");
        }
    }
}

#[test]
fn a_small_view_shows_the_coaster_alone() {
    let catalogue = Catalogue::load().unwrap();
    let layout = laid(&catalogue, &ours(&catalogue, OURS[0]));
    let subject = Subject::tested("Maverick", layout);
    let small = picture::isometric(&subject, &Style { width: 240, height: 200, units: Units::Metric }, View::new(2));
    assert!(!small.svg().contains("<text") && small.png(1.0).is_ok());
}

#[test]
fn the_four_views_differ() {
    let catalogue = Catalogue::load().unwrap();
    let layout = laid(&catalogue, &ours(&catalogue, OURS[0]));
    let park = lakeside(&catalogue);
    for subject in [Subject::new("Maverick", layout), by_the_lake(&catalogue, &park)] {
        let views = View::ALL.map(|view| picture::isometric(&subject, &Style::default(), view).svg().to_owned());
        assert_eq!(BTreeSet::from(views).len(), 4);
    }
}

#[test]
fn a_coaster_in_a_park_goes_round_in_a_film() {
    let catalogue = Catalogue::load().unwrap();
    let park = lakeside(&catalogue);
    let subject = by_the_lake(&catalogue, &park);
    let film = picture::animation(&subject, &Style { width: 320, height: 240, units: Units::Metric }, View::new(1));
    let mut decoder = gif::DecodeOptions::new().read_info(&film.as_ref().unwrap()[..]).unwrap();
    let mut changed = Vec::new();
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        changed.push((frame.left, frame.top));
    }
    assert!(changed.len() > 50 && BTreeSet::from_iter(changed).len() > 20);
}

#[test]
fn a_design_with_pieces_of_td7_alone_is_drawn_as_it_would_lie() {
    let catalogue = Catalogue::load().unwrap();
    let mut design = ours(&catalogue, OURS[0]);
    design.elements.insert(4, Element::new(PieceId(267)));
    let layout = lay_unchecked(&catalogue, &design, Site::default(), Direction::new(0)).unwrap();
    let subject = Subject::refused("TD7", layout, "Land in the way");
    for picture in kinds(&subject, &Style::default()) {
        assert!(picture.svg().contains("Cannot be placed") && picture.png(0.5).is_ok());
    }
    assert!(picture::animation(&subject, &Style { width: 320, height: 240, units: Units::Game }, View::new(1)).is_ok());
}

#[test]
fn an_animation_shows_the_whole_lap_at_twice_the_speed() {
    let catalogue = Catalogue::load().unwrap();
    let design = ours(&catalogue, OURS[1]);
    let layout = laid(&catalogue, &design);
    let subject = Subject::tested("Tiger", layout).painted(&design.colours);
    let style = Style { width: 320, height: 240, units: Units::Metric };
    let film = picture::animation(&subject, &style, View::default()).unwrap();
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::Indexed);
    let mut decoder = options.read_info(&film[..]).unwrap();
    assert_eq!(decoder.width(), 320);
    let (mut frames, mut hundredths, mut changed) = (0, 0, 0);
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        frames += 1;
        hundredths += usize::from(frame.delay);
        changed += usize::from(frame.buffer.iter().any(|&pixel| Some(pixel) != frame.transparent));
        assert!(u32::from(frame.left) + u32::from(frame.width) <= 320);
    }
    let samples = &subject.recording.as_ref().unwrap().samples;
    assert_eq!(frames, samples.len().div_ceil(4));
    assert_eq!(hundredths, 5 * frames);
    // The train stands still only in its station.
    assert!(changed * 10 > frames * 9, "{changed} of {frames}");
    assert_eq!(film, picture::animation(&subject, &style, View::default()).unwrap());
}

#[test]
fn a_contact_sheet_grows_with_its_designs() {
    let catalogue = Catalogue::load().unwrap();
    let layouts = OURS.map(|name| laid(&catalogue, &ours(&catalogue, name)));
    let subjects = layouts.map(|layout| Subject::tested("Design", layout));
    let sheet = |count: usize| {
        let cards: Vec<Card> = (0..count).map(|index| Card { subject: &subjects[index % 2], note: "new" }).collect();
        let png = picture::contact_sheet("Leaders", "The first sheet", &cards, &Style::default()).png(0.5).unwrap();
        let decoded = image::load_from_memory(&png).unwrap();
        (decoded.width(), decoded.height())
    };
    let (few, many) = (sheet(2), sheet(9));
    assert!(few.0 == 750 && many.0 == 750 && many.1 > few.1, "{few:?} {many:?}");
}
