//! Ctrl-C: ends the program at once, or asks a running search to finish first.

use std::sync::atomic::{AtomicBool, Ordering};

use super::failure::Status;
use super::output;

static FINISHES_FIRST: AtomicBool = AtomicBool::new(false);
static ASKED: AtomicBool = AtomicBool::new(false);

/// Listens from now on.
pub(super) fn install() {
    // Without a handler the system ends the program, which is all that most commands need.
    let _ = ctrlc::set_handler(|| {
        if !FINISHES_FIRST.load(Ordering::SeqCst) || ASKED.swap(true, Ordering::SeqCst) {
            let _guard = output::abandon();
            std::process::exit(Status::Interrupted as i32);
        }
    });
}

/// From now on the first Ctrl-C asks to finish, and only the second ends the program.
pub(super) fn finish_first() {
    FINISHES_FIRST.store(true, Ordering::SeqCst);
}

/// Asks to finish, as Ctrl-C does.
pub(super) fn ask() {
    ASKED.store(true, Ordering::SeqCst);
}

/// Whether somebody has asked to finish.
pub(super) fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
