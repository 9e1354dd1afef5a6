//! "Try".

use listings::concise::{SETTINGS, all_apart, apart};
use listings::from_scratch::{batch_gradient, first_parameters, orders};
use listings::ndarray::Array1;

use super::{data, run, runs};

/// Covers ex:with-burn.
#[test]
fn either_number_shows_in_the_list_at_its_step() {
    let data = data();
    let [ours, ..] = runs();
    let seen_from = |numbers: [f64; 2]| {
        let theirs = concise::trained(&data, SETTINGS, numbers).unwrap();
        let apart = all_apart(&ours, &theirs);
        apart.iter().position(|size| *size > 1e-6).map(|at| at + 1)
    };
    let steps = [[0.0, 0.5], [0.1, 0.5], [0.0, 1.0]].map(seen_from);
    assert_eq!(steps, [None, Some(2), Some(1)]);
}

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
