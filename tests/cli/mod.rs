//! The built program, as users and scripts meet it.

#![allow(clippy::unwrap_used)]

mod bad_input;
mod breeding;
mod catalogue;
mod closing;
mod converting;
mod disks;
mod explaining;
mod facts;
mod files;
mod help;
mod judging;
mod manual;
mod oracle;
mod parks;
mod pictures;
mod players;
mod searching;
mod sharing;
mod streams;
mod support;
mod versions;
