//! What the caption says.

use listings::concise::{SETTINGS, batches};
use listings::figures::Window;
use listings::from_scratch::Settings;
use tests::caption::{assert_caption, shown};

use super::{data, runs};

/// Covers fig:forgotten.
#[test]
fn each_line_is_a_run_with_one_thing_forgotten() {
    let window = Window {
        x: [0.0, 315.0],
        y: [-4.0, 1.0],
    };
    let shown = shown("forgotten");
    let [ours, others @ ..] = runs();
    let [dampened, doubled, shuffled] = ["momentum", "path", "flat"];
    let is = |role: &str, place: usize| {
        let sizes = listings::concise::all_apart(&ours, &others[place]);
        let line = (1..).zip(sizes).filter(|(_, size)| *size > 0.0);
        let line: Vec<_> = line.map(|(t, size)| [f64::from(t), size.log10()]).collect();
        shown.of("polyline", role).iter().any(|drawn| {
            line.iter().all(|at| {
                let at = tests::drawn::place(window, *at);
                let near = drawn.points.iter().map(|p| tests::drawn::distance(*p, at));
                near.fold(f64::INFINITY, f64::min) < 0.15
            })
        })
    };
    let all = is(dampened, 0) && is(doubled, 1) && is(shuffled, 2);
    let data = data();
    let order = |seed| batches(&data, Settings { seed, ..SETTINGS }).unwrap();
    assert_caption(
        "forgotten",
        &[
            ("The largest difference of any parameter", all),
            ("if one thing is forgotten", all),
            ("the optimizer is burn's default", {
                let tau = concise::burn::optim::momentum::MomentumConfig::new().dampening;
                let theirs = concise::trained(&data, SETTINGS, [tau, 0.5]).unwrap();
                super::most_apart(&theirs, &others[0]) < 1e-14 && is(dampened, 0)
            }),
            ("every gradient is twice as large", {
                let whole = concise::trained(&data, SETTINGS, [0.0, 1.0]).unwrap();
                super::most_apart(&whole, &others[1]) < 1e-14 && is(doubled, 1)
            }),
            ("in another order the first weights are still the same", {
                order(1) != order(2) && is(shuffled, 2)
            }),
        ],
    );
}
