//! Faults in the TeX of an equation.

use std::ops::Range;

use formula::{Token, TokenKind, tokens};

use super::fault::Kind;

/// A change of TeX: the kind, the bytes and what replaces them.
pub type Change = (Kind, Range<usize>, String);

const GREEK: [&str; 30] = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "varepsilon",
    "zeta",
    "eta",
    "theta",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "pi",
    "rho",
    "sigma",
    "tau",
    "phi",
    "varphi",
    "chi",
    "psi",
    "omega",
    "Gamma",
    "Delta",
    "Theta",
    "Lambda",
    "Sigma",
    "Phi",
    "Omega",
];
const FONTS: [&str; 6] = ["mathbf", "mathrm", "mathcal", "bar", "hat", "tilde"];
const FRACTIONS: [&str; 3] = ["frac", "tfrac", "dfrac"];
/// Each relation sign with what it is exchanged for.
const RELATIONS: [(&str, [&str; 2]); 10] = [
    ("<", [">", "\\le "]),
    (">", ["<", "\\ge "]),
    ("\\lt", ["\\gt ", "\\le "]),
    ("\\gt", ["\\lt ", "\\ge "]),
    ("\\le", ["\\ge ", "< "]),
    ("\\leq", ["\\geq ", "< "]),
    ("\\ge", ["\\le ", "> "]),
    ("\\geq", ["\\leq ", "> "]),
    ("\\leqslant", ["\\geqslant ", "< "]),
    ("\\geqslant", ["\\leqslant ", "> "]),
];

/// A subscript or a superscript.
struct Script {
    /// Whether it is a subscript.
    low: bool,
    /// The index of its `_` or `^`.
    mark: usize,
    /// The indices of what it holds, without braces.
    inside: Range<usize>,
    /// The index after it.
    end: usize,
}

struct Formula {
    tokens: Vec<Token>,
    scripts: Vec<Script>,
}

/// The names in `tex` that can be taken for one another.
pub fn names(tex: &str) -> Vec<String> {
    let formula = Formula::read(tex);
    let mut names = Vec::new();
    for (range, _) in formula.atoms() {
        let name = tex.get(formula.bytes(range)).unwrap_or_default().to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// All faults of `tex`; `others` are names of the page, for an equation that
/// has a single one.
pub fn changes(tex: &str, others: &[String]) -> Vec<Change> {
    let formula = Formula::read(tex);
    let mut found = Vec::new();
    formula.signs(&mut found);
    formula.numbers(&mut found);
    formula.fractions(tex, &mut found);
    formula.lost_names(&mut found);
    formula.indices(&mut found);
    formula.exponents(tex, &mut found);
    formula.relations(&mut found);
    formula.exchanged_names(tex, others, &mut found);
    found.sort_by(|a, b| (a.1.start, a.0, &a.2).cmp(&(b.1.start, b.0, &b.2)));
    found
}

/// The number with another last digit.
pub fn bumped(number: &str) -> Option<String> {
    let last = number.chars().next_back()?.to_digit(10)?;
    let head = number.get(..number.len() - 1)?;
    Some(format!("{head}{}", if last == 9 { 8 } else { last + 1 }))
}

impl Formula {
    fn read(tex: &str) -> Self {
        let tokens: Vec<Token> = tokens(tex)
            .into_iter()
            .filter(|token| token.kind != TokenKind::Space)
            .collect();
        let mut formula = Self {
            tokens,
            scripts: Vec::new(),
        };
        let mut at = 0;
        while at < formula.tokens.len() {
            let low = formula.is(at, "_");
            if !low && !formula.is(at, "^") {
                at += 1;
                continue;
            }
            let (inside, end) = match formula.group(at + 1) {
                Some(inside) => (inside.clone(), inside.end + 1),
                None => (at + 1..at + 2, at + 2),
            };
            let mark = at;
            at = end;
            formula.scripts.push(Script {
                low,
                mark,
                inside,
                end,
            });
        }
        formula
    }

    fn is(&self, at: usize, sign: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            matches!(token.kind, TokenKind::Symbol | TokenKind::Command) && token.text == sign
        })
    }

    fn is_one_of(&self, at: usize, commands: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            let name = token.text.strip_prefix('\\').unwrap_or_default();
            token.kind == TokenKind::Command && commands.contains(&name)
        })
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.text)
    }

    /// The bytes of the tokens with these indices.
    fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let start = self.tokens.get(range.start).map_or(0, |t| t.range.start);
        let last = range.end.checked_sub(1).and_then(|at| self.tokens.get(at));
        start..last.map_or(start, |t| t.range.end).max(start)
    }

    /// What stands in the braces that open at `at`.
    fn group(&self, at: usize) -> Option<Range<usize>> {
        if !self.is(at, "{") {
            return None;
        }
        let mut depth = 0_usize;
        for i in at..self.tokens.len() {
            if self.is(i, "{") {
                depth += 1;
            } else if self.is(i, "}") {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1..i);
                }
            }
        }
        None
    }

    fn in_script(&self, at: usize) -> bool {
        self.scripts
            .iter()
            .any(|script| (script.mark..script.end).contains(&at))
    }

    fn is_name(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Letter) || self.is_one_of(at, &GREEK)
    }

    /// The names outside of scripts: the indices of the name itself, and the
    /// index after its scripts and primes.
    fn atoms(&self) -> Vec<(Range<usize>, usize)> {
        let mut atoms = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let font = self.is_one_of(at, &FONTS);
            let end = match self.group(at + 1).filter(|_| font) {
                Some(inside) => inside.end + 1,
                None => at + 1,
            };
            let named = end > at + 1 || self.is_name(at);
            if self.in_script(at) || !named {
                at += 1;
                continue;
            }
            let mut after = end;
            loop {
                if self.is(after, "'") {
                    after += 1;
                } else if let Some(script) = self.scripts.iter().find(|s| s.mark == after) {
                    after = script.end;
                } else {
                    break;
                }
            }
            atoms.push((at..end, after));
            at = after;
        }
        atoms
    }

    fn starts_factor(&self, at: usize) -> bool {
        const OTHERS: [&str; 6] = ["sqrt", "log", "exp", "nabla", "sin", "cos"];
        self.is_name(at)
            || self.kind(at) == Some(TokenKind::Number)
            || self.is(at, "(")
            || self.is_one_of(at, &FONTS)
            || self.is_one_of(at, &FRACTIONS)
            || self.is_one_of(at, &OTHERS)
    }

    fn ends_factor(&self, at: usize) -> bool {
        self.is_name(at)
            || self.kind(at) == Some(TokenKind::Number)
            || self.is(at, ")")
            || self.is(at, "}")
    }

    fn signs(&self, found: &mut Vec<Change>) {
        for token in &self.tokens {
            let other = match (token.kind, token.text.as_str()) {
                (TokenKind::Symbol, "+") => "-",
                (TokenKind::Symbol, "-") => "+",
                _ => continue,
            };
            found.push((Kind::EqSign, token.range.clone(), other.to_owned()));
        }
    }

    /// Other numbers, and lost ones.
    fn numbers(&self, found: &mut Vec<Change>) {
        for (at, token) in self.tokens.iter().enumerate() {
            if token.kind != TokenKind::Number || self.in_script(at) {
                continue;
            }
            if let Some(other) = bumped(&token.text) {
                found.push((Kind::EqFactor, token.range.clone(), other));
            }
            if self.starts_factor(at + 1) {
                found.push((Kind::EqFactor, token.range.clone(), String::new()));
            }
        }
    }

    fn fractions(&self, tex: &str, found: &mut Vec<Change>) {
        for at in 0..self.tokens.len() {
            if !self.is_one_of(at, &FRACTIONS) || self.in_script(at) {
                continue;
            }
            let Some(upper) = self.group(at + 1) else {
                continue;
            };
            let Some(lower) = self.group(upper.end + 1) else {
                continue;
            };
            let number = |part: &Range<usize>| {
                part.len() == 1 && self.kind(part.start) == Some(TokenKind::Number)
            };
            let whole = self.bytes(at..lower.end + 1);
            match (number(&upper), number(&lower)) {
                (true, true) if self.starts_factor(lower.end + 1) => {
                    found.push((Kind::EqFactor, whole, String::new()));
                }
                (true, false) if self.text(upper.start) != "1" => {
                    found.push((Kind::EqFactor, self.bytes(upper), "1".to_owned()));
                }
                (false, true) => {
                    let upper = tex.get(self.bytes(upper)).unwrap_or_default();
                    found.push((Kind::EqFactor, whole, format!("({upper})")));
                }
                _ => {}
            }
        }
    }

    /// Names that are factors, lost.
    fn lost_names(&self, found: &mut Vec<Change>) {
        for (name, end) in self.atoms() {
            let called = self.is(end, "(") && end == name.end;
            let before = name.start.checked_sub(1);
            let follows = before.is_some_and(|at| self.ends_factor(at));
            let leads = self.starts_factor(end);
            if !called && (follows || leads) {
                let range = self.bytes(name.start..end);
                found.push((Kind::EqFactor, range, String::new()));
            }
        }
    }

    fn indices(&self, found: &mut Vec<Change>) {
        for script in self.scripts.iter().filter(|script| script.low) {
            let mut start = script.inside.start;
            for at in script.inside.start..=script.inside.end {
                if at < script.inside.end && !self.is(at, ",") {
                    continue;
                }
                self.index(script, start..at, found);
                start = at + 1;
            }
        }
    }

    /// One index between the commas of a subscript.
    fn index(&self, script: &Script, part: Range<usize>, found: &mut Vec<Change>) {
        let braced = script.inside.end < script.end;
        let first = part.start;
        let other = match (self.kind(first), part.len()) {
            (Some(TokenKind::Letter), 1) => match self.text(first) {
                "t" | "T" if braced => format!("{}-1", self.text(first)),
                "t" | "T" => format!("{{{}-1}}", self.text(first)),
                _ => "1".to_owned(),
            },
            (Some(TokenKind::Letter), 3) if self.is(first + 1, "-") || self.is(first + 1, "+") => {
                self.text(first).to_owned()
            }
            (Some(TokenKind::Number), 1) => match self.text(first) {
                "1" => "2".to_owned(),
                "2" => "1".to_owned(),
                number => match bumped(number) {
                    Some(other) => other,
                    None => return,
                },
            },
            (Some(TokenKind::Command), 1) => match self.text(first) {
                "\\max" => "\\min".to_owned(),
                "\\min" => "\\max".to_owned(),
                _ => return,
            },
            _ => return,
        };
        found.push((Kind::EqIndex, self.bytes(part), other));
    }

    fn exponents(&self, tex: &str, found: &mut Vec<Change>) {
        for script in self.scripts.iter().filter(|script| !script.low) {
            let whole = self.bytes(script.mark..script.end);
            let inside = tex
                .get(self.bytes(script.inside.clone()))
                .unwrap_or_default();
            let first = script.inside.start;
            let single = script.inside.len() == 1;
            let other = match self.kind(first) {
                Some(TokenKind::Number) if single => bumped(self.text(first)),
                Some(TokenKind::Command) if single => None,
                // A transpose.
                Some(TokenKind::Letter) if single && inside == "T" => None,
                _ => Some(format!("{inside}-1")),
            };
            if let Some(other) = other {
                found.push((Kind::EqExponent, whole.clone(), format!("^{{{other}}}")));
            }
            found.push((Kind::EqExponent, whole, String::new()));
        }
    }

    fn relations(&self, found: &mut Vec<Change>) {
        for token in &self.tokens {
            let known = RELATIONS.iter().find(|(sign, _)| *sign == token.text);
            for other in known.iter().flat_map(|(_, others)| others) {
                found.push((Kind::EqRelation, token.range.clone(), (*other).to_owned()));
            }
        }
    }

    fn exchanged_names(&self, tex: &str, others: &[String], found: &mut Vec<Change>) {
        let own = names(tex);
        for (name, _) in self.atoms() {
            let range = self.bytes(name);
            let Some(text) = tex.get(range.clone()) else {
                continue;
            };
            let place = own.iter().position(|other| other == text).unwrap_or(0);
            let next = own.iter().cycle().skip(place + 1).take(own.len());
            let other = next.chain(others).find(|other| *other != text);
            if let Some(other) = other {
                // A command must not run into the letter after it.
                let after = tex.get(range.end..).unwrap_or_default();
                let runs_in = other.chars().next_back().is_some_and(char::is_alphabetic)
                    && other.starts_with('\\')
                    && after.starts_with(|c: char| c.is_ascii_alphabetic());
                let gap = if runs_in { " " } else { "" };
                found.push((Kind::EqName, range, format!("{other}{gap}")));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: Kind, tex: &str) -> Vec<String> {
        changes(tex, &["\\eta".to_owned()])
            .into_iter()
            .filter(|change| change.0 == kind)
            .map(|(_, range, after)| {
                let mut changed = tex.to_owned();
                changed.replace_range(range, &after);
                changed
            })
            .collect()
    }

    #[test]
    fn signs_are_exchanged_one_by_one() {
        assert_eq!(of(Kind::EqSign, "a+b-c"), ["a-b-c", "a+b+c"]);
    }

    #[test]
    fn numbers_change_and_factors_are_lost() {
        assert_eq!(
            of(Kind::EqFactor, "0.1 x_1^2 = 2"),
            [" x_1^2 = 2", "0.2 x_1^2 = 2", "0.1  = 2", "0.1 x_1^2 = 3"]
        );
        assert_eq!(
            of(Kind::EqFactor, r"\tfrac{1}{2} f(x)"),
            [" f(x)", r"\tfrac{2}{2} f(x)", r"\tfrac{1}{3} f(x)"]
        );
        assert_eq!(
            of(Kind::EqFactor, r"\frac{2}{L}"),
            [r"\frac{1}{L}", r"\frac{3}{L}"]
        );
        assert_eq!(of(Kind::EqFactor, r"\frac{L}{2}").first().unwrap(), "(L)");
        assert_eq!(
            of(Kind::EqFactor, r"x - \eta\, \nabla f(x)"),
            [r"x - \, \nabla f(x)"]
        );
    }

    #[test]
    fn indices_move_by_one_step_or_to_another_coordinate() {
        assert_eq!(
            of(Kind::EqIndex, r"x_{t-1,i} + y_t + \lambda_2 - m_{\max}"),
            [
                r"x_{t,i} + y_t + \lambda_2 - m_{\max}",
                r"x_{t-1,1} + y_t + \lambda_2 - m_{\max}",
                r"x_{t-1,i} + y_{t-1} + \lambda_2 - m_{\max}",
                r"x_{t-1,i} + y_t + \lambda_1 - m_{\max}",
                r"x_{t-1,i} + y_t + \lambda_2 - m_{\min}",
            ]
        );
    }

    #[test]
    fn exponents_change_or_are_lost() {
        assert_eq!(of(Kind::EqExponent, "x^2"), ["x", "x^{3}"]);
        assert_eq!(of(Kind::EqExponent, "(b)^t"), ["(b)", "(b)^{t-1}"]);
        assert_eq!(of(Kind::EqExponent, r"\eta^\star"), [r"\eta"]);
    }

    #[test]
    fn relations_turn_or_take_the_bound_in() {
        assert_eq!(of(Kind::EqRelation, "a < b"), ["a > b", "a \\le  b"]);
        assert_eq!(of(Kind::EqRelation, r"a \le b"), ["a <  b", r"a \ge  b"]);
        assert!(of(Kind::EqRelation, "a = b").is_empty());
    }

    #[test]
    fn a_name_becomes_another_name_of_the_equation_or_of_the_page() {
        assert_eq!(
            of(Kind::EqName, r"\lambda x_1"),
            [r"x x_1", r"\lambda \lambda_1"]
        );
        assert_eq!(of(Kind::EqName, r"2 \mathbf{x}_t"), [r"2 \eta_t"]);
        assert_eq!(of(Kind::EqName, "ab"), ["bb", "aa"]);
        assert_eq!(
            names(r"\mathbf{x}_t + \log f(\mathbf{x})"),
            [r"\mathbf{x}", "f"]
        );
    }

    #[test]
    fn odd_tex_does_no_harm() {
        for tex in [
            "",
            "_",
            "^{",
            "x_{",
            r"\frac{1}",
            "}}",
            r"\tfrac12",
            "x_{,}",
            "é",
        ] {
            changes(tex, &[]);
        }
    }
}
