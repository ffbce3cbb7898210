//! Exceptions, each of which names its cause.

use loopwright::catalogue::Catalogue;
use loopwright::layout::LayoutError;
use loopwright::track_file::{ConvertError, DesignError, ReadError, WriteError};
use pyo3::exceptions::PyException;
use pyo3::prelude::*;

pyo3::create_exception!(loopwright, LoopwrightError, PyException, "What this package cannot do, and why.");
pyo3::create_exception!(
    loopwright,
    FileError,
    LoopwrightError,
    "A file or its bytes are no track design, or it cannot be written."
);
pyo3::create_exception!(
    loopwright,
    DesignRefused,
    LoopwrightError,
    "The game refuses the design or the piece, or it is no coaster."
);
pyo3::create_exception!(
    loopwright,
    UsageError,
    LoopwrightError,
    "An argument has a value that nothing can be done with."
);

/// Adds the exceptions to the module.
pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let python = module.py();
    module.add("LoopwrightError", python.get_type::<LoopwrightError>())?;
    module.add("FileError", python.get_type::<FileError>())?;
    module.add("DesignRefused", python.get_type::<DesignRefused>())?;
    module.add("UsageError", python.get_type::<UsageError>())
}

/// An argument that nothing can be done with.
pub(crate) fn usage(reason: impl ToString) -> PyErr {
    UsageError::new_err(reason.to_string())
}

/// A design or piece that the game refuses.
pub(crate) fn refused(reason: impl ToString) -> PyErr {
    DesignRefused::new_err(reason.to_string())
}

/// What cannot be read or written.
pub(crate) fn file(reason: impl ToString) -> PyErr {
    FileError::new_err(reason.to_string())
}

/// Bytes that are no track design.
pub(crate) fn unread(error: ReadError) -> PyErr {
    file(error)
}

/// A design that a file cannot hold.
pub(crate) fn unwritten(error: WriteError) -> PyErr {
    file(error)
}

/// A design that a format cannot hold.
pub(crate) fn misfit(error: ConvertError) -> PyErr {
    file(error)
}

/// A design that is not judged.
pub(crate) fn unjudged(error: LayoutError) -> PyErr {
    refused(error)
}

/// A track file that holds no coaster.
pub(crate) fn no_design(error: DesignError, catalogue: &Catalogue) -> PyErr {
    match error {
        DesignError::Maze => unjudged(LayoutError::not_rated(catalogue, loopwright::catalogue::RideTypeId::MAZE)),
        error => file(error),
    }
}
