//! A chain along which gradients carry word one coordinate a step.

mod bound;
mod staircase;

pub use bound::{Bound, bound};
pub use staircase::{Staircase, staircase};

use super::Control;
use super::control::number;
use super::palette::Role;

/// The methods, how they are drawn and how wide.
const METHODS: [(&str, Role, f64); 4] = [
    ("gradient descent", Role::Path, 1.4),
    ("momentum", Role::Momentum, 2.6),
    ("Nesterov's method", Role::Start, 1.4),
    ("conjugate gradients", Role::Flat, 1.4),
];

/// The largest of the curvatures that the methods are set for; the smallest
/// is 1.
fn kappa<P>(field: fn(&mut P) -> &mut f64) -> Control<P> {
    let names = ["kappa", "condition number", "κ", ""];
    number(names, [10.0, 1000.0, 1.0], field)
}
