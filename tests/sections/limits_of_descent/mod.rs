//! Holds the section "The limits of descent" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;

use listings::figures::Window;
use listings::limits_of_descent::{
    chain_minimizer, chain_product, chain_pull, chain_run, conjugate_gradients, distances,
    four_runs,
};
use listings::ndarray::{Array1, arr1};
use listings::nesterov::contest;
use tests::drawn::{Element, place};
use tests::told::{assert_told, is, leads};

/// The points of conjugate gradients on the chain, and their pairs.
fn conjugate(kappa: f64, n: usize, steps: usize) -> (Vec<Array1<f64>>, Vec<[f64; 2]>) {
    let pull = chain_pull(kappa, n);
    conjugate_gradients(|x| chain_product(kappa, x), &pull, steps)
}

/// The points of gradient descent, momentum, Nesterov's method and conjugate
/// gradients on the chain.
fn paths(kappa: f64, n: usize, steps: usize) -> [Vec<Array1<f64>>; 4] {
    let [plain, heavy, ahead] =
        contest([1.0, kappa]).map(|method| chain_run(kappa, n, method, steps).unwrap());
    [plain, heavy, ahead, conjugate(kappa, n, steps).0]
}

/// The loss of the chain, less that of 0.
fn loss(kappa: f64, x: &Array1<f64>) -> f64 {
    x.dot(&(0.5 * chain_product(kappa, x) - chain_pull(kappa, x.len())))
}

/// The part of the plane that the map shows.
const MAP: Window = Window {
    x: [-0.5, 40.5],
    y: [0.5, 25.5],
};

/// What covers the cell of coordinate i after step t: roles, and how much.
fn cover(all: &[Element], t: usize, i: usize) -> Vec<(String, f64)> {
    let [x, y] = place(MAP, [t as f64, i as f64]);
    let polygons = all.iter().filter(|element| element.name == "polygon");
    let over = polygons.filter(|element| {
        let reach = |axis: usize, at: f64| {
            let all = element.points.iter().map(|point| point[axis]);
            all.clone().any(|p| p < at) && all.clone().any(|p| p > at)
        };
        reach(0, x) && reach(1, y)
    });
    over.map(|element| (element.role.clone(), element.share))
        .collect()
}

#[test]
fn arguments_out_of_range_are_refused() {
    let method = [0.1, 0.5, 0.0];
    for (kappa, [eta, beta, s], steps, argument) in [
        (0.5, method, 2, "kappa"),
        (f64::NAN, method, 2, "kappa"),
        (20.0, [-0.1, 0.5, 0.0], 2, "eta"),
        (20.0, [0.1, 1.0, 0.0], 2, "beta"),
        (20.0, method, usize::MAX, "steps"),
    ] {
        let refusal = chain_run(kappa, 3, [eta, beta, s], steps);
        let refusal = refusal.unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
    assert!(chain_minimizer(0.5, 3).is_err() && four_runs(0.5, 3, 2).is_err());
    // No links, no steps, and nothing to do are fine.
    assert_eq!(chain_run(20.0, 0, method, 1).unwrap().len(), 2);
    let still = conjugate_gradients(|x| x.clone(), &arr1(&[0.0, 0.0]), 3);
    assert_eq!(still, (vec![arr1(&[0.0, 0.0]); 4], Vec::new()));
    assert!(distances(&[], &arr1(&[1.0])).is_empty());
}

/// Covers text:limits-of-descent.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    assert_told(
        "limits-of-descent",
        &[
            ("chain, for $\\kappa =", is(100.0)),
            ("on a chain of", is(200.0)),
            ("links, for $\\kappa =", is(100.0)),
            ("gray region is below", leads("eq:bound")),
            ("conjugate gradients. At step", is(25.0)),
            ("chain with $\\kappa =", is(100.0)),
            ("distance? Compute it from", leads("eq:bound")),
            ("then read in", leads("fig:bound")),
        ],
    );
}
