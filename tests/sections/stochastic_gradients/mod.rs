//! Holds the section "Stochastic gradients" to its word.

mod captions;
mod claims;
mod equations;
mod figures;

use listings::momentum_method::spectral_radius;
use listings::stochastic_gradients::{feedback_variance, noisy_descent};
use tests::told::{assert_told, is, leads};

/// The variance of the point that momentum with the step size η(1 − β) leaves
/// of that of gradient descent with η, after many steps.
fn left(eta_lambda: f64, beta: f64) -> f64 {
    let at_rest = |eta, beta| feedback_variance(eta, beta, 1.0, 5000)[1];
    at_rest(eta_lambda * (1.0 - beta), beta) / at_rest(eta_lambda, 0.0)
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
    let radius = |product: f64| is(spectral_radius(0.1 * product, 0.9, 1.0));
    let share = |product: f64| is(100.0 * left(product, 0.9));
    assert_told(
        "stochastic-gradients",
        &[
            ("with an error.", leads("effective-sample-weight.md")),
            ("with $\\lambda =", is(1.0)),
            ("= 1$, from", is(4.0)),
            ("of standard deviation", is(1.0)),
            ("momentum $\\beta =", is(0.9)),
            ("for $\\eta =", is(0.1)),
            ("momentum, radius, $\\beta =", is(0.9)),
            ("|---|---|---|---| |", is(0.02)),
            ("| 0.02 |", is(0.98)),
            ("| 0.980 |", radius(0.02)),
            ("| 0.974 |", share(0.02)),
            ("percent | |", is(0.1)),
            ("| 0.1 |", is(0.9)),
            ("| 0.900 |", radius(0.1)),
            ("0.900 | 0.949 |", share(0.1)),
            ("percent | |", is(0.5)),
            ("| 0.5 |", is(0.5)),
            ("| 0.500 |", radius(0.5)),
            ("0.500 | 0.949 |", share(0.5)),
            ("percent | |", is(1.0)),
            ("| 1 |", is(0.0)),
            ("| 0.000 |", radius(1.0)),
            ("0.000 | 0.949 |", share(1.0)),
        ],
    );
}
