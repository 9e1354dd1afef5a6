//! What the captions say.

use listings::figures::Window;
use listings::figures::from_scratch::{Training, training, window};
use listings::from_scratch::{Settings, orders, trained_path};
use listings::statistics::{differences, spread};
use tests::caption::{assert_caption, shown};
use tests::drawn::unplaced;

use super::figures::{BARS, ORDER, middles};
use super::{diabetes, optimum, three};

/// Covers fig:training.
#[test]
fn the_orange_line_is_the_loss_of_a_run() {
    let shown = shown("training");
    let p = Training {
        batch: 10,
        eta: 0.005,
        beta: 0.9,
        sample: 1,
    };
    let trained = training(&p).unwrap();
    let window = window(&trained);
    let settings = Settings {
        eta: 0.005,
        beta: 0.9,
        batch: 10,
        epochs: 7,
        seed: 1,
    };
    let path = trained_path(diabetes(), settings).unwrap();
    // Every fifth of the 45 steps of an epoch.
    let losses = path
        .iter()
        .map(|w| listings::from_scratch::loss(diabetes(), w));
    let numbered = (1..).zip(losses).filter(|(t, _)| t % 5 == 0);
    let line: Vec<[f64; 2]> = numbered.map(|(t, y)| [f64::from(t) / 45.0, y]).collect();
    let drawn = shown.passes("polyline", "momentum", window, &line);
    let orders = orders(diabetes(), settings).unwrap();
    let once = orders.len() == 7
        && orders.into_iter().all(|mut order| {
            order.sort_unstable();
            order.into_iter().eq(0..442)
        });
    let level = shown.of("polyline", "optimum")[0];
    let [from, to] = [0, 1].map(|i| unplaced(window, level.points[i])[1]);
    assert_caption(
        "training",
        &[
            ("The loss over all samples", drawn),
            ("(orange)", shown.color("momentum") == "orange"),
            ("in batches of", drawn),
            ("An epoch uses each sample once", once),
            (
                "a batch is what one step sees",
                once && path.len() == 7 * 45,
            ),
            (
                "The black line",
                from == to && shown.color("optimum") == "black",
            ),
            // A tenth of a unit of the picture.
            (
                "is the smallest loss of all",
                (from - optimum()).abs() < 1e-4,
            ),
        ],
    );
}

/// Covers fig:three-settings.
#[test]
fn a_mark_is_a_median_and_a_bar_holds_nine_of_ten() {
    let shown = shown("three-settings");
    let near = |a: f64, b: f64| (a - b).abs() < 1e-4;
    let mut held = [true, true];
    for (i, (role, losses)) in ["path", "momentum", "flat"]
        .into_iter()
        .zip(three())
        .enumerate()
    {
        let [low, median, high] = spread(losses);
        let x = 7.0 + 0.22 * (i as f64 - 1.0);
        let here = |at: &[f64; 2]| (at[0] - x).abs() < 0.02;
        let marks = middles(&shown.all, role);
        let marks = marks.into_iter().map(|at| unplaced(BARS, at));
        held[0] &= marks.filter(here).all(|at| near(at[1], median));
        let bars = shown
            .of("polyline", role)
            .into_iter()
            .map(|line| [0, 1].map(|i| unplaced(BARS, line.points[i])));
        let mut bars = bars.filter(|bar| here(&bar[0]));
        let bar = bars.next().unwrap();
        let inside = losses.iter().filter(|loss| low <= **loss && **loss <= high);
        held[1] &= near(bar[0][1], low) && near(bar[1][1], high) && inside.count() == 90;
    }
    let level = shown.of("polyline", "optimum")[0];
    assert_caption(
        "three-settings",
        &[
            ("The loss after each epoch, for three settings", held[0]),
            ("A mark is the median", held[0]),
            ("its bar holds 90 percent", held[1]),
            ("The black line", shown.color("optimum") == "black"),
            (
                "is the smallest loss",
                near(unplaced(BARS, level.points[0])[1], optimum()),
            ),
        ],
    );
}

/// Covers fig:paired.
#[test]
fn the_differences_stand_in_order() {
    let shown = shown("paired");
    let mut larger = true;
    for (role, i) in [("momentum", 1), ("flat", 2)] {
        let mut line = differences(&three()[i], &three()[0]);
        line.sort_by(f64::total_cmp);
        let marks = middles(&shown.all, role);
        larger &= marks.len() == 100;
        for (place, (at, y)) in marks.into_iter().zip(line).enumerate() {
            let [x, drawn] = unplaced(ORDER, at);
            // A tenth of a unit of the picture.
            larger &= (x - place as f64).abs() < 0.05 && (drawn - y).abs() < 2e-5;
        }
    }
    assert_caption(
        "paired",
        &[
            (
                "How much larger the loss after the last epoch is than with",
                larger,
            ),
            ("and the same seed", larger),
            ("differences of each setting stand in order", larger),
        ],
    );
    let _: Window = ORDER;
}
