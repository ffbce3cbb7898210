//! Marks as the rasteriser takes them, for drawing the same ones over and over.

use resvg::tiny_skia::{Color, FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, Transform};

use super::scene::{Mark, Shape};
use crate::picture::canvas::{Area, Point};

/// A mark that can be put on pixels.
#[derive(Debug, Clone)]
pub(crate) struct Stamp {
    /// How near it is.
    pub depth: f64,
    /// Where on the picture it lies.
    pub area: Area,
    path: Path,
    /// Pixels of a line; none for a filled shape.
    width: Option<f64>,
    colour: Color,
}

impl Stamp {
    /// A mark made ready; `None` if it has no extent.
    pub(crate) fn new(mark: &Mark) -> Option<Self> {
        let mut path = PathBuilder::new();
        let width = match &mark.shape {
            Shape::Faces(faces) => {
                for face in faces {
                    trace(&mut path, face);
                    path.close();
                }
                None
            }
            Shape::Line(points, width) => {
                trace(&mut path, points);
                Some(*width)
            }
        };
        Some(Self { depth: mark.depth, area: mark.area, path: path.finish()?, width, colour: colour(&mark.colour) })
    }

    /// Puts the mark on the pixels of a window into the picture.
    pub(crate) fn press(&self, pixels: &mut Pixmap, window: Area) {
        let mut paint = Paint::default();
        paint.set_color(self.colour);
        let place = Transform::from_translate(-window.x as f32, -window.y as f32);
        if let Some(width) = self.width {
            let stroke = Stroke { width: width as f32, line_join: LineJoin::Round, ..Stroke::default() };
            pixels.stroke_path(&self.path, &paint, &stroke, place, None);
        } else {
            pixels.fill_path(&self.path, &paint, FillRule::Winding, place, None);
        }
    }
}

fn trace(path: &mut PathBuilder, points: &[Point]) {
    for (index, &(x, y)) in points.iter().enumerate() {
        if index == 0 { path.move_to(x as f32, y as f32) } else { path.line_to(x as f32, y as f32) }
    }
}

fn colour(text: &str) -> Color {
    let channel = |at: usize| text.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(255);
    let [red, green, blue, alpha] = [1, 3, 5, 7].map(channel);
    Color::from_rgba8(red, green, blue, alpha)
}
