//! Momentum in the valley: what it remembers, its path, its coordinates, and
//! how fast they shrink with which momentum.

mod envelopes;
mod radii;
mod rolling;
mod run;

pub use envelopes::{Envelopes, envelopes};
pub use radii::{Radii, Spectrum, radii};
pub use rolling::{Rolling, rolling, run};
pub use run::Run;

use super::Preset;

const PRESETS: [Preset; 5] = [
    Preset {
        name: "β = 0.25",
        state: "eta=0.6&beta=0.25",
    },
    Preset {
        name: "β = 0.5",
        state: "eta=0.6&beta=0.5",
    },
    Preset {
        name: "β = 0.9",
        state: "eta=0.6&beta=0.9",
    },
    Preset {
        name: "η = 0.75, the limit at β = 0.5",
        state: "eta=0.75&beta=0.5",
    },
    Preset {
        name: "start on the flat axis",
        state: "start=-5,0",
    },
];
