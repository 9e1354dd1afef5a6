//! A coordinate that rings as one wishes.

use std::f64::consts::PI;
use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::libm;
// ANCHOR_END: names

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};
use crate::Error;
use crate::values::Value;

// ANCHOR: ringing
/// The pair [ηλ, β] with which a coordinate rings so that it needs n steps
/// from one side to the other, n ≥ 2, and in the long run shrinks by the
/// factor ρ at each step, 0 < ρ < 1.
pub fn ringing(rho: f64, n: usize) -> [f64; 2] {
    // ANCHOR: solution
    // Half a turn in n steps.
    let angle = std::f64::consts::PI / n as f64;
    let beta = rho * rho;
    [1.0 + beta - 2.0 * rho * libm::cos(angle), beta]
    // ANCHOR_END: solution
}
// ANCHOR_END: ringing

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "ringing",
    title: "Ringing to order",
    work: Work::Paper,
    level: Level::Medium,
    section: "scalar-functions",
    trial: || sheet().trial(),
};

struct Case {
    rho: f64,
    n: usize,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "ρ = {}, n = {}", self.rho, self.n)
    }
}

fn cases() -> [Case; 4] {
    [(0.7, 2), (0.9, 3), (0.5, 4), (0.95, 12)].map(|(rho, n)| Case { rho, n })
}

/// The cosine of an n-th of half a turn.
fn cosine(n: usize) -> f64 {
    libm::cos(PI / n as f64)
}

fn sheet() -> Sheet<Case> {
    Sheet {
        cases: cases().into(),
        names: &["ηλ", "β"],
        solution: |case| ringing(case.rho, case.n).to_vec(),
        mistakes: vec![
            Mistake {
                hint: "you took ρ for β: the modulus of complex roots is not \
                       their product",
                answer: |Case { rho, n }| {
                    let sum = 2.0 * rho.sqrt() * cosine(*n);
                    vec![1.0 + rho - sum, *rho]
                },
            },
            Mistake {
                hint: "you took ρ for β: the modulus of complex roots is not \
                       their product",
                answer: |Case { rho, n }| {
                    vec![1.0 + rho - 2.0 * rho * cosine(*n), *rho]
                },
            },
            Mistake {
                hint: "your coordinate needs only half of its steps: to the \
                       other side is half a turn",
                answer: |Case { rho, n }| {
                    let cosine = libm::cos(2.0 * PI / *n as f64);
                    vec![1.0 + rho * rho - 2.0 * rho * cosine, rho * rho]
                },
            },
            Mistake {
                hint: "you added one root only: both have the same real part",
                answer: |Case { rho, n }| {
                    vec![1.0 + rho * rho - rho * cosine(*n), rho * rho]
                },
            },
            Mistake {
                hint: "the sum of your roots has the wrong sign: a large ηλ \
                       makes it small",
                answer: |Case { rho, n }| {
                    vec![1.0 + rho * rho + 2.0 * rho * cosine(*n), rho * rho]
                },
            },
        ],
    }
}

/// Checks an answer to the exercise.
///
/// # Errors
/// What is wrong with it.
pub fn check(answer: impl Fn(f64, usize) -> [f64; 2]) -> Result<(), Wrong> {
    sheet().compare(|case| answer(case.rho, case.n).to_vec())
}

/// The numbers of the exercise and of its solution.
pub(super) fn values() -> Result<Vec<Value>, Error> {
    let (rho, n) = (0.9, 6);
    let [product, beta] = ringing(rho, n);
    Ok(vec![
        ("ringing_rho", rho),
        ("ringing_n", n as f64),
        ("ringing_product", product),
        ("ringing_beta", beta),
    ])
}
