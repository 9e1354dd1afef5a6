//! Gradient descent in a turned valley.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{OWN_NAMES, OWN_ROLES, Turned, kappa};
use crate::Error;
use crate::curvature::{direction, height, hessian, turned_descent};
use crate::figures::control::{number, presets, start_in};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, point, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Exit, Outcome};
use crate::figures::valley::{
    TURNED_FRAME, TURNED_PLANE, mark, name_places, turned_valley_plane,
};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, points};
use crate::ndarray::Array1;

/// A valley whose floor lies at an angle, and gradient descent in it.
#[derive(Debug, Clone, PartialEq)]
pub struct TurnedValley {
    /// The condition number κ.
    pub kappa: f64,
    /// The angle of the floor with the first axis, in degrees.
    pub angle: f64,
    /// The step size η.
    pub eta: f64,
    /// The point x₀ at which the path starts.
    pub start: [f64; 2],
}

impl Default for TurnedValley {
    fn default() -> Self {
        TurnedValley {
            kappa: 20.0,
            angle: 30.0,
            eta: 0.4,
            // (-5, -2) turned by 30 degrees, to two digits.
            start: [-3.33, -4.23],
        }
    }
}

// ANCHOR: turned_valley
/// The curvatures of the figures' valley: 4 across the floor, 4/κ along it.
pub fn curvatures_of(kappa: f64) -> [f64; 2] {
    [4.0 / kappa, 4.0]
}

/// Gradient descent from `start`, and what the figures need to know of it.
pub fn run(
    TurnedValley {
        kappa,
        angle,
        eta,
        start,
    }: TurnedValley,
    steps: usize,
) -> Result<Turned, Error> {
    let curvatures = curvatures_of(kappa);
    let hessian = hessian(curvatures, angle);
    let own = [direction(angle), direction(angle + 90.0)];
    let path = turned_descent(&hessian, start, eta, steps)?;
    let components = |x| own.each_ref().map(|q: &Array1<f64>| q.dot(x));
    Ok(Turned {
        path: points(&path),
        components: path.iter().map(components).collect(),
        losses: path.iter().map(|x| height(&hessian, x)).collect(),
        own: own.each_ref().map(|q| [q[0], q[1]]),
        curvatures,
        eta,
    })
}

/// What the figure of the turned valley shows: 20 steps.
pub fn turned_valley(parameters: &TurnedValley) -> Result<Turned, Error> {
    run(parameters.clone(), 20)
}
// ANCHOR_END: turned_valley

impl Figure for TurnedValley {
    type Data = Turned;
    const NAME: &'static str = "turned-valley";
    const SECTION: &'static str = "curvature";
    const TYPE: &'static str = "TurnedValley";
    const FRAME: Option<Frame> = Some(TURNED_FRAME);

    fn data(&self) -> Result<Turned, Error> {
        turned_valley(self)
    }

    fn drawing(&self, turned: &Turned) -> Result<Drawing, Error> {
        let leaves = TURNED_PLANE
            .exit(&turned.path)
            .map_or_else(String::new, |step| {
                format!(" it leaves the frame at step {step};")
            });
        let description = format!(
            "A valley with condition number {} whose floor lies at {} degrees, and gradient descent \
             from {} with step size {}:{leaves} after {} steps x = {} and the loss is {}.",
            exact(self.kappa),
            exact(self.angle),
            point(self.start),
            exact(self.eta),
            turned.path.len().saturating_sub(1),
            point(turned.end()),
            readable(turned.loss()),
        );
        let [flat, steep] = turned.sizes().map(|size| format!("{size:.3}"));
        let readings = reading([
            ("curvature λ₁ along q₁", readable(turned.curvatures[0])),
            ("size of the factor along q₁", flat),
            ("size of the factor along q₂", steep),
            ("loss at the last step", readable(turned.loss())),
        ]);
        Drawing::new(
            "Gradient descent in a turned valley",
            description,
            readings,
            turned.table(),
            |area| self.plot(turned, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            kappa(|p| &mut p.kappa),
            number(
                ["angle", "angle of the floor", "φ", "°"],
                [-90.0, 90.0, 1.0],
                |p| &mut p.angle,
            ),
            number(["eta", "step size", "η", ""], [0.01, 0.6, 0.01], |p| {
                &mut p.eta
            }),
            start_in(TURNED_PLANE, 0.01, |p| &mut p.start),
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("along the axes", "angle=0"),
            ("turned by 30°", "angle=30"),
            ("κ = 1", "kappa=1"),
            ("κ = 20", "kappa=20"),
            ("κ = 100", "kappa=100"),
        ])
    }
}

impl TurnedValley {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        turned: &Turned,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let (path, own) = (&turned.path, turned.own);
        let mut plane = turned_valley_plane(area, turned.curvatures, own[0])?;
        for (q, role) in own.into_iter().zip(OWN_ROLES) {
            let [there, back] = [FAR, -FAR].map(|s| [s * q[0], s * q[1]]);
            let seen = plane.window().segment(there, back);
            plane.path(seen.as_ref().map_or(&[], |s| &s[..]), role, 1.2)?;
        }
        let exit = plane.path(path, Role::Path, 1.6)?;
        mark(&mut plane, &[(path, Role::Path)])?;
        if let Some(Exit { step, place }) = exit {
            plane.note(place, &format!("leaves at step {step}"), Role::Path)?;
        }
        for (i, (q, role)) in own.into_iter().zip(OWN_ROLES).enumerate() {
            // On the side of the minimum where the path does not start.
            let along = q[0] * self.start[0] + q[1] * self.start[1];
            let side = if along > 0.0 { -3.0 } else { 3.0 };
            let place = [side * q[0], side * q[1]];
            plane.note(place, OWN_NAMES[i], role)?;
        }
        name_places(&mut plane, path, [0.0, 0.0])
    }
}

/// Beyond the frame in every direction.
const FAR: f64 = 100.0;
