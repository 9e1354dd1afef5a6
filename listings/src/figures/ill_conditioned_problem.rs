//! The valley with a path through it, and the two coordinates of that path.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::control::{eta, start, steps};
use super::drawing::reading;
use super::number::{exact, point, readable};
use super::palette::Role;
use super::plane::{Exit, Marker, Outcome, Plane, Scale};
use super::ticks::whole_ticks;
use super::valley::{FRAME, PLANE, decades, mark, name_places, valley_plane};
use super::{Control, Drawing, Figure, Frame, Preset, Reading, Table};
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

/// A factor without the dust of its last bits.
fn round(x: f64) -> f64 {
    (x * 1e9).round() / 1e9
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
