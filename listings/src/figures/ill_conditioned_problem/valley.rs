//! The path of gradient descent in the valley.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{Descent, PRESETS};
use crate::Error;
use crate::figures::control::{eta, start, steps};
use crate::figures::number::{exact, point, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Exit, Outcome};
use crate::figures::valley::{FRAME, PLANE, mark, name_places, valley_plane};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, points};
use crate::ill_conditioned_problem::{
    CURVATURES, START, gradient_descent, objective,
};

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
            start: START,
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
        path: points(&path),
        losses: path.iter().map(objective).collect(),
        curvatures: CURVATURES,
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
            descent.readout(self.start, self.eta)?,
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
        name_places(&mut plane, path, [0.0, 0.0])
    }
}
