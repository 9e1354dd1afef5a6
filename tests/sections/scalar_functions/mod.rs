//! Holds the section "Scalar functions" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;

use formula::{Bindings, Complex};
use listings::momentum_method::spectral_radius;
use listings::scalar_functions::{roots, scalar_run};
use tests::states::seeded;
use tests::told::{assert_told, is, leads};

/// A step size, a momentum and a curvature with their roots, a thousand times:
/// the edges first, then what is drawn.
fn rooted(seed: u64) -> impl Iterator<Item = ([f64; 3], [Complex; 2])> {
    let mut random = seeded(seed);
    let edges = [
        [0.0, 0.0, 4.0],
        [0.75, 0.5, 4.0],
        [0.6, 0.5, 0.2],
        [0.6, 0.25, 4.0],
    ];
    let drawn = (0..1000).map(move |_| {
        let eta = random.between(0.0, 1.0);
        [eta, random.between(0.001, 0.999), random.between(0.1, 5.0)]
    });
    edges.into_iter().chain(drawn).map(|[eta, beta, lambda]| {
        let pair = roots(eta, beta, lambda).map(|[re, im]| Complex::new(re, im));
        ([eta, beta, lambda], pair)
    })
}

/// η, β and λ, for several equations.
fn parameters([eta, beta, lambda]: [f64; 3]) -> Bindings<'static> {
    Bindings::new()
        .shared()
        .scalar("\\eta", eta)
        .scalar("\\beta", beta)
        .scalar("\\lambda", lambda)
}

#[test]
fn arguments_out_of_range_are_refused() {
    for (eta, beta, steps, argument) in [
        (-0.1, 0.5, 2, "eta"),
        (0.1, 1.0, 2, "beta"),
        (0.1, 0.5, usize::MAX, "steps"),
    ] {
        let refusal = scalar_run(1.0, [eta, beta, 1.0], steps)
            .unwrap_err()
            .to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
}

/// Covers text:scalar-functions.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let [[real, turning], _] = roots(0.6, 0.5, 4.0);
    let low = roots(0.6, 0.25, 4.0);
    assert_told(
        "scalar-functions",
        &[
            ("since by", leads("curvature.md")),
            ("both runs of", leads("momentum-method.md")),
            ("follow it, with $\\eta =", is(1.0)),
            ("from rest at", is(1.0)),
            ("around them from", leads("eq:mixture-of-powers")),
            ("with $\\eta =", is(0.1)),
            ("the comparison is that of", leads("ref:qian1999")),
            ("In the run with $\\eta =", is(0.6)),
            ("$\\beta =", is(0.5)),
            ("has the roots $", is(real)),
            ("\\pm", is(turning)),
            ("of modulus", is(spectral_radius(0.6, 0.5, 4.0))),
            ("With $\\beta =", is(0.25)),
            ("they are", is(low[0][0])),
            ("and", is(low[1][0])),
            ("Set $\\beta =", is(0.5)),
            ("is every dot of", leads("fig:sequence")),
            ("Compute it from", leads("eq:root-sum")),
            ("the point there.", leads("ref:flammarion2015")),
            ("The powers of $R$ are in", leads("ref:goh2017")),
        ],
    );
}
