//! What the captions say.

use listings::colorization::{Cell, colors_after, ends, four_graphs, four_rooms};
use listings::figures::Window;
use listings::figures::colorization::{Graphs, node, small_rooms};
use listings::figures::{Drawing, Figure};
use listings::optimal_parameters::best_pair;
use tests::caption::{assert_caption, shown};
use tests::drawn::{distance, place};

use super::figures::{FULL, SMALL, corner, is_shade, pictures, share};

/// Covers fig:ink.
#[test]
fn the_small_rooms_are_shown_with_momentum() {
    let shown = shown("ink");
    let rooms = listings::colorization::coloring([16, 12], 0.1, small_rooms);
    let colors = colors_after(&rooms, best_pair(ends(&rooms)), 100).unwrap();
    let middle = |at: [usize; 2]| at.map(|k| k as f64 + 0.5);
    let here = |at| share(&shown.all, "momentum", SMALL, middle(at));
    let right = rooms
        .places
        .iter()
        .zip(&colors)
        .all(|(at, color)| is_shade(here(*at), *color));
    let first = here([0, 9]);
    let walls = (0..192).map(|i| [i / 12, i % 12]).all(|at| {
        let gray = share(&shown.all, "contour", SMALL, middle(at)) == 1.0;
        gray == (small_rooms(at) == Cell::Wall)
    });
    let seed = shown.of("polygon", "start");
    let on_corner = seed
        .iter()
        .all(|seed| seed.points.len() == 4 && seed.points[0][0] != seed.points[1][0]);
    assert_caption(
        "ink",
        &[
            ("Four small rooms", rooms.places.len() == 4 * 35 + 6),
            ("after 100 steps of momentum", right),
            (
                "Gray is wall",
                walls && shown.of("polygon", "contour")[0].color == "gray",
            ),
            (
                "a diamond is a seed",
                on_corner && seed.len() == rooms.seeds.len(),
            ),
            (
                "the stronger its orange, the more color a pixel has",
                right
                    && first > here([15, 0])
                    && here([15, 0]) > 0.0
                    && shown.of("polygon", "momentum")[0].color == "orange",
            ),
        ],
    );
}

/// Covers fig:rooms.
#[test]
fn the_full_rooms_are_shown_four_times() {
    let shown = shown("rooms");
    let rooms = four_rooms(0.1);
    let pictures = pictures();
    let right = |picture: usize| {
        let colors = &pictures[picture];
        let role = ["path", "momentum"][picture % 2];
        let [left, bottom] = corner(picture);
        rooms.places.iter().zip(colors).all(|(at, color)| {
            let at = [left + at[0] as f64 + 0.5, bottom + at[1] as f64 + 0.5];
            is_shade(share(&shown.all, role, FULL, at), *color)
        })
    };
    let inside = |from: usize, to: usize| {
        rooms
            .places
            .iter()
            .filter(|at| (from..to).contains(&at[0]))
            .count()
    };
    let square = [0, 32, 64, 96]
        .iter()
        .all(|room| inside(*room, room + 16) == 256);
    let corridors = [16, 48, 80]
        .iter()
        .all(|door| inside(*door, door + 16) == 32);
    let left = rooms.seeds.iter().all(|i| rooms.places[*i][0] == 0);
    // The best pair has the smallest radius of all; a test of its section.
    assert_caption(
        "rooms",
        &[
            ("Four rooms of 16 by 16 pixels", square),
            ("corridors of 16 by 2 between them", corridors),
            ("two seeds at the left wall", left && rooms.seeds.len() == 2),
            (
                "gradient descent with its best step size",
                right(0) && right(2),
            ),
            ("momentum with the best pair", right(1) && right(3)),
            (
                "after 200 steps and after 1000",
                shown
                    .of("text", "text")
                    .iter()
                    .filter(|t| t.text == "200" || t.text == "1000")
                    .count()
                    == 4,
            ),
        ],
    );
}

/// Covers fig:graphs.
#[test]
fn the_graphs_are_colored_by_their_slowest_mode() {
    let shown = shown("graphs");
    let window = Window {
        x: [0.0, 8.0],
        y: [0.0, 6.0],
    };
    let [path, chords, grid, random] = four_graphs();
    let drawing: Drawing = Graphs {}.drawing(&Graphs {}.data().unwrap()).unwrap();
    let entries = &drawing.table.numbers;
    // The two ends are the lowest nodes, beside the gap.
    let ends = [node(0, 0), node(0, 35)];
    let middle = [2.0, 4.4];
    let bent = (0..36).all(|i| (distance(node(0, i), middle) - 1.1).abs() < 1e-9);
    let open = (1..35).all(|i| node(0, i)[1] > ends[0][1] + 0.01);
    let in_path = |edges: &[[usize; 2]]| path.iter().all(|edge| edges.contains(edge));
    let corners = |role: &str, count: usize| {
        let all = shown.of("polygon", role);
        all.iter().all(|polygon| polygon.points.len() == count)
    };
    let mut darker = true;
    for which in 0..4 {
        let most = entries
            .iter()
            .fold(0.0, |most: f64, row| most.max(row[which + 1].abs()));
        for (i, row) in entries.iter().enumerate() {
            let entry = row[which + 1];
            let role = if entry >= 0.0 { "momentum" } else { "path" };
            let here = share(&shown.all, role, window, node(which, i));
            darker &= is_shade(here, entry.abs() / most);
        }
    }
    let near = |which: usize| {
        let lines = shown.of("polyline", "contour");
        let [a, b] = [node(which, 0), node(which, 1)].map(|at| place(window, at));
        lines
            .iter()
            .any(|line| distance(line.points[0], a) < 0.15 && distance(line.points[1], b) < 0.15)
    };
    assert_caption(
        "graphs",
        &[
            ("Four graphs of 36 nodes", entries.len() == 36),
            ("a path, bent to a circle", bent && near(0)),
            ("stays open at the bottom", open && !path.contains(&[0, 35])),
            (
                "the path with three chords",
                in_path(&chords) && chords.len() == path.len() + 3,
            ),
            ("a grid", grid.len() == 60 && near(2)),
            (
                "a second path through the same nodes in a random order",
                in_path(&random) && random.len() > 60 && random.len() <= 70,
            ),
            ("is its entry of an eigenvector of $\\lambda_2$", darker),
            (
                "orange circles for positive entries",
                corners("momentum", 8) && shown.of("polygon", "momentum")[0].color == "orange",
            ),
            (
                "blue diamonds for negative ones",
                corners("path", 4) && shown.of("polygon", "path")[0].color == "blue",
            ),
            ("the stronger the larger", darker),
        ],
    );
}
