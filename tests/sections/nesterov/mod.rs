//! Holds the section "Nesterov's method" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;

use listings::Error;
use listings::ndarray::{Array1, arr1};
use listings::nesterov::{
    Step, bent_run, bent_slope, contest, from_rest, library_step, nesterov_step, steps_to,
};
use tests::plane::{Pair, objective};
use tests::states::seeded;
use tests::told::{assert_told, is, leads};

const START: Pair = [-5.0, -2.0];

/// A start, a step size and a momentum, a thousand times; the edges of the
/// controls among them.
fn cases(seed: u64) -> impl Iterator<Item = (Pair, f64, f64)> {
    let mut random = seeded(seed);
    let edges = [
        ([-6.0, -3.0], 0.01, 0.0),
        ([2.0, 3.0], 1.0, 0.99),
        (START, 0.6, 0.5),
        (START, 0.25, 0.5),
    ];
    edges.into_iter().chain((0..1000).map(move |_| {
        let x = [random.between(-6.0, 2.0), random.between(-3.0, 3.0)];
        (x, random.between(0.01, 1.0), random.between(0.0, 0.99))
    }))
}

/// The points and the velocities from rest, the start first.
fn states(step: Step, start: Pair, eta: f64, beta: f64) -> [Vec<Pair>; 2] {
    let pair = |x: &Array1<f64>| [x[0], x[1]];
    let mut state = (arr1(&start), arr1(&[0.0, 0.0]));
    let mut both = [vec![start], vec![[0.0; 2]]];
    for _ in 0..7 {
        state = step(state, eta, beta);
        both[0].push(pair(&state.0));
        both[1].push(pair(&state.1));
    }
    both
}

/// The losses of a method from the book's start.
fn losses(step: Step, eta: f64, beta: f64) -> Vec<f64> {
    let path = from_rest(step, START, [eta, beta], 20).unwrap();
    path.iter().map(|x| objective([x[0], x[1]])).collect()
}

/// The steps of the three methods to 10⁻⁶ of the first distance.
fn counted(kappa: f64) -> [f64; 3] {
    contest([1.0, kappa]).map(|method| {
        let steps = steps_to(1e-6, method, [1.0, kappa]);
        steps.unwrap().unwrap() as f64
    })
}

#[test]
fn arguments_out_of_range_are_refused() {
    let named = |refused: Result<(), Error>, argument: &str| {
        let refusal = refused.unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    };
    for (start, pair, steps, argument) in [
        ([0.0, f64::NAN], [0.6, 0.5], 20, "start"),
        (START, [f64::NAN, 0.5], 20, "eta"),
        (START, [0.6, 1.0], 20, "beta"),
        (START, [0.6, 0.5], 2_000_000, "steps"),
    ] {
        for step in [nesterov_step as Step, library_step] {
            named(from_rest(step, start, pair, steps).map(|_| ()), argument);
        }
        let parameters = [pair[0], pair[1], 1.0];
        let run = bent_run(start[1], parameters, steps);
        named(run.map(|_| ()), argument);
    }
    for (tolerance, parameters, argument) in [
        (0.0, [0.1, 0.5, 1.0], "tolerance"),
        (1e-6, [-0.1, 0.5, 1.0], "eta"),
        (1e-6, [0.1, -0.5, 1.0], "beta"),
    ] {
        let counted = steps_to(tolerance, parameters, [1.0, 2.0]);
        named(counted.map(|_| ()), argument);
    }
    assert_eq!(steps_to(1e-6, [3.0, 0.0, 0.0], [1.0, 2.0]), Ok(None));
}

#[test]
fn the_first_steps_are_those_computed_by_hand() {
    // x₁ = (−5 + 0.3, −2 + 2.4) and v₁ = (−1, −8); y₁ = x₁ + 0.8 (x₁ − x₀).
    let near = |a: Pair, b: Pair| (0..2).all(|i| (a[i] - b[i]).abs() < 1e-14);
    let [x, v] = states(nesterov_step, START, 0.3, 0.8);
    let [y, w] = states(library_step, START, 0.3, 0.8);
    assert!(near(x[1], [-4.7, 0.4]) && near(v[1], [-1.0, -8.0]));
    assert!(near(y[1], [-4.46, 2.32]) && near(w[1], v[1]));
    // v₂ = 0.8 v₁ + (0.2 · −4.46, 4 · 2.32).
    assert!(near(v[2], [-1.692, 2.88]) && near(x[2], [-4.1924, -0.464]));
}

/// Covers text:nesterov.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let [ten, hundred, thousand] = [10.0, 100.0, 1000.0].map(counted);
    assert_told(
        "nesterov",
        &[
            ("the heavy ball of", leads("momentum-method.md")),
            ("and Nesterov's method (diamonds),", is(20.0)),
            ("steps with $\\eta =", is(0.3)),
            ("0.3$ and $\\beta =", is(0.8)),
            ("Before you move a slider: with $\\eta =", is(0.6)),
            ("0.6$ and $\\beta =", is(0.5)),
            ("*Nesterov's method*, after", leads("ref:nesterov1983")),
            ("of one run with $\\eta =", is(0.3)),
            ("0.3$ and $\\beta =", is(0.8)),
            ("the second line of", leads("eq:library")),
            ("After the first step of", leads("fig:race")),
            (". $$ As in", leads("scalar-functions.md")),
            ("under the three methods with $\\beta =", is(0.5)),
            ("is the damping in", leads("fig:race")),
            ("Complex roots have", leads("eq:nesterov-ringing")),
            ("This pair is from", leads("ref:lessard2016")),
            ("method | |---|---|---|---| |", is(10.0)),
            ("|---|---|---|---| | 10 |", is(ten[0])),
            ("10 | 69 |", is(ten[1])),
            ("69 | 27 |", is(ten[2])),
            ("| 43 | |", is(100.0)),
            ("| | 100 |", is(hundred[0])),
            ("100 | 691 |", is(hundred[1])),
            ("691 | 93 |", is(hundred[2])),
            ("| 155 | |", is(1000.0)),
            ("| | 1000 |", is(thousand[0])),
            ("1000 | 6908 |", is(thousand[1])),
            ("6908 | 315 |", is(thousand[2])),
            (
                "with its minimum at 0 and the curvature",
                is(bent_slope(-1.0) / -1.0),
            ),
            (
                "the curvature 25, but",
                is(bent_slope(2.0) - bent_slope(1.0)),
            ),
            ("2, from $x_0 =", is(3.3)),
            ("the proof is in", leads("ref:nesterov2018")),
            ("Nesterov's method with $\\beta =", is(0.5)),
            ("Compute it with", leads("eq:nesterov-convergence")),
            ("then check it by the rate in", leads("fig:race")),
            ("Find it in", leads("fig:look-ahead")),
            ("and say by", leads("eq:from-ahead")),
        ],
    );
}
