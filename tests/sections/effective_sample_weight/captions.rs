//! What the captions say.

use listings::effective_sample_weight::{
    newest_share, noisy_velocities, sample_variance, standard_error, total_weight,
    velocity_variance,
};
use listings::figures::Window;
use listings::figures::plane::numbered;
use listings::leaky_averages::{effective_size, half_life, leaky_sum};
use tests::caption::{assert_caption, shown};

/// Covers fig:constant-gradient.
#[test]
fn the_velocity_grows_to_its_limit() {
    let shown = shown("constant-gradient");
    let window = Window {
        x: [0.0, 60.0],
        y: [0.0, 12.0],
    };
    let velocities = leaky_sum(&[1.0; 60], 0.9).unwrap();
    let limit = total_weight(0.9);
    let line = numbered(&velocities);
    let marks = [1.0 - (-1.0_f64).exp(), 0.99]
        .map(|share| *line.iter().find(|at| at[1] >= share * limit).unwrap());
    let radius = |role| shown.of("circle", role)[0].radius;
    let large = radius("start") > 1.5 * radius("momentum");
    let left = limit - velocities[60];
    assert_caption(
        "constant-gradient",
        &[
            (
                "The velocity on a constant slope",
                shown.passes("polyline", "momentum", window, &line),
            ),
            ("counted in gradients", velocities[..2] == [0.0, 1.0]),
            (
                "It grows toward",
                velocities.is_sorted() && left > 0.0 && left < 0.02 * limit,
            ),
            ("The large dots are the first steps that have at least", {
                large
                    && shown.of("circle", "start").len() == 2
                    && shown.passes("circle", "start", window, &marks)
            }),
        ],
    );
}

/// Covers fig:weights.
#[test]
fn the_weights_and_the_shares_of_the_younger_are_drawn() {
    let shown = shown("weights");
    let window = Window {
        x: [0.0, 40.0],
        y: [0.0, 1.15],
    };
    let weights: Vec<f64> = (0..=40).map(|age| 0.9_f64.powi(age)).collect();
    let share = |age: usize| weights[..age].iter().sum::<f64>() / total_weight(0.9);
    let shares: Vec<f64> = (0..=40).map(share).collect();
    let marked = |age: f64| {
        let place = [age, newest_share(0.9, age)];
        shown.passes("circle", "start", window, &[place])
    };
    assert_caption(
        "weights",
        &[
            (
                "The weights in a velocity",
                shown.passes("circle", "momentum", window, &numbered(&weights)),
            ),
            ("the share of all weight that younger gradients carry", {
                shown.passes("polyline", "flat", window, &numbered(&shares))
            }),
            (
                "Marked are the shares within the half-life",
                marked(half_life(0.9)),
            ),
            ("the total weight", marked(total_weight(0.9))),
            ("the effective size", marked(effective_size(0.9))),
        ],
    );
}

/// Covers fig:velocity-noise.
#[test]
fn the_simulation_lies_within_its_errors() {
    let shown = shown("velocity-noise");
    let error = 2.0 * standard_error(200);
    let streams = noisy_velocities(1, 0.9, 200, 30).unwrap();
    let at = |step: usize| sample_variance(&streams.iter().map(|v| v[step]).collect::<Vec<_>>());
    let measured: Vec<f64> = (0..=30).map(at).collect();
    let expected: Vec<f64> = (0..=30).map(|step| velocity_variance(0.9, step)).collect();
    let highest = measured
        .iter()
        .copied()
        .fold((1.0 + error) * expected[30], f64::max);
    let window = Window {
        x: [0.0, 30.0],
        y: [0.0, 1.15 * highest],
    };
    let band = |factor: f64| {
        let edge: Vec<f64> = expected.iter().map(|v| factor * v).collect();
        shown.passes("polyline", "contour", window, &numbered(&edge))
    };
    let level = &shown.of("polyline", "path")[0].points;
    let level = level.iter().all(|at| at[1] == level[0][1]);
    let one = shown.passes("polyline", "path", window, &[[0.0, 1.0], [30.0, 1.0]]);
    let dots = shown.passes("circle", "momentum", window, &numbered(&measured));
    let thin = shown.is_thinner("contour", "optimum");
    assert_caption(
        "velocity-noise",
        &[
            ("The variance of the velocity", dots),
            (": dots", dots && shown.of("circle", "momentum").len() == 31),
            ("The line through them is the formula", {
                shown.passes("polyline", "optimum", window, &numbered(&expected))
            }),
            ("the horizontal line a single gradient", level && one),
            (
                "The thin lines lie two standard errors of the simulation,",
                thin,
            ),
            ("above and below", band(1.0 + error) && band(1.0 - error)),
        ],
    );
}
