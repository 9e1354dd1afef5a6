//! Why a command stopped, in one line, and the exit code that goes with it.

use std::fmt::{self, Display};
use std::path::Path;

/// A cause with its remedy, for one line on standard error.
#[derive(Debug)]
pub struct Failure {
    /// 2 for what the caller can mend (a flag, a tool, a folder), else 1.
    pub code: u8,
    /// One line that names the cause and, where there is one, the remedy.
    pub message: String,
}

/// What every chore returns.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// Something about the call or the machine that the caller can mend.
    pub fn usage(message: impl Into<String>) -> Self {
        Self {
            code: 2,
            message: message.into(),
        }
    }

    /// Something about the book that does not build or hold.
    pub fn failed(message: impl Into<String>) -> Self {
        Self {
            code: 1,
            message: message.into(),
        }
    }

    /// A file or folder that the system refuses.
    pub fn file(what: &str, path: &Path, cause: &impl Display) -> Self {
        Self::usage(format!(
            "cannot {what} {}: {cause}; see that the folder exists, is yours and has room",
            path.display()
        ))
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
