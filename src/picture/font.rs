//! The bundled font: its bytes, and how wide a text runs in it.

use std::sync::{Arc, OnceLock};

use resvg::usvg::fontdb;
use ttf_parser::Face;

/// What text elements ask for; viewers without the bundled font fall back.
pub(super) const FAMILY: &str = "Inter, 'Helvetica Neue', Arial, sans-serif";

const REGULAR: &[u8] = include_bytes!("../../data/font/Inter-Regular.otf");
const SEMI_BOLD: &[u8] = include_bytes!("../../data/font/Inter-SemiBold.otf");

/// Weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Running text.
    Regular,
    /// Titles and figures.
    SemiBold,
}

impl Weight {
    /// The weight as SVG counts it.
    pub(super) const fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::SemiBold => 600,
        }
    }

    fn face(self) -> Option<&'static Face<'static>> {
        static FACES: OnceLock<[Option<Face<'static>>; 2]> = OnceLock::new();
        let faces = FACES.get_or_init(|| [REGULAR, SEMI_BOLD].map(|bytes| Face::parse(bytes, 0).ok()));
        faces[usize::from(self == Self::SemiBold)].as_ref()
    }
}

/// Width of a text in pixels, without kerning.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let Some(face) = weight.face() else { return 0.0 };
    let units = f64::from(face.units_per_em());
    let advance = |sign| face.glyph_index(sign).and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or(0);
    text.chars().map(|sign| f64::from(advance(sign))).sum::<f64>() * size / units
}

/// The text cut with an ellipsis to a width in pixels.
pub(super) fn fit(text: &str, size: f64, weight: Weight, room: f64) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let mut cut = text.to_owned();
    while cut.pop().is_some() {
        let shown = format!("{}…", cut.trim_end());
        if width(&shown, size, weight) <= room {
            return shown;
        }
    }
    String::new()
}

/// The fonts that drawings are rasterised with, and no others.
pub(super) fn database() -> Arc<fontdb::Database> {
    static DATABASE: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let load = || {
        let mut database = fontdb::Database::new();
        for bytes in [REGULAR, SEMI_BOLD] {
            database.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
        }
        Arc::new(database)
    };
    Arc::clone(DATABASE.get_or_init(load))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_measured_and_cut() {
        let whole = width("Excitement 6.80", 20.0, Weight::SemiBold);
        assert!(whole > 100.0 && whole < 200.0, "{whole}");
        assert!(width("Excitement 6.80", 20.0, Weight::Regular) < whole);
        let cut = fit("A very long name of a coaster", 20.0, Weight::Regular, 120.0);
        assert!(cut.ends_with('…') && width(&cut, 20.0, Weight::Regular) <= 120.0, "{cut}");
    }
}
