//! The methods of today in the valley: along the axes and turned, and against
//! each other.

mod optimizers;
mod tuned_race;

pub use optimizers::{Optimizers, Walks, optimizers};
pub use tuned_race::{TunedRace, tuned_race};
