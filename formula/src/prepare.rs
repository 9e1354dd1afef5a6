//! From tokens as they are printed to tokens for the parser: without space
//! and size, one spelling for each thing, and without the alignment of
//! `aligned`.

use std::collections::VecDeque;

use crate::error::{Error, ErrorKind, Result};
use crate::token::{Token, TokenKind};
use crate::tree::Relation;
use crate::words::{ALIASES, ALIGNED};

const SIZES: &[&str] = &["\\left", "\\right", "\\big", "\\Big", "\\bigg", "\\Bigg"];
const DELIMITERS: &[&str] = &[
    "(", ")", "[", "]", "|", "\\|", "\\{", "\\}", "\\lvert", "\\rvert", "\\lVert", "\\rVert",
    "\\lfloor", "\\rfloor", "\\lceil", "\\rceil",
];

/// The tokens that the parser reads.
pub(crate) fn prepare(tokens: Vec<Token>) -> Result<Vec<Token>> {
    align(plain(tokens)?)
}

/// Drops space and sizes, and gives each thing one spelling; a bar whose size
/// says on which side it is becomes `\lvert` or `\rvert`.
fn plain(tokens: Vec<Token>) -> Result<Vec<Token>> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut rest: VecDeque<Token> = without_space(tokens)?.into();
    while let Some(token) = rest.pop_front() {
        let Some(side) = size(token.sign()) else {
            out.push(token);
            continue;
        };
        let next = rest.pop_front();
        let Some(mut delimiter) = next.filter(|next| DELIMITERS.contains(&next.sign())) else {
            let message = format!("`{}` needs a bracket or a bar after it", token.text);
            return Err(Error::new(ErrorKind::Syntax, &token.range, message));
        };
        let sided = match (side, delimiter.text.as_str()) {
            (Side::Left, "|") => Some("\\lvert"),
            (Side::Right, "|") => Some("\\rvert"),
            (Side::Left, "\\|") => Some("\\lVert"),
            (Side::Right, "\\|") => Some("\\rVert"),
            _ => None,
        };
        if let Some(text) = sided {
            text.clone_into(&mut delimiter.text);
            delimiter.kind = TokenKind::Command;
        }
        delimiter.range.start = delimiter.range.start.min(token.range.start);
        out.push(delimiter);
    }
    Ok(out)
}

/// Drops space. A wide space says that what follows is something else, so it
/// must not stand where a factor would meet another.
fn without_space(tokens: Vec<Token>) -> Result<Vec<Token>> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut wide: Option<Token> = None;
    for token in tokens {
        if token.kind == TokenKind::Space {
            if ["\\quad", "\\qquad"].contains(&token.text.as_str()) {
                wide = Some(token);
            }
            continue;
        }
        let token = aliased(token);
        let apart = |token: &Token| {
            parts(token)
                || ["&", "\\\\", "{", "}", "."].contains(&token.sign())
                || matches!(token.kind, TokenKind::Begin | TokenKind::End)
        };
        if let Some(wide) = wide.take()
            && !out.last().is_none_or(apart)
            && !apart(&token)
        {
            let message = "a wide space between two factors: write a comma or a word";
            return Err(Error::new(ErrorKind::Ambiguous, &wide.range, message));
        }
        out.push(token);
    }
    Ok(out)
}

fn aliased(mut token: Token) -> Token {
    let alias = ALIASES.iter().find(|(name, _)| *name == token.sign());
    if let Some((_, to)) = alias {
        (*to).clone_into(&mut token.text);
        token.kind = if to.starts_with('\\') {
            TokenKind::Command
        } else {
            TokenKind::Symbol
        };
    }
    token
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
    Unknown,
}

fn size(sign: &str) -> Option<Side> {
    match sign {
        "\\left" => Some(Side::Left),
        "\\right" => Some(Side::Right),
        _ if SIZES.contains(&sign) => Some(Side::Unknown),
        _ => {
            let (base, side) = match (sign.strip_suffix('l'), sign.strip_suffix('r')) {
                (Some(base), _) => (base, Side::Left),
                (_, Some(base)) => (base, Side::Right),
                _ => return None,
            };
            let sized = base != "\\left" && base != "\\right" && SIZES.contains(&base);
            sized.then_some(side)
        }
    }
}

/// Unfolds an `aligned` at the start: its `&` are dropped, and so is each
/// `\\` after which the line before goes on.
fn align(tokens: Vec<Token>) -> Result<Vec<Token>> {
    let arranges = |token: &Token, kind| token.kind == kind && ALIGNED.contains(&token.text.trim());
    if !tokens
        .first()
        .is_some_and(|token| arranges(token, TokenKind::Begin))
    {
        return Ok(tokens);
    }
    let mut rows = vec![Vec::new()];
    let mut breaks = Vec::new();
    let mut tail = Vec::new();
    let mut depth = 0usize;
    let mut closed = false;
    for token in tokens {
        match token.kind {
            _ if closed => {
                tail.push(token);
                continue;
            }
            TokenKind::Begin => {
                depth += 1;
                if depth == 1 {
                    continue;
                }
            }
            TokenKind::End => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    closed = true;
                    if !arranges(&token, TokenKind::End) {
                        let message = "the environment ends under another name";
                        return Err(Error::new(ErrorKind::Syntax, &token.range, message));
                    }
                    continue;
                }
            }
            _ if depth == 1 && token.sign() == "\\\\" => {
                breaks.push(token);
                rows.push(Vec::new());
                continue;
            }
            _ => {}
        }
        if let Some(row) = rows.last_mut() {
            row.push(token);
        }
    }
    if !closed {
        let message = "the environment has no `\\end`";
        return Err(Error::new(ErrorKind::Syntax, &(0..0), message));
    }
    let mut out = Vec::new();
    let mut breaks = breaks.into_iter();
    for row in rows {
        let gap = if out.is_empty() { None } else { breaks.next() };
        let aligned = row.first().is_some_and(|token| token.sign() == "&");
        let row = without_alignment(row)?;
        let sign = row.first().map_or("", Token::sign);
        let relation = Relation::of_sign(sign).is_some() || ["\\iff", "\\implies"].contains(&sign);
        let operator = aligned && ["+", "-", "\\cdot", "\\times"].contains(&sign);
        if !row.is_empty() && !relation && !operator {
            out.extend(gap);
        }
        out.extend(row);
    }
    out.extend(tail);
    Ok(out)
}

/// The row without its `&`, which must stand where no factor meets another.
fn without_alignment(row: Vec<Token>) -> Result<Vec<Token>> {
    let mut depth = 0usize;
    let mut out = Vec::with_capacity(row.len());
    let mut pending: Option<Token> = None;
    for token in row {
        match token.kind {
            TokenKind::Begin => depth += 1,
            TokenKind::End => depth = depth.saturating_sub(1),
            _ if depth == 0 && token.sign() == "&" => {
                // The `{}` of `= {} &` only makes space.
                let last = out.len().saturating_sub(2);
                let empty =
                    |pair: &[Token]| matches!(pair, [a, b] if a.sign() == "{" && b.sign() == "}");
                if out.get(last..).is_some_and(empty) {
                    out.truncate(last);
                }
                pending = Some(token);
                continue;
            }
            _ => {}
        }
        if let Some(mark) = pending.take() {
            let before = out.last().is_none_or(parts);
            if !before && !parts(&token) {
                let message = "`&` stands between two factors: put it before a relation";
                return Err(Error::new(ErrorKind::Ambiguous, &mark.range, message));
            }
        }
        out.push(token);
    }
    Ok(out)
}

/// Whether a token keeps what stands before it from what stands after it.
fn parts(token: &Token) -> bool {
    let sign = token.sign();
    token.kind == TokenKind::Text
        || Relation::of_sign(sign).is_some()
        || [
            "+",
            "-",
            ",",
            ";",
            "\\cdot",
            "\\times",
            "\\iff",
            "\\implies",
        ]
        .contains(&sign)
}
