//! The hump of the best pair, and the run without it.

mod hump_losses;
mod steepest;

pub use hump_losses::{HumpLosses, hump_losses};
pub use steepest::{Steepest, steepest};

use super::Control;
use super::control::number;

/// The condition number of the three eigenvalues.
fn kappa<P>(field: fn(&mut P) -> &mut f64) -> Control<P> {
    let names = ["kappa", "condition number", "κ", ""];
    number(names, [2.0, 400.0, 1.0], field)
}

/// How much of the repair the second run has.
fn repair<P>(field: fn(&mut P) -> &mut f64) -> Control<P> {
    let names = ["repair", "repair of the first velocity", "", ""];
    number(names, [0.0, 1.0, 0.01], field)
}
