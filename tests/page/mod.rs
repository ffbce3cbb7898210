//! The page of a search: what it holds, and how it works in a browser.

mod browser;
mod closer;
mod content;
mod list;
mod looks;
mod sample;
mod viewer;
