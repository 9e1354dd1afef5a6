//! Curvature in every direction, and the condition number that comes of it.

// ANCHOR: names
use listings::Error;
use listings::check::{
    check_condition_number, check_point, check_positive, check_step_size,
    check_steps, check_symmetric, check_two_by_two,
};
use listings::ill_conditioned_problem::{CURVATURES, START, best_step, factor};
use listings::libm;
use listings::ndarray::{Array1, Array2, Axis, array};
// ANCHOR_END: names

// ANCHOR: hessian
/// The direction at `angle` degrees from the first axis; its length is 1.
pub fn direction(angle: f64) -> Array1<f64> {
    let radians = angle.to_radians();
    array![libm::cos(radians), libm::sin(radians)]
}

/// The matrix uvᵀ of all products of an entry of u and an entry of v.
pub fn outer(u: &Array1<f64>, v: &Array1<f64>) -> Array2<f64> {
    let column = u.view().insert_axis(Axis(1));
    &column * v
}

/// The matrix λ₁ q₁q₁ᵀ + λ₂ q₂q₂ᵀ of a valley whose floor lies at `angle`
/// degrees; q₁ points along the floor and q₂ across it.
pub fn hessian([lambda_1, lambda_2]: [f64; 2], angle: f64) -> Array2<f64> {
    let q_1 = direction(angle);
    let q_2 = array![-q_1[1], q_1[0]];
    lambda_1 * outer(&q_1, &q_1) + lambda_2 * outer(&q_2, &q_2)
}
// ANCHOR_END: hessian

// ANCHOR: quadratic
/// The height f(x) = ½ xᵀHx of the valley at x.
pub fn height(hessian: &Array2<f64>, x: &Array1<f64>) -> f64 {
    0.5 * x.dot(&slope(hessian, x))
}

/// The gradient Hx of the valley at x.
pub fn slope(hessian: &Array2<f64>, x: &Array1<f64>) -> Array1<f64> {
    hessian.dot(x)
}

/// The curvature dᵀHd along a direction d of length 1.
pub fn curvature_along(hessian: &Array2<f64>, d: &Array1<f64>) -> f64 {
    d.dot(&hessian.dot(d))
}
// ANCHOR_END: quadratic

// ANCHOR: turned_descent
/// The points x₀, x₁, …, x_T of gradient descent, T = `steps`. A matrix that
/// is not symmetric is an error, and so is an argument out of range.
pub fn turned_descent(
    hessian: &Array2<f64>,
    start: impl IntoIterator<Item = f64>,
    eta: f64,
    steps: usize,
) -> Result<Vec<Array1<f64>>, Error> {
    check_symmetric("hessian", hessian)?;
    check_step_size(eta)?;
    check_steps(steps)?;
    let mut x = check_point("start", start, hessian.nrows())?;
    let mut path = vec![x.clone()];
    for _ in 0..steps {
        x = &x - eta * slope(hessian, &x);
        path.push(x.clone());
    }
    Ok(path)
}
// ANCHOR_END: turned_descent

// ANCHOR: eigenvalues
/// The eigenvalues λ₁ ≤ λ₂ of a symmetric matrix with the rows (a, b), (b, c).
pub fn eigenvalues(hessian: &Array2<f64>) -> [f64; 2] {
    let (a, b, c) = (hessian[[0, 0]], hessian[[0, 1]], hessian[[1, 1]]);
    let middle = (a + c) / 2.0;
    let reach = ((a - c) * (a - c) + 4.0 * b * b).sqrt() / 2.0;
    [middle - reach, middle + reach]
}

/// Eigenvectors q₁ and q₂ of length 1, at right angles, for these eigenvalues.
pub fn eigenvectors(hessian: &Array2<f64>) -> [Array1<f64>; 2] {
    let (a, b, c) = (hessian[[0, 0]], hessian[[0, 1]], hessian[[1, 1]]);
    let [lambda_1, _] = eigenvalues(hessian);
    // By the first and by the second row of H q = λ₁ q. The shorter one may be
    // nothing but rounding.
    let (one, other) = (array![b, lambda_1 - a], array![lambda_1 - c, b]);
    let longer = if one.dot(&one) > other.dot(&other) {
        one
    } else {
        other
    };
    let length = longer.dot(&longer).sqrt();
    // If H is a multiple of the identity, every direction will do.
    let q_1 = if length > 0.0 {
        longer / length
    } else {
        array![1.0, 0.0]
    };
    let q_2 = array![-q_1[1], q_1[0]];
    [q_1, q_2]
}
// ANCHOR_END: eigenvalues

/// The largest size |1 − ηλ| among the factors of these curvatures.
pub fn slowest_factor(eta: f64, lambdas: &[f64]) -> f64 {
    let sizes = lambdas.iter().map(|&lambda| factor(eta, lambda).abs());
    sizes.fold(0.0, f64::max)
}

// ANCHOR: condition_number
/// The condition number λ₂/λ₁ of a symmetric matrix. An eigenvalue that is
/// not positive is an error: then there is no valley.
pub fn condition_number(hessian: &Array2<f64>) -> Result<f64, Error> {
    check_symmetric("hessian", hessian)?;
    check_two_by_two("hessian", hessian)?;
    let [lambda_1, lambda_2] = eigenvalues(hessian);
    check_positive("the smallest eigenvalue", lambda_1)?;
    Ok(lambda_2 / lambda_1)
}

/// The factor (κ − 1)/(κ + 1) of the slowest direction at the best step size.
pub fn best_rate(kappa: f64) -> Result<f64, Error> {
    check_condition_number(kappa)?;
    Ok((kappa - 1.0) / (kappa + 1.0))
}

/// How many steps of the best size make the distance ten times smaller. It is
/// not a whole number; at κ = 1, where one step is enough for all digits, 0.
pub fn steps_per_digit(kappa: f64) -> Result<f64, Error> {
    Ok(-libm::log(10.0) / libm::log(best_rate(kappa)?))
}
// ANCHOR_END: condition_number

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (angle, eta, start, steps) = (30.0, 0.4, [-3.33, -4.23], 20);
    let best = best_step(CURVATURES);
    let turned = hessian(CURVATURES, angle);
    let (a, b, c) = (turned[[0, 0]], turned[[0, 1]], turned[[1, 1]]);
    let kappa = condition_number(&turned)?;
    let run = turned_descent(&turned, start, eta, steps)?;
    // The loss of both step sizes after each step, from the old start.
    let plain = hessian(CURVATURES, 0.0);
    let losses = |eta: f64, steps: usize| -> Result<Vec<f64>, Error> {
        let path = turned_descent(&plain, START, eta, steps)?;
        Ok(path.iter().map(|x| height(&plain, x)).collect())
    };
    let (small, large) = (losses(eta, 100)?, losses(best, 100)?);
    let behind = small.iter().zip(&large).rposition(|(s, l)| l >= s);
    let mut values = vec![
        ("angle", angle),
        ("eta", eta),
        ("steps", steps as f64),
        ("start_x1", start[0]),
        ("start_x2", start[1]),
        ("loss_turned", height(&turned, &run[steps])),
        ("a", a),
        ("b", b),
        ("c", c),
        ("lambda_1", CURVATURES[0]),
        ("lambda_2", CURVATURES[1]),
        ("kappa", kappa),
        ("best", best),
        ("rate", best_rate(kappa)?),
        ("floor_percent", 100.0 * (1.0 - 2.0 / kappa)),
        ("loss_small", small[steps]),
        ("loss_best", large[steps]),
        ("ahead_from", behind.map_or(0.0, |step| step as f64 + 1.0)),
        ("diagonal_a", hessian(CURVATURES, 45.0)[[0, 0]]),
        ("diagonal_b", hessian(CURVATURES, 45.0)[[0, 1]]),
        ("per_kappa", libm::log(10.0) / 2.0),
        ("hundred", 100.0),
    ];
    for (kappa, name, rate, digit) in [
        (2.0, "kappa_2", "rate_2", "digit_2"),
        (20.0, "kappa_20", "rate_20", "digit_20"),
        (200.0, "kappa_200", "rate_200", "digit_200"),
        (2000.0, "kappa_2000", "rate_2000", "digit_2000"),
    ] {
        values.push((name, kappa));
        values.push((rate, best_rate(kappa)?));
        values.push((digit, steps_per_digit(kappa)?));
    }
    Ok(values)
}
// ANCHOR_END: values
