//! "Try".

use listings::curvature::steps_per_digit;
use listings::ill_conditioned_problem::CURVATURES;
use tests::plane::{eigenvalues, eigenvectors, hessian};

use super::near;

/// Covers ex:by-hand.
#[test]
fn the_matrix_of_the_exercise_is_the_valley_turned_by_45_degrees() {
    let asked = [[2.1, -1.9], [-1.9, 2.1]];
    for (row, typed) in hessian(CURVATURES, 45.0).iter().zip(&asked) {
        // Rounding of numbers up to 4.
        assert!(near(row[0], typed[0], 1e-15) && near(row[1], typed[1], 1e-15));
    }
    let [lambda_1, lambda_2] = eigenvalues(asked);
    assert!(near(lambda_1, 0.2, 1e-15) && near(lambda_2, 4.0, 1e-15));
    let [q_1, _] = eigenvectors(asked);
    assert!(near(q_1[0], q_1[1], 1e-15));
    for function in ["eigenvalues", "eigenvectors"] {
        assert_typed(&format!("`{function}(&array![[2.1, -1.9], [-1.9, 2.1]])`"));
    }
}

/// Covers ex:hundred-steps.
#[test]
fn from_87_on_a_digit_costs_more_than_a_hundred_steps() {
    let found = (1..1000).find(|&kappa| steps_per_digit(f64::from(kappa)).is_ok_and(|n| n > 100.0));
    assert_eq!(found, Some(87));
    // The guess.
    assert_eq!((100.0 / 1.15_f64).ceil(), 87.0);
    assert_typed(
        "`(1..1000).find(|&kappa| steps_per_digit(f64::from(kappa)).is_ok_and(|n| n > 100.0))`",
    );
}

/// Fails unless the page asks to type this, which its test has run.
fn assert_typed(code: &str) {
    let page = std::fs::read_to_string(tests::root().join("src/curvature.md")).unwrap();
    assert!(page.contains(code), "{code} is not asked for");
}
