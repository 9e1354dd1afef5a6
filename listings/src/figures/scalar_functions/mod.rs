//! One coordinate: its powers without momentum, and where it does what with
//! momentum.

mod powers;
mod stability_map;

pub use powers::{Powers, powers};
pub use stability_map::{Region, StabilityMap, levels, stability_map};
