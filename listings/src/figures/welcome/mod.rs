//! Gradient descent and momentum crossing the same valley.

mod crossing;

pub use crossing::{Crossing, Paths, crossing, values};
