//! The studio: its server, what may reach it, and its page in a browser.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "a test that cannot go on ends, and counts are whole")]

mod lines;
mod page;
mod security;
mod served;
#[cfg(unix)]
mod start;
mod steering;
