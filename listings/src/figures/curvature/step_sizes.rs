//! The rate of every step size.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{OWN_ROLES, curvatures_of, kappa};
use crate::Error;
use crate::figures::control::presets;
use crate::figures::drawing::reading;
use crate::figures::number::exact;
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::ill_conditioned_problem::{best_step, factor};

/// The rate against the step size.
#[derive(Debug, Clone, PartialEq)]
pub struct StepSizes {
    /// The condition number κ.
    pub kappa: f64,
}

impl Default for StepSizes {
    fn default() -> Self {
        StepSizes { kappa: 20.0 }
    }
}

/// The factors of every step size.
#[derive(Debug, Clone, PartialEq)]
pub struct Factors {
    /// Step sizes, each with the sizes of both factors.
    pub sizes: Vec<[f64; 3]>,
    /// Step sizes, each with the rate, the larger of both.
    pub rates: Vec<[f64; 2]>,
    /// The best step size, with its rate.
    pub best: [f64; 2],
}

// ANCHOR: step_sizes
/// What the figure of the step sizes shows: 0, 0.02, …, 0.6, and those where a
/// line has a corner.
pub fn step_sizes(parameters: &StepSizes) -> Result<Factors, Error> {
    let curvatures = curvatures_of(parameters.kappa);
    let best = best_step(curvatures);
    let corners = curvatures.map(|lambda| 1.0 / lambda);
    let even = (0..=30).map(|fiftieth| f64::from(fiftieth) / 50.0);
    let mut etas: Vec<f64> = even.chain(corners).chain([best]).collect();
    etas.retain(|eta| *eta <= 0.6);
    etas.sort_by(f64::total_cmp);
    etas.dedup();
    let size = |eta, i: usize| factor(eta, curvatures[i]).abs();
    let slowest = listings::curvature::slowest_factor;
    let rate = |eta| [eta, slowest(eta, &curvatures)];
    Ok(Factors {
        sizes: etas.iter().map(|&e| [e, size(e, 0), size(e, 1)]).collect(),
        rates: etas.into_iter().map(rate).collect(),
        best: rate(best),
    })
}
// ANCHOR_END: step_sizes

impl Figure for StepSizes {
    type Data = Factors;
    const NAME: &'static str = "step-sizes";
    const SECTION: &'static str = "curvature";
    const TYPE: &'static str = "StepSizes";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Factors, Error> {
        step_sizes(self)
    }

    fn drawing(&self, factors: &Factors) -> Result<Drawing, Error> {
        let [best, rate] = factors.best.map(|x| format!("{x:.3}"));
        let description = format!(
            "The sizes of both factors against the step size for condition number {}, and the rate, \
             the larger of them: it falls to {rate} at the best step size {best}, then rises past 1.",
            exact(self.kappa),
        );
        let readings = reading([
            ("best step size", best),
            ("rate there", rate),
            ("step sizes that converge", "below 0.5".to_owned()),
        ]);
        let rows = factors.sizes.iter().zip(&factors.rates);
        let rows = rows.map(|([eta, flat, steep], [_, rate])| {
            [*eta, *flat, *steep, *rate]
        });
        let table = Table::new(&["η", "|1 − ηλ₁|", "|1 − ηλₙ|", "rate"], rows);
        Drawing::new(
            "The rate of every step size",
            description,
            readings,
            table,
            |area| self.plot(factors, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![kappa(|p| &mut p.kappa)]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("κ = 1", "kappa=1"),
            ("κ = 2", "kappa=2"),
            ("κ = 20", "kappa=20"),
            ("κ = 100", "kappa=100"),
        ])
    }
}

impl StepSizes {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        factors: &Factors,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::new([0.0, 0.6], "step size η"),
            Scale::new([0.0, 1.4], "size of factor"),
        )?;
        plane.path(&[[0.0, 1.0], [0.6, 1.0]], Role::Frame, 0.8)?;
        let names = ["|1 − ηλ₁|", "|1 − ηλₙ|"];
        // The rate lies under both lines, like a broad shadow.
        plane.path(&factors.rates, Role::Contour, 5.0)?;
        for (i, role) in OWN_ROLES.into_iter().enumerate() {
            let line = factors.sizes.iter().map(|at| [at[0], at[1 + i]]);
            let line: Vec<[f64; 2]> = line.collect();
            plane.path(&line, role, 1.4)?;
        }
        plane.cross(factors.best, Role::Optimum)?;
        plane.note(factors.best, "best", Role::Optimum)?;
        for (i, role) in OWN_ROLES.into_iter().enumerate() {
            // Where the other of the two lines is the larger.
            let eta = [0.57, 0.12][i];
            let at = factors.sizes.iter().find(|at| at[0] >= eta);
            if let Some(at) = at {
                plane.note([at[0], at[1 + i]], names[i], role)?;
            }
        }
        // Where it is past the line at 1.
        let past = factors.rates.iter().find(|at| at[0] >= 0.54);
        if let Some(&past) = past {
            plane.note(past, "rate", Role::Text)?;
        }
        Ok(())
    }
}
