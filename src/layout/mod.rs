//! A design laid on the ground: joints, blocks, stations, entrances, settings, cost, and the game's verdicts
//! (rules: construction 0, 5).
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::layout::{Refusal, place};
//! use loopwright::site::Site;
//! use loopwright::quantity::{Money, Tile};
//! use loopwright::track_file;
//!
//! let catalogue = Catalogue::load()?;
//! let design = track_file::read(include_bytes!("../../docs/example.td6"))?.design(&catalogue)?;
//! let placement = place(&catalogue, &design, Site::default(), Direction::new(3))?;
//! assert!(placement.by_hand.is_ok());
//! assert_eq!(placement.as_design.map(|layout| layout.cost()), Ok(Money(67_425)));
//!
//! // A map that is too small.
//! let site = Site { map: 20, start: Tile::new(10, 10), ..Site::default() };
//! let placement = place(&catalogue, &design, site, Direction::new(3))?;
//! assert_eq!(placement.as_design.err(), Some(Refusal::OffMap));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod around;
mod beside;
mod builder;
mod circuit;
mod clearance;
mod cost;
mod crossing;
pub mod entrance;
mod extent;
mod free_space;
mod furnishing;
mod links;
mod maze;
pub mod occupancy;
mod own_scenery;
mod own_wall;
pub mod placed;
mod placement;
pub mod placer;
mod pose;
mod read_back;
mod refusal;
mod ride_settings;
mod run;
pub mod station;
mod test_check;
mod train_fit;
mod turning;
mod unchecked;

pub use beside::{Beside, entrance_at, lacking_entrances};
pub use builder::Builder;
pub use crossing::Crossing;
pub use entrance::PlacedEntrance;
pub use extent::Extent;
pub use free_space::{Footing, FreeSpace, Kept};
pub use furnishing::{Fitting, Furnishing};
pub use links::Links;
pub use maze::lay_maze;
pub use occupancy::Occupancy;
pub use own_scenery::OwnScenery;
pub use placed::{PlacedBlock, PlacedPiece, lay_out};
pub(crate) use placement::HEIGHTS_TRIED;
pub use placement::{Placement, Placing, place};
pub use placer::Placer;
pub use pose::Pose;
pub use read_back::{ParkTrack, ReadBackError, StandingRide, read_back};
pub use refusal::{Refusal, RefusedPiece, TestRefusal, UnknownPiece};
pub use ride_settings::RideSettings;
pub use run::Run;
pub use station::{MAX_PLATFORM, Station, Stations};
pub use train_fit::{PLATFORM_DEDUCTION, TILE_SPACING, TrainFit, TrainSpace};
pub use turning::{TurningError, mirrored, reversed};
pub use unchecked::{lay_standing, lay_unchecked, lay_unchecked_at};

use crate::catalogue::{Catalogue, Direction, PieceId, RideType, RideTypeId, Vehicle};
use crate::design::Design;
use crate::quantity::{Footprint, Height, MapPoint};
use crate::site::{Site, Surroundings};

/// Why a design cannot be laid out at all: it is not a coaster of this rule set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// The ride is no coaster; holds what several of them are called.
    #[error("{0} are not rated by this program; `loopwright info` and `loopwright plot` show them")]
    NotRated(String),
    /// No vehicle is known that the ride could use.
    #[error("vehicle {0:?} is unknown and the ride type has no other; see `loopwright vehicles`")]
    NoVehicle(String),
    /// A piece that no table describes.
    #[error(transparent)]
    UnknownPiece(#[from] UnknownPiece),
}

impl LayoutError {
    /// The error for a ride type that is no coaster.
    pub fn not_rated(catalogue: &Catalogue, ride: RideTypeId) -> Self {
        let plural = catalogue.other_ride(ride).map(|other| other.plural.clone());
        Self::NotRated(plural.unwrap_or_else(|| format!("Rides of type {}", ride.0)))
    }
}

/// A design at its place.
#[derive(Debug, Clone)]
pub struct Layout<'a> {
    /// Pieces and their geometry.
    pub catalogue: &'a Catalogue,
    /// The ride's type.
    pub ride: &'a RideType,
    /// The ride's vehicle.
    pub vehicle: &'a Vehicle,
    /// The ground.
    pub site: Site<'a>,
    /// What stands on the ground once the design is built. On flat land without own scenery nothing is listed; where the
    /// game's tool places a design anywhere else, the ride itself is listed, too.
    pub surroundings: Surroundings<'a>,
    /// Number of the ride in its park.
    pub number: u16,
    /// The first joint.
    pub start: Pose,
    /// Pieces in the order of the design.
    pub pieces: Vec<PlacedPiece>,
    /// Which piece follows which.
    pub links: Links,
    /// Platforms.
    pub stations: Stations,
    /// Entrances and exits that stand.
    pub entrances: Vec<PlacedEntrance>,
    /// Settings in force.
    pub settings: RideSettings,
    /// Trains and cars.
    pub trains: TrainFit,
    /// What became of the design's own scenery.
    pub own_scenery: OwnScenery,
}

impl<'a> Placer<'a> {
    /// The rules that a design is placed by.
    ///
    /// # Errors
    /// When the ride type is no coaster or no vehicle is known for it.
    pub fn new(catalogue: &'a Catalogue, design: &Design, site: Site<'a>) -> Result<Self, LayoutError> {
        let ride = catalogue.ride(design.ride).ok_or_else(|| LayoutError::not_rated(catalogue, design.ride))?;
        let vehicle = catalogue
            .vehicle(&design.vehicle)
            .or_else(|| catalogue.vehicles_of(ride.id).next())
            .ok_or_else(|| LayoutError::NoVehicle(design.vehicle.clone()))?;
        Ok(Self { catalogue, ride, vehicle, site })
    }

    /// The same on ground that holds the design, if the ground gives way to designs.
    ///
    /// # Errors
    /// When no table describes a piece.
    pub fn with_room_for(self, design: &Design, direction: Direction) -> Result<Self, UnknownPiece> {
        if !self.site.gives_way {
            return Ok(self);
        }
        let start = Pose::new(self.site.start.corner(), self.site.surface, direction);
        let placed = lay_out(self.catalogue, &design.elements, start)?;
        let doors = design.entrances.iter().map(|entrance| PlacedEntrance::new(entrance, start).at);
        let track = self.extent(&placed).map(|extent| [extent.low, extent.high]);
        let extent = Extent::of(track.into_iter().flatten().chain(doors));
        Ok(Self {
            site: extent.map_or(self.site, |extent| self.site.holding(extent.low.tile(), extent.high.tile())),
            ..self
        })
    }

    /// Places a design from a known joint, as the game does once it has found the height.
    ///
    /// # Errors
    /// The first refusal.
    pub fn lay(&self, design: &Design, start: Pose) -> Result<Layout<'a>, Refusal> {
        self.lay_in(design, start, &mut Occupancy::new(self.site.map))
    }

    /// The same with an occupancy at hand, which is left holding the track.
    ///
    /// # Errors
    /// The first refusal.
    pub fn lay_in(&self, design: &Design, start: Pose, occupancy: &mut Occupancy) -> Result<Layout<'a>, Refusal> {
        let placed = lay_out(self.catalogue, &design.elements, start)
            .map_err(|unknown| Refusal::UnknownPiece(unknown.piece.0))?;
        let standing = self.place_as_design(&placed, occupancy, false).map_err(|refused| refused.refusal)?;
        self.occupy(&placed, occupancy);
        self.finish(design, start, placed, standing.stations, occupancy)
    }

    /// Adds entrances, settings and trains to placed track.
    fn finish(
        &self,
        design: &Design,
        start: Pose,
        pieces: Vec<PlacedPiece>,
        stations: Stations,
        occupancy: &Occupancy,
    ) -> Result<Layout<'a>, Refusal> {
        let entrances = self.place_entrances(&design.entrances, start, &pieces, &stations, occupancy)?;
        Ok(self.assemble(design, start, pieces, stations, entrances))
    }

    fn assemble(
        &self,
        design: &Design,
        start: Pose,
        mut pieces: Vec<PlacedPiece>,
        stations: Stations,
        entrances: Vec<PlacedEntrance>,
    ) -> Layout<'a> {
        stations.retype(&mut pieces);
        let links = Links::new(&pieces);
        let settings = RideSettings::new(self.ride, &design.settings, &pieces, &self.catalogue.rules().knobs);
        let space = self.space(&pieces, &links, &stations, &settings);
        let trains = TrainFit::new(self.ride, self.vehicle, &space, design.settings.trains, design.settings.cars);
        let Placer { catalogue, ride, vehicle, site } = *self;
        let (surroundings, number) = (Surroundings::new(site), site.free_ride_number());
        let own_scenery = OwnScenery::default();
        Layout {
            catalogue,
            ride,
            vehicle,
            site,
            surroundings,
            number,
            start,
            pieces,
            links,
            stations,
            entrances,
            settings,
            trains,
            own_scenery,
        }
    }

    fn space(&self, pieces: &[PlacedPiece], links: &Links, stations: &Stations, settings: &RideSettings) -> TrainSpace {
        let starts_block =
            |piece: &&PlacedPiece| piece.piece != PieceId::END_STATION && piece.piece.starts_block(piece.chain);
        TrainSpace {
            platform: stations.shortest(),
            stations: stations.len(),
            blocks: pieces.iter().filter(starts_block).count(),
            circuit_length: self.circuit_length(pieces, links, stations),
            mode: settings.mode,
            margin: self.catalogue.rules().knobs.station_margin,
        }
    }

    /// A quarter of the coarse length of the circuit, the piece after the first station counted twice.
    fn circuit_length(&self, pieces: &[PlacedPiece], links: &Links, stations: &Stations) -> i64 {
        let Some(start) = front_piece(pieces, stations).and_then(|front| links.next(front)) else { return 0 };
        let length = |piece: usize| self.catalogue.piece(pieces[piece].piece).map_or(0, |kind| i64::from(kind.length));
        (links.walk(start).map(length).sum::<i64>() + length(start)) / 4
    }
}

/// The front piece of the first station.
fn front_piece(pieces: &[PlacedPiece], stations: &Stations) -> Option<usize> {
    let station = stations.first()?;
    pieces.iter().position(|piece| station.begins_at(piece))
}

impl Layout<'_> {
    /// The front piece of the first station, where walks and trains start.
    pub fn start_piece(&self) -> Option<usize> {
        front_piece(&self.pieces, &self.stations)
    }

    /// All blocks on the ground with the index of their piece and their number in it.
    pub fn blocks(&self) -> impl Iterator<Item = (usize, usize, PlacedBlock)> {
        let clearance = self.vehicle.clearance;
        let kinds = self
            .pieces
            .iter()
            .enumerate()
            .filter_map(|(index, piece)| Some((index, piece, self.catalogue.piece(piece.piece)?)));
        kinds.flat_map(move |(index, piece, kind)| {
            piece.blocks(kind, clearance).enumerate().map(move |(number, block)| (index, number, block))
        })
    }

    /// The slot of the station a piece belongs to.
    ///
    /// # Panics
    ///
    /// If the layout has no piece of that number.
    pub fn station_of(&self, piece: usize) -> Option<usize> {
        let piece = &self.pieces[piece];
        piece.piece.is_station().then(|| self.stations.slot_of(piece)).flatten()
    }

    /// Corners of the tiles that blocks, entrances and exits stand on, some more than once.
    pub fn tiles(&self) -> impl Iterator<Item = MapPoint> {
        self.blocks().map(|(_, _, block)| block.at).chain(self.entrances.iter().map(|entrance| entrance.at))
    }

    /// How far its highest joint lies above the land; the rim of flat land counts as high as the rest.
    pub fn highest(&self) -> Height {
        let land = |at: MapPoint| match self.site.park {
            Some(_) => self.surroundings.land_base(at.tile()),
            None => self.site.surface,
        };
        let heights = self.pieces.iter().map(|piece| piece.end.z - land(piece.end.at));
        heights.max().unwrap_or(Height(0))
    }

    /// Tiles of the bounding box of all blocks and of all entrances and exits, along x and y.
    pub fn footprint(&self) -> Footprint {
        Extent::of(self.tiles()).map(|extent| extent.footprint()).unwrap_or_default()
    }
}
