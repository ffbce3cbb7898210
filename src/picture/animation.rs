//! The train going round, as an animated GIF.

use std::borrow::Cow;
use std::collections::BTreeMap;

use color_quant::NeuQuant;
use gif::{DisposalMethod, Encoder, Frame, Repeat};
use rayon::prelude::*;
use resvg::tiny_skia::{IntRect, Pixmap};

use super::Style;
use super::canvas::Area;
use super::isometric::{Page, Stage, Stamp, View, bounds, merged};
use super::raster::{self, RasterError};
use super::subject::Subject;

/// Ticks from frame to frame, and hundredths of a second: twice the speed of the game.
const TICKS: usize = 4;
const DELAY: u16 = 5;
/// Longer rides are shown at a higher speed.
const MOST_FRAMES: usize = 1200;
/// Colours beside the one that stands for no change.
const COLOURS: usize = 255;
const UNCHANGED: u8 = 255;
/// One pixel in this number serves to choose the colours.
const SAMPLED: i32 = 10;
/// Frames whose colours count, and how often a train counts, which is small and should be seen.
const SAMPLES: usize = 8;
const TRAIN_WEIGHT: usize = 12;

/// Draws a lap of the train, frame by frame; a single frame where there was no test run.
///
/// # Errors
/// When the picture is too large to hold.
pub(super) fn gif(subject: &Subject, style: &Style, view: View) -> Result<Vec<u8>, RasterError> {
    let stage = Stage::new(subject, view);
    let film = Film::new(subject, style, &stage)?;
    let trains: Vec<Train> = places(subject).par_iter().map(|&along| film.train(along)).collect();
    let first = film.frame(film.whole(), trains.first());
    let every = (trains.len() / SAMPLES).max(1);
    let samples = trains.iter().step_by(every).map(|train| film.frame(train.area, Some(train)));
    let palette = Palette::new(&first, &samples.collect::<Vec<_>>());
    let changes = trains.par_windows(2).map(|pair| {
        let area = joined(pair[0].area, pair[1].area);
        (area, palette.indices(&film.frame(area, Some(&pair[1]))))
    });
    Reel::new(&palette, &first)?.wind(&changes.collect::<Vec<_>>())
}

/// Metres along the rail of the lead car in every frame.
fn places(subject: &Subject) -> Vec<f64> {
    let samples = subject.recording.as_ref().map_or(&[][..], |recording| &recording.samples);
    let every = TICKS.max(samples.len().div_ceil(MOST_FRAMES));
    samples.iter().step_by(every).map(|sample| subject.rail.along(sample.piece, sample.share)).collect()
}

/// What stays while the train runs.
struct Film<'a> {
    stage: &'a Stage<'a>,
    page: Page,
    /// What no train is ever behind.
    base: Pixmap,
    /// All else, the farthest first.
    stamps: Vec<Stamp>,
}

/// The train in a frame.
struct Train {
    stamps: Vec<Stamp>,
    /// Whole pixels that it covers.
    area: Area,
}

impl<'a> Film<'a> {
    fn new(subject: &'a Subject<'a>, style: &Style, stage: &'a Stage<'a>) -> Result<Self, RasterError> {
        let page = Page::new(stage, style);
        let mut base = raster::pixels(&page.open(subject, style).finish(""), 1.0)?;
        let (scene, fixed) = stage.scene(page.projection);
        let (ground, rest) = scene.marks().split_at(fixed);
        let whole = size(&base);
        ground.iter().filter_map(Stamp::new).for_each(|stamp| stamp.press(&mut base, whole));
        let stamps = rest.iter().filter_map(Stamp::new).collect();
        Ok(Self { stage, page, base, stamps })
    }

    fn whole(&self) -> Area {
        size(&self.base)
    }

    fn train(&self, along: f64) -> Train {
        let scene = self.stage.train(self.page.projection, along);
        let corners = scene.marks().iter().flat_map(|mark| {
            let Area { x, y, .. } = mark.area;
            [(x, y), (mark.area.right(), mark.area.bottom())]
        });
        let around = bounds(corners).grown(1.0);
        let whole = self.whole();
        let (x, y) = (around.x.floor().clamp(0.0, whole.width - 1.0), around.y.floor().clamp(0.0, whole.height - 1.0));
        let right = around.right().ceil().clamp(x + 1.0, whole.width);
        let bottom = around.bottom().ceil().clamp(y + 1.0, whole.height);
        let area = Area { x, y, width: right - x, height: bottom - y };
        Train { stamps: scene.marks().iter().filter_map(Stamp::new).collect(), area }
    }

    /// The pixels of a window into the picture.
    fn frame(&self, window: Area, train: Option<&Train>) -> Pixmap {
        let mut pixels = cut(&self.base, window);
        let cars = train.map_or(&[][..], |train| &train.stamps);
        let shown = merged(&self.stamps, cars, |stamp| stamp.depth).filter(|stamp| stamp.area.overlaps(&window));
        shown.for_each(|stamp| stamp.press(&mut pixels, window));
        pixels
    }
}

fn size(pixels: &Pixmap) -> Area {
    Area { x: 0.0, y: 0.0, width: f64::from(pixels.width()), height: f64::from(pixels.height()) }
}

fn cut(pixels: &Pixmap, window: Area) -> Pixmap {
    let rect = IntRect::from_xywh(window.x as i32, window.y as i32, window.width as u32, window.height as u32);
    rect.and_then(|rect| pixels.clone_rect(rect)).unwrap_or_else(|| pixels.clone())
}

fn joined(a: Area, b: Area) -> Area {
    bounds([(a.x, a.y), (b.x, b.y), (a.right(), a.bottom()), (b.right(), b.bottom())])
}

/// The colours of the film.
struct Palette {
    chosen: NeuQuant,
    /// Which colour stands for those of the whole picture.
    known: BTreeMap<[u8; 4], u8>,
}

impl Palette {
    fn new(first: &Pixmap, samples: &[Pixmap]) -> Self {
        let mut bytes = first.data().to_vec();
        for sample in samples {
            (0..TRAIN_WEIGHT).for_each(|_| bytes.extend_from_slice(sample.data()));
        }
        let chosen = NeuQuant::new(SAMPLED, COLOURS, &bytes);
        let mut colours: Vec<[u8; 4]> = bytes.as_chunks().0.to_vec();
        colours.sort_unstable();
        colours.dedup();
        let known = colours.into_iter().map(|colour| (colour, chosen.index_of(&colour) as u8)).collect();
        Self { chosen, known }
    }

    /// The colours, red, green and blue of each, one unused at the end.
    fn table(&self) -> Vec<u8> {
        let mut table = self.chosen.color_map_rgb();
        table.resize(3 * (COLOURS + 1), 0);
        table
    }

    fn indices(&self, pixels: &Pixmap) -> Vec<u8> {
        let mut new = BTreeMap::new();
        let index = |colour: &[u8; 4]| {
            let known = self.known.get(colour).copied();
            known.unwrap_or_else(|| *new.entry(*colour).or_insert_with(|| self.chosen.index_of(colour) as u8))
        };
        pixels.data().as_chunks().0.iter().map(index).collect()
    }
}

/// The film in its file.
struct Reel {
    encoder: Encoder<Vec<u8>>,
    width: usize,
    /// What the viewer sees.
    shown: Vec<u8>,
}

impl Reel {
    fn new(palette: &Palette, first: &Pixmap) -> Result<Self, RasterError> {
        let (width, height) = (first.width() as u16, first.height() as u16);
        let mut encoder = Encoder::new(Vec::new(), width, height, &palette.table())?;
        encoder.set_repeat(Repeat::Infinite)?;
        let shown = palette.indices(first);
        let frame = Frame { width, height, delay: DELAY, buffer: Cow::Borrowed(&shown), ..Frame::default() };
        encoder.write_frame(&frame)?;
        Ok(Self { encoder, width: usize::from(width), shown })
    }

    fn wind(mut self, changes: &[(Area, Vec<u8>)]) -> Result<Vec<u8>, RasterError> {
        for (area, indices) in changes {
            let buffer = self.difference(*area, indices);
            let frame = Frame {
                delay: DELAY,
                dispose: DisposalMethod::Keep,
                transparent: Some(UNCHANGED),
                left: area.x as u16,
                top: area.y as u16,
                width: area.width as u16,
                height: area.height as u16,
                buffer: Cow::Owned(buffer),
                ..Frame::default()
            };
            self.encoder.write_frame(&frame)?;
        }
        Ok(self.encoder.into_inner()?)
    }

    /// The pixels of an area that change; those that do not are marked.
    fn difference(&mut self, area: Area, indices: &[u8]) -> Vec<u8> {
        let (left, top, width) = (area.x as usize, area.y as usize, area.width as usize);
        let change = |(number, &index): (usize, &u8)| {
            let shown = &mut self.shown[(top + number / width) * self.width + left + number % width];
            if std::mem::replace(shown, index) == index { UNCHANGED } else { index }
        };
        indices.iter().enumerate().map(change).collect()
    }
}
