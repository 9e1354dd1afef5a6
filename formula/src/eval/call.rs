//! The functions that need no binding, and `cases`.

use std::ops::Range;

use super::{Evaluator, fit};
use crate::algebra::{difference, product, raised, sum};
use crate::bindings::Binding;
use crate::error::{Error, ErrorKind, Result};
use crate::matrix::Matrix;
use crate::number::{apply, divide};
use crate::tree::{Call, Expr, Function, Statement};
use crate::value::{Complex, Value};
use crate::walk::{Use, mentions};

impl Evaluator<'_, '_> {
    pub(super) fn call(&mut self, call: &Call, expr: &Expr) -> Result<Value> {
        let range = &expr.range;
        let value = match call.function {
            Function::Max | Function::Min => self.extreme(call, range)?,
            Function::Expectation | Function::Variance => self.expectation(call, expr)?,
            Function::Diagonal => self.diagonal(call, range)?,
            function => {
                let argument = Self::single(&call.arguments, range)?;
                let value = self.value(argument)?;
                let base = match &call.base {
                    Some(base) => Some(self.real(base)?),
                    None => None,
                };
                fit(of_one(function, &value, base), range)?
            }
        };
        let Some(power) = &call.power else {
            return Ok(value);
        };
        let power = self.value(power)?;
        fit(raised(&value, &power), range)
    }

    /// The largest or smallest of several numbers, or of those in a set.
    fn extreme(&mut self, call: &Call, range: &Range<usize>) -> Result<Value> {
        let values = self.values(&call.arguments)?;
        let items: Vec<Value> = match values.as_slice() {
            [Value::Set(items) | Value::Tuple(items) | Value::Sequence { items, .. }] => {
                items.clone()
            }
            [Value::Vector(entries)] => entries.iter().map(|&z| Value::Scalar(z)).collect(),
            _ => values,
        };
        let numbers = items.iter().map(Value::as_real);
        let numbers: Vec<f64> = fit(numbers.collect(), range)?;
        fit(
            extreme(&numbers, call.function == Function::Max).map(Value::real),
            range,
        )
    }

    fn diagonal(&mut self, call: &Call, range: &Range<usize>) -> Result<Value> {
        let values = self.values(&call.arguments)?;
        let entries: std::result::Result<Vec<Complex>, String> = match values.as_slice() {
            [vector @ (Value::Vector(_) | Value::Tuple(_))] => vector.as_complex_vector(),
            several => several.iter().map(Value::as_complex).collect(),
        };
        Ok(Value::Matrix(Matrix::diagonal(&fit(entries, range)?)))
    }

    /// The mean or the variance over the values of the random quantities.
    fn expectation(&mut self, call: &Call, expr: &Expr) -> Result<Value> {
        if let Some(Binding::Value(value)) = self.bindings.get(&expr.to_string()) {
            return Ok(value.clone());
        }
        let range = &expr.range;
        let argument = Self::single(&call.arguments, range)?;
        let samples = self.samples(argument, range)?;
        if self.sample.is_some() {
            let message = "an expectation inside of an expectation";
            return Err(Error::new(ErrorKind::Refused, range, message));
        }
        let mut values = Vec::with_capacity(samples);
        for sample in 0..samples {
            self.sample = Some(sample);
            let value = self.value(argument);
            self.sample = None;
            values.push(value?);
        }
        let mean = fit(mean(&values), range)?;
        if call.function == Function::Expectation {
            return Ok(mean);
        }
        let squares = values.iter().map(|value| {
            let off = difference(value, &mean)?.as_real()?;
            Ok(Value::real(off * off))
        });
        let squares: std::result::Result<Vec<Value>, String> = squares.collect();
        fit(squares.and_then(|squares| self::mean(&squares)), range)
    }

    /// How many values the random quantities in `expr` have.
    fn samples(&self, expr: &Expr, range: &Range<usize>) -> Result<usize> {
        let mut counts = Vec::new();
        mentions(expr, &mut |found| {
            if let Use::Name(symbol, _) = found
                && let Ok(Some(found)) = self.find(symbol, range)
                && let Some(Binding::Random(values)) = self.bindings.get(&found.key)
            {
                counts.push(values.len());
            }
            false
        });
        let first = counts.first().copied().unwrap_or(0);
        let message = match (first, counts.iter().all(|&count| count == first)) {
            (0, _) => "an expectation of what is not random: bind it as random, or as a whole",
            (_, false) => "random quantities with different numbers of values",
            _ => return Ok(first),
        };
        Err(Error::new(ErrorKind::Value, range, message))
    }

    /// The value of the one case that holds.
    pub(super) fn cases(
        &mut self,
        branches: &[(Expr, Option<Statement>)],
        range: &Range<usize>,
    ) -> Result<Value> {
        let mut chosen = None;
        for (value, condition) in branches {
            let holds = match condition {
                Some(condition) => self.truth(condition)?,
                None => chosen.is_none(),
            };
            if holds && chosen.is_some() {
                let message = "two cases hold at once";
                return Err(Error::new(ErrorKind::Value, &value.range, message));
            }
            if holds {
                chosen = Some(value);
            }
        }
        match chosen {
            Some(value) => self.value(value),
            None => Err(Error::new(ErrorKind::Value, range, "no case holds")),
        }
    }
}

/// The largest or smallest number; NaN if one is NaN.
pub(super) fn extreme(numbers: &[f64], largest: bool) -> std::result::Result<f64, String> {
    let pick = |a: f64, b: f64| match (a.is_nan() || b.is_nan(), largest) {
        (true, _) => f64::NAN,
        (false, true) => a.max(b),
        (false, false) => a.min(b),
    };
    let extreme = numbers.iter().copied().reduce(pick);
    extreme.ok_or_else(|| "the largest or smallest of nothing".to_owned())
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn mean(values: &[Value]) -> std::result::Result<Value, String> {
    let mut total = Value::real(0.0);
    for value in values {
        total = sum(&total, value)?;
    }
    product(&Value::real(1.0 / values.len() as f64), &total)
}

/// A function of one value.
fn of_one(
    function: Function,
    value: &Value,
    base: Option<f64>,
) -> std::result::Result<Value, String> {
    if matches!(function, Function::Det | Function::Trace) {
        let matrix = value.as_matrix()?;
        let result = match function {
            Function::Det => matrix.eliminate().map(|(determinant, _)| determinant),
            _ => matrix.trace(),
        };
        return result
            .map(Value::Scalar)
            .ok_or_else(|| "of a matrix that is not square".to_owned());
    }
    let z = value.as_complex()?;
    let result = match function {
        Function::Log | Function::Ln => match base {
            None => apply(z, f64::ln, |z| z.ln()),
            Some(10.0) => apply(z, f64::log10, |z| z.log10()),
            Some(2.0) => apply(z, f64::log2, |z| z.log2()),
            Some(base) => divide(apply(z, f64::ln, |z| z.ln()), base.ln().into()),
        },
        Function::Exp => apply(z, f64::exp, |z| z.exp()),
        Function::Sin => apply(z, f64::sin, |z| z.sin()),
        Function::Cos => apply(z, f64::cos, |z| z.cos()),
        Function::Tan => apply(z, f64::tan, |z| z.tan()),
        Function::Sinh => apply(z, f64::sinh, |z| z.sinh()),
        Function::Cosh => apply(z, f64::cosh, |z| z.cosh()),
        Function::Tanh => apply(z, f64::tanh, |z| z.tanh()),
        Function::Arcsin => apply(z, f64::asin, |z| z.asin()),
        Function::Arccos => apply(z, f64::acos, |z| z.acos()),
        Function::Arctan => apply(z, f64::atan, |z| z.atan()),
        Function::Re => z.re.into(),
        Function::Im => z.im.into(),
        Function::Sign => {
            let x = value.as_real()?;
            if x == 0.0 { 0.0 } else { x.signum() }.into()
        }
        Function::Max
        | Function::Min
        | Function::Diagonal
        | Function::Expectation
        | Function::Variance
        | Function::Det
        | Function::Trace => return Err("not a function of one number".to_owned()),
    };
    Ok(Value::Scalar(result))
}
