//! A formula that can be evaluated.

use std::fmt;

use crate::bindings::Bindings;
use crate::error::{Error, ErrorKind, Result};
use crate::eval::Evaluator;
use crate::lexer::tokens;
use crate::macros::Macros;
use crate::prepare::prepare;
use crate::relation::{self, Verdict};
use crate::tree::{Chain, Statement, Tree};
use crate::value::Value;
use crate::walk::{Use, walk};

/// How long the TeX of a formula may be.
const LONGEST: usize = 20_000;

/// A formula, read from TeX.
///
/// It is shown as TeX that reads back as the same formula, its macros written
/// out; places in the source do not count when formulas are compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    tree: Tree,
}

/// Reads a formula.
///
/// # Errors
/// What cannot be read, or not in one way only.
pub fn parse(tex: &str) -> Result<Formula> {
    parse_with(tex, &Macros::default())
}

/// Reads a formula that uses macros; places are those in `tex`.
///
/// # Errors
/// What cannot be read, or not in one way only.
pub fn parse_with(tex: &str, macros: &Macros) -> Result<Formula> {
    if tex.len() > LONGEST {
        let message = "the formula is too long";
        return Err(Error::new(ErrorKind::Syntax, &(0..tex.len()), message));
    }
    let tokens = prepare(macros.expand(tokens(tex))?)?;
    let tree = crate::parse::tree(tokens, tex.len())?;
    Ok(Formula { tree })
}

impl Formula {
    /// The names that need a binding, each once, in the order of the formula.
    /// Numbers in a subscript belong to the name, letters do not: `x_{t,1}`
    /// needs `x_1` and `t`. Indices of sums and constants are left out.
    #[must_use]
    pub fn symbols(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        walk(&self.tree, &mut |found, _| {
            let name = match found {
                Use::Name(symbol, _) | Use::Index(symbol, _) => symbol.name(),
                Use::Gradient(gradient, _) => gradient.symbol.name(),
                Use::Expectation(_) => return true,
            };
            if !names.contains(&name) {
                names.push(name);
            }
            true
        });
        names
    }

    /// Whether it states something, rather than being a mere expression.
    #[must_use]
    pub fn states(&self) -> bool {
        let is_value = |statement: &Statement| match statement {
            Statement::Chain(chain) => chain.links.is_empty(),
            Statement::Joined(..) | Statement::If(..) => false,
        };
        !self.tree.statements().all(is_value)
    }

    /// Evaluates every relation that the formula states. Two sides are equal
    /// if they differ by at most `tolerance` relative to the larger one, or to
    /// 1, in every entry; NaN and infinite numbers equal nothing. `\le` and
    /// `\ge` allow as much, `<` and `>` nothing.
    ///
    /// # Errors
    /// A name without a binding, a binding without a name, or values that do
    /// not fit what the formula does with them.
    pub fn check(&self, bindings: &Bindings<'_>, tolerance: f64) -> Result<Verdict> {
        bindings.check_names(&self.tree)?;
        relation::check(&self.tree, bindings, tolerance)
    }

    /// Whether the formula, a condition, is met. Nothing is allowed for
    /// rounding here, but in `=`.
    ///
    /// # Errors
    /// As for [`Formula::check`].
    pub fn truth(&self, bindings: &Bindings<'_>) -> Result<bool> {
        bindings.check_names(&self.tree)?;
        relation::truth(&self.tree, bindings)
    }

    /// The value of the formula, an expression without a relation.
    ///
    /// # Errors
    /// As for [`Formula::check`], and a formula with a relation.
    pub fn eval(&self, bindings: &Bindings<'_>) -> Result<Value> {
        bindings.check_names(&self.tree)?;
        let mut statements = self.tree.statements();
        match (statements.next(), statements.next()) {
            (Some(Statement::Chain(Chain { first, links })), None) if links.is_empty() => {
                Evaluator::new(bindings).value(first)
            }
            _ => {
                let message = "a formula with a relation has a truth, not a value";
                Err(Error::new(ErrorKind::Value, &(0..0), message))
            }
        }
    }

    /// The values of both sides of every relation, in the order of the
    /// formula, and what stands between them. Two formulas with the same shape
    /// whose values always agree state the same.
    ///
    /// # Errors
    /// As for [`Formula::check`], and a side without a value.
    pub fn sides(&self, bindings: &Bindings<'_>) -> Result<(String, Vec<Value>)> {
        bindings.check_names(&self.tree)?;
        relation::sides(&self.tree, bindings)
    }

    /// The condition behind the word "if", as a formula of its own.
    #[must_use]
    pub fn condition(&self) -> Option<Self> {
        let mut statements = self.tree.statements();
        match (statements.next(), statements.next()) {
            (Some(Statement::If(_, condition)), None) => Some(Self {
                tree: Tree {
                    rows: vec![vec![(**condition).clone()]],
                },
            }),
            _ => None,
        }
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tree.fmt(f)
    }
}
