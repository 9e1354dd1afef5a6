//! The printed equations and the listings beside them.

use formula::{Bindings, Complex, Value};
use listings::ill_conditioned_problem::CURVATURES;
use listings::momentum_method::momentum_descent;
use listings::nesterov::{
    better_pair, contest, contest_rates, coordinate_step, from_rest, library_step, nesterov_limit,
    nesterov_pair, nesterov_radius, nesterov_roots, nesterov_step, steps_to,
};
use tests::plane::{Pair, with_gradient};
use tests::printed::equation;
use tests::states::seeded;

use super::{START, cases, states};

fn points(of: &[Pair]) -> Vec<Value> {
    of.iter().map(|x| Value::from(&x[..])).collect()
}

/// Covers eq:nesterov, eq:plain-from-ahead, eq:beyond, eq:library.
/// Covers eq:two-parts, eq:back, eq:gain.
/// Covers lst:nesterov_step, lst:library_step, lst:from_rest.
#[test]
fn both_forms_are_printed_as_they_run_and_are_one_motion() {
    let all = [
        "nesterov",
        "plain-from-ahead",
        "beyond",
        "library",
        "two-parts",
        "back",
        "gain",
    ]
    .map(equation);
    let mut random = seeded(1);
    for (start, eta, beta) in cases(1) {
        let [x, v] = states(nesterov_step, start, eta, beta);
        let [y, w] = states(library_step, start, eta, beta);
        let path = |step| from_rest(step, start, [eta, beta], 7).unwrap();
        for (a, b) in path(nesterov_step).iter().zip(&x) {
            assert_eq!([a[0], a[1]], *b);
        }
        for (a, b) in path(library_step).iter().zip(&y) {
            assert_eq!([a[0], a[1]], *b);
        }
        // The points x are those of the one form, y those of the other, and
        // the velocities of either do.
        for velocities in [v, w] {
            let bindings = Bindings::new()
                .shared()
                .sequence("\\mathbf{x}", 0, points(&x))
                .sequence("\\mathbf{y}", 0, points(&y))
                .sequence("\\mathbf{v}", 0, points(&velocities))
                .integer("t", random.between(1.0, 8.0) as i64)
                .scalar("\\eta", eta)
                .scalar("\\beta", beta);
            let bindings = with_gradient(bindings);
            for equation in &all {
                equation.holds(&bindings);
            }
        }
    }
    // Without momentum all are gradient descent.
    let plain = momentum_descent(START, 0.4, 0.0, 20).unwrap();
    for step in [nesterov_step, library_step] {
        assert_eq!(from_rest(step, START, [0.4, 0.0], 20).unwrap(), plain);
    }
}

/// Covers eq:from-ahead, eq:recurrence.
#[test]
fn a_coordinate_follows_the_printed_recurrence() {
    let [ahead, two_back] = ["from-ahead", "recurrence"].map(equation);
    let mut random = seeded(2);
    for (start, eta, beta) in cases(2) {
        let [x, _] = states(nesterov_step, start, eta, beta);
        let [y, _] = states(library_step, start, eta, beta);
        for (i, lambda) in CURVATURES.into_iter().enumerate() {
            let own = |of: &[Pair]| of.iter().map(|x| x[i]).collect::<Vec<_>>();
            let bindings = || {
                Bindings::new()
                    .shared()
                    .sequence("x", 0, own(&x))
                    .sequence("y", 0, own(&y))
                    .scalar("\\eta", eta)
                    .scalar("\\beta", beta)
                    .scalar("\\lambda", lambda)
            };
            // At ηλ = 1 it is gone, but for its roundings.
            if (eta * lambda - 1.0).abs() < 1e-3 {
                continue;
            }
            ahead.holds(&bindings().integer("t", random.between(1.0, 8.0) as i64));
            two_back.holds(&bindings().integer("t", random.between(2.0, 8.0) as i64));
        }
    }
}

/// A step size, a momentum and a curvature with their roots.
fn rooted(seed: u64) -> impl Iterator<Item = ([f64; 3], [Complex; 2])> {
    let mut random = seeded(seed);
    let edges = [
        [0.6, 0.5, 4.0],
        [0.25, 0.5, 4.0],
        [0.1, 0.0, 4.0],
        [-0.1, 0.5, 4.0],
    ];
    let drawn = (0..1000).map(move |_| {
        let eta = random.between(-0.1, 1.0);
        [eta, random.between(0.001, 0.999), random.between(0.1, 5.0)]
    });
    edges.into_iter().chain(drawn).map(|p| {
        let pair = nesterov_roots(p[0], p[1], p[2]);
        (p, pair.map(|[re, im]| Complex::new(re, im)))
    })
}

fn parameters([eta, beta, lambda]: [f64; 3]) -> Bindings<'static> {
    Bindings::new()
        .shared()
        .scalar("\\eta", eta)
        .scalar("\\beta", beta)
        .scalar("\\lambda", lambda)
}

/// Covers eq:nesterov-root, eq:nesterov-product, eq:nesterov-ringing.
/// Covers eq:at-one, eq:at-minus-one.
#[test]
fn the_roots_are_those_of_the_printed_equation() {
    let of_root = equation("nesterov-root");
    let [product, ringing] = ["nesterov-product", "nesterov-ringing"].map(equation);
    let [one, minus_one] = ["at-one", "at-minus-one"].map(equation);
    let mut rang = 0;
    for (p, roots) in rooted(3) {
        for r in roots {
            of_root.holds(&parameters(p).complex("r", r));
        }
        let bindings = parameters(p)
            .complex("r_1", roots[0])
            .complex("r_2", roots[1]);
        product.holds(&bindings);
        // Near zero little is left of numbers near 1.
        if (p[0] * p[2]).abs() > 1e-3 {
            one.holds(&bindings);
        }
        if (p[0] * p[2] - nesterov_limit(p[1], 1.0)).abs() > 1e-3 {
            minus_one.holds(&bindings);
        }
        if roots[0].im != 0.0 {
            for r in roots {
                ringing.holds(&parameters(p).complex("r", r));
            }
            assert_eq!(roots[0], roots[1].conj());
            rang += 1;
        }
        let larger = roots[0].norm().max(roots[1].norm());
        let radius = nesterov_radius(p[0], p[1], p[2]);
        // A few roundings of numbers up to 20.
        assert!((larger - radius).abs() < 1e-13, "{p:?}");
    }
    assert!((100..900).contains(&rang), "{rang}");
}

/// Covers eq:nesterov-convergence, eq:minus-edge, lst:nesterov_roots.
#[test]
fn a_coordinate_converges_exactly_where_the_page_says() {
    let [range, edge] = ["nesterov-convergence", "minus-edge"].map(equation);
    let mut random = seeded(4);
    let mut shrank = 0;
    for case in 0..1000 {
        // Both sides of the boundaries; and the boundaries themselves, where
        // nothing is rounded.
        let p = match case {
            0 => [0.5, 0.0, 4.0],
            1 => [0.375, 0.5, 4.0],
            2 => [0.0, 0.5, 4.0],
            3..200 => [random.between(-1.0, 0.0), random.between(0.0, 1.0), 2.0],
            _ => {
                let (beta, lambda) = (random.between(0.0, 1.0), random.between(0.1, 5.0));
                let share = match random.toss() {
                    true => random.between(0.0, 2.0),
                    false => random.between(0.99, 1.01),
                };
                [share * nesterov_limit(beta, lambda), beta, lambda]
            }
        };
        edge.holds(&parameters(p));
        let shrinks = nesterov_radius(p[0], p[1], p[2]) < 1.0;
        assert_eq!(range.is_met(&parameters(p)), shrinks, "{p:?}");
        // So it is with a run, where that takes no more than its steps.
        let radius = nesterov_radius(p[0], p[1], p[2]);
        if (radius - 1.0).abs() > 0.02 {
            let mut state = (1.0, random.between(-1.0, 1.0));
            for _ in 0..2000 {
                state = coordinate_step(state, [p[0], p[1], 1.0], |x| p[2] * x);
            }
            assert_eq!(state.0.abs() < 1e-9, shrinks, "{p:?}");
            shrank += i32::from(shrinks);
        }
    }
    assert!((100..900).contains(&shrank), "{shrank}");
}

/// Covers eq:nesterov-pair, eq:half-of-the-sum, eq:nesterov-rate, eq:better-pair.
/// Covers lst:nesterov_pair, lst:contest.
#[test]
fn the_pairs_have_their_printed_rates() {
    let [usual, half, rate, better] = [
        "nesterov-pair",
        "half-of-the-sum",
        "nesterov-rate",
        "better-pair",
    ]
    .map(equation);
    let mut random = seeded(5);
    for case in 0..1000 {
        let flat = random.between(0.01, 5.0);
        let kappa = match case {
            0 => 1.0,
            1 => 20.0,
            _ => random.between(1.0, 1000.0),
        };
        let curvatures = [flat, kappa * flat];
        let bindings = |[eta, beta]: [f64; 2], rho: f64| {
            Bindings::new()
                .shared()
                .scalar("\\eta", eta)
                .scalar("\\beta", beta)
                .scalar("\\rho", rho)
                .scalar("\\kappa", kappa)
                .integer("n", 2)
                .vector("\\lambda", curvatures)
        };
        let [eta, beta] = nesterov_pair(curvatures);
        // Both roots of the flattest are equal, but for the root of a
        // rounding; their mean has all digits. The steepest is gone.
        let [one, other] = nesterov_roots(eta, beta, flat);
        assert!((one[0] - other[0]).abs() + (one[1] - other[1]).abs() < 1e-6);
        assert!(nesterov_radius(eta, beta, curvatures[1]) < 1e-7);
        let rho = (one[0] + other[0]) / 2.0;
        usual.holds(&bindings([eta, beta], rho));
        if kappa > 1.1 {
            half.holds(&bindings([eta, beta], rho));
            // Half of the sum of the roots is what the chain says it is.
            let printed = 0.5 * (1.0 + beta) * (1.0 - eta * flat);
            assert!((printed - rho).abs() < 1e-12);
            rate.holds(&bindings([eta, beta], rho));
        }
        let [_, _, listed] = contest_rates(kappa).unwrap();
        assert!((listed - rho).abs() < 1e-12);
        // The steepest has two roots that differ, the flattest equal ones.
        let [eta, beta] = better_pair(curvatures);
        let rho = nesterov_radius(eta, beta, curvatures[1]);
        let [one, other] = nesterov_roots(eta, beta, flat);
        assert!((one[0] - other[0]).abs() + (one[1] - other[1]).abs() < 1e-6);
        assert!((nesterov_radius(eta, beta, flat) - rho).abs() < 1e-6);
        if kappa > 1.1 {
            better.holds(&bindings([eta, beta], rho));
        }
    }
}

/// Covers eq:tolerance, lst:steps_to.
#[test]
fn the_steps_are_the_first_within_the_printed_tolerance() {
    let printed = equation("tolerance");
    for kappa in [1.0, 10.0, 100.0] {
        for [eta, beta, s] in contest([1.0, kappa]) {
            let found = steps_to(1e-6, [eta, beta, s], [1.0, kappa]).unwrap();
            let found = found.unwrap() as i64;
            // Run with the formulas of the page for both methods.
            let lambda = [1.0, kappa];
            let (mut x, mut v) = ([1.0, 1.0], [0.0, 0.0]);
            let mut path = vec![Value::from(&x[..])];
            for _ in 0..found + 20 {
                for i in 0..2 {
                    let y = x[i] - s * eta * beta * v[i];
                    v[i] = beta * v[i] + lambda[i] * y;
                    x[i] -= eta * v[i];
                }
                path.push(Value::from(&x[..]));
            }
            let met = |t: i64| {
                let path = path.iter().cloned();
                let bindings = Bindings::new().sequence("\\mathbf{x}", 0, path);
                printed.is_met(&bindings.integer("t", t))
            };
            assert!(met(found) && !met(found - 1), "{kappa} {s}");
            // And for good.
            assert!((found..found + 20).all(met));
        }
    }
}
