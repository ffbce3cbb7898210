//! Changes to a TD7 that keep it one: a piece or a train at a time.

use loopwright::track_file::{Fixed, Format, ObjectEntry, Target, Track, TrackFile, read};

use crate::{CATALOGUE, laws};

/// The expanded data of a TD7 like the given one, which differs in one element, the ride type, the vehicle or a
/// setting; nothing when the data is no design with elements.
pub fn changed(data: &[u8], seed: u32) -> Option<Vec<u8>> {
    let file = read(&laws::packed(data)).ok()?;
    let mut file = file.convert(Target::new(Format::Td7).lossy(), &CATALOGUE).ok()?.file;
    change(&mut file, seed)?;
    let bytes = file.to_bytes().ok()?;
    let (body, _) = bytes.split_last_chunk::<4>()?;
    loopwright::track_file::run_length::decode(body, data.len() + 1024).ok()
}

fn change(file: &mut TrackFile, seed: u32) -> Option<()> {
    let (Fixed::Td6(header), Track::Elements(elements)) = (&mut file.fixed, &mut file.track) else { return None };
    let [kind, low, high, place] = seed.wrapping_mul(0x9e37_79b1).rotate_left(7).to_le_bytes();
    let number = usize::from(u16::from_le_bytes([low, high]));
    let place = usize::from(place) * elements.len() / 256;
    let id = (number % CATALOGUE.pieces().len()) as u16;
    match kind % 12 {
        0..=2 => elements.get_mut(place)?.id = id,
        3 | 4 => {
            let element = *elements.get(place)?;
            elements.insert(place, loopwright::track_file::ElementRecord { id, ..element });
        }
        5 => elements.insert(place, *elements.get(number % elements.len().max(1))?),
        6 => {
            elements.get(place)?;
            elements.remove(place);
        }
        7 => elements.get_mut(place)?.qualifier = low,
        8 => {
            let rides: Vec<u8> = CATALOGUE.rides().map(|ride| ride.id.0).collect();
            header.ride_type = rides[number % rides.len()];
        }
        9 => {
            let vehicles = CATALOGUE.vehicles();
            header.vehicle = ObjectEntry(vehicles[number % vehicles.len()].entry);
        }
        10 => header.mode = low % 37,
        _ => {
            (header.trains, header.cars) = (low % 33, high % 33);
            header.operation_option = high;
        }
    }
    Some(())
}
