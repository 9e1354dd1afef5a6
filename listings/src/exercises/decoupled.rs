//! The loss of gradient descent, coordinate by coordinate.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::libm;
// ANCHOR_END: names

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};
use crate::Error;
use crate::ill_conditioned_problem::{CURVATURES, START};
use crate::values::Value;

// ANCHOR: decoupled
/// How far the loss is above its minimum after t steps of gradient descent on
/// a quadratic function with the eigenvalues λ, whose run starts at the own
/// coordinates z.
pub fn decoupled(eta: f64, lambda: &[f64], z: &[f64], t: usize) -> f64 {
    // ANCHOR: solution
    let parts = lambda.iter().zip(z).map(|(lambda, z)| {
        let left = libm::pow(1.0 - eta * lambda, t as f64) * z;
        0.5 * lambda * left * left
    });
    parts.sum()
    // ANCHOR_END: solution
}
// ANCHOR_END: decoupled

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "decoupled",
    title: "The loss, coordinate by coordinate",
    work: Work::Paper,
    level: Level::Medium,
    section: "quadratic-functions",
    trial: || sheet().trial(),
};

struct Case {
    eta: f64,
    lambda: Vec<f64>,
    z: Vec<f64>,
    t: usize,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let Case { eta, lambda, z, t } = self;
        write!(f, "η = {eta}, λ = {lambda:?}, z = {z:?}, t = {t}")
    }
}

fn cases() -> Vec<Case> {
    let case = |eta, lambda: &[f64], z: &[f64], t| Case {
        eta,
        lambda: lambda.to_vec(),
        z: z.to_vec(),
        t,
    };
    vec![
        case(0.4, &[0.2, 4.0], &[-5.0, -2.0], 0),
        case(0.4, &[0.2, 4.0], &[-5.0, -2.0], 3),
        case(0.1, &[1.0, 2.0, 3.0], &[1.0, -2.0, 0.5], 5),
    ]
}

/// Σ ½ λᵢ fᵢ zᵢ² for other factors fᵢ.
fn sum(case: &Case, factor: impl Fn(f64) -> f64) -> Vec<f64> {
    let pairs = case.lambda.iter().zip(&case.z);
    vec![
        pairs
            .map(|(lambda, z)| 0.5 * lambda * factor(*lambda) * z * z)
            .sum(),
    ]
}

fn power(base: f64, exponent: usize) -> f64 {
    libm::pow(base, exponent as f64)
}

fn sheet() -> Sheet<Case> {
    Sheet {
        cases: cases(),
        names: &["the loss above its minimum"],
        solution: |Case { eta, lambda, z, t }| {
            vec![decoupled(*eta, lambda, z, *t)]
        },
        mistakes: vec![
            Mistake {
                hint: "your loss lost a ½: a coordinate has the loss ½ λz²",
                answer: |case| {
                    let left = |l: f64| power(1.0 - case.eta * l, 2 * case.t);
                    sum(case, |l| 2.0 * left(l))
                },
            },
            Mistake {
                hint: "your factors belong to the coordinates: what becomes \
                       of a factor in the square of a coordinate?",
                answer: |case| sum(case, |l| power(1.0 - case.eta * l, case.t)),
            },
            Mistake {
                hint: "there is no step size in your factor: what does one \
                       step subtract from a coordinate?",
                answer: |case| sum(case, |l| power(1.0 - l, 2 * case.t)),
            },
            Mistake {
                hint: "that is half of the squared distance: each coordinate \
                       has a curvature of its own",
                answer: |case| {
                    let left = |l: f64| power(1.0 - case.eta * l, 2 * case.t);
                    sum(case, |l| left(l) / l)
                },
            },
        ],
    }
}

/// Checks an answer to the exercise.
///
/// # Errors
/// What is wrong with it.
pub fn check(
    answer: impl Fn(f64, &[f64], &[f64], usize) -> f64,
) -> Result<(), Wrong> {
    sheet()
        .compare(|Case { eta, lambda, z, t }| vec![answer(*eta, lambda, z, *t)])
}

/// The numbers of the exercise and of its solution.
pub(super) fn values() -> Result<Vec<Value>, Error> {
    let (eta, start) = (0.4, START);
    let [flat, steep] = [0, 1].map(|i| {
        let alone = move |t| decoupled(eta, &[CURVATURES[i]], &[start[i]], t);
        (0..100).map(alone).collect::<Vec<_>>()
    });
    let mut pairs = flat.iter().zip(&steep);
    let step = pairs.rposition(|(flat, steep)| flat <= steep);
    Ok(vec![
        ("decoupled_eta", eta),
        ("decoupled_step", step.map_or(0.0, |step| step as f64 + 1.0)),
    ])
}
