//! The map of a park: land by height, water, paths, trees and scenery, tracks, and the names of rides.

use std::collections::BTreeMap;

use crate::catalogue::scenery::SmallScenery;
use crate::catalogue::{Catalogue, Direction, PathKind};
use crate::quantity::{Height, MapPoint, TILE, Tile};
use crate::site::{Element, EntranceKind, Kind, Land, Object, Ownership, Park, Track};

use super::canvas::{Anchor, Area, Canvas, Point, Stroke, Type};
use super::crowd::Crowd;
use super::palette;

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
/// Colours of tracks that lie near one another.
const TRACKS: [&str; 8] = ["#c2187a", "#1b4f9c", "#d1373f", "#6a3fa0", "#b5541c", "#0b7285", "#7c1d24", "#1b2530"];
const WATER: &str = "#5b9bd0";
const DEEP_WATER: &str = "#3f7fb8";
const PATH: &str = "#e9ddc3";
const QUEUE: &str = "#8fb3d9";
const TREE: &str = "#2f6b34";
const SCENERY: &str = "#a9825a";
const LARGE_SCENERY: &str = "#9a8fa6";
const WALL: &str = "#7a6a55";
const NOBODY: &str = "#ffffff8c";
const BUILDING: &str = "#8a6fb0";

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

    fn corner(&self, at: MapPoint) -> Point {
        self.at(at.x.into(), at.y.into())
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
            return (if is_deep { DEEP_WATER } else { WATER }).to_owned();
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
                let colour = if path.is_queue { QUEUE } else { PATH };
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
        let mut shapes = Shapes::default();
        let mut walls = Vec::new();
        for (tile, _, elements) in self.tiles() {
            for element in elements {
                match element.kind {
                    Kind::SmallScenery { object, quadrant, .. } => self.small(&mut shapes, tile, object, quadrant),
                    Kind::LargeScenery { .. } => shapes.add(LARGE_SCENERY, self.view.square(tile, 0.9)),
                    Kind::Wall { edge, .. } => walls.push(self.edge(tile, edge)),
                    Kind::Unknown => shapes.add(palette::STATION, self.view.square(tile, 0.5)),
                    _ => {}
                }
            }
        }
        shapes.fill(canvas);
        canvas.polylines(walls, &Stroke::new(WALL, (self.view.tile / 8.0).max(0.8)));
    }

    /// A tree is round, everything else is square.
    fn small(&self, shapes: &mut Shapes, tile: Tile, object: Object, quadrant: u8) {
        let known = match object {
            Object::Known(number) => self.catalogue.scenery().all_small().get(usize::from(number)),
            Object::Unknown(_) => None,
        };
        let is_full = known.is_some_and(SmallScenery::is_full_tile);
        let is_tall = known.is_some_and(|object| object.height >= Height(32));
        let is_tree = known.is_some_and(SmallScenery::is_tree);
        let middle = self.middle(tile, (!is_full).then_some(quadrant));
        let size = self.view.tile * if is_full { 0.8 } else { 0.46 };
        let is_round = is_tree || (!is_full && is_tall);
        if is_round {
            shapes.add(TREE, round(middle, size / 2.0));
        } else {
            shapes.add(SCENERY, Area::around(middle, size * 0.9, size * 0.9).corners());
        }
    }

    /// The middle of a tile or of a quarter of it.
    fn middle(&self, tile: Tile, quadrant: Option<u8>) -> Point {
        let (quarter, half) = (f64::from(TILE) / 4.0, f64::from(TILE) / 2.0);
        let (x, y) = match quadrant {
            None => (half, half),
            Some(0) => (quarter, quarter),
            Some(1) => (quarter, 3.0 * quarter),
            Some(2) => (3.0 * quarter, 3.0 * quarter),
            Some(_) => (3.0 * quarter, quarter),
        };
        let corner = tile.corner();
        self.view.at(f64::from(corner.x) + x, f64::from(corner.y) + y)
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
                if !self.is_ride_on_rails(track) {
                    buildings.add(BUILDING, self.view.square(tile, 0.92));
                } else if track.block == 0 {
                    lines.entry(track.ride).or_default().extend(self.line(tile, track));
                }
            }
        }
        buildings.fill(canvas);
        let width = (self.view.tile / 2.6).max(2.0);
        for (ride, lines) in lines {
            canvas.polylines(&lines, &Stroke::new(palette::PAPER, width + 1.6).round());
            canvas.polylines(&lines, &Stroke::new(colour_of(ride), width).round());
        }
    }

    fn is_ride_on_rails(&self, track: Track) -> bool {
        let ride = self.park.ride(track.ride);
        let is_flat = matches!(track.piece.0, 66 | 101 | 257..=266);
        ride.is_none_or(|ride| self.catalogue.tracked_name(ride.ride_type).is_some()) && !is_flat
    }

    fn line(&self, tile: Tile, track: Track) -> Option<Vec<Point>> {
        let first = self.catalogue.piece(track.piece)?.blocks.first()?;
        let origin = tile.corner() - track.direction.rotate(first.offset);
        let steps = self.catalogue.paths().of(PathKind::Usual, track.piece, track.direction)?;
        let point = |x: i16, y: i16| self.view.corner(origin + MapPoint::new(x.into(), y.into()));
        Some(steps.iter().map(|step| point(step.x, step.y)).collect())
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
                    && self.is_ride_on_rails(track)
                {
                    places.entry(track.ride).or_default().push(self.middle(tile, None));
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
                canvas.text(name, place.middle(), &Type { colour: colour_of(ride.id), ..set });
            }
        }
    }
}

const fn colour_of(ride: u16) -> &'static str {
    TRACKS[ride as usize % TRACKS.len()]
}

/// Eight corners are round enough.
fn round((x, y): Point, radius: f64) -> Vec<Point> {
    let corner = |eighth: u32| (f64::from(eighth) + 0.5) * std::f64::consts::FRAC_PI_4;
    (0..8).map(|eighth| (x + radius * corner(eighth).cos(), y + radius * corner(eighth).sin())).collect()
}
