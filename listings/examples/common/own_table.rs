//! A table of the reader's for the program of a section.

use std::error::Error;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::Arg::Long;
use listings::samples::{self, Samples};

use crate::common;

/// Whether the flags ask for this program rather than for the numbers of the
/// section.
pub fn is_asked_for() -> bool {
    std::env::args_os().any(|argument| {
        argument == "--csv" || argument.to_string_lossy().starts_with("--csv=")
    })
}

/// Runs what the program of `section` does with a table. What cannot be done
/// ends it with one line and exit code 2, before anything is written.
pub fn run(
    section: &str,
    outcome: fn() -> Result<(), Box<dyn Error>>,
) -> ExitCode {
    match outcome() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{section}: {error}");
            ExitCode::from(2)
        }
    }
}

/// The flags that every such program has.
#[derive(Default)]
pub struct OwnTable {
    csv: PathBuf,
    target: Option<String>,
    /// The folder of the picture, if one is to be drawn.
    pub out: Option<PathBuf>,
}

/// The flags that only one program has, with their values.
pub type Others = Vec<(&'static str, OsString)>;

/// The flags, of which this program also has the `known` ones; none if all
/// that was to do is done.
///
/// # Errors
/// If a flag is unknown or has no value.
pub fn flags(
    known: &[&'static str],
    usage: &str,
) -> Result<Option<(OwnTable, Others)>, Box<dyn Error>> {
    let (mut own, mut others) = (OwnTable::default(), Vec::new());
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        let Long(key) = argument else {
            return Err(format!("{}; {usage}", argument.unexpected()).into());
        };
        let key = key.to_owned();
        let mut value = || common::value_of(&mut arguments, &key);
        let other = known.iter().copied().find(|known| *known == key);
        match (key.as_str(), other) {
            ("help", _) => {
                println!("{usage}");
                return Ok(None);
            }
            ("csv", _) => own.csv = value()?.into(),
            ("out", _) => own.out = Some(value()?.into()),
            ("target", _) => {
                own.target = Some(value()?.to_string_lossy().into_owned());
            }
            (_, Some(other)) => others.push((other, value()?)),
            _ => {
                return Err(format!("there is no flag --{key}; {usage}").into());
            }
        }
    }
    Ok(Some((own, others)))
}

impl OwnTable {
    /// The name of the file, and the samples in it.
    ///
    /// # Errors
    /// If it cannot be read, or is no table to learn from.
    pub fn read(&self) -> Result<(String, Samples), listings::Error> {
        let file = self.csv.display().to_string();
        let bytes = std::fs::read(&self.csv).map_err(|error| {
            let (what, remedy) = match error.kind() {
                ErrorKind::NotFound => {
                    ("there is no such file".to_owned(), "check the path")
                }
                _ => {
                    let what = format!("it cannot be read: {error}");
                    (what, "name another file")
                }
            };
            listings::Error::Table {
                place: file.clone(),
                what,
                remedy: remedy.to_owned(),
            }
        })?;
        let samples = samples::read(&file, &bytes, self.target.as_deref())?;
        Ok((file, samples))
    }
}

/// The number in `value`, as the message about a wrong one calls it; whole if
/// the example is.
///
/// # Errors
/// If it is none.
pub fn number<T: std::str::FromStr>(
    argument: &'static str,
    value: OsString,
    example: &str,
) -> Result<T, listings::Error> {
    let text = value.to_string_lossy().trim().to_owned();
    text.parse().map_err(|_| listings::Error::NotANumber {
        argument,
        text,
        expected: match example.contains('.') {
            true => "a number",
            false => "a whole number",
        },
        example: example.to_owned(),
    })
}

/// A count that is not 0, and small enough to wait for.
///
/// # Errors
/// If it is none.
pub fn count(
    argument: &'static str,
    value: OsString,
    example: &str,
) -> Result<usize, listings::Error> {
    const MOST: usize = 100_000;
    let count = number(argument, value, example)?;
    match count {
        1..=MOST => Ok(count),
        _ => Err(listings::Error::OutOfRange {
            argument,
            value: count.to_string(),
            allowed: format!("between 1 and {MOST}"),
        }),
    }
}
