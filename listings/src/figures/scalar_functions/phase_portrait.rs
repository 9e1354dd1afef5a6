//! One coordinate and its velocity, one against the other.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::sequence::{Coordinate, Sequence, sequence};
use super::stability_map::{point_of_map, points_of_map};
use crate::Error;
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Exit, Marker, Outcome, Plane, Scale};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::scalar_functions::{regime, roots};

/// A coordinate and its velocity from rest at 1, at a point of the map.
#[derive(Debug, Clone, PartialEq)]
pub struct PhasePortrait {
    /// The product ηλ, and the momentum β.
    pub at: [f64; 2],
}

impl Default for PhasePortrait {
    fn default() -> Self {
        PhasePortrait { at: [1.0, 0.5] }
    }
}

// ANCHOR: phase_portrait
/// What the sequence at the same point shows: x, and the velocity besides.
pub fn phase_portrait(
    p: &PhasePortrait,
) -> Result<listings::figures::scalar_functions::Coordinate, Error> {
    sequence(&Sequence { at: p.at })
}
// ANCHOR_END: phase_portrait

impl Figure for PhasePortrait {
    type Data = Coordinate;
    const NAME: &'static str = "phase-portrait";
    const SECTION: &'static str = "scalar_functions";
    const TYPE: &'static str = "PhasePortrait";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Coordinate, Error> {
        phase_portrait(self)
    }

    fn drawing(&self, coordinate: &Coordinate) -> Result<Drawing, Error> {
        let [eta_lambda, beta] = self.at;
        let angle = self.angle();
        let turn = match angle > 0.0 {
            true => format!("it goes round once in {}", self.turn()),
            false => "it does not go round".to_owned(),
        };
        let description = format!(
            "A coordinate and its velocity, one against the other, where the product of step size and \
             curvature is {} and the momentum {}: the coordinate {}; {turn}.",
            exact(eta_lambda),
            exact(beta),
            regime(eta_lambda, beta),
        );
        let readings = reading([
            ("largest velocity", readable(largest(&coordinate.v))),
            ("a turn takes", self.turn()),
        ]);
        let lines = [&coordinate.x, &coordinate.v];
        Drawing::new(
            "A coordinate and its velocity",
            description,
            readings,
            Table::of_lines(&["t", "x", "v"], &lines.map(Vec::as_slice)),
            |area| self.plot(coordinate, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![point_of_map(|p| &mut p.at)]
    }

    fn presets() -> Vec<Preset> {
        points_of_map()
    }
}

/// The largest size of a velocity that is finite.
fn largest(v: &[f64]) -> f64 {
    let sizes = v.iter().map(|v| v.abs()).filter(|v| v.is_finite());
    sizes.fold(0.0, f64::max)
}

impl PhasePortrait {
    /// The angle of the first root, by which a step turns; 0 if it is real.
    fn angle(&self) -> f64 {
        let [eta_lambda, beta] = self.at;
        let [[real, turning], _] = roots(eta_lambda, beta, 1.0);
        if turning > 0.0 {
            libm::atan2(turning, real)
        } else {
            0.0
        }
    }

    /// How many steps a turn takes, in words.
    fn turn(&self) -> String {
        let angle = self.angle();
        match angle > 0.0 {
            true => {
                format!("{:.1} steps", std::f64::consts::TAU / angle)
            }
            false => "no turns".to_owned(),
        }
    }

    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        coordinate: &Coordinate,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        // A soft coordinate never gets the velocity of a stiff one.
        let reach = [0.05, 0.1, 0.2, 0.5, 1.0, 2.0];
        let most = largest(&coordinate.v);
        let reach = reach.into_iter().find(|reach| *reach >= most);
        let reach = 1.1 * reach.unwrap_or(4.2);
        let mut plane = Plane::new(
            area,
            Scale::new([-1.6, 1.6], "coordinate xₜ"),
            Scale::new([-reach, reach], "velocity vₜ"),
        )?;
        plane.path(&[[-1.6, 0.0], [1.6, 0.0]], Role::Frame, 0.8)?;
        plane.path(&[[0.0, -reach], [0.0, reach]], Role::Frame, 0.8)?;
        let pairs = coordinate.x.iter().zip(&coordinate.v);
        let path: Vec<[f64; 2]> = pairs.map(|(x, v)| [*x, *v]).collect();
        let exit = plane.path(&path, Role::Momentum, 1.0)?;
        plane.markers(&path, Role::Momentum, |step| match step {
            0 => Marker::None,
            _ => Marker::Disc,
        })?;
        if let Some(start) = path.first() {
            plane.markers(&[*start], Role::Start, |_| Marker::Large)?;
            plane.note(*start, "start", Role::Start)?;
        }
        if let Some(Exit { step, place }) = exit {
            let text = format!("leaves at step {step}");
            plane.note(place, &text, Role::Momentum)?;
        }
        Ok(())
    }
}
