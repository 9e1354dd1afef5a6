//! The printed equations and the listings beside them.

use formula::{Args, Bindings, Value};
use listings::curvature::{best_rate, slowest_factor, steps_per_digit};
use listings::ill_conditioned_problem::{CURVATURES, best_step};
use tests::plane::{
    condition_number, curvature_along, direction, dot, eigenvalues, eigenvectors, gradient_descent,
    height, hessian, objective, slope, turned_descent,
};
use tests::printed::{Equation, equation};
use tests::states::{Seeded, seeded};

use super::{START, near, point, spectrum, valleys};

/// What the equations of a valley speak of: all its symbols, from one valley
/// and from what the listings make of it.
fn bindings(curvatures: [f64; 2], angle: f64, random: &mut Seeded) -> Bindings<'static> {
    let h = hessian(curvatures, angle);
    let theta = random.between(-180.0, 180.0);
    let [[a, b], [_, c]] = h;
    let (u, v) = (point(random), point(random));
    let own = [direction(angle), direction(angle + 90.0)];
    Bindings::new()
        .shared()
        .scalar("\\varphi", angle.to_radians())
        .scalar("\\theta", theta.to_radians())
        .scalar("\\lambda_1", curvatures[0])
        .scalar("\\lambda_2", curvatures[1])
        .vector("\\mathbf{q}_1", own[0])
        .vector("\\mathbf{q}_2", own[1])
        .sequence("\\mathbf{q}", 1, own.map(|q| Value::from(&q[..])))
        .vector("\\lambda", eigenvalues(h))
        .point("\\mathbf{u}", u)
        .point("\\mathbf{v}", v)
        .vector("\\mathbf{d}", direction(angle + theta))
        .scalar("s", random.between(-3.0, 3.0))
        .matrix("H", h)
        .scalar("a", a)
        .scalar("b", b)
        .scalar("c", c)
        .function("f", move |x| {
            let x = x.point()?;
            Ok(height(h, [x[0], x[1]]).into())
        })
}

/// Each of these equations, read once.
fn equations<const N: usize>(names: [&str; N]) -> [Equation; N] {
    names.map(equation)
}

/// Covers eq:dot-product, eq:floor-direction, eq:wall-direction, eq:turned-terms.
/// Covers eq:squares, eq:turned-objective, eq:height-along, eq:unit-length.
/// Covers eq:no-overlap, eq:floor-stretched, eq:wall-stretched, eq:eigenvector.
/// Covers eq:eigenvalue-is-curvature, eq:mixture, eq:weights, lst:quadratic.
#[test]
fn the_equations_of_a_valley_are_what_the_listings_compute() {
    let all = equations([
        "dot-product",
        "floor-direction",
        "wall-direction",
        "turned-terms",
        "squares",
        "turned-objective",
        "height-along",
        "unit-length",
        "no-overlap",
        "floor-stretched",
        "wall-stretched",
        "eigenvector",
        "eigenvalue-is-curvature",
        "mixture",
        "weights",
    ]);
    let mut random = seeded(1);
    for (curvatures, angle) in valleys(1) {
        let x = point(&mut random);
        let bindings = bindings(curvatures, angle, &mut random)
            .point("\\mathbf{x}", x)
            .integer("i", 1 + i64::from(random.toss()));
        for equation in &all {
            equation.holds(&bindings);
        }
        let (h, d) = (hessian(curvatures, angle), direction(x[0]));
        assert_eq!(curvature_along(h, d), dot(d, slope(h, d)));
        assert_eq!(height(h, x), 0.5 * dot(x, slope(h, x)));
    }
}

/// Covers eq:turned-gradient.
#[test]
fn the_printed_gradient_is_the_one_that_runs() {
    let printed = equation("turned-gradient");
    let mut random = seeded(2);
    for (curvatures, angle) in valleys(2) {
        let h = hessian(curvatures, angle);
        let x = point(&mut random);
        let bound =
            |random: &mut Seeded| bindings(curvatures, angle, random).point("\\mathbf{x}", x);
        // As the derivative of the height, and as what the listing returns.
        printed.holds(&bound(&mut random));
        printed.holds(&bound(&mut random).function("\\nabla f", move |x| {
            let x = x.point()?;
            Ok(slope(h, [x[0], x[1]]).as_slice().into())
        }));
    }
}

/// Covers lst:hessian, lst:turned_descent.
#[test]
fn the_valley_lies_at_the_angle_that_it_is_given() {
    for (angle, [x, y]) in [
        (0.0, [1.0, 0.0]),
        (30.0, [0.75_f64.sqrt(), 0.5]),
        (-45.0, [0.5_f64.sqrt(), -0.5_f64.sqrt()]),
        (180.0, [-1.0, 0.0]),
    ] {
        let found = direction(angle);
        // Roundings of π and of numbers up to 1.
        assert!(
            near(found[0], x, 1e-15) && near(found[1], y, 1e-15),
            "{angle}"
        );
    }
    assert_eq!(hessian(CURVATURES, 0.0), [[0.2, 0.0], [0.0, 4.0]]);
    assert_eq!(height(hessian(CURVATURES, 0.0), START), objective(START));
    let plain = turned_descent(hessian(CURVATURES, 0.0), START, 0.4, 20);
    assert_eq!(plain, gradient_descent(START, 0.4, 20));
}

/// Covers eq:two-rows, eq:first-row, eq:first-row-sorted, eq:trial, eq:second-row.
/// Covers eq:characteristic.
/// Covers eq:discriminant, eq:eigenvalues, eq:factored, eq:polynomial-at-a.
/// Covers eq:right-angle, lst:eigenvalues.
#[test]
fn the_steps_of_the_proof_hold_and_the_listing_finds_what_they_find() {
    let trial = equation("trial");
    let of_root = equations([
        "two-rows",
        "first-row",
        "first-row-sorted",
        "second-row",
        "characteristic",
    ]);
    let of_both = equations([
        "discriminant",
        "eigenvalues",
        "polynomial-at-a",
        "right-angle",
    ]);
    let factored = equation("factored");
    let mut random = seeded(3);
    for (curvatures, angle) in valleys(3) {
        let h = hessian(curvatures, angle);
        let [[a, b], [_, c]] = h;
        let [lambda_1, lambda_2] = eigenvalues(h);
        let bound = || {
            let entries = Bindings::new()
                .shared()
                .scalar("a", a)
                .scalar("b", b)
                .scalar("c", c);
            let both = entries.scalar("\\lambda_1", lambda_1);
            both.scalar("\\lambda_2", lambda_2).matrix("H", h)
        };
        for equation in &of_both {
            equation.holds(&bound());
        }
        factored.holds(&bound().scalar("\\lambda", random.between(-9.0, 9.0)));
        for (lambda, q) in [lambda_1, lambda_2].into_iter().zip(eigenvectors(h)) {
            // The same direction as the listing's, of another length.
            let length = if q[0] == 0.0 { 1.0 } else { b / q[0] };
            let q = [length * q[0], length * q[1]];
            let bindings = bound().scalar("\\lambda", lambda).point("\\mathbf{q}", q);
            for equation in &of_root {
                equation.holds(&bindings);
            }
            if b != 0.0 {
                trial.holds(&bindings);
            }
        }
        // The listing finds what the valley was made of.
        for (found, made) in [lambda_1, lambda_2].iter().zip(curvatures) {
            assert!(near(*found, made, 1e-14), "{curvatures:?}");
        }
        let [q_1, q_2] = eigenvectors(h);
        assert!(near(dot(q_1, q_1), 1.0, 1e-15) && q_2 == [-q_1[1], q_1[0]]);
        if curvatures[0] < curvatures[1] {
            // Roundings of the entries over a gap of at least 0.1.
            assert!(near(dot(direction(angle), q_2), 0.0, 1e-13), "{angle}");
        }
    }
    assert_eq!(eigenvectors([[2.0, 0.0], [0.0, 2.0]])[0], [1.0, 0.0]);
    // Rounding must not turn the floor when it lies nearly along an axis.
    for angle in [1e-9, 90.0 - 1e-9, -1e-9] {
        let [_, q_2] = eigenvectors(hessian(CURVATURES, angle));
        assert!(dot(direction(angle), q_2).abs() < 1e-14, "{angle}");
    }
}

/// Covers eq:component-step, eq:mode-path.
#[test]
fn the_components_of_a_path_go_their_own_ways() {
    let [step, whole] = equations(["component-step", "mode-path"]);
    let mut random = seeded(4);
    for (curvatures, angle) in valleys(4) {
        let eta = random.between(0.01, 0.6);
        let path = turned_descent(hessian(curvatures, angle), point(&mut random), eta, 6);
        let path = path.unwrap().into_iter().map(|x| Value::from(&x[..]));
        let bindings = bindings(curvatures, angle, &mut random)
            .sequence("\\mathbf{x}", 0, path)
            .scalar("\\eta", eta)
            .integer("t", random.between(1.0, 7.0) as i64);
        whole.holds(&bindings);
        step.holds(&bindings.integer("i", 1 + i64::from(random.toss())));
    }
}

/// Covers eq:rate-of-step, eq:best-step-of-many, eq:best-rate.
#[test]
fn the_rate_is_that_of_an_end_and_the_best_step_has_the_best() {
    let all = equations(["rate-of-step", "best-step-of-many", "best-rate"]);
    let mut random = seeded(5);
    for _ in 0..1000 {
        let lambdas = spectrum(&mut random);
        let (first, last) = (lambdas[0], lambdas[lambdas.len() - 1]);
        let best = best_step([first, last]);
        let kappa = condition_number(hessian([first, last], 0.0)).unwrap();
        let known = lambdas.clone();
        let bindings = Bindings::new()
            .shared()
            .scalar("\\eta", random.between(0.0, 1.0))
            .scalar("\\eta^\\star", best)
            .scalar("\\kappa", kappa)
            .integer("n", lambdas.len() as i64)
            .vector("\\lambda", &lambdas)
            .function("\\rho", move |eta: &Args| {
                Ok(slowest_factor(eta.real(0)?, &known).into())
            });
        for equation in &all {
            equation.holds(&bindings);
        }
        let rate = slowest_factor(best, &lambdas);
        // Rounding of numbers up to 1.
        assert!(near(best_rate(kappa).unwrap(), rate, 1e-14));
        let other = slowest_factor(random.between(0.0, 2.0 * best), &lambdas);
        assert!(other >= rate - 1e-15);
    }
    assert_eq!(slowest_factor(0.5, &[0.5, 6.0, 1.0]), 2.0);
}

/// Covers eq:slow-floor.
#[test]
fn no_step_size_that_converges_is_fast_along_the_floor() {
    let printed = equation("slow-floor");
    let mut random = seeded(6);
    let met = |eta: f64, [flat, steep]: [f64; 2]| {
        let bindings = Bindings::new().scalar("\\eta", eta);
        let bindings = bindings.scalar("\\lambda_1", flat);
        printed.is_met(&bindings.scalar("\\kappa", steep / flat))
    };
    for (curvatures, _) in valleys(6) {
        let limit = 2.0 / curvatures[1];
        // Not nearer to the limit than rounding.
        assert!(met(random.between(0.0, 0.999) * limit, curvatures));
        assert!(!met(random.between(1.001, 2.0) * limit, curvatures));
    }
    // At the limit itself, where nothing is rounded, the path does not converge.
    assert!(!met(0.5, [0.5, 4.0]));
}

/// Covers eq:tenth, eq:digit, lst:condition_number.
#[test]
fn a_digit_costs_what_the_page_says() {
    let all = equations(["tenth", "digit"]);
    let mut random = seeded(7);
    for _ in 0..1000 {
        let kappa = random.between(1.01, 300.0);
        let bindings = Bindings::new()
            .scalar("\\rho", best_rate(kappa).unwrap())
            .scalar("N", steps_per_digit(kappa).unwrap());
        for equation in &all {
            equation.holds(&bindings);
        }
    }
    assert_eq!(best_rate(3.0), Ok(0.5));
    assert_eq!(steps_per_digit(1.0), Ok(0.0));
    assert_eq!(condition_number([[6.0, 0.0], [0.0, 2.0]]), Ok(3.0));
}
