//! Momentum in the valley: what it remembers, its path, its coordinates, and
//! its loss beside that of gradient descent.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::control::{beta, eta, start, steps};
use super::drawing::reading;
use super::ill_conditioned_problem::Valley;
use super::number::{exact, point, readable};
use super::palette::Role;
use super::plane::{Exit, Marker, Outcome, Plane, Scale};
use super::ticks::{ticks, whole_ticks};
use super::valley::{FRAME, PLANE, decades, mark, name_places, valley_plane};
use super::{
    Control, Drawing, Figure, Frame, Preset, Range, Reading, Slot, Table,
};
use crate::Error;
use crate::ill_conditioned_problem::{
    CURVATURES, best_step, gradient, objective,
};
use crate::momentum_method::{
    momentum_arrival, momentum_descent, spectral_radius,
};

/// What each remembered gradient adds to the velocity.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The step size η.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The step t after which the velocity is looked at.
    pub step: usize,
}

impl Default for Agreement {
    fn default() -> Self {
        let Rolling { eta, beta, .. } = Rolling::default();
        Agreement { eta, beta, step: 4 }
    }
}

// ANCHOR: agreement
/// What each remembered gradient adds to the velocity after `step` steps, the
/// newest first: β^τ ∇f(x_{t−1−τ}).
pub fn agreement(p: &Agreement) -> Result<Vec<[f64; 2]>, Error> {
    let path = momentum_descent([-5.0, -2.0], p.eta, p.beta, p.step)?;
    let mut weight = 1.0;
    let mut pulls = Vec::new();
    for x in path[..p.step].iter().rev() {
        pulls.push(gradient(*x).map(|g| weight * g));
        weight *= p.beta;
    }
    Ok(pulls)
}
// ANCHOR_END: agreement

/// How much of the pulls' sizes their sum is, with its sign.
fn kept(pulls: &[[f64; 2]], i: usize) -> f64 {
    let sum: f64 = pulls.iter().map(|pull| pull[i]).sum();
    sum / total(pulls, i)
}

fn total(pulls: &[[f64; 2]], i: usize) -> f64 {
    pulls.iter().map(|pull| pull[i].abs()).sum()
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share.abs())
}

impl Figure for Agreement {
    type Data = Vec<[f64; 2]>;
    const NAME: &'static str = "agreement";
    const SECTION: &'static str = "momentum_method";
    const TYPE: &'static str = "Agreement";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Vec<[f64; 2]>, Error> {
        agreement(self)
    }

    fn drawing(&self, pulls: &Vec<[f64; 2]>) -> Result<Drawing, Error> {
        let [flat, steep] = [0, 1].map(|i| percent(kept(pulls, i)));
        let sum = |i: usize| pulls.iter().map(|pull| pull[i]).sum::<f64>();
        let description = format!(
            "What each of the last {} gradients adds to the velocity, for step size {} and momentum {}: \
             of all their sizes together {flat} are left along the floor and {steep} across it.",
            pulls.len(),
            exact(self.eta),
            exact(self.beta),
        );
        let rows = pulls.iter().enumerate().map(|(age, pull)| {
            let numbers = pull.map(readable);
            [age.to_string()].into_iter().chain(numbers).collect()
        });
        Drawing::new(
            "What momentum remembers",
            description,
            reading([
                ("velocity v₁", readable(sum(0))),
                ("velocity v₂", readable(sum(1))),
                ("left of the sizes of x₁", flat),
                ("left of the sizes of x₂", steep),
            ]),
            Table {
                columns: ["age τ", "adds to v₁", "adds to v₂"]
                    .map(str::to_owned)
                    .to_vec(),
                rows: rows.collect(),
            },
            |area| self.plot(pulls, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            eta(|p| &mut p.eta),
            beta(|p| &mut p.beta),
            Control {
                key: "step",
                name: "step",
                symbol: "t",
                unit: "",
                range: Range::Count { min: 1, max: 12 },
                slot: Slot::Count(|p| &mut p.step),
            },
        ]
    }

    fn presets() -> Vec<Preset> {
        vec![
            Preset {
                name: "β = 0.25",
                state: "beta=0.25",
            },
            Preset {
                name: "β = 0.9",
                state: "beta=0.9&step=12",
            },
        ]
    }
}

impl Agreement {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        pulls: &[[f64; 2]],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let count = pulls.len();
        let end = count as f64;
        let mut marks =
            whole_ticks(0, count.saturating_sub(1) as i32, "", false);
        marks.push((end, "sum".to_owned()));
        let range = [-0.6, end + 0.6];
        let mut plane = Plane::new(
            area,
            Scale {
                range,
                ticks: marks,
                name: "age τ of the gradient".into(),
            },
            Scale {
                range: [-1.1, 1.1],
                ticks: ticks([-1.0, 1.0]),
                name: "share of all sizes".into(),
            },
        )?;
        plane.lines(&[[range[0], 0.0], [range[1], 0.0]], Role::Frame, 1.0)?;
        let names = [("x₁", Role::Flat), ("x₂", Role::Steep)];
        for (i, (_, role)) in names.into_iter().enumerate() {
            let total = total(pulls, i);
            for (age, pull) in pulls.iter().enumerate() {
                let x = age as f64 + SIDES[i];
                plane.bar(x, pull[i] / total, 6.0, role)?;
            }
            plane.bar(end + SIDES[i], kept(pulls, i), 9.0, role)?;
        }
        for (i, (name, role)) in names.into_iter().enumerate() {
            plane.note([end + SIDES[i], kept(pulls, i)], name, role)?;
        }
        Ok(())
    }
}

/// Where the bars of the two coordinates stand beside their mark.
const SIDES: [f64; 2] = [-0.2, 0.2];

/// What the figures of the path are drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The points of the path, x₀ first.
    pub path: Vec<[f64; 2]>,
    /// The height of the valley at each of them.
    pub losses: Vec<f64>,
    /// The curvatures of the valley.
    pub curvatures: [f64; 2],
}

impl Run {
    fn end(&self) -> [f64; 2] {
        self.path.last().copied().unwrap_or_default()
    }

    fn loss(&self) -> f64 {
        self.losses.last().copied().unwrap_or_default()
    }

    /// The spectral radius of each coordinate.
    fn radii(&self, eta: f64, beta: f64) -> [f64; 2] {
        self.curvatures
            .map(|lambda| spectral_radius(eta, beta, lambda))
    }

    fn table(&self) -> Table {
        let rows = self.path.iter().zip(&self.losses).enumerate();
        Table {
            columns: ["t", "x₁", "x₂", "f(x)"].map(str::to_owned).to_vec(),
            rows: rows
                .map(|(step, (x, loss))| {
                    let numbers = [x[0], x[1], *loss].map(readable);
                    [step.to_string()].into_iter().chain(numbers).collect()
                })
                .collect(),
        }
    }
}

/// The path of momentum in the valley.
#[derive(Debug, Clone, PartialEq)]
pub struct Rolling {
    /// The step size η.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The number of steps.
    pub steps: usize,
    /// The point x₀ at which the path starts, from rest.
    pub start: [f64; 2],
}

impl Default for Rolling {
    fn default() -> Self {
        let Valley { steps, start, .. } = Valley::default();
        Rolling {
            eta: 0.6,
            beta: 0.5,
            steps,
            start,
        }
    }
}

// ANCHOR: rolling
/// Momentum from `start`, and what the figures need to know of it.
pub fn run(
    start: [f64; 2],
    eta: f64,
    beta: f64,
    steps: usize,
) -> Result<Run, Error> {
    let path = momentum_descent(start, eta, beta, steps)?;
    Ok(Run {
        losses: path.iter().map(|&x| objective(x)).collect(),
        curvatures: CURVATURES,
        path,
    })
}

/// What the figure of momentum in the valley shows.
pub fn rolling(p: &Rolling) -> Result<Run, Error> {
    run(p.start, p.eta, p.beta, p.steps)
}
// ANCHOR_END: rolling

impl Rolling {
    /// The numbers beside the figures.
    fn readout(&self, run: &Run) -> Vec<Reading> {
        let radii = run.radii(self.eta, self.beta);
        let [flat, steep] = radii.map(|radius| format!("{radius:.3}"));
        let arrival = momentum_arrival(self.start, self.eta, self.beta);
        reading([
            ("spectral radius of x₁", flat),
            ("spectral radius of x₂", steep),
            ("loss at the last step", readable(run.loss())),
            ("‖x‖ ≤ 10⁻³ from step", arrival.to_string()),
        ])
    }
}

impl Figure for Rolling {
    type Data = Run;
    const NAME: &'static str = "rolling";
    const SECTION: &'static str = "momentum_method";
    const TYPE: &'static str = "Rolling";
    const FRAME: Option<Frame> = Some(FRAME);

    fn data(&self) -> Result<Run, Error> {
        rolling(self)
    }

    fn drawing(&self, run: &Run) -> Result<Drawing, Error> {
        let leaves = PLANE.exit(&run.path).map_or_else(String::new, |step| {
            format!(" it leaves the frame at step {step};")
        });
        let description = format!(
            "Momentum {} from {} with step size {}:{leaves} after {} steps x = {} and the loss is {}.",
            exact(self.beta),
            point(self.start),
            exact(self.eta),
            self.steps,
            point(run.end()),
            readable(run.loss()),
        );
        Drawing::new(
            "Momentum in the valley",
            description,
            self.readout(run),
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

impl Rolling {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        Run {
            path, curvatures, ..
        }: &Run,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = valley_plane(area, *curvatures)?;
        let exit = plane.path(path, Role::Momentum, 1.6)?;
        mark(&mut plane, &[(path, Role::Momentum)])?;
        if let Some(Exit { step, place }) = exit {
            let text = format!("leaves at step {step}");
            plane.note(place, &text, Role::Momentum)?;
        }
        name_places(&mut plane, path)
    }
}

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
             in the long run a step multiplies x₁ by {flat} and x₂ by {steep} in size; after {} steps x = {}.",
            exact(self.eta),
            exact(self.beta),
            self.steps,
            point(run.end()),
        );
        Drawing::new(
            "Each coordinate under momentum",
            description,
            self.rolling().readout(run),
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
        let radii = run.radii(self.eta, self.beta);
        for (i, radius) in radii.into_iter().enumerate() {
            if let Some(line) = envelope(&lines[i].concat(), radius, last) {
                plane.lines(&line, Role::Contour, 1.0)?;
            }
        }
        let names = [("x₁", Role::Flat), ("x₂", Role::Steep)];
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

/// The losses of two runs of gradient descent and two with momentum.
#[derive(Debug, Clone, PartialEq)]
pub struct Overtaking {
    /// The step size η of the run that is drawn thick.
    pub eta: f64,
    /// Its momentum β.
    pub beta: f64,
    /// The number of steps.
    pub steps: usize,
}

impl Default for Overtaking {
    fn default() -> Self {
        let Rolling { eta, beta, .. } = Rolling::default();
        Overtaking {
            eta,
            beta,
            steps: 60,
        }
    }
}

// ANCHOR: overtaking
/// The losses after each step: gradient descent with η = 0.4 and with the best
/// η, momentum with (η, β) = (0.6, 0.25), and the run that is chosen.
pub fn overtaking(p: &Overtaking) -> Result<[Vec<f64>; 4], Error> {
    let losses = |eta: f64, beta: f64| -> Result<Vec<f64>, Error> {
        let path = momentum_descent([-5.0, -2.0], eta, beta, p.steps)?;
        Ok(path.into_iter().map(objective).collect())
    };
    Ok([
        losses(0.4, 0.0)?,
        losses(best_step(CURVATURES), 0.0)?,
        losses(0.6, 0.25)?,
        losses(p.eta, p.beta)?,
    ])
}
// ANCHOR_END: overtaking

impl Figure for Overtaking {
    type Data = [Vec<f64>; 4];
    const NAME: &'static str = "overtaking";
    const SECTION: &'static str = "momentum_method";
    const TYPE: &'static str = "Overtaking";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<[Vec<f64>; 4], Error> {
        overtaking(self)
    }

    fn drawing(&self, losses: &[Vec<f64>; 4]) -> Result<Drawing, Error> {
        let last = losses
            .each_ref()
            .map(|losses| readable(losses.last().copied().unwrap_or_default()));
        let description = format!(
            "The loss against the step, on a logarithmic axis. After {} steps it is {} for gradient descent with step \
             size 0.4, {} with the best step size, {} for momentum 0.25 with step size 0.6, and {} for momentum {} \
             with step size {}.",
            self.steps,
            last[0],
            last[1],
            last[2],
            last[3],
            exact(self.beta),
            exact(self.eta),
        );
        let [plain, best, low, chosen] = last;
        let arrival = momentum_arrival([-5.0, -2.0], self.eta, self.beta);
        let columns = ["t", "η = 0.4", "best η", "β = 0.25", "this run"];
        let length = losses.iter().map(Vec::len).min().unwrap_or(0);
        let row = |step: usize| {
            let numbers = losses.iter().filter_map(|run| run.get(step));
            let numbers = numbers.map(|loss| readable(*loss));
            [step.to_string()].into_iter().chain(numbers).collect()
        };
        Drawing::new(
            "Loss of gradient descent and of momentum",
            description,
            reading([
                ("loss at the last step: this run", chosen),
                ("loss at the last step: η = 0.6, β = 0.25", low),
                ("loss at the last step: η = 0.4, β = 0", plain),
                ("loss at the last step: best η, β = 0", best),
                ("‖x‖ ≤ 10⁻³ from step: this run", arrival.to_string()),
            ]),
            Table {
                columns: columns.map(str::to_owned).to_vec(),
                rows: (0..length).map(row).collect(),
            },
            |area| self.plot(losses, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            eta(|p| &mut p.eta),
            beta(|p| &mut p.beta),
            steps(|p| &mut p.steps),
        ]
    }

    fn presets() -> Vec<Preset> {
        vec![
            Preset {
                name: "β = 0.9",
                state: "beta=0.9",
            },
            Preset {
                name: "β = 0",
                state: "beta=0",
            },
        ]
    }
}

impl Overtaking {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        losses: &[Vec<f64>; 4],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let lines = losses.each_ref().map(|losses| {
            let points: Vec<_> = losses.iter().map(|f| [*f, 0.0]).collect();
            decades(&points, 0)
        });
        let sizes = lines.iter().flatten().flatten().map(|point| point[1]);
        let last = losses[3].len().saturating_sub(1);
        let mut plane = Plane::new(
            area,
            step_axis(last),
            axis_of(sizes, [-8.0, 4.0], "loss f(xₜ)"),
        )?;
        let styles = [
            (Role::Path, 1.2, "η = 0.4".to_owned()),
            (Role::Path, 1.2, "best η".to_owned()),
            (Role::Momentum, 1.2, "β = 0.25".to_owned()),
            (
                Role::Momentum,
                2.6,
                format!("η = {}, β = {}", short(self.eta), short(self.beta)),
            ),
        ];
        for (pieces, (role, width, _)) in lines.iter().zip(&styles) {
            for piece in pieces {
                plane.path(piece, *role, *width)?;
            }
        }
        // The thick line is named first: it is what the reader moves.
        for run in [3, 2, 1, 0] {
            let (role, _, text) = &styles[run];
            let seen = lines[run].iter().flatten();
            let seen: Vec<_> =
                seen.filter(|p| plane.window().contains(**p)).collect();
            // Each at another part of its line, so that it is clear which line
            // is meant.
            let at = [8, 5, 2, 8][run] * seen.len() / 10;
            if let Some(&&place) = seen.get(at) {
                plane.note(place, text, *role)?;
            }
        }
        Ok(())
    }
}

/// A parameter to at most four decimals.
fn short(x: f64) -> String {
    exact((x * 1e4).round() / 1e4)
}

const PRESETS: [Preset; 5] = [
    Preset {
        name: "β = 0.25",
        state: "eta=0.6&beta=0.25",
    },
    Preset {
        name: "β = 0.5",
        state: "eta=0.6&beta=0.5",
    },
    Preset {
        name: "β = 0.9",
        state: "eta=0.6&beta=0.9",
    },
    Preset {
        name: "η = 0.75, the limit at β = 0.5",
        state: "eta=0.75&beta=0.5",
    },
    Preset {
        name: "start on the flat axis",
        state: "start=-5,0",
    },
];
