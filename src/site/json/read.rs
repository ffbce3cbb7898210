//! From the JSON form to a park.

use std::collections::BTreeMap;

use super::SiteError;
use super::document::{Area, Document, Element, Land, Loaded, Owner, OwnerName, Ride, Tile, What};
use crate::catalogue::{Catalogue, Direction, PieceId, RideTypeId};
use crate::design::DepartureFlags;
use crate::quantity::{Height, LAND_STEP};
use crate::site::{
    self, EntranceKind, Kind, LARGEST_MAP, LoadedObjects, Object, Ownership, Park, ParkFlags, ParkRide, Path, Slope,
    Stack, Tiles, Track,
};
use crate::track_file::json::Label;

/// Z units between the heights of elements.
const STEP: i32 = 8;
/// The greatest height that a file can hold, that of water.
const HIGHEST: i32 = 255 * LAND_STEP;
/// The least tiles along a side of a map.
const LEAST_SIDE: u16 = 3;

impl Document {
    /// The park that the JSON form stands for.
    ///
    /// # Errors
    /// When a name is none, a height lies between steps, or the tiles do not fill the area.
    pub fn to_park(&self, catalogue: &Catalogue) -> Result<Park, SiteError> {
        let sides = LEAST_SIDE..=LARGEST_MAP as u16;
        if !sides.contains(&self.size.0) || !sides.contains(&self.size.1) {
            return Err(SiteError::Size { size: self.size });
        }
        let area = self.area.unwrap_or(Area { x: 0, y: 0, width: self.size.0, length: self.size.1 });
        area.check(self.size)?;
        let wanted = area.tiles() as usize;
        if self.tiles.len() != wanted {
            return Err(SiteError::Area(format!("it has {wanted} tiles and {} are listed", self.tiles.len())));
        }
        let unknown = self.unknown_objects.clone();
        let numbers = unknown.iter().cloned().zip(0..).collect();
        let mut reader = Reader { catalogue, unknown, numbers };
        let tiles = reader.tiles(self.size, area, &self.tiles)?;
        let rides = self.rides.iter().enumerate().map(|(index, ride)| reader.ride(index, ride));
        let rides = rides.collect::<Result<_, _>>()?;
        let flags = [
            (self.no_money, ParkFlags::NO_MONEY),
            (self.forbid_tree_removal, ParkFlags::FORBID_TREE_REMOVAL),
            (self.forbid_high_construction, ParkFlags::FORBID_HIGH_CONSTRUCTION),
        ];
        Ok(Park {
            name: self.name.clone(),
            flags: flags.into_iter().filter_map(|(is_set, flag)| is_set.then_some(flag)).collect(),
            loaded: loaded(&self.loaded),
            unknown: reader.unknown,
            rides,
            ticks: self.ticks,
            tiles,
        })
    }
}

fn loaded(loaded: &Loaded) -> LoadedObjects {
    match loaded {
        Loaded::All => LoadedObjects::All,
        Loaded::AllBut(missing) => LoadedObjects::AllBut(missing.iter().cloned().collect()),
        Loaded::Only(loaded) => LoadedObjects::Only(loaded.iter().cloned().collect()),
    }
}

/// Numbers in place of names.
struct Reader<'a> {
    catalogue: &'a Catalogue,
    /// Objects that the catalogue does not hold.
    unknown: Vec<String>,
    /// Their numbers by name.
    numbers: BTreeMap<String, u16>,
}

impl Reader<'_> {
    /// All tiles of the map; those outside the area are bare.
    fn tiles(&mut self, (width, height): (u16, u16), area: Area, listed: &[Tile]) -> Result<Tiles, SiteError> {
        let size = (i32::from(width), i32::from(height));
        let beyond = site::Land { ownership: Ownership::empty(), ..site::Land::flat(Height(16)) };
        let mut stacks = Vec::with_capacity(listed.len());
        let mut listed = listed.iter().enumerate();
        for y in 0..size.1 {
            for x in 0..size.0 {
                let is_listed = area.holds(crate::quantity::Tile::new(x, y));
                let next = if is_listed { listed.next() } else { None };
                let bare = Ok(Stack::bare(beyond));
                stacks.push(next.map_or(bare, |(index, tile)| self.stack(index, tile))?);
            }
        }
        Ok(Tiles::new(size, stacks))
    }

    fn stack(&mut self, index: usize, tile: &Tile) -> Result<Stack, SiteError> {
        let place = || format!("tiles[{index}]");
        let land = land(&place, &tile.land)?;
        let mut elements = Vec::with_capacity(tile.below.len() + 1 + tile.above.len());
        for element in &tile.below {
            elements.push(self.element(&place, element)?);
        }
        elements.push(site::Element::surface(land.base));
        for element in &tile.above {
            elements.push(self.element(&place, element)?);
        }
        Ok(Stack { land, elements })
    }

    fn element(&mut self, place: &impl Fn() -> String, element: &Element) -> Result<site::Element, SiteError> {
        Ok(site::Element {
            base: height(place, element.base)?,
            clearance: height(place, element.clearance)?,
            quarters: element.quarters & 15,
            is_ghost: element.ghost,
            kind: self.kind(place, &element.what, Direction::new(element.direction))?,
        })
    }

    fn kind(&mut self, place: &impl Fn() -> String, what: &What, direction: Direction) -> Result<Kind, SiteError> {
        let entrance = |kind, ride, station, part| Kind::Entrance { kind, direction, ride, station, part };
        Ok(match what {
            What::Path { edges, slope, queue } => {
                Kind::Path(Path { is_queue: *queue, slope: slope.map(Direction::new), edges: *edges })
            }
            What::Track { ride, piece, block, station, chain, inverted } => Kind::Track(Track {
                ride: *ride,
                piece: self.piece(place, piece)?,
                block: *block,
                direction,
                station: *station,
                chain: *chain,
                inverted: *inverted,
            }),
            What::SmallScenery { object, quadrant } => {
                let known = self.catalogue.scenery().small_number(object);
                Kind::SmallScenery { object: self.object(known, object)?, direction, quadrant: *quadrant }
            }
            What::LargeScenery { object, tile } => {
                let known = self.catalogue.scenery().large_number(object);
                Kind::LargeScenery { object: self.object(known, object)?, direction, tile: *tile }
            }
            What::Wall { object, slope } => {
                let known = self.catalogue.scenery().wall_number(object);
                Kind::Wall { object: self.object(known, object)?, edge: direction, slope: *slope }
            }
            What::Entrance(door) => entrance(EntranceKind::Entrance, door.ride, door.station, door.part),
            What::Exit(door) => entrance(EntranceKind::Exit, door.ride, door.station, door.part),
            What::ParkEntrance { part, ride, station } => entrance(EntranceKind::Park, *ride, *station, *part),
            What::Banner => Kind::Banner,
            What::Unknown => Kind::Unknown,
        })
    }

    fn piece(&self, place: &impl Fn() -> String, label: &Label) -> Result<PieceId, SiteError> {
        let name = match label {
            Label::Number(number) => return Ok(PieceId(*number)),
            Label::Name(name) => name,
        };
        let piece = self.catalogue.piece_named(name);
        piece.map(|piece| piece.id).ok_or_else(|| unknown_name(place(), "piece", name))
    }

    /// A known object, or the number of one that the catalogue does not hold.
    fn object(&mut self, known: Option<u16>, name: &str) -> Result<Object, SiteError> {
        if let Some(number) = known {
            return Ok(Object::Known(number));
        }
        if let Some(&number) = self.numbers.get(name) {
            return Ok(Object::Unknown(number));
        }
        let number = u16::try_from(self.unknown.len()).map_err(|_| SiteError::Objects)?;
        self.unknown.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        Ok(Object::Unknown(number))
    }

    fn ride(&self, index: usize, ride: &Ride) -> Result<ParkRide, SiteError> {
        let ride_type = match &ride.ride_type {
            Label::Number(number) => RideTypeId(u8::try_from(*number).unwrap_or(u8::MAX)),
            Label::Name(name) => {
                let other = || self.catalogue.other_rides().iter().find(|other| other.name == *name);
                let coaster = self.catalogue.ride_named(name).map(|ride| ride.id);
                let id = coaster.or_else(|| other().map(|other| other.id));
                id.ok_or_else(|| unknown_name(format!("rides[{index}]"), "ride type", name))?
            }
        };
        Ok(ParkRide {
            id: ride.id,
            ride_type,
            name: ride.name.clone(),
            vehicle: ride.vehicle.clone(),
            status: ride.status,
            is_broken_down: ride.is_broken_down,
            depart_flags: DepartureFlags::from_bits_retain(ride.departure_flags),
        })
    }
}

fn unknown_name(place: String, kind: &'static str, name: &str) -> SiteError {
    SiteError::Name { place, kind, name: name.to_owned() }
}

fn height(place: &impl Fn() -> String, height: i32) -> Result<Height, SiteError> {
    let is_sound = (0..=HIGHEST).contains(&height) && height % STEP == 0;
    if is_sound { Ok(Height(height)) } else { Err(SiteError::Height { place: place(), height, step: STEP }) }
}

fn land(place: &impl Fn() -> String, land: &Land) -> Result<site::Land, SiteError> {
    let ownership = match land.owner {
        Some(Owner::Named(OwnerName::Park)) => Ownership::OWNED,
        Some(Owner::Bits(bits)) => Ownership::from_bits_truncate(bits),
        None => Ownership::empty(),
    };
    let place = || format!("{}.land", place());
    Ok(site::Land {
        base: height(&place, land.base)?,
        water: height(&place, land.water)?,
        slope: Slope(land.slope & 31),
        ownership,
    })
}
