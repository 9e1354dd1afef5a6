//! Holds the section "Quadratic functions" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;

use listings::ndarray::{Array1, Array2, arr1, arr2};
use listings::quadratic_functions::{Quadratic, eigen, momentum_run, quadratic, turned_bowl};
use tests::states::{Seeded, seeded};
use tests::told::{assert_told, is, leads};

/// The start of this section's figures.
const START: [f64; 2] = [-1.8, -3.6];

/// A point of `n` coordinates.
fn point(n: usize, random: &mut Seeded) -> Vec<f64> {
    (0..n).map(|_| random.between(-5.0, 5.0)).collect()
}

fn rows(matrix: &Array2<f64>) -> Vec<Vec<f64>> {
    matrix.outer_iter().map(|row| row.to_vec()).collect()
}

/// The bowl of the figures, and a thousand others of one to five dimensions:
/// AᵀA for a random A, with something on the diagonal.
fn bowls(seed: u64) -> impl Iterator<Item = Quadratic> {
    let mut random = seeded(seed);
    let drawn = (0..1000).map(move |case| {
        let n = 1 + case % 5;
        let a: Vec<Vec<f64>> = (0..n).map(|_| point(n, &mut random)).collect();
        let entry = |i: usize, j: usize| {
            let product: f64 = a.iter().map(|row| row[i] * row[j]).sum();
            0.1 * product + if i == j { 0.2 } else { 0.0 }
        };
        let q: Vec<Vec<f64>> = (0..n)
            .map(|i| (0..n).map(|j| entry(i, j)).collect())
            .collect();
        quadratic(&q, &point(n, &mut random), random.between(-3.0, 3.0)).unwrap()
    });
    std::iter::once(turned_bowl().unwrap()).chain(drawn)
}

#[test]
fn what_is_no_bowl_is_refused_with_its_name() {
    let refusal =
        |rows: &[Vec<f64>], c: &[f64], b: f64| quadratic(rows, c, b).unwrap_err().to_string();
    let eye = vec![vec![1.0, 0.0], vec![0.0, 1.0]];
    let saddle = vec![vec![1.0, 2.0], vec![2.0, 1.0]];
    let level = vec![vec![1.0, 1.0], vec![1.0, 1.0]];
    let c = [0.0, 0.0];
    for (rows, c, b, said) in [
        (
            vec![],
            &c[..],
            0.0,
            "q is a list of rows with [] numbers; it must be rows of the same length, at least 1",
        ),
        (
            vec![vec![]],
            &c,
            0.0,
            "q is a list of rows with [0] numbers",
        ),
        (
            vec![vec![1.0, 0.0], vec![0.0]],
            &c,
            0.0,
            "q is a list of rows with [2, 1] numbers",
        ),
        (
            vec![vec![1.0, 0.0]],
            &c,
            0.0,
            "q is [[1, 0]]; it must be symmetric",
        ),
        (
            vec![vec![1.0, 2.0], vec![3.0, 1.0]],
            &c,
            0.0,
            "q is [[1, 2], [3, 1]]; it must be symmetric",
        ),
        (
            vec![vec![f64::NAN, 0.0], vec![0.0, 1.0]],
            &c,
            0.0,
            "q is [[NaN, 0], [0, 1]]; it must be symmetric, with finite entries",
        ),
        (
            saddle,
            &c,
            0.0,
            "q is [[1, 2], [2, 1]]; it must be positive definite, but one of its eigenvalues is -1.000e0",
        ),
        (
            level,
            &c,
            0.0,
            "q is [[1, 1], [1, 1]]; it must be positive definite",
        ),
        (
            vec![vec![0.0]],
            &c[..1],
            0.0,
            "q is [[0]]; it must be positive definite",
        ),
        (
            eye.clone(),
            &c[..1],
            0.0,
            "c is [0]; it must be a point of 2 finite coordinates",
        ),
        (eye.clone(), &[0.0, f64::INFINITY], 0.0, "c is [0, inf]"),
        (eye, &c, f64::NAN, "b is [NaN]"),
    ] {
        let refusal = refusal(&rows, c, b);
        assert!(refusal.starts_with(said), "{refusal}");
    }
    assert!(eigen(&Array2::zeros((2, 3))).is_err());
    for (parameters, steps, argument) in [
        ([-0.1, 0.5], 2, "eta"),
        ([0.1, 1.0], 2, "beta"),
        ([0.1, 0.5], usize::MAX, "steps"),
    ] {
        let run = momentum_run(
            Array1::clone,
            [arr1(&[1.0]), arr1(&[0.0])],
            parameters,
            steps,
        );
        let refusal = run.unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
    // Whatever its size, a matrix is decomposed, or what it is not is said.
    for size in [1e-300, 1e-150, 1e150, 1e300] {
        let h = quadratic(&[[2.0 * size, size], [size, 2.0 * size]], &c, 0.0).unwrap();
        for (found, wanted) in h.lambda.iter().zip([size, 3.0 * size]) {
            // A few roundings.
            assert!((found / wanted - 1.0).abs() < 1e-14, "{found}");
        }
    }
    assert_eq!(eigen(&arr2(&[[4.0]])).unwrap().1, arr2(&[[1.0]]));
}

/// Covers text:quadratic-functions.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    // Our valley, λ = 0.2 and 4, turned so that its floor points along (4, 3),
    // and moved from the origin to (1, 1).
    let entry = |a: f64, b: f64, c: f64, d: f64| 0.2 * a * b + 4.0 * c * d;
    let [q11, q12, q22] = [
        entry(0.8, 0.8, -0.6, -0.6),
        entry(0.8, 0.6, -0.6, 0.8),
        entry(0.6, 0.6, 0.8, 0.8),
    ];
    assert_told(
        "quadratic-functions",
        &[
            ("Momentum with $\\eta =", is(0.6)),
            ("$\\beta =", is(0.5)),
            ("is the one of", leads("momentum-method.md")),
            ("entries of $Q$ are", is(q11)),
            ("1.568,", is(q12)),
            ("1.568, −1.824,", is(q12)),
            ("and", is(q22)),
            ("$\\mathbf{c}$ are", is(-(q11 + q12))),
            ("and", is(-(q12 + q22))),
            ("$b =", is(1.0)),
            ("theorem of", leads("curvature.md")),
            ("is known from", leads("curvature.md")),
            ("+ Q^{-1} \\mathbf{c})$, and", leads("eq:decomposition")),
            ("1. In", leads("fig:own-axes")),
            ("at the path in", leads("fig:bowl")),
        ],
    );
}
