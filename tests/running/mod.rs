//! Trains of every vehicle on all kinds of track, sound and unsound: runs come to an end and keep to their laws.

mod every_vehicle;
mod falling;
mod forecasts;
mod hostile;
mod laws;
mod platforms;
mod riders;
mod shortcuts;
mod tracks;
mod versions;
