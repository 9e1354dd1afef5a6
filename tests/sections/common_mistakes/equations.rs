//! The wrong formulas: each fails where the right one holds, and holds where
//! its one slip is undone, so that it is wrong in no other way.

use formula::{Bindings, Complex, Value};
use listings::colorization::{Cell, coloring, laplacian, objective};
use listings::hump::hump_run;
use listings::limits_of_descent::{chain_gradient, chain_run};
use listings::ndarray::{Array1, Array2, arr1};
use listings::quadratic_functions::{given_run, minimizer, own_run, to_own, value};
use listings::scalar_functions::{roots, step_matrix};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::bowls;

fn rows(matrix: &Array2<f64>) -> Vec<Vec<f64>> {
    matrix.outer_iter().map(|row| row.to_vec()).collect()
}

fn points(path: impl IntoIterator<Item = Array1<f64>>) -> Vec<Value> {
    path.into_iter().map(|x| x.to_vec().into()).collect()
}

/// Covers eq:our-valley.
#[test]
fn our_valley_is_the_one_of_the_book() {
    let valley = equation("our-valley");
    for x in [[1.0, 0.0], [0.0, 1.0], [-5.0, -2.0]] {
        let bindings = Bindings::new().point("\\mathbf{x}", x);
        valley.holds(&bindings.function("f", |x| {
            Ok(listings::ill_conditioned_problem::objective(&arr1(&x.point()?)).into())
        }));
    }
}

/// Covers eq:wrong-square.
#[test]
fn the_square_is_that_of_the_opposite_vector() {
    let [right, wrong] = ["completed-square", "wrong-square"].map(equation);
    let mut random = seeded(1);
    for h in bowls(1) {
        let x = [random.between(0.5, 5.0), random.between(0.5, 5.0)];
        let bound = |sign: f64| {
            let f = h.clone();
            Bindings::new()
                .shared()
                .matrix("Q", rows(&h.q))
                .vector("\\mathbf{c}", (sign * &h.c).to_vec())
                .scalar("b", h.b)
                .vector("\\mathbf{x}", x)
                .function("h", move |x| Ok(value(&f, &arr1(&x.point()?)).into()))
        };
        right.holds(&bound(1.0));
        wrong.fails(&bound(1.0));
        wrong.holds(&bound(-1.0));
    }
}

/// Covers eq:wrong-step, eq:wrong-loss, claim:unit-step, claim:loss-twice.
#[test]
fn the_step_has_a_step_size_and_the_loss_a_half() {
    let [step, loss] = ["wrong-step", "wrong-loss"].map(equation);
    let mut random = seeded(2);
    for h in bowls(2) {
        let x = [random.between(0.5, 5.0), random.between(0.5, 5.0)];
        let z = to_own(&h, &arr1(&x));
        let t = random.between(1.0, 4.0) as i64;
        for eta in [1.0, random.between(0.1, 0.9)] {
            let plain = [eta, 0.0];
            let own = own_run(&h, x, plain, 4).unwrap();
            let given = given_run(&h, x, plain, 4).unwrap();
            let bound = |times: f64| {
                let (f, z) = (h.clone(), z.clone());
                Bindings::new()
                    .shared()
                    .scalar("\\eta", eta)
                    .integer("t", t)
                    .integer("n", 2)
                    .matrix("I", rows(&Array2::eye(2)))
                    .matrix("\\Lambda", rows(&Array2::from_diag(&h.lambda)))
                    .vector("\\lambda", h.lambda.to_vec())
                    .vector("\\mathbf{x}^\\star", minimizer(&h).to_vec())
                    .sequence("\\mathbf{z}", 0, points(own.iter().map(|[z, _]| z.clone())))
                    .sequence(
                        "\\mathbf{x}",
                        0,
                        points(given.iter().map(|[x, _]| x.clone())),
                    )
                    .table("z", move |t, i| {
                        let z = z.get(usize::try_from(i - 1).ok()?)?;
                        (t == 0).then(|| (*z).into())
                    })
                    .function("h", move |x| {
                        Ok((times * value(&f, &arr1(&x.point()?))).into())
                    })
            };
            match eta == 1.0 {
                true => step.holds(&bound(1.0)),
                false => step.fails(&bound(1.0)),
            }
            // The loss is a difference of two values of h.
            for (times, wrong) in [(1.0, 2.0), (2.0, 1.0)] {
                let [left, right] = loss.sides(&bound(times))[..] else {
                    panic!("it has two sides");
                };
                let off = 1e-9 * right.max(1.0);
                assert!((wrong * left - right).abs() < off, "{left} {right}");
            }
        }
    }
    claim("unit-step").says("Only with $\\eta = 1$ is this gradient descent");
    claim("loss-twice").says("is twice what gradient descent leaves, at every step");
}

/// Covers eq:wrong-modulus, eq:wrong-power, claim:power-start.
#[test]
fn roots_have_half_the_modulus_and_the_other_matrix() {
    let [right, wrong] = ["ringing", "wrong-modulus"].map(equation);
    let [power, other] = ["matrix-power", "wrong-power"].map(equation);
    let mut random = seeded(3);
    let (mut ringing, mut real) = (0, 0);
    for _ in 0..1000 {
        let [eta, beta, lambda] =
            [(0.1, 1.0), (0.01, 0.9), (0.1, 4.0)].map(|(low, high)| random.between(low, high));
        let found = roots(eta, beta, lambda);
        let bound = |times: f64| {
            let [r_1, r_2] = found.map(|[re, im]| Complex::new(times * re, times * im));
            Bindings::new()
                .shared()
                .scalar("\\eta", eta)
                .scalar("\\beta", beta)
                .scalar("\\lambda", lambda)
                .complex("r_1", r_1)
                .complex("r_2", r_2)
        };
        let t = random.between(0.0, 6.0) as i64;
        let [[r_1, turning], [r_2, _]] = found;
        if turning > 0.0 {
            ringing += 1;
            right.holds(&bound(1.0));
            assert!(!wrong.is_met(&bound(1.0)));
            wrong.holds(&bound(2.0));
        } else if r_1 - r_2 > 0.05 {
            real += 1;
            let r = step_matrix(eta, beta, lambda);
            let at = || bound(1.0).integer("t", t);
            let matrices = || {
                let bound = at();
                bound
                    .matrix("R", rows(&r))
                    .matrix("I", rows(&Array2::eye(2)))
            };
            power.holds(&matrices());
            other.fails(&matrices());
            // On its own eigenvectors R is a number: the exchange puts there
            // the power of the other root, with the other sign.
            for (own, exchanged) in [(r_1, r_2), (r_2, r_1)] {
                let sides = other.sides(&at().scalar("R", own).scalar("I", 1.0));
                let told = [own.powi(t as i32), -exchanged.powi(t as i32)];
                // Divided by a difference from 0.05 on.
                assert!(sides.iter().zip(told).all(|(a, b)| (a - b).abs() < 1e-12));
            }
        }
    }
    assert!(ringing > 300 && real > 100, "{ringing} {real}");
    claim("power-start").says("At $t = 0$ the right side is $-I$, and the left side is $I$");
    for r in [0.5, 0.2] {
        let roots = Bindings::new().scalar("r_1", 0.5).scalar("r_2", 0.2);
        let start = roots.integer("t", 0).scalar("R", r).scalar("I", 1.0);
        let sides = other.sides(&start);
        assert!(
            (sides[0] - 1.0).abs() + (sides[1] + 1.0).abs() < 1e-12,
            "{sides:?}"
        );
    }
}

/// Covers eq:wrong-sum.
#[test]
fn the_sum_goes_downhill() {
    let [right, wrong] = ["sum-of-gradients", "wrong-sum"].map(equation);
    let mut random = seeded(4);
    for case in 0..1000 {
        let (kappa, n) = (random.between(1.5, 300.0), 2 + case % 5);
        let beta = random.between(0.0, 0.95);
        let eta = random.between(0.1, 2.0) / kappa;
        let path = chain_run(kappa, n, Some([eta, beta, 0.0]), 6).unwrap();
        let bound = |sign: f64| {
            Bindings::new()
                .shared()
                .scalar("\\eta", sign * eta)
                .scalar("\\beta", beta)
                .integer("t", 1 + case as i64 % 6)
                .sequence("\\mathbf{x}", 0, points(path.clone()))
                .function("\\nabla f", move |x| {
                    let g = chain_gradient(kappa, 1.0, &arr1(&x.point()?));
                    Ok(g.to_vec().into())
                })
        };
        right.holds(&bound(1.0));
        wrong.fails(&bound(1.0));
        wrong.holds(&bound(-1.0));
    }
}

/// Covers eq:wrong-pull.
#[test]
fn the_pull_lacks_a_two_and_a_constant() {
    let [right, wrong] = ["with-laplacian", "wrong-pull"].map(equation);
    let mut random = seeded(5);
    for case in 0..300 {
        let weight = random.between(0.1, 3.0);
        let p = coloring([3, 2], weight, |[column, row]| {
            match column + row == case % 3 {
                true => Cell::Seed,
                false => Cell::Open,
            }
        });
        let n = p.places.len();
        let x: Vec<f64> = (0..n).map(|_| random.between(0.1, 2.0)).collect();
        let seed = |i: usize, j: usize| f64::from(u8::from(i == j && p.seeds.contains(&i)));
        let seeds: Vec<Vec<f64>> = (0..n)
            .map(|i| (0..n).map(|j| seed(i, j)).collect())
            .collect();
        let constant = weight / 2.0 * p.seeds.len() as f64;
        let bound = |ones: f64, less: f64| {
            let q = p.clone();
            Bindings::new()
                .shared()
                .scalar("w", weight)
                .matrix("L", rows(&laplacian(n, &p.edges)))
                .matrix("S", seeds.clone())
                .vector("\\mathbf{1}", vec![ones; n])
                .point("\\mathbf{x}", &x)
                .function("f", move |x| {
                    Ok((objective(&q, &arr1(&x.point()?)) - less).into())
                })
        };
        right.holds(&bound(1.0, 0.0));
        for less in [0.0, constant] {
            wrong.fails(&bound(1.0, less));
        }
        wrong.holds(&bound(2.0, constant));
    }
}

/// Covers eq:wrong-bound.
#[test]
fn the_rate_is_reached_without_the_multiple_of_t_only() {
    let wrong = equation("wrong-bound");
    let mut random = seeded(6);
    for _ in 0..1000 {
        let kappa = random.between(1.5, 500.0);
        let t = random.between(1.0, 9.0) as i64;
        let steepest = hump_run(kappa, 0.0, 9).unwrap();
        let bound = |path: Vec<f64>, t: i64| {
            let path = path.into_iter().map(|x| Value::from(vec![x]));
            Bindings::new()
                .shared()
                .scalar("\\kappa", kappa)
                .integer("t", t)
                .vector("\\mathbf{x}^\\star", [0.0])
                .sequence("\\mathbf{x}", 0, path)
        };
        let run: Vec<f64> = steepest.iter().map(|x| x[2]).collect();
        wrong.fails(&bound(run.clone(), t));
        wrong.holds(&bound(run, 0));
        let root = (kappa.sqrt() - 1.0) / (kappa.sqrt() + 1.0);
        let powers = (0..10).map(|t| root.powi(t)).collect();
        let sides = wrong.sides(&bound(powers, t));
        assert!((sides[0] / sides[1] - 1.0).abs() < 1e-12, "{kappa} {t}");
    }
}
