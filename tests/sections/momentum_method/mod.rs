//! Holds the section "The momentum method" to its word.

mod captions;
mod coordinates;
mod exercises;
mod the_update;
mod two_runs;

use formula::Value;
use listings::figures::Figure;
use listings::figures::momentum_method::{Envelopes, Radii, Rolling};
use listings::ill_conditioned_problem::CURVATURES;
use listings::momentum_method::{momentum_arrival, spectral_radius};
use listings::optimal_parameters::best_pair;
use listings::scalar_functions::ringing_from;
use listings::settling::Settling;
use tests::drawn::elements;
use tests::plane::{gradient, gradient_descent, momentum_descent, momentum_step};
use tests::printed::pages;
use tests::states::seeded;
use tests::told::{assert_told, is, leads};

const START: [f64; 2] = [-5.0, -2.0];

/// The step at which the path arrives.
fn arrives(eta: f64, beta: f64) -> f64 {
    match momentum_arrival(START, eta, beta).unwrap() {
        Settling::Step(step) => step as f64,
        other => panic!("({eta}, {beta}) arrives {other}"),
    }
}

fn end(eta: f64, beta: f64) -> [f64; 2] {
    momentum_descent(START, eta, beta, 20).unwrap()[20]
}

/// A start, a step size and a momentum, a thousand times; the edges of the
/// controls among them.
fn cases(seed: u64) -> impl Iterator<Item = ([f64; 2], f64, f64)> {
    let mut random = seeded(seed);
    let edges = [
        ([-6.0, -3.0], 0.01, 0.0),
        ([2.0, 3.0], 1.0, 0.99),
        ([1e-3, 1e-3], 0.75, 0.5),
    ];
    edges.into_iter().chain((0..1000).map(move |_| {
        let x = [random.between(-6.0, 2.0), random.between(-3.0, 3.0)];
        (x, random.between(0.01, 1.0), random.between(0.0, 0.99))
    }))
}

/// The states (x, v) of the listings from rest, the start first.
fn states(x: [f64; 2], eta: f64, beta: f64) -> Vec<[[f64; 2]; 2]> {
    let next = |state: &[[f64; 2]; 2]| Some(momentum_step(*state, eta, beta));
    let all = std::iter::successors(Some([x, [0.0; 2]]), next);
    all.take(7).collect()
}

/// Points (0) or velocities (1) of the states.
fn part(states: &[[[f64; 2]; 2]], which: usize) -> Vec<Value> {
    let values = states.iter().map(|state| Value::from(&state[which][..]));
    values.collect()
}

/// The first four gradients of gradient descent with η = 0.4.
fn four() -> Vec<[f64; 2]> {
    let path = gradient_descent(START, 0.4, 3).unwrap();
    path.into_iter().map(gradient).collect()
}

fn column(gradients: &[[f64; 2]], i: usize) -> Vec<f64> {
    gradients.iter().map(|g| g[i]).collect()
}

fn sizes(column: &[f64]) -> f64 {
    column.iter().map(|g| g.abs()).sum()
}

/// The spectral radii of both coordinates.
fn radii(eta: f64, beta: f64) -> [f64; 2] {
    CURVATURES.map(|lambda| spectral_radius(eta, beta, lambda))
}

/// The page, its numbers inserted.
fn page() -> String {
    let page = pages().into_iter().find(|p| p.name() == "momentum-method");
    page.unwrap().text
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    let odd = [
        vec![],
        vec![[f64::NAN; 2]; 3],
        vec![
            [1.0, 1.0],
            [-1e300, 1e308],
            [f64::INFINITY, 0.0],
            [0.5, 0.5],
        ],
        vec![[1e9, 0.0], [-1e9, 1e-300], [0.0, 0.0]],
    ];
    for data in odd {
        let mut run = Rolling::default().data().unwrap();
        run.path = data.clone();
        run.plain = data.clone();
        run.losses = data.iter().map(|x| x[0] * x[1]).collect();
        elements(&Rolling::default().drawing(&run).unwrap());
        elements(&Envelopes::default().drawing(&run).unwrap());
        let mut spectrum = Radii::default().data().unwrap();
        spectrum.radii = data.iter().map(|x| [x[0], x[1], x[0]]).collect();
        spectrum.best = [0.5, f64::NAN];
        elements(&Radii::default().drawing(&spectrum).unwrap());
        spectrum.best = [f64::NAN, 0.5];
        spectrum.ringing = [f64::NAN, f64::INFINITY];
        elements(&Radii::default().drawing(&spectrum).unwrap());
    }
}

/// Covers text:momentum-method.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let (flat, steep) = (column(&four(), 0), column(&four(), 1));
    let sum = |column: &[f64]| column.iter().sum::<f64>();
    let (x, low) = (end(0.6, 0.5), end(0.6, 0.25));
    let best = best_pair(CURVATURES);
    let radius = |beta: f64, i: usize| spectral_radius(0.6, beta, CURVATURES[i]);
    assert_told(
        "momentum-method",
        &[
            ("Momentum (orange) with $\\eta =", is(0.6)),
            ("0.6$ and $\\beta =", is(0.5)),
            ("and $\\beta = 0.5$,", is(20.0)),
            ("In", leads("ill-conditioned-problem.md")),
            ("its first gradients with $\\eta =", is(0.4)),
            ("from $(", is(START[0])),
            ("from $(-5,", is(START[1])),
            ("| 1 |", is(flat[0])),
            ("1 | −1.00 |", is(steep[0])),
            ("| | 2 |", is(flat[1])),
            ("2 | −0.92 |", is(steep[1])),
            ("| | 3 |", is(flat[2])),
            ("3 | −0.85 |", is(steep[2])),
            ("| | 4 |", is(flat[3])),
            ("4 | −0.78 |", is(steep[3])),
            ("| | sum |", is(sum(&flat))),
            ("sum | −3.55 |", is(sum(&steep))),
            ("sum of sizes |", is(sizes(&flat))),
            ("sizes | 3.55 |", is(sizes(&steep))),
            ("the leaky sum of", leads("eq:leaky-sum")),
            ("and this is gradient descent,", leads("eq:gradient-step")),
            ("As in", leads("eq:unrolled")),
            ("Gradient descent with $\\eta =", is(0.6)),
            ("leaves the valley, as", leads("fig:valley-large")),
            ("(fig:valley-large) showed. With $\\beta =", is(0.5)),
            ("it arrives, as", leads("fig:rolling")),
            ("The path ends at $(", is(x[0])),
            ("path ends at $(0.007188,", is(x[1])),
            ("the best step size of", leads("eq:best-step")),
            ("Half the momentum: the same start with $\\eta =", is(0.6)),
            ("0.6$ and $\\beta =", is(0.25)),
            ("and $\\beta = 0.25$,", is(20.0)),
            ("This path ends at $(", is(low[0])),
            ("path ends at $(-0.126340,", is(low[1])),
            ("It arrives at step", is(arrives(0.6, 0.25))),
            ("and in the", leads("curvature.md")),
            ("with momentum", leads("scalar-functions.md")),
            ("| $\\eta =", is(0.4)),
            ("$\\beta = 0$ |", is(0.92)),
            ("| 0.920 |", is(0.6)),
            ("| $\\eta =", is(0.6)),
            ("$\\beta =", is(0.25)),
            ("$\\beta = 0.25$ |", is(radius(0.25, 0))),
            ("| 0.828 |", is(radius(0.25, 1))),
            ("| $\\eta =", is(0.6)),
            ("$\\beta =", is(0.5)),
            ("$\\beta = 0.5$ |", is(radius(0.5, 0))),
            ("| 0.707 |", is(radius(0.5, 1))),
            ("(magenta) with $\\eta =", is(0.6)),
            ("$\\beta =", is(0.5)),
            ("$\\beta = 0.9$ in", leads("fig:rolling")),
            ("for $\\eta =", is(0.6)),
            ("open dots at $\\beta =", is(0.5)),
            ("With $\\eta =", is(0.6)),
            ("rings from $\\beta =", is(ringing_from(0.6, CURVATURES[1]))),
            ("and $x_1$ from", is(ringing_from(0.6, CURVATURES[0]))),
            ("With $\\eta$ free too,", leads("optimal-parameters.md")),
            ("our valley it is $\\eta =", is(best[0])),
            ("with $\\beta =", is(best[1])),
            ("radius is then", is(best[1].sqrt())),
            ("instead of the", is(19.0 / 21.0)),
            ("and a digit costs", is(-2.0 / best[1].log10())),
            ("steps instead of", is(-1.0 / (19.0_f64 / 21.0).log10())),
            ("Set $\\beta =", is(0.5)),
            ("$\\beta = 0.5$ in", leads("fig:rolling")),
            ("as", leads("scalar-functions.md")),
            ("In our valley the limit is", is(3.0 / CURVATURES[1])),
            ("with $\\beta =", is(0.5)),
            ("and", is(2.0 / CURVATURES[1])),
            ("1. At $\\eta =", is(0.6)),
            ("for which is the loss after", is(20.0)),
            ("2. With $\\beta =", is(0.9)),
            ("Use", leads("eq:momentum-limit")),
            ("(eq:momentum-limit) and", leads("fig:rolling")),
            ("The method is due to", leads("ref:polyak1964")),
            ("in the form of", leads("eq:step-from-step")),
            ("into Deep Learning* by", leads("ref:zhang2023")),
        ],
    );
}
