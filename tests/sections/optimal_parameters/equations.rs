//! The printed equations and the listings beside them.

use formula::{Bindings, Complex};
use listings::momentum_method::spectral_radius;
use listings::optimal_parameters::{best_momentum, best_pair, larger_radius};
use listings::scalar_functions::{ringing_from, roots};
use tests::printed::equation;
use tests::states::seeded;

/// Covers eq:best-momentum, lst:best_momentum.
#[test]
fn no_other_momentum_has_a_smaller_larger_radius() {
    let printed = equation("best-momentum");
    let mut random = seeded(1);
    for _ in 0..1000 {
        let flat = random.between(0.05, 3.0);
        let curvatures = [flat, flat + random.between(0.0, 3.0)];
        let eta = random.between(0.001, 3.9) / curvatures[1];
        let best = best_momentum(eta, curvatures);
        let bindings = Bindings::new()
            .function("\\beta^\\star", move |eta| {
                Ok(best_momentum(eta.real(0)?, curvatures).into())
            })
            .scalar("\\eta", eta)
            .vector("\\lambda", curvatures)
            .integer("n", 2);
        printed.holds(&bindings.shared());
        let least = larger_radius(eta, best, curvatures);
        // Near a double root a rounding is as large as its square root.
        assert!((least - best.sqrt()).abs() < 1e-7, "{eta}");
        for beta in [random.between(0.0, best), random.between(best, 1.0)] {
            assert!(larger_radius(eta, beta, curvatures) > least - 1e-7);
        }
    }
}

/// Covers eq:flat-rings, eq:steep-rings, eq:best-pair, eq:sum-best-pair, eq:best-weight, lst:best_pair.
#[test]
fn both_ends_are_about_to_ring_at_the_printed_pair() {
    let all = [
        "flat-rings",
        "steep-rings",
        "best-pair",
        "sum-best-pair",
        "best-weight",
    ]
    .map(equation);
    let mut random = seeded(2);
    for case in 0..1000 {
        let flat = random.between(0.01, 5.0);
        let kappa = match case {
            0 => 1.0,
            1 => 20.0,
            _ => random.between(1.0, 1000.0),
        };
        let [eta, beta] = best_pair([flat, kappa * flat]);
        let bindings = Bindings::new()
            .shared()
            .scalar("\\eta", eta)
            .scalar("\\eta^\\star", eta)
            .scalar("\\beta", beta)
            .scalar("\\beta^\\star", beta)
            .scalar("\\kappa", kappa)
            .integer("n", 2)
            .vector("\\lambda", [flat, kappa * flat]);
        for equation in &all {
            equation.holds(&bindings);
        }
        for lambda in [flat, kappa * flat] {
            // Roundings of numbers up to 4.
            assert!((ringing_from(eta, lambda) - beta).abs() < 1e-14);
        }
    }
}

/// Covers eq:below-one, eq:factor-range, eq:kappa-bound, eq:rate-bound.
#[test]
fn the_steps_of_the_proof_hold() {
    let [below, range] = ["below-one", "factor-range"].map(equation);
    let [of_kappa, of_rate] = ["kappa-bound", "rate-bound"].map(equation);
    let mut random = seeded(3);
    for _ in 0..1000 {
        let (eta, beta) = (random.between(0.01, 1.0), random.between(0.0, 0.99));
        let flat = random.between(0.05, 2.0);
        let steep = flat + random.between(0.0, 3.0);
        let rate = larger_radius(eta, beta, [flat, steep]);
        for lambda in [flat, steep] {
            let [r_1, r_2] = roots(eta, beta, lambda).map(|[re, im]| Complex::new(re, im));
            let bindings = Bindings::new()
                .shared()
                .complex("r_1", r_1)
                .complex("r_2", r_2)
                .scalar("\\eta", eta)
                .scalar("\\lambda", lambda);
            below.holds(&bindings);
            // A little above the radius, so that no rounding decides.
            let rho = spectral_radius(eta, beta, lambda) + 1e-6;
            assert!(
                rho >= 1.0 || range.is_met(&bindings.scalar("\\rho", rho)),
                "{rho}"
            );
        }
        let bindings = Bindings::new().scalar("\\kappa", steep / flat);
        let bindings = bindings.scalar("\\rho", rate + 1e-6);
        if rate < 0.999 {
            assert!(of_kappa.is_met(&bindings) && of_rate.is_met(&bindings));
        }
    }
    // Each bound is reached: at the best pair, and by an end of the range.
    let met = |rho: f64| {
        let bindings = Bindings::new().scalar("\\kappa", 4.0).scalar("\\rho", rho);
        [of_kappa.is_met(&bindings), of_rate.is_met(&bindings)]
    };
    assert_eq!(met(1.0 / 3.0 + 1e-12), [true; 2]);
    assert_eq!(met(1.0 / 3.0 - 1e-12), [false; 2]);
    // The end itself, where both sides are the same quotient.
    assert!(met(1.0 / 3.0)[1]);
    let within = |product: f64| {
        let bindings = Bindings::new()
            .scalar("\\eta", 1.0)
            .scalar("\\lambda", product);
        range.is_met(&bindings.scalar("\\rho", 0.5))
    };
    assert!(within(0.25) && within(2.25) && !within(0.2499) && !within(2.2501));
}
