//! A coordinate that rings as one wishes.

use std::f64::consts::PI;
use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::libm;
// ANCHOR_END: names

use super::{Mistake, Wrong, compare};

// ANCHOR: ringing
/// The product ηλ and the momentum β, [ηλ, β], with which a coordinate rings
/// so that it swings to the other side every n steps, n ≥ 2, and in the long
/// run shrinks by the factor ρ at each step, 0 < ρ < 1.
pub fn ringing(rho: f64, n: usize) -> [f64; 2] {
    // ANCHOR: solution
    // Half a turn in n steps.
    let angle = std::f64::consts::PI / n as f64;
    let beta = rho * rho;
    [1.0 + beta - 2.0 * rho * libm::cos(angle), beta]
    // ANCHOR_END: solution
}
// ANCHOR_END: ringing

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

/// Checks an answer to the exercise.
///
/// # Errors
/// What is wrong with it.
pub fn check(answer: impl Fn(f64, usize) -> [f64; 2]) -> Result<(), Wrong> {
    compare(
        &cases(),
        &["ηλ", "β"],
        |case| ringing(case.rho, case.n).to_vec(),
        |case| answer(case.rho, case.n).to_vec(),
        &[
            Mistake {
                hint: "you took ρ for β: the modulus of complex roots is not \
                       their product",
                answer: |Case { rho, n }| {
                    let sum = 2.0 * rho.sqrt() * cosine(*n);
                    vec![1.0 + rho - sum, *rho]
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
    )
}
