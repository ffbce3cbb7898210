//! Drawings of coasters: from a layout and its test run to vector graphics and pixels.
//!
//! A [`Subject`] says what to draw, a [`Style`] how; each kind of picture is a function of the two that gives a
//! [`Picture`]. The same subject and style give the same bytes. Nothing here reads or writes files.
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::layout::place;
//! use loopwright::site::Site;
//! use loopwright::picture::{Style, Subject, height, plan};
//! use loopwright::track_file;
//!
//! let catalogue = Catalogue::load()?;
//! let design = track_file::read(include_bytes!("../../docs/example.td6"))?.design(&catalogue)?;
//! let layout = place(&catalogue, &design, Site::default(), Direction::new(0))?.as_design?;
//! let subject = Subject::tested("Example", layout).painted(&design.colours);
//! let style = Style { width: 600, height: 400, ..Style::default() };
//! let png = plan(&subject, &style).png(1.0)?;
//! assert!(png.starts_with(b"\x89PNG"));
//! assert!(height(&subject, &style).svg().contains("Example: height over track length"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![allow(clippy::cast_precision_loss, reason = "counts of pixels, points and pieces are far below 2^52")]

mod above;
mod animation;
mod attitude;
mod canvas;
mod chart;
mod colour_bar;
mod contact;
mod crowd;
mod curves;
mod feature;
mod font;
mod frame;
mod graph;
mod grid;
mod ground;
mod height;
mod isometric;
mod lettering;
mod other_track;
mod outline;
mod paint;
pub(crate) mod palette;
mod park_map;
mod plan;
mod rail;
mod raster;
mod recording;
mod relief;
#[cfg(test)]
mod sample;
mod scale;
mod scenery_plan;
mod scenery_shape;
mod steps;
mod subject;
mod tint;
mod track;
mod units;

pub(crate) use above::{Above, shown};
pub use contact::Card;
pub use feature::{Feature, Features, Stretch};
pub(crate) use ground::Ground;
pub use isometric::View;
pub(crate) use other_track::line as track_line;
pub use paint::Paint;
pub use park_map::MapSheet;
pub use rail::{Rail, RailPoint};
pub use raster::{MAX_SIDE, RasterError};
pub use recording::{Recording, Sample, TICKS_PER_SECOND};
pub(crate) use scenery_shape::{Look, Shape, footprint};
pub use subject::Subject;
pub use tint::Measure;
pub use units::Units;

use crate::catalogue::Catalogue;
use crate::site::Park;

/// How to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Units shown first.
    pub units: Units,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 1500, height: 1000, units: Units::Metric }
    }
}

/// A finished drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    svg: String,
    /// Where portions of its elements begin.
    seams: Vec<usize>,
}

impl Picture {
    /// What stands behind the last element.
    const END: &str = "\n</svg>";

    /// The drawing as vector graphics.
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// The drawing as PNG, `scale` pixels to each pixel of its style.
    ///
    /// # Errors
    /// When the picture would be larger than [`MAX_SIDE`].
    pub fn png(&self, scale: f64) -> Result<Vec<u8>, RasterError> {
        raster::png(raster::pixels(self, scale)?)
    }

    /// The drawing as several ones to be laid over each other, the first one lowest.
    fn layers(&self) -> impl Iterator<Item = String> + '_ {
        let head = &self.svg[..self.seams.first().copied().unwrap_or_default()];
        let end = self.svg.len() - Self::END.len();
        let ends = self.seams.iter().skip(1).copied().chain([end]);
        self.seams.iter().zip(ends).map(move |(&begin, end)| [head, &self.svg[begin..end], Self::END].concat())
    }
}

/// Rail height over track length, with speed and G forces below when there was a test run.
pub fn height(subject: &Subject, style: &Style) -> Picture {
    height::draw(subject, style).finish(&format!("{}: height over track length", subject.name))
}

/// A park from above: land, water, paths, scenery, tracks and the names of rides, of which those with some numbers are
/// lit up. Its size follows from the number of tiles.
pub fn park_map(park: &Park, catalogue: &Catalogue, name: &str, lit: &[u16]) -> Picture {
    park_map::draw(park, catalogue, name, lit).finish(&format!("{name}: map"))
}

/// How the tiles of a park lie on that map.
pub fn map_sheet(park: &Park) -> MapSheet {
    park_map::sheet(park)
}

/// The track from above on its tiles.
pub fn plan(subject: &Subject, style: &Style) -> Picture {
    plan::draw(subject, style).finish(&format!("{}: plan", subject.name))
}

/// The plan with the numbers of the steps that build it, the runs of equal pieces, and below it their list, for which the
/// picture becomes as high as it needs to be.
pub fn steps(subject: &Subject, style: &Style) -> Picture {
    steps::draw(subject, style).finish(&format!("{}: steps to build", subject.name))
}

/// The coaster as the game shows it, from one of four sides.
pub fn isometric(subject: &Subject, style: &Style, view: View) -> Picture {
    isometric::draw(subject, style, view).finish(&format!("{}: isometric view", subject.name))
}

/// Speed, height and G forces over the time of the ride.
pub fn graph(subject: &Subject, style: &Style) -> Picture {
    graph::draw(subject, style).finish(&format!("{}: ride graph", subject.name))
}

/// Designs side by side at common scales, under a title and a remark.
pub fn contact_sheet(title: &str, remark: &str, cards: &[Card], style: &Style) -> Picture {
    contact::draw(title, remark, cards, style).finish(title)
}

/// The isometric picture with the train going round, as an animated GIF. It runs at twice the speed of the game, and
/// faster where the ride takes more than two minutes.
///
/// # Errors
/// When the picture would be larger than [`MAX_SIDE`].
pub fn animation(subject: &Subject, style: &Style, view: View) -> Result<Vec<u8>, RasterError> {
    animation::gif(subject, style, view)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, Direction};

    fn size(png: &[u8]) -> (u32, u32) {
        let decoded = image::load_from_memory(png).unwrap();
        (decoded.width(), decoded.height())
    }

    #[test]
    fn the_same_subject_gives_the_same_bytes_of_the_size_asked_for() {
        let catalogue = Catalogue::load().unwrap();
        let layout = sample::laid(&catalogue, &sample::oval(), Direction::new(0));
        let style = Style { width: 900, height: 640, units: Units::Imperial };
        let draw = |picture: fn(&Subject, &Style) -> Picture| {
            picture(&Subject::tested("<Oval & Sons>", layout.clone()), &style)
        };
        for picture in [height, plan] {
            let drawn = draw(picture);
            let png = drawn.png(1.0).unwrap();
            assert_eq!(png, draw(picture).png(1.0).unwrap());
            let (width, high) = size(&png);
            assert!(width == 900 && high <= 640, "{width} x {high}");
            assert_eq!(size(&drawn.png(0.5).unwrap()), (450, high.div_ceil(2)));
        }
        assert_eq!(size(&draw(height).png(1.0).unwrap()), (900, 640));
    }

    #[test]
    fn layers_make_the_picture_that_the_whole_drawing_makes() {
        let catalogue = Catalogue::load().unwrap();
        let layout = sample::laid(&catalogue, &sample::oval(), Direction::new(0));
        let layered = isometric(&Subject::tested("Oval", layout), &Style::default(), View::default());
        let whole = Picture { seams: layered.seams[..1].to_vec(), ..layered.clone() };
        assert!(layered.layers().count() > 1 && whole.layers().count() == 1);
        assert_eq!(layered.png(1.0).unwrap(), whole.png(1.0).unwrap());
    }

    #[test]
    fn a_picture_too_large_to_hold_is_an_error() {
        let catalogue = Catalogue::load().unwrap();
        let layout = sample::laid(&catalogue, &sample::oval(), Direction::new(0));
        let drawn = plan(&Subject::new("Oval", layout), &Style::default());
        for scale in [0.0, -1.0, 1e9, f64::NAN] {
            assert!(matches!(drawn.png(scale), Err(RasterError::Size(..))), "{scale}");
        }
    }

    #[test]
    fn a_coaster_that_is_not_tested_says_why() {
        let catalogue = Catalogue::load().unwrap();
        let layout = sample::laid(&catalogue, &sample::crossing(), Direction::new(0));
        let subject = Subject::tested("Open end", layout);
        assert!(subject.ratings.is_none() && subject.verdict().starts_with("Not tested: "));
        assert!(!height(&subject, &Style::default()).svg().contains("Lateral G"));
    }
}
