//! loopwright for Python: the module that `loopwright` is made of.

mod action;
mod answers;
mod builder;
mod course;
mod design;
mod error;
mod object;
mod observation;
mod pictures;
mod search;
mod sketch;
mod tables;
mod yard;

use pyo3::prelude::*;

/// The functions and classes of the package.
#[pymodule]
fn _loopwright(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    error::register(module)?;
    module.add_class::<design::PyDesign>()?;
    module.add_class::<builder::PyBuilder>()?;
    module.add_class::<search::PySearch>()?;
    module.add_class::<yard::PyYard>()?;
    module.add_function(wrap_pyfunction!(answers::rate, module)?)?;
    module.add_function(wrap_pyfunction!(answers::rate_all, module)?)?;
    module.add_function(wrap_pyfunction!(answers::check, module)?)?;
    module.add_function(wrap_pyfunction!(answers::info, module)?)?;
    module.add_function(wrap_pyfunction!(answers::judging_time, module)?)?;
    module.add_function(wrap_pyfunction!(pictures::plot, module)?)?;
    module.add_function(wrap_pyfunction!(pictures::lap, module)?)?;
    module.add_function(wrap_pyfunction!(pictures::pixels, module)?)?;
    module.add_function(wrap_pyfunction!(search::close, module)?)?;
    module.add_function(wrap_pyfunction!(tables::rides, module)?)?;
    module.add_function(wrap_pyfunction!(tables::vehicles, module)?)?;
    module.add_function(wrap_pyfunction!(tables::pieces, module)?)
}
