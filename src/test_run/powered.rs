//! Cars with a motor of their own (rules: physics 10).

use crate::catalogue::PieceId;
use crate::path::Motor;

use super::train::Train;

/// The acceleration of a train with a motor, from that of everything else.
pub(super) fn powered(motor: &Motor, acceleration: i32, train: &Train<impl Sized>, piece: PieceId, pitch: u8) -> i32 {
    let velocity = train.velocity;
    let mut speed = motor.speed;
    if motor.unrestricted_gravity && velocity > speed << 14 {
        let creeps = (-500..=0).contains(&acceleration) && velocity <= 32_768;
        return if creeps { acceleration + 400 } else { acceleration };
    }
    if matches!(piece, PieceId::LEFT_TURN_1_TILE | PieceId::RIGHT_TURN_1_TILE) {
        speed -= speed >> 2;
    }
    let mut power = speed << 14;
    let weight = (speed as u32).wrapping_mul(train.mass as u32) >> 2;
    if train.powered_reverse {
        power = -power;
    }
    power = power.wrapping_sub(velocity).wrapping_mul(2 * motor.acceleration);
    if weight != 0 {
        power /= weight as i32;
    }
    if motor.is_lift {
        power = power.wrapping_mul(4);
    }
    if motor.is_water_ride {
        if power < 0 {
            power >>= 4;
        }
        if pitch != 0 {
            return acceleration.wrapping_add(power.max(0));
        }
    }
    if velocity.wrapping_abs() <= 65_536 { power } else { acceleration.wrapping_add(power) }
}
