//! Scenery seen from above: a simple shape for each piece, recognisable by outline and colour.

use std::collections::BTreeMap;
use std::f64::consts::TAU;

use super::canvas::{Area, Canvas, Point};
use super::outline::wound;
use super::palette;
use super::scenery_shape::{Look, Shape};

/// Colours that stand for plants and for all other scenery in legends.
pub(super) const PLANT: &str = "#5c9448";
pub(super) const THING: &str = "#b9a78a";
/// Pieces of fewer pixels are drawn without light and shade.
const DETAILED: f64 = 6.0;
/// How far light on a crown lies from its middle, as a share of its radius, and how large it is.
const LIT: f64 = 0.2;
const LIGHT: f64 = 0.55;

/// Filled shapes, layer by layer and in each by colour: a drawing of many small ones is slow.
#[derive(Default)]
pub(super) struct Shapes(BTreeMap<(u8, String), Vec<Vec<Point>>>);

impl Shapes {
    /// Adds a shape of a colour.
    pub(super) fn add(&mut self, layer: u8, colour: impl Into<String>, shape: impl Into<Vec<Point>>) {
        self.0.entry((layer, colour.into())).or_default().push(wound(shape.into()));
    }

    /// Draws them in colours that a function makes of theirs.
    pub(super) fn fill(self, canvas: &mut Canvas, tone: impl Fn(&str) -> String) {
        for ((_, colour), shapes) in self.0 {
            canvas.polygons(shapes, &tone(&colour));
        }
    }
}

/// Adds a piece of scenery of a size in pixels around its middle.
pub(super) fn add(shapes: &mut Shapes, Look { shape, colour }: Look, middle: Point, size: f64) {
    let layer = layer(shape);
    let radius = size / 2.0;
    if size < DETAILED {
        return shapes.add(layer, colour, outline(shape, middle, radius));
    }
    shapes.add(layer, palette::shaded(colour, 0.78), outline(shape, middle, radius));
    let (x, y) = middle;
    match shape {
        Shape::Tree | Shape::Bush | Shape::Rock => {
            let light = (x - LIT * radius, y - LIT * radius);
            shapes.add(layer + 1, colour, outline(shape, middle, radius - 1.0));
            shapes.add(layer + 2, palette::shaded(colour, 1.14), outline(shape, light, radius * LIGHT));
        }
        Shape::Conifer => {
            shapes.add(layer + 1, colour, outline(shape, middle, radius * 0.75));
            shapes.add(layer + 2, palette::shaded(colour, 1.25), outline(shape, middle, radius * 0.35));
        }
        Shape::Fountain => {
            shapes.add(layer + 1, colour, ring(middle, 8, radius - 1.0, 1.0));
            shapes.add(layer + 2, palette::PAPER, ring(middle, 8, radius * 0.3, 1.0));
        }
        Shape::Flowers => {
            shapes.add(layer, palette::shaded(colour, 0.78), outline(shape, middle, radius));
            let blossom = |dx: f64, dy: f64| ring((x + dx * radius, y + dy * radius), 6, radius * 0.26, 1.0);
            let at = [(-0.5, -0.5), (0.5, -0.5), (0.0, 0.0), (-0.5, 0.5), (0.5, 0.5)];
            for (dx, dy) in at {
                shapes.add(layer + 1, palette::shaded(colour, 1.25), blossom(dx, dy));
            }
        }
        _ => shapes.add(layer + 1, colour, outline(shape, middle, radius - 1.0)),
    }
}

/// What is higher hides what is lower.
const fn layer(shape: Shape) -> u8 {
    match shape {
        Shape::Pool | Shape::Flowers => 0,
        Shape::Block => 3,
        Shape::Rock | Shape::Figure | Shape::Post | Shape::Fountain => 6,
        Shape::Bush => 9,
        _ => 12,
    }
}

/// The outline of a shape in a circle.
fn outline(shape: Shape, middle: Point, radius: f64) -> Vec<Point> {
    match shape {
        Shape::Conifer => ring(middle, 8, radius, 0.7),
        Shape::Palm => ring(middle, 6, radius, 0.4),
        Shape::Bare => ring(middle, 5, radius, 0.3),
        Shape::Rock => ring(middle, 5, radius, 1.0),
        Shape::Figure => ring(middle, 4, radius * 0.8, 1.0),
        Shape::Post => ring(middle, 6, radius * 0.45, 1.0),
        Shape::Tree | Shape::Bush | Shape::Fountain => ring(middle, 8, radius, 1.0),
        _ => Area::around(middle, 2.0 * radius, 2.0 * radius).corners().to_vec(),
    }
}

/// Corners round a middle; between any two of them the outline goes in to a share of the radius, unless that is 1.
fn ring((x, y): Point, corners: u32, radius: f64, inner: f64) -> Vec<Point> {
    let is_star = inner < 1.0;
    let count = if is_star { 2 * corners } else { corners };
    let corner = |index: u32| {
        let turn = (f64::from(index) + 0.5) / f64::from(count) * TAU;
        let radius = if is_star && index % 2 == 1 { radius * inner } else { radius };
        (x + radius * turn.cos(), y + radius * turn.sin())
    };
    (0..count).map(corner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Shape; 12] = [
        Shape::Tree,
        Shape::Conifer,
        Shape::Palm,
        Shape::Bare,
        Shape::Bush,
        Shape::Flowers,
        Shape::Rock,
        Shape::Pool,
        Shape::Fountain,
        Shape::Figure,
        Shape::Post,
        Shape::Block,
    ];

    #[test]
    fn every_shape_stays_in_its_room_and_shows_at_any_size() {
        for shape in ALL {
            for size in [2.0, 20.0] {
                let mut shapes = Shapes::default();
                add(&mut shapes, Look { shape, colour: "#808080" }, (50.0, 60.0), size);
                let room = Area::around((50.0, 60.0), size + 1e-9, size + 1e-9);
                let points: Vec<Point> = shapes.0.values().flatten().flatten().copied().collect();
                assert!(!points.is_empty() && points.iter().all(|&point| room.holds_point(point)), "{shape:?} {size}");
            }
        }
    }
}
