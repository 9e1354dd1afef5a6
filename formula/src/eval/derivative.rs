//! Gradients and partial derivatives of functions that are bound.

use std::ops::Range;

use super::differences::{first, mixed, second};
use super::{Evaluator, fit};
use crate::bindings::Binding;
use crate::error::{Error, ErrorKind, Result};
use crate::matrix::Matrix;
use crate::tree::{Expr, Gradient, Node, Partial, Symbol};
use crate::value::{Complex, Value};
use crate::walk::{Use, mentions};

/// What a derivative is taken by: a name that has a value, or one entry of
/// it.
#[derive(Debug, Clone, PartialEq)]
struct Variable {
    key: String,
    value: Vec<f64>,
    /// The entry; of a number, none.
    entry: Option<usize>,
}

impl Variable {
    fn at(&self) -> f64 {
        let value = self.value.get(self.entry.unwrap_or(0));
        value.copied().unwrap_or(f64::NAN)
    }
}

fn refused<T>(range: &Range<usize>, message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::Value, range, message))
}

fn found(derivative: f64, range: &Range<usize>) -> Result<f64> {
    if derivative.is_finite() {
        Ok(derivative)
    } else {
        refused(range, "there is no derivative at this point")
    }
}

fn replaced(point: &[f64], changes: &[(usize, f64)]) -> Vec<f64> {
    let mut point = point.to_vec();
    for (i, x) in changes {
        if let Some(entry) = point.get_mut(*i) {
            *entry = *x;
        }
    }
    point
}

impl Evaluator<'_, '_> {
    /// `f'(x)` or `f''(x)`, from the values of `f`.
    pub(super) fn primed(
        &mut self,
        of: &Symbol,
        order: usize,
        at: f64,
        range: &Range<usize>,
    ) -> Result<f64> {
        let (key, indices) = self.function_key(of, range)?;
        // What is wrong at the point itself is said, not taken for a gap.
        let here = self.run(&key, &indices, vec![Value::real(at)], range)?;
        fit(here.as_real(), range)?;
        let mut f = |x: f64| {
            let value = self.run(&key, &indices, vec![Value::real(x)], range);
            value
                .ok()
                .and_then(|v| v.as_real().ok())
                .unwrap_or(f64::NAN)
        };
        let derivative = match order {
            1 => first(at, &mut f),
            _ => second(at, &mut f),
        };
        found(derivative, range)
    }

    fn function_key(
        &mut self,
        symbol: &Symbol,
        range: &Range<usize>,
    ) -> Result<(String, Vec<i64>)> {
        match self.find(symbol, range)? {
            Some(found) if matches!(self.bindings.get(&found.key), Some(Binding::Function(_))) => {
                let indices = self.indices(symbol, &found.indices)?;
                Ok((found.key, indices))
            }
            _ => refused(range, format!("`{symbol}` is no function")),
        }
    }

    pub(super) fn gradient(&mut self, gradient: &Gradient, range: &Range<usize>) -> Result<Value> {
        let own = gradient.name();
        let Some(arguments) = &gradient.arguments else {
            let Some(Binding::Value(value)) = self.bindings.get(&own) else {
                return refused(range, format!("`{own}` at which point?"));
            };
            return self.posted(value.clone(), gradient.post.as_deref(), range);
        };
        let values = self.values(arguments)?;
        let value = if let Some(Binding::Function(_)) = self.bindings.get(&own) {
            let positions: Vec<usize> = (0..gradient.symbol.subs.len()).collect();
            let is_index = |p: &usize| {
                matches!(
                    gradient.symbol.subs.get(*p),
                    Some(crate::tree::Sub::Index(_))
                )
            };
            let positions: Vec<usize> = positions.into_iter().filter(is_index).collect();
            let indices = self.indices(&gradient.symbol, &positions)?;
            self.run(&own, &indices, values, range)?
        } else {
            let [at] = values.as_slice() else {
                return refused(range, "a gradient by which of the arguments?");
            };
            self.numeric_gradient(gradient, at, range)?
        };
        self.posted(value, gradient.post.as_deref(), range)
    }

    /// The gradient or the second derivatives from the values of the function.
    fn numeric_gradient(
        &mut self,
        gradient: &Gradient,
        at: &Value,
        range: &Range<usize>,
    ) -> Result<Value> {
        if let Value::Scalar(_) = at {
            let x = fit(at.as_real(), range)?;
            let order = if gradient.second { 2 } else { 1 };
            let derivative = self.primed(&gradient.symbol, order, x, range)?;
            return Ok(Value::real(derivative));
        }
        let (key, indices) = self.function_key(&gradient.symbol, range)?;
        let point = fit(at.as_vector(), range)?;
        let n = point.len();
        let here = self.run(&key, &indices, vec![Value::from(point.clone())], range)?;
        fit(here.as_real(), range)?;
        let mut f = |changes: &[(usize, f64)]| {
            let moved = Value::from(replaced(&point, changes));
            let value = self.run(&key, &indices, vec![moved], range);
            value
                .ok()
                .and_then(|v| v.as_real().ok())
                .unwrap_or(f64::NAN)
        };
        let places = point.iter().copied().enumerate();
        if !gradient.second {
            let mut entries = Vec::new();
            for (i, x) in places {
                entries.push(found(first(x, |x| f(&[(i, x)])), range)?);
            }
            return Ok(Value::from(entries));
        }
        let mut entries = Vec::new();
        for (i, x) in places.clone() {
            for (j, y) in places.clone() {
                let entry = if i == j {
                    second(x, |x| f(&[(i, x)]))
                } else {
                    mixed(x, y, |x, y| f(&[(i, x), (j, y)]))
                };
                entries.push(Complex::from(found(entry, range)?));
            }
        }
        Ok(Value::Matrix(Matrix::from_entries(n, n, entries)))
    }

    pub(super) fn partial(&mut self, partial: &Partial, range: &Range<usize>) -> Result<Value> {
        let variables = partial.by.iter().map(|symbol| self.variable(symbol, range));
        let variables: Vec<Variable> = variables.collect::<Result<_>>()?;
        let function = match &partial.of.node {
            Node::Symbol(symbol) => self.function_key(symbol, range).ok(),
            _ => None,
        };
        for variable in &variables {
            self.check_dependence(&partial.of, &function, variable, range)?;
        }
        let derivative = match variables.as_slice() {
            [x] => {
                self.moved(&partial.of, &function, &[(x, x.at())])?;
                first(x.at(), |at| {
                    self.moved_or_nan(&partial.of, &function, &[(x, at)])
                })
            }
            [x, y] if function.is_some() && x.key != y.key => {
                let message = "which argument is which? Write the arguments of the function";
                return Err(Error::new(ErrorKind::Ambiguous, range, message));
            }
            [x, y] => {
                self.moved(&partial.of, &function, &[(x, x.at()), (y, y.at())])?;
                if x == y {
                    second(x.at(), |at| {
                        self.moved_or_nan(&partial.of, &function, &[(x, at)])
                    })
                } else {
                    mixed(x.at(), y.at(), |a, b| {
                        self.moved_or_nan(&partial.of, &function, &[(x, a), (y, b)])
                    })
                }
            }
            _ => return refused(range, "a derivative by more than two variables"),
        };
        Ok(Value::real(found(derivative, range)?))
    }

    /// Refuses a derivative by what the expression does not contain, which
    /// would be zero without a warning.
    fn check_dependence(
        &self,
        of: &Expr,
        function: &Option<(String, Vec<i64>)>,
        variable: &Variable,
        range: &Range<usize>,
    ) -> Result<()> {
        let mut names_it = |found: Use<'_>| match found {
            Use::Name(symbol, _) => self
                .find(symbol, range)
                .ok()
                .flatten()
                .is_some_and(|found| found.key == variable.key),
            _ => false,
        };
        if function.is_some() || mentions(of, &mut names_it) {
            return Ok(());
        }
        refused(
            range,
            format!(
                "the derivative of what does not contain `{}`: bind the point with its \
                 coordinates",
                variable.key
            ),
        )
    }

    fn variable(&mut self, symbol: &Symbol, range: &Range<usize>) -> Result<Variable> {
        let Some(found) = self.find(symbol, range)? else {
            return refused(range, format!("`{symbol}` is not bound"));
        };
        let indices = self.indices(symbol, &found.indices)?;
        let bound = match (self.local(&found.key), self.bindings.get(&found.key)) {
            (Some(value), _) | (None, Some(Binding::Value(value))) => Some(value),
            _ => None,
        };
        match (bound, indices.as_slice()) {
            (Some(value @ Value::Scalar(_)), []) => Ok(Variable {
                value: vec![fit(value.as_real(), range)?],
                entry: None,
                key: found.key,
            }),
            (Some(value @ Value::Vector(entries)), [index]) => {
                let entry = usize::try_from(*index - 1).ok();
                match entry.filter(|&i| i < entries.len()) {
                    Some(entry) => Ok(Variable {
                        value: fit(value.as_vector(), range)?,
                        entry: Some(entry),
                        key: found.key,
                    }),
                    None => refused(range, format!("`{symbol}` has no entry {index}")),
                }
            }
            _ => refused(
                range,
                format!("a derivative by `{symbol}`, which is no number"),
            ),
        }
    }

    /// The value of `of` where the variables have other values. A function
    /// without argument is taken at the variable's point.
    fn moved(
        &mut self,
        of: &Expr,
        function: &Option<(String, Vec<i64>)>,
        changes: &[(&Variable, f64)],
    ) -> Result<f64> {
        let depth = self.locals.len();
        let mut point = Value::real(f64::NAN);
        for (variable, at) in changes {
            point = match variable.entry {
                None => Value::real(*at),
                Some(entry) => {
                    let current = self.local(&variable.key).and_then(|v| v.as_vector().ok());
                    let current = current.unwrap_or_else(|| variable.value.clone());
                    Value::from(replaced(&current, &[(entry, *at)]))
                }
            };
            self.locals.push((variable.key.clone(), point.clone()));
        }
        let value = match function {
            Some((key, indices)) => self.run(key, indices, vec![point], &of.range),
            None => self.value(of),
        };
        self.locals.truncate(depth);
        fit(value?.as_real(), &of.range)
    }

    fn moved_or_nan(
        &mut self,
        of: &Expr,
        function: &Option<(String, Vec<i64>)>,
        changes: &[(&Variable, f64)],
    ) -> f64 {
        self.moved(of, function, changes).unwrap_or(f64::NAN)
    }
}
