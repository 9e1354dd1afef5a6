//! Fractions, and the derivatives that look like them.

use super::{Parser, Script};
use crate::error::{Error, ErrorKind, Result};
use crate::token::TokenKind;
use crate::tree::{Expr, Gradient, Node, Partial, Symbol};

impl Parser {
    pub(super) fn fraction(&mut self) -> Result<Expr> {
        let start = self.here();
        self.advance();
        if self.sign() == "{" {
            self.advance();
            if self.differential() {
                return self.partial(&start);
            }
            self.at -= 1;
        }
        let top = self.argument()?;
        let bottom = self.argument()?;
        if self.sign() == "^" {
            let message = "an exponent on a fraction: add parentheses";
            return self.error(ErrorKind::Ambiguous, message);
        }
        let node = Node::Fraction(Box::new(top), Box::new(bottom));
        Ok(self.finish(node, &start))
    }

    /// Reads `\partial` or an upright d, if that is what comes next.
    fn differential(&mut self) -> bool {
        if self.eat("\\partial") {
            return true;
        }
        let start = self.at;
        let is_d = self.eat("\\mathrm") && {
            let braces = self.eat("{");
            let d = self
                .token()
                .is_some_and(|token| token.kind == TokenKind::Letter && token.text == "d");
            self.advance();
            d && (!braces || self.eat("}"))
        };
        if !is_d {
            self.at = start;
        }
        is_d
    }

    /// The rest of `\frac{\partial f}{\partial x}`, its first `\partial` read.
    fn partial(&mut self, start: &std::ops::Range<usize>) -> Result<Expr> {
        let order = self.order()?;
        let mut of = None;
        if self.sign() != "}" {
            of = Some(self.factor()?);
        }
        self.expect("}")?;
        self.expect("{")?;
        let mut by = Vec::new();
        while self.differential() {
            let variable = self.variable()?;
            let times = self.order()?;
            by.extend(std::iter::repeat_n(variable, times));
        }
        self.expect("}")?;
        if by.len() != order {
            let range = self.since(start);
            let message = "a derivative whose order differs above and below, or is above two";
            return Err(Error::new(ErrorKind::Syntax, &range, message));
        }
        let of = match of {
            Some(of) => of,
            None => self.operand()?,
        };
        self.finish_partial(of, by, start)
    }

    /// What an operator `\frac{\partial}{\partial x}` acts on.
    fn operand(&mut self) -> Result<Expr> {
        let operand = self.factor()?;
        if self.starts_factor() {
            let message = "what does the derivative act on? Write it above the line";
            return self.error(ErrorKind::Ambiguous, message);
        }
        Ok(operand)
    }

    fn finish_partial(
        &mut self,
        of: Expr,
        by: Vec<Symbol>,
        start: &std::ops::Range<usize>,
    ) -> Result<Expr> {
        if self.sign() == "^" {
            let message = "an exponent on a derivative: add parentheses";
            return self.error(ErrorKind::Ambiguous, message);
        }
        let of = Box::new(of);
        Ok(self.finish(Node::Partial(Partial { of, by }), start))
    }

    /// An exponent that is one or two.
    fn order(&mut self) -> Result<usize> {
        if !self.eat("^") {
            return Ok(1);
        }
        let here = self.here();
        match self.script()? {
            Script::Power(Expr {
                node: Node::Number(text),
                ..
            }) if text == "2" => Ok(2),
            _ => {
                let message = "a derivative whose order is not one or two";
                Err(Error::new(ErrorKind::Refused, &here, message))
            }
        }
    }

    /// `\partial f/\partial x`.
    pub(super) fn inline_partial(&mut self) -> Result<Expr> {
        let start = self.here();
        self.advance();
        let of = self.factor()?;
        self.expect("/")?;
        if !self.eat("\\partial") {
            return Err(self.unexpected());
        }
        let variable = self.variable()?;
        if self.starts_factor() {
            let message = "a factor after a derivative with a stroke: write a fraction";
            return self.error(ErrorKind::Ambiguous, message);
        }
        self.finish_partial(of, vec![variable], &start)
    }

    /// `\nabla f(x)` or `\nabla^2 f(x)`.
    pub(super) fn gradient(&mut self) -> Result<Expr> {
        let start = self.here();
        self.advance();
        let second = self.order()? == 2;
        if !self.starts_name() {
            return Err(self.unexpected());
        }
        let symbol = self.symbol()?;
        let mut arguments = None;
        if self.sign() == "(" {
            arguments = Some(self.list("(", ")")?);
        }
        let post = self.post()?;
        let gradient = Gradient {
            second,
            symbol,
            arguments,
            post,
        };
        Ok(self.finish(Node::Gradient(gradient), &start))
    }
}
