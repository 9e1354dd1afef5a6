//! What the figures show.

use listings::figures::from_scratch::{
    Ends, Paired, ThreeSettings, Trained, Training, training_on, window,
};
use listings::figures::{Figure, Window};
use listings::from_scratch::{Settings, loss, train, trained_path};
use tests::drawn::{Element, assert_drawn, draw, elements, of};
use tests::printed::figure;

use super::{diabetes, optimum};

/// The planes of the figures over many seeds.
pub const BARS: Window = Window {
    x: [0.0, 8.0],
    y: [0.236, 0.27],
};
pub const ORDER: Window = Window {
    x: [0.0, 100.0],
    y: [-0.02, 0.03],
};

/// The middles of the marks of a role: circles, or squares on their corner.
/// A ring is two circles, of which the one with a line counts.
pub fn middles(all: &[Element], role: &str) -> Vec<[f64; 2]> {
    let marks = all.iter().filter(|e| e.role == role);
    let marks = marks.filter(|e| ["circle", "polygon"].contains(&e.name.as_str()));
    let middle = |e: &Element| {
        let count = e.points.len() as f64;
        [0, 1].map(|i| e.points.iter().map(|point| point[i]).sum::<f64>() / count)
    };
    marks.map(middle).collect()
}

/// Covers fig:training.
#[test]
fn a_run_is_drawn_with_the_smallest_loss() {
    let (shown, state) = figure("training");
    let entry = listings::figures::find(&shown).unwrap();
    let told = "batch=10&eta=0.005&beta=0.9&sample=1";
    assert_eq!(entry.full_state(&state).unwrap(), told);
    for (batch, eta, beta, sample) in [
        (10, 0.005, 0.9, 1),
        (1, 0.001, 0.5, 3),
        (100, 0.1, 0.0, 7),
        (60, 0.01, 0.3, 50),
    ] {
        let figure = Training {
            batch,
            eta,
            beta,
            sample,
        };
        let data = figure.data().unwrap();
        let settings = Settings {
            eta,
            beta,
            batch,
            epochs: 7,
            seed: sample as u64,
        };
        let path = trained_path(diabetes(), settings).unwrap();
        let steps = 442_usize.div_ceil(batch);
        // At most nine points an epoch, evenly spread, its end among them.
        assert_eq!(data.curve.len(), 1 + 7 * steps.min(9));
        for (i, [epochs, drawn]) in data.curve[1..].iter().enumerate() {
            let step = (epochs * steps as f64).round() as usize;
            assert_eq!(*drawn, loss(diabetes(), &path[step - 1]));
            let due = (i + 1) as f64 / steps.min(9) as f64;
            assert!(
                (due..due + 1.0 / steps as f64).contains(&(epochs + 1e-9)),
                "{due} {epochs}"
            );
        }
        let run = train(diabetes(), settings, |_| ()).unwrap();
        assert_eq!(data.curve[0], [0.0, run.losses[0]]);
        assert_eq!(data.curve.last(), Some(&[7.0, run.losses[7]]));
        assert_eq!(data.optimum, optimum());
        let window = window(&data);
        let seen = window.y[0] < optimum() && run.losses[7] < window.y[1];
        assert!(seen && window.y[1] >= window.y[0] + 0.08 - 1e-12);
        let drawing = figure.drawing(&data).unwrap();
        assert_drawn(&drawing, "momentum", window, &data.curve);
        let level = [[0.0, data.optimum], [7.0, data.optimum]];
        assert_drawn(&drawing, "optimum", window, &level);
        let reading = |i: usize| drawing.readout[i].value.clone();
        assert_eq!(reading(0), format!("{:.5}", run.losses[7]));
        assert_eq!(reading(1), "0.24113");
    }
    // A run that leaves the frame at once is said to.
    let wild = Training {
        eta: 0.1,
        beta: 0.99,
        ..Training::default()
    };
    let says = |figure: &Training| {
        let all = elements(&draw(figure));
        all.iter().any(|e| e.text == "the loss is above the frame")
    };
    assert!(says(&wild) && !says(&Training::default()));
    // Other data may be handed over.
    let p = Training::default();
    assert_eq!(training_on(diabetes(), &p), p.data());
    let refusal = training_on(diabetes(), &Training { batch: 0, ..p });
    assert!(refusal.unwrap_err().to_string().starts_with("batch is 0"));
}

/// Covers fig:three-settings, fig:paired.
#[test]
fn settings_are_drawn_with_their_marks_and_names() {
    for (drawing, roles, marks) in [
        // Seven medians and the key.
        (
            draw(&ThreeSettings::default()),
            &["path", "momentum", "flat"][..],
            8,
        ),
        (draw(&Paired::default()), &["momentum", "flat"][..], 100),
    ] {
        let all = elements(&drawing);
        for role in roles {
            assert_eq!(middles(&all, role).len(), marks, "{role}");
            let texts = of(&all, "text", role);
            let name = match *role {
                "path" => "η = 0.02, β = 0.5",
                "momentum" => "η = 0.01, β = 0.9",
                _ => "η = 0.005, β = 0.9",
            };
            assert_eq!(texts.len(), 1, "{role}");
            assert_eq!(texts[0].text, name);
        }
    }
    // Fewer seeds and other batches are computed as asked.
    let few = ThreeSettings {
        batch: 13,
        seeds: 3,
    }
    .data()
    .unwrap();
    let runs = listings::from_scratch::many_seeds(
        diabetes(),
        Settings {
            eta: 0.01,
            beta: 0.9,
            batch: 13,
            epochs: 7,
            seed: 0,
        },
        3,
    );
    let mut fourth: Vec<f64> = runs.unwrap().iter().map(|losses| losses[4]).collect();
    fourth.sort_by(f64::total_cmp);
    assert_eq!(few.spreads[1][3][1], fourth[1]);
    assert_eq!(few.spreads.each_ref().map(Vec::len), [7; 3]);
    let paired = Paired {
        batch: 13,
        seeds: 3,
    }
    .data()
    .unwrap();
    assert!(
        paired
            .iter()
            .all(|line| line.len() == 3 && line.is_sorted())
    );
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    let odd = [1e300, -1e308, f64::INFINITY, f64::NAN];
    for optimum in odd {
        for curve in [vec![], odd.map(|y| [1.0, y]).to_vec()] {
            let trained = Trained { curve, optimum };
            elements(&Training::default().drawing(&trained).unwrap());
        }
        let spreads = [vec![], vec![[optimum; 3]], vec![[f64::NAN; 3]; 2]];
        let ends = Ends { spreads, optimum };
        elements(&ThreeSettings::default().drawing(&ends).unwrap());
        elements(&Paired::default().drawing(&[vec![], odd.to_vec()]).unwrap());
    }
}
