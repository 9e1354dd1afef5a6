//! What a caller can get wrong.

use thiserror::Error as ThisError;

/// Why a function of this crate refuses its arguments.
///
/// Divergence is not an error: a path that runs away is a result of the
/// chapter and is returned like any other.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
pub enum Error {
    /// A number outside the range in which the function is defined.
    #[error("{argument} is {value}; it must be {allowed}")]
    OutOfRange {
        /// The argument's name, as it stands in the signature.
        argument: &'static str,
        /// The value that was given.
        value: String,
        /// The values that are accepted, in words.
        allowed: String,
    },
    /// Settings that a library refuses, or that another library has no equal
    /// for.
    #[error("{form}: {reason}")]
    Refused {
        /// The library's form of the update.
        form: &'static str,
        /// Why.
        reason: &'static str,
    },
    /// A text that does not name a number (or a pair of them).
    #[error(
        "{argument} is \"{text}\"; it must be {expected}, such as {example}"
    )]
    NotANumber {
        /// The parameter's name.
        argument: &'static str,
        /// The text that was given.
        text: String,
        /// What is expected, in words.
        expected: &'static str,
        /// A text that would be accepted.
        example: String,
    },
    /// A parameter that the figure does not have.
    #[error("figure {figure} has no parameter \"{key}\"; it has {known}")]
    UnknownParameter {
        /// The figure's name.
        figure: &'static str,
        /// The key that was given.
        key: String,
        /// The keys that exist.
        known: String,
    },
    /// A figure that is not in the registry.
    #[error("there is no figure \"{name}\"; there are {known}")]
    UnknownFigure {
        /// The name that was given.
        name: String,
        /// The names that exist.
        known: String,
    },
    /// A frame that plotters does not draw.
    #[error("the figure \"{figure}\" cannot be drawn: {reason}")]
    Drawing {
        /// The figure's title.
        figure: String,
        /// What plotters says.
        reason: String,
    },
    /// A value that is not in the registry.
    #[error("there is no value \"{name}\"; there are {known}")]
    UnknownValue {
        /// The name that was given.
        name: String,
        /// The names that exist.
        known: String,
    },
    /// A table from which nothing can be learned as it is.
    #[error("{place}: {what}; {remedy}")]
    Table {
        /// The file, and the row and the column in it if one is to blame.
        place: String,
        /// What is wrong.
        what: String,
        /// What to do about it.
        remedy: String,
    },
}
