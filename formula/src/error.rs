//! What is wrong with a formula, and where.

use std::fmt;
use std::ops::Range;

/// The result of reading or evaluating a formula.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a formula cannot be read or evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// It is not well formed.
    Syntax,
    /// A construct that is known and not evaluated, such as `\lim`.
    Refused,
    /// It can be read in more than one way.
    Ambiguous,
    /// A name without a binding.
    Unbound,
    /// A binding without a name, or one that cannot be used.
    Binding,
    /// Values that do not fit an operation.
    Value,
}

/// What is wrong with a formula, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The bytes of the TeX that it is about.
    pub range: Range<usize>,
    /// What kind of error it is.
    pub kind: ErrorKind,
    /// The construct and the remedy, on one line.
    pub message: String,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, range: &Range<usize>, message: impl Into<String>) -> Self {
        Self {
            range: range.clone(),
            kind,
            message: message.into(),
        }
    }

    /// Where it is: the offset of its first byte in the TeX.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.range.start
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at byte {}: {}", self.range.start, self.message)
    }
}

impl std::error::Error for Error {}
