//! Other step sizes and momenta in the valley.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::ill_conditioned_problem::{gradient, objective};
use listings::ndarray::{Array1, arr1};
// ANCHOR_END: names

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};

// ANCHOR: other_settings
/// Momentum from rest at (−5, −2) in the valley: the loss after 20 steps, and
/// from which step on no point of the first thousand is farther than 10⁻³ from
/// the minimum, if there is such a step.
pub fn other_settings(eta: f64, beta: f64) -> (f64, Option<usize>) {
    // ANCHOR: solution
    let (mut x, mut v) = (arr1(&[-5.0, -2.0]), Array1::zeros(2));
    let mut path = vec![x.clone()];
    for _ in 0..1000 {
        v = beta * v + gradient(&x);
        x = x - eta * &v;
        path.push(x.clone());
    }
    let is_near = |x: &Array1<f64>| x.dot(x).sqrt() <= 1e-3;
    let last_far = path.iter().rposition(|x| !is_near(x));
    let next = last_far.map_or(0, |step| step + 1);
    (objective(&path[20]), (next <= 1000).then_some(next))
    // ANCHOR_END: solution
}
// ANCHOR_END: other_settings

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "other_settings",
    title: "Other step sizes and momenta",
    work: Work::Code,
    level: Level::Easy,
    section: "momentum-method",
    trial: || sheet().trial(),
};

struct Case {
    eta: f64,
    beta: f64,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "η = {} and β = {}", self.eta, self.beta)
    }
}

/// A run of which a mistake may be made: in how much of a gradient enters the
/// velocity, and in which velocity moves the point.
fn path(case: &Case, enters: f64, old: bool) -> Vec<Array1<f64>> {
    let (mut x, mut v) = (arr1(&[-5.0, -2.0]), Array1::zeros(2));
    let mut path = vec![x.clone()];
    for _ in 0..1000 {
        let next = case.beta * &v + enters * gradient(&x);
        x = x - case.eta * if old { &v } else { &next };
        v = next;
        path.push(x.clone());
    }
    path
}

fn far(x: &Array1<f64>) -> bool {
    x.dot(x).sqrt() > 1e-3
}

/// The loss, whether there is a step, and the step.
fn numbers((loss, step): (f64, Option<usize>)) -> Vec<f64> {
    let some = f64::from(step.is_some());
    vec![loss, some, step.map_or(0.0, |step| step as f64)]
}

/// The two numbers of a run.
fn of(path: &[Array1<f64>]) -> (f64, Option<usize>) {
    let next = path.iter().rposition(far).map_or(0, |last| last + 1);
    (objective(&path[20]), (next <= 1000).then_some(next))
}

fn sheet() -> Sheet<Case> {
    let cases = [[0.4, 0.0], [0.6, 0.5], [0.6, 0.25], [0.3, 0.8], [0.6, 0.0]];
    Sheet {
        cases: cases.map(|[eta, beta]| Case { eta, beta }).into(),
        names: &[
            "the loss after 20 steps",
            "whether there is a step (1) or none (0)",
            "the step",
        ],
        solution: |case| numbers(other_settings(case.eta, case.beta)),
        mistakes: vec![
            Mistake {
                hint: "your step is the first one that is near, but some runs \
                       leave again: look for the last one that is far",
                answer: |case| {
                    let path = path(case, 1.0, false);
                    let first = path.iter().position(|x| !far(x));
                    numbers((of(&path).0, first))
                },
            },
            Mistake {
                hint: "your velocity averages: it takes 1 − β of each \
                       gradient, and the book's takes the whole gradient",
                answer: |case| numbers(of(&path(case, 1.0 - case.beta, false))),
            },
            Mistake {
                hint: "your point moves by the velocity of the step before: \
                       update the velocity first",
                answer: |case| numbers(of(&path(case, 1.0, true))),
            },
            Mistake {
                hint: "your step is one too few: the start is at step 0, so \
                       the first point after the last far one counts",
                answer: |case| {
                    let (loss, step) = of(&path(case, 1.0, false));
                    numbers((loss, step.map(|step| step - 1)))
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
    answer: impl Fn(f64, f64) -> (f64, Option<usize>),
) -> Result<(), Wrong> {
    sheet().compare(|case| numbers(answer(case.eta, case.beta)))
}
