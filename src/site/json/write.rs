//! From a park to the JSON form.

use super::document::{Area, Document, Door, Element, Form, Land, Loaded, Owner, OwnerName, Ride, Tile, What};
use super::{SiteError, VERSION};
use crate::catalogue::{Catalogue, Direction, PieceId, SceneryKind};
use crate::site::{self, EntranceKind, Kind, LoadedObjects, Object, Ownership, Park, ParkFlags, ParkRide};
use crate::track_file::json::Label;

impl Document {
    /// The JSON form of a park, or of an area of it.
    ///
    /// # Errors
    /// When the area does not lie in the park.
    pub fn new(park: &Park, area: Option<Area>, catalogue: &Catalogue) -> Result<Self, SiteError> {
        let (width, height) = park.tiles.size();
        let size = (width as u16, height as u16);
        if let Some(area) = area {
            area.check(size)?;
        }
        let listed = park.tiles.iter().filter(|(tile, ..)| area.is_none_or(|area| area.holds(*tile)));
        let names = Names { park, catalogue };
        let has = |flag| park.flags.contains(flag);
        Ok(Self {
            schema: None,
            version: VERSION,
            form: Form::Site,
            name: park.name.clone(),
            size,
            no_money: has(ParkFlags::NO_MONEY),
            forbid_tree_removal: has(ParkFlags::FORBID_TREE_REMOVAL),
            forbid_high_construction: has(ParkFlags::FORBID_HIGH_CONSTRUCTION),
            ticks: park.ticks,
            loaded: loaded(&park.loaded),
            unknown_objects: park.unknown.clone(),
            rides: park.rides.iter().map(|ride| names.ride(ride)).collect(),
            area,
            tiles: listed.map(|(_, land, elements)| names.tile(land, elements)).collect(),
        })
    }
}

impl Area {
    /// Whether it lies on a map.
    pub(super) fn check(self, (width, height): (u16, u16)) -> Result<(), SiteError> {
        let end = (u32::from(self.x) + u32::from(self.width), u32::from(self.y) + u32::from(self.length));
        if self.width == 0 || self.length == 0 {
            return Err(SiteError::Area("it has no tile; give at least one".to_owned()));
        }
        if end.0 > width.into() || end.1 > height.into() {
            let message = format!("it reaches to tile ({}, {}) and the park ends at ({width}, {height})", end.0, end.1);
            return Err(SiteError::Area(message));
        }
        Ok(())
    }

    /// Whether a tile lies in it.
    pub fn holds(self, tile: crate::quantity::Tile) -> bool {
        let (x, y) = (tile.x - i32::from(self.x), tile.y - i32::from(self.y));
        (0..i32::from(self.width)).contains(&x) && (0..i32::from(self.length)).contains(&y)
    }
}

fn loaded(loaded: &LoadedObjects) -> Loaded {
    match loaded {
        LoadedObjects::All => Loaded::All,
        LoadedObjects::AllBut(missing) => Loaded::AllBut(missing.iter().cloned().collect()),
        LoadedObjects::Only(loaded) => Loaded::Only(loaded.iter().cloned().collect()),
    }
}

/// Names in place of numbers.
struct Names<'a> {
    park: &'a Park,
    catalogue: &'a Catalogue,
}

impl Names<'_> {
    fn ride(&self, ride: &ParkRide) -> Ride {
        let name = self.catalogue.tracked_name(ride.ride_type);
        let number = Label::Number(ride.ride_type.0.into());
        Ride {
            id: ride.id,
            ride_type: name.map_or(number, |name| Label::Name(name.to_owned())),
            name: ride.name.clone(),
            vehicle: ride.vehicle.clone(),
            status: ride.status,
            is_broken_down: ride.is_broken_down,
            departure_flags: ride.depart_flags.bits(),
        }
    }

    fn tile(&self, land: site::Land, elements: &[site::Element]) -> Tile {
        let surface = elements.iter().position(|element| element.kind == Kind::Surface).unwrap_or(0);
        let listed = |elements: &[site::Element]| elements.iter().filter_map(|it| self.element(it)).collect();
        let (below, above) = elements.split_at(surface.min(elements.len()));
        Tile { below: listed(below), land: self::land(land), above: listed(above) }
    }

    /// An element; the land has a place of its own.
    fn element(&self, element: &site::Element) -> Option<Element> {
        let (direction, what) = self.what(&element.kind)?;
        Some(Element {
            base: element.base.0,
            clearance: element.clearance.0,
            quarters: element.quarters,
            direction: direction.number(),
            ghost: element.is_ghost,
            what,
        })
    }

    fn what(&self, kind: &Kind) -> Option<(Direction, What)> {
        let ahead = Direction::default();
        Some(match *kind {
            Kind::Surface => return None,
            Kind::Path(path) => {
                let slope = path.slope.map(Direction::number);
                (ahead, What::Path { edges: path.edges, slope, queue: path.is_queue })
            }
            Kind::Track(track) => (track.direction, self.track(track)),
            Kind::SmallScenery { object, direction, quadrant } => {
                (direction, What::SmallScenery { object: self.object(object, SceneryKind::Small), quadrant })
            }
            Kind::LargeScenery { object, direction, tile } => {
                (direction, What::LargeScenery { object: self.object(object, SceneryKind::Large), tile })
            }
            Kind::Wall { object, edge, slope } => {
                (edge, What::Wall { object: self.object(object, SceneryKind::Wall), slope })
            }
            Kind::Entrance { kind, direction, ride, station, part } => (
                direction,
                match kind {
                    EntranceKind::Entrance => What::Entrance(Door { ride, station, part }),
                    EntranceKind::Exit => What::Exit(Door { ride, station, part }),
                    EntranceKind::Park => What::ParkEntrance { part, ride, station },
                },
            ),
            Kind::Banner => (ahead, What::Banner),
            Kind::Unknown => (ahead, What::Unknown),
        })
    }

    fn track(&self, track: site::Track) -> What {
        let site::Track { ride, piece, block, station, chain, inverted, .. } = track;
        What::Track { ride, piece: self.piece(piece), block, station, chain, inverted }
    }

    fn piece(&self, piece: PieceId) -> Label {
        let known = self.catalogue.piece(piece);
        known.map_or(Label::Number(piece.0), |known| Label::Name(known.name.clone()))
    }

    fn object(&self, object: Object, kind: impl Fn(u16) -> SceneryKind) -> String {
        let name = match object {
            Object::Known(number) => self.catalogue.scenery().id(kind(number)),
            Object::Unknown(number) => self.park.unknown.get(usize::from(number)).map(String::as_str),
        };
        name.unwrap_or_default().to_owned()
    }
}

fn land(land: site::Land) -> Land {
    let owner = match land.ownership {
        Ownership::OWNED => Some(Owner::Named(OwnerName::Park)),
        none if none.is_empty() => None,
        other => Some(Owner::Bits(other.bits())),
    };
    Land { base: land.base.0, water: land.water.0, slope: land.slope.0, owner }
}
