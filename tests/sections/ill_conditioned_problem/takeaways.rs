//! "Takeaways".

use listings::ill_conditioned_problem::{CURVATURES, arrival, best_step, factor, step_limit};
use listings::settling::Settling;
use tests::plane::gradient_step;
use tests::printed::claim;
use tests::states::seeded;

use super::START;

/// Covers claim:take-factor, claim:take-limit-of-step, claim:take-who, claim:sum-who.
#[test]
fn what_is_taken_along_was_shown() {
    let mut random = seeded(61);
    let (mut own, mut limit) = (true, true);
    let [flat, steep] = CURVATURES;
    for _ in 0..1000 {
        let x = [random.between(-6.0, 2.0), random.between(-3.0, 3.0)];
        let eta = random.between(-0.1, 1.0);
        let next = gradient_step(x, eta);
        // Roundings of numbers up to 12.
        own &= (0..2).all(|i| (next[i] - factor(eta, CURVATURES[i]) * x[i]).abs() < 1e-13);
        let converges = CURVATURES
            .iter()
            .all(|lambda| factor(eta, *lambda).abs() < 1.0);
        limit &= converges == (0.0 < eta && eta < step_limit(steep));
    }
    claim("take-factor").holds(&[("each step multiplies", own), ("no step multiplies", !own)]);
    claim("take-factor").says("by its own constant, $1 - \\eta\\lambda_i$");
    let of_limit = claim("take-limit-of-step");
    // Both factors are below 1 in size, whatever the start is.
    of_limit.says("Gradient descent converges from every start");
    of_limit.holds(&[
        ("is positive and below 2", limit),
        ("is positive and above 2", !limit),
    ]);
    of_limit.holds(&[
        ("the largest curvature", limit),
        ("the smallest curvature", !limit),
    ]);
    // Below the best step size the flat coordinate, alone, arrives when the
    // whole path does.
    let step = |start: [f64; 2], eta: f64| match arrival(start, eta).unwrap() {
        Settling::Step(step) => step,
        other => panic!("arrives {other}"),
    };
    let best = best_step(CURVATURES);
    let decides = (1..9).all(|n| {
        let eta = best * f64::from(n) / 10.0;
        step(START, eta) == step([START[0], 0.0], eta)
    });
    assert!(flat < steep);
    let who = claim("take-who").and("sum-who");
    who.says("how long the path takes");
    let summed = claim("sum-who");
    // Roundings of the two step sizes, which are about 0.5.
    let two = (step_limit(steep) - 2.0 / steep).abs() < 1e-15;
    let both = (best - 2.0 / (flat + steep)).abs() < 1e-15;
    summed.holds(&[("of gradient descent to less than $2/\\lambda_n$", two)]);
    summed.holds(&[("the best is $2/(\\lambda_1 + \\lambda_n)$", both)]);
    who.holds(&[
        ("The largest curvature limits", limit),
        ("The smallest curvature limits", !limit),
    ]);
    who.holds(&[
        (
            "below the best step size the smallest curvature decides",
            decides,
        ),
        (
            "below the best step size the largest curvature decides",
            !decides,
        ),
        (
            "above the best step size the smallest curvature decides",
            false,
        ),
    ]);
}
