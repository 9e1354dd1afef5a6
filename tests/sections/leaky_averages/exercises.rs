//! "Try".

use formula::Bindings;
use listings::leaky_averages::{half_life, leaky_sum, mean_age};
use tests::printed::{equation, rounded};

use super::{BETA, CLOSE};

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
