//! Texts as outlines, for pixels: vector graphics keep them as texts, which people can select and search for.

use std::fmt::Write as _;

use resvg::usvg::roxmltree::{Document, Error, Node};
use svg::node::element::Path;
use ttf_parser::{Face, GlyphId, OutlineBuilder};

use super::font::{self, Weight};

const BEGIN: &str = "<text ";
const END: &str = "</text>";

/// Attributes that an outline takes over from its text.
const LOOKS: [&str; 6] = ["fill", "stroke", "stroke-width", "stroke-linejoin", "paint-order", "transform"];

/// A drawing with the outlines of its texts in their place.
///
/// # Errors
/// When a text is damaged.
pub(super) fn spelled(drawing: &str) -> Result<String, Error> {
    let mut spelled = String::with_capacity(2 * drawing.len());
    let mut rest = drawing;
    while let Some(begin) = rest.find(BEGIN) {
        let end = rest[begin..].find(END).map_or(rest.len(), |length| begin + length + END.len());
        let text = Document::parse(&rest[begin..end])?;
        spelled += &rest[..begin];
        spelled += &outline(text.root_element()).to_string();
        rest = &rest[end..];
    }
    Ok(spelled + rest)
}

/// The outline of a text element.
fn outline(text: Node) -> Path {
    let number = |name| text.attribute(name).and_then(|value| value.parse().ok()).unwrap_or(0.0);
    let weight = if number("font-weight") > 500.0 { Weight::SemiBold } else { Weight::Regular };
    let mut path = Path::new();
    for name in LOOKS {
        if let Some(value) = text.attribute(name) {
            path = path.set(name, value);
        }
    }
    let words: Vec<&str> = text.text().unwrap_or_default().split_ascii_whitespace().collect();
    let Some(face) = font::face(weight) else { return path };
    let scale = number("font-size") / f32::from(face.units_per_em());
    let line = Line::new(face, &words.join(" "));
    let share = match text.attribute("text-anchor") {
        Some("middle") => 0.5,
        Some("end") => 1.0,
        _ => 0.0,
    };
    let x = number("x") - share * scale * line.length as f32;
    path.set("d", line.drawn((x, number("y")), scale))
}

/// Letters side by side, each with its distance from the first in units of the font.
struct Line<'a> {
    face: &'a Face<'a>,
    glyphs: Vec<(GlyphId, i32)>,
    length: i32,
}

impl<'a> Line<'a> {
    fn new(face: &'a Face, text: &str) -> Self {
        let mut line = Self { face, glyphs: Vec::new(), length: 0 };
        for sign in text.chars() {
            // The first glyph of a font stands for those that it lacks.
            let glyph = face.glyph_index(sign).unwrap_or(GlyphId(0));
            if let Some(&(before, _)) = line.glyphs.last() {
                line.length += font::kerning(face, before, glyph);
            }
            line.glyphs.push((glyph, line.length));
            line.length += i32::from(face.glyph_hor_advance(glyph).unwrap_or(0));
        }
        line
    }

    /// The data of a path with the line at a place.
    fn drawn(&self, (x, y): (f32, f32), scale: f32) -> String {
        let mut pen = Pen { data: String::new(), x, y, scale };
        for &(glyph, at) in &self.glyphs {
            pen.x = x + scale * at as f32;
            self.face.outline_glyph(glyph, &mut pen);
        }
        pen.data
    }
}

/// Writes outlines as the data of a path. Fonts count upwards, drawings downwards.
struct Pen {
    data: String,
    x: f32,
    y: f32,
    scale: f32,
}

impl Pen {
    fn write<const N: usize>(&mut self, command: char, points: [(f32, f32); N]) {
        self.data.push(command);
        for (x, y) in points {
            // Writing to a string does not fail.
            let _ = write!(self.data, "{} {} ", self.x + self.scale * x, self.y - self.scale * y);
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.write('M', [(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.write('L', [(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.write('Q', [(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.write('C', [(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.data.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_a_path_that_looks_like_it() {
        let text = "<g/>\n<text fill=\"#123456\" font-size=\"20\" font-weight=\"600\" text-anchor=\"end\" x=\"90\" y=\"30\">\nA &lt; B\n</text>\n<g/>";
        let drawn = spelled(text).unwrap();
        assert!(drawn.starts_with("<g/>\n<path ") && drawn.ends_with("\n<g/>") && !drawn.contains("text"), "{drawn}");
        assert!(drawn.contains("fill=\"#123456\"") && drawn.contains('M'), "{drawn}");
        let numbers = drawn.split(|sign: char| !sign.is_ascii_digit() && sign != '.' && sign != '-');
        let furthest = numbers
            .filter_map(|number| number.parse().ok())
            .filter(|&number: &f64| number < 1000.0)
            .fold(0.0, f64::max);
        assert!(furthest <= 90.0 && furthest > 80.0, "{furthest}");
    }

    #[test]
    fn letters_that_lean_towards_each_other_stand_closer() {
        let face = font::face(Weight::Regular).unwrap();
        let length = |text| Line::new(face, text).length;
        assert!(length("AV") < length("A") + length("V"));
        assert_eq!(length("HH"), 2 * length("H"));
    }
}
