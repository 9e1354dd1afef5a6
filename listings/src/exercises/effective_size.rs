//! How many equally weighted gradients a velocity is worth.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::libm;
// ANCHOR_END: names

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};

// ANCHOR: effective_size
/// How many equally weighted gradients have a mean with the same variance as
/// the leaky average of `t` gradients, its weights scaled so that they add up
/// to 1; for 0 ≤ β < 1 and t ≥ 1.
pub fn effective_size(beta: f64, t: usize) -> f64 {
    // ANCHOR: solution
    let left = libm::pow(beta, t as f64);
    (1.0 + beta) / (1.0 - beta) * (1.0 - left) / (1.0 + left)
    // ANCHOR_END: solution
}
// ANCHOR_END: effective_size

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "effective_size",
    title: "How many gradients is a velocity worth?",
    work: Work::Paper,
    level: Level::Medium,
    section: "effective-sample-weight",
    trial: || sheet().trial(),
};

struct Case {
    beta: f64,
    t: usize,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "β = {} and t = {}", self.beta, self.t)
    }
}

/// The sum of the weights, and that of their squares.
fn sums(case: &Case) -> [f64; 2] {
    let weight = |age: usize| libm::pow(case.beta, age as f64);
    let weights = || (0..case.t).map(weight);
    [weights().sum(), weights().map(|w| w * w).sum()]
}

fn sheet() -> Sheet<Case> {
    let cases = [(0.9, 1), (0.9, 20), (0.5, 3), (0.0, 5), (0.99, 1000)];
    Sheet {
        cases: cases.map(|(beta, t)| Case { beta, t }).into(),
        names: &["the number of gradients"],
        solution: |case| vec![effective_size(case.beta, case.t)],
        mistakes: vec![
            Mistake {
                hint: "that is the sum of the weights: the variance needs \
                       their squares",
                answer: |case| vec![sums(case)[0]],
            },
            Mistake {
                hint: "that is the size after many steps: how many gradients \
                       are there after the first one?",
                answer: |case| vec![(1.0 + case.beta) / (1.0 - case.beta)],
            },
            Mistake {
                hint: "your weights add up to 1 in one place and not in the \
                       other: scale them before you square them",
                answer: |case| {
                    let [sum, squares] = sums(case);
                    vec![sum / squares]
                },
            },
            Mistake {
                hint: "the weights (1 − β)β^τ of the first t gradients do not \
                       add up to 1: divide by their sum",
                answer: |case| {
                    let [_, squares] = sums(case);
                    vec![1.0 / ((1.0 - case.beta).powi(2) * squares)]
                },
            },
            Mistake {
                hint: "your answer is upside down: a mean of n gradients has \
                       the variance σ²/n",
                answer: |case| {
                    let [sum, squares] = sums(case);
                    vec![squares / (sum * sum)]
                },
            },
        ],
    }
}

/// Checks an answer to the exercise.
///
/// # Errors
/// What is wrong with it.
pub fn check(answer: impl Fn(f64, usize) -> f64) -> Result<(), Wrong> {
    sheet().compare(|case| vec![answer(case.beta, case.t)])
}
