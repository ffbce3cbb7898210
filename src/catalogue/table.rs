//! Readers of the tables under `data/`.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::bufread::ZlibDecoder;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::quantity::{Height, MapPoint};

use super::factor::{Factor, Fold, Segment};
use super::mode::Mode;
use super::piece::{Block, Joint, Piece, PieceFlags, PieceId, Pitch, Roll, Spin};
use super::ride_type::{RideType, RideTypeId};
use super::{CarPitch, CatalogueError, OtherRideType};

/// The text of one of the tables that `build.rs` has packed.
macro_rules! packed {
    ($file:literal) => {
        $crate::catalogue::table::unpacked($file, include_bytes!(concat!(env!("OUT_DIR"), "/", $file)))
    };
}
pub(super) use packed;

pub(super) fn unpacked(file: &'static str, packed: &[u8]) -> Result<String, CatalogueError> {
    let mut text = String::new();
    match ZlibDecoder::new(packed).read_to_string(&mut text) {
        Ok(_) => Ok(text),
        Err(source) => Err(CatalogueError::Packed { file, source }),
    }
}

pub(super) fn json<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, CatalogueError> {
    serde_json::from_str(text).map_err(|source| CatalogueError::Json { file, source })
}

pub(super) fn csv<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<Vec<T>, CatalogueError> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|source| CatalogueError::Csv { file, source })
}

#[derive(Deserialize)]
struct PieceRow {
    id: u16,
    name: String,
    group: String,
    begin_pitch: Pitch,
    begin_roll: Roll,
    begin_diagonal: u8,
    begin_z: Height,
    end_pitch: Pitch,
    end_roll: Roll,
    end_rotation: u8,
    end_z: Height,
    end_x: i32,
    end_y: i32,
    length: i32,
    price: i64,
    mirror: Option<u16>,
    covered: Option<u16>,
    vertical_factor: String,
    lateral_factor: String,
    spin: Option<Spin>,
    flags: String,
}

#[derive(Deserialize)]
struct BlockRow {
    piece: usize,
    x: i32,
    y: i32,
    z: Height,
    clearance: Height,
    quarters: u8,
    raised: u8,
    vertical: u8,
    entrance_sides: u8,
    wall_edges: u8,
}

#[derive(Deserialize)]
struct SegmentRow {
    name: String,
    from: i32,
    to: Option<i32>,
    mul: i32,
    add: i32,
    operation: Fold,
    div: i32,
    sign: i32,
    offset: i32,
}

pub(super) fn pieces() -> Result<Vec<Piece>, CatalogueError> {
    let functions = factor_functions()?;
    let mut pieces = Vec::new();
    for row in csv::<PieceRow>("pieces.csv", include_str!("../../data/pieces.csv"))? {
        let line = pieces.len() + 2;
        let piece = piece(row, &functions).filter(|piece| piece.id.index() == pieces.len());
        pieces.push(piece.ok_or(CatalogueError::Line { file: "pieces.csv", line })?);
    }
    let blocks = csv::<BlockRow>("blocks.csv", include_str!("../../data/blocks.csv"))?;
    for (index, row) in blocks.into_iter().enumerate() {
        let piece = pieces.get_mut(row.piece).ok_or(CatalogueError::Line { file: "blocks.csv", line: index + 2 })?;
        piece.blocks.push(Block {
            offset: MapPoint::new(row.x, row.y),
            z: row.z,
            clearance: row.clearance,
            quarters: row.quarters,
            raised: row.raised,
            vertical: row.vertical != 0,
            entrance_sides: row.entrance_sides,
            wall_edges: row.wall_edges,
        });
    }
    Ok(pieces)
}

fn piece(row: PieceRow, functions: &BTreeMap<String, Vec<Segment>>) -> Option<Piece> {
    let factor = |text: &str| match text.parse() {
        Ok(constant) => Some(Factor::Constant(constant)),
        Err(_) => functions.get(text).cloned().map(Factor::ByProgress),
    };
    Some(Piece {
        id: PieceId(row.id),
        name: row.name,
        group: row.group,
        begin: Joint {
            pitch: row.begin_pitch,
            roll: row.begin_roll,
            turn: 0,
            diagonal: row.begin_diagonal != 0,
            z: row.begin_z,
        },
        end: Joint {
            pitch: row.end_pitch,
            roll: row.end_roll,
            turn: row.end_rotation & 3,
            diagonal: row.end_rotation & 4 != 0,
            z: row.end_z,
        },
        end_offset: MapPoint::new(row.end_x, row.end_y),
        length: row.length,
        price: row.price,
        mirror: row.mirror.map(PieceId),
        covered: row.covered.map(PieceId),
        flags: flags(&row.flags)?,
        spin: row.spin,
        vertical_factor: factor(&row.vertical_factor)?,
        lateral_factor: factor(&row.lateral_factor)?,
        blocks: Vec::new(),
    })
}

fn flags(text: &str) -> Option<PieceFlags> {
    let mut flags = PieceFlags::default();
    for flag in text.split_whitespace() {
        *match flag {
            "starts_at_half_height" => &mut flags.starts_at_half_height,
            "allow_lift_hill" => &mut flags.allow_lift_hill,
            "curve_allows_lift" => &mut flags.curve_allows_lift,
            "is_steep_up" => &mut flags.is_steep_up,
            "only_above_ground" => &mut flags.only_above_ground,
            "can_be_partly_underground" => &mut flags.can_be_partly_underground,
            "disallow_doors" => &mut flags.disallow_doors,
            "banked" => &mut flags.banked,
            "inversion_to_normal" => &mut flags.inversion_to_normal,
            "normal_to_inversion" => &mut flags.inversion,
            "turn_left" => &mut flags.turn_left,
            "turn_right" => &mut flags.turn_right,
            "turn_banked" => &mut flags.turn_banked,
            "turn_sloped" => &mut flags.turn_sloped,
            "up" => &mut flags.up,
            "down" => &mut flags.down,
            "helix" => &mut flags.helix,
            _ => return None,
        } = true;
    }
    Some(flags)
}

fn factor_functions() -> Result<BTreeMap<String, Vec<Segment>>, CatalogueError> {
    let mut functions: BTreeMap<String, Vec<Segment>> = BTreeMap::new();
    for row in csv::<SegmentRow>("factor_functions.csv", include_str!("../../data/factor_functions.csv"))? {
        functions.entry(row.name).or_default().push(Segment {
            from: row.from,
            to: row.to,
            mul: row.mul,
            add: row.add,
            fold: row.operation,
            div: row.div,
            sign: row.sign,
            offset: row.offset,
        });
    }
    Ok(functions)
}

pub(super) fn pitches() -> Result<Vec<CarPitch>, CatalogueError> {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        acceleration: i32,
        cosine: i32,
        sine: i32,
    }
    let rows = csv::<Row>("pitches.csv", include_str!("../../data/pitches.csv"))?;
    let pitch =
        |row: Row| CarPitch { name: row.name, acceleration: row.acceleration, cosine: row.cosine, sine: row.sine };
    Ok(rows.into_iter().map(pitch).collect())
}

pub(super) fn rolls() -> Result<Vec<i32>, CatalogueError> {
    #[derive(Deserialize)]
    struct Row {
        cosine: i32,
    }
    let rows = csv::<Row>("rolls.csv", include_str!("../../data/rolls.csv"))?;
    Ok(rows.into_iter().map(|row| row.cosine).collect())
}

pub(super) fn modes() -> Result<BTreeMap<Mode, String>, CatalogueError> {
    #[derive(Deserialize)]
    struct Row {
        id: u8,
        name: String,
    }
    let rows = csv::<Row>("modes.csv", include_str!("../../data/modes.csv"))?;
    Ok(rows.into_iter().map(|row| (Mode(row.id), row.name)).collect())
}

pub(super) fn other_rides() -> Result<Vec<OtherRideType>, CatalogueError> {
    #[derive(Deserialize)]
    struct Row {
        id: u8,
        name: String,
        label: String,
        plural: String,
        file_id: Option<u8>,
        max_height: i32,
        clearance: Height,
        vehicle_z: Height,
        platform: Height,
    }
    let rows = csv::<Row>("other_ride_types.csv", include_str!("../../data/other_ride_types.csv"))?;
    let other = |row: Row| {
        let Row { id, name, label, plural, file_id, max_height, clearance, vehicle_z, platform } = row;
        let shown = RideType {
            max_height,
            clearance,
            vehicle_z,
            platform,
            ..RideType::unrated(RideTypeId(id), &name, &label, file_id.unwrap_or(id))
        };
        OtherRideType { id: RideTypeId(id), name, label, plural, file_id, shown }
    };
    Ok(rows.into_iter().map(other).collect())
}
