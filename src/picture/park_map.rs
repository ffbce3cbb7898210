//! The map of a park: land by height, water, paths, trees and scenery, tracks, and the names of rides.

use std::collections::BTreeMap;

use crate::catalogue::{Catalogue, Direction};
use crate::quantity::{Height, MapPoint, TILE, Tile};
use crate::site::{Element, EntranceKind, Kind, Land, Ownership, Park, Track};

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Type};
use super::crowd::Crowd;
use super::scenery_shape::{Look, footprint};
use super::{other_track, palette};

/// Pixels along the longer side of the map.
const LARGEST: f64 = 1440.0;
const SMALLEST_TILE: f64 = 4.0;
const LARGEST_TILE: f64 = 18.0;
const MARGIN: f64 = 24.0;
/// Room for the title.
const ABOVE: f64 = 44.0;
const NAME: f64 = 11.0;

/// Tones of a height, from the lowest to the highest land.
const TONES: usize = 12;
const WALL: &str = "#7a6a55";
const NOBODY: &str = "#ffffff8c";

/// How tiles lie on the sheet: direction 0 points up, as in a plan.
struct View {
    tile: f64,
    origin: Point,
}

impl View {
    fn at(&self, x: f64, y: f64) -> Point {
        let scale = self.tile / f64::from(TILE);
        (self.origin.0 + y * scale, self.origin.1 + x * scale)
    }

    /// A square in the middle of a tile, as a share of its side.
    fn square(&self, tile: Tile, share: f64) -> [Point; 4] {
        let half = f64::from(TILE) / 2.0;
        let MapPoint { x, y } = tile.corner();
        let middle = self.at(f64::from(x) + half, f64::from(y) + half);
        Area::around(middle, share * self.tile, share * self.tile).corners()
    }
}

/// The map of a park, as large as its number of tiles asks for.
pub(super) fn draw(park: &Park, catalogue: &Catalogue, title: &str) -> Canvas {
    let (width, height) = park.tiles.size();
    let tile = (LARGEST / f64::from(width.max(height))).clamp(SMALLEST_TILE, LARGEST_TILE);
    let view = View { tile, origin: (MARGIN, ABOVE) };
    let (across, down) = (tile * f64::from(height), tile * f64::from(width));
    let mut canvas = Canvas::new(across + 2.0 * MARGIN, down + ABOVE + MARGIN);
    let map = Map { park, catalogue, view };
    canvas.text(title, (MARGIN, ABOVE / 2.0), &Type::new(18.0, palette::INK).bold());
    map.land(&mut canvas);
    map.paths(&mut canvas);
    map.scenery(&mut canvas);
    map.tracks(&mut canvas);
    map.entrances(&mut canvas);
    map.names(&mut canvas, Area { x: MARGIN, y: ABOVE, width: across, height: down });
    canvas
}

struct Map<'a> {
    park: &'a Park,
    catalogue: &'a Catalogue,
    view: View,
}

/// Shapes by colour, since a drawing of many small ones is slow.
#[derive(Default)]
struct Shapes(BTreeMap<String, Vec<Vec<Point>>>);

impl Shapes {
    fn add(&mut self, colour: impl Into<String>, shape: impl Into<Vec<Point>>) {
        self.0.entry(colour.into()).or_default().push(shape.into());
    }

    fn fill(self, canvas: &mut Canvas) {
        for (colour, shapes) in self.0 {
            canvas.polygons(shapes, &colour);
        }
    }
}

impl Map<'_> {
    fn tiles(&self) -> impl Iterator<Item = (Tile, Land, &[Element])> {
        self.park.tiles.iter().filter(|(tile, ..)| !self.park.tiles.is_rim(*tile))
    }

    /// Land and water, lit from the upper left.
    fn land(&self, canvas: &mut Canvas) {
        let heights = || self.tiles().map(|(_, land, _)| land.base.0);
        let (low, high) = (heights().min().unwrap_or(0), heights().max().unwrap_or(0));
        let mut ground = Shapes::default();
        let mut veils = Shapes::default();
        for (tile, land, _) in self.tiles() {
            // A little wider than the tile, so that no seam shows.
            let shape = self.view.square(tile, 1.04);
            ground.add(self.colour(tile, land, low, high), shape);
            if !land.ownership.intersects(Ownership::OWNED | Ownership::CONSTRUCTION_RIGHTS) {
                veils.add(NOBODY, self.view.square(tile, 1.0));
            }
        }
        ground.fill(canvas);
        veils.fill(canvas);
    }

    fn colour(&self, tile: Tile, land: Land, low: i32, high: i32) -> String {
        if land.water > land.base {
            let is_deep = (land.water - land.base).0 >= 48;
            return (if is_deep { palette::DEEP_WATER } else { palette::WATER }).to_owned();
        }
        let span = f64::from((high - low).max(96));
        let share = f64::from(land.base.0 - low) / span;
        let tone = (share * TONES as f64).round() / TONES as f64;
        let behind = |x: i32, y: i32| {
            let land = self.park.tiles.land(Tile::new(tile.x + x, tile.y + y));
            land.map_or(0, |land| land.top().0)
        };
        let slope = 2 * land.top().0 - behind(-1, 0) - behind(0, -1);
        let light = 1.0 + f64::from((slope / 16).clamp(-4, 4)) * 0.045;
        palette::shaded(&palette::land(tone), light)
    }

    fn paths(&self, canvas: &mut Canvas) {
        let mut shapes = Shapes::default();
        for (tile, _, elements) in self.tiles() {
            for element in elements {
                let Kind::Path(path) = element.kind else { continue };
                let colour = if path.is_queue { palette::QUEUE } else { palette::PATH };
                shapes.add(colour, self.view.square(tile, if path.is_queue { 0.55 } else { 0.8 }));
                for direction in Direction::ALL {
                    if path.edges & 1 << direction.number() != 0 {
                        shapes.add(colour, self.arm(tile, direction, if path.is_queue { 0.55 } else { 0.8 }));
                    }
                }
            }
        }
        shapes.fill(canvas);
    }

    /// From the square in the middle of a tile, whose side is that share of the tile's, to an edge.
    fn arm(&self, tile: Tile, direction: Direction, share: f64) -> Vec<Point> {
        let half = f64::from(TILE) / 2.0;
        let corner = tile.corner();
        let (x, y) = (f64::from(corner.x) + half, f64::from(corner.y) + half);
        let step = direction.step();
        let (along_x, along_y) = (f64::from(step.x) / 2.0, f64::from(step.y) / 2.0);
        let (side_x, side_y) = (along_y * share, along_x * share);
        let at = |reach: f64, side: f64| {
            self.view.at(x + reach * along_x + side * side_x, y + reach * along_y + side * side_y)
        };
        vec![at(share, -1.0), at(1.0, -1.0), at(1.0, 1.0), at(share, 1.0)]
    }

    fn scenery(&self, canvas: &mut Canvas) {
        let (mut square, mut round) = (Shapes::default(), Shapes::default());
        let mut walls = Vec::new();
        for (tile, _, elements) in self.tiles() {
            for element in elements {
                match element.kind {
                    Kind::Wall { edge, .. } => walls.push(self.edge(tile, edge)),
                    Kind::Unknown => square.add(palette::STATION, self.view.square(tile, 0.5)),
                    kind => {
                        let Some(look) = Look::of(kind, self.catalogue) else { continue };
                        let shapes = if look.shape.is_round() { &mut round } else { &mut square };
                        shapes.add(look.colour, self.outline(tile, element, look));
                    }
                }
            }
        }
        square.fill(canvas);
        round.fill(canvas);
        canvas.polylines(walls, &Stroke::new(WALL, (self.view.tile / 8.0).max(0.8)));
    }

    /// What grows is round, and so are figures; everything else is square.
    fn outline(&self, tile: Tile, element: &Element, look: Look) -> Vec<Point> {
        let ((x, y), side) = footprint(tile, element);
        let middle = self.view.at(x, y);
        let size = 0.88 * self.view.tile * side / f64::from(TILE);
        if look.shape.is_round() {
            round(middle, size / 2.0)
        } else {
            Area::around(middle, size, size).corners().to_vec()
        }
    }

    fn middle(&self, tile: Tile) -> Point {
        let half = f64::from(TILE) / 2.0;
        let corner = tile.corner();
        self.view.at(f64::from(corner.x) + half, f64::from(corner.y) + half)
    }

    fn edge(&self, tile: Tile, edge: Direction) -> Vec<Point> {
        let arm = self.arm(tile, edge, 1.0);
        vec![arm[1], arm[2]]
    }

    /// The line of every piece of track, ride by ride; what has no line, such as a shop, fills its tiles.
    fn tracks(&self, canvas: &mut Canvas) {
        let mut lines: BTreeMap<u16, Vec<Vec<Point>>> = BTreeMap::new();
        let mut buildings = Shapes::default();
        for (tile, _, elements) in self.tiles() {
            for element in elements {
                let Kind::Track(track) = element.kind else { continue };
                if !self.is_on_rails(track) {
                    buildings.add(palette::BUILDING, self.view.square(tile, 0.92));
                } else if track.block == 0 {
                    lines.entry(track.ride).or_default().extend(self.line(tile, track));
                }
            }
        }
        buildings.fill(canvas);
        let width = (self.view.tile / 2.6).max(2.0);
        for (ride, lines) in lines {
            canvas.polylines(&lines, &Stroke::new(palette::PAPER, width + 1.6).round());
            canvas.polylines(&lines, &Stroke::new(palette::other_ride(ride), width).round());
        }
    }

    fn is_on_rails(&self, track: Track) -> bool {
        other_track::is_on_rails(self.park, self.catalogue, track)
    }

    fn line(&self, tile: Tile, track: Track) -> Option<Vec<Point>> {
        let line = other_track::line(self.catalogue, tile, Height(0), track)?;
        Some(line.iter().map(|place| self.view.at(place.x, place.y)).collect())
    }

    fn entrances(&self, canvas: &mut Canvas) {
        for (tile, _, elements) in self.tiles() {
            for element in elements {
                let Kind::Entrance { kind, .. } = element.kind else { continue };
                let colour = match kind {
                    EntranceKind::Entrance => palette::ENTRANCE,
                    EntranceKind::Exit => palette::EXIT,
                    EntranceKind::Park => palette::INK,
                };
                canvas.polygon(&self.view.square(tile, 0.8), colour);
            }
        }
    }

    /// The names of rides on rails, each in the middle of its track or near it.
    fn names(&self, canvas: &mut Canvas, sheet: Area) {
        let mut places: BTreeMap<u16, Vec<Point>> = BTreeMap::new();
        for (tile, _, elements) in self.tiles() {
            for element in elements {
                if let Kind::Track(track) = element.kind
                    && self.is_on_rails(track)
                {
                    places.entry(track.ride).or_default().push(self.middle(tile));
                }
            }
        }
        let set = Type::new(NAME, palette::INK).bold().rimmed().anchored(Anchor::Middle);
        let mut crowd = Crowd::new(sheet);
        for (ride, places) in places {
            let Some(ride) = self.park.ride(ride) else { continue };
            let count = places.len() as f64;
            let sum = places.iter().fold((0.0, 0.0), |sum, place| (sum.0 + place.0, sum.1 + place.1));
            let middle = (sum.0 / count, sum.1 / count);
            let name = ride.name.trim();
            if let Some(place) = crowd.take_near(middle, set.width(name) + 6.0, NAME + 4.0, 0.0) {
                canvas.text(name, place.middle(), &Type { colour: palette::other_ride(ride.id), ..set });
            }
        }
    }
}

/// Eight corners are round enough.
fn round((x, y): Point, radius: f64) -> Vec<Point> {
    let corner = |eighth: u32| (f64::from(eighth) + 0.5) * std::f64::consts::FRAC_PI_4;
    (0..8).map(|eighth| (x + radius * corner(eighth).cos(), y + radius * corner(eighth).sin())).collect()
}
