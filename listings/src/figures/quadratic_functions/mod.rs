//! One run down a bowl, in the coordinates that are given and in its own.

mod bowl;
mod own_axes;

pub use bowl::{Bowl, bowl};
pub use own_axes::{OwnAxes, own_axes};

use super::control::{beta, eta, presets, start_in};
use super::palette::Role;
use super::plane::{Exit, Outcome, Plane};
use super::valley::{TURNED_PLANE, mark, name_places};
use super::{Control, Placed, Preset, Table};
use plotters::prelude::DrawingBackend;

/// Where the bowl lies: its minimum, and the direction of its floor.
pub const BOWL: Placed = Placed {
    along: [0.8, 0.6],
    origin: [1.0, 1.0],
};

/// The curvatures of the bowl: those of the book's valley.
const CURVATURES: [f64; 2] = crate::ill_conditioned_problem::CURVATURES;

/// What both figures show: the points, and h above its minimum at each.
#[derive(Debug, Clone, PartialEq)]
pub struct Descent {
    /// The points, in the figure's coordinates.
    pub path: Vec<[f64; 2]>,
    /// h at each point, less its smallest value.
    pub losses: Vec<f64>,
}

impl Descent {
    fn end(&self) -> [f64; 2] {
        self.path.last().copied().unwrap_or([f64::NAN; 2])
    }

    fn loss(&self) -> f64 {
        self.losses.last().copied().unwrap_or(f64::NAN)
    }

    fn table(&self, columns: [&str; 4]) -> Table {
        let steps = self.path.iter().zip(&self.losses).enumerate();
        let rows = steps.map(|(t, ([a, b], loss))| [t as f64, *a, *b, *loss]);
        Table::new(&columns, rows)
    }

    /// Draws the path and its marks.
    fn plot<DB: DrawingBackend>(
        &self,
        plane: &mut Plane<'_, DB>,
        minimum: [f64; 2],
    ) -> Outcome<DB> {
        let exit = plane.path(&self.path, Role::Momentum, 1.6)?;
        mark(plane, &[(&self.path, Role::Momentum)])?;
        if let Some(Exit { step, place }) = exit {
            let text = format!("leaves at step {step}");
            plane.note(place, &text, Role::Momentum)?;
        }
        name_places(plane, &self.path, minimum)
    }
}

/// The controls of both figures.
fn controls<P>(
    eta_of: fn(&mut P) -> &mut f64,
    beta_of: fn(&mut P) -> &mut f64,
    start_of: fn(&mut P) -> &mut [f64; 2],
) -> Vec<Control<P>> {
    vec![
        eta(eta_of),
        beta(beta_of),
        start_in(TURNED_PLANE, 0.01, start_of),
    ]
}

/// The presets of both figures.
fn both_presets() -> Vec<Preset> {
    presets([
        ("β = 0", "eta=0.4&beta=0"),
        ("β = 0.5", "eta=0.6&beta=0.5"),
        ("β = 0.9", "eta=0.6&beta=0.9"),
        ("on the floor", "start=-3,-2"),
    ])
}
