//! Names, with all that belongs to them.

use super::{Bar, Parser};
use crate::error::{Error, ErrorKind, Result};
use crate::token::TokenKind;
use crate::tree::{Constant, Expr, Node, Sign, Sub, Symbol};
use crate::words::{ACCENTS, FONTS, LETTERS, LITERALS};

impl Parser {
    /// Whether a name comes next.
    pub(super) fn starts_name(&self) -> bool {
        let sign = self.sign();
        self.kind() == Some(TokenKind::Letter)
            || LETTERS.contains(&sign)
            || FONTS.contains(&sign)
            || ACCENTS.contains(&sign)
            || sign == "\\operatorname"
    }

    /// A name with its primes, star and subscript.
    pub(super) fn symbol(&mut self) -> Result<Symbol> {
        let mut symbol = Symbol::plain(self.base()?);
        if matches!(symbol.base.as_str(), "\\argmin" | "\\argmax") {
            // Its subscript is a variable.
            return Ok(symbol);
        }
        loop {
            match self.sign() {
                "'" => {
                    self.advance();
                    symbol.primes += 1;
                }
                "_" if symbol.subs.is_empty() => {
                    self.advance();
                    symbol.subs = self.subscript()?;
                }
                "^" if symbol.star.is_none() => match self.star() {
                    Some(star) => symbol.star = Some(star),
                    None => break,
                },
                _ => break,
            }
        }
        if symbol.primes > 3 {
            return self.error(ErrorKind::Syntax, "more than three primes");
        }
        Ok(symbol)
    }

    /// A letter in its font and with its accents.
    fn base(&mut self) -> Result<String> {
        self.deeper(|parser| {
            let sign = parser.sign().to_owned();
            if FONTS.contains(&sign.as_str()) || sign == "\\operatorname" {
                parser.advance();
                let operator = sign == "\\operatorname";
                if operator {
                    parser.eat("*");
                }
                let content = parser.letters()?;
                return Ok(match (operator, content.as_str()) {
                    (true, "argmin" | "argmax") => format!("\\{content}"),
                    _ => format!("{sign}{{{content}}}"),
                });
            }
            if ACCENTS.contains(&sign.as_str()) {
                parser.advance();
                let braces = parser.eat("{");
                let content = parser.base()?;
                if braces && parser.sign() != "}" {
                    let message = "an accent over more than a letter";
                    return parser.error(ErrorKind::Refused, message);
                }
                if braces {
                    parser.advance();
                }
                return Ok(format!("{sign}{{{content}}}"));
            }
            parser.letter()
        })
    }

    /// One letter.
    fn letter(&mut self) -> Result<String> {
        let token = self.token().cloned();
        match token {
            Some(token) if token.kind == TokenKind::Letter || LETTERS.contains(&token.sign()) => {
                self.advance();
                Ok(token.text)
            }
            _ => Err(self.unexpected()),
        }
    }

    /// The argument of a font: a letter, a digit, or several in braces.
    fn letters(&mut self) -> Result<String> {
        if !self.eat("{") {
            return match self.token().cloned() {
                Some(token) if token.kind == TokenKind::Number && token.text.len() == 1 => {
                    self.advance();
                    Ok(token.text)
                }
                _ => self.letter(),
            };
        }
        if LETTERS.contains(&self.sign()) {
            let letter = self.letter()?;
            self.expect("}")?;
            return Ok(letter);
        }
        let mut content = String::new();
        while let Some(token) = self.token() {
            if !matches!(token.kind, TokenKind::Letter | TokenKind::Number) {
                break;
            }
            content.push_str(&token.text);
            self.advance();
        }
        if content.is_empty() {
            return Err(self.unexpected());
        }
        if self.sign() != "}" {
            let message = "a font on more than letters: put it on each letter";
            return self.error(ErrorKind::Refused, message);
        }
        self.advance();
        Ok(content)
    }

    /// A star at the upper right, if that is what comes next.
    fn star(&mut self) -> Option<String> {
        let braces = usize::from(self.sign_after(1) == "{");
        let star = self.sign_after(1 + braces).to_owned();
        let closed = braces == 0 || self.sign_after(3) == "}";
        if !["*", "\\star"].contains(&star.as_str()) || !closed {
            return None;
        }
        self.at += 2 + 2 * braces;
        Some(star)
    }

    /// A subscript, its `_` read.
    fn subscript(&mut self) -> Result<Vec<Sub>> {
        let start = self.here();
        if self.sign() != "{" {
            if let Some(literal) = self.literal_token() {
                if literal.len() > 1 && self.kind() == Some(TokenKind::Number) {
                    return self.unclear_digits();
                }
                self.advance();
                return Ok(vec![Sub::Literal(literal)]);
            }
            if self.is_word() {
                return Ok(vec![Sub::Literal(self.base()?)]);
            }
            if !self.starts_name() {
                return Err(self.unexpected());
            }
            let base = self.base()?;
            let index = self.finish(named(base), &start);
            check_index(&index)?;
            return Ok(vec![Sub::Index(index)]);
        }
        self.refuse_lone_group("subscript")?;
        self.advance();
        let subs = self.within(Bar::None, |parser| {
            let mut subs = vec![parser.sub()?];
            while parser.eat(",") {
                subs.push(parser.sub()?);
            }
            Ok(subs)
        })?;
        self.expect("}")?;
        Ok(subs)
    }

    /// One part of a subscript in braces.
    fn sub(&mut self) -> Result<Sub> {
        let ends = |sign: &str| sign == "," || sign == "}";
        if ends(self.sign_after(1))
            && let Some(literal) = self.literal_token()
        {
            self.advance();
            return Ok(Sub::Literal(literal));
        }
        let start = self.at;
        if self.is_word() {
            let word = self.base()?;
            if ends(self.sign()) {
                return Ok(Sub::Literal(word));
            }
            self.at = start;
        }
        let index = self.expr()?;
        if let Some(literal) = number_text(&index) {
            return Ok(Sub::Literal(literal));
        }
        check_index(&index)?;
        Ok(Sub::Index(index))
    }

    /// The indices on a group, its `_` read.
    pub(super) fn indices(&mut self) -> Result<Vec<Expr>> {
        let start = self.here();
        let indices = if self.sign() == "{" {
            self.refuse_lone_group("subscript")?;
            self.list("{", "}")?
        } else {
            vec![self.script_argument()?]
        };
        for index in &indices {
            check_index(index)?;
        }
        if indices.len() > 2 {
            let range = self.since(&start);
            return Err(Error::new(
                ErrorKind::Syntax,
                &range,
                "more than two indices",
            ));
        }
        Ok(indices)
    }

    /// The next token as a literal part of a subscript.
    fn literal_token(&self) -> Option<String> {
        let token = self.token()?;
        match token.kind {
            TokenKind::Number => Some(token.text.clone()),
            TokenKind::Text => {
                let words = super::words(&token.text);
                let plain = words.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ');
                (plain && !words.is_empty()).then(|| format!("\\text{{{words}}}"))
            }
            _ if LITERALS.contains(&token.sign()) => Some(token.text.clone()),
            _ => None,
        }
    }

    /// Whether the next thing is a word, which in a subscript names and does
    /// not count.
    fn is_word(&self) -> bool {
        ["\\mathrm", "\\operatorname"].contains(&self.sign())
    }
}

/// A name without marks, or the constant of that name.
pub(super) fn named(base: String) -> Node {
    match Constant::of_tex(&base) {
        Some(constant) => Node::Constant(constant),
        None => Node::Symbol(Symbol::plain(base)),
    }
}

/// The text of an expression that is a number.
fn number_text(expr: &Expr) -> Option<String> {
    match &expr.node {
        Node::Number(text) => Some(text.clone()),
        Node::Sum(terms) => match terms.as_slice() {
            [(Sign::Minus, only)] => match &only.node {
                Node::Number(text) => Some(format!("-{text}")),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// Refuses `x_{ij}`, which means two indices or a product, and what is no
/// number.
fn check_index(index: &Expr) -> Result<()> {
    let is_name = |expr: &Expr| matches!(expr.node, Node::Symbol(_));
    match &index.node {
        Node::Tuple(_) | Node::Set(_) | Node::Interval(_) | Node::Cases(_) | Node::Constant(_) => {
            let message = "an index that is no integer";
            Err(Error::new(ErrorKind::Syntax, &index.range, message))
        }
        Node::Product(factors) if factors.iter().all(is_name) => {
            let message = "two indices or a product? Write a comma, or `\\cdot`";
            Err(Error::new(ErrorKind::Ambiguous, &index.range, message))
        }
        _ => Ok(()),
    }
}
