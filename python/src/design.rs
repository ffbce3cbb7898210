//! Designs as Python has them.

use std::path::PathBuf;

use loopwright::catalogue::Catalogue;
use loopwright::design::{Design, Entrance};
use loopwright::layout::lacking_entrances;
use loopwright::site::Site;
use loopwright::track_file::{self, Format, Game, NewFormat, Target, TrackFile, json};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use pythonize::depythonize;
use serde_json::Value;

use crate::error::{file, misfit, no_design, unread, unwritten, usage};
use crate::object::object;
use crate::tables::{catalogue, named};

/// A coaster design as a track file holds it: TD4, TD6, TD7, or this program's JSON.
#[pyclass(name = "Design", module = "loopwright", frozen, from_py_object)]
#[derive(Clone)]
pub(crate) struct PyDesign {
    pub(crate) file: TrackFile,
    pub(crate) name: String,
}

/// A design, and the entrances and exits in it that were chosen because its file stores none.
pub(crate) struct Furnished {
    pub(crate) design: Design,
    pub(crate) chosen: Vec<Entrance>,
}

impl PyDesign {
    /// A design of this program's own.
    pub(crate) fn of(design: &Design, catalogue: &Catalogue, name: String) -> PyResult<Self> {
        let file = TrackFile::from_design_in(NewFormat::Td6, design, catalogue);
        let file = file.or_else(|_| TrackFile::from_design_in(NewFormat::Td7, design, catalogue));
        Ok(Self { file: file.map_err(unwritten)?, name })
    }

    /// The coaster, as the pieces and vehicles of a catalogue have it.
    pub(crate) fn design_in(&self, catalogue: &Catalogue) -> PyResult<Design> {
        self.file.design(catalogue).map_err(|error| no_design(error, catalogue))
    }

    /// The coaster, with entrance and exit where its file can store none.
    pub(crate) fn furnished(&self, catalogue: &Catalogue, site: Site<'_>, with_scenery: bool) -> PyResult<Furnished> {
        let mut design = self.design_in(catalogue)?;
        if !with_scenery {
            design.scenery.clear();
        }
        let is_bare = self.file.format().is_rct1();
        let chosen = if is_bare { lacking_entrances(catalogue, &design, site) } else { Vec::new() };
        design.entrances.extend(&chosen);
        Ok(Furnished { design, chosen })
    }

    fn document(&self) -> PyResult<Value> {
        let catalogue = catalogue(None)?;
        let text = json::to_string(&self.file, catalogue).map_err(file)?;
        serde_json::from_str(&text).map_err(file)
    }
}

/// A format by name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NamedFormat {
    Td4,
    Td6,
    Td7,
    Json,
}

impl NamedFormat {
    /// The format of a name such as `td6`, or of a file name that ends so.
    fn named(name: &str) -> PyResult<Self> {
        match name.rsplit('.').next().unwrap_or(name).to_lowercase().as_str() {
            "td4" => Ok(Self::Td4),
            "td6" => Ok(Self::Td6),
            "td7" => Ok(Self::Td7),
            "json" => Ok(Self::Json),
            _ => Err(usage(format!("{name:?} names no format; use td4, td6, td7 or json"))),
        }
    }

    /// The track file format for a design in some format. JSON stands for a TD6 or TD7.
    const fn of(self, now: Format) -> Format {
        match (self, now) {
            (Self::Td4, Format::Td4) => Format::Td4,
            (Self::Td4, _) => Format::Td4Expansion,
            (Self::Td7, _) | (Self::Json, Format::Td7) => Format::Td7,
            (Self::Td6 | Self::Json, _) => Format::Td6,
        }
    }
}

#[pymethods]
impl PyDesign {
    /// Reads a track file or the text of one in JSON. The name of the file without its ending becomes that of the design.
    #[staticmethod]
    fn load(path: PathBuf) -> PyResult<Self> {
        let bytes = std::fs::read(&path).map_err(|error| file(format!("{}: {error}", path.display())))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Self::from_bytes(&bytes, &name)
            .map_err(|error| Python::attach(|python| file(format!("{}: {}", path.display(), error.value(python)))))
    }

    /// Reads the bytes of a track file or of a design in JSON.
    #[staticmethod]
    #[pyo3(signature = (data, name="design"))]
    fn from_bytes(data: &[u8], name: &str) -> PyResult<Self> {
        let text = std::str::from_utf8(data)
            .ok()
            .filter(|text| text.trim_start_matches('\u{feff}').trim_start().starts_with('{'));
        let file = match text {
            Some(text) => {
                let catalogue = catalogue(None)?;
                json::from_str(text, catalogue).map_err(file)?
            }
            None => track_file::read(data).map_err(unread)?,
        };
        Ok(Self { file, name: name.to_owned() })
    }

    /// Reads a design in JSON: its text, or what `to_dict` returned.
    #[staticmethod]
    #[pyo3(signature = (document, name="design"))]
    fn from_json(document: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        let text = if document.is_instance_of::<PyDict>() {
            let value: Value = depythonize(document)?;
            value.to_string()
        } else {
            document.extract::<String>().map_err(|_| usage("give the text of a design in JSON, or a dict"))?
        };
        let catalogue = catalogue(None)?;
        let file = json::from_str(&text, catalogue).map_err(file)?;
        Ok(Self { file, name: name.to_owned() })
    }

    /// The bytes of its track file; in another format if one is named: "td4", "td6", "td7" or "json".
    #[pyo3(signature = (format=None, *, lossy=false))]
    fn to_bytes<'py>(&self, python: Python<'py>, format: Option<&str>, lossy: bool) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = match format.map(NamedFormat::named).transpose()? {
            Some(NamedFormat::Json) => self.to_json(lossy)?.into_bytes(),
            Some(named) => self.converted(named, lossy, Game::OpenRct2)?.0.file.to_bytes().map_err(unwritten)?,
            None => self.file.to_bytes().map_err(unwritten)?,
        };
        Ok(PyBytes::new(python, &bytes))
    }

    /// Writes it to a file in the format that its ending names.
    #[pyo3(signature = (path, *, lossy=false))]
    fn save(&self, python: Python<'_>, path: PathBuf, lossy: bool) -> PyResult<()> {
        let bytes = self.to_bytes(python, Some(&path.to_string_lossy()), lossy)?;
        std::fs::write(&path, bytes.as_bytes()).map_err(|error| file(format!("{}: {error}", path.display())))
    }

    /// Its text in JSON.
    #[pyo3(signature = (*, lossy=false))]
    fn to_json(&self, lossy: bool) -> PyResult<String> {
        let catalogue = catalogue(None)?;
        let (held, _) = self.converted(NamedFormat::Json, lossy, Game::OpenRct2)?;
        json::to_string(&held.file, catalogue).map_err(file)
    }

    /// Its JSON as a dict.
    fn to_dict(&self, python: Python<'_>) -> PyResult<Py<PyAny>> {
        object(python, &self.document()?)
    }

    /// It in another format, and a list of what that does not hold. Raises `FileError` if something would be lost and
    /// `lossy` is not set. `game` says whose vehicles a design of RCT1 gets: "openrct2" or "rct2".
    #[pyo3(signature = (format, *, lossy=false, game="openrct2"))]
    fn convert(&self, format: &str, lossy: bool, game: &str) -> PyResult<(Self, Vec<String>)> {
        let game = match game {
            "openrct2" => Game::OpenRct2,
            "rct2" => Game::Rct2,
            _ => return Err(usage(format!("{game:?} is no game; use openrct2 or rct2"))),
        };
        self.converted(NamedFormat::named(format)?, lossy, game)
    }

    /// Name, from that of its file.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// Format of its file: "TD4", "TD6" or "TD7".
    #[getter]
    fn format(&self) -> String {
        self.file.format().to_string()
    }

    /// Name of the ride type, as `rides` lists it.
    #[getter]
    fn ride(&self) -> PyResult<String> {
        let catalogue = catalogue(None)?;
        let design = self.design_in(catalogue)?;
        Ok(catalogue.tracked_name(design.ride).unwrap_or_default().to_owned())
    }

    /// Name of the vehicle's object.
    #[getter]
    fn vehicle(&self) -> PyResult<String> {
        let catalogue = catalogue(None)?;
        Ok(self.design_in(catalogue)?.vehicle)
    }

    /// Its pieces in driving order: name, and whether each carries a chain.
    #[getter]
    fn pieces(&self) -> PyResult<Vec<(String, bool)>> {
        let catalogue = catalogue(None)?;
        let design = self.design_in(catalogue)?;
        Ok(design.elements.into_iter().map(|element| named(catalogue, element)).collect())
    }

    fn __len__(&self) -> PyResult<usize> {
        Ok(self.pieces()?.len())
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.file == other.file
    }

    fn __repr__(&self) -> String {
        let size = self.pieces().map_or(0, |pieces| pieces.len());
        let ride = self.ride().unwrap_or_else(|_| "no coaster".to_owned());
        format!("<Design {:?}: {ride}, {size} pieces>", self.name)
    }

    /// The isometric view, which notebooks show.
    fn _repr_png_<'py>(&self, python: Python<'py>) -> Option<Bound<'py, PyAny>> {
        crate::pictures::notebook(python, self)
    }
}

impl PyDesign {
    /// It in another format, and what that does not hold.
    fn converted(&self, named: NamedFormat, lossy: bool, game: Game) -> PyResult<(Self, Vec<String>)> {
        let target = Target { lossy, game, format: named.of(self.file.format()) };
        let converted = self.file.convert(target, catalogue(None)?).map_err(misfit)?;
        let lost = converted.lost.iter().map(ToString::to_string).collect();
        Ok((Self { file: converted.file, name: self.name.clone() }, lost))
    }
}

/// A design, or what one is read from: a path, or bytes.
#[allow(clippy::large_enum_variant, reason = "it lives as long as a call, and most are designs")]
#[derive(FromPyObject)]
pub(crate) enum Given {
    Design(PyDesign),
    Bytes(Vec<u8>),
    Path(PathBuf),
}

impl Given {
    pub(crate) fn design(self) -> PyResult<PyDesign> {
        match self {
            Self::Design(design) => Ok(design),
            Self::Bytes(bytes) => PyDesign::from_bytes(&bytes, "design"),
            Self::Path(path) => PyDesign::load(path),
        }
    }
}
