//! The rate of a whole valley over step size and momentum.

mod rate_map;

pub use rate_map::{Level, RateMap, rate_map};
