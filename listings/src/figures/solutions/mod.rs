//! How coordinates fall whose curvatures are powers of two.

mod halvings;

pub use halvings::{COORDINATES, Halvings, halvings};
