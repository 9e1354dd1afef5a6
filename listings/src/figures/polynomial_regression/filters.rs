//! How much of each eigenfeature is learned.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{log_steps, steps_of};
use crate::Error;
use crate::figures::control::presets;
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::polynomial_regression::{
    planned_momentum, polynomial, ridge, step_size, stopped,
};

/// Three ways to learn the eigenfeatures with large eigenvalues alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Filters {
    /// The logarithm of the steps of gradient descent.
    pub log_steps: f64,
}

impl Default for Filters {
    fn default() -> Self {
        Filters { log_steps: 3.0 }
    }
}

/// What the figure of the filters shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// Eigenvalues, each with the share that gradient descent, momentum and
    /// ridge regression learn.
    pub curves: Vec<[f64; 4]>,
    /// The eigenvalues of the ten points, with the shares of gradient descent.
    pub marks: Vec<[f64; 2]>,
    /// The steps of gradient descent and of momentum.
    pub steps: [usize; 2],
    /// The τ of ridge regression.
    pub tau: f64,
}

// ANCHOR: filters
/// The shares that t steps of gradient descent learn, √(10t) steps of momentum
/// and ridge regression with τ = 1/(ηt), for eigenvalues from 10⁻⁶ on.
pub fn filters(p: &Filters) -> Result<Learned, Error> {
    let points = listings::polynomial_regression::POINTS;
    let degree = listings::polynomial_regression::DEGREE;
    let regression = polynomial(&points, degree)?;
    let eta = step_size(&regression);
    let plain = steps_of(p.log_steps);
    let heavy = (10.0 * plain as f64).sqrt().round() as usize;
    let (beta, tau) = (planned_momentum(heavy), 1.0 / (eta * plain as f64));
    let top = libm::log10(regression.lambda[degree]);
    let at = |n: u32| top + (-6.0 - top) * (1.0 - f64::from(n) / 120.0);
    let all = (0..=120).map(|n| {
        let lambda = libm::pow(10.0, at(n));
        [
            lambda,
            stopped([eta, 0.0], lambda, plain),
            stopped([eta, beta], lambda, heavy),
            ridge(tau, lambda),
        ]
    });
    let mark = |lambda: &f64| [*lambda, stopped([eta, 0.0], *lambda, plain)];
    Ok(Learned {
        curves: all.collect(),
        marks: regression.lambda.iter().map(mark).collect(),
        steps: [plain, heavy],
        tau,
    })
}
// ANCHOR_END: filters

/// The names of the lines, how they are drawn, and the share beside which the
/// name stands.
const LINES: [(&str, Role, f64, f64); 3] = [
    ("gradient descent", Role::Path, 2.6, 0.85),
    ("momentum", Role::Momentum, 1.4, 0.5),
    ("ridge", Role::Flat, 1.4, 0.2),
];

impl Figure for Filters {
    type Data = Learned;
    const NAME: &'static str = "filters";
    const SECTION: &'static str = "polynomial_regression";
    const TYPE: &'static str = "Filters";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Learned, Error> {
        filters(self)
    }

    fn drawing(&self, learned: &Learned) -> Result<Drawing, Error> {
        let [plain, heavy] = learned.steps.map(|steps| exact(steps as f64));
        let tau = readable(learned.tau);
        let half = |mark: &&[f64; 2]| mark[1] > 0.5;
        let known = learned.marks.iter().filter(half).count();
        let description = format!(
            "The share that is learned against the eigenvalue, after {plain} steps of gradient descent, \
             {heavy} of momentum and by ridge regression with τ = {tau}: three curves that rise from 0 to \
             1 at nearly the same eigenvalue; gradient descent has learned more than half of {known} of \
             {} eigenfeatures.",
            learned.marks.len(),
        );
        let readings = reading([
            ("steps of gradient descent", plain),
            ("steps of momentum", heavy),
            ("τ of ridge regression", tau),
            ("more than half learned", known.to_string()),
        ]);
        Drawing::new(
            "Shares of the eigenfeatures",
            description,
            readings,
            Table::new(
                &["λ", LINES[0].0, LINES[1].0, LINES[2].0],
                learned.curves.iter().copied(),
            ),
            |area| self.plot(learned, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![log_steps(|p| &mut p.log_steps)]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("t = 10", "log_steps=1"),
            ("t = 1000", "log_steps=3"),
            ("t = 100 000", "log_steps=5"),
        ])
    }
}

impl Filters {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        learned: &Learned,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::powers([-6, 2], "eigenvalue λ"),
            Scale::new([-0.1, 1.3], "share learned"),
        )?;
        let place = |lambda: f64, share| [libm::log10(lambda), share];
        for (i, (_, role, width, _)) in (1..).zip(LINES) {
            let rows = learned.curves.iter();
            let line: Vec<_> = rows.map(|row| place(row[0], row[i])).collect();
            plane.path(&line, role, width)?;
        }
        let marks = learned.marks.iter().map(|[x, y]| place(*x, *y));
        let marks: Vec<_> = marks.collect();
        plane.markers(&marks, Role::Optimum, |_| Marker::Disc)?;
        for (i, (name, role, _, share)) in (1..).zip(LINES) {
            let beyond = |row: &&[f64; 4]| row[i] > share;
            if let Some(row) = learned.curves.iter().find(beyond) {
                plane.note(place(row[0], row[i]), name, role)?;
            }
        }
        Ok(())
    }
}
