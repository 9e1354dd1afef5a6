//! A bowl that is turned and moved.

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
use crate::quadratic_functions::{given_run, minimum, turned_bowl, value};

/// Momentum in the coordinates x₁ and x₂.
#[derive(Debug, Clone, PartialEq)]
pub struct Bowl {
    /// The step size η.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The point x₀ at which the path starts.
    pub start: [f64; 2],
}

impl Default for Bowl {
    fn default() -> Self {
        Bowl {
            eta: 0.6,
            beta: 0.5,
            start: [-1.8, -3.6],
        }
    }
}

// ANCHOR: bowl
/// Twenty steps of momentum down the bowl, in the coordinates x₁ and x₂.
pub fn bowl(
    p: &Bowl,
) -> Result<listings::figures::quadratic_functions::Descent, Error> {
    let h = turned_bowl()?;
    let run = given_run(&h, p.start, [p.eta, p.beta], 20)?;
    Ok(listings::figures::quadratic_functions::Descent {
        path: run.iter().map(|[x, _]| [x[0], x[1]]).collect(),
        losses: run
            .iter()
            .map(|[x, _]| value(&h, x) - minimum(&h))
            .collect(),
    })
}
// ANCHOR_END: bowl

impl Figure for Bowl {
    type Data = Descent;
    const NAME: &'static str = "bowl";
    const SECTION: &'static str = "quadratic_functions";
    const TYPE: &'static str = "Bowl";
    const FRAME: Option<Frame> = Some(TURNED_FRAME);

    fn data(&self) -> Result<Descent, Error> {
        bowl(self)
    }

    fn drawing(&self, descent: &Descent) -> Result<Drawing, Error> {
        let description = format!(
            "A bowl whose minimum is at {} and whose axes are turned, and the path of momentum from {} \
             with step size {} and momentum {}: after 20 steps x = {}, and h is {} above its minimum.",
            point(BOWL.origin),
            point(self.start),
            exact(self.eta),
            exact(self.beta),
            point(descent.end()),
            readable(descent.loss()),
        );
        let readings = reading([
            ("x₁ at step 20", readable(descent.end()[0])),
            ("x₂ at step 20", readable(descent.end()[1])),
            ("h above its minimum", readable(descent.loss())),
        ]);
        Drawing::new(
            "A bowl that is turned and moved",
            description,
            readings,
            descent.table(["t", "x₁", "x₂", "h above its minimum"]),
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

impl Bowl {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        descent: &Descent,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = bowl_plane(area, ["x₁", "x₂"], CURVATURES, BOWL)?;
        let Placed { along, origin } = BOWL;
        let across = [-along[1], along[0]];
        for (q, role) in [(along, Role::Flat), (across, Role::Steep)] {
            let end = |s: f64| [0, 1].map(|i| origin[i] + s * q[i]);
            let seen = plane.window().segment(end(-FAR), end(FAR));
            plane.path(seen.as_ref().map_or(&[], |s| &s[..]), role, 1.2)?;
        }
        descent.plot(&mut plane, origin)?;
        for (place, text, role) in [
            ([3.8, 3.1], "z₁", Role::Flat),
            ([-1.1, 3.8], "z₂", Role::Steep),
        ] {
            plane.note(place, text, role)?;
        }
        Ok(())
    }
}

/// Beyond the frame in every direction.
const FAR: f64 = 100.0;
