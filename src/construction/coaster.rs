//! A coaster in the making, and which pieces may follow.

use std::sync::Arc;

use crate::catalogue::{Piece, PieceId, Vehicle};
use crate::design::{Design, Element, Entrance, Settings, Statistics};
use crate::evolve::{Excess, Ground, Limit, Move, Problem, TrackJoint, colours};
use crate::layout::placer::StandingTrack;
use crate::layout::{Extent, Occupancy, PlacedBlock, PlacedEntrance, PlacedPiece, Refusal, Station};
use crate::quantity::Height;

use super::objection::{Objection, Unbuilt};
use super::platform::Platform;

/// Usual speed of brakes, units of 2.25 mph.
const BRAKE_SPEED: u8 = 8;
/// Usual speed of boosters, units of 2.25 mph.
const BOOSTER_SPEED: u8 = 20;

/// A coaster in the making on flat land: a platform with entrance and exit, and the track in front of it.
#[derive(Clone)]
pub struct Construction<'a> {
    pub(super) problem: Arc<Problem<'a>>,
    vehicle: &'a Vehicle,
    settings: Settings,
    /// The platform, then the track.
    pub(super) elements: Vec<Element>,
    pub(super) placed: Vec<PlacedPiece>,
    /// The ground that the platform takes with its entrances, then that with each piece of track.
    extents: Vec<Extent>,
    /// The joint in front of the platform, then that behind each piece of track.
    joints: Vec<TrackJoint>,
    pub(super) goal: TrackJoint,
    entrances: Vec<Entrance>,
    pub(super) doors: Vec<PlacedEntrance>,
    pub(super) occupancy: Occupancy,
    standing: StandingTrack,
}

/// A piece at its place, and the ground that the coaster takes with it.
struct Fitted {
    placed: PlacedPiece,
    extent: Extent,
}

impl<'a> Construction<'a> {
    /// A platform with entrance and exit on the land of a problem, from which it takes ride type, pieces and limits.
    ///
    /// # Errors
    /// When the platform does not stand there, or the ride type cannot run a circuit.
    pub fn new(problem: Arc<Problem<'a>>, platform: Platform) -> Result<Self, Unbuilt> {
        if problem.grounds.is_some() {
            return Err(Unbuilt::Park);
        }
        let settings = platform.settings(&problem)?;
        let vehicle = platform.vehicle_of(&problem)?;
        let shape = problem.piece_set.station_shape();
        let start = Ground::of(&problem).rear(problem.placer.site.surface + platform.height);
        let goal = TrackJoint { shape, pose: start };
        let occupancy = Occupancy::new(problem.placer.site.map);
        let mut begun = Self {
            problem,
            vehicle,
            settings,
            elements: Vec::new(),
            placed: Vec::new(),
            extents: Vec::new(),
            joints: Vec::new(),
            goal,
            entrances: Vec::new(),
            doors: Vec::new(),
            occupancy,
            standing: StandingTrack::default(),
        };
        begun.found(platform)?;
        Ok(begun)
    }

    /// Lays the platform and chooses places for entrance and exit.
    fn found(&mut self, platform: Platform) -> Result<(), Unbuilt> {
        let mut here = self.goal;
        for element in Element::platform(platform.tiles, here.shape.inverted) {
            let piece = self.piece(element.piece)?;
            let placed = PlacedPiece::new(piece, &element, here.pose);
            let placer = &self.problem.placer;
            placer.check(&placed, Some(&self.standing), Some(&self.occupancy)).map_err(Objection::from)?;
            here.pose = placed.end;
            self.stand(element, placed);
        }
        let Some(front) = self.placed.last() else { return Err(Unbuilt::NoEntrance) };
        let length = i32::from(platform.tiles);
        let station = Station { front: front.begin.at, z: front.base, direction: front.direction, length };
        let entrances = Ground::of(&self.problem).entrances(&station, &self.placed, &self.occupancy);
        self.entrances = entrances.ok_or(Unbuilt::NoEntrance)?;
        let start = self.goal.pose;
        self.doors = self.entrances.iter().map(|entrance| PlacedEntrance::new(entrance, start)).collect();
        let tiles = self.placed.iter().map(|piece| piece.begin.at).chain(self.doors.iter().map(|door| door.at));
        let extent = Extent::of(tiles).ok_or(Unbuilt::NoEntrance)?;
        self.check_limits(extent, here.pose.z)?;
        self.extents.push(extent);
        self.joints.push(here);
        Ok(())
    }

    /// Takes the space of a piece.
    fn stand(&mut self, element: Element, placed: PlacedPiece) {
        Ground::of(&self.problem).occupy(&placed, &mut self.occupancy);
        self.standing.add(&placed);
        self.elements.push(element);
        self.placed.push(placed);
    }

    fn piece(&self, id: PieceId) -> Result<&'a Piece, Objection> {
        self.problem.placer.catalogue.piece(id).ok_or(Objection::Unavailable(id.0))
    }

    /// The last joint, from which the next piece goes on.
    ///
    /// # Panics
    /// Never: the joint in front of the platform stays.
    pub fn end(&self) -> TrackJoint {
        self.joints[self.joints.len() - 1]
    }

    /// The joint at the rear of the platform, to which a circuit comes back.
    pub const fn goal(&self) -> TrackJoint {
        self.goal
    }

    /// The pieces, ride type and limits it is built with.
    pub fn problem(&self) -> &Problem<'a> {
        &self.problem
    }

    /// The platform and the track, in driving order.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// The same on the ground.
    pub fn placed(&self) -> &[PlacedPiece] {
        &self.placed
    }

    /// The entrance and the exit on the ground.
    pub fn doors(&self) -> &[PlacedEntrance] {
        &self.doors
    }

    /// How many pieces of track lie in front of the platform.
    pub fn laid(&self) -> usize {
        self.joints.len() - 1
    }

    /// The ground that it takes, entrance and exit included.
    ///
    /// # Panics
    /// Never: that of the platform stays.
    pub fn extent(&self) -> Extent {
        self.extents[self.extents.len() - 1]
    }

    /// Whether some block stands in a place.
    pub fn is_taken(&self, block: &PlacedBlock) -> bool {
        self.occupancy.conflicts(block) > 0 || self.doors.iter().any(|door| door.block().meets(block))
    }

    /// Whether the track has come back to the platform.
    pub fn is_closed(&self) -> bool {
        self.laid() > 0 && self.end() == self.goal
    }

    /// The elements that may follow, in the order of the tables: each is available, fits the last joint, keeps the limits
    /// on box, height and number of pieces, and would be built if it were laid by hand. Brakes get a speed of 18 mph and
    /// boosters 45 mph.
    pub fn legal(&self) -> Vec<Element> {
        let mut legal = Vec::new();
        for way in self.problem.piece_set.moves(self.end().shape) {
            let element = with_usual_speed(way.element);
            if self.fit(element).is_err() {
                continue;
            }
            legal.push(element);
            if !element.chain && self.problem.piece_set.may_chain(&element) && self.takes_chain(element) {
                legal.push(element.chained());
            }
        }
        legal
    }

    /// Why an element may not follow, if it may not.
    pub fn objection(&self, element: Element) -> Option<Objection> {
        self.way(element).and_then(|_| self.fit(element)).err()
    }

    /// Lays an element in front of the last.
    ///
    /// # Errors
    /// Why it may not follow; nothing is laid then.
    pub fn lay(&mut self, element: Element) -> Result<(), Objection> {
        let way = self.way(element)?;
        let Fitted { placed, extent } = self.fit(element)?;
        self.stand(element, placed);
        self.extents.push(extent);
        self.joints.push(TrackJoint { shape: way.end, pose: placed.end });
        Ok(())
    }

    /// The element of a piece that goes on from the last joint, at its usual speed.
    pub fn element(&self, piece: PieceId, chain: bool) -> Option<Element> {
        let way = self.problem.piece_set.find(self.end().shape, piece)?;
        let element = with_usual_speed(way.element);
        Some(Element { chain: chain || element.chain, ..element })
    }

    /// Takes the last piece of track back. `None` when only the platform stands.
    pub fn take_back(&mut self) -> Option<Element> {
        if self.laid() == 0 {
            return None;
        }
        let (element, placed) = (self.elements.pop()?, self.placed.pop()?);
        self.extents.pop();
        self.joints.pop();
        let clearance = self.problem.placer.vehicle.clearance;
        let kind = self.problem.placer.catalogue.piece(placed.piece)?;
        placed.blocks(kind, clearance).for_each(|block| self.occupancy.vacate(&block));
        // Each may stand once, so none stands now.
        self.standing.has_photo &= placed.piece != PieceId::ON_RIDE_PHOTO;
        self.standing.has_cable_lift &= placed.piece != PieceId::CABLE_LIFT_HILL;
        Some(element)
    }

    /// Takes all track back.
    pub fn clear(&mut self) {
        while self.take_back().is_some() {}
    }

    /// The design as it stands. A circuit can be judged; an open track can be looked at.
    pub fn design(&self) -> Design {
        let problem = &self.problem;
        let footprint = self.extent().footprint();
        Design {
            ride: problem.placer.ride.id,
            vehicle: self.vehicle.name.clone(),
            settings: self.settings,
            elements: self.elements.clone(),
            entrances: self.entrances.clone(),
            scenery: Vec::new(),
            colours: colours(self.vehicle),
            statistics: Statistics::default(),
            space: (footprint.width.clamp(0, 255) as u8, footprint.length.clamp(0, 255) as u8),
        }
    }

    /// The way on that an element takes from the last joint.
    fn way(&self, element: Element) -> Result<Move, Objection> {
        let set = &self.problem.piece_set;
        let piece = self.piece(element.piece)?;
        let Some(way) = set.find(self.end().shape, element.piece) else {
            let is_available = set.place_of(element.piece).is_some();
            let name = || piece.name.clone();
            return Err(if is_available { Objection::Shape(name()) } else { Objection::Unavailable(element.piece.0) });
        };
        if element.inverted != way.element.inverted {
            return Err(Objection::Shape(piece.name.clone()));
        }
        let has_right_chain = if element.chain { set.may_chain(&element) } else { !way.element.chain };
        if way.element.chain == element.chain || has_right_chain {
            Ok(way)
        } else {
            Err(Objection::Chain(piece.name.clone()))
        }
    }

    /// Whether the slope of a piece lets a chain pull trains up.
    fn takes_chain(&self, element: Element) -> bool {
        let Ok(piece) = self.piece(element.piece) else { return false };
        let chained = PlacedPiece::new(piece, &element.chained(), self.end().pose);
        self.problem.placer.allows(&chained, piece)
    }

    /// An element at its place in front of the last, if there is room for it.
    fn fit(&self, element: Element) -> Result<Fitted, Objection> {
        let piece = self.piece(element.piece)?;
        let placer = &self.problem.placer;
        let placed = PlacedPiece::new(piece, &element, self.end().pose);
        let blocks = || placed.blocks(piece, placer.vehicle.clearance);
        let Extent { low, high } = self.extent();
        let extent = Extent::of(blocks().map(|block| block.at).chain([low, high])).unwrap_or(self.extent());
        self.check_limits(extent, placed.end.z)?;
        placer.check(&placed, Some(&self.standing), Some(&self.occupancy))?;
        for (number, block) in blocks().enumerate() {
            if let Some(door) = self.doors.iter().find(|door| door.block().meets(&block)) {
                let refusal = if door.is_exit { Refusal::ExitInTheWay } else { Refusal::EntranceInTheWay };
                return Err(refusal.into());
            }
            // High cars make a heartline transfer stand in its own way.
            if blocks().take(number).any(|other| other.meets(&block)) {
                return Err(Refusal::InTheWay(piece.name.clone()).into());
            }
        }
        Ok(Fitted { placed, extent })
    }

    /// Whether the limits allow another piece that makes the coaster take so much ground and ends so high.
    fn check_limits(&self, extent: Extent, z: Height) -> Result<(), Objection> {
        let limits = &self.problem.limits;
        let (taken, most) = (extent.footprint(), limits.footprint);
        let height = (z - self.problem.placer.site.surface).height_units().0;
        let at_most = |limit: Limit, value: i64, allowed: i64| {
            let excess = Excess { limit, value, allowed };
            if value > allowed { Err(Objection::Limit(excess)) } else { Ok(()) }
        };
        at_most(Limit::ShorterSide, taken.shorter().into(), most.shorter().into())?;
        at_most(Limit::LongerSide, taken.longer().into(), most.longer().into())?;
        at_most(Limit::Tiles, taken.tiles().into(), limits.tiles.map_or(i64::MAX, i64::from))?;
        at_most(Limit::Height, height.into(), limits.height.map_or(i64::MAX, i64::from))?;
        at_most(Limit::Pieces, self.elements.len() as i64 + 1, limits.pieces.1 as i64)
    }
}

/// The element as it is laid if nothing is said about its speed.
const fn with_usual_speed(element: Element) -> Element {
    if !element.piece.has_speed() || element.piece.is_block_brake() {
        return element;
    }
    element.with_speed(if element.piece.is_booster() { BOOSTER_SPEED } else { BRAKE_SPEED })
}
