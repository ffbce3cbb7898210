//! Pictures of our own designs: what they look like must not change unawares, and anything can be drawn.

#![allow(clippy::unwrap_used)]

use flate2::Crc;
use loopwright::catalogue::{Catalogue, Direction, PieceId};
use loopwright::design::{Design, Element};
use loopwright::layout::{Layout, Site, lay_unchecked, place};
use loopwright::picture::{self, Card, Picture, Style, Subject, Units, View};
use loopwright::track_file;

/// A design and the checksums of its pictures: height, plan, isometric view, ride graph.
const OURS: [(&str, [&str; 4]); 2] = [
    ("01-midnight-maverick", ["f0539c19", "231bd955", "05b81f18", "c0fda7e7"]),
    ("03-roaring-tiger", ["aa23da62", "b989acbd", "5eb07ea7", "68f29ece"]),
];

fn design(catalogue: &Catalogue, name: &str) -> Design {
    let path = format!("{}/tracks/{name}.td6", env!("CARGO_MANIFEST_DIR"));
    track_file::read(&std::fs::read(path).unwrap()).unwrap().design(catalogue).unwrap()
}

fn laid<'a>(catalogue: &'a Catalogue, design: &Design) -> Layout<'a> {
    place(catalogue, design, Site::default(), Direction::new(0)).unwrap().as_design.unwrap()
}

fn kinds(subject: &Subject, style: &Style) -> [Picture; 4] {
    [
        picture::height(subject, style),
        picture::plan(subject, style),
        picture::isometric(subject, style, View::default()),
        picture::graph(subject, style),
    ]
}

fn checksum(bytes: &[u8]) -> String {
    let mut crc = Crc::new();
    crc.update(bytes);
    format!("{:08x}", crc.sum())
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

#[test]
fn pictures_of_our_designs_are_the_same_as_ever() {
    let catalogue = Catalogue::load().unwrap();
    let drawn = OURS.map(|(name, _)| {
        let design = design(&catalogue, name);
        let layout = laid(&catalogue, &design);
        let subject = Subject::tested(name, layout).painted(&design.colours);
        (name, kinds(&subject, &Style::default()).map(|picture| checksum(picture.svg().as_bytes())))
    });
    assert_eq!(drawn, OURS.map(|(name, sums)| (name, sums.map(str::to_owned))));
}

#[test]
fn pictures_have_the_size_asked_for_and_are_nowhere_empty() {
    let catalogue = Catalogue::load().unwrap();
    let design = design(&catalogue, OURS[1].0);
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
    let layout = laid(&catalogue, &design(&catalogue, OURS[0].0));
    let subject = Subject::tested("Maverick", layout);
    let small = picture::isometric(&subject, &Style { width: 240, height: 200, units: Units::Metric }, View::new(2));
    assert!(!small.svg().contains("<text") && small.png(1.0).is_ok());
}

#[test]
fn the_four_views_differ() {
    let catalogue = Catalogue::load().unwrap();
    let layout = laid(&catalogue, &design(&catalogue, OURS[0].0));
    let subject = Subject::new("Maverick", layout);
    let mut drawn =
        View::ALL.map(|view| picture::isometric(&subject, &Style::default(), view).svg().to_owned()).to_vec();
    drawn.dedup();
    assert_eq!(drawn.len(), 4);
}

#[test]
fn a_design_with_pieces_of_td7_alone_is_drawn_as_it_would_lie() {
    let catalogue = Catalogue::load().unwrap();
    let mut design = design(&catalogue, OURS[0].0);
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
    let design = design(&catalogue, OURS[1].0);
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
    let layouts = OURS.map(|(name, _)| laid(&catalogue, &design(&catalogue, name)));
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
