//! The printed equations and the listings beside them.

use formula::{Bindings, Value};
use listings::ndarray::{Array2, arr1};
use listings::quadratic_functions::{
    Quadratic, eigen, from_own, given_run, gradient_of, minimizer, minimum, own_run, to_own, value,
};
use tests::printed::equation;
use tests::states::seeded;

use super::{bowls, point, rows};

/// Q, c, b, U and Λ of a bowl, with h and its gradient.
fn bindings(h: &Quadratic) -> Bindings<'_> {
    let n = h.c.len();
    Bindings::new()
        .shared()
        .integer("n", n as i64)
        .matrix("Q", rows(&h.q))
        .vector("\\mathbf{c}", h.c.to_vec())
        .scalar("b", h.b)
        .matrix("U", rows(&h.u))
        .matrix("I", rows(&Array2::eye(n)))
        .matrix("\\Lambda", rows(&Array2::from_diag(&h.lambda)))
        .vector("\\lambda", h.lambda.to_vec())
        .vector("\\mathbf{x}^\\star", minimizer(h).to_vec())
        .function("h", move |x| Ok(value(h, &arr1(&x.point()?)).into()))
        .function("\\nabla h", move |x| {
            Ok(gradient_of(h, &arr1(&x.point()?)).to_vec().into())
        })
}

/// Covers eq:quadratic, eq:quadratic-gradient, eq:minimizer, eq:completed-square.
/// Covers eq:minimum, eq:multiplied-out, eq:own-coordinates, eq:own-value.
/// Covers lst:quadratic_function, lst:minimum, lst:own.
#[test]
fn a_bowl_is_its_minimum_and_the_squares_of_own_coordinates() {
    let all = [
        "quadratic",
        "quadratic-gradient",
        "minimizer",
        "completed-square",
        "minimum",
        "multiplied-out",
        "own-coordinates",
        "own-value",
    ]
    .map(equation);
    let mut random = seeded(1);
    for h in bowls(1) {
        let n = h.c.len();
        let x = arr1(&point(n, &mut random));
        let z = to_own(&h, &x);
        let bindings = bindings(&h)
            .vector("\\mathbf{x}", x.to_vec())
            .vector("\\mathbf{z}", z.to_vec())
            .vector("z", z.to_vec());
        for equation in &all {
            equation.holds(&bindings);
        }
        // Numbers up to some hundreds, divided by eigenvalues from 0.2 on.
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(near(value(&h, &minimizer(&h)), minimum(&h)));
        let back = from_own(&h, &z);
        assert!(back.iter().zip(&x).all(|(a, b)| near(*a, *b)));
        assert!(value(&h, &x) >= minimum(&h));
    }
}

/// Covers eq:orthonormal, eq:columns-stretched, eq:decomposition, eq:turned-matrix, lst:eigen.
#[test]
fn the_rows_of_u_are_orthonormal_eigenvectors_the_flattest_first() {
    let all = [
        "orthonormal",
        "columns-stretched",
        "decomposition",
        "turned-matrix",
    ]
    .map(equation);
    for h in bowls(2) {
        for equation in &all {
            equation.holds(&bindings(&h));
        }
        assert!(
            h.lambda
                .windows(2)
                .into_iter()
                .all(|pair| pair[0] <= pair[1])
        );
        for row in h.u.outer_iter() {
            let far = row.iter().fold(
                0.0,
                |far: f64, x| if x.abs() > far.abs() { *x } else { far },
            );
            assert!(far > 0.0);
        }
    }
    // Equal eigenvalues, and none at all of some sign: still orthonormal.
    let (lambda, u) = eigen(&-Array2::<f64>::eye(3)).unwrap();
    assert_eq!((lambda.to_vec(), u), (vec![-1.0; 3], Array2::eye(3)));
}

/// Covers eq:own-point, eq:own-velocity, eq:decoupled, eq:own-gradient, eq:induction.
/// Covers lst:run.
#[test]
fn momentum_does_not_mix_own_coordinates() {
    let all = [
        "own-point",
        "own-velocity",
        "decoupled",
        "own-gradient",
        "induction",
    ]
    .map(equation);
    let mut random = seeded(3);
    for h in bowls(3) {
        let start = point(h.c.len(), &mut random);
        // Within the range that converges, so that no number grows.
        let steepest = h.lambda.iter().copied().fold(0.0, f64::max);
        let parameters = [
            random.between(0.0, 2.0) / steepest,
            random.between(0.0, 1.0),
        ];
        let run = given_run(&h, start.clone(), parameters, 12).unwrap();
        let own = own_run(&h, start, parameters, 12).unwrap();
        let of = |run: &[[listings::ndarray::Array1<f64>; 2]], part: usize| {
            run.iter()
                .map(|state| Value::from(state[part].to_vec()))
                .collect::<Vec<_>>()
        };
        let entry = |part: usize| {
            let own = &own;
            move |t: i64, i: i64| {
                let state = own.get(usize::try_from(t).ok()?)?;
                let i = usize::try_from(i - 1).ok()?;
                state[part].get(i).copied().map(Value::from)
            }
        };
        let bindings = bindings(&h)
            .scalar("\\eta", parameters[0])
            .scalar("\\beta", parameters[1])
            .sequence("\\mathbf{x}", 0, of(&run, 0))
            .sequence("\\mathbf{v}", 0, of(&run, 1))
            .sequence("\\mathbf{z}", 0, of(&own, 0))
            .sequence("\\mathbf{w}", 0, of(&own, 1))
            .table("z", entry(0))
            .table("w", entry(1))
            .integer("t", random.between(1.0, 13.0) as i64)
            .integer("i", random.between(1.0, h.c.len() as f64 + 1.0) as i64);
        for equation in &all {
            equation.holds(&bindings);
        }
    }
}
