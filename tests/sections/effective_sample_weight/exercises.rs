//! "Try".

use formula::Bindings;
use listings::effective_sample_weight::{
    growth, newest_share, noisy_velocities, sample_variance, total_weight, velocity_variance,
};
use listings::figures::Figure;
use listings::figures::effective_sample_weight::Weights;
use listings::leaky_averages::effective_size;
use listings::noise::standard_error;
use tests::printed::equation;

use super::close;

/// Covers ex:choose-memory, eq:choose-memory.
#[test]
fn a_memory_of_ten_gradients_is_chosen() {
    let enough = |hundredths: i32| newest_share(f64::from(hundredths) / 100.0, 10.0) >= 0.9;
    let found: Vec<i32> = (0..100).filter(|n| enough(*n) && !enough(n + 1)).collect();
    assert_eq!(found, [79]);
    let printed = equation("choose-memory");
    let beta = 0.1_f64.powf(0.1);
    assert!((0.79..0.80).contains(&beta));
    printed.holds(&Bindings::new().scalar("\\beta", beta));
    assert!((newest_share(beta, 10.0) - 0.9).abs() < 1e-12);
    for other in [0.79, 0.8] {
        assert!(!printed.is_met(&Bindings::new().scalar("\\beta", other)));
    }
}

/// Covers ex:keep-speed.
#[test]
fn the_long_run_speed_is_kept() {
    let speed = 0.04 * total_weight(0.9);
    let eta = speed / total_weight(0.99);
    assert!(close(eta, 0.004));
    let printed = |eta| format!("{:.3}", eta * growth(0.99, 5000));
    assert_eq!(printed(eta), format!("{speed:.3}"));
    assert_ne!(printed(0.0041), printed(eta));
    assert_ne!(printed(0.04), printed(eta));
}

/// Covers ex:average-noise.
#[test]
fn the_average_has_a_nineteenth_of_the_variance() {
    let predicted = 0.1 * 0.1 * velocity_variance(0.9, 100_000);
    assert!(close(predicted, 1.0 / effective_size(0.9)));
    let all = noisy_velocities(7, 0.9, 20_000, 50).unwrap();
    let last: Vec<f64> = all.iter().map(|v| 0.1 * v[50]).collect();
    let off = |wanted: f64| (sample_variance(&last) - wanted).abs() / wanted;
    let allowed = 3.0 * standard_error(20_000);
    assert!(off(predicted) < allowed && allowed < 0.031);
    // Near guesses are told apart: the factor not squared, the size of
    // 1/(1 − β), one more gradient.
    for wrong in [0.1 * velocity_variance(0.9, 50), 0.1, 0.05] {
        assert!(off(wrong) > allowed, "{wrong}");
    }
}

/// Covers ex:sixty-three.
#[test]
fn the_newest_gradient_is_all_without_momentum() {
    let share = |beta: f64| newest_share(beta, 1.0 / (1.0 - beta));
    // Without momentum the newest gradient carries all.
    assert_eq!(share(0.0), 1.0);
    assert_eq!(newest_share(0.0, 1.0), 1.0);
    let memory = Weights { beta: 0.0 }.data().unwrap();
    assert_eq!(memory.weights[0], 1.0);
    assert!(memory.weights[1..].iter().all(|weight| *weight == 0.0));
}
