//! The ranges in which the functions of this crate are defined.

use crate::Error;
use crate::ndarray::{Array1, Array2};

/// The longest run that is kept in memory, in steps.
pub const MOST_STEPS: usize = 1_000_000;

/// Accepts `count` finite coordinates, and returns them as a vector.
///
/// # Errors
/// [`Error::OutOfRange`] naming `argument`.
pub fn check_point(
    argument: &'static str,
    coordinates: impl IntoIterator<Item = f64>,
    count: usize,
) -> Result<Array1<f64>, Error> {
    let point = Array1::from_iter(coordinates);
    let fine = point.len() == count && point.iter().all(|x| x.is_finite());
    refuse_unless(fine, argument, || {
        let allowed = format!("a point of {count} finite coordinates");
        (point.to_string(), allowed)
    })?;
    Ok(point)
}

/// Accepts a finite step size that is not negative.
///
/// # Errors
/// [`Error::OutOfRange`] naming `eta`.
pub fn check_step_size(eta: f64) -> Result<(), Error> {
    check_not_negative("eta", eta)
}

/// Accepts a finite number that is not negative.
///
/// # Errors
/// [`Error::OutOfRange`] naming `argument`.
pub fn check_not_negative(argument: &'static str, x: f64) -> Result<(), Error> {
    refuse_unless(x.is_finite() && x >= 0.0, argument, || {
        (x.to_string(), "a finite number, 0 or larger".into())
    })
}

/// Accepts a momentum in [0, 1).
///
/// # Errors
/// [`Error::OutOfRange`] naming `beta`.
pub fn check_momentum(beta: f64) -> Result<(), Error> {
    check_below_one("beta", beta)
}

/// Accepts a number of [0, 1).
///
/// # Errors
/// [`Error::OutOfRange`] naming `argument`.
pub fn check_below_one(argument: &'static str, x: f64) -> Result<(), Error> {
    refuse_unless((0.0..1.0).contains(&x), argument, || {
        (x.to_string(), "at least 0 and less than 1".into())
    })
}

/// Accepts a number from 0 to 1.
///
/// # Errors
/// [`Error::OutOfRange`] naming `argument`.
pub fn check_share(argument: &'static str, x: f64) -> Result<(), Error> {
    refuse_unless((0.0..=1.0).contains(&x), argument, || {
        (x.to_string(), "between 0 and 1".into())
    })
}

/// Accepts a number of steps whose path fits in memory.
///
/// # Errors
/// [`Error::OutOfRange`] naming `steps`.
pub fn check_steps(steps: usize) -> Result<(), Error> {
    refuse_unless(steps <= MOST_STEPS, "steps", || {
        (steps.to_string(), format!("at most {MOST_STEPS}"))
    })
}

/// Accepts the step size, the momentum and the number of steps of a run.
///
/// # Errors
/// [`Error::OutOfRange`] naming what is out of range.
pub fn check_run(eta: f64, beta: f64, steps: usize) -> Result<(), Error> {
    check_step_size(eta)?;
    check_momentum(beta)?;
    check_steps(steps)
}

/// Accepts a number of rows of a batch: at least 1, and no more than there are.
///
/// # Errors
/// [`Error::OutOfRange`] naming `batch`.
pub fn check_batch(batch: usize, rows: usize) -> Result<(), Error> {
    refuse_unless((1..=rows).contains(&batch), "batch", || {
        let allowed = format!("at least 1 and at most {rows}, the rows");
        (batch.to_string(), allowed)
    })
}

/// Accepts a degree of a polynomial, with powers that are still told apart.
///
/// # Errors
/// [`Error::OutOfRange`] naming `degree`.
pub fn check_degree(degree: usize) -> Result<(), Error> {
    refuse_unless(degree <= 20, "degree", || {
        (degree.to_string(), "at most 20".into())
    })
}

/// Accepts a finite number larger than 0.
///
/// # Errors
/// [`Error::OutOfRange`] naming `argument`.
pub fn check_positive(argument: &'static str, x: f64) -> Result<(), Error> {
    refuse_unless(x.is_finite() && x > 0.0, argument, || {
        (x.to_string(), "a finite number larger than 0".into())
    })
}

/// Accepts a finite condition number: it is never below 1.
///
/// # Errors
/// [`Error::OutOfRange`] naming `kappa`.
pub fn check_condition_number(kappa: f64) -> Result<(), Error> {
    refuse_unless(kappa.is_finite() && kappa >= 1.0, "kappa", || {
        (kappa.to_string(), "a finite number, 1 or larger".into())
    })
}

/// Accepts a symmetric matrix with finite entries.
///
/// # Errors
/// [`Error::OutOfRange`] naming `argument`.
pub fn check_symmetric(
    argument: &'static str,
    matrix: &Array2<f64>,
) -> Result<(), Error> {
    let finite = matrix.iter().all(|entry| entry.is_finite());
    refuse_unless(finite && matrix == matrix.t(), argument, || {
        let allowed = "symmetric, with finite entries";
        (one_line(matrix), allowed.into())
    })
}

/// Accepts a matrix of two rows and two columns.
///
/// # Errors
/// [`Error::OutOfRange`] naming `argument`.
pub fn check_two_by_two(
    argument: &'static str,
    matrix: &Array2<f64>,
) -> Result<(), Error> {
    refuse_unless(matrix.dim() == (2, 2), argument, || {
        (one_line(matrix), "of two rows and two columns".into())
    })
}

/// Accepts rows of the same length, at least one and not empty, as a matrix.
///
/// # Errors
/// [`Error::OutOfRange`] naming `argument`.
pub fn check_rows<R: AsRef<[f64]>>(
    argument: &'static str,
    rows: &[R],
) -> Result<Array2<f64>, Error> {
    let lengths: Vec<usize> =
        rows.iter().map(|row| row.as_ref().len()).collect();
    let columns = lengths.first().copied().unwrap_or(0);
    let even = columns > 0 && lengths.iter().all(|length| *length == columns);
    refuse_unless(even, argument, || {
        let given = format!("a list of rows with {lengths:?} numbers");
        (given, "rows of the same length, at least 1".into())
    })?;
    let entry = |(i, j): (usize, usize)| rows[i].as_ref()[j];
    Ok(Array2::from_shape_fn((rows.len(), columns), entry))
}

/// Accepts a symmetric matrix whose eigenvalues are all positive: larger, by
/// the size of the matrix, than what rounding makes of 0.
///
/// # Errors
/// [`Error::OutOfRange`] naming `argument`.
pub fn check_positive_definite(
    argument: &'static str,
    matrix: &Array2<f64>,
    eigenvalues: &Array1<f64>,
) -> Result<(), Error> {
    let size = eigenvalues
        .iter()
        .fold(0.0, |most: f64, x| most.max(x.abs()));
    let rounding = size * f64::EPSILON * matrix.nrows() as f64;
    let least = eigenvalues.iter().copied().fold(f64::INFINITY, f64::min);
    refuse_unless(least > rounding, argument, || {
        let allowed = "positive definite, but one of its eigenvalues is";
        (one_line(matrix), format!("{allowed} {least:.3e}"))
    })
}

/// The matrix, without the line break after each row.
fn one_line(matrix: &Array2<f64>) -> String {
    let text = matrix.to_string();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn refuse_unless(
    fine: bool,
    argument: &'static str,
    why: impl FnOnce() -> (String, String),
) -> Result<(), Error> {
    if fine {
        return Ok(());
    }
    let (value, allowed) = why();
    Err(Error::OutOfRange {
        argument,
        value,
        allowed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ndarray::{arr2, array};

    #[test]
    fn a_refusal_names_the_argument_its_value_and_the_range() {
        let text =
            |refused: Result<(), Error>| refused.unwrap_err().to_string();
        let point = |coordinates: &[f64]| {
            text(check_point("start", coordinates.to_vec(), 2).map(|_| ()))
        };
        assert_eq!(
            text(check_step_size(f64::NAN)),
            "eta is NaN; it must be a finite number, 0 or larger"
        );
        assert_eq!(
            text(check_momentum(1.0)),
            "beta is 1; it must be at least 0 and less than 1"
        );
        assert_eq!(
            point(&[0.0, f64::INFINITY]),
            "start is [0, inf]; it must be a point of 2 finite coordinates"
        );
        assert_eq!(
            point(&[1.0, 2.0, 3.0]),
            "start is [1, 2, 3]; it must be a point of 2 finite coordinates"
        );
        assert_eq!(
            text(check_two_by_two("hessian", &Array2::eye(1))),
            "hessian is [[1]]; it must be of two rows and two columns"
        );
        assert_eq!(
            text(check_positive("lambda", -2.0)),
            "lambda is -2; it must be a finite number larger than 0"
        );
        assert_eq!(
            text(check_condition_number(0.5)),
            "kappa is 0.5; it must be a finite number, 1 or larger"
        );
        assert_eq!(
            text(check_symmetric("hessian", &arr2(&[[1.0, 2.0], [3.0, 4.0]]))),
            "hessian is [[1, 2], [3, 4]]; it must be symmetric, with finite entries"
        );
        assert_eq!(
            text(check_steps(1_000_001)),
            "steps is 1000001; it must be at most 1000000"
        );
    }

    #[test]
    fn the_ends_of_the_ranges_are_accepted() {
        assert!(
            check_step_size(0.0).is_ok() && check_step_size(-1e-300).is_err()
        );
        assert!(check_step_size(f64::INFINITY).is_err());
        assert!(check_momentum(0.0).is_ok() && check_momentum(0.999).is_ok());
        assert!(
            check_momentum(-0.1).is_err() && check_momentum(f64::NAN).is_err()
        );
        assert!(check_steps(MOST_STEPS).is_ok());
        assert!(check_positive("x", 1e-300).is_ok());
        for wrong in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(check_positive("x", wrong).is_err());
        }
        assert!(check_condition_number(1.0).is_ok());
        for wrong in [1.0 - 1e-15, -2.0, f64::NAN, f64::INFINITY] {
            assert!(check_condition_number(wrong).is_err());
        }
        assert!(
            check_symmetric("h", &arr2(&[[1.0, -2.0], [-2.0, 1.0]])).is_ok()
        );
        assert!(
            check_symmetric("h", &arr2(&[[f64::NAN, 0.0], [0.0, 1.0]]))
                .is_err()
        );
        let endless = [[1.0, f64::INFINITY], [f64::INFINITY, 1.0]];
        assert!(check_symmetric("h", &arr2(&endless)).is_err());
        assert!(check_symmetric("h", &Array2::zeros((2, 3))).is_err());
        assert!(check_two_by_two("h", &Array2::eye(2)).is_ok());
        assert!(check_point("start", [f64::NAN, 0.0], 2).is_err());
        assert_eq!(
            check_point("start", [-1e300, 0.0], 2),
            Ok(array![-1e300, 0.0])
        );
    }
}
