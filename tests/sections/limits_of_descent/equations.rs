//! The printed equations and the listings beside them.

use formula::{Bindings, Value};
use listings::limits_of_descent::{
    chain_curvatures, chain_gradient, chain_minimizer, chain_rate, chain_run, chosen_pairs,
};
use listings::nalgebra::{DMatrix, SymmetricEigen};
use listings::ndarray::{Array1, arr1};
use listings::nesterov::contest;
use listings::optimal_parameters::best_pair;
use tests::printed::equation;
use tests::states::{Seeded, seeded};

use super::{loss, paths};

/// A condition number and a number of coordinates.
fn chain(random: &mut Seeded) -> (f64, usize) {
    (
        random.between(1.5, 500.0),
        random.between(2.0, 9.0) as usize,
    )
}

/// Covers eq:chain, eq:chain-gradient, lst:chain.
#[test]
fn the_gradient_is_that_of_the_chain() {
    let [function, entry] = ["chain", "chain-gradient"].map(equation);
    let mut random = seeded(1);
    for _ in 0..1000 {
        let (kappa, n) = chain(&mut random);
        let x: Vec<f64> = (0..n).map(|_| random.between(-2.0, 2.0)).collect();
        let bindings = || {
            let bindings = Bindings::new().shared().scalar("\\kappa", kappa);
            bindings.integer("n", n as i64)
        };
        // At 0 only the pull to 1 costs something.
        let cost = (kappa - 1.0) / 8.0;
        let bound = bindings().point("\\mathbf{x}", &x);
        function.holds(&bound.function("f", move |x| {
            Ok((loss(kappa, &arr1(&x.point()?)) + cost).into())
        }));
        let g = chain_gradient(kappa, 1.0, &arr1(&x));
        let inner = x.iter().copied();
        let whole: Vec<f64> = [1.0].into_iter().chain(inner).chain([0.0]).collect();
        for i in 1..=n {
            let bindings = bindings().integer("i", i as i64);
            let bindings = bindings.sequence("x", 0, whole.clone());
            entry.holds(&bindings.sequence("g", 1, g.to_vec()));
            // It is the slope of the loss, a quadratic, exactly.
            let moved = |by: f64| {
                let mut x = arr1(&x);
                x[i - 1] += by;
                loss(kappa, &x)
            };
            let slope = (moved(0.5) - moved(-0.5)) / 1.0;
            assert!((slope - g[i - 1]).abs() < 1e-10 * kappa);
        }
    }
}

/// Covers eq:chain-eigenvalues, eq:chain-rate, eq:chain-root, eq:chain-minimizer.
/// Covers lst:chain_minimizer.
#[test]
fn the_eigenvalues_and_the_minimizer_are_those_of_the_gradient() {
    let [eigenvalue, rate, place] =
        ["chain-eigenvalues", "chain-rate", "chain-minimizer"].map(equation);
    let root = equation("chain-root");
    let mut random = seeded(2);
    for _ in 0..300 {
        let (kappa, n) = chain(&mut random);
        let unit = |j: usize| Array1::from_shape_fn(n, |i| if i == j { 1.0 } else { 0.0 });
        let columns: Vec<f64> = (0..n)
            .flat_map(|j| chain_gradient(kappa, 0.0, &unit(j)).to_vec())
            .collect();
        let found = SymmetricEigen::new(DMatrix::from_vec(n, n, columns));
        let mut lambda: Vec<f64> = found.eigenvalues.iter().copied().collect();
        lambda.sort_by(f64::total_cmp);
        for (told, lambda) in chain_curvatures(kappa, n)
            .iter()
            .zip([lambda[0], lambda[n - 1]])
        {
            assert!((told - lambda).abs() < 1e-10 * lambda);
        }
        assert!(lambda[0] > 1.0 && lambda[n - 1] < kappa);
        // The eigenvectors are those that the page names.
        for (i, lambda) in lambda.iter().enumerate() {
            let turn = (i + 1) as f64 / (n + 1) as f64 * std::f64::consts::PI;
            let x = Array1::from_shape_fn(n, |j| (turn * (j + 1) as f64).sin());
            let off = chain_gradient(kappa, 0.0, &x) - *lambda * &x;
            assert!(off.iter().all(|off| off.abs() < 1e-12 * kappa));
        }
        let minimizer = chain_minimizer(kappa, n).unwrap();
        let left = chain_gradient(kappa, 1.0, &minimizer);
        assert!(left.iter().all(|g| g.abs() < 1e-12 * kappa));
        let q = chain_rate(kappa).unwrap();
        for q in [q, 1.0 / q] {
            let bindings = Bindings::new().scalar("\\kappa", kappa).scalar("q", q);
            let [left, right] = root.sides(&bindings)[..] else {
                panic!("it has two sides")
            };
            // A difference of numbers near 2, times kappa.
            assert!((left - right).abs() < 1e-14 * kappa.max(10.0), "{kappa}");
        }
        for i in 1..=n {
            let bindings = Bindings::new().shared().scalar("\\kappa", kappa);
            let bindings = bindings.scalar("q", q).integer("n", n as i64);
            let bindings = bindings.integer("i", i as i64).vector("\\lambda", &lambda);
            let bindings = bindings.sequence("x^\\star", 1, minimizer.to_vec());
            for equation in [&eigenvalue, &rate, &place] {
                equation.holds(&bindings);
            }
        }
    }
    // On a long chain it is a power of q.
    let q = chain_rate(100.0).unwrap();
    let long = chain_minimizer(100.0, 200).unwrap();
    assert!((1..50).all(|i| (long[i - 1] / q.powi(i as i32) - 1.0).abs() < 1e-12));
}

/// Covers eq:sum-of-gradients, lst:chain_run.
#[test]
fn the_point_of_momentum_is_a_sum_of_gradients() {
    let sum = equation("sum-of-gradients");
    let mut random = seeded(3);
    for case in 0..1000 {
        let (kappa, n) = chain(&mut random);
        let beta = if case == 0 {
            0.0
        } else {
            random.between(0.0, 0.95)
        };
        let eta = random.between(0.0, 2.0) / kappa;
        let t = random.between(1.0, 7.0) as i64;
        let path = chain_run(kappa, n, Some([eta, beta, 0.0]), 6).unwrap();
        let points: Vec<Value> = path.iter().map(|x| x.to_vec().into()).collect();
        let bindings = Bindings::new()
            .shared()
            .scalar("\\eta", eta)
            .scalar("\\beta", beta);
        let bindings = bindings.integer("t", t).sequence("\\mathbf{x}", 0, points);
        sum.holds(&bindings.function("\\nabla f", move |x| {
            Ok(chain_gradient(kappa, 1.0, &arr1(&x.point()?))
                .to_vec()
                .into())
        }));
    }
    // With the look-ahead it is Nesterov's method: the gradient is that of the
    // point ahead.
    let [_, _, [eta, beta, s]] = contest([1.0, 100.0]);
    let path = chain_run(100.0, 5, Some([eta, beta, s]), 6).unwrap();
    for t in 1..6 {
        let ahead = &path[t] + beta * (&path[t] - &path[t - 1]);
        let next = &ahead - eta * chain_gradient(100.0, 1.0, &ahead);
        assert!((&next - &path[t + 1]).iter().all(|x| x.abs() < 1e-14));
    }
}

/// Covers eq:tail, eq:geometric-tail, eq:bound.
#[test]
fn no_method_is_nearer_than_what_is_missing() {
    let [tail, geometric, bound] = ["tail", "geometric-tail", "bound"].map(equation);
    for kappa in [10.0, 30.0, 100.0, 300.0] {
        let q = chain_rate(kappa).unwrap();
        for (n, last) in [(6, 6), (200, 30)] {
            let minimizer = chain_minimizer(kappa, n).unwrap();
            let bindings = |t: usize, x: &Array1<f64>| {
                let points = [(0, vec![0.0; n]), (t as i64, x.to_vec())];
                Bindings::new()
                    .shared()
                    .scalar("q", q)
                    .integer("n", n as i64)
                    .integer("t", t as i64)
                    .sequence("x^\\star", 1, minimizer.to_vec())
                    .value("\\mathbf{x}^\\star", minimizer.to_vec())
                    .sequence_by("\\mathbf{x}", move |t| {
                        let found = points.iter().find(|(step, _)| *step == t);
                        found.map(|(_, x)| x.clone().into())
                    })
            };
            for (method, path) in paths(kappa, n, last).iter().enumerate() {
                for (t, x) in path.iter().enumerate().skip(1) {
                    let bindings = bindings(t, x);
                    if method == 0 && n == 6 {
                        geometric.holds(&bindings);
                    }
                    // Rounding, where momentum meets it.
                    let [left, right] = tail.sides(&bindings)[..] else {
                        panic!("it has two sides")
                    };
                    assert!(left >= right * (1.0 - 1e-12), "{kappa} {n} {method} {t}");
                    // What momentum has reached of a long chain is in its
                    // place: there is nothing else.
                    if method == 1 && n == 200 {
                        assert!((left / right - 1.0).abs() < 1e-9, "{left} {right}");
                    }
                    if n == 6 {
                        continue;
                    }
                    if method == 1 {
                        let [left, right] = bound.sides(&bindings)[..] else {
                            panic!("it has two sides")
                        };
                        // The chain is long, not without end.
                        assert!((left / right - 1.0).abs() < 1e-9, "{kappa} {t}");
                    } else {
                        assert!(bound.is_met(&bindings), "{kappa} {method} {t}");
                    }
                }
            }
            // A point that knows more may be nearer.
            let near = &minimizer * 0.999;
            assert!(!tail.is_met(&bindings(2, &near)) && !bound.is_met(&bindings(2, &near)));
        }
    }
}

/// Covers eq:best-square, eq:neighbor-weight, eq:own-weight, eq:chain-step, eq:wave.
/// Covers eq:wave-inside, eq:wave-edge.
#[test]
fn at_the_best_pair_a_step_is_a_wave() {
    let all = ["best-square", "neighbor-weight", "own-weight"].map(equation);
    let [wave, step] = ["wave", "chain-step"].map(equation);
    let powers = ["wave-inside", "wave-edge"].map(equation);
    let mut random = seeded(4);
    for _ in 0..1000 {
        let kappa = random.between(1.5, 500.0);
        let [eta, beta] = best_pair([1.0, kappa]);
        let q = chain_rate(kappa).unwrap();
        let bindings = || {
            let bindings = Bindings::new()
                .shared()
                .scalar("\\kappa", kappa)
                .scalar("q", q);
            let bindings = bindings.scalar("\\eta^\\star", eta);
            bindings.scalar("\\beta^\\star", beta)
        };
        for equation in &all {
            for side in equation.sides(&bindings()).windows(2) {
                // The own weight is a difference of numbers near 2.
                assert!((side[0] - side[1]).abs() < 1e-12, "{kappa}");
            }
        }
        let (t, i) = (
            random.between(1.0, 19.0) as i64,
            random.between(1.0, 7.0) as i64,
        );
        for equation in &powers {
            equation.holds(&bindings().integer("i", i));
        }
        // Any pair takes this step, and the best one the wave.
        let other = [eta * random.between(0.0, 1.0), random.between(0.0, 0.95)];
        for (equation, [eta, beta]) in [(&wave, [eta, beta]), (&step, other)] {
            let path = chain_run(kappa, 6, Some([eta, beta, 0.0]), 20).unwrap();
            let bindings = bindings().integer("t", t).integer("i", i);
            let bindings = bindings.scalar("\\eta", eta).scalar("\\beta", beta);
            let bindings = bindings.table("x", move |t, i| match i {
                0 => Some(1.0.into()),
                7 => Some(0.0.into()),
                _ => Some(path.get(t as usize)?.get(i as usize - 1).copied()?.into()),
            });
            let [left, right] = equation.sides(&bindings)[..] else {
                panic!("it has two sides")
            };
            // With another pair the points may grow.
            let off = (left - right).abs() / left.abs().max(1.0);
            assert!(off < 1e-13, "{kappa}: {left} {right}");
        }
    }
}

/// Covers eq:conjugate-numbers.
#[test]
fn conjugate_gradients_compute_their_numbers() {
    let numbers = equation("conjugate-numbers");
    let mut random = seeded(6);
    for _ in 0..1000 {
        let kappa = random.between(1.5, 500.0);
        let n = random.between(4.0, 9.0) as usize;
        let path = chain_run(kappa, n, None, 3).unwrap();
        let gradients: Vec<Value> = path
            .iter()
            .map(|x| chain_gradient(kappa, 1.0, x).to_vec().into())
            .collect();
        // Momentum by its definition, with the two numbers read from the points.
        let pairs = chosen_pairs(kappa, &path);
        let mut velocities = vec![Array1::zeros(n)];
        for (t, [eta, beta]) in pairs.iter().enumerate() {
            let v = *beta * &velocities[t] + chain_gradient(kappa, 1.0, &path[t]);
            let off = &path[t] - *eta * &v - &path[t + 1];
            assert!(off.iter().all(|off| off.abs() < 1e-12));
            velocities.push(v);
        }
        let unit = |j: usize| Array1::from_shape_fn(n, |i| if i == j { 1.0 } else { 0.0 });
        let rows: Vec<_> = (0..n)
            .map(|j| chain_gradient(kappa, 0.0, &unit(j)).to_vec())
            .collect();
        let velocities: Vec<Value> = velocities.iter().map(|v| v.to_vec().into()).collect();
        for t in 1..3 {
            let bindings = Bindings::new()
                .shared()
                .matrix("H", rows.clone())
                .sequence("\\mathbf{g}", 0, gradients.clone())
                .sequence("\\mathbf{v}", 0, velocities.clone())
                .sequence("\\eta", 0, pairs.iter().map(|pair| pair[0]))
                .sequence("\\beta", 0, pairs.iter().map(|pair| pair[1]));
            numbers.holds(&bindings.integer("t", t));
        }
    }
}

/// Covers eq:conjugate-off, eq:conjugate-sum.
#[test]
fn conjugate_gradients_are_off_by_little() {
    let [off, sum] = ["conjugate-off", "conjugate-sum"].map(equation);
    let mut random = seeded(5);
    for _ in 0..1000 {
        let kappa = random.between(1.5, 500.0);
        let q = chain_rate(kappa).unwrap();
        let t = random.between(1.0, 20.0) as usize;
        let i = random.between(1.0, t as f64 + 1.0) as usize;
        let bindings = || {
            let bindings = Bindings::new().shared().scalar("q", q);
            bindings.integer("t", t as i64)
        };
        let of_one = bindings().integer("i", i as i64);
        let [first, second, bound] = off.sides(&of_one)[..] else {
            panic!("it has three sides")
        };
        let told = q.powi(i as i32) - chain_minimizer(kappa, t).unwrap()[i - 1];
        // A difference of numbers below 1.
        assert!((first - told).abs() < 1e-14 && (first - second).abs() < 1e-14);
        assert!(second <= bound && bound <= q.powi(t as i32 + 2) * (1.0 + 1e-12));
        let [left, right] = sum.sides(&bindings())[..] else {
            panic!("it has two sides")
        };
        // All but the terms beyond t, which the right side has too.
        assert!(left <= right && right - left <= 1.01 * right * q.powi(2 * t as i32));
    }
}
