//! A design as the game's plug-in builds it: every piece with its place, entrances, settings, and what to expect.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::catalogue::{Catalogue, Direction};
use crate::design::{ColourMode, Design, Element};
use crate::judge::{Judgement, Trial, Wanted, judge};
use crate::layout::{Layout, PlacedEntrance, PlacedPiece, Placing, Pose};
use crate::picture::{Style, Subject, Units, View, isometric};
use crate::site::Site;

/// Track type, x, y, z of the origin, direction, flags, speed, colour scheme, seat rotation.
pub(super) type Piece = [i32; 9];

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
    /// Figures of the test run where it is judged, in the units of the game's interface.
    pub expected: Map<String, Value>,
    /// A small picture, as PNG.
    pub picture: Vec<u8>,
}

/// Pixels of a picture along both axes, and how many are drawn for each.
const PICTURE: Style = Style { width: 4 * 150, height: 4 * 100, units: Units::Metric };
const SHARPNESS: f64 = 0.25;

impl Blueprint {
    /// The blueprint of a design in a direction on flat land; `None` where it does not stand.
    pub(super) fn on_flat_land(
        catalogue: &Catalogue,
        id: &str,
        name: &str,
        design: &Design,
        direction: u8,
    ) -> Option<Self> {
        let placing = Placing::from(Direction::new(direction));
        let wanted = Wanted { placing, directions: vec![placing.direction], ..Wanted::default() };
        let judgement = judge(catalogue, design, Site { gives_way: true, ..Site::default() }, &wanted).ok()?;
        Self::of(&judgement, id, name, design)
    }

    /// The blueprint of a design as it was judged in the first direction; in a park with its place.
    pub(super) fn of(judgement: &Judgement, id: &str, name: &str, design: &Design) -> Option<Self> {
        let trial = judgement.trials.first()?;
        let layout = judgement.layout(trial.direction)?;
        let mut head = head(id, name, design, judgement.placement.by_hand.is_err());
        if layout.site.park.is_some() {
            let Pose { at, z, .. } = layout.pieces.first()?.begin;
            head["place"] = json!({ "x": at.x, "y": at.y, "z": z.floor().0 });
        }
        let picture =
            isometric(&Subject::new(name, layout.clone()).painted(&design.colours), &PICTURE, View::default());
        Some(Self {
            head,
            entrances: gates(layout, 0)?,
            pieces: pieces(layout, &design.elements, 0)?,
            expected: expected(trial),
            picture: picture.png(SHARPNESS).ok()?,
        })
    }
}

/// The first piece, from which lengths and heights count.
fn first(layout: &Layout) -> Option<Pose> {
    Some(layout.pieces.first()?.begin)
}

/// The pieces from one on.
pub(super) fn pieces(layout: &Layout, elements: &[Element], from: usize) -> Option<Vec<Piece>> {
    let first = first(layout)?;
    let piece = |(placed, element): (&PlacedPiece, &Element)| {
        let at = placed.begin.at - first.at;
        let row = layout.catalogue.piece(placed.piece)?;
        let z = placed.begin.origin_z(row).floor().0 - first.z.floor().0;
        let flags = i32::from(placed.chain) * CHAIN + i32::from(placed.inverted) * INVERTED;
        let [speed, scheme, seat] = [placed.speed, element.colour_scheme, element.seat_rotation].map(i32::from);
        Some([placed.piece.0.into(), at.x, at.y, z, placed.direction.number().into(), flags, speed, scheme, seat])
    };
    layout.pieces.iter().zip(elements).skip(from).map(piece).collect()
}

/// The entrances and exits from one on.
pub(super) fn gates(layout: &Layout, from: usize) -> Option<Value> {
    let first = first(layout)?;
    let gate = |gate: &PlacedEntrance| {
        let at = gate.at - first.at;
        Gate { x: at.x, y: at.y, direction: gate.direction.number(), station: gate.station, is_exit: gate.is_exit }
    };
    serde_json::to_value(layout.entrances.iter().skip(from).map(gate).collect::<Vec<_>>()).ok()
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
pub(super) fn expected(trial: &Trial) -> Map<String, Value> {
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
