//! The built program, as users and scripts meet it.

#![allow(clippy::unwrap_used)]

mod bad_input;
mod breeding;
mod breeding_in_parks;
mod catalogue;
mod closing;
mod converting;
mod disks;
mod dressing;
mod explaining;
mod facts;
mod files;
mod help;
mod in_park;
mod judging;
mod listing;
mod manual;
mod merging;
mod oracle;
mod pairing;
mod parks;
mod pictures;
mod players;
mod repairing;
mod searching;
mod sharing;
mod shipped;
#[cfg(unix)]
mod stopping;
mod streams;
mod support;
mod tuning;
mod turning;
mod versions;
