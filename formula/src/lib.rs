//! Reads the formulas that a page prints, and evaluates them.
//!
//! A formula is TeX as it stands on the page. It is read into a tree, its
//! names are bound to what programs compute, and each of its relations is
//! checked. What is not known, or can be read in two ways, is an [`Error`] with
//! its place; nothing is guessed.
//!
//! ```
//! use formula::{Bindings, parse};
//!
//! let formula = parse(r"x_t = x_{t-1} - \eta\, f'(x_{t-1})")?;
//! let bindings = Bindings::new()
//!     .sequence("x", 0, [1.0, 0.2])
//!     .integer("t", 1)
//!     .scalar("\\eta", 0.4)
//!     .function("f", |x| Ok((x.real(0)?.powi(2)).into()));
//! let verdict = formula.check(&bindings, 1e-10)?;
//! assert!(verdict.holds(), "{verdict}");
//! # Ok::<(), formula::Error>(())
//! ```
//!
//! Names: a number or a word in a subscript belongs to the name (`x_1`,
//! `\lambda_{\max}`), a letter is an index (`x_t`), and `x_{t,1}` has both. If
//! a name with its number is not bound, the number is an index too: `x_0` is
//! then item 0 of `x`. A star belongs to the name (`x^*`), and so do primes,
//! unless what is bound without them is a function.

mod algebra;
mod args;
mod bindings;
mod compare;
mod display;
mod error;
mod eval;
mod formula;
mod lexer;
mod macros;
mod matrix;
mod number;
mod parse;
mod prepare;
mod relation;
mod symbol;
#[cfg(test)]
mod tests;
mod token;
mod tree;
mod value;
mod walk;
mod words;

pub use args::Args;
pub use bindings::Bindings;
pub use error::{Error, ErrorKind};
pub use formula::{Formula, parse, parse_with};
pub use lexer::tokens;
pub use macros::Macros;
pub use matrix::Matrix;
pub use relation::{Step, Verdict};
pub use token::{Token, TokenKind};
pub use tree::Relation;
pub use value::{Complex, Interval, Value};
