//! What the figure shows.

use listings::concise::all_apart;
use listings::figures::concise::Forgotten;
use listings::figures::{Figure, Window};
use tests::drawn::{assert_drawn, elements};

use super::{run, runs};

/// Covers fig:forgotten.
#[test]
fn the_differences_are_drawn() {
    let window = Window {
        x: [0.0, 315.0],
        y: [-4.0, 1.0],
    };
    let figure = Forgotten::default();
    let data = figure.data().unwrap();
    let [ours, others @ ..] = runs();
    let wanted = others.map(|other| all_apart(&ours, &other));
    assert_eq!(
        [&data.dampened, &data.doubled, &data.shuffled],
        wanted.each_ref()
    );
    let drawing = figure.drawing(&data).unwrap();
    for (sizes, role) in wanted.iter().zip(["momentum", "path", "flat"]) {
        let seen = (1..).zip(sizes).filter(|(_, size)| **size > 0.0);
        let line: Vec<_> = seen.map(|(t, size)| [f64::from(t), size.log10()]).collect();
        assert_drawn(&drawing, role, window, &line);
    }
    for name in ["dampening", "no half", "another order"] {
        assert!(elements(&drawing).iter().any(|e| e.text == name), "{name}");
    }
    // Other settings change ours too.
    let figure = Forgotten {
        eta: 0.01,
        beta: 0.5,
        tau: 0.5,
    };
    let wanted = all_apart(&run(1, [0.01, 0.5, 0.0]), &run(1, [0.01, 0.5, 0.5]));
    assert_eq!(figure.data().unwrap().dampened, wanted);
}
