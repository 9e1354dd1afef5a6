//! Operations on values.

use crate::matrix::Matrix;
use crate::number::{add, divide, multiply, power, subtract};
use crate::value::{Complex, Value};

type Fit = Result<Value, String>;

/// A zero, which is the zero of every shape.
fn is_zero(value: &Value) -> bool {
    matches!(value, Value::Scalar(z) if *z == Complex::ZERO)
}

fn is_array(value: &Value) -> bool {
    matches!(value, Value::Vector(_) | Value::Row(_) | Value::Matrix(_))
}

pub(crate) fn sum(a: &Value, b: &Value) -> Fit {
    match (is_zero(a) && is_array(b), is_array(a) && is_zero(b)) {
        (true, _) => Ok(b.clone()),
        (_, true) => Ok(a.clone()),
        _ => entrywise(a, b, add, "added"),
    }
}

pub(crate) fn difference(a: &Value, b: &Value) -> Fit {
    match (is_zero(a) && is_array(b), is_array(a) && is_zero(b)) {
        (true, _) => negative(b),
        (_, true) => Ok(a.clone()),
        _ => entrywise(a, b, subtract, "subtracted"),
    }
}

pub(crate) fn negative(a: &Value) -> Fit {
    scale(Complex::new(-1.0, 0.0), a)
}

/// Both values entry by entry.
pub(crate) fn entrywise(
    a: &Value,
    b: &Value,
    f: fn(Complex, Complex) -> Complex,
    what: &str,
) -> Fit {
    let pairs = |a: &[Complex], b: &[Complex]| -> Option<Vec<Complex>> {
        let both = a.iter().zip(b);
        (a.len() == b.len()).then(|| both.map(|(&a, &b)| f(a, b)).collect())
    };
    let result = match (a, b) {
        (Value::Scalar(a), Value::Scalar(b)) => Some(Value::Scalar(f(*a, *b))),
        (Value::Vector(a), Value::Vector(b)) => pairs(a, b).map(Value::Vector),
        (Value::Row(a), Value::Row(b)) => pairs(a, b).map(Value::Row),
        (Value::Matrix(a), Value::Matrix(b)) => a.zip(b, f).map(Value::Matrix),
        (Value::Tuple(_), Value::Tuple(_) | Value::Vector(_))
        | (Value::Vector(_), Value::Tuple(_)) => {
            pairs(&a.as_complex_vector()?, &b.as_complex_vector()?).map(Value::Vector)
        }
        _ => None,
    };
    result.ok_or_else(|| format!("{} and {} cannot be {what}", shape(a), shape(b)))
}

/// What a value is, with its size.
pub(crate) fn shape(value: &Value) -> String {
    match value {
        Value::Vector(v) | Value::Row(v) => format!("{} of {} entries", value.kind(), v.len()),
        Value::Matrix(m) => format!("a {} × {} matrix", m.rows(), m.columns()),
        other => other.kind().to_owned(),
    }
}

fn scale(factor: Complex, value: &Value) -> Fit {
    let all = |entries: &[Complex]| entries.iter().map(|&z| multiply(factor, z)).collect();
    match value {
        Value::Scalar(z) => Ok(Value::Scalar(multiply(factor, *z))),
        Value::Vector(entries) => Ok(Value::Vector(all(entries))),
        Value::Row(entries) => Ok(Value::Row(all(entries))),
        Value::Matrix(matrix) => Ok(Value::Matrix(matrix.map(|z| multiply(factor, z)))),
        Value::Tuple(_) => Ok(Value::Vector(all(&value.as_complex_vector()?))),
        other => Err(format!("{} cannot be multiplied", other.kind())),
    }
}

fn inner(a: &[Complex], b: &[Complex]) -> Complex {
    let products = a.iter().zip(b).map(|(&a, &b)| multiply(a, b));
    products.fold(Complex::ZERO, add)
}

fn column(entries: &[Complex]) -> Matrix {
    Matrix::from_entries(entries.len(), 1, entries.to_vec())
}

fn row(entries: &[Complex]) -> Matrix {
    Matrix::from_entries(1, entries.len(), entries.to_vec())
}

/// The product of linear algebra.
pub(crate) fn product(a: &Value, b: &Value) -> Fit {
    let fits = match (a, b) {
        (Value::Scalar(a), b) => return scale(*a, b),
        (a, Value::Scalar(b)) => return scale(*b, a),
        (Value::Row(a), Value::Vector(b)) => {
            (a.len() == b.len()).then(|| Value::Scalar(inner(a, b)))
        }
        (Value::Vector(a), Value::Row(b)) => column(a).product(&row(b)).map(Value::Matrix),
        (Value::Matrix(a), Value::Matrix(b)) => a.product(b).map(Value::Matrix),
        (Value::Matrix(a), Value::Vector(b)) => a
            .product(&column(b))
            .map(|product| Value::Vector(product.entries().to_vec())),
        (Value::Row(a), Value::Matrix(b)) => row(a)
            .product(b)
            .map(|product| Value::Row(product.entries().to_vec())),
        (Value::Vector(_), Value::Vector(_)) => {
            return Err("two vectors side by side: transpose one of them".to_owned());
        }
        _ => None,
    };
    fits.ok_or_else(|| format!("{} times {} does not fit", shape(a), shape(b)))
}

/// `a \cdot b`, which of two vectors is their inner product.
pub(crate) fn dot(a: &Value, b: &Value) -> Fit {
    match (a, b) {
        (Value::Vector(u), Value::Vector(v)) if u.len() == v.len() => {
            Ok(Value::Scalar(inner(u, v)))
        }
        _ => product(a, b),
    }
}

/// `a \times b`, which is of numbers only.
pub(crate) fn cross(a: &Value, b: &Value) -> Fit {
    match (a, b) {
        (Value::Scalar(_), _) | (_, Value::Scalar(_)) => product(a, b),
        _ => Err(format!("`\\times` between {} and {}", a.kind(), b.kind())),
    }
}

pub(crate) fn quotient(a: &Value, b: &Value) -> Fit {
    let Value::Scalar(divisor) = b else {
        return Err(format!("{} below the line of a fraction", b.kind()));
    };
    let all = |entries: &[Complex]| entries.iter().map(|&z| divide(z, *divisor)).collect();
    match a {
        Value::Scalar(z) => Ok(Value::Scalar(divide(*z, *divisor))),
        Value::Vector(entries) => Ok(Value::Vector(all(entries))),
        Value::Row(entries) => Ok(Value::Row(all(entries))),
        Value::Matrix(matrix) => Ok(Value::Matrix(matrix.map(|z| divide(z, *divisor)))),
        other => Err(format!("{} cannot be divided", other.kind())),
    }
}

pub(crate) fn raised(base: &Value, exponent: &Value) -> Fit {
    match (base, exponent) {
        (Value::Scalar(z), Value::Scalar(e)) => Ok(Value::Scalar(power(*z, *e))),
        (Value::Matrix(matrix), Value::Scalar(_)) => {
            let exponent = exponent.as_integer()?;
            if exponent.unsigned_abs() > 1_000_000 {
                return Err("the exponent of a matrix is too large".to_owned());
            }
            let power = matrix.power(exponent).map(Value::Matrix);
            power.ok_or_else(|| format!("{} has no power {exponent}", shape(base)))
        }
        (Value::Vector(_), _) => {
            Err("a power of a vector: write `^\\top` for a transpose".to_owned())
        }
        _ => Err(format!(
            "{} to the power of {}",
            base.kind(),
            exponent.kind()
        )),
    }
}

pub(crate) fn transposed(value: &Value) -> Fit {
    match value {
        Value::Scalar(_) => Ok(value.clone()),
        Value::Vector(entries) => Ok(Value::Row(entries.clone())),
        Value::Row(entries) => Ok(Value::Vector(entries.clone())),
        Value::Matrix(matrix) => Ok(Value::Matrix(matrix.transpose())),
        Value::Tuple(_) => Ok(Value::Row(value.as_complex_vector()?)),
        other => Err(format!("{} cannot be transposed", other.kind())),
    }
}
