//! Checksums: short numbers that tell long data apart.

use std::fmt::{self, Debug, Write};

use crc::{CRC_64_XZ, Crc, Digest};
use serde::Serialize;

const CHECKSUM: Crc<u64> = Crc::<u64>::new(&CRC_64_XZ);

/// The checksum of bytes.
pub(crate) const fn of_bytes(bytes: &[u8]) -> u64 {
    CHECKSUM.checksum(bytes)
}

/// The checksum of what a value is as bytes.
pub(crate) fn of_value(value: &impl Serialize) -> u64 {
    of_bytes(&postcard::to_allocvec(value).unwrap_or_default())
}

/// The checksum of all that a value shows.
pub(crate) fn of_text(value: &impl Debug) -> u64 {
    let mut text = Text(CHECKSUM.digest());
    // A checksum takes any text.
    let _ = write!(text, "{value:?}");
    text.0.finalize()
}

/// Text of which nothing but the checksum is kept.
struct Text(Digest<'static, u64>);

impl Write for Text {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
