//! The page's own commands.

use crate::error::{Error, ErrorKind, Result};
use crate::lexer::tokens;
use crate::token::{Token, TokenKind};

/// How deep a macro may use others.
const DEEPEST: usize = 20;
/// How many tokens a formula may have when all macros are written out.
const MOST: usize = 20_000;

/// The page's own commands, written out while reading, so that every place in
/// an error or a verdict is a place in what stands on the page.
#[derive(Debug, Clone, Default)]
pub struct Macros(Vec<(String, Vec<Piece>, usize)>);

#[derive(Debug, Clone)]
enum Piece {
    Token(Token),
    Argument(usize),
}

impl Macros {
    /// Macros from their names and TeX: `("\\norm", "\\lVert #1 \\rVert")`.
    pub fn new<N: Into<String>, T: AsRef<str>>(macros: impl IntoIterator<Item = (N, T)>) -> Self {
        let macros = macros.into_iter().map(|(name, body)| {
            let pieces = pieces(body.as_ref());
            let count = pieces.iter().map(|piece| match piece {
                Piece::Argument(number) => *number,
                Piece::Token(_) => 0,
            });
            let count = count.max().unwrap_or(0);
            (name.into(), pieces, count)
        });
        Self(macros.collect())
    }

    /// The tokens with all macros written out, each with the place of the
    /// macro or the argument that it comes from.
    pub(crate) fn expand(&self, tokens: Vec<Token>) -> Result<Vec<Token>> {
        self.expand_to(tokens, 0)
    }

    fn expand_to(&self, tokens: Vec<Token>, depth: usize) -> Result<Vec<Token>> {
        let mut out = Vec::with_capacity(tokens.len());
        let mut rest: std::collections::VecDeque<Token> = tokens.into();
        while let Some(token) = rest.pop_front() {
            let known = self.0.iter().find(|(name, ..)| *name == token.text);
            let Some((_, body, count)) = known.filter(|_| token.kind == TokenKind::Command) else {
                out.push(token);
                continue;
            };
            let mut arguments = Vec::new();
            for _ in 0..*count {
                arguments.push(argument(&mut rest, &token)?);
            }
            let mut written = Vec::new();
            for piece in body {
                match piece {
                    Piece::Token(piece) => written.push(Token {
                        range: token.range.clone(),
                        ..piece.clone()
                    }),
                    Piece::Argument(number) => {
                        let argument = number.checked_sub(1).and_then(|i| arguments.get(i));
                        written.extend(argument.into_iter().flatten().cloned());
                    }
                }
            }
            if depth >= DEEPEST || out.len() + written.len() > MOST {
                let message = format!("the macro `{}` does not come to an end", token.text);
                return Err(Error::new(ErrorKind::Syntax, &token.range, message));
            }
            out.extend(self.expand_to(written, depth + 1)?);
        }
        if out.len() > MOST {
            let range = out.first().map_or(0..0, |token| token.range.clone());
            let message = "the formula is too long with its macros written out";
            return Err(Error::new(ErrorKind::Syntax, &range, message));
        }
        Ok(out)
    }
}

/// The body of a macro, its `#1` found.
fn pieces(body: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = tokens(body).into_iter().peekable();
    while let Some(token) = rest.next() {
        let digit = (token.text == "#")
            .then(|| rest.peek())
            .flatten()
            .filter(|next| next.kind == TokenKind::Number);
        let Some(next) = digit else {
            out.push(Piece::Token(token));
            continue;
        };
        let (first, others) = next.text.split_at(1);
        out.push(Piece::Argument(first.parse().unwrap_or(0)));
        let left = Token {
            text: others.to_owned(),
            ..next.clone()
        };
        rest.next();
        if !left.text.is_empty() {
            out.push(Piece::Token(left));
        }
    }
    out
}

/// The next argument: a group without its braces, or one token.
fn argument(rest: &mut std::collections::VecDeque<Token>, of: &Token) -> Result<Vec<Token>> {
    let missing = || {
        let message = format!("the macro `{}` lacks an argument", of.text);
        Error::new(ErrorKind::Syntax, &of.range, message)
    };
    let first = rest.pop_front().ok_or_else(missing)?;
    if let Some((digit, others)) = first.split_digit() {
        rest.push_front(others);
        return Ok(vec![digit]);
    }
    if first.sign() != "{" {
        return Ok(vec![first]);
    }
    let mut depth = 1usize;
    let mut inside = Vec::new();
    while let Some(token) = rest.pop_front() {
        match token.sign() {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Ok(inside);
        }
        inside.push(token);
    }
    Err(missing())
}
