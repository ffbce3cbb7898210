//! The objects that a park has loaded (rules: park files 1, 3).

use std::fmt;

use nom::Parser;
use nom::bytes::complete::take;
use nom::multi::count;

use super::chunk::{Chunk, Parsed, number, text};
use super::error::{Part, ReadError};
use crate::track_file::ObjectEntry;

/// The name of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ObjectName {
    /// The sixteen bytes by which RCT2 knows it.
    Dat(ObjectEntry),
    /// The identifier by which `OpenRCT2` knows it: `rct2.scenery_small.tcf`.
    Identifier(String),
}

impl fmt::Display for ObjectName {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Dat(entry) => out.write_str(&entry.name()),
            Self::Identifier(id) => out.write_str(id),
        }
    }
}

/// The kinds of objects that places and rides refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectKind {
    /// Vehicles, and rides without track.
    Ride = 0,
    /// Small scenery.
    SmallScenery = 1,
    /// Large scenery.
    LargeScenery = 2,
    /// Walls.
    Wall = 3,
    /// Paths as RCT2 knows them.
    Path = 5,
    /// Stations.
    Station = 13,
    /// Surfaces of paths.
    PathSurface = 15,
}

/// The objects that a park has loaded, in lists that its elements refer to by index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Objects {
    lists: Vec<(u32, Vec<Option<ObjectName>>)>,
}

/// Entries of each list of RCT2, in the order of the kinds.
const SAVED_LISTS: [usize; 11] = [128, 252, 128, 128, 32, 16, 15, 19, 1, 1, 1];

impl Objects {
    /// The list of a kind; empty places are kept, since elements refer by index.
    pub fn list(&self, kind: ObjectKind) -> &[Option<ObjectName>] {
        self.lists.iter().find(|(number, _)| *number == kind as u32).map_or(&[], |(_, list)| list)
    }

    /// All objects, list by list.
    pub fn all(&self) -> impl Iterator<Item = &ObjectName> {
        self.lists.iter().flat_map(|(_, list)| list.iter().flatten())
    }

    /// The object at an index of a list.
    pub fn get(&self, kind: ObjectKind, index: u16) -> Option<&ObjectName> {
        self.list(kind).get(usize::from(index))?.as_ref()
    }

    /// Objects by kind, index and identifier; where two claim a place, the last has it.
    pub(super) fn named(named: &[(ObjectKind, u16, String)]) -> Self {
        let mut lists: Vec<(u32, Vec<Option<ObjectName>>)> = Vec::new();
        for (kind, index, identifier) in named {
            let number = *kind as u32;
            if !lists.iter().any(|(known, _)| *known == number) {
                lists.push((number, Vec::new()));
            }
            for (_, list) in lists.iter_mut().filter(|(known, _)| *known == number) {
                let index = usize::from(*index);
                list.resize(list.len().max(index + 1), None);
                list[index] = Some(ObjectName::Identifier(identifier.clone()));
            }
        }
        Self { lists }
    }

    /// The objects of a `.park`.
    pub(super) fn read(chunk: Chunk<'_>) -> Result<Self, ReadError> {
        let lists = |input| {
            let (input, lists) = number(input)?;
            count(list, lists as usize).parse(input)
        };
        let (_, lists) = chunk.parse(lists)?;
        Ok(Self { lists })
    }

    /// The objects of a save of RCT2.
    pub(super) fn read_saved(data: &[u8]) -> Result<Self, ReadError> {
        let (mut entries, _) = data.as_chunks::<16>();
        let mut lists = Vec::new();
        for (kind, length) in (0..).zip(SAVED_LISTS) {
            let (list, rest) = entries
                .split_at_checked(length)
                .ok_or(ReadError::Broken { part: Part::SaveObjects, offset: data.len() })?;
            lists.push((kind, list.iter().map(|entry| saved_entry(*entry)).collect()));
            entries = rest;
        }
        Ok(Self { lists })
    }

    /// Bytes of the lists of RCT2.
    pub(super) fn saved_length() -> usize {
        SAVED_LISTS.iter().sum::<usize>() * 16
    }
}

/// RCT2 fills places without an object with ones.
fn saved_entry(entry: [u8; 16]) -> Option<ObjectName> {
    let is_empty = entry[..4] == [0xff; 4] || entry[..12] == [0; 12];
    (!is_empty).then_some(ObjectName::Dat(ObjectEntry(entry)))
}

fn list(input: &[u8]) -> Parsed<'_, (u32, Vec<Option<ObjectName>>)> {
    let (input, kind) = number(input)?;
    let (input, entries) = number(input)?;
    let (input, entries) = count(entry, entries as usize).parse(input)?;
    Ok((input, (kind, entries)))
}

fn entry(input: &[u8]) -> Parsed<'_, Option<ObjectName>> {
    let (input, form) = number(input)?;
    match form {
        1 => {
            let mut bytes = [0; 16];
            let (input, entry) = take(bytes.len()).parse(input)?;
            bytes.copy_from_slice(entry);
            Ok((input, Some(ObjectName::Dat(ObjectEntry(bytes)))))
        }
        2 => {
            let (input, identifier) = text(input)?;
            let (input, _version) = text(input)?;
            Ok((input, Some(ObjectName::Identifier(identifier))))
        }
        _ => Ok((input, None)),
    }
}
