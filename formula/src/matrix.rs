//! Small dense matrices of complex numbers.

use std::fmt;

use crate::number::{Complex, add, divide, multiply, subtract, write_list};

/// A small dense matrix of complex numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    /// Row by row.
    entries: Vec<Complex>,
}

impl Matrix {
    /// A matrix from its rows.
    ///
    /// # Errors
    /// If there is no entry, or if the rows differ in length.
    pub fn new<R, Z>(rows: impl IntoIterator<Item = R>) -> Result<Self, String>
    where
        R: IntoIterator<Item = Z>,
        Z: Into<Complex>,
    {
        let rows: Vec<Vec<Complex>> = rows
            .into_iter()
            .map(|row| row.into_iter().map(Into::into).collect())
            .collect();
        let columns = rows.first().map_or(0, Vec::len);
        if columns == 0 || rows.iter().any(|row| row.len() != columns) {
            return Err("a matrix needs rows of the same length, and entries".to_owned());
        }
        Ok(Self {
            rows: rows.len(),
            columns,
            entries: rows.into_iter().flatten().collect(),
        })
    }

    /// A matrix from its entries, row by row; missing ones are zero.
    pub(crate) fn from_entries(rows: usize, columns: usize, mut entries: Vec<Complex>) -> Self {
        entries.resize(rows * columns, Complex::ZERO);
        Self {
            rows,
            columns,
            entries,
        }
    }

    fn build(rows: usize, columns: usize, entry: impl Fn(usize, usize) -> Complex) -> Self {
        let places = (0..rows).flat_map(|i| (0..columns).map(move |j| (i, j)));
        let entries = places.map(|(i, j)| entry(i, j)).collect();
        Self::from_entries(rows, columns, entries)
    }

    /// The matrix with `diagonal` on its diagonal and zeros beside it.
    #[must_use]
    pub fn diagonal(diagonal: &[Complex]) -> Self {
        let n = diagonal.len();
        Self::build(n, n, |i, j| match diagonal.get(i) {
            Some(&entry) if i == j => entry,
            _ => Complex::ZERO,
        })
    }

    /// The identity.
    #[must_use]
    pub fn identity(n: usize) -> Self {
        Self::diagonal(&vec![Complex::ONE; n])
    }

    /// How many rows it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns it has.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The entries, row by row.
    #[must_use]
    pub fn entries(&self) -> &[Complex] {
        &self.entries
    }

    /// The real parts of the rows.
    #[must_use]
    pub fn real_rows(&self) -> Vec<Vec<f64>> {
        let rows = self.entries.chunks(self.columns.max(1));
        rows.map(|row| row.iter().map(|z| z.re).collect()).collect()
    }

    /// The entry in a row and a column, both counted from 1.
    #[must_use]
    pub fn entry(&self, row: i64, column: i64) -> Option<Complex> {
        let i = usize::try_from(row).ok()?.checked_sub(1)?;
        let j = usize::try_from(column).ok()?.checked_sub(1)?;
        (i < self.rows && j < self.columns).then(|| self.get(i, j))
    }

    fn get(&self, i: usize, j: usize) -> Complex {
        let entry = self.entries.get(i * self.columns + j);
        entry.copied().unwrap_or(Complex::ZERO)
    }

    fn set(&mut self, i: usize, j: usize, z: Complex) {
        if let Some(entry) = self.entries.get_mut(i * self.columns + j) {
            *entry = z;
        }
    }

    pub(crate) fn map(&self, f: impl Fn(Complex) -> Complex) -> Self {
        Self {
            entries: self.entries.iter().map(|&z| f(z)).collect(),
            ..*self
        }
    }

    /// Both matrices entry by entry; nothing if their shapes differ.
    pub(crate) fn zip(&self, other: &Self, f: fn(Complex, Complex) -> Complex) -> Option<Self> {
        let same = self.rows == other.rows && self.columns == other.columns;
        let pairs = self.entries.iter().zip(&other.entries);
        same.then(|| Self {
            entries: pairs.map(|(&a, &b)| f(a, b)).collect(),
            ..*self
        })
    }

    /// The transposed matrix.
    #[must_use]
    pub fn transpose(&self) -> Self {
        Self::build(self.columns, self.rows, |i, j| self.get(j, i))
    }

    /// The product; nothing if the shapes do not fit.
    pub(crate) fn product(&self, other: &Self) -> Option<Self> {
        let inner = |i, j| {
            (0..self.columns).fold(Complex::ZERO, |sum, k| {
                add(sum, multiply(self.get(i, k), other.get(k, j)))
            })
        };
        let fits = self.columns == other.rows;
        fits.then(|| Self::build(self.rows, other.columns, inner))
    }

    /// The sum of the diagonal.
    pub(crate) fn trace(&self) -> Option<Complex> {
        let diagonal = (0..self.rows).map(|i| self.get(i, i));
        (self.rows == self.columns).then(|| diagonal.fold(Complex::ZERO, add))
    }

    /// The determinant and the inverse, by elimination with pivots; the
    /// inverse only if there is one, both only of a square matrix.
    pub(crate) fn eliminate(&self) -> Option<(Complex, Option<Self>)> {
        let n = self.rows;
        if n != self.columns {
            return None;
        }
        let mut left = self.clone();
        let mut right = Self::identity(n);
        let mut determinant = Complex::ONE;
        for column in 0..n {
            let size = |row: &usize| left.get(*row, column).norm();
            let pivot = (column..n).max_by(|a, b| size(a).total_cmp(&size(b)))?;
            if size(&pivot) == 0.0 {
                return Some((Complex::ZERO, None));
            }
            if pivot != column {
                determinant = -determinant;
                left.swap_rows(pivot, column);
                right.swap_rows(pivot, column);
            }
            let scale = left.get(column, column);
            determinant = multiply(determinant, scale);
            for each in [&mut left, &mut right] {
                for j in 0..n {
                    each.set(column, j, divide(each.get(column, j), scale));
                }
            }
            for row in (0..n).filter(|&row| row != column) {
                let factor = left.get(row, column);
                for each in [&mut left, &mut right] {
                    for j in 0..n {
                        let taken = multiply(factor, each.get(column, j));
                        each.set(row, j, subtract(each.get(row, j), taken));
                    }
                }
            }
        }
        Some((determinant, Some(right)))
    }

    fn swap_rows(&mut self, a: usize, b: usize) {
        for j in 0..self.columns {
            let (x, y) = (self.get(a, j), self.get(b, j));
            self.set(a, j, y);
            self.set(b, j, x);
        }
    }

    /// The power with an integer exponent; nothing if there is none.
    pub(crate) fn power(&self, exponent: i64) -> Option<Self> {
        if self.rows != self.columns {
            return None;
        }
        let mut square = if exponent < 0 {
            self.eliminate()?.1?
        } else {
            self.clone()
        };
        let mut left = exponent.unsigned_abs();
        let mut power = Self::identity(self.rows);
        while left > 0 {
            if left & 1 == 1 {
                power = power.product(&square)?;
            }
            left >>= 1;
            if left > 0 {
                square = square.product(&square)?;
            }
        }
        Some(power)
    }
}

impl fmt::Display for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        for (i, row) in self.entries.chunks(self.columns.max(1)).enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            write_list(f, "[", row, "]")?;
        }
        f.write_str("]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: [[f64; 3]; 3]) -> Matrix {
        Matrix::new(rows).unwrap()
    }

    #[test]
    fn the_inverse_is_the_inverse() {
        let a = matrix([[0.0, 2.0, 1.0], [1.0, -1.0, 3.0], [4.0, 0.5, 2.0]]);
        let (determinant, inverse) = a.eliminate().unwrap();
        // 0·(−2−1.5) − 2·(2−12) + 1·(0.5+4)
        assert!((determinant - 24.5).norm() < 1e-12);
        let product = a.product(&inverse.unwrap()).unwrap();
        let off = product.zip(&Matrix::identity(3), subtract).unwrap();
        assert!(off.entries().iter().all(|z| z.norm() < 1e-14));
        assert_eq!(a.trace(), Some(Complex::ONE));
    }

    #[test]
    fn a_singular_matrix_has_no_inverse() {
        let a = matrix([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [0.0, 0.0, 1.0]]);
        assert_eq!(a.eliminate(), Some((Complex::ZERO, None)));
        assert_eq!(a.power(-1), None);
    }

    #[test]
    fn powers() {
        let a = Matrix::new([[1.0, 1.0], [0.0, 1.0]]).unwrap();
        assert_eq!(a.power(0), Some(Matrix::identity(2)));
        assert_eq!(a.power(5).unwrap().entry(1, 2), Some(Complex::from(5.0)));
        assert_eq!(a.power(-3).unwrap().entry(1, 2), Some(Complex::from(-3.0)));
        assert_eq!(a.transpose().entry(2, 1), Some(Complex::ONE));
    }

    #[test]
    fn ragged_rows_are_refused() {
        assert!(Matrix::new([vec![1.0], vec![1.0, 2.0]]).is_err());
        assert!(Matrix::new(Vec::<Vec<f64>>::new()).is_err());
    }
}
