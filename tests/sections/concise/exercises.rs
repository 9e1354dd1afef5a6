//! "Try".

use listings::concise::{SETTINGS, apart};
use listings::from_scratch::{batch_gradient, first_parameters, orders};
use listings::ndarray::Array1;

use super::{data, run};

/// Covers ex:all-dampened.
#[test]
fn a_run_of_one_gradient_ends_at_ten_times_its_step() {
    let data = data();
    let start = first_parameters(&data, SETTINGS.seed);
    let mut first = Array1::zeros(start.len());
    let order = &orders(&data, SETTINGS).unwrap()[0];
    batch_gradient(&data, &order[..SETTINGS.batch], &start, &mut first);
    let path = run(1, [SETTINGS.eta, SETTINGS.beta, 1.0]);
    // Of the geometric sum the rest after 315 steps is 0.9³¹⁵, below 1e−14.
    let multiple = SETTINGS.eta / (1.0 - SETTINGS.beta);
    let end = &start - &(multiple * first);
    assert!(apart(path.last().unwrap(), &end) < 1e-13);
}
