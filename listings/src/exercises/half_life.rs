//! After how many whole steps a weight has halved.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::libm;
// ANCHOR_END: names

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};

// ANCHOR: half_life
/// The first age, in whole steps, at which at most half of a gradient's weight
/// is left in a leaky sum, for 0 ≤ β < 1.
pub fn half_life(beta: f64) -> usize {
    // ANCHOR: solution
    // Without momentum the logarithm is −∞, and nothing is left after a step.
    let age = libm::log(0.5) / libm::log(beta);
    age.ceil().max(1.0) as usize
    // ANCHOR_END: solution
}
// ANCHOR_END: half_life

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "half_life",
    title: "Half of a weight",
    work: Work::Paper,
    level: Level::Easy,
    section: "leaky-averages",
    trial: || sheet().trial(),
};

struct Case(f64);

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "β = {}", self.0)
    }
}

const DOWN: &str = "your number of steps is rounded down: is at most half of \
                    the weight left by then?";

/// The number of steps, rounded down.
fn down(beta: f64) -> f64 {
    (libm::log(0.5) / libm::log(beta)).floor()
}

fn sheet() -> Sheet<Case> {
    Sheet {
        cases: [0.9, 0.99, 0.6, 0.5, 0.3, 0.0].map(Case).into(),
        names: &["the number of steps"],
        solution: |Case(beta)| vec![half_life(*beta) as f64],
        mistakes: vec![
            Mistake {
                hint: DOWN,
                answer: |Case(beta)| vec![down(*beta)],
            },
            // … and at least 1, or 1 without momentum.
            Mistake {
                hint: DOWN,
                answer: |Case(beta)| vec![down(*beta).max(1.0)],
            },
            Mistake {
                hint: DOWN,
                answer: |Case(beta)| {
                    vec![if *beta > 0.0 { down(*beta) } else { 1.0 }]
                },
            },
            Mistake {
                hint: "without momentum your answer is 0, but at age 0 a \
                       gradient still has its whole weight",
                answer: |Case(beta)| {
                    vec![(libm::log(0.5) / libm::log(*beta)).ceil()]
                },
            },
            Mistake {
                hint: "1/(1 − β) is the sum of all weights, not an age",
                answer: |Case(beta)| vec![(1.0 / (1.0 - beta)).round()],
            },
            Mistake {
                hint: "β/(1 − β) is the mean age, which the oldest gradients \
                       draw beyond the half-life",
                answer: |Case(beta)| vec![(beta / (1.0 - beta)).round()],
            },
        ],
    }
}

/// Checks an answer to the exercise.
///
/// # Errors
/// What is wrong with it.
pub fn check(answer: impl Fn(f64) -> usize) -> Result<(), Wrong> {
    sheet().compare(|Case(beta)| vec![answer(*beta) as f64])
}
