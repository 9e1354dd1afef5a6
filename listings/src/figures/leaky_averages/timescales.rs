//! Three lengths of one memory.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{REACHES, ages, round, short};
use crate::Error;
use crate::figures::control::beta;
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale, numbered};
use crate::figures::ticks::ticks;
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::leaky_averages::{effective_size, half_life, leaky_sum, mean_age};

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
        let rows = rows.map(|(age, w)| [age as f64, *w]);
        let table = Table::new(&["age τ", "weight, newest = 1"], rows);
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
        let points = numbered(weights);
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
