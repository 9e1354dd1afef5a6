//! The functions of the valleys on pairs of numbers: a test names both
//! coordinates of a point, where the listings have vectors of any length.

use formula::Bindings;
use listings::ndarray::{Array1, Array2, arr1, arr2};
use listings::{Error, curvature, ill_conditioned_problem, momentum_method};

/// A point, a vector or a direction of the plane.
pub type Pair = [f64; 2];

/// A matrix of the plane, by its rows.
pub type Square = [[f64; 2]; 2];

fn pair(x: &Array1<f64>) -> Pair {
    assert_eq!(x.len(), 2, "{x} is no point of the plane");
    [x[0], x[1]]
}

fn square(matrix: &Array2<f64>) -> Square {
    assert_eq!(matrix.dim(), (2, 2), "{matrix} is not two by two");
    [0, 1].map(|row| [0, 1].map(|column| matrix[[row, column]]))
}

fn pairs(path: Result<Vec<Array1<f64>>, Error>) -> Result<Vec<Pair>, Error> {
    Ok(path?.iter().map(pair).collect())
}

/// [`ill_conditioned_problem::objective`].
pub fn objective(x: Pair) -> f64 {
    ill_conditioned_problem::objective(&arr1(&x))
}

/// [`ill_conditioned_problem::gradient`].
pub fn gradient(x: Pair) -> Pair {
    pair(&ill_conditioned_problem::gradient(&arr1(&x)))
}

/// Binds ∇f to [`gradient`].
pub fn with_gradient<'a>(bindings: Bindings<'a>) -> Bindings<'a> {
    bindings.function("\\nabla f", |x| {
        let x = x.point()?;
        Ok(gradient([x[0], x[1]]).as_slice().into())
    })
}

/// [`ill_conditioned_problem::gradient_step`].
pub fn gradient_step(x: Pair, eta: f64) -> Pair {
    pair(&ill_conditioned_problem::gradient_step(&arr1(&x), eta))
}

/// [`ill_conditioned_problem::gradient_descent`].
///
/// # Errors
/// As there.
pub fn gradient_descent(start: Pair, eta: f64, steps: usize) -> Result<Vec<Pair>, Error> {
    pairs(ill_conditioned_problem::gradient_descent(start, eta, steps))
}

/// [`momentum_method::momentum_step`].
pub fn momentum_step(state: [Pair; 2], eta: f64, beta: f64) -> [Pair; 2] {
    let [x, v] = state.map(|pair| arr1(&pair));
    let (x, v) = momentum_method::momentum_step((x, v), eta, beta);
    [pair(&x), pair(&v)]
}

/// [`momentum_method::momentum_descent`].
///
/// # Errors
/// As there.
pub fn momentum_descent(
    start: Pair,
    eta: f64,
    beta: f64,
    steps: usize,
) -> Result<Vec<Pair>, Error> {
    pairs(momentum_method::momentum_descent(start, eta, beta, steps))
}

/// uᵀv.
pub fn dot(u: Pair, v: Pair) -> f64 {
    u[0] * v[0] + u[1] * v[1]
}

/// [`curvature::direction`].
pub fn direction(angle: f64) -> Pair {
    pair(&curvature::direction(angle))
}

/// [`curvature::hessian`].
pub fn hessian(curvatures: Pair, angle: f64) -> Square {
    square(&curvature::hessian(curvatures, angle))
}

/// [`curvature::height`].
pub fn height(hessian: Square, x: Pair) -> f64 {
    curvature::height(&arr2(&hessian), &arr1(&x))
}

/// [`curvature::slope`].
pub fn slope(hessian: Square, x: Pair) -> Pair {
    pair(&curvature::slope(&arr2(&hessian), &arr1(&x)))
}

/// [`curvature::curvature_along`].
pub fn curvature_along(hessian: Square, d: Pair) -> f64 {
    curvature::curvature_along(&arr2(&hessian), &arr1(&d))
}

/// [`curvature::turned_descent`].
///
/// # Errors
/// As there.
pub fn turned_descent(
    hessian: Square,
    start: Pair,
    eta: f64,
    steps: usize,
) -> Result<Vec<Pair>, Error> {
    pairs(curvature::turned_descent(
        &arr2(&hessian),
        start,
        eta,
        steps,
    ))
}

/// [`curvature::eigenvalues`].
pub fn eigenvalues(hessian: Square) -> Pair {
    curvature::eigenvalues(&arr2(&hessian))
}

/// [`curvature::eigenvectors`].
pub fn eigenvectors(hessian: Square) -> [Pair; 2] {
    curvature::eigenvectors(&arr2(&hessian))
        .each_ref()
        .map(pair)
}

/// [`curvature::condition_number`].
///
/// # Errors
/// As there.
pub fn condition_number(hessian: Square) -> Result<f64, Error> {
    curvature::condition_number(&arr2(&hessian))
}
