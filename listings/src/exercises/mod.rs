//! The exercises of the book's chapter "Exercises" that have a program: one
//! file each, which holds the task, what the reader starts from, the solution,
//! and the check of an answer.
//!
//! An anchor named like the file shows the solution; what stands between the
//! marks of the anchor `solution` inside of it, the reader writes: there the
//! page, the notebook and `cargo xtask exercise` put `todo!()`.

pub mod conjugate;
pub mod cycle;
pub mod decoupled;
pub mod minimum;
pub mod nesterov_damping;
pub mod overestimated;
pub mod restart;
pub mod ringing;
pub mod stationary;
pub mod stopping;
mod verdict;

pub use verdict::{Mistake, Wrong, compare};
