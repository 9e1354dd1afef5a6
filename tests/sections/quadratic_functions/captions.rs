//! What the captions say.

use listings::figures::valley::TURNED_PLANE;
use listings::figures::{Entry, find};
use listings::ndarray::arr1;
use listings::quadratic_functions::{from_own, given_run, minimizer, own_run, turned_bowl};
use tests::caption::{assert_caption, shown};
use tests::drawn::{distance, off_line, place, unplaced};

use super::START;

/// Covers fig:bowl, fig:own-axes.
#[test]
fn both_pictures_show_the_run_and_the_axes() {
    let h = turned_bowl().unwrap();
    let pair = |x: &[f64]| [x[0], x[1]];
    let x: Vec<_> = given_run(&h, START, [0.6, 0.5], 20).unwrap();
    let x: Vec<[f64; 2]> = x.iter().map(|[x, _]| pair(&x.to_vec())).collect();
    let z: Vec<_> = own_run(&h, START, [0.6, 0.5], 20).unwrap();
    let z: Vec<[f64; 2]> = z.iter().map(|[z, _]| pair(&z.to_vec())).collect();
    let bowl = shown("bowl");
    let away = minimizer(&h).iter().any(|x| x.abs() > 0.5);
    let at = |z: [f64; 2]| pair(&from_own(&h, &arr1(&z)).to_vec());
    let axes = [("flat", [1.0, 0.0]), ("steep", [0.0, 1.0])];
    let own = axes.iter().all(|(role, z)| {
        let ends = &bowl.of("polyline", role)[0].points;
        let on = [[0.0, 0.0], *z].map(|z| place(TURNED_PLANE, at(z)));
        on.iter().all(|on| off_line(*on, ends[0], ends[1]) < 0.15)
    });
    assert_caption(
        "bowl",
        &[
            (
                "Momentum with",
                bowl.passes("circle", "momentum", TURNED_PLANE, &x[1..]),
            ),
            ("a bowl whose minimum is not at the origin", away),
            ("The two lines are its own axes", own),
        ],
    );
    let split = shown("own-axes");
    // What the first picture shows, turned and moved to the second.
    let marks = bowl.of("circle", "momentum");
    let turned = split.of("circle", "momentum");
    let same = marks.len() == turned.len()
        && marks.iter().zip(&turned).all(|(one, other)| {
            let back = at(unplaced(TURNED_PLANE, other.points[0]));
            // A tenth of a unit of either picture.
            distance(one.points[0], place(TURNED_PLANE, back)) < 0.3
        });
    let along = axes.iter().all(|(role, z)| {
        let ends = &split.of("polyline", role)[0].points;
        let on = [[0.0, 0.0], *z].map(|z| place(TURNED_PLANE, z));
        on.iter().all(|on| off_line(*on, ends[0], ends[1]) < 0.15)
    });
    // Of one state, the same numbers stand in the fields of both.
    let fields = {
        let [one, other] = ["bowl", "own-axes"].map(|name| find(name).unwrap());
        let told = |entry: &Entry| entry.full_state("start=1,-2").unwrap();
        told(&one) == told(&other)
    };
    assert_caption(
        "own-axes",
        &[
            (
                "The same run",
                split.passes("circle", "momentum", TURNED_PLANE, &z[1..]),
            ),
            ("in the bowl's own coordinates", along),
            ("each point is one of the other picture", same),
            ("along these axes", along),
            (
                "The number fields set the start of the other picture",
                fields,
            ),
        ],
    );
}
