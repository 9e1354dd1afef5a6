//! The numbers that the prose prints, by name.

use std::sync::OnceLock;

use crate::figures::welcome;
use crate::{
    Error, colorization, common_mistakes, concise, conventions, curvature,
    effective_sample_weight, exercises, from_scratch, heavy_ball_fails, hump,
    ill_conditioned_problem, leaky_averages, limits_of_descent,
    momentum_method, nesterov, optimal_parameters, polynomial_regression,
    quadratic_functions, scalar_functions, stochastic_gradients,
    todays_optimizers,
};

/// A number of the prose: its name and its value.
pub type Value = (&'static str, f64);

/// A section's name and the function that computes its numbers.
pub type Section = (&'static str, fn() -> Result<Vec<Value>, Error>);

/// A section's name and its numbers.
type Numbers = (&'static str, Vec<Value>);

/// The sections that have numbers, in the order of the book.
///
/// In the prose a number is called by its section and its name:
/// `ill_conditioned_problem.eta`, or by the name alone in its own section.
pub const SECTIONS: &[Section] = &[
    ("welcome", welcome::values),
    ("leaky_averages", leaky_averages::values),
    ("ill_conditioned_problem", ill_conditioned_problem::values),
    ("curvature", curvature::values),
    ("momentum_method", momentum_method::values),
    ("effective_sample_weight", effective_sample_weight::values),
    ("from_scratch", from_scratch::values),
    ("concise", concise::values),
    ("conventions", conventions::values),
    ("quadratic_functions", quadratic_functions::values),
    ("scalar_functions", scalar_functions::values),
    ("optimal_parameters", optimal_parameters::values),
    ("hump", hump::values),
    ("nesterov", nesterov::values),
    ("polynomial_regression", polynomial_regression::values),
    ("colorization", colorization::values),
    ("limits_of_descent", limits_of_descent::values),
    ("heavy_ball_fails", heavy_ball_fails::values),
    ("stochastic_gradients", stochastic_gradients::values),
    ("todays_optimizers", todays_optimizers::values),
    ("exercises", exercises::values),
    ("common_mistakes", common_mistakes::values),
];

/// The number called `name`, in full: `ill_conditioned_problem.eta`.
///
/// # Errors
/// [`Error::UnknownValue`] if there is none.
pub fn find(name: &str) -> Result<f64, Error> {
    let (section, short) = name.split_once('.').unwrap_or(("", name));
    let all = all().as_ref().map_err(Clone::clone)?;
    let values = all.iter().flat_map(|(section, values)| {
        values
            .iter()
            .map(move |(name, value)| (*section, *name, *value))
    });
    let found = values
        .clone()
        .find(|(s, n, _)| (*s, *n) == (section, short));
    found.map(|(_, _, value)| value).ok_or_else(|| {
        let known = values.map(|(s, n, _)| format!("{s}.{n}"));
        Error::UnknownValue {
            name: name.to_owned(),
            known: known.collect::<Vec<_>>().join(", "),
        }
    })
}

/// The numbers of all sections, computed once: some take hundreds of runs.
fn all() -> &'static Result<Vec<Numbers>, Error> {
    static ALL: OnceLock<Result<Vec<Numbers>, Error>> = OnceLock::new();
    ALL.get_or_init(|| {
        let sections = SECTIONS.iter();
        sections
            .map(|(section, values)| Ok((*section, values()?)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_its_section_and_name() {
        assert_eq!(find("ill_conditioned_problem.eta"), Ok(0.4));
        assert_eq!(find("welcome.beta"), Ok(0.5));
        for wrong in ["eta", "welcome.eta_large", "nowhere.eta", ""] {
            let refusal = find(wrong).unwrap_err().to_string();
            assert!(refusal.starts_with(&format!(
                "there is no value \"{wrong}\"; there are "
            )));
            assert!(refusal.contains("welcome.beta"));
        }
    }

    #[test]
    fn names_are_unique_in_their_section() {
        for (section, values) in SECTIONS {
            let values = values().unwrap();
            let names: std::collections::BTreeSet<_> =
                values.iter().map(|v| v.0).collect();
            assert_eq!(names.len(), values.len(), "{section}");
        }
    }
}
