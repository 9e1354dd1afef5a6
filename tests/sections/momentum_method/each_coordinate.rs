//! "Each coordinate on its own", up to the mixture of powers.

use formula::{Bindings, Complex, Matrix, Value};
use listings::ill_conditioned_problem::CURVATURES;
use listings::momentum_method::{roots, step_matrix};
use tests::plane::{dot, eigenvectors, hessian, momentum_descent, slope};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{cases, parameters, part, points, rooted, states};

/// Covers eq:recurrence, eq:first-step, eq:step-matrix.
#[test]
fn each_coordinate_obeys_the_printed_recurrence() {
    let (recurrence, first) = (equation("recurrence"), equation("first-step"));
    let matrix = equation("step-matrix");
    let mut random = seeded(33);
    for (x, eta, beta) in cases(33) {
        let (t, i) = (
            random.between(1.0, 6.0) as i64,
            1 + i64::from(random.toss()),
        );
        let all = || {
            points(x, eta, beta)
                .integer("i", i)
                .scalar("\\eta", eta)
                .vector("\\lambda", CURVATURES)
        };
        let step = || all().integer("t", t).scalar("\\beta", beta);
        recurrence.holds(&step());
        first.holds(&all());
        let rows = CURVATURES.map(|lambda| step_matrix(eta, beta, lambda));
        let matrices = rows.map(|rows| Value::from(Matrix::new(rows).unwrap()));
        let bindings = Bindings::new()
            .integer("i", i)
            .scalar("\\eta", eta)
            .scalar("\\beta", beta)
            .vector("\\lambda", CURVATURES)
            .sequence("M", 1, matrices);
        matrix.holds(&bindings);
        // It takes two neighboring values one step on.
        let path = momentum_descent(x, eta, beta, 6).unwrap();
        let (t, i) = (t as usize, i as usize - 1);
        let pair = [path[t][i], path[t - 1][i]];
        let on = rows[i].map(|row| dot(row, pair));
        let off = [on[0] - path[t + 1][i], on[1] - path[t][i]];
        // Roundings of numbers of the size of the path.
        assert!(
            off.iter()
                .all(|off| off.abs() < 1e-12 * (1.0 + pair[0].abs() + pair[1].abs()))
        );
    }
}

/// Covers claim:turned-too.
#[test]
fn in_the_turned_valley_each_component_is_a_coordinate_of_ours() {
    let claim = claim("turned-too");
    let printed = equation("momentum");
    let mut random = seeded(45);
    for (start, eta, beta) in cases(45) {
        let turned = hessian(CURVATURES, random.between(-90.0, 90.0));
        let own = eigenvectors(turned);
        // Coordinate i of our valley, laid along eigenvector i.
        let laid = |x: [f64; 2]| [0, 1].map(|k| x[0] * own[0][k] + x[1] * own[1][k]);
        let states: Vec<_> = states(start, eta, beta)
            .into_iter()
            .map(|state| state.map(laid))
            .collect();
        let bindings = Bindings::new()
            .sequence("\\mathbf{x}", 0, part(&states, 0))
            .sequence("\\mathbf{v}", 0, part(&states, 1))
            .integer("t", random.between(1.0, 7.0) as i64)
            .scalar("\\eta", eta)
            .scalar("\\beta", beta)
            .function("\\nabla f", |x| {
                let x = x.point()?;
                Ok(slope(turned, [x[0], x[1]]).as_slice().into())
            });
        // The update of the page, with the gradient of the turned valley.
        printed.holds(&bindings);
        let path = momentum_descent(start, eta, beta, 6).unwrap();
        for (state, x) in states.iter().zip(&path) {
            let along = match claim.word(&["along each eigenvector", "across each eigenvector"]) {
                "along each eigenvector" => own,
                _ => [own[1], own[0]],
            };
            for (q, x) in along.into_iter().zip(x) {
                // Roundings of numbers up to those of the path.
                let off = (dot(q, state[0]) - x).abs();
                assert!(off < 1e-12 * (1.0 + state[0][0].hypot(state[0][1])));
            }
        }
    }
}

/// Covers eq:root-equation, eq:roots, eq:matrix-root, eq:root-product, eq:root-sum.
#[test]
fn the_printed_roots_are_those_that_run() {
    let (characteristic, printed) = (equation("root-equation"), equation("roots"));
    let (product, sum) = (equation("root-product"), equation("root-sum"));
    let stretched = equation("matrix-root");
    let mut complex = 0;
    for (p, [r_1, r_2]) in rooted(34) {
        let [eta, beta, lambda] = p;
        let matrix = |bindings: Bindings<'static>| {
            let all = [Matrix::new(step_matrix(eta, beta, lambda)).unwrap()];
            bindings
                .integer("i", 1)
                .sequence("M", 1, all.map(Value::from))
        };
        for r in [r_1, r_2] {
            characteristic.holds(&parameters(p).complex("r", r));
            stretched.holds(&matrix(Bindings::new().complex("r", r)));
        }
        let both = |bindings: Bindings<'static>| bindings.complex("r_1", r_1).complex("r_2", r_2);
        printed.holds(&both(parameters(p)));
        sum.holds(&both(parameters(p)));
        product.holds(&matrix(both(Bindings::new().scalar("\\beta", beta))));
        assert!(r_1.im >= 0.0 && (r_1.im > 0.0 || r_1.re >= r_2.re));
        complex += i32::from(r_1.im > 0.0);
    }
    assert!((200..900).contains(&complex), "{complex}");
}

/// Covers eq:mixture-of-powers, eq:first-factor.
#[test]
fn the_path_is_the_printed_mixture_of_two_powers() {
    let (printed, first) = (equation("mixture-of-powers"), equation("first-factor"));
    let mut random = seeded(35);
    let mut tried = 0;
    for (x, eta, beta) in cases(35) {
        let (t, i) = (
            random.between(0.0, 7.0) as i64,
            1 + i64::from(random.toss()),
        );
        let lambda = CURVATURES[i as usize - 1];
        let pair = roots(eta, beta, lambda).map(|[re, im]| Complex::new(re, im));
        let bindings = Bindings::new()
            .complex("r_1", pair[0])
            .complex("r_2", pair[1])
            .scalar("\\eta", eta)
            .scalar("\\lambda", lambda);
        first.holds(&bindings);
        // Near equal roots the fraction loses its digits.
        if (pair[0] - pair[1]).norm() < 0.05 {
            continue;
        }
        tried += 1;
        let bindings = points(x, eta, beta)
            .integer("t", t)
            .integer("i", i)
            .complex("r_1", pair[0])
            .complex("r_2", pair[1]);
        printed.holds(&bindings);
    }
    assert!(tried > 700, "{tried}");
}

/// Covers eq:equal-roots.
#[test]
fn with_equal_roots_a_multiple_of_t_appears() {
    let printed = equation("equal-roots");
    let mut random = seeded(36);
    for case in 0..1000 {
        // β = q², and ηλ at either end of where a coordinate rings. For these
        // q nothing is rounded, so that the roots are equal.
        let q = match case {
            0 => 0.0,
            1 => 0.5,
            _ => random.between(0.0, 256.0).floor() / 256.0,
        };
        let q = if random.toss() { q } else { -q };
        let (eta, beta) = ((1.0 - q) * (1.0 - q) / CURVATURES[1], q * q);
        assert_eq!(roots(eta, beta, CURVATURES[1]), [[q, 0.0]; 2]);
        let x = [random.between(-6.0, 2.0), random.between(-3.0, 3.0)];
        let bindings = points(x, eta, beta)
            .integer("t", random.between(0.0, 7.0) as i64)
            .integer("i", 2)
            .scalar("r", q);
        printed.holds(&bindings);
    }
}
