//! The valley with a path through it, and the two coordinates of that path.

mod coordinates;
mod descent;
mod valley;

pub use coordinates::{Coordinates, coordinates};
pub use descent::Descent;
pub use valley::{Valley, descent, valley};

use super::Preset;

const PRESETS: [Preset; 4] = [
    Preset {
        name: "η = 0.4",
        state: "eta=0.4",
    },
    Preset {
        name: "η = 0.5, the limit",
        state: "eta=0.5",
    },
    Preset {
        name: "η = 0.6",
        state: "eta=0.6",
    },
    Preset {
        name: "start on the flat axis",
        state: "start=-5,0",
    },
];
