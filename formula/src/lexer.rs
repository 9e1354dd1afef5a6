//! From TeX to tokens.

use crate::token::{Token, TokenKind};
use crate::words::{SPACES, TEXTS};

/// The tokens of `tex`, in order; blanks between them are left out.
///
/// Nothing is lost and nothing fails: what formulas do not contain is a token
/// of kind [`TokenKind::Unknown`].
#[must_use]
pub fn tokens(tex: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = tex.get(at..).filter(|rest| !rest.is_empty()) {
        let blank = rest.len() - rest.trim_start().len();
        if blank > 0 {
            at += blank;
            continue;
        }
        let (kind, length, text) = token(rest);
        tokens.push(Token {
            kind,
            range: at..at + length,
            text: text.to_owned(),
        });
        at += length;
    }
    tokens
}

/// The kind, the length and the text of the token at the start of `rest`.
fn token(rest: &str) -> (TokenKind, usize, &str) {
    let Some(first) = rest.chars().next() else {
        return (TokenKind::Unknown, 0, "");
    };
    let width = first.len_utf8();
    let own = rest.get(..width).unwrap_or_default();
    match first {
        '\\' => command(rest),
        '0'..='9' => {
            let text = number(rest);
            (TokenKind::Number, text.len(), text)
        }
        'a'..='z' | 'A'..='Z' => (TokenKind::Letter, width, own),
        '~' => (TokenKind::Space, width, own),
        _ if "+-*/^_{}()[]|&=<>,;:.!'".contains(first) => (TokenKind::Symbol, width, own),
        _ => (TokenKind::Unknown, width, own),
    }
}

fn number(rest: &str) -> &str {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(rest);
    let decimals = rest
        .get(length..)
        .and_then(|tail| tail.strip_prefix('.'))
        .map_or(0, digits);
    if decimals > 0 {
        length += 1 + decimals;
    }
    rest.get(..length).unwrap_or_default()
}

fn command(rest: &str) -> (TokenKind, usize, &str) {
    let tail = rest.get(1..).unwrap_or_default();
    let letters = tail.bytes().take_while(u8::is_ascii_alphabetic).count();
    let length = if letters > 0 {
        1 + letters
    } else {
        1 + tail.chars().next().map_or(0, char::len_utf8)
    };
    let name = rest.get(..length).unwrap_or_default();
    let after = rest.get(length..).unwrap_or_default();
    if TEXTS.contains(&name) || name == "\\begin" || name == "\\end" {
        let kind = match name {
            "\\begin" => TokenKind::Begin,
            "\\end" => TokenKind::End,
            _ => TokenKind::Text,
        };
        return match braced(after) {
            Some((content, taken)) => (kind, length + taken, content),
            None => (TokenKind::Unknown, length, name),
        };
    }
    if name == "\\\\" {
        return (TokenKind::Command, length + row_space(after), name);
    }
    let kind = if length == 1 {
        TokenKind::Unknown
    } else if SPACES.contains(&name) || name.chars().nth(1).is_some_and(char::is_whitespace) {
        TokenKind::Space
    } else {
        TokenKind::Command
    };
    (kind, length, name)
}

/// What stands in the braces at the start of `after`, which hold no others,
/// and how many bytes that takes with the braces.
fn braced(after: &str) -> Option<(&str, usize)> {
    let blank = after.len() - after.trim_start().len();
    let inside = after.get(blank..)?.strip_prefix('{')?;
    let (content, _) = inside.split_once('}')?;
    let plain = !content.contains(['{', '\\', '$']);
    plain.then_some((content, blank + content.len() + 2))
}

/// The length of the `[2pt]` that may follow a `\\`.
fn row_space(after: &str) -> usize {
    let inside = after.strip_prefix('[').and_then(|tail| {
        let (content, _) = tail.split_once(']')?;
        let size = content.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let unit = content.len() - size.len();
        (unit == 2 && size.trim().parse::<f64>().is_ok()).then_some(content.len())
    });
    inside.map_or(0, |length| length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(tex: &str) -> Vec<String> {
        tokens(tex).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn tokens_have_their_places() {
        let tex = "0.1\\, x_1^2 \\le\\text{ if }";
        let found = tokens(tex);
        for token in &found {
            assert!(tex[token.range.clone()].contains(&token.text));
        }
        let kinds: Vec<TokenKind> = found.iter().map(|token| token.kind).collect();
        use TokenKind::{Command, Letter, Number, Space, Symbol, Text};
        assert_eq!(
            kinds,
            [
                Number, Space, Letter, Symbol, Number, Symbol, Number, Command, Text
            ]
        );
        assert_eq!(found[1].range, 3..5);
        assert_eq!(found[8].range, 15..26);
    }

    #[test]
    fn numbers_end_where_they_do() {
        assert_eq!(texts("20."), ["20", "."]);
        assert_eq!(texts("0,1"), ["0", ",", "1"]);
        assert_eq!(texts("1.50x"), ["1.50", "x"]);
        assert_eq!(texts(".5"), [".", "5"]);
    }

    #[test]
    fn rows_and_environments() {
        assert_eq!(texts("\\\\[2pt]a"), ["\\\\", "a"]);
        assert_eq!(texts("\\\\[0,1)"), ["\\\\", "[", "0", ",", "1", ")"]);
        assert_eq!(texts("\\begin{cases}\\end {cases}"), ["cases", "cases"]);
    }

    #[test]
    fn what_no_formula_contains_is_unknown() {
        for tex in [
            "#",
            "é",
            "\\",
            "\\text",
            "\\text{a{b}}",
            "\\begin{a",
            "$",
            "−",
        ] {
            assert!(
                tokens(tex).iter().any(|t| t.kind == TokenKind::Unknown),
                "{tex}"
            );
        }
    }
}
