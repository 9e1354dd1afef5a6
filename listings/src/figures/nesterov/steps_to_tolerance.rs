//! How many steps three methods need, against the condition number.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::METHODS;
use crate::Error;
use crate::figures::control::{count, presets};
use crate::figures::drawing::reading;
use crate::figures::number::superscript;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::nesterov::{contest, contest_rates, steps_to};

/// Steps to a tolerance against κ.
#[derive(Debug, Clone, PartialEq)]
pub struct StepsToTolerance {
    /// The tolerance is 10 to minus this.
    pub digits: usize,
}

impl Default for StepsToTolerance {
    fn default() -> Self {
        StepsToTolerance { digits: 6 }
    }
}

/// Condition numbers with the steps of gradient descent, of the heavy ball
/// and of Nesterov's method.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    /// Measured by running them; none if a method does not arrive.
    pub measured: Vec<(f64, [Option<usize>; 3])>,
    /// What they would be if every step multiplied by the rate.
    pub formula: Vec<(f64, [f64; 3])>,
}

// ANCHOR: steps_to_tolerance
/// The steps at thirteen condition numbers from 1 to 1000, and the logarithm
/// of the tolerance divided by that of the rate.
pub fn steps_to_tolerance(p: &StepsToTolerance) -> Result<Counts, Error> {
    let tolerance = (0..p.digits).fold(1.0, |product, _| product / 10.0);
    let run = |quarter: i32| {
        let kappa = listings::libm::pow(10.0, f64::from(quarter) / 4.0);
        let [plain, heavy, nesterov] = contest([1.0, kappa])
            .map(|method| steps_to(tolerance, method, [1.0, kappa]));
        Ok((kappa, [plain?, heavy?, nesterov?]))
    };
    let rate = |part: i32| {
        let kappa = listings::libm::pow(10.0, f64::from(part) / 20.0);
        let log = listings::libm::log;
        let rates = contest_rates(kappa)?;
        Ok((kappa, rates.map(|rate| log(tolerance) / log(rate))))
    };
    Ok(Counts {
        measured: (0..=12).map(run).collect::<Result<_, Error>>()?,
        formula: (1..=60).map(rate).collect::<Result<_, Error>>()?,
    })
}
// ANCHOR_END: steps_to_tolerance

impl Counts {
    /// The measured steps of method `i` as points of the figure.
    fn marks(&self, i: usize) -> Vec<[f64; 2]> {
        let some = self.measured.iter().filter_map(|(kappa, steps)| {
            let steps = steps[i]? as f64;
            Some([libm::log10(*kappa), libm::log10(steps)])
        });
        some.collect()
    }

    /// The formula of method `i` as a line of the figure.
    fn line(&self, i: usize) -> Vec<[f64; 2]> {
        let all = self.formula.iter();
        let logs =
            all.map(|(kappa, steps)| [*kappa, steps[i]].map(libm::log10));
        logs.collect()
    }
}

impl Figure for StepsToTolerance {
    type Data = Counts;
    const NAME: &'static str = "steps-to-tolerance";
    const SECTION: &'static str = "nesterov";
    const TYPE: &'static str = "StepsToTolerance";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Counts, Error> {
        steps_to_tolerance(self)
    }

    fn drawing(&self, counts: &Counts) -> Result<Drawing, Error> {
        let last = counts.measured.last();
        let steps = last.map_or([None; 3], |(_, steps)| *steps);
        let [plain, heavy, nesterov] = steps.map(|steps| {
            steps.map_or_else(|| "none".to_owned(), |steps| steps.to_string())
        });
        let description = format!(
            "The steps to 10{} of the first distance against the condition number, both on logarithmic \
             axes. At condition number 1000 gradient descent takes {plain}, the heavy ball {heavy} and \
             Nesterov's method {nesterov}.",
            superscript(-i32::try_from(self.digits).unwrap_or(0)),
        );
        let rows = counts.measured.iter().map(|(kappa, steps)| {
            let steps = steps.map(|steps| steps.map_or(f64::NAN, |n| n as f64));
            std::iter::once(*kappa).chain(steps)
        });
        let columns = ["κ", "gradient descent", "heavy ball", "Nesterov"];
        Drawing::new(
            "Steps to a tolerance against the condition number",
            description,
            reading([
                ("gradient descent at κ = 1000", plain),
                ("heavy ball at κ = 1000", heavy),
                ("Nesterov at κ = 1000", nesterov),
            ]),
            Table::new(&columns, rows),
            |area| self.plot(counts, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![count(
            ["digits", "digits of the tolerance", "", ""],
            [1, 8],
            |p| &mut p.digits,
        )]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("2 digits", "digits=2"),
            ("6 digits", "digits=6"),
            ("8 digits", "digits=8"),
        ])
    }
}

impl StepsToTolerance {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        counts: &Counts,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::powers([0, 3], "condition number κ"),
            Scale::powers([0, 4], "steps"),
        )?;
        for (i, (_, role, width, _)) in METHODS.into_iter().enumerate() {
            plane.path(&counts.line(i), role, width)?;
        }
        for (i, (_, role, _, marker)) in METHODS.into_iter().enumerate() {
            plane.markers(&counts.marks(i), role, |_| marker)?;
        }
        // Above the upper two lines, and below the lowest.
        let above = [(-0.5, -1.0), (-1.0, -1.0), (0.0, -1.0)];
        let below = [(0.5, 1.0), (1.0, 1.0), (0.0, 1.0)];
        for (i, sides) in [above, below, above].into_iter().enumerate() {
            let (name, role, ..) = METHODS[i];
            let mut places = counts.marks(i);
            places.reverse();
            plane.note_along(&sides, &places, name, role)?;
        }
        Ok(())
    }
}
