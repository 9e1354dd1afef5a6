//! Holds the section "The limits of descent" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;

use listings::figures::Window;
use listings::limits_of_descent::{
    chain_gradient, chain_minimizer, chain_run, distances, four_runs,
};
use listings::ndarray::{Array1, arr1};
use listings::nesterov::contest;
use tests::drawn::{Element, place};
use tests::told::{assert_told, is, leads};

/// The points of gradient descent, momentum, Nesterov's method and conjugate
/// gradients on the chain.
fn paths(kappa: f64, n: usize, steps: usize) -> [Vec<Array1<f64>>; 4] {
    let [plain, heavy, ahead] = contest([1.0, kappa]).map(Some);
    [plain, heavy, ahead, None].map(|fixed| chain_run(kappa, n, fixed, steps).unwrap())
}

/// The loss of the chain, less that of 0.
fn loss(kappa: f64, x: &Array1<f64>) -> f64 {
    let [product, gradient] = [0.0, 1.0].map(|pull| chain_gradient(kappa, pull, x));
    x.dot(&(gradient - 0.5 * product))
}

/// The part of the plane that the map shows.
const MAP: Window = Window {
    x: [-0.5, 40.5],
    y: [0.5, 25.5],
};

/// What covers the cell of coordinate i after step t: roles, and how much.
fn cover(all: &[Element], t: usize, i: usize) -> Vec<(String, f64)> {
    let cell = place(MAP, [t as f64, i as f64]);
    let polygons = all.iter().filter(|element| element.name == "polygon");
    let over = polygons.filter(|element| {
        assert!(element.is_rectangle(), "{element:?}");
        element.covers(cell)
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
        let refusal = chain_run(kappa, 3, Some([eta, beta, s]), steps);
        let refusal = refusal.unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
    assert!(chain_minimizer(0.5, 3).is_err() && four_runs(0.5, 3, 2).is_err());
    // Conjugate gradients have no numbers to refuse but these.
    assert!(chain_run(0.5, 3, None, 2).is_err() && chain_run(20.0, 3, None, usize::MAX).is_err());
    // No coordinates, no steps, and nothing left to do are fine.
    assert_eq!(chain_run(20.0, 0, Some(method), 1).unwrap().len(), 2);
    for kappa in [1.0, 5.0, 20.0] {
        let path = chain_run(kappa, 2, None, 2000).unwrap();
        let off = &path[2000] - &chain_minimizer(kappa, 2).unwrap();
        assert!(off.dot(&off) < 1e-28, "{kappa}");
    }
    assert!(distances(&[], &arr1(&[1.0])).is_empty());
}

/// Covers text:limits-of-descent.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let [plain, ..] = paths(100.0, 25, 25);
    let places = chain_minimizer(100.0, 25).unwrap();
    let share = |i: usize| 100.0 * plain[25][i - 1] / places[i - 1];
    // The last coordinate moves with the last step, under each method.
    let last = |path: &Vec<Array1<f64>>| path.iter().position(|x| x[24] != 0.0);
    assert!(
        paths(100.0, 25, 25)
            .iter()
            .all(|path| last(path) == Some(25))
    );
    assert_told(
        "limits-of-descent",
        &[
            ("chain, for $\\kappa =", is(100.0)),
            ("The last of", is(25.0)),
            ("moves at step", is(25.0)),
            ("they differ: after", is(25.0)),
            ("$x_2$ is at", is(share(2))),
            ("$x_{11}$ at", is(share(11))),
            ("Such bounds go back to", leads("ref:nemirovsky1983")),
            ("Theorem 2.1.13 of", leads("ref:nesterov2004")),
            ("(ref:nesterov2004).", leads("ref:goh2017")),
            ("on a chain of", is(200.0)),
            ("coordinates, for $\\kappa =", is(100.0)),
            ("gray region is below", leads("eq:bound")),
            ("*conjugate gradients*, from", leads("ref:hestenes1952")),
            ("conjugate gradients. At step", is(25.0)),
            ("chain with $\\kappa =", is(100.0)),
            ("distance? Compute it from", leads("eq:bound")),
            ("then read in", leads("fig:bound")),
        ],
    );
}
