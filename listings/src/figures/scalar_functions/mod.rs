//! One coordinate: its powers without momentum, and where it does what with
//! momentum.

mod phase_portrait;
mod powers;
mod sequence;
mod stability_map;

pub use phase_portrait::{PhasePortrait, phase_portrait};
pub use powers::{Powers, powers};
pub use sequence::{Coordinate, Sequence, sequence};
pub use stability_map::{Region, StabilityMap, levels, stability_map};
