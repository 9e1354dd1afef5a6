//! Paths whose gradients have errors.

mod noisy_run;
mod worth;

pub use noisy_run::{Noisy, NoisyRun, noisy_run};
pub use worth::{Worth, worth};
