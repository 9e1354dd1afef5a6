//! How many gradients are in a step with momentum: its length, its weights,
//! its noise.

mod constant_gradient;
mod lines;
mod signal_to_noise;
mod velocity_noise;
mod weights;

pub use constant_gradient::{ConstantGradient, Growth, constant_gradient};
pub use signal_to_noise::{SignalToNoise, Trade, signal_to_noise};
pub use velocity_noise::{Noise, VelocityNoise, velocity_noise};
pub use weights::{Memory, Weights, weights};

use super::Preset;
use super::number::{exact, readable};

/// A number with at most one decimal.
fn short(x: f64) -> String {
    if !x.is_finite() {
        return readable(x);
    }
    exact((10.0 * x).round() / 10.0)
}

const BETAS: [Preset; 4] = [
    Preset {
        name: "β = 0",
        state: "beta=0",
    },
    Preset {
        name: "β = 0.5",
        state: "beta=0.5",
    },
    Preset {
        name: "β = 0.9",
        state: "beta=0.9",
    },
    Preset {
        name: "β = 0.99",
        state: "beta=0.99",
    },
];
