//! Paths of cars through pieces, sub-position by sub-position (rules: physics 2.8).

use std::ops::Range;

use super::CatalogueError;
use super::geometry::Direction;
use super::piece::PieceId;

/// One step along a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SubPosition {
    /// Map units from the corner of the origin tile, already turned.
    pub x: i16,
    /// Map units from the corner of the origin tile, already turned.
    pub y: i16,
    /// Z units above the base of the first block.
    pub z: i16,
    /// Yaw, 0..31.
    pub yaw: u8,
    /// Pitch code.
    pub pitch: u8,
    /// Roll code.
    pub roll: u8,
}

/// Which table a car follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathKind {
    /// Nearly every car.
    Usual,
    /// The foremost bogie of a reverser train.
    ReverserFront,
    /// The passenger bodies of a reverser train.
    ReverserRear,
}

/// The paths of all pieces that have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    steps: Vec<SubPosition>,
    usual: Vec<Option<Range<usize>>>,
    /// Front then rear; left and right reverser; four directions.
    reverser: Vec<Option<Range<usize>>>,
}

const PIECES_WITH_PATHS: usize = 267;

impl Paths {
    /// The path through a piece lying in a direction; `None` for pieces of which no path is known.
    pub fn of(&self, kind: PathKind, piece: PieceId, direction: Direction) -> Option<&[SubPosition]> {
        let range = match (kind, Self::reverser_slot(kind, piece, direction)) {
            (PathKind::ReverserFront | PathKind::ReverserRear, Some(slot)) => self.reverser[slot].clone(),
            _ => self.usual.get(piece.index() * 4 + direction.index())?.clone(),
        };
        range.map(|range| &self.steps[range])
    }

    fn reverser_slot(kind: PathKind, piece: PieceId, direction: Direction) -> Option<usize> {
        let table = usize::from(kind == PathKind::ReverserRear);
        let side = match piece {
            PieceId::LEFT_REVERSER => 0,
            PieceId::RIGHT_REVERSER => 1,
            _ => return None,
        };
        Some((table * 2 + side) * 4 + direction.index())
    }

    /// Reads the two tables of `data/`.
    pub(super) fn read(usual: &str, reverser: &str) -> Result<Self, CatalogueError> {
        let mut paths = Self {
            steps: Vec::with_capacity(80_000),
            usual: vec![None; PIECES_WITH_PATHS * 4],
            reverser: vec![None; 16],
        };
        paths.read_table("subpositions.txt", usual, |paths, key| {
            let (piece, direction) = key.split_once('/')?;
            let slot = piece.parse::<usize>().ok()? * 4 + direction.parse::<usize>().ok()?;
            paths.usual.get_mut(slot)
        })?;
        paths.read_table("subpositions_reverser.txt", reverser, |paths, key| {
            let (table, rest) = key.split_once('/')?;
            let (piece, direction) = rest.split_once('/')?;
            let kind = match table {
                "reverser_front" => PathKind::ReverserFront,
                "reverser_rear" => PathKind::ReverserRear,
                _ => return None,
            };
            let direction = Direction::new(direction.parse().ok()?);
            let slot = Self::reverser_slot(kind, PieceId(piece.parse().ok()?), direction)?;
            paths.reverser.get_mut(slot)
        })?;
        Ok(paths)
    }

    fn read_table(
        &mut self,
        file: &'static str,
        text: &str,
        slot: impl for<'a> Fn(&'a mut Self, &str) -> Option<&'a mut Option<Range<usize>>>,
    ) -> Result<(), CatalogueError> {
        for (number, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let bad = || CatalogueError::Line { file, line: number + 1 };
            let (keys, body) = line.split_once(": ").ok_or_else(bad)?;
            let start = self.steps.len();
            read_path(body, &mut self.steps).ok_or_else(bad)?;
            for key in keys.split(' ') {
                *slot(self, key).ok_or_else(bad)? = Some(start..self.steps.len());
            }
        }
        Ok(())
    }
}

/// Reads one path: `count x,y,z @yaw,pitch,roll step…`.
fn read_path(body: &str, steps: &mut Vec<SubPosition>) -> Option<()> {
    let mut tokens = body.split(' ');
    let count: usize = tokens.next()?.parse().ok()?;
    let mut here = SubPosition::default();
    [here.x, here.y, here.z] = triple(tokens.next()?)?;
    let start = steps.len();
    for token in tokens {
        if let Some(angles) = token.strip_prefix('@') {
            [here.yaw, here.pitch, here.roll] = triple(angles)?;
            if steps.len() == start {
                steps.push(here);
            }
        } else {
            let (times, [dx, dy, dz]) = read_steps(token)?;
            for _ in 0..times {
                (here.x, here.y, here.z) = (here.x + dx, here.y + dy, here.z + dz);
                steps.push(here);
            }
        }
    }
    (steps.len() - start == count).then_some(())
}

/// Reads `31-00` or `(95,0,0)`: how often, and the step.
fn read_steps(token: &str) -> Option<(usize, [i16; 3])> {
    if let Some(inner) = token.strip_prefix('(') {
        return Some((1, triple(inner.strip_suffix(')')?)?));
    }
    let (times, signs) = token.split_at_checked(token.len().checked_sub(3)?)?;
    let times = if times.is_empty() { 1 } else { times.parse().ok()? };
    let mut step = [0; 3];
    for (axis, sign) in step.iter_mut().zip(signs.bytes()) {
        *axis = match sign {
            b'0' => 0,
            b'+' => 1,
            b'-' => -1,
            b'#' => 2,
            b'=' => -2,
            _ => return None,
        };
    }
    Some((times, step))
}

fn triple<T: std::str::FromStr>(text: &str) -> Option<[T; 3]> {
    let mut parts = text.split(',').map(str::parse);
    let values = [parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?];
    parts.next().is_none().then_some(values)
}
