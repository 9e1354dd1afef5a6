//! What the figures show.

use listings::figures::quadratic_functions::{BOWL, Bowl, OwnAxes};
use listings::figures::valley::TURNED_PLANE;
use listings::figures::{Drawing, Figure, find};
use listings::ndarray::arr1;
use listings::quadratic_functions::{from_own, minimizer, minimum, turned_bowl, value};
use tests::drawn::{assert_drawn, distance, draw, elements, of, off_line, place, unplaced};
use tests::printed::figure;
use tests::states::seeded;

use super::START;

/// The level sets are where h has one value: every corner as high as the next.
fn assert_level(drawing: &Drawing, height: impl Fn([f64; 2]) -> f64) {
    let all = elements(drawing);
    let sets = of(&all, "polyline", "contour");
    assert!(sets.len() > 5);
    for set in sets {
        let inside = set.points[1..set.points.len() - 1].iter();
        let heights: Vec<f64> = inside
            .map(|at| height(unplaced(TURNED_PLANE, *at)))
            .collect();
        let least = heights.iter().copied().fold(f64::INFINITY, f64::min);
        let most = heights.iter().copied().fold(0.0, f64::max);
        // A tenth of a unit on the ground, whose slope is at most 4 · 9.
        assert!(most - least < 0.2, "{least} {most}");
    }
}

/// The axis of each own coordinate is a straight line through its points.
fn assert_axes(drawing: &Drawing, on_picture: impl Fn([f64; 2]) -> [f64; 2]) {
    let all = elements(drawing);
    for (role, z) in [("flat", [1.0, 0.0]), ("steep", [0.0, 1.0])] {
        let [axis] = of(&all, "polyline", role)[..] else {
            panic!("{role} is drawn once");
        };
        let [from, to] = axis.points[..] else {
            panic!("an axis is straight");
        };
        for point in [[0.0, 0.0], z] {
            let on = place(TURNED_PLANE, on_picture(point));
            assert!(off_line(on, from, to) < 0.15, "{role}");
        }
    }
}

/// Covers fig:bowl, fig:own-axes.
#[test]
fn both_pictures_show_one_run() {
    let h = turned_bowl().unwrap();
    let mut random = seeded(21);
    for case in 0..40 {
        let mut shown = Bowl::default();
        if case > 0 {
            shown.eta = random.between(0.01, 0.5);
            shown.beta = random.between(0.0, 0.99);
            shown.start = [random.between(-6.0, 6.0), random.between(-4.5, 4.5)];
        }
        let Bowl { eta, beta, start } = shown;
        let own = OwnAxes { eta, beta, start };
        let (given, split) = (shown.data().unwrap(), own.data().unwrap());
        assert_eq!(given.path.len(), split.path.len());
        for (t, (x, z)) in given.path.iter().zip(&split.path).enumerate() {
            let back = from_own(&h, &arr1(z));
            // Twenty steps that may grow, beside the size of what has grown.
            let size = 1.0 + x[0].abs().max(x[1].abs());
            assert!(distance(*x, [back[0], back[1]]) < 1e-10 * size, "{t} {x:?}");
            let loss = value(&h, &arr1(x)) - minimum(&h);
            assert!((given.losses[t] - loss).abs() <= 1e-12 * (1.0 + loss.abs()));
            assert!((split.losses[t] - loss).abs() < 1e-9 * size * size, "{t}");
        }
        let drawings = [shown.drawing(&given).unwrap(), own.drawing(&split).unwrap()];
        assert_drawn(&drawings[0], "momentum", TURNED_PLANE, &given.path);
        assert_drawn(&drawings[1], "momentum", TURNED_PLANE, &split.path);
        for (drawing, path) in drawings.iter().zip([&given.path, &split.path]) {
            let all = elements(drawing);
            if TURNED_PLANE.contains(path[0]) {
                let start = of(&all, "circle", "start")[0].points[0];
                assert!(distance(start, place(TURNED_PLANE, path[0])) < 0.15);
            }
        }
    }
}

/// Covers fig:bowl, fig:own-axes.
#[test]
fn the_axes_of_the_bowl_cross_at_its_minimum_along_its_eigenvectors() {
    let h = turned_bowl().unwrap();
    let at = |z: [f64; 2]| {
        let x = from_own(&h, &arr1(&z));
        [x[0], x[1]]
    };
    assert!(distance(at([0.0, 0.0]), BOWL.origin) < 1e-14);
    assert!(
        minimizer(&h)
            .iter()
            .zip([0.0, 0.0])
            .all(|(at, origin)| *at != origin)
    );
    assert!(
        distance(
            at([1.0, 0.0]),
            [0, 1].map(|i| BOWL.origin[i] + BOWL.along[i])
        ) < 1e-14
    );
    // The handle of the second picture: its frame is the first one, placed.
    let frame = find("own-axes").unwrap().frame.unwrap();
    assert_eq!((frame.x, frame.y), (TURNED_PLANE.x, TURNED_PLANE.y));
    assert_eq!(frame.placed, BOWL);
    let drawing = draw(&Bowl::default());
    assert_level(&drawing, |x| value(&h, &arr1(&x)) - minimum(&h));
    assert_axes(&drawing, at);
    let drawing = draw(&OwnAxes::default());
    assert_level(&drawing, |z| 0.5 * (0.2 * z[0] * z[0] + 4.0 * z[1] * z[1]));
    assert_axes(&drawing, |z| z);
    for (name, follows) in [("bowl", None), ("own-axes", Some("bowl"))] {
        let (shown, state) = figure(name);
        assert_eq!(shown, name);
        let told = format!("eta=0.6&beta=0.5&start={},{}", START[0], START[1]);
        assert_eq!(find(name).unwrap().full_state(&state).unwrap(), told);
        assert_eq!(tests::printed::follows(name).as_deref(), follows);
    }
}
