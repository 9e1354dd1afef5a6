//! Noise that grows with the distance from the minimum.

use std::fmt::{Display, Formatter};

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};
use crate::Error;
use crate::momentum_method::spectral_radius;
use crate::values::Value;

// ANCHOR: stationary
/// The variance at which the point of momentum on ½ λx² settles, if a gradient
/// at x has an error of variance σ² + s²x²; none if it does not settle.
/// The errors are zero in the mean, and η, β and λ such that it would settle
/// with s = 0.
pub fn stationary(
    [eta, beta, lambda]: [f64; 3],
    sigma: f64,
    s: f64,
) -> Option<f64> {
    // ANCHOR: solution
    // The variance of the point for errors of variance 1.
    let unit = eta * (1.0 + beta)
        / (lambda * (1.0 - beta) * (2.0 * (1.0 + beta) - eta * lambda));
    let rest = 1.0 - unit * s * s;
    (rest > 0.0).then_some(unit * sigma * sigma / rest)
    // ANCHOR_END: solution
}
// ANCHOR_END: stationary

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "stationary",
    title: "Noise that grows with the distance",
    work: Work::Both,
    level: Level::Hard,
    section: "stochastic-gradients",
    trial: || sheet().trial(),
};

struct Case {
    run: [f64; 3],
    sigma: f64,
    s: f64,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let [eta, beta, lambda] = self.run;
        let Case { sigma, s, .. } = self;
        write!(
            f,
            "η = {eta}, β = {beta}, λ = {lambda}, σ = {sigma}, s = {s}"
        )
    }
}

fn cases() -> [Case; 5] {
    [
        ([0.1, 0.9, 1.0], 0.5, 0.0),
        ([0.1, 0.9, 1.0], 0.5, 0.8),
        ([0.4, 0.5, 2.0], 3.0, 1.0),
        ([0.2, 0.0, 0.5], 2.0, 1.5),
        ([0.4, 0.9, 1.0], 1.0, 1.0),
    ]
    .map(|(run, sigma, s)| Case { run, sigma, s })
}

/// The variance for errors of variance 1.
fn unit([eta, beta, lambda]: [f64; 3]) -> f64 {
    eta * (1.0 + beta)
        / (lambda * (1.0 - beta) * (2.0 * (1.0 + beta) - eta * lambda))
}

/// Whether it settles, and the variance.
fn numbers(variance: Option<f64>) -> Vec<f64> {
    variance.map_or(vec![0.0; 2], |variance| vec![1.0, variance])
}

/// The variance from that for errors of variance 1.
fn settled(unit: f64, variance: f64, growth: f64) -> Vec<f64> {
    let rest = 1.0 - unit * growth;
    numbers((rest > 0.0).then_some(unit * variance / rest))
}

fn sheet() -> Sheet<Case> {
    Sheet {
        cases: cases().into(),
        names: &["whether it settles (1) or not (0)", "the variance"],
        solution: |Case { run, sigma, s }| {
            numbers(stationary(*run, *sigma, *s))
        },
        mistakes: vec![
            Mistake {
                hint: "your noise does not grow with the point: in the \
                       equation of V, what stands for σ²?",
                answer: |Case { run, sigma, .. }| {
                    numbers(Some(unit(*run) * sigma * sigma))
                },
            },
            Mistake {
                hint: "a variance is not negative: where the formula says so, \
                       the point does not settle",
                answer: |Case { run, sigma, s }| {
                    let unit = unit(*run);
                    numbers(Some(unit * sigma * sigma / (1.0 - unit * s * s)))
                },
            },
            Mistake {
                hint: "your noise has standard deviations where its variances \
                       belong",
                answer: |Case { run, sigma, s }| {
                    settled(unit(*run), *sigma, *s)
                },
            },
            Mistake {
                hint: "you took momentum for gradient descent with the step \
                       size η/(1 − β): in a valley its noise is another",
                answer: |Case { run, sigma, s }| {
                    let [eta, beta, lambda] = *run;
                    let longer = eta / (1.0 - beta);
                    let unit = longer / (lambda * (2.0 - longer * lambda));
                    settled(unit, sigma * sigma, s * s)
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
    answer: impl Fn([f64; 3], f64, f64) -> Option<f64>,
) -> Result<(), Wrong> {
    sheet().compare(|Case { run, sigma, s }| numbers(answer(*run, *sigma, *s)))
}

/// The numbers of the exercise and of its solution.
pub(super) fn values() -> Result<Vec<Value>, Error> {
    let (eta, beta) = (0.4, 0.9);
    Ok(vec![
        ("stationary_eta", eta),
        ("stationary_beta", beta),
        ("stationary_radius", spectral_radius(eta, beta, 1.0)),
    ])
}
