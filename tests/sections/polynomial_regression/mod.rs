//! Holds the section "Polynomial regression and early stopping" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;

use listings::ndarray::{Array1, Array2};
use listings::polynomial_regression::{
    DEGREE, POINTS, Polynomial, fresh_error, height, planned_momentum, polynomial, shares,
    true_polynomial,
};
use listings::quadratic_functions::momentum_run;
use tests::told::{assert_told, is, leads};

/// The polynomial of the section.
fn ours() -> Polynomial {
    polynomial(&POINTS, DEGREE).unwrap()
}

/// The matrix Z of these points.
fn rows(points: &[[f64; 2]]) -> Array2<f64> {
    Array2::from_shape_fn((points.len(), 6), |(k, j)| points[k][0].powi(j as i32))
}

/// The weights after each step of momentum from zero, walked.
fn walked(points: &[[f64; 2]], pair: [f64; 2], steps: usize) -> Vec<Array1<f64>> {
    let z = rows(points);
    let y: Array1<f64> = points.iter().map(|point| point[1]).collect();
    let gradient = |w: &Array1<f64>| z.t().dot(&(z.dot(w) - &y));
    let start = [Array1::zeros(6), Array1::zeros(6)];
    let run = momentum_run(gradient, start, pair, steps).unwrap();
    run.into_iter().map(|[w, _]| w).collect()
}

/// The value at x of the polynomial with these weights.
fn value(w: &Array1<f64>, x: f64) -> f64 {
    w.iter().rev().fold(0.0, |sum, w| sum * x + w)
}

/// The error on fresh points of gradient descent, or of momentum planned for
/// so many steps.
fn error(steps: usize, momentum: bool) -> f64 {
    let beta = if momentum {
        planned_momentum(steps)
    } else {
        0.0
    };
    let p = true_polynomial().unwrap();
    fresh_error(&p, &shares(&p, beta, steps), 0.3)
}

#[test]
fn arguments_out_of_range_are_refused() {
    let refusal = |points: &[[f64; 2]], degree| {
        let refused = polynomial(points, degree).unwrap_err();
        refused.to_string()
    };
    assert_eq!(refusal(&POINTS, 21), "degree is 21; it must be at most 20");
    assert!(refusal(&[[f64::NAN, 1.0]], 0).starts_with("points is [NaN, 1]; it must be"));
    // As many points as weights are enough, one less is not.
    assert!(polynomial(&POINTS[..6], 5).is_ok());
    assert!(refusal(&POINTS[..5], 5).contains("positive definite"));
    assert!(refusal(&[], 0).contains("positive definite"));
    assert_eq!(polynomial(&[[0.3, 2.0]], 0).unwrap().best[0], 2.0);
    assert_eq!(planned_momentum(0), 0.0);
    // The shares of all degrees below the largest sum to the fit.
    assert!(height(&ours(), &shares(&ours(), 0.0, 0), 0.5) == 0.0);
}

/// Covers text:polynomial-regression.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    assert_told(
        "polynomial-regression",
        &[
            ("The fit after", is(100.0)),
            ("This is a", leads("quadratic-functions.md")),
            (
                "The smallest eigenvalue $\\lambda_1$ is",
                is(ours().lambda[0]),
            ),
            ("the largest $\\lambda_6$ is", is(ours().lambda[5])),
            (
                "and the condition number $\\kappa$ is",
                is(ours().lambda[5] / ours().lambda[0]),
            ),
            (
                "$a_{t,i} - a^\\star_i$ are the",
                leads("eq:own-coordinates"),
            ),
            (
                "has the variance $\\lambda_i \\sigma^2$, because of",
                leads("eq:seen"),
            ),
            ("against its eigenvalue: after", is(1000.0)),
            ("gradient descent (blue), after", is(100.0)),
            ("because its", leads("hump.md")),
            ("noise of standard deviation", is(0.3)),
            ("The ten points are those of", leads("ref:goh2017")),
            ("the last point of", leads("fig:fit")),
            ("Compute it from", leads("eq:learned")),
            ("move the slider of", leads("fig:filters")),
        ],
    );
}
