//! The values of names, and functions that are bound.

use std::ops::Range;

use super::{Evaluator, fit};
use crate::algebra::product;
use crate::args::Args;
use crate::bindings::{Binding, Found};
use crate::error::{Error, ErrorKind, Result};
use crate::tree::{Apply, Expr, Sub, Symbol};
use crate::value::Value;

impl<'b, 'a> Evaluator<'b, 'a> {
    pub(super) fn find(&self, symbol: &Symbol, range: &Range<usize>) -> Result<Option<Found>> {
        let is_local = |name: &str| self.locals.iter().any(|(local, _)| local == name);
        let found = self.bindings.find(symbol, &is_local);
        found.map_err(|message| Error::new(ErrorKind::Ambiguous, range, message))
    }

    pub(super) fn local(&self, key: &str) -> Option<&Value> {
        let found = self.locals.iter().rev().find(|(name, _)| name == key);
        found.map(|(_, value)| value)
    }

    fn unbound(symbol: &Symbol, range: &Range<usize>) -> Error {
        let message = format!("`{symbol}` is not bound");
        Error::new(ErrorKind::Unbound, range, message)
    }

    /// The values of those parts of the subscript that are indices.
    pub(super) fn indices(&mut self, symbol: &Symbol, positions: &[usize]) -> Result<Vec<i64>> {
        let mut indices = Vec::new();
        for &position in positions {
            match symbol.subs.get(position) {
                Some(Sub::Index(index)) => indices.push(self.integer(index)?),
                Some(Sub::Literal(text)) => indices.push(text.parse().unwrap_or(0)),
                None => {}
            }
        }
        Ok(indices)
    }

    /// The value of a name.
    pub(super) fn name(&mut self, symbol: &Symbol, range: &Range<usize>) -> Result<Value> {
        let Some(found) = self.find(symbol, range)? else {
            return Err(Self::unbound(symbol, range));
        };
        let indices = self.indices(symbol, &found.indices)?;
        if let Some(local) = self.local(&found.key) {
            return fit(local.at(&indices), range);
        }
        let bindings = self.bindings;
        let missing = |indices: &[i64]| {
            let message = format!("`{symbol}` has no item at {indices:?}");
            Error::new(ErrorKind::Value, range, message)
        };
        let refused = |message: String| Err(Error::new(ErrorKind::Value, range, message));
        match (bindings.get(&found.key), indices.as_slice()) {
            (None, _) => Err(Self::unbound(symbol, range)),
            (Some(Binding::Value(value)), indices) => fit(value.at(indices), range),
            (Some(Binding::Computed(item)), [first, rest @ ..]) => {
                let item = item(*first).ok_or_else(|| missing(&[*first]))?;
                fit(item.at(rest), range)
            }
            (Some(Binding::Table(entry)), [first, second, rest @ ..]) => {
                let entry = entry(*first, *second).ok_or_else(|| missing(&[*first, *second]))?;
                fit(entry.at(rest), range)
            }
            (Some(Binding::Random(values)), indices) => {
                match self.sample.and_then(|sample| values.get(sample)) {
                    Some(value) => fit(value.at(indices), range),
                    None => refused(format!("`{symbol}` is random outside of an expectation")),
                }
            }
            (Some(Binding::Computed(_) | Binding::Table(_)), _) => {
                refused(format!("`{symbol}` lacks an index"))
            }
            (Some(Binding::Function(_)), _) => {
                refused(format!("`{symbol}` is a function and lacks its argument"))
            }
            (Some(Binding::Range(..)), _) => {
                refused(format!("`{symbol}` has a range and no value"))
            }
        }
    }

    /// A name before a group.
    pub(super) fn apply(&mut self, apply: &Apply, range: &Range<usize>) -> Result<Value> {
        let symbol = &apply.symbol;
        if let Some(found) = self.find(symbol, range)? {
            if let Some(Binding::Function(_)) = self.bindings.get(&found.key) {
                let indices = self.indices(symbol, &found.indices)?;
                let arguments = self.values(&apply.arguments)?;
                let value = self.run(&found.key, &indices, arguments, range)?;
                return self.posted(value, apply.post.as_deref(), range);
            }
            return self.factor_before_group(apply, range);
        }
        let Some((of, order)) = self.bindings.derivative_of(symbol) else {
            return Err(Self::unbound(symbol, range));
        };
        let [argument] = apply.arguments.as_slice() else {
            let message = "primes on a function with more than one argument";
            return Err(Error::new(ErrorKind::Ambiguous, range, message));
        };
        let at = self.real(argument)?;
        let value = self.primed(&of, order, at, range)?;
        self.posted(Value::real(value), apply.post.as_deref(), range)
    }

    fn factor_before_group(&mut self, apply: &Apply, range: &Range<usize>) -> Result<Value> {
        let symbol = &apply.symbol;
        if apply.only_function {
            let message = format!(
                "`{symbol}` is no function: add parentheses to show where the expression ends"
            );
            return Err(Error::new(ErrorKind::Ambiguous, range, message));
        }
        let [group] = apply.arguments.as_slice() else {
            let message = format!("`{symbol}` is no function, but stands before arguments");
            return Err(Error::new(ErrorKind::Value, range, message));
        };
        let factor = self.name(symbol, range)?;
        let group = self.value(group)?;
        let group = self.posted(group, apply.post.as_deref(), range)?;
        fit(product(&factor, &group), range)
    }

    /// Calls a function that is bound, indices first.
    pub(super) fn run(
        &mut self,
        key: &str,
        indices: &[i64],
        arguments: Vec<Value>,
        range: &Range<usize>,
    ) -> Result<Value> {
        #[expect(clippy::cast_precision_loss, reason = "indices are small")]
        let indices = indices.iter().map(|&index| Value::real(index as f64));
        let arguments = Args(indices.chain(arguments).collect());
        let Some(Binding::Function(function)) = self.bindings.get(key) else {
            let message = format!("`{key}` is no function");
            return Err(Error::new(ErrorKind::Value, range, message));
        };
        let value = function(&arguments);
        fit(value.map_err(|e| format!("`{key}`: {e}")), range)
    }

    /// The one argument of a call.
    pub(super) fn single<'e>(arguments: &'e [Expr], range: &Range<usize>) -> Result<&'e Expr> {
        match arguments {
            [single] => Ok(single),
            _ => {
                let message = format!("{} arguments where one is needed", arguments.len());
                Err(Error::new(ErrorKind::Value, range, message))
            }
        }
    }
}
