//! The components along the directions of the valley.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{
    OWN_NAMES, OWN_ROLES, Turned, TurnedValley, curvatures_of, kappa, run,
};
use crate::Error;
use crate::figures::control::{number, presets};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale};
use crate::figures::{Control, Drawing, Figure, Frame, Preset};
use crate::ill_conditioned_problem::best_step;

/// How fast the components along the two directions of the valley shrink.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The condition number κ.
    pub kappa: f64,
    /// The step size as a multiple of the best one.
    pub share: f64,
}

impl Default for Progress {
    fn default() -> Self {
        Progress {
            kappa: 20.0,
            share: 1.0,
        }
    }
}

// ANCHOR: progress
/// What the figure of the progress shows: 40 steps of a multiple of the best
/// step size, and 40 of the step size 0.4.
pub fn progress(parameters: &Progress) -> Result<[Turned; 2], Error> {
    let best = best_step(curvatures_of(parameters.kappa));
    let valley = |eta: f64| TurnedValley {
        kappa: parameters.kappa,
        eta,
        ..TurnedValley::default()
    };
    Ok([
        run(valley(parameters.share * best), 40)?,
        run(valley(0.4), 40)?,
    ])
}
// ANCHOR_END: progress

impl Figure for Progress {
    type Data = [Turned; 2];
    const NAME: &'static str = "progress";
    const SECTION: &'static str = "curvature";
    const TYPE: &'static str = "Progress";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<[Turned; 2], Error> {
        progress(self)
    }

    fn drawing(&self, both: &[Turned; 2]) -> Result<Drawing, Error> {
        let [turned, usual] = both;
        let [flat, steep] = turned.sizes().map(|size| format!("{size:.3}"));
        let description = format!(
            "The size of the component along each direction of the valley against the step, on a \
             logarithmic axis, for condition number {} and {} times the best step size: each step \
             multiplies the size along q₁ by {flat} and the size along q₂ by {steep}; with step size \
             {} by {} and {}.",
            exact(self.kappa),
            exact(self.share),
            exact(usual.eta),
            readable(usual.sizes()[0]),
            readable(usual.sizes()[1]),
        );
        let digit = -libm::log(10.0) / libm::log(turned.rate());
        let digit = match turned.rate() {
            rate if rate >= 1.0 => "never".to_owned(),
            _ => format!("{digit:.1}"),
        };
        let readings = reading([
            ("step size η", format!("{:.3}", turned.eta)),
            ("size of the factor along q₁", flat),
            ("size of the factor along q₂", steep),
            (
                "the larger of both, the rate",
                format!("{:.3}", turned.rate()),
            ),
            ("steps for one more digit", digit),
        ]);
        Drawing::new(
            "The components along the directions of the valley",
            description,
            readings,
            turned.table(),
            |area| self.plot(both, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            kappa(|p| &mut p.kappa),
            number(
                ["share", "step size", "η", "times the best"],
                [0.1, 1.2, 0.01],
                |p| &mut p.share,
            ),
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("κ = 2", "kappa=2&share=1"),
            ("κ = 20", "kappa=20&share=1"),
            ("κ = 100", "kappa=100&share=1"),
            ("a step too small", "share=0.5"),
            ("a step too large", "share=1.1"),
        ])
    }
}

/// The sizes that the axis of [`Progress`] shows, as powers of ten. They are
/// the same at every κ, so that slopes can be compared.
const SIZES: [i32; 2] = [-4, 1];

impl Progress {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        [Turned { components, .. }, usual]: &[Turned; 2],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let last = components.len().saturating_sub(1).max(1);
        let mut plane = Plane::new(
            area,
            Scale::whole([0, last as i32], "step t"),
            Scale::powers(SIZES, "size of component"),
        )?;
        let mut ends = Vec::new();
        for (i, name) in OWN_NAMES.into_iter().enumerate() {
            let line = powers(&usual.components, i);
            let exit = plane.path(&line, Role::Contour, 1.0)?;
            let seen = line.iter().rfind(|at| plane.window().contains(**at));
            let end = exit.map(|exit| exit.place).or(seen.copied());
            let name = format!("{name}, η = {}", exact(usual.eta));
            ends.extend(end.map(|place| (place, name, Role::Text)));
        }
        for (i, (name, role)) in
            OWN_NAMES.into_iter().zip(OWN_ROLES).enumerate()
        {
            let line = powers(components, i);
            let exit = plane.path(&line, role, 1.4)?;
            plane.markers(&line, role, |_| Marker::Disc)?;
            let seen = |at: &&[f64; 2]| plane.window().contains(**at);
            let end = exit.map(|exit| exit.place);
            // At the start the upper line has room above it, at the end the
            // lower one below it.
            let place = match i {
                0 => line.iter().take(4).rfind(seen).copied(),
                _ => end.or(line.iter().rfind(seen).copied()),
            };
            let name = format!("along {name}");
            ends.extend(place.map(|place| (place, name, role)));
        }
        for (place, name, role) in ends.into_iter().rev() {
            plane.note(place, &name, role)?;
        }
        Ok(())
    }
}

/// Component `i` of each point as (step, log₁₀ of its size). A zero has no
/// logarithm: its line goes down without end.
fn powers(components: &[[f64; 2]], i: usize) -> Vec<[f64; 2]> {
    let sizes = components.iter().map(|x| x[i].abs());
    let sizes = sizes.take_while(|size| size.is_finite()).enumerate();
    sizes
        .map(|(step, size)| [step as f64, libm::log10(size).max(-300.0)])
        .collect()
}
