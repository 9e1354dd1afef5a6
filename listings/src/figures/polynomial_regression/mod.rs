//! A polynomial regression on its way.

mod eigenfeatures;
mod filters;
mod fit;
mod fresh;

pub use eigenfeatures::{Eigenfeatures, Features, eigenfeatures};
pub use filters::{Filters, Learned, filters};
pub use fit::{Fit, Fitted, PLANE, fit, fit_on};
pub use fresh::{Errors, Fresh, fresh};

use super::Control;
use super::control::number;

/// The number of steps, by its logarithm.
fn log_steps<P>(field: fn(&mut P) -> &mut f64) -> Control<P> {
    let names = ["log_steps", "logarithm of the steps t", "log₁₀ t", ""];
    number(names, [1.0, 6.5, 0.05], field)
}

/// The whole number of steps with this logarithm.
pub fn steps_of(log_steps: f64) -> usize {
    // As many as a reader can turn to; a notebook may ask for more.
    libm::pow(10.0, log_steps).round().min(1e9) as usize
}
