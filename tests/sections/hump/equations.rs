//! The printed equations and the listings beside them.

use formula::{Bindings, Value};
use listings::hump::{hump_run, hump_top, repaired_run};
use listings::ndarray::arr1;
use listings::optimal_parameters::best_pair;
use tests::printed::equation;
use tests::states::seeded;

/// Condition numbers: of our valley, of the figures, and a thousand others.
fn kappas(seed: u64) -> impl Iterator<Item = f64> {
    let mut random = seeded(seed);
    let drawn = (0..1000).map(move |case| random.between(1.2, [8.0, 500.0][case % 2]));
    [20.0, 100.0].into_iter().chain(drawn)
}

/// The best pair for curvatures 1/κ and 1, and its root.
fn bindings(kappa: f64) -> Bindings<'static> {
    let [eta, beta] = best_pair([1.0 / kappa, 1.0]);
    Bindings::new()
        .shared()
        .scalar("\\kappa", kappa)
        .scalar("\\eta^\\star", eta)
        .scalar("\\beta^\\star", beta)
        .scalar("s", beta.sqrt())
        .integer("n", 2)
        .vector("\\lambda", [1.0 / kappa, 1.0])
}

/// Covers eq:steep-size, eq:flat-size, eq:next-factor, eq:next-flat-factor.
/// Covers eq:repaired-size, eq:repaired-form, eq:repaired-steep, eq:repaired-flat.
/// Covers eq:repaired-constant, lst:hump_run.
#[test]
fn the_ends_of_the_spectrum_are_multiples_of_a_power() {
    let [steep, flat] = ["steep-size", "flat-size"].map(equation);
    let [repaired, form] = ["repaired-size", "repaired-form"].map(equation);
    let [first_steep, first_flat] = ["repaired-steep", "repaired-flat"].map(equation);
    let constant = equation("repaired-constant");
    let [next, next_flat] = ["next-factor", "next-flat-factor"].map(equation);
    let mut random = seeded(1);
    for kappa in kappas(1) {
        let s = best_pair([1.0 / kappa, 1.0])[1].sqrt();
        let t = random.between(0.0, 8.0) as i64;
        for repair in [0.0, 1.0] {
            let run = hump_run(kappa, repair, 9).unwrap();
            let of = |i: usize| {
                let x = run.iter().map(|x| Value::from(x[i])).collect::<Vec<_>>();
                bindings(kappa).sequence("x", 0, x).integer("t", t)
            };
            if repair == 0.0 {
                steep.holds(&of(2));
                // The size, with the start on the right side.
                let size = flat.sides(&of(0))[0];
                assert!((size - run[t as usize][0].abs()).abs() < 1e-10 * size.max(1.0));
                let factor = |i: usize| (run[t as usize + 1][i] / run[t as usize][i]).abs();
                for (equation, i) in [(&next, 2), (&next_flat, 0)] {
                    for side in equation.sides(&of(i)) {
                        // Where s is small, the size is soon a rounding.
                        assert!((side - factor(i)).abs() < 1e-6 || s < 0.3, "{kappa} {t}");
                    }
                }
                continue;
            }
            first_steep.holds(&of(2));
            first_flat.holds(&of(0));
            constant.holds(&of(0).scalar("c", (1.0 - s * s) / (1.0 + s * s)));
            for (i, r) in [(0, s), (2, -s)] {
                repaired.holds(&of(i));
                let c = constant.sides(&of(0).scalar("c", 0.0))[2];
                form.holds(&of(i).scalar("r", r).scalar("c", c));
            }
        }
    }
}

/// Covers eq:steep-product, eq:hump-from, eq:flat-bound, eq:repaired-step, eq:repaired-first.
#[test]
fn the_first_step_decides() {
    let all = ["steep-product", "flat-bound", "repaired-step"].map(equation);
    let [from, first] = ["hump-from", "repaired-first"].map(equation);
    let mut humps = 0;
    for kappa in kappas(2) {
        for equation in &all {
            equation.holds(&bindings(kappa));
        }
        from.holds(&bindings(kappa));
        assert!(first.is_met(&bindings(kappa)));
        let run = super::steepest(kappa, 1);
        assert_eq!(run[1] > run[0], kappa > 3.0 + 8.0_f64.sqrt(), "{kappa}");
        humps += i32::from(run[1] > run[0]);
    }
    assert!((300..1000).contains(&humps), "{humps}");
    // With β = 1 the size would stay; the bound is no larger than 1.
    let edge = Bindings::new().scalar("\\beta^\\star", 1.0);
    assert!(!first.is_met(&edge));
}

/// Covers eq:flat-top, eq:hump-top, eq:root-by-u, lst:peak.
#[test]
fn the_top_is_where_the_derivative_is_zero() {
    let [zero, height, root] = ["flat-top", "hump-top", "root-by-u"].map(equation);
    for kappa in kappas(3) {
        let [t, top] = hump_top(kappa).unwrap();
        let bindings = bindings(kappa).scalar("t^\\star", t);
        // A sum of two numbers that may be some hundreds.
        let [left, right] = zero.sides(&bindings)[..] else {
            panic!("it has two sides");
        };
        assert!((left - right).abs() < 1e-10, "{kappa}: {left} {right}");
        height.holds(&bindings);
        root.holds(&bindings.scalar("u", 1.0 / kappa.sqrt()));
        let s = best_pair([1.0 / kappa, 1.0])[1].sqrt();
        let size = |t: f64| (1.0 + (1.0 + s) * t) * s.powf(t);
        assert!((top - size(t)).abs() < 1e-12 * top);
        for there in [t - 0.5, t + 0.5] {
            assert!(size(there) < top, "{kappa}");
        }
    }
}

/// Covers eq:repaired-velocity, eq:repaired-start.
#[test]
fn the_repair_divides_the_first_gradient() {
    let all = ["repaired-velocity", "repaired-start"].map(equation);
    let mut random = seeded(4);
    for kappa in kappas(4) {
        let (flat, steep) = (1.0 / kappa, 1.0);
        let [eta, beta] = best_pair([flat, steep]);
        let x = [random.between(-5.0, 5.0), random.between(-5.0, 5.0)];
        let lambda = arr1(&[flat, steep]);
        let path = repaired_run(&lambda, arr1(&x), [eta, beta], 1.0, 2).unwrap();
        // v₁ and v₂ are what the points moved by; v₀ is what v₁ had before.
        let moved = |t: usize| (&path[t - 1] - &path[t]) / eta;
        let v_0 = (moved(1) - &lambda * &path[0]) / beta;
        let v: Vec<Value> = [v_0, moved(1)].iter().map(|v| v.to_vec().into()).collect();
        let points: Vec<Value> = path.iter().map(|x| x.to_vec().into()).collect();
        let bindings = bindings(kappa)
            .sequence("\\mathbf{v}", 0, v)
            .sequence("\\mathbf{x}", 0, points)
            .function("\\nabla f", move |x| {
                let x = x.point()?;
                Ok(vec![flat * x[0], steep * x[1]].into())
            });
        for equation in &all {
            // A small β divides a difference of numbers that are nearly equal.
            if beta > 1e-3 {
                equation.holds(&bindings);
            }
        }
        // From there on it is the method as it was.
        let second = beta * moved(1) + &lambda * &path[1];
        assert!((&moved(2) - &second).iter().all(|x| x.abs() < 1e-12));
    }
}
