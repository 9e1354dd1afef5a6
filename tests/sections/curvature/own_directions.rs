//! "The valley's own directions".

use formula::{Bindings, Value};
use listings::ill_conditioned_problem::CURVATURES;
use tests::plane::{direction, dot, eigenvalues, eigenvectors, hessian, slope, turned_descent};
use tests::printed::equation;
use tests::states::{Seeded, seeded};

use super::{near, own, point, valleys, with_entries, with_height, with_hessian};

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

/// Covers eq:eigenvector, eq:eigenvalue-is-curvature, eq:row-eigenvector.
#[test]
fn the_eigenvectors_are_stretched_by_their_eigenvalues() {
    let (stretched, curvature) = (equation("eigenvector"), equation("eigenvalue-is-curvature"));
    let row = equation("row-eigenvector");
    for (curvatures, angle) in valleys(7) {
        let h = hessian(curvatures, angle);
        for i in 1..=2 {
            let bindings = with_hessian(Bindings::new().integer("i", i), h);
            let bindings = with_modes(bindings, eigenvalues(h), eigenvectors(h));
            stretched.holds(&bindings);
            row.holds(&bindings);
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
