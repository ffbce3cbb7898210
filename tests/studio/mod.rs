//! The studio: its server, what may reach it, and its page in a browser.

mod lines;
mod page;
mod security;
mod served;
mod steering;
