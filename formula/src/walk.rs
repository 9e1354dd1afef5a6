//! The free names of a tree.

use std::ops::Range;

use crate::tree::{Expr, Function, Gradient, Node, Post, Statement, Sub, Symbol, Tree};

/// A place where a formula needs a binding.
pub(crate) enum Use<'t> {
    Name(&'t Symbol, &'t Range<usize>),
    Gradient(&'t Gradient, &'t Range<usize>),
    /// The index of a sum without bounds.
    Index(&'t Symbol, &'t Range<usize>),
    /// An expectation or a variance, which may be bound as a whole.
    Expectation(&'t Expr),
}

/// Called for each use; the second argument tells the names of indices. Only
/// if it returns true, what is inside is visited.
type Visit<'v> = dyn FnMut(Use<'_>, &dyn Fn(&str) -> bool) -> bool + 'v;

/// Visits all uses, in the order of the formula.
pub(crate) fn walk(tree: &Tree, visit: &mut Visit<'_>) {
    let mut walker = Walker {
        locals: Vec::new(),
        visit,
    };
    for statement in tree.statements() {
        walker.statement(statement);
    }
}

/// Whether `expr` uses a name for which `wanted` holds.
pub(crate) fn mentions(expr: &Expr, wanted: &mut dyn FnMut(Use<'_>) -> bool) -> bool {
    let mut found = false;
    let mut visit = |each: Use<'_>, _: &dyn Fn(&str) -> bool| {
        found |= wanted(each);
        true
    };
    let mut walker = Walker {
        locals: Vec::new(),
        visit: &mut visit,
    };
    walker.expr(expr);
    found
}

struct Walker<'w, 'v> {
    locals: Vec<String>,
    visit: &'w mut Visit<'v>,
}

impl Walker<'_, '_> {
    fn report(&mut self, found: Use<'_>) -> bool {
        let locals = &self.locals;
        (self.visit)(found, &|name: &str| {
            locals.iter().any(|local| local == name)
        })
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Chain(chain) => {
                self.expr(&chain.first);
                for link in &chain.links {
                    self.expr(&link.right);
                }
            }
            Statement::Joined(_, parts) => {
                for part in parts {
                    self.statement(part);
                }
            }
            Statement::If(then, condition) => {
                self.statement(then);
                self.statement(condition);
            }
        }
    }

    fn all(&mut self, exprs: &[Expr]) {
        for expr in exprs {
            self.expr(expr);
        }
    }

    fn name(&mut self, symbol: &Symbol, range: &Range<usize>) {
        let is_local = symbol
            .readings()
            .iter()
            .any(|reading| self.locals.contains(&reading.name));
        if !is_local {
            self.report(Use::Name(symbol, range));
        }
        self.indices(symbol);
    }

    fn indices(&mut self, symbol: &Symbol) {
        for sub in &symbol.subs {
            if let Sub::Index(index) = sub {
                self.expr(index);
            }
        }
    }

    fn post(&mut self, post: Option<&Post>) {
        if let Some(Post::Power(exponent)) = post {
            self.expr(exponent);
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.node {
            Node::Number(_) | Node::Constant(_) => {}
            Node::Symbol(symbol) => self.name(symbol, &expr.range),
            Node::Apply(apply) => {
                self.name(&apply.symbol, &expr.range);
                self.all(&apply.arguments);
                self.post(apply.post.as_deref());
            }
            Node::Sum(terms) => {
                for (_, term) in terms {
                    self.expr(term);
                }
            }
            Node::Times(first, rest) => {
                self.expr(first);
                for (_, factor) in rest {
                    self.expr(factor);
                }
            }
            Node::Product(items) | Node::Tuple(items) | Node::Set(items) => self.all(items),
            Node::Quotient(a, b) | Node::Fraction(a, b) | Node::Power(a, b) => {
                self.expr(a);
                self.expr(b);
            }
            Node::Root(index, inner) => {
                if let Some(index) = index {
                    self.expr(index);
                }
                self.expr(inner);
            }
            Node::Transpose(inner)
            | Node::Abs(inner)
            | Node::Norm(inner, _)
            | Node::Floor(inner)
            | Node::Ceil(inner) => self.expr(inner),
            Node::Entry(inner, indices) => {
                self.expr(inner);
                self.all(indices);
            }
            Node::Interval(interval) => {
                self.expr(&interval.from);
                self.expr(&interval.to);
            }
            Node::Matrix(_, rows) => {
                for row in rows {
                    self.all(row);
                }
            }
            Node::Cases(branches) => {
                for (value, condition) in branches {
                    self.expr(value);
                    if let Some(condition) = condition {
                        self.statement(condition);
                    }
                }
            }
            Node::Call(call) => {
                let expectation =
                    matches!(call.function, Function::Expectation | Function::Variance);
                if expectation && !self.report(Use::Expectation(expr)) {
                    return;
                }
                for part in call.base.iter().chain(&call.power) {
                    self.expr(part);
                }
                self.all(&call.arguments);
            }
            Node::Big(big) => {
                match &big.bounds {
                    Some((from, to)) => {
                        self.expr(from);
                        self.expr(to);
                    }
                    None => {
                        self.report(Use::Index(&big.variable, &expr.range));
                    }
                }
                self.scoped(&big.variable, &big.body);
            }
            Node::Arg(arg) => {
                if let Some(domain) = &arg.domain {
                    self.expr(domain);
                }
                self.scoped(&arg.variable, &arg.body);
            }
            Node::Gradient(gradient) => {
                self.report(Use::Gradient(gradient, &expr.range));
                self.indices(&gradient.symbol);
                self.all(gradient.arguments.as_deref().unwrap_or_default());
                self.post(gradient.post.as_deref());
            }
            Node::Partial(partial) => {
                self.expr(&partial.of);
                for variable in &partial.by {
                    self.name(variable, &expr.range);
                }
            }
        }
    }

    /// Visits a body that has an index of its own.
    fn scoped(&mut self, variable: &Symbol, body: &Expr) {
        self.locals.push(variable.name());
        self.expr(body);
        self.locals.pop();
    }
}
