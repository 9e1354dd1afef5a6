//! What a function that is bound is called with.

use crate::matrix::Matrix;
use crate::value::Value;

/// The arguments of a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Args(pub(crate) Vec<Value>);

impl Args {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Argument `i`, counted from 0.
    ///
    /// # Errors
    /// If there are fewer.
    pub fn value(&self, i: usize) -> Result<&Value, String> {
        let missing = || format!("argument {} is missing", i + 1);
        self.0.get(i).ok_or_else(missing)
    }

    /// Argument `i` as a real number.
    ///
    /// # Errors
    /// If it is none.
    pub fn real(&self, i: usize) -> Result<f64, String> {
        self.value(i)?.as_real()
    }

    /// Argument `i` as an integer.
    ///
    /// # Errors
    /// If it is none.
    pub fn integer(&self, i: usize) -> Result<i64, String> {
        self.value(i)?.as_integer()
    }

    /// Argument `i` as a vector of real numbers.
    ///
    /// # Errors
    /// If it is none.
    pub fn vector(&self, i: usize) -> Result<Vec<f64>, String> {
        self.value(i)?.as_vector()
    }

    /// Argument `i` as a matrix.
    ///
    /// # Errors
    /// If it is none.
    pub fn matrix(&self, i: usize) -> Result<&Matrix, String> {
        self.value(i)?.as_matrix()
    }

    /// All arguments as one point: a vector, or its coordinates one by one.
    ///
    /// # Errors
    /// If they are neither.
    pub fn point(&self) -> Result<Vec<f64>, String> {
        match self.0.as_slice() {
            [Value::Scalar(_)] | [_, _, ..] => self.0.iter().map(Value::as_real).collect(),
            _ => self.vector(0),
        }
    }
}
