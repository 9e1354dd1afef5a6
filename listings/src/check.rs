//! The ranges in which the functions of this crate are defined.

use crate::Error;

/// The longest run that is kept in memory, in steps.
pub const MOST_STEPS: usize = 1_000_000;

/// Accepts a point with finite coordinates.
///
/// # Errors
/// [`Error::OutOfRange`] naming `argument`.
pub fn check_point(
    argument: &'static str,
    point: [f64; 2],
) -> Result<(), Error> {
    let finite = point.iter().all(|coordinate| coordinate.is_finite());
    refuse_unless(finite, argument, || {
        (
            format!("({}, {})", point[0], point[1]),
            "two finite numbers".into(),
        )
    })
}

/// Accepts a finite step size that is not negative.
///
/// # Errors
/// [`Error::OutOfRange`] naming `eta`.
pub fn check_step_size(eta: f64) -> Result<(), Error> {
    refuse_unless(eta.is_finite() && eta >= 0.0, "eta", || {
        (eta.to_string(), "a finite number, 0 or larger".into())
    })
}

/// Accepts a momentum in [0, 1).
///
/// # Errors
/// [`Error::OutOfRange`] naming `beta`.
pub fn check_momentum(beta: f64) -> Result<(), Error> {
    refuse_unless((0.0..1.0).contains(&beta), "beta", || {
        (beta.to_string(), "at least 0 and less than 1".into())
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

    #[test]
    fn a_refusal_names_the_argument_its_value_and_the_range() {
        let text =
            |refused: Result<(), Error>| refused.unwrap_err().to_string();
        assert_eq!(
            text(check_step_size(f64::NAN)),
            "eta is NaN; it must be a finite number, 0 or larger"
        );
        assert_eq!(
            text(check_momentum(1.0)),
            "beta is 1; it must be at least 0 and less than 1"
        );
        assert_eq!(
            text(check_point("start", [0.0, f64::INFINITY])),
            "start is (0, inf); it must be two finite numbers"
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
        assert!(check_point("start", [f64::NAN, 0.0]).is_err());
        assert!(check_point("start", [-1e300, 0.0]).is_ok());
    }
}
