//! Files that are no track designs: what they seem to be.

use super::checksum::sum;

/// Beginnings that name a kind of file.
const MAGIC: [(&[u8], &str); 15] = [
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture or a sound"),
    (b"PARK", "a park or scenario of OpenRCT2"),
    (b"PK\x03\x04", "a ZIP archive or an OpenRCT2 object; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"%PDF", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"fLaC", "a sound"),
];

/// What a file seems to be that is no track design, with its article; nothing when it shows no signs.
pub fn kind(bytes: &[u8]) -> Option<&'static str> {
    let named = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, kind)| kind);
    named
        .or_else(|| text(bytes))
        .or_else(|| rct2_park(bytes))
        .or_else(|| rct2_object(bytes))
        .or_else(|| rct1_park(bytes))
}

fn text(bytes: &[u8]) -> Option<&'static str> {
    // Enough to tell, and cut at a character when the text goes on.
    let start = &bytes[..bytes.len().min(1024)];
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&start[..error.valid_up_to()]).ok()?,
        Err(_) => return None,
    };
    let readable = text.chars().all(|letter| !letter.is_control() || letter.is_whitespace());
    let first = text.trim_start_matches('\u{feff}').trim_start().chars().next()?;
    readable.then_some(match first {
        '{' | '[' => "JSON text",
        '<' => "a web page or XML text",
        _ => "plain text",
    })
}

/// Saved games and scenarios of RCT2 are chunks, each with its coding and length; the first has 32 bytes.
fn rct2_park(bytes: &[u8]) -> Option<&'static str> {
    let header = bytes.strip_prefix(&[3, 32, 0, 0, 0])?;
    chunk_end(bytes, 37)?;
    Some(if header.first() == Some(&0) { "a saved game of RCT2" } else { "a scenario of RCT2" })
}

/// Objects of RCT2 are an entry with a name in capitals, and one chunk.
fn rct2_object(bytes: &[u8]) -> Option<&'static str> {
    let name = bytes.get(4..12)?;
    let is_name = name[0] != b' ' && name.iter().all(|letter| (b' '..=b'Z').contains(letter));
    (bytes[0] & 15 <= 10 && is_name && chunk_end(bytes, 16)? == bytes.len()).then_some("an object of RCT2")
}

/// Where the chunk at an offset ends, if one may begin there.
fn chunk_end(bytes: &[u8], start: usize) -> Option<usize> {
    let head: &[u8; 5] = bytes.get(start..)?.first_chunk()?;
    let &[coding, a, b, c, d] = head;
    let end = usize::try_from(u32::from_le_bytes([a, b, c, d])).ok()?.checked_add(start + 5)?;
    (coding <= 3 && end <= bytes.len()).then_some(end)
}

/// Parks of RCT1 are coded as track files are, and expand to more than a megabyte.
fn rct1_park(bytes: &[u8]) -> Option<&'static str> {
    let (body, stored) = bytes.split_last_chunk()?;
    let difference = sum(body).wrapping_sub(u32::from_le_bytes(*stored)) as i32;
    let is_summed = matches!(difference.unsigned_abs(), 108_156 | 108_112 | 120_001);
    (bytes.len() > 64 * 1024 && is_summed).then_some("a park or scenario of RCT1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::track_file::{ReadError, checksum::Checksum, read, run_length};

    #[test]
    fn what_people_give_by_mistake_is_named() {
        let mut scenario = vec![3, 32, 0, 0, 0, 2];
        scenario.resize(37, 0);
        scenario.extend([1, 4, 0, 0, 0, 9, 9, 9, 9, 1, 2, 3, 4]);
        let mut game = scenario.clone();
        game[5] = 0;
        let mut object = b"\x80\x8b\x18\x0aPTCT1   \x9f\xc0\xa5\xa6".to_vec();
        object.extend([1, 3, 0, 0, 0, 1, 2, 3]);
        let noise: Vec<u8> = (0..1_200_000_u32).map(|n| (n.wrapping_mul(n) >> 7) as u8).collect();
        let mut park = run_length::encode(&noise, run_length::LiteralLimit::Rct2);
        park.extend(Checksum::Rct1.bytes(&park));
        for (bytes, expected) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "a PNG picture"),
            (b"PARK\0\0\0\0\x01\x02", "a park or scenario of OpenRCT2"),
            (b"Dear all, here is my coaster.\r\n", "plain text"),
            ("Ein schöner Zug".as_bytes(), "plain text"),
            (b"{\"elements\": []}", "JSON text"),
            (&scenario, "a scenario of RCT2"),
            (&game, "a saved game of RCT2"),
            (&object, "an object of RCT2"),
            (&park, "a park or scenario of RCT1"),
        ] {
            assert_eq!(read(bytes), Err(ReadError::Foreign { kind: expected }));
        }
    }

    #[test]
    fn noise_shows_no_signs() {
        let noise: Vec<u8> = (1..400_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert_eq!(kind(&noise), None);
        assert_eq!(kind(&[]), None);
    }
}
