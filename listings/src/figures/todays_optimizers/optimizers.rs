//! A method in the valley, along the axes and turned.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::figures::control::{beta, count, eta, number, presets, steps};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::paths::{Style, draw_walks};
use crate::figures::plane::{Marker, Outcome};
use crate::figures::valley::valley_plane;
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table, points};
use crate::ill_conditioned_problem::{CURVATURES, objective};
use crate::ndarray::arr1;
use crate::todays_optimizers::{METHODS, Method, walk};

/// A method in the valley and in the turned valley.
#[derive(Debug, Clone, PartialEq)]
pub struct Optimizers {
    /// Which method: its place in [`SHOWN`].
    pub method: usize,
    /// The step size η.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// By how many degrees the second valley is turned.
    pub angle: f64,
    /// The number of steps.
    pub steps: usize,
}

impl Default for Optimizers {
    fn default() -> Self {
        Optimizers {
            method: 2,
            eta: 0.5,
            beta: 0.5,
            angle: 45.0,
            steps: 25,
        }
    }
}

/// The path along the axes and that of the turned valley, both as coordinates
/// along the floor and across.
pub type Walks = [Vec<[f64; 2]>; 2];

// ANCHOR: optimizers
/// The methods that can be chosen.
pub const SHOWN: [Method; 6] = [
    METHODS[0], METHODS[2], METHODS[3], METHODS[5], METHODS[6], METHODS[7],
];

/// The paths of a method in the valley and in the turned one, both in the
/// valley's own axes.
pub fn optimizers(p: &Optimizers) -> Result<[Vec<[f64; 2]>; 2], Error> {
    let method = SHOWN[p.method.min(5)];
    let path = |angle| -> Result<Vec<[f64; 2]>, Error> {
        Ok(points(&walk(method, [p.eta, p.beta], angle, p.steps)?))
    };
    Ok([path(0.0)?, path(p.angle)?])
}
// ANCHOR_END: optimizers

/// The two paths as the figure shows them.
const PATHS: [Style; 2] = [
    ("along the axes", Role::Path, 2.8, Marker::Disc),
    ("turned", Role::Momentum, 1.2, Marker::Ring),
];

impl Figure for Optimizers {
    type Data = Walks;
    const NAME: &'static str = "optimizers";
    const SECTION: &'static str = "todays_optimizers";
    const TYPE: &'static str = "Optimizers";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Walks, Error> {
        optimizers(self)
    }

    fn drawing(&self, paths: &Walks) -> Result<Drawing, Error> {
        let name = SHOWN[self.method.min(5)].name;
        let [straight, turned] = paths.each_ref().map(|path| {
            let end = path.last().copied().unwrap_or([f64::NAN; 2]);
            readable(objective(&arr1(&end)))
        });
        let description = format!(
            "Two paths of {name}: in the valley, and in the valley turned by {} degrees. After {} steps \
             the loss is {straight} along the axes and {turned} turned.",
            exact(self.angle),
            self.steps,
        );
        let readings = reading([
            ("method", name.to_owned()),
            ("loss along the axes", straight),
            ("loss turned", turned),
        ]);
        let columns =
            ["t", "x₁, along", "x₂, along", "x₁, turned", "x₂, turned"];
        let line = |of: usize, i: usize| -> Vec<f64> {
            paths[of].iter().map(|x| x[i]).collect()
        };
        let lines = [line(0, 0), line(0, 1), line(1, 0), line(1, 1)];
        Drawing::new(
            "A method in the valley and in the turned valley",
            description,
            readings,
            Table::of_lines(&columns, &lines.each_ref().map(Vec::as_slice)),
            |area| self.plot(paths, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        let angle = ["angle", "angle of the second valley", "φ", "°"];
        vec![
            count(["method", "method", "", ""], [0, 5], |p| &mut p.method),
            eta(|p| &mut p.eta),
            beta(|p| &mut p.beta),
            number(angle, [-90.0, 90.0, 1.0], |p| &mut p.angle),
            steps(|p| &mut p.steps),
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("momentum", "method=0&eta=0.2&beta=0.5"),
            ("RMSprop", "method=1&eta=0.2&beta=0.5"),
            ("Adam", "method=2&eta=0.5&beta=0.5"),
            ("Lion", "method=3&eta=0.3&beta=0.9"),
            ("Muon", "method=4&eta=0.3&beta=0.9"),
            ("Schedule-Free", "method=5&eta=1&beta=0.9"),
        ])
    }
}

impl Optimizers {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        paths: &Walks,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        draw_walks(&mut valley_plane(area, CURVATURES)?, paths, &PATHS)
    }
}
