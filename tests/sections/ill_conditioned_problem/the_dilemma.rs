//! "The dilemma".

use formula::Bindings;
use listings::ill_conditioned_problem::{CURVATURES, arrival, best_step, factor};
use listings::settling::Settling;
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::START;

#[test]
fn the_best_step_makes_both_coordinates_equally_fast() {
    let slower = |eta: f64| {
        let radii = CURVATURES.map(|lambda| factor(eta, lambda).abs());
        radii[0].max(radii[1])
    };
    let best = best_step(CURVATURES);
    assert!((best - 10.0 / 21.0).abs() < 1e-15);
    assert!((slower(best) - 19.0 / 21.0).abs() < 1e-15);
    for thousandths in 1..=1000 {
        let eta = f64::from(thousandths) / 1000.0;
        // Rounding of numbers near 1.
        assert!(slower(eta) >= slower(best) - 1e-15, "{eta}");
    }
}

/// Covers eq:balanced, eq:best-step, lst:best_step.
#[test]
fn the_best_step_balances_the_two_coordinates() {
    let mut random = seeded(19);
    let (balanced, printed) = (equation("balanced"), equation("best-step"));
    for _ in 0..1000 {
        let curvatures = [random.between(0.01, 5.0), random.between(0.01, 5.0)];
        let best = best_step(curvatures);
        let lambdas = || {
            Bindings::new()
                .scalar("\\lambda_1", curvatures[0])
                .scalar("\\lambda_2", curvatures[1])
        };
        balanced.holds(&lambdas().scalar("\\eta", best));
        printed.holds(&lambdas().scalar("\\eta^\\star", best));
    }
}

/// Covers claim:best-arrival.
#[test]
fn with_the_best_step_the_path_arrives_a_little_earlier() {
    let claim = claim("best-arrival");
    let steps = [best_step(CURVATURES), 0.4].map(|eta| arrival(START, eta).unwrap());
    let printed: [f64; 2] = claim.numbers();
    assert_eq!(printed.map(|step| Settling::Step(step as usize)), steps);
    claim.says("instead of");
}

/// Covers claim:best-is-slow.
#[test]
fn even_the_best_step_is_slow() {
    let claim = claim("best-is-slow");
    let [left] = claim.numbers();
    let best = best_step(CURVATURES);
    for lambda in CURVATURES {
        // To the digit that is printed.
        assert!((left - 100.0 * factor(best, lambda).abs()).abs() < 0.05);
    }
    // "Even": far more than half is left.
    assert!(left > 75.0);
    claim.says("even with the best step size, a step leaves");
}
