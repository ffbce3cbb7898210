//! The bundled font: its bytes, and how wide a text runs in it.

use std::sync::OnceLock;

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::opentype_layout::Lookup;
use ttf_parser::{Face, GlyphId, Tag};

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
}

/// The font of a weight.
pub(super) fn face(weight: Weight) -> Option<&'static Face<'static>> {
    static FACES: OnceLock<[Option<Face<'static>>; 2]> = OnceLock::new();
    let faces = FACES.get_or_init(|| [REGULAR, SEMI_BOLD].map(|bytes| Face::parse(bytes, 0).ok()));
    faces[usize::from(weight == Weight::SemiBold)].as_ref()
}

/// Width of a text in pixels, without kerning.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let Some(face) = face(weight) else { return 0.0 };
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

/// How much nearer a letter stands to the one before it than their widths say, in units of the font: below 0 if nearer.
pub(super) fn kerning(face: &Face, before: GlyphId, glyph: GlyphId) -> i32 {
    let Some(table) = face.tables().gpos else { return 0 };
    let features = table.features.into_iter().filter(|feature| feature.tag == KERNING);
    let lookups = features.flat_map(|feature| feature.lookup_indices).filter_map(|index| table.lookups.get(index));
    let nearer = |lookup: Lookup| lookup.subtables.into_iter().find_map(|pairs| of_pair(&pairs, before, glyph));
    lookups.filter_map(nearer).map(i32::from).sum()
}

const KERNING: Tag = Tag::from_bytes(b"kern");

/// What one table says of a pair, if it says anything.
fn of_pair(pairs: &PositioningSubtable, before: GlyphId, glyph: GlyphId) -> Option<i16> {
    let PositioningSubtable::Pair(pairs) = pairs else { return None };
    let (change, _) = match pairs {
        PairAdjustment::Format1 { coverage, sets } => sets.get(coverage.get(before)?)?.get(glyph)?,
        PairAdjustment::Format2 { coverage, classes, matrix } => {
            coverage.get(before)?;
            matrix.get((classes.0.get(before), classes.1.get(glyph)))?
        }
    };
    Some(change.x_advance)
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
