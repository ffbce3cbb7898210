//! The train going round, as an animated GIF.

use std::borrow::Cow;
use std::collections::BTreeMap;

use color_quant::NeuQuant;
use gif::{DisposalMethod, Encoder, Frame, Repeat};
use rayon::prelude::*;
use resvg::tiny_skia::Pixmap;

use super::Style;
use super::canvas::{Area, Canvas};
use super::isometric::{Page, Scene, Stage, View, bounds};
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
/// One pixel of so many is looked at to choose colours.
const SAMPLED: i32 = 10;
/// How often a train counts, which is small and should be seen.
const TRAIN_WEIGHT: usize = 12;

/// Draws a lap of the train, frame by frame; a single frame where there was no test run.
///
/// # Errors
/// When the picture is too large to hold.
pub fn gif(subject: &Subject, style: &Style, view: View) -> Result<Vec<u8>, RasterError> {
    let stage = Stage::new(subject, view);
    let page = Page::new(&stage, style);
    let (scene, fixed) = stage.scene(page.projection);
    let film = Film { subject, stage: &stage, page: &page, scene: &scene, fixed };
    let places = film.places();
    let first = film.whole(places.first().copied(), style)?;
    let trains: Vec<Scene> = places.par_iter().map(|&along| stage.train(page.projection, along)).collect();
    let areas: Vec<Area> = trains.iter().map(|train| film.area(train)).collect();
    let samples: Vec<Pixmap> = (0..trains.len())
        .step_by((trains.len() / 8).max(1))
        .map(|index| film.part(areas[index], &trains[index]))
        .collect::<Result<_, _>>()?;
    let palette = Palette::new(&first, &samples);
    let changes = (1..trains.len()).into_par_iter().map(|index| {
        let area = joined(areas[index - 1], areas[index]);
        let part = film.part(area, &trains[index])?;
        Ok((area, palette.indices(&part)))
    });
    let changes: Vec<(Area, Vec<u8>)> = changes.collect::<Result<_, RasterError>>()?;
    Reel::new(&palette, &first)?.wind(&changes)
}

struct Film<'a> {
    subject: &'a Subject<'a>,
    stage: &'a Stage<'a>,
    page: &'a Page,
    scene: &'a Scene,
    fixed: usize,
}

impl Film<'_> {
    /// Metres along the rail of the lead car in every frame.
    fn places(&self) -> Vec<f64> {
        let samples = self.subject.recording.as_ref().map_or(&[][..], |recording| &recording.samples);
        let every = TICKS.max(samples.len().div_ceil(MOST_FRAMES));
        samples.iter().step_by(every).map(|sample| self.subject.rail.along(sample.piece, sample.share)).collect()
    }

    fn whole(&self, along: Option<f64>, style: &Style) -> Result<Pixmap, RasterError> {
        let mut canvas = self.page.open(self.subject, style);
        match along {
            Some(along) => self.draw(&mut canvas, self.page.scene, &self.stage.train(self.page.projection, along)),
            None => self.scene.draw(&mut canvas, self.page.scene),
        }
        self.page.compass(&mut canvas);
        raster::pixels(&canvas.finish(""), 1.0)
    }

    fn part(&self, area: Area, train: &Scene) -> Result<Pixmap, RasterError> {
        let mut canvas = Canvas::window(area);
        self.draw(&mut canvas, area, train);
        self.page.compass(&mut canvas);
        raster::pixels(&canvas.finish(""), 1.0)
    }

    fn draw(&self, canvas: &mut Canvas, within: Area, train: &Scene) {
        self.scene.draw_with(canvas, within, train, self.fixed);
    }

    /// The pixels that a train covers.
    fn area(&self, train: &Scene) -> Area {
        let marks = train.marks().iter();
        let corners = marks.flat_map(|mark| [(mark.area.x, mark.area.y), (mark.area.right(), mark.area.bottom())]);
        let around = bounds(corners).grown(1.0);
        let scene = self.page.scene;
        let side = |value: f64, from: f64, to: f64| value.clamp(from, to);
        let (x, y) = (
            side(around.x.floor(), scene.x, scene.right() - 1.0),
            side(around.y.floor(), scene.y, scene.bottom() - 1.0),
        );
        let right = side(around.right().ceil(), x + 1.0, scene.right());
        let bottom = side(around.bottom().ceil(), y + 1.0, scene.bottom());
        Area { x, y, width: right - x, height: bottom - y }
    }
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
