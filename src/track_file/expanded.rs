//! The expanded data of a track file: the fixed part and the lists (rules: track files 4, 9, 10, 11).

use std::io::{Cursor, Write};

use binrw::{BinRead, BinWrite};
use nom::bytes::complete::tag;
use nom::combinator::not;
use nom::error::{Error, ErrorKind, ParseError};
use nom::multi::many_m_n;
use nom::sequence::preceded;
use nom::{Finish, IResult, Offset, Parser};

use super::error::{Misfit, ReadError};
use super::header::Header;
use super::record::{ElementRecord, Track};
use super::td4::Td4Header;
use super::{Fixed, Format, List, MAZE, Origin, TrackFile};

/// Where the version stands in every format.
const VERSION: usize = 7;
const END: &[u8] = &[0xff];
const WIDE_END: &[u8] = &[0xff; 2];
const MAZE_END: &[u8] = &[0; 4];

/// The format by the version number.
pub(super) fn format(data: &[u8]) -> Result<Format, ReadError> {
    let Some(&packed) = data.get(VERSION) else {
        return Err(ReadError::FixedPart { format: Format::Td6, length: data.len(), needed: Header::LENGTH });
    };
    let version = packed >> 2;
    Format::of_version(version).ok_or(ReadError::Version { version })
}

/// Takes the expanded data apart. What follows the last terminator is kept as it is.
pub(super) fn parse(data: &[u8]) -> Result<TrackFile, ReadError> {
    let format = format(data)?;
    let mut source = Source { format, data, rest: data };
    let fixed = if format.is_rct1() {
        let header: Td4Header = source.fixed_part()?;
        header.check()?;
        Fixed::Td4(header)
    } else {
        Fixed::Td6(source.fixed_part()?)
    };
    let track = if fixed.ride_type() == MAZE {
        Track::Maze(source.list(List::MazeTiles, MAZE_END, record)?)
    } else if format == Format::Td7 {
        Track::Elements(source.list(List::Elements, WIDE_END, record)?)
    } else {
        Track::Elements(source.list(List::Elements, END, record.map(narrow_element))?)
    };
    let entrances = match track {
        Track::Elements(_) if !format.is_rct1() => source.list(List::Entrances, END, record)?,
        _ => Vec::new(),
    };
    let scenery = if format.is_rct1() { Vec::new() } else { source.list(List::Scenery, END, record)? };
    Ok(TrackFile { fixed, track, entrances, scenery, trailing: source.rest.to_vec(), origin: Origin::default() })
}

/// A record of fixed length, as it is declared for `binrw`.
fn record<T: for<'a> BinRead<Args<'a> = ()> + binrw::meta::ReadEndian>(data: &[u8]) -> IResult<&[u8], T> {
    let mut cursor = Cursor::new(data);
    let broken_off = |_| nom::Err::Error(Error::from_error_kind(data, ErrorKind::Eof));
    let record = T::read(&mut cursor).map_err(broken_off)?;
    Ok((&data[cursor.position() as usize..], record))
}

const fn narrow_element([id, qualifier]: [u8; 2]) -> ElementRecord {
    ElementRecord { id: id as u16, qualifier }
}

/// Data that is read from front to back.
struct Source<'a> {
    format: Format,
    data: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Source<'a> {
    fn fixed_part<T: for<'b> BinRead<Args<'b> = ()> + binrw::meta::ReadEndian>(&mut self) -> Result<T, ReadError> {
        let (format, length) = (self.format, self.data.len());
        let short = |_| ReadError::FixedPart { format, length, needed: format.fixed_length() };
        let (rest, fixed) = record(self.rest).map_err(short)?;
        self.rest = rest;
        Ok(fixed)
    }

    /// The records before a terminator.
    fn list<T>(
        &mut self,
        list: List,
        end: &'static [u8],
        record: impl Parser<&'a [u8], Output = T, Error = Error<&'a [u8]>>,
    ) -> Result<Vec<T>, ReadError> {
        let (format, most) = (self.format, self.format.most(list));
        let broken_off = |error: Error<&[u8]>| ReadError::BrokenOff { list, offset: self.data.offset(error.input) };
        let records = many_m_n(0, most, preceded(not(tag(end)), record)).parse(self.rest);
        let (rest, records) = records.finish().map_err(broken_off)?;
        let (rest, _) = tag(end)(rest).finish().map_err(|error| match records.len() {
            count if count == most => ReadError::TooMany { format, list, most },
            _ => broken_off(error),
        })?;
        self.rest = rest;
        Ok(records)
    }
}

/// Puts the expanded data together, and lists what the format cannot hold.
pub(super) fn assemble(file: &TrackFile) -> (Vec<u8>, Vec<Misfit>) {
    let format = file.format();
    let mut sink = Sink { data: Cursor::new(Vec::new()), misfits: shape_misfits(file) };
    match &file.fixed {
        Fixed::Td4(header) => sink.put(header),
        Fixed::Td6(header) => sink.put(header),
    }
    match &file.track {
        Track::Maze(tiles) => sink.list(List::MazeTiles, MAZE_END, tiles),
        Track::Elements(elements) if format == Format::Td7 => sink.list(List::Elements, WIDE_END, elements),
        Track::Elements(elements) => sink.narrow_elements(elements),
    }
    if !format.is_rct1() {
        if matches!(file.track, Track::Elements(_)) {
            sink.list(List::Entrances, END, &file.entrances);
        }
        sink.list(List::Scenery, END, &file.scenery);
    }
    let mut data = sink.data.into_inner();
    data.extend(&file.trailing);
    (data, sink.misfits)
}

/// Parts of a record that do not go together.
fn shape_misfits(file: &TrackFile) -> Vec<Misfit> {
    let (format, ride_type) = (file.format(), file.fixed.ride_type());
    let version = file.fixed.version_and_colour_mode() >> 2;
    let is_maze = matches!(file.track, Track::Maze(_));
    let track = if is_maze { "maze tiles" } else { "elements" };
    [
        (version != format.version()).then_some(Misfit::Version { version }),
        (is_maze != (ride_type == MAZE)).then_some(Misfit::Maze { ride_type, track }),
        ((is_maze || format.is_rct1()) && !file.entrances.is_empty())
            .then_some(Misfit::NoPlace { list: List::Entrances }),
        (format.is_rct1() && !file.scenery.is_empty()).then_some(Misfit::NoPlace { list: List::Scenery }),
    ]
    .into_iter()
    .flatten()
    .chain(crowded_lists(file))
    .collect()
}

/// Lists with more records than the format holds.
fn crowded_lists(file: &TrackFile) -> impl Iterator<Item = Misfit> {
    let track = match &file.track {
        Track::Elements(elements) => (List::Elements, elements.len()),
        Track::Maze(tiles) => (List::MazeTiles, tiles.len()),
    };
    let lists = [track, (List::Entrances, file.entrances.len()), (List::Scenery, file.scenery.len())];
    let format = file.format();
    lists.into_iter().filter_map(move |(list, count)| {
        let most = format.most(list);
        (count > most).then_some(Misfit::TooMany { list, count, most })
    })
}

struct Sink {
    data: Cursor<Vec<u8>>,
    misfits: Vec<Misfit>,
}

impl Sink {
    fn put<T: for<'a> BinWrite<Args<'a> = ()> + binrw::meta::WriteEndian>(&mut self, record: &T) {
        record.write(&mut self.data).expect("records have a fixed form, and memory takes them all");
    }

    fn list<T>(&mut self, list: List, end: &[u8], records: &[T])
    where
        T: for<'a> BinWrite<Args<'a> = ()> + binrw::meta::WriteEndian,
    {
        for (index, record) in records.iter().enumerate() {
            let start = self.data.position() as usize;
            self.put(record);
            if self.data.get_ref()[start..].starts_with(end) {
                self.misfits.push(Misfit::LooksLikeEnd { list, index });
            }
        }
        self.bytes(end);
    }

    fn narrow_elements(&mut self, elements: &[ElementRecord]) {
        for (index, element) in elements.iter().enumerate() {
            match u8::try_from(element.id) {
                Ok(id) if id != END[0] => self.bytes(&[id, element.qualifier]),
                _ => self.misfits.push(Misfit::ElementId { index, id: element.id }),
            }
        }
        self.bytes(END);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.data.write_all(bytes).expect("memory takes all bytes");
    }
}
