//! A formula in the prose that says that something is so carries a label, and
//! with it a test.
//!
//! Left out are formulas that only set parameters (a name, an equals sign and
//! a number, or a list of such) and those that only name the coordinates of a
//! point.

use formula::{Token, TokenKind, tokens};
use tests::printed::pages;
use weave::scan::{Page, What};

/// Signs and commands that relate two sides.
const RELATIONS: [&str; 33] = [
    "=",
    "<",
    ">",
    "\\lt",
    "\\gt",
    "\\le",
    "\\ge",
    "\\leq",
    "\\geq",
    "\\leqslant",
    "\\geqslant",
    "\\ll",
    "\\gg",
    "\\ne",
    "\\neq",
    "\\approx",
    "\\equiv",
    "\\sim",
    "\\simeq",
    "\\propto",
    "\\in",
    "\\notin",
    "\\ni",
    "\\subset",
    "\\subseteq",
    "\\prec",
    "\\succ",
    "\\perp",
    "\\iff",
    "\\implies",
    "\\Leftrightarrow",
    "\\Rightarrow",
    "\\mapsto",
];
/// Styles of a name.
const FONTS: [&str; 7] = [
    "\\mathbf",
    "\\boldsymbol",
    "\\mathrm",
    "\\mathcal",
    "\\bar",
    "\\hat",
    "\\tilde",
];

#[test]
fn every_formula_that_states_something_has_a_label() {
    let problems: Vec<String> = pages().iter().flat_map(unlabelled).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// The formulas of a page without a label that state something; displayed
/// ones have a label or state nothing that could be held.
fn unlabelled(page: &Page) -> Vec<String> {
    let mut problems = Vec::new();
    for element in &page.elements {
        let What::Formula {
            tex, label: None, ..
        } = &element.what
        else {
            continue;
        };
        if states(tex) {
            let line = page.line(element.range.start);
            problems.push(format!(
                "{}:{line}: ${tex}$ states something; label it with `<!-- eq: NAME -->`",
                page.file
            ));
        }
    }
    problems
}

/// Whether the formula relates two sides and does more than set parameters.
fn states(tex: &str) -> bool {
    let tokens: Vec<Token> = tokens(tex)
        .into_iter()
        .filter(|token| token.kind != TokenKind::Space)
        .collect();
    let relates = |token: &Token| RELATIONS.contains(&token.text.as_str());
    tokens.iter().any(relates) && !names_coordinates(&tokens) && !Reader(&tokens).settings()
}

/// Whether it is `\mathbf{x} = (x_1, x_2)`, in this order.
fn names_coordinates(tokens: &[Token]) -> bool {
    let words: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
    let ["\\mathbf", "{", name, "}", "=", "(", coordinates @ .., ")"] = &words[..] else {
        return false;
    };
    let mut numbered = (1..).zip(coordinates.split(|word| *word == ","));
    numbered.all(|(i, coordinate)| coordinate == [name, "_", &i.to_string()])
}

/// Reads the tokens that are left.
struct Reader<'t>(&'t [Token]);

impl Reader<'_> {
    /// Takes the next token if it is this one.
    fn take(&mut self, text: &str) -> bool {
        let found = self.0.first().is_some_and(|token| token.text == text);
        if found {
            self.0 = &self.0[1..];
        }
        found
    }

    fn take_if(&mut self, wanted: impl Fn(&Token) -> bool) -> bool {
        let found = self.0.first().is_some_and(wanted);
        if found {
            self.0 = &self.0[1..];
        }
        found
    }

    /// `\eta = 0.4, a = c = 0.5 \text{ and } x = (1, 2)`, to the end.
    fn settings(mut self) -> bool {
        loop {
            if !self.set() {
                return false;
            }
            // Several names may be set to one number.
            loop {
                let before = self.0;
                if !self.set() {
                    self.0 = before;
                    break;
                }
            }
            if !self.constant() {
                return false;
            }
            if self.0.is_empty() {
                return true;
            }
            if !(self.take(",") || self.take_if(|token| token.text.trim() == "and")) {
                return false;
            }
        }
    }

    /// A name, or a product of two, and the sign after it.
    fn set(&mut self) -> bool {
        self.name() && (self.take("=") || self.name() && self.take("="))
    }

    /// A letter with its style, its scripts and its primes, but no call.
    fn name(&mut self) -> bool {
        let styled = FONTS.iter().any(|font| self.take(font));
        let named = match styled {
            true => self.group(),
            false => {
                let relation = |token: &Token| RELATIONS.contains(&token.text.as_str());
                self.take_if(|token| match token.kind {
                    TokenKind::Letter => true,
                    TokenKind::Command => !relation(token) && token.text != "\\nabla",
                    _ => false,
                })
            }
        };
        if !named {
            return false;
        }
        while self.take("_") || self.take("^") {
            if !self.group() && !self.take_if(|_| true) {
                return false;
            }
        }
        while self.take("'") {}
        true
    }

    /// `{…}` without a relation.
    fn group(&mut self) -> bool {
        if !self.take("{") {
            return false;
        }
        let mut depth = 1;
        while depth > 0 {
            match self.0.first().map(|token| token.text.as_str()) {
                None => return false,
                Some("{") => depth += 1,
                Some("}") => depth -= 1,
                Some(other) if RELATIONS.contains(&other) => return false,
                Some(_) => {}
            }
            self.0 = &self.0[1..];
        }
        true
    }

    /// A number, or a tuple of numbers.
    fn constant(&mut self) -> bool {
        if !self.take("(") {
            return self.number();
        }
        loop {
            if !self.number() {
                return false;
            }
            if self.take(")") {
                return true;
            }
            if !self.take(",") {
                return false;
            }
        }
    }

    /// A number with its sign and its power of ten.
    fn number(&mut self) -> bool {
        let _ = self.take("-") || self.take("−");
        if self.take("\\mathbf") {
            return self.take("{") && self.take("0") && self.take("}");
        }
        if !self.take_if(|token| token.kind == TokenKind::Number) {
            return false;
        }
        if self.take("\\times") && !self.take("10") {
            return false;
        }
        if self.take("°") {
            return true;
        }
        !self.take("^") || self.group() || self.take_if(|token| token.kind == TokenKind::Number)
    }
}

#[cfg(test)]
mod the_lint {
    use super::*;

    #[test]
    fn setting_a_parameter_states_nothing() {
        for tex in [
            "\\eta = 0.4",
            "\\beta = 0",
            "\\varphi = 30°",
            "a = c = 2.1",
            "\\eta\\lambda = 0.1",
            "\\mathbf{v}_0 = \\mathbf{0}",
            "x_1 = -5",
            "\\mathbf{x}_0 = (-5, -2)",
            "\\eta = 0.4, \\beta = 0.5",
            "\\eta = 0.4 \\text{ and } \\beta = 1.5 \\times 10^{-3}",
            "\\lambda_{\\max} = 4",
            "\\varepsilon = 10^{-3}",
            "\\mathbf{x} = (x_1, x_2)",
            "1 - \\eta\\lambda",
            "x",
            "10^{-3}",
        ] {
            assert!(!states(tex), "{tex}");
        }
    }

    #[test]
    fn what_could_be_false_is_found() {
        for tex in [
            "0 < \\eta",
            "\\eta = 2 / L",
            "1/\\lambda_2 = 0.25",
            "f(0, 0) = 0",
            "\\nabla f = 0",
            "x_1 = x_2",
            "\\eta = 0.4 < 0.5",
            "\\eta \\approx 0.4",
            "\\eta \\le 1",
            "\\eta \\leq 1",
            "\\eta \\ne 1",
            "\\beta \\in [0, 1)",
            "a \\iff b",
            "\\eta = 0.4, \\beta < 1",
            "\\eta = (1, x)",
            "2 = 2",
            "\\mathbf{x} = (x_2, x_1)",
            "\\mathbf{x} = (x_1, y_2)",
            "x^{a = b} = 1",
            "a = b",
            "\\lambda = a",
            "2 \\eta = 1",
        ] {
            assert!(states(tex), "{tex}");
        }
    }

    #[test]
    fn a_labelled_formula_is_left_alone() {
        let source = "A $x < 1$<!-- eq: a --> and\n$x < 2$.\n";
        let page = weave::scan::page("src/p.md", source).unwrap();
        let found = unlabelled(&page);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("src/p.md:2: $x < 2$ states"));
    }
}
