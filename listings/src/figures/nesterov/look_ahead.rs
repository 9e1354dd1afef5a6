//! The two sequences of Nesterov's method.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::Race;
use crate::Error;
use crate::figures::control::{beta, eta, presets, start, steps_to};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, point, readable};
use crate::figures::palette::Role;
use crate::figures::paths::apart;
use crate::figures::plane::{Exit, Marker, Outcome, SIDES};
use crate::figures::valley::{FRAME, PLANE, valley_plane};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table, points};
use crate::ill_conditioned_problem::{CURVATURES, objective};
use crate::ndarray::arr1;
use crate::nesterov::{from_rest, library_step, nesterov_step};

/// The points x of Nesterov's method and its look-ahead points y.
#[derive(Debug, Clone, PartialEq)]
pub struct LookAhead {
    /// The step size η.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The number of steps.
    pub steps: usize,
    /// The point x₀ at which the path starts, from rest.
    pub start: [f64; 2],
}

impl Default for LookAhead {
    fn default() -> Self {
        let Race {
            eta, beta, start, ..
        } = Race::default();
        LookAhead {
            eta,
            beta,
            steps: 5,
            start,
        }
    }
}

/// The points x₀, x₁, … and the look-ahead points y₀, y₁, ….
pub type Sequences = [Vec<[f64; 2]>; 2];

// ANCHOR: look_ahead
/// The points x of Nesterov's method, and the points y of the library's form.
pub fn look_ahead(p: &LookAhead) -> Result<Sequences, Error> {
    let pair = [p.eta, p.beta];
    let x = from_rest(nesterov_step, p.start, pair, p.steps)?;
    let y = from_rest(library_step, p.start, pair, p.steps)?;
    Ok([points(&x), points(&y)])
}
// ANCHOR_END: look_ahead

impl Figure for LookAhead {
    type Data = Sequences;
    const NAME: &'static str = "look-ahead";
    const SECTION: &'static str = "nesterov";
    const TYPE: &'static str = "LookAhead";
    const FRAME: Option<Frame> = Some(FRAME);

    fn data(&self) -> Result<Sequences, Error> {
        look_ahead(self)
    }

    fn drawing(&self, both: &Sequences) -> Result<Drawing, Error> {
        let ends = both
            .each_ref()
            .map(|path| path.last().copied().unwrap_or(self.start));
        let [x, y] = ends.map(point);
        let [x_loss, y_loss] = ends.map(|at| readable(objective(&arr1(&at))));
        let description = format!(
            "Nesterov's method from {} with step size {} and momentum {}, and its look-ahead points: \
             after {} steps x = {x} with loss {x_loss}, and y = {y} with loss {y_loss}.",
            point(self.start),
            exact(self.eta),
            exact(self.beta),
            self.steps,
        );
        let rows = both[0].iter().zip(&both[1]).enumerate();
        let rows = rows.map(|(step, (x, y))| {
            let [at_x, at_y] = [x, y].map(|at| objective(&arr1(at)));
            [step as f64, x[0], x[1], at_x, y[0], y[1], at_y]
        });
        Drawing::new(
            "The two sequences of Nesterov's method",
            description,
            reading([
                ("last x", x),
                ("loss there", x_loss),
                ("last y", y),
                ("loss at y", y_loss),
            ]),
            Table::new(&["t", "x₁", "x₂", "f(x)", "y₁", "y₂", "f(y)"], rows),
            |area| self.plot(both, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            eta(|p| &mut p.eta),
            beta(|p| &mut p.beta),
            steps_to(30, |p| &mut p.steps),
            start(|p| &mut p.start),
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("one step", "steps=1"),
            ("five steps", "steps=5"),
            ("without momentum", "beta=0"),
        ])
    }
}

impl LookAhead {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        both: &Sequences,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = valley_plane(area, CURVATURES)?;
        let roles = [Role::Flat, Role::Steep];
        let markers = [Marker::Diamond, Marker::Ring];
        let mut notes = Vec::new();
        for (i, width) in [1.8, 1.0].into_iter().enumerate() {
            let name = ["points x", "look-ahead points y"][i];
            notes.push(match plane.path(&both[i], roles[i], width)? {
                Some(Exit { step, place }) => {
                    (vec![place], format!("{name}, step {step}"), roles[i])
                }
                None => (apart(PLANE, both, i), name.to_owned(), roles[i]),
            });
        }
        // From each point to its look-ahead point.
        for (x, y) in both[0].iter().zip(&both[1]).skip(1) {
            plane.lines(&[*x, *y], Role::Frame, 0.8)?;
        }
        for i in [0, 1] {
            plane.markers(&both[i], roles[i], |step| match step {
                0 => Marker::None,
                _ => markers[i],
            })?;
        }
        let start = both[0].get(..1).unwrap_or_default();
        plane.markers(start, Role::Start, |_| Marker::Large)?;
        if let [start, ..] = start {
            plane.note(*start, "start", Role::Start)?;
        }
        plane.note([0.0, 0.0], "minimum", Role::Optimum)?;
        for (places, text, role) in notes {
            plane.note_along(&SIDES, &places, &text, role)?;
        }
        Ok(())
    }
}
