//! Matrices and `cases`.

use super::{Bar, Parser, words};
use crate::error::{Error, ErrorKind, Result};
use crate::token::TokenKind;
use crate::tree::{Expr, Node, Statement};

impl Parser {
    pub(super) fn environment(&mut self) -> Result<Expr> {
        let start = self.here();
        let name = self
            .token()
            .map_or("", |token| token.text.trim())
            .to_owned();
        match name.as_str() {
            "pmatrix" | "bmatrix" => {
                self.advance();
                let rows = self.within(Bar::None, Self::entries)?;
                self.end_of(&name)?;
                let columns = rows.first().map_or(0, Vec::len);
                if rows.iter().any(|row| row.len() != columns) {
                    let message = "a matrix whose rows differ in length";
                    return Err(Error::new(ErrorKind::Syntax, &self.since(&start), message));
                }
                let matrix = self.finish(Node::Matrix(name, rows), &start);
                self.with_script(matrix)
            }
            "cases" => {
                self.advance();
                let branches = self.within(Bar::None, Self::branches)?;
                self.end_of(&name)?;
                if self.sign() == "^" || self.sign() == "_" {
                    let message = "a mark on `cases`: add parentheses";
                    return self.error(ErrorKind::Ambiguous, message);
                }
                Ok(self.finish(Node::Cases(branches), &start))
            }
            _ => Err(self.unexpected()),
        }
    }

    fn end_of(&mut self, name: &str) -> Result<()> {
        let ends = self
            .token()
            .is_some_and(|token| token.kind == TokenKind::End && token.text.trim() == name);
        if !ends {
            return Err(self.unexpected());
        }
        self.advance();
        Ok(())
    }

    fn entries(&mut self) -> Result<Vec<Vec<Expr>>> {
        let mut rows = Vec::new();
        loop {
            let mut row = vec![self.expr()?];
            while self.eat("&") {
                row.push(self.expr()?);
            }
            rows.push(row);
            if !self.next_row() {
                return Ok(rows);
            }
        }
    }

    /// Reads the end of a row; whether another one follows.
    fn next_row(&mut self) -> bool {
        self.eat("\\\\") && self.kind() != Some(TokenKind::End)
    }

    fn branches(&mut self) -> Result<Vec<(Expr, Option<Statement>)>> {
        let mut branches: Vec<(Expr, Option<Statement>)> = Vec::new();
        loop {
            let value = self.expr()?;
            self.skip_punctuation();
            self.expect("&")?;
            let said = match self.token() {
                Some(token) if token.kind == TokenKind::Text => words(&token.text),
                _ => String::new(),
            };
            let condition = match said.as_str() {
                "otherwise" | "else" => {
                    self.advance();
                    None
                }
                "if" | "for" | "when" => {
                    self.advance();
                    Some(self.clause()?)
                }
                _ => Some(self.clause()?),
            };
            self.skip_punctuation();
            if branches.iter().any(|(_, condition)| condition.is_none()) {
                return self.error(ErrorKind::Syntax, "a case after \"otherwise\"");
            }
            branches.push((value, condition));
            if !self.next_row() {
                return Ok(branches);
            }
        }
    }

    fn skip_punctuation(&mut self) {
        while [",", ";", "."].contains(&self.sign()) {
            self.advance();
        }
    }
}
