//! The turned valley, its curvature in every direction, the progress along its
//! own two directions, and the rate of every step size.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::drawing::reading;
use super::number::{exact, point, readable};
use super::palette::Role;
use super::plane::{Exit, Marker, Outcome, Plane, Scale};
use super::ticks::{ticks, whole_ticks};
use super::valley::{
    TURNED_FRAME, TURNED_PLANE, mark, name_places, turned_valley_plane,
};
use super::{Control, Drawing, Figure, Frame, Preset, Range, Slot, Table};
use crate::Error;
use crate::curvature::{
    curvature_along, direction, dot, height, hessian, slowest_factor,
    turned_descent,
};
use crate::ill_conditioned_problem::{best_step, factor};

/// Gradient descent in a turned valley.
#[derive(Debug, Clone, PartialEq)]
pub struct Turned {
    /// The curvatures along the floor and across it.
    pub curvatures: [f64; 2],
    /// The directions q₁ along the floor and q₂ across it.
    pub own: [[f64; 2]; 2],
    /// The step size.
    pub eta: f64,
    /// The points of the path, x₀ first.
    pub path: Vec<[f64; 2]>,
    /// Their components q₁ᵀx and q₂ᵀx.
    pub components: Vec<[f64; 2]>,
    /// The height of the valley at each of them.
    pub losses: Vec<f64>,
}

impl Turned {
    fn end(&self) -> [f64; 2] {
        self.path.last().copied().unwrap_or_default()
    }

    fn loss(&self) -> f64 {
        self.losses.last().copied().unwrap_or_default()
    }

    fn sizes(&self) -> [f64; 2] {
        self.curvatures.map(|lambda| factor(self.eta, lambda).abs())
    }

    fn rate(&self) -> f64 {
        slowest_factor(self.eta, &self.curvatures)
    }

    fn table(&self) -> Table {
        let columns = ["t", "x₁", "x₂", "q₁ᵀx", "q₂ᵀx", "f(x)"];
        let rows = self.path.iter().zip(&self.components).zip(&self.losses);
        Table {
            columns: columns.map(str::to_owned).to_vec(),
            rows: rows
                .enumerate()
                .map(|(step, ((x, own), loss))| {
                    let numbers = [x[0], x[1], own[0], own[1], *loss];
                    let numbers = numbers.map(readable);
                    [step.to_string()].into_iter().chain(numbers).collect()
                })
                .collect(),
        }
    }
}

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
    let path = turned_descent(hessian, start, eta, steps)?;
    Ok(Turned {
        components: path.iter().map(|&x| own.map(|q| dot(q, x))).collect(),
        losses: path.iter().map(|&x| height(hessian, x)).collect(),
        curvatures,
        own,
        eta,
        path,
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
            angle(|p| &mut p.angle),
            Control {
                key: "eta",
                name: "step size",
                symbol: "η",
                unit: "",
                range: Range::Number {
                    min: 0.01,
                    max: 0.6,
                    step: 0.01,
                },
                slot: Slot::Number(|p| &mut p.eta),
            },
            Control {
                key: "start",
                name: "start",
                symbol: "x₀",
                unit: "",
                range: Range::Point {
                    min: [TURNED_PLANE.x[0], TURNED_PLANE.y[0]],
                    max: [TURNED_PLANE.x[1], TURNED_PLANE.y[1]],
                    step: 0.01,
                },
                slot: Slot::Point(|p| &mut p.start),
            },
        ]
    }

    fn presets() -> Vec<Preset> {
        [
            ("along the axes", "angle=0"),
            ("turned by 30°", "angle=30"),
            ("κ = 1", "kappa=1"),
            ("κ = 20", "kappa=20"),
            ("κ = 100", "kappa=100"),
        ]
        .map(|(name, state)| Preset { name, state })
        .to_vec()
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
            let side = if dot(q, self.start) > 0.0 { -3.0 } else { 3.0 };
            let place = [side * q[0], side * q[1]];
            plane.note(place, OWN_NAMES[i], role)?;
        }
        name_places(&mut plane, path)
    }
}

/// Beyond the frame in every direction.
const FAR: f64 = 100.0;
const OWN_NAMES: [&str; 2] = ["q₁", "q₂"];
const OWN_ROLES: [Role; 2] = [Role::Flat, Role::Steep];

/// The curvature of a turned valley along every direction.
#[derive(Debug, Clone, PartialEq)]
pub struct EveryDirection {
    /// The condition number κ.
    pub kappa: f64,
    /// The angle of the floor with the first axis, in degrees.
    pub angle: f64,
}

impl Default for EveryDirection {
    fn default() -> Self {
        let TurnedValley { kappa, angle, .. } = TurnedValley::default();
        EveryDirection { kappa, angle }
    }
}

/// The curvature along every direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Around {
    /// Angles in degrees, each with dᵀHd for the direction there.
    pub curve: Vec<[f64; 2]>,
    /// The same at the angles of q₁ and of q₂.
    pub own: [[f64; 2]; 2],
}

// ANCHOR: every_direction
/// What the figure of the curvature along every direction shows.
pub fn every_direction(parameters: &EveryDirection) -> Result<Around, Error> {
    let EveryDirection { kappa, angle } = *parameters;
    let hessian = hessian(curvatures_of(kappa), angle);
    let at = |angle: f64| [angle, curvature_along(hessian, direction(angle))];
    // The direction across the floor that lies between −90 and 90 degrees.
    let across = if angle > 0.0 {
        angle - 90.0
    } else {
        angle + 90.0
    };
    Ok(Around {
        curve: (-90..=90).map(|degree| at(f64::from(degree))).collect(),
        own: [at(angle), at(across)],
    })
}
// ANCHOR_END: every_direction

impl Figure for EveryDirection {
    type Data = Around;
    const NAME: &'static str = "every-direction";
    const SECTION: &'static str = "curvature";
    const TYPE: &'static str = "EveryDirection";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Around, Error> {
        every_direction(self)
    }

    fn drawing(&self, around: &Around) -> Result<Drawing, Error> {
        let [along, across] = around.own;
        let description = format!(
            "The curvature of the valley along a direction against the angle of that direction:              a wave, lowest with {} at {} degrees and highest with {} at {} degrees.",
            readable(along[1]),
            exact(along[0]),
            readable(across[1]),
            exact(across[0]),
        );
        let at = |degrees: f64| {
            let found = around.curve.iter().find(|at| at[0] == degrees);
            found.map_or_else(String::new, |at| readable(at[1]))
        };
        let readings = reading([
            ("curvature along q₁", readable(along[1])),
            ("curvature along q₂", readable(across[1])),
            ("curvature along the first axis", at(0.0)),
            ("curvature along the second axis", at(90.0)),
        ]);
        let rows = around.curve.iter().step_by(10);
        let table = Table {
            columns: ["angle of d (degrees)", "dᵀHd"].map(str::to_owned).into(),
            rows: rows.map(|at| vec![exact(at[0]), readable(at[1])]).collect(),
        };
        Drawing::new(
            "The curvature along every direction",
            description,
            readings,
            table,
            |area| self.plot(around, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![kappa(|p| &mut p.kappa), angle(|p| &mut p.angle)]
    }

    fn presets() -> Vec<Preset> {
        [
            ("along the axes", "angle=0"),
            ("turned by 30°", "angle=30"),
            ("κ = 1", "kappa=1"),
            ("κ = 20", "kappa=20"),
        ]
        .map(|(name, state)| Preset { name, state })
        .to_vec()
    }
}

impl EveryDirection {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        Around { curve, own }: &Around,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let marks = [-90, -60, -30, 0, 30, 60, 90].map(f64::from);
        let range = [0.0, 4.5];
        let mut plane = Plane::new(
            area,
            Scale {
                range: [-90.0, 90.0],
                ticks: marks.map(|mark| (mark, exact(mark))).into(),
                name: "angle of the direction d (degrees)".into(),
            },
            Scale {
                range,
                ticks: whole_ticks(0, 4, "", false),
                name: "curvature dᵀHd".into(),
            },
        )?;
        for (at, role) in own.iter().zip(OWN_ROLES) {
            plane.path(&[[at[0], 0.0], *at], role, 1.2)?;
        }
        plane.path(curve, Role::Path, 1.8)?;
        let names = ["λ₁ along q₁", "λ₂ along q₂"];
        for (at, role) in own.iter().zip(OWN_ROLES) {
            plane.markers(&[*at], role, |_| Marker::Large)?;
        }
        for ((at, role), name) in own.iter().zip(OWN_ROLES).zip(names) {
            plane.note(*at, name, role)?;
        }
        Ok(())
    }
}

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
            Control {
                key: "share",
                name: "step size",
                symbol: "η",
                unit: "times the best",
                range: Range::Number {
                    min: 0.1,
                    max: 1.2,
                    step: 0.01,
                },
                slot: Slot::Number(|p| &mut p.share),
            },
        ]
    }

    fn presets() -> Vec<Preset> {
        [
            ("κ = 2", "kappa=2&share=1"),
            ("κ = 20", "kappa=20&share=1"),
            ("κ = 100", "kappa=100&share=1"),
            ("a step too small", "share=0.5"),
            ("a step too large", "share=1.1"),
        ]
        .map(|(name, state)| Preset { name, state })
        .to_vec()
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
        let [low, high] = SIZES;
        let mut plane = Plane::new(
            area,
            Scale {
                range: [0.0, last as f64],
                ticks: whole_ticks(0, last as i32, "", false),
                name: "step t".into(),
            },
            Scale {
                range: SIZES.map(f64::from),
                ticks: whole_ticks(low, high, "10", true),
                name: "size of component".into(),
            },
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
    let rate = |eta| [eta, slowest_factor(eta, &curvatures)];
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
        let columns = ["η", "|1 − ηλ₁|", "|1 − ηλ₂|", "rate"];
        let rows = factors.sizes.iter().zip(&factors.rates);
        let table = Table {
            columns: columns.map(str::to_owned).into(),
            rows: rows
                .map(|([eta, flat, steep], [_, rate])| {
                    [eta, flat, steep, rate].map(|x| readable(*x)).into()
                })
                .collect(),
        };
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
        [
            ("κ = 1", "kappa=1"),
            ("κ = 2", "kappa=2"),
            ("κ = 20", "kappa=20"),
            ("κ = 100", "kappa=100"),
        ]
        .map(|(name, state)| Preset { name, state })
        .to_vec()
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
            Scale {
                range: [0.0, 0.6],
                ticks: ticks([0.0, 0.6]),
                name: "step size η".into(),
            },
            Scale {
                range: [0.0, 1.4],
                ticks: ticks([0.0, 1.4]),
                name: "size of factor".into(),
            },
        )?;
        plane.path(&[[0.0, 1.0], [0.6, 1.0]], Role::Frame, 0.8)?;
        let names = ["|1 − ηλ₁|", "|1 − ηλ₂|"];
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

/// The condition number κ, up to 100.
fn kappa<P>(field: fn(&mut P) -> &mut f64) -> Control<P> {
    Control {
        key: "kappa",
        name: "condition number",
        symbol: "κ",
        unit: "",
        range: Range::Number {
            min: 1.0,
            max: 100.0,
            step: 1.0,
        },
        slot: Slot::Number(field),
    }
}

/// The angle φ of the floor, a quarter turn to both sides.
fn angle<P>(field: fn(&mut P) -> &mut f64) -> Control<P> {
    Control {
        key: "angle",
        name: "angle of the floor",
        symbol: "φ",
        unit: "°",
        range: Range::Number {
            min: -90.0,
            max: 90.0,
            step: 1.0,
        },
        slot: Slot::Number(field),
    }
}
