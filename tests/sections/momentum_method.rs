//! Holds the momentum update to its word: the title page draws with it.

use listings::ill_conditioned_problem::{CURVATURES, gradient_descent, objective};
use listings::momentum_method::{
    momentum_arrival, momentum_descent, momentum_step, spectral_radius,
};
use listings::settling::Settling;
use tests::states::seeded;

const START: [f64; 2] = [-5.0, -2.0];

fn end(eta: f64, beta: f64) -> [f64; 2] {
    momentum_descent(START, eta, beta, 20).unwrap()[20]
}

#[test]
fn the_published_end_points_are_reproduced_to_their_digits() {
    let printed = |[x1, x2]: [f64; 2]| format!("{x1:.6}, {x2:.6}");
    assert_eq!(printed(end(0.6, 0.5)), "0.007188, 0.002553");
    assert_eq!(printed(end(0.6, 0.25)), "-0.126340, -0.186632");
}

#[test]
fn the_first_steps_are_those_computed_by_hand() {
    // v₁ = (−1, −8), x₁ = (−5 + 0.6, −2 + 4.8); v₂ = v₁/2 + (−0.88, 11.2).
    let [x, v] = momentum_step([START, [0.0; 2]], 0.6, 0.5);
    assert!((x[0] + 4.4).abs() < 1e-15 && (x[1] - 2.8).abs() < 1e-15);
    assert_eq!(v, [-1.0, -8.0]);
    let [x, v] = momentum_step([x, v], 0.6, 0.5);
    assert!((v[0] + 1.38).abs() < 1e-14 && (v[1] - 7.2).abs() < 1e-14);
    assert!((x[0] + 3.572).abs() < 1e-14 && (x[1] + 1.52).abs() < 1e-14);
}

#[test]
fn without_momentum_it_is_gradient_descent() {
    let plain = gradient_descent(START, 0.4, 50).unwrap();
    assert_eq!(momentum_descent(START, 0.4, 0.0, 50).unwrap(), plain);
    for lambda in CURVATURES {
        for eta in [0.1, 0.4, 0.6] {
            let factor = listings::ill_conditioned_problem::factor(eta, lambda);
            // One rounding of numbers near 1.
            assert!((spectral_radius(eta, 0.0, lambda) - factor.abs()).abs() < 1e-15);
        }
    }
}

#[test]
fn the_spectral_radius_is_the_rate_at_which_a_coordinate_shrinks() {
    let mut random = seeded(3);
    let mut tried = 0;
    while tried < 200 {
        let (eta, beta) = (random.between(0.05, 0.9), random.between(0.0, 0.95));
        let radius = spectral_radius(eta, beta, CURVATURES[1]);
        let trace: f64 = 1.0 + beta - eta * CURVATURES[1];
        // Near a double root the size is k times a power, and the rate is
        // reached only slowly.
        if (trace * trace - 4.0 * beta).abs() < 0.05 {
            continue;
        }
        tried += 1;
        // The largest size within a swing, 400 steps apart: complex roots
        // turn, so that a single step says little.
        let mut state = [[0.0, 1.0], [0.0; 2]];
        let mut peaks = Vec::new();
        for _ in 0..3 {
            let mut peak = 0.0_f64;
            for _ in 0..200 {
                state = momentum_step(state, eta, beta);
                peak = peak.max(state[0][1].hypot(0.1 * state[1][1]));
                // Keep the numbers in range; the recurrence is linear.
                if !(1e-100..1e100).contains(&peak) {
                    break;
                }
            }
            peaks.push(peak);
        }
        if peaks.iter().all(|p| (1e-100..1e100).contains(p)) {
            let rate = (peaks[2] / peaks[1]).powf(1.0 / 200.0);
            // A swing of bounded size, spread over 200 steps.
            assert!(
                (rate - radius).abs() < 0.02,
                "{eta} {beta}: {rate} {radius}"
            );
        }
    }
    // Complex roots have modulus √β, and the limit of η is (2 + 2β)/λ.
    assert_eq!(spectral_radius(0.6, 0.5, 4.0), 0.5_f64.sqrt());
    assert!(spectral_radius(0.7499, 0.5, 4.0) < 1.0);
    assert!(spectral_radius(0.7501, 0.5, 4.0) > 1.0);
    assert!((spectral_radius(0.6, 0.25, 0.2) - 0.82811).abs() < 5e-6);
    assert!((spectral_radius(0.6, 0.25, 4.0) - 0.85895).abs() < 5e-6);
}

#[test]
fn arrivals_are_those_of_a_direct_count() {
    assert_eq!(momentum_arrival(START, 0.6, 0.5), Settling::Step(24));
    assert_eq!(momentum_arrival(START, 0.6, 0.25), Settling::Step(55));
    assert_eq!(momentum_arrival(START, 0.4, 0.0), Settling::Step(103));
    assert_eq!(momentum_arrival(START, 0.8, 0.5), Settling::Never);
}

#[test]
fn arguments_out_of_range_are_refused() {
    for (start, eta, beta, steps, argument) in [
        ([0.0, f64::NAN], 0.6, 0.5, 20, "start"),
        (START, f64::NAN, 0.5, 20, "eta"),
        (START, 0.6, 1.0, 20, "beta"),
        (START, 0.6, 0.5, 2_000_000, "steps"),
    ] {
        let refused = momentum_descent(start, eta, beta, steps);
        let refusal = refused.unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
    assert_eq!(momentum_descent(START, 0.6, 0.5, 0).unwrap(), [START]);
    assert!(objective(end(0.6, 0.5)) < objective(end(0.6, 0.25)));
}
