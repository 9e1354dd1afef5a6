//! How the lines of this section's figures are drawn: their widths, their
//! axes, where their names stand.

use crate::figures::plane::Scale;
use crate::figures::ticks::{ticks, whole_ticks};

/// The width of the lines that the figures are about.
pub(super) const LINE: f64 = 1.6;
/// The width of the lines that only guide.
pub(super) const GUIDE: f64 = 1.0;
/// So many points are still told apart when each is marked.
pub(super) const MARKED: usize = 80;

/// Sides for the names of a rising line: above it and to the left.
pub(super) const ABOVE: [(f64, f64); 2] = [(-1.0, -0.5), (-1.0, 0.0)];
/// And below it and to the right; above where that is no room.
pub(super) const BELOW: [(f64, f64); 4] =
    [(1.0, 1.0), (1.0, 0.0), (0.5, 1.0), (1.0, -1.0)];

/// The axis of steps, from 0 to `last`.
pub(super) fn steps_axis(last: usize) -> Scale {
    let last = last.max(1) as i32;
    Scale {
        range: [0.0, f64::from(last)],
        ticks: whole_ticks(0, last, "", false),
        name: "step t".into(),
    }
}

/// An axis from 0 to `top`, or to 1 if `top` is no such end.
pub(super) fn axis_to(top: f64, name: &str) -> Scale {
    let usable = top.is_finite() && top > 0.0;
    let range = [0.0, if usable { top } else { 1.0 }];
    Scale {
        range,
        ticks: ticks(range),
        name: name.into(),
    }
}

/// The points (0, y₀), (1, y₁), … of a line.
pub(super) fn numbered(line: &[f64]) -> Vec<[f64; 2]> {
    let numbers = line.iter().enumerate();
    numbers.map(|(step, y)| [step as f64, *y]).collect()
}
