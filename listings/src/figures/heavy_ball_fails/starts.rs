//! When the three methods arrive, for each start.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::figures::drawing::reading;
use crate::figures::nesterov::METHODS;
use crate::figures::number::exact;
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, SIDES, Scale};
use crate::figures::{Drawing, Figure, Frame, Table};
use crate::heavy_ball_fails::{PATIENCE, arrival, never, walk};
use crate::nesterov::{bent_slope, contest};

/// The steps of arrival against the start.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Starts;

/// What the figure shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrivals {
    /// A start, and when gradient descent, the heavy ball and Nesterov's
    /// method arrive.
    pub steps: Vec<(f64, [Option<usize>; 3])>,
    /// The stretches of starts from which the heavy ball never arrives.
    pub never: Vec<[f64; 2]>,
}

// ANCHOR: starts
/// The arrivals from −4, −3.99, …, 4, from rest.
pub fn starts(_: &Starts) -> Result<Arrivals, Error> {
    let methods = contest([1.0, 25.0]);
    let arrivals = |n: i32| -> Result<_, Error> {
        let state = (f64::from(n) / 100.0, 0.0);
        let mut steps = [None; 3];
        for (step, parameters) in steps.iter_mut().zip(methods) {
            let path = walk(bent_slope, state, parameters, PATIENCE)?;
            *step = arrival(&path);
        }
        Ok((state.0, steps))
    };
    Ok(Arrivals {
        steps: (-400..=400).map(arrivals).collect::<Result<_, _>>()?,
        never: never(bent_slope, 0.0, methods[1], [-4, 4], 100)?,
    })
}
// ANCHOR_END: starts

impl Arrivals {
    /// The arrivals of method `i` as lines, in pieces: where it never arrives
    /// is a gap. Of points on the same height only the ends are kept.
    fn lines(&self, i: usize) -> Vec<Vec<[f64; 2]>> {
        let mut pieces: Vec<Vec<[f64; 2]>> = vec![Vec::new()];
        for (start, steps) in &self.steps {
            let Some(step) = steps[i] else {
                pieces.push(Vec::new());
                continue;
            };
            let at = [*start, step as f64];
            let Some(piece) = pieces.last_mut() else {
                continue;
            };
            if let [.., [_, before], last] = piece.as_mut_slice()
                && *before == at[1]
                && last[1] == at[1]
            {
                *last = at;
            } else {
                piece.push(at);
            }
        }
        pieces
    }
}

impl Figure for Starts {
    type Data = Arrivals;
    const NAME: &'static str = "starts";
    const SECTION: &'static str = "heavy_ball_fails";
    const TYPE: &'static str = "Starts";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Arrivals, Error> {
        starts(self)
    }

    fn drawing(&self, arrivals: &Arrivals) -> Result<Drawing, Error> {
        let count = arrivals.never.len();
        let [first, last] = [arrivals.never.first(), arrivals.never.last()]
            .map(|ends| ends.map_or_else(String::new, |e| exact(e[0])));
        let description = format!(
            "The step of arrival against the start, for three methods. The heavy ball never arrives from \
             {count} stretches of starts; the first begins at {first}, the last at {last}.",
        );
        Drawing::new(
            "Which starts arrive, and when",
            description,
            reading([("stretches that never arrive", count.to_string())]),
            Table::new(&["never from", "to"], arrivals.never.iter().copied()),
            |area| self.plot(arrivals, area),
        )
    }
}

impl Starts {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        arrivals: &Arrivals,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::new([-4.0, 4.0], "start x₀"),
            Scale::whole([0, 200], "step of arrival"),
        )?;
        for [first, last] in &arrivals.never {
            // Half of the distance to the next start on both sides.
            let stretch = [first - 0.005, last + 0.005];
            plane.rectangle(stretch, [0.0, 200.0], Role::Steep, 0.5)?;
        }
        for (i, (name, role, ..)) in METHODS.into_iter().enumerate() {
            let lines = arrivals.lines(i);
            for line in &lines {
                plane.path(line, role, 1.4)?;
            }
            plane.note_along(&SIDES, &lines.concat(), name, role)?;
        }
        let places = arrivals.never.iter().skip(1);
        let places: Vec<_> = places.map(|ends| [ends[1], 85.0]).collect();
        plane.note_along(&[(1.0, 0.0)], &places, "never", Role::Steep)
    }
}
