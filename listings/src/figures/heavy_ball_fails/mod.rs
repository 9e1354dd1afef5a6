//! Runs of the heavy ball that walk in a circle, and from which starts.

mod cycle;
mod square;
mod starts;

pub use cycle::{Cycle, cycle};
pub use square::{InThePlane, Square, square};
pub use starts::{Arrivals, Starts, starts};

use crate::heavy_ball_fails::arrival;

/// From which step on these sizes are at most 10⁻⁶, in words.
fn arrives(sizes: &[f64]) -> String {
    match arrival(sizes) {
        Some(step) => format!("from step {step} on"),
        None => "never".to_owned(),
    }
}
