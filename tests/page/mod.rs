//! The page of a search: what it holds, and how it works in a browser.

#![allow(clippy::float_cmp, reason = "figures and moments are whole, and the same drawing has the same numbers")]

mod archive;
pub(crate) mod browser;
mod closer;
mod content;
mod list;
mod looks;
mod sample;
pub(crate) mod spots;
pub(crate) mod viewer;
