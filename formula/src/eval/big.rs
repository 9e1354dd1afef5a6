//! Sums, products, maxima and minima over an index.

use std::ops::Range;

use super::call::extreme;
use super::{Evaluator, fit};
use crate::algebra::{product, sum};
use crate::bindings::Binding;
use crate::error::{Error, ErrorKind, Result};
use crate::tree::{Arg, Big, BigKind, Expr};
use crate::value::Value;

/// How many terms all sums of a formula have together, at most.
const MOST: usize = 300_000;
/// An infinite sum ends when so many terms in a row change nothing.
const NEGLIGIBLE: usize = 64;

impl Evaluator<'_, '_> {
    pub(super) fn big(&mut self, big: &Big, range: &Range<usize>) -> Result<Value> {
        let refused = |message: String| Err(Error::new(ErrorKind::Value, range, message));
        let name = big.variable.name();
        let is_bound = match self.bindings.get(&name) {
            None | Some(Binding::Range(..)) => self.local(&name).is_some(),
            Some(_) => true,
        };
        if is_bound {
            return refused(format!(
                "`{name}` is the index of `{}` and has another value outside of it",
                big.kind.tex()
            ));
        }
        let (from, to) = match (&big.bounds, self.bindings.get(&name)) {
            (Some((from, to)), None) => {
                let from = self.integer(from)?;
                let to_value = self.value(to)?;
                if to_value == Value::real(f64::INFINITY) && big.kind == BigKind::Sum {
                    return self.series(big, from, range);
                }
                (from, fit(to_value.as_integer(), &to.range)?)
            }
            (None, Some(Binding::Range(from, to))) => (*from, *to),
            _ => return refused(format!("`{name}` needs bounds or a range, not both")),
        };
        match big.kind {
            BigKind::Sum => self.fold(big, from..=to, 0.0, sum, range),
            BigKind::Product => self.fold(big, from..=to, 1.0, product, range),
            BigKind::Max | BigKind::Min => {
                let mut numbers = Vec::new();
                for index in from..=to {
                    let value = self.body(big, index)?;
                    numbers.push(fit(value.as_real(), &big.body.range)?);
                }
                let largest = big.kind == BigKind::Max;
                fit(extreme(&numbers, largest).map(Value::real), range)
            }
        }
    }

    fn fold(
        &mut self,
        big: &Big,
        indices: std::ops::RangeInclusive<i64>,
        neutral: f64,
        join: fn(&Value, &Value) -> std::result::Result<Value, String>,
        range: &Range<usize>,
    ) -> Result<Value> {
        let mut total = Value::real(neutral);
        for index in indices {
            let next = self.body(big, index)?;
            total = fit(join(&total, &next), range)?;
        }
        Ok(total)
    }

    #[expect(clippy::cast_precision_loss, reason = "indices are small")]
    fn body(&mut self, big: &Big, index: i64) -> Result<Value> {
        self.terms += 1;
        if self.terms > MOST {
            let message = "the sums of the formula have too many terms";
            return Err(Error::new(ErrorKind::Value, &big.body.range, message));
        }
        let name = big.variable.name();
        self.with(&name, Value::real(index as f64), |inner| {
            inner.value(&big.body)
        })
    }

    /// A sum without end, with compensation for rounding.
    fn series(&mut self, big: &Big, from: i64, range: &Range<usize>) -> Result<Value> {
        let mut total = 0.0f64;
        let mut lost = 0.0f64;
        let mut negligible = 0;
        for index in from.. {
            if self.terms >= MOST {
                break;
            }
            let term = self.body(big, index)?;
            let term = fit(term.as_real(), &big.body.range)?;
            let next = total + term;
            lost += if total.abs() >= term.abs() {
                (total - next) + term
            } else {
                (term - next) + total
            };
            total = next;
            negligible = if term.abs() <= 1e-20 * total.abs() || term == 0.0 {
                negligible + 1
            } else {
                0
            };
            if negligible >= NEGLIGIBLE {
                return Ok(Value::real(total + lost));
            }
            if !total.is_finite() {
                break;
            }
        }
        let message = "the sum does not come to rest within the terms that are added at most";
        Err(Error::new(ErrorKind::Value, range, message))
    }

    /// Whether `at` is where the body of an `\arg\min` is smallest: no smaller
    /// value is found at distances from a millionth of its size to sixteen
    /// times its size, along the axes and the diagonals.
    pub fn is_extremum(&mut self, arg: &Arg, at: &Value, range: &Range<usize>) -> Result<bool> {
        let scalar = matches!(at, Value::Scalar(_));
        let point = if scalar {
            vec![fit(at.as_real(), range)?]
        } else {
            fit(at.as_vector(), range)?
        };
        let domain = match &arg.domain {
            Some(domain) => Some(self.domain(domain)?),
            None => None,
        };
        let inside =
            |point: &[f64]| domain.is_none_or(|domain| point.iter().all(|&x| domain.contains(x)));
        if !inside(&point) {
            return Ok(false);
        }
        let sign = if arg.maximum { -1.0 } else { 1.0 };
        let best = sign * self.at_point(arg, &point, scalar)?;
        if !best.is_finite() {
            let message = "the value at the minimum is not finite";
            return Err(Error::new(ErrorKind::Value, range, message));
        }
        let size = point.iter().fold(1.0, |size: f64, x| size.max(x.abs()));
        let mut compared = 0;
        for exponent in -20..=4 {
            let step = size * f64::from(exponent).exp2();
            for direction in directions(point.len()) {
                let pairs = point.iter().zip(&direction);
                let probe: Vec<f64> = pairs.map(|(x, d)| x + step * d).collect();
                if !inside(&probe) {
                    continue;
                }
                // Where the body has no value, there is no smaller one.
                let Ok(value) = self.at_point(arg, &probe, scalar) else {
                    continue;
                };
                let value = sign * value;
                compared += 1;
                if value < best - 1e-13 * best.abs().max(value.abs()) {
                    return Ok(false);
                }
            }
        }
        if compared < 10 {
            let message = "too few values to tell where the smallest is";
            return Err(Error::new(ErrorKind::Value, range, message));
        }
        Ok(true)
    }

    fn at_point(&mut self, arg: &Arg, point: &[f64], scalar: bool) -> Result<f64> {
        let value = match point {
            [x] if scalar => Value::real(*x),
            point => Value::from(point),
        };
        let body = &arg.body;
        let result = self.with(&arg.variable.name(), value, |inner| inner.value(body))?;
        fit(result.as_real(), &body.range)
    }

    fn domain(&mut self, domain: &Expr) -> Result<crate::value::Interval> {
        let value = self.value(domain)?;
        fit(crate::compare::interval(&value), &domain.range)
    }
}

/// Both ways along each axis and each diagonal of two axes.
fn directions(n: usize) -> Vec<Vec<f64>> {
    let unit = |i: usize, a: f64, j: usize, b: f64| {
        let mut direction = vec![0.0; n];
        for (place, x) in [(i, a), (j, b)] {
            if let Some(entry) = direction.get_mut(place) {
                *entry = x;
            }
        }
        direction
    };
    let mut all = Vec::new();
    for i in 0..n {
        for sign in [1.0, -1.0] {
            all.push(unit(i, sign, i, sign));
            for j in 0..i {
                all.push(unit(i, sign, j, 1.0));
                all.push(unit(i, sign, j, -1.0));
            }
        }
    }
    all
}
