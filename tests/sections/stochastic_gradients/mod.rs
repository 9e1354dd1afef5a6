//! Holds the section "Stochastic gradients" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;

use listings::stochastic_gradients::noisy_descent;
use tests::told::{assert_told, is, leads};

/// The variance of the point on ½ x² under noise of variance 1, once it has
/// settled.
fn settled(eta: f64, beta: f64) -> f64 {
    eta * (1.0 + beta) / ((1.0 - beta) * (2.0 * (1.0 + beta) - eta))
}

#[test]
fn arguments_out_of_range_are_refused() {
    for (eta, beta, argument) in [(f64::NAN, 0.5, "eta"), (0.1, 1.0, "beta")] {
        let refusal = noisy_descent(1.0, eta, beta, 1.0, &[])
            .unwrap_err()
            .to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
}

/// Covers text:stochastic-gradients.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let point = |beta| is(settled(0.01, beta));
    let slowed = |beta: f64| is(settled(0.01 * (1.0 - beta), beta));
    assert_told(
        "stochastic-gradients",
        &[
            ("plus an error.", leads("effective-sample-weight.md")),
            ("with $\\lambda =", is(1.0)),
            ("= 1$, from", is(4.0)),
            ("of standard deviation", is(1.0)),
            ("momentum $\\beta =", is(0.9)),
            ("for $\\eta =", is(0.1)),
            ("and $\\eta =", is(0.01)),
            ("|---|---|---| |", is(0.0)),
            ("| 0 |", point(0.0)),
            ("| 0.005025 |", slowed(0.0)),
            ("0.005025 | |", is(0.5)),
            ("| 0.5 |", point(0.5)),
            ("| 0.010033 |", slowed(0.5)),
            ("0.005008 | |", is(0.9)),
            ("| 0.9 |", point(0.9)),
            ("| 0.050132 |", slowed(0.9)),
            ("0.005001 | |", is(0.99)),
            ("| 0.99 |", point(0.99)),
            ("| 0.501259 |", slowed(0.99)),
            ("loss after", is(50.0)),
            ("1. Set $\\eta$ in", leads("fig:noisy-run")),
            ("now. Predict it from", leads("eq:feedback-point")),
            ("the noise $\\sigma$ in", leads("fig:noisy-run")),
            ("right? Predict it from", leads("eq:expected-parts")),
        ],
    );
}
