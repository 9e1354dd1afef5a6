//! The error on fresh points against the steps.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::{Drawing, Figure, Frame, Table};
use crate::polynomial_regression::{
    SIGMA, best_ridge, fresh_errors, true_polynomial,
};

/// The errors of runs that stop early or late.
#[derive(Debug, Clone, PartialEq)]
pub struct Fresh {
    /// The standard deviation σ of the noise.
    pub sigma: f64,
}

impl Default for Fresh {
    fn default() -> Self {
        Fresh { sigma: SIGMA }
    }
}

/// What the figure of the fresh points shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Errors {
    /// Numbers of steps, with the errors of gradient descent and momentum.
    pub rows: Vec<[f64; 3]>,
    /// The smallest error of ridge regression.
    pub ridge: f64,
}

// ANCHOR: fresh
/// The errors of gradient descent and momentum, and ridge regression's best.
pub fn fresh(
    p: &Fresh,
) -> Result<listings::figures::polynomial_regression::Errors, Error> {
    let curve = true_polynomial()?;
    Ok(listings::figures::polynomial_regression::Errors {
        rows: fresh_errors(&curve, p.sigma),
        ridge: best_ridge(&curve, p.sigma),
    })
}
// ANCHOR_END: fresh

impl Figure for Fresh {
    type Data = Errors;
    const NAME: &'static str = "fresh";
    const SECTION: &'static str = "polynomial_regression";
    const TYPE: &'static str = "Fresh";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Errors, Error> {
        fresh(self)
    }

    fn drawing(&self, errors: &Errors) -> Result<Drawing, Error> {
        let least = |i: usize| {
            let rows = errors.rows.iter();
            let best = rows.min_by(|a, b| a[i].total_cmp(&b[i]));
            best.map_or([f64::NAN; 2], |row| [row[0], row[i]])
        };
        let [plain, heavy] = [least(1), least(2)];
        let ridge = readable(errors.ridge);
        let description = format!(
            "The error on fresh points against the steps, both on logarithmic axes: two curves that fall \
             and rise again. The smallest error of gradient descent is {} after {} steps, of momentum {} \
             after {}; that of ridge regression, a level line, is {ridge}.",
            readable(plain[1]),
            exact(plain[0]),
            readable(heavy[1]),
            exact(heavy[0]),
        );
        let readings = reading([
            ("least, gradient descent", readable(plain[1])),
            ("least, momentum", readable(heavy[1])),
            ("least, ridge regression", ridge),
        ]);
        Drawing::new(
            "The error on fresh points",
            description,
            readings,
            Table::new(
                &["t", "gradient descent", "momentum"],
                errors.rows.iter().copied(),
            ),
            |area| self.plot(errors, area),
        )
    }
}

impl Fresh {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        errors: &Errors,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::powers([0, 6], "steps t"),
            Scale::powers([-2, 1], "error on fresh points"),
        )?;
        let log = |x: f64| libm::log10(x);
        let ridge = [0.0, 6.0].map(|t| [t, log(errors.ridge)]);
        plane.path(&ridge, Role::Flat, 1.4)?;
        let line = |i: usize| -> Vec<[f64; 2]> {
            let rows = errors.rows.iter();
            rows.map(|row| [log(row[0]), log(row[i])]).collect()
        };
        let (plain, heavy) = (line(1), line(2));
        plane.path(&plain, Role::Path, 1.6)?;
        plane.path(&heavy, Role::Momentum, 1.6)?;
        for (at, name, role) in [
            (plain.get(46), "gradient descent", Role::Path),
            (heavy.get(24), "momentum", Role::Momentum),
            (ridge.get(1), "best ridge", Role::Flat),
        ] {
            if let Some(at) = at {
                plane.note(*at, name, role)?;
            }
        }
        Ok(())
    }
}
