//! Nesterov's method: beside the others in the valley, the two sequences of
//! its points, its radius, and how many steps it takes.

mod look_ahead;
mod nesterov_radii;
mod race;
mod steps_to_tolerance;

pub use look_ahead::{LookAhead, Sequences, look_ahead};
pub use nesterov_radii::{Coordinates, NesterovRadii, nesterov_radii};
pub use race::{Paths, Race, race};
pub use steps_to_tolerance::{Counts, StepsToTolerance, steps_to_tolerance};

use super::palette::Role;
use super::paths::Style;
use super::plane::Marker;

/// The three methods as all figures of the section show them: the name, the
/// role, the width of the line and the mark of a point.
pub(super) const METHODS: [Style; 3] = [
    ("gradient descent", Role::Path, 2.8, Marker::Disc),
    ("heavy ball", Role::Momentum, 1.2, Marker::Ring),
    ("Nesterov", Role::Flat, 1.4, Marker::Diamond),
];
