//! Three methods on a function of one number.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::arrives;
use crate::Error;
use crate::figures::control::{number, presets};
use crate::figures::drawing::reading;
use crate::figures::nesterov::METHODS;
use crate::figures::number::exact;
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, SIDES, Scale};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::heavy_ball_fails::{bent_height, walk};
use crate::nesterov::{bent_slope, contest};

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
/// The points of gradient descent, of the heavy ball and of Nesterov's method.
pub fn cycle(p: &Cycle) -> Result<[Vec<f64>; 3], Error> {
    let [plain, heavy, nesterov] = contest([1.0, 25.0]);
    let run = |parameters| walk(bent_slope, (p.from, 0.0), parameters, 1000);
    Ok([run(plain)?, run(heavy)?, run(nesterov)?])
}
// ANCHOR_END: cycle

/// The first steps as points of the curve.
fn on_curve(path: &[f64]) -> Vec<[f64; 2]> {
    let seen = path.iter().take(STEPS + 1);
    seen.map(|x| [*x, bent_height(*x)]).collect()
}

/// The curve from `low` to `high`, in fortieths.
fn curve([low, high]: [i32; 2]) -> Vec<[f64; 2]> {
    let all = (low * 40..=high * 40).map(|n| f64::from(n) / 40.0);
    all.map(|x| [x, bent_height(x)]).collect()
}

impl Figure for Cycle {
    type Data = [Vec<f64>; 3];
    const NAME: &'static str = "cycle";
    const SECTION: &'static str = "heavy_ball_fails";
    const TYPE: &'static str = "Cycle";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Self::Data, Error> {
        cycle(self)
    }

    fn drawing(&self, paths: &Self::Data) -> Result<Drawing, Error> {
        let [plain, heavy, nesterov] =
            paths.each_ref().map(|path| arrives(path));
        let description = format!(
            "Three walks on a curve from {}. Within a millionth of the minimum are gradient descent \
             {plain}, the heavy ball {heavy}, Nesterov's method {nesterov}.",
            exact(self.from),
        );
        let seen = paths.each_ref().map(|path| &path[..path.len().min(STEPS)]);
        Drawing::new(
            "Three methods on a function of one number",
            description,
            reading([
                ("gradient descent arrives", plain),
                ("heavy ball arrives", heavy),
                ("Nesterov arrives", nesterov),
            ]),
            Table::of_lines(
                &["t", "gradient descent", "heavy ball", "Nesterov"],
                &seen,
            ),
            |area| self.plot(paths, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        let names = ["from", "start", "x₀", ""];
        vec![number(names, [-4.0, 4.0, 0.01], |p| &mut p.from)]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("a circle", "from=3.3"),
            ("a little further out", "from=3.5"),
            ("from the left", "from=-3.3"),
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
        paths: &[Vec<f64>; 3],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::new([-4.0, 4.0], "x"),
            Scale::new([0.0, 140.0], "f(x)"),
        )?;
        plane.path(&curve([-4, 4]), Role::Contour, 1.2)?;
        plane.path(&curve([1, 2]), Role::Text, 3.4)?;
        let paths = paths.each_ref().map(|path| on_curve(path));
        let [_, heavy, _] = &paths;
        plane.path(heavy, Role::Momentum, 0.9)?;
        for (path, (_, role, _, marker)) in paths.iter().zip(METHODS) {
            plane.markers(path, role, |step| match step {
                0 => Marker::None,
                _ => marker,
            })?;
        }
        let start = [self.from, bent_height(self.from)];
        plane.markers(&[start], Role::Start, |_| Marker::Large)?;
        plane.note(start, "start", Role::Start)?;
        for (path, (name, role, ..)) in paths.iter().zip(METHODS) {
            let places = path.get(1..).unwrap_or_default();
            plane.note_along(&SIDES, places, name, role)?;
        }
        Ok(())
    }
}
