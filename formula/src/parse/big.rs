//! Sums, products, maxima and minima over an index, and `\arg\min`.

use std::ops::Range;

use super::{Bar, Parser};
use crate::error::{Error, ErrorKind, Result};
use crate::token::TokenKind;
use crate::tree::{Arg, Big, BigKind, Expr, Node, Symbol};

/// An index with its bounds.
type Indexed = (Symbol, Option<(Box<Expr>, Box<Expr>)>);

impl Parser {
    pub(super) fn big(&mut self) -> Result<Expr> {
        let start = self.here();
        let kind = match self.sign() {
            "\\sum" => BigKind::Sum,
            "\\prod" => BigKind::Product,
            "\\max" => BigKind::Max,
            _ => BigKind::Min,
        };
        self.advance();
        if self.sign() != "_" {
            let message = format!("`{}` without an index", kind.tex());
            return Err(Error::new(ErrorKind::Syntax, &self.since(&start), message));
        }
        self.advance();
        let (variable, bounds) = self.bounds(kind)?;
        let body = if kind == BigKind::Sum {
            self.term()?
        } else {
            self.one_factor(kind.tex())?
        };
        let big = Big {
            kind,
            variable,
            bounds,
            body: Box::new(body),
        };
        Ok(self.finish(Node::Big(big), &start))
    }

    /// A body of one factor, after which no other may follow.
    fn one_factor(&mut self, of: &str) -> Result<Expr> {
        let body = self.factor()?;
        let more = ["/", "\\cdot", "\\times", "\\odot"].contains(&self.sign());
        if more || self.starts_factor() {
            let message = format!("where does the body of `{of}` end? Add parentheses");
            return self.error(ErrorKind::Ambiguous, message);
        }
        Ok(body)
    }

    /// The index and its bounds, the `_` read.
    fn bounds(&mut self, kind: BigKind) -> Result<Indexed> {
        if self.sign() != "{" {
            let index = self.script_argument()?;
            return Ok((index_name(index)?, None));
        }
        self.advance();
        let (variable, lower, upper) = self.within(Bar::None, Self::lower_bounds)?;
        if let (Some(lower), Some(upper)) = (&lower, upper) {
            return Ok((variable, Some((Box::new(lower.clone()), Box::new(upper)))));
        }
        let Some(lower) = lower else {
            return Ok((variable, None));
        };
        if !matches!(kind, BigKind::Sum | BigKind::Product) {
            let message = "write the range as `1 \\le i \\le n`";
            return self.error(ErrorKind::Refused, message);
        }
        self.expect("^")?;
        let upper = self.script_argument()?;
        Ok((variable, Some((Box::new(lower), Box::new(upper)))))
    }

    /// `i`, `i = 1` or `1 \le i \le n`, with the brace behind it.
    fn lower_bounds(&mut self) -> Result<(Symbol, Option<Expr>, Option<Expr>)> {
        let first = self.expr()?;
        match self.sign() {
            "=" => {
                self.advance();
                let lower = self.expr()?;
                self.expect("}")?;
                Ok((index_name(first)?, Some(lower), None))
            }
            "\\le" => {
                self.advance();
                let variable = self.variable()?;
                if !variable.subs.is_empty() {
                    return self.error(ErrorKind::Refused, "an index with a subscript");
                }
                self.expect("\\le")?;
                let upper = self.expr()?;
                self.expect("}")?;
                Ok((variable, Some(first), Some(upper)))
            }
            "\\in" => {
                let message = "a set of indices is not evaluated: write the bounds";
                self.error(ErrorKind::Refused, message)
            }
            _ => {
                self.expect("}")?;
                Ok((index_name(first)?, None, None))
            }
        }
    }

    /// `\arg\min_x f(x)`.
    pub(super) fn arg(&mut self) -> Result<Expr> {
        let start = self.here();
        self.advance();
        let maximum = match self.sign() {
            "\\max" => true,
            "\\min" => false,
            _ => return Err(self.unexpected()),
        };
        self.advance();
        self.arg_after(maximum, &start)
    }

    /// The rest of `\arg\min`, its name read.
    pub(super) fn arg_after(&mut self, maximum: bool, start: &Range<usize>) -> Result<Expr> {
        self.expect("_")?;
        let mut domain = None;
        let variable = if self.eat("{") {
            let variable = self.variable()?;
            if self.eat("\\in") {
                domain = Some(Box::new(self.within(Bar::None, Self::expr)?));
            }
            self.expect("}")?;
            variable
        } else if self.starts_name() && self.kind() != Some(TokenKind::Letter) {
            // `\min_\beta` and `\min_\mathbf{x}`, without what follows.
            let at = self.at;
            let symbol = self.variable()?;
            if !symbol.subs.is_empty() || symbol.primes > 0 || symbol.star.is_some() {
                self.at = at;
                return self.error(ErrorKind::Syntax, "write braces around the variable");
            }
            symbol
        } else {
            index_name(self.script_argument()?)?
        };
        if variable.indices().next().is_some() {
            return self.error(ErrorKind::Refused, "a variable with an index");
        }
        let name = if maximum { "\\arg\\max" } else { "\\arg\\min" };
        let body = self.one_factor(name)?;
        if ["+", "-"].contains(&self.sign()) {
            let message = format!("where does the body of `{name}` end? Add parentheses");
            return self.error(ErrorKind::Ambiguous, message);
        }
        let arg = Arg {
            maximum,
            variable,
            domain,
            body: Box::new(body),
        };
        Ok(self.finish(Node::Arg(arg), start))
    }
}

/// The expression as the name of an index.
fn index_name(expr: Expr) -> Result<Symbol> {
    match expr.node {
        Node::Symbol(symbol) if symbol.subs.is_empty() => Ok(symbol),
        _ => {
            let message = "an index must be a name without a subscript";
            Err(Error::new(ErrorKind::Refused, &expr.range, message))
        }
    }
}
