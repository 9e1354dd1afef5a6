//! Four graphs, colored by an eigenvector each.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::colorization::{conditioning, four_graphs, laplacian};
use crate::figures::drawing::reading;
use crate::figures::number::readable;
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::{Drawing, Figure, Frame, Table};

/// Four graphs of 36 nodes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graphs {}

/// What the figure shows of each graph.
#[derive(Debug, Clone, PartialEq)]
pub struct Modes {
    /// The pairs of neighbors.
    pub edges: [Vec<[usize; 2]>; 4],
    /// The ratios λₙ/λ₂.
    pub ratios: [f64; 4],
    /// The entries of the second eigenvectors, node by node.
    pub second: [Vec<f64>; 4],
}

// ANCHOR: graphs
/// The conditioning of the four graphs.
pub fn graphs(_: &Graphs) -> Result<Modes, Error> {
    let edges: [Vec<[usize; 2]>; 4] = four_graphs();
    let mut ratios = [0.0; 4];
    let mut second = [const { Vec::new() }; 4];
    for (i, edges) in edges.iter().enumerate() {
        let (ratio, mode) = conditioning(&laplacian(36, edges))?;
        (ratios[i], second[i]) = (ratio, mode.to_vec());
    }
    Ok(Modes {
        edges,
        ratios,
        second,
    })
}
// ANCHOR_END: graphs

/// What the graphs are called.
const NAMES: [&str; 4] = ["path", "three chords", "grid", "two paths"];

impl Figure for Graphs {
    type Data = Modes;
    const NAME: &'static str = "graphs";
    const SECTION: &'static str = "colorization";
    const TYPE: &'static str = "Graphs";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Modes, Error> {
        graphs(self)
    }

    fn drawing(&self, modes: &Modes) -> Result<Drawing, Error> {
        let ratios = modes.ratios.map(readable);
        let told: Vec<String> = NAMES
            .iter()
            .zip(&ratios)
            .map(|(name, ratio)| format!("{name} {ratio}"))
            .collect();
        let description = format!(
            "Four graphs, each node colored by its entry of the second eigenvector of the Laplacian. The \
             ratios of the largest and the second eigenvalue are: {}.",
            told.join(", ")
        );
        let [path, chords, grid, random] = ratios;
        let readings = reading([
            ("λₙ/λ₂, path", path),
            ("λₙ/λ₂, three chords", chords),
            ("λₙ/λ₂, grid", grid),
            ("λₙ/λ₂, two paths", random),
        ]);
        let count = modes.second.iter().map(Vec::len).min().unwrap_or(0);
        let rows = (0..count).map(|node| {
            let entries = modes.second.each_ref().map(|mode| mode[node]);
            std::iter::once(node as f64 + 1.0).chain(entries)
        });
        let heads = ["node", NAMES[0], NAMES[1], NAMES[2], NAMES[3]];
        Drawing::new(
            "An eigenvector of each of four graphs",
            description,
            readings,
            Table::new(&heads, rows),
            |area| self.plot(modes, area),
        )
    }
}

/// Where a node of the graph `which` is drawn: the grid as it is, the others
/// around a circle that is open at the bottom.
pub fn node(which: usize, node: usize) -> [f64; 2] {
    let middle = [[2.0, 4.4], [6.0, 4.4], [2.0, 1.35], [6.0, 1.35]][which];
    let at = match which {
        2 => {
            let along = |k: usize| 0.4 * (k as f64 - 2.5);
            [along(node / 6), along(node % 6)]
        }
        _ => {
            let turn = (node as f64 + 0.5) / 36.0 * std::f64::consts::TAU;
            [-1.1 * libm::sin(turn), -1.1 * libm::cos(turn)]
        }
    };
    [middle[0] + at[0], middle[1] + at[1]]
}

impl Graphs {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        modes: &Modes,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let bare = |range| Scale {
            range,
            ticks: Vec::new(),
            name: String::new(),
        };
        let mut plane = Plane::new(area, bare([0.0, 8.0]), bare([0.0, 6.0]))?;
        for (which, mode) in modes.second.iter().enumerate() {
            for &[i, j] in &modes.edges[which] {
                let ends = [node(which, i), node(which, j)];
                plane.lines(&ends, Role::Contour, 0.8)?;
            }
            let most = mode.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
            for (i, entry) in mode.iter().enumerate() {
                // Eight corners for a positive entry, four for a negative.
                let (count, role) = match *entry >= 0.0 {
                    true => (8, Role::Momentum),
                    false => (4, Role::Path),
                };
                let [x, y] = node(which, i);
                let corner = |k: i32| {
                    let turn =
                        f64::from(k) / f64::from(count) * std::f64::consts::TAU;
                    [x + 0.1 * libm::cos(turn), y + 0.1 * libm::sin(turn)]
                };
                let corners: Vec<_> = (0..count).map(corner).collect();
                let share = 0.05 * (20.0 * entry.abs() / most).round();
                plane.fill(&corners, Role::Paper, 1.0)?;
                plane.fill(&corners, role, share)?;
                let rim = [&corners[..], &corners[..1]].concat();
                plane.lines(&rim, role, 0.8)?;
            }
        }
        for (which, name) in NAMES.into_iter().enumerate() {
            let text = format!("{name}: {}", readable(modes.ratios[which]));
            let at = [[2.0, 5.75], [6.0, 5.75], [2.0, 2.7], [6.0, 2.7]][which];
            plane.note_on(&[(0.0, 0.0)], at, &text, Role::Text)?;
        }
        Ok(())
    }
}
