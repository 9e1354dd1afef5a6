//! "Try".

use listings::curvature::steps_per_digit;
use listings::ill_conditioned_problem::{CURVATURES, best_step, step_limit};
use tests::drawn::distance;
use tests::plane::{
    condition_number, eigenvalues, eigenvectors, hessian, rescaled, turned_descent,
};

use super::{OLD_START, near};

/// Covers ex:by-hand.
#[test]
fn the_matrix_of_the_exercise_is_the_valley_turned_by_45_degrees() {
    let entries = hessian(CURVATURES, 45.0);
    let asked = [[2.1, -1.9], [-1.9, 2.1]];
    for (row, typed) in entries.iter().zip(&asked) {
        // Rounding of numbers up to 4.
        assert!(near(row[0], typed[0], 1e-15) && near(row[1], typed[1], 1e-15));
    }
    let [lambda_1, lambda_2] = eigenvalues(asked);
    assert!(near(lambda_1, 0.2, 1e-15) && near(lambda_2, 4.0, 1e-15));
    let [q_1, _] = eigenvectors(asked);
    assert!(near(q_1[0], 0.5_f64.sqrt(), 1e-15) && near(q_1[1], 0.5_f64.sqrt(), 1e-15));
    assert_typed("`eigenvalues(&array![[2.1, -1.9], [-1.9, 2.1]])`");
    assert_typed("`eigenvectors(&array![[2.1, -1.9], [-1.9, 2.1]])`");
}

/// Covers ex:hundred-steps.
#[test]
fn from_87_on_a_digit_costs_more_than_a_hundred_steps() {
    let found = (1..1000).find(|&kappa| steps_per_digit(f64::from(kappa)).is_ok_and(|n| n > 100.0));
    assert_eq!(found, Some(87));
    assert!((87..1000).all(|kappa| steps_per_digit(f64::from(kappa)).unwrap() > 100.0));
    // The guess: 100 / 1.15.
    let guess = 100.0 / (10.0_f64.ln() / 2.0);
    assert_eq!(guess.ceil(), 87.0);
    assert_typed(
        "`(1..1000).find(|&kappa| steps_per_digit(f64::from(kappa)).is_ok_and(|n| n > 100.0))`",
    );
}

/// Covers ex:one-step-scales.
#[test]
fn scales_in_the_right_ratio_leave_one_step() {
    let h = hessian([0.2, 4.0], 0.0);
    let mut larger = false;
    for by in [0.5, 1.0, 3.0] {
        let scales = [by * 20.0_f64.sqrt(), by];
        let scaled = rescaled(h, scales);
        assert!(near(condition_number(scaled).unwrap(), 1.0, 1e-14));
        let eta = best_step(eigenvalues(scaled));
        let path = turned_descent(scaled, OLD_START, eta, 1).unwrap();
        // Rounding of numbers up to 5.
        assert!(distance(path[1], [0.0, 0.0]) < 1e-14, "{by}");
        larger |= eta > step_limit(CURVATURES[1]);
    }
    assert!(larger, "no step size is larger than the old limit");
    // Scales in another ratio do not.
    for scales in [[4.0, 1.0], [1.0, 20.0_f64.sqrt()], [20.0, 1.0]] {
        assert!(condition_number(rescaled(h, scales)).unwrap() > 1.1);
    }
    assert_typed("`condition_number(&rescaled(&h, &scales))?`");
    assert_typed("`turned_descent(&rescaled(&h, &scales), [-5.0, -2.0], eta, 1)?[1]`");
}

/// Fails unless the page asks to type this, which its test has run.
fn assert_typed(code: &str) {
    let page = std::fs::read_to_string(tests::root().join("src/curvature.md")).unwrap();
    assert!(page.contains(code), "{code} is not asked for");
}
