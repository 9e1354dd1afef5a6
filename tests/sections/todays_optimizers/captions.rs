//! What the captions say.

use listings::figures::{Window, points};
use listings::todays_optimizers::{METHODS, valley_losses, walk};
use tests::caption::{assert_caption, shown};

use super::best;

/// The methods that the race draws, and their roles.
pub const DRAWN: [(usize, &str); 6] = [
    (0, "momentum"),
    (2, "flat"),
    (3, "path"),
    (5, "steep"),
    (6, "optimum"),
    (7, "start"),
];

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
            ("Adam", adam.name == "Adam"),
            ("25 steps in our valley", straight.len() == 26),
            (
                "(blue discs)",
                on("path", &straight) && marks("path", true) && shown.color("path") == "blue",
            ),
            ("turned by 45 degrees, start and all", start),
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

/// Covers fig:tuned-race.
#[test]
fn each_method_of_the_race_has_its_color() {
    let shown = shown("tuned-race");
    let window = Window {
        x: [0.0, 50.0],
        y: [-14.0, 2.0],
    };
    let is = |i: usize, color: &str| {
        let role = DRAWN.iter().find(|drawn| drawn.0 == i).unwrap().1;
        let line = valley_losses(METHODS[i], best(METHODS[i], 45.0), 45.0, 50).unwrap();
        let line = line.iter().enumerate();
        let line: Vec<_> = line.map(|(t, loss)| [t as f64, loss.log10()]).collect();
        let named = shown.of("text", role)[0].text == METHODS[i].name;
        named && shown.passes("polyline", role, window, &line) && shown.color(role) == color
    };
    assert_caption(
        "tuned-race",
        &[
            ("in the valley turned by 45 degrees", is(3, "blue")),
            ("each method with its pair tuned there", is(2, "green")),
            ("momentum (orange)", is(0, "orange")),
            ("RMSprop (green)", is(2, "green")),
            ("Adam (blue)", is(3, "blue")),
            ("Lion (magenta)", is(5, "magenta")),
            ("Muon (black)", is(6, "black")),
            ("Schedule-Free (purple)", is(7, "purple")),
        ],
    );
}
