//! What names are bound to and formulas evaluate to.

use std::fmt;

use crate::matrix::Matrix;
pub use crate::number::Complex;
use crate::number::{write_list, write_number};

/// What a name is bound to and an expression evaluates to.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number; real if its imaginary part is zero.
    Scalar(Complex),
    /// A column of numbers; its entries are counted from 1.
    Vector(Vec<Complex>),
    /// A vector transposed.
    Row(Vec<Complex>),
    /// A matrix; its entries are counted from 1.
    Matrix(Matrix),
    /// Values with consecutive indices.
    Sequence {
        /// The index of the first item.
        first: i64,
        /// The items.
        items: Vec<Value>,
    },
    /// A point or a pair: `(a, b)`.
    Tuple(Vec<Value>),
    /// `\{a, b\}`.
    Set(Vec<Value>),
    /// An interval of real numbers.
    Interval(Interval),
    /// A truth value.
    Boolean(bool),
}

/// An interval of real numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower bound.
    pub from: f64,
    /// Its upper bound.
    pub to: f64,
    /// Whether it is without its lower bound.
    pub from_open: bool,
    /// Whether it is without its upper bound.
    pub to_open: bool,
}

impl Interval {
    /// Whether `x` lies in it.
    #[must_use]
    pub fn contains(&self, x: f64) -> bool {
        let above = if self.from_open {
            x > self.from
        } else {
            x >= self.from
        };
        let below = if self.to_open {
            x < self.to
        } else {
            x <= self.to
        };
        above && below
    }
}

/// What does not fit, in words that follow the formula's place.
type Fit<T> = Result<T, String>;

impl Value {
    /// A real number.
    #[must_use]
    pub fn real(x: f64) -> Self {
        Self::Scalar(Complex::new(x, 0.0))
    }

    /// A sequence whose first item has the index `first`.
    pub fn sequence<V: Into<Self>>(first: i64, items: impl IntoIterator<Item = V>) -> Self {
        let items = items.into_iter().map(Into::into).collect();
        Self::Sequence { first, items }
    }

    /// A tuple.
    pub fn tuple<V: Into<Self>>(items: impl IntoIterator<Item = V>) -> Self {
        Self::Tuple(items.into_iter().map(Into::into).collect())
    }

    /// The number.
    ///
    /// # Errors
    /// If this is no number.
    pub fn as_complex(&self) -> Fit<Complex> {
        match self {
            Self::Scalar(z) => Ok(*z),
            other => Err(format!("{} where a number is needed", other.kind())),
        }
    }

    /// The real number.
    ///
    /// # Errors
    /// If this is no number, or one that is not real, rounding aside.
    pub fn as_real(&self) -> Fit<f64> {
        let z = self.as_complex()?;
        let rounding = 1e-12 * z.re.abs().max(1.0);
        if z.im.abs() <= rounding || z.re.is_nan() {
            Ok(z.re)
        } else {
            Err(format!(
                "the complex number {self} where a real one is needed"
            ))
        }
    }

    /// The integer.
    ///
    /// # Errors
    /// If this is no integer, rounding aside.
    pub fn as_integer(&self) -> Fit<i64> {
        let x = self.as_real()?;
        let rounded = x.round();
        if (x - rounded).abs() <= 1e-9 && rounded.abs() < 9e15 {
            #[expect(clippy::cast_possible_truncation, reason = "it is in the range")]
            return Ok(rounded as i64);
        }
        Err(format!("{x} where an integer is needed"))
    }

    /// The entries of a vector, a row or a tuple of numbers.
    ///
    /// # Errors
    /// If this is something else.
    pub fn as_complex_vector(&self) -> Fit<Vec<Complex>> {
        match self {
            Self::Vector(entries) | Self::Row(entries) => Ok(entries.clone()),
            Self::Tuple(items) => items.iter().map(Self::as_complex).collect(),
            other => Err(format!("{} where a vector is needed", other.kind())),
        }
    }

    /// The entries of a vector, a row or a tuple of real numbers.
    ///
    /// # Errors
    /// If this is something else.
    pub fn as_vector(&self) -> Fit<Vec<f64>> {
        let entries = self.as_complex_vector()?;
        entries
            .into_iter()
            .map(|z| Self::Scalar(z).as_real())
            .collect()
    }

    /// The matrix.
    ///
    /// # Errors
    /// If this is none.
    pub fn as_matrix(&self) -> Fit<&Matrix> {
        match self {
            Self::Matrix(matrix) => Ok(matrix),
            other => Err(format!("{} where a matrix is needed", other.kind())),
        }
    }

    /// What it is, for errors.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Scalar(_) => "a number",
            Self::Vector(_) => "a vector",
            Self::Row(_) => "a transposed vector",
            Self::Matrix(_) => "a matrix",
            Self::Sequence { .. } => "a sequence",
            Self::Tuple(_) => "a tuple",
            Self::Set(_) => "a set",
            Self::Interval(_) => "an interval",
            Self::Boolean(_) => "a truth value",
        }
    }

    /// The item at `indices`.
    pub(crate) fn at(&self, indices: &[i64]) -> Fit<Self> {
        let Some((&index, rest)) = indices.split_first() else {
            return Ok(self.clone());
        };
        let pick = |items: &[Self], first: i64| {
            let position = index
                .checked_sub(first)
                .and_then(|i| usize::try_from(i).ok());
            position.and_then(|i| items.get(i)).cloned()
        };
        let numbers = |entries: &[Complex]| entries.iter().copied().map(Self::Scalar).collect();
        let item = match self {
            Self::Sequence { first, items } => pick(items, *first),
            Self::Tuple(items) => pick(items, 1),
            Self::Vector(entries) | Self::Row(entries) => {
                let entries: Vec<Self> = numbers(entries);
                pick(&entries, 1)
            }
            Self::Matrix(matrix) => {
                let Some((&column, rest)) = rest.split_first() else {
                    return Err("a matrix needs two indices".to_owned());
                };
                let entry = matrix.entry(index, column).map(Self::Scalar);
                let entry =
                    entry.ok_or_else(|| format!("the matrix has no entry at {index}, {column}"))?;
                return entry.at(rest);
            }
            other => return Err(format!("{} has no indices", other.kind())),
        };
        let item = item.ok_or_else(|| format!("{} has no item at {index}", self.kind()))?;
        item.at(rest)
    }
}

impl From<f64> for Value {
    fn from(x: f64) -> Self {
        Self::real(x)
    }
}

impl From<i32> for Value {
    fn from(n: i32) -> Self {
        Self::real(f64::from(n))
    }
}

impl From<usize> for Value {
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    fn from(n: usize) -> Self {
        Self::real(n as f64)
    }
}

impl From<Complex> for Value {
    fn from(z: Complex) -> Self {
        Self::Scalar(z)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Boolean(truth)
    }
}

impl From<&[f64]> for Value {
    fn from(entries: &[f64]) -> Self {
        Self::Vector(entries.iter().map(|&x| Complex::new(x, 0.0)).collect())
    }
}

impl From<Vec<f64>> for Value {
    fn from(entries: Vec<f64>) -> Self {
        Self::from(entries.as_slice())
    }
}

impl<const N: usize> From<[f64; N]> for Value {
    fn from(entries: [f64; N]) -> Self {
        Self::from(entries.as_slice())
    }
}

impl From<Vec<Complex>> for Value {
    fn from(entries: Vec<Complex>) -> Self {
        Self::Vector(entries)
    }
}

impl From<Matrix> for Value {
    fn from(matrix: Matrix) -> Self {
        Self::Matrix(matrix)
    }
}

/// Real parts of rows.
impl<const R: usize, const C: usize> From<[[f64; C]; R]> for Value {
    fn from(rows: [[f64; C]; R]) -> Self {
        let entries = rows.iter().flatten().map(|&x| Complex::new(x, 0.0));
        Self::Matrix(Matrix::from_entries(R, C, entries.collect()))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scalar(z) => write_number(f, *z),
            Self::Vector(entries) => write_list(f, "(", entries, ")"),
            Self::Row(entries) => write_list(f, "(", entries, ")ᵀ"),
            Self::Matrix(matrix) => write!(f, "{matrix}"),
            Self::Sequence { first, items } => {
                write!(f, "{} items from index {first}", items.len())
            }
            Self::Tuple(items) => write_values(f, "(", items, ")"),
            Self::Set(items) => write_values(f, "{", items, "}"),
            Self::Interval(interval) => write!(
                f,
                "{}{}, {}{}",
                if interval.from_open { "(" } else { "[" },
                interval.from,
                interval.to,
                if interval.to_open { ")" } else { "]" },
            ),
            Self::Boolean(truth) => write!(f, "{truth}"),
        }
    }
}

fn write_values(
    f: &mut fmt::Formatter<'_>,
    open: &str,
    items: &[Value],
    close: &str,
) -> fmt::Result {
    f.write_str(open)?;
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        write!(f, "{item}")?;
    }
    f.write_str(close)
}
