//! The turned valley, the progress along its own two directions, and the rate
//! of every step size.

mod progress;
mod step_sizes;
mod turned;
mod turned_valley;

pub use progress::{Progress, progress};
pub use step_sizes::{Factors, StepSizes, step_sizes};
pub use turned::Turned;
pub use turned_valley::{TurnedValley, curvatures_of, run, turned_valley};

use super::Control;
use super::control::number;
use super::palette::Role;

const OWN_NAMES: [&str; 2] = ["q₁", "q₂"];
const OWN_ROLES: [Role; 2] = [Role::Flat, Role::Steep];

/// The condition number κ, up to 100.
fn kappa<P>(field: fn(&mut P) -> &mut f64) -> Control<P> {
    number(
        ["kappa", "condition number", "κ", ""],
        [1.0, 100.0, 1.0],
        field,
    )
}
