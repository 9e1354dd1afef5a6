//! Sums, products and quotients.

use super::Parser;
use crate::error::{Error, ErrorKind, Result};
use crate::token::TokenKind;
use crate::tree::{Dot, Expr, Function, Node, Sign};
use crate::words::{ACCENTS, FONTS, LETTERS};

impl Parser {
    pub(super) fn sum(&mut self) -> Result<Expr> {
        let start = self.here();
        let sign = if self.eat("-") {
            Sign::Minus
        } else {
            Sign::Plus
        };
        let first = self.term()?;
        let mut terms = vec![(sign, first)];
        loop {
            let sign = match self.sign() {
                "+" => Sign::Plus,
                "-" => Sign::Minus,
                _ => break,
            };
            self.advance();
            if ["+", "-"].contains(&self.sign()) {
                return self.error(ErrorKind::Ambiguous, "two signs in a row: add parentheses");
            }
            terms.push((sign, self.term()?));
        }
        match (sign, terms.len(), terms.pop()) {
            (Sign::Plus, 1, Some((_, only))) => Ok(only),
            (_, _, last) => {
                terms.extend(last);
                Ok(self.finish(Node::Sum(terms), &start))
            }
        }
    }

    /// Factors with and without a sign between them, and at most one stroke.
    pub(super) fn term(&mut self) -> Result<Expr> {
        let start = self.here();
        let first = self.run()?;
        let mut rest = Vec::new();
        loop {
            let dot = match self.sign() {
                "\\cdot" => Dot::Cdot,
                "\\times" => Dot::Times,
                "\\odot" => Dot::Odot,
                _ => break,
            };
            self.advance();
            rest.push((dot, self.run()?));
        }
        let top = if rest.is_empty() {
            first
        } else {
            self.finish(Node::Times(Box::new(first), rest), &start)
        };
        if !self.eat("/") {
            return Ok(top);
        }
        let bottom = self.bottom()?;
        Ok(self.finish(Node::Quotient(Box::new(top), Box::new(bottom)), &start))
    }

    /// The one factor under a stroke.
    fn bottom(&mut self) -> Result<Expr> {
        let grouped = self.sign() == "(" || self.sign() == "[";
        let mut bottom = self.factor()?;
        if !grouped {
            only_function(&mut bottom);
        }
        let unclear = matches!(bottom.node, Node::Big(_) | Node::Arg(_));
        let more = ["/", "\\cdot", "\\times", "\\odot"].contains(&self.sign());
        if unclear || more || self.starts_factor() {
            let message = "what is divided by what after `/`? Use a fraction, or add parentheses";
            return self.error(ErrorKind::Ambiguous, message);
        }
        Ok(bottom)
    }

    /// Factors without a sign between them.
    fn run(&mut self) -> Result<Expr> {
        let start = self.here();
        let mut factors = vec![self.factor()?];
        while self.starts_factor() {
            if let Some(message) = self.objection(factors.last()) {
                return self.error(ErrorKind::Ambiguous, message);
            }
            let here = self.here();
            let factor = self.factor()?;
            if is_mixed(factors.last(), &factor) {
                let message = "a sum or a product? Write `\\cdot` between a number and a fraction";
                return Err(Error::new(ErrorKind::Ambiguous, &here, message));
            }
            factors.push(factor);
        }
        match (factors.len(), factors.pop()) {
            (1, Some(only)) => Ok(only),
            (_, last) => {
                factors.extend(last);
                Ok(self.finish(Node::Product(factors), &start))
            }
        }
    }

    /// Why the next factor must not follow `last` without a sign.
    fn objection(&self, last: Option<&Expr>) -> Option<&'static str> {
        let last = &last?.node;
        if self.kind() == Some(TokenKind::Number) {
            return Some("a number after a factor: write `\\cdot` between them");
        }
        let is_group = self.sign() == "(" || self.sign() == "[";
        match last {
            Node::Partial(_) if is_group => {
                Some("a derivative before a group: write the point inside of it, or `\\cdot`")
            }
            Node::Gradient(gradient) if is_group && gradient.arguments.is_none() => {
                Some("a gradient before a group: write `\\cdot` between them")
            }
            Node::Cases(_) => Some("a factor after `cases`: add parentheses"),
            _ => None,
        }
    }

    /// Whether a factor comes next.
    pub(super) fn starts_factor(&self) -> bool {
        match self.kind() {
            Some(TokenKind::Number | TokenKind::Letter | TokenKind::Begin) => true,
            Some(TokenKind::Command | TokenKind::Symbol) => match self.sign() {
                "|" => self.bar != super::Bar::Single,
                "\\|" => self.bar != super::Bar::Double,
                sign => self.is_factor(sign),
            },
            _ => false,
        }
    }

    /// Whether a factor may start with this sign.
    pub(super) fn is_factor(&self, sign: &str) -> bool {
        const OTHERS: &[&str] = &[
            "(",
            "[",
            "{",
            "\\{",
            "\\lvert",
            "\\lVert",
            "\\lfloor",
            "\\lceil",
            "\\frac",
            "\\sqrt",
            "\\sum",
            "\\prod",
            "\\arg",
            "\\nabla",
            "\\partial",
            "\\infty",
            "\\operatorname",
        ];
        OTHERS.contains(&sign)
            || LETTERS.contains(&sign)
            || FONTS.contains(&sign)
            || ACCENTS.contains(&sign)
            || Function::of_tex(sign).is_some()
    }
}

/// Says that a name before a group is the name of a function.
pub(super) fn only_function(expr: &mut Expr) {
    if let Node::Apply(apply) = &mut expr.node {
        apply.only_function = true;
    }
}

/// `2 \frac{1}{2}`, which some read as two and a half.
pub(crate) fn is_mixed(last: Option<&Expr>, next: &Expr) -> bool {
    let is_number = |expr: &Expr| matches!(expr.node, Node::Number(_));
    match &next.node {
        Node::Fraction(top, bottom) => {
            last.is_some_and(is_number) && is_number(top) && is_number(bottom)
        }
        _ => false,
    }
}
