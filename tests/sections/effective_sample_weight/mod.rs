//! Holds the section "Effective sample weight" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;

use listings::effective_sample_weight::{newest_share, standard_error, steps_to, total_weight};
use listings::leaky_averages::{effective_size, leaky_sum};
use tests::states::seeded;
use tests::told::{assert_told, is, leads};

/// Momenta, a thousand of them, the edges and those of the page among them.
fn momenta(seed: u64) -> impl Iterator<Item = f64> {
    let mut random = seeded(seed);
    let edges = [0.0, 0.01, 0.5, 0.9, 0.95, 0.99];
    let drawn = (0..1000).map(move |_| random.between(0.0, 0.99));
    edges.into_iter().chain(drawn)
}

fn close(a: f64, b: f64) -> bool {
    // Some roundings, which 1 − β magnifies up to a hundred times.
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1.0)
}

#[test]
fn a_velocity_takes_in_its_gradients_one_by_one() {
    let sums = leaky_sum(&[1.0, 2.0, -4.0], 0.5).unwrap();
    assert_eq!(sums, [0.0, 1.0, 2.5, -2.75]);
    for wrong in [1.0, -0.1, f64::NAN] {
        let refusal = leaky_sum(&[1.0], wrong).unwrap_err().to_string();
        assert!(refusal.starts_with("beta is "), "{refusal}");
    }
    let long = listings::effective_sample_weight::noisy_velocities(1, 0.5, 2, usize::MAX);
    assert!(long.unwrap_err().to_string().starts_with("steps is "));
}

/// Covers text:effective-sample-weight.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let share = 100.0 * newest_share(0.9, total_weight(0.9));
    let steps = |beta| is(steps_to(0.99, beta) as f64);
    let limit = 100.0 * (1.0 - (-1.0_f64).exp());
    assert_told(
        "effective-sample-weight",
        &[
            ("constant slope with $\\beta =", is(0.9)),
            ("gradients. It grows toward", is(total_weight(0.9))),
            ("that have at least", is(limit)),
            ("$1 - 1/\\mathrm{e}$) and", is(99.0)),
            ("so it enters", leads("momentum-method.md")),
            ("these weights is that of", leads("eq:telescope")),
            ("as long | steps to", is(99.0)),
            ("|---|---|---| |", is(0.5)),
            ("| 0.5 |", is(2.0)),
            ("| 0.5 | 2 |", steps(0.5)),
            ("| 7 | |", is(0.9)),
            ("| 0.9 |", is(10.0)),
            ("| 0.9 | 10 |", steps(0.9)),
            ("| 44 | |", is(0.99)),
            ("| 0.99 |", is(100.0)),
            ("| 0.99 | 100 |", steps(0.99)),
            ("direction limits them, by", leads("eq:momentum-limit")),
            ("a velocity with $\\beta =", is(0.9)),
            ("within the half-life", is(0.5_f64.ln() / 0.9_f64.ln())),
            ("6.6, the total weight", is(10.0)),
            ("and the effective size", is(effective_size(0.9))),
            ("for $k$: with $\\beta =", is(0.9)),
            ("0.9$ the newest", is(10.0)),
            ("10 gradients carry", is(share)),
            ("a velocity with $\\beta =", is(0.9)),
            ("\\beta = 0.9$ averages", is(10.0)),
            ("not an average, and", is(100.0 - share)),
            ("older errors. So", leads("eq:leaky-sum")),
            ("of the velocity over", is(200.0)),
            ("streams with $\\beta =", is(0.9)),
            ("of the simulation,", is(200.0 * standard_error(200))),
            ("which is", is(effective_size(0.9))),
            ("19 for $\\beta =", is(0.9)),
            ("the *effective size* of", leads("leaky-averages.md")),
            ("is another matter:", leads("stochastic-gradients.md")),
            ("for which the newest", is(10.0)),
            ("gradients carry at least", is(90.0)),
            ("result is at least", is(0.9)),
            ("You have $\\beta =", is(0.9)),
            ("0.9$ and $\\eta =", is(0.04)),
            ("and want $\\beta =", is(0.99)),
            ("the old long-run step,", is(0.4)),
            ("steps for $\\beta =", is(0.9)),
        ],
    );
}
