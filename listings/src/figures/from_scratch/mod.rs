//! Training with momentum: one run, and what many seeds say.

mod paired;
mod three_settings;
mod training;

pub use paired::{Paired, paired};
pub use three_settings::{Ends, ThreeSettings, three_settings};
pub use training::{Trained, Training, training};

use super::palette::Role;

/// The three settings [η, β] as a figure names them, with their color.
const NAMES: [(&str, Role); 3] = [
    ("0.02, 0.5", Role::Path),
    ("0.01, 0.9", Role::Momentum),
    ("0.005, 0.9", Role::Flat),
];
