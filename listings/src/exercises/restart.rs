//! Momentum that begins anew where it would climb.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::ndarray::Array1;
// ANCHOR_END: names

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};
use crate::Error;
use crate::hump::{below_from, losses, repaired_run};
use crate::ill_conditioned_problem::{CURVATURES, START};
use crate::ndarray::arr1;
use crate::values::Value;

// ANCHOR: restart
/// The losses f(x₀), f(x₁), … of momentum from rest on f(x) = ½ Σ λᵢxᵢ², with
/// restarts: whenever a step ends with a larger loss than it began with, the
/// new point stays, and the velocity is set to zero. T = `steps`.
pub fn restart(
    lambda: &Array1<f64>,
    start: &Array1<f64>,
    [eta, beta]: [f64; 2],
    steps: usize,
) -> Vec<f64> {
    // ANCHOR: solution
    let loss = |x: &Array1<f64>| 0.5 * lambda.dot(&(x * x));
    let (mut x, mut v) = (start.clone(), Array1::zeros(start.len()));
    let mut losses = vec![loss(&x)];
    for step in 0..steps {
        v = beta * v + lambda * &x;
        x = x - eta * &v;
        losses.push(loss(&x));
        if losses[step + 1] > losses[step] {
            v.fill(0.0);
        }
    }
    losses
    // ANCHOR_END: solution
}
// ANCHOR_END: restart

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "restart",
    title: "Momentum with restarts",
    work: Work::Code,
    level: Level::Hard,
    section: "hump",
    trial: || sheet().trial(),
};

struct Case {
    lambda: Array1<f64>,
    start: Array1<f64>,
    pair: [f64; 2],
    steps: usize,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let (Case { lambda, start, .. }, [eta, beta]) = (self, self.pair);
        let steps = self.steps;
        write!(
            f,
            "λ = {lambda}, x₀ = {start}, η = {eta}, β = {beta} and {steps} steps"
        )
    }
}

fn cases() -> [Case; 3] {
    let case = |lambda: &[f64], start: &[f64], pair, steps| Case {
        lambda: arr1(lambda),
        start: arr1(start),
        pair,
        steps,
    };
    [
        case(&[0.2, 4.0], &[-5.0, -2.0], [0.25, 0.9], 60),
        case(&[0.01, 0.1, 1.0], &[10.0, 3.0, 1.0], [1.0, 0.95], 60),
        // At this pair each step climbs.
        case(&[0.2, 4.0], &[-5.0, -2.0], [0.6, 0.5], 4),
    ]
}

/// What to do after a step that went from x to y with the velocity v and
/// changed the loss by this much: the point and the velocity to go on with,
/// and β from here on.
type Rule = fn(
    [Array1<f64>; 2],
    Array1<f64>,
    f64,
    f64,
) -> (Array1<f64>, Array1<f64>, f64);

/// The losses with another rule.
fn run(case: &Case, rule: Rule) -> Vec<f64> {
    let loss = |x: &Array1<f64>| 0.5 * case.lambda.dot(&(x * x));
    let [eta, mut beta] = case.pair;
    let (mut x, mut v) = (case.start.clone(), Array1::zeros(case.start.len()));
    let mut losses = vec![loss(&x)];
    for _ in 0..case.steps {
        let faster = beta * &v + &case.lambda * &x;
        let y = &x - eta * &faster;
        let change = loss(&y) - loss(&x);
        (x, v, beta) = rule([x, y], faster, beta, change);
        losses.push(loss(&x));
    }
    losses
}

fn sheet() -> Sheet<Case> {
    Sheet {
        cases: cases().into(),
        names: &["the loss at the start", "the loss after a step"],
        solution: |case| {
            restart(&case.lambda, &case.start, case.pair, case.steps)
        },
        mistakes: vec![
            Mistake {
                hint: "your velocity is never set to zero: that is momentum \
                       as it was",
                answer: |case| run(case, |[_, y], v, beta, _| (y, v, beta)),
            },
            Mistake {
                hint: "your velocity is set to zero at the wrong time: keep \
                       it as long as the loss falls",
                answer: |case| {
                    run(case, |[_, y], v, beta, change| {
                        let keep = if change > 0.0 { 1.0 } else { 0.0 };
                        (y, keep * v, beta)
                    })
                },
            },
            Mistake {
                hint: "you take the step back that climbed: the new point \
                       stays, only the velocity goes",
                answer: |case| {
                    run(case, |[x, y], v, beta, change| {
                        if change > 0.0 {
                            (x, 0.0 * v, beta)
                        } else {
                            (y, v, beta)
                        }
                    })
                },
            },
            Mistake {
                hint: "you never use momentum again after a restart: set v \
                       to zero, not β",
                answer: |case| {
                    run(case, |[_, y], v, beta, change| {
                        let keep = if change > 0.0 { 0.0 } else { 1.0 };
                        (y, keep * v, keep * beta)
                    })
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
    answer: impl Fn(&Array1<f64>, &Array1<f64>, [f64; 2], usize) -> Vec<f64>,
) -> Result<(), Wrong> {
    sheet().compare(|case| {
        answer(&case.lambda, &case.start, case.pair, case.steps)
    })
}

/// The numbers of the exercise and of its solution.
pub(super) fn values() -> Result<Vec<Value>, Error> {
    let ([eta, beta], steps) = ([0.125, 0.99], 3000);
    let (lambda, start) = (arr1(&CURVATURES), arr1(&START));
    let with = restart(&lambda, &start, [eta, beta], steps);
    let path = repaired_run(&lambda, start, [eta, beta], 0.0, steps)?;
    let from = |losses: &[f64]| below_from(losses, 1e-6);
    let count = |step: Option<usize>| step.map_or(f64::INFINITY, |t| t as f64);
    Ok(vec![
        ("restart_eta", eta),
        ("restart_beta", beta),
        ("restart_with", count(from(&with))),
        ("restart_without", count(from(&losses(&lambda, &path)))),
    ])
}
