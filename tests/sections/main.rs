//! Holds each section to its word: a module a section, named like it.

mod colorization;
mod common_mistakes;
mod concise;
mod conventions;
mod curvature;
mod effective_sample_weight;
mod exercises;
mod from_scratch;
mod glossary;
mod heavy_ball_fails;
mod hump;
mod ill_conditioned_problem;
mod leaky_averages;
mod limits_of_descent;
mod momentum_method;
mod nesterov;
mod notation;
mod optimal_parameters;
mod polynomial_regression;
mod quadratic_functions;
mod scalar_functions;
mod solutions;
mod stochastic_gradients;
mod summary;
mod todays_optimizers;
mod welcome;
