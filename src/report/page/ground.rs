//! The land around a course and what stands on it, in whole numbers.

use serde::Serialize;

use crate::catalogue::Direction;
use crate::picture::{Above, Ground as Seen, Look, Shape, Subject, footprint, palette, track_line};
use crate::quantity::{Height, LAND_STEP, Tile};
use crate::site::{Corner, Element, Kind, Land, Path, Track};

/// Points of other tracks to one that is kept.
const TRACK_STEP: usize = 8;
/// Shares of a tile that paths and queues are wide.
const PATH: f64 = 0.8;
const QUEUE: f64 = 0.55;

/// The ground. Lengths are map units from the upper left corner of the course, heights z units above its start. Each
/// row begins with the number of a colour.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(super) struct Ground {
    /// What colours mean.
    keys: Vec<(&'static str, String)>,
    colours: Vec<String>,
    /// A row for each tile, row by row: heights of the corners clockwise from the upper left one, and of the water, which
    /// is that of the lowest corner where there is none.
    land: Vec<[i32; 6]>,
    /// Paths: right and down of two corners, height.
    paths: Vec<[i32; 6]>,
    /// Walls: right and down of both ends, base, top.
    walls: Vec<[i32; 7]>,
    /// Objects: shape, right and down of the middle, base, top, side.
    objects: Vec<[i32; 7]>,
    /// Pieces of other tracks: colour, then right, down and up of points.
    tracks: Vec<Vec<i32>>,
}

impl Ground {
    /// The ground of a subject on a sheet of map units; none where it is flat and empty.
    pub(super) fn new(subject: &Subject, above: &Above) -> Option<Self> {
        let seen = Seen::of(subject, above)?;
        let ground = Self { keys: seen.tones(), ..Self::default() };
        let mut drawn = Drawn { seen, surface: subject.layout.site.surface, ground };
        if subject.layout.site.park.is_some() {
            drawn.add_land();
        }
        let all: Vec<(Tile, Element)> = drawn.seen.all().map(|(tile, element)| (tile, *element)).collect();
        for (tile, element) in &all {
            drawn.add(*tile, element);
        }
        Some(drawn.ground)
    }
}

/// A ground in the making.
struct Drawn<'a> {
    seen: Seen<'a>,
    surface: Height,
    ground: Ground,
}

impl Drawn<'_> {
    fn colour(&mut self, colour: &str) -> i32 {
        self.number(self.seen.tone(colour))
    }

    /// The number of a colour as it is drawn.
    fn number(&mut self, colour: String) -> i32 {
        let colours = &mut self.ground.colours;
        let known = colours.iter().position(|other| *other == colour);
        known.unwrap_or_else(|| {
            colours.push(colour);
            colours.len() - 1
        }) as i32
    }

    fn up(&self, height: Height) -> i32 {
        (height - self.surface).0
    }

    fn at(&self, x: f64, y: f64) -> [i32; 2] {
        let [right, down, ..] = whole([self.seen.above.at(x, y); 2]);
        [right, down]
    }

    fn add_land(&mut self) {
        let heights = self.seen.heights();
        let (columns, rows) = self.seen.above.size();
        for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
            let tile = self.seen.above.tile_at(column as i32, row as i32);
            let land = self.seen.land_of(tile);
            let colour = self.number(self.seen.land_colour(tile, land, heights));
            let [upper_left, upper_right, lower_right, lower_left] = self.corners(land);
            let lowest = self.up(land.base);
            let water = self.up(land.water).max(lowest);
            self.ground.land.push([colour, upper_left, upper_right, lower_right, lower_left, water]);
        }
    }

    /// Heights of the corners of a tile clockwise from the upper left one on the sheet.
    fn corners(&self, land: Land) -> [i32; 4] {
        let mut corners = [Corner::South, Corner::West, Corner::North, Corner::East];
        if self.seen.above.turned {
            corners.rotate_right(1);
        }
        corners.map(|corner| self.up(land.corner(corner)))
    }

    fn add(&mut self, tile: Tile, element: &Element) {
        match element.kind {
            Kind::Path(path) => self.add_path(tile, element, path),
            Kind::Track(track) => self.add_track(tile, element, track),
            Kind::Wall { edge, .. } => self.add_wall(tile, element, edge),
            Kind::Entrance { .. } => self.add_object(tile, element, Shape::Block, palette::BUILDING),
            kind => {
                let Some(look) = Look::of(kind, self.seen.catalogue) else { return };
                self.add_object(tile, element, look.shape, look.colour);
            }
        }
    }

    fn add_path(&mut self, tile: Tile, element: &Element, path: Path) {
        let (colour, share) = if path.is_queue { (palette::QUEUE, QUEUE) } else { (palette::PATH, PATH) };
        let colour = self.colour(colour);
        let rise = Height(if path.slope.is_some() { LAND_STEP / 2 } else { 0 });
        let up = self.up(element.base + rise);
        let sides = Direction::ALL.into_iter().filter(|side| path.edges & 1 << side.number() != 0);
        let arms = sides.map(|side| self.seen.arm(tile, side, share)).map(|[from, _, to, _]| [from, to]);
        let rectangles: Vec<_> = arms.chain([self.seen.above.ends(tile, share)]).collect();
        for [right, down, end_right, end_down] in rectangles.into_iter().map(whole) {
            self.ground.paths.push([colour, right, down, end_right, end_down, up]);
        }
    }

    fn add_wall(&mut self, tile: Tile, element: &Element, edge: Direction) {
        let Some(look) = Look::of(element.kind, self.seen.catalogue) else { return };
        let colour = self.colour(look.colour);
        let [_, from, to, _] = self.seen.arm(tile, edge, 1.0);
        let [right, down, end_right, end_down] = whole([from, to]);
        let [base, top] = [self.up(element.base), self.up(element.clearance)];
        self.ground.walls.push([colour, right, down, end_right, end_down, base, top]);
    }

    fn add_object(&mut self, tile: Tile, element: &Element, shape: Shape, colour: &str) {
        let ((x, y), side) = footprint(tile, element);
        let [right, down] = self.at(x, y);
        let [base, top] = [self.up(element.base), self.up(element.clearance)];
        let colour = self.colour(colour);
        self.ground.objects.push([colour, shape as i32, right, down, base, top, side as i32]);
    }

    fn add_track(&mut self, tile: Tile, element: &Element, track: Track) {
        if !self.seen.is_on_rails(track) {
            return self.add_object(tile, element, Shape::Block, palette::BUILDING);
        }
        if track.block != 0 {
            return;
        }
        let line = track_line(self.seen.catalogue, tile, element.base, track).unwrap_or_default();
        let last = line.len().saturating_sub(1);
        let kept = line.iter().enumerate().filter(|(index, _)| index % TRACK_STEP == 0 || *index == last);
        let mut row = vec![self.colour(palette::other_ride(track.ride))];
        for (_, place) in kept {
            row.extend(self.at(place.x, place.y));
            row.push(place.z.round() as i32 - self.surface.0);
        }
        self.ground.tracks.push(row);
    }
}

fn whole([from, to]: [(f64, f64); 2]) -> [i32; 4] {
    [from.0, from.1, to.0, to.1].map(|place| place.round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::layout::place;
    use crate::picture::shown;
    use crate::site::{Object, Ownership, Park, Site, Slope, Stack, Tiles};
    use crate::track_file;

    const LAKE: Tile = Tile::new(20, 21);
    const TREE: Tile = Tile::new(20, 20);

    fn stack(catalogue: &Catalogue, index: i32) -> Stack {
        let tile = Tile::new(index % 60, index / 60);
        let mut stack = Stack::bare(Land::flat(Height(112)));
        if tile == LAKE {
            let (base, water) = (Height(96), Height(112));
            stack = Stack::bare(Land { base, water, slope: Slope(1), ownership: Ownership::OWNED });
        } else if tile == TREE {
            let object =
                catalogue.scenery().small_number("rct2.scenery_small.tl1").map_or(Object::Unknown(0), Object::Known);
            let kind = Kind::SmallScenery { object, direction: Direction::new(0), quadrant: 0 };
            let (base, clearance) = (Height(112), Height(232));
            stack.elements.push(Element { base, clearance, quarters: 15, is_ghost: false, kind });
        }
        stack
    }

    #[test]
    fn land_and_things_lie_where_the_course_does() {
        let catalogue = Catalogue::load().unwrap();
        let park = Park::of(Tiles::new((60, 60), (0..3600).map(|index| stack(&catalogue, index)).collect()));
        let design = track_file::read(include_bytes!("../../../docs/example.td6")).unwrap().design(&catalogue).unwrap();
        let laid =
            |site| Subject::new("", place(&catalogue, &design, site, Direction::new(0)).unwrap().as_design.unwrap());
        let subject = laid(Site::in_park(&park, Tile::new(30, 30)));
        let above = Above::plain(shown(&subject.layout));
        let ground = Ground::new(&subject, &above).unwrap();
        let (columns, rows) = above.size();
        let places = (0..rows as i32).flat_map(|row| (0..columns as i32).map(move |column| (column, row)));
        let lake = places.map(|(column, row)| above.tile_at(column, row)).position(|tile| tile == LAKE).unwrap();
        assert_eq!(ground.land.len(), columns * rows);
        let [_, corners @ .., water] = ground.land[lake];
        let raised = corners.iter().filter(|&&corner| corner == 0).count();
        assert_eq!((water, raised, corners.iter().sum::<i32>()), (0, 1, -48));
        let keys: Vec<&str> = ground.keys.iter().map(|(label, _)| *label).collect();
        assert_eq!(keys, ["Water", "Trees and bushes"]);
        let (right, down) = above.middle(TREE);
        let [_, tree @ ..] = ground.objects[0];
        assert_eq!((tree, ground.objects.len()), ([0, right as i32, down as i32, 0, 120, 32], 1));
        let flat = laid(Site::default());
        assert_eq!(Ground::new(&flat, &Above::plain(shown(&flat.layout))), None);
    }
}
