//! What a relation says of two values.

use crate::number::close;
use crate::tree::{Dot, Expr, Node, Sign};
use crate::value::{Complex, Interval, Value};

type Fit<T> = std::result::Result<T, String>;

pub(crate) fn ordered(
    a: &Value,
    b: &Value,
    holds: fn(f64, f64, f64) -> bool,
    slack: f64,
) -> Fit<bool> {
    let (a, b) = (a.as_real()?, b.as_real()?);
    let scale = a.abs().max(b.abs()).max(1.0);
    let scale = if scale.is_finite() { scale } else { 0.0 };
    Ok(holds(a, b, slack * scale))
}

/// All numbers in a value.
pub(crate) fn flat(value: &Value) -> Vec<Complex> {
    match value {
        Value::Scalar(z) => vec![*z],
        Value::Vector(entries) | Value::Row(entries) => entries.clone(),
        Value::Matrix(matrix) => matrix.entries().to_vec(),
        Value::Tuple(items) | Value::Set(items) | Value::Sequence { items, .. } => {
            items.iter().flat_map(flat).collect()
        }
        Value::Interval(_) | Value::Boolean(_) => Vec::new(),
    }
}

/// Whether two values agree in every number; of different shapes is an error.
pub(crate) fn equal(a: &Value, b: &Value, tolerance: f64) -> Fit<bool> {
    let all = |a: &[Complex], b: &[Complex]| {
        let mut pairs = a.iter().zip(b);
        pairs.all(|(&a, &b)| close(a, b, tolerance))
    };
    let zero = |value: &Value| matches!(value, Value::Scalar(z) if *z == Complex::ZERO);
    let same_shape = match (a, b) {
        (Value::Scalar(_), Value::Scalar(_)) => true,
        (Value::Vector(_) | Value::Row(_) | Value::Matrix(_), _) if zero(b) => {
            let entries = flat(a);
            return Ok(all(&entries, &vec![Complex::ZERO; entries.len()]));
        }
        (_, Value::Vector(_) | Value::Row(_) | Value::Matrix(_)) if zero(a) => {
            return equal(b, a, tolerance);
        }
        (Value::Vector(a), Value::Vector(b)) | (Value::Row(a), Value::Row(b)) => a.len() == b.len(),
        (Value::Matrix(a), Value::Matrix(b)) => a.rows() == b.rows() && a.columns() == b.columns(),
        (Value::Tuple(items), Value::Vector(entries))
        | (Value::Vector(entries), Value::Tuple(items)) => {
            items.len() == entries.len()
                && items.iter().all(|item| matches!(item, Value::Scalar(_)))
        }
        (Value::Tuple(a), Value::Tuple(b)) => {
            if a.len() == b.len() {
                for (a, b) in a.iter().zip(b) {
                    if !equal(a, b, tolerance)? {
                        return Ok(false);
                    }
                }
                return Ok(true);
            }
            false
        }
        _ => false,
    };
    if !same_shape {
        return Err(format!(
            "{} is compared with {}",
            crate::algebra::shape(a),
            crate::algebra::shape(b)
        ));
    }
    Ok(all(&flat(a), &flat(b)))
}

/// The value as an interval; `(a, b)` is an open one.
pub(crate) fn interval(value: &Value) -> Fit<Interval> {
    match value {
        Value::Interval(interval) => Ok(*interval),
        Value::Tuple(bounds) if bounds.len() == 2 => {
            let bounds = value.as_vector()?;
            match bounds.as_slice() {
                [from, to] => Ok(Interval {
                    from: *from,
                    to: *to,
                    from_open: true,
                    to_open: true,
                }),
                _ => Err("an interval needs two bounds".to_owned()),
            }
        }
        other => Err(format!("{} where a set is needed", other.kind())),
    }
}

pub(crate) fn member(a: &Value, b: &Value, tolerance: f64) -> Fit<bool> {
    if let Value::Set(items) = b {
        for item in items {
            if equal(a, item, tolerance)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    Ok(interval(b)?.contains(a.as_real()?))
}

/// Whether two sides agree to the digits of the side that is printed as
/// numbers; if both are, of the one with fewer digits.
pub(crate) fn approximately(left: &Expr, a: &Value, right: &Expr, b: &Value) -> Fit<bool> {
    let (units, other) = match (units(left), units(right)) {
        (Some(left), Some(right)) if left.len() == right.len() => {
            let coarser = left.iter().zip(&right).map(|(l, r)| l.max(*r));
            (coarser.collect(), right.len())
        }
        (None, Some(units)) | (Some(units), None) => {
            let count = units.len();
            (units, count)
        }
        _ => return Err("`\\approx` needs a side that is printed as a number".to_owned()),
    };
    let units: Vec<f64> = units;
    let (a, b) = (flat(a), flat(b));
    if a.len() != other || b.len() != other {
        return Err("the sides of `\\approx` have different shapes".to_owned());
    }
    // Half a unit of the last digit, and what rounding does to the number.
    let near = |((a, b), unit): ((&Complex, &Complex), &f64)| {
        let size = a.norm().max(b.norm());
        (a - b).norm() <= 0.5 * unit * (1.0 + 1e-9) + 4.0 * f64::EPSILON * size
    };
    Ok(a.iter().zip(&b).zip(&units).all(near))
}

/// Of an expression that is printed as a number, or as several, the unit of
/// the last digit of each.
fn units(expr: &Expr) -> Option<Vec<f64>> {
    match &expr.node {
        Node::Number(text) => {
            let decimals = text.split_once('.').map_or(0, |(_, digits)| digits.len());
            Some(vec![0.1f64.powi(i32::try_from(decimals).ok()?)])
        }
        Node::Sum(terms) => match terms.as_slice() {
            [(Sign::Minus, only)] => units(only),
            _ => None,
        },
        Node::Times(first, rest) => {
            let [(Dot::Cdot | Dot::Times, power)] = rest.as_slice() else {
                return None;
            };
            let Node::Number(_) = first.node else {
                return None;
            };
            let scale = power_of_ten(power)?;
            Some(units(first)?.iter().map(|unit| unit * scale).collect())
        }
        Node::Tuple(items) => several(items.iter()),
        Node::Matrix(_, rows) => several(rows.iter().flatten()),
        _ => None,
    }
}

fn several<'e>(items: impl Iterator<Item = &'e Expr>) -> Option<Vec<f64>> {
    let each: Option<Vec<Vec<f64>>> = items.map(units).collect();
    each.map(|units| units.into_iter().flatten().collect())
}

fn power_of_ten(expr: &Expr) -> Option<f64> {
    let Node::Power(base, exponent) = &expr.node else {
        return None;
    };
    let (sign, digits) = match &exponent.node {
        Node::Number(text) => (1, text),
        Node::Sum(terms) => match terms.as_slice() {
            [(Sign::Minus, only)] => match &only.node {
                Node::Number(text) => (-1, text),
                _ => return None,
            },
            _ => return None,
        },
        _ => return None,
    };
    let is_ten = matches!(&base.node, Node::Number(text) if text == "10");
    let exponent: i32 = digits.parse().ok()?;
    is_ten.then(|| 10f64.powi(sign * exponent))
}
