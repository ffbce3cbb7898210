//! A design as the game's plug-in builds it: every piece with its place, entrances, settings, and what to expect.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::catalogue::{Catalogue, Direction};
use crate::design::{ColourMode, Design, Element};
use crate::judge::{Trial, Wanted, judge};
use crate::layout::{PlacedEntrance, PlacedPiece};
use crate::quantity::MapPoint;
use crate::site::Site;

/// Track type, x, y, z of the origin, direction, flags, speed, colour scheme, seat rotation.
type Piece = [i32; 9];

/// Flags of a piece.
const CHAIN: i32 = 1;
const INVERTED: i32 = 2;
/// Vehicle colours that are sent; the game uses as many as there are trains or cars.
const VEHICLES: usize = 12;

/// An entrance or exit, in front of which its platform lies.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Gate {
    x: i32,
    y: i32,
    direction: u8,
    station: usize,
    is_exit: bool,
}

/// All of it. Lengths are map units from the tile of the first piece, heights z units above the land there.
#[derive(Debug, Clone)]
pub(super) struct Blueprint {
    pub head: Value,
    pub entrances: Value,
    pub pieces: Vec<Piece>,
    /// Figures of the test run on flat land, in the units of the game's interface.
    pub expected: Map<String, Value>,
}

impl Blueprint {
    /// The blueprint of a design in a direction on flat land; `None` where it does not stand.
    pub(super) fn new(catalogue: &Catalogue, id: &str, name: &str, design: &Design, direction: u8) -> Option<Self> {
        let wanted = Wanted { directions: vec![Direction::new(direction)], ..Wanted::default() };
        let judgement = judge(catalogue, design, Site { gives_way: true, ..Site::default() }, &wanted).ok()?;
        let trial = judgement.trials.first()?;
        let layout = judgement.layout(trial.direction)?;
        let first = layout.pieces.first()?.begin;
        let from = |at: MapPoint| [at.x - first.at.x, at.y - first.at.y];
        let piece = |(placed, element): (&PlacedPiece, &Element)| {
            let [x, y] = from(placed.begin.at);
            let row = catalogue.piece(placed.piece)?;
            let z = placed.begin.origin_z(row).floor().0 - first.z.floor().0;
            let flags = i32::from(placed.chain) * CHAIN + i32::from(placed.inverted) * INVERTED;
            let [speed, scheme, seat] = [placed.speed, element.colour_scheme, element.seat_rotation].map(i32::from);
            Some([placed.piece.0.into(), x, y, z, placed.direction.number().into(), flags, speed, scheme, seat])
        };
        let pieces: Vec<Piece> = layout.pieces.iter().zip(&design.elements).map(piece).collect::<Option<_>>()?;
        let gate = |gate: &PlacedEntrance| {
            let [x, y] = from(gate.at);
            Gate { x, y, direction: gate.direction.number(), station: gate.station, is_exit: gate.is_exit }
        };
        let gates: Vec<Gate> = layout.entrances.iter().map(gate).collect();
        Some(Self {
            head: head(id, name, design, judgement.placement.by_hand.is_err()),
            entrances: serde_json::to_value(gates).ok()?,
            pieces,
            expected: expected(trial),
        })
    }
}

fn head(id: &str, name: &str, design: &Design, overlaps: bool) -> Value {
    let settings = &design.settings;
    let colours = &design.colours;
    let mode = match colours.mode {
        ColourMode::All | ColourMode::Invalid => 0,
        ColourMode::PerTrain => 1,
        ColourMode::PerCar => 2,
    };
    json!({
        "id": id,
        "name": name,
        "rideType": design.ride.0,
        "vehicle": design.vehicle,
        "overlaps": overlaps,
        "settings": {
            "mode": settings.mode.0,
            "trains": settings.trains,
            "cars": settings.cars,
            "departFlags": settings.depart_flags.bits(),
            "minWait": settings.min_wait,
            "maxWait": settings.max_wait,
            "operation": settings.operation_option,
            "liftSpeed": settings.lift_speed,
            "circuits": settings.circuits,
        },
        "trackColours": colours.track,
        "vehicleColours": &colours.vehicle[..colours.vehicle.len().min(VEHICLES)],
        "vehicleColourMode": mode,
    })
}

/// What the game's interface will show after the test.
fn expected(trial: &Trial) -> Map<String, Value> {
    let measured = &trial.tested.measured;
    let ratings = trial.ratings().unwrap_or_default().hundredths();
    let whole = [
        ("excitement", ratings[0]),
        ("intensity", ratings[1]),
        ("nausea", ratings[2]),
        ("maxSpeed", measured.max_speed.whole_mph()),
        ("averageSpeed", measured.average_speed.whole_mph()),
        ("rideLength", measured.total_length().metres()),
        ("numDrops", measured.drops.into()),
        ("numLiftHills", measured.powered_lifts.into()),
        ("highestDropHeight", measured.highest_drop.into()),
    ];
    let forces = [
        ("maxPositiveVerticalGs", measured.max_positive_g),
        ("maxNegativeVerticalGs", measured.max_negative_g),
        ("maxLateralGs", measured.max_lateral_g),
    ];
    let hundredths = forces.map(|(name, force)| (name, json!(f64::from(force.0) / 100.0)));
    let air_time = ("totalAirTime", json!(f64::from(u32::from(measured.air_time) * 3) / 100.0));
    let whole = whole.map(|(name, value)| (name, json!(value)));
    whole.into_iter().chain(hundredths).chain([air_time]).map(|(name, value)| (name.to_owned(), value)).collect()
}
