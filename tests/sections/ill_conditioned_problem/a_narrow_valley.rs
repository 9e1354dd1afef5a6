//! "A narrow valley".

use formula::Bindings;
use listings::ill_conditioned_problem::CURVATURES;
use tests::plane::{gradient, objective, with_gradient};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{START, cases};

#[test]
fn the_gradient_is_the_slope_of_the_objective() {
    let mut random = seeded(1);
    for _ in 0..1000 {
        let x = [random.between(-6.0, 2.0), random.between(-3.0, 3.0)];
        let h = 1e-4;
        let slopes = [0, 1].map(|i| {
            let moved = |by: f64| {
                let mut y = x;
                y[i] += by;
                objective(y)
            };
            (moved(h) - moved(-h)) / (2.0 * h)
        });
        // A central difference of a quadratic is exact but for rounding:
        // values up to 22 at 1e-16, divided by 2e-4.
        for (slope, g) in slopes.iter().zip(gradient(x)) {
            assert!((slope - g).abs() < 1e-10, "{x:?}");
        }
    }
    assert_eq!(objective([0.0, 0.0]), 0.0);
    assert_eq!(objective(START), 10.5);
}

/// What is bound to f: the objective of the listings.
fn with_objective<'a>(bindings: Bindings<'a>) -> Bindings<'a> {
    bindings.function("f", |x| {
        let x = x.point()?;
        Ok(objective([x[0], x[1]]).into())
    })
}

fn with_curvatures<'a>(bindings: Bindings<'a>) -> Bindings<'a> {
    bindings
        .scalar("\\lambda_1", CURVATURES[0])
        .scalar("\\lambda_2", CURVATURES[1])
}

/// Covers eq:objective, lst:objective.
#[test]
fn the_printed_objective_is_the_one_that_runs() {
    let printed = equation("objective");
    for (x, _) in cases(11) {
        let bindings = Bindings::new().point("\\mathbf{x}", x);
        printed.holds(&with_curvatures(with_objective(bindings)));
    }
}

/// Covers eq:lowest.
#[test]
fn the_origin_is_the_lowest_point() {
    equation("lowest").holds(&with_objective(Bindings::new()));
    for (x, _) in cases(12) {
        assert!(objective(x) > objective([0.0, 0.0]));
    }
}

/// Covers eq:gradient, lst:gradient.
#[test]
fn the_printed_gradient_is_the_one_that_runs() {
    let printed = equation("gradient");
    for (x, _) in cases(13) {
        let bindings = Bindings::new().point("\\mathbf{x}", x);
        printed.holds(&with_curvatures(with_gradient(bindings)));
    }
}

/// Covers claim:curvature-ratio.
#[test]
fn the_valley_is_curved_as_the_page_says() {
    let claim = claim("curvature-ratio");
    let [ratio] = claim.numbers();
    let [along, across] = CURVATURES;
    match claim.word(&[
        "across the floor as along it",
        "along the floor as across it",
    ]) {
        "across the floor as along it" => assert_eq!(ratio, across / along),
        _ => assert_eq!(ratio, along / across),
    }
}
