//! What the names of a formula stand for.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::args::Args;
use crate::error::{Error, ErrorKind, Result};
use crate::lexer::tokens;
use crate::matrix::Matrix;
use crate::parse::expression;
use crate::prepare::prepare;
use crate::tree::{Function, Gradient, Node, Symbol, Tree};
use crate::value::{Complex, Value};
use crate::walk::{Use, walk};

type ByIndex<'a> = Box<dyn Fn(i64) -> Option<Value> + 'a>;
type ByTwo<'a> = Box<dyn Fn(i64, i64) -> Option<Value> + 'a>;
pub(crate) type Callable<'a> = Box<dyn Fn(&Args) -> std::result::Result<Value, String> + 'a>;

pub(crate) enum Binding<'a> {
    Value(Value),
    Computed(ByIndex<'a>),
    Table(ByTwo<'a>),
    Function(Callable<'a>),
    Range(i64, i64),
    Random(Vec<Value>),
}

/// What the names of a formula stand for.
///
/// Names are written as on the page: `\eta`, `\lambda_{\max}`, `x_1`,
/// `\mathbf{x}`, `f`. A name that is bound twice, or that is none, is an error
/// of every formula that is evaluated with these bindings.
#[derive(Default)]
pub struct Bindings<'a> {
    all: BTreeMap<String, Binding<'a>>,
    /// Other names for the entries of points: `x` for `\mathbf{x}`.
    aliases: BTreeMap<String, String>,
    problems: Vec<String>,
    shared: bool,
}

impl fmt::Debug for Bindings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.all.keys()).finish()
    }
}

/// How a name was found: its binding, and the positions in its subscript that
/// are indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub key: String,
    pub indices: Vec<usize>,
}

impl<'a> Bindings<'a> {
    /// No bindings.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn bind(mut self, name: &str, binding: Binding<'a>) -> Self {
        match canonical(name) {
            Err(problem) => self.problems.push(problem),
            Ok((key, _)) => {
                if self.all.insert(key, binding).is_some() {
                    self.problems.push(format!("`{name}` is bound twice"));
                }
            }
        }
        self
    }

    /// Binds a name to any value.
    #[must_use]
    pub fn value(self, name: &str, value: impl Into<Value>) -> Self {
        self.bind(name, Binding::Value(value.into()))
    }

    /// Binds a name to a real number.
    #[must_use]
    pub fn scalar(self, name: &str, x: f64) -> Self {
        self.value(name, x)
    }

    /// Binds a name to an integer, such as the number of a step.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "indices are small")]
    pub fn integer(self, name: &str, n: i64) -> Self {
        self.value(name, n as f64)
    }

    /// Binds a name to a complex number.
    #[must_use]
    pub fn complex(self, name: &str, z: Complex) -> Self {
        self.value(name, z)
    }

    /// Bindings for several formulas, each of which uses some of them; without
    /// it, a name that the formula does not use is an error.
    #[must_use]
    pub fn shared(mut self) -> Self {
        self.shared = true;
        self
    }

    /// Binds a name to a vector; its entries are counted from 1.
    #[must_use]
    pub fn vector(self, name: &str, entries: impl AsRef<[f64]>) -> Self {
        self.value(name, entries.as_ref())
    }

    /// Binds a name in bold to a vector, and the same name in italics to its
    /// coordinates: `\mathbf{x}`, and with it `x_1` and `x_i`. Derivatives by
    /// a coordinate then know what depends on it.
    #[must_use]
    pub fn point(mut self, name: &str, coordinates: impl AsRef<[f64]>) -> Self {
        if let Ok((key, Some(plain))) = canonical(name) {
            self.aliases.insert(plain, key);
        }
        self.vector(name, coordinates)
    }

    /// Binds a name to a matrix, given by its rows.
    #[must_use]
    pub fn matrix<R, Z>(mut self, name: &str, rows: impl IntoIterator<Item = R>) -> Self
    where
        R: IntoIterator<Item = Z>,
        Z: Into<Complex>,
    {
        match Matrix::new(rows) {
            Ok(matrix) => self.value(name, matrix),
            Err(problem) => {
                self.problems.push(format!("`{name}`: {problem}"));
                self
            }
        }
    }

    /// Binds a name to a sequence whose first item has the index `first`. An
    /// item may be a vector: `x_{t,i}` is entry `i` of item `t`.
    #[must_use]
    pub fn sequence<V: Into<Value>>(
        self,
        name: &str,
        first: i64,
        items: impl IntoIterator<Item = V>,
    ) -> Self {
        self.value(name, Value::sequence(first, items))
    }

    /// Binds a name to a sequence that is computed; where it has no item,
    /// `None`.
    #[must_use]
    pub fn sequence_by(self, name: &str, item: impl Fn(i64) -> Option<Value> + 'a) -> Self {
        self.bind(name, Binding::Computed(Box::new(item)))
    }

    /// Binds a name to what has two indices, such as `g_{t,t-1}`.
    #[must_use]
    pub fn table(self, name: &str, entry: impl Fn(i64, i64) -> Option<Value> + 'a) -> Self {
        self.bind(name, Binding::Table(Box::new(entry)))
    }

    /// Binds a name to a function. Indices of its name come before its
    /// arguments: `T_k(x)` is called with `k` and `x`. Also `f'` and
    /// `\nabla f` may be bound; where they are not, derivatives of `f` are
    /// computed from differences.
    #[must_use]
    pub fn function(
        self,
        name: &str,
        function: impl Fn(&Args) -> std::result::Result<Value, String> + 'a,
    ) -> Self {
        self.bind(name, Binding::Function(Box::new(function)))
    }

    /// Binds an index to its range, for sums and maxima without bounds:
    /// `\max_i`.
    #[must_use]
    pub fn range(self, name: &str, first: i64, last: i64) -> Self {
        self.bind(name, Binding::Range(first, last))
    }

    /// Binds a name to a random quantity with finitely many values that are
    /// equally likely, for `\operatorname{E}` and `\operatorname{Var}`. All
    /// random quantities of an expectation change together: value `s` of one
    /// comes with value `s` of the others.
    #[must_use]
    pub fn random<V: Into<Value>>(self, name: &str, values: impl IntoIterator<Item = V>) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        self.bind(name, Binding::Random(values))
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Binding<'a>> {
        self.all.get(key)
    }

    /// How to read a name; `is_local` says which names an index has.
    pub(crate) fn find(
        &self,
        symbol: &Symbol,
        is_local: &dyn Fn(&str) -> bool,
    ) -> std::result::Result<Option<Found>, String> {
        let known = |name: &str, has_index: bool| {
            if is_local(name) || self.all.contains_key(name) {
                return Some(name.to_owned());
            }
            // In italics stands a coordinate, never the whole point.
            let alias = has_index.then(|| self.aliases.get(name));
            alias.flatten().cloned()
        };
        let mut best: Option<(usize, Found)> = None;
        for reading in symbol.readings() {
            if best.as_ref().is_some_and(|(n, _)| *n > reading.literals) {
                break;
            }
            let Some(key) = known(&reading.name, !reading.indices.is_empty()) else {
                continue;
            };
            if let Some((_, first)) = &best {
                return Err(format!(
                    "`{symbol}` may be of `{}` or of `{key}`",
                    first.key
                ));
            }
            let indices = reading.indices;
            best = Some((reading.literals, Found { key, indices }));
        }
        Ok(best.map(|(_, found)| found))
    }

    /// What is bound to a function of which `symbol` is a derivative by its
    /// primes, and how many primes were left out.
    pub(crate) fn derivative_of(&self, symbol: &Symbol) -> Option<(Symbol, usize)> {
        (1..=symbol.primes.min(2)).find_map(|primes| {
            let mut of = symbol.clone();
            of.primes -= primes;
            let found = self.find(&of, &|_| false).ok()??;
            let is_function = matches!(self.get(&found.key), Some(Binding::Function(_)));
            is_function.then_some((of, primes))
        })
    }

    /// The name by which the gradient is bound, or else that of its function.
    pub(crate) fn gradient_key(&self, gradient: &Gradient) -> Option<String> {
        let own = gradient.name();
        if self.all.contains_key(&own) {
            return Some(own);
        }
        let found = self.find(&gradient.symbol, &|_| false).ok()??;
        Some(found.key)
    }

    /// Checks that every free name is bound and every binding used.
    pub(crate) fn check_names(&self, tree: &Tree) -> Result<()> {
        if let Some(problem) = self.problems.first() {
            return Err(Error::new(ErrorKind::Binding, &(0..0), problem.as_str()));
        }
        let mut used = BTreeSet::new();
        let mut unbound = None;
        walk(tree, &mut |found, is_local| {
            let (key, name, range) = match found {
                Use::Name(symbol, range) => {
                    let found = self.find(symbol, is_local);
                    let found = found.ok().flatten().or_else(|| {
                        let (of, _) = self.derivative_of(symbol)?;
                        self.find(&of, &|_| false).ok().flatten()
                    });
                    (found.map(|found| found.key), symbol.to_string(), range)
                }
                Use::Gradient(gradient, range) => {
                    (self.gradient_key(gradient), gradient.name(), range)
                }
                Use::Index(symbol, range) => {
                    let name = symbol.name();
                    let bound = matches!(self.get(&name), Some(Binding::Range(..)));
                    (bound.then(|| name.clone()), name, range)
                }
                Use::Expectation(expr) => {
                    let name = expr.to_string();
                    let bound = self.all.contains_key(&name);
                    if bound {
                        used.insert(name);
                    }
                    return !bound;
                }
            };
            match key {
                Some(key) => {
                    used.insert(key);
                }
                None if unbound.is_none() => {
                    let message = format!("`{name}` is not bound");
                    unbound = Some(Error::new(ErrorKind::Unbound, range, message));
                }
                None => {}
            }
            true
        });
        if let Some(error) = unbound {
            return Err(error);
        }
        let mut all = self.all.keys().filter(|_| !self.shared);
        match all.find(|key| !used.contains(*key)) {
            None => Ok(()),
            Some(key) => {
                let message = format!("`{key}` is bound, but the formula does not use it");
                Err(Error::new(ErrorKind::Binding, &(0..0), message))
            }
        }
    }
}

/// The spelling of a name that formulas look for, and the name of its
/// coordinates if it is in bold.
fn canonical(name: &str) -> std::result::Result<(String, Option<String>), String> {
    let read = prepare(tokens(name)).and_then(|tokens| expression(tokens, name.len()));
    let expr = read.map_err(|error| format!("`{name}` is no name: {error}"))?;
    match &expr.node {
        Node::Symbol(symbol) if symbol.indices().next().is_none() => {
            Ok((symbol.name(), plain(symbol)))
        }
        Node::Gradient(gradient)
            if gradient.arguments.is_none()
                && gradient.post.is_none()
                && gradient.symbol.indices().next().is_none() =>
        {
            Ok((gradient.name(), None))
        }
        Node::Call(call) if matches!(call.function, Function::Expectation | Function::Variance) => {
            Ok((expr.to_string(), None))
        }
        _ => Err(format!("`{name}` is no name that can be bound")),
    }
}

/// The name without bold.
fn plain(symbol: &Symbol) -> Option<String> {
    let inner = ["\\mathbf{", "\\boldsymbol{", "\\bm{"]
        .iter()
        .find_map(|font| symbol.base.strip_prefix(font))?;
    let plain = Symbol {
        base: inner.strip_suffix('}')?.to_owned(),
        ..symbol.clone()
    };
    Some(plain.name())
}
