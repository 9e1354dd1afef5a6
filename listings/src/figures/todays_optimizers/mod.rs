//! The methods of today in the valley, along the axes and turned.

mod optimizers;

pub use optimizers::{Optimizers, SHOWN, Walks, optimizers};
