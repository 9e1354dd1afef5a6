//! How many gradients are in a step with momentum: its length, its weights,
//! its noise.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::control::beta;
use super::drawing::reading;
use super::number::{exact, readable};
use super::palette::Role;
use super::plane::{Marker, Outcome, Plane, Scale};
use super::ticks::{ticks, whole_ticks};
use super::{Control, Drawing, Figure, Frame, Preset, Range, Slot, Table};
use crate::Error;
use crate::effective_sample_weight::{
    newest_share, noisy_velocities, sample_variance, total_weight,
    velocity_variance,
};
use crate::leaky_averages::{effective_size, leaky_sum};
use crate::noise::standard_error;

/// The width of the lines that the figures are about.
const LINE: f64 = 1.6;
/// The width of the lines that only guide.
const GUIDE: f64 = 1.0;
/// So many points are still told apart when each is marked.
const MARKED: usize = 80;

/// Sides for the names of a rising line: above it and to the left.
const ABOVE: [(f64, f64); 2] = [(-1.0, -0.5), (-1.0, 0.0)];
/// And below it and to the right; above where that is no room.
const BELOW: [(f64, f64); 4] =
    [(1.0, 1.0), (1.0, 0.0), (0.5, 1.0), (1.0, -1.0)];

/// The axis of steps, from 0 to `last`.
fn steps_axis(last: usize) -> Scale {
    let last = last.max(1) as i32;
    Scale {
        range: [0.0, f64::from(last)],
        ticks: whole_ticks(0, last, "", false),
        name: "step t".into(),
    }
}

/// An axis from 0 to `top`, or to 1 if `top` is no such end.
fn axis_to(top: f64, name: &str) -> Scale {
    let usable = top.is_finite() && top > 0.0;
    let range = [0.0, if usable { top } else { 1.0 }];
    Scale {
        range,
        ticks: ticks(range),
        name: name.into(),
    }
}

/// The points (0, y₀), (1, y₁), … of a line.
fn numbered(line: &[f64]) -> Vec<[f64; 2]> {
    let numbers = line.iter().enumerate();
    numbers.map(|(step, y)| [step as f64, *y]).collect()
}

fn columns(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The velocity on a constant slope.
#[derive(Debug, Clone, PartialEq)]
pub struct ConstantGradient {
    /// The momentum β.
    pub beta: f64,
    /// The number of steps.
    pub steps: usize,
}

impl Default for ConstantGradient {
    fn default() -> Self {
        ConstantGradient {
            beta: 0.9,
            steps: 60,
        }
    }
}

/// What the figure of the constant slope shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Growth {
    /// The velocities v₀, v₁, … in units of the gradient.
    pub velocities: Vec<f64>,
    /// What they tend to.
    pub limit: f64,
    /// Shares of the limit in percent, with the step that first has them.
    pub marks: [(u32, usize); 2],
}

// ANCHOR: constant_gradient
/// The velocities under equal gradients, and when they are near their limit.
pub fn constant_gradient(p: &ConstantGradient) -> Result<Growth, Error> {
    let limit = 1.0 / (1.0 - p.beta);
    let long = leaky_sum(&[1.0; 1000], p.beta)?;
    let first = |percent: u32| {
        let enough = f64::from(percent) / 100.0 * limit;
        let reached = long.iter().position(|v| *v >= enough);
        (percent, reached.unwrap_or(long.len()))
    };
    Ok(Growth {
        velocities: leaky_sum(&vec![1.0; p.steps], p.beta)?,
        limit,
        marks: [63, 99].map(first),
    })
}
// ANCHOR_END: constant_gradient

impl Figure for ConstantGradient {
    type Data = Growth;
    const NAME: &'static str = "constant-gradient";
    const SECTION: &'static str = "effective_sample_weight";
    const TYPE: &'static str = "ConstantGradient";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Growth, Error> {
        constant_gradient(self)
    }

    fn drawing(&self, growth: &Growth) -> Result<Drawing, Error> {
        let last = growth.velocities.last().copied().unwrap_or_default();
        let [(early, first), (late, second)] = growth.marks;
        let description = format!(
            "The velocity on a constant slope with momentum {}, in units of one gradient: \
             after {} steps it is {}, its limit is {}; it has {early} percent of the limit \
             from step {first} and {late} percent from step {second}.",
            exact(self.beta),
            self.steps,
            readable(last),
            readable(growth.limit),
        );
        let readout = reading([
            ("velocity at the last step", readable(last)),
            ("limit 1/(1 − β)", readable(growth.limit)),
            ("63 % of it from step", first.to_string()),
            ("99 % of it from step", second.to_string()),
        ]);
        let rows = growth.velocities.iter().enumerate().map(|(step, v)| {
            let share = 100.0 * v / growth.limit;
            vec![step.to_string(), readable(*v), format!("{share:.1}")]
        });
        let table = Table {
            columns: columns(&["t", "velocity", "percent of the limit"]),
            rows: rows.collect(),
        };
        Drawing::new(
            "The velocity on a constant slope",
            description,
            readout,
            table,
            |area| self.plot(growth, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            beta(|p| &mut p.beta),
            Control {
                key: "steps",
                name: "number of steps",
                symbol: "T",
                unit: "",
                range: Range::Count { min: 1, max: 600 },
                slot: Slot::Count(|p| &mut p.steps),
            },
        ]
    }

    fn presets() -> Vec<Preset> {
        vec![
            Preset {
                name: "β = 0.5",
                state: "beta=0.5",
            },
            Preset {
                name: "β = 0.9",
                state: "beta=0.9&steps=60",
            },
            Preset {
                name: "β = 0.99",
                state: "beta=0.99",
            },
            Preset {
                name: "β = 0.99, 600 steps",
                state: "beta=0.99&steps=600",
            },
        ]
    }
}

impl ConstantGradient {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        growth: &Growth,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let line = numbered(&growth.velocities);
        let last = line.len().saturating_sub(1);
        let top = 1.2 * growth.limit;
        let mut plane = Plane::new(
            area,
            steps_axis(last),
            axis_to(top, "velocity, in gradients"),
        )?;
        let end = last.max(1) as f64;
        let level = [[0.0, growth.limit], [end, growth.limit]];
        plane.lines(&level, Role::Contour, GUIDE)?;
        plane.path(&line, Role::Momentum, LINE)?;
        if line.len() <= MARKED + 1 {
            plane.markers(&line, Role::Momentum, |_| Marker::Disc)?;
        }
        let reached = |step: usize| line.get(step).copied();
        let marks = growth.marks.map(|(share, step)| (share, reached(step)));
        for (_, place) in marks {
            let place = place.as_slice();
            plane.markers(place, Role::Start, |_| Marker::Large)?;
        }
        let limit = format!("limit {}", short(growth.limit));
        plane.note([0.2 * end, growth.limit], &limit, Role::Frame)?;
        for (share, place) in marks {
            if let Some(place) = place {
                plane.note(
                    place,
                    &format!("≥ {share} % from step {}", place[0]),
                    Role::Start,
                )?;
            }
        }
        Ok(())
    }
}

/// The weights of the gradients in a velocity, by their age.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// The momentum β.
    pub beta: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Weights { beta: 0.9 }
    }
}

/// What the figure of the weights shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Memory {
    /// The weights of the gradients of age 0, 1, ….
    pub weights: Vec<f64>,
    /// Ages, and the share of all weight on gradients that are younger.
    pub shares: Vec<[f64; 2]>,
    /// Lengths of the memory with their names: an age, and its share.
    pub marks: [(&'static str, [f64; 2]); 3],
}

// ANCHOR: weights
/// The weights β^τ, the share of what is younger, and three lengths of memory.
pub fn weights(p: &Weights) -> Result<Memory, Error> {
    listings::check::check_momentum(p.beta)?;
    let size = effective_size(p.beta);
    let rooms = [6_u32, 10, 15, 20, 30, 40, 60, 80, 120, 160, 250, 350];
    let room = rooms
        .into_iter()
        .find(|room| f64::from(*room) >= 1.75 * size);
    let last = room.unwrap_or(2500);
    let younger = |age| [age, newest_share(p.beta, age)];
    // Between whole ages the formula is the same.
    let ages = (0..=240).map(|n| f64::from(n * last) / 240.0);
    let marks = [
        ("half-life", listings::leaky_averages::half_life(p.beta)),
        ("1/(1 − β)", total_weight(p.beta)),
        ("effective size", size),
    ];
    Ok(Memory {
        weights: (0..=last)
            .map(|age| libm::pow(p.beta, age.into()))
            .collect(),
        shares: ages.map(younger).collect(),
        marks: marks.map(|(name, age)| (name, younger(age))),
    })
}
// ANCHOR_END: weights

impl Figure for Weights {
    type Data = Memory;
    const NAME: &'static str = "weights";
    const SECTION: &'static str = "effective_sample_weight";
    const TYPE: &'static str = "Weights";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Memory, Error> {
        weights(self)
    }

    fn drawing(&self, memory: &Memory) -> Result<Drawing, Error> {
        let percent = |share: f64| format!("{:.1} %", 100.0 * share);
        let [half_life, sum, size] = memory.marks.map(|(_, place)| place);
        let description = format!(
            "The weight of a gradient in the velocity against its age, for momentum {}: \
             half-life {}, sum of all weights {}, effective size {}. \
             The gradients younger than the sum of all weights carry {} of the weight.",
            exact(self.beta),
            readable(half_life[0]),
            readable(sum[0]),
            readable(size[0]),
            percent(sum[1]),
        );
        let with_share = |[age, share]: [f64; 2]| {
            format!("{} ({})", readable(age), percent(share))
        };
        let readout = reading([
            ("half-life (share younger)", with_share(half_life)),
            ("1/(1 − β) (share younger)", with_share(sum)),
            ("effective size (share younger)", with_share(size)),
        ]);
        let rows = memory.weights.iter().enumerate().map(|(age, weight)| {
            let share = 100.0 * newest_share(self.beta, age as f64);
            vec![age.to_string(), readable(*weight), format!("{share:.1}")]
        });
        let table = Table {
            columns: columns(&["age τ", "weight", "percent younger than τ"]),
            rows: rows.collect(),
        };
        Drawing::new(
            "The weights in a velocity",
            description,
            readout,
            table,
            |area| self.plot(memory, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![beta(|p| &mut p.beta)]
    }

    fn presets() -> Vec<Preset> {
        BETAS.to_vec()
    }
}

impl Weights {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        memory: &Memory,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let last = memory.weights.len().saturating_sub(1).max(1) as i32;
        let end = f64::from(last);
        let mut plane = Plane::new(
            area,
            Scale {
                range: [0.0, end],
                ticks: whole_ticks(0, last, "", false),
                name: "age τ of the gradient, in steps".into(),
            },
            Scale {
                range: [0.0, 1.15],
                ticks: ticks([0.0, 1.0]),
                name: "weight, share".into(),
            },
        )?;
        for (_, place) in memory.marks {
            let guide = [[place[0], 0.0], place];
            plane.lines(&guide, Role::Contour, GUIDE)?;
        }
        let weights = numbered(&memory.weights);
        if weights.len() <= MARKED + 1 {
            for &[age, weight] in &weights {
                let stem = [[age, 0.0], [age, weight]];
                plane.lines(&stem, Role::Momentum, GUIDE)?;
            }
            plane.markers(&weights, Role::Momentum, |_| Marker::Disc)?;
        } else {
            plane.path(&weights, Role::Momentum, LINE)?;
        }
        plane.path(&memory.shares, Role::Flat, LINE)?;
        for (_, place) in memory.marks {
            plane.markers(&[place], Role::Start, |_| Marker::Disc)?;
        }
        // The middle one last: it has room where the others stand already.
        let [half_life, sum, size] = memory.marks;
        for (name, place) in [half_life, size, sum] {
            let text = format!("{name} {}", short(place[0]));
            plane.note_on(&BELOW, place, &text, Role::Start)?;
        }
        let weight = weights.get((0.1 * end) as usize).copied();
        let share = memory.shares.get(memory.shares.len() * 4 / 5).copied();
        for (place, name, role) in [
            (share, "share of the younger", Role::Flat),
            (weight, "weight", Role::Momentum),
        ] {
            if let Some(place) = place {
                plane.note(place, name, role)?;
            }
        }
        Ok(())
    }
}

/// A number with at most one decimal.
fn short(x: f64) -> String {
    if !x.is_finite() {
        return readable(x);
    }
    exact((10.0 * x).round() / 10.0)
}

/// The variance of velocities under noisy gradients, simulated.
#[derive(Debug, Clone, PartialEq)]
pub struct VelocityNoise {
    /// The momentum β.
    pub beta: f64,
    /// Which sample of gradients is drawn: the seed of its numbers.
    pub sample: usize,
}

impl Default for VelocityNoise {
    fn default() -> Self {
        VelocityNoise {
            beta: 0.9,
            sample: 1,
        }
    }
}

/// What the figure of the noise shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Noise {
    /// The variance of v₀, v₁, … over all streams.
    pub measured: Vec<f64>,
    /// The variance that the formula gives.
    pub expected: Vec<f64>,
    /// The number of streams.
    pub streams: usize,
}

// ANCHOR: velocity_noise
/// The variance of the velocity over 200 streams of 30 noisy gradients, and
/// the variance that the formula gives.
pub fn velocity_noise(p: &VelocityNoise) -> Result<Noise, Error> {
    let (streams, steps) = (200, 30);
    let all = noisy_velocities(p.sample as u64, p.beta, streams, steps)?;
    let at = |step: usize| all.iter().map(|v| v[step]).collect::<Vec<f64>>();
    Ok(Noise {
        measured: (0..=steps).map(|t| sample_variance(&at(t))).collect(),
        expected: (0..=steps).map(|t| velocity_variance(p.beta, t)).collect(),
        streams,
    })
}
// ANCHOR_END: velocity_noise

impl Figure for VelocityNoise {
    type Data = Noise;
    const NAME: &'static str = "velocity-noise";
    const SECTION: &'static str = "effective_sample_weight";
    const TYPE: &'static str = "VelocityNoise";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Noise, Error> {
        velocity_noise(self)
    }

    fn drawing(&self, noise: &Noise) -> Result<Drawing, Error> {
        let last = |line: &[f64]| readable(line.last().copied().unwrap_or(0.0));
        let (measured, expected) =
            (last(&noise.measured), last(&noise.expected));
        let limit = readable(1.0 / (1.0 - self.beta * self.beta));
        let description = format!(
            "The variance of the velocity over {} simulated streams of noisy gradients, with \
             momentum {}, in units of the variance of one gradient: at the last step it is \
             {measured}, by the formula {expected}, whose limit is {limit}.",
            noise.streams,
            exact(self.beta),
        );
        let readout = reading([
            ("simulated, last step", measured),
            ("by the formula, last step", expected),
            ("limit 1/(1 − β²)", limit),
        ]);
        let rows = noise.measured.iter().zip(&noise.expected).enumerate();
        let table = Table {
            columns: columns(&["t", "simulated", "by the formula"]),
            rows: rows
                .map(|(step, (measured, expected))| {
                    vec![
                        step.to_string(),
                        readable(*measured),
                        readable(*expected),
                    ]
                })
                .collect(),
        };
        Drawing::new(
            "The variance of the velocity",
            description,
            readout,
            table,
            |area| self.plot(noise, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            beta(|p| &mut p.beta),
            Control {
                key: "sample",
                name: "seed of the sample",
                symbol: "",
                unit: "",
                range: Range::Count { min: 0, max: 50 },
                slot: Slot::Count(|p| &mut p.sample),
            },
        ]
    }

    fn presets() -> Vec<Preset> {
        BETAS.to_vec()
    }
}

impl VelocityNoise {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        noise: &Noise,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let error = 2.0 * standard_error(noise.streams);
        let measured = numbered(&noise.measured);
        let expected = numbered(&noise.expected);
        let last = measured.len().max(expected.len()).saturating_sub(1);
        let heights = measured
            .iter()
            .map(|p| p[1])
            .chain(expected.iter().map(|p| (1.0 + error) * p[1]));
        let top = 1.15 * heights.fold(1.0, f64::max);
        let mut plane = Plane::new(
            area,
            steps_axis(last),
            axis_to(top, "variance, in σ²"),
        )?;
        let end = last.max(1) as f64;
        plane.path(&[[0.0, 1.0], [end, 1.0]], Role::Path, LINE)?;
        for factor in [1.0 - error, 1.0 + error] {
            let band: Vec<_> =
                expected.iter().map(|p| [p[0], factor * p[1]]).collect();
            plane.path(&band, Role::Contour, GUIDE)?;
        }
        plane.path(&expected, Role::Optimum, LINE)?;
        plane.markers(&measured, Role::Momentum, |_| Marker::Disc)?;
        plane.note([0.8 * end, 1.0], "one gradient", Role::Path)?;
        for (line, share, name, role) in [
            (&measured, 0.75, "simulated", Role::Momentum),
            (&expected, 0.35, "formula", Role::Optimum),
        ] {
            if let Some(place) = line.get((share * end) as usize) {
                plane.note(*place, name, role)?;
            }
        }
        Ok(())
    }
}

/// The end of the stretched axis, beyond β = 0.99.
const STRETCHED: f64 = 2.05;

/// The place of a momentum on an axis that is stretched toward 1.
fn stretched(beta: f64) -> f64 {
    -libm::log10(1.0 - beta)
}

/// A curve of [`SignalToNoise`]: its name, its role and its height.
type Curve = (&'static str, Role, fn(&Trade) -> f64);

/// Length, noise and their ratio against the momentum.
#[derive(Debug, Clone, PartialEq)]
pub struct SignalToNoise {
    /// The momentum β that is marked.
    pub beta: f64,
}

impl Default for SignalToNoise {
    fn default() -> Self {
        SignalToNoise { beta: 0.9 }
    }
}

/// A velocity after many steps, compared with one gradient.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Trade {
    /// The momentum β.
    pub beta: f64,
    /// How many times as long it is.
    pub length: f64,
    /// How many times as large its standard deviation is.
    pub noise: f64,
    /// How many times as large the ratio of the two is.
    pub gain: f64,
}

// ANCHOR: signal_to_noise
/// Length, noise and their ratio at the momentum 0, 0.01, …, 0.99, and last
/// at that of the parameters.
pub fn signal_to_noise(p: &SignalToNoise) -> Result<Vec<Trade>, Error> {
    listings::check::check_momentum(p.beta)?;
    let betas = (0..100).map(|percent| f64::from(percent) / 100.0);
    let trade = |beta: f64| {
        let length = total_weight(beta);
        let noise = 1.0 / (1.0 - beta * beta).sqrt();
        Trade {
            beta,
            length,
            noise,
            gain: length / noise,
        }
    };
    Ok(betas.chain([p.beta]).map(trade).collect())
}
// ANCHOR_END: signal_to_noise

impl Figure for SignalToNoise {
    type Data = Vec<Trade>;
    const NAME: &'static str = "signal-to-noise";
    const SECTION: &'static str = "effective_sample_weight";
    const TYPE: &'static str = "SignalToNoise";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Vec<Trade>, Error> {
        signal_to_noise(self)
    }

    fn drawing(&self, trades: &Vec<Trade>) -> Result<Drawing, Error> {
        let at = trades.last().copied().unwrap_or_default();
        let description = format!(
            "A velocity compared with one gradient, against the momentum, on a logarithmic axis: \
             at momentum {} it is {} times as long, its noise is {} times as large, and their \
             ratio is {} times as large.",
            exact(at.beta),
            readable(at.length),
            readable(at.noise),
            readable(at.gain),
        );
        let readout = reading([
            ("length", format!("{} times", readable(at.length))),
            ("noise", format!("{} times", readable(at.noise))),
            ("length : noise", format!("{} times", readable(at.gain))),
            ("effective size", readable(at.gain * at.gain)),
        ]);
        let rows = trades.iter().map(|trade| {
            let numbers = [trade.length, trade.noise, trade.gain].map(readable);
            [exact(trade.beta)].into_iter().chain(numbers).collect()
        });
        let table = Table {
            columns: columns(&["β", "length", "noise", "length : noise"]),
            rows: rows.collect(),
        };
        Drawing::new(
            "Length and noise of a velocity",
            description,
            readout,
            table,
            |area| self.plot(trades, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![beta(|p| &mut p.beta)]
    }

    fn presets() -> Vec<Preset> {
        BETAS.to_vec()
    }
}

impl SignalToNoise {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        trades: &[Trade],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale {
                range: [0.0, STRETCHED],
                ticks: [0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99]
                    .map(|beta| (stretched(beta), exact(beta)))
                    .to_vec(),
                name: "momentum β, stretched toward 1".into(),
            },
            Scale {
                range: [0.0, 2.2],
                ticks: [1, 2, 5, 10, 20, 50, 100]
                    .map(|n| (libm::log10(f64::from(n)), n.to_string()))
                    .to_vec(),
                name: "times as much as one gradient".into(),
            },
        )?;
        let Some((marked, curve)) = trades.split_last() else {
            return Ok(());
        };
        let along = stretched(marked.beta);
        let guide = [[along, 0.0], [along, 2.2]];
        plane.lines(&guide, Role::Contour, GUIDE)?;
        let names: [Curve; 3] = [
            ("length", Role::Momentum, |trade| trade.length),
            ("length : noise", Role::Flat, |trade| trade.gain),
            ("noise", Role::Steep, |trade| trade.noise),
        ];
        let place =
            |trade: &Trade, y: f64| [stretched(trade.beta), libm::log10(y)];
        for (_, role, of) in names {
            let line: Vec<_> =
                curve.iter().map(|trade| place(trade, of(trade))).collect();
            plane.path(&line, role, LINE)?;
        }
        for (_, role, of) in names {
            let at = place(marked, of(marked));
            plane.markers(&[at], role, |_| Marker::Large)?;
        }
        for (name, role, of) in names {
            if let Some(end) = curve.last() {
                plane.note_on(&ABOVE, place(end, of(end)), name, role)?;
            }
        }
        Ok(())
    }
}

const BETAS: [Preset; 4] = [
    Preset {
        name: "β = 0",
        state: "beta=0",
    },
    Preset {
        name: "β = 0.5",
        state: "beta=0.5",
    },
    Preset {
        name: "β = 0.9",
        state: "beta=0.9",
    },
    Preset {
        name: "β = 0.99",
        state: "beta=0.99",
    },
];
