//! The turned valley, its curvature in every direction, the progress along its
//! own two directions, and the rate of every step size.

mod every_direction;
mod progress;
mod step_sizes;
mod turned;
mod turned_valley;

pub use every_direction::{Around, EveryDirection, every_direction};
pub use progress::{Progress, progress};
pub use step_sizes::{Factors, StepSizes, step_sizes};
pub use turned::Turned;
pub use turned_valley::{TurnedValley, curvatures_of, run, turned_valley};

use super::palette::Role;
use super::{Control, Range, Slot};

const OWN_NAMES: [&str; 2] = ["q₁", "q₂"];
const OWN_ROLES: [Role; 2] = [Role::Flat, Role::Steep];

/// The condition number κ, up to 100.
fn kappa<P>(field: fn(&mut P) -> &mut f64) -> Control<P> {
    Control {
        key: "kappa",
        name: "condition number",
        symbol: "κ",
        unit: "",
        range: Range::Number {
            min: 1.0,
            max: 100.0,
            step: 1.0,
        },
        slot: Slot::Number(field),
    }
}

/// The angle φ of the floor, a quarter turn to both sides.
fn angle<P>(field: fn(&mut P) -> &mut f64) -> Control<P> {
    Control {
        key: "angle",
        name: "angle of the floor",
        symbol: "φ",
        unit: "°",
        range: Range::Number {
            min: -90.0,
            max: 90.0,
            step: 1.0,
        },
        slot: Slot::Number(field),
    }
}
