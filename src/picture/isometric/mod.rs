//! The isometric picture: the coaster as the game shows it.

mod hidden;
mod land;
mod objects;
mod other_rides;
mod page;
mod paths;
mod peaks;
mod projection;
mod rails;
mod scene;
mod slab;
mod solid;
mod stamp;
mod station;
mod supports;
mod surroundings;
mod terrain;
mod train;
mod tunnels;
mod walls;

use glam::DVec3;

use super::Style;
use super::attitude::{Attitude, attitudes};
use super::canvas::{Area, Canvas};
use super::subject::Subject;
use land::Land;
pub(super) use page::Page;
use projection::Projection;
pub use projection::View;
pub(super) use scene::{Scene, bounds, merged};
pub(super) use stamp::Stamp;
use surroundings::Around;
use train::Train;

/// Pixels of a map unit at most.
const LARGEST: f64 = 2.6;
/// Ride types whose cars are so far over the foot of their track hang below it.
const HANGING: i32 = 24;
/// Room for cars and huts over the track.
const HEADROOM: f64 = 14.0;

/// A coaster ready to be looked at.
pub(super) struct Stage<'a> {
    subject: &'a Subject<'a>,
    track: Vec<Attitude>,
    land: Land<'a>,
    hangs: bool,
    view: View,
}

impl<'a> Stage<'a> {
    /// Sets up a coaster.
    pub(super) fn new(subject: &'a Subject<'a>, view: View) -> Self {
        let lift = f64::from(subject.layout.ride.vehicle_z.0);
        let mut track = attitudes(&subject.rail);
        for point in &mut track {
            point.at.z += lift;
        }
        let lowest = subject.rail.heights().0;
        let land = Land::new(&subject.layout, lowest);
        Self { subject, track, land, hangs: subject.layout.ride.vehicle_z.0 >= HANGING, view }
    }

    /// The projection that shows everything in the middle of an area, and the area that it takes.
    pub(super) fn fitted(&self, room: Area) -> (Projection, Area) {
        let projection = Projection::new(self.view);
        let around = bounds(self.places().map(|place| projection.at(place)));
        let scale = (room.width / around.width).min(room.height / around.height).min(LARGEST);
        let taken = Area::around(room.middle(), around.width * scale, around.height * scale);
        (projection.scaled(scale, around.middle(), room.middle()), taken)
    }

    /// All places that must show.
    fn places(&self) -> impl Iterator<Item = DVec3> + '_ {
        let track = self.track.iter().map(|point| point.at + DVec3::Z * HEADROOM);
        self.land.corners().into_iter().chain(track).chain(self.around().tops())
    }

    fn around(&self) -> Around<'_> {
        Around::new(&self.subject.layout, &self.land)
    }

    /// Everything but the train, and how many of the marks lie behind any train.
    pub(super) fn scene(&self, projection: Projection) -> (Scene, usize) {
        let (subject, paint, around) = (self.subject, &self.subject.paint, self.around());
        let lift = f64::from(subject.layout.ride.vehicle_z.0);
        let mut scene = Scene::new(projection);
        self.draw_land(&mut scene);
        around.add_ground(&mut scene);
        scene.sort();
        self.land.draw_shadow(&mut scene, &self.track);
        scene.sort();
        let fixed = scene.marks().len();
        rails::add(&mut scene, subject, &self.track, paint, |at| !self.land.buries(at));
        station::add_platforms(&mut scene, subject, &self.land, &self.track, lift);
        station::add_huts(&mut scene, &subject.layout, &self.land);
        let ground = supports::Ground {
            track: &self.track,
            land: &self.land,
            hangs: self.hangs,
            turns_over: subject.layout.ride.has_inverted_variant(),
            huts: subject.layout.entrances.iter().map(|entrance| station::floor(entrance).truncate()).collect(),
            colour: paint.supports,
        };
        supports::add(&mut scene, &subject.layout, &ground);
        let own = scene.marks().len();
        around.add(&mut scene);
        if let Land::Terrain(terrain) = &self.land {
            terrain.add_rises(&mut scene);
        }
        if scene.marks().len() > own {
            hidden::add(&mut scene, own, &self.track, &self.land, paint.main);
        }
        if let Land::Terrain(_) = &self.land {
            tunnels::add(&mut scene, &self.land, &self.track, lift);
        }
        scene.sort();
        (scene, fixed)
    }

    /// The land; flat land shows the track below it.
    fn draw_land(&self, scene: &mut Scene) {
        match &self.land {
            Land::Slab(slab) => {
                if slab.is_dug() {
                    slab.draw_hollow(scene);
                    scene.sort();
                    rails::add(scene, self.subject, &self.track, &self.subject.paint, |at| self.land.buries(at));
                    scene.sort();
                }
                slab.draw(scene, &self.subject.layout);
            }
            Land::Terrain(terrain) => terrain.add(scene),
        }
        scene.sort();
    }

    /// The train with its lead car at a distance along the rail.
    pub(super) fn train(&self, projection: Projection, along: f64) -> Scene {
        let mut scene = Scene::new(projection);
        Train::new(self.subject, &self.track, self.hangs, &self.land).add(&mut scene, along);
        scene.sort();
        scene
    }

    /// Where the lead car is when the ride begins.
    pub(super) fn start(&self) -> Option<f64> {
        let first = self.subject.recording.as_ref()?.samples.first()?;
        Some(self.subject.rail.along(first.piece, first.share))
    }
}

/// Draws the isometric picture, as high as it needs to be.
pub(super) fn draw(subject: &Subject, style: &Style, view: View) -> Canvas {
    let stage = Stage::new(subject, view);
    let page = Page::new(&stage, style);
    let mut canvas = page.open(subject, style);
    let (scene, fixed) = stage.scene(page.projection);
    match stage.start() {
        Some(along) => scene.draw_with(&mut canvas, &stage.train(page.projection, along), fixed),
        None => scene.draw(&mut canvas),
    }
    canvas
}

/// Draws the coaster alone in an area, at a scale of which `most` is the largest.
pub(super) fn draw_small(canvas: &mut Canvas, subject: &Subject, area: Area, most: f64) {
    let stage = Stage::new(subject, View::default());
    let (projection, taken) = stage.fitted(area);
    let projection = projection.scaled(projection.scale.min(most), taken.middle(), area.middle());
    stage.scene(projection).0.draw(canvas);
}

/// The largest scale at which a coaster fits a room.
pub(super) fn scale_that_fits(subject: &Subject, room: Area) -> f64 {
    Stage::new(subject, View::default()).fitted(room).0.scale
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, Direction};
    use crate::design::{Design, SceneryItem};
    use crate::layout::place;
    use crate::picture::canvas::Point;
    use crate::picture::rail::ends;
    use crate::picture::sample;
    use crate::quantity::{Height, Tile};
    use crate::site::{Element, Kind, Object, Park, Site, Stack, Tiles};

    fn apart(a: Point, b: Point) -> f64 {
        (a.0 - b.0).hypot(a.1 - b.1)
    }

    fn room() -> Area {
        Area { x: 0.0, y: 0.0, width: 1200.0, height: 800.0 }
    }

    #[test]
    fn the_drawn_track_passes_through_every_joint_in_every_view() {
        let catalogue = Catalogue::load().unwrap();
        for design in [sample::oval(), sample::crossing()] {
            for direction in Direction::ALL {
                let layout = sample::laid(&catalogue, &design, direction);
                let subject = Subject::new("", layout);
                let layout = &subject.layout;
                for view in View::ALL {
                    let stage = Stage::new(&subject, view);
                    let (projection, taken) = stage.fitted(room());
                    assert!(room().grown(0.01).holds(&taken));
                    let drawn: Vec<Point> = stage.track.iter().map(|point| projection.at(point.at)).collect();
                    for [x, y, z] in layout.pieces.iter().flat_map(|piece| ends(layout, piece)) {
                        let joint = projection.at(DVec3::new(x, y, z + f64::from(layout.ride.vehicle_z.0)));
                        let off = drawn.iter().map(|&point| apart(point, joint)).fold(f64::MAX, f64::min);
                        assert!(off <= 2.5 * projection.scale, "{off} {view:?} {direction:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_hides_other_track_is_drawn_after_it_in_every_view() {
        let catalogue = Catalogue::load().unwrap();
        let layout = sample::laid(&catalogue, &sample::crossing(), Direction::new(0));
        let subject = Subject::new("", layout);
        for view in View::ALL {
            let stage = Stage::new(&subject, view);
            let (projection, _) = stage.fitted(room());
            let marks = stage.scene(projection).0;
            let order = |point: &Attitude| {
                let depth = projection.depth(point.at);
                let near = |(_, mark): &(usize, &scene::Mark)| {
                    mark.area.holds_point(projection.at(point.at)) && (mark.depth - depth).abs() < 12.0
                };
                let places: Vec<usize> =
                    marks.marks().iter().enumerate().filter(near).map(|(index, _)| index).collect();
                places.first().copied().zip(places.last().copied()).unwrap()
            };
            let mut crossings = 0;
            for far in &stage.track {
                for near in &stage.track {
                    let meets = apart(projection.at(far.at), projection.at(near.at)) < 0.5 * projection.scale;
                    if meets && projection.depth(near.at) - projection.depth(far.at) > 30.0 {
                        crossings += 1;
                        assert!(order(far).1 < order(near).0, "{view:?} {far:?} {near:?}");
                    }
                }
            }
            assert!(crossings > 0, "{view:?}");
        }
    }

    /// What rises between the two sides of the oval: a box on a tile, from the land up.
    const TILE_INSIDE: Tile = Tile::new(4, 9);
    const LOW: Height = Height(112);
    const HIGH: Height = Height(240);

    /// A park whose tile inside of the oval is other than the rest.
    fn park(inside: Stack) -> Park {
        let bare = Stack::bare(crate::site::Land::flat(LOW));
        let tile = |index: i32| Tile::new(index % 24, index / 24);
        let stack = |index: i32| if tile(index) == TILE_INSIDE { inside.clone() } else { bare.clone() };
        Park::of(Tiles::new((24, 24), (0..24 * 24).map(stack).collect()))
    }

    /// Places on the sides and the top of the box.
    fn box_places() -> Vec<DVec3> {
        let steps = || (0..=8).map(|step| f64::from(step) * 4.0);
        let corner = TILE_INSIDE.corner();
        let at = |x: f64, y: f64, z: f64| DVec3::new(f64::from(corner.x) + x, f64::from(corner.y) + y, z);
        let heights = || (0..=(HIGH - LOW).0 / 4).map(|step| f64::from(LOW.0 + 4 * step));
        let sides = steps()
            .flat_map(|along| heights().map(move |z| (along, z)))
            .flat_map(|(along, z)| [at(along, 0.0, z), at(along, 32.0, z), at(0.0, along, z), at(32.0, along, z)]);
        let top = steps().flat_map(|x| steps().map(move |y| (x, y))).map(|(x, y)| at(x, y, HIGH.0.into()));
        sides.chain(top).collect()
    }

    /// How often the box stands before the track and behind it, after looking whether that is how they are drawn.
    fn crossings(stage: &Stage, only_box: impl Fn(&mut Scene)) -> [usize; 2] {
        let (projection, _) = stage.fitted(room());
        let mut alone = Scene::new(projection);
        only_box(&mut alone);
        let is_box = |mark: &scene::Mark| alone.marks().contains(mark);
        let (scene, fixed) = stage.scene(projection);
        let marks = &scene.marks()[fixed..];
        let over = |place: Point| marks.iter().enumerate().filter(move |(_, mark)| mark.area.holds_point(place));
        let mut counts = [0; 2];
        for point in &stage.track {
            let (place, depth) = (projection.at(point.at), projection.depth(point.at));
            let is_track = |mark: &scene::Mark| (mark.depth - depth).abs() < 12.0 && !is_box(mark);
            let track: Vec<usize> = over(place).filter(|(_, mark)| is_track(mark)).map(|(index, _)| index).collect();
            let covers = |mark: &scene::Mark| is_box(mark) && hidden::covers(mark, place);
            let boxes: Vec<usize> = over(place).filter(|(_, mark)| covers(mark)).map(|(index, _)| index).collect();
            let meets = |at: &DVec3| apart(projection.at(*at), place) < 1.5 * projection.scale;
            // Of the places of the box on a pixel the nearest is seen.
            let seen = box_places().into_iter().filter(meets).map(|at| projection.depth(at)).reduce(f64::max);
            let (Some(seen), Some(first), Some(last)) = (seen, track.first(), track.last()) else { continue };
            // Beside the box, so close that a place of it is near.
            let Some(top) = boxes.last() else { continue };
            if seen - depth > 30.0 {
                counts[0] += 1;
                assert!(top > last, "before {point:?}");
            } else if depth - seen > 30.0 {
                counts[1] += 1;
                assert!(top < first, "behind {point:?}");
            }
        }
        counts
    }

    #[test]
    fn buildings_and_cliffs_are_drawn_before_and_after_the_track_as_they_stand() {
        let catalogue = Catalogue::load().unwrap();
        let object = Object::Known(catalogue.scenery().small_number("rct2.scenery_small.toh2").unwrap());
        let kind = Kind::SmallScenery { object, direction: Direction::new(0), quadrant: 0 };
        let house = Element { base: LOW, clearance: HIGH, quarters: 15, is_ghost: false, kind };
        let mut furnished = Stack::bare(crate::site::Land::flat(LOW));
        furnished.elements.push(house);
        let plateau = Stack::bare(crate::site::Land::flat(HIGH));
        for (inside, is_land) in [(furnished, false), (plateau, true)] {
            let park = park(inside);
            let site = Site::in_park(&park, Tile::new(10, 10));
            let layout = place(&catalogue, &sample::oval(), site, Direction::new(0)).unwrap().as_design.unwrap();
            let subject = Subject::new("", layout);
            let mut counts = [0; 2];
            for view in View::ALL {
                let stage = Stage::new(&subject, view);
                let found = crossings(&stage, |scene| match &stage.land {
                    Land::Terrain(terrain) if is_land => terrain.add_rises(scene),
                    _ => stage.around().add(scene),
                });
                counts = [counts[0] + found[0], counts[1] + found[1]];
            }
            assert!(counts.iter().all(|&count| count > 5), "{counts:?}");
        }
    }

    #[test]
    fn a_flat_field_without_scenery_has_nothing_around_it() {
        let catalogue = Catalogue::load().unwrap();
        let layout = sample::laid(&catalogue, &sample::oval(), Direction::new(2));
        let subject = Subject::new("", layout);
        let stage = Stage::new(&subject, View::default());
        let mut scene = Scene::new(Projection::new(View::default()));
        stage.around().add_ground(&mut scene);
        stage.around().add(&mut scene);
        assert!(scene.marks().is_empty() && stage.around().tops().next().is_none());
    }

    #[test]
    fn own_scenery_is_shown_on_a_flat_field() {
        let catalogue = Catalogue::load().unwrap();
        let tree =
            SceneryItem { object: *b"\x80\x80\x80\x80TL1     \0\0\0\0", x: 3, y: 3, z: 0, flags: 0, colours: [0; 2] };
        let design = Design { scenery: vec![tree], ..sample::oval() };
        let subjects = [sample::oval(), design]
            .map(|design| Subject::new("", sample::laid(&catalogue, &design, Direction::new(0))));
        let [bare, furnished] = subjects.each_ref().map(|subject| {
            let stage = Stage::new(subject, View::new(3));
            stage.scene(stage.fitted(room()).0).0.marks().len()
        });
        assert!(furnished > bare + 2, "{furnished} {bare}");
    }

    #[test]
    fn a_train_stands_at_the_front_of_the_platform_before_the_ride() {
        let catalogue = Catalogue::load().unwrap();
        let layout = sample::laid(&catalogue, &sample::oval(), Direction::new(1));
        let subject = Subject::tested("", layout);
        let stage = Stage::new(&subject, View::new(1));
        let start = stage.start().unwrap();
        let station = subject.features.stretches[0];
        assert!((station.from..=station.to).contains(&start), "{start} {station:?}");
        assert!(!stage.train(Projection::new(View::new(1)), start).marks().is_empty());
    }
}
