//! The data of the figures of the path.

use crate::figures::Table;
use crate::figures::number::readable;
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
        Table {
            columns: ["t", "x₁", "x₂", "f(x)"].map(str::to_owned).to_vec(),
            rows: rows
                .map(|(step, (x, loss))| {
                    let numbers = [x[0], x[1], *loss].map(readable);
                    [step.to_string()].into_iter().chain(numbers).collect()
                })
                .collect(),
        }
    }
}
