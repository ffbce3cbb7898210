//! Pictures compared pixel by pixel with those under `tests/golden/pictures`.
//!
//! Where one differs, the picture as it is drawn now and one of the difference are left in `target/pictures-differ`. With
//! `LOOPWRIGHT_UPDATE_PICTURES=1` the references are replaced instead.

use std::fs;
use std::path::{Path, PathBuf};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ImageEncoder, Rgb, RgbImage};

/// Processors round colours differently, by no more than this.
const ROUNDING: u8 = 2;

const CHANGED: Rgb<u8> = Rgb([220, 0, 0]);

/// What to do about pictures that differ.
pub(super) const ADVICE: &str = "If they are meant to look so, LOOPWRIGHT_UPDATE_PICTURES=1 cargo test --release picture takes \
    them as the new references";

/// Where the references are.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/pictures")
}

fn differing() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("pictures-differ")
}

fn write(path: &Path, pixels: &RgbImage) {
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Best, FilterType::Adaptive);
    encoder.write_image(pixels, pixels.width(), pixels.height(), image::ExtendedColorType::Rgb8).unwrap();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, png).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// How many pixels differ, and the second picture, pale, with those marked. A pixel that one of them lacks differs.
pub(super) fn difference(before: &RgbImage, now: &RgbImage) -> (usize, RgbImage) {
    let mut count = 0;
    let (width, height) = (before.width().max(now.width()), before.height().max(now.height()));
    let marked = RgbImage::from_fn(width, height, |x, y| {
        let now = now.get_pixel_checked(x, y);
        let same = |before: &&Rgb<u8>| now.is_some_and(|now| alike(**before, *now));
        if let Some(pixel) = before.get_pixel_checked(x, y).filter(same) {
            return Rgb(pixel.0.map(|channel| 170 + channel / 3));
        }
        count += 1;
        CHANGED
    });
    (count, marked)
}

fn alike(before: Rgb<u8>, now: Rgb<u8>) -> bool {
    before.0.iter().zip(now.0).all(|(&before, now)| before.abs_diff(now) <= ROUNDING)
}

/// What is wrong with a picture, if it is not drawn as its reference is.
pub(super) fn complaint(name: &str, png: &[u8]) -> Option<String> {
    let now = image::load_from_memory(png).unwrap().to_rgb8();
    let reference = folder().join(format!("{name}.png"));
    let (drawn, marked) = (differing().join(format!("{name}.png")), differing().join(format!("{name}-difference.png")));
    let before = image::open(&reference).map(|image| image.to_rgb8()).unwrap_or_default();
    let (count, difference) = difference(&before, &now);
    if count == 0 {
        return None;
    }
    if std::env::var_os("LOOPWRIGHT_UPDATE_PICTURES").is_some() {
        write(&reference, &now);
        return None;
    }
    write(&drawn, &now);
    write(&marked, &difference);
    let all = difference.width() * difference.height();
    Some(format!("{name}: {count} of {all} pixels differ: see {} and {}", drawn.display(), marked.display()))
}
