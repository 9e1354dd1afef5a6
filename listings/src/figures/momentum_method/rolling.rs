//! The path of momentum in the valley.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{PRESETS, Run};
use crate::Error;
use crate::figures::control::{beta, eta, start, steps};
use crate::figures::drawing::reading;
use crate::figures::ill_conditioned_problem::Valley;
use crate::figures::number::{exact, point, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Exit, Outcome};
use crate::figures::valley::{FRAME, PLANE, mark, name_places, valley_plane};
use crate::figures::{
    Control, Drawing, Figure, Frame, Preset, Reading, points,
};
use crate::ill_conditioned_problem::{CURVATURES, gradient_descent, objective};
use crate::momentum_method::{momentum_arrival, momentum_descent};

/// The path of momentum in the valley.
#[derive(Debug, Clone, PartialEq)]
pub struct Rolling {
    /// The step size η.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The number of steps.
    pub steps: usize,
    /// The point x₀ at which the path starts, from rest.
    pub start: [f64; 2],
}

impl Default for Rolling {
    fn default() -> Self {
        let Valley { steps, start, .. } = Valley::default();
        Rolling {
            eta: 0.6,
            beta: 0.5,
            steps,
            start,
        }
    }
}

// ANCHOR: rolling
/// Momentum from `start`, and what the figures need to know of it.
pub fn run(
    start: [f64; 2],
    eta: f64,
    beta: f64,
    steps: usize,
) -> Result<Run, Error> {
    let path = momentum_descent(start, eta, beta, steps)?;
    Ok(Run {
        path: points(&path),
        losses: path.iter().map(objective).collect(),
        plain: points(&gradient_descent(start, eta, steps)?),
        curvatures: CURVATURES,
    })
}

/// What the figure of momentum in the valley shows.
pub fn rolling(p: &Rolling) -> Result<Run, Error> {
    run(p.start, p.eta, p.beta, p.steps)
}
// ANCHOR_END: rolling

impl Rolling {
    /// The numbers beside the figures.
    pub(super) fn readout(&self, run: &Run) -> Result<Vec<Reading>, Error> {
        let radii = run.radii(self.eta, self.beta);
        let [flat, steep] = radii.map(|radius| format!("{radius:.3}"));
        let arrival = momentum_arrival(self.start, self.eta, self.beta)?;
        Ok(reading([
            ("spectral radius of x₁", flat),
            ("spectral radius of x₂", steep),
            ("loss at the last step", readable(run.loss())),
            ("‖x‖ ≤ 10⁻³ from step", arrival.to_string()),
        ]))
    }
}

impl Figure for Rolling {
    type Data = Run;
    const NAME: &'static str = "rolling";
    const SECTION: &'static str = "momentum_method";
    const TYPE: &'static str = "Rolling";
    const FRAME: Option<Frame> = Some(FRAME);

    fn data(&self) -> Result<Run, Error> {
        rolling(self)
    }

    fn drawing(&self, run: &Run) -> Result<Drawing, Error> {
        let leaves = PLANE.exit(&run.path).map_or_else(String::new, |step| {
            format!(" it leaves the frame at step {step};")
        });
        let description = format!(
            "Momentum {} from {} with step size {}, and gradient descent beside it:{leaves} after {} steps \
             x = {} and the loss is {} with momentum.",
            exact(self.beta),
            point(self.start),
            exact(self.eta),
            self.steps,
            point(run.end()),
            readable(run.loss()),
        );
        Drawing::new(
            "Momentum in the valley",
            description,
            self.readout(run)?,
            run.table(),
            |area| self.plot(run, area),
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
        PRESETS.to_vec()
    }
}

impl Rolling {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        Run {
            path,
            plain,
            curvatures,
            ..
        }: &Run,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = valley_plane(area, *curvatures)?;
        let left = plane.path(plain, Role::Path, 0.9)?;
        let exit = plane.path(path, Role::Momentum, 1.6)?;
        mark(&mut plane, &[(path, Role::Momentum)])?;
        if let Some(Exit { step, place }) = exit {
            let text = format!("leaves at step {step}");
            plane.note(place, &text, Role::Momentum)?;
        }
        // Before the others: it has the least room.
        let end = left.map(|exit| exit.place).or(plain.last().copied());
        if let Some(end) = end {
            plane.note(end, "β = 0", Role::Path)?;
        }
        name_places(&mut plane, path, [0.0, 0.0])
    }
}
