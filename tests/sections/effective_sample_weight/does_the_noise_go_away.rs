//! "Does the noise go away?".

use formula::{Bindings, Value};
use listings::leaky_averages::leaky_sum;
use listings::noise::{path_distance, path_noise};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{all_gradients, close, momenta, runs};

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
    // After one step both are equal, and with powers of two exactly so. There
    // is no part d₀ of a way of no steps.
    for beta in [0.0, 0.25, 0.5, 0.75] {
        let bindings = Bindings::new()
            .integer("t", 1)
            .scalar("\\beta", beta)
            .sequence("d", 1, [path_distance(beta, 1)]);
        assert!(squares.is_met(&bindings));
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
