//! Records against the bytes they were read from.

use loopwright::track_file::run_length::{LiteralLimit, WIDE_LIMIT, decode, encode};
use loopwright::track_file::{
    Checksum, ElementRecord, FILE_LIMIT, Fixed, Format, List, Misfit, ReadError, Track, read,
};
use proptest::prelude::*;

use super::sample::{self, EXAMPLE, afresh, catalogue, corpus, example_design, hex, record};

#[test]
fn a_changed_file_is_packed_afresh_and_a_wrong_checksum_survives_until_then() {
    let mut bytes = hex(EXAMPLE);
    *bytes.last_mut().unwrap() ^= 1;
    let mut file = read(&bytes).unwrap();
    assert_eq!(file.checksum(), None);
    assert_eq!(file.to_bytes().as_ref(), Ok(&bytes));
    file.trailing.push(7);
    let again = read(&file.to_bytes().unwrap()).unwrap();
    assert_eq!(again, file);
    assert_eq!(again.checksum(), Some(Checksum::Rct2));
}

#[test]
fn files_of_the_game_come_out_as_they_went_in() {
    for (path, bytes) in corpus("bytes of designs") {
        let file = read(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(file.to_bytes().as_ref(), Ok(&bytes), "{}", path.display());
        let packed = afresh(&file).to_bytes().unwrap();
        let again = read(&packed).unwrap();
        assert_eq!(again, file, "{}", path.display());
        let (body, packed_body) = (&bytes[..bytes.len() - 4], &packed[..packed.len() - 4]);
        let data = decode(body, WIDE_LIMIT).unwrap();
        assert_eq!(decode(packed_body, WIDE_LIMIT).as_ref(), Ok(&data), "{}", path.display());
        assert_eq!(encode(&data, LiteralLimit::OpenRct2), body, "{}", path.display());
        assert!(file.trailing.is_empty() && file.checksum().is_some(), "{}", path.display());
    }
}

/// The original games write their whole memory window, left-over bytes included.
#[test]
fn files_in_the_layout_of_the_original_games_come_out_as_they_went_in() {
    let body = hex(EXAMPLE);
    for length in [19_235, 24_735] {
        let mut data = decode(&body[..body.len() - 4], WIDE_LIMIT).unwrap();
        data.resize(length, 0);
        data[0x201b] = 0xff;
        data[length - 100..length - 70].copy_from_slice(b"left over of an older design..");
        let packed = encode(&data, LiteralLimit::Rct2);
        let bytes = [&packed[..], &Checksum::Rct2.bytes(&packed)].concat();
        let file = read(&bytes).unwrap();
        assert_eq!(file.trailing.len(), length - 194);
        assert_eq!(file.to_bytes().as_ref(), Ok(&bytes));
        assert_eq!(afresh(&file).to_bytes(), Ok(bytes));
        assert_eq!(file.design(catalogue()), Ok(example_design()));
    }
}

#[test]
fn damage_is_named_with_its_place() {
    let bytes = hex(EXAMPLE);
    let data = decode(&bytes[..bytes.len() - 4], WIDE_LIMIT).unwrap();
    let pack = |data: &[u8]| read(&sample::pack(data));
    assert_eq!(read(&[]), Err(ReadError::Empty));
    assert_eq!(read(&[0; 5]), Err(ReadError::Short { length: 5 }));
    assert_eq!(
        read(&vec![0x80; FILE_LIMIT + 1]),
        Err(ReadError::Oversized { length: FILE_LIMIT + 1, limit: FILE_LIMIT })
    );
    assert_eq!(pack(&data[..7]), Err(ReadError::FixedPart { format: Format::Td6, length: 7, needed: 163 }));
    assert_eq!(pack(&data[..162]), Err(ReadError::FixedPart { format: Format::Td6, length: 162, needed: 163 }));
    assert_eq!(pack(&data[..170]), Err(ReadError::BrokenOff { list: List::Elements, offset: 169 }));
    assert_eq!(pack(&data[..180]), Err(ReadError::BrokenOff { list: List::Entrances, offset: 180 }));
    assert_eq!(pack(&data[..193]), Err(ReadError::BrokenOff { list: List::Scenery, offset: 193 }));
    let mut later = data.clone();
    later[7] = 4 << 2;
    assert_eq!(pack(&later), Err(ReadError::Version { version: 4 }));
    let mut long = data;
    long.resize(300_000, 0);
    assert_eq!(pack(&long), Err(ReadError::Expanded { format: Format::Td6, length: 300_000, limit: 262_144 }));
}

#[test]
fn lists_end() {
    let mut file = read(&hex(EXAMPLE)).unwrap();
    let Track::Elements(elements) = &mut file.track else { panic!("no elements") };
    elements.resize(8192, ElementRecord { id: 0, qualifier: 4 });
    let bytes = file.to_bytes().unwrap();
    assert_eq!(read(&bytes).as_ref(), Ok(&file));
    let Track::Elements(elements) = &mut file.track else { panic!("no elements") };
    elements.push(ElementRecord { id: 0, qualifier: 4 });
    let misfit = Misfit::TooMany { list: List::Elements, count: 8193, most: 8192 };
    assert_eq!(file.to_bytes().unwrap_err().misfits, [misfit]);
    let mut data = decode(&bytes[..bytes.len() - 4], WIDE_LIMIT).unwrap();
    data.splice(163..163, [0, 4]);
    let error = ReadError::TooMany { format: Format::Td6, list: List::Elements, most: 8192 };
    assert_eq!(read(&sample::pack(&data)), Err(error));
}

/// Some games expand into 64 KiB without looking, so no file may have more.
#[test]
fn more_data_than_games_expand_is_not_written() {
    let mut file = read(&hex(EXAMPLE)).unwrap();
    let Fixed::Td6(header) = &mut file.fixed else { panic!("not a TD6") };
    header.version_and_colour_mode = Format::Td7.version() << 2;
    let filled = |count| {
        let mut file = file.clone();
        file.track = Track::Elements(vec![ElementRecord { id: 300, qualifier: 4 }; count]);
        file
    };
    // The fixed part, three bytes an element, two entrances and the ends of the lists.
    let most = (0xffff - 163 - 2 - 12 - 2) / 3;
    let bytes = filled(most).to_bytes().unwrap();
    assert_eq!(read(&bytes), Ok(filled(most)));
    let length = 163 + 3 * (most + 1) + 16;
    let misfit = Misfit::Length { length, limit: 0xffff };
    assert_eq!(filled(most + 1).to_bytes().unwrap_err().misfits, [misfit]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_inverts_writing_of_td6_records(file in record(Format::Td6)) {
        prop_assert_eq!(read(&file.to_bytes().unwrap()), Ok(file));
    }

    #[test]
    fn reading_inverts_writing_of_td7_records(file in record(Format::Td7)) {
        prop_assert_eq!(read(&file.to_bytes().unwrap()), Ok(file));
    }

    #[test]
    fn reading_inverts_writing_of_td4_records(file in prop_oneof![record(Format::Td4), record(Format::Td4Expansion)]) {
        prop_assert_eq!(read(&file.to_bytes().unwrap()), Ok(file));
    }
}
