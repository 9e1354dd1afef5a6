//! The smallest pieces of a formula.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// `20` or `0.1`.
    Number,
    /// One letter: TeX multiplies letters that stand together.
    Letter,
    /// A backslash and what belongs to it: `\beta`, `\\`, `\{`.
    Command,
    /// Any other character that formulas use: `+`, `(`, `_`.
    Symbol,
    /// Words: `\text{ if }`.
    Text,
    /// The start of an environment: `\begin{pmatrix}`.
    Begin,
    /// The end of an environment.
    End,
    /// Space or style, without a meaning: `\,`, `~`, `\quad`.
    Space,
    /// What no formula contains.
    Unknown,
}

/// A token with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes in the TeX.
    pub range: Range<usize>,
    /// Its characters; of words and environments, what stands in the braces.
    pub text: String,
}

impl Token {
    /// The text of a command or a symbol; nothing for other kinds.
    pub(crate) fn sign(&self) -> &str {
        match self.kind {
            TokenKind::Command | TokenKind::Symbol => &self.text,
            _ => "",
        }
    }

    /// A number of several digits as its first digit, which is all that TeX
    /// takes for an argument without braces, and the others.
    pub(crate) fn split_digit(&self) -> Option<(Self, Self)> {
        let (digit, others) = self.text.split_at_checked(1)?;
        if self.kind != TokenKind::Number || others.is_empty() {
            return None;
        }
        let middle = (self.range.start + 1).min(self.range.end);
        let part = |text: &str, range| Self {
            kind: if text.starts_with('.') {
                TokenKind::Unknown
            } else {
                TokenKind::Number
            },
            range,
            text: text.to_owned(),
        };
        Some((
            part(digit, self.range.start..middle),
            part(others, middle..self.range.end),
        ))
    }
}
