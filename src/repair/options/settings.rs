//! Settings, and entrances that are missing.

use crate::layout::lacking_entrances;
use crate::repair::change::Change;
use crate::repair::workpiece::Workpiece;
use crate::tune::Setting;

/// Every other setting that the ride can have, one at a time.
pub(super) fn changes(workpiece: &Workpiece) -> Vec<Change> {
    let layout = &workpiece.layout;
    let own = Setting::of(layout);
    let others = [own.trains(layout), own.speeds(layout), own.laps(layout)].concat();
    let mut changes: Vec<Change> = others.iter().filter_map(|other| single_change(&own, other)).collect();
    let lacking = lacking_entrances(layout.catalogue, workpiece.design, layout.site);
    if !lacking.is_empty() {
        changes.push(Change::Entrances(lacking));
    }
    changes
}

/// What makes one setting of another, if it is one number.
fn single_change(own: &Setting, other: &Setting) -> Option<Change> {
    let changes = [
        (own.trains != other.trains).then_some(Change::Trains(other.trains)),
        (own.cars != other.cars).then_some(Change::Cars(other.cars)),
        (own.lift_speed != other.lift_speed).then_some(Change::LiftSpeed(other.lift_speed)),
        (own.operation_option != other.operation_option).then_some(Change::LaunchSpeed(other.operation_option)),
        (own.circuits != other.circuits).then_some(Change::Circuits(other.circuits)),
    ];
    let mut changes = changes.into_iter().flatten();
    changes.next().filter(|_| changes.next().is_none())
}
