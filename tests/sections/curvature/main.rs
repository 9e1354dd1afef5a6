//! Holds the section "Curvature and the condition number" to its word.

use formula::{Bindings, Value};
use listings::curvature::{
    best_rate, condition_number, curvature_along, direction, dot, eigenvalues, eigenvectors,
    height, hessian, rescaled, slope, slowest_factor, steps_per_digit, turned_descent, unit_scales,
    values,
};
use listings::figures::curvature::{
    EveryDirection, Progress, StepSizes, TurnedValley, curvatures_of,
};
use listings::figures::{Drawing, Figure, Window};
use listings::ill_conditioned_problem::{
    CURVATURES, best_step, factor, gradient_descent, objective, step_limit,
};
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::{claim, equation, figure};
use tests::states::{Seeded, seeded};
use tests::told::{assert_told, is, leads};

/// The start of the previous section.
const OLD_START: [f64; 2] = [-5.0, -2.0];

/// The start of this section's figures.
const START: [f64; 2] = [-3.33, -4.23];

/// `x` turned by `angle` degrees.
fn turned(x: [f64; 2], angle: f64) -> [f64; 2] {
    let [cos, sin] = direction(angle);
    [cos * x[0] - sin * x[1], sin * x[0] + cos * x[1]]
}

fn point(random: &mut Seeded) -> [f64; 2] {
    [random.between(-6.0, 6.0), random.between(-4.5, 4.5)]
}

fn near(x: f64, y: f64, tolerance: f64) -> bool {
    (x - y).abs() <= tolerance
}

/// A valley: its curvatures, flat first, and the angle of its floor. The edges
/// of the controls are among the first.
fn valleys(seed: u64) -> impl Iterator<Item = ([f64; 2], f64)> {
    let mut random = seeded(seed);
    let edges = [
        (CURVATURES, 0.0),
        (CURVATURES, 30.0),
        (CURVATURES, 45.0),
        (CURVATURES, 90.0),
        (CURVATURES, -90.0),
        ([0.04, 4.0], -30.0),
        ([4.0, 4.0], 30.0),
    ];
    edges.into_iter().chain((0..1000).map(move |_| {
        let flat = random.between(0.05, 3.0);
        let steep = flat + random.between(0.1, 5.0);
        ([flat, steep], random.between(-90.0, 90.0))
    }))
}

/// The directions along and across the floor, as the angle says.
fn own(angle: f64) -> [[f64; 2]; 2] {
    [direction(angle), direction(angle + 90.0)]
}

/// `bindings` with the matrix H.
fn with_hessian(bindings: Bindings<'_>, hessian: [[f64; 2]; 2]) -> Bindings<'_> {
    bindings.matrix("H", hessian)
}

/// `bindings` with a, b and c.
fn with_entries(bindings: Bindings<'_>, [[a, b], [_, c]]: [[f64; 2]; 2]) -> Bindings<'_> {
    bindings.scalar("a", a).scalar("b", b).scalar("c", c)
}

/// `bindings` with f.
fn with_height(bindings: Bindings<'_>, hessian: [[f64; 2]; 2]) -> Bindings<'_> {
    bindings.function("f", move |x| {
        let x = x.point()?;
        Ok(height(hessian, [x[0], x[1]]).into())
    })
}

/// `bindings` with λ as a sequence and 𝐪 as a sequence of vectors.
fn with_modes(
    bindings: Bindings<'_>,
    lambdas: [f64; 2],
    directions: [[f64; 2]; 2],
) -> Bindings<'_> {
    bindings.vector("\\lambda", lambdas).sequence(
        "\\mathbf{q}",
        1,
        directions.iter().map(|q| Value::from(q.as_slice())),
    )
}

#[test]
fn a_direction_has_the_length_one_and_the_angle_that_it_is_given() {
    for (angle, [x, y]) in [
        (0.0, [1.0, 0.0]),
        (30.0, [0.75_f64.sqrt(), 0.5]),
        (90.0, [0.0, 1.0]),
        (-45.0, [0.5_f64.sqrt(), -0.5_f64.sqrt()]),
        (180.0, [-1.0, 0.0]),
    ] {
        let found = direction(angle);
        // Roundings of π and of numbers up to 1.
        assert!(
            near(found[0], x, 1e-15) && near(found[1], y, 1e-15),
            "{angle}"
        );
        assert!(near(dot(found, found), 1.0, 1e-15));
    }
}

/// Covers lst:hessian, lst:quadratic.
#[test]
fn the_turned_valley_has_the_height_of_the_old_one_at_the_point_turned_back() {
    let mut random = seeded(1);
    for (curvatures, angle) in valleys(1) {
        let x = point(&mut random);
        let turned_hessian = hessian(curvatures, angle);
        assert_eq!(turned_hessian[0][1], turned_hessian[1][0]);
        let old = turned(x, -angle);
        let expected =
            0.5 * curvatures[0] * old[0] * old[0] + 0.5 * curvatures[1] * old[1] * old[1];
        // Roundings of numbers up to 250.
        assert!(near(height(turned_hessian, x), expected, 1e-12), "{x:?}");
        // The gradient, turned back, is that of the old valley.
        let g = turned(slope(turned_hessian, x), -angle);
        assert!(near(g[0], curvatures[0] * old[0], 1e-12));
        assert!(near(g[1], curvatures[1] * old[1], 1e-12));
    }
    let x = [-5.0, -2.0];
    assert_eq!(height(hessian(CURVATURES, 0.0), x), objective(x));
    assert_eq!(hessian(CURVATURES, 0.0), [[0.2, 0.0], [0.0, 4.0]]);
    assert_eq!(dot([1.0, 2.0], [3.0, -5.0]), -7.0);
}

/// Covers lst:turned_descent.
#[test]
fn a_turned_descent_is_the_old_one_turned() {
    let old = gradient_descent(OLD_START, 0.4, 20).unwrap();
    for angle in [0.0, 30.0, -75.0, 90.0] {
        let path = turned_descent(
            hessian(CURVATURES, angle),
            turned(OLD_START, angle),
            0.4,
            20,
        )
        .unwrap();
        assert_eq!(path.len(), 21);
        for (x, old) in path.iter().zip(&old) {
            // Twenty steps on numbers up to 6.
            assert!(distance(*x, turned(*old, angle)) < 1e-13, "{angle}");
        }
    }
    let h = hessian(CURVATURES, 30.0);
    assert_eq!(turned_descent(h, START, 0.4, 0).unwrap(), [START]);
}

#[test]
fn arguments_out_of_range_are_refused() {
    let h = hessian(CURVATURES, 30.0);
    let skew = [[1.0, 2.0], [3.0, 4.0]];
    for (h, start, eta, steps, argument) in [
        (skew, START, 0.4, 20, "hessian"),
        ([[f64::NAN, 0.0], [0.0, 1.0]], START, 0.4, 20, "hessian"),
        (h, [f64::NAN, 0.0], 0.4, 20, "start"),
        (h, START, -0.1, 20, "eta"),
        (h, START, 0.4, usize::MAX, "steps"),
    ] {
        let refusal = turned_descent(h, start, eta, steps)
            .unwrap_err()
            .to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
    for (h, what) in [
        (skew, "hessian is "),
        // A saddle, a level floor, a hill.
        ([[1.0, 2.0], [2.0, 1.0]], "the smallest eigenvalue is -1;"),
        ([[1.0, 0.0], [0.0, 0.0]], "the smallest eigenvalue is 0;"),
        ([[-1.0, 0.0], [0.0, -2.0]], "the smallest eigenvalue is -2;"),
    ] {
        let refusal = condition_number(h).unwrap_err().to_string();
        assert!(refusal.starts_with(what), "{refusal}");
    }
    for kappa in [0.5, -3.0, f64::NAN, f64::INFINITY] {
        assert!(best_rate(kappa).is_err() && steps_per_digit(kappa).is_err());
    }
}

/// Covers lst:eigenvalues.
#[test]
fn the_eigenvalues_and_eigenvectors_of_a_turned_valley_are_what_it_was_made_of() {
    for (curvatures, angle) in valleys(2) {
        let h = hessian(curvatures, angle);
        let [lambda_1, lambda_2] = eigenvalues(h);
        // Roundings of numbers up to 8.
        assert!(near(lambda_1, curvatures[0], 1e-14), "{curvatures:?}");
        assert!(near(lambda_2, curvatures[1], 1e-14), "{curvatures:?}");
        let [q_1, q_2] = eigenvectors(h);
        assert!(near(dot(q_1, q_1), 1.0, 1e-15) && near(dot(q_2, q_2), 1.0, 1e-15));
        assert_eq!(q_2, [-q_1[1], q_1[0]]);
        assert!(q_1[0] >= 0.0);
        if curvatures[0] < curvatures[1] {
            // Roundings of the entries over a gap of at least 0.1.
            let along = direction(angle);
            assert!(near(dot(along, q_1).abs(), 1.0, 1e-13), "{angle}");
            assert!(near(dot(along, q_2), 0.0, 1e-13), "{angle}");
        }
    }
    assert_eq!(
        eigenvectors([[2.0, 0.0], [0.0, 2.0]]),
        [[1.0, 0.0], [-0.0, 1.0]]
    );
    // The floor along either axis: one of the two solutions is nothing.
    assert_eq!(
        eigenvectors([[0.2, 0.0], [0.0, 4.0]])[0].map(f64::abs),
        [1.0, 0.0]
    );
    assert_eq!(
        eigenvectors([[4.0, 0.0], [0.0, 0.2]])[0].map(f64::abs),
        [0.0, 1.0]
    );
    // Rounding must not turn the floor when it lies nearly along an axis.
    for angle in [1e-9, 90.0 - 1e-9, -1e-9] {
        let along = direction(angle);
        let [_, q_2] = eigenvectors(hessian(CURVATURES, angle));
        assert!(dot(along, q_2).abs() < 1e-14, "{angle}");
    }
}

/// Covers eq:floor-direction, eq:wall-direction.
#[test]
fn the_directions_of_the_valley_stand_where_the_page_says() {
    let (floor, wall) = (equation("floor-direction"), equation("wall-direction"));
    for (_, angle) in valleys(3) {
        let [q_1, q_2] = own(angle);
        let phi = || Bindings::new().scalar("\\varphi", angle.to_radians());
        floor.holds(&phi().vector("\\mathbf{q}_1", q_1));
        wall.holds(&phi().vector("\\mathbf{q}_2", q_2));
    }
}

/// Covers eq:dot-product.
#[test]
fn the_dot_product_is_the_one_that_runs() {
    let mut random = seeded(23);
    let printed = equation("dot-product");
    for _ in 0..1000 {
        let (u, v) = (point(&mut random), point(&mut random));
        let bindings = Bindings::new()
            .vector("\\mathbf{u}", u)
            .vector("\\mathbf{v}", v)
            .scalar("u_1", u[0])
            .scalar("u_2", u[1])
            .scalar("v_1", v[0])
            .scalar("v_2", v[1]);
        printed.holds(&bindings);
        // Rounding of numbers up to 60.
        assert!(near(printed.sides(&bindings)[0], dot(u, v), 1e-13));
    }
}

/// Covers eq:first-entry.
#[test]
fn the_first_entry_of_the_hessian_is_the_one_that_is_written_out() {
    let printed = equation("first-entry");
    for (curvatures, angle) in valleys(24) {
        let bindings = Bindings::new()
            .scalar("a", hessian(curvatures, angle)[0][0])
            .scalar("\\lambda_1", curvatures[0])
            .scalar("\\lambda_2", curvatures[1]);
        printed.holds(&bindings.scalar("\\varphi", angle.to_radians()));
    }
}

/// Covers eq:kappa-of-two.
#[test]
fn kappa_is_the_ratio_of_the_curvatures() {
    let printed = equation("kappa-of-two");
    for (curvatures, angle) in valleys(25) {
        let kappa = condition_number(hessian(curvatures, angle)).unwrap();
        let bindings = Bindings::new().scalar("\\kappa", kappa);
        let bindings = bindings.scalar("\\lambda_1", curvatures[0]);
        printed.holds(&bindings.scalar("\\lambda_2", curvatures[1]));
    }
}

/// Covers eq:turned-terms, eq:turned-objective.
#[test]
fn the_printed_height_is_the_one_that_runs() {
    let mut random = seeded(4);
    let (terms, printed) = (equation("turned-terms"), equation("turned-objective"));
    for (curvatures, angle) in valleys(4) {
        let h = hessian(curvatures, angle);
        let [q_1, q_2] = own(angle);
        let common = || {
            let bindings = Bindings::new()
                .scalar("\\lambda_1", curvatures[0])
                .scalar("\\lambda_2", curvatures[1])
                .vector("\\mathbf{q}_1", q_1)
                .vector("\\mathbf{q}_2", q_2);
            with_height(bindings, h)
        };
        let x = point(&mut random);
        terms.holds(&common().vector("\\mathbf{x}", x));
        let bindings = with_entries(with_hessian(common(), h), h);
        printed.holds(&bindings.point("\\mathbf{x}", x));
    }
}

/// Covers eq:turned-gradient.
#[test]
fn the_printed_gradient_is_the_one_that_runs() {
    let mut random = seeded(5);
    let printed = equation("turned-gradient");
    for (curvatures, angle) in valleys(5) {
        let h = hessian(curvatures, angle);
        let x = point(&mut random);
        let bound = || {
            let bindings = with_hessian(Bindings::new(), h).vector("\\mathbf{x}", x);
            with_entries(bindings.scalar("x_1", x[0]).scalar("x_2", x[1]), h)
        };
        printed.holds(&bound().function("\\nabla f", move |x| {
            let x = x.point()?;
            Ok(slope(h, [x[0], x[1]]).as_slice().into())
        }));
        // And it is the gradient of the height.
        printed.holds(&with_height(bound(), h));
    }
}

/// Covers eq:height-along, eq:slope-along.
#[test]
fn the_curvature_along_a_direction_is_how_the_slope_grows() {
    let mut random = seeded(6);
    let (along, slope_along) = (equation("height-along"), equation("slope-along"));
    for (curvatures, angle) in valleys(6) {
        let h = hessian(curvatures, angle);
        let d = direction(random.between(-180.0, 180.0));
        let (x, s) = (point(&mut random), random.between(-3.0, 3.0));
        assert_eq!(curvature_along(h, d), dot(d, slope(h, d)));
        let bindings = || {
            let bindings = Bindings::new()
                .vector("\\mathbf{x}", x)
                .vector("\\mathbf{d}", d)
                .scalar("s", s);
            with_height(with_hessian(bindings, h), h)
        };
        along.holds(&bindings());
        slope_along.holds(&bindings());
        // It grows by the curvature for each unit of s, from every point.
        let next = with_hessian(Bindings::new().vector("\\mathbf{x}", x), h);
        let next = with_height(next.vector("\\mathbf{d}", d), h).scalar("s", s + 1.0);
        let grown = slope_along.sides(&next)[1] - slope_along.sides(&bindings())[1];
        // Roundings of numbers up to 200.
        assert!(near(grown, curvature_along(h, d), 1e-12));
    }
}

/// Covers eq:unit-length, eq:no-overlap.
/// Covers eq:floor-stretched, eq:wall-stretched.
#[test]
fn the_hessian_stretches_the_directions_it_is_made_of() {
    let (unit, overlap) = (equation("unit-length"), equation("no-overlap"));
    let (floor, wall) = (equation("floor-stretched"), equation("wall-stretched"));
    for (curvatures, angle) in valleys(26) {
        let h = hessian(curvatures, angle);
        let [q_1, q_2] = own(angle);
        let first = || Bindings::new().vector("\\mathbf{q}_1", q_1);
        let second = || Bindings::new().vector("\\mathbf{q}_2", q_2);
        unit.holds(&first());
        overlap.holds(&first().vector("\\mathbf{q}_2", q_2));
        floor.holds(&with_hessian(first(), h).scalar("\\lambda_1", curvatures[0]));
        wall.holds(&with_hessian(second(), h).scalar("\\lambda_2", curvatures[1]));
    }
}

/// Covers eq:eigenvector, eq:eigenvalue-is-curvature.
#[test]
fn the_eigenvectors_are_stretched_by_their_eigenvalues() {
    let (stretched, curvature) = (equation("eigenvector"), equation("eigenvalue-is-curvature"));
    for (curvatures, angle) in valleys(7) {
        let h = hessian(curvatures, angle);
        for i in 1..=2 {
            let bindings = with_hessian(Bindings::new().integer("i", i), h);
            let bindings = with_modes(bindings, eigenvalues(h), eigenvectors(h));
            stretched.holds(&bindings);
            curvature.holds(&bindings);
        }
    }
}

/// Covers eq:first-row, eq:characteristic, eq:discriminant, eq:eigenvalues.
/// Covers eq:polynomial-at-a, eq:right-angle, eq:trial, eq:two-rows.
/// Covers eq:second-row, eq:factored.
#[test]
fn the_steps_of_the_proof_hold() {
    let (first_row, characteristic) = (equation("first-row"), equation("characteristic"));
    let (discriminant, roots) = (equation("discriminant"), equation("eigenvalues"));
    let (at_a, right_angle) = (equation("polynomial-at-a"), equation("right-angle"));
    let (trial, two_rows) = (equation("trial"), equation("two-rows"));
    let (second_row, factored) = (equation("second-row"), equation("factored"));
    let mut random = seeded(27);
    for (curvatures, angle) in valleys(8) {
        let h = hessian(curvatures, angle);
        let [lambda_1, lambda_2] = eigenvalues(h);
        let [[a, b], [_, c]] = h;
        let ab = || Bindings::new().scalar("a", a).scalar("b", b);
        for (lambda, q) in [lambda_1, lambda_2].into_iter().zip(eigenvectors(h)) {
            if b != 0.0 {
                // The same direction as the listing's, of another length.
                let length = b / q[0];
                let q = [length * q[0], length * q[1]];
                let bindings = ab().scalar("\\lambda", lambda);
                trial.holds(&bindings.vector("\\mathbf{q}", q));
                let bindings = with_hessian(Bindings::new(), h).scalar("\\lambda", lambda);
                two_rows.holds(&bindings.vector("\\mathbf{q}", q));
            }
            let bindings = || with_entries(Bindings::new(), h).scalar("\\lambda", lambda);
            second_row.holds(&bindings());
            characteristic.holds(&bindings());
        }
        discriminant.holds(&with_entries(Bindings::new(), h));
        let both = |bindings: Bindings<'static>| {
            let bindings = bindings.scalar("\\lambda_1", lambda_1);
            bindings.scalar("\\lambda_2", lambda_2)
        };
        roots.holds(&both(with_entries(Bindings::new(), h)));
        // Every λ, of which the first row and the factors are true.
        let any = random.between(-9.0, 9.0);
        first_row.holds(&ab().scalar("\\lambda", any));
        let entries = with_entries(Bindings::new(), h).scalar("\\lambda", any);
        factored.holds(&both(entries));
        at_a.holds(&both(ab()));
        right_angle.holds(&both(ab()));
        // What stands there is an eigenvector, and the second row says so.
        for lambda in [lambda_1, lambda_2] {
            let stretched = slope(h, [b, lambda - a]);
            assert!(near(stretched[0], lambda * b, 1e-13));
            assert!(near(stretched[1], lambda * (lambda - a), 1e-13));
            assert!(near(stretched[1], b * b + c * (lambda - a), 1e-13));
        }
    }
}

/// Covers eq:mixture, eq:extremes, eq:direction-sum, eq:weights.
#[test]
fn every_direction_mixes_the_two_curvatures() {
    let mut random = seeded(9);
    let (mixture, extremes) = (equation("mixture"), equation("extremes"));
    let (sum, weights) = (equation("direction-sum"), equation("weights"));
    for (curvatures, angle) in valleys(9) {
        let h = hessian(curvatures, angle);
        let theta = random.between(-180.0, 180.0);
        let bindings = || {
            with_hessian(Bindings::new(), h)
                .scalar("\\lambda_1", eigenvalues(h)[0])
                .scalar("\\lambda_2", eigenvalues(h)[1])
                .vector("\\mathbf{d}", direction(angle + theta))
        };
        mixture.holds(&bindings().scalar("\\theta", theta.to_radians()));
        let turn = || Bindings::new().scalar("\\theta", theta.to_radians());
        weights.holds(&turn());
        let [q_1, q_2] = own(angle);
        let turn = turn().vector("\\mathbf{d}", direction(angle + theta));
        sum.holds(
            &turn
                .vector("\\mathbf{q}_1", q_1)
                .vector("\\mathbf{q}_2", q_2),
        );
        extremes.holds(&bindings());
    }
    // The ends are reached, exactly where nothing is rounded.
    for d in [[1.0, 0.0], [0.0, 1.0]] {
        let bindings = with_hessian(Bindings::new(), hessian([0.5, 4.0], 0.0))
            .scalar("\\lambda_1", 0.5)
            .scalar("\\lambda_2", 4.0)
            .vector("\\mathbf{d}", d);
        assert!(extremes.is_met(&bindings));
    }
}

/// A path of six steps, as a formula takes it, one of its steps, and what the
/// equations of the path need besides.
fn walk<'a>(
    (curvatures, angle): ([f64; 2], f64),
    random: &mut Seeded,
) -> (Bindings<'a>, [[f64; 2]; 2]) {
    let h = hessian(curvatures, angle);
    let eta = random.between(0.01, 0.6);
    let path = turned_descent(h, point(random), eta, 6).unwrap();
    let path = path.iter().map(|x| Value::from(x.as_slice()));
    let bindings = Bindings::new()
        .sequence("\\mathbf{x}", 0, path)
        .scalar("\\eta", eta)
        .integer("t", random.between(1.0, 7.0) as i64);
    (with_modes(bindings, eigenvalues(h), eigenvectors(h)), h)
}

/// Covers eq:component-step, eq:components, eq:mode-path, eq:loss-of-modes.
#[test]
fn the_components_of_a_path_go_their_own_ways() {
    let mut random = seeded(10);
    let (step, path) = (equation("component-step"), equation("mode-path"));
    let (loss, components) = (equation("loss-of-modes"), equation("components"));
    for valley in valleys(10) {
        let (bindings, _) = walk(valley, &mut random);
        step.holds(&bindings.integer("i", 1 + i64::from(random.toss())));
        let (bindings, _) = walk(valley, &mut random);
        path.holds(&bindings);
        let (bindings, h) = walk(valley, &mut random);
        loss.holds(&with_height(bindings, h));
        let bindings = Bindings::new().vector("\\mathbf{x}", point(&mut random));
        let directions = eigenvectors(h).map(|q| Value::from(q.as_slice()));
        components.holds(&bindings.sequence("\\mathbf{q}", 1, directions));
    }
}

/// Between two and six eigenvalues, smallest first.
fn spectrum(random: &mut Seeded) -> Vec<f64> {
    let count = random.between(2.0, 7.0) as usize;
    let mut lambdas: Vec<f64> = (0..count).map(|_| random.between(0.05, 5.0)).collect();
    lambdas.sort_by(f64::total_cmp);
    lambdas
}

/// Covers eq:rate-of-step, lst:slowest_factor.
#[test]
fn the_slowest_factor_is_at_an_end_of_the_spectrum() {
    let mut random = seeded(11);
    let printed = equation("rate-of-step");
    for _ in 0..1000 {
        let lambdas = spectrum(&mut random);
        let eta = random.between(0.0, 1.0);
        let known = lambdas.clone();
        let bindings = Bindings::new()
            .scalar("\\eta", eta)
            .integer("n", lambdas.len() as i64)
            .vector("\\lambda", &lambdas)
            .function("\\rho", move |eta| {
                Ok(slowest_factor(eta.real(0)?, &known).into())
            });
        printed.holds(&bindings);
    }
    assert_eq!(slowest_factor(0.5, &[0.5, 6.0, 1.0]), 2.0);
    assert_eq!(slowest_factor(0.5, &[]), 0.0);
}

/// Covers eq:best-step-of-many, eq:best-rate.
#[test]
fn no_step_size_has_a_better_rate_than_the_best() {
    let mut random = seeded(12);
    let (step, rate) = (equation("best-step-of-many"), equation("best-rate"));
    for _ in 0..1000 {
        let lambdas = spectrum(&mut random);
        let (first, last) = (lambdas[0], lambdas[lambdas.len() - 1]);
        let best = best_step([first, last]);
        let kappa = condition_number(hessian([first, last], 0.0)).unwrap();
        let bindings = || {
            Bindings::new()
                .scalar("\\eta^\\star", best)
                .integer("n", lambdas.len() as i64)
                .vector("\\lambda", &lambdas)
        };
        step.holds(&bindings());
        let known = lambdas.clone();
        let of = move |eta: &formula::Args| Ok(slowest_factor(eta.real(0)?, &known).into());
        rate.holds(&bindings().scalar("\\kappa", kappa).function("\\rho", of));
        // Rounding of numbers up to 1.
        assert!(near(
            best_rate(kappa).unwrap(),
            slowest_factor(best, &lambdas),
            1e-14
        ));
        for _ in 0..10 {
            let eta = random.between(0.0, 2.0 * best);
            let other = slowest_factor(eta, &lambdas);
            assert!(other >= slowest_factor(best, &lambdas) - 1e-15);
        }
    }
}

/// Covers eq:slow-floor.
#[test]
fn no_step_size_that_converges_is_fast_along_the_floor() {
    let mut random = seeded(13);
    let printed = equation("slow-floor");
    let bound = |eta: f64, curvatures: [f64; 2]| {
        let kappa = condition_number(hessian(curvatures, 0.0)).unwrap();
        Bindings::new()
            .scalar("\\eta", eta)
            .scalar("\\lambda_1", curvatures[0])
            .scalar("\\kappa", kappa)
    };
    for (curvatures, _) in valleys(13) {
        let limit = 2.0 / curvatures[1];
        // Not nearer to the limit than rounding.
        assert!(printed.is_met(&bound(random.between(0.0, 0.999) * limit, curvatures)));
        assert!(!printed.is_met(&bound(random.between(1.001, 2.0) * limit, curvatures)));
    }
    // At the limit itself, where nothing is rounded, it is not met.
    assert!(!printed.is_met(&bound(0.5, [0.5, 4.0])));
}

/// Covers eq:tenth, eq:digit, eq:digit-bounds, eq:log-rate, eq:log-slope.
/// Covers eq:log-bounds, eq:not-round, eq:inverse-kappa, lst:condition_number.
#[test]
fn a_digit_costs_what_the_page_says() {
    let mut random = seeded(14);
    let steps = |kappa: &formula::Args| {
        steps_per_digit(kappa.real(0)?)
            .map(Value::from)
            .map_err(|error| error.to_string())
    };
    let (tenth, printed, bounds) = (
        equation("tenth"),
        equation("digit"),
        equation("digit-bounds"),
    );
    let (log_rate, log_slope) = (equation("log-rate"), equation("log-slope"));
    let log_bounds = equation("log-bounds");
    let (inverse, not_round) = (equation("inverse-kappa"), equation("not-round"));
    for case in 0..1000 {
        let kappa = match case {
            0 => 1.5,
            1 => 100.0,
            _ => random.between(1.01, 300.0),
        };
        let (rate, digit) = (best_rate(kappa).unwrap(), steps_per_digit(kappa).unwrap());
        let both = || Bindings::new().scalar("\\rho", rate).scalar("N", digit);
        tenth.holds(&both());
        printed.holds(&both());
        let u = 1.0 / kappa;
        let small = || Bindings::new().scalar("u", u);
        log_rate.holds(&small().scalar("\\rho", rate));
        log_slope.holds(&small());
        inverse.holds(&small().scalar("\\kappa", kappa));
        assert!(log_bounds.is_met(&small().scalar("\\rho", rate)));
        let kappa = Bindings::new().scalar("\\kappa", kappa);
        assert!(not_round.is_met(&kappa));
        assert!(bounds.is_met(&kappa.function("N", steps)));
        // A digit: that many steps leave a tenth. Rounding of an exponent up
        // to 350.
        assert!(near(listings::libm::pow(rate, digit), 0.1, 1e-12));
    }
    // At κ = 1 a digit is free, and nothing lies between.
    assert_eq!(steps_per_digit(1.0), Ok(0.0));
    let one = Bindings::new().scalar("\\kappa", 1.0);
    assert!(!not_round.is_met(&one));
    assert!(!bounds.is_met(&one.function("N", steps)));
    assert_eq!(best_rate(1.0), Ok(0.0));
    assert_eq!(condition_number([[2.0, 0.0], [0.0, 2.0]]), Ok(1.0));
    assert_eq!(condition_number([[6.0, 0.0], [0.0, 2.0]]), Ok(3.0));
}

/// Bounds that hold could still be far off. These close in on what they bound,
/// and say "below", not "at most".
///
/// Covers eq:digit-bounds.
#[test]
fn the_bounds_of_a_digit_are_sharp_and_strict() {
    let bounds = equation("digit-bounds");
    let at = |kappa: f64, steps: f64| {
        let bindings = Bindings::new().scalar("\\kappa", kappa);
        bindings.function("N", move |_| Ok(steps.into()))
    };
    let printed = |kappa: f64| -> [f64; 3] {
        let sides = bounds.sides(&at(kappa, steps_per_digit(kappa).unwrap()));
        sides.try_into().unwrap()
    };
    // −ln ρ = 2u (1 + u²/3 + …), with u = 1/κ: relative to N, the lower bound
    // is 2u²/3 too low and the upper one u²/3 too high, to the next order u⁴.
    for kappa in [30.0, 100.0, 1000.0] {
        let [low, between, high] = printed(kappa);
        let square = 1.0 / (kappa * kappa);
        // The next terms, and the rounding of ln ρ at ρ near 1.
        let rest = square * square + 1e-13 * kappa;
        assert!(
            near(1.0 - low / between, 2.0 / 3.0 * square, rest),
            "{kappa}"
        );
        assert!(near(high / between - 1.0, square / 3.0, rest), "{kappa}");
    }
    // Near κ = 1, where N is small, the lower bound is near zero and the
    // upper one is near a half of ln 10.
    let [low, between, high] = printed(1.0 + 1e-9);
    assert!(low < 1e-8 && low < between && between < 0.2);
    assert!(near(high, listings::libm::log(10.0) / 2.0, 1e-8));
    // What equals a bound does not lie between the bounds.
    for kappa in [1.5, 20.0, 300.0] {
        let [low, between, high] = printed(kappa);
        assert!(bounds.is_met(&at(kappa, between)));
        assert!(bounds.is_met(&at(kappa, low.next_up())));
        assert!(bounds.is_met(&at(kappa, high.next_down())));
        assert!(!bounds.is_met(&at(kappa, low)));
        assert!(!bounds.is_met(&at(kappa, high)));
    }
}

/// Covers eq:log-bounds.
#[test]
fn the_bounds_of_the_logarithm_are_sharp_and_strict() {
    let bounds = equation("log-bounds");
    let at = |u: f64, rho: f64| Bindings::new().scalar("u", u).scalar("\\rho", rho);
    let printed = |u: f64, rho: f64| -> [f64; 3] { bounds.sides(&at(u, rho)).try_into().unwrap() };
    // As u goes to zero: −ln ρ = 2u (1 + u²/3 + …).
    for u in [1.0 / 30.0, 0.01, 0.001] {
        let [low, between, high] = printed(u, best_rate(1.0 / u).unwrap());
        // The next terms, and the rounding of ln ρ at ρ near 1.
        let rest = u * u * u * u + 1e-13 / u;
        assert!(near(between / low - 1.0, u * u / 3.0, rest), "{u}");
        assert!(near(high / between - 1.0, 2.0 / 3.0 * u * u, rest), "{u}");
    }
    // A ρ for which −ln ρ is the lower bound itself.
    let [_, half, _] = printed(0.1, 0.5);
    let [low, between, high] = printed(half / 2.0, 0.5);
    assert!(low == between && between < high);
    assert!(!bounds.is_met(&at(half / 2.0, 0.5)));
    assert!(bounds.is_met(&at((half / 2.0).next_down(), 0.5)));
    // And one for which it is the upper bound. There are several numbers ρ
    // with the same rounded logarithm here, so one of the next is among them.
    let [_, _, high] = printed(0.5, 0.5);
    let mut rho = listings::libm::exp(-high).next_up().next_up().next_up();
    while printed(0.5, rho)[1] < high {
        rho = rho.next_down();
    }
    let [low, between, high] = printed(0.5, rho);
    assert!(low < between && between == high);
    assert!(!bounds.is_met(&at(0.5, rho)));
}

/// Covers claim:keeps-steep.
#[test]
fn the_control_for_kappa_moves_the_floor_only() {
    let claim = claim("keeps-steep");
    let [steep] = claim.numbers();
    let keeps = claim.word(&["keeps $\\lambda_2", "keeps $\\lambda_1"]);
    assert_eq!(keeps, "keeps $\\lambda_2");
    assert_eq!(
        claim.word(&["$\\lambda_1$ only", "$\\lambda_2$ only"]),
        "$\\lambda_1$ only"
    );
    claim.says("changes");
    for kappa in [1.0, 2.0, 20.0, 100.0] {
        assert_eq!(curvatures_of(kappa)[1], steep);
        // Rounding of a quotient.
        assert!(near(curvatures_of(kappa)[0] * kappa, steep, 1e-14));
    }
}

/// Covers claim:others-as-fast.
#[test]
fn with_the_best_step_the_ends_are_the_slowest() {
    let claim = claim("others-as-fast");
    assert_eq!(claim.word(&["between them", "beyond them"]), "between them");
    let shrink = claim.word(&["shrink", "grow"]) == "shrink";
    let fast = claim.word(&["at least as fast", "at most as fast"]) == "at least as fast";
    let mut random = seeded(28);
    for _ in 0..1000 {
        let lambdas = spectrum(&mut random);
        let (first, last) = (lambdas[0], lambdas[lambdas.len() - 1]);
        let best = best_step([first, last]);
        for lambda in &lambdas {
            let (size, end) = (factor(best, *lambda).abs(), factor(best, first).abs());
            assert_eq!(size < 1.0, shrink);
            // Rounding of numbers up to 1.
            assert_eq!(size <= end + 1e-15, fast);
        }
    }
}

/// Covers eq:rescaled-hessian, eq:scaled-step.
#[test]
fn the_printed_rescaling_is_the_one_that_runs() {
    let mut random = seeded(29);
    let (printed, step) = (equation("rescaled-hessian"), equation("scaled-step"));
    for (curvatures, angle) in valleys(29) {
        let h = hessian(curvatures, angle);
        let scales = [random.between(0.2, 3.0), random.between(0.2, 3.0)];
        let bindings = Bindings::new().matrix("K", rescaled(h, scales));
        let bindings = bindings.scalar("s_1", scales[0]).scalar("s_2", scales[1]);
        printed.holds(&with_entries(bindings, h));

        let eta = random.between(0.01, 0.6);
        let y = turned_descent(rescaled(h, scales), point(&mut random), eta, 3).unwrap();
        let x = y.iter().map(|y| [scales[0] * y[0], scales[1] * y[1]]);
        let x: Vec<[f64; 2]> = x.collect();
        let t = random.between(1.0, 4.0) as usize;
        let points = x.iter().map(|x| Value::from(x.as_slice()));
        let bindings = Bindings::new()
            .sequence("x", 0, points)
            .integer("t", t as i64)
            .integer("i", 1 + i64::from(random.toss()))
            .scalar("\\eta", eta)
            .vector("s", scales);
        step.holds(&bindings.vector("g", slope(h, x[t - 1])));
    }
}

/// Covers claim:millimeters.
#[test]
fn a_unit_a_thousand_times_as_small_divides_a_curvature_by_a_million() {
    let claim = claim("millimeters");
    let per = match claim.word(&[
        "in millimeters instead of meters",
        "in meters instead of millimeters",
    ]) {
        "in millimeters instead of meters" => 1000.0,
        _ => 0.001,
    };
    let power = |word: &str| match word {
        word if word.starts_with("a thousand") => 1e3,
        _ => 1e6,
    };
    let numbers = power(claim.word(&["a thousand times as", "a million times as"]));
    let entries = power(claim.word(&["a thousand times smaller", "a million times smaller"]));
    assert_eq!(
        claim.word(&["as large, and", "as small, and"]),
        "as large, and"
    );
    assert_eq!(
        claim.word(&["on the diagonal", "off the diagonal"]),
        "on the diagonal"
    );
    claim.says("one coordinate");
    // x = s y: a length of 1, in meters, is the number 1000.
    let scale = 1.0 / per;
    assert_eq!(1.0 / scale, numbers);
    for (curvatures, angle) in valleys(30) {
        let h = hessian(curvatures, angle);
        for i in 0..2 {
            let mut scales = [1.0; 2];
            scales[i] = scale;
            let entry = rescaled(h, scales)[i][i];
            // Rounding of the scale.
            assert!(near(entry * entries / h[i][i], 1.0, 1e-14));
            assert_eq!(rescaled(h, scales)[1 - i][1 - i], h[1 - i][1 - i]);
        }
    }
}

/// Covers lst:rescaled.
#[test]
fn a_rescaled_valley_has_the_same_heights_at_the_same_points() {
    let mut random = seeded(15);
    for (curvatures, angle) in valleys(15) {
        let h = hessian(curvatures, angle);
        let scales = [random.between(0.2, 3.0), random.between(0.2, 3.0)];
        let y = point(&mut random);
        let x = [scales[0] * y[0], scales[1] * y[1]];
        // Rounding of heights up to 2000.
        let there = height(rescaled(h, scales), y);
        assert!(near(there, height(h, x), 1e-11), "{scales:?}");
        let unit = rescaled(h, unit_scales(h));
        assert!(near(unit[0][0], 1.0, 1e-15) && near(unit[1][1], 1.0, 1e-15));
        assert_eq!(unit[0][1], unit[1][0]);
    }
}

/// Covers claim:hidden-curvatures.
#[test]
fn the_entries_of_the_hessian_are_not_the_curvatures() {
    let claim = claim("hidden-curvatures");
    let [angle, a, b, c, flat, steep] = claim.numbers();
    assert_eq!([flat, steep], CURVATURES);
    let [[wide, mixed], [_, tall]] = hessian(CURVATURES, angle);
    for (printed, entry) in [(a, wide), (b, mixed), (c, tall)] {
        // Half a unit of the third digit behind the point.
        assert!(near(printed, entry, 5e-4), "{printed}");
    }
    assert_eq!(claim.word(&["neither", "both"]), "neither");
    for entry in [wide, mixed, tall] {
        assert!(!near(entry, flat, 0.1) && !near(entry, steep, 0.1));
    }
    assert_eq!(figure("turned-valley").0, "turned-valley");
    assert_eq!(angle, TurnedValley::default().angle);
}

/// Covers claim:turned-path.
#[test]
fn turning_the_start_turns_the_path() {
    let claim = claim("turned-path");
    // Nothing but these words could be otherwise.
    assert_eq!(claim.word(&["No: if", "Yes: if"]), "No: if");
    claim.word(&["by the same angle"]);
    claim.word(&["every point of the path"]);
    claim.word(&["the losses stay what they were"]);
    let mut random = seeded(16);
    for (curvatures, angle) in valleys(16) {
        let (eta, x) = (random.between(0.01, 0.4), point(&mut random));
        let by = random.between(-180.0, 180.0);
        let (old, new) = (hessian(curvatures, angle), hessian(curvatures, angle + by));
        let old_path = turned_descent(old, x, eta, 20).unwrap();
        let new_path = turned_descent(new, turned(x, by), eta, 20).unwrap();
        for (before, after) in old_path.iter().zip(&new_path) {
            let there = turned(*before, by);
            // Roundings in numbers up to the longest side of the path, which
            // may run away.
            let size = 1.0 + before[0].abs() + before[1].abs();
            assert!(distance(there, *after) < 1e-12 * size, "{angle} {by}");
            let (loss, same) = (height(old, *before), height(new, *after));
            assert!(near(loss, same, 1e-11 * size * size));
        }
    }
}

/// Covers claim:same-loss.
#[test]
fn the_loss_in_the_turned_valley_is_the_old_one() {
    let claim = claim("same-loss");
    let [steps, loss] = claim.numbers();
    assert_eq!(claim.word(&["After", "Before"]), "After");
    assert_eq!(
        claim.word(&["in both valleys", "in neither valley"]),
        "in both valleys"
    );
    let shown = TurnedValley::default().data().unwrap();
    assert_eq!(shown.losses.len(), steps as usize + 1);
    let old = gradient_descent(OLD_START, 0.4, steps as usize).unwrap();
    let old = objective(old[steps as usize]);
    assert_eq!(
        format!("{:.4}", shown.losses[steps as usize]),
        format!("{loss:.4}")
    );
    assert_eq!(format!("{old:.4}"), format!("{loss:.4}"));
    // The start is the old one, turned and rounded to two digits.
    let there = turned(OLD_START, TurnedValley::default().angle);
    assert!(near(START[0], there[0], 0.005) && near(START[1], there[1], 0.005));
    assert_eq!(TurnedValley::default().start, START);
}

/// Covers claim:lowest-along-floor.
#[test]
fn the_curvature_is_lowest_along_the_floor_and_highest_across_it() {
    let claim = claim("lowest-along-floor");
    let [along, across] = claim.numbers();
    let said = claim.word(&[
        "lowest along the floor, at",
        "highest along the floor, at",
        "lowest across the floor, at",
        "highest across the floor, at",
    ]);
    let other = claim.word(&[
        "highest across it",
        "lowest across it",
        "highest along it",
        "lowest along it",
    ]);
    let h = hessian(CURVATURES, 30.0);
    let at = |degree: i32| curvature_along(h, direction(f64::from(degree)));
    let lowest = (-90..=90).min_by(|x, y| at(*x).total_cmp(&at(*y))).unwrap();
    let highest = (-90..=90).max_by(|x, y| at(*x).total_cmp(&at(*y))).unwrap();
    if said.starts_with("lowest along") {
        assert_eq!(along, f64::from(lowest));
    } else {
        assert_eq!(along, f64::from(highest));
    }
    if other.starts_with("highest across") {
        assert_eq!(across, f64::from(highest));
    } else {
        assert_eq!(across, f64::from(lowest));
    }
    assert!(near(dot(direction(along), eigenvectors(h)[0]), 1.0, 1e-15));
    assert_eq!(
        claim.word(&["along the floor", "across the floor"]),
        "along the floor"
    );
    assert_eq!(claim.word(&["across it", "along it"]), "across it");
}

/// Covers claim:which-is-slowest.
#[test]
fn the_flat_direction_is_slow_below_the_best_step_and_the_steep_one_above() {
    let claim = claim("which-is-slowest");
    let below = claim.word(&["Below the best", "Above the best"]) == "Below the best";
    let above = claim.word(&["above it", "below it"]) == "above it";
    assert!(below == above, "both halves would be the same one");
    let flat_first = claim.word(&["the flattest direction is", "the steepest direction is"]);
    let flat_first = flat_first.starts_with("the flattest");
    let steep_then = claim.word(&["it the steepest", "it the flattest"]) == "it the steepest";
    assert!(flat_first == steep_then);
    let slowest = claim.word(&["the slowest", "the fastest"]) == "the slowest";
    assert_eq!(claim.word(&["best step", "worst step"]), "best step");
    let mut random = seeded(21);
    for _ in 0..1000 {
        let lambdas = spectrum(&mut random);
        let (first, last) = (lambdas[0], lambdas[lambdas.len() - 1]);
        let best = best_step([first, last]);
        for (eta, below_best) in [
            (random.between(0.01, 0.99) * best, true),
            (random.between(1.01, 2.0) * best, false),
        ] {
            let size = |lambda: f64| factor(eta, lambda).abs();
            let flat_is_largest = lambdas.iter().all(|&l| size(l) <= size(first));
            let steep_is_largest = lambdas.iter().all(|&l| size(l) <= size(last));
            // The half of the sentence that speaks of this step size.
            let says_flat = (below_best == below) == flat_first;
            assert_eq!(
                if says_flat {
                    flat_is_largest
                } else {
                    steep_is_largest
                },
                slowest
            );
        }
    }
}

/// Covers claim:no-valley.
#[test]
fn with_a_negative_eigenvalue_there_is_no_lowest_point() {
    let claim = claim("no-valley");
    let sign = match claim.word(&["negative", "positive"]) {
        "negative" => -1.0,
        _ => 1.0,
    };
    assert_eq!(claim.word(&["With a", "Without a"]), "With a");
    assert_eq!(
        claim.word(&["no lowest", "a lowest", "every lowest"]),
        "no lowest"
    );
    let side = match claim.word(&["lowest point", "highest point"]) {
        "lowest point" => 1.0,
        _ => -1.0,
    };
    let mut random = seeded(22);
    for _ in 0..1000 {
        let curvatures = [
            sign * random.between(0.1, 4.0),
            sign * random.between(0.1, 4.0),
        ];
        let h = hessian(curvatures, random.between(-90.0, 90.0));
        let [q_1, _] = eigenvectors(h);
        // Along q₁ it falls as far as we go.
        let falls = |s: f64| side * height(h, [s * q_1[0], s * q_1[1]]) < -0.04 * s * s;
        assert!(falls(1.0) && falls(1e3) && falls(1e6));
        assert!(condition_number(h).is_err());
    }
}

/// Covers claim:level-floor.
#[test]
fn with_a_zero_eigenvalue_the_floor_is_level() {
    let claim = claim("level-floor");
    assert_eq!(claim.word(&["the smallest", "the largest"]), "the smallest");
    assert_eq!(claim.word(&["is zero", "is not zero"]), "is zero");
    assert_eq!(claim.word(&["level", "steep"]), "level");
    assert_eq!(
        claim.word(&["would be infinite", "would be finite"]),
        "would be infinite"
    );
    // Where nothing is rounded: the floor along an axis.
    for angle in [0.0, -0.0] {
        for steep in [0.5, 1.0, 4.0] {
            let h = hessian([0.0, steep], angle);
            let [q_1, _] = eigenvectors(h);
            for s in [-1e6, -1.0, 1.0, 1e6] {
                assert_eq!(height(h, [s * q_1[0], s * q_1[1]]), 0.0);
            }
            assert!(condition_number(h).is_err());
            // Toward zero, κ grows beyond everything.
            let nearly = hessian([steep * 1e-12, steep], angle);
            assert!(condition_number(nearly).unwrap() > 0.9e12);
        }
    }
}

/// Covers claim:thin-lines.
#[test]
fn beside_the_best_step_the_usual_one_is_slow_along_the_floor_only() {
    let claim = claim("thin-lines");
    let [eta] = claim.numbers();
    let [best, usual] = Progress::default().data().unwrap();
    assert_eq!(usual.eta, eta);
    claim.says("With η");
    let flat = claim.word(&[
        "along q₁ falls a little more slowly",
        "along q₁ falls a little faster",
    ]);
    let steep = claim.word(&["along q₂ much faster", "along q₂ much more slowly"]);
    // The rise of the logarithm in a step, less negative if slower.
    let fall = |run: &listings::figures::curvature::Turned, i: usize| {
        (run.components[1][i] / run.components[0][i]).abs().log10()
    };
    // "A little": by less than half; "much": more than twice as fast.
    let ratio = |i: usize| fall(&usual, i) / fall(&best, i);
    match flat {
        "along q₁ falls a little more slowly" => assert!(0.5 < ratio(0) && ratio(0) < 1.0),
        _ => assert!(1.0 < ratio(0) && ratio(0) < 2.0),
    }
    match steep {
        "along q₂ much faster" => assert!(ratio(1) > 2.0),
        _ => assert!(ratio(1) < 0.5),
    }
}

/// Covers claim:same-rate.
#[test]
fn with_the_best_step_both_components_fall_at_the_same_rate() {
    let claim = claim("same-rate");
    let (_, state) = figure("progress");
    assert_eq!(state, "", "the default is the best step size");
    let same = claim.word(&["Both", "Neither"]) == "Both";
    let down = claim.word(&["fall at", "rise at"]) == "fall at";
    assert_eq!(
        claim.word(&["the same rate", "different rates"]),
        "the same rate"
    );
    let [data, _] = Progress::default().data().unwrap();
    let ratio = |t: usize, i: usize| (data.components[t + 1][i] / data.components[t][i]).abs();
    for t in 0..40 {
        // Rounding of numbers up to 5 that were turned back and forth.
        assert_eq!(near(ratio(t, 0), ratio(t, 1), 1e-12), same);
        assert_eq!(ratio(t, 0) < 1.0 && ratio(t, 1) < 1.0, down);
    }
}

/// Covers claim:axis-curvatures.
#[test]
fn the_entries_on_the_diagonal_are_the_curvatures_along_the_axes() {
    let claim = claim("axis-curvatures");
    claim.numbers::<0>();
    let said = claim.word(&[
        "first axis it is $a$, along the second axis it is $c$",
        "second axis it is $a$, along the first axis it is $c$",
    ]);
    let axes = [[1.0, 0.0], [0.0, 1.0]];
    for (curvatures, angle) in valleys(17) {
        let h = hessian(curvatures, angle);
        let [first, second] = axes.map(|d| curvature_along(h, d));
        if said.starts_with("first") {
            assert_eq!([first, second], [h[0][0], h[1][1]]);
        } else {
            assert_eq!([second, first], [h[0][0], h[1][1]]);
        }
    }
    claim.word(&["Along the first"]);
}

/// Covers claim:one-step.
#[test]
fn with_equal_curvatures_one_step_is_enough() {
    let claim = claim("one-step");
    let [kappa] = claim.numbers();
    claim.word(&["arrives in one step"]);
    claim.says("the path with the");
    let step = |lambda: f64| match claim.word(&["best", "worst"]) {
        "best" => best_step([lambda, lambda * kappa]),
        _ => 0.0,
    };
    // Every start, or none.
    let arrives = claim.word(&["every start", "no start"]) == "every start";
    let mut random = seeded(18);
    for _ in 0..1000 {
        let lambda = random.between(0.1, 5.0);
        let h = hessian([lambda, lambda * kappa], random.between(-90.0, 90.0));
        let path = turned_descent(h, point(&mut random), step(lambda), 1).unwrap();
        // Roundings of numbers up to 6.
        assert_eq!(distance(path[1], [0.0, 0.0]) < 1e-14, arrives);
    }
    assert_eq!(condition_number([[3.0, 0.0], [0.0, 3.0]]), Ok(kappa));
}

/// Covers claim:slow-floor.
#[test]
fn every_step_size_is_slow_along_the_floor_of_our_valley() {
    let claim = claim("slow-floor");
    let [percent] = claim.numbers();
    let says_every = claim.word(&["every step size", "no step size"]) == "every step size";
    let says_more = claim.word(&["more than", "less than"]) == "more than";
    claim.word(&["converges", "diverges"]);
    assert_eq!(
        claim.word(&["along the floor", "across the floor"]),
        "along the floor"
    );
    assert_eq!(
        claim.word(&["after each step", "before each step"]),
        "after each step"
    );
    claim.says("remaining distance");
    let limit = 2.0 / CURVATURES[1];
    let left = |eta: f64| 100.0 * factor(eta, CURVATURES[0]);
    // A larger step size that converges is better there, as the question asks.
    let larger = 0.99 * limit;
    let best = best_step(CURVATURES);
    let better = larger > best && left(larger) < left(best);
    assert_eq!(claim.word(&["Yes", "No"]) == "Yes", better);
    // "Hardly": by less than one percent of the distance.
    claim.says("but hardly");
    assert!(left(best) - left(limit) < 1.0);
    for thousandths in 1..1000 {
        let eta = limit * f64::from(thousandths) / 1000.0;
        let converges = slowest_factor(eta, &CURVATURES) < 1.0;
        let chosen = claim.word(&["converges", "diverges"]) == "converges";
        assert_eq!(converges, chosen);
        assert_eq!((left(eta) > percent) == says_more, says_every, "{eta}");
    }
    // It is the best such bound: the limit itself attains it.
    assert!(near(left(limit), percent, 1e-12));
}

/// Covers claim:in-proportion.
#[test]
fn the_cost_of_a_digit_grows_in_proportion_to_the_condition_number() {
    let claim = claim("in-proportion");
    let [from, to, per_kappa] = claim.numbers();
    assert_eq!(
        claim.word(&["grows in proportion", "shrinks in proportion"]),
        "grows in proportion"
    );
    assert_eq!(
        claim.word(&["within one percent", "beyond one percent"]),
        "within one percent"
    );
    let each = |kappa: f64| steps_per_digit(kappa).unwrap() / kappa;
    for share in 0..=100 {
        let kappa = from + (to - from) * f64::from(share) / 100.0;
        assert!(near(each(kappa) / each(to), 1.0, 0.01));
        // The second digit behind the point.
        assert_eq!(format!("{:.2}", each(kappa)), format!("{per_kappa:.2}"));
    }
    assert_eq!([from, to], [20.0, 2000.0]);
}

/// Covers claim:scaled-height.
#[test]
fn doubling_the_height_doubles_the_curvatures_only() {
    let claim = claim("scaled-height");
    let twice = |word: &str| if word.contains("doubled") { 2.0 } else { 0.5 };
    let of_height = twice(claim.word(&["$f$ is doubled", "$f$ is halved"]));
    let of_values = twice(claim.word(&["eigenvalue is doubled", "eigenvalue is halved"]));
    let of_step = twice(claim.word(&["step size is doubled", "step size is halved"]));
    assert_eq!(
        claim.word(&["every eigenvalue", "no eigenvalue"]),
        "every eigenvalue"
    );
    assert_eq!(claim.word(&["best step", "worst step"]), "best step");
    claim.word(&["κ stays the same"]);
    for (curvatures, angle) in valleys(19) {
        let h = hessian(curvatures, angle);
        let scaled = h.map(|row| row.map(|entry| of_height * entry));
        // A power of two rounds nothing.
        assert_eq!(eigenvalues(scaled), eigenvalues(h).map(|l| of_values * l));
        let best = best_step(eigenvalues(h));
        assert_eq!(best_step(eigenvalues(scaled)), of_step * best);
        assert_eq!(condition_number(scaled), condition_number(h));
    }
}

/// The condition number of our valley at an angle, scaled to unit curvature
/// along the axes.
fn after_unit_scales(angle: f64) -> f64 {
    let h = hessian(CURVATURES, angle);
    condition_number(rescaled(h, unit_scales(h))).unwrap()
}

/// Covers claim:unit-scales.
#[test]
fn scaling_the_axes_helps_as_far_as_the_valley_lies_along_them() {
    let claim = claim("unit-scales");
    let [one, before, lying, turned_kappa, angle, diagonal] = claim.numbers();
    assert_eq!(one, 1.0);
    let h = hessian(CURVATURES, 30.0);
    let unit = rescaled(h, unit_scales(h));
    assert!(near(unit[0][0], one, 1e-15) && near(unit[1][1], one, 1e-15));
    // Rounding of numbers up to 20.
    assert!(near(condition_number(h).unwrap(), before, 1e-12));
    assert!(near(after_unit_scales(0.0), lying, 1e-12));
    assert!(near(after_unit_scales(angle), turned_kappa, 0.05));
    assert!(near(after_unit_scales(diagonal), before, 1e-12));
    match claim.word(&["falls from", "rises from"]) {
        "falls from" => assert!(lying < turned_kappa && turned_kappa < before),
        _ => assert!(lying > before),
    }
    assert_eq!(
        claim.word(&["With scales", "Without scales"]),
        "With scales"
    );
    assert_eq!(
        claim.word(&["lies along the axes", "lies across the axes"]),
        "lies along the axes"
    );
    assert_eq!(
        claim.word(&["curvature along each", "curvature across each"]),
        "curvature along each"
    );
    assert_eq!(claim.word(&["not at all"]), "not at all");
    assert_eq!([angle, diagonal], [30.0, 45.0]);
}

/// The losses of the run of the previous section.
fn losses(eta: f64) -> Vec<f64> {
    let path = gradient_descent(OLD_START, eta, 200).unwrap();
    path.iter().map(|&x| objective(x)).collect()
}

/// Covers claim:best-loses.
#[test]
fn the_best_rate_pays_late() {
    let claim = claim("best-loses");
    let [x1, x2, steps, of_best, of_small, eta, ahead] = claim.numbers();
    assert_eq!([x1, x2], OLD_START);
    assert_eq!(
        claim.word(&["and not turned", "and turned"]),
        "and not turned"
    );
    let best = match claim.word(&["the best step size", "the worst step size"]) {
        "the best step size" => best_step(CURVATURES),
        _ => 0.0,
    };
    let (small, large) = (losses(eta), losses(best));
    let at = steps as usize;
    assert_eq!(format!("{:.4}", large[at]), format!("{of_best:.4}"));
    assert_eq!(format!("{:.4}", small[at]), format!("{of_small:.4}"));
    match claim.word(&["the larger loss after", "the smaller loss after"]) {
        "the larger loss after" => assert!(large[at] > small[at]),
        _ => assert!(large[at] < small[at]),
    }
    let first = ahead as usize;
    let from_there = |wanted: fn(f64, f64) -> bool| {
        assert!((first..=200).all(|t| wanted(large[t], small[t])));
        assert!((1..first).all(|t| !wanted(large[t], small[t])));
    };
    match claim.word(&["the smaller loss only from", "the larger loss only from"]) {
        "the smaller loss only from" => from_there(|large, small| large < small),
        _ => from_there(|large, small| large > small),
    }
    assert_eq!(claim.word(&["with η", "without η"]), "with η");
    // The run is that of the other section's figure.
    let other = listings::figures::find("valley").unwrap();
    assert_eq!(
        other.full_state("").unwrap(),
        "eta=0.4&steps=20&start=-5,-2"
    );
    assert_eq!([steps, eta], [20.0, 0.4]);
}

/// Covers claim:flat-share.
#[test]
fn the_flat_direction_holds_a_small_part_of_the_first_loss() {
    let claim = claim("flat-share");
    let [all, flat] = claim.numbers();
    assert_eq!(objective(OLD_START), all);
    let start = match claim.word(&["flat direction", "steep direction"]) {
        "flat direction" => [OLD_START[0], 0.0],
        _ => [0.0, OLD_START[1]],
    };
    assert_eq!(objective(start), flat);
    // "Only": less than half.
    assert_eq!(claim.word(&["holds only"]), "holds only");
    assert!(flat < 0.5 * all);
}

/// Covers claim:rest-is-gone.
#[test]
fn the_steep_part_of_the_loss_is_soon_gone() {
    let claim = claim("rest-is-gone");
    let [eta, small, steps, flat, left] = claim.numbers();
    let rest = gradient_descent([0.0, OLD_START[1]], eta, 20).unwrap();
    let rest: Vec<f64> = rest.iter().map(|&x| objective(x)).collect();
    let steps = steps as usize;
    match claim.word(&["below", "above"]) {
        "below" => assert!(rest[steps] < small && rest[steps - 1] >= small),
        _ => assert!(rest[steps] > small),
    }
    assert_eq!(claim.word(&["after", "before"]), "after");
    assert_eq!(claim.word(&["With η", "Without η"]), "With η");
    assert_eq!(claim.word(&["squared"]), "squared");
    let path = gradient_descent([OLD_START[0], 0.0], eta, 20).unwrap();
    assert_eq!(objective(path[0]), flat);
    for pair in path.windows(2) {
        // Rounding of a quotient near 1.
        assert!(near(
            objective(pair[1]) / objective(pair[0]),
            left * left,
            1e-14
        ));
    }
    assert_eq!([eta, small], [0.4, 0.01]);
}

/// Covers claim:all-shrinks.
#[test]
fn the_best_step_size_shrinks_the_whole_loss() {
    let claim = claim("all-shrinks");
    let [all, left] = claim.numbers();
    assert_eq!(objective(OLD_START), all);
    let eta = match claim.word(&["The best step", "The worst step"]) {
        "The best step" => best_step(CURVATURES),
        _ => 0.0,
    };
    assert_eq!(
        claim.word(&["multiplies all of", "multiplies none of"]),
        "multiplies all of"
    );
    assert_eq!(claim.word(&["squared"]), "squared");
    let losses = losses(eta);
    for pair in losses.windows(2) {
        let each = (pair[1] / pair[0]).sqrt();
        assert_eq!(format!("{each:.3}"), format!("{left:.3}"));
    }
}

/// Covers ex:by-hand.
#[test]
fn the_matrix_of_the_exercise_is_the_valley_turned_by_45_degrees() {
    let entries = hessian(CURVATURES, 45.0);
    let asked = [[2.1, -1.9], [-1.9, 2.1]];
    for (row, typed) in entries.iter().zip(&asked) {
        // Rounding of numbers up to 4.
        assert!(near(row[0], typed[0], 1e-15) && near(row[1], typed[1], 1e-15));
    }
    let [lambda_1, lambda_2] = eigenvalues(asked);
    assert!(near(lambda_1, 0.2, 1e-15) && near(lambda_2, 4.0, 1e-15));
    let [q_1, _] = eigenvectors(asked);
    assert!(near(q_1[0], 0.5_f64.sqrt(), 1e-15) && near(q_1[1], 0.5_f64.sqrt(), 1e-15));
    assert_typed("`eigenvalues([[2.1, -1.9], [-1.9, 2.1]])`");
    assert_typed("`eigenvectors([[2.1, -1.9], [-1.9, 2.1]])`");
}

/// Covers ex:hundred-steps.
#[test]
fn from_87_on_a_digit_costs_more_than_a_hundred_steps() {
    let found = (1..1000).find(|&kappa| steps_per_digit(f64::from(kappa)).is_ok_and(|n| n > 100.0));
    assert_eq!(found, Some(87));
    assert!((87..1000).all(|kappa| steps_per_digit(f64::from(kappa)).unwrap() > 100.0));
    // The guess: 100 / 1.15.
    let guess = 100.0 / (10.0_f64.ln() / 2.0);
    assert_eq!(guess.ceil(), 87.0);
    assert_typed(
        "`(1..1000).find(|&kappa| steps_per_digit(f64::from(kappa)).is_ok_and(|n| n > 100.0))`",
    );
}

/// Covers ex:one-step-scales.
#[test]
fn scales_in_the_right_ratio_leave_one_step() {
    let h = hessian([0.2, 4.0], 0.0);
    let mut larger = false;
    for by in [0.5, 1.0, 3.0] {
        let scales = [by * 20.0_f64.sqrt(), by];
        let scaled = rescaled(h, scales);
        assert!(near(condition_number(scaled).unwrap(), 1.0, 1e-14));
        let eta = best_step(eigenvalues(scaled));
        let path = turned_descent(scaled, OLD_START, eta, 1).unwrap();
        // Rounding of numbers up to 5.
        assert!(distance(path[1], [0.0, 0.0]) < 1e-14, "{by}");
        larger |= eta > step_limit(CURVATURES[1]);
    }
    assert!(larger, "no step size is larger than the old limit");
    // Scales in another ratio do not.
    for scales in [[4.0, 1.0], [1.0, 20.0_f64.sqrt()], [20.0, 1.0]] {
        assert!(condition_number(rescaled(h, scales)).unwrap() > 1.1);
    }
    assert_typed("`condition_number(rescaled(h, scales))?`");
    assert_typed("`turned_descent(rescaled(h, scales), [-5.0, -2.0], eta, 1)?[1]`");
}

/// Fails unless the page asks to type this, which its test has run.
fn assert_typed(code: &str) {
    let page = std::fs::read_to_string(tests::root().join("src/curvature.md")).unwrap();
    assert!(page.contains(code), "{code} is not asked for");
}

fn draw<F: Figure>(figure: &F) -> Drawing {
    figure.drawing(&figure.data().unwrap()).unwrap()
}

const WINDOW: Window = Window {
    x: [-6.0, 6.0],
    y: [-4.5, 4.5],
};

/// Where a place of the picture lies in the window.
fn unplaced(window: Window, at: [f64; 2]) -> [f64; 2] {
    let [left, bottom] = place(window, [window.x[0], window.y[0]]);
    let [right, top] = place(window, [window.x[1], window.y[1]]);
    [
        window.x[0] + (at[0] - left) / (right - left) * (window.x[1] - window.x[0]),
        window.y[0] + (at[1] - bottom) / (top - bottom) * (window.y[1] - window.y[0]),
    ]
}

/// Settings of the turned valley, the ends of its controls among them.
fn settings() -> Vec<TurnedValley> {
    let mut random = seeded(20);
    let mut all = vec![TurnedValley::default()];
    for kappa in [1.0, 100.0] {
        for angle in [-90.0, 0.0, 90.0] {
            let (eta, start) = (0.6, [-6.0, 4.5]);
            all.push(TurnedValley {
                kappa,
                angle,
                eta,
                start,
            });
        }
    }
    all.extend((0..100).map(|_| TurnedValley {
        kappa: random.between(1.0, 100.0),
        angle: random.between(-90.0, 90.0),
        eta: random.between(0.01, 0.6),
        start: point(&mut random),
    }));
    all
}

/// Covers fig:turned-valley.
#[test]
fn the_turned_valley_shows_the_path_and_its_own_directions() {
    for figure in settings() {
        let h = hessian(curvatures_of(figure.kappa), figure.angle);
        let data = figure.data().unwrap();
        assert_eq!(
            data.path,
            turned_descent(h, figure.start, figure.eta, 20).unwrap()
        );
        assert_eq!(data.losses[20], height(h, data.path[20]));
        for (x, parts) in data.path.iter().zip(&data.components) {
            for (q, part) in own(figure.angle).iter().zip(parts) {
                assert_eq!(*part, dot(*q, *x));
            }
        }
        let drawing = figure.drawing(&data).unwrap();
        assert_drawn(&drawing, "path", WINDOW, &data.path);
        let all = elements(&drawing);
        for (q, role) in own(figure.angle).iter().zip(["flat", "steep"]) {
            let far = [100.0, -100.0].map(|s| [s * q[0], s * q[1]]);
            let ends = WINDOW.segment(far[0], far[1]).unwrap();
            assert_drawn(&drawing, role, WINDOW, &ends);
            assert!(of(&all, "text", role).len() <= 1);
        }
        let inside = data.path[1..]
            .iter()
            .filter(|x| WINDOW.contains(**x))
            .count();
        assert_eq!(of(&all, "circle", "path").len(), inside);
    }
    let all = elements(&draw(&TurnedValley::default()));
    for (text, role) in [
        ("q₁", "flat"),
        ("q₂", "steep"),
        ("start", "start"),
        ("minimum", "optimum"),
    ] {
        assert_eq!(of(&all, "text", role)[0].text, text);
    }
}

/// Covers fig:turned-valley, claim:even-heights.
#[test]
fn the_level_sets_of_a_turned_valley_are_where_it_has_one_height() {
    claim("even-heights").says("grows by the same amount");
    for figure in settings() {
        let curvatures = curvatures_of(figure.kappa);
        assert_eq!(curvatures[1], 4.0);
        // Rounding of a quotient.
        assert!(near(curvatures[1] / curvatures[0], figure.kappa, 1e-13));
        let h = hessian(curvatures, figure.angle);
        let all = elements(&draw(&figure));
        let mut sizes = Vec::new();
        for contour in of(&all, "polyline", "contour") {
            let heights = contour
                .points
                .iter()
                .map(|at| height(h, unplaced(WINDOW, *at)));
            // The distance from the minimum in the steep direction.
            let reach: Vec<f64> = heights.map(|f| (f / 2.0).sqrt()).collect();
            let low = reach.iter().copied().fold(f64::INFINITY, f64::min);
            let high = reach.iter().copied().fold(0.0, f64::max);
            // A tenth of a unit of the picture is 0.004 of the plane, rounded
            // on both axes; a chord of 120 lies 0.0004 of the size too low,
            // and the clipped one ends between two corners.
            assert!(high - low < 0.006 + 0.0005 * high, "{low} to {high}");
            // From each set to the next f grows by 5.
            let set = (2.0 * high * high / 5.0).round();
            sizes.push(set);
            assert!(near(high, (5.0 * set / 2.0).sqrt(), 0.005), "{high}");
        }
        sizes.dedup();
        let expected: Vec<f64> = (1..=sizes.len()).map(|n| n as f64).collect();
        assert_eq!(sizes, expected);
        assert!(sizes.len() >= 8);
    }
}

/// Covers fig:every-direction.
#[test]
fn the_curvature_along_every_direction_is_drawn() {
    for TurnedValley { kappa, angle, .. } in settings() {
        let figure = EveryDirection { kappa, angle };
        let h = hessian(curvatures_of(kappa), angle);
        let data = figure.data().unwrap();
        let at = |angle: f64| [angle, curvature_along(h, direction(angle))];
        let curve: Vec<[f64; 2]> = (-90..=90).map(|degree| at(f64::from(degree))).collect();
        assert_eq!(data.curve, curve);
        let drawing = figure.drawing(&data).unwrap();
        let window = Window {
            x: [-90.0, 90.0],
            y: [0.0, 4.5],
        };
        assert_drawn(&drawing, "path", window, &curve);
        let all = elements(&drawing);
        let across = if angle > 0.0 {
            angle - 90.0
        } else {
            angle + 90.0
        };
        let ends = [(angle, 4.0 / kappa, "flat"), (across, 4.0, "steep")];
        for (k, (angle, lambda, role)) in ends.into_iter().enumerate() {
            assert_eq!(data.own[k], at(angle));
            // Rounding of numbers up to 4.
            assert!(near(data.own[k][1], lambda, 1e-14));
            assert_drawn(&drawing, role, window, &[[angle, 0.0], [angle, lambda]]);
            let disc = of(&all, "circle", role);
            // The grid of the picture is a tenth of a unit.
            assert!(distance(disc[0].points[0], place(window, [angle, lambda])) < 0.071);
            let names = ["λ₁ along q₁", "λ₂ along q₂"];
            assert_eq!(of(&all, "text", role)[0].text, names[k]);
        }
        // No direction is beyond the two.
        for [_, curvature] in curve {
            assert!(4.0 / kappa - 1e-14 <= curvature && curvature <= 4.0 + 1e-14);
        }
    }
}

/// Covers fig:step-sizes.
#[test]
fn the_factors_of_every_step_size_are_drawn() {
    for TurnedValley { kappa, .. } in settings() {
        let figure = StepSizes { kappa };
        let curvatures = curvatures_of(kappa);
        let data = figure.data().unwrap();
        let best = best_step(curvatures);
        assert_eq!(data.best, [best, slowest_factor(best, &curvatures)]);
        assert!(data.rates.iter().all(|at| at[1] >= data.best[1] - 1e-15));
        assert!(data.rates.windows(2).all(|pair| pair[0][0] < pair[1][0]));
        let drawing = figure.drawing(&data).unwrap();
        let window = Window {
            x: [0.0, 0.6],
            y: [0.0, 1.4],
        };
        let etas: Vec<f64> = data.rates.iter().map(|at| at[0]).collect();
        assert_eq!([etas[0], etas[etas.len() - 1]], [0.0, 0.6]);
        for corner in [best, 0.25, kappa / 4.0] {
            assert!(
                corner > 0.6
                    || etas.contains(&corner)
                    || etas.iter().any(|e| near(*e, corner, 1e-15))
            );
        }
        let line = |size: &dyn Fn(f64) -> f64| -> Vec<[f64; 2]> {
            etas.iter().map(|&eta| [eta, size(eta)]).collect()
        };
        let rates = line(&|eta| slowest_factor(eta, &curvatures));
        assert_eq!(data.rates, rates);
        assert_drawn(&drawing, "contour", window, &rates);
        for (lambda, role) in curvatures.into_iter().zip(["flat", "steep"]) {
            assert_drawn(
                &drawing,
                role,
                window,
                &line(&|eta| factor(eta, lambda).abs()),
            );
        }
        let all = elements(&drawing);
        // The line at 1, and below both lines the broad one of the rate.
        let one = [[0.0, 1.0], [0.6, 1.0]].map(|at| place(window, at));
        let level = of(&all, "polyline", "frame");
        let level = level.iter().any(|line| {
            line.points.len() == 2 && (0..2).all(|end| distance(line.points[end], one[end]) < 0.071)
        });
        assert!(level, "no line at 1");
        let drawn = |role: &str| {
            let is_it = |e: &tests::drawn::Element| e.name == "polyline" && e.role == role;
            all.iter().position(is_it).unwrap()
        };
        assert!(drawn("contour") < drawn("flat") && drawn("contour") < drawn("steep"));
        for arm in of(&all, "polyline", "optimum") {
            let middle = [0, 1].map(|i| (arm.points[0][i] + arm.points[1][i]) / 2.0);
            assert!(distance(middle, place(window, data.best)) < 0.1);
        }
    }
    let all = elements(&draw(&StepSizes::default()));
    for (text, role) in [
        ("|1 − ηλ₁|", "flat"),
        ("|1 − ηλ₂|", "steep"),
        ("best", "optimum"),
    ] {
        assert_eq!(of(&all, "text", role)[0].text, text);
    }
    assert!(of(&all, "text", "text").iter().any(|e| e.text == "rate"));
}

/// Covers fig:progress.
#[test]
fn the_progress_along_both_directions_is_drawn() {
    for TurnedValley { kappa, eta, .. } in settings() {
        let figure = Progress {
            kappa,
            share: 2.0 * eta,
        };
        let curvatures = curvatures_of(kappa);
        let both = figure.data().unwrap();
        let [data, usual] = &both;
        assert_eq!(data.eta, 2.0 * eta * best_step(curvatures));
        assert_eq!(usual.eta, 0.4);
        let h = hessian(curvatures, 30.0);
        for run in &both {
            assert_eq!(run.path, turned_descent(h, START, run.eta, 40).unwrap());
        }
        let drawing = figure.drawing(&both).unwrap();
        let window = Window {
            x: [0.0, 40.0],
            y: [-4.0, 1.0],
        };
        for (i, role) in ["flat", "steep"].into_iter().enumerate() {
            let sizes = data.components.iter().map(|x| x[i].abs().log10());
            let line = (0..)
                .zip(sizes)
                .map(|(t, size)| [f64::from(t), size.max(-300.0)]);
            assert_drawn(&drawing, role, window, &line.collect::<Vec<_>>());
        }
        let all = elements(&drawing);
        let thin = of(&all, "polyline", "contour");
        assert_eq!(thin.len(), 2);
        for (i, line) in thin.iter().enumerate() {
            let sizes = usual.components.iter().map(|x| x[i].abs().log10());
            let points: Vec<[f64; 2]> = (0..41)
                .map(f64::from)
                .zip(sizes)
                .map(|(t, y)| [t, y])
                .collect();
            let pieces = window.path(&points);
            assert_eq!(pieces.len(), 1);
            assert_eq!(pieces[0].len(), line.points.len());
            for (drawn, at) in line.points.iter().zip(&pieces[0]) {
                // The grid of the picture is a tenth of a unit.
                assert!(distance(*drawn, place(window, *at)) < 0.071);
            }
        }
    }
    // At the best step size both lines fall alike.
    let [data, _] = Progress::default().data().unwrap();
    let rate = best_rate(20.0).unwrap();
    for pair in data.components.windows(2) {
        for (before, after) in pair[0].iter().zip(&pair[1]) {
            // Rounding of numbers up to 5 that were turned back and forth.
            assert!(near(after.abs() / before.abs(), rate, 1e-12));
        }
    }
    let all = elements(&draw(&Progress::default()));
    assert_eq!(of(&all, "text", "flat")[0].text, "along q₁");
    assert_eq!(of(&all, "text", "steep")[0].text, "along q₂");
    for text in ["q₁, η = 0.4", "q₂, η = 0.4"] {
        assert!(
            of(&all, "text", "text").iter().any(|e| e.text == text),
            "{text}"
        );
    }
}

/// The readouts say what the program computes.
#[test]
fn the_numbers_beside_the_figures_are_computed() {
    let read = |drawing: &Drawing, name: &str| -> f64 {
        let found = drawing.readout.iter().find(|reading| reading.name == name);
        let text = &found.unwrap_or_else(|| panic!("{name}")).value;
        text.replace('−', "-")
            .parse()
            .unwrap_or_else(|_| panic!("{text}"))
    };
    let valley = draw(&TurnedValley::default());
    assert_eq!(read(&valley, "curvature λ₁ along q₁"), 0.2);
    assert_eq!(read(&valley, "size of the factor along q₁"), 0.92);
    assert_eq!(read(&valley, "size of the factor along q₂"), 0.6);
    let h = hessian(CURVATURES, 30.0);
    let end = turned_descent(h, START, 0.4, 20).unwrap()[20];
    assert!(near(
        read(&valley, "loss at the last step"),
        height(h, end),
        5e-6
    ));

    let around = draw(&EveryDirection::default());
    assert_eq!(read(&around, "curvature along q₁"), 0.2);
    assert_eq!(read(&around, "curvature along q₂"), 4.0);
    assert_eq!(read(&around, "curvature along the first axis"), 1.15);
    assert_eq!(read(&around, "curvature along the second axis"), 3.05);

    let progress = draw(&Progress::default());
    assert!(near(read(&progress, "step size η"), 10.0 / 21.0, 5e-4));
    for name in [
        "size of the factor along q₁",
        "size of the factor along q₂",
        "the larger of both, the rate",
    ] {
        assert!(near(read(&progress, name), 19.0 / 21.0, 5e-4));
    }
    let digit = read(&progress, "steps for one more digit");
    assert!(near(digit, steps_per_digit(20.0).unwrap(), 0.05));
    let never = draw(&Progress {
        share: 1.1,
        ..Progress::default()
    });
    assert_eq!(never.readout[4].value, "never");

    let sizes = draw(&StepSizes::default());
    assert!(near(read(&sizes, "best step size"), 10.0 / 21.0, 5e-4));
    assert!(near(read(&sizes, "rate there"), 19.0 / 21.0, 5e-4));
    assert_eq!(sizes.readout[2].value, "below 0.5");
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    let odd = [
        vec![
            [1.0, 1.0],
            [-1e300, 1e308],
            [f64::INFINITY, 0.0],
            [0.5, 0.5],
        ],
        Vec::new(),
        vec![[f64::NAN; 2]; 3],
        vec![[1e9, 0.0], [-1e9, 1e-300], [0.0, 0.0]],
    ];
    for points in odd {
        let (valley, progress) = (TurnedValley::default(), Progress::default());
        let mut data = valley.data().unwrap();
        data.path = points.clone();
        data.components = points.clone();
        data.losses = points.iter().map(|x| x[0] * x[1]).collect();
        elements(&valley.drawing(&data).unwrap());
        elements(&progress.drawing(&[data.clone(), data.clone()]).unwrap());
        data.curvatures = [-1.0, f64::NAN];
        data.own = [[f64::NAN; 2]; 2];
        elements(&valley.drawing(&data).unwrap());
        let mut around = EveryDirection::default().data().unwrap();
        around.curve = points.clone();
        elements(&EveryDirection::default().drawing(&around).unwrap());
        let mut factors = StepSizes::default().data().unwrap();
        factors.rates = points.clone();
        factors.sizes = points.iter().map(|x| [x[0], x[1], x[0]]).collect();
        elements(&StepSizes::default().drawing(&factors).unwrap());
    }
}

/// Covers fig:turned-valley, fig:every-direction, fig:step-sizes, fig:progress.
#[test]
fn the_figures_show_the_runs_that_the_text_describes() {
    let values = values().unwrap();
    let value = |name| values.iter().find(|v| v.0 == name).expect(name).1;
    let (kappa, angle) = (value("kappa").round(), value("angle"));
    let (eta, x1, x2) = (value("eta"), value("start_x1"), value("start_x2"));
    for (name, told) in [
        (
            "turned-valley",
            format!("kappa={kappa}&angle={angle}&eta={eta}&start={x1},{x2}"),
        ),
        ("every-direction", format!("kappa={kappa}&angle={angle}")),
        ("step-sizes", format!("kappa={kappa}")),
        ("progress", format!("kappa={kappa}&share=1")),
    ] {
        let (shown, state) = figure(name);
        assert_eq!(shown, name);
        let entry = listings::figures::find(name).unwrap();
        assert_eq!(entry.full_state(&state).unwrap(), told, "{name}");
    }
    // The valley of the figures is the valley of the book.
    assert_eq!(curvatures_of(kappa), CURVATURES);
    let data = TurnedValley::default().data().unwrap();
    assert_eq!(data.path.len() - 1, value("steps") as usize);
}

/// κ is 20 and so is the number of steps; each place names the one it means.
#[test]
fn the_two_twenties_are_not_exchanged() {
    let page = std::fs::read_to_string(tests::root().join("src/curvature.md")).unwrap();
    let count = |text: &str| page.matches(text).count();
    assert!(count("{{#value steps") >= 3);
    assert_eq!(count("{{#value steps"), count("{{#value steps}} steps"));
    assert!(count("{{#value kappa ") >= 5);
    let before = ["κ = ", "\\kappa = ", "in ours it is ", "κ falls from "];
    let after: usize = before
        .iter()
        .map(|words| count(&format!("{words}{{{{#value kappa .0}}}}")))
        .sum();
    assert_eq!(count("{{#value kappa"), after + count("{{#value kappa_"));
    let before = ["From κ = ", "| "];
    let after: usize = before
        .iter()
        .map(|words| count(&format!("{words}{{{{#value kappa_20}}}}")))
        .sum();
    assert_eq!(count("{{#value kappa_20}}"), after);
}

/// Covers text:curvature.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let best = best_step(CURVATURES);
    let rate = slowest_factor(best, &CURVATURES);
    let ratio = CURVATURES[1] / CURVATURES[0];
    let diagonal = hessian(CURVATURES, 45.0);
    let left = |kappa: f64| is((kappa - 1.0) / (kappa + 1.0));
    let digit = |kappa: f64| is(steps_per_digit(kappa).unwrap());
    assert_told(
        "curvature",
        &[
            ("The valley of", leads("ill-conditioned-problem.md")),
            ("in ours it is", is(ratio)),
            ("turn with it, from $(", is(OLD_START[0])),
            ("turn with it, from $(-5,", is(OLD_START[1])),
            ("-2)$ to $(", is(START[0])),
            ("-2)$ to $(-3.33,", is(START[1])),
            ("The valley turned by", is(30.0)),
            ("The valley turned by 30° with κ =", is(ratio)),
            ("gradient descent with η =", is(0.4)),
            ("with η = 0.4,", is(20.0)),
            ("the valley turned by", is(30.0)),
            ("as in", leads("eq:turned-objective")),
            ("against the step size, for κ =", is(ratio)),
            ("In our valley $\\kappa =", is(ratio)),
            ("the best step size is", is(best)),
            ("0.476 and its rate", is(rate)),
            ("steps for one digit | |---|---|---| |", is(2.0)),
            ("|---|---|---| | 2 |", left(2.0)),
            ("| 2 | 0.3333 |", digit(2.0)),
            ("| 2.1 | |", is(20.0)),
            ("| 2.1 | | 20 |", left(20.0)),
            ("| 20 | 0.9048 |", digit(20.0)),
            ("| 23.0 | |", is(200.0)),
            ("| 23.0 | | 200 |", left(200.0)),
            ("| 200 | 0.9900 |", digit(200.0)),
            ("| 230.3 | |", is(2000.0)),
            ("| 230.3 | | 2000 |", left(2000.0)),
            ("| 2000 | 0.9990 |", digit(2000.0)),
            ("with the best step size, for κ =", is(ratio)),
            ("from the start of", leads("fig:turned-valley")),
            ("the matrix with $a = c =", is(diagonal[0][0])),
            ("2.1$ and $b =", is(diagonal[0][1])),
            ("does a digit cost more than", is(100.0)),
            ("Guess with", leads("eq:digit-bounds")),
            ("It may be larger than", is(step_limit(CURVATURES[1]))),
        ],
    );
}
