//! Holds the section "Effective sample weight" to its word.

use formula::{Bindings, Value};
use listings::effective_sample_weight::{
    growth, newest_share, noisy_velocities, sample_variance, steps_to, total_weight, values,
    velocity_variance,
};
use listings::figures::effective_sample_weight::{
    ConstantGradient, Growth, Memory, Noise, SignalToNoise, Trade, VelocityNoise, Weights,
};
use listings::figures::{Drawing, Figure, Window};
use listings::leaky_averages::{effective_size, leaky_sum};
use listings::momentum_method::{momentum_limit, spectral_radius};
use listings::noise::{feedback_variance, path_distance, path_noise, signal_gain, standard_error};
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
        leaky_sum(&[1.0, 2.0, -4.0], 0.5).unwrap(),
        [0.0, 1.0, 2.5, -2.75]
    );
    assert_eq!(leaky_sum(&[], 0.5).unwrap(), [0.0]);
    for wrong in [1.0, -0.1, f64::NAN] {
        let refusal = leaky_sum(&[1.0], wrong).unwrap_err().to_string();
        assert!(refusal.starts_with("beta is "), "{refusal}");
        let refusal = noisy_velocities(1, wrong, 2, 3).unwrap_err().to_string();
        assert!(refusal.starts_with("beta is "), "{refusal}");
    }
    for (streams, steps) in [(1001, 1000), (2, usize::MAX)] {
        let refusal = noisy_velocities(1, 0.5, streams, steps).unwrap_err();
        assert!(refusal.to_string().starts_with("steps is "), "{refusal}");
    }
}

/// Covers lst:growth.
#[test]
fn the_growth_is_that_of_the_velocities() {
    for beta in momenta(1).step_by(10) {
        let all = leaky_sum(&[1.0; 50], beta).unwrap();
        for (steps, v) in all.iter().enumerate() {
            assert!(close(*v, growth(beta, steps)), "{beta} {steps}");
        }
        assert!(close(growth(beta, 10_000), total_weight(beta)));
    }
}

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

/// Covers lst:noisy_velocities.
#[test]
fn the_streams_are_gaussian_and_independent() {
    let numbers = Seeded::new(3).gaussians(100_001);
    assert_eq!(numbers.len(), 100_001);
    let mean =
        |f: &dyn Fn(f64) -> f64| numbers.iter().map(|x| f(*x)).sum::<f64>() / numbers.len() as f64;
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
        let gradients = random.gaussians(4);
        assert_eq!(*stream, leaky_sum(&gradients, 0.0).unwrap());
    }
    assert_ne!(streams, noisy_velocities(4, 0.0, 3, 4).unwrap());
}

#[test]
fn a_sample_variance_has_the_standard_error_that_is_told() {
    assert_eq!(sample_variance(&[1.0, 2.0, 6.0]), 7.0);
    assert!(sample_variance(&[1.0]).is_nan());
    let mut random = Seeded::new(5);
    for count in [5, 50] {
        let estimates: Vec<f64> = (0..4000)
            .map(|_| sample_variance(&random.gaussians(count)))
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
            assert_eq!(noise.measured.len(), 31);
            assert_eq!(noise.measured[0], 0.0);
            for step in 1..=30 {
                let expected = velocity_variance(beta, step);
                assert_eq!(noise.expected[step], expected);
                let off = (noise.measured[step] / expected - 1.0) / standard_error(200);
                // 2400 estimates: less than one in 10⁶ is beyond five
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

#[test]
fn the_gain_is_that_of_long_runs() {
    for beta in momenta(6) {
        let ratio = growth(beta, 20_000) / velocity_variance(beta, 20_000).sqrt();
        assert!(close(signal_gain(beta), ratio));
        // The average of n gradients: ratio √n.
        assert!(close(effective_size(beta).sqrt(), ratio));
    }
}

#[test]
fn the_noise_of_the_path_is_that_of_the_summed_velocities() {
    for (beta, steps) in [(0.0, 5), (0.5, 1), (0.5, 6), (0.9, 9)] {
        // One gradient at a time is 1, the others 0: what it moves the point.
        let moves = (0..steps).map(|at| {
            let mut gradients = vec![0.0; steps];
            gradients[at] = 1.0;
            let eta = 1.0 - beta;
            eta * leaky_sum(&gradients, beta).unwrap().iter().sum::<f64>()
        });
        let variance: f64 = moves.map(|x| x * x).sum();
        assert!(close(path_noise(beta, steps), variance / steps as f64));
        // All gradients 1: how far it gets.
        let way = leaky_sum(&vec![1.0; steps], beta).unwrap();
        let way = (1.0 - beta) * way.iter().sum::<f64>();
        assert!(close(path_distance(beta, steps), way / steps as f64));
    }
}

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
            .map(|_| {
                if constant {
                    g
                } else {
                    random.between(-3.0, 3.0)
                }
            })
            .collect();
        let step = random.between(1.0, 9.0) as i64;
        let v = leaky_sum(&gradients, beta).unwrap();
        (gradients, v, beta, step)
    })
}

/// Covers eq:total-velocity.
#[test]
fn the_printed_sum_is_that_of_the_velocities() {
    let total = equation("total-velocity");
    for (gradients, v, beta, t) in runs(11, false) {
        let bindings = Bindings::new()
            .sequence("v", 0, v)
            .sequence("g", 1, gradients)
            .integer("t", t)
            .scalar("\\beta", beta);
        total.holds(&bindings);
    }
}

/// Covers eq:constant-velocity.
#[test]
fn the_printed_sum_is_that_of_equal_gradients() {
    let sum = equation("constant-velocity");
    for (gradients, v, beta, t) in runs(12, true) {
        let bindings = Bindings::new()
            .sequence("v", 0, v)
            .scalar("g", gradients[0])
            .integer("t", t)
            .scalar("\\beta", beta);
        sum.holds(&bindings);
    }
}

/// Covers eq:velocity-limit.
#[test]
fn the_printed_limit_is_that_of_the_velocities() {
    let printed = equation("velocity-limit");
    let mut random = seeded(13);
    for beta in momenta(13) {
        let g = random.between(-3.0, 3.0);
        let late = leaky_sum(&vec![g; 3500], beta).unwrap()[3500];
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

/// Covers eq:share-grown.
#[test]
fn the_share_of_the_newest_is_how_far_a_velocity_has_come() {
    let printed = equation("share-grown");
    for (gradients, v, beta, k) in runs(22, true) {
        let late = leaky_sum(&vec![gradients[0]; 3500], beta).unwrap()[3500];
        let bindings = Bindings::new()
            .sequence("v", 0, v)
            .scalar("v_\\infty", late)
            .sequence_by("s", |k| Some(newest_share(beta, k as f64).into()))
            .integer("k", k);
        printed.holds(&bindings);
    }
}

/// Covers eq:log-tangent, eq:older-share, eq:open-range, eq:newest-memory.
#[test]
fn the_older_gradients_carry_less_than_one_in_e() {
    let (tangent, older) = (equation("log-tangent"), equation("older-share"));
    let (range, memory) = (equation("open-range"), equation("newest-memory"));
    for beta in momenta(16).filter(|beta| *beta > 0.0) {
        let bindings = Bindings::new().scalar("\\beta", beta);
        tangent.holds(&bindings);
        older.holds(&bindings);
        assert!(range.is_met(&bindings));
        memory.holds(&bindings.scalar("k", total_weight(beta)));
        let share = 1.0 - newest_share(beta, total_weight(beta));
        assert!(share < (-1.0_f64).exp());
    }
    // At β = 1 the line touches the logarithm, and nothing is strict.
    for beta in [0.0, 1.0] {
        assert!(!range.is_met(&Bindings::new().scalar("\\beta", beta)));
    }
    assert!(!tangent.is_met(&Bindings::new().scalar("\\beta", 1.0)));
    // The bounds are sharp: nearer to 1 both sides come as near to each other
    // as one likes, up to half of the distance from 1 in proportion.
    let near = Bindings::new().scalar("\\beta", 0.999_999);
    for printed in [&tangent, &older] {
        let sides = printed.sides(&near);
        assert!((sides[0] / sides[1] - 1.0).abs() < 1e-6, "{sides:?}");
    }
    // The left side is what the newest do not carry; a power of a million.
    let share = 1.0 - newest_share(0.999_999, 1e6);
    assert!((older.sides(&near)[0] - share).abs() < 1e-9);
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
        let v = gradients.iter().map(|g| leaky_sum(g, beta).unwrap()[t]);
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
            .map(|g| Value::sequence(0, leaky_sum(g, beta).unwrap()));
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
            .scalar("\\operatorname{Var}[v_\\infty]", late)
            .scalar("\\sigma", sigma)
            .scalar("\\beta", beta);
        printed.holds(&bindings);
    }
}

/// Covers eq:signal-gain, eq:matching-size.
#[test]
fn the_printed_gain_and_size_are_those_of_the_listing() {
    let (gain, size) = (equation("signal-gain"), equation("matching-size"));
    for beta in momenta(20) {
        let bindings = || {
            Bindings::new()
                .scalar("q", signal_gain(beta))
                .scalar("\\beta", beta)
        };
        gain.holds(&bindings());
        size.holds(&bindings().scalar("n", effective_size(beta)));
    }
}

/// Covers eq:path-noise, eq:path-distance, eq:mean-of-squares.
#[test]
fn the_printed_noise_of_the_path_is_that_of_summed_velocities() {
    let (noise, way) = (equation("path-noise"), equation("path-distance"));
    let squares = equation("mean-of-squares");
    let mut random = seeded(23);
    for beta in momenta(23) {
        let sigma = random.between(0.1, 2.0);
        let eta = random.between(0.1, 2.0);
        let t = random.between(1.0, 7.0) as i64;
        // The points of all signs of the errors, at the equal step size.
        let points = all_gradients(0.0, sigma).into_iter().map(|gradients| {
            let mut x = 0.0;
            let v = leaky_sum(&gradients, beta).unwrap();
            let path = v.iter().map(|v| {
                x -= eta * (1.0 - beta) * v;
                x
            });
            Value::sequence(0, path.collect::<Vec<f64>>())
        });
        let common = || {
            Bindings::new()
                .integer("t", t)
                .scalar("\\beta", beta)
                .scalar("\\sigma", sigma)
                .scalar("\\eta", eta)
        };
        noise.holds(&common().random("x", points));
        let told = path_noise(beta, t as usize) * eta * eta * sigma * sigma * t as f64;
        noise.holds(&common().scalar("\\operatorname{Var}[x_t]", told));
        let bindings = || {
            Bindings::new()
                .integer("t", t)
                .scalar("\\beta", beta)
                .sequence_by("d", |t| Some(path_distance(beta, t as usize).into()))
        };
        way.holds(&bindings());
        // After one step, and without momentum, both sides are equal, and
        // rounding may say either.
        let equal = t == 1 || beta == 0.0;
        assert!(equal || squares.is_met(&bindings()), "{beta} {t}");
        let relative = path_noise(beta, t as usize) / path_distance(beta, t as usize).powi(2);
        assert!(relative >= 1.0 - 1e-12);
    }
    // Not the square itself, and not the other way round.
    let apart = |d: f64| {
        let bindings = Bindings::new()
            .integer("t", 10)
            .scalar("\\beta", 0.9)
            .sequence_by("d", |_| Some(d.into()));
        squares.is_met(&bindings)
    };
    let edge = path_noise(0.9, 10).sqrt();
    assert!(apart(0.999 * edge) && !apart(1.001 * edge));
}

/// Covers eq:variance-error.
#[test]
fn the_printed_standard_error_is_that_of_the_listing() {
    let printed = equation("variance-error");
    for n in 2..1100 {
        let bindings = Bindings::new()
            .sequence_by("e", |n| Some(standard_error(n as usize).into()))
            .integer("n", n);
        printed.holds(&bindings);
    }
}

/// Covers eq:feedback-limit, eq:feedback-point, eq:feedback-range.
/// Covers eq:feedback-none.
#[test]
fn the_printed_variances_with_feedback_are_where_the_recurrence_settles() {
    let (limit, range) = (equation("feedback-limit"), equation("feedback-range"));
    let point = equation("feedback-point");
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
        let [velocity, place, _] = feedback_variance(eta, beta, lambda, 2500);
        let bindings = |name, variance: f64| {
            Bindings::new()
                .scalar(name, sigma * sigma * variance)
                .scalar("\\sigma", sigma)
                .scalar("\\beta", beta)
                .scalar("\\eta", eta)
                .scalar("\\lambda", lambda)
        };
        limit.holds(&bindings("\\operatorname{Var}[v]", velocity));
        point.holds(&bindings("\\operatorname{Var}[x]", place));
        let [variance, ..] = feedback_variance(0.0, beta, lambda, 2500);
        let bindings = Bindings::new()
            .scalar("\\operatorname{Var}[v_\\infty]", sigma * sigma * variance)
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

// The claims.

/// Covers claim:weight-hundred.
#[test]
fn a_step_becomes_a_hundred_times_as_long_in_the_end() {
    let claim = claim("weight-hundred");
    let [beta, times, percent, first] = claim.numbers();
    assert_eq!(
        claim.word(&["times as long", "times as short"]),
        "times as long"
    );
    // As long as one without momentum, whose growth is 1 at every step.
    match claim.word(&["as one without momentum", "as one with momentum"]) {
        "as one without momentum" => assert!(close(times, total_weight(beta) / growth(0.0, 1))),
        _ => assert!(close(times, total_weight(beta) / growth(beta, 1_000_000))),
    }
    let first = first as usize;
    let off = |steps| 100.0 * (1.0 - growth(beta, steps) / times);
    match claim.word(&["is within 1", "is beyond 1"]) {
        "is within 1" => assert!(off(first) <= percent && off(first - 1) > percent),
        _ => assert!(off(first) > percent && off(first - 1) <= percent),
    }
}

/// Covers claim:weight-same-speed.
#[test]
fn equal_ratios_of_step_size_give_equal_speeds() {
    let claim = claim("weight-same-speed");
    let [slope, plain, heavy, beta, later, length] = claim.numbers();
    let moved = |eta: f64, beta: f64| {
        let v = leaky_sum(&vec![slope; later as usize], beta).unwrap();
        eta * v[later as usize]
    };
    // Half of the last digit that is printed.
    let printed = |x: f64| (x - length).abs() < 0.0005;
    let first = match claim.word(&["0.4 without momentum", "0.4 with momentum"]) {
        "0.4 without momentum" => 0.0,
        _ => beta,
    };
    let second = match claim.word(&["0.04 with β", "0.04 without β"]) {
        "0.04 with β" => beta,
        _ => 0.0,
    };
    match claim.word(&[
        "speed: with both",
        "speed: without both",
        "speed: with neither",
    ]) {
        "speed: with both" => {
            assert!(printed(moved(plain, first)) && printed(moved(heavy, second)));
        }
        _ => assert!(!printed(moved(plain, first)) && !printed(moved(heavy, second))),
    }
    assert!(close(plain * total_weight(0.0), heavy * total_weight(beta)));
}

/// Covers claim:weight-limit-grows.
#[test]
fn the_limit_of_the_step_grows_less_than_the_speed() {
    let claim = claim("weight-limit-grows");
    let [none, high, limit, speed] = claim.numbers();
    assert_eq!(none, 0.0);
    let grown = |beta| momentum_limit(beta, 3.0) / momentum_limit(none, 3.0);
    // Half of the last digit that is printed.
    assert!((limit - grown(high)).abs() < 0.005);
    assert!(close(speed, total_weight(high) / total_weight(none)));
    let larger = momenta(24).all(|beta| grown(beta) < 2.0);
    match claim.word(&["for no β twice", "for every β twice", "for no β half"]) {
        "for no β twice" => assert!(larger),
        _ => assert!(!larger),
    }
    // Both grow, for one and the same η.
    for words in [
        ["becomes 1.99 times as large", "becomes 1.99 times as small"],
        ["becomes 100 times as large", "becomes 100 times as small"],
        ["and for no β twice as large", "and for no β twice as small"],
        ["with the same η", "without the same η"],
        ["long-run speed", "short-run speed"],
        [
            "limit of the step size becomes",
            "limit of the speed becomes",
        ],
    ] {
        assert_eq!(claim.word(&words), words[0]);
    }
}

/// Covers claim:weight-from-above.
#[test]
fn the_share_of_the_newest_falls_toward_its_bound() {
    let claim = claim("weight-from-above");
    let [end, bound, one, minus_one] = claim.numbers();
    assert_eq!([end, one, minus_one], [1.0, 1.0, 1.0]);
    let limit = 100.0 * (1.0 - (-1.0_f64).exp());
    // Half of the last digit that is printed.
    assert!((bound - limit).abs() < 0.05);
    let share = |beta: f64| 100.0 * newest_share(beta, total_weight(beta));
    let up = match claim.word(&["as β rises", "as β falls"]) {
        "as β rises" => 1.0,
        _ => -1.0,
    };
    let sign = match claim.word(&["share falls", "share rises"]) {
        "share falls" => -1.0,
        _ => 1.0,
    };
    let all_above = (0..1000).all(|n| share(f64::from(n) / 1000.0) > limit);
    for n in 1..1000 {
        let [before, after] = [n - 1, n].map(|n| share(f64::from(n) / 1000.0));
        assert!(up * sign * (after - before) > 0.0, "{n}");
    }
    match claim.word(&[
        "always stays above",
        "always stays below",
        "never stays above",
    ]) {
        "always stays above" => assert!(all_above),
        _ => assert!(!all_above),
    }
}

/// Covers claim:noise-more.
#[test]
fn a_velocity_is_noisier_than_a_gradient() {
    let claim = claim("noise-more");
    let [beta, times, one, square, most] = claim.numbers();
    assert_eq!([one, square, most], [1.0, 2.0, 1.0]);
    // Half of the last digit that is printed.
    assert!((times - velocity_variance(beta, 10_000)).abs() < 0.005);
    let least = momenta(25)
        .flat_map(|beta| [1, 2, 50].map(|step| velocity_variance(beta, step)))
        .fold(f64::INFINITY, f64::min);
    match claim.word(&["never has less", "always has less", "never has more"]) {
        "never has less" => assert!(least >= 1.0 && times >= 1.0),
        _ => assert!(least < 1.0),
    }
    // What the limit is divided by.
    let divisor = |beta: f64| 1.0 / velocity_variance(beta, 10_000);
    match claim.word(&["is at most 1", "is at least 1"]) {
        "is at most 1" => assert!(momenta(26).all(|beta| divisor(beta) <= most)),
        _ => assert!(momenta(26).all(|beta| divisor(beta) >= most)),
    }
    // At step 0 there is no noise yet.
    match claim.word(&["from the first step on", "from the last step on"]) {
        "from the first step on" => assert_eq!(velocity_variance(beta, 0), 0.0),
        _ => unreachable!("there is no last step"),
    }
}

/// Covers claim:weight-two-in-one.
#[test]
fn a_step_is_longer_and_noisier_and_less_noisy_for_its_length() {
    let claim = claim("weight-two-in-one");
    let [beta, longer, noisier, calmer] = claim.numbers();
    let noise = velocity_variance(beta, 10_000).sqrt();
    assert!(close(longer, growth(beta, 10_000) / growth(0.0, 1)));
    assert_eq!(
        claim.word(&["times as long", "times as short"]),
        "times as long"
    );
    assert_eq!(
        claim.word(&["as one without momentum", "as one with momentum"]),
        "as one without momentum"
    );
    // Half of the last digit that is printed, here and below.
    match claim.word(&["times as large", "times as small"]) {
        "times as large" => assert!((noisier - noise).abs() < 0.005),
        _ => assert!((noisier - 1.0 / noise).abs() < 0.005),
    }
    let relative = noise / longer;
    match claim.word(&["is divided by", "is multiplied by"]) {
        "is divided by" => assert!((calmer - 1.0 / relative).abs() < 0.005),
        _ => assert!((calmer - relative).abs() < 0.005),
    }
    match claim.word(&["its standard deviation", "its variance"]) {
        "its standard deviation" => assert!((noisier * noisier - noise * noise).abs() < 0.03),
        _ => assert!((noisier - noise * noise).abs() < 0.005),
    }
    assert!(close(1.0 / relative, signal_gain(beta)));
}

/// Covers claim:noise-stays.
#[test]
fn the_noise_of_the_path_stays() {
    let claim = claim("noise-stays");
    let [beta, later, percent, long, percent_long] = claim.numbers();
    for (steps, percent) in [(later, percent), (long, percent_long)] {
        // Half of the last digit that is printed.
        assert!((percent - 100.0 * path_noise(beta, steps as usize)).abs() < 0.5);
    }
    // Before and after, with and without are not interchangeable: the
    // numbers are those at the named step, compared with β = 0.
    for words in [
        ["after 100 steps", "before 100 steps"],
        ["and after 1000 steps", "and before 1000 steps"],
        ["that without momentum", "that with momentum"],
        ["same long-run speed", "same short-run speed"],
    ] {
        assert_eq!(claim.word(&words), words[0]);
    }
    assert!(close(path_noise(0.0, 100), 1.0));
}

/// Covers claim:feedback-adds.
#[test]
fn feedback_adds_noise() {
    let claim = claim("feedback-adds");
    // The digits between them are those of σ².
    let [fed, _, free, _, beta, product, fed_plain, ..] = claim.numbers::<9>();
    let [variance, ..] = feedback_variance(0.5, beta, product / 0.5, 5000);
    // Half of the last digit that is printed.
    assert!((fed - variance).abs() < 0.005);
    assert!((free - velocity_variance(beta, 5000)).abs() < 0.005);
    match claim.word(&["more noisy", "less noisy", "fewer noisy"]) {
        "more noisy" => assert!(fed > free),
        _ => assert!(fed < free),
    }
    // Gradient descent: its velocity is the gradient, of variance 1.
    let [plain, ..] = feedback_variance(0.5, 0.0, product / 0.5, 5000);
    assert!((fed_plain - plain).abs() < 0.0005);
    claim.says("in proportion");
    match claim.word(&["descent suffers more", "descent suffers less"]) {
        "descent suffers more" => assert!(plain / 1.0 > variance / free),
        _ => assert!(plain / 1.0 < variance / free),
    }
    let with = "with the variance 5.41";
    assert_eq!(claim.word(&[with, "without the variance 5.41"]), with);
}

/// Covers claim:noise-per-distance.
#[test]
fn relative_to_its_distance_the_point_is_no_less_noisy() {
    let claim = claim("noise-per-distance");
    let [beta, percent, later, times, early, times_early] = claim.numbers();
    // Half of the last digit that is printed, here and below.
    assert!((percent - 100.0 * path_distance(beta, later as usize)).abs() < 0.5);
    for (steps, times) in [(later, times), (early, times_early)] {
        let far = path_distance(beta, steps as usize);
        let relative = path_noise(beta, steps as usize) / (far * far);
        assert!((times - relative).abs() < 0.005);
    }
    let after = ["after 100 steps", "before 100 steps"];
    assert_eq!(claim.word(&after), after[0]);
    let after = ["after 10 steps", "before 10 steps"];
    assert_eq!(claim.word(&after), after[0]);
}

/// The variance of the point at rest, in units of (σ/λ)².
fn at_rest(eta_lambda: f64, beta: f64) -> f64 {
    feedback_variance(eta_lambda, beta, 1.0, 5000)[1]
}

/// Covers claim:valley-averages, claim:valley-slower.
/// Covers claim:valley-smaller-step.
#[test]
fn in_a_valley_momentum_takes_noise_and_speed_away() {
    let averages = claim("valley-averages");
    let [beta, low, mid, high, at_low, at_mid, at_high] = averages.numbers();
    let at = [at_low, at_mid, at_high];
    let ratio =
        |product: f64| 100.0 * at_rest(product * (1.0 - beta), beta) / at_rest(product, 0.0);
    for (product, percent) in at.into_iter().zip([low, mid, high]) {
        // Half of the last digit that is printed, here and below.
        assert!((percent - ratio(product)).abs() < 0.5, "{product}");
    }
    // The larger the product, the less is left, and nothing is gained at 0.
    let all: Vec<f64> = (1..200).map(|n| ratio(f64::from(n) / 100.0)).collect();
    assert!(all.windows(2).all(|pair| pair[1] < pair[0]) && all[0] > 99.0);
    assert_eq!(
        averages.word(&["with momentum is", "without momentum is"]),
        "with momentum is"
    );
    assert_eq!(
        averages.word(&["of that without", "of that with "]),
        "of that without"
    );

    let slower = claim("valley-slower");
    let [radius, plain @ ..] = slower.numbers::<4>();
    slower.says("in all three cases");
    for (product, plain) in at.into_iter().zip(plain) {
        let own = spectral_radius(product * (1.0 - beta), beta, 1.0);
        assert!((radius - own).abs() < 0.0005);
        assert!(close(plain, spectral_radius(product, 0.0, 1.0)));
        match slower.word(&["which is smaller", "which is larger"]) {
            "which is smaller" => assert!(plain < own),
            _ => assert!(plain > own),
        }
    }

    let smaller = claim("valley-smaller-step");
    let [slow] = smaller.numbers();
    let exact = 1.0 - spectral_radius(at_low * (1.0 - beta), beta, 1.0);
    assert!((slow - exact).abs() < 0.0005);
    let radius_plain = spectral_radius(exact, 0.0, 1.0);
    match smaller.word(&["as slow as that", "as fast as that"]) {
        "as slow as that" => assert!((radius_plain - radius).abs() < 0.0005),
        _ => assert!(radius_plain < 0.9 * radius),
    }
    let less = |product: f64| at_rest(exact, 0.0) < at_rest(product * (1.0 - beta), beta);
    let all = at.into_iter().all(less);
    match smaller.word(&[
        "has less variance",
        "has more variance",
        "has fewer variance",
    ]) {
        "has less variance" => assert!(all),
        _ => assert!(!at.into_iter().any(less)),
    }
    match smaller.word(&["in all three", "in none of the three", "in no three"]) {
        "in all three" => assert!(all),
        _ => assert!(!all),
    }
    assert_eq!(smaller.word(&["with ηλ", "without ηλ"]), "with ηλ");
}

// The figures.

/// Covers fig:constant-gradient.
#[test]
fn the_growth_is_drawn_with_its_limit_and_its_marks() {
    for (beta, steps, marks) in [
        (0.9, 60, [10, 44]),
        (0.5, 12, [2, 7]),
        (0.99, 600, [99, 459]),
    ] {
        let figure = ConstantGradient { beta, steps };
        let growth = figure.data().unwrap();
        assert_eq!(
            growth.velocities,
            leaky_sum(&vec![1.0; steps], beta).unwrap()
        );
        assert_eq!(growth.limit, total_weight(beta));
        assert_eq!(growth.marks, [(63, marks[0]), (99, marks[1])]);
        let drawing = figure.drawing(&growth).unwrap();
        let window = Window {
            x: [0.0, steps as f64],
            y: [0.0, 1.2 * total_weight(beta)],
        };
        let line: Vec<[f64; 2]> = growth
            .velocities
            .iter()
            .enumerate()
            .map(|(step, v)| [step as f64, *v])
            .collect();
        assert_drawn(&drawing, "momentum", window, &line);
        let level = [[0.0, growth.limit], [steps as f64, growth.limit]];
        assert_drawn(&drawing, "contour", window, &level);
        let elements = elements(&drawing);
        let discs = of(&elements, "circle", "start");
        for (disc, step) in discs.iter().zip(marks) {
            assert!(distance(disc.points[0], place(window, line[step])) < 0.1);
        }
        let shown = marks.iter().filter(|step| **step <= steps).count();
        assert_eq!(discs.len(), shown);
        let notes: Vec<_> = elements.iter().map(|e| e.text.as_str()).collect();
        let texts = [
            format!("limit {}", total_weight(beta).round()),
            format!("≥ 63 % from step {}", marks[0]),
            format!("≥ 99 % from step {}", marks[1]),
        ];
        for text in texts {
            assert!(notes.contains(&text.as_str()), "{text} in {notes:?}");
        }
        let rows = drawing.table.rows;
        assert_eq!(rows.len(), steps + 1);
        assert_eq!(rows[marks[0]][0], marks[0].to_string());
        let percent: f64 = rows[marks[1]][2].parse().unwrap();
        // The table is rounded to a tenth.
        assert!(percent >= 98.95);
    }
    // Before the marks none is drawn.
    let early = draw(&ConstantGradient {
        beta: 0.99,
        steps: 50,
    });
    assert!(of(&elements(&early), "circle", "start").is_empty());
}

/// Covers fig:weights.
#[test]
fn the_weights_are_drawn_with_their_shares_and_three_measures() {
    for (beta, last, measures) in [
        (
            0.9,
            40.0,
            ["half-life 6.6", "1/(1 − β) 10", "effective size 19"],
        ),
        (0.5, 6.0, ["half-life 1", "1/(1 − β) 2", "effective size 3"]),
        (0.0, 6.0, ["half-life 0", "1/(1 − β) 1", "effective size 1"]),
        (
            0.99,
            350.0,
            ["half-life 69", "1/(1 − β) 100", "effective size 199"],
        ),
    ] {
        let figure = Weights { beta };
        let memory = figure.data().unwrap();
        let window = Window {
            x: [0.0, last],
            y: [0.0, 1.15],
        };
        // A weight is what the velocity still has of a single gradient.
        let mut gradients = vec![0.0; memory.weights.len()];
        gradients[0] = 1.0;
        let decay = leaky_sum(&gradients, beta).unwrap();
        for (age, weight) in memory.weights.iter().enumerate() {
            assert!(close(*weight, decay[age + 1]));
        }
        assert_eq!(memory.shares.len(), 241);
        for (n, [age, share]) in memory.shares.iter().enumerate() {
            assert!(close(*age, last * n as f64 / 240.0));
            assert_eq!(*share, newest_share(beta, *age));
        }
        let drawing = figure.drawing(&memory).unwrap();
        let line = |values: &[f64]| -> Vec<[f64; 2]> {
            let points = values.iter().enumerate();
            points.map(|(age, y)| [age as f64, *y]).collect()
        };
        assert_drawn(&drawing, "flat", window, &memory.shares);
        let elements = elements(&drawing);
        if last < 100.0 {
            let discs = of(&elements, "circle", "momentum");
            assert_eq!(discs.len(), memory.weights.len());
            for (disc, point) in discs.iter().zip(line(&memory.weights)) {
                assert!(distance(disc.points[0], place(window, point)) < 0.1);
            }
            let stems = of(&elements, "polyline", "momentum");
            for (stem, point) in stems.iter().zip(line(&memory.weights)) {
                assert!(distance(stem.points[1], place(window, point)) < 0.1);
                assert!(distance(stem.points[0], place(window, [point[0], 0.0])) < 0.1);
            }
        } else {
            assert_drawn(&drawing, "momentum", window, &line(&memory.weights));
        }
        let guides = of(&elements, "polyline", "contour");
        let places = [
            0.5_f64.ln() / beta.ln(),
            total_weight(beta),
            effective_size(beta),
        ];
        let discs = of(&elements, "circle", "start");
        for (n, (age, (_, told))) in places.into_iter().zip(memory.marks).enumerate() {
            assert!((told[0] - age).abs() < 1e-9, "{told:?} {age}");
            assert_eq!(told[1], newest_share(beta, told[0]));
            // On the line, and down to the axis.
            assert!(distance(discs[n].points[0], place(window, told)) < 0.1);
            let ends = [[told[0], 0.0], told].map(|end| place(window, end));
            for (end, drawn) in ends.into_iter().zip(&guides[n].points) {
                assert!(distance(end, *drawn) < 0.1);
            }
        }
        assert_eq!([guides.len(), discs.len()], [3, 3]);
        let notes: Vec<_> = elements.iter().map(|e| e.text.as_str()).collect();
        for text in measures {
            assert!(notes.contains(&text), "{text} in {notes:?}");
        }
        assert_eq!(drawing.readout.len(), 3);
        let rows = drawing.table.rows;
        assert_eq!(rows.len(), memory.weights.len());
        let percent: f64 = rows[3][2].parse().unwrap();
        // The table is rounded to a tenth.
        assert!((percent - 100.0 * newest_share(beta, 3.0)).abs() < 0.051);
    }
    assert!(Weights { beta: 1.0 }.data().is_err());
}

/// Covers fig:velocity-noise.
#[test]
fn the_simulated_variance_is_drawn_beside_the_formula() {
    let figure = VelocityNoise::default();
    let noise = figure.data().unwrap();
    let drawing = figure.drawing(&noise).unwrap();
    let error = 2.0 * standard_error(200);
    let highest = noise.measured.iter().copied().fold(0.0, f64::max);
    let highest = highest.max((1.0 + error) * noise.expected[30]);
    let window = Window {
        x: [0.0, 30.0],
        y: [0.0, 1.15 * highest],
    };
    let line = |values: &[f64], factor: f64| -> Vec<[f64; 2]> {
        let points = values.iter().enumerate();
        points.map(|(t, y)| [t as f64, factor * y]).collect()
    };
    assert_drawn(&drawing, "optimum", window, &line(&noise.expected, 1.0));
    assert_drawn(&drawing, "path", window, &[[0.0, 1.0], [30.0, 1.0]]);
    let elements = elements(&drawing);
    let bands = of(&elements, "polyline", "contour");
    let ends = bands.iter().map(|band| band.points[band.points.len() - 1]);
    let last = noise.expected[30];
    for (end, factor) in ends.zip([1.0 - error, 1.0 + error]) {
        assert!(distance(end, place(window, [30.0, factor * last])) < 0.1);
    }
    assert_eq!(bands.len(), 2);
    let discs = of(&elements, "circle", "momentum");
    assert_eq!(discs.len(), 31);
    for (disc, point) in discs.iter().zip(line(&noise.measured, 1.0)) {
        assert!(distance(disc.points[0], place(window, point)) < 0.1);
    }
    let notes: Vec<_> = elements.iter().map(|e| e.text.as_str()).collect();
    for text in ["one gradient", "formula", "simulated"] {
        assert!(notes.contains(&text), "{text} in {notes:?}");
    }
    // Every sample has its own numbers.
    let other = VelocityNoise {
        sample: 2,
        ..VelocityNoise::default()
    };
    assert_ne!(other.data().unwrap().measured, noise.measured);
    // In units of σ² the simulated variance is that of streams of variance 1.
    let streams = noisy_velocities(1, 0.9, 200, 30).unwrap();
    let last: Vec<f64> = streams.iter().map(|v| v[30]).collect();
    assert_eq!(noise.measured[30], sample_variance(&last));
}

/// What a line of the figure shows of a comparison.
type Part = fn(&Trade) -> f64;

/// Covers fig:signal-to-noise.
#[test]
fn length_noise_and_ratio_are_drawn_over_the_momentum() {
    let window = Window {
        x: [0.0, 2.05],
        y: [0.0, 2.2],
    };
    for beta in [0.0, 0.345, 0.9, 0.99] {
        let figure = SignalToNoise { beta };
        let trades = figure.data().unwrap();
        assert_eq!(trades.len(), 101);
        for (percent, trade) in trades.iter().enumerate() {
            let at = if percent < 100 {
                percent as f64 / 100.0
            } else {
                beta
            };
            assert_eq!(trade.beta, at);
            assert!(close(trade.length, growth(at, 10_000)));
            assert!(close(
                trade.noise * trade.noise,
                velocity_variance(at, 10_000)
            ));
            assert!(close(trade.gain * trade.noise, trade.length));
        }
        let drawing = figure.drawing(&trades).unwrap();
        let lines: [(&str, Part); 3] = [
            ("momentum", |trade| trade.length),
            ("flat", |trade| trade.gain),
            ("steep", |trade| trade.noise),
        ];
        for (role, height) in lines {
            let points: Vec<[f64; 2]> = trades
                .iter()
                .map(|trade| [-(1.0 - trade.beta).log10(), height(trade).log10()])
                .collect();
            assert_drawn(&drawing, role, window, &points[..100]);
            let elements = elements(&drawing);
            let discs = of(&elements, "circle", role);
            assert_eq!(discs.len(), 1);
            assert!(distance(discs[0].points[0], place(window, points[100])) < 0.1);
        }
        let elements = elements(&drawing);
        let notes: Vec<_> = elements.iter().map(|e| e.text.as_str()).collect();
        for text in ["length", "length : noise", "noise", "0.99", "0.5"] {
            assert!(notes.contains(&text), "{text} in {notes:?}");
        }
    }
    assert!(SignalToNoise { beta: 1.0 }.data().is_err());
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    let odd: [Vec<f64>; 5] = [
        vec![],
        vec![f64::NAN; 3],
        vec![1.0],
        vec![1e300, -1e308, f64::INFINITY, 0.5],
        vec![-1.0, -2.0],
    ];
    for data in odd {
        for limit in [0.0, -1.0, 1.0, f64::INFINITY, f64::NAN] {
            let growth = Growth {
                velocities: data.clone(),
                limit,
                marks: [(63, 0), (99, usize::MAX)],
            };
            elements(&ConstantGradient::default().drawing(&growth).unwrap());
            let memory = Memory {
                weights: data.clone(),
                shares: vec![[limit, 0.5]; 4],
                marks: ["a", "b", "c"].map(|name| (name, [limit, 0.5])),
            };
            elements(&Weights::default().drawing(&memory).unwrap());
        }
        let noise = Noise {
            measured: data.clone(),
            expected: vec![1.0, 2.0],
            streams: data.len(),
        };
        elements(&VelocityNoise::default().drawing(&noise).unwrap());
        let trades = data.iter().map(|x| Trade {
            beta: *x,
            length: *x,
            noise: *x,
            gain: *x,
        });
        let trades: Vec<Trade> = trades.collect();
        elements(&SignalToNoise::default().drawing(&trades).unwrap());
    }
}

/// Covers fig:constant-gradient, fig:weights, fig:velocity-noise,
/// fig:signal-to-noise.
#[test]
fn the_figures_show_the_momentum_that_the_text_describes() {
    let values = values().unwrap();
    let value = |name| values.iter().find(|v| v.0 == name).expect(name).1;
    for (label, more) in [
        ("constant-gradient", "&steps=60"),
        ("weights", ""),
        ("velocity-noise", "&sample=1"),
        ("signal-to-noise", ""),
    ] {
        let (shown, state) = figure(label);
        assert_eq!(shown, label);
        let entry = listings::figures::find(label).unwrap();
        let told = format!("beta={}{more}", value("beta"));
        assert_eq!(entry.full_state(&state).unwrap(), told, "{label}");
    }
}

// The exercises.

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

/// Covers text:effective-sample-weight.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let share = |beta: f64| 100.0 * newest_share(beta, total_weight(beta));
    let limit = 100.0 * (1.0 - (-1.0_f64).exp());
    let steps = |beta| steps_to(0.99, beta) as f64;
    let marks = ConstantGradient::default().data().unwrap().marks;
    assert_told(
        "effective-sample-weight",
        &[
            ("$g$. The velocity of", leads("momentum-method.md")),
            ("the leaky sum of", leads("eq:leaky-sum")),
            ("become with $\\beta =", is(0.9)),
            ("slope with β =", is(0.9)),
            ("gradients. It grows toward", is(total_weight(0.9))),
            ("that have at least", is(f64::from(marks[0].0))),
            ("at least 63 and", is(f64::from(marks[1].0))),
            ("the *weight* $\\beta^\\tau$, and", leads("eq:telescope")),
            ("*long-run speed*. To have", is(99.0)),
            ("long | steps to", is(99.0)),
            ("percent | |---|---|---| |", is(0.5)),
            ("|---|---|---| | 0.5 |", is(total_weight(0.5))),
            ("0.5 | 2 |", is(steps(0.5))),
            ("| 7 | |", is(0.9)),
            ("| | 0.9 |", is(total_weight(0.9))),
            ("0.9 | 10 |", is(steps(0.9))),
            ("| 44 | |", is(0.99)),
            ("| | 0.99 |", is(total_weight(0.99))),
            ("0.99 | 100 |", is(steps(0.99))),
            ("limits them, by", leads("eq:momentum-limit")),
            ("velocity with β =", is(0.9)),
            (
                "shares within the half-life",
                is(0.5_f64.ln() / 0.9_f64.ln()),
            ),
            ("6.6, the total weight", is(total_weight(0.9))),
            ("and the effective size", is(effective_size(0.9))),
            ("the three lengths of", leads("leaky-averages.md")),
            ("weight | |---|---|---| |", is(0.5)),
            ("|---|---|---| | 0.5 |", is(total_weight(0.5))),
            ("0.5 | 2 |", is(share(0.5))),
            ("| 75.0 | |", is(0.9)),
            ("| | 0.9 |", is(total_weight(0.9))),
            ("0.9 | 10 |", is(share(0.9))),
            ("| 65.1 | |", is(0.95)),
            ("| | 0.95 |", is(total_weight(0.95))),
            ("0.95 | 20 |", is(share(0.95))),
            ("| 64.2 | |", is(0.99)),
            ("| | 0.99 |", is(total_weight(0.99))),
            ("0.99 | 100 |", is(share(0.99))),
            ("velocity with $\\beta =", is(0.9)),
            ("$\\beta = 0.9$ averages", is(total_weight(0.9))),
            ("not an average, and", is(100.0 - share(0.9))),
            ("older than the newest", is(total_weight(0.9))),
            ("holds older errors. So", leads("eq:leaky-sum")),
            ("of the velocity over", is(200.0)),
            ("streams with β =", is(0.9)),
            ("lie two standard errors,", is(200.0 * standard_error(200))),
            ("of the variance,", is(100.0 * standard_error(200))),
            ("10 percent for", is(200.0)),
            ("Marked is β =", is(0.9)),
            (
                "= q^2 = \\frac{1+\\beta}{1-\\beta}$,",
                is(effective_size(0.9)),
            ),
            ("19 at $\\beta =", is(0.9)),
            ("the *effective size* of", leads("leaky-averages.md")),
            ("a little more than", is(limit)),
            ("for which the newest", is(10.0)),
            ("gradients carry at least", is(90.0)),
            ("result is at least", is(0.9)),
            ("You have $\\beta =", is(0.9)),
            ("0.9$ and $\\eta =", is(0.04)),
            ("and want $\\beta =", is(0.99)),
            ("the old long-run step,", is(0.04 * total_weight(0.9))),
            ("steps for $\\beta =", is(0.9)),
            ("not 0 in", leads("fig:weights")),
        ],
    );
}
