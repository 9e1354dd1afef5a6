//! The value of an expression.

mod big;
mod call;
mod derivative;
mod differences;
mod name;

use std::ops::Range;

use crate::algebra::{
    cross, difference, dot, entrywise, negative, product, quotient, raised, sum, transposed,
};
use crate::bindings::Bindings;
use crate::error::{Error, ErrorKind, Result};
use crate::matrix::Matrix;
use crate::number::multiply;
use crate::tree::{Constant, Dot, Expr, Interval as IntervalTree, Node, Norm, Post, Sign};
use crate::value::{Complex, Interval, Value};

/// Evaluates expressions with given bindings.
pub(crate) struct Evaluator<'b, 'a> {
    bindings: &'b Bindings<'a>,
    /// The indices of sums and the like, the innermost last.
    locals: Vec<(String, Value)>,
    /// Which value random quantities have.
    sample: Option<usize>,
    /// How many terms of sums and the like have been evaluated.
    terms: usize,
}

impl<'b, 'a> Evaluator<'b, 'a> {
    pub fn new(bindings: &'b Bindings<'a>) -> Self {
        Self {
            bindings,
            locals: Vec::new(),
            sample: None,
            terms: 0,
        }
    }

    /// Runs `inner` while `name` has a value of its own.
    fn with<T>(
        &mut self,
        name: &str,
        value: Value,
        inner: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        let depth = self.locals.len();
        self.locals.push((name.to_owned(), value));
        let result = inner(self);
        self.locals.truncate(depth);
        result
    }

    pub fn value(&mut self, expr: &Expr) -> Result<Value> {
        let range = &expr.range;
        match &expr.node {
            Node::Number(text) => {
                let number = text.parse::<f64>().map_err(|error| error.to_string());
                fit(number.map(Value::real), range)
            }
            Node::Constant(constant) => Ok(constant_value(*constant)),
            Node::Symbol(symbol) => self.name(symbol, range),
            Node::Apply(apply) => self.apply(apply, range),
            Node::Sum(terms) => self.terms(terms, range),
            Node::Product(factors) => self.factors(factors, range),
            Node::Times(first, rest) => self.times(first, rest, range),
            Node::Quotient(top, bottom) | Node::Fraction(top, bottom) => {
                let top = self.value(top)?;
                let bottom = self.value(bottom)?;
                fit(quotient(&top, &bottom), range)
            }
            Node::Root(index, inner) => self.root(index.as_deref(), inner, range),
            Node::Power(base, exponent) => {
                let base = self.value(base)?;
                let exponent = self.value(exponent)?;
                fit(raised(&base, &exponent), range)
            }
            Node::Transpose(inner) => {
                let inner = self.value(inner)?;
                fit(transposed(&inner), range)
            }
            Node::Entry(inner, indices) => {
                let inner = self.value(inner)?;
                let indices = indices.iter().map(|index| self.integer(index));
                let indices: Vec<i64> = indices.collect::<Result<_>>()?;
                fit(inner.at(&indices), range)
            }
            Node::Call(call) => self.call(call, expr),
            Node::Big(big) => self.big(big, range),
            Node::Arg(_) => Err(Error::new(
                ErrorKind::Value,
                range,
                "where a minimum lies can only be compared with `=`",
            )),
            Node::Abs(inner) => {
                let inner = self.value(inner)?;
                let size = inner.as_complex().map(|z| Value::real(z.norm()));
                let hint = |e| format!("{e} between bars: write `\\|` or `\\det`");
                fit(size.map_err(hint), range)
            }
            Node::Norm(inner, norm) => {
                let inner = self.value(inner)?;
                fit(norm_of(&inner, *norm), range)
            }
            Node::Floor(inner) => Ok(Value::real(self.real(inner)?.floor())),
            Node::Ceil(inner) => Ok(Value::real(self.real(inner)?.ceil())),
            Node::Matrix(_, rows) => self.matrix(rows, range),
            Node::Cases(branches) => self.cases(branches, range),
            Node::Tuple(items) => Ok(Value::Tuple(self.values(items)?)),
            Node::Set(items) => Ok(Value::Set(self.values(items)?)),
            Node::Interval(interval) => self.interval(interval),
            Node::Gradient(gradient) => self.gradient(gradient, range),
            Node::Partial(partial) => self.partial(partial, range),
        }
    }

    fn values(&mut self, exprs: &[Expr]) -> Result<Vec<Value>> {
        exprs.iter().map(|expr| self.value(expr)).collect()
    }

    /// The expression as a real number.
    fn real(&mut self, expr: &Expr) -> Result<f64> {
        let value = self.value(expr)?;
        fit(value.as_real(), &expr.range)
    }

    /// The expression as an integer.
    fn integer(&mut self, expr: &Expr) -> Result<i64> {
        let value = self.value(expr)?;
        fit(value.as_integer(), &expr.range)
    }

    fn terms(&mut self, terms: &[(Sign, Expr)], range: &Range<usize>) -> Result<Value> {
        let mut total: Option<Value> = None;
        for (sign, term) in terms {
            let term = self.value(term)?;
            let next = match (total, sign) {
                (None, Sign::Plus) => Ok(term),
                (None, Sign::Minus) => negative(&term),
                (Some(total), Sign::Plus) => sum(&total, &term),
                (Some(total), Sign::Minus) => difference(&total, &term),
            };
            total = Some(fit(next, range)?);
        }
        Ok(total.unwrap_or(Value::real(0.0)))
    }

    fn factors(&mut self, factors: &[Expr], range: &Range<usize>) -> Result<Value> {
        let mut total: Option<Value> = None;
        for factor in factors {
            let factor = self.value(factor)?;
            total = Some(match total {
                None => factor,
                Some(total) => fit(product(&total, &factor), range)?,
            });
        }
        Ok(total.unwrap_or(Value::real(1.0)))
    }

    fn times(&mut self, first: &Expr, rest: &[(Dot, Expr)], range: &Range<usize>) -> Result<Value> {
        let mut total = self.value(first)?;
        for (sign, factor) in rest {
            let factor = self.value(factor)?;
            let next = match sign {
                Dot::Cdot => dot(&total, &factor),
                Dot::Times => cross(&total, &factor),
                Dot::Odot => entrywise(&total, &factor, multiply, "multiplied entry by entry"),
            };
            total = fit(next, range)?;
        }
        Ok(total)
    }

    fn root(&mut self, index: Option<&Expr>, inner: &Expr, range: &Range<usize>) -> Result<Value> {
        let radicand = self.value(inner)?;
        let Some(index) = index else {
            let z = fit(radicand.as_complex(), &inner.range)?;
            return Ok(Value::Scalar(crate::number::square_root(z)));
        };
        let index = self.real(index)?;
        let x = fit(radicand.as_real(), &inner.range)?;
        if x < 0.0 {
            let message = "a root of a negative number has more than one meaning";
            return Err(Error::new(ErrorKind::Value, range, message));
        }
        Ok(Value::real(x.powf(1.0 / index)))
    }

    fn matrix(&mut self, rows: &[Vec<Expr>], range: &Range<usize>) -> Result<Value> {
        let mut entries: Vec<Vec<Complex>> = Vec::new();
        for row in rows {
            let mut line = Vec::new();
            for entry in row {
                let value = self.value(entry)?;
                line.push(fit(value.as_complex(), &entry.range)?);
            }
            entries.push(line);
        }
        match (entries.len(), entries.first().map_or(0, Vec::len)) {
            (1, 1) => {
                let message = "a matrix of one entry: a vector, a row or a number?";
                Err(Error::new(ErrorKind::Ambiguous, range, message))
            }
            (1, _) => Ok(Value::Row(entries.into_iter().flatten().collect())),
            (_, 1) => Ok(Value::Vector(entries.into_iter().flatten().collect())),
            _ => fit(Matrix::new(entries).map(Value::Matrix), range),
        }
    }

    fn interval(&mut self, interval: &IntervalTree) -> Result<Value> {
        Ok(Value::Interval(Interval {
            from: self.real(&interval.from)?,
            to: self.real(&interval.to)?,
            from_open: interval.from_open,
            to_open: interval.to_open,
        }))
    }

    /// The value with what stands at its upper right.
    fn posted(&mut self, value: Value, post: Option<&Post>, range: &Range<usize>) -> Result<Value> {
        match post {
            None => Ok(value),
            Some(Post::Transpose) => fit(transposed(&value), range),
            Some(Post::Power(exponent)) => {
                let exponent = self.value(exponent)?;
                fit(raised(&value, &exponent), range)
            }
        }
    }
}

/// The result of an operation, or an error at `range`.
pub(crate) fn fit<T>(result: std::result::Result<T, String>, range: &Range<usize>) -> Result<T> {
    result.map_err(|message| Error::new(ErrorKind::Value, range, message))
}

fn constant_value(constant: Constant) -> Value {
    match constant {
        Constant::Pi => Value::real(std::f64::consts::PI),
        Constant::E => Value::real(std::f64::consts::E),
        Constant::Infinity => Value::real(f64::INFINITY),
        Constant::I => Value::Scalar(Complex::I),
    }
}

fn norm_of(value: &Value, norm: Option<Norm>) -> std::result::Result<Value, String> {
    if let Value::Matrix(matrix) = value {
        let squares = matrix.entries().iter().map(Complex::norm_sqr);
        return match norm {
            Some(Norm::Frobenius) => Ok(Value::real(squares.sum::<f64>().sqrt())),
            _ => Err("a norm of a matrix that is not the Frobenius norm".to_owned()),
        };
    }
    if matches!(value, Value::Scalar(_)) {
        return Err("a norm of a number: write `|`".to_owned());
    }
    let entries = value.as_complex_vector()?;
    let sizes = entries.iter().map(|z| z.norm());
    Ok(Value::real(match norm {
        None | Some(Norm::Two | Norm::Frobenius) => {
            // Scaled, so that neither large nor small squares are lost.
            let largest = sizes.clone().fold(0.0, f64::max);
            if largest == 0.0 || !largest.is_finite() {
                sizes.sum()
            } else {
                let squares = sizes.map(|x| (x / largest).powi(2));
                largest * squares.sum::<f64>().sqrt()
            }
        }
        Some(Norm::One) => sizes.sum(),
        Some(Norm::Infinity) => sizes.fold(0.0, f64::max),
    }))
}
