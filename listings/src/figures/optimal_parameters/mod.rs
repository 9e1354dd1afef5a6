//! The rate of a whole valley over step size and momentum, and what it means
//! for each coordinate.

mod modes;
mod rate_map;

pub use modes::{Modes, modes};
pub use rate_map::{Level, RateMap, rate_map};
