//! Factors: what a power can stand on.

use super::expression::only_function;
use super::{Bar, Parser, Script};
use crate::error::{Error, ErrorKind, Result};
use crate::token::TokenKind;
use crate::tree::{Apply, Call, Constant, Expr, Function, Interval, Node, Norm, Post, Symbol};

impl Parser {
    pub(super) fn factor(&mut self) -> Result<Expr> {
        self.deeper(Self::factor_inside)
    }

    fn factor_inside(&mut self) -> Result<Expr> {
        let start = self.here();
        let sign = self.sign().to_owned();
        match (self.kind(), sign.as_str()) {
            (Some(TokenKind::Number), _) => {
                let text = self.token().map(|token| token.text.clone());
                self.advance();
                let node = Node::Number(text.unwrap_or_default());
                let number = self.finish(node, &start);
                self.with_script(number)
            }
            (Some(TokenKind::Begin), _) => self.environment(),
            (_, "(" | "[") => {
                let group = self.group()?;
                let group = self.with_entry(group)?;
                self.with_script(group)
            }
            (_, "\\{") => {
                let items = self.list("\\{", "\\}")?;
                Ok(self.finish(Node::Set(items), &start))
            }
            (_, "{") => self.braces(),
            (_, "|") => self.absolute("|", Bar::Single),
            (_, "\\lvert") => self.absolute("\\rvert", Bar::None),
            (_, "\\|") => self.norm("\\|", Bar::Double),
            (_, "\\lVert") => self.norm("\\rVert", Bar::None),
            (_, "\\lfloor" | "\\lceil") => self.rounded(),
            (_, "\\frac") => self.fraction(),
            (_, "\\sqrt") => self.root(),
            (_, "\\sum" | "\\prod") => self.big(),
            (_, "\\max" | "\\min") if self.sign_after(1) == "_" => self.big(),
            (_, "\\arg") => self.arg(),
            (_, "\\nabla") => self.gradient(),
            (_, "\\partial") => self.inline_partial(),
            (_, "\\infty") => {
                self.advance();
                let constant = self.finish(Node::Constant(Constant::Infinity), &start);
                self.with_script(constant)
            }
            (_, sign) if Function::of_tex(sign).is_some() => {
                self.advance();
                let function = Function::of_tex(sign).unwrap_or(Function::Log);
                self.call(function, &start)
            }
            _ => self.named(),
        }
    }

    /// A factor that starts with a name.
    fn named(&mut self) -> Result<Expr> {
        let start = self.here();
        if !self.starts_name() {
            return Err(self.unexpected());
        }
        let symbol = self.symbol()?;
        let bare = symbol.subs.is_empty() && symbol.primes == 0 && symbol.star.is_none();
        if bare {
            if let Some(constant) = Constant::of_tex(&symbol.base) {
                let constant = self.finish(Node::Constant(constant), &start);
                return self.with_script(constant);
            }
            if let Some(function) = Function::of_tex(&symbol.base) {
                return self.call(function, &start);
            }
            if matches!(symbol.base.as_str(), "\\argmin" | "\\argmax") {
                return self.arg_after(symbol.base == "\\argmax", &start);
            }
        }
        if self.sign() != "(" {
            let symbol = self.finish(Node::Symbol(symbol), &start);
            return self.with_script(symbol);
        }
        if bare && ["O", "o", "\\mathcal{O}"].contains(&symbol.base.as_str()) {
            let message = format!(
                "`{}(…)` hides a constant: write a bound with its constant",
                symbol.base
            );
            let range = self.since(&start);
            return Err(Error::new(ErrorKind::Refused, &range, message));
        }
        let arguments = self.list("(", ")")?;
        let post = self.post()?;
        let apply = Apply {
            symbol,
            arguments,
            post,
            only_function: false,
        };
        Ok(self.finish(Node::Apply(apply), &start))
    }

    /// What stands on the group after a name.
    pub(super) fn post(&mut self) -> Result<Option<Box<Post>>> {
        if self.sign() == "_" || self.sign() == "'" {
            let message = "a mark on an application: put parentheses around it";
            return self.error(ErrorKind::Ambiguous, message);
        }
        if !self.eat("^") {
            return Ok(None);
        }
        Ok(Some(Box::new(match self.script()? {
            Script::Power(exponent) => Post::Power(exponent),
            Script::Transpose => Post::Transpose,
        })))
    }

    /// `expr` with the power on it, if there is one.
    pub(super) fn with_script(&mut self, expr: Expr) -> Result<Expr> {
        if !self.eat("^") {
            return Ok(expr);
        }
        let start = expr.range.clone();
        let base = Box::new(expr);
        let node = match self.script()? {
            Script::Power(exponent) => Node::Power(base, Box::new(exponent)),
            Script::Transpose => Node::Transpose(base),
        };
        match self.sign() {
            "^" => self.error(ErrorKind::Syntax, "two exponents on one base"),
            "_" => self.error(ErrorKind::Syntax, "write the subscript before the exponent"),
            _ => Ok(self.finish(node, &start)),
        }
    }

    /// `group` with the subscript on it, if there is one.
    fn with_entry(&mut self, group: Expr) -> Result<Expr> {
        if self.sign() != "_" {
            return Ok(group);
        }
        let start = group.range.clone();
        self.advance();
        let indices = self.indices()?;
        Ok(self.finish(Node::Entry(Box::new(group), indices), &start))
    }

    /// Parentheses or brackets: a group, a tuple or an interval.
    fn group(&mut self) -> Result<Expr> {
        let start = self.here();
        let round = self.sign() == "(";
        self.advance();
        let mut items = self.within(Bar::None, Self::items)?;
        let closes_round = self.sign() == ")";
        if !closes_round && self.sign() != "]" {
            return Err(self.unexpected());
        }
        self.advance();
        let range = self.since(&start);
        match (items.len(), items.pop()) {
            (1, Some(mut only)) if round == closes_round => {
                only.range = range;
                Ok(only)
            }
            (2, Some(to)) if !(round && closes_round) => {
                let Some(from) = items.pop() else {
                    return Err(self.unexpected());
                };
                let interval = Interval {
                    from,
                    to,
                    from_open: round,
                    to_open: closes_round,
                };
                Ok(Expr::new(Node::Interval(Box::new(interval)), range))
            }
            (2.., Some(last)) if round && closes_round => {
                items.push(last);
                Ok(Expr::new(Node::Tuple(items), range))
            }
            _ => {
                let message = "a group needs matching brackets, an interval two bounds";
                Err(Error::new(ErrorKind::Syntax, &range, message))
            }
        }
    }

    /// Expressions with commas between them.
    pub(super) fn items(&mut self) -> Result<Vec<Expr>> {
        let mut items = vec![self.expr()?];
        while self.eat(",") {
            items.push(self.expr()?);
        }
        Ok(items)
    }

    /// Expressions between two brackets.
    pub(super) fn list(&mut self, open: &str, close: &str) -> Result<Vec<Expr>> {
        self.expect(open)?;
        let items = self.within(Bar::None, Self::items)?;
        self.expect(close)?;
        Ok(items)
    }

    /// Braces, which show nothing: they may hold one factor.
    fn braces(&mut self) -> Result<Expr> {
        let start = self.here();
        self.expect("{")?;
        let mut inner = self.within(Bar::None, Self::factor)?;
        if self.sign() != "}" {
            let mut error = self.unexpected();
            if error.kind == ErrorKind::Syntax || self.starts_factor() {
                error.kind = ErrorKind::Ambiguous;
                error.message = "braces show nothing on the page: write parentheses".to_owned();
            }
            return Err(error);
        }
        self.advance();
        inner.range = self.since(&start);
        let raised = matches!(
            inner.node,
            Node::Power(..)
                | Node::Transpose(_)
                | Node::Fraction(..)
                | Node::Call(_)
                | Node::Big(_)
                | Node::Arg(_)
                | Node::Gradient(_)
                | Node::Partial(_)
                | Node::Apply(_)
                | Node::Cases(_)
        );
        if raised && self.sign() == "^" {
            let message = "an exponent on braces, which show nothing: write parentheses";
            return self.error(ErrorKind::Ambiguous, message);
        }
        self.with_script(inner)
    }

    fn absolute(&mut self, close: &str, bar: Bar) -> Result<Expr> {
        let start = self.here();
        self.advance();
        let inner = self.within(bar, Self::expr)?;
        self.expect(close)?;
        let node = Node::Abs(Box::new(inner));
        let expr = self.finish(node, &start);
        self.with_script(expr)
    }

    fn norm(&mut self, close: &str, bar: Bar) -> Result<Expr> {
        let start = self.here();
        self.advance();
        let inner = self.within(bar, Self::expr)?;
        self.expect(close)?;
        let mut norm = None;
        if self.eat("_") {
            let braces = self.eat("{");
            let text = self.token().map(|token| token.text.clone());
            norm = match text.as_deref() {
                Some("1") => Some(Norm::One),
                Some("2") => Some(Norm::Two),
                Some("\\infty") => Some(Norm::Infinity),
                Some("F") => Some(Norm::Frobenius),
                _ => {
                    let message = "a norm that is not 1, 2, `\\infty` or F";
                    return self.error(ErrorKind::Refused, message);
                }
            };
            self.advance();
            if braces {
                self.expect("}")?;
            }
        }
        let node = Node::Norm(Box::new(inner), norm);
        let expr = self.finish(node, &start);
        self.with_script(expr)
    }

    fn rounded(&mut self) -> Result<Expr> {
        let start = self.here();
        let down = self.sign() == "\\lfloor";
        self.advance();
        let inner = Box::new(self.within(Bar::None, Self::expr)?);
        self.expect(if down { "\\rfloor" } else { "\\rceil" })?;
        let node = if down {
            Node::Floor(inner)
        } else {
            Node::Ceil(inner)
        };
        Ok(self.finish(node, &start))
    }

    fn root(&mut self) -> Result<Expr> {
        let start = self.here();
        self.advance();
        let mut index = None;
        if self.eat("[") {
            index = Some(Box::new(self.within(Bar::None, Self::expr)?));
            self.expect("]")?;
        }
        let inner = self.argument()?;
        let node = Node::Root(index, Box::new(inner));
        let expr = self.finish(node, &start);
        self.with_script(expr)
    }

    /// A function that needs no binding, its name read.
    fn call(&mut self, function: Function, start: &std::ops::Range<usize>) -> Result<Expr> {
        let mut base = None;
        let mut power = None;
        if function == Function::Log && self.eat("_") {
            base = Some(Box::new(self.script_argument()?));
        }
        if self.eat("^") {
            let here = self.here();
            match self.script()? {
                Script::Power(exponent) if !matches!(exponent.node, Node::Sum(_)) => {
                    power = Some(Box::new(exponent));
                }
                _ => {
                    let message = "the inverse, or one over it? Write `\\arcsin` or a fraction";
                    return Err(Error::new(ErrorKind::Ambiguous, &here, message));
                }
            }
        }
        let arguments = match self.sign() {
            "(" => self.delimited(")")?,
            "[" => self.delimited("]")?,
            "\\{" if matches!(function, Function::Max | Function::Min) => self.delimited("\\}")?,
            _ => vec![self.bare_argument()?],
        };
        let call = Call {
            function,
            base,
            power,
            arguments,
        };
        Ok(self.finish(Node::Call(call), start))
    }

    fn delimited(&mut self, close: &str) -> Result<Vec<Expr>> {
        let open = self.sign().to_owned();
        let arguments = self.list(&open, close)?;
        if ["^", "_", "'"].contains(&self.sign()) {
            let message = "a mark behind the argument of a function: put it on the function's \
                           name, or add parentheses";
            return self.error(ErrorKind::Ambiguous, message);
        }
        Ok(arguments)
    }

    /// An argument without parentheses, after which nothing may follow that
    /// could still belong to it.
    fn bare_argument(&mut self) -> Result<Expr> {
        if !self.starts_factor() && !["|", "\\|"].contains(&self.sign()) {
            return Err(self.unexpected());
        }
        let mut argument = self.factor()?;
        only_function(&mut argument);
        let closed = matches!(argument.node, Node::Abs(_) | Node::Norm(..));
        let dots = ["\\cdot", "\\times", "\\odot"].contains(&self.sign());
        let unclear = matches!(argument.node, Node::Big(_) | Node::Arg(_));
        let follows = !closed && (self.sign() == "/" || dots || self.starts_factor());
        if unclear || follows {
            let message = "where does the argument of the function end? Add parentheses";
            return self.error(ErrorKind::Ambiguous, message);
        }
        Ok(argument)
    }

    /// A name for the variable of a sum or a derivative.
    pub(super) fn variable(&mut self) -> Result<Symbol> {
        if !self.starts_name() {
            return Err(self.unexpected());
        }
        self.symbol()
    }
}
