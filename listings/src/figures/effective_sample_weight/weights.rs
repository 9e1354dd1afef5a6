//! The weights in a velocity.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::lines::{BELOW, GUIDE, LINE, MARKED};
use super::{BETAS, short};
use crate::Error;
use crate::effective_sample_weight::{newest_share, total_weight};
use crate::figures::control::{beta, presets};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale, numbered};
use crate::figures::ticks::ticks;
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::leaky_averages::effective_size;

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
        ("total weight", total_weight(p.beta)),
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
            ("total weight (share younger)", with_share(sum)),
            ("effective size (share younger)", with_share(size)),
        ]);
        let rows = memory.weights.iter().enumerate().map(|(age, weight)| {
            let age = age as f64;
            [age, *weight, 100.0 * newest_share(self.beta, age)]
        });
        let table =
            Table::new(&["age τ", "weight", "percent younger than τ"], rows);
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
        presets(BETAS)
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
            Scale::whole([0, last], "age τ of the gradient, in steps"),
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
