//! What the library and the program promise. One crate, so that it is linked once.

mod catalogue;
mod ceiling;
mod checkpoint;
mod cli;
mod crew;
mod dress;
mod every_ride;
mod evolution;
mod golden;
mod house;
mod in_place;
mod layout;
mod looks;
mod lot;
mod oracle;
mod own_paths;
mod page;
mod park_file;
mod picture;
mod rules;
mod running;
mod site;
mod studio;
mod tangled;
mod track_file;
mod variety;
