//! What is read and refused, what holds and does not.

mod book;
mod limits;
mod random;
mod reading;
mod values;

use crate::{Bindings, ErrorKind, Formula, parse};

const TOLERANCE: f64 = 1e-10;

/// The formula in `tex`.
#[track_caller]
fn read(tex: &str) -> Formula {
    parse(tex).unwrap_or_else(|error| panic!("{tex}\n{error}"))
}

/// Checks that the formula in `tex` holds.
#[track_caller]
fn holds(tex: &str, bindings: &Bindings<'_>) {
    match read(tex).check(bindings, TOLERANCE) {
        Ok(verdict) => assert!(verdict.holds(), "{tex}\n{verdict}"),
        Err(error) => panic!("{tex}\n{error}"),
    }
}

/// Checks that the formula in `tex` is evaluated and does not hold.
#[track_caller]
fn fails(tex: &str, bindings: &Bindings<'_>) {
    match read(tex).check(bindings, TOLERANCE) {
        Ok(verdict) => assert!(!verdict.holds(), "{tex}\n{verdict}"),
        Err(error) => panic!("{tex}\n{error}"),
    }
}

/// Checks that reading `tex` is an error of `kind` at the byte where `at`
/// starts, and that its message contains `words`.
#[track_caller]
fn refuses(tex: &str, kind: ErrorKind, at: &str, words: &str) {
    let error = match parse(tex) {
        Err(error) => error,
        Ok(formula) => panic!("{tex} is read as {formula}"),
    };
    let place = tex.find(at).unwrap_or(tex.len());
    assert_eq!(
        (error.kind, error.offset()),
        (kind, place),
        "{tex}\n{error}"
    );
    assert!(error.message.contains(words), "{tex}\n{error}");
}

/// Checks that evaluating `tex` is an error of `kind` whose message contains
/// `words`.
#[track_caller]
fn cannot(tex: &str, bindings: &Bindings<'_>, kind: ErrorKind, words: &str) {
    let formula = read(tex);
    let result = formula.check(bindings, TOLERANCE);
    let error = match result {
        Err(error) if error.message.contains("states nothing") => {
            formula.eval(bindings).map(|_| ()).unwrap_err()
        }
        Err(error) => error,
        Ok(verdict) => panic!("{tex} is evaluated\n{verdict}"),
    };
    assert_eq!(error.kind, kind, "{tex}\n{error}");
    assert!(error.message.contains(words), "{tex}\n{error}");
}

/// The real value of the expression in `tex`.
#[track_caller]
fn value(tex: &str, bindings: &Bindings<'_>) -> f64 {
    let value = read(tex).eval(bindings);
    let value = value.unwrap_or_else(|error| panic!("{tex}\n{error}"));
    value
        .as_real()
        .unwrap_or_else(|error| panic!("{tex}\n{error}"))
}
