//! Coordinates with curvatures that are powers of two.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::exercises::powers_of_two::powers_of_two;
use crate::figures::drawing::reading;
use crate::figures::number::readable;
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::{Drawing, Figure, Frame, Table};

/// The coordinates that are drawn.
pub const COORDINATES: [usize; 3] = [4, 7, 10];

/// The steps that the table shows.
const SHOWN: [usize; 10] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/// The coordinates without momentum and with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Halvings {
    /// The momentum β of the second run.
    pub beta: f64,
}

impl Default for Halvings {
    fn default() -> Self {
        Halvings { beta: 0.9 }
    }
}

/// The three coordinates after 0, 1, …, 1000 steps of η = 1, without momentum
/// and with it.
pub fn halvings(p: &Halvings) -> Result<[Vec<Vec<f64>>; 2], Error> {
    crate::check::check_momentum(p.beta)?;
    Ok([0.0, p.beta].map(|beta| {
        let points: Vec<_> = (0..=1000)
            .map(|t| powers_of_two(10, [1.0, beta], t))
            .collect();
        let line = |i: usize| points.iter().map(|x| x[i - 1]).collect();
        COORDINATES.map(line).into()
    }))
}

impl Figure for Halvings {
    type Data = [Vec<Vec<f64>>; 2];
    const NAME: &'static str = "halvings";
    const SECTION: &'static str = "solutions";
    const TYPE: &'static str = "Halvings";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Self::Data, Error> {
        halvings(self)
    }

    fn drawing(&self, runs: &Self::Data) -> Result<Drawing, Error> {
        let last = |run: &[Vec<f64>]| {
            let line = run.last().and_then(|line| line.get(100));
            readable(line.copied().unwrap_or(f64::NAN))
        };
        let [plain, heavy] = [last(&runs[0]), last(&runs[1])];
        let description = format!(
            "Three coordinates against the step on a logarithmic axis. Without momentum the curves \
             have the same form, each moved to the right of the one before. After 100 steps the \
             tenth coordinate is {plain} without momentum and {heavy} with it; there the \
             steeper coordinates swing around 0 before they settle.",
        );
        let readings = reading([
            ("x₁₀ after 100 steps, β = 0", plain),
            ("x₁₀ after 100 steps, β = 0.9", heavy),
        ]);
        let names = [
            "t",
            "i = 4",
            "i = 7",
            "i = 10",
            "i = 4, β = 0.9",
            "i = 7, β = 0.9",
            "i = 10, β = 0.9",
        ];
        let rows = SHOWN.iter().map(|&t| {
            let numbers = runs.iter().flatten();
            let numbers = numbers.map(move |line| line.get(t).copied());
            let numbers = numbers.map(|x| x.unwrap_or(f64::NAN));
            std::iter::once(t as f64).chain(numbers)
        });
        Drawing::new(
            "How coordinates fall whose curvatures are powers of two",
            description,
            readings,
            Table::new(&names, rows),
            |area| self.plot(runs, area),
        )
    }
}

/// The points of a line from step 1 on, which the axis begins with.
fn points(line: &[f64]) -> Vec<[f64; 2]> {
    let steps = line.iter().enumerate().skip(1);
    steps.map(|(t, x)| [libm::log10(t as f64), *x]).collect()
}

impl Halvings {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        runs: &[Vec<Vec<f64>>; 2],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::powers([0, 3], "step t"),
            Scale::new([-1.0, 1.05], "coordinate xᵢ"),
        )?;
        plane.path(&[[0.0, 0.0], [3.0, 0.0]], Role::Frame, 0.8)?;
        let styles = [(Role::Path, 1.8), (Role::Momentum, 1.0)];
        for (run, (role, width)) in runs.iter().zip(styles) {
            for line in run {
                plane.path(&points(line), role, width)?;
            }
        }
        for (line, i) in runs[0].iter().zip(COORDINATES) {
            let places: Vec<[f64; 2]> = points(line)
                .into_iter()
                .filter(|at| (0.55..0.9).contains(&at[1]))
                .collect();
            plane.note_along(
                &[(1.0, 1.0), (1.0, 0.0)],
                &places,
                &format!("i = {i}"),
                Role::Path,
            )?;
        }
        Ok(())
    }
}
