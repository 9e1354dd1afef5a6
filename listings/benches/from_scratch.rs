//! How fast the listings of "Implementation from scratch" are, on one core:
//! `cargo xtask bench` runs this too.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use listings::from_scratch::{Regression, momentum_update, start, train_epoch};
use listings::ndarray::{Array1, Array2};
use listings::seeded::Seeded;

/// The longest that an epoch may take, in milliseconds.
const EPOCH: f64 = 0.1;
/// The least bandwidth of the update, as a share of that of axpy.
const SHARE: f64 = 0.9;
/// The number of parameters of the update: 40 MB each array, more than any
/// cache holds.
const PARAMETERS: usize = 10_000_000;

fn main() -> ExitCode {
    let epoch = epoch();
    println!(
        "one epoch of 1500 × 5 in batches of 10: {epoch:.4} ms (at most {EPOCH} ms)"
    );
    let [update, axpy, share] = bandwidths();
    println!(
        "one update of {PARAMETERS} f32 parameters: {update:.1} GB/s, {:.0} % of the {axpy:.1} GB/s of \
         y ← y + s·x (at least {:.0} %)",
        100.0 * share,
        100.0 * SHARE,
    );
    if epoch <= EPOCH && share >= SHARE {
        ExitCode::SUCCESS
    } else {
        eprintln!("the from-scratch training is slower than it must be");
        ExitCode::FAILURE
    }
}

/// How long it takes, in seconds.
fn seconds(mut run: impl FnMut()) -> f64 {
    let begin = Instant::now();
    run();
    begin.elapsed().as_secs_f64()
}

/// The median time of an epoch, in milliseconds.
fn epoch() -> f64 {
    let mut random = Seeded::new(1);
    let features = random.gaussians(1500 * 5);
    let entry = |(i, j)| if j < 5 { features[5 * i + j] } else { 1.0 };
    let data = Regression {
        rows: Array2::from_shape_fn((1500, 6), entry),
        targets: random.gaussians(1500).into(),
    };
    let mut state = start(&data, 0.01, random);
    let times = [(); 301].map(|()| {
        1e3 * seconds(|| {
            train_epoch(&data, [0.005, 0.9], 10, &mut state, |_| ());
        })
    });
    black_box(&state.w);
    median(times)
}

/// The bandwidth of the update and that of y ← y + s·x in GB/s, and the first as
/// a share of the second: medians of rounds that run one right after the
/// other, because the machine has other things to do too.
fn bandwidths() -> [f64; 3] {
    let array = |scale: f32| {
        let entry = |i: usize| scale * (i % 7) as f32;
        Array1::from_shape_fn(PARAMETERS, entry)
    };
    let [mut w, mut v, g, mut y] = [0.5, 0.25, 1e-3, 2.0].map(array);
    let size = (size_of::<f32>() * PARAMETERS) as f64 / 1e9;
    let rounds = [(); 61].map(|()| {
        // Read w, v and g, written w and v; read x and y, written y.
        let update = || momentum_update(&mut w, &mut v, &g, [1e-3, 0.9]);
        let update = 5.0 * size / seconds(update);
        let axpy = 3.0 * size / seconds(|| y.scaled_add(1e-3, &g));
        [update, axpy, update / axpy]
    });
    black_box((&w, &v, &y));
    [0, 1, 2].map(|i| median(rounds.map(|round| round[i])))
}

fn median<const N: usize>(mut numbers: [f64; N]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[N / 2]
}
