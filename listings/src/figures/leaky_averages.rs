//! What a leaky sum and a leaky average remember: the weights of old
//! gradients, how far back they reach, and what they make of noise.

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
use crate::leaky_averages::{
    corrected_average, effective_size, half_life, leaky_average, leaky_sum,
    mean_age, rms_error, stream, true_gradient,
};

/// The β of the curves that stay as guides.
pub const GUIDES: [f64; 4] = [0.95, 0.9, 0.6, 0.0];

/// A stream of gradients that is 1 at the first step and then 0, for ages up
/// to 20.
pub const SINGLE: [f64; 21] = {
    let mut stream = [0.0; 21];
    stream[0] = 1.0;
    stream
};

/// The weights that one β gives to the ages 0, 1, ….
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The share β that is kept at each step.
    pub beta: f64,
    /// The weight of each age.
    pub weights: Vec<f64>,
}

/// The weights of the leaky sum against the age.
#[derive(Debug, Clone, PartialEq)]
pub struct Impulse {
    /// The share β that is kept at each step.
    pub beta: f64,
}

impl Default for Impulse {
    fn default() -> Self {
        Impulse { beta: 0.9 }
    }
}

// ANCHOR: impulse
/// What the leaky sum keeps of a single gradient of 1: for the figure's β,
/// then for those of the guides.
pub fn impulse(parameters: &Impulse) -> Result<Vec<Curve>, Error> {
    let mut curves = Vec::new();
    for beta in [&[parameters.beta], &GUIDES[..]].concat() {
        let weights = leaky_sum(&SINGLE, beta)?.split_off(1);
        curves.push(Curve { beta, weights });
    }
    Ok(curves)
}
// ANCHOR_END: impulse

impl Figure for Impulse {
    type Data = Vec<Curve>;
    const NAME: &'static str = "impulse";
    const SECTION: &'static str = "leaky_averages";
    const TYPE: &'static str = "Impulse";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Vec<Curve>, Error> {
        impulse(self)
    }

    fn drawing(&self, curves: &Vec<Curve>) -> Result<Drawing, Error> {
        Drawing::new(
            "The weight of a gradient in the leaky sum",
            describe("sum", curves),
            reading([
                ("weight at age 0", weight(curves, 0)),
                ("weight at age 10", weight(curves, 10)),
                ("weight at age 20", weight(curves, 20)),
                ("total weight", readable(1.0 / (1.0 - self.beta))),
            ]),
            table(curves),
            |area| self.plot(curves, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![beta(|p| &mut p.beta)]
    }

    fn presets() -> Vec<Preset> {
        REACHES.to_vec()
    }
}

impl Impulse {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        curves: &[Curve],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            ages(AGES),
            Scale {
                range: [0.0, 1.0],
                ticks: ticks([0.0, 1.0]),
                name: "weight in the sum".into(),
            },
        )?;
        draw_curves(&mut plane, curves, |weight| weight)
    }
}

/// The weights of the leaky average against the age.
#[derive(Debug, Clone, PartialEq)]
pub struct ImpulseAverage {
    /// The share β that is kept at each step.
    pub beta: f64,
}

impl Default for ImpulseAverage {
    fn default() -> Self {
        ImpulseAverage { beta: 0.9 }
    }
}

// ANCHOR: impulse_average
/// What the leaky average keeps of a single gradient of 1: for the figure's
/// β, then for those of the guides.
pub fn impulse_average(
    parameters: &ImpulseAverage,
) -> Result<Vec<Curve>, Error> {
    let mut curves = Vec::new();
    for beta in [&[parameters.beta], &GUIDES[..]].concat() {
        let weights = leaky_average(&SINGLE, beta)?.split_off(1);
        curves.push(Curve { beta, weights });
    }
    Ok(curves)
}
// ANCHOR_END: impulse_average

impl Figure for ImpulseAverage {
    type Data = Vec<Curve>;
    const NAME: &'static str = "impulse-average";
    const SECTION: &'static str = "leaky_averages";
    const TYPE: &'static str = "ImpulseAverage";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Vec<Curve>, Error> {
        impulse_average(self)
    }

    fn drawing(&self, curves: &Vec<Curve>) -> Result<Drawing, Error> {
        Drawing::new(
            "The weight of a gradient in the leaky average",
            describe("average", curves),
            reading([
                ("weight at age 0", weight(curves, 0)),
                ("weight at age 10", weight(curves, 10)),
                ("weight at age 20", weight(curves, 20)),
                ("total weight", readable(1.0)),
            ]),
            table(curves),
            |area| self.plot(curves, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![beta(|p| &mut p.beta)]
    }

    fn presets() -> Vec<Preset> {
        REACHES.to_vec()
    }
}

impl ImpulseAverage {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        curves: &[Curve],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            ages(AGES),
            Scale {
                // Room above the largest weight, 1, for its name.
                range: [-4.0, 0.5],
                ticks: whole_ticks(-4, 0, "10", true),
                name: "weight in the average".into(),
            },
        )?;
        // libm, because the standard log10 is not the same everywhere.
        draw_curves(&mut plane, curves, libm::log10)
    }
}

/// The last age of the figures of the weights.
const AGES: usize = SINGLE.len() - 1;

const REACHES: [Preset; 3] = [
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

/// The axis of ages 0, 1, …, `last`.
fn ages(last: usize) -> Scale {
    Scale {
        range: [0.0, last as f64],
        ticks: whole_ticks(0, last as i32, "", false),
        name: "age τ in steps".into(),
    }
}

/// The curve of the control, marked at every age, before the guides; each
/// with its name. A guide that the control's curve covers is left out.
fn draw_curves<DB: DrawingBackend>(
    plane: &mut Plane<'_, DB>,
    curves: &[Curve],
    height: fn(f64) -> f64,
) -> Outcome<DB> {
    let Some((shown, guides)) = curves.split_first() else {
        return Ok(());
    };
    let guides: Vec<&Curve> =
        guides.iter().filter(|g| g.beta != shown.beta).collect();
    let line = |curve: &Curve| -> Vec<[f64; 2]> {
        let points = (0..).zip(&curve.weights);
        let points = points.map(|(age, w)| [f64::from(age), height(*w)]);
        // A weight of zero has no logarithm: the line ends before it.
        points.take_while(|p: &[f64; 2]| p[1].is_finite()).collect()
    };
    for guide in &guides {
        plane.path(&line(guide), Role::Contour, 1.2)?;
    }
    plane.path(&line(shown), Role::Momentum, 2.0)?;
    plane.markers(&line(shown), Role::Momentum, |_| Marker::Disc)?;
    for guide in &guides {
        // A single point is no line.
        if let [point] = line(guide)[..] {
            plane.markers(&[point], Role::Contour, |_| Marker::Disc)?;
        }
    }
    let all = [(shown, Role::Momentum)].into_iter();
    let all = all.chain(guides.iter().map(|guide| (*guide, Role::Text)));
    for (curve, role) in all {
        let (line, name) = (line(curve), named(curve.beta));
        match line[..] {
            [point] => plane.note_beside(point, &name, role)?,
            _ => match name_place(plane, &line) {
                Some(place) => plane.note(place, &name, role)?,
                None => continue,
            },
        }
    }
    Ok(())
}

/// Where a curve is named: at a quarter of the frame's height, where curves
/// are far apart, or at its last age.
fn name_place<DB: DrawingBackend>(
    plane: &Plane<'_, DB>,
    line: &[[f64; 2]],
) -> Option<[f64; 2]> {
    let [low, high] = plane.window().y;
    let level = low + (high - low) / 4.0;
    let low = line.iter().find(|p| p[1] < level);
    low.or(line.last()).copied()
}

/// A curve's name: `β = 0.9`, with three decimals at most.
fn named(beta: f64) -> String {
    format!("β = {}", exact(short(beta)))
}

/// Rounded to three decimals, which is finer than the steps of a control.
fn short(x: f64) -> f64 {
    round(x, 1000.0)
}

/// Rounded to a multiple of one `parts`-th.
fn round(x: f64, parts: f64) -> f64 {
    (x * parts).round() / parts
}

/// The weight of the control's curve at an age, ready to print.
fn weight(curves: &[Curve], age: usize) -> String {
    let weight = curves.first().and_then(|curve| curve.weights.get(age));
    readable(weight.copied().unwrap_or_default())
}

fn describe(of: &str, curves: &[Curve]) -> String {
    let beta = curves.first().map_or(0.0, |curve| curve.beta);
    let guides: Vec<String> = curves
        .iter()
        .skip(1)
        .map(|g| exact(short(g.beta)))
        .collect();
    format!(
        "The weight of a gradient in the leaky {of} against its age, for β = {}: \
         {} at age 0, {} at age 10, {} at age 20. Thin lines show β = {}.",
        exact(short(beta)),
        weight(curves, 0),
        weight(curves, 10),
        weight(curves, 20),
        guides.join(", "),
    )
}

fn table(curves: &[Curve]) -> Table {
    let heads = ["age τ", "weight for your β"]
        .map(str::to_owned)
        .into_iter();
    let ages = curves.iter().map(|curve| curve.weights.len()).max();
    let row = |age: usize| {
        let at = |curve: &Curve| {
            curve
                .weights
                .get(age)
                .map_or_else(String::new, |w| readable(*w))
        };
        let mut row = vec![age.to_string()];
        row.extend(curves.iter().map(at));
        row
    };
    Table {
        columns: heads
            .chain(curves.iter().skip(1).map(|guide| named(guide.beta)))
            .collect(),
        rows: (0..ages.unwrap_or(0)).map(row).collect(),
    }
}

/// The weights of one β with the three lengths of its memory.
#[derive(Debug, Clone, PartialEq)]
pub struct Timescales {
    /// The share β that is kept at each step.
    pub beta: f64,
}

impl Default for Timescales {
    fn default() -> Self {
        Timescales { beta: 0.9 }
    }
}

/// What [`Timescales`] is drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Memory {
    /// The weight of each age, that of the newest gradient being 1.
    pub weights: Vec<f64>,
    /// Half-life, mean age and effective size, in steps.
    pub lengths: [f64; 3],
}

// ANCHOR: timescales
/// The weights of the figure's β, as far as its axis reaches, and the three
/// lengths of its memory.
pub fn timescales(parameters: &Timescales) -> Result<Memory, Error> {
    let beta = parameters.beta;
    let lengths = [half_life(beta), mean_age(beta), effective_size(beta)];
    let mut stream = vec![0.0; last_age(lengths) + 1];
    stream[0] = 1.0;
    let weights = leaky_sum(&stream, beta)?.split_off(1);
    Ok(Memory { weights, lengths })
}
// ANCHOR_END: timescales

/// Where the axis of [`Timescales`] ends, so that the longest length fits.
pub fn last_age(lengths: [f64; 3]) -> usize {
    let longest = lengths.into_iter().fold(0.0, f64::max);
    let ends = [2_u32, 5, 10, 25, 50, 100];
    let end = ends.into_iter().find(|end| f64::from(*end) > 1.1 * longest);
    end.unwrap_or(250) as usize
}

/// The height at which [`Timescales`] draws the effective size.
pub const COUNTED: f64 = 0.06;

/// What [`Timescales`] marks, in the order in which it is drawn.
const LENGTHS: [&str; 3] = ["mean age", "half-life", "effective size"];

impl Figure for Timescales {
    type Data = Memory;
    const NAME: &'static str = "timescales";
    const SECTION: &'static str = "leaky_averages";
    const TYPE: &'static str = "Timescales";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Memory, Error> {
        timescales(self)
    }

    fn drawing(&self, memory: &Memory) -> Result<Drawing, Error> {
        let [half, mean, size] = memory.lengths.map(readable);
        let description = format!(
            "The weights of old gradients for β = {}, as shares of the newest one's. Upright lines end on \
             their curve at the half-life {half} and at the mean age {mean}, a level line is as long as the \
             effective size {size}.",
            exact(short(self.beta)),
        );
        let rows = memory.weights.iter().enumerate();
        let rows = rows.map(|(age, w)| vec![age.to_string(), readable(*w)]);
        let table = Table {
            columns: ["age τ", "weight, newest = 1"].map(str::to_owned).into(),
            rows: rows.collect(),
        };
        Drawing::new(
            "Three lengths of one memory",
            description,
            reading([
                ("half-life in steps", half),
                ("mean age in steps", mean),
                ("effective size in gradients", size),
                ("total weight of the sum", readable(1.0 / (1.0 - self.beta))),
            ]),
            table,
            |area| self.plot(memory, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![beta(|p| &mut p.beta)]
    }

    fn presets() -> Vec<Preset> {
        REACHES.to_vec()
    }
}

impl Timescales {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        Memory { weights, lengths }: &Memory,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let last = weights.len().saturating_sub(1).max(1);
        let mut plane = Plane::new(
            area,
            ages(last),
            Scale {
                range: [0.0, 1.0],
                ticks: ticks([0.0, 1.0]),
                name: "weight, newest = 1".into(),
            },
        )?;
        let points = weights.iter().enumerate();
        let points: Vec<[f64; 2]> =
            points.map(|(age, w)| [age as f64, *w]).collect();
        plane.path(&between(&points), Role::Momentum, 2.0)?;
        if last <= 50 {
            plane.markers(&points, Role::Momentum, |_| Marker::Disc)?;
        }
        let [half, mean, size] = *lengths;
        let at_mean = libm::pow(self.beta, mean);
        let marks = [
            // Wider and behind the half-life: where the two coincide, both
            // colors are seen.
            (Role::Path, [mean, 0.0], [mean, at_mean], 4.0),
            (Role::Flat, [half, 0.0], [half, 0.5], 1.6),
            // A number of gradients, counted from the newest.
            (Role::Steep, [0.0, COUNTED], [size, COUNTED], 3.0),
        ];
        plane.path(&[[0.0, 0.5], [half, 0.5]], Role::Contour, 1.0)?;
        for (role, from, to, width) in marks {
            plane.path(&[from, to], role, width)?;
        }
        for (((role, _, end, _), name), length) in
            marks.into_iter().zip(LENGTHS).zip([mean, half, size])
        {
            let text = format!("{name} {}", exact(round(length, 100.0)));
            // The longest is named above the curve and left of the edge, where
            // there is room.
            let place = [end[0].min(0.75 * last as f64), end[1].max(0.2)];
            plane.note(place, &text, role)?;
        }
        Ok(())
    }
}

/// The points of a curve and seven more between each two, on a curve that
/// falls by the same factor at each: a chord would pass above the half-life.
fn between(points: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let pairs = points.windows(2);
    let mut curve: Vec<[f64; 2]> = pairs
        .flat_map(|pair| {
            let [[age, weight], [_, next]] = [pair[0], pair[1]];
            let ratio = if weight == 0.0 { 0.0 } else { next / weight };
            (0..8).map(move |eighths| {
                let part = f64::from(eighths) / 8.0;
                [age + part, weight * libm::pow(ratio, part)]
            })
        })
        .collect();
    curve.extend(points.last());
    curve
}

/// A noisy stream of gradients and its corrected average.
#[derive(Debug, Clone, PartialEq)]
pub struct Smoothing {
    /// The share β that is kept at each step.
    pub beta: f64,
    /// The standard deviation σ of the noise.
    pub sigma: f64,
}

impl Default for Smoothing {
    fn default() -> Self {
        Smoothing {
            beta: 0.9,
            sigma: 0.5,
        }
    }
}

/// What [`Smoothing`] is drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Smoothed {
    /// The noisy gradients g₁, g₂, ….
    pub gradients: Vec<f64>,
    /// Their leaky averages, corrected: 0 and then m̂₁, m̂₂, ….
    pub average: Vec<f64>,
    /// Their leaky sums v₀, v₁, ….
    pub sum: Vec<f64>,
}

// ANCHOR: smoothing
/// A stream of noisy gradients, its corrected average and its leaky sum.
pub fn smoothing(parameters: &Smoothing) -> Result<Smoothed, Error> {
    let gradients = stream(parameters.sigma);
    let average = corrected_average(&gradients, parameters.beta)?;
    let sum = leaky_sum(&gradients, parameters.beta)?;
    Ok(Smoothed {
        gradients,
        average,
        sum,
    })
}
// ANCHOR_END: smoothing

impl Figure for Smoothing {
    type Data = Smoothed;
    const NAME: &'static str = "smoothing";
    const SECTION: &'static str = "leaky_averages";
    const TYPE: &'static str = "Smoothing";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Smoothed, Error> {
        smoothing(self)
    }

    fn drawing(&self, data: &Smoothed) -> Result<Drawing, Error> {
        let average = data.average.get(1..).unwrap_or_default();
        let errors = [&data.gradients, average].map(rms_error).map(readable);
        let last =
            |line: &[f64]| readable(line.last().copied().unwrap_or_default());
        let description = format!(
            "A stream of {} noisy gradients as dots, noise {}, and its corrected average for β = {} as a line. \
             The root mean square distance from the true gradient is {} for the dots and {} for the line.",
            data.gradients.len(),
            exact(short(self.sigma)),
            exact(short(self.beta)),
            errors[0],
            errors[1],
        );
        let [dots, line] = errors;
        Drawing::new(
            "A noisy stream and its corrected average",
            description,
            reading([
                ("distance from the true gradient: dots", dots),
                ("distance from the true gradient: average", line),
                ("mean age in steps", readable(mean_age(self.beta))),
                ("average at the last step", last(&data.average)),
                ("sum at the last step", last(&data.sum)),
            ]),
            streams(data),
            |area| self.plot(data, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![beta(|p| &mut p.beta), noise(|p| &mut p.sigma)]
    }

    fn presets() -> Vec<Preset> {
        vec![
            Preset {
                name: "no noise",
                state: "sigma=0",
            },
            Preset {
                name: "β = 0.5",
                state: "beta=0.5",
            },
            Preset {
                name: "β = 0.97",
                state: "beta=0.97",
            },
        ]
    }
}

impl Smoothing {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        data: &Smoothed,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let steps = data.gradients.len().max(1);
        let mut plane = Plane::new(
            area,
            Scale {
                range: [0.0, steps as f64],
                ticks: whole_ticks(0, steps as i32, "", false),
                name: "step t".into(),
            },
            Scale {
                range: [-0.5, 4.5],
                ticks: ticks([-0.5, 4.5]),
                name: "gradient".into(),
            },
        )?;
        let dots: Vec<[f64; 2]> = against_steps(&data.gradients);
        let truth: Vec<f64> = (1..=steps).map(true_gradient).collect();
        let truth = against_steps(&truth);
        let average = data.average.get(1..).unwrap_or_default();
        let average = against_steps(average);
        plane.markers(&dots, Role::Contour, |_| Marker::Disc)?;
        plane.path(&truth, Role::Optimum, 1.4)?;
        plane.path(&average, Role::Momentum, 2.0)?;
        plane.note([70.0, 3.0], "true gradient", Role::Optimum)?;
        plane.note([58.0, 1.0], "corrected average", Role::Momentum)
    }
}

/// The items of a stream, the first at step 1.
fn against_steps(stream: &[f64]) -> Vec<[f64; 2]> {
    let steps = (1..).zip(stream);
    steps.map(|(t, g)| [f64::from(t), *g]).collect()
}

fn streams(data: &Smoothed) -> Table {
    let columns = ["t", "true gradient", "gₜ", "m̂ₜ", "vₜ"];
    let at = |line: &[f64], t: usize| {
        line.get(t).map_or_else(String::new, |x| readable(*x))
    };
    let rows = data.gradients.iter().zip(1..).map(|(g, t)| {
        let truth = readable(true_gradient(t));
        let (m, v) = (at(&data.average, t), at(&data.sum, t));
        vec![t.to_string(), truth, readable(*g), m, v]
    });
    Table {
        columns: columns.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

/// The standard deviation of the noise.
fn noise<P>(field: fn(&mut P) -> &mut f64) -> Control<P> {
    Control {
        key: "sigma",
        name: "noise",
        symbol: "σ",
        unit: "",
        range: Range::Number {
            min: 0.0,
            max: 0.8,
            step: 0.05,
        },
        slot: Slot::Number(field),
    }
}
