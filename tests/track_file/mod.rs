//! Track files against the rules' example, against files that games wrote, and against damage.

#![allow(clippy::unwrap_used)]

mod convert;
mod designs;
mod foreign;
mod hostile;
mod json;
#[path = "../../fuzz/src/laws.rs"]
#[expect(unreachable_pub, reason = "the fuzz targets are crates of their own, which reach them")]
pub(crate) mod laws;
mod rct1;
mod records;
pub(crate) mod sample;
