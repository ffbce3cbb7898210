//! The page of a search: what it holds, and how it works in a browser.

#![allow(clippy::float_cmp, reason = "what a page counts is whole, and what it keeps is the same to the last bit")]

mod browser;
mod closer;
mod content;
mod list;
mod looks;
mod sample;
mod viewer;
