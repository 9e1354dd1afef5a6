//! What the captions say.

use listings::figures::{Window, points};
use listings::todays_optimizers::{METHODS, walk};
use tests::caption::{assert_caption, shown};

/// Covers fig:optimizers.
#[test]
fn adams_two_paths_are_drawn_as_the_caption_names_them() {
    let shown = shown("optimizers");
    let window = Window {
        x: [-6.0, 2.0],
        y: [-3.0, 3.0],
    };
    let adam = METHODS[3];
    let path = |angle| points(&walk(adam, [0.5, 0.5], angle, 25).unwrap());
    let [straight, turned] = [path(0.0), path(45.0)];
    let marks = |role, filled: bool| shown.of("circle", role).iter().all(|m| m.filled == filled);
    let on = |role, path: &[[f64; 2]]| shown.passes("circle", role, window, &path[1..]);
    // The same start, so that the turned one turned along.
    let start = straight[0] == turned[0];
    assert_caption(
        "optimizers",
        &[
            ("Adam with $\\eta = 0.5$", adam.name == "Adam"),
            ("25 steps in our valley", straight.len() == 26),
            (
                "(blue discs)",
                on("path", &straight) && marks("path", true) && shown.color("path") == "blue",
            ),
            (
                "in the same valley turned by 45 degrees, start and all",
                start,
            ),
            (
                "(orange rings)",
                on("momentum", &turned)
                    && marks("momentum", false)
                    && shown.color("momentum") == "orange",
            ),
            (
                "Both paths are drawn in the valley's own axes, along the floor and across",
                on("path", &straight) && on("momentum", &turned),
            ),
        ],
    );
}
