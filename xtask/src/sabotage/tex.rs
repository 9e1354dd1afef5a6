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
/// Each relation sign with its opposite and with itself but for the end point.
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

/// Each function with the one that it is exchanged for.
const FUNCTIONS: [(&str, &str); 10] = [
    ("\\log", "\\exp"),
    ("\\ln", "\\exp"),
    ("\\exp", "\\log"),
    ("\\sin", "\\cos"),
    ("\\cos", "\\sin"),
    ("\\tan", "\\sin"),
    ("\\min", "\\max"),
    ("\\max", "\\min"),
    ("\\sum", "\\prod"),
    ("\\prod", "\\sum"),
];
const OPENING: [&str; 6] = ["(", "[", "{", "\\lVert", "\\lfloor", "\\lceil"];
const CLOSING: [&str; 6] = [")", "]", "}", "\\rVert", "\\rfloor", "\\rceil"];
/// Where a term ends, besides at the next sign.
const STOPS: [&str; 14] = [
    ",", ".", "&", "\\\\", "=", "<", ">", "\\lt", "\\gt", "\\le", "\\ge", "\\ne", "\\approx",
    "\\iff",
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
    formula.terms(&mut found);
    formula.groups(&mut found);
    formula.functions(tex, &mut found);
    formula.exchanged_indices(tex, &mut found);
    formula.exchanged_names(tex, others, &mut found);
    found.sort_by(|a, b| (a.1.start, a.0, &a.2).cmp(&(b.1.start, b.0, &b.2)));
    found
}

/// What the names of some formulas are used for.
#[derive(Debug, Default)]
pub struct Roles {
    /// Names that stand before brackets wherever they stand.
    pub functions: Vec<String>,
    /// Names that stand in subscripts.
    pub indices: Vec<String>,
    /// Names with the number of their indices, the largest if it differs.
    subscripts: Vec<(String, usize)>,
}

impl Roles {
    /// The roles in these formulas together.
    pub fn of(formulas: &[&str]) -> Self {
        let mut roles = Self::default();
        let mut bare = Vec::new();
        for tex in formulas {
            let formula = Formula::read(tex);
            for (range, after) in formula.atoms() {
                let name = tex.get(formula.bytes(range.clone())).unwrap_or_default();
                let derived = range.start > 0 && formula.is_one_of(range.start - 1, &["nabla"]);
                let called = formula.is(after, "(") && after == range.end || derived;
                let list = if called {
                    &mut roles.functions
                } else {
                    &mut bare
                };
                list.push(name.to_owned());
                let scripts = formula.scripts.iter();
                let script = scripts.filter(|s| s.low).find(|s| s.mark == range.end);
                let count = script.map_or(0, |script| {
                    let parts = script.inside.clone();
                    let commas = parts.clone().filter(|&at| formula.is(at, ",")).count();
                    let named = parts.clone().any(|at| formula.is_name(at));
                    let numbers = parts.filter(|&at| {
                        let apart = at == script.inside.start || formula.is(at - 1, ",");
                        apart && !formula.is_name(at)
                    });
                    if named {
                        commas + 1 - numbers.count()
                    } else {
                        0
                    }
                });
                roles.subscripts.push((name.to_owned(), count));
            }
            for script in formula.scripts.iter().filter(|script| script.low) {
                for at in script.inside.clone().filter(|&at| formula.is_name(at)) {
                    roles.indices.push(formula.text(at).to_owned());
                }
            }
        }
        roles.functions.retain(|name| !bare.contains(name));
        roles
    }

    /// How many indices a name has.
    pub fn subscripts(&self, name: &str) -> usize {
        let all = self.subscripts.iter().filter(|(other, _)| other == name);
        all.map(|(_, count)| *count).max().unwrap_or(0)
    }
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
            let whole = self.bytes(at..lower.end + 1);
            let text = |part: &Range<usize>| tex.get(self.bytes(part.clone())).unwrap_or_default();
            if text(&upper) != text(&lower) {
                let turned = format!("{}{{{}}}{{{}}}", self.text(at), text(&lower), text(&upper));
                found.push((Kind::EqFraction, whole.clone(), turned));
            }
            let number = |part: &Range<usize>| {
                part.len() == 1 && self.kind(part.start) == Some(TokenKind::Number)
            };
            let is_factor = self.starts_factor(lower.end + 1)
                || at
                    .checked_sub(1)
                    .is_some_and(|before| self.ends_factor(before));
            match (number(&upper), number(&lower)) {
                _ if is_factor => found.push((Kind::EqFactor, whole, String::new())),
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
            if let Some((_, others)) = known {
                let kinds = [Kind::EqRelation, Kind::EqBound];
                for (kind, other) in kinds.into_iter().zip(others) {
                    found.push((kind, token.range.clone(), (*other).to_owned()));
                }
            }
        }
    }

    fn is_opening(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        let after_factor = before.is_some_and(|before| self.ends_factor(before));
        OPENING.contains(&self.text(at)) || self.is(at, "|") && !after_factor
    }

    fn is_closing(&self, at: usize) -> bool {
        CLOSING.contains(&self.text(at)) || self.is(at, "|") && !self.is_opening(at)
    }

    fn is_sign(&self, at: usize) -> bool {
        self.is(at, "+") || self.is(at, "-")
    }

    fn is_stop(&self, at: usize) -> bool {
        let apart = [TokenKind::Text, TokenKind::Begin, TokenKind::End];
        STOPS.contains(&self.text(at)) || self.kind(at).is_some_and(|kind| apart.contains(&kind))
    }

    /// Terms of sums, lost.
    fn terms(&self, found: &mut Vec<Change>) {
        for at in 1..self.tokens.len() {
            if !self.is_sign(at)
                || self.in_script(at)
                || !self.ends_factor(at - 1) && !self.is(at - 1, "|")
            {
                continue;
            }
            let mut depth = 0_usize;
            let end = (at + 1..self.tokens.len()).find(|&i| {
                if self.is_opening(i) {
                    depth += 1;
                } else if self.is_closing(i) {
                    if depth == 0 {
                        return true;
                    }
                    depth -= 1;
                }
                depth == 0 && (self.is_sign(i) && !self.in_script(i) || self.is_stop(i))
            });
            let end = end.unwrap_or(self.tokens.len());
            found.push((Kind::EqTerm, self.bytes(at..end), String::new()));

            let mut depth = 0_usize;
            let before = (0..at).rev().find(|&i| {
                if self.is_closing(i) {
                    depth += 1;
                } else if self.is_opening(i) {
                    if depth == 0 {
                        return true;
                    }
                    depth -= 1;
                }
                depth == 0 && (self.is_sign(i) && !self.in_script(i) || self.is_stop(i))
            });
            // What follows another sign is lost with that one.
            if !before.is_some_and(|before| self.is_sign(before)) {
                let start = before.map_or(0, |before| before + 1);
                let end = if self.is(at, "+") { at + 1 } else { at };
                found.push((Kind::EqTerm, self.bytes(start..end), String::new()));
            }
        }
    }

    /// Factors in brackets, lost with their exponents.
    fn groups(&self, found: &mut Vec<Change>) {
        for at in 0..self.tokens.len() {
            if !self.is(at, "(") || self.in_script(at) {
                continue;
            }
            let mut depth = 0_usize;
            let close = (at..self.tokens.len()).find(|&i| {
                depth += usize::from(self.is(i, "("));
                depth -= usize::from(self.is(i, ")")).min(depth);
                depth == 0
            });
            let Some(close) = close else { continue };
            let script = self.scripts.iter().find(|s| s.mark == close + 1);
            let end = script.map_or(close + 1, |script| script.end);
            let before = at.checked_sub(1);
            // Right after a name they may be its arguments.
            let called =
                before.is_some_and(|at| self.is_name(at) || self.is_one_of(at, &["nabla"]));
            let follows = before.is_some_and(|at| self.ends_factor(at));
            if !called && (follows || self.starts_factor(end)) {
                found.push((Kind::EqFactor, self.bytes(at..end), String::new()));
            }
        }
    }

    /// Other functions, and lost roots.
    fn functions(&self, tex: &str, found: &mut Vec<Change>) {
        for at in 0..self.tokens.len() {
            if self.is_one_of(at, &["sqrt"])
                && let Some(inside) = self.group(at + 1)
            {
                let whole = self.bytes(at..inside.end + 1);
                let inside = tex.get(self.bytes(inside)).unwrap_or_default();
                found.push((Kind::EqFunction, whole, format!("({inside})")));
            }
            let known = FUNCTIONS.iter().find(|(name, _)| *name == self.text(at));
            if let (Some((_, other)), false) = (known, self.in_script(at)) {
                let range = self.bytes(at..at + 1);
                found.push((Kind::EqFunction, range, (*other).to_owned()));
            }
        }
    }

    /// The numbers 1 and 2 in subscripts, exchanged in the whole equation.
    fn exchanged_indices(&self, tex: &str, found: &mut Vec<Change>) {
        let is_number = |at: usize, number: &str| {
            self.kind(at) == Some(TokenKind::Number) && self.text(at) == number
        };
        let low = self.scripts.iter().filter(|script| script.low);
        let places: Vec<usize> = low
            .flat_map(|script| {
                // Between commas, so that the 1 of `t-1` stays.
                let ends = |at: usize| at == script.inside.end || self.is(at, ",");
                let begins = move |at: usize| at == script.inside.start || self.is(at - 1, ",");
                let inside = script.inside.clone();
                inside.filter(move |&at| begins(at) && ends(at + 1))
            })
            .filter(|&at| is_number(at, "1") || is_number(at, "2"))
            .collect();
        let has = |number| places.iter().any(|&at| is_number(at, number));
        let (Some(&first), Some(&last)) = (places.first(), places.last()) else {
            return;
        };
        if !has("1") || !has("2") {
            return;
        }
        let range = self.bytes(first..last + 1);
        let mut after = tex.get(range.clone()).unwrap_or_default().to_owned();
        for &at in &places {
            let here = self.bytes(at..at + 1).start - range.start;
            let other = if is_number(at, "1") { "2" } else { "1" };
            after.replace_range(here..here + 1, other);
        }
        found.push((Kind::EqIndex, range, after));
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
    fn terms_are_lost_with_their_signs() {
        assert_eq!(
            of(Kind::EqTerm, "a + b x - c = d"),
            [" b x - c = d", "a  - c = d", "a + b x  = d"]
        );
        assert_eq!(of(Kind::EqTerm, "1 - a < b"), [" - a < b", "1  < b"]);
        assert_eq!(
            of(Kind::EqTerm, r"x_{t-1} - (a + b)"),
            [" - (a + b)", "x_{t-1} ", "x_{t-1} - ( b)", "x_{t-1} - (a )"]
        );
        assert_eq!(
            of(Kind::EqTerm, r"\log |x| + t \log |1 - a|"),
            [
                r" t \log |1 - a|",
                r"\log |x| ",
                r"\log |x| + t \log | - a|",
                r"\log |x| + t \log |1 |",
            ]
        );
        assert!(of(Kind::EqTerm, "-a").is_empty());
    }

    #[test]
    fn fractions_are_turned_and_brackets_lost() {
        assert_eq!(of(Kind::EqFraction, r"\frac{2}{a+b}"), [r"\frac{a+b}{2}"]);
        let lost = of(Kind::EqFactor, r"(1 - a)^t x");
        assert!(lost.contains(&" x".to_owned()), "{lost:?}");
        let lost = of(Kind::EqFactor, r"x \frac{a}{b}");
        assert!(lost.contains(&"x ".to_owned()), "{lost:?}");
        assert!(!of(Kind::EqFactor, "f(x) + 1").contains(&"f + 1".to_owned()));
    }

    #[test]
    fn functions_are_exchanged_and_roots_lost() {
        assert_eq!(of(Kind::EqFunction, r"\log a"), [r"\exp a"]);
        assert_eq!(of(Kind::EqFunction, r"\sqrt{a b}"), ["(a b)"]);
        assert_eq!(
            of(Kind::EqFunction, r"\max(a, m_{\max})"),
            [r"\min(a, m_{\max})"]
        );
    }

    #[test]
    fn two_indices_are_exchanged_everywhere() {
        let exchanged = of(Kind::EqIndex, r"\lambda_1 x_1 + x_{t,2}");
        assert!(exchanged.contains(&r"\lambda_2 x_2 + x_{t,1}".to_owned()));
    }

    #[test]
    fn names_have_roles() {
        let roles = Roles::of(&[r"x_{t-1,i} = \mathbf{y}_t + f(\lambda_1) \nabla g(z) + h h(2)"]);
        assert_eq!(roles.functions, ["f", "g"]);
        assert_eq!(roles.indices, ["t", "i", "t"]);
        let counts = ["x", "\\mathbf{y}", "\\lambda", "z"].map(|name| roles.subscripts(name));
        assert_eq!(counts, [2, 1, 0, 0]);
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
        assert_eq!(of(Kind::EqRelation, "a < b"), ["a > b"]);
        assert_eq!(of(Kind::EqBound, "a < b"), ["a \\le  b"]);
        assert_eq!(of(Kind::EqRelation, r"a \le b"), [r"a \ge  b"]);
        assert_eq!(of(Kind::EqBound, r"a \le b"), ["a <  b"]);
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
