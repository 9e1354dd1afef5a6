//! Seeded settings of figures.

use listings::figures::{ControlState, Entry, Range};
use rand_core::{RngCore, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// A generator whose stream is fixed by its name and its seed.
pub struct Seeded(Pcg64Mcg);

/// The generator with this seed.
pub fn seeded(seed: u64) -> Seeded {
    Seeded(Pcg64Mcg::seed_from_u64(seed))
}

impl Seeded {
    /// A number of [`low`, `high`), evenly spread.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        let share = (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
        low + share * (high - low)
    }

    /// True half of the time.
    pub fn toss(&mut self) -> bool {
        self.0.next_u64().is_multiple_of(2)
    }
}

/// Each control at each of its ends, the others at their defaults, and all of
/// them at their ends at once.
pub fn ends(controls: &[ControlState]) -> Vec<String> {
    let mut states: Vec<String> = [low, high].map(|end| join(controls, end)).into();
    for control in controls {
        states.extend([low, high].map(|end| format!("{}={}", control.key, end(&control.range))));
    }
    states
}

/// A setting of all controls of the figure.
pub fn random_state(entry: &Entry, random: &mut Seeded) -> String {
    let controls = entry.controls("").unwrap_or_default();
    join(&controls, |range| any(range, random))
}

fn join(controls: &[ControlState], mut value: impl FnMut(&Range) -> String) -> String {
    let parts = controls
        .iter()
        .map(|c| format!("{}={}", c.key, value(&c.range)));
    parts.collect::<Vec<_>>().join("&")
}

fn low(range: &Range) -> String {
    match range {
        Range::Number { min, .. } => min.to_string(),
        Range::Count { min, .. } => min.to_string(),
        Range::Point { min, .. } => format!("{},{}", min[0], min[1]),
        Range::Painting { .. } => String::new(),
    }
}

fn high(range: &Range) -> String {
    match range {
        Range::Number { max, .. } => max.to_string(),
        Range::Count { max, .. } => max.to_string(),
        Range::Point { max, .. } => format!("{},{}", max[0], max[1]),
        // The last place with the last brush, at the upper right.
        Range::Painting { size, brushes } => {
            painted([size[0] - 1, size[1] - 1], brushes[brushes.len() - 1].0)
        }
    }
}

fn any(range: &Range, random: &mut Seeded) -> String {
    match *range {
        Range::Number { min, max, step } => number(min, max, step, random).to_string(),
        Range::Count { min, max } => {
            let n = random.between(min as f64, max as f64 + 1.0);
            (n as usize).to_string()
        }
        Range::Point { min, max, step } => {
            let [x, y] = [0, 1].map(|i| number(min[i], max[i], step, random));
            format!("{x},{y}")
        }
        Range::Painting { size, brushes } => {
            let mut below = |count: usize| random.between(0.0, count as f64) as usize;
            let count = below(40);
            let place = |_| {
                let place = size.map(|size| below(size.into()) as u8);
                painted(place, brushes[below(brushes.len())].0)
            };
            (0..count).map(place).collect()
        }
    }
}

/// A place that is painted, as it stands in a state.
fn painted(place: [u8; 2], brush: char) -> String {
    let [column, row] = place.map(|k| char::from(b'a' + k));
    format!("{column}{row}{brush}")
}

/// As often a position of the slider as a number with all its digits.
fn number(min: f64, max: f64, step: f64, random: &mut Seeded) -> f64 {
    let value = random.between(min, max);
    if random.toss() {
        return value;
    }
    let whole = ((value - min) / step).round();
    (min + whole * step).clamp(min, max)
}
