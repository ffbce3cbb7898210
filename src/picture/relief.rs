//! What lies under the track in the picture of heights: land, water, and what stands on the tiles that it passes.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::layout::Layout;
use crate::quantity::{MapPoint, Tile};
use crate::site::{Element, Kind, Land};

use super::canvas::{Canvas, Point, Stroke};
use super::chart::Panel;
use super::rail::DUG;
use super::scenery_shape::{Look, Shape};
use super::subject::Subject;
use super::{other_track, palette};

/// Thickness of paths and of other tracks in z units.
const SLAB: f64 = 5.0;

/// The land along the track.
pub(super) struct Relief<'a> {
    subject: &'a Subject<'a>,
    /// At each point of the rail, in z units.
    land: Vec<f64>,
    water: Vec<Option<f64>>,
}

impl<'a> Relief<'a> {
    /// The land under a subject; none where it is flat and empty.
    pub(super) fn new(subject: &'a Subject) -> Option<Self> {
        let layout = &subject.layout;
        if layout.surroundings.is_bare() {
            return None;
        }
        let points = subject.rail.points.iter().map(|point| land_at(layout, point.at));
        let (land, water) = points.unzip();
        Some(Self { subject, land, water })
    }

    /// Lowest and highest land and water along the track in metres.
    pub(super) fn heights(&self) -> (f64, f64) {
        let all = self.land.iter().copied().chain(self.water.iter().flatten().copied());
        let (low, high) = all.fold((f64::MAX, f64::MIN), |(low, high), z| (low.min(z), high.max(z)));
        (self.subject.metres_up(low), self.subject.metres_up(high))
    }

    /// Whether the track runs in a tunnel at a point.
    pub(super) fn is_tunnel(&self, point: usize) -> bool {
        self.subject.rail.points[point].at[2] < self.land[point] - DUG
    }

    /// Whether it does anywhere.
    pub(super) fn has_tunnel(&self) -> bool {
        (0..self.land.len()).any(|point| self.is_tunnel(point))
    }

    /// The points of each tunnel.
    pub(super) fn tunnels(&self) -> Vec<RangeInclusive<usize>> {
        self.runs().into_iter().filter(|run| self.is_tunnel(*run.start())).collect()
    }

    /// Stretches of track in tunnels and outside, each up to where the next one begins.
    pub(super) fn runs(&self) -> Vec<RangeInclusive<usize>> {
        let points: Vec<usize> = (0..self.land.len()).collect();
        let last = self.land.len().saturating_sub(1);
        let runs = points.chunk_by(|&a, &b| self.is_tunnel(a) == self.is_tunnel(b));
        runs.map(|run| run[0]..=(run[run.len() - 1] + 1).min(last)).collect()
    }

    /// Whether it runs over water anywhere.
    pub(super) fn has_water(&self) -> bool {
        self.water.iter().any(Option::is_some)
    }

    /// The pixels of the land at each point of the rail.
    pub(super) fn line(&self, panel: &Panel) -> Vec<Point> {
        self.at(panel, 0..self.land.len(), |point| self.land[point])
    }

    fn at(&self, panel: &Panel, points: impl Iterator<Item = usize>, z: impl Fn(usize) -> f64) -> Vec<Point> {
        let rail = &self.subject.rail.points;
        points.map(|point| panel.at(rail[point].along, self.subject.metres_up(z(point)))).collect()
    }

    /// Draws the soil.
    pub(super) fn draw_land(&self, canvas: &mut Canvas, panel: &Panel) {
        let line = self.line(panel);
        let (Some(first), Some(last)) = (line.first(), line.last()) else { return };
        let bottom = panel.area.bottom();
        let corners = [(last.0, bottom), (first.0, bottom)];
        canvas.polygon(&[&line[..], &corners].concat(), palette::SOIL);
    }

    /// Draws the water on it.
    pub(super) fn draw_water(&self, canvas: &mut Canvas, panel: &Panel) {
        let is_wet = |point: &usize| self.water[*point].is_some();
        let points: Vec<usize> = (0..self.land.len()).collect();
        for run in points.chunk_by(|a, b| is_wet(a) == is_wet(b)).filter(|run| is_wet(&run[0])) {
            let top = self.at(panel, run.iter().copied(), |point| self.water[point].unwrap_or_default());
            let bed = self.at(panel, run.iter().rev().copied(), |point| self.land[point]);
            canvas.polygon(&[&top[..], &bed].concat(), palette::WATER);
            canvas.polyline(&top, &Stroke::new(palette::DEEP_WATER, 1.5));
        }
    }

    /// Draws what stands on the tiles of the track, tile by tile.
    pub(super) fn draw_surroundings(&self, canvas: &mut Canvas, panel: &Panel) {
        let rail = &self.subject.rail.points;
        let tile = |point: usize| tile_of(rail[point].at);
        let points: Vec<usize> = (0..rail.len()).collect();
        let mut fields: BTreeMap<String, Vec<[Point; 4]>> = BTreeMap::new();
        for run in points.chunk_by(|&a, &b| tile(a) == tile(b)) {
            let (first, last) = (run[0], run[run.len() - 1]);
            for element in self.subject.layout.others_on(tile(first)) {
                let Some((colour, [low, high])) = self.look(element) else { continue };
                let [low, high] = [low, high].map(|z| self.subject.metres_up(z).min(panel.y.values.1));
                let [from, to] = [rail[first].along, rail[last].along];
                let corners = [panel.at(from, low), panel.at(from, high), panel.at(to, high), panel.at(to, low)];
                fields.entry(palette::quiet(colour, 0.4)).or_default().push(corners);
            }
        }
        for (colour, fields) in fields {
            canvas.polygons(fields, &colour);
        }
    }

    /// The colour of an element, and from where to where it reaches in z units; nothing for what bounds a tile.
    fn look(&self, element: &Element) -> Option<(&'static str, [f64; 2])> {
        let [base, top] = [element.base, element.clearance].map(|height| f64::from(height.0));
        let catalogue = self.subject.layout.catalogue;
        match element.kind {
            Kind::Path(path) if path.is_queue => Some((palette::QUEUE, [base, base + SLAB])),
            Kind::Path(_) => Some((palette::PATH, [base, base + SLAB])),
            Kind::Track(track) => {
                let park = self.subject.layout.site.park?;
                let is_on_rails = other_track::is_on_rails(park, catalogue, track);
                let colour = if is_on_rails { palette::other_ride(track.ride) } else { palette::BUILDING };
                Some((colour, [base, if is_on_rails { base + SLAB } else { top }]))
            }
            kind => {
                let look = Look::of(kind, catalogue)?;
                let stands = !matches!(look.shape, Shape::Wall | Shape::Fence | Shape::Hedge);
                stands.then_some((look.colour, [base, top]))
            }
        }
    }
}

/// The heights of land and water under a place.
fn land_at(layout: &Layout, [x, y, _]: [f64; 3]) -> (f64, Option<f64>) {
    let point = MapPoint::new(x.floor() as i32, y.floor() as i32);
    let flat = || Land::flat(layout.surroundings.land_base(point.tile()));
    let land = layout.site.land(point.tile()).unwrap_or_else(flat);
    let water = (land.water > land.base).then_some(f64::from(land.water.0));
    (f64::from(land.height_at(point).0), water)
}

fn tile_of([x, y, _]: [f64; 3]) -> Tile {
    MapPoint::new(x.floor() as i32, y.floor() as i32).tile()
}
