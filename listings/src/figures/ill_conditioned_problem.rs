//! The valley with a path through it, and the two coordinates of that path.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::number::{exact, point, readable, superscript};
use super::plane::{Exit, Marker, Outcome, Plane, Scale};
use super::{
    Control, Drawing, Figure, Frame, Preset, Range, Reading, Slot, Table,
    palette::Role,
};
use crate::Error;
use crate::ill_conditioned_problem::{
    CURVATURES, arrival, factor, gradient_descent, objective,
};

/// What the figures of this section are drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Descent {
    /// The points of the path, x₀ first.
    pub path: Vec<[f64; 2]>,
    /// The height of the valley at each of them.
    pub losses: Vec<f64>,
    /// The curvatures of the valley.
    pub curvatures: [f64; 2],
}

impl Descent {
    fn end(&self) -> [f64; 2] {
        self.path.last().copied().unwrap_or_default()
    }

    fn loss(&self) -> f64 {
        self.losses.last().copied().unwrap_or_default()
    }

    /// The numbers beside the figures.
    fn readout(&self, start: [f64; 2], eta: f64) -> Vec<Reading> {
        let [flat, steep] = self
            .curvatures
            .map(|lambda| format!("{:.3}", factor(eta, lambda).abs()));
        reading([
            ("spectral radius of x₁", flat),
            ("spectral radius of x₂", steep),
            ("loss at the last step", readable(self.loss())),
            ("‖x‖ ≤ 10⁻³ from step", arrival(start, eta).to_string()),
        ])
    }

    fn table(&self) -> Table {
        let rows = self.path.iter().zip(&self.losses).enumerate();
        Table {
            columns: ["t", "x₁", "x₂", "f(x)"].map(str::to_owned).to_vec(),
            rows: rows
                .map(|(step, (x, loss))| {
                    let numbers = [x[0], x[1], *loss].map(readable);
                    [step.to_string()].into_iter().chain(numbers).collect()
                })
                .collect(),
        }
    }
}

/// The valley: level sets, the minimum, and the path of gradient descent.
#[derive(Debug, Clone, PartialEq)]
pub struct Valley {
    /// The step size η.
    pub eta: f64,
    /// The number of steps.
    pub steps: usize,
    /// The point x₀ at which the path starts.
    pub start: [f64; 2],
}

impl Default for Valley {
    fn default() -> Self {
        Valley {
            eta: 0.4,
            steps: 20,
            start: [-5.0, -2.0],
        }
    }
}

// ANCHOR: valley
/// Gradient descent from `start`, and what the figures need to know of it.
pub fn descent(
    start: [f64; 2],
    eta: f64,
    steps: usize,
) -> Result<Descent, Error> {
    let path = gradient_descent(start, eta, steps)?;
    Ok(Descent {
        losses: path.iter().map(|&x| objective(x)).collect(),
        curvatures: CURVATURES,
        path,
    })
}

/// What the figure of the valley shows.
pub fn valley(parameters: &Valley) -> Result<Descent, Error> {
    descent(parameters.start, parameters.eta, parameters.steps)
}
// ANCHOR_END: valley

impl Figure for Valley {
    type Data = Descent;
    const NAME: &'static str = "valley";
    const SECTION: &'static str = "ill_conditioned_problem";
    const TYPE: &'static str = "Valley";
    const FRAME: Option<Frame> = Some(FRAME);

    fn data(&self) -> Result<Descent, Error> {
        valley(self)
    }

    fn drawing(&self, descent: &Descent) -> Result<Drawing, Error> {
        let leaves =
            PLANE.exit(&descent.path).map_or_else(String::new, |step| {
                format!(" it leaves the frame at step {step};")
            });
        let description = format!(
            "Gradient descent from {} with step size {}:{leaves} after {} steps x = {} and the loss is {}.",
            point(self.start),
            exact(self.eta),
            self.steps,
            point(descent.end()),
            readable(descent.loss()),
        );
        Drawing::new(
            "Gradient descent in the valley",
            description,
            descent.readout(self.start, self.eta),
            descent.table(),
            |area| self.plot(descent, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            eta(|p| &mut p.eta),
            steps(|p| &mut p.steps),
            start(|p| &mut p.start),
        ]
    }

    fn presets() -> Vec<Preset> {
        PRESETS.to_vec()
    }
}

impl Valley {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        Descent {
            path, curvatures, ..
        }: &Descent,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = valley_plane(area, *curvatures)?;
        let exit = plane.path(path, Role::Path, 1.6)?;
        mark(&mut plane, &[(path, Role::Path)])?;
        if let Some(Exit { step, place }) = exit {
            plane.note(place, &format!("leaves at step {step}"), Role::Path)?;
        }
        name_places(&mut plane, path)
    }
}

/// Each coordinate of the path against the step, its size on a log axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Coordinates {
    /// The step size η.
    pub eta: f64,
    /// The number of steps.
    pub steps: usize,
    /// The point x₀ at which the path starts.
    pub start: [f64; 2],
}

impl Default for Coordinates {
    fn default() -> Self {
        let Valley { eta, steps, start } = Valley::default();
        Coordinates { eta, steps, start }
    }
}

// ANCHOR: coordinates
/// What the figure of the coordinates shows.
pub fn coordinates(parameters: &Coordinates) -> Result<Descent, Error> {
    descent(parameters.start, parameters.eta, parameters.steps)
}
// ANCHOR_END: coordinates

impl Figure for Coordinates {
    type Data = Descent;
    const NAME: &'static str = "coordinates";
    const SECTION: &'static str = "ill_conditioned_problem";
    const TYPE: &'static str = "Coordinates";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Descent, Error> {
        coordinates(self)
    }

    fn drawing(&self, descent: &Descent) -> Result<Drawing, Error> {
        let factors = descent
            .curvatures
            .map(|lambda| exact(round(factor(self.eta, lambda))));
        let description = format!(
            "The size of each coordinate against the step, on a logarithmic axis, for step size {}: \
             each step multiplies x₁ by {} and x₂ by {}; after {} steps x = {}.",
            exact(self.eta),
            factors[0],
            factors[1],
            self.steps,
            point(descent.end()),
        );
        Drawing::new(
            "Each coordinate against the step",
            description,
            descent.readout(self.start, self.eta),
            descent.table(),
            |area| self.plot(descent, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            eta(|p| &mut p.eta),
            steps(|p| &mut p.steps),
            start(|p| &mut p.start),
        ]
    }

    fn presets() -> Vec<Preset> {
        PRESETS.to_vec()
    }
}

/// The smallest size that the axis of [`Coordinates`] reaches down to, as a
/// power of ten; what falls below leaves through the floor.
const FLOOR: f64 = -6.0;

impl Coordinates {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        Descent { path, .. }: &Descent,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let lines = [0, 1].map(|i| decades(path, i));
        let sizes = lines.iter().flatten().flatten().map(|point| point[1]);
        let sizes = || sizes.clone().filter(|size| *size >= FLOOR);
        let low = sizes().fold(f64::INFINITY, f64::min).floor().min(0.0);
        let high = sizes()
            .fold(f64::NEG_INFINITY, f64::max)
            .ceil()
            .max(low + 1.0);
        let last = path.len().saturating_sub(1).max(1);
        let mut plane = Plane::new(
            area,
            Scale {
                range: [0.0, last as f64],
                ticks: whole_ticks(0, last as i32, "", false),
                name: "step t".into(),
            },
            Scale {
                range: [low, high],
                ticks: whole_ticks(low as i32, high as i32, "10", true),
                name: "size of coordinate".into(),
            },
        )?;
        let names = [("x₁", Role::Flat), ("x₂", Role::Steep)];
        let mut ends = Vec::new();
        for (i, (name, role)) in names.into_iter().enumerate() {
            let mut end = None;
            for piece in &lines[i] {
                end = plane.path(piece, role, 1.4)?.map(|exit| exit.place);
                let at = |step: usize| path.get(step).map_or(0.0, |x| x[i]);
                plane.markers(piece, role, |k| {
                    let step =
                        piece.get(k).map_or(0, |point| point[0] as usize);
                    if at(step) < 0.0 {
                        Marker::Ring
                    } else {
                        Marker::Disc
                    }
                })?;
                let seen = piece.iter().rfind(|p| plane.window().contains(**p));
                end = end.or(seen.copied());
            }
            ends.extend(end.map(|place| (place, name, role)));
        }
        for (place, name, role) in ends {
            plane.note(place, name, role)?;
        }
        Ok(())
    }
}

/// Coordinate `i` of the path as points (step, log₁₀ of its size), in pieces:
/// a zero has no logarithm and leaves a gap.
fn decades(path: &[[f64; 2]], i: usize) -> Vec<Vec<[f64; 2]>> {
    let mut pieces = vec![Vec::new()];
    for (step, x) in path.iter().enumerate() {
        // libm, because the standard log10 is not the same everywhere.
        let size = libm::log10(x[i].abs());
        if size.is_finite() {
            if let Some(piece) = pieces.last_mut() {
                piece.push([step as f64, size]);
            }
        } else {
            pieces.push(Vec::new());
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// At most seven marks at multiples of 1, 2 or 5 times a power of ten.
fn whole_ticks(
    low: i32,
    high: i32,
    base: &str,
    power: bool,
) -> Vec<(f64, String)> {
    let room = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
    let step = room.into_iter().find(|step| (high - low) / step <= 6);
    let step = step.unwrap_or(high - low);
    (low..=high)
        .filter(|n| n % step == 0)
        .map(|n| {
            let text = if power { superscript(n) } else { n.to_string() };
            (f64::from(n), format!("{base}{text}"))
        })
        .collect()
}

/// The part of the plane that every figure of the valley shows.
pub(super) const PLANE: super::Window = super::Window {
    x: [-6.0, 2.0],
    y: [-3.0, 3.0],
};

/// [`PLANE`] in the picture.
pub(super) const FRAME: Frame = {
    let [left, top, right, bottom] = super::plane::EDGES;
    let (width, height) = super::svg::SIZE;
    let (width, height) = (width as f64, height as f64);
    Frame {
        edges: [left / width, top / height, right / width, bottom / height],
        x: PLANE.x,
        y: PLANE.y,
    }
};

/// The frame of the valley with its level sets and its minimum.
pub(super) fn valley_plane<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    curvatures: [f64; 2],
) -> Outcome<DB, Plane<'_, DB>> {
    let marks = |marks: &[i32]| -> Vec<(f64, String)> {
        let text = |n: i32| exact(f64::from(n));
        marks.iter().map(|&n| (f64::from(n), text(n))).collect()
    };
    let mut plane = Plane::new(
        area,
        Scale {
            range: PLANE.x,
            ticks: marks(&[-6, -4, -2, 0, 2]),
            name: "x₁".into(),
        },
        Scale {
            range: PLANE.y,
            ticks: marks(&[-3, -2, -1, 0, 1, 2, 3]),
            name: "x₂".into(),
        },
    )?;
    let step = level_step(curvatures);
    for level in 1..=LEVELS {
        let set = level_set(f64::from(level) * step, curvatures);
        plane.lines(&set, Role::Contour, 0.8)?;
    }
    plane.cross([0.0, 0.0], Role::Optimum)?;
    Ok(plane)
}

/// How many level sets are drawn, see [`level_step`].
const LEVELS: i32 = 12;

/// By how much f grows from one level set to the next: 1, 2 or 5 times a power
/// of ten, as small as lets twelve of them reach the corner of the frame.
pub fn level_step([lambda_1, lambda_2]: [f64; 2]) -> f64 {
    let top = 0.5 * lambda_1 * PLANE.x[0] * PLANE.x[0]
        + 0.5 * lambda_2 * PLANE.y[0] * PLANE.y[0];
    let least = top / f64::from(LEVELS);
    // The valley of a notebook may be flat, or not be one: stop somewhere.
    let mut unit = 1e12;
    while unit > least && unit > 1e-12 {
        unit /= 10.0;
    }
    let steps = [1.0, 2.0, 5.0, 10.0].map(|times| times * unit);
    steps
        .into_iter()
        .find(|step| *step >= least)
        .unwrap_or(unit)
}

/// The level set f = `level` of the valley: an ellipse, as a closed line.
fn level_set(level: f64, curvatures: [f64; 2]) -> Vec<[f64; 2]> {
    const CORNERS: i32 = 120;
    let axes = curvatures.map(|lambda| (2.0 * level / lambda).sqrt());
    (0..=CORNERS)
        .map(|corner| {
            let turn = f64::from(corner) / f64::from(CORNERS);
            let angle = turn * std::f64::consts::TAU;
            [axes[0] * libm::cos(angle), axes[1] * libm::sin(angle)]
        })
        .collect()
}

/// Marks the steps of the paths and their common start.
pub(super) fn mark<DB: DrawingBackend>(
    plane: &mut Plane<'_, DB>,
    paths: &[(&[[f64; 2]], Role)],
) -> Outcome<DB> {
    for (path, role) in paths {
        plane.markers(path, *role, |step| match step {
            0 => Marker::None,
            _ => Marker::Disc,
        })?;
    }
    let start = paths.first().and_then(|(path, _)| path.get(..1));
    plane.markers(start.unwrap_or_default(), Role::Start, |_| Marker::Large)
}

/// Writes where the path starts and where the minimum is.
pub(super) fn name_places<DB: DrawingBackend>(
    plane: &mut Plane<'_, DB>,
    path: &[[f64; 2]],
) -> Outcome<DB> {
    if let Some(&start) = path.first() {
        plane.note(start, "start", Role::Start)?;
    }
    plane.note([0.0, 0.0], "minimum", Role::Optimum)
}

pub(super) fn reading<const N: usize>(
    pairs: [(&str, String); N],
) -> Vec<Reading> {
    let pairs = pairs.into_iter();
    pairs
        .map(|(name, value)| Reading {
            name: name.to_owned(),
            value,
        })
        .collect()
}

/// A factor without the dust of its last bits.
fn round(x: f64) -> f64 {
    (x * 1e9).round() / 1e9
}

pub(super) fn eta<P>(field: fn(&mut P) -> &mut f64) -> Control<P> {
    Control {
        key: "eta",
        name: "step size",
        symbol: "η",
        unit: "",
        range: Range::Number {
            min: 0.01,
            max: 1.0,
            step: 0.01,
        },
        slot: Slot::Number(field),
    }
}

pub(super) fn steps<P>(field: fn(&mut P) -> &mut usize) -> Control<P> {
    Control {
        key: "steps",
        name: "number of steps",
        symbol: "T",
        unit: "",
        range: Range::Count { min: 1, max: 100 },
        slot: Slot::Count(field),
    }
}

pub(super) fn start<P>(field: fn(&mut P) -> &mut [f64; 2]) -> Control<P> {
    Control {
        key: "start",
        name: "start",
        symbol: "x₀",
        unit: "",
        range: Range::Point {
            min: [PLANE.x[0], PLANE.y[0]],
            max: [PLANE.x[1], PLANE.y[1]],
            step: 0.1,
        },
        slot: Slot::Point(field),
    }
}

const PRESETS: [Preset; 4] = [
    Preset {
        name: "η = 0.4",
        state: "eta=0.4",
    },
    Preset {
        name: "η = 0.5, the limit",
        state: "eta=0.5",
    },
    Preset {
        name: "η = 0.6",
        state: "eta=0.6",
    },
    Preset {
        name: "start on the flat axis",
        state: "start=-5,0",
    },
];
