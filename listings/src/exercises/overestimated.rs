//! The best pair for a largest curvature that is not the true one.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::optimal_parameters::{best_pair, larger_radius};
// ANCHOR_END: names

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};
use crate::Error;
use crate::ill_conditioned_problem::CURVATURES;
use crate::values::Value;

// ANCHOR: overestimated
/// The rate in a valley with the curvatures λ₁ and λₙ, if the step size and
/// the momentum are the best pair for λ₁ and `factor` times λₙ; factor > 0.
/// Where the method diverges, the rate is above 1. Six decimals are compared.
pub fn overestimated([lambda_1, lambda_n]: [f64; 2], factor: f64) -> f64 {
    // ANCHOR: solution
    let [eta, beta] = best_pair([lambda_1, factor * lambda_n]);
    // The pair is that of another valley, the rate that of this one.
    larger_radius(eta, beta, [lambda_1, lambda_n])
    // ANCHOR_END: solution
}
// ANCHOR_END: overestimated

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "overestimated",
    title: "A curvature that is overestimated",
    work: Work::Both,
    level: Level::Medium,
    section: "optimal-parameters",
    trial: || sheet().trial(),
};

struct Case {
    curvatures: [f64; 2],
    factor: f64,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let [lambda_1, lambda_n] = self.curvatures;
        let factor = self.factor;
        write!(
            f,
            "λ₁ = {lambda_1}, λₙ = {lambda_n} and the factor {factor}"
        )
    }
}

fn cases() -> [Case; 5] {
    [
        ([0.2, 4.0], 1.5),
        ([0.2, 4.0], 20.0),
        ([0.01, 1.0], 4.0),
        ([0.2, 4.0], 0.9),
        ([0.01, 1.0], 0.5),
    ]
    .map(|(curvatures, factor)| Case { curvatures, factor })
}

/// To six decimals: at the best pair two roots are equal, and a rounding of
/// their discriminant moves them by its root.
fn rounded(rate: f64) -> Vec<f64> {
    vec![(rate * 1e6).round() / 1e6]
}

/// (r − 1)/(r + 1).
fn rate(r: f64) -> Vec<f64> {
    rounded((r - 1.0) / (r + 1.0))
}

fn kappa(case: &Case) -> f64 {
    case.curvatures[1] / case.curvatures[0]
}

fn sheet() -> Sheet<Case> {
    Sheet {
        cases: cases().into(),
        names: &["the rate"],
        solution: |case| rounded(overestimated(case.curvatures, case.factor)),
        mistakes: vec![
            Mistake {
                hint: "that is right for a factor of 1 or more; below, does \
                       the steepest coordinate still ring?",
                answer: |case| rate((case.factor * kappa(case)).sqrt()),
            },
            Mistake {
                hint: "you forgot a root: that is gradient descent at its \
                       best step size for the wrong curvature",
                answer: |case| rate(case.factor * kappa(case)),
            },
            Mistake {
                hint: "your factor stands outside of the root: it multiplies \
                       a curvature",
                answer: |case| rate(case.factor * kappa(case).sqrt()),
            },
            Mistake {
                hint: "you exchanged pair and valley: the pair is made for \
                       the wrong curvature, the valley has the right one",
                answer: |case| {
                    let [lambda_1, lambda_n] = case.curvatures;
                    let guess = [lambda_1, case.factor * lambda_n];
                    let [eta, beta] = best_pair([lambda_1, lambda_n]);
                    rounded(larger_radius(eta, beta, guess))
                },
            },
            Mistake {
                hint: "that is the rate of the right pair: use the pair for \
                       the wrong curvature",
                answer: |case| rate(kappa(case).sqrt()),
            },
        ],
    }
}

/// Checks an answer to the exercise.
///
/// # Errors
/// What is wrong with it.
pub fn check(answer: impl Fn([f64; 2], f64) -> f64) -> Result<(), Wrong> {
    sheet().compare(|case| rounded(answer(case.curvatures, case.factor)))
}

/// The numbers of the exercise and of its solution.
pub(super) fn values() -> Result<Vec<Value>, Error> {
    let [lambda_1, lambda_n] = CURVATURES;
    Ok(vec![
        ("overestimated_rate", overestimated(CURVATURES, 2.0)),
        ("overestimated_best", overestimated(CURVATURES, 1.0)),
        ("overestimated_least", 1.0 - lambda_1 / lambda_n),
    ])
}
