//! The printed equations and the listings beside them.

use formula::{Bindings, Value};
use listings::effective_sample_weight::{
    growth, newest_share, noisy_velocities, sample_variance, signal_gain, standard_error, steps_to,
    total_weight, velocity_variance,
};
use listings::leaky_averages::{effective_size, leaky_sum};
use listings::seeded::Seeded;
use tests::printed::equation;
use tests::states::seeded;

use super::{close, momenta};

/// All signs of six errors of size σ around g, each as likely as any other:
/// expectations over them are exact.
fn all_gradients(g: f64, sigma: f64) -> Vec<Vec<f64>> {
    let sign = |signs: u32, bit: u32| if signs >> bit & 1 == 1 { sigma } else { -sigma };
    let signs = 0..1_u32 << 6;
    signs
        .map(|signs| (0..6).map(|bit| g + sign(signs, bit)).collect())
        .collect()
}

/// Covers eq:constant-velocity, eq:velocity-limit, eq:newest-share, eq:signal-gain.
/// Covers eq:matching-size, lst:growth, lst:newest_share.
#[test]
fn the_weights_are_what_velocities_show() {
    let all = [
        "constant-velocity",
        "velocity-limit",
        "newest-share",
        "signal-gain",
        "matching-size",
    ];
    let all = all.map(equation);
    let mut random = seeded(1);
    for beta in momenta(1) {
        let g = random.between(-3.0, 3.0);
        let v = leaky_sum(&vec![g; 3500], beta).unwrap();
        let bindings = Bindings::new()
            .shared()
            .scalar("v_\\infty", v[3500])
            .sequence("v", 0, v[..20].to_vec())
            .scalar("g", g)
            .scalar("\\beta", beta)
            .integer("t", random.between(1.0, 20.0) as i64)
            .integer("k", random.between(0.0, 30.0) as i64)
            .sequence_by("s", move |k| Some(newest_share(beta, k as f64).into()))
            .scalar("q", signal_gain(beta))
            .scalar("n", effective_size(beta));
        for equation in &all {
            equation.holds(&bindings);
        }
        let t = random.between(0.0, 100.0) as usize;
        assert!(close(v[t], g * growth(beta, t)) && close(v[3500], g * total_weight(beta)));
        let gain = growth(beta, 20_000) / velocity_variance(beta, 20_000).sqrt();
        assert!(close(signal_gain(beta), gain));
        for share in [0.5, 0.632, 0.99] {
            let (steps, reached) = (steps_to(share, beta), |n| growth(beta, n) * (1.0 - beta));
            // Where the share is hit exactly, rounding may say either.
            let has = |n| reached(n) >= share || close(reached(n), share);
            assert!(has(steps) && (steps == 1 || reached(steps - 1) < share + 1e-12));
        }
    }
}

/// Covers eq:variance-scaled, eq:variance-added, eq:noise-step, eq:noise-variance.
/// Covers eq:noise-limit, lst:velocity_variance.
#[test]
fn the_variances_are_those_of_all_signs_of_the_errors() {
    let [scaled, added] = ["variance-scaled", "variance-added"].map(equation);
    let [step, whole, limit] = ["noise-step", "noise-variance", "noise-limit"].map(equation);
    let mut random = seeded(2);
    for beta in momenta(2) {
        let sigma = random.between(0.1, 2.0);
        let gradients = all_gradients(random.between(-2.0, 2.0), sigma);
        let v: Vec<Vec<f64>> = gradients
            .iter()
            .map(|g| leaky_sum(g, beta).unwrap())
            .collect();
        let t = random.between(1.0, 6.0) as usize;
        let at =
            |lines: &[Vec<f64>], t: usize| lines.iter().map(|line| line[t]).collect::<Vec<_>>();
        let two = |other: usize| {
            let both = Bindings::new().random("X", at(&v, t));
            both.random("Y", at(&gradients, other))
        };
        // The next gradient is uncorrelated with the velocity; the newest is
        // not, so that the rule needs its condition.
        added.holds(&two(t));
        assert!(!added.is_met(&two(t - 1)));
        let bindings = Bindings::new().random("X", at(&v, t));
        scaled.holds(&bindings.scalar("c", random.between(-2.0, 2.0)));
        let common = || {
            let bindings = Bindings::new().shared().scalar("\\sigma", sigma);
            bindings.scalar("\\beta", beta).integer("t", t as i64)
        };
        let lines = || v.iter().map(|line| Value::sequence(0, line.clone()));
        step.holds(&common().random("v", lines()));
        whole.holds(&common().random("v", lines()));
        let told = |steps| sigma * sigma * velocity_variance(beta, steps);
        whole.holds(&common().scalar("\\operatorname{Var}[v_t]", told(t)));
        limit.holds(&common().scalar("\\operatorname{Var}[v_\\infty]", told(10_000)));
    }
}

/// Covers lst:noisy_velocities.
#[test]
fn the_streams_are_independent_and_their_variance_has_the_error_that_is_told() {
    let streams = noisy_velocities(3, 0.0, 3, 4).unwrap();
    let mut random = Seeded::new(3);
    for stream in &streams {
        assert_eq!(*stream, leaky_sum(&random.gaussians(4), 0.0).unwrap());
    }
    assert_eq!(sample_variance(&[1.0, 2.0, 6.0]), 7.0);
    for count in [5, 50] {
        let estimates = (0..4000).map(|_| sample_variance(&random.gaussians(count)));
        let estimates: Vec<f64> = estimates.collect();
        let error = standard_error(count);
        // The mean of 4000 estimates, to five of its standard errors.
        let mean = estimates.iter().sum::<f64>() / 4000.0;
        assert!((mean - 1.0).abs() < 5.0 * error / f64::sqrt(4000.0));
        // Their spread: its own error is below 3 percent.
        let spread = sample_variance(&estimates).sqrt();
        assert!((spread / error - 1.0).abs() < 0.1, "{count}: {spread}");
    }
}
