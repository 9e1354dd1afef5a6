//! "Is a velocity less noisy?".

use formula::{Bindings, Value};
use listings::effective_sample_weight::{noisy_velocities, sample_variance, velocity_variance};
use listings::figures::effective_sample_weight::VelocityNoise;
use listings::figures::{Figure, Window};
use listings::leaky_averages::leaky_sum;
use listings::noise::standard_error;
use listings::seeded::Seeded;
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{all_gradients, momenta};

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

/// Covers claim:noise-more.
#[test]
fn a_velocity_is_noisier_than_a_gradient() {
    let claim = claim("noise-more");
    let [beta, times, square] = claim.numbers();
    assert_eq!(square, 2.0);
    // Half of the last digit that is printed.
    assert!((times - velocity_variance(beta, 10_000)).abs() < 0.005);
    let least = momenta(25)
        .flat_map(|beta| [1, 2, 50].map(|step| velocity_variance(beta, step)))
        .fold(f64::INFINITY, f64::min);
    match claim.word(&["at no step less", "at every step less", "at no step more"]) {
        "at no step less" => assert!(least >= 1.0 && times >= 1.0),
        _ => assert!(least < 1.0),
    }
    // What one gradient alone brings.
    match claim.word(&["the newest gradient alone", "the oldest gradient alone"]) {
        "the newest gradient alone" => assert_eq!(velocity_variance(beta, 1), 1.0),
        _ => assert!(beta.powi(2 * 50) >= 1.0),
    }
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
