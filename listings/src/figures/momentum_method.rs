//! Momentum in the valley: what it remembers, its path, its coordinates, and
//! how fast they shrink with which momentum.

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
use crate::check::{check_momentum, check_step_size};
use crate::ill_conditioned_problem::{
    CURVATURES, gradient, gradient_descent, objective,
};
use crate::momentum_method::{
    best_momentum, momentum_arrival, momentum_descent, ringing_from,
    spectral_radius,
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
    /// The points of gradient descent with the same step size.
    pub plain: Vec<[f64; 2]>,
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
        plain: gradient_descent(start, eta, steps)?,
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
            "Momentum {} from {} with step size {}, and gradient descent beside it:{leaves} after {} steps \
             x = {} and the loss is {} with momentum.",
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
            path,
            plain,
            curvatures,
            ..
        }: &Run,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = valley_plane(area, *curvatures)?;
        let left = plane.path(plain, Role::Path, 0.9)?;
        let exit = plane.path(path, Role::Momentum, 1.6)?;
        mark(&mut plane, &[(path, Role::Momentum)])?;
        if let Some(Exit { step, place }) = exit {
            let text = format!("leaves at step {step}");
            plane.note(place, &text, Role::Momentum)?;
        }
        // Before the others: it has the least room.
        let end = left.map(|exit| exit.place).or(plain.last().copied());
        if let Some(end) = end {
            plane.note(end, "β = 0", Role::Path)?;
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
             the spectral radius of x₁ is {flat} and that of x₂ {steep}; after {} steps x = {}.",
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

/// The spectral radius of each coordinate against the momentum.
#[derive(Debug, Clone, PartialEq)]
pub struct Radii {
    /// The step size η.
    pub eta: f64,
    /// The momentum β that is marked.
    pub beta: f64,
}

impl Default for Radii {
    fn default() -> Self {
        let Rolling { eta, beta, .. } = Rolling::default();
        Radii { eta, beta }
    }
}

/// The spectral radii at every momentum.
#[derive(Debug, Clone, PartialEq)]
pub struct Spectrum {
    /// Momenta, each with the spectral radii of x₁ and x₂.
    pub radii: Vec<[f64; 3]>,
    /// The momenta above which x₁ and x₂ ring.
    pub ringing: [f64; 2],
    /// The best momentum, with the larger spectral radius there.
    pub best: [f64; 2],
    /// The marked momentum, with the spectral radii of x₁ and x₂.
    pub marked: [f64; 3],
}

// ANCHOR: radii
/// What the figure of the spectral radii shows: β = 0, 0.01, …, 0.99, and those
/// at and shortly before where a coordinate begins to ring.
pub fn radii(p: &Radii) -> Result<Spectrum, Error> {
    check_step_size(p.eta)?;
    check_momentum(p.beta)?;
    let at = |beta: f64| {
        CURVATURES.map(|lambda| spectral_radius(p.eta, beta, lambda))
    };
    let ringing = CURVATURES.map(|lambda| ringing_from(p.eta, lambda));
    let best = best_momentum(p.eta);
    let even = (0..=99).map(|hundredth| f64::from(hundredth) / 100.0);
    let before = [0.0, 1e-4, 4e-4, 1e-3, 2e-3, 4e-3];
    let corners = ringing.map(|beta| before.map(|less| beta - less));
    let mut betas: Vec<f64> = even.chain(corners.concat()).collect();
    betas.retain(|beta| (0.0..=0.99).contains(beta));
    betas.sort_by(f64::total_cmp);
    betas.dedup();
    let row = |beta: f64| [beta, at(beta)[0], at(beta)[1]];
    Ok(Spectrum {
        radii: betas.into_iter().map(row).collect(),
        ringing,
        best: [best, at(best)[0].max(at(best)[1])],
        marked: row(p.beta),
    })
}
// ANCHOR_END: radii

impl Spectrum {
    /// The best momentum, if there is one.
    fn best(&self) -> Option<[f64; 2]> {
        Some(self.best).filter(|[beta, _]| (0.0..1.0).contains(beta))
    }

    /// The line of coordinate `i`.
    fn line(&self, i: usize) -> Vec<[f64; 2]> {
        self.radii.iter().map(|row| [row[0], row[1 + i]]).collect()
    }
}

impl Figure for Radii {
    type Data = Spectrum;
    const NAME: &'static str = "radii";
    const SECTION: &'static str = "momentum_method";
    const TYPE: &'static str = "Radii";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Spectrum, Error> {
        radii(self)
    }

    fn drawing(&self, spectrum: &Spectrum) -> Result<Drawing, Error> {
        let [beta, radius] = match spectrum.best() {
            Some(best) => best.map(|x| format!("{x:.3}")),
            None => ["none", "none below 1"].map(str::to_owned),
        };
        let [_, here, there] = spectrum.marked.map(|x| format!("{x:.3}"));
        let from = spectrum.ringing.map(|beta| match beta < 1.0 {
            true => format!("{beta:.3}"),
            false => "none".to_owned(),
        });
        let description = format!(
            "The spectral radius of x₁ and of x₂ against the momentum, for step size {}: each falls up to the \
             momentum from which its coordinate rings, and is the square root of the momentum from there on. \
             The best momentum is {beta}. At momentum {} they are {here} and {there}.",
            exact(self.eta),
            exact(self.beta),
        );
        let tenths = spectrum.radii.iter().filter(|row| {
            let tenths = 10.0 * row[0];
            (tenths - tenths.round()).abs() < 1e-9
        });
        let cells = |row: &[f64; 3]| {
            let radii = [row[1], row[2]].map(|radius| format!("{radius:.3}"));
            [exact(row[0])].into_iter().chain(radii).collect()
        };
        let [flat, steep] = from;
        Drawing::new(
            "Spectral radii against the momentum",
            description,
            reading([
                ("spectral radius of x₁", here),
                ("spectral radius of x₂", there),
                ("x₁ rings from β", flat),
                ("x₂ rings from β", steep),
                ("best β", beta),
                ("larger spectral radius there", radius),
            ]),
            Table {
                columns: ["β", "radius of x₁", "radius of x₂"]
                    .map(str::to_owned)
                    .to_vec(),
                rows: tenths.map(cells).collect(),
            },
            |area| self.plot(spectrum, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![eta(|p| &mut p.eta), beta(|p| &mut p.beta)]
    }

    fn presets() -> Vec<Preset> {
        [
            ("η = 0.2", "eta=0.2"),
            ("η = 0.4", "eta=0.4"),
            ("η = 0.6", "eta=0.6"),
            ("η = 0.8", "eta=0.8"),
        ]
        .map(|(name, state)| Preset { name, state })
        .to_vec()
    }
}

/// The largest spectral radius that the axis of [`Radii`] shows.
const HIGHEST: f64 = 1.5;

impl Radii {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        spectrum: &Spectrum,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale {
                range: [0.0, 1.0],
                ticks: ticks([0.0, 1.0]),
                name: "momentum β".into(),
            },
            Scale {
                range: [0.0, HIGHEST],
                ticks: ticks([0.0, HIGHEST]),
                name: "spectral radius".into(),
            },
        )?;
        // Below it a coordinate goes to zero.
        plane.path(&[[0.0, 1.0], [1.0, 1.0]], Role::Frame, 1.0)?;
        if let Some([beta, radius]) = spectrum.best() {
            plane.path(&[[beta, 0.0], [beta, radius]], Role::Momentum, 1.2)?;
        }
        // Where both ring, the thin line lies on the broad one.
        let lines = [0, 1].map(|i| spectrum.line(i));
        plane.path(&lines[0], Role::Flat, 3.2)?;
        plane.path(&lines[1], Role::Steep, 1.4)?;
        if let Some(best) = spectrum.best() {
            plane.markers(&[best], Role::Momentum, |_| Marker::Disc)?;
            let text = format!("best β = {:.3}", best[0]);
            plane.note([best[0], 0.0], &text, Role::Momentum)?;
        }
        let names = [("x₁", Role::Flat), ("x₂", Role::Steep)];
        let [beta, here, there] = spectrum.marked;
        for ((_, role), radius) in names.into_iter().zip([here, there]) {
            plane.markers(&[[beta, radius]], role, |_| Marker::Ring)?;
        }
        for (i, (name, role)) in names.into_iter().enumerate() {
            // Before it rings, the line is the coordinate's own.
            let middle = spectrum.ringing[i].min(1.0) / 2.0;
            let own =
                lines[i].iter().filter(|at| plane.window().contains(**at));
            let near = |at: &[f64; 2]| (at[0] - middle).abs();
            let place = own.min_by(|a, b| near(a).total_cmp(&near(b))).copied();
            if let Some(place) = place {
                plane.note(place, name, role)?;
            }
        }
        let shared =
            spectrum.best.first().map_or(0.0, |beta| (1.0 + beta) / 2.0);
        let place = lines[0].iter().rfind(|at| at[0] <= shared).copied();
        match (spectrum.best(), place) {
            (Some(_), Some(place)) => plane.note(place, "both: √β", Role::Text),
            _ => Ok(()),
        }
    }
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
