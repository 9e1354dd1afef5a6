//! The printed equations and the listings beside them.

use formula::{Bindings, Value};
use listings::momentum_method::{momentum_descent, momentum_limit, spectral_radius};
use listings::scalar_functions::{ringing_from, roots, scalar_run, step_matrix};
use tests::printed::equation;
use tests::states::seeded;

use super::{parameters, rooted};

/// The matrix R of the listings, by its rows.
fn rows([eta, beta, lambda]: [f64; 3]) -> [[f64; 2]; 2] {
    let r = step_matrix(eta, beta, lambda);
    [[r[[0, 0]], r[[0, 1]]], [r[[1, 0]], r[[1, 1]]]]
}

/// Covers eq:powers, eq:scalar-velocity, eq:scalar-point, eq:step-matrix.
/// Covers lst:step_matrix.
#[test]
fn a_step_is_the_printed_matrix_and_the_update_of_momentum() {
    let all = ["scalar-velocity", "scalar-point", "step-matrix"].map(equation);
    let powers = equation("powers");
    let mut random = seeded(1);
    for (p, _) in rooted(1) {
        let start = random.between(-6.0, 6.0);
        let run = scalar_run(start, p, 8).unwrap();
        let part = |i: usize| run.iter().map(move |state| Value::from(state[i]));
        let bindings = parameters(p)
            .matrix("R", rows(p))
            .sequence("v", 0, part(0))
            .sequence("x", 0, part(1))
            .integer("t", random.between(1.0, 9.0) as i64);
        for equation in &all {
            equation.holds(&bindings);
        }
        let plain = scalar_run(start, [p[0], 0.0, p[2]], 8).unwrap();
        let plain = plain.iter().map(|state| Value::from(state[1]));
        let bindings = parameters(p).sequence("x", 0, plain);
        powers.holds(&bindings.integer("t", random.between(0.0, 9.0) as i64));
    }
    // It is the momentum method on the floor of our valley.
    let path = momentum_descent([-5.0, 0.0], 0.6, 0.5, 20).unwrap();
    let run = scalar_run(-5.0, [0.6, 0.5, 0.2], 20).unwrap();
    assert!(
        path.iter()
            .zip(&run)
            .all(|(x, state)| (x[0] - state[1]).abs() < 1e-14)
    );
}

/// Covers eq:root-product, eq:root-sum, eq:root-equation, eq:roots, lst:roots.
/// Covers eq:matrix-power, eq:cayley-hamilton, eq:one-more-step.
/// Covers eq:mixture-of-powers, eq:ringing, eq:turning.
#[test]
fn the_roots_make_the_powers_of_the_matrix() {
    let all = ["root-product", "root-sum", "roots", "ringing"].map(equation);
    let [of_root, zero, more] = ["root-equation", "cayley-hamilton", "one-more-step"].map(equation);
    let [power, mixture] = ["matrix-power", "mixture-of-powers"].map(equation);
    let turning = equation("turning");
    let mut random = seeded(2);
    let mut apart = 0;
    for (p, [r_1, r_2]) in rooted(2) {
        let start = random.between(-6.0, 6.0);
        let run = scalar_run(start, p, 8).unwrap();
        let bound = || {
            let x = run.iter().map(|state| Value::from(state[1]));
            parameters(p)
                .complex("r_1", r_1)
                .complex("r_2", r_2)
                .matrix("R", rows(p))
                .matrix("I", [[1.0, 0.0], [0.0, 1.0]])
                .sequence("x", 0, x)
        };
        for equation in &all {
            equation.holds(&bound());
        }
        // With other roots it is wrong where the condition before the arrow
        // is met: where the roots are complex.
        let wrong = parameters(p).scalar("r_1", 1.0).scalar("r_2", 2.0);
        assert_eq!(all[3].is_met(&wrong), r_1.im == 0.0, "{p:?}");
        for r in [r_1, r_2] {
            of_root.holds(&parameters(p).complex("r", r));
        }
        let at = |t: i64| bound().integer("t", t);
        more.holds(&bound());
        if r_1.im > 0.0 {
            let angle = at(random.between(0.0, 8.0) as i64).scalar("\\theta", r_1.arg());
            turning.holds(&angle);
        }
        // Near equal roots the fraction loses its digits.
        if (r_1 - r_2).norm() > 0.05 {
            power.holds(&at(random.between(0.0, 8.0) as i64));
            mixture.holds(&at(random.between(0.0, 8.0) as i64));
            apart += 1;
        }
        assert!((r_1.norm().max(r_2.norm()) - spectral_radius(p[0], p[1], p[2])).abs() < 1e-14);
    }
    assert!(apart > 700, "{apart}");
    // Powers of two, for which nothing is rounded and zero is zero.
    let exact = |[eta, beta, lambda]: [f64; 3]| {
        let [[first, _], [second, _]] = roots(eta, beta, lambda);
        parameters([eta, beta, lambda])
            .scalar("r_1", first)
            .scalar("r_2", second)
            .matrix("R", rows([eta, beta, lambda]))
            .matrix("I", [[1.0, 0.0], [0.0, 1.0]])
    };
    for p in [
        [0.0625, 0.25, 4.0],
        [0.5625, 0.25, 4.0],
        [0.25, 0.0, 4.0],
        [0.5, 0.0, 4.0],
    ] {
        zero.holds(&exact(p));
    }
}

/// Covers eq:repeated-power, eq:one-more-equal, eq:equal-roots.
#[test]
fn with_equal_roots_a_multiple_of_t_appears() {
    let all = ["repeated-power", "one-more-equal", "equal-roots"].map(equation);
    let mut random = seeded(3);
    for case in 0..1000 {
        // β = q², and ηλ at either end of where a coordinate rings. For these
        // q nothing is rounded, so that the roots are equal.
        let q = match case {
            0 => 0.5,
            _ => random.between(1.0, 256.0).floor() / 256.0,
        };
        let q = if random.toss() { q } else { -q };
        let p = [(1.0 - q) * (1.0 - q) / 4.0, q * q, 4.0];
        assert_eq!(roots(p[0], p[1], p[2]), [[q, 0.0]; 2]);
        let run = scalar_run(random.between(-6.0, 6.0), p, 8).unwrap();
        let x = run.iter().map(|state| Value::from(state[1]));
        let bindings = Bindings::new()
            .shared()
            .scalar("r", q)
            .matrix("R", rows(p))
            .matrix("I", [[1.0, 0.0], [0.0, 1.0]])
            .sequence("x", 0, x)
            .integer("t", random.between(1.0, 8.0) as i64);
        for equation in &all {
            equation.holds(&bindings);
        }
    }
}

/// Covers eq:ring-range, eq:rings-from, eq:critical, lst:ringing_from.
#[test]
fn a_coordinate_rings_exactly_above_the_printed_momentum() {
    let all = ["ring-range", "rings-from"].map(equation);
    let critical = equation("critical");
    // At powers of two nothing is rounded: both roots are 1/2, or −1/2.
    for (eta, beta) in [(0.0625, 0.25), (0.5625, 0.25), (0.25, 0.0)] {
        for equation in &all {
            equation.holds(&parameters([eta, beta, 4.0]));
        }
        assert_eq!(ringing_from(eta, 4.0), beta);
    }
    let mut random = seeded(4);
    let mut rang = 0;
    for _ in 0..1000 {
        let (eta, lambda) = (random.between(0.01, 1.0), random.between(0.1, 5.0));
        let from = ringing_from(eta, lambda);
        let beta = match random.toss() {
            true => random.between(0.0, 1.0),
            false => (from * random.between(0.9, 1.1)).min(1.0),
        };
        // There the square of a difference is left of numbers near 4.
        if (beta - from).abs() < 1e-9 {
            continue;
        }
        for equation in &all {
            equation.holds(&parameters([eta, beta, lambda]));
        }
        critical.holds(&parameters([eta, from, lambda]));
        let rings = roots(eta, beta, lambda)[0][1] > 0.0;
        assert_eq!(rings, beta > from, "{eta} {beta} {lambda}");
        rang += i32::from(rings);
    }
    assert!((300..700).contains(&rang), "{rang}");
}

/// Covers eq:momentum-convergence, eq:edge, eq:edge-range.
#[test]
fn a_coordinate_converges_exactly_where_the_page_says() {
    let [range, edge, edges] = ["momentum-convergence", "edge", "edge-range"].map(equation);
    let mut random = seeded(5);
    for case in 0..1000 {
        // Both sides of the boundaries; and the boundaries themselves, at
        // powers of two, where nothing is rounded.
        let beta = [0.0, 0.25, 0.5, 0.75][case % 4];
        let p = match case {
            0..8 => [momentum_limit(beta, 4.0), beta, 4.0],
            8..16 => [0.0, beta, 4.0],
            16..200 => [random.between(-1.0, 0.0), random.between(0.0, 1.0), 2.0],
            _ => {
                let (beta, lambda) = (random.between(0.0, 1.0), random.between(0.1, 5.0));
                let share = random.between(0.0, 2.0);
                [share * momentum_limit(beta, lambda), beta, lambda]
            }
        };
        edges.holds(&parameters(p));
        let shrinks = spectral_radius(p[0], p[1], p[2]) < 1.0;
        assert_eq!(range.is_met(&parameters(p)), shrinks, "{p:?}");
    }
    for (p, [r_1, r_2]) in rooted(6) {
        // At the limit both sides are zero but for their roundings.
        if r_1.im == 0.0 && (r_1.norm().max(r_2.norm()) - 1.0).abs() > 1e-5 {
            edge.holds(&parameters(p).complex("r_1", r_1).complex("r_2", r_2));
        }
    }
}
