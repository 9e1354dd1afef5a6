//! The printed equations and the listings beside them.

use formula::{Bindings, Value};
use listings::leaky_averages::leaky_sum;
use listings::momentum_method::{momentum_descent, spectral_radius};
use listings::stochastic_gradients::{
    expected_losses, feedback_variance, fine_tuning_from, least, momenta, moments_step,
    noisy_descent, path_distance, path_noise, two_parts,
};
use tests::printed::equation;
use tests::states::seeded;

/// All signs of `count` errors of size 1, each as likely as any other:
/// expectations over them are exact.
fn all_errors(count: usize) -> Vec<Vec<f64>> {
    let sign = |signs: u32, bit: usize| if signs >> bit & 1 == 1 { 1.0 } else { -1.0 };
    let signs = 0..1_u32 << count;
    signs
        .map(|signs| (0..count).map(|bit| sign(signs, bit)).collect())
        .collect()
}

/// Covers eq:total-velocity, eq:path-noise, eq:path-distance, eq:mean-of-squares.
/// Covers lst:path_noise.
#[test]
fn the_noise_of_the_path_is_that_of_summed_velocities() {
    let [total, noise] = ["total-velocity", "path-noise"].map(equation);
    let [way, squares] = ["path-distance", "mean-of-squares"].map(equation);
    let mut random = seeded(1);
    for case in 0..1000 {
        let beta = if case == 0 {
            0.0
        } else {
            random.between(0.0, 0.99)
        };
        let (sigma, eta) = (random.between(0.1, 2.0), random.between(0.1, 2.0));
        let t = random.between(1.0, 7.0) as i64;
        let gradients: Vec<f64> = (0..8).map(|_| random.between(-3.0, 3.0)).collect();
        let common = || {
            let bindings = Bindings::new().shared().integer("t", t);
            let bindings = bindings.scalar("\\sigma", sigma).scalar("\\eta", eta);
            bindings.scalar("\\beta", beta).sequence_by("d", move |t| {
                // No mean of no steps: an index too low must not pass.
                (t > 0).then(|| path_distance(beta, t as usize).into())
            })
        };
        let v = leaky_sum(&gradients, beta).unwrap();
        total.holds(&common().sequence("v", 0, v).sequence("g", 1, gradients));
        way.holds(&common());
        // After one step, and without momentum, both sides are equal, and
        // rounding may say either.
        let met = squares.is_met(&common());
        assert!(t == 1 || beta == 0.0 || met, "{beta} {t}");
        if case < 100 {
            // The points of all signs of the errors, at the equal step size,
            // where the slope is level.
            let points = all_errors(6).into_iter().map(|errors| {
                let errors: Vec<f64> = errors.iter().map(|e| sigma * e).collect();
                let path = noisy_descent(0.0, eta * (1.0 - beta), beta, 0.0, &errors);
                Value::sequence(0, path.unwrap())
            });
            noise.holds(&common().random("x", points));
            let told = path_noise(beta, t as usize) * (eta * sigma).powi(2) * t as f64;
            noise.holds(&common().scalar("\\operatorname{Var}[x_t]", told));
        }
    }
    // Equal after one step, exactly so with powers of two; and not the other
    // way round.
    let met = |t: i64, d: f64| {
        let bindings = Bindings::new().integer("t", t).scalar("\\beta", 0.5);
        squares.is_met(&bindings.sequence_by("d", move |_| Some(d.into())))
    };
    assert!(met(1, path_distance(0.5, 1)) && !met(10, 1.001 * path_noise(0.5, 10).sqrt()));
}

/// Covers eq:settled, eq:settled-after, eq:settled-before.
/// Covers eq:feedback-point, eq:feedback-range.
/// Covers lst:noisy_descent, lst:moments_step, lst:feedback_variance.
#[test]
fn the_variances_settle_where_the_page_says() {
    let [settled, point] = ["settled", "feedback-point"].map(equation);
    let [after, before] = ["settled-after", "settled-before"].map(equation);
    let range = equation("feedback-range");
    // The recurrence is that of all signs of the errors.
    for (eta, beta, lambda) in [(0.3, 0.5, 2.0), (0.1, 0.9, 0.4), (0.7, 0.0, 1.5)] {
        for steps in 0..8 {
            let ends = all_errors(steps)
                .into_iter()
                .map(|errors| noisy_descent(0.0, eta, beta, lambda, &errors).unwrap()[steps]);
            let ends: Vec<f64> = ends.collect();
            let exact = ends.iter().map(|x| x * x).sum::<f64>() / ends.len() as f64;
            let told = feedback_variance(eta, beta, lambda, steps)[1];
            assert!(
                (told - exact).abs() < 1e-12 * (1.0 + exact),
                "{told} {exact}"
            );
        }
    }
    // Without errors it is momentum in a valley, whose floor has λ = 0.2.
    let quiet = noisy_descent(-5.0, 0.6, 0.5, 0.2, &[0.0; 20]).unwrap();
    let path = momentum_descent([-5.0, 0.0], 0.6, 0.5, 20).unwrap();
    assert!(
        quiet
            .iter()
            .zip(&path)
            .all(|(x, y)| (x - y[0]).abs() < 1e-14)
    );
    let mut random = seeded(2);
    for case in 0..1000 {
        let beta = if case % 10 == 0 {
            0.0
        } else {
            random.between(0.0, 0.95)
        };
        let (sigma, lambda) = (random.between(0.1, 2.0), random.between(0.1, 5.0));
        let bound = |eta: f64| {
            let bindings = Bindings::new().shared().scalar("\\sigma", sigma);
            let bindings = bindings.scalar("\\beta", beta).scalar("\\eta", eta);
            bindings.scalar("\\lambda", lambda)
        };
        // Away from both ends, where 2500 steps leave less than 10⁻²⁰.
        let share = random.between(0.02, 0.98);
        let eta = share * (2.0 + 2.0 * beta) / lambda;
        let moments = feedback_variance(eta, beta, lambda, 2500);
        let [v, x, with_after] = moments.map(|moment| sigma * sigma * moment);
        let at_rest = || {
            let bindings = bound(eta).scalar("V", v).scalar("X", x);
            // The covariance of v with the point before it moves by −ηv.
            bindings
                .scalar("C", with_after)
                .scalar("D", with_after + eta * v)
        };
        for equation in [&settled, &after, &before, &point] {
            equation.holds(&at_rest());
        }
        let next = moments_step(moments, eta, beta, lambda);
        assert!(
            next.iter()
                .zip(moments)
                .all(|(a, b)| (a - b).abs() < 1e-12 * (1.0 + b.abs()))
        );
        assert!(range.is_met(&bound(eta)) && spectral_radius(eta, beta, lambda) < 1.0);
        // Beyond them the point runs away.
        for eta in [-eta, (1.02 + share) * (2.0 + 2.0 * beta) / lambda] {
            assert!(!range.is_met(&bound(eta)) && spectral_radius(eta, beta, lambda) > 1.0);
        }
    }
    // At the ends themselves it does not settle: nothing is rounded here.
    for (eta, lambda) in [(0.0, 4.0), (0.5, 6.0)] {
        let ends = Bindings::new().scalar("\\beta", 0.5).scalar("\\eta", eta);
        assert!(!range.is_met(&ends.scalar("\\lambda", lambda)));
    }
}

/// Covers eq:valley-faster.
#[test]
fn momentum_is_faster_where_gradient_descent_is_slow() {
    let faster = equation("valley-faster");
    let mut random = seeded(3);
    let bindings = |product: f64, beta: f64, lambda: f64| {
        let eta = product / lambda;
        let rho = spectral_radius(eta * (1.0 - beta), beta, lambda);
        let bindings = Bindings::new().shared().scalar("\\rho", rho);
        let bindings = bindings.scalar("\\beta", beta).scalar("\\eta", eta);
        bindings.scalar("\\lambda", lambda)
    };
    for _ in 0..1000 {
        let beta = random.between(0.0, 0.95);
        let (product, lambda) = (random.between(0.1, 1.9), random.between(0.1, 5.0));
        // Near the edge, where the roots are equal, roundings decide.
        if ((1.0 - product).abs() - beta.sqrt()).abs() > 1e-6 {
            faster.holds(&bindings(product, beta, lambda));
        }
    }
    // Where both are √β they are equal: nothing is rounded here.
    faster.holds(&bindings(0.5, 0.25, 1.0));
}

/// Covers eq:expected-parts.
/// Covers lst:two_parts.
#[test]
fn the_expected_loss_has_two_parts() {
    let parts = equation("expected-parts");
    let mut random = seeded(4);
    for _ in 0..50 {
        let (beta, lambda) = (random.between(0.0, 0.95), random.between(0.1, 3.0));
        let (start, sigma) = (random.between(-4.0, 4.0), random.between(0.1, 2.0));
        let eta = random.between(0.0, 1.9) * (1.0 + beta) / lambda;
        let run = |errors: &[f64]| noisy_descent(start, eta, beta, lambda, errors).unwrap();
        let points = all_errors(6).into_iter().map(|errors| {
            let errors: Vec<f64> = errors.iter().map(|e| sigma * e).collect();
            Value::sequence(0, run(&errors))
        });
        let points: Vec<Value> = points.collect();
        let told = two_parts(start, &[eta; 6], beta, lambda);
        for (t, [mean, noise]) in told.into_iter().enumerate() {
            let bindings = Bindings::new().shared().integer("t", t as i64);
            let bindings = bindings.scalar("\\lambda", lambda);
            let bindings = bindings.sequence("m", 0, run(&[0.0; 6]));
            let bindings = bindings.random("x", points.clone());
            parts.holds(&bindings);
            let expected = parts.sides(&bindings)[0];
            let sum = mean + sigma * sigma * noise;
            assert!(
                (sum - expected).abs() < 1e-12 * (1.0 + expected),
                "{sum} {expected}"
            );
        }
    }
    // The last time counts, and equal parts are the fine-tuning's.
    let parts = [[4.0, 0.0], [0.5, 1.0], [3.0, 1.0], [2.0, 2.0], [0.0, 1.0]];
    assert_eq!(fine_tuning_from(&parts, 1.0), 3);
    assert_eq!(fine_tuning_from(&parts, 0.5), 4);
    assert_eq!(fine_tuning_from(&parts, 0.0), 4);
    assert_eq!(fine_tuning_from(&parts, 3.0), 1);
}

/// Covers lst:best_expected.
#[test]
fn the_least_expected_loss_is_that_of_all_that_is_tried() {
    let momenta = momenta();
    assert!(
        momenta
            .iter()
            .enumerate()
            .all(|(i, beta)| *beta == 0.05 * i as f64 || (beta - 0.05 * i as f64).abs() < 1e-15)
    );
    let losses = expected_losses(&momenta, 3);
    assert_eq!(losses.len(), 41 * 20);
    for (i, j) in [(0, 0), (7, 3), (40, 19)] {
        let eta = 10_f64.powf(i as f64 / 15.0 - 3.0);
        let both = [(-5.0, 0.2), (-2.0, 4.0)]
            .map(|(start, lambda)| two_parts(start, &[eta; 3], momenta[j], lambda)[3]);
        for part in [0, 1] {
            let [told, sum] = [losses[i * 20 + j][part], both[0][part] + both[1][part]];
            assert!((told - sum).abs() < 1e-12 * sum, "{told} {sum}");
        }
    }
    assert_eq!(least(&[[3.0, 1.0], [1.0, 4.0]], 0.5), 2.0);
    assert_eq!(least(&[[3.0, 1.0], [1.0, 4.0]], 2.0), 7.0);
}
