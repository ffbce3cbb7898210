//! When a train leaves a station (rules: track files 5).

use bitflags::bitflags;
use serde::{Deserialize, Serialize};

/// What a train waits for in a station; written as the number that track files hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DepartureFlags(u8);

bitflags! {
    impl DepartureFlags: u8 {
        /// The bits of the load to wait for; see [`DepartureFlags::load`].
        const LOAD = 0b111;
        /// Waits for that load.
        const WAIT_FOR_LOAD = 1 << 3;
        /// Leaves if another train arrives.
        const LEAVE_IF_ANOTHER_ARRIVES = 1 << 4;
        /// Leaves together with the trains of adjacent stations.
        const SYNCHRONISE = 1 << 5;
        /// Waits for the minimum waiting time.
        const MIN_WAIT = 1 << 6;
        /// Waits no longer than the maximum waiting time.
        const MAX_WAIT = 1 << 7;
    }
}

impl DepartureFlags {
    /// The load to wait for: 0 a quarter, 1 half, 2 three quarters, 3 full, 4 any; 5 to 7 mean nothing.
    pub const fn load(self) -> u8 {
        self.0 & Self::LOAD.0
    }

    /// The same flags with another load to wait for.
    #[must_use]
    pub const fn with_load(self, load: u8) -> Self {
        Self(self.0 & !Self::LOAD.0 | load & Self::LOAD.0)
    }
}

impl Default for DepartureFlags {
    /// What the game gives a new ride: the minimum waiting time counts; a full load would, if it were waited for.
    fn default() -> Self {
        Self::MIN_WAIT.with_load(3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_the_number_of_a_track_file() {
        assert_eq!(DepartureFlags::default().bits(), 0x43);
        assert_eq!(serde_json::to_string(&DepartureFlags::SYNCHRONISE).unwrap(), "32");
        let read: DepartureFlags = serde_json::from_str("173").unwrap();
        assert_eq!((read.load(), read.contains(DepartureFlags::WAIT_FOR_LOAD)), (5, true));
        assert_eq!(read.with_load(1).bits(), 169);
    }
}
