//! "Try".

use formula::Bindings;
use listings::effective_sample_weight::{
    growth, newest_share, noisy_velocities, sample_variance, total_weight, velocity_variance,
};
use tests::printed::equation;

use super::close;

/// Covers ex:choose-memory, eq:choose-memory.
#[test]
fn a_memory_of_ten_gradients_is_chosen() {
    let enough = |hundredths: i32| newest_share(f64::from(hundredths) / 100.0, 10.0) >= 0.9;
    let found: Vec<i32> = (0..100).filter(|n| enough(*n) && !enough(n + 1)).collect();
    assert_eq!(found, [79]);
    let beta = 0.1_f64.powf(0.1);
    assert!((0.79..0.80).contains(&beta));
    equation("choose-memory").holds(&Bindings::new().scalar("\\beta", beta));
}

/// Covers ex:keep-speed.
#[test]
fn the_long_run_speed_is_kept() {
    let eta = 0.04 * total_weight(0.9) / total_weight(0.99);
    assert!(close(eta, 0.004));
    let printed = |eta| format!("{:.3}", eta * growth(0.99, 5000));
    assert_eq!(printed(eta), "0.400");
    assert!(printed(0.0041) != "0.400" && printed(0.04) != "0.400");
}

/// Covers ex:average-noise.
#[test]
fn the_average_has_a_nineteenth_of_the_variance() {
    let predicted = 0.1 * 0.1 * velocity_variance(0.9, 100_000);
    let all = noisy_velocities(7, 0.9, 20_000, 50).unwrap();
    let last: Vec<f64> = all.iter().map(|v| 0.1 * v[50]).collect();
    let off = |wanted: f64| (sample_variance(&last) - wanted).abs() / wanted;
    assert!(off(predicted) < 0.03);
    // Near guesses are told apart: the factor not squared, one more gradient.
    for wrong in [0.1 * velocity_variance(0.9, 50), 0.1, 0.05] {
        assert!(off(wrong) > 0.03, "{wrong}");
    }
}
