//! Three methods on a function of one number.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{Walks, first, styles, told};
use crate::Error;
use crate::figures::control::{number, presets};
use crate::figures::number::exact;
use crate::figures::palette::Role;
use crate::figures::paths::draw_walks;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::{Control, Drawing, Figure, Frame, Preset};
use crate::heavy_ball_fails::{bent_height, walks};
use crate::nesterov::bent_slope;

/// The steps that are drawn; beyond them a run is followed for its reading.
const STEPS: usize = 60;

/// Gradient descent, heavy ball and Nesterov's method on the curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Cycle {
    /// The point x₀ at which all start, from rest.
    pub from: f64,
}

impl Default for Cycle {
    fn default() -> Self {
        Cycle { from: 3.3 }
    }
}

// ANCHOR: cycle
/// The points of the three methods on the curve.
pub fn cycle(p: &Cycle) -> Result<Walks, Error> {
    let height = listings::heavy_ball_fails::bent_height;
    let on_curve = |run: Vec<f64>| {
        let points = run.into_iter().map(|x| [x, height(x)]);
        points.collect()
    };
    let runs = walks(bent_slope, (p.from, 0.0), 25.0, 1000)?;
    Ok(runs.map(on_curve))
}
// ANCHOR_END: cycle

/// The curve from `low` to `high`, in twentieths.
fn curve(low: i32, high: i32) -> Vec<[f64; 2]> {
    let all = low * 20..=high * 20;
    all.map(|n| f64::from(n) / 20.0)
        .map(|x| [x, bent_height(x)])
        .collect()
}

impl Figure for Cycle {
    type Data = Walks;
    const NAME: &'static str = "cycle";
    const SECTION: &'static str = "heavy_ball_fails";
    const TYPE: &'static str = "Cycle";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Self::Data, Error> {
        cycle(self)
    }

    fn drawing(&self, paths: &Self::Data) -> Result<Drawing, Error> {
        let (description, readings, table) =
            told(&exact(self.from), paths, ["x", "f(x)"], STEPS);
        Drawing::new(
            "Three methods on a function of one number",
            description,
            readings,
            table,
            |area| self.plot(paths, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        let names = ["from", "start", "x₀", ""];
        vec![number(names, [-4.0, 4.0, 0.01], |p| &mut p.from)]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("a cycle", "from=3.3"),
            ("a little further out", "from=3.5"),
            ("from 1", "from=1"),
        ])
    }
}

impl Cycle {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        paths: &Walks,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::new([-4.0, 4.0], "x"),
            Scale::new([0.0, 140.0], "f(x)"),
        )?;
        plane.path(&curve(-4, 4), Role::Contour, 1.2)?;
        plane.path(&curve(1, 2), Role::Text, 3.4)?;
        draw_walks(&mut plane, &first(paths, STEPS), &styles([0.0, 0.9, 0.0]))
    }
}
