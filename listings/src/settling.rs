//! When a path has arrived.

use crate::ndarray::Array1;

/// How near the minimum counts as there: ‖x‖ ≤ 10⁻³.
pub const TOLERANCE: f64 = 1e-3;

/// How many steps a path is given to arrive.
pub const PATIENCE: usize = 10_000;

/// A spectral radius this near to 1 is 1: at the limit of the step size the
/// roundings of a radius are below it, and a path with a smaller distance from
/// 1 would need 10¹² steps to show it.
const ROUNDING: f64 = 1e-12;

/// The step from which a path stays within [`TOLERANCE`] of the origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settling {
    /// From this step on, for good.
    Step(usize),
    /// After more than [`PATIENCE`] steps.
    Later,
    /// At no step.
    Never,
}

/// Follows `path` = x₀, x₁, …, of [`PATIENCE`] steps, to see from which step on
/// it stays within [`TOLERANCE`] of the origin.
///
/// `radii` are the spectral radii of the coordinates. "Never" needs more than
/// a radius of 1 or above: the start must have a component in that coordinate.
/// A path that is near for the last time within its [`PATIENCE`] is taken as
/// near for good; for momentum up to 0.99 a swing has died out by then
/// (0.99^5000 is below 10⁻²¹).
pub fn settling(
    path: &[Array1<f64>],
    radii: impl IntoIterator<Item = f64> + Clone,
) -> Settling {
    let excited = |bound: fn(f64) -> bool| {
        let start = path.first().into_iter().flatten();
        let mut both = start.zip(radii.clone());
        both.any(|(x, radius)| *x != 0.0 && bound(radius))
    };
    if excited(|radius| radius > 1.0) {
        return Settling::Never;
    }
    let near = |x: &Array1<f64>| x.dot(x) <= TOLERANCE * TOLERANCE;
    let last_far = path.iter().rposition(|x| !near(x));
    let near_from = last_far.map_or(0, |step| step + 1);
    if near_from <= PATIENCE {
        Settling::Step(near_from)
    } else if excited(|radius| radius >= 1.0 - ROUNDING) {
        Settling::Never
    } else {
        Settling::Later
    }
}

impl std::fmt::Display for Settling {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Settling::Step(step) => write!(out, "{step}"),
            Settling::Later => write!(out, "more than 10 000"),
            Settling::Never => write!(out, "never"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ndarray::arr1;

    fn geometric(start: [f64; 2], factors: [f64; 2]) -> Settling {
        let factors = arr1(&factors);
        let next = |x: &Array1<f64>| Some(x * &factors);
        let path = std::iter::successors(Some(arr1(&start)), next);
        let path: Vec<_> = path.take(PATIENCE + 1).collect();
        settling(&path, factors.abs())
    }

    #[test]
    fn halving_from_one_arrives_at_the_tenth_step() {
        assert_eq!(geometric([1.0, 0.0], [0.5, 0.5]), Settling::Step(10));
        assert_eq!(geometric([1e-3, 0.0], [0.5, 0.5]), Settling::Step(0));
    }

    #[test]
    fn a_swing_that_comes_back_does_not_count_as_arrived() {
        let path = [1.0, 0.0, 0.5, 0.0].map(|x| arr1(&[x]));
        assert_eq!(settling(&path, [0.5]), Settling::Step(3));
    }

    #[test]
    fn never_needs_a_component_in_the_mode_that_does_not_shrink() {
        assert_eq!(geometric([1.0, 1.0], [0.5, 1.4]), Settling::Never);
        assert_eq!(geometric([1.0, 0.0], [0.5, 1.4]), Settling::Step(10));
        assert_eq!(geometric([1.0, 1.0], [0.5, -1.0]), Settling::Never);
        assert_eq!(geometric([1.0, 1.0], [0.5, -1.0 + 1e-13]), Settling::Never);
        assert_eq!(geometric([1.0, 1e-4], [0.5, -1.0]), Settling::Step(10));
        assert_eq!(geometric([1.0, 0.0], [0.9999, 0.5]), Settling::Later);
    }

    #[test]
    fn the_patience_is_ten_thousand_steps() {
        let late = |arrival: usize| {
            let point = |step| arr1(&[f64::from(u8::from(step < arrival))]);
            let path: Vec<_> = (0..=PATIENCE).map(point).collect();
            settling(&path, [0.5])
        };
        assert_eq!(late(PATIENCE), Settling::Step(PATIENCE));
        assert_eq!(late(PATIENCE + 1), Settling::Later);
        assert_eq!(Settling::Later.to_string(), "more than 10 000");
        assert_eq!(Settling::Never.to_string(), "never");
        assert_eq!(Settling::Step(3).to_string(), "3");
    }
}
