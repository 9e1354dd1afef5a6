//! "Try".

use formula::Bindings;
use listings::leaky_averages::{
    corrected_average, half_life, leaky_average, leaky_sum, mean_age, rms_error, stream,
};
use tests::drawn::{distance, place};
use tests::printed::equation;

use super::{BETA, CLOSE, SIGMA, STEPS, average_error, rounded};

/// Covers ex:half-life-ten, eq:half-life-ten.
#[test]
fn one_beta_has_a_half_life_of_ten_steps() {
    // The half-life grows with β: halve the interval around the solution.
    let [mut low, mut high] = [0.5, 0.999];
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if half_life(middle) < 10.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    equation("half-life-ten").holds(&Bindings::new().scalar("\\beta", low));
    assert!((half_life(low) - 10.0).abs() < 1e-9);
    // Five decimals are enough, four are not: of those on both sides of the
    // solution none is near enough.
    let decimals = |count: usize| rounded(low, count);
    assert!((half_life(decimals(5)) - 10.0).abs() <= CLOSE);
    for near in [decimals(4), decimals(4) - 1e-4, decimals(4) + 1e-4] {
        assert!((half_life(near) - 10.0).abs() > CLOSE);
    }
}

/// Covers ex:nearly-there, eq:nearly-there.
#[test]
fn the_sum_is_nearly_at_its_limit_when_the_solution_says() {
    let sums = leaky_sum(&[1.0; 60], BETA).unwrap();
    assert_eq!(sums[0], 0.0);
    let limit = 1.0 + mean_age(BETA);
    let read = sums.iter().position(|v| *v >= 0.99 * limit).unwrap();
    // A hundredth is log₂ 100 halvings.
    let solution = half_life(BETA) * 100_f64.log2();
    equation("nearly-there").holds(&Bindings::new().scalar("\\beta", BETA).scalar("t", solution));
    assert_eq!(solution.ceil(), read as f64);
    assert_eq!(read, 44);
}

/// Covers ex:start-right.
#[test]
fn without_the_correction_the_average_starts_near_zero() {
    let gradients = stream(SIGMA);
    let plain = leaky_average(&gradients, BETA).unwrap();
    let corrected = corrected_average(&gradients, BETA).unwrap();
    assert!(plain[1].abs() < 0.15);
    // The reading changes with the line.
    assert_ne!(
        rounded(rms_error(&plain[1..]), 2),
        rounded(rms_error(&corrected[1..]), 2)
    );
    // A quotient of two roundings.
    assert!((corrected[1] - gradients[0]).abs() < 1e-12);
    // A line is two units of the picture wide.
    let apart = |t: usize| {
        let points = [plain[t], corrected[t]].map(|m| place(STEPS, [t as f64, m]));
        distance(points[0], points[1])
    };
    assert!(apart(10) > 2.0);
    assert!((40..=100).all(|t| apart(t) < 2.0));
}

/// The β with two decimals that are better than both their neighbors.
fn best(sigma: f64) -> Vec<u32> {
    let error = |hundredths: u32| average_error(f64::from(hundredths) / 100.0, sigma);
    let better = |n: &u32| error(*n) < error(n - 1) && error(*n) < error(n + 1);
    (1..99).filter(better).collect()
}

/// Covers ex:best-beta.
#[test]
fn one_beta_is_best_and_more_noise_wants_a_larger_one() {
    let [usual] = best(SIGMA)[..] else {
        panic!("one β is best: {:?}", best(SIGMA));
    };
    let [noisy] = best(0.8)[..] else {
        panic!("one β is best: {:?}", best(0.8));
    };
    assert!(usual < noisy);
}
