//! When a path has arrived.

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

/// Follows `path` = x₀, x₁, … to see from which step on it stays within
/// [`TOLERANCE`] of the origin.
///
/// `radii` are the spectral radii of the coordinates. "Never" needs more than
/// a radius of 1 or above: the start must have a component in that coordinate.
/// A path that is near for the last time within its [`PATIENCE`] is taken as
/// near for good; for momentum up to 0.99 a swing has died out by then
/// (0.99^5000 is below 10⁻²¹).
pub fn settling(
    path: impl IntoIterator<Item = [f64; 2]>,
    start: [f64; 2],
    radii: [f64; 2],
) -> Settling {
    let excited = |bound: fn(f64) -> bool| {
        (0..2).any(|i| start[i] != 0.0 && bound(radii[i]))
    };
    if excited(|radius| radius > 1.0) {
        return Settling::Never;
    }
    let mut near_from = 0;
    for (step, x) in path.into_iter().take(PATIENCE + 1).enumerate() {
        let near = x[0] * x[0] + x[1] * x[1] <= TOLERANCE * TOLERANCE;
        if !near {
            near_from = step + 1;
        }
    }
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

    fn geometric(start: [f64; 2], factors: [f64; 2]) -> Settling {
        let path = std::iter::successors(Some(start), |x| {
            Some([x[0] * factors[0], x[1] * factors[1]])
        });
        settling(path, start, factors.map(f64::abs))
    }

    #[test]
    fn halving_from_one_arrives_at_the_tenth_step() {
        assert_eq!(geometric([1.0, 0.0], [0.5, 0.5]), Settling::Step(10));
        assert_eq!(geometric([1e-3, 0.0], [0.5, 0.5]), Settling::Step(0));
    }

    #[test]
    fn a_swing_that_comes_back_does_not_count_as_arrived() {
        let path = [[1.0, 0.0], [0.0, 0.0], [0.5, 0.0], [0.0, 0.0]];
        assert_eq!(settling(path, path[0], [0.5, 0.5]), Settling::Step(3));
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
            let path =
                (0..).map(|step| [f64::from(u8::from(step < arrival)), 0.0]);
            settling(path, [1.0, 0.0], [0.5, 0.5])
        };
        assert_eq!(late(PATIENCE), Settling::Step(PATIENCE));
        assert_eq!(late(PATIENCE + 1), Settling::Later);
        assert_eq!(Settling::Later.to_string(), "more than 10 000");
        assert_eq!(Settling::Never.to_string(), "never");
        assert_eq!(Settling::Step(3).to_string(), "3");
    }
}
