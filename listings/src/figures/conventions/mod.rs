//! The forms of the update: beside one another in the valley, and at a drop of
//! the step size.

mod forms;
mod rate_drop;

pub use forms::{Forms, Paths, forms, typed};
pub use rate_drop::{RateDrop, rate_drop};

use super::palette::Role;
use super::paths::Style;
use super::plane::Marker;

/// The forms as all figures of the section show them: the name, the role, the
/// width of the line and the mark of a point.
const FORMS: [Style; 4] = [
    ("PyTorch", Role::Momentum, 3.4, Marker::Disc),
    ("Keras", Role::Path, 1.2, Marker::Ring),
    ("average", Role::Flat, 1.4, Marker::Diamond),
    ("dampened", Role::Steep, 1.4, Marker::Disc),
];
