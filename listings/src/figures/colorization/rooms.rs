//! The four rooms after some steps, without and with momentum.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::pour;
use crate::Error;
use crate::colorization::{Coloring, colors_after, ends, four_rooms};
use crate::figures::drawing::reading;
use crate::figures::number::readable;
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::{Drawing, Figure, Frame, Table};
use crate::ill_conditioned_problem::best_step;
use crate::optimal_parameters::best_pair;

/// The full rooms after few and after many steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Rooms {
    /// The numbers of steps.
    pub steps: [usize; 2],
}

impl Default for Rooms {
    fn default() -> Self {
        Rooms { steps: [200, 1000] }
    }
}

// ANCHOR: rooms
/// The colors after the steps, each time with the best step size of gradient
/// descent and with the best pair.
pub fn rooms(p: &Rooms) -> Result<[Vec<f64>; 4], Error> {
    let rooms: Coloring = four_rooms(0.1);
    let bounds = ends(&rooms);
    let plain = [best_step(bounds), 0.0];
    let mut pictures = [const { Vec::new() }; 4];
    for (i, picture) in pictures.iter_mut().enumerate() {
        let parameters = [plain, best_pair(bounds)][i % 2];
        *picture = colors_after(&rooms, parameters, p.steps[i / 2])?.to_vec();
    }
    Ok(pictures)
}
// ANCHOR_END: rooms

/// How far the pictures lie apart, in pixels.
const APART: f64 = 22.4;

impl Figure for Rooms {
    type Data = [Vec<f64>; 4];
    const NAME: &'static str = "rooms";
    const SECTION: &'static str = "colorization";
    const TYPE: &'static str = "Rooms";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Self::Data, Error> {
        rooms(self)
    }

    fn drawing(&self, pictures: &Self::Data) -> Result<Drawing, Error> {
        let means = pictures.each_ref().map(|colors| {
            readable(colors.iter().sum::<f64>() / colors.len() as f64)
        });
        let [few, many] = self.steps;
        let description = format!(
            "Four rooms joined by corridors, colored from the left wall on. The mean color is {} after {few} \
             steps of gradient descent and {} with momentum, {} and {} after {many} steps.",
            means[0], means[1], means[2], means[3],
        );
        let [first, second, third, fourth] = means;
        let readings = reading([
            ("mean color, fewer steps, gradient descent", first),
            ("mean color, fewer steps, momentum", second),
            ("mean color, more steps, gradient descent", third),
            ("mean color, more steps, momentum", fourth),
        ]);
        let places = four_rooms(0.1).places;
        let columns = (0..112).map(|column| {
            let mean = |colors: &Vec<f64>| {
                let all = places.iter().zip(colors);
                let here = all.filter(|([c, _], _)| *c == column);
                let here: Vec<f64> = here.map(|(_, color)| *color).collect();
                here.iter().sum::<f64>() / here.len() as f64
            };
            let means = pictures.each_ref().map(mean);
            std::iter::once(column as f64 + 1.0).chain(means)
        });
        let heads = [
            "column",
            "mean color, fewer steps, gradient descent",
            "fewer steps, momentum",
            "more steps, gradient descent",
            "more steps, momentum",
        ];
        Drawing::new(
            "The four rooms after some steps",
            description,
            readings,
            Table::new(&heads, columns),
            |area| self.plot(pictures, area),
        )
    }
}

impl Rooms {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        pictures: &[Vec<f64>; 4],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        // From the top down.
        let bottom = |i: usize| (3 - i) as f64 * APART + 0.4;
        let marks = [0, 1, 2, 3]
            .map(|i| (bottom(i) + 8.0, self.steps[i / 2].to_string()));
        let mut plane = Plane::new(
            area,
            Scale {
                range: [-4.0, 116.0],
                ticks: [0, 16, 32, 48, 64, 80, 96, 112]
                    .map(|n: i32| (f64::from(n), n.to_string()))
                    .to_vec(),
                name: "pixels".into(),
            },
            Scale {
                range: [0.0, 90.0],
                ticks: marks.to_vec(),
                name: "steps".into(),
            },
        )?;
        let places = four_rooms(0.1).places;
        for (i, colors) in pictures.iter().enumerate() {
            let (name, role) = [
                ("gradient descent", Role::Path),
                ("momentum", Role::Momentum),
            ][i % 2];
            let corner = [0.0, bottom(i)];
            pour(&mut plane, &places, colors, corner, role)?;
            plane.lines(&outline(corner), Role::Frame, 1.0)?;
            let above = [56.0, bottom(i) + 19.0];
            plane.note_on(&[(0.0, 0.0)], above, name, role)?;
        }
        Ok(())
    }
}

/// The walls around the rooms, the lower left corner at this place.
fn outline([left, bottom]: [f64; 2]) -> Vec<[f64; 2]> {
    let mut below = Vec::new();
    for room in 0..4 {
        let x = f64::from(32 * room);
        below.extend([[x, 7.0], [x, 0.0], [x + 16.0, 0.0], [x + 16.0, 7.0]]);
    }
    // At the far left and right there is no door.
    let above = below.iter().rev().map(|[x, y]| [*x, 16.0 - y]);
    let mut all: Vec<_> = below.iter().copied().chain(above).collect();
    all.push(below[0]);
    for [x, y] in &mut all {
        *x += left;
        *y += bottom;
    }
    all
}
