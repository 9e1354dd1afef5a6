//! What the figures show.

use listings::colorization::{
    coloring, colors_after, conditioning, ends, four_graphs, four_rooms, laplacian,
};
use listings::figures::colorization::{Graphs, Ink, Inked, Rooms, node, small_rooms};
use listings::figures::{Drawing, Figure, Window, find};
use listings::ill_conditioned_problem::best_step;
use listings::optimal_parameters::best_pair;
use tests::drawn::{Element, distance, elements, of, place};
use tests::printed::figure;

/// The part of the plane of the small rooms.
pub(super) const SMALL: Window = Window {
    x: [0.0, 16.0],
    y: [0.0, 12.0],
};

/// The part of the plane of the full rooms.
pub(super) const FULL: Window = Window {
    x: [-4.0, 116.0],
    y: [0.0, 90.0],
};

/// The share of color of this role over a place; 0 where there is none.
pub(super) fn share(all: &[Element], role: &str, window: Window, at: [f64; 2]) -> f64 {
    let polygons = of(all, "polygon", role).into_iter();
    let over = polygons.filter(|element| element.covers(place(window, at)));
    let found: Vec<f64> = over.map(|element| element.share).collect();
    assert!(found.len() < 2, "two colors at {at:?}");
    found.first().copied().unwrap_or(0.0)
}

/// Whether a share is the color in twenty shades.
pub(super) fn is_shade(share: f64, color: f64) -> bool {
    // Half a shade, and what the roundings of a color near the middle are.
    (share - color.clamp(0.0, 1.0)).abs() < 0.025 + 1e-9
}

/// Where the lower left corner of a picture of the full rooms is.
pub(super) fn corner(picture: usize) -> [f64; 2] {
    [0.0, 22.4 * (3 - picture) as f64 + 0.4]
}

/// Covers fig:ink.
#[test]
fn every_pixel_of_the_small_rooms_has_its_color() {
    let rooms = coloring([16, 12], 0.1, small_rooms);
    let bounds = ends(&rooms);
    for (decades, momentum) in [(2.0, 1), (2.0, 0), (0.0, 1), (1.3, 0), (3.0, 1), (2.6, 1)] {
        let figure = Ink {
            decades,
            momentum,
            painted: String::new(),
        };
        let inked = figure.data().unwrap();
        let steps = 10_f64.powf(decades).round() as usize;
        assert_eq!((inked.steps, inked.ends), (steps, bounds));
        let parameters = [[best_step(bounds), 0.0], best_pair(bounds)];
        for (colors, parameters) in inked.colors.iter().zip(parameters) {
            assert_eq!(
                *colors,
                colors_after(&rooms, parameters, steps).unwrap().to_vec()
            );
        }
        let drawing = figure.drawing(&inked).unwrap();
        let all = elements(&drawing);
        let role = ["path", "momentum"][momentum];
        for at in (0..192).map(|i| [i / 12, i % 12]) {
            let middle = at.map(|k| k as f64 + 0.5);
            let pixel = rooms.places.iter().position(|other| *other == at);
            let wall = share(&all, "contour", SMALL, middle);
            assert_eq!(wall, f64::from(u8::from(pixel.is_none())), "{at:?}");
            let color = pixel.map_or(0.0, |i| inked.colors[momentum][i]);
            assert!(is_shade(share(&all, role, SMALL, middle), color), "{at:?}");
        }
        assert!(of(&all, "polygon", ["momentum", "path"][momentum]).is_empty());
        let seeds = of(&all, "polygon", "start");
        assert_eq!(seeds.len(), 2);
        for (seed, at) in seeds.iter().zip([[0.5, 8.5], [0.5, 9.5]]) {
            let middle =
                [0, 1].map(|axis| seed.points.iter().map(|point| point[axis]).sum::<f64>() / 4.0);
            assert!(distance(middle, place(SMALL, at)) < 0.15);
        }
        assert_eq!(drawing.readout[0].value, steps.to_string());
        let kappa = bounds[1] / bounds[0];
        for (reading, kappa) in drawing.readout[4..].iter().zip([kappa, kappa.sqrt()]) {
            let count = 1e-3_f64.ln() / ((kappa - 1.0) / (kappa + 1.0)).ln();
            assert_eq!(reading.value, format!("{count:.0}"));
        }
    }
    // Four rooms, and three corridors of two pixels.
    assert_eq!(rooms.places.len(), 4 * 35 + 3 * 2);
    assert_eq!(rooms.edges.len(), 4 * 58 + 3 * 3);
    let (shown, state) = figure("ink");
    let told = find(&shown).unwrap().full_state(&state).unwrap();
    assert_eq!(told, "decades=2&momentum=1&painted=");
}

fn painted(painted: &str) -> (Inked, Drawing) {
    let figure = Ink {
        painted: painted.to_owned(),
        ..Ink::default()
    };
    let inked = figure.data().unwrap();
    let drawing = figure.drawing(&inked).unwrap();
    (inked, drawing)
}

#[test]
fn the_rooms_are_as_the_reader_paints_them() {
    let plain = painted("").0;
    // A hole in the wall between the first room and the last, in two places.
    let (hole, drawing) = painted("dfodgo");
    for at in [[3, 5], [3, 6]] {
        assert!(hole.places.contains(&at) && !hole.walls.contains(&at));
        assert!(plain.walls.contains(&at));
    }
    assert_eq!(hole.places.len(), plain.places.len() + 2);
    let kappa = |inked: &Inked| inked.ends[1] / inked.ends[0];
    assert!(kappa(&hole) < kappa(&plain));
    let all = elements(&drawing);
    assert_eq!(share(&all, "contour", SMALL, [3.5, 5.5]), 0.0);
    assert!(share(&all, "momentum", SMALL, [3.5, 5.5]) > 0.0);
    // What is painted last counts.
    assert_eq!(painted("dfodgodfwdgw").0, plain);
    // A wall in a corridor cuts off the rooms behind it; they stay white.
    let (cut, drawing) = painted("hjw");
    assert_eq!(cut.places.len(), 35);
    let all = elements(&drawing);
    assert_eq!(share(&all, "contour", SMALL, [7.5, 9.5]), 1.0);
    for at in [[8.5, 9.5], [12.5, 9.5], [12.5, 2.5], [2.5, 2.5]] {
        assert_eq!(share(&all, "momentum", SMALL, at), 0.0);
        assert_eq!(share(&all, "contour", SMALL, at), 0.0);
    }
    // A seed behind it colors them again, from both ends of the rooms.
    let seeded = painted("hjwpas").0;
    assert_eq!((seeded.places.len(), seeded.seeds.len()), (145, 3));
    // The seed alone is one mode.
    let alone = painted("aiwajsajsbjwakw").0;
    assert_eq!((alone.places.len(), alone.seeds.len()), (1, 1));
    assert!((kappa(&alone) - 1.0).abs() < 1e-9 && alone.colors[1][0] == 1.0);
    // Without a seed nothing is colored, and the figure says why.
    let (none, drawing) = painted("aioajo");
    assert!(none.places.is_empty() && none.walls == plain.walls);
    assert_eq!(drawing.readout[2].value, "no seed");
    assert_eq!(drawing.readout[5].value, "never");
}

/// The pictures of the full rooms, by hand.
pub(super) fn pictures() -> [Vec<f64>; 4] {
    let rooms = four_rooms(0.1);
    let bounds = ends(&rooms);
    let plain = [best_step(bounds), 0.0];
    let of = |parameters, steps| colors_after(&rooms, parameters, steps).unwrap().to_vec();
    [
        of(plain, 200),
        of(best_pair(bounds), 200),
        of(plain, 1000),
        of(best_pair(bounds), 1000),
    ]
}

fn drawn_rooms() -> (Drawing, [Vec<f64>; 4]) {
    let figure = Rooms::default();
    let data = figure.data().unwrap();
    (figure.drawing(&data).unwrap(), data)
}

/// Covers fig:rooms.
#[test]
fn every_pixel_of_the_full_rooms_has_its_color() {
    let (drawing, data) = drawn_rooms();
    assert_eq!(data, pictures());
    let all = elements(&drawing);
    let places = four_rooms(0.1).places;
    for (picture, colors) in data.iter().enumerate() {
        let [left, bottom] = corner(picture);
        let role = ["path", "momentum"][picture % 2];
        for ([column, row], color) in places.iter().zip(colors) {
            let middle = [left + *column as f64 + 0.5, bottom + *row as f64 + 0.5];
            let share = share(&all, role, FULL, middle);
            assert!(is_shade(share, *color), "{picture} {column} {row}");
        }
    }
    // The walls run between pixels and places without one.
    let lines = of(&all, "polyline", "frame");
    let walls: Vec<_> = lines
        .iter()
        .filter(|line| line.points.len() == 33)
        .collect();
    assert_eq!(walls.len(), 4);
    for (picture, wall) in walls.iter().enumerate() {
        let [left, bottom] = corner(picture);
        for (i, room) in [(0, 0.0), (4, 32.0), (8, 64.0), (12, 96.0)] {
            for (k, at) in [[0.0, 7.0], [0.0, 0.0], [16.0, 0.0], [16.0, 7.0]]
                .iter()
                .enumerate()
            {
                let below = [left + room + at[0], bottom + at[1]];
                let above = [below[0], 2.0 * bottom + 16.0 - below[1]];
                assert!(distance(wall.points[i + k], place(FULL, below)) < 0.15);
                assert!(distance(wall.points[31 - i - k], place(FULL, above)) < 0.15);
            }
        }
        assert_eq!(wall.points[0], wall.points[32]);
    }
    let names: Vec<&str> = ["path", "momentum"]
        .iter()
        .flat_map(|role| of(&all, "text", role))
        .map(|text| text.text.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "gradient descent",
            "gradient descent",
            "momentum",
            "momentum"
        ]
    );
    assert_eq!(figure("rooms").1, "");
}

/// Covers fig:graphs.
#[test]
fn nodes_have_the_color_of_the_second_eigenvector() {
    let drawing = Graphs {}.drawing(&Graphs {}.data().unwrap()).unwrap();
    let all = elements(&drawing);
    let window = Window {
        x: [0.0, 8.0],
        y: [0.0, 6.0],
    };
    let mut edges = of(&all, "polyline", "contour").into_iter();
    for (which, graph) in four_graphs().iter().enumerate() {
        let (ratio, mode) = conditioning(&laplacian(36, graph)).unwrap();
        for [i, j] in graph {
            let line = edges.next().expect("every edge is drawn");
            for (end, at) in line.points.iter().zip([i, j]) {
                assert!(distance(*end, place(window, node(which, *at))) < 0.15);
            }
        }
        let most = mode.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
        for (i, entry) in mode.iter().enumerate() {
            let (role, other) = match *entry >= 0.0 {
                true => ("momentum", "path"),
                false => ("path", "momentum"),
            };
            let at = node(which, i);
            assert!(is_shade(share(&all, role, window, at), entry.abs() / most));
            assert_eq!(share(&all, other, window, at), 0.0);
        }
        let second = &drawing.table.numbers;
        assert!((0..36).all(|i| second[i][which + 1] == mode[i]));
        let texts = of(&all, "text", "text");
        let text = format!(": {}", four_digits(ratio));
        assert!(texts.iter().any(|t| t.text.ends_with(&text)), "{text}");
    }
    assert!(edges.next().is_none());
}

/// A number to four digits.
fn four_digits(x: f64) -> String {
    let decimals = 3 - x.log10().floor() as usize;
    format!("{x:.decimals$}")
}
