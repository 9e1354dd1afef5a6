//! Training with momentum: one run, and what many seeds say.

mod paired;
mod three_settings;
mod training;

pub use paired::{Paired, paired};
pub use three_settings::{Ends, ThreeSettings, three_settings};
pub use training::{Trained, Training, training, training_on, window};

use super::palette::Role;
use super::plane::Marker;

/// The three settings as a figure names them, with their color and mark.
const NAMES: [(&str, Role, Marker); 3] = [
    ("η = 0.02, β = 0.5", Role::Path, Marker::Disc),
    ("η = 0.01, β = 0.9", Role::Momentum, Marker::Diamond),
    ("η = 0.005, β = 0.9", Role::Flat, Marker::Ring),
];
