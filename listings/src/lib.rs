//! The mathematics of the book *Momentum*, one module per section, and the
//! figures drawn from it.

// Listings name things by `listings::…` paths, which hold here and in a cell
// of a notebook.
extern crate self as listings;

pub mod check;
pub mod colorization;
pub mod common_mistakes;
pub mod concise;
pub mod conventions;
pub mod curvature;
pub mod effective_sample_weight;
mod error;
pub mod exercises;
pub mod figures;
pub mod from_scratch;
pub mod heavy_ball_fails;
pub mod hump;
pub mod ill_conditioned_problem;
pub mod leaky_averages;
pub mod limits_of_descent;
pub mod momentum_method;
pub mod nesterov;
pub mod optimal_parameters;
pub mod polynomial_regression;
pub mod quadratic_functions;
pub mod samples;
pub mod scalar_functions;
pub mod seeded;
pub mod settling;
pub mod statistics;
pub mod stochastic_gradients;
mod table;
pub mod todays_optimizers;
pub mod values;

pub use error::Error;
/// The elementary functions, for the cells of a notebook: these know no crate
/// but this one.
pub use libm;
/// The decomposition of matrices, likewise.
pub use nalgebra;
/// Vectors and matrices, likewise.
pub use ndarray;
/// Fractions, likewise.
pub use num_rational;
