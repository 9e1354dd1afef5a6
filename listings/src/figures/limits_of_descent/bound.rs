//! The distance that four methods leave, and the least that any can.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::METHODS;
use crate::Error;
use crate::figures::drawing::reading;
use crate::figures::number::exact;
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::valley::decades;
use crate::figures::{Drawing, Figure, Frame, Table};
use crate::limits_of_descent::{chain_rate, four_runs};

/// The distances of four methods on a long chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The condition number κ.
    pub kappa: f64,
}

impl Default for Bound {
    fn default() -> Self {
        Bound { kappa: 100.0 }
    }
}

// ANCHOR: bound
/// The distances that 60 steps of gradient descent, momentum, Nesterov's
/// method and conjugate gradients leave on a chain of 200
/// coordinates.
pub fn bound(p: &Bound) -> Result<[Vec<f64>; 4], Error> {
    four_runs(p.kappa, 200, 60)
}
// ANCHOR_END: bound

/// What stands beside the lines.
const SHORT: [&str; 4] =
    ["gradient descent", "momentum", "Nesterov", "conjugate"];

impl Figure for Bound {
    type Data = [Vec<f64>; 4];
    const NAME: &'static str = "bound";
    const SECTION: &'static str = "limits_of_descent";
    const TYPE: &'static str = "Bound";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Self::Data, Error> {
        bound(self)
    }

    fn drawing(&self, lines: &Self::Data) -> Result<Drawing, Error> {
        let rate = chain_rate(self.kappa)?;
        let below = lines.each_ref().map(|line| {
            let step = line.iter().position(|left| *left <= 1e-3);
            step.map_or("more than 60".to_owned(), |step| step.to_string())
        });
        let [plain, heavy, ahead, conjugate] = &below;
        let description = format!(
            "The distance left against the step on a logarithmic axis, for κ = {}: momentum runs along \
             the edge of the region that no method reaches. A thousandth is left from step {plain} \
             under gradient descent, {heavy} under momentum, {ahead} under Nesterov's method and \
             {conjugate} under conjugate gradients.",
            exact(self.kappa),
        );
        let names = [
            "steps to 10⁻³, gradient descent",
            "steps to 10⁻³, momentum",
            "steps to 10⁻³, Nesterov",
            "steps to 10⁻³, conjugate gradients",
        ];
        let mut steps = below.clone().into_iter();
        let readings =
            reading(names.map(|name| (name, steps.next().unwrap_or_default())));
        let floor: Vec<f64> =
            (0..=60).map(|t| libm::pow(rate, f64::from(t))).collect();
        let [plain, heavy, ahead, conjugate] =
            lines.each_ref().map(Vec::as_slice);
        Drawing::new(
            "The distance that is left, and the least",
            description,
            readings,
            Table::of_lines(
                &[
                    "t",
                    "bound",
                    METHODS[0].0,
                    METHODS[1].0,
                    METHODS[2].0,
                    METHODS[3].0,
                ],
                &[&floor, plain, heavy, ahead, conjugate],
            ),
            |area| self.plot(rate, lines, area),
        )
    }
}

impl Bound {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        rate: f64,
        lines: &[Vec<f64>; 4],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::whole([0, 60], "step t"),
            Scale::powers([-6, 0], "distance ‖xₜ − x*‖ / ‖x*‖"),
        )?;
        let end = 60.0 * libm::log10(rate);
        let corners = [[0.0, 0.0], [60.0, end], [60.0, -60.0], [0.0, -60.0]];
        plane.fill(&corners, Role::Contour, 0.3)?;
        for ((_, role, width), line) in METHODS.into_iter().zip(lines) {
            let line: Vec<[f64; 2]> = line.iter().map(|x| [*x, 0.0]).collect();
            for piece in decades(&line, 0) {
                plane.path(&piece, role, width)?;
            }
        }
        // Momentum is named inside the region, the others above their lines.
        for ((name, (_, role, _)), line) in
            SHORT.into_iter().zip(METHODS).zip(lines)
        {
            let places = [44, 38, 32, 26, 20, 14, 8].map(|t| {
                let left = line.get(t).copied().unwrap_or(f64::NAN);
                [t as f64, libm::log10(left)]
            });
            let side = if role == Role::Momentum { -1.0 } else { 1.0 };
            plane.note_along(
                &[(side, 0.0), (side, -side)],
                &places,
                name,
                role,
            )?;
        }
        plane.note([12.0, -4.6], "no method", Role::Text)
    }
}
