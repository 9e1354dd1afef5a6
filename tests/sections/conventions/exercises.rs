//! "Try".

use listings::conventions::{CONSTANT, Form, convert, settings};
use listings::figures::Figure;
use listings::figures::conventions::{Forms, RateDrop, typed};

use super::{dampened, in_valley};

/// Covers ex:ported.
#[test]
fn the_first_step_was_ten_times_as_long() {
    let s = settings(0.1, 0.9);
    let first = |form, s| {
        let path = in_valley(form, s, CONSTANT, 1);
        path[1][0] - path[0][0]
    };
    let old = first(Form::Torch, dampened(s, 0.9));
    let ported = first(Form::Average, s);
    assert!((old / ported - 10.0).abs() < 1e-12);
    // Both are in the figure, with these numbers.
    let figure = Forms {
        numbers: 0,
        ..Forms::default()
    };
    let [_, _, average, other] = figure.data().unwrap();
    assert!((other[1][0] - other[0][0] - old).abs() < 1e-15);
    assert!((average[1][0] - average[0][0] - ported).abs() < 1e-15);
    let away = |path: &[[f64; 2]]| (path[1][0] - path[0][0]).hypot(path[1][1] - path[0][1]);
    assert!((away(&other) / away(&average) - 10.0).abs() < 1e-12);
}

/// Covers ex:carried.
#[test]
fn a_tenth_of_the_velocity_is_kept() {
    let apart = |keep: f64| {
        let figure = RateDrop {
            keep,
            ..RateDrop::default()
        };
        let [torch, keras, _] = figure.data().unwrap();
        let pairs = torch.iter().zip(&keras);
        pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
    };
    let reads_the_same = |keep: f64| {
        let figure = RateDrop {
            keep,
            ..RateDrop::default()
        };
        let read = figure.drawing(&figure.data().unwrap()).unwrap().readout;
        read[0].value == read[1].value
    };
    assert!(reads_the_same(0.1) && !reads_the_same(0.09) && !reads_the_same(0.11));
    let steps = (0..=100).map(|i| f64::from(i) / 100.0);
    let best = steps.min_by(|a, b| apart(*a).total_cmp(&apart(*b)));
    assert_eq!(best, Some(0.1));
    assert!(apart(0.1) < 1e-12 && apart(0.11) > 0.05 && apart(1.0) > 5.0);
}

/// Covers ex:own-numbers.
#[test]
fn the_step_size_is_a_twentieth() {
    let s = settings(1.0, 0.95);
    let own = convert(Form::Average, Form::Torch, &s).unwrap();
    assert!((own.lr - 0.05).abs() < 1e-15);
    let figure = Forms {
        numbers: 3,
        eta: 1.0,
        beta: 0.95,
        ..Forms::default()
    };
    assert_eq!(typed(&figure)[0].1.lr, own.lr);
    let drawing = figure.drawing(&figure.data().unwrap()).unwrap();
    assert_eq!(drawing.readout[0].value, "η 0.05000");
}
