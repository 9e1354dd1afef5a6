//! Three methods from the same start.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::METHODS;
use crate::Error;
use crate::figures::control::{beta, eta, presets, start, steps};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, point, readable};
use crate::figures::paths::{draw_walks, table};
use crate::figures::plane::Outcome;
use crate::figures::valley::{FRAME, PLANE, valley_plane};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, points};
use crate::ill_conditioned_problem::{CURVATURES, START, objective};
use crate::momentum_method::spectral_radius;
use crate::ndarray::arr1;
use crate::nesterov::{from_rest, nesterov_radius, nesterov_step};

/// Gradient descent, heavy ball and Nesterov's method in the valley.
#[derive(Debug, Clone, PartialEq)]
pub struct Race {
    /// The step size η of all three.
    pub eta: f64,
    /// The momentum β of the last two.
    pub beta: f64,
    /// The number of steps.
    pub steps: usize,
    /// The point x₀ at which all start, from rest.
    pub start: [f64; 2],
}

impl Default for Race {
    fn default() -> Self {
        Race {
            eta: 0.3,
            beta: 0.8,
            steps: 20,
            start: START,
        }
    }
}

/// The paths of gradient descent, heavy ball and Nesterov's method.
pub type Paths = [Vec<[f64; 2]>; 3];

// ANCHOR: race
/// The paths of gradient descent, of the heavy ball and of Nesterov's method.
pub fn race(p: &Race) -> Result<Paths, Error> {
    let plain = listings::ill_conditioned_problem::gradient_descent;
    let heavy = listings::momentum_method::momentum_descent;
    let nesterov = from_rest(nesterov_step, p.start, [p.eta, p.beta], p.steps)?;
    Ok([
        points(&plain(p.start, p.eta, p.steps)?),
        points(&heavy(p.start, p.eta, p.beta, p.steps)?),
        points(&nesterov),
    ])
}
// ANCHOR_END: race

impl Figure for Race {
    type Data = Paths;
    const NAME: &'static str = "race";
    const SECTION: &'static str = "nesterov";
    const TYPE: &'static str = "Race";
    const FRAME: Option<Frame> = Some(FRAME);

    fn data(&self) -> Result<Paths, Error> {
        race(self)
    }

    fn drawing(&self, paths: &Paths) -> Result<Drawing, Error> {
        let losses = paths.each_ref().map(|path| {
            let end = path.last().copied().unwrap_or(self.start);
            readable(objective(&arr1(&end)))
        });
        let parts = [0, 1, 2].map(|i| {
            let leaves =
                PLANE.exit(&paths[i]).map_or_else(String::new, |step| {
                    format!(", which leaves the frame at step {step}")
                });
            format!("{} for {}{leaves}", losses[i], METHODS[i].0)
        });
        let description = format!(
            "Three paths from {} with step size {} and, but for gradient descent, momentum {}. After {} \
             steps the loss is {}; {}; {}.",
            point(self.start),
            exact(self.eta),
            exact(self.beta),
            self.steps,
            parts[0],
            parts[1],
            parts[2],
        );
        let [plain, heavy, nesterov] = losses;
        let radius = |of: fn(f64, f64, f64) -> f64, beta: f64| {
            let [flat, steep] = CURVATURES.map(|l| of(self.eta, beta, l));
            format!("{:.3}", flat.max(steep))
        };
        let readings = reading([
            ("gradient descent: loss", plain),
            ("heavy ball: loss", heavy),
            ("Nesterov: loss", nesterov),
            ("gradient descent: rate", radius(spectral_radius, 0.0)),
            ("heavy ball: rate", radius(spectral_radius, self.beta)),
            ("Nesterov: rate", radius(nesterov_radius, self.beta)),
        ]);
        Drawing::new(
            "Three methods in the same valley",
            description,
            readings,
            table(paths, &METHODS, ["x₁", "x₂"]),
            |area| self.plot(paths, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            eta(|p| &mut p.eta),
            beta(|p| &mut p.beta),
            steps(|p| &mut p.steps),
            start(|p| &mut p.start),
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("Nesterov damps", "eta=0.3&beta=0.8"),
            ("Nesterov diverges", "eta=0.6&beta=0.5"),
            ("η = 1/λ₂, Nesterov's usual pair", "eta=0.25&beta=0.63"),
            ("only the floor", "start=-5,0"),
        ])
    }
}

impl Race {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        paths: &Paths,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        draw_walks(&mut valley_plane(area, CURVATURES)?, paths, &METHODS)
    }
}
