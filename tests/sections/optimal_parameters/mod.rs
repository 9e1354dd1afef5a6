//! Holds the section "Optimal parameters" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;

use listings::ill_conditioned_problem::CURVATURES;
use listings::optimal_parameters::best_pair;
use tests::told::{assert_told, is, leads};

/// Covers text:optimal-parameters.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let plain = |kappa: f64| (kappa - 1.0) / (kappa + 1.0);
    let heavy = |kappa: f64| plain(kappa.sqrt());
    let digit = |rate: f64| is(-1.0 / rate.log10());
    let [eta, beta] = best_pair(CURVATURES);
    assert_told(
        "optimal-parameters",
        &[
            ("for $\\kappa =", is(20.0)),
            ("By", leads("scalar-functions.md")),
            ("of", leads("momentum-method.md")),
            ("rate of gradient descent,", leads("eq:best-rate")),
            ("valley the *best pair* is $\\eta^\\star =", is(eta)),
            ("\\beta^\\star =", is(beta)),
            ("|---|---|---|---|---| |", is(20.0)),
            ("| 20 |", is(plain(20.0))),
            ("| 0.9048 |", digit(plain(20.0))),
            ("| 23 |", is(heavy(20.0))),
            ("| 0.6345 |", digit(heavy(20.0))),
            ("| |", is(100.0)),
            ("| 100 |", is(plain(100.0))),
            ("| 0.9802 |", digit(plain(100.0))),
            ("| 115 |", is(heavy(100.0))),
            ("| 0.8182 |", digit(heavy(100.0))),
            ("| |", is(10_000.0)),
            ("| 10000 |", is(plain(10_000.0))),
            ("| 0.9998 |", digit(plain(10_000.0))),
            ("| 11513 |", is(heavy(10_000.0))),
            ("| 0.9802 |", digit(heavy(10_000.0))),
            ("coordinates with $\\kappa =", is(100.0)),
            ("after", is(30.0)),
            ("the same step size:", is(1.0 / (1.0 - beta))),
            ("multiple of $t$ that comes with", leads("eq:equal-roots")),
            ("delays it, as", leads("hump.md")),
            ("Compute it with", leads("eq:best-pair")),
            ("then find $\\eta$ in", leads("fig:rolling")),
        ],
    );
}
