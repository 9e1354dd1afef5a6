//! Quadratic functions of any number of variables, and their own axes.

// ANCHOR: names
use listings::Error;
use listings::check::{
    check_point, check_positive_definite, check_rows, check_run,
    check_symmetric,
};
use listings::nalgebra::{DMatrix, SymmetricEigen};
use listings::ndarray::{Array1, Array2, Axis};
// ANCHOR_END: names

// ANCHOR: eigen
/// The eigenvalues λ₁ ≤ … ≤ λₙ of a symmetric matrix Q, and the matrix U whose
/// rows are eigenvectors of length 1, so that Q = UᵀΛU. In each row the entry
/// of largest size is positive, because q and −q would do as well.
pub fn eigen(q: &Array2<f64>) -> Result<(Array1<f64>, Array2<f64>), Error> {
    check_symmetric("q", q)?;
    let n = q.nrows();
    let found =
        SymmetricEigen::new(DMatrix::from_iterator(n, n, q.iter().copied()));
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|i, j| {
        found.eigenvalues[*i].total_cmp(&found.eigenvalues[*j])
    });
    let lambda = order.iter().map(|&i| found.eigenvalues[i]).collect();
    let mut u = Array2::from_shape_fn((n, n), |(row, column)| {
        found.eigenvectors[(column, order[row])]
    });
    for mut row in u.axis_iter_mut(Axis(0)) {
        let wider =
            |far: f64, x: &f64| if x.abs() > far.abs() { *x } else { far };
        let sign = row.iter().fold(0.0, wider).signum();
        row *= sign;
    }
    Ok((lambda, u))
}
// ANCHOR_END: eigen

// ANCHOR: quadratic_function
/// The function h(x) = ½ xᵀQx + xᵀc + b of n variables.
#[derive(Debug, Clone, PartialEq)]
pub struct Quadratic {
    /// The matrix Q, of n rows.
    pub q: Array2<f64>,
    /// The vector c.
    pub c: Array1<f64>,
    /// The number b.
    pub b: f64,
    /// The eigenvalues of Q, the smallest first.
    pub lambda: Array1<f64>,
    /// The matrix U; its rows are the eigenvectors.
    pub u: Array2<f64>,
}

/// The quadratic function of these rows of Q, this c and this b. An error
/// unless Q is symmetric and positive definite and c has as many numbers.
pub fn quadratic<R: AsRef<[f64]>>(
    rows: &[R],
    c: &[f64],
    b: f64,
) -> Result<Quadratic, Error> {
    let q = check_rows("q", rows)?;
    let (lambda, u) = eigen(&q)?;
    check_positive_definite("q", &q, &lambda)?;
    let c = check_point("c", c.iter().copied(), q.nrows())?;
    let b = check_point("b", [b], 1)?[0];
    Ok(Quadratic { q, c, b, lambda, u })
}
// ANCHOR_END: quadratic_function

// ANCHOR: minimum
/// The value h(x).
pub fn value(h: &Quadratic, x: &Array1<f64>) -> f64 {
    0.5 * x.dot(&h.q.dot(x)) + x.dot(&h.c) + h.b
}

/// The gradient ∇h(x) = Qx + c.
pub fn gradient_of(h: &Quadratic, x: &Array1<f64>) -> Array1<f64> {
    h.q.dot(x) + &h.c
}

/// The point x* = −Q⁻¹c at which the gradient is zero.
pub fn minimizer(h: &Quadratic) -> Array1<f64> {
    // U turns c onto the axes, where Q⁻¹ divides by the eigenvalues.
    -h.u.t().dot(&(h.u.dot(&h.c) / &h.lambda))
}

/// The smallest value, b − ½ cᵀQ⁻¹c.
pub fn minimum(h: &Quadratic) -> f64 {
    h.b + 0.5 * h.c.dot(&minimizer(h))
}
// ANCHOR_END: minimum

// ANCHOR: own
/// The own coordinates z = U(x − x*) of a point.
pub fn to_own(h: &Quadratic, x: &Array1<f64>) -> Array1<f64> {
    h.u.dot(&(x - minimizer(h)))
}

/// The point x = x* + Uᵀz that has these own coordinates.
pub fn from_own(h: &Quadratic, z: &Array1<f64>) -> Array1<f64> {
    minimizer(h) + h.u.t().dot(z)
}
// ANCHOR_END: own

// ANCHOR: run
/// The pairs [x₀, v₀], [x₁, v₁], … of momentum from [x, v], for any gradient;
/// T = `steps`. An argument that is out of range is an error.
pub fn momentum_run(
    gradient: impl Fn(&Array1<f64>) -> Array1<f64>,
    [mut x, mut v]: [Array1<f64>; 2],
    [eta, beta]: [f64; 2],
    steps: usize,
) -> Result<Vec<[Array1<f64>; 2]>, Error> {
    check_run(eta, beta, steps)?;
    let mut run = vec![[x.clone(), v.clone()]];
    for _ in 0..steps {
        v = beta * &v + gradient(&x);
        x = &x - eta * &v;
        run.push([x.clone(), v.clone()]);
    }
    Ok(run)
}

/// Momentum down h from rest, in the coordinates of x.
pub fn given_run(
    h: &Quadratic,
    start: impl IntoIterator<Item = f64>,
    parameters: [f64; 2],
    steps: usize,
) -> Result<Vec<[Array1<f64>; 2]>, Error> {
    let x = check_point("start", start, h.c.len())?;
    let at_rest = Array1::zeros(x.len());
    momentum_run(|x| gradient_of(h, x), [x, at_rest], parameters, steps)
}

/// The same in own coordinates, where the slope along zᵢ is λᵢzᵢ.
pub fn own_run(
    h: &Quadratic,
    start: impl IntoIterator<Item = f64>,
    parameters: [f64; 2],
    steps: usize,
) -> Result<Vec<[Array1<f64>; 2]>, Error> {
    let z = to_own(h, &check_point("start", start, h.c.len())?);
    let at_rest = Array1::zeros(z.len());
    momentum_run(|z| &h.lambda * z, [z, at_rest], parameters, steps)
}
// ANCHOR_END: run

// ANCHOR: turned_bowl
/// The function of the figures: our valley, turned and moved.
pub fn turned_bowl() -> Result<Quadratic, Error> {
    let rows = [[1.568, -1.824], [-1.824, 2.632]];
    quadratic(&rows, &[0.256, -0.808], 1.0)
}
// ANCHOR_END: turned_bowl

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (start, eta, beta, steps) = ([-1.8, -3.6], 0.6, 0.5, 20);
    let h = turned_bowl()?;
    let lowest = minimizer(&h);
    let run = given_run(&h, start, [eta, beta], steps)?;
    let own = own_run(&h, start, [eta, beta], steps)?;
    Ok(vec![
        ("q11", h.q[[0, 0]]),
        ("q12", h.q[[0, 1]]),
        ("q22", h.q[[1, 1]]),
        ("c1", h.c[0]),
        ("c2", h.c[1]),
        ("b", h.b),
        ("lambda_1", h.lambda[0]),
        ("lambda_2", h.lambda[1]),
        ("u11", h.u[[0, 0]]),
        ("u12", h.u[[0, 1]]),
        ("u21", h.u[[1, 0]]),
        ("u22", h.u[[1, 1]]),
        ("x1_minimum", lowest[0]),
        ("x2_minimum", lowest[1]),
        ("minimum", minimum(&h)),
        ("start_x1", start[0]),
        ("start_x2", start[1]),
        ("start_z1", own[0][0][0]),
        ("start_z2", own[0][0][1]),
        ("eta", eta),
        ("beta", beta),
        ("steps", steps as f64),
        ("z1", own[steps][0][0]),
        ("z2", own[steps][0][1]),
        ("x1", run[steps][0][0]),
        ("x2", run[steps][0][1]),
    ])
}
// ANCHOR_END: values
