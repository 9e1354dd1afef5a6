//! The printed equations and the listings beside them.

use formula::{Bindings, Value};
use listings::figures::polynomial_regression::{Filters, filters};
use listings::nalgebra::{DMatrix, DVector};
use listings::ndarray::{Array1, arr1};
use listings::polynomial_regression::{
    DEGREE, POINTS, Polynomial, features_at, fresh_error, height, loss, planned_momentum,
    polynomial, powers, ridge, shares, step_size, truth,
};
use tests::printed::equation;
use tests::states::{Seeded, seeded};

use super::{ours, rows, value, walked};

/// Ten points at places of their own, and the book's first.
fn cases(seed: u64, count: usize) -> Vec<Vec<[f64; 2]>> {
    let mut random = seeded(seed);
    let mut point = |k: usize| {
        let place = 0.25 * (k as f64 + random.between(0.0, 0.8)) - 1.25;
        [place, random.between(-3.0, 3.0)]
    };
    let mut all = vec![POINTS.to_vec()];
    all.extend((1..count).map(|_| (0..10).map(&mut point).collect::<Vec<_>>()));
    all
}

fn numbers(random: &mut Seeded) -> Array1<f64> {
    Array1::from_shape_fn(6, |_| random.between(-2.0, 2.0))
}

/// What the page calls the points and the eigenfeatures.
fn bindings<'a>(points: &[[f64; 2]], p: &'a Polynomial) -> Bindings<'a> {
    let of = |i: usize| points.iter().map(|point| point[i]).collect::<Vec<_>>();
    let z = rows(points);
    Bindings::new()
        .shared()
        .sequence("x", 1, of(0))
        .vector("\\mathbf{y}", of(1))
        .sequence("y", 1, of(1))
        .matrix("Z", z.rows().into_iter().map(|row| row.to_vec()))
        .matrix("U", p.u.rows().into_iter().map(|row| row.to_vec()))
        .sequence(
            "\\mathbf{u}",
            1,
            p.u.rows()
                .into_iter()
                .map(|row| Value::from(&row.to_vec()[..])),
        )
        .vector("\\lambda", p.lambda.to_vec())
        .vector("a^\\star", p.best.to_vec())
        .table("u", |i, j| {
            let (i, j) = (usize::try_from(i - 1).ok()?, usize::try_from(j).ok()?);
            p.u.get((i, j)).copied().map(Value::from)
        })
        .function("p", |of| {
            let i = of.real(0)? as usize;
            Ok(features_at(p, of.real(1)?)[i - 1].into())
        })
}

/// Covers eq:polynomial-loss, eq:own-weights, eq:eigenfeature-sum, eq:eigenfeature.
/// Covers eq:seen, eq:least-squares-share, eq:step-size, lst:polynomial.
#[test]
fn a_polynomial_is_a_sum_of_eigenfeatures() {
    let [of_loss, own, sum] = ["polynomial-loss", "own-weights", "eigenfeature-sum"].map(equation);
    let [feature, seen, least] = ["eigenfeature", "seen", "least-squares-share"].map(equation);
    let step = equation("step-size");
    let mut random = seeded(1);
    for points in cases(1, 300) {
        let p = polynomial(&points, DEGREE).unwrap();
        let a = numbers(&mut random);
        let w = p.u.t().dot(&a);
        let x = random.between(-1.2, 1.2);
        let i = random.between(1.0, 7.0) as i64;
        let common = || bindings(&points, &p).integer("i", i);
        let weights = || {
            let bindings = common().vector("\\mathbf{w}", w.to_vec());
            bindings.vector("\\mathbf{a}", a.to_vec())
        };
        of_loss.holds(&weights().function("f", |w| {
            let of = p.u.dot(&arr1(&w.point()?)) / &p.best;
            Ok(loss(&p, &of, &points).into())
        }));
        own.holds(&weights());
        let function = || {
            let bindings = Bindings::new().shared();
            let bindings = bindings.function("p", |of| {
                let i = of.real(0)? as usize;
                Ok(features_at(&p, of.real(1)?)[i - 1].into())
            });
            bindings.scalar("x", x)
        };
        let at = function().sequence("w", 0, w.to_vec());
        let [left, right] = sum.sides(&at.vector("a", a.to_vec()))[..] else {
            panic!("it has two sides");
        };
        // Sums of numbers up to some tens.
        let told = height(&p, &(&a / &p.best), x);
        assert!((left - told).abs() < 1e-11 && (right - told).abs() < 1e-11);
        assert!((value(&w, x) - told).abs() < 1e-11);
        let entry = |i: i64, j: i64| Some(p.u[[i as usize - 1, j as usize]].into());
        let [value, told] = feature.sides(&function().integer("i", i).table("u", entry))[..] else {
            panic!("it has two sides");
        };
        assert!((value - told).abs() < 1e-13);
        // Small eigenvalues and what is divided by them have the roundings of
        // the large ones.
        let rounding = 1e-14 * p.lambda[5];
        for (equation, off) in [(&seen, rounding), (&least, rounding * 100.0)] {
            let sides = equation.sides(&common());
            let apart = sides.windows(2).map(|pair| (pair[0] - pair[1]).abs());
            assert!(apart.fold(0.0, f64::max) < off, "{sides:?} {off}");
        }
        step.holds(&common().scalar("\\eta", step_size(&p)));
    }
    assert_eq!(powers(-2.0, 3), arr1(&[1.0, -2.0, 4.0, -8.0]));
}

/// Covers eq:learned, lst:stopped, lst:shares.
#[test]
fn each_eigenfeature_is_learned_alone() {
    let learned = equation("learned");
    let mut random = seeded(2);
    for points in cases(2, 100) {
        let p = polynomial(&points, DEGREE).unwrap();
        let eta = step_size(&p);
        let t = random.between(0.0, 60.0) as usize;
        let own: Vec<_> = walked(&points, [eta, 0.0], 60)
            .iter()
            .map(|w| p.u.dot(w))
            .collect();
        for i in 1..=6 {
            let common = bindings(&points, &p).integer("i", i as i64);
            let sides = learned.sides(
                &common
                    .integer("t", t as i64)
                    .scalar("\\eta", eta)
                    .table("a", |t, i| Some(own[t as usize][i as usize - 1].into())),
            );
            assert!((sides[0] - sides[1]).abs() < 1e-9, "{sides:?}");
            let told = shares(&p, 0.0, t)[i - 1] * p.best[i - 1];
            assert!((sides[0] - told).abs() < 1e-9, "{sides:?} {told}");
        }
        // With momentum it is the run in the weights too.
        let beta = planned_momentum(50);
        let w = &walked(&points, [eta, beta], 50)[50];
        for x in [-0.6, 0.1, 0.5] {
            let told = height(&p, &shares(&p, beta, 50), x);
            assert!((value(w, x) - told).abs() < 1e-9, "{told}");
        }
    }
}

/// The book's points, moved by errors ±σ with all signs.
fn noisy(heights: [f64; 10], sigma: f64) -> impl Iterator<Item = Vec<[f64; 2]>> {
    (0..1 << 10).map(move |signs: u32| {
        let error = |k: usize| if signs >> k & 1 == 1 { sigma } else { -sigma };
        let places = POINTS.iter().zip(heights).enumerate();
        places.map(|(k, (at, y))| [at[0], y + error(k)]).collect()
    })
}

/// Covers eq:share-noise, lst:fresh_error.
#[test]
fn noise_moves_what_the_points_hardly_see() {
    let noise = equation("share-noise");
    for sigma in [0.3, 1.7] {
        let fits = noisy(POINTS.map(|point| point[1]), sigma);
        let fits = fits.map(|points| polynomial(&points, DEGREE).unwrap().best.to_vec());
        let values: Vec<Value> = fits.map(|best| Value::sequence(1, best)).collect();
        for i in 1..=6 {
            let bindings = Bindings::new().vector("\\lambda", ours().lambda.to_vec());
            let bindings = bindings.integer("i", i);
            let bindings = bindings.scalar("\\sigma", sigma);
            let sides = noise.sides(&bindings.random("a^\\star", values.clone()));
            // The roundings of the eigenvectors.
            assert!((sides[0] / sides[1] - 1.0).abs() < 1e-8, "{i}: {sides:?}");
        }
    }
}

/// Covers lst:fresh_error.
#[test]
fn the_error_is_that_of_all_noise() {
    let heights = POINTS.map(|point| truth(point[0]));
    let p = listings::polynomial_regression::true_polynomial().unwrap();
    for (steps, beta) in [(2000, 0.0), (100, 0.9)] {
        let learned = shares(&p, beta, steps);
        let mut sum = 0.0;
        for points in noisy(heights, 0.3) {
            let fit = polynomial(&points, DEGREE).unwrap();
            for n in -60..=60 {
                let x = f64::from(n) / 100.0;
                sum += (height(&fit, &learned, x) - 2.0 * (4.0 * x).sin()).powi(2);
            }
        }
        let mean = sum / 121.0 / 1024.0;
        let told = fresh_error(&p, &learned, 0.3);
        assert!((mean / told - 1.0).abs() < 1e-8, "{mean} {told}");
    }
}

/// Covers eq:ridge-share, eq:ridge-match, lst:stopped.
#[test]
fn ridge_regression_learns_shares() {
    let [share, same] = ["ridge-share", "ridge-match"].map(equation);
    let mut random = seeded(3);
    for points in cases(3, 300) {
        let p = polynomial(&points, DEGREE).unwrap();
        let tau = p.lambda[random.between(0.0, 6.0) as usize] * random.between(0.2, 5.0);
        // Where the gradient with the penalty is zero.
        let z = rows(&points);
        let z = DMatrix::from_fn(10, 6, |k, j| z[[k, j]]);
        let y = DVector::from_fn(10, |k, _| points[k][1]);
        let q = z.transpose() * &z + DMatrix::identity(6, 6) * tau;
        let w = q.cholesky().unwrap().solve(&(z.transpose() * y));
        let a = p.u.dot(&Array1::from_iter(w.iter().copied()));
        for i in 1..=6 {
            let common = bindings(&points, &p).integer("i", i as i64);
            let sides = share.sides(&common.scalar("\\tau", tau).vector("a", a.to_vec()));
            let told = ridge(tau, p.lambda[i - 1]) * p.best[i - 1];
            // The solution divides by numbers as small as τ.
            let off = 1e-13 * p.lambda[5] / tau * 100.0;
            let scale = p.lambda[i - 1] + tau;
            assert!((sides[0] - sides[1]).abs() < off * scale, "{sides:?} {off}");
            assert!((a[i - 1] - told).abs() < off, "{a} {told}");
        }
    }
    for log_steps in [1.0, 2.35, 6.5] {
        let learned = filters(&Filters { log_steps }).unwrap();
        let eta = step_size(&ours());
        let bindings = Bindings::new().scalar("\\tau", learned.tau);
        let bindings = bindings.scalar("\\eta", eta);
        same.holds(&bindings.integer("t", learned.steps[0] as i64));
    }
}

/// Covers eq:planned-momentum, eq:ringing-left, eq:root-steps.
#[test]
fn momentum_is_planned_for_its_steps() {
    let all = ["planned-momentum", "root-steps"].map(equation);
    let left = equation("ringing-left");
    let mut random = seeded(4);
    let some = (0..1000).map(|_| 10.0_f64.powf(random.between(1.05, 5.0)) as usize);
    for steps in [11, 12, 20, 100].into_iter().chain(some) {
        let beta = planned_momentum(steps);
        let bindings = |beta: f64| {
            let bindings = Bindings::new().shared().integer("T", steps as i64);
            bindings.scalar("\\beta", beta)
        };
        for equation in &all {
            equation.holds(&bindings(beta));
        }
        assert!(left.is_met(&bindings(beta)), "{steps}");
        // A little more momentum would ring longer.
        let more = 1.0 - 9.9 / steps as f64;
        assert!(steps < 1000 || !left.is_met(&bindings(more)));
    }
    // Not for so few steps.
    assert_eq!([1, 5, 10].map(planned_momentum), [0.0; 3]);
}
