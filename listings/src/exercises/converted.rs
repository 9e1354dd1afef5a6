//! A dampened run of PyTorch in the form of Keras.

use std::fmt::{Display, Formatter};

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};

// ANCHOR: converted
/// The points x₀, …, x_T that PyTorch's `SGD` visits with a dampening, made
/// with Keras's update alone: u ← βu − ηg, then x ← x + u. The settings are
/// PyTorch's `lr`, `momentum` (not 0) and `dampening`; T = `steps`.
pub fn converted(
    start: f64,
    gradient: fn(f64) -> f64,
    [lr, momentum, dampening]: [f64; 3],
    steps: usize,
) -> Vec<f64> {
    // ANCHOR: solution
    let eta = lr * (1.0 - dampening);
    let mut x = start;
    // The first gradient enters whole: what is missing is already there.
    let mut u = -lr * dampening * gradient(x) / momentum;
    let mut path = vec![x];
    for _ in 0..steps {
        u = momentum * u - eta * gradient(x);
        x += u;
        path.push(x);
    }
    path
    // ANCHOR_END: solution
}
// ANCHOR_END: converted

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "converted",
    title: "A run in the form of another library",
    work: Work::Code,
    level: Level::Medium,
    section: "conventions",
    trial: || sheet().trial(),
};

struct Case {
    settings: [f64; 3],
    steps: usize,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let [lr, momentum, dampening] = self.settings;
        write!(
            f,
            "the slope 4x, x₀ = 1, lr = {lr}, momentum = {momentum}, \
             dampening = {dampening} and {} steps",
            self.steps
        )
    }
}

const START: f64 = 1.0;

fn slope(x: f64) -> f64 {
    4.0 * x
}

/// A run of Keras's form, from a velocity that is a multiple of the first
/// gradient.
fn run(case: &Case, eta: f64, first: f64) -> Vec<f64> {
    let [_, momentum, _] = case.settings;
    let (mut x, mut u) = (START, first * slope(START));
    let mut path = vec![x];
    for _ in 0..case.steps {
        u = momentum * u - eta * slope(x);
        x += u;
        path.push(x);
    }
    path
}

fn sheet() -> Sheet<Case> {
    let cases = [
        ([0.1, 0.9, 0.0], 2),
        ([0.1, 0.9, 0.9], 5),
        ([0.2, 0.5, 0.1], 9),
    ];
    Sheet {
        cases: cases
            .map(|(settings, steps)| Case { settings, steps })
            .into(),
        names: &["the start", "the first step's point", "a later point"],
        solution: |case| converted(START, slope, case.settings, case.steps),
        mistakes: vec![
            Mistake {
                hint: "your run does not dampen: which part of a gradient \
                       enters PyTorch's velocity?",
                answer: |case| run(case, case.settings[0], 0.0),
            },
            Mistake {
                hint: "your run dampens the first gradient too, and PyTorch \
                       does not: from which velocity must you begin?",
                answer: |case| {
                    let [lr, _, dampening] = case.settings;
                    run(case, lr * (1.0 - dampening), 0.0)
                },
            },
            Mistake {
                hint: "your first velocity points uphill: Keras's velocity is \
                       what the point moves by",
                answer: |case| {
                    let [lr, momentum, dampening] = case.settings;
                    let first = lr * dampening / momentum;
                    run(case, lr * (1.0 - dampening), first)
                },
            },
            Mistake {
                hint: "your first velocity is too short: the first step \
                       multiplies it by the momentum",
                answer: |case| {
                    let [lr, _, dampening] = case.settings;
                    run(case, lr * (1.0 - dampening), -lr * dampening)
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
    answer: impl Fn(f64, fn(f64) -> f64, [f64; 3], usize) -> Vec<f64>,
) -> Result<(), Wrong> {
    sheet().compare(|case| answer(START, slope, case.settings, case.steps))
}
