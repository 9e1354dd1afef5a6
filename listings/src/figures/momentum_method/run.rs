//! The data of the figures of the path.

use crate::figures::Table;
use crate::momentum_method::spectral_radius;

/// What the figures of the path are drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The points of the path, x₀ first.
    pub path: Vec<[f64; 2]>,
    /// The height of the valley at each of them.
    pub losses: Vec<f64>,
    /// The points of gradient descent with the same step size.
    pub plain: Vec<[f64; 2]>,
    /// The curvatures of the valley.
    pub curvatures: [f64; 2],
}

impl Run {
    pub(super) fn end(&self) -> [f64; 2] {
        self.path.last().copied().unwrap_or_default()
    }

    pub(super) fn loss(&self) -> f64 {
        self.losses.last().copied().unwrap_or_default()
    }

    /// The spectral radius of each coordinate.
    pub(super) fn radii(&self, eta: f64, beta: f64) -> [f64; 2] {
        self.curvatures
            .map(|lambda| spectral_radius(eta, beta, lambda))
    }

    pub(super) fn table(&self) -> Table {
        let rows = self.path.iter().zip(&self.losses).enumerate();
        let row = |(step, (x, loss)): (usize, (&[f64; 2], &f64))| {
            [step as f64, x[0], x[1], *loss]
        };
        Table::new(&["t", "x₁", "x₂", "f(x)"], rows.map(row))
    }
}
