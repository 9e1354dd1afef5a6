//! The data of both figures: a path with its losses.

use crate::Error;
use crate::figures::drawing::reading;
use crate::figures::number::readable;
use crate::figures::{Reading, Table};
use crate::ill_conditioned_problem::{arrival, factor};

/// What the figures of this section are drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Descent {
    /// The points of the path, x₀ first.
    pub path: Vec<[f64; 2]>,
    /// The height of the valley at each of them.
    pub losses: Vec<f64>,
    /// The curvatures of the valley.
    pub curvatures: [f64; 2],
}

impl Descent {
    pub(super) fn end(&self) -> [f64; 2] {
        self.path.last().copied().unwrap_or_default()
    }

    pub(super) fn loss(&self) -> f64 {
        self.losses.last().copied().unwrap_or_default()
    }

    /// The numbers beside the figures.
    pub(super) fn readout(
        &self,
        start: [f64; 2],
        eta: f64,
    ) -> Result<Vec<Reading>, Error> {
        let [flat, steep] = self
            .curvatures
            .map(|lambda| format!("{:.3}", factor(eta, lambda).abs()));
        Ok(reading([
            ("size of the factor of x₁", flat),
            ("size of the factor of x₂", steep),
            ("loss at the last step", readable(self.loss())),
            ("‖x‖ ≤ 10⁻³ from step", arrival(start, eta)?.to_string()),
        ]))
    }

    pub(super) fn table(&self) -> Table {
        let rows = self.path.iter().zip(&self.losses).enumerate();
        let row = |(step, (x, loss)): (usize, (&[f64; 2], &f64))| {
            [step as f64, x[0], x[1], *loss]
        };
        Table::new(&["t", "x₁", "x₂", "f(x)"], rows.map(row))
    }
}
