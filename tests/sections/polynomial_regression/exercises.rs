//! "Try".

use listings::figures::Figure;
use listings::figures::polynomial_regression::{Filters, Fit};

use super::ours;

/// Covers ex:fill-the-gap.
#[test]
fn a_point_moved_into_the_gap_lets_the_condition_number_rise() {
    let kappa = |last: [f64; 2]| {
        let figure = Fit {
            last,
            ..Fit::default()
        };
        figure.data().unwrap().kappa
    };
    let times = kappa([0.0, 0.5]) / kappa([0.6, 0.5]);
    assert!((1.7..1.8).contains(&times), "{times}");
    // The height does not matter.
    assert_eq!(kappa([0.0, 0.5]), kappa([0.0, -2.0]));
}

/// Covers ex:half-learned.
#[test]
fn half_of_the_third_is_learned() {
    let p = ours();
    let left = 1.0 - 1.8 / p.lambda[5] * p.lambda[2];
    let steps = 0.5_f64.ln() / left.ln();
    let figure = Filters {
        log_steps: steps.log10(),
    };
    let share = figure.data().unwrap().marks[2];
    assert_eq!(share[0], p.lambda[2]);
    // Half a step more or less.
    assert!((share[1] - 0.5).abs() < 1e-3, "{steps}: {share:?}");
    // A position of the slider is near enough to see it.
    let log_steps = (steps.log10() / 0.05).round() * 0.05;
    let share = Filters { log_steps }.data().unwrap().marks[2];
    assert!((share[1] - 0.5).abs() < 0.03, "{log_steps}: {share:?}");
}
