//! Gradient descent on four curvatures.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::figures::control::{number, presets};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale, numbered};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};

/// The powers (1 − ηλ)ᵗ of four curvatures.
#[derive(Debug, Clone, PartialEq)]
pub struct Powers {
    /// The step size η.
    pub eta: f64,
}

impl Default for Powers {
    fn default() -> Self {
        Powers { eta: 0.1 }
    }
}

/// The curvatures of the figure, and how their lines are drawn.
const LINES: [(f64, Role); 4] = [
    (0.1, Role::Flat),
    (1.0, Role::Path),
    (10.0, Role::Start),
    (19.0, Role::Steep),
];

// ANCHOR: powers
/// What is left of a coordinate after 0, 1, …, 20 steps, for the curvatures
/// 0.1, 1, 10 and 19.
pub fn powers(p: &Powers) -> Result<[Vec<f64>; 4], Error> {
    listings::check::check_step_size(p.eta)?;
    Ok([0.1, 1.0, 10.0, 19.0].map(|lambda| {
        let mut left = vec![1.0];
        for t in 0..20 {
            left.push((1.0 - p.eta * lambda) * left[t]);
        }
        left
    }))
}
// ANCHOR_END: powers

impl Figure for Powers {
    type Data = [Vec<f64>; 4];
    const NAME: &'static str = "powers";
    const SECTION: &'static str = "scalar_functions";
    const TYPE: &'static str = "Powers";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Self::Data, Error> {
        powers(self)
    }

    fn drawing(&self, lines: &Self::Data) -> Result<Drawing, Error> {
        let factors =
            LINES.map(|(lambda, _)| readable(1.0 - self.eta * lambda));
        let description = format!(
            "What is left of a coordinate against the step, for step size {}: each step multiplies \
             it by {} for curvature 0.1, {} for 1, {} for 10 and {} for 19.",
            exact(self.eta),
            factors[0],
            factors[1],
            factors[2],
            factors[3],
        );
        let [slow, quick, gone, steep] = factors;
        let readings = reading([
            ("factor of λ = 0.1", slow),
            ("factor of λ = 1", quick),
            ("factor of λ = 10", gone),
            ("factor of λ = 19", steep),
        ]);
        let columns = ["t", "λ = 0.1", "λ = 1", "λ = 10", "λ = 19"];
        Drawing::new(
            "What is left of a coordinate without momentum",
            description,
            readings,
            Table::of_lines(&columns, &lines.each_ref().map(Vec::as_slice)),
            |area| self.plot(lines, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![number(
            ["eta", "step size", "η", ""],
            [0.01, 0.12, 0.01],
            |p| &mut p.eta,
        )]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("η = 0.05", "eta=0.05"),
            ("η = 0.1", "eta=0.1"),
            ("η = 0.11", "eta=0.11"),
        ])
    }
}

impl Powers {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        lines: &[Vec<f64>; 4],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::whole([0, 20], "step t"),
            Scale::new([-1.2, 1.2], "left of the start"),
        )?;
        plane.path(&[[0.0, 0.0], [20.0, 0.0]], Role::Frame, 0.8)?;
        for ((lambda, role), line) in LINES.into_iter().zip(lines) {
            let line = numbered(line);
            // The zigzag of the steep one would hide the others.
            let width = if lambda > 10.0 { 0.8 } else { 1.4 };
            plane.path(&line, role, width)?;
            plane.markers(&line, role, |_| Marker::Disc)?;
        }
        for (i, t) in [(0, 14), (1, 8), (2, 3), (3, 12)] {
            let (lambda, role) = LINES[i];
            let line = numbered(&lines[i]);
            if let Some(at) = line.get(t) {
                plane.note(*at, &format!("λ = {}", exact(lambda)), role)?;
            }
        }
        Ok(())
    }
}
