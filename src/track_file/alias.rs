//! Element numbers of TD6 that stand for other pieces (rules: track files 9).

use crate::catalogue::{PieceId, RideTypeId};

/// Wild mice have no boosters; their number is the toggle of the spinning there.
const fn has_rotation_control(ride: RideTypeId) -> bool {
    matches!(ride.0, 54 | 94)
}

/// Where a TD6 stores the quarter loop whose number would end the list.
const QUARTER_LOOP: u16 = 101;

/// The piece a number of a TD6 stands for.
pub(super) const fn piece(id: u16, ride: RideTypeId) -> PieceId {
    match id {
        QUARTER_LOOP => PieceId::INVERTED_UP_90_TO_FLAT,
        100 if has_rotation_control(ride) => PieceId::ROTATION_CONTROL,
        other => PieceId(other),
    }
}

/// The number of a piece in a TD6, if it has one.
pub(super) fn id(stored: PieceId, ride: RideTypeId) -> Option<u16> {
    let id = match stored {
        PieceId::INVERTED_UP_90_TO_FLAT => QUARTER_LOOP,
        PieceId::ROTATION_CONTROL => PieceId::BOOSTER.0,
        other => other.0,
    };
    (id < 255 && piece(id, ride) == stored).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_go_both_ways() {
        let (wooden, mouse) = (RideTypeId(52), RideTypeId(94));
        assert_eq!(piece(101, wooden), PieceId(255));
        assert_eq!(piece(100, wooden), PieceId::BOOSTER);
        assert_eq!(piece(100, mouse), PieceId::ROTATION_CONTROL);
        assert_eq!(id(PieceId::ROTATION_CONTROL, wooden), None);
        assert_eq!(id(PieceId::BOOSTER, mouse), None, "it would toggle the spinning");
        assert_eq!(id(PieceId(101), wooden), None, "it would be a quarter loop");
        for ride in [wooden, mouse] {
            for number in 0..255 {
                assert_eq!(id(piece(number, ride), ride), Some(number));
            }
            for number in 257..350 {
                assert_eq!(id(PieceId(number), ride), None);
            }
        }
    }
}
