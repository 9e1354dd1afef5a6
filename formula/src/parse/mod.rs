//! From tokens to a tree: the parser's tools, and statements.

mod big;
mod derivative;
mod environment;
mod expression;
mod factor;
mod name;
mod script;

use std::ops::Range;

use crate::error::{Error, ErrorKind, Result};
use crate::token::{Token, TokenKind};
use crate::tree::{Chain, Expr, Joint, Link, Node, Relation, Statement, Tree};
use crate::words::refusal;

pub(crate) use expression::is_mixed;
use script::Script;

/// How deep expressions may be nested.
const DEEPEST: usize = 60;

/// Reads the tokens of a whole formula; `length` is that of its TeX.
pub(crate) fn tree(tokens: Vec<Token>, length: usize) -> Result<Tree> {
    let mut parser = Parser::new(tokens, length);
    let tree = parser.tree()?;
    parser.end()?;
    Ok(tree)
}

/// Reads one expression and nothing else.
pub(crate) fn expression(tokens: Vec<Token>, length: usize) -> Result<Expr> {
    let mut parser = Parser::new(tokens, length);
    let expr = parser.expr()?;
    parser.end()?;
    Ok(expr)
}

/// Which bar would close a group that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bar {
    None,
    Single,
    Double,
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    length: usize,
    depth: usize,
    bar: Bar,
}

/// The parser's tools.
impl Parser {
    fn new(tokens: Vec<Token>, length: usize) -> Self {
        Self {
            tokens,
            at: 0,
            length,
            depth: 0,
            bar: Bar::None,
        }
    }

    fn token(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn kind(&self) -> Option<TokenKind> {
        self.token().map(|token| token.kind)
    }

    /// The next command or symbol; nothing for other tokens.
    fn sign(&self) -> &str {
        self.sign_after(0)
    }

    /// The command or symbol that stands `n` tokens later.
    fn sign_after(&self, n: usize) -> &str {
        self.tokens.get(self.at + n).map_or("", Token::sign)
    }

    fn advance(&mut self) {
        self.at += 1;
    }

    fn eat(&mut self, sign: &str) -> bool {
        let found = self.sign() == sign;
        if found {
            self.advance();
        }
        found
    }

    fn expect(&mut self, sign: &str) -> Result<()> {
        if self.eat(sign) {
            return Ok(());
        }
        let mut error = self.unexpected();
        if error.kind == ErrorKind::Syntax {
            error.message = format!("expected `{sign}`: {}", error.message);
        }
        Err(error)
    }

    /// The bytes of the next token.
    fn here(&self) -> Range<usize> {
        let end = self.length..self.length;
        self.token().map_or(end, |token| token.range.clone())
    }

    /// The bytes from `start` to the token before this one.
    fn since(&self, start: &Range<usize>) -> Range<usize> {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let end = last.map_or(start.end, |token| token.range.end);
        start.start.min(end)..start.start.max(end)
    }

    fn error<T>(&self, kind: ErrorKind, message: impl Into<String>) -> Result<T> {
        Err(Error::new(kind, &self.here(), message))
    }

    /// What is wrong with the next token, which has no place here.
    fn unexpected(&self) -> Error {
        let Some(token) = self.token() else {
            let message = "the formula ends too early";
            return Error::new(ErrorKind::Syntax, &self.here(), message);
        };
        let text = &token.text;
        let (kind, message) = match (token.kind, refusal(token.sign())) {
            (_, Some(reason)) => (ErrorKind::Refused, format!("`{text}`: {reason}")),
            (TokenKind::Text, _) => (
                ErrorKind::Refused,
                format!("the words \"{}\" cannot be evaluated", text.trim()),
            ),
            (TokenKind::Begin, _) => (
                ErrorKind::Refused,
                format!("the environment `{text}` cannot be evaluated here"),
            ),
            (TokenKind::Unknown, _) => (
                ErrorKind::Refused,
                format!("`{text}` is not known in a formula"),
            ),
            (TokenKind::Command, _) if token.text.len() > 2 && !self.is_known(text) => (
                ErrorKind::Refused,
                format!("the command `{text}` is not known"),
            ),
            _ => (ErrorKind::Syntax, format!("`{text}` has no place here")),
        };
        Error::new(kind, &token.range, message)
    }

    fn is_known(&self, sign: &str) -> bool {
        ["\\rvert", "\\rVert", "\\rfloor", "\\rceil", "\\top"].contains(&sign)
            || ["\\cdot", "\\times", "\\odot", "\\iff", "\\implies"].contains(&sign)
            || ["\\land", "\\lor", "\\star"].contains(&sign)
            || Relation::of_sign(sign).is_some()
            || self.is_factor(sign)
    }

    /// Runs `read` one level deeper; too deep is an error.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth >= DEEPEST {
            return self.error(ErrorKind::Syntax, "the formula is nested too deeply");
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Runs `read` where `bar` closes the group that is open.
    fn within<T>(&mut self, bar: Bar, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let outer = std::mem::replace(&mut self.bar, bar);
        let result = read(self);
        self.bar = outer;
        result
    }

    fn end(&self) -> Result<()> {
        match self.token() {
            None => Ok(()),
            Some(_) => Err(self.unexpected()),
        }
    }
}

/// Statements.
impl Parser {
    fn tree(&mut self) -> Result<Tree> {
        let mut rows = vec![self.row()?];
        while self.eat("\\\\") {
            if self.token().is_none() {
                break;
            }
            rows.push(self.row()?);
        }
        Ok(Tree { rows })
    }

    /// The statements of a row, with commas between them.
    fn row(&mut self) -> Result<Vec<Statement>> {
        let start = self.here();
        let mut statements = vec![self.statement()?];
        loop {
            let separated = self.punctuation();
            if self.token().is_none() || self.sign() == "\\\\" {
                break;
            }
            if !separated {
                return Err(self.unexpected());
            }
            statements.push(self.statement()?);
        }
        let joined = |s: &Statement| !matches!(s, Statement::Chain(_));
        if statements.len() > 1 && statements.iter().any(joined) {
            let message = "a comma beside a word such as \"if\": split the formula, or join with \
                           `\\text{ and }`";
            let range = self.since(&start);
            return Err(Error::new(ErrorKind::Ambiguous, &range, message));
        }
        Ok(statements)
    }

    /// Skips commas and stops; a stop only at the end.
    fn punctuation(&mut self) -> bool {
        let start = self.at;
        while [",", ";"].contains(&self.sign()) {
            self.advance();
        }
        let last = self.sign_after(1);
        if self.sign() == "." && (self.at + 1 == self.tokens.len() || last == "\\\\") {
            self.advance();
        }
        self.at > start
    }

    /// The word between two statements that comes next, its comma included.
    fn connective(&self) -> Option<(Connective, usize)> {
        let comma = usize::from(self.sign() == ",");
        let token = self.tokens.get(self.at + comma)?;
        let found = match token.sign() {
            "\\iff" => Some(Connective::Joint(Joint::Iff)),
            "\\implies" => Some(Connective::Joint(Joint::Implies)),
            "\\land" => Some(Connective::Joint(Joint::And)),
            "\\lor" => Some(Connective::Joint(Joint::Or)),
            _ if token.kind == TokenKind::Text => match words(&token.text).as_str() {
                "and" => Some(Connective::Joint(Joint::And)),
                "or" => Some(Connective::Joint(Joint::Or)),
                "implies" => Some(Connective::Joint(Joint::Implies)),
                "if and only if" | "exactly if" | "exactly when" => {
                    Some(Connective::Joint(Joint::Iff))
                }
                "if" | "for" | "when" | "whenever" => Some(Connective::If),
                _ => None,
            },
            _ => None,
        };
        found.map(|connective| (connective, comma + 1))
    }

    fn eat_connective(&mut self, wanted: impl Fn(Connective) -> bool) -> Option<Connective> {
        let (connective, length) = self.connective().filter(|(c, _)| wanted(*c))?;
        self.at += length;
        Some(connective)
    }

    fn statement(&mut self) -> Result<Statement> {
        let first = self.clause()?;
        if self.eat_connective(|c| c == Connective::If).is_some() {
            let condition = self.clause()?;
            if self.connective().is_some() {
                return self.error(ErrorKind::Ambiguous, "a second word after a condition");
            }
            return Ok(Statement::If(Box::new(first), Box::new(condition)));
        }
        self.joined(first, &[Joint::Iff, Joint::Implies], Self::clause)
    }

    fn clause(&mut self) -> Result<Statement> {
        let first = self.chain()?;
        self.joined(first, &[Joint::And, Joint::Or], Self::chain)
    }

    /// The rest of a list of statements with the same one of two `joints`
    /// between them.
    fn joined(
        &mut self,
        first: Statement,
        joints: &[Joint],
        next: fn(&mut Self) -> Result<Statement>,
    ) -> Result<Statement> {
        let is_ours = |c: Connective| matches!(c, Connective::Joint(j) if joints.contains(&j));
        let mut parts = vec![first];
        let mut joint = None;
        while let Some(Connective::Joint(found)) = self.eat_connective(is_ours) {
            if joint.is_some_and(|joint| joint != found) {
                self.at -= 1;
                let message = "two different words between statements: split the formula";
                return self.error(ErrorKind::Ambiguous, message);
            }
            joint = Some(found);
            parts.push(next(self)?);
        }
        Ok(match (joint, parts.pop()) {
            (Some(joint), Some(last)) => {
                parts.push(last);
                Statement::Joined(joint, parts)
            }
            (None, Some(only)) => only,
            (_, None) => return Err(self.unexpected()),
        })
    }

    fn chain(&mut self) -> Result<Statement> {
        let first = self.expr()?;
        let mut links = Vec::new();
        while let Some(relation) = Relation::of_sign(self.sign()) {
            let range = self.here();
            self.advance();
            let right = self.expr()?;
            links.push(Link {
                relation,
                range,
                right,
            });
        }
        Ok(Statement::Chain(Chain { first, links }))
    }

    fn expr(&mut self) -> Result<Expr> {
        self.deeper(Self::sum)
    }

    fn finish(&self, node: Node, start: &Range<usize>) -> Expr {
        Expr::new(node, self.since(start))
    }
}

/// What may stand between two statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Connective {
    Joint(Joint),
    If,
}

/// Words without their space and commas.
fn words(text: &str) -> String {
    let plain = text.replace([',', '~'], " ");
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ")
}
