//! "Try".

use listings::figures::Figure;
use listings::figures::colorization::Ink;

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
