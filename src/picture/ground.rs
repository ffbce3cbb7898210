//! The ground seen from above: land by height, water, paths, scenery, and what else stands there.

use std::collections::BTreeMap;

use crate::catalogue::{Catalogue, Direction};
use crate::quantity::{Height, LAND_STEP, MapPoint, TILE, Tile};
use crate::site::{Corner, Element, EntranceKind, Kind, Land, Ownership, Surroundings, Track};

use super::above::Above;
use super::canvas::{Anchor, Canvas, Point, Stroke, Type};
use super::crowd::Crowd;
use super::frame::Key;
use super::scenery_plan::{self, Shapes};
use super::scenery_shape::{Look, Shape, footprint};
use super::subject::Subject;
use super::{other_track, palette};

/// Tones of a height, from the lowest to the highest land.
const TONES: usize = 12;
/// Least z units from the darkest to the palest tone.
const SPAN: i32 = 96;
/// Water so deep is darker.
const DEEP: Height = Height(48);
/// Tiles by which pieces of track reach into the sheet from outside.
const REACH: i32 = 7;
/// Smallest tile at which cliffs are drawn as lines.
const ROOMY: f64 = 8.0;
/// Shares of paper in the colours of land and of things on it, where a ride is drawn over them.
const LAND_PAPER: f64 = 0.4;
const THING_PAPER: f64 = 0.2;
/// The same in those of other rides where some are lit up.
const UNLIT_PAPER: f64 = 0.45;
const NAME: f64 = 11.0;
const LIT_NAME: f64 = 15.0;
const NOBODY: &str = "#ffffff8c";
const CLIFF: &str = "#7a6547";

/// The ground on a sheet.
pub(crate) struct Ground<'a> {
    /// What stands there.
    pub around: &'a Surroundings<'a>,
    /// Pieces and objects.
    pub catalogue: &'a Catalogue,
    /// How its tiles lie.
    pub above: &'a Above,
    /// Number of a ride that stands there and is drawn by others. The colours of all else stand back for it.
    pub own: Option<u16>,
    /// Numbers of rides that are lit up among the others.
    pub lit: &'a [u16],
}

/// Track of rides, each as the lines of its pieces.
type Lines = BTreeMap<u16, Vec<Vec<Point>>>;

impl<'a> Ground<'a> {
    /// What stands around a subject on a sheet; nothing where the land is flat and empty.
    pub(crate) fn of(subject: &'a Subject, above: &'a Above) -> Option<Self> {
        let layout = &subject.layout;
        let around = Some(&layout.surroundings).filter(|around| !around.is_bare())?;
        Some(Self { around, catalogue: layout.catalogue, above, own: Some(layout.number), lit: &[] })
    }

    /// Draws it.
    pub(super) fn draw(&self, canvas: &mut Canvas) {
        self.land(canvas);
        self.paths(canvas);
        self.scenery(canvas);
        self.tracks(canvas);
        self.entrances(canvas);
    }

    /// The colour that a thing is drawn in.
    pub(crate) fn tone(&self, colour: &str) -> String {
        if self.own.is_some() { palette::quiet(colour, THING_PAPER) } else { colour.to_owned() }
    }

    /// The colour that land is drawn in.
    fn land_tone(&self, colour: &str) -> String {
        match self.own {
            _ if colour == NOBODY => colour.to_owned(),
            Some(_) => palette::quiet(colour, LAND_PAPER),
            None => colour.to_owned(),
        }
    }

    /// The land of a tile.
    pub(crate) fn land_of(&self, tile: Tile) -> Land {
        self.around.site.land(tile).unwrap_or(Land::flat(self.around.land_base(tile)))
    }

    /// What stands on a tile and shows: above the land, and no preview.
    fn on(&self, tile: Tile) -> impl Iterator<Item = &Element> {
        let land = self.land_of(tile).base;
        self.others_on(tile).filter(move |element| element.clearance > land)
    }

    /// All that stands on a tile, the land and the own ride left out.
    fn others_on(&self, tile: Tile) -> impl Iterator<Item = &Element> {
        let is_other = |element: &&Element| match element.kind {
            Kind::Surface => false,
            Kind::Track(track) => Some(track.ride) != self.own,
            Kind::Entrance { kind, ride, .. } => kind == EntranceKind::Park || Some(ride) != self.own,
            _ => true,
        };
        self.around.elements(tile).iter().filter(is_other).filter(|element| !element.is_ghost)
    }

    /// All that shows, tile by tile.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Tile, &Element)> {
        self.above.tiles().flat_map(|tile| self.on(tile).map(move |element| (tile, element)))
    }

    /// Land and water, lit from the upper left, and the edges of cliffs.
    fn land(&self, canvas: &mut Canvas) {
        let range = self.heights();
        let mut ground = Shapes::default();
        for tile in self.above.tiles() {
            let land = self.land_of(tile);
            // A little wider than the tile, so that no seam shows.
            ground.add(0, self.full_colour(tile, land, range), self.above.part(tile, 1.04).corners());
            if !land.ownership.intersects(Ownership::OWNED | Ownership::CONSTRUCTION_RIGHTS) {
                ground.add(1, NOBODY, self.above.square(tile).corners());
            }
        }
        ground.fill(canvas, |colour| self.land_tone(colour));
        if self.above.tile >= ROOMY {
            let cliffs: Vec<_> = self.above.tiles().flat_map(|tile| self.cliffs(tile)).collect();
            canvas.lines(cliffs, &Stroke::new(&self.land_tone(CLIFF), (self.above.tile / 18.0).max(0.8)));
        }
    }

    /// The lowest and the highest land that shows.
    pub(crate) fn heights(&self) -> (i32, i32) {
        let heights = self.above.tiles().map(|tile| self.land_of(tile).base.0);
        heights.fold((i32::MAX, i32::MIN), |(low, high), base| (low.min(base), high.max(base)))
    }

    /// The colour that the land of a tile is drawn in among land of these heights.
    pub(crate) fn land_colour(&self, tile: Tile, land: Land, range: (i32, i32)) -> String {
        self.land_tone(&self.full_colour(tile, land, range))
    }

    fn full_colour(&self, tile: Tile, land: Land, (low, high): (i32, i32)) -> String {
        if land.water > land.base {
            let is_deep = land.water - land.base >= DEEP;
            return (if is_deep { palette::DEEP_WATER } else { palette::WATER }).to_owned();
        }
        let span = f64::from((high - low).max(SPAN));
        let tone = (f64::from(land.base.0 - low) / span * TONES as f64).round() / TONES as f64;
        // The rim of a park lies low, and is no part of it.
        let is_rim = |tile: Tile| self.around.site.park.is_some_and(|park| park.tiles.is_rim(tile));
        let behind = |x: i32, y: i32| {
            let tile = tile + Tile::new(x, y);
            let next = self.around.site.land(tile).filter(|_| !is_rim(tile));
            next.map_or(land.top().0, |land| land.top().0)
        };
        let slope = 2 * land.top().0 - behind(-1, 0) - behind(0, -1);
        let light = 1.0 + f64::from((slope / LAND_STEP).clamp(-4, 2)) * 0.045;
        palette::shaded(&palette::land(tone), light)
    }

    /// The edges to the next tiles along both axes where the land is sheer.
    fn cliffs(&self, tile: Tile) -> impl Iterator<Item = [Point; 2]> {
        let sides = [
            (Tile::new(1, 0), [Corner::East, Corner::North], [Corner::South, Corner::West]),
            (Tile::new(0, 1), [Corner::West, Corner::North], [Corner::South, Corner::East]),
        ];
        let here = self.land_of(tile);
        sides.into_iter().filter_map(move |(step, mine, its)| {
            let next = tile + step;
            let there = self.land_of(next);
            let drops = [0, 1].map(|end| here.corner(mine[end]).0 - there.corner(its[end]).0);
            let is_sheer = drops.iter().all(|&drop| drop > 0) || drops.iter().all(|&drop| drop < 0);
            let MapPoint { x, y } = next.corner();
            let along = MapPoint::new(TILE - step.corner().x, TILE - step.corner().y);
            let ends = [(x, y), (x + along.x, y + along.y)].map(|(x, y)| self.above.at(x.into(), y.into()));
            let is_inside = ends.iter().all(|&end| self.above.area.grown(-0.5).holds_point(end));
            let is_wet = here.water > here.base && there.water > there.base;
            (is_sheer && is_inside && !is_wet).then_some(ends)
        })
    }

    fn paths(&self, canvas: &mut Canvas) {
        let mut shapes = Shapes::default();
        for (tile, element) in self.all() {
            let Kind::Path(path) = element.kind else { continue };
            let (colour, share) = if path.is_queue { (palette::QUEUE, 0.55) } else { (palette::PATH, 0.8) };
            shapes.add(0, colour, self.above.part(tile, share).corners());
            for direction in Direction::ALL.into_iter().filter(|side| path.edges & 1 << side.number() != 0) {
                shapes.add(0, colour, self.arm(tile, direction, share));
            }
        }
        shapes.fill(canvas, |colour| self.tone(colour));
    }

    /// From the square in the middle of a tile, whose side is that share of the tile's, to an edge.
    pub(crate) fn arm(&self, tile: Tile, direction: Direction, share: f64) -> [Point; 4] {
        let half = f64::from(TILE) / 2.0;
        let corner = tile.corner();
        let (x, y) = (f64::from(corner.x) + half, f64::from(corner.y) + half);
        let step = direction.step();
        let (along_x, along_y) = (f64::from(step.x) / 2.0, f64::from(step.y) / 2.0);
        let (side_x, side_y) = (along_y * share, along_x * share);
        let at = |reach: f64, side: f64| {
            self.above.at(x + reach * along_x + side * side_x, y + reach * along_y + side * side_y)
        };
        [at(share, -1.0), at(1.0, -1.0), at(1.0, 1.0), at(share, 1.0)]
    }

    fn scenery(&self, canvas: &mut Canvas) {
        let mut shapes = Shapes::default();
        let mut walls: BTreeMap<Look, Vec<[Point; 2]>> = BTreeMap::new();
        for (tile, element) in self.all() {
            let look = Look::of(element.kind, self.catalogue);
            match (element.kind, look) {
                (Kind::Wall { edge, .. }, Some(look)) => {
                    let [_, from, to, _] = self.arm(tile, edge, 1.0);
                    walls.entry(look).or_default().push([from, to]);
                }
                (Kind::Unknown, _) => shapes.add(0, palette::STATION, self.above.part(tile, 0.5).corners()),
                (_, Some(look)) => {
                    let ((x, y), side) = footprint(tile, element);
                    let size = 0.9 * self.above.tile * side / f64::from(TILE);
                    scenery_plan::add(&mut shapes, look, self.above.at(x, y), size);
                }
                _ => {}
            }
        }
        shapes.fill(canvas, |colour| self.tone(colour));
        for (look, lines) in walls {
            let (share, dash) = match look.shape {
                Shape::Fence => (0.06, Some("3 2")),
                Shape::Hedge => (0.16, None),
                _ => (0.1, None),
            };
            let colour = self.tone(&palette::shaded(look.colour, 0.8));
            let width = (self.above.tile * share).max(0.8);
            canvas.polylines(lines, &Stroke { dash, ..Stroke::new(&colour, width) });
        }
    }

    /// The line of every piece of track, ride by ride, in dashes where it is underground; what has no line, such as a
    /// shop, fills its tiles.
    fn tracks(&self, canvas: &mut Canvas) {
        let (mut open, mut buried) = (Lines::new(), Lines::new());
        let mut buildings = Shapes::default();
        for tile in self.above.tiles_around(REACH) {
            let land = self.land_of(tile).base;
            for element in self.others_on(tile) {
                let Kind::Track(track) = element.kind else { continue };
                if !self.is_on_rails(track) {
                    if self.above.area.holds_point(self.above.middle(tile)) {
                        buildings.add(0, palette::BUILDING, self.above.part(tile, 0.92).corners());
                    }
                } else if track.block == 0 {
                    let lines = if element.clearance <= land { &mut buried } else { &mut open };
                    lines.entry(track.ride).or_default().extend(self.line(tile, track));
                }
            }
        }
        buildings.fill(canvas, |colour| self.tone(colour));
        let width = (self.above.tile / if self.own.is_some() { 4.0 } else { 2.6 }).max(2.0);
        // Those that are lit up lie on top.
        let in_order = |lines: Lines| {
            let (lit, others): (Lines, Lines) = lines.into_iter().partition(|(ride, _)| self.lit.contains(ride));
            others.into_iter().chain(lit)
        };
        for (ride, lines) in in_order(buried) {
            canvas.polylines(&lines, &Stroke::new(&self.ride_colour(ride), width * 0.6).dashed("4 3"));
        }
        for (ride, lines) in in_order(open) {
            let is_lit = self.lit.contains(&ride);
            let (edge, width) = if is_lit { (palette::INK, width + 2.0) } else { (palette::PAPER, width) };
            canvas.polylines(&lines, &Stroke::new(edge, width + if is_lit { 3.0 } else { 1.6 }).round());
            canvas.polylines(&lines, &Stroke::new(&self.ride_colour(ride), width).round());
        }
    }

    /// The colour of a ride's track.
    fn ride_colour(&self, ride: u16) -> String {
        let colour = self.tone(palette::other_ride(ride));
        match self.lit {
            [] => colour,
            lit if lit.contains(&ride) => palette::LIT.to_owned(),
            _ => palette::quiet(&colour, UNLIT_PAPER),
        }
    }

    /// Whether a block of track belongs to a ride that runs on rails.
    pub(crate) fn is_on_rails(&self, track: Track) -> bool {
        self.around.site.park.is_some_and(|park| other_track::is_on_rails(park, self.catalogue, track))
    }

    /// The stretches of a piece's line that lie on the sheet.
    fn line(&self, tile: Tile, track: Track) -> Vec<Vec<Point>> {
        let line = other_track::line(self.catalogue, tile, Height(0), track).unwrap_or_default();
        let points: Vec<Point> = line.iter().map(|place| self.above.at(place.x, place.y)).collect();
        let area = self.above.area;
        points.split(|&point| !area.holds_point(point)).filter(|run| run.len() > 1).map(<[Point]>::to_vec).collect()
    }

    fn entrances(&self, canvas: &mut Canvas) {
        for (tile, element) in self.all() {
            let Kind::Entrance { kind, .. } = element.kind else { continue };
            let colour = match kind {
                EntranceKind::Entrance => palette::ENTRANCE,
                EntranceKind::Exit => palette::EXIT,
                EntranceKind::Park => palette::INK,
            };
            canvas.polygon(&self.above.part(tile, 0.8).corners(), &self.tone(colour));
        }
    }

    /// The names of rides on rails, each in the middle of its track or near it.
    pub(super) fn names(&self, canvas: &mut Canvas, crowd: &mut Crowd) {
        let mut places: BTreeMap<u16, Vec<Point>> = BTreeMap::new();
        for (tile, element) in self.all() {
            if let Kind::Track(track) = element.kind
                && self.is_on_rails(track)
            {
                places.entry(track.ride).or_default().push(self.above.middle(tile));
            }
        }
        let mut places: Vec<(u16, Vec<Point>)> = places.into_iter().collect();
        // Those that are lit up have the choice of places.
        places.sort_by_key(|(ride, _)| !self.lit.contains(ride));
        for (ride, places) in places {
            let is_lit = self.lit.contains(&ride);
            let size = if is_lit { LIT_NAME } else { NAME };
            let colour = match self.lit {
                [] => palette::other_ride(ride).to_owned(),
                _ if is_lit => palette::INK.to_owned(),
                _ => self.ride_colour(ride),
            };
            let set = Type::new(size, &colour).bold().rimmed().anchored(Anchor::Middle);
            let Some(ride) = self.around.site.park.and_then(|park| park.ride(ride)) else { continue };
            let count = places.len() as f64;
            let sum = places.iter().fold((0.0, 0.0), |sum, place| (sum.0 + place.0, sum.1 + place.1));
            let middle = (sum.0 / count, sum.1 / count);
            let name = ride.name.trim();
            if let Some(place) = crowd.take_near(middle, set.width(name) + 6.0, size + 4.0, 0.0) {
                canvas.text(name, place.middle(), &set);
            }
        }
    }

    /// What the colours of the ground mean, as far as they occur.
    pub(super) fn keys(&self) -> Vec<Key> {
        self.tones().into_iter().map(|(label, colour)| Key::Tone(label, colour)).collect()
    }

    /// The colours of the ground by what they mean, as far as they occur.
    pub(crate) fn tones(&self) -> Vec<(&'static str, String)> {
        let has = |test: &dyn Fn(&Element) -> bool| self.all().any(|(_, element)| test(element));
        let looks = |element: &Element| Look::of(element.kind, self.catalogue).map(|look| look.shape);
        let is_plant = |shape: Shape| shape.is_plant();
        let is_water = |tile| self.land_of(tile).water > self.land_of(tile).base;
        let is_path =
            |element: &Element, wanted: bool| matches!(element.kind, Kind::Path(path) if path.is_queue == wanted);
        let is_track = |element: &Element, on_rails: bool| matches!(element.kind, Kind::Track(track) if self.is_on_rails(track) == on_rails);
        let keys = [
            ("Water", palette::WATER, self.above.tiles().any(is_water)),
            ("Path", palette::PATH, has(&|element| is_path(element, false))),
            ("Queue", palette::QUEUE, has(&|element| is_path(element, true))),
            ("Trees and bushes", scenery_plan::PLANT, has(&|element| looks(element).is_some_and(is_plant))),
            (
                "Other scenery",
                scenery_plan::THING,
                has(&|element| looks(element).is_some_and(|shape| !is_plant(shape))),
            ),
            ("Other rides", palette::other_ride(1), has(&|element| is_track(element, true))),
            ("Shops and flat rides", palette::BUILDING, has(&|element| is_track(element, false))),
        ];
        let occurs = keys.into_iter().filter(|(.., occurs)| *occurs);
        let tone = |colour: &str| if colour == palette::WATER { self.land_tone(colour) } else { self.tone(colour) };
        occurs.map(|(label, colour, _)| (label, tone(colour))).collect()
    }
}
