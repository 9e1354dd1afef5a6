//! "Try".

use listings::figures::Figure;
use listings::figures::scalar_functions::Sequence;

/// Covers ex:quarter-turn.
#[test]
fn roots_whose_sum_is_zero_turn_by_a_quarter_each_step() {
    let beta = 0.5;
    // The sum of the roots is 1 + β − ηλ.
    let answer = 1.0 + beta;
    let turned = (0..=300).map(|n| f64::from(n) / 100.0).filter(|product| {
        let sequence = Sequence {
            at: [*product, beta],
        };
        let run = sequence.data().unwrap().x;
        run.windows(3)
            .all(|x| (x[2] + x[0] / 2.0).abs() < 1e-12 * x[0].abs().max(1e-9))
    });
    assert_eq!(turned.collect::<Vec<_>>(), [answer]);
}
