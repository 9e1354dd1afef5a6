//! "Try".

use listings::colorization::Cell;
use listings::figures::Figure;
use listings::figures::colorization::{Ink, small_rooms};

/// Covers ex:thousand-steps.
#[test]
fn thirty_five_steps_of_momentum_beat_a_thousand_without() {
    let mean = |colors: &[f64]| colors.iter().sum::<f64>() / colors.len() as f64;
    let at = |notch: i32| {
        let decades = f64::from(notch) * 0.05;
        let inked = Ink {
            decades,
            ..Ink::default()
        }
        .data()
        .unwrap();
        (inked.steps, inked.colors.map(|colors| mean(&colors)))
    };
    let (thousand, [plain, _]) = at(60);
    assert_eq!(thousand, 1000);
    let first = (0..=60)
        .map(at)
        .find(|(_, [_, momentum])| *momentum > plain);
    assert_eq!(first.map(|(steps, _)| steps), Some(35));
}

/// Covers ex:third-seed.
#[test]
fn a_seed_in_the_last_room_saves_the_most_steps() {
    let steps = |painted: String| -> f64 {
        let figure = Ink {
            painted,
            ..Ink::default()
        };
        let [low, high] = figure.data().unwrap().ends;
        3.0 * listings::curvature::steps_per_digit((high / low).sqrt()).unwrap()
    };
    // The best of each room, from the first one to the last.
    let best = [[0, 7], [9, 7], [9, 0], [0, 0]].map(|[left, bottom]| {
        let all = (0..35).map(|i| [left + i / 5, bottom + i % 5]);
        all.filter(|at| small_rooms(*at) == Cell::Open)
            .map(|at| {
                let [column, row] = at.map(|k| char::from(b'a' + k as u8));
                steps(format!("{column}{row}s"))
            })
            .fold(f64::INFINITY, f64::min)
    });
    // The readout shows whole numbers: by at least three the last is the best.
    let others = best[..3].iter().copied().fold(f64::INFINITY, f64::min);
    assert!(best[3] < others - 3.0, "{best:?}");
    assert!(others < steps(String::new()));
}
