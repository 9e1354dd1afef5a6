//! "And in a valley?".

use formula::Bindings;
use listings::effective_sample_weight::velocity_variance;
use listings::momentum_method::spectral_radius;
use listings::noise::feedback_variance;
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::close;

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

/// Covers claim:feedback-adds.
#[test]
fn feedback_adds_noise() {
    let claim = claim("feedback-adds");
    // The digits between them are those of σ².
    let [fed, _, free, _, beta, product] = claim.numbers();
    let [variance, ..] = feedback_variance(0.5, beta, product / 0.5, 5000);
    // Half of the last digit that is printed.
    assert!((fed - variance).abs() < 0.005);
    assert!((free - velocity_variance(beta, 5000)).abs() < 0.005);
    match claim.word(&["more noisy", "less noisy", "fewer noisy"]) {
        "more noisy" => assert!(fed > free),
        _ => assert!(fed < free),
    }
    let with = "with the variance 5.41";
    assert_eq!(claim.word(&[with, "without the variance 5.41"]), with);
}

/// The variance of the point at rest, in units of (σ/λ)².
fn at_rest(eta_lambda: f64, beta: f64) -> f64 {
    feedback_variance(eta_lambda, beta, 1.0, 5000)[1]
}

/// Covers eq:valley-share, claim:valley-averages.
#[test]
fn in_a_valley_momentum_averages() {
    let printed = equation("valley-share");
    let claim = claim("valley-averages");
    claim.says("momentum does average");
    let more = claim.word(&["the more the larger", "the less the larger"]);
    let share =
        |product: f64, beta: f64| at_rest(product * (1.0 - beta), beta) / at_rest(product, 0.0);
    let mut random = seeded(52);
    for case in 0..1000 {
        let beta = match case % 10 {
            0 => 0.0,
            1 => 0.9,
            _ => random.between(0.0, 0.95),
        };
        // So far from both ends that 5000 steps leave nothing of the start.
        let product = random.between(0.1, 1.9);
        let lambda = random.between(0.1, 5.0);
        let bindings = Bindings::new()
            .scalar("p", share(product, beta))
            .scalar("\\beta", beta)
            .scalar("\\eta", product / lambda)
            .scalar("\\lambda", lambda);
        printed.holds(&bindings);
        if beta > 0.01 {
            let [less, more] = match more {
                "the more the larger" => [share(product, beta), share(0.99 * product, beta)],
                _ => [share(0.99 * product, beta), share(product, beta)],
            };
            assert!(less < more && more < 1.0, "{product} {beta}");
        }
    }
}

/// Covers eq:valley-faster, claim:valley-slower.
#[test]
fn at_the_same_long_run_speed_momentum_is_faster_where_gradient_descent_is_slow() {
    let printed = equation("valley-faster");
    let mut random = seeded(53);
    let mut faster = 0;
    for case in 0..1000 {
        let beta = match case % 10 {
            0 => 0.0,
            1 => 0.9,
            _ => random.between(0.0, 1.0),
        };
        let (product, lambda) = (random.between(0.0, 2.0), random.between(0.1, 5.0));
        let product = if random.toss() {
            product
        } else {
            product * 0.1
        };
        let eta = product / lambda;
        let plain = (1.0 - eta * lambda).abs();
        // Near the edge, and for equal roots, roundings decide.
        if beta > 0.0 && (plain - beta.sqrt()).abs() < 1e-6 {
            continue;
        }
        let rho = match beta {
            // Without momentum nothing is to be rounded.
            0.0 => plain,
            _ => spectral_radius(eta * (1.0 - beta), beta, lambda),
        };
        assert!(beta > 0.0 || (rho - spectral_radius(eta, 0.0, lambda)).abs() < 1e-14);
        let bindings = Bindings::new()
            .scalar("\\rho", rho)
            .scalar("\\beta", beta)
            .scalar("\\eta", eta)
            .scalar("\\lambda", lambda);
        printed.holds(&bindings);
        faster += i32::from(rho < plain);
    }
    assert!((200..800).contains(&faster), "{faster}");
    // Where both are √β they are equal: nothing is rounded here.
    let rho = spectral_radius(0.5 * 0.75, 0.25, 1.0);
    assert_eq!(rho, 0.5);
    let bindings = Bindings::new()
        .scalar("\\rho", rho)
        .scalar("\\beta", 0.25)
        .scalar("\\eta", 0.5)
        .scalar("\\lambda", 1.0);
    printed.holds(&bindings);

    let claim = claim("valley-slower");
    let first = claim.word(&["momentum is faster", "momentum is slower"]);
    let others = claim.word(&["in the others slower", "in the others faster"]);
    claim.says("In the flat direction of the first row");
    for (row, product) in [0.02, 0.1, 0.5, 1.0].into_iter().enumerate() {
        let faster = spectral_radius(product * 0.1, 0.9, 1.0) < 1.0 - product;
        let said = if row == 0 { first } else { others };
        assert_eq!(said.ends_with("faster"), faster, "{product}");
    }
}
