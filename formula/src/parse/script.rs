//! Exponents, and arguments with or without braces.

use super::name::named;
use super::{Bar, Parser};
use crate::error::{ErrorKind, Result};
use crate::token::TokenKind;
use crate::tree::{Expr, Node};
use crate::words::LETTERS;

/// What stands at the upper right.
pub(crate) enum Script {
    Power(Expr),
    Transpose,
}

impl Parser {
    /// What stands at the upper right, its `^` read.
    pub(super) fn script(&mut self) -> Result<Script> {
        if self.transpose() {
            return Ok(Script::Transpose);
        }
        let inner = usize::from(self.sign() == "{");
        if ["*", "\\star"].contains(&self.sign_after(inner)) {
            let message = "a star belongs to a name, as in `x^*`";
            return self.error(ErrorKind::Syntax, message);
        }
        if inner == 1 {
            self.refuse_lone_group("superscript")?;
        }
        let exponent = self.script_argument()?;
        match exponent.node {
            Node::Tuple(_) | Node::Set(_) | Node::Interval(_) | Node::Cases(_) => {
                self.error(ErrorKind::Syntax, "an exponent that is no number")
            }
            _ => Ok(Script::Power(exponent)),
        }
    }

    /// Reads the sign of a transpose, if that is what comes next.
    fn transpose(&mut self) -> bool {
        let start = self.at;
        let braces = self.eat("{");
        let mut found = self.eat("\\top");
        if !found && ["\\mathsf", "\\mathrm"].contains(&self.sign()) {
            self.advance();
            let inner = self.eat("{");
            found = self.token().is_some_and(|token| token.text == "T");
            self.advance();
            found &= !inner || self.eat("}");
        }
        found &= !braces || self.eat("}");
        if !found {
            self.at = start;
        }
        found
    }

    /// An expression in braces, or one token.
    pub(super) fn script_argument(&mut self) -> Result<Expr> {
        if self.kind() == Some(TokenKind::Number) && self.here().len() > 1 {
            return self.unclear_digits();
        }
        self.argument()
    }

    /// An expression in braces, or one digit, letter or sign, as TeX takes it.
    pub(super) fn argument(&mut self) -> Result<Expr> {
        let start = self.here();
        if self.eat("{") {
            let mut inner = self.within(Bar::None, Self::expr)?;
            self.expect("}")?;
            inner.range = self.since(&start);
            return Ok(inner);
        }
        let Some(token) = self.token().cloned() else {
            return Err(self.unexpected());
        };
        let node = match token.kind {
            TokenKind::Number => {
                let digit = match token.split_digit() {
                    Some((digit, others)) => {
                        self.tokens
                            .splice(self.at..=self.at, [digit.clone(), others]);
                        digit
                    }
                    None => token,
                };
                Node::Number(digit.text)
            }
            TokenKind::Letter => named(token.text),
            _ if token.sign() == "\\infty" || LETTERS.contains(&token.sign()) => named(token.text),
            _ if self.starts_name() => {
                let message = "write braces around this argument";
                return self.error(ErrorKind::Ambiguous, message);
            }
            _ => return Err(self.unexpected()),
        };
        self.advance();
        Ok(self.finish(node, &start))
    }

    /// TeX raises or lowers one digit, which is not what it looks like.
    pub(super) fn unclear_digits<T>(&self) -> Result<T> {
        let message = "TeX raises or lowers the first digit only: write braces";
        self.error(ErrorKind::Ambiguous, message)
    }

    /// Refuses `x^{(k)}`, an index or a power.
    pub(super) fn refuse_lone_group(&self, place: &str) -> Result<()> {
        if self.sign() != "{" || self.sign_after(1) != "(" {
            return Ok(());
        }
        let mut depth = 0usize;
        for n in 1.. {
            match self.sign_after(n) {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                if self.sign_after(n + 1) != "}" {
                    return Ok(());
                }
                let message =
                    format!("an index or a number? Write the {place} without parentheses");
                return self.error(ErrorKind::Ambiguous, message);
            }
            if self.at + n >= self.tokens.len() {
                break;
            }
        }
        Ok(())
    }
}
