//! How far another run is from ours.

mod forgotten;

pub use forgotten::{Differences, Forgotten, forgotten};
