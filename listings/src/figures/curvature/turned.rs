//! The data of the figures of a path in a turned valley.

use crate::curvature::slowest_factor;
use crate::figures::Table;
use crate::ill_conditioned_problem::factor;

/// Gradient descent in a turned valley.
#[derive(Debug, Clone, PartialEq)]
pub struct Turned {
    /// The curvatures along the floor and across it.
    pub curvatures: [f64; 2],
    /// The directions q₁ along the floor and q₂ across it.
    pub own: [[f64; 2]; 2],
    /// The step size.
    pub eta: f64,
    /// The points of the path, x₀ first.
    pub path: Vec<[f64; 2]>,
    /// Their components q₁ᵀx and q₂ᵀx.
    pub components: Vec<[f64; 2]>,
    /// The height of the valley at each of them.
    pub losses: Vec<f64>,
}

impl Turned {
    pub(super) fn end(&self) -> [f64; 2] {
        self.path.last().copied().unwrap_or_default()
    }

    pub(super) fn loss(&self) -> f64 {
        self.losses.last().copied().unwrap_or_default()
    }

    pub(super) fn sizes(&self) -> [f64; 2] {
        self.curvatures.map(|lambda| factor(self.eta, lambda).abs())
    }

    pub(super) fn rate(&self) -> f64 {
        slowest_factor(self.eta, &self.curvatures)
    }

    pub(super) fn table(&self) -> Table {
        let rows = self.path.iter().zip(&self.components).zip(&self.losses);
        let rows = rows.enumerate().map(|(step, ((x, own), loss))| {
            [step as f64, x[0], x[1], own[0], own[1], *loss]
        });
        Table::new(&["t", "x₁", "x₂", "q₁ᵀx", "q₂ᵀx", "f(x)"], rows)
    }
}
