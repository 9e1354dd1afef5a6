//! Which coordinates of the chain have moved after how many steps.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{METHODS, kappa};
use crate::Error;
use crate::figures::control::{count, presets};
use crate::figures::drawing::reading;
use crate::figures::number::readable;
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::limits_of_descent::{
    chain_curvatures, chain_minimizer, chain_run, distances, reached,
};
use crate::ndarray::Array1;
use crate::nesterov::contest;

/// The coordinates of a chain under one method.
#[derive(Debug, Clone, PartialEq)]
pub struct Staircase {
    /// 0 gradient descent, 1 momentum, 2 Nesterov's method, 3 conjugate
    /// gradients.
    pub method: usize,
    /// The condition number κ.
    pub kappa: f64,
}

impl Default for Staircase {
    fn default() -> Self {
        Staircase {
            method: 1,
            kappa: 100.0,
        }
    }
}

// ANCHOR: staircase
/// The points of 40 steps of the method on a chain of 25 coordinates, and
/// the chain's minimizer.
pub fn staircase(
    p: &Staircase,
) -> Result<(Vec<Array1<f64>>, Array1<f64>), Error> {
    let (n, steps) = (25, 40);
    let minimizer = chain_minimizer(p.kappa, n)?;
    let fixed = contest([1.0, p.kappa]).get(p.method).copied();
    let path = chain_run(p.kappa, n, fixed, steps)?;
    Ok((path, minimizer))
}
// ANCHOR_END: staircase

/// From which relative distance on how much of the color covers a cell.
const SHADES: [(f64, f64); 3] = [(0.5, 0.8), (0.1, 0.45), (0.01, 0.18)];

/// How far a coordinate is from its place, relative to where that is.
fn off(x: &Array1<f64>, minimizer: &Array1<f64>, i: usize) -> f64 {
    match (x.get(i), minimizer.get(i)) {
        (Some(x), Some(place)) => (x / place - 1.0).abs(),
        _ => f64::NAN,
    }
}

/// How many coordinates are within one percent of their places.
fn settled(x: &Array1<f64>, minimizer: &Array1<f64>) -> usize {
    let all = 0..minimizer.len();
    all.filter(|i| off(x, minimizer, *i) <= 0.01).count()
}

impl Figure for Staircase {
    type Data = (Vec<Array1<f64>>, Array1<f64>);
    const NAME: &'static str = "staircase";
    const SECTION: &'static str = "limits_of_descent";
    const TYPE: &'static str = "Staircase";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Self::Data, Error> {
        staircase(self)
    }

    fn drawing(
        &self,
        (path, minimizer): &Self::Data,
    ) -> Result<Drawing, Error> {
        let (name, ..) = self.method();
        let left = distances(path, minimizer);
        let last = path.last().map_or(0, |x| settled(x, minimizer));
        let end = readable(left.last().copied().unwrap_or(f64::NAN));
        let [smallest, largest] = chain_curvatures(self.kappa, minimizer.len());
        let description = format!(
            "A map of coordinates against steps under {name}: each step reaches one more of the 25; after \
             40 steps {last} are within one percent of their places, and {end} of the distance is left."
        );
        let readings = reading([
            ("coordinates within 1 % after 40 steps", last.to_string()),
            ("distance left after 40 steps", end),
            ("λₙ/λ₁ of this chain", readable(largest / smallest)),
        ]);
        let steps: Vec<f64> = path.iter().map(|x| reached(x) as f64).collect();
        Drawing::new(
            "Which coordinates have moved",
            description,
            readings,
            Table::of_lines(
                &["t", "reached", "distance left"],
                &[&steps, &left],
            ),
            |area| self.plot(path, minimizer, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            count(
                [
                    "method",
                    "method: 0 gradient descent, 1 momentum, 2 Nesterov, 3 conjugate",
                    "",
                    "",
                ],
                [0, 3],
                |p| &mut p.method,
            ),
            kappa(|p| &mut p.kappa),
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("gradient descent", "method=0"),
            ("momentum", "method=1"),
            ("Nesterov", "method=2"),
            ("conjugate gradients", "method=3"),
            ("κ = 1000", "kappa=1000"),
        ])
    }
}

impl Staircase {
    fn method(&self) -> (&'static str, Role, f64) {
        METHODS[self.method.min(METHODS.len() - 1)]
    }

    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        path: &[Array1<f64>],
        minimizer: &Array1<f64>,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale {
                range: [-0.5, 40.5],
                ..Scale::whole([0, 40], "step t")
            },
            Scale {
                range: [0.5, 25.5],
                ..Scale::whole([0, 25], "coordinate i")
            },
        )?;
        let (_, color, _) = self.method();
        for i in 0..minimizer.len() {
            // Neighbors of one shade are one rectangle.
            let shade = |t: usize| {
                let x = path.get(t)?;
                if reached(x) <= i {
                    return Some((Role::Contour, 0.35));
                }
                let off = off(x, minimizer, i);
                let found = SHADES.iter().find(|shade| off > shade.0);
                found.map(|shade| (color, shade.1))
            };
            let mut from = 0;
            for t in 1..=path.len() {
                if t < path.len() && shade(t) == shade(from) {
                    continue;
                }
                if let Some((role, share)) = shade(from) {
                    let steps = [from as f64 - 0.5, t as f64 - 0.5];
                    let row = [i as f64 + 0.5, i as f64 + 1.5];
                    plane.rectangle(steps, row, role, share)?;
                }
                from = t;
            }
        }
        plane.note([8.0, 19.0], "not reached", Role::Text)
    }
}
