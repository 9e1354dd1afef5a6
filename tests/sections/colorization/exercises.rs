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
fn a_seed_in_the_last_room_saves_a_third_of_the_steps() {
    let steps = |painted: String| -> f64 {
        let figure = Ink {
            painted,
            ..Ink::default()
        };
        let [low, high] = figure.data().unwrap().ends;
        3.0 * listings::curvature::steps_per_digit((high / low).sqrt()).unwrap()
    };
    let now = steps(String::new());
    let all = (0..192).map(|i| [i / 12, i % 12]);
    let good: Vec<[usize; 2]> = all
        .filter(|at| small_rooms(*at) == Cell::Open)
        .filter(|at| {
            let [column, row] = at.map(|k| char::from(b'a' + k as u8));
            steps(format!("{column}{row}s")) <= 2.0 / 3.0 * now
        })
        .collect();
    // There are such places, in the last room and in the corridor before it.
    let in_last = |at: &&[usize; 2]| at[0] < 7 && at[1] < 5;
    assert!(good.iter().filter(in_last).count() > 20);
    assert!(good.iter().all(|[column, row]| *column < 9 && *row < 5));
}
