//! "Try".

use listings::figures::from_scratch::{Trained, Training, training};
use listings::from_scratch::{
    SETTINGS, Settings, batch_gradient, first_parameters, last_losses, momentum_update, orders,
    trained_path,
};
use listings::ndarray::Array1;
use listings::statistics::{differences, mean_and_error};

use super::{diabetes, three};

/// Covers ex:more-seeds.
#[test]
fn a_thousand_seeds_tell_them_apart() {
    let [first, third] = [0, 2].map(|i| last_losses(diabetes(), SETTINGS[i], 10, 1000).unwrap());
    let [mean, error] = mean_and_error(&differences(&third, &first));
    assert!(mean < -3.0 * error, "{mean} {error}");
    // √10 times smaller than for a hundred, give or take a fifth: rare seeds
    // have large differences.
    let [_, before] = mean_and_error(&differences(&three()[2], &three()[0]));
    assert!((before / error / 10.0_f64.sqrt() - 1.0).abs() < 0.25);
}

/// Covers ex:forgotten-half.
#[test]
fn half_the_step_size_makes_up_for_twice_the_gradient() {
    let data = diabetes();
    let settings = Settings {
        eta: 0.005,
        beta: 0.9,
        batch: 10,
        epochs: 1,
        seed: 1,
    };
    let mut path = trained_path(data, settings).unwrap().into_iter();
    let (mut w, mut v) = (first_parameters(data, 1), Array1::zeros(11));
    for batch in orders(data, settings).unwrap()[0].chunks(10) {
        let mut g = Array1::zeros(11);
        batch_gradient(data, batch, &w, &mut g);
        momentum_update(&mut w, &mut v, &(2.0 * g), [0.005 / 2.0, 0.9]);
        // Twice and half are exact.
        assert_eq!(Some(&w), path.next().as_ref());
    }
}

/// Covers ex:no-peaks.
#[test]
fn seventeen_divides_the_samples() {
    let even: Vec<usize> = (10..=20).filter(|batch| 442 % batch == 0).collect();
    assert_eq!(even, [13, 17]);
    // The loss at the ends of epochs over that of the other places, without
    // the first two epochs.
    let peak = |batch| {
        let [mut ends, mut others] = [Vec::new(), Vec::new()];
        for sample in 0..=50 {
            let p = Training {
                batch,
                eta: 0.05,
                beta: 0.0,
                sample,
            };
            let Trained { curve, optimum } = training(&p).unwrap();
            for [epochs, loss] in curve {
                let list = if epochs.fract() == 0.0 {
                    &mut ends
                } else {
                    &mut others
                };
                if epochs >= 2.0 {
                    list.push(loss - optimum);
                }
            }
        }
        mean_and_error(&ends)[0] / mean_and_error(&others)[0]
    };
    let [uneven, even] = [10, 17].map(peak);
    assert!(
        uneven > 1.5 && (0.8..1.2).contains(&even),
        "{uneven} {even}"
    );
}
