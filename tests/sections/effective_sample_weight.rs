//! Holds the section "Effective sample weight" to its word.

use formula::{Bindings, Value};
use listings::effective_sample_weight::{
    effective_size, feedback_variance, gaussians, growth, newest_share, noisy_velocities,
    path_noise, sample_variance, signal_gain, standard_error, step_length, steps_to, total_weight,
    values, velocities, velocity_variance,
};
use listings::figures::effective_sample_weight::{
    ConstantGradient, SignalToNoise, VelocityNoise, Weights,
};
use listings::figures::{Drawing, Figure, Window};
use listings::seeded::Seeded;
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::{claim, equation, figure};
use tests::states::seeded;
use tests::told::{assert_told, is, leads};

fn draw<F: Figure>(figure: &F) -> Drawing {
    figure.drawing(&figure.data().unwrap()).unwrap()
}

/// Momenta, a thousand of them, the edges and those of the page among them.
fn momenta(seed: u64) -> impl Iterator<Item = f64> {
    let mut random = seeded(seed);
    let edges = [0.0, 0.01, 0.5, 0.9, 0.95, 0.99];
    edges
        .into_iter()
        .chain((0..1000).map(move |_| random.between(0.0, 0.99)))
}

fn close(a: f64, b: f64) -> bool {
    // Some roundings, which 1 − β magnifies up to a hundred times.
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1.0)
}

// The functions.

#[test]
fn a_velocity_takes_in_its_gradients_one_by_one() {
    assert_eq!(
        velocities(&[1.0, 2.0, -4.0], 0.5).unwrap(),
        [0.0, 1.0, 2.5, -2.75]
    );
    assert_eq!(velocities(&[], 0.5).unwrap(), [0.0]);
    for wrong in [1.0, -0.1, f64::NAN] {
        let refusal = velocities(&[1.0], wrong).unwrap_err().to_string();
        assert!(refusal.starts_with("beta is "), "{refusal}");
        let refusal = noisy_velocities(1, wrong, 2, 3).unwrap_err().to_string();
        assert!(refusal.starts_with("beta is "), "{refusal}");
    }
    for (streams, steps) in [(1001, 1000), (2, usize::MAX)] {
        let refusal = noisy_velocities(1, 0.5, streams, steps).unwrap_err();
        assert!(refusal.to_string().starts_with("steps is "), "{refusal}");
    }
}

/// Covers lst:growth, lst:velocities.
#[test]
fn the_growth_is_that_of_the_velocities() {
    for beta in momenta(1).step_by(10) {
        let all = velocities(&[1.0; 50], beta).unwrap();
        for (steps, v) in all.iter().enumerate() {
            assert!(close(*v, growth(beta, steps)), "{beta} {steps}");
        }
        assert!(close(growth(beta, 10_000), total_weight(beta)));
        assert!(close(step_length(0.3, beta, 7), 0.3 * all[7]));
    }
}

/// Covers lst:steps_to.
#[test]
fn the_steps_to_a_share_are_the_first_that_have_it() {
    for beta in momenta(2) {
        for share in [0.5, 0.632, 0.99] {
            let steps = steps_to(share, beta);
            let reached = |steps| growth(beta, steps) / total_weight(beta) >= share;
            assert!(steps >= 1);
            // Where the share is hit exactly, rounding may say either.
            let exact = |steps| close(growth(beta, steps) / total_weight(beta), share);
            assert!(reached(steps) || exact(steps), "{beta} {share}");
            assert!(steps == 1 || !reached(steps - 1) || exact(steps - 1));
        }
    }
    let known = [(0.0, 1), (0.5, 7), (0.9, 44), (0.99, 459)];
    assert!(known.iter().all(|(beta, n)| steps_to(0.99, *beta) == *n));
}

/// Covers lst:gaussians, lst:noisy_velocities.
#[test]
fn the_streams_are_gaussian_and_independent() {
    let numbers = gaussians(&mut Seeded::new(3), 100_001);
    assert_eq!(numbers.len(), 100_001);
    let mean = |f: &dyn Fn(f64) -> f64| {
        numbers.iter().map(|x| f(*x)).sum::<f64>() / numbers.len() as f64
    };
    // Moments 0, 1, 0, 3, with standard errors √1, √2, √15 and √96 over
    // √100 001; five of them are allowed.
    for (power, moment, spread) in [(1, 0.0, 1.0), (2, 1.0, 2.0), (3, 0.0, 15.0), (4, 3.0, 96.0)] {
        let off = mean(&|x| x.powi(power)) - moment;
        assert!(off.abs() < 5.0 * f64::sqrt(spread / 1e5), "{power}: {off}");
    }
    // Neighbors are uncorrelated, those of one pair and those of two.
    for first in [0, 1] {
        let pairs = numbers[first..].chunks_exact(2);
        let sum: f64 = pairs.map(|pair| pair[0] * pair[1]).sum();
        assert!((sum / 5e4).abs() < 5.0 / f64::sqrt(5e4));
    }
    let streams = noisy_velocities(3, 0.0, 3, 4).unwrap();
    assert_eq!((streams.len(), streams[0].len()), (3, 5));
    let mut random = Seeded::new(3);
    for stream in &streams {
        let gradients = gaussians(&mut random, 4);
        assert_eq!(*stream, velocities(&gradients, 0.0).unwrap());
    }
    assert_ne!(streams, noisy_velocities(4, 0.0, 3, 4).unwrap());
}

/// Covers lst:sample_variance.
#[test]
fn a_sample_variance_has_the_standard_error_that_is_told() {
    assert_eq!(sample_variance(&[1.0, 2.0, 6.0]), 7.0);
    assert!(sample_variance(&[1.0]).is_nan());
    let mut random = Seeded::new(5);
    for count in [5, 50] {
        let estimates: Vec<f64> = (0..4000)
            .map(|_| sample_variance(&gaussians(&mut random, count)))
            .collect();
        let mean = estimates.iter().sum::<f64>() / 4000.0;
        let error = standard_error(count);
        // The mean of 4000 estimates, to five of its standard errors.
        assert!((mean - 1.0).abs() < 5.0 * error / f64::sqrt(4000.0));
        // Their spread: its own error is below 3 percent, as the fourth
        // moment of an estimate from five numbers is at most 6 times that of
        // a Gaussian.
        let spread = sample_variance(&estimates).sqrt();
        assert!((spread / error - 1.0).abs() < 0.1, "{count}: {spread}");
    }
}

/// Covers lst:velocity_variance, fig:velocity-noise.
#[test]
fn the_simulated_variance_is_that_of_the_formula() {
    let mut beyond_two = 0;
    let mut all = 0;
    for sample in 1..=20 {
        for beta in [0.0, 0.5, 0.9, 0.99] {
            let noise = VelocityNoise { beta, sample }.data().unwrap();
            assert_eq!(noise.streams, 200);
            assert_eq!(noise.measured.len(), 101);
            assert_eq!(noise.measured[0], 0.0);
            for step in 1..=100 {
                let expected = velocity_variance(beta, step);
                assert_eq!(noise.expected[step], expected);
                let off = (noise.measured[step] / expected - 1.0) / standard_error(200);
                // 8000 estimates: less than one in 10⁶ is beyond five
                // standard errors on the short side, few on the long one.
                assert!((-5.0..6.0).contains(&off), "{beta} {sample}: {off}");
                beyond_two += usize::from(off.abs() > 2.0);
                all += 1;
            }
        }
    }
    // Two standard errors leave out about one in twenty; neighboring steps
    // go together, so that the share itself is rough.
    let share = beyond_two as f64 / all as f64;
    assert!((0.02..0.09).contains(&share), "{share}");
}

/// Covers lst:signal_gain.
#[test]
fn the_gain_is_that_of_long_runs() {
    for beta in momenta(6) {
        let ratio = growth(beta, 20_000) / velocity_variance(beta, 20_000).sqrt();
        assert!(close(signal_gain(beta), ratio));
        // The average of n gradients: ratio √n.
        assert!(close(effective_size(beta).sqrt(), ratio));
    }
}

/// Covers lst:path_noise.
#[test]
fn the_noise_of_the_path_is_that_of_the_summed_velocities() {
    for (beta, steps) in [(0.0, 5), (0.5, 1), (0.5, 6), (0.9, 9)] {
        // One gradient at a time is 1, the others 0: what it moves the point.
        let moves = (0..steps).map(|at| {
            let mut gradients = vec![0.0; steps];
            gradients[at] = 1.0;
            let eta = 1.0 - beta;
            eta * velocities(&gradients, beta).unwrap().iter().sum::<f64>()
        });
        let variance: f64 = moves.map(|x| x * x).sum();
        assert!(close(path_noise(beta, steps), variance / steps as f64));
    }
}

/// Covers lst:feedback_variance.
#[test]
fn the_variances_with_feedback_are_those_of_all_signs() {
    for (eta, beta, lambda) in [(0.3, 0.5, 2.0), (0.1, 0.9, 0.4), (0.7, 0.0, 1.5)] {
        for steps in 0..8 {
            let ends: Vec<[f64; 2]> = (0..1_u32 << steps)
                .map(|signs| {
                    let (mut v, mut x) = (0.0, 0.0);
                    for step in 0..steps {
                        let error = if signs >> step & 1 == 1 { 1.0 } else { -1.0 };
                        v = beta * v + lambda * x + error;
                        x -= eta * v;
                    }
                    [v, x]
                })
                .collect();
            // Errors of ±1 have variance 1; all signs are equally likely.
            let mean = |i: usize, j: usize| {
                ends.iter().map(|end| end[i] * end[j]).sum::<f64>() / ends.len() as f64
            };
            let told = feedback_variance(eta, beta, lambda, steps);
            for (told, exact) in told.iter().zip([mean(0, 0), mean(1, 1), mean(0, 1)]) {
                assert!(close(*told, exact), "{told} {exact}");
            }
        }
    }
}

// The equations.

/// Gradients, their velocities, a momentum and a step, a thousand times.
fn runs(seed: u64, constant: bool) -> impl Iterator<Item = (Vec<f64>, Vec<f64>, f64, i64)> {
    let mut random = seeded(seed);
    momenta(seed + 100).map(move |beta| {
        let g = random.between(-3.0, 3.0);
        let gradients: Vec<f64> = (0..8)
            .map(|_| if constant { g } else { random.between(-3.0, 3.0) })
            .collect();
        let step = random.between(1.0, 9.0) as i64;
        let v = velocities(&gradients, beta).unwrap();
        (gradients, v, beta, step)
    })
}

/// Covers eq:weight-recurrence, eq:total-velocity.
#[test]
fn the_printed_recurrence_and_the_sum_are_those_of_the_velocities() {
    let (step, total) = (equation("weight-recurrence"), equation("total-velocity"));
    for (gradients, v, beta, t) in runs(11, false) {
        let bindings = Bindings::new()
            .sequence("v", 0, v)
            .sequence("g", 1, gradients)
            .integer("t", t)
            .scalar("\\beta", beta);
        step.holds(&bindings);
        total.holds(&bindings);
    }
}

/// Covers eq:constant-velocity, eq:geometric-sum.
#[test]
fn the_printed_sums_are_those_of_equal_gradients() {
    let (sum, short) = (equation("constant-velocity"), equation("geometric-sum"));
    for (gradients, v, beta, t) in runs(12, true) {
        let bindings = || {
            Bindings::new()
                .sequence("v", 0, v.clone())
                .scalar("g", gradients[0])
                .integer("t", t)
                .scalar("\\beta", beta)
        };
        sum.holds(&bindings());
        short.holds(&bindings());
    }
}

/// Covers eq:velocity-limit.
#[test]
fn the_printed_limit_is_that_of_the_velocities() {
    let printed = equation("velocity-limit");
    let mut random = seeded(13);
    for beta in momenta(13) {
        let g = random.between(-3.0, 3.0);
        let late = velocities(&vec![g; 3500], beta).unwrap()[3500];
        let bindings = Bindings::new()
            .scalar("v_\\infty", late)
            .scalar("g", g)
            .scalar("\\beta", beta);
        printed.holds(&bindings);
        assert!(close(late, g * total_weight(beta)));
    }
}

/// Covers eq:weight-reached.
#[test]
fn the_printed_number_of_steps_is_where_the_listing_arrives() {
    let printed = equation("weight-reached");
    for beta in momenta(14).filter(|beta| *beta > 0.0) {
        let first = steps_to(0.99, beta);
        // At β = 0.01 step 1 meets both conditions with equality.
        for t in [first, first + 1, first - 1, 2 * first] {
            let bindings = Bindings::new()
                .integer("t", t as i64)
                .scalar("\\beta", beta);
            assert!(printed.is_met(&bindings), "{beta} {t}");
        }
        assert!(newest_share(beta, first as f64) >= 0.99 - 1e-12);
        assert!(first == 1 || newest_share(beta, first as f64 - 1.0) < 0.99);
    }
}

/// Covers eq:newest-share, lst:newest_share.
#[test]
fn the_printed_share_is_that_of_the_listing() {
    let printed = equation("newest-share");
    let mut random = seeded(15);
    for beta in momenta(15) {
        let k = random.between(0.0, 30.0) as i64;
        let bindings = Bindings::new()
            .sequence_by("s", |k| Some(newest_share(beta, k as f64).into()))
            .integer("k", k)
            .scalar("\\beta", beta);
        printed.holds(&bindings);
    }
}

/// Covers eq:log-tangent, eq:older-share.
#[test]
fn the_older_gradients_carry_less_than_an_eth() {
    let (tangent, older) = (equation("log-tangent"), equation("older-share"));
    for beta in momenta(16).filter(|beta| *beta > 0.0) {
        let bindings = Bindings::new().scalar("\\beta", beta);
        tangent.holds(&bindings);
        older.holds(&bindings);
        let share = 1.0 - newest_share(beta, total_weight(beta));
        assert!(share < (-1.0_f64).exp());
    }
    // At β = 1 the line touches the logarithm, and nothing is strict.
    assert!(!tangent.is_met(&Bindings::new().scalar("\\beta", 1.0)));
    // The bound is the best: nearer to 1 the share comes as near as one likes.
    let share = 1.0 - newest_share(0.999_999, 1e6);
    assert!(((-1.0_f64).exp() - share).abs() < 1e-6);
}

/// All signs of six errors of size σ around g, each as likely as any other:
/// expectations over them are exact.
fn all_gradients(g: f64, sigma: f64) -> Vec<Vec<f64>> {
    (0..1_u32 << 6)
        .map(|signs| {
            let sign = |bit: i32| if signs >> bit & 1 == 1 { 1.0 } else { -1.0 };
            (0..6).map(|bit| g + sigma * sign(bit)).collect()
        })
        .collect()
}

/// Covers eq:variance-scaled, eq:variance-added.
#[test]
fn the_two_rules_hold_for_velocities_and_gradients() {
    let (scaled, added) = (equation("variance-scaled"), equation("variance-added"));
    let mut random = seeded(17);
    for beta in momenta(17) {
        let gradients = all_gradients(random.between(-2.0, 2.0), random.between(0.1, 2.0));
        let t = random.between(1.0, 6.0) as usize;
        let v = gradients.iter().map(|g| velocities(g, beta).unwrap()[t]);
        let v: Vec<f64> = v.collect();
        scaled.holds(
            &Bindings::new()
                .random("X", v.clone())
                .scalar("c", random.between(-2.0, 2.0)),
        );
        // The next gradient is uncorrelated with the velocity.
        let next = gradients.iter().map(|g| g[t]);
        let bindings = Bindings::new()
            .random("X", v.clone())
            .random("Y", next.collect::<Vec<f64>>());
        added.holds(&bindings);
        // And the newest is not, so that the rule needs its condition.
        let newest = gradients.iter().map(|g| g[t - 1]);
        let bindings = Bindings::new()
            .random("X", v)
            .random("Y", newest.collect::<Vec<f64>>());
        assert!(!added.is_met(&bindings));
    }
}

/// Covers eq:noise-step, eq:noise-variance.
#[test]
fn the_printed_variance_is_that_of_the_velocities() {
    let (step, whole) = (equation("noise-step"), equation("noise-variance"));
    let mut random = seeded(18);
    for beta in momenta(18) {
        let sigma = random.between(0.1, 2.0);
        let gradients = all_gradients(random.between(-2.0, 2.0), sigma);
        let v = gradients
            .iter()
            .map(|g| Value::sequence(0, velocities(g, beta).unwrap()));
        let t = random.between(1.0, 7.0) as i64;
        let bindings = Bindings::new()
            .random("v", v)
            .integer("t", t)
            .scalar("\\sigma", sigma)
            .scalar("\\beta", beta);
        step.holds(&bindings);
        whole.holds(&bindings);
        let bindings = Bindings::new()
            .scalar(
                "\\operatorname{Var}[v_t]",
                sigma * sigma * velocity_variance(beta, t as usize),
            )
            .integer("t", t)
            .scalar("\\sigma", sigma)
            .scalar("\\beta", beta);
        whole.holds(&bindings);
    }
}

/// Covers eq:noise-limit.
#[test]
fn the_printed_limit_of_the_variance_is_that_of_long_runs() {
    let printed = equation("noise-limit");
    let mut random = seeded(19);
    for beta in momenta(19) {
        let sigma = random.between(0.1, 2.0);
        let late = sigma * sigma * velocity_variance(beta, 10_000);
        let bindings = Bindings::new()
            .scalar("V", late)
            .scalar("\\sigma", sigma)
            .scalar("\\beta", beta);
        printed.holds(&bindings);
    }
}

/// Covers eq:signal-gain, eq:effective-size.
#[test]
fn the_printed_gain_and_size_are_those_of_the_listing() {
    let (gain, size) = (equation("signal-gain"), equation("effective-size"));
    for beta in momenta(20) {
        let bindings = || {
            Bindings::new()
                .scalar("r", signal_gain(beta))
                .scalar("\\beta", beta)
        };
        gain.holds(&bindings());
        size.holds(&bindings().scalar("n", effective_size(beta)));
    }
}

/// Covers eq:feedback-limit, eq:feedback-range, eq:feedback-none.
#[test]
fn the_printed_variance_with_feedback_is_where_the_recurrence_settles() {
    let (limit, range) = (equation("feedback-limit"), equation("feedback-range"));
    let none = equation("feedback-none");
    let mut random = seeded(21);
    for case in 0..1000 {
        let beta = match case % 10 {
            0 => 0.0,
            1 => 0.9,
            _ => random.between(0.0, 0.95),
        };
        let sigma = random.between(0.1, 2.0);
        let common = || {
            Bindings::new()
                .scalar("\\beta", beta)
                .scalar("\\eta", 0.0)
                .scalar("\\lambda", 0.0)
        };
        assert!(!range.is_met(&common()));
        // Away from both ends, where the spectral radius is below 0.99 and
        // 2500 steps leave less than 10⁻²⁰.
        let product = random.between(0.02, 0.98) * (2.0 + 2.0 * beta);
        let lambda = random.between(0.1, 5.0);
        let eta = product / lambda;
        let [variance, ..] = feedback_variance(eta, beta, lambda, 2500);
        let bindings = Bindings::new()
            .scalar("\\operatorname{Var}[v]", sigma * sigma * variance)
            .scalar("\\sigma", sigma)
            .scalar("\\beta", beta)
            .scalar("\\eta", eta)
            .scalar("\\lambda", lambda);
        limit.holds(&bindings);
        let [variance, ..] = feedback_variance(0.0, beta, lambda, 2500);
        let bindings = Bindings::new()
            .scalar("\\operatorname{Var}[v]", sigma * sigma * variance)
            .scalar("\\sigma", sigma)
            .scalar("\\beta", beta);
        none.holds(&bindings);
    }
    // Where the recurrence settles, and the two ends, where it does not:
    // powers of two, so that nothing is rounded.
    for case in 0..1000 {
        let beta = 0.5;
        let (eta, lambda) = match case {
            0 => (0.0, 4.0),
            1 => (0.5, 6.0),
            2 => (0.5, 0.0),
            3 => (0.25, 12.0),
            _ => (random.between(-0.5, 2.0), random.between(0.5, 5.0)),
        };
        // So near an end that 3000 steps do not tell.
        let product: f64 = eta * lambda;
        if case > 3 && (product.abs() < 0.01 || (product - 3.0).abs() < 0.01) {
            continue;
        }
        let [_, early, _] = feedback_variance(eta, beta, lambda, 3000);
        let [_, late, _] = feedback_variance(eta, beta, lambda, 6000);
        // Without a step the point rests, but it does not settle from
        // elsewhere.
        let settles = eta != 0.0 && (late / early - 1.0).abs() < 1e-6;
        let bindings = Bindings::new()
            .scalar("\\beta", beta)
            .scalar("\\eta", eta)
            .scalar("\\lambda", lambda);
        assert_eq!(range.is_met(&bindings), settles, "{eta} {lambda}");
    }
}
