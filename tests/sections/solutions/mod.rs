//! Holds the chapter "Solutions" to its word.

mod basics;
mod figures;
mod limits;
mod pairs;
mod practice;
mod theory;

use std::f64::consts::PI;

use basics::halved;
use listings::from_scratch::{least_squares, loss};
use listings::polynomial_regression::{DEGREE, POINTS, polynomial, shares, step_size};
use practice::{data, median};
use tests::told::{assert_told, is, leads};

/// Covers text:solutions.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let [plain, heavy] = [0.0, 0.9].map(halved);
    let lowest = loss(&data(), &least_squares(&data()).unwrap());
    // [ηλ, β], from the roots: β is their product, ηλ what is missing to 1 + β.
    let swing = [1.0 + 0.81 - 2.0 * 0.9 * (PI / 6.0).cos(), 0.81];
    let p = polynomial(&POINTS, DEGREE).unwrap();
    let far = step_size(&p) * 100.0;
    // The share that is learned, and the τ that learns as much.
    let strength = |i: usize| {
        let share = shares(&p, 0.0, 100)[i];
        is(p.lambda[i] * (1.0 / share - 1.0))
    };
    assert_told(
        "solutions",
        &[
            ("One for each of the", leads("exercises.md")),
            ("{#solution-half_life}", leads("ex:half_life")),
            ("rounded up:", is(7.0)),
            ("steps for $\\beta =", is(0.9)),
            ("{#solution-condition_number}", leads("ex:condition_number")),
            ("{#solution-other_settings}", leads("ex:other_settings")),
            ("because", leads("momentum-method.md")),
            ("The best pair of", leads("optimal-parameters.md")),
            ("{#solution-powers_of_two}", leads("ex:powers_of_two")),
            ("to one half as in", leads("eq:half-left")),
            ("With $\\eta =", is(1.0)),
            ("| without momentum |", is(plain[0])),
            ("| 1 |", is(plain[1])),
            ("| 3 |", is(plain[3])),
            ("| 11 |", is(plain[5])),
            ("| 45 |", is(plain[7])),
            ("| 178 |", is(plain[9])),
            ("| with $\\beta =", is(0.9)),
            ("0.9$ |", is(heavy[0])),
            ("| 13 |", is(heavy[1])),
            ("| 13 |", is(heavy[3])),
            ("| 14 |", is(heavy[5])),
            ("| 10 |", is(heavy[7])),
            ("| 24 |", is(heavy[9])),
            ("axis, with $\\eta =", is(1.0)),
            ("(blue) and with $\\beta =", is(0.9)),
            ("if $\\beta$ is above", leads("eq:critical")),
            ("{#solution-effective_size}", leads("ex:effective_size")),
            ("{#solution-minibatches}", leads("ex:minibatches")),
            ("Medians of", is(20.0)),
            ("seeds after", is(7.0)),
            ("epochs with $\\beta =", is(0.9)),
            ("have a loss below", is(lowest)),
            ("all |", is(0.005)),
            ("0.005 |", is(median(0.005, 442))),
            ("| |", is(10.0)),
            ("| 10 |", is(0.005)),
            ("0.005 |", is(median(0.005, 10))),
            ("one |", is(0.005)),
            ("0.005 |", is(median(0.005, 1))),
            ("one |", is(0.0005)),
            ("0.0005 |", is(median(0.0005, 1))),
            ("error that noise leaves", leads("stochastic-gradients.md")),
            ("{#solution-converted}", leads("ex:converted")),
            ("{#solution-minimum}", leads("ex:minimum")),
            ("There the gradient of", leads("eq:quadratic")),
            ("by coordinate {#solution-decoupled}", leads("ex:decoupled")),
            ("Put it into", leads("eq:own-value")),
            ("to order {#solution-ringing}", leads("ex:ringing")),
            ("smaller. For $\\rho =", is(0.9)),
            ("and $n =", is(6.0)),
            ("point is $\\eta\\lambda =", is(swing[0])),
            ("and $\\beta =", is(swing[1])),
            (
                "overestimated {#solution-overestimated}",
                leads("ex:overestimated"),
            ),
            ("best step size has", leads("eq:best-rate")),
            ("of the pair, and", leads("eq:momentum-limit")),
            ("with restarts {#solution-restart}", leads("ex:restart")),
            ("makes it shorter; the", leads("eq:repaired-velocity")),
            (
                "method {#solution-nesterov_damping}",
                leads("ex:nesterov_damping"),
            ),
            ("same spectral radius at", leads("eq:critical")),
            ("stopped run {#solution-stopping}", leads("ex:stopping")),
            ("of the section after", is(100.0)),
            ("where $\\frac{1}{\\eta t}$ is", is(1.0 / far)),
            ("|---|---|---| | $p_1$ |", is(far * p.lambda[0])),
            ("$p_1$ | 0.0006 |", strength(0)),
            ("| | $p_2$ |", is(far * p.lambda[1])),
            ("$p_2$ | 0.0023 |", strength(1)),
            ("| | $p_3$ |", is(far * p.lambda[2])),
            ("$p_3$ | 0.2474 |", strength(2)),
            ("| | $p_4$ |", is(far * p.lambda[3])),
            ("$p_4$ | 1.0056 |", strength(3)),
            ("gradients {#solution-conjugate}", leads("ex:conjugate")),
            ("in fractions {#solution-cycle}", leads("ex:cycle")),
            (
                "the distance {#solution-stationary}",
                leads("ex:stationary"),
            ),
            ("so $X$ is what", leads("eq:feedback-point")),
            ("the signs {#solution-signs}", leads("ex:signs")),
        ],
    );
}
