//! How many gradients are in a step with momentum: its length, its weights,
//! its noise.

mod constant_gradient;
mod lines;
mod velocity_noise;
mod weights;

pub use constant_gradient::{ConstantGradient, Growth, constant_gradient};
pub use velocity_noise::{Noise, VelocityNoise, velocity_noise};
pub use weights::{Memory, Weights, weights};

use super::number::{exact, readable};

/// A number with at most one decimal.
fn short(x: f64) -> String {
    if !x.is_finite() {
        return readable(x);
    }
    exact((10.0 * x).round() / 10.0)
}

const BETAS: [(&str, &str); 4] = [
    ("β = 0", "beta=0"),
    ("β = 0.5", "beta=0.5"),
    ("β = 0.9", "beta=0.9"),
    ("β = 0.99", "beta=0.99"),
];
