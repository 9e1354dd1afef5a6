//! "And in a valley?".

use formula::Bindings;
use listings::effective_sample_weight::velocity_variance;
use listings::momentum_method::spectral_radius;
use listings::noise::feedback_variance;
use tests::printed::{claim, equation};
use tests::states::seeded;

use crate::close;

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
