//! "What changes the condition number".

use formula::{Bindings, Value};
use listings::ill_conditioned_problem::{CURVATURES, best_step};
use tests::plane::{
    condition_number, eigenvalues, height, hessian, rescaled, slope, turned_descent, unit_scales,
};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{near, point, valleys, with_entries};

/// Covers eq:rescaled-hessian, eq:scaled-step.
#[test]
fn the_printed_rescaling_is_the_one_that_runs() {
    let mut random = seeded(29);
    let (printed, step) = (equation("rescaled-hessian"), equation("scaled-step"));
    for (curvatures, angle) in valleys(29) {
        let h = hessian(curvatures, angle);
        let scales = [random.between(0.2, 3.0), random.between(0.2, 3.0)];
        let bindings = Bindings::new().matrix("K", rescaled(h, scales));
        let bindings = bindings.scalar("s_1", scales[0]).scalar("s_2", scales[1]);
        printed.holds(&with_entries(bindings, h));

        let eta = random.between(0.01, 0.6);
        let y = turned_descent(rescaled(h, scales), point(&mut random), eta, 3).unwrap();
        let x = y.iter().map(|y| [scales[0] * y[0], scales[1] * y[1]]);
        let x: Vec<[f64; 2]> = x.collect();
        let t = random.between(1.0, 4.0) as usize;
        let points = x.iter().map(|x| Value::from(x.as_slice()));
        let bindings = Bindings::new()
            .sequence("x", 0, points)
            .integer("t", t as i64)
            .integer("i", 1 + i64::from(random.toss()))
            .scalar("\\eta", eta)
            .vector("s", scales);
        step.holds(&bindings.vector("g", slope(h, x[t - 1])));
    }
}

/// Covers claim:millimeters.
#[test]
fn a_unit_a_thousand_times_as_small_divides_a_curvature_by_a_million() {
    let claim = claim("millimeters");
    let per = match claim.word(&[
        "in millimeters instead of meters",
        "in meters instead of millimeters",
    ]) {
        "in millimeters instead of meters" => 1000.0,
        _ => 0.001,
    };
    let power = |word: &str| match word {
        word if word.starts_with("a thousand") => 1e3,
        _ => 1e6,
    };
    let numbers = power(claim.word(&["a thousand times as", "a million times as"]));
    let entries = power(claim.word(&["a thousand times smaller", "a million times smaller"]));
    assert_eq!(
        claim.word(&["as large, and", "as small, and"]),
        "as large, and"
    );
    assert_eq!(
        claim.word(&["on the diagonal", "off the diagonal"]),
        "on the diagonal"
    );
    claim.says("one coordinate");
    // x = s y: a length of 1, in meters, is the number 1000.
    let scale = 1.0 / per;
    assert_eq!(1.0 / scale, numbers);
    for (curvatures, angle) in valleys(30) {
        let h = hessian(curvatures, angle);
        for i in 0..2 {
            let mut scales = [1.0; 2];
            scales[i] = scale;
            let entry = rescaled(h, scales)[i][i];
            // Rounding of the scale.
            assert!(near(entry * entries / h[i][i], 1.0, 1e-14));
            assert_eq!(rescaled(h, scales)[1 - i][1 - i], h[1 - i][1 - i]);
        }
    }
}

/// Covers lst:rescaled.
#[test]
fn a_rescaled_valley_has_the_same_heights_at_the_same_points() {
    let mut random = seeded(15);
    for (curvatures, angle) in valleys(15) {
        let h = hessian(curvatures, angle);
        let scales = [random.between(0.2, 3.0), random.between(0.2, 3.0)];
        let y = point(&mut random);
        let x = [scales[0] * y[0], scales[1] * y[1]];
        // Rounding of heights up to 2000.
        let there = height(rescaled(h, scales), y);
        assert!(near(there, height(h, x), 1e-11), "{scales:?}");
        let unit = rescaled(h, unit_scales(h));
        assert!(near(unit[0][0], 1.0, 1e-15) && near(unit[1][1], 1.0, 1e-15));
        assert_eq!(unit[0][1], unit[1][0]);
    }
}

/// Covers claim:scaled-height.
#[test]
fn doubling_the_height_doubles_the_curvatures_only() {
    let claim = claim("scaled-height");
    let twice = |word: &str| if word.contains("doubled") { 2.0 } else { 0.5 };
    let of_height = twice(claim.word(&["$f$ is doubled", "$f$ is halved"]));
    let of_values = twice(claim.word(&["eigenvalue is doubled", "eigenvalue is halved"]));
    let of_step = twice(claim.word(&["step size is doubled", "step size is halved"]));
    assert_eq!(
        claim.word(&["every eigenvalue", "no eigenvalue"]),
        "every eigenvalue"
    );
    assert_eq!(claim.word(&["best step", "worst step"]), "best step");
    claim.word(&["κ stays the same"]);
    for (curvatures, angle) in valleys(19) {
        let h = hessian(curvatures, angle);
        let scaled = h.map(|row| row.map(|entry| of_height * entry));
        // A power of two rounds nothing.
        assert_eq!(eigenvalues(scaled), eigenvalues(h).map(|l| of_values * l));
        let best = best_step(eigenvalues(h));
        assert_eq!(best_step(eigenvalues(scaled)), of_step * best);
        assert_eq!(condition_number(scaled), condition_number(h));
    }
}

/// The condition number of our valley at an angle, scaled to unit curvature
/// along the axes.
fn after_unit_scales(angle: f64) -> f64 {
    let h = hessian(CURVATURES, angle);
    condition_number(rescaled(h, unit_scales(h))).unwrap()
}

/// Covers claim:unit-scales.
#[test]
fn scaling_the_axes_helps_as_far_as_the_valley_lies_along_them() {
    let claim = claim("unit-scales");
    let [one, before, lying, turned_kappa, angle, diagonal] = claim.numbers();
    assert_eq!(one, 1.0);
    let h = hessian(CURVATURES, 30.0);
    let unit = rescaled(h, unit_scales(h));
    assert!(near(unit[0][0], one, 1e-15) && near(unit[1][1], one, 1e-15));
    // Rounding of numbers up to 20.
    assert!(near(condition_number(h).unwrap(), before, 1e-12));
    assert!(near(after_unit_scales(0.0), lying, 1e-12));
    assert!(near(after_unit_scales(angle), turned_kappa, 0.05));
    assert!(near(after_unit_scales(diagonal), before, 1e-12));
    match claim.word(&["falls from", "rises from"]) {
        "falls from" => assert!(lying < turned_kappa && turned_kappa < before),
        _ => assert!(lying > before),
    }
    assert_eq!(
        claim.word(&["With scales", "Without scales"]),
        "With scales"
    );
    assert_eq!(
        claim.word(&["lies along the axes", "lies across the axes"]),
        "lies along the axes"
    );
    assert_eq!(
        claim.word(&["curvature along each", "curvature across each"]),
        "curvature along each"
    );
    assert_eq!(claim.word(&["not at all"]), "not at all");
    assert_eq!([angle, diagonal], [30.0, 45.0]);
}
