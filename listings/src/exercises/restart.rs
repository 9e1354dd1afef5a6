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

fn cases() -> [Case; 4] {
    let case = |lambda: &[f64], start: &[f64], pair, steps| Case {
        lambda: arr1(lambda),
        start: arr1(start),
        pair,
        steps,
    };
    [
        case(&[0.2, 4.0], &[-5.0, -2.0], [0.25, 0.9], 60),
        case(&[0.01, 0.1, 1.0], &[10.0, 3.0, 1.0], [1.0, 0.95], 60),
        case(&[0.2, 4.0], &[-5.0, -2.0], [0.125, 0.99], 60),
        // At this pair each step climbs.
        case(&[0.2, 4.0], &[-5.0, -2.0], [0.6, 0.5], 4),
    ]
}

/// What a step did: it led from `before` to x with the velocity v.
struct Step {
    before: Array1<f64>,
    x: Array1<f64>,
    v: Array1<f64>,
    beta: f64,
    climbed: bool,
    /// Whether the next step of this velocity would begin uphill.
    uphill: bool,
}

/// The losses with another rule: what becomes of a step before the next.
fn run(case: &Case, rule: fn(Step) -> Step) -> Vec<f64> {
    let loss = |x: &Array1<f64>| 0.5 * case.lambda.dot(&(x * x));
    let [eta, mut beta] = case.pair;
    let (mut x, mut v) = (case.start.clone(), Array1::zeros(case.start.len()));
    let mut losses = vec![loss(&x)];
    for _ in 0..case.steps {
        let before = x.clone();
        v = beta * v + &case.lambda * &x;
        x = x - eta * &v;
        let step = rule(Step {
            climbed: loss(&x) > loss(&before),
            uphill: v.dot(&(&case.lambda * &x)) < 0.0,
            before,
            x,
            v,
            beta,
        });
        (x, v, beta) = (step.x, step.v, step.beta);
        losses.push(loss(&x));
    }
    losses
}

/// The step with its velocity set to zero if so.
fn stopped(mut step: Step, so: bool) -> Step {
    if so {
        step.v.fill(0.0);
    }
    step
}

fn sheet() -> Sheet<Case> {
    Sheet {
        cases: cases().into(),
        names: &[
            "the loss at the start",
            "the loss after step 1",
            "the loss after step 2",
            "the loss after step 3",
            "the loss after step 4",
            "a later loss",
        ],
        solution: |case| {
            restart(&case.lambda, &case.start, case.pair, case.steps)
        },
        mistakes: vec![
            Mistake {
                hint: "your velocity is never set to zero: that is momentum \
                       as it was",
                answer: |case| run(case, |step| step),
            },
            Mistake {
                hint: "your velocity is set to zero at the wrong time: keep \
                       it as long as the loss falls",
                answer: |case| {
                    run(case, |step| {
                        let fell = !step.climbed;
                        stopped(step, fell)
                    })
                },
            },
            Mistake {
                hint: "your velocity is set to zero where it begins to lead \
                       uphill: here the losses decide",
                answer: |case| {
                    run(case, |step| {
                        let uphill = step.uphill;
                        stopped(step, uphill)
                    })
                },
            },
            Mistake {
                hint: "you take the step back that climbed: the new point \
                       stays, only the velocity goes",
                answer: |case| {
                    run(case, |mut step| {
                        let climbed = step.climbed;
                        if climbed {
                            step.x = step.before.clone();
                        }
                        stopped(step, climbed)
                    })
                },
            },
            Mistake {
                hint: "you never use momentum again after a restart: set v \
                       to zero, not β",
                answer: |case| {
                    run(case, |mut step| {
                        let climbed = step.climbed;
                        if climbed {
                            step.beta = 0.0;
                        }
                        stopped(step, climbed)
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
