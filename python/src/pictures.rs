//! Pictures of designs, and what the train does on its lap as arrays.

use loopwright::catalogue::{Catalogue, Direction};
use loopwright::judge::{Wanted, compile, judge};
use loopwright::layout::{Layout, Placing, lay_unchecked, place};
use loopwright::path::Load;
use loopwright::picture::{self, MAX_SIDE, Measure, Recording, Sample, Style, Subject, TICKS_PER_SECOND, Units, View};
use loopwright::site::Site;
use numpy::{PyArray1, PyArray3, PyArrayMethods};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};

use crate::answers::{directions, ground};
use crate::design::{Furnished, Given, PyDesign};
use crate::error::{file, refused, unjudged, usage};
use crate::tables::catalogue;

/// Metres in a z unit.
const METRES_PER_Z: f64 = 0.75 / 8.0;

/// A design as it is shown, with its worst ratings of some directions.
fn subject(design: &PyDesign, catalogue: &'static Catalogue, wanted: &Wanted) -> PyResult<Subject<'static>> {
    let (site, _) = ground(None, None)?;
    let Furnished { design: coaster, .. } = design.furnished(catalogue, site, true)?;
    let judgement = judge(catalogue, &coaster, site, wanted).map_err(unjudged)?;
    let ratings = judgement.worst_ratings();
    let z = Some(judgement.placement.first_z);
    let subject = match judgement.placement.as_design {
        Ok(layout) => Subject::recorded(&design.name, layout).rated(ratings),
        Err(refusal) => {
            let laid = lay_unchecked(catalogue, &coaster, site, Placing { z, ..wanted.placing });
            Subject::refused(&design.name, laid.map_err(unjudged)?, refusal)
        }
    };
    Ok(subject.painted(&coaster.colours))
}

fn measure(name: &str) -> PyResult<Measure> {
    match name {
        "speed" => Ok(Measure::Speed),
        "vertical-g" => Ok(Measure::VerticalG),
        "lateral-g" => Ok(Measure::LateralG),
        "height" => Ok(Measure::Height),
        _ => Err(usage(format!("nothing is coloured by {name:?}; use speed, vertical-g, lateral-g or height"))),
    }
}

fn units(name: &str) -> PyResult<Units> {
    match name {
        "metric" => Ok(Units::Metric),
        "imperial" => Ok(Units::Imperial),
        "game" => Ok(Units::Game),
        _ => Err(usage(format!("{name:?} are no units; use metric, imperial or game"))),
    }
}

/// A kind of picture.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Height,
    Plan,
    Iso,
    Graph,
    Steps,
    Animate,
}

impl Kind {
    fn named(name: &str) -> PyResult<Self> {
        Ok(match name {
            "height" => Self::Height,
            "plan" => Self::Plan,
            "iso" => Self::Iso,
            "graph" => Self::Graph,
            "steps" => Self::Steps,
            "animate" => Self::Animate,
            _ => return Err(usage(format!("{name:?} is no picture; use height, plan, iso, graph, steps or animate"))),
        })
    }
}

/// A picture's bytes, or its text.
enum Drawn {
    Bytes(Vec<u8>),
    Text(String),
}

fn drawn(subject: &Subject, kind: Kind, style: &Style, view: View, is_svg: bool) -> PyResult<Drawn> {
    let picture = match kind {
        Kind::Height => picture::height(subject, style),
        Kind::Plan => picture::plan(subject, style),
        Kind::Steps => picture::steps(subject, style),
        Kind::Graph => picture::graph(subject, style),
        Kind::Iso => picture::isometric(subject, style, view),
        Kind::Animate => return Ok(Drawn::Bytes(picture::animation(subject, style, view).map_err(file)?)),
    };
    if is_svg {
        return Ok(Drawn::Text(picture.svg().to_owned()));
    }
    Ok(Drawn::Bytes(picture.png(1.0).map_err(file)?))
}

/// A picture of a design: PNG bytes, SVG text for `format="svg"`, GIF bytes for an animation.
///
/// `kind` is "height", "plan", "iso", "graph", "steps" or "animate"; `size` is in pixels, 200 to 8000 a side; `view` is the
/// side that "iso" and "animate" look from, 0 to 3; `colour` is what the track is coloured by: "speed", "vertical-g",
/// "lateral-g" or "height". Ratings shown are the worst of all directions unless `direction` names one.
#[pyfunction]
#[pyo3(signature = (design, kind="iso", *, format="png", size=None, view=0, colour=None, units="metric", direction=None, rules=None))]
#[allow(clippy::too_many_arguments, reason = "they are the options of a Python function")]
pub(crate) fn plot<'py>(
    python: Python<'py>,
    design: Given,
    kind: &str,
    format: &str,
    size: Option<(u32, u32)>,
    view: u8,
    colour: Option<&str>,
    units: &str,
    direction: Option<u8>,
    rules: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let kind = Kind::named(kind)?;
    let is_svg = match format {
        "png" => false,
        "svg" if kind != Kind::Animate => true,
        _ => {
            return Err(usage(format!("{format:?} is no format of this picture; use png or svg, and png for animate")));
        }
    };
    let usual = if kind == Kind::Animate { (900, 640) } else { (1500, 1000) };
    let (width, height) = size.unwrap_or(usual);
    if ![width, height].iter().all(|side| (200..=MAX_SIDE).contains(side)) || view > 3 {
        return Err(usage(format!("a picture has 200 to {MAX_SIDE} pixels a side and is seen from side 0, 1, 2 or 3")));
    }
    let style = Style { width, height, units: self::units(units)? };
    let colour = colour.map(measure).transpose()?;
    let all = directions(direction)?;
    let placing = Placing::from(direction.map(Direction::new).unwrap_or_default());
    let wanted = Wanted { placing, directions: all, ..Wanted::default() };
    let (design, catalogue) = (design.design()?, catalogue(rules)?);
    let drawn = python.detach(|| {
        let subject = subject(&design, catalogue, &wanted)?.coloured_by(colour);
        drawn(&subject, kind, &style, View::new(view), is_svg)
    })?;
    Ok(match drawn {
        Drawn::Bytes(bytes) => PyBytes::new(python, &bytes).into_any(),
        Drawn::Text(text) => PyString::new(python, &text).into_any(),
    })
}

/// The picture that a notebook shows of a design; none of a ride that cannot be drawn.
pub(crate) fn notebook<'py>(python: Python<'py>, design: &PyDesign) -> Option<Bound<'py, PyAny>> {
    let given = Given::Design(design.clone());
    plot(python, given, "iso", "png", Some((900, 600)), 0, None, "metric", None, None).ok()
}

/// A test run in one direction, tick by tick.
fn recorded(layout: &Layout) -> PyResult<Recording> {
    let path = compile(layout, Load::Empty).map_err(refused)?;
    Ok(Recording::new(layout, &path))
}

/// What the measured train does on its lap, tick by tick (40 a second), as arrays of one length:
/// `time` in s, `speed` in mph (negative is backwards), `height` of the lead car above the land in m, `vertical_g` and
/// `lateral_g` in g, `piece` number under the lead car, `x` and `y` in tiles.
#[pyfunction]
#[pyo3(signature = (design, *, direction=0, scenery=true, rules=None))]
pub(crate) fn lap<'py>(
    python: Python<'py>,
    design: Given,
    direction: u8,
    scenery: bool,
    rules: Option<&str>,
) -> PyResult<Bound<'py, PyDict>> {
    let first = directions(Some(direction))?[0];
    let (design, catalogue) = (design.design()?, catalogue(rules)?);
    let (site, _) = ground(None, None)?;
    let (recording, surface) = python.detach(|| {
        let Furnished { design, .. } = design.furnished(catalogue, site, scenery)?;
        let placement = place(catalogue, &design, site, first).map_err(unjudged)?;
        let layout = placement.as_design.map_err(refused)?;
        Ok::<_, PyErr>((recorded(&layout)?, Site::default().surface))
    })?;
    let begun = recording.samples.first().map_or(0, |sample| sample.tick);
    let arrays = PyDict::new(python);
    let add = |name: &str, value: &dyn Fn(&Sample) -> f64| {
        let values: Vec<f64> = recording.samples.iter().map(value).collect();
        arrays.set_item(name, PyArray1::from_vec(python, values))
    };
    add("time", &|sample| f64::from(sample.tick - begun) / TICKS_PER_SECOND)?;
    add("speed", &|sample| sample.velocity.mph())?;
    add("height", &|sample| f64::from(sample.place[2] - surface.0) * METRES_PER_Z)?;
    add("vertical_g", &|sample| f64::from(sample.vertical_g) / 100.0)?;
    add("lateral_g", &|sample| f64::from(sample.lateral_g) / 100.0)?;
    add("x", &|sample| f64::from(sample.place[0]) / 32.0)?;
    add("y", &|sample| f64::from(sample.place[1]) / 32.0)?;
    let pieces: Vec<i64> = recording.samples.iter().map(|sample| sample.piece as i64).collect();
    arrays.set_item("piece", PyArray1::from_vec(python, pieces))?;
    Ok(arrays)
}

/// The pixels of a PNG: height by width by red, green and blue.
#[pyfunction]
pub(crate) fn pixels<'py>(python: Python<'py>, png: &[u8]) -> PyResult<Bound<'py, PyArray3<u8>>> {
    let picture = image::load_from_memory_with_format(png, image::ImageFormat::Png).map_err(file)?.into_rgb8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    PyArray1::from_vec(python, picture.into_raw()).reshape([height, width, 3])
}
