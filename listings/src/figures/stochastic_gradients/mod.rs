//! Paths whose gradients have errors.

mod noisy_run;

pub use noisy_run::{Noisy, NoisyRun, noisy_run};
