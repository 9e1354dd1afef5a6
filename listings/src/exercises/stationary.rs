//! Noise that grows with the distance from the minimum.

use std::fmt::{Display, Formatter};

// ANCHOR: names
// Nothing but numbers.
// ANCHOR_END: names

use super::{Mistake, Wrong, compare};

// ANCHOR: stationary
/// The variance at which the point of momentum on ½ λx² settles, if a gradient
/// at x has an error of variance σ² + s²x²; infinite if it does not settle.
/// The errors are zero in the mean, and η, β and λ such that it would settle
/// with s = 0.
pub fn stationary([eta, beta, lambda]: [f64; 3], sigma: f64, s: f64) -> f64 {
    // ANCHOR: solution
    // The variance of the point for errors of variance 1.
    let unit = eta * (1.0 + beta)
        / (lambda * (1.0 - beta) * (2.0 * (1.0 + beta) - eta * lambda));
    let rest = 1.0 - unit * s * s;
    if rest > 0.0 {
        unit * sigma * sigma / rest
    } else {
        f64::INFINITY
    }
    // ANCHOR_END: solution
}
// ANCHOR_END: stationary

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

/// The variance from that for errors of variance 1.
fn settled(unit: f64, variance: f64, growth: f64) -> Vec<f64> {
    let rest = 1.0 - unit * growth;
    vec![if rest > 0.0 {
        unit * variance / rest
    } else {
        f64::INFINITY
    }]
}

/// Checks an answer to the exercise.
///
/// # Errors
/// What is wrong with it.
pub fn check(answer: impl Fn([f64; 3], f64, f64) -> f64) -> Result<(), Wrong> {
    compare(
        &cases(),
        &["the variance"],
        |Case { run, sigma, s }| vec![stationary(*run, *sigma, *s)],
        |Case { run, sigma, s }| vec![answer(*run, *sigma, *s)],
        &[
            Mistake {
                hint: "your noise does not grow with the point: in the \
                       equation of V, what stands for σ²?",
                answer: |Case { run, sigma, .. }| {
                    vec![unit(*run) * sigma * sigma]
                },
            },
            Mistake {
                hint: "a variance is not negative: where the formula says so, \
                       the point does not settle",
                answer: |Case { run, sigma, s }| {
                    let unit = unit(*run);
                    vec![unit * sigma * sigma / (1.0 - unit * s * s)]
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
    )
}
