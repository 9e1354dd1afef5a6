//! Each coordinate under momentum.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{PRESETS, Rolling, Run, run};
use crate::Error;
use crate::figures::control::{beta, eta, start, steps};
use crate::figures::number::{exact, point};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale};
use crate::figures::ticks::whole_ticks;
use crate::figures::valley::decades;
use crate::figures::{Control, Drawing, Figure, Frame, Preset};

/// The size of each coordinate under momentum, and the lines along which the
/// spectral radii let them shrink.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelopes {
    /// The step size η.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The number of steps.
    pub steps: usize,
    /// The point x₀ at which the path starts, from rest.
    pub start: [f64; 2],
}

impl Default for Envelopes {
    fn default() -> Self {
        let Rolling {
            eta,
            beta,
            steps,
            start,
        } = Rolling::default();
        Envelopes {
            eta,
            beta,
            steps,
            start,
        }
    }
}

// ANCHOR: envelopes
/// What the figure of the coordinates under momentum shows.
pub fn envelopes(p: &Envelopes) -> Result<Run, Error> {
    run(p.start, p.eta, p.beta, p.steps)
}
// ANCHOR_END: envelopes

impl Envelopes {
    fn rolling(&self) -> Rolling {
        let Envelopes {
            eta,
            beta,
            steps,
            start,
        } = self.clone();
        Rolling {
            eta,
            beta,
            steps,
            start,
        }
    }
}

impl Figure for Envelopes {
    type Data = Run;
    const NAME: &'static str = "envelopes";
    const SECTION: &'static str = "momentum_method";
    const TYPE: &'static str = "Envelopes";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Run, Error> {
        envelopes(self)
    }

    fn drawing(&self, run: &Run) -> Result<Drawing, Error> {
        let radii = run.radii(self.eta, self.beta);
        let [flat, steep] = radii.map(|radius| format!("{radius:.3}"));
        let description = format!(
            "The size of each coordinate against the step, on a logarithmic axis, for step size {} and momentum {}: \
             the spectral radius of x₁ is {flat} and that of x₂ {steep}; after {} steps x = {}.",
            exact(self.eta),
            exact(self.beta),
            self.steps,
            point(run.end()),
        );
        Drawing::new(
            "Each coordinate under momentum",
            description,
            self.rolling().readout(run)?,
            run.table(),
            |area| self.plot(run, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            eta(|p| &mut p.eta),
            beta(|p| &mut p.beta),
            steps(|p| &mut p.steps),
            start(|p| &mut p.start),
        ]
    }

    fn presets() -> Vec<Preset> {
        PRESETS.to_vec()
    }
}

/// The range of an axis of powers of ten: whole decades around the finite
/// `sizes`, but not beyond `floor` and `top`; what is there leaves the frame.
fn axis_of(
    sizes: impl Iterator<Item = f64> + Clone,
    [floor, top]: [f64; 2],
    name: &str,
) -> Scale {
    let sizes = || sizes.clone().filter(|size| (floor..=top).contains(size));
    let low = sizes().fold(f64::INFINITY, f64::min).floor().min(0.0);
    let high = sizes().fold(f64::NEG_INFINITY, f64::max).ceil();
    let high = high.max(low + 1.0);
    Scale {
        range: [low, high],
        ticks: whole_ticks(low as i32, high as i32, "10", true),
        name: name.to_owned(),
    }
}

/// The axis of the steps 0 to `last`.
fn step_axis(last: usize) -> Scale {
    let last = last.max(1);
    Scale {
        range: [0.0, last as f64],
        ticks: whole_ticks(0, last as i32, "", false),
        name: "step t".into(),
    }
}

impl Envelopes {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        run: &Run,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let path = &run.path;
        let lines = [0, 1].map(|i| decades(path, i));
        let sizes = lines.iter().flatten().flatten().map(|point| point[1]);
        let last = path.len().saturating_sub(1);
        let mut plane = Plane::new(
            area,
            step_axis(last),
            axis_of(sizes, [-6.0, 60.0], "size of coordinate"),
        )?;
        let names = [("x₁", Role::Flat), ("x₂", Role::Steep)];
        let radii = run.radii(self.eta, self.beta);
        for (i, radius) in radii.into_iter().enumerate() {
            if let Some(line) = envelope(&lines[i].concat(), radius, last) {
                plane.lines(&line, names[i].1, 0.8)?;
            }
        }
        let mut ends = Vec::new();
        for (i, (name, role)) in names.into_iter().enumerate() {
            let mut end = None;
            for piece in &lines[i] {
                end = plane.path(piece, role, 1.4)?.map(|exit| exit.place);
                let at = |step: usize| path.get(step).map_or(0.0, |x| x[i]);
                plane.markers(piece, role, |k| {
                    let step = piece.get(k).map_or(0, |p| p[0] as usize);
                    if at(step) < 0.0 {
                        Marker::Ring
                    } else {
                        Marker::Disc
                    }
                })?;
                let seen = piece.iter().rfind(|p| plane.window().contains(**p));
                end = end.or(seen.copied());
            }
            ends.extend(end.map(|place| (place, name, role)));
        }
        for (place, name, role) in ends {
            plane.note(place, name, role)?;
        }
        Ok(())
    }
}

/// The lowest line with the slope of the spectral radius that lies on or above
/// all points (step, log₁₀ of the size); none for a radius of zero.
fn envelope(
    points: &[[f64; 2]],
    radius: f64,
    last: usize,
) -> Option<[[f64; 2]; 2]> {
    let slope = libm::log10(radius);
    let heights = points.iter().map(|[step, size]| size - step * slope);
    let height = heights.fold(f64::NEG_INFINITY, f64::max);
    let end = last as f64;
    let line = [[0.0, height], [end, height + end * slope]];
    line.as_flattened()
        .iter()
        .all(|c| c.is_finite())
        .then_some(line)
}
