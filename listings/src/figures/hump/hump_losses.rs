//! The loss of three ways to run.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::kappa;
use crate::Error;
use crate::check::check_condition_number;
use crate::figures::control::presets;
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::valley::decades;
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::hump::{below_from, hump_run, losses, repaired_run, spectrum};

/// The losses of gradient descent and of the best pair, as it is and repaired.
#[derive(Debug, Clone, PartialEq)]
pub struct HumpLosses {
    /// The condition number κ.
    pub kappa: f64,
}

impl Default for HumpLosses {
    fn default() -> Self {
        HumpLosses { kappa: 100.0 }
    }
}

// ANCHOR: hump_losses
/// The losses of 100 steps: gradient descent at its best step size, the best
/// pair from rest, and the best pair with the repair.
pub fn hump_losses(p: &HumpLosses) -> Result<[Vec<f64>; 3], Error> {
    listings::check::check_condition_number(p.kappa)?;
    let lambda = spectrum(p.kappa);
    let start = lambda.mapv(|lambda| 1.0 / lambda.sqrt());
    let eta = 2.0 / (lambda[0] + lambda[2]);
    Ok([
        losses(
            &lambda,
            &repaired_run(&lambda, start, [eta, 0.0], 0.0, 100)?,
        ),
        losses(&lambda, &hump_run(p.kappa, 0.0, 100)?),
        losses(&lambda, &hump_run(p.kappa, 1.0, 100)?),
    ])
}
// ANCHOR_END: hump_losses

/// The names of the lines and how they are drawn.
const LINES: [(&str, Role, f64); 3] = [
    ("gradient descent", Role::Flat, 2.6),
    ("from rest", Role::Momentum, 1.4),
    ("repaired", Role::Path, 1.4),
];

impl Figure for HumpLosses {
    type Data = [Vec<f64>; 3];
    const NAME: &'static str = "hump-losses";
    const SECTION: &'static str = "hump";
    const TYPE: &'static str = "HumpLosses";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Self::Data, Error> {
        hump_losses(self)
    }

    fn drawing(&self, lines: &Self::Data) -> Result<Drawing, Error> {
        check_condition_number(self.kappa)?;
        let below = lines.each_ref().map(|line| match below_from(line, 1e-6) {
            Some(step) => step.to_string(),
            None => "more than 100".to_owned(),
        });
        let tops = lines.each_ref().map(|line| {
            let top = line.iter().copied().fold(0.0, f64::max);
            readable(top)
        });
        let [plain, rest, mended] = &below;
        let description = format!(
            "The loss against the step on a logarithmic axis, for condition number {}: below 10⁻⁶ from \
             step {plain} for gradient descent, {rest} for the best pair from rest and {mended} with \
             the repair; the largest losses are {}, {} and {}.",
            exact(self.kappa),
            tops[0],
            tops[1],
            tops[2],
        );
        let [_, top, _] = tops;
        let readings = reading([
            ("below 10⁻⁶, gradient descent", plain.clone()),
            ("below 10⁻⁶, from rest", rest.clone()),
            ("below 10⁻⁶, repaired", mended.clone()),
            ("largest loss from rest", top),
        ]);
        Drawing::new(
            "The loss with the hump and without it",
            description,
            readings,
            Table::of_lines(
                &["t", LINES[0].0, LINES[1].0, LINES[2].0],
                &lines.each_ref().map(Vec::as_slice),
            ),
            |area| self.plot(lines, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![kappa(|p| &mut p.kappa)]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("κ = 5", "kappa=5"),
            ("κ = 20", "kappa=20"),
            ("κ = 100", "kappa=100"),
        ])
    }
}

impl HumpLosses {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        lines: &[Vec<f64>; 3],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::whole([0, 100], "step t"),
            Scale::powers([-8, 2], "loss f(xₜ)"),
        )?;
        plane.path(&[[0.0, -6.0], [100.0, -6.0]], Role::Frame, 0.8)?;
        for ((_, role, width), line) in LINES.into_iter().zip(lines) {
            let line: Vec<[f64; 2]> = line.iter().map(|x| [*x, 0.0]).collect();
            for piece in decades(&line, 0) {
                plane.path(&piece, role, width)?;
            }
        }
        for ((name, role, _), (line, t)) in
            LINES.into_iter().zip(lines.iter().zip([60, 4, 12]))
        {
            if let Some(loss) = line.get(t) {
                let at = [t as f64, libm::log10(*loss)];
                plane.note(at, name, role)?;
            }
        }
        Ok(())
    }
}
