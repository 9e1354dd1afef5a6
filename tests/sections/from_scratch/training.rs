//! The listings without a formula beside them: data, epochs, whole runs.

use listings::from_scratch::{
    DROPPED, PRINTED, Settings, first_parameters, last_losses, least_squares, loss, many_seeds,
    orders, standardized, start, synthetic, synthetic_losses, train, train_epoch, trained_path,
};
use listings::from_scratch::{batch_gradient, momentum_update};
use listings::ndarray::{Array1, Axis};
use listings::samples;
use listings::seeded::Seeded;
use listings::statistics::spread;

use super::{diabetes, made, optimum, three};

const USUAL: Settings = Settings {
    eta: 0.005,
    beta: 0.9,
    batch: 10,
    epochs: 3,
    seed: 5,
};

/// Covers lst:regression.
#[test]
fn every_column_has_mean_0_and_variance_1() {
    let data = diabetes();
    assert_eq!(data.rows.dim(), (442, 11));
    let (rows, last) = (&data.rows, data.rows.column(10));
    assert!(last.iter().all(|x| *x == 1.0));
    let columns = rows
        .columns()
        .into_iter()
        .take(10)
        .chain([data.targets.view()]);
    for column in columns {
        // Sums of 442 numbers near 1.
        assert!(column.sum().abs() < 1e-11);
        assert!((column.dot(&column) / 442.0 - 1.0).abs() < 1e-12);
    }
    // The same order of the samples, and no sign turned.
    let raw = samples::diabetes().unwrap();
    for j in 0..10 {
        let (raw, unit) = (raw.features.column(j), rows.column(j));
        let scale = (raw[1] - raw[0]) / (unit[1] - unit[0]);
        assert!(scale > 0.0 || raw[1] == raw[0]);
        let straight = |i: usize| raw[i] - raw[0] - scale * (unit[i] - unit[0]);
        assert!(raw[1] == raw[0] || (0..442).all(|i| straight(i).abs() < 1e-9 * scale.max(1.0)));
    }
    let mut level = raw;
    level.features.index_axis_mut(Axis(1), 3).fill(0.1);
    let refusal = standardized(&level).unwrap_err().to_string();
    let told = "the standard deviation of a column is 0; it must be ";
    assert!(refusal.starts_with(told), "{refusal}");
}

/// The published values of these data.
#[test]
fn the_optimum_is_the_known_one() {
    assert!((optimum() - 0.24113).abs() < 5e-6);
    assert!((1.0 - 2.0 * optimum() - 0.51775).abs() < 5e-6);
    // The bias of standardized data is 0, and every run ends near it.
    assert!(least_squares(diabetes()).unwrap()[10].abs() < 1e-12);
    for seed in 0..20 {
        let settings = Settings {
            epochs: 7,
            seed,
            ..USUAL
        };
        assert!(train(diabetes(), settings, |_| ()).unwrap().w[10].abs() < 0.1);
    }
    let nothing = Array1::zeros(11);
    assert!((loss(diabetes(), &nothing) - 0.5).abs() < 1e-12);
}

/// Covers lst:start, lst:train_epoch, lst:train.
#[test]
fn an_epoch_takes_every_row_once_and_steps_after_each_batch() {
    let data = diabetes();
    let run = train(data, USUAL, |_| ()).unwrap();
    let path = trained_path(data, USUAL).unwrap();
    // 44 batches of ten and one of two.
    assert_eq!(path.len(), 3 * 45);
    assert_eq!(run.w, path[path.len() - 1]);
    // The run by hand, from what is public.
    let (mut w, mut v) = (first_parameters(data, 5), Array1::zeros(11));
    let small = w.iter().all(|w| w.abs() < 0.05) && w[10] == 0.0;
    assert!(small && w.iter().filter(|w| **w == 0.0).count() == 1);
    let (mut losses, mut steps) = (vec![loss(data, &w)], path.iter());
    for order in orders(data, USUAL).unwrap() {
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..442));
        let moved = order.iter().enumerate().filter(|(i, row)| i != *row);
        assert!(moved.count() > 400);
        for batch in order.chunks(10) {
            let mut g = Array1::zeros(11);
            batch_gradient(data, batch, &w, &mut g);
            momentum_update(&mut w, &mut v, &g, [0.005, 0.9]);
            assert_eq!(Some(&w), steps.next());
        }
        losses.push(loss(data, &w));
    }
    assert_eq!(run.losses, losses);
    let orders = orders(data, USUAL).unwrap();
    assert!(orders[0] != orders[1] && orders[1] != orders[2]);
    // Another seed is another run, and the same seed the same.
    assert_ne!(
        trained_path(data, Settings { seed: 6, ..USUAL }).unwrap(),
        path
    );
    assert_eq!(trained_path(data, USUAL).unwrap(), path);
    // The weights of a start have the deviation that was asked for.
    let mut squares = 0.0;
    for seed in 0..400 {
        let state = start(data, 0.5, Seeded::new(seed));
        squares += state.w.dot(&state.w) / 4000.0;
        assert!(state.v.iter().all(|v| *v == 0.0));
    }
    // 4000 squares: the standard error is √(2/4000), 2 percent.
    assert!((squares / 0.25 - 1.0).abs() < 0.1, "{squares}");
    let mut state = start(data, 0.01, Seeded::new(5));
    let mut count = 0;
    train_epoch(data, [0.005, 0.9], 442, &mut state, |_| count += 1);
    assert_eq!(count, 1);
}

#[test]
fn settings_out_of_range_are_refused() {
    for (settings, argument) in [
        (
            Settings {
                eta: f64::NAN,
                ..USUAL
            },
            "eta",
        ),
        (Settings { eta: -1.0, ..USUAL }, "eta"),
        (Settings { beta: 1.0, ..USUAL }, "beta"),
        (Settings { batch: 0, ..USUAL }, "batch"),
        (
            Settings {
                batch: 443,
                ..USUAL
            },
            "batch",
        ),
    ] {
        let refusal = train(diabetes(), settings, |_| ()).unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
    // A run that diverges is a result.
    let wild = Settings {
        eta: 100.0,
        epochs: 9,
        ..USUAL
    };
    let run = train(diabetes(), wild, |_| ()).unwrap();
    assert!(run.losses[1] > 1e6 && !run.losses[9].is_finite());
}

/// Covers lst:many_seeds.
#[test]
fn the_medians_are_those_of_another_implementation() {
    let runs = many_seeds(diabetes(), USUAL, 3).unwrap();
    for (i, losses) in runs.iter().enumerate() {
        let settings = Settings {
            seed: i as u64 + 1,
            ..USUAL
        };
        assert_eq!(*losses, train(diabetes(), settings, |_| ()).unwrap().losses);
    }
    let last = last_losses(diabetes(), [0.01, 0.9], 10, 3).unwrap();
    assert_eq!(last, three()[1][..3]);
    // NumPy with its own seeds found these medians. The standard error of a
    // median of 100 is an eighth of the standard deviation, here at most
    // 0.005: four of them are far less than a forgotten half would shift.
    for (ends, known) in three().iter().zip([0.2445, 0.2486, 0.2442]) {
        assert!((spread(ends)[1] - known).abs() < 6e-4, "{known}");
        assert!(ends.iter().all(|loss| *loss > optimum()));
    }
}

/// Covers lst:synthetic.
#[test]
fn synthetic_data_have_their_weights_and_their_noise() {
    let data = synthetic(&mut Seeded::new(1));
    assert_eq!(data.rows.dim(), (1000, 3));
    let weights: Array1<f64> = Array1::from(vec![2.0, -3.4, 4.2]);
    // A mean of 1000 squares: its relative standard error is √(2/1000).
    let floor = loss(&data, &weights) / (0.5 * 0.01 * 0.01);
    assert!((floor - 1.0).abs() < 0.18, "{floor}");
    for j in [0, 1] {
        let column = data.rows.column(j);
        assert!((column.dot(&column) / 1000.0 - 1.0).abs() < 0.18);
        assert!(column.dot(&data.rows.column(1 - j)).abs() / 1000.0 < 0.13);
    }
    assert!(data.rows.column(2).iter().all(|x| *x == 1.0));
    // Other seeds, other data; and the known medians over 2000 data sets. Of
    // 100 the median is uncertain by a factor 2 after the first epoch, which
    // spreads over two powers of ten, and by less after the others.
    assert_ne!(synthetic_losses(1, DROPPED), synthetic_losses(2, DROPPED));
    for ((losses, known), factor) in made()
        .iter()
        .zip([3.2e-3, 7.2e-5, 5.1e-5])
        .zip([2.0, 1.15, 1.02])
    {
        let found = spread(losses)[1] / known;
        assert!(1.0 / factor < found && found < factor, "{found}");
    }
    assert_eq!(PRINTED, [3.4819e-4, 6.6014e-5, 5.0524e-5]);
}
