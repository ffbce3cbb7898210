//! From vector graphics to pixels.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Size, Tree};

use super::{Picture, lettering};

/// Why a picture has no pixels.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    /// The size is zero or too large to hold.
    #[error("a picture of {0} x {1} pixels cannot be made; ask for a size between 1 and {MAX_SIDE} pixels a side")]
    Size(u32, u32),
    /// The drawing is damaged.
    #[error("the drawing cannot be read back: {0}")]
    Drawing(#[from] resvg::usvg::Error),
    /// The pixels cannot be packed.
    #[error("the picture cannot be packed: {0}")]
    Packing(#[from] image::ImageError),
    /// The frames cannot be packed.
    #[error("the animation cannot be packed: {0}")]
    Frames(#[from] gif::EncodingError),
    /// The frames cannot be written.
    #[error("the animation cannot be packed: {0}")]
    Writing(#[from] std::io::Error),
}

/// Most pixels along a side.
pub const MAX_SIDE: u32 = 16_384;

/// Draws vector graphics on white, `scale` pixels to a unit.
///
/// # Errors
/// When the size cannot be held or the drawing is damaged.
pub(super) fn pixels(picture: &Picture, scale: f64) -> Result<Pixmap, RasterError> {
    let options = Options::default();
    let mut sheet = None;
    for layer in picture.layers() {
        let layer = lettering::spelled(&layer).map_err(resvg::usvg::Error::ParsingFailed)?;
        let tree = Tree::from_str(&layer, &options)?;
        let pixels = match &mut sheet {
            Some(pixels) => pixels,
            none => none.insert(white(tree.size(), scale)?),
        };
        resvg::render(&tree, Transform::from_scale(scale as f32, scale as f32), &mut pixels.as_mut());
    }
    sheet.ok_or(RasterError::Size(0, 0))
}

/// Empty pixels for a drawing.
fn white(size: Size, scale: f64) -> Result<Pixmap, RasterError> {
    let side = |length: f32| (f64::from(length) * scale).round() as u32;
    let (width, height) = (side(size.width()), side(size.height()));
    let fits = (1..=MAX_SIDE).contains(&width) && (1..=MAX_SIDE).contains(&height);
    let pixels = if fits { Pixmap::new(width, height) } else { None };
    let mut pixels = pixels.ok_or(RasterError::Size(width, height))?;
    pixels.fill(Color::WHITE);
    Ok(pixels)
}

/// Packs opaque pixels as PNG.
///
/// # Errors
/// When the encoder refuses the pixels.
pub(super) fn png(pixels: Pixmap) -> Result<Vec<u8>, RasterError> {
    let (width, height) = (pixels.width(), pixels.height());
    let mut bytes = Vec::new();
    // Choosing a filter row by row takes twice the time and saves a fiftieth of the size.
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Paeth);
    encoder.write_image(&opaque(pixels), width, height, ExtendedColorType::Rgb8)?;
    Ok(bytes)
}

/// Red, green and blue of every pixel, in the room that the pixels took.
fn opaque(pixels: Pixmap) -> Vec<u8> {
    let mut channels = pixels.take();
    let count = channels.len() / 4;
    for pixel in 0..count {
        channels.copy_within(4 * pixel..4 * pixel + 3, 3 * pixel);
    }
    channels.truncate(3 * count);
    channels
}
