//! Small rooms at any step, without and with momentum.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::pour;
use crate::Error;
use crate::colorization::{Cell, Coloring, coloring, colors_after, ends};
use crate::curvature::steps_per_digit;
use crate::figures::control::{count, number, presets};
use crate::figures::drawing::reading;
use crate::figures::number::readable;
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale};
use crate::figures::valley::frame;
use crate::figures::{
    Control, Drawing, Figure, Frame, Preset, Range, Slot, Table, Window,
};
use crate::ill_conditioned_problem::best_step;
use crate::optimal_parameters::best_pair;

/// Four small rooms after some steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Ink {
    /// The logarithm of the number of steps, to the base 10.
    pub decades: f64,
    /// Which picture is shown: 0 gradient descent, 1 momentum.
    pub momentum: usize,
    /// What the reader painted: a column, a row and w, o or s for each place.
    pub painted: String,
}

impl Default for Ink {
    fn default() -> Self {
        Ink {
            decades: 2.0,
            momentum: 1,
            painted: String::new(),
        }
    }
}

/// What the figure of the small rooms shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Inked {
    /// Where a wall is.
    pub walls: Vec<[usize; 2]>,
    /// The column and the row of each pixel that a seed can reach.
    pub places: Vec<[usize; 2]>,
    /// The pixels that are seeds.
    pub seeds: Vec<usize>,
    /// The number of steps t.
    pub steps: usize,
    /// The smallest and the largest eigenvalue.
    pub ends: [f64; 2],
    /// The colors of gradient descent and of momentum.
    pub colors: [Vec<f64>; 2],
}

// ANCHOR: ink
/// A plan of 16 by 12: four rooms of 7 by 5, with three corridors one pixel wide
/// that lead around, and two seeds.
pub fn small_rooms([column, row]: [usize; 2]) -> Cell {
    let (beside, above) = (column == 7 || column == 8, row == 5 || row == 6);
    match (beside, above) {
        (false, false) if column == 0 && (row == 8 || row == 9) => Cell::Seed,
        (false, false) => Cell::Open,
        (true, false) if row == 2 || row == 9 => Cell::Open,
        (false, true) if column == 12 => Cell::Open,
        _ => Cell::Wall,
    }
}

/// This plan with what the reader painted over it, column by column.
pub fn painted_rooms(painted: &str) -> Vec<Cell> {
    let all = (0..192).map(|i| small_rooms([i / 12, i % 12]));
    let mut plan: Vec<Cell> = all.collect();
    for letters in painted.as_bytes().chunks_exact(3) {
        let [column, row] = [0, 1].map(|i| letters[i].wrapping_sub(b'a'));
        let place = 12 * usize::from(column) + usize::from(row);
        if let Some(cell) = plan.get_mut(place) {
            *cell = match letters[2] {
                b'w' => Cell::Wall,
                b's' => Cell::Seed,
                _ => Cell::Open,
            };
        }
    }
    plan
}

/// Which places of the plan a path of pixels joins with a seed.
pub fn reached(plan: &[Cell]) -> Vec<bool> {
    let mut reached: Vec<bool> =
        plan.iter().map(|cell| *cell == Cell::Seed).collect();
    let mut edge: Vec<usize> = (0..192).filter(|i| reached[*i]).collect();
    while let Some(i) = edge.pop() {
        let (column, row) = (i / 12, i % 12);
        let near = [
            (column > 0, i.wrapping_sub(12)),
            (column < 15, i + 12),
            (row > 0, i.wrapping_sub(1)),
            (row < 11, i + 1),
        ];
        for (_, next) in near.into_iter().filter(|(is_there, _)| *is_there) {
            if plan[next] == Cell::Open && !reached[next] {
                reached[next] = true;
                edge.push(next);
            }
        }
    }
    reached
}

/// The colors of the small rooms after the steps: of gradient descent with its
/// best step size, and of momentum with the best pair. What no seed can reach
/// has none.
pub fn ink(p: &Ink) -> Result<Inked, Error> {
    let plan = painted_rooms(&p.painted);
    let reached = reached(&plan);
    let rooms: Coloring =
        coloring([16, 12], 0.1, |[column, row]| {
            match reached[12 * column + row] {
                true => plan[12 * column + row],
                false => Cell::Wall,
            }
        });
    let steps = listings::libm::pow(10.0, p.decades).round() as usize;
    let (mut bounds, mut colors) = ([0.0; 2], [const { Vec::new() }; 2]);
    if !rooms.places.is_empty() {
        bounds = ends(&rooms);
        let plain = [best_step(bounds), 0.0];
        for (parameters, colors) in
            [plain, best_pair(bounds)].into_iter().zip(&mut colors)
        {
            *colors = colors_after(&rooms, parameters, steps)?.to_vec();
        }
    }
    let all = (0..192).filter(|i| plan[*i] == Cell::Wall);
    Ok(Inked {
        walls: all.map(|i| [i / 12, i % 12]).collect(),
        places: rooms.places,
        seeds: rooms.seeds,
        steps,
        ends: bounds,
        colors,
    })
}
// ANCHOR_END: ink

/// The part of the plane that the picture shows.
const PLANE: Window = Window {
    x: [0.0, 16.0],
    y: [0.0, 12.0],
};

impl Figure for Ink {
    type Data = Inked;
    const NAME: &'static str = "ink";
    const SECTION: &'static str = "colorization";
    const TYPE: &'static str = "Ink";
    const FRAME: Option<Frame> = Some(frame(PLANE));

    fn data(&self) -> Result<Inked, Error> {
        ink(self)
    }

    fn drawing(&self, inked: &Inked) -> Result<Drawing, Error> {
        let mean = |colors: &Vec<f64>| match colors.len() {
            0 => "no seed".to_owned(),
            count => readable(colors.iter().sum::<f64>() / count as f64),
        };
        let [plain, momentum] = inked.colors.each_ref().map(mean);
        let kappa = match inked.ends {
            [0.0, _] => f64::INFINITY,
            // Equal but for rounding if a seed is the only pixel.
            [low, high] => (high / low).max(1.0),
        };
        let [long, short] = [kappa, kappa.sqrt()].map(|kappa| {
            steps_per_digit(kappa)
                .map(|digit| format!("{:.0}", 3.0 * digit))
                .unwrap_or_else(|_| "never".to_owned())
        });
        let description = format!(
            "Four small rooms after {} steps of {}. The mean color is {plain} with gradient descent and \
             {momentum} with momentum; the condition number is {}.",
            inked.steps,
            ["gradient descent", "momentum"][self.momentum.min(1)],
            readable(kappa),
        );
        let readings = reading([
            ("step t", inked.steps.to_string()),
            ("mean color, gradient descent", plain),
            ("mean color, momentum", momentum),
            ("condition number κ", readable(kappa)),
            ("steps to a thousandth, gradient descent", long),
            ("steps to a thousandth, momentum", short),
        ]);
        let rows = inked.places.iter().enumerate().map(|(i, place)| {
            let [column, row] = place.map(|k| k as f64 + 1.0);
            [column, row, inked.colors[0][i], inked.colors[1][i]]
        });
        Drawing::new(
            "Ink in four small rooms",
            description,
            readings,
            Table::new(
                &["column", "row", "gradient descent", "momentum"],
                rows,
            ),
            |area| self.plot(inked, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            number(
                ["decades", "steps, as a power of 10", "log₁₀ t", ""],
                [0.0, 3.0, 0.05],
                |p: &mut Self| &mut p.decades,
            ),
            count(
                ["momentum", "momentum, 0 without and 1 with", "", ""],
                [0, 1],
                |p| &mut p.momentum,
            ),
            Control {
                key: "painted",
                name: "paint with",
                symbol: "",
                unit: "",
                range: Range::Painting {
                    size: [16, 12],
                    brushes: &[('w', "wall"), ('o', "open"), ('s', "seed")],
                },
                slot: Slot::Painting(|p| &mut p.painted),
            },
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("gradient descent", "momentum=0"),
            ("momentum", "momentum=1"),
            ("t = 10", "decades=1"),
            ("t = 100", "decades=2"),
            ("t = 1000", "decades=3"),
            ("a second way around", "painted=dfodgo"),
        ])
    }
}

impl Ink {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        inked: &Inked,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::whole([0, 16], "column"),
            Scale::whole([0, 12], "row"),
        )?;
        plane.rectangle(PLANE.x, PLANE.y, Role::Paper, 1.0)?;
        let full = vec![1.0; inked.walls.len()];
        pour(&mut plane, &inked.walls, &full, [0.0, 0.0], Role::Contour)?;
        let places = &inked.places;
        let which = self.momentum.min(1);
        let role = [Role::Path, Role::Momentum][which];
        pour(&mut plane, places, &inked.colors[which], [0.0, 0.0], role)?;
        for &seed in &inked.seeds {
            let at = places[seed].map(|k| k as f64 + 0.5);
            plane.markers(&[at], Role::Start, |_| Marker::Diamond)?;
        }
        Ok(())
    }
}
