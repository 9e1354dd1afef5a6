//! Holds each section to its word: a module a section, named like it.

mod concise;
mod conventions;
mod curvature;
mod effective_sample_weight;
mod from_scratch;
mod hump;
mod ill_conditioned_problem;
mod leaky_averages;
mod momentum_method;
mod nesterov;
mod optimal_parameters;
mod quadratic_functions;
mod scalar_functions;
mod stochastic_gradients;
mod todays_optimizers;
mod welcome;
