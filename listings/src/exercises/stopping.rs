//! Which ridge regression a stopped run is.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::libm;
// ANCHOR_END: names

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};
use crate::Error;
use crate::polynomial_regression::{polynomial, step_size};
use crate::values::Value;

// ANCHOR: stopping
/// The strength τ with which ridge regression learns the same share of an
/// eigenfeature with the eigenvalue λ as t steps of gradient descent, t ≥ 1,
/// for ηλ between 0 and 1.
pub fn stopping(eta: f64, lambda: f64, t: usize) -> f64 {
    // ANCHOR: solution
    let left = libm::pow(1.0 - eta * lambda, t as f64);
    lambda * left / (1.0 - left)
    // ANCHOR_END: solution
}
// ANCHOR_END: stopping

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "stopping",
    title: "The ridge regression of a stopped run",
    work: Work::Both,
    level: Level::Hard,
    section: "polynomial-regression",
    trial: || sheet().trial(),
};

struct Case {
    eta: f64,
    lambda: f64,
    t: usize,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let Case { eta, lambda, t } = self;
        write!(f, "η = {eta}, λ = {lambda}, t = {t}")
    }
}

fn cases() -> [Case; 4] {
    [
        (0.1, 2.0, 3),
        (0.5, 0.02, 40),
        (1.0, 0.9, 1),
        (0.2, 0.3, 100),
    ]
    .map(|(eta, lambda, t)| Case { eta, lambda, t })
}

/// What t steps leave.
fn left(case: &Case) -> f64 {
    libm::pow(1.0 - case.eta * case.lambda, case.t as f64)
}

fn sheet() -> Sheet<Case> {
    Sheet {
        cases: cases().into(),
        names: &["τ"],
        solution: |Case { eta, lambda, t }| vec![stopping(*eta, *lambda, *t)],
        mistakes: vec![
            Mistake {
                hint: "that is the section's rule, where λ is small: here the \
                       two shares are to be equal",
                answer: |case| vec![1.0 / (case.eta * case.t as f64)],
            },
            Mistake {
                hint: "you exchanged what is learned and what is left",
                answer: |case| {
                    vec![case.lambda * (1.0 - left(case)) / left(case)]
                },
            },
            Mistake {
                hint: "τ is compared with λ: an eigenvalue twice as large \
                       needs a τ twice as large for the same share",
                answer: |case| vec![left(case) / (1.0 - left(case))],
            },
            Mistake {
                hint: "that is λ + τ: solve for τ once more",
                answer: |case| vec![case.lambda / (1.0 - left(case))],
            },
        ],
    }
}

/// Checks an answer to the exercise.
///
/// # Errors
/// What is wrong with it.
pub fn check(answer: impl Fn(f64, f64, usize) -> f64) -> Result<(), Wrong> {
    sheet().compare(|Case { eta, lambda, t }| vec![answer(*eta, *lambda, *t)])
}

/// The numbers of the exercise and of its solution.
pub(super) fn values() -> Result<Vec<Value>, Error> {
    let points = crate::polynomial_regression::POINTS;
    let p = polynomial(&points, crate::polynomial_regression::DEGREE)?;
    let (eta, steps) = (step_size(&p), 100);
    let mut values = vec![
        ("stopping_steps", steps as f64),
        ("stopping_rule", 1.0 / (eta * steps as f64)),
        ("stopping_product6", eta * p.lambda[5]),
    ];
    for (i, [far, tau]) in [
        (0, ["stopping_s1", "stopping_tau1"]),
        (1, ["stopping_s2", "stopping_tau2"]),
        (2, ["stopping_s3", "stopping_tau3"]),
        (3, ["stopping_s4", "stopping_tau4"]),
    ] {
        let lambda = p.lambda[i];
        values.push((far, eta * lambda * steps as f64));
        values.push((tau, stopping(eta, lambda, steps)));
    }
    Ok(values)
}
