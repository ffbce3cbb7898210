//! From a file to the park in it (rules: park files 4, surroundings 1).

use std::collections::BTreeSet;

use super::{ElementKind, ObjectKind, ObjectName, Origin, ParkFile, Ride, RideName, TileElement, TrackElement};
use crate::catalogue::{Catalogue, Direction, PieceId, RideTypeId, SceneryKind};
use crate::quantity::{Height, LAND_STEP};
use crate::site::{
    Element, EntranceKind, Kind, Land, LoadedObjects, Object, Ownership, Park, ParkFlags, ParkRide, Path, Slope, Stack,
    Tiles, Track,
};
use crate::track_file::{Format, Numbering};

/// The ride type that is a maze.
const MAZE: u8 = 20;
/// Z units in a step of a stored height.
const STEP: i32 = 8;

impl ParkFile {
    /// The park in the file, as the game has it after loading: the rim lies low, and numbers of RCT2 are those of
    /// `OpenRCT2`.
    pub fn park(&self, catalogue: &Catalogue) -> Park {
        let mut translation = Translation::new(self, catalogue);
        let stacks = self.tiles.iter().map(|(_, elements)| translation.stack(elements)).collect();
        let (width, height) = self.tiles.size();
        Park {
            name: self.name.clone(),
            flags: ParkFlags::from_bits_truncate(self.flags),
            loaded: self.loaded(catalogue),
            unknown: translation.unknown,
            rides: self.rides.iter().map(|ride| self.park_ride(ride, catalogue)).collect(),
            ticks: self.ticks,
            tiles: Tiles::new((width as i32, height as i32), stacks),
        }
    }

    /// The same park after a ride was taken down.
    #[must_use]
    pub fn without(&self, id: u16) -> Self {
        let is_its_own = |element: &TileElement| match element.kind {
            ElementKind::Track(track) => track.ride == id,
            ElementKind::Entrance { kind: 0 | 1, ride, .. } => ride == id,
            _ => false,
        };
        let rides = self.rides.iter().filter(|ride| ride.id != id).cloned().collect();
        Self { tiles: self.tiles.without(is_its_own), rides, ..self.clone() }
    }

    /// A ride of the park by number.
    pub fn ride(&self, id: u16) -> Option<&Ride> {
        self.rides.iter().find(|ride| ride.id == id)
    }

    /// The type of a ride, after the vehicle has decided between types that RCT2 does not tell apart.
    pub fn ride_type(&self, ride: &Ride, catalogue: &Catalogue) -> RideTypeId {
        let stored = RideTypeId(u8::try_from(ride.ride_type).unwrap_or(u8::MAX));
        match self.origin {
            Origin::OpenRct2 { .. } => stored,
            Origin::Rct2 => catalogue.resolve_ride(stored, catalogue.vehicle(&self.vehicle(ride, catalogue))),
        }
    }

    /// The name of a ride's vehicle in a track file, without padding; empty if the catalogue does not know it.
    pub fn vehicle(&self, ride: &Ride, catalogue: &Catalogue) -> String {
        match self.objects.get(ObjectKind::Ride, ride.vehicle) {
            Some(ObjectName::Dat(entry)) => entry.name(),
            Some(ObjectName::Identifier(id)) => {
                catalogue.vehicle_of_object(id).map_or_else(String::new, |vehicle| vehicle.name.clone())
            }
            None => String::new(),
        }
    }

    /// What a ride is called: as the player named it, or by the label of its type and a number.
    pub fn ride_name(&self, ride: &Ride, catalogue: &Catalogue) -> String {
        let number = match &ride.name {
            RideName::Given(name) => return name.clone(),
            RideName::Numbered(number) => number,
        };
        let id = self.ride_type(ride, catalogue);
        let coaster = catalogue.ride(id).map(|ride| ride.label.clone());
        let other = || catalogue.other_rides().iter().find(|other| other.id == id).map(|other| other.label.clone());
        let label = coaster.or_else(other).unwrap_or_else(|| self.vehicle(ride, catalogue));
        format!("{label} {number}").trim_start().to_owned()
    }

    fn park_ride(&self, ride: &Ride, catalogue: &Catalogue) -> ParkRide {
        ParkRide {
            id: ride.id,
            ride_type: self.ride_type(ride, catalogue),
            name: self.ride_name(ride, catalogue),
            vehicle: self.vehicle(ride, catalogue),
            status: ride.status,
            is_broken_down: ride.is_broken_down(),
            depart_flags: ride.settings.depart_flags,
        }
    }

    fn loaded(&self, catalogue: &Catalogue) -> LoadedObjects {
        let known = |name: &ObjectName| match name {
            ObjectName::Identifier(id) => id.clone(),
            ObjectName::Dat(entry) => {
                let kind = catalogue.scenery().with_file_name(&entry.name());
                let id = kind.and_then(|kind| catalogue.scenery().id(kind));
                id.map_or_else(|| entry.name(), str::to_owned)
            }
        };
        LoadedObjects::Only(self.objects.all().map(known).collect::<BTreeSet<_>>())
    }

    /// The piece that an element of track is a block of.
    pub fn piece(&self, track: TrackElement, catalogue: &Catalogue) -> PieceId {
        let numbering = self.numbering(track.ride, catalogue);
        numbering.map_or(PieceId(track.piece), |numbering| numbering.piece(track.piece))
    }

    /// The numbers by which track of a ride names its pieces.
    fn numbering(&self, ride: u16, catalogue: &Catalogue) -> Option<Numbering> {
        let stored = self.ride(ride).map_or(u8::MAX, |ride| ride.ride_type as u8);
        (self.origin == Origin::Rct2 && stored != MAZE)
            .then(|| Numbering::of(Format::Td6, RideTypeId(stored), catalogue))
    }
}

/// What the numbers of a file stand for.
struct Translation {
    /// Nothing at places of the lists that are empty.
    small: Vec<Option<Object>>,
    large: Vec<Option<Object>>,
    walls: Vec<Option<Object>>,
    /// Mazes whose elements are those of RCT2: their walls stand where others store block and more.
    mazes: BTreeSet<u16>,
    /// The numbering of each ride whose pieces have numbers of RCT2.
    numberings: Vec<Option<Numbering>>,
    unknown: Vec<String>,
}

impl Translation {
    fn new(file: &ParkFile, catalogue: &Catalogue) -> Self {
        let last = file.rides.iter().map(|ride| ride.id).max();
        let numberings = match (&file.origin, last) {
            (Origin::Rct2, Some(last)) => (0..=last).map(|ride| file.numbering(ride, catalogue)).collect(),
            _ => Vec::new(),
        };
        let is_maze = |ride: &&Ride| file.origin == Origin::Rct2 && ride.ride_type == u16::from(MAZE);
        let mazes = file.rides.iter().filter(is_maze).map(|ride| ride.id).collect();
        let mut unknown = Vec::new();
        let mut list = |kind| {
            let names = file.objects.list(kind).iter();
            let object = |name: &Option<ObjectName>| {
                let name = name.as_ref()?;
                Some(known(name, kind, catalogue).unwrap_or_else(|| add(&mut unknown, &name.to_string())))
            };
            names.map(object).collect()
        };
        let (small, large, walls) =
            (list(ObjectKind::SmallScenery), list(ObjectKind::LargeScenery), list(ObjectKind::Wall));
        Self { small, large, walls, mazes, numberings, unknown }
    }

    fn stack(&mut self, stored: &[TileElement]) -> Stack {
        let mut land = Land::flat(Height(0));
        for element in stored {
            if let ElementKind::Surface { slope, water, ownership } = element.kind {
                land = Land {
                    base: Height(STEP * i32::from(element.base)),
                    water: Height(LAND_STEP * i32::from(water)),
                    slope: Slope(slope),
                    ownership: Ownership::from_bits_retain(ownership),
                };
            }
        }
        Stack { land, elements: stored.iter().map(|element| self.element(element)).collect() }
    }

    fn element(&mut self, stored: &TileElement) -> Element {
        Element {
            base: Height(STEP * i32::from(stored.base)),
            clearance: Height(STEP * i32::from(stored.clearance)),
            quarters: stored.quarters,
            is_ghost: stored.is_ghost,
            kind: self.kind(stored),
        }
    }

    fn kind(&mut self, stored: &TileElement) -> Kind {
        let direction = Direction::new(stored.direction);
        match stored.kind {
            ElementKind::Surface { .. } => Kind::Surface,
            ElementKind::Path { is_queue, slope, edges } => {
                Kind::Path(Path { is_queue, slope: slope.map(Direction::new), edges })
            }
            ElementKind::Track(track) => Kind::Track(self.track(track, direction)),
            ElementKind::SmallScenery { object, quadrant } => {
                Kind::SmallScenery { object: object_at(&self.small, object, &mut self.unknown), direction, quadrant }
            }
            ElementKind::LargeScenery { object, sequence } => Kind::LargeScenery {
                object: object_at(&self.large, object, &mut self.unknown),
                direction,
                tile: sequence as u8,
            },
            ElementKind::Entrance { kind, ride, station, sequence } => {
                let kind = match kind {
                    0 => EntranceKind::Entrance,
                    1 => EntranceKind::Exit,
                    _ => EntranceKind::Park,
                };
                Kind::Entrance { kind, direction, ride, station, part: sequence }
            }
            ElementKind::Wall { object, slope } => {
                Kind::Wall { object: object_at(&self.walls, object, &mut self.unknown), edge: direction, slope }
            }
            ElementKind::Banner => Kind::Banner,
            ElementKind::Unknown(_) => Kind::Unknown,
        }
    }

    fn track(&self, stored: TrackElement, direction: Direction) -> Track {
        let numbering = self.numberings.get(usize::from(stored.ride)).copied().flatten();
        let piece = numbering.map_or(PieceId(stored.piece), |numbering| numbering.piece(stored.piece));
        let walls = || stored.speed << 3 | stored.sequence;
        let block = if self.mazes.contains(&stored.ride) { walls() } else { stored.sequence };
        Track {
            ride: stored.ride,
            piece,
            block,
            direction,
            station: piece.is_station().then_some(stored.station),
            chain: stored.chain,
            inverted: stored.inverted,
        }
    }
}

/// An object of the catalogue.
fn known(name: &ObjectName, kind: ObjectKind, catalogue: &Catalogue) -> Option<Object> {
    let tables = catalogue.scenery();
    let object = match name {
        ObjectName::Identifier(id) => tables.with_id(id)?,
        ObjectName::Dat(entry) => tables.with_file_name(&entry.name())?,
    };
    match (kind, object) {
        (ObjectKind::SmallScenery, SceneryKind::Small(number))
        | (ObjectKind::LargeScenery, SceneryKind::Large(number))
        | (ObjectKind::Wall, SceneryKind::Wall(number)) => Some(Object::Known(number)),
        _ => None,
    }
}

/// The number of an object that the catalogue does not hold.
fn add(unknown: &mut Vec<String>, name: &str) -> Object {
    let number = unknown.iter().position(|other| *other == name).unwrap_or(unknown.len());
    if number == unknown.len() {
        unknown.push(name.to_owned());
    }
    Object::Unknown(number as u16)
}

/// What stands for an object that an element names and the park does not list.
const NOT_LISTED: &str = "an object that the park does not list";

fn object_at(list: &[Option<Object>], index: u16, unknown: &mut Vec<String>) -> Object {
    list.get(usize::from(index)).copied().flatten().unwrap_or_else(|| add(unknown, NOT_LISTED))
}
