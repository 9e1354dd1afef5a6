//! How the lines of this section's figures are drawn: their widths, their
//! axes, where their names stand.

use crate::figures::plane::Scale;

/// The width of the lines that the figures are about.
pub(super) const LINE: f64 = 1.6;
/// The width of the lines that only guide.
pub(super) const GUIDE: f64 = 1.0;
/// So many points are still told apart when each is marked.
pub(super) const MARKED: usize = 80;

/// Sides for a name: below and to the right; above where that is no room.
pub(super) const BELOW: [(f64, f64); 4] =
    [(1.0, 1.0), (1.0, 0.0), (0.5, 1.0), (1.0, -1.0)];

/// The axis of steps, from 0 to `last`.
pub(super) fn steps_axis(last: usize) -> Scale {
    Scale::whole([0, last.max(1) as i32], "step t")
}

/// An axis from 0 to `top`, or to 1 if `top` is no such end.
pub(super) fn axis_to(top: f64, name: &str) -> Scale {
    let usable = top.is_finite() && top > 0.0;
    Scale::new([0.0, if usable { top } else { 1.0 }], name)
}
