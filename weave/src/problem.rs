//! What is wrong with the sources, all of it at once.

use std::error::Error;
use std::fmt;

/// One thing that weave cannot resolve.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the book's root: `src/welcome.md`.
    pub file: String,
    /// The line in that file, counted from 1.
    pub line: usize,
    /// The cause and the remedy, on one line.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// All problems of a book, sorted by file and line, each one once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Adds a problem.
    pub fn add(&mut self, file: &str, line: usize, message: impl Into<String>) {
        let problem = Problem {
            file: file.to_owned(),
            line,
            message: message.into().replace('\n', " "),
        };
        if let Err(place) = self.0.binary_search(&problem) {
            self.0.insert(place, problem);
        }
    }

    /// Adds the problems of `other`.
    pub fn append(&mut self, other: Self) {
        for problem in other.0 {
            if let Err(place) = self.0.binary_search(&problem) {
                self.0.insert(place, problem);
            }
        }
    }

    /// The problems in order.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    /// `value` if there are no problems.
    ///
    /// # Errors
    /// The problems, if there are any.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl Error for Problems {}
