//! The same bowl in its own coordinates.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{BOWL, CURVATURES, Descent, both_presets, controls};
use crate::Error;
use crate::figures::drawing::reading;
use crate::figures::number::{exact, point, readable};
use crate::figures::palette::Role;
use crate::figures::plane::Outcome;
use crate::figures::valley::{TURNED_FRAME, bowl_plane};
use crate::figures::{Control, Drawing, Figure, Frame, Placed, Preset};
use crate::ndarray::Array1;
use crate::quadratic_functions::{own_run, turned_bowl};

/// Momentum in the coordinates z₁ and z₂.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnAxes {
    /// The step size η.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The point x₀ at which the path starts, in the coordinates x₁ and x₂.
    pub start: [f64; 2],
}

impl Default for OwnAxes {
    fn default() -> Self {
        OwnAxes {
            eta: 0.6,
            beta: 0.5,
            start: [-1.8, -3.6],
        }
    }
}

// ANCHOR: own_axes
/// Twenty steps of momentum on ½ Σ λᵢzᵢ², each coordinate by itself.
pub fn own_axes(
    p: &OwnAxes,
) -> Result<listings::figures::quadratic_functions::Descent, Error> {
    let h = turned_bowl()?;
    let run = own_run(&h, p.start, [p.eta, p.beta], 20)?;
    let loss = |z: &Array1<f64>| 0.5 * z.dot(&(&h.lambda * z));
    Ok(listings::figures::quadratic_functions::Descent {
        path: run.iter().map(|[z, _]| [z[0], z[1]]).collect(),
        losses: run.iter().map(|[z, _]| loss(z)).collect(),
    })
}
// ANCHOR_END: own_axes

impl Figure for OwnAxes {
    type Data = Descent;
    const NAME: &'static str = "own-axes";
    const SECTION: &'static str = "quadratic_functions";
    const TYPE: &'static str = "OwnAxes";
    const FRAME: Option<Frame> = Some(Frame {
        placed: BOWL,
        ..TURNED_FRAME
    });

    fn data(&self) -> Result<Descent, Error> {
        own_axes(self)
    }

    fn drawing(&self, descent: &Descent) -> Result<Drawing, Error> {
        let start = descent.path.first().copied().unwrap_or([f64::NAN; 2]);
        let description = format!(
            "The bowl in its own coordinates, with its minimum at the origin, and the path of momentum \
             from {} with step size {} and momentum {}: after 20 steps z = {}, and h is {} above its \
             minimum.",
            point(start),
            exact(self.eta),
            exact(self.beta),
            point(descent.end()),
            readable(descent.loss()),
        );
        let readings = reading([
            ("z₁ at step 20", readable(descent.end()[0])),
            ("z₂ at step 20", readable(descent.end()[1])),
            ("h above its minimum", readable(descent.loss())),
        ]);
        Drawing::new(
            "The bowl in its own coordinates",
            description,
            readings,
            descent.table(["t", "z₁", "z₂", "h above its minimum"]),
            |area| self.plot(descent, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        controls(|p| &mut p.eta, |p| &mut p.beta, |p| &mut p.start)
    }

    fn presets() -> Vec<Preset> {
        both_presets()
    }
}

impl OwnAxes {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        descent: &Descent,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let names = ["z₁", "z₂"];
        let mut plane = bowl_plane(area, names, CURVATURES, Placed::PLAIN)?;
        plane.path(&[[-6.0, 0.0], [6.0, 0.0]], Role::Flat, 1.2)?;
        plane.path(&[[0.0, -4.5], [0.0, 4.5]], Role::Steep, 1.2)?;
        descent.plot(&mut plane, [0.0, 0.0])
    }
}
