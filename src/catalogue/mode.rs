//! Operating modes (rules: physics appendix E).

use serde::{Deserialize, Serialize};

/// The game's number of an operating mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mode(pub u8);

impl Mode {
    /// Round and round through the station.
    pub const CONTINUOUS_CIRCUIT: Self = Self(1);
    /// Pulled backwards up an incline and released.
    pub const REVERSE_INCLINE_SHUTTLE: Self = Self(2);
    /// Launched; passes the station on the way back.
    pub const POWERED_LAUNCH_PASS_THROUGH: Self = Self(3);
    /// To and fro between two stations, powered.
    pub const SHUTTLE: Self = Self(4);
    /// Launched by linear motors up a tower.
    pub const LIM_POWERED_LAUNCH: Self = Self(23);
    /// Continuous circuit with block sections.
    pub const CONTINUOUS_CIRCUIT_BLOCK: Self = Self(34);
    /// Launched; stops in the station on the way back.
    pub const POWERED_LAUNCH: Self = Self(35);
    /// Launched round a circuit with block sections.
    pub const POWERED_LAUNCH_BLOCK: Self = Self(36);

    /// Whether trains are kept apart by block sections.
    pub const fn is_block_sectioned(self) -> bool {
        matches!(self, Self::CONTINUOUS_CIRCUIT_BLOCK | Self::POWERED_LAUNCH_BLOCK)
    }

    /// Whether the track must be a complete circuit.
    pub const fn needs_circuit(self) -> bool {
        self.is_block_sectioned() || matches!(self, Self::CONTINUOUS_CIRCUIT)
    }

    /// Whether exactly one station is allowed.
    pub const fn needs_single_station(self) -> bool {
        matches!(
            self,
            Self::REVERSE_INCLINE_SHUTTLE
                | Self::POWERED_LAUNCH_PASS_THROUGH
                | Self::LIM_POWERED_LAUNCH
                | Self::POWERED_LAUNCH
        )
    }

    /// Whether the train is launched from the station.
    pub const fn is_launched(self) -> bool {
        matches!(
            self,
            Self::POWERED_LAUNCH_PASS_THROUGH
                | Self::LIM_POWERED_LAUNCH
                | Self::POWERED_LAUNCH
                | Self::POWERED_LAUNCH_BLOCK
        )
    }

    /// Whether the mode allows no more than one train.
    pub const fn is_single_train(self) -> bool {
        self.needs_single_station() || matches!(self, Self::SHUTTLE)
    }

    /// The mode a ride changes to when a block brake is placed.
    #[must_use]
    pub const fn block_counterpart(self) -> Self {
        match self {
            Self::CONTINUOUS_CIRCUIT => Self::CONTINUOUS_CIRCUIT_BLOCK,
            Self::POWERED_LAUNCH_PASS_THROUGH | Self::POWERED_LAUNCH => Self::POWERED_LAUNCH_BLOCK,
            other => other,
        }
    }
}
