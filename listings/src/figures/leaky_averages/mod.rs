//! What a leaky sum and a leaky average remember: the weights of old
//! gradients and how far back they reach.

mod impulse;
mod impulse_average;
mod timescales;
mod weight_curves;

pub use impulse::{Impulse, impulse};
pub use impulse_average::{ImpulseAverage, impulse_average};
pub use timescales::{COUNTED, Memory, Timescales, last_age, timescales};
pub use weight_curves::{Curve, GUIDES, SINGLE};

use super::Preset;
use super::plane::Scale;
use super::ticks::whole_ticks;

const REACHES: [Preset; 3] = [
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

/// The axis of ages 0, 1, …, `last`.
fn ages(last: usize) -> Scale {
    Scale {
        range: [0.0, last as f64],
        ticks: whole_ticks(0, last as i32, "", false),
        name: "age τ in steps".into(),
    }
}

/// Rounded to three decimals, which is finer than the steps of a control.
fn short(x: f64) -> f64 {
    round(x, 1000.0)
}

/// Rounded to a multiple of one `parts`-th.
fn round(x: f64, parts: f64) -> f64 {
    (x * parts).round() / parts
}
