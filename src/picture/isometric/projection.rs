//! The game's own projection: a tile is twice as wide as it is high, and never any farther away.

use glam::{DVec2, DVec3};

use crate::picture::canvas::Point;

/// A side that a coaster can be looked at from: quarter turns of the camera, 0 to 3, as the game counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct View(u8);

impl View {
    /// All views.
    pub const ALL: [Self; 4] = [Self(0), Self(1), Self(2), Self(3)];

    /// A view by number; those beyond 3 begin again.
    pub const fn new(number: u8) -> Self {
        Self(number & 3)
    }

    /// The map turned before the camera, which looks from high x, y and z to low ones.
    fn turned(self, at: DVec3) -> DVec3 {
        let DVec3 { x, y, z } = at;
        match self.0 {
            0 => at,
            1 => DVec3::new(y, -x, z),
            2 => DVec3::new(-x, -y, z),
            _ => DVec3::new(-y, x, z),
        }
    }
}

/// From the map to pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Projection {
    view: View,
    /// Pixels of a map unit along the screen's axes.
    pub scale: f64,
    origin: DVec2,
}

impl Projection {
    /// A projection that shows map units as pixels, somewhere.
    pub(crate) fn new(view: View) -> Self {
        Self { view, scale: 1.0, origin: DVec2::ZERO }
    }

    /// The same at another scale, with the place that is now at `from` shown at `to`.
    #[must_use]
    pub(crate) fn scaled(self, scale: f64, from: Point, to: Point) -> Self {
        let shown = (DVec2::from(from) - self.origin) * (scale / self.scale);
        Self { scale, origin: DVec2::from(to) - shown, ..self }
    }

    /// The pixel of a place.
    pub(crate) fn at(&self, place: DVec3) -> Point {
        let DVec3 { x, y, z } = self.view.turned(place);
        (self.origin.x + self.scale * (y - x), self.origin.y + self.scale * (f64::midpoint(x, y) - z))
    }

    /// Of places on the same pixel, the nearest to the camera has the greatest depth.
    pub(crate) fn depth(&self, place: DVec3) -> f64 {
        let DVec3 { x, y, z } = self.view.turned(place);
        x + y + z
    }

    /// Towards the camera: places along this line share a pixel.
    pub(crate) fn sight(&self) -> DVec3 {
        let origin = self.depth(DVec3::ZERO);
        DVec3::from([DVec3::X, DVec3::Y, DVec3::Z].map(|axis| self.depth(axis) - origin))
    }

    /// How brightly a face with such a normal is lit, 0 to 1; `None` where it faces away from the camera.
    pub(crate) fn light(&self, normal: DVec3) -> Option<f64> {
        const LIGHT: DVec3 = DVec3::new(0.48, 0.12, 0.87);
        let seen = self.view.turned(normal);
        let faces = seen.x + seen.y + seen.z > 1e-9;
        faces.then(|| 0.52 + 0.48 * seen.normalize_or_zero().dot(LIGHT).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_are_twice_as_wide_as_high_in_every_view() {
        for view in View::ALL {
            let projection = Projection::new(view).scaled(2.0, (0.0, 0.0), (50.0, 70.0));
            let corners = [(0.0, 0.0), (32.0, 0.0), (0.0, 32.0), (32.0, 32.0)];
            let pixels = corners.map(|(x, y)| projection.at(DVec3::new(x, y, 0.0)));
            let span = |axis: fn(&Point) -> f64| {
                let values = pixels.iter().map(axis);
                values.clone().fold(f64::MIN, f64::max) - values.fold(f64::MAX, f64::min)
            };
            assert_eq!((span(|at| at.0), span(|at| at.1)), (128.0, 64.0));
            assert_eq!(projection.at(DVec3::ZERO), (50.0, 70.0));
        }
    }

    #[test]
    fn places_along_the_line_of_sight_share_a_pixel_and_the_near_one_is_deeper() {
        for view in View::ALL {
            let projection = Projection::new(view);
            let sight = [DVec3::X, DVec3::Y, DVec3::Z].map(|axis| projection.depth(axis));
            let (far, near) = (DVec3::new(5.0, 7.0, 3.0), DVec3::new(5.0, 7.0, 3.0) + 16.0 * DVec3::from_array(sight));
            assert_eq!(projection.at(far), projection.at(near));
            assert!(projection.depth(far) < projection.depth(near));
        }
    }
}
