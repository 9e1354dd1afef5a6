//! The sentences that could be false.

use listings::from_scratch::{
    PRINTED, SETTINGS, least_squares, loss, momentum_update, second_moments, start,
    synthetic_losses, train_epoch,
};
use listings::ndarray::arr1;
use listings::quadratic_functions::eigen;
use listings::seeded::Seeded;
use listings::statistics::{differences, mean_and_error, spread};
use tests::printed::{claim, prints};

use super::{diabetes, made, optimum, quiet, quiet_run, same_step, thirteen, three};

/// The standard deviation of a sample.
fn deviation(sample: &[f64]) -> f64 {
    mean_and_error(sample)[1] * (sample.len() as f64).sqrt()
}

/// Covers claim:seeds-outweigh, claim:second-worse, claim:third-open, claim:take-seeds, claim:sum-seeds.
#[test]
fn seeds_outweigh_settings_and_pairs_tell_one_of_them_apart() {
    let [first, second, third] = three();
    let [low, median, high] = spread(first);
    let outweigh = claim("seeds-outweigh");
    let [apart, bar] = outweigh.numbers();
    let difference = (median - spread(third)[1]).abs();
    assert!(prints(apart, difference, 4) && prints(bar, high - low, 4));
    outweigh.says("After the last epoch the medians of the first and the third setting differ");
    outweigh.says("and the bar of the first alone is");

    let worse = claim("second-worse");
    let [eta, beta, larger, seeds, by, error] = worse.numbers();
    assert_eq!([eta, beta, seeds], [0.01, 0.9, 100.0]);
    let paired = differences(second, first);
    let count = paired.iter().filter(|x| **x > 0.0).count();
    assert_eq!(larger, count as f64);
    let [mean, standard] = mean_and_error(&paired);
    assert!(prints(by, mean, 4) && prints(error, standard, 4));
    worse.holds(&[
        ("the loss is larger for", count > 50),
        ("the loss is smaller for", count < 50),
    ]);
    worse.holds(&[("that is real", mean > 4.0 * standard)]);
    worse.says("in the mean by");
    // Part of the luck cancels.
    let luck = deviation(first).hypot(deviation(second));
    assert!(deviation(&paired) < 0.95 * luck);

    let open = claim("third-open");
    let [eta, beta, by, error, seeds] = open.numbers();
    assert_eq!([eta, beta, seeds], [0.005, 0.9, 100.0]);
    let [mean, standard] = mean_and_error(&differences(third, first));
    assert!(prints(by, -mean, 4) && prints(error, standard, 5));
    open.holds(&[
        ("it is smaller in the mean", mean < 0.0),
        ("it is larger in the mean", mean > 0.0),
    ]);
    let within = mean.abs() < 2.0 * standard;
    open.holds(&[
        ("less than two standard errors", within),
        ("more than two standard errors", !within),
    ]);
    open.holds(&[("do not tell these two apart", within)]);

    let taken = claim("take-seeds").and("sum-seeds");
    taken.holds(&[
        (
            "does not rank settings whose losses differ less than",
            difference < high - low,
        ),
        (
            "does not rank settings whose losses differ more than",
            difference > high - low,
        ),
    ]);
    taken.says("One run with each setting");
    taken.holds(&[("with the same seed, over many seeds, can", count > 80)]);
}

/// Covers claim:effective-decides, claim:largest-step, claim:short-batch, claim:take-step.
#[test]
fn the_effective_step_decides_where_batches_are_even() {
    let [ten, even] = same_step();
    let apart = |medians: &[f64; 3]| {
        let high = medians.iter().copied().fold(f64::MIN, f64::max);
        high - medians.iter().copied().fold(f64::MAX, f64::min)
    };
    let decides = claim("effective-decides");
    let [batch, near, other, far] = decides.numbers();
    assert_eq!([batch, other], [13.0, 10.0]);
    assert!(prints(near, apart(even), 5) && prints(far, apart(ten), 5));
    decides.holds(&[("differ by at most", true), ("differ by at least", false)]);

    let taken = claim("take-step");
    let near = apart(even) < 1e-3 && apart(even) < 0.2 * apart(ten);
    taken.holds(&[
        ("at nearly the same loss", near),
        ("at another loss", !near),
    ]);
    let [first, second, third] = *thirteen();
    let ends = second > first.max(third) + 1e-3;
    taken.holds(&[
        ("one that is twice as large ends higher", ends),
        ("one that is twice as large ends lower", !ends),
        ("one that is half as large ends higher", !ends),
    ]);

    let largest = claim("largest-step");
    let [batch, one, two, three_, close] = largest.numbers();
    assert_eq!(batch, 13.0);
    for (printed, median) in [(one, first), (two, second), (three_, third)] {
        assert!(prints(printed, median, 5));
    }
    largest.holds(&[
        ("the largest effective step ends highest", ends),
        ("the largest effective step ends lowest", !ends),
        ("the smallest effective step ends highest", !ends),
    ]);
    let [step, of_first, of_third] = [1, 0, 2].map(|i| SETTINGS[i][0] / (1.0 - SETTINGS[i][1]));
    // Twice, but for rounding.
    assert!(step > 1.999 * of_first.max(of_third));
    let together = (first - third).abs() < close;
    largest.holds(&[
        ("the other two closer than", together),
        ("the other two farther than", !together),
    ]);
    // What the short last batch costs.
    let ten = three().each_ref().map(|losses| spread(losses)[1]);
    let [pays, less] = [ten[0] - first, ten[2] - third];
    let short = claim("short-batch");
    assert_eq!(short.numbers(), [10.0]);
    short.holds(&[
        ("pays more for the short last batch", pays > less),
        ("pays less for the short last batch", pays < less),
    ]);
    short.holds(&[
        ("with less momentum", SETTINGS[0][1] < SETTINGS[2][1]),
        ("with more momentum", SETTINGS[0][1] > SETTINGS[2][1]),
    ]);
    taken.says("Where batches are of one size, settings with the same effective step");
}

/// Covers claim:two-reasons, claim:slow-direction, claim:take-constant.
#[test]
fn noise_and_unfinished_directions_keep_the_loss_up() {
    let reasons = claim("two-reasons");
    let [above] = reasons.numbers();
    let excess = spread(&three()[2])[1] - optimum();
    assert!(prints(above, excess, 5));
    reasons.holds(&[
        ("above the smallest loss", excess > 0.0),
        ("below the smallest loss", excess < 0.0),
    ]);
    // Each of the two has its part: at least a tenth.
    let left = (quiet() - optimum()) / excess;
    reasons.holds(&[("there are two reasons", (0.1..0.9).contains(&left))]);

    let slow = claim("slow-direction");
    let [steps, smallest, percent] = slow.numbers();
    let (lambda, u) = eigen(&second_moments(diabetes())).unwrap();
    assert!(steps == 315.0 && prints(smallest, lambda[0], 4));
    let (mut x, mut v) = (arr1(&[1.0]), arr1(&[0.0]));
    for _ in 0..315 {
        let g = lambda[0] * &x;
        momentum_update(&mut x, &mut v, &g, SETTINGS[2]);
    }
    assert!(prints(percent, 100.0 * x[0], 0));
    let along = u
        .row(0)
        .dot(&(quiet_run().w - least_squares(diabetes()).unwrap()));
    let part = 0.5 * lambda[0] * along * along / (quiet() - optimum());
    slow.holds(&[
        ("Nearly all of that is in the slowest direction", part > 0.9),
        ("Little of that is in the slowest direction", part < 0.9),
    ]);
    slow.says("leave");

    let taken = claim("take-constant");
    let data = diabetes();
    let mut ends = [Vec::new(), Vec::new()];
    for seed in 1..=20 {
        let mut state = start(data, 0.01, Seeded::new(seed));
        for eta in [0.005; 100].into_iter().chain([0.0005; 10]) {
            train_epoch(data, [eta, 0.9], 10, &mut state, |_| ());
            ends[usize::from(eta < 0.001)].push(loss(data, &state.w) - optimum());
        }
    }
    // The last 50 of each 100 epochs, when no direction is unfinished, and the
    // last of each 10 with the smaller step.
    let constant = ends[0].chunks(100).flat_map(|run| &run[50..]);
    let constant: Vec<f64> = constant.copied().collect();
    let dropped: Vec<f64> = ends[1].chunks(10).map(|run| run[9]).collect();
    let stays = constant.iter().all(|excess| *excess > 0.0) && spread(&constant)[1] > 1e-3;
    taken.holds(&[
        ("the loss stays above", stays),
        ("the loss stays below", !stays),
    ]);
    let nearer = spread(&dropped)[1] < 0.3 * spread(&constant)[1];
    taken.holds(&[
        ("a smaller step size at the end brings it nearer", nearer),
        ("a smaller step size at the end brings it farther", !nearer),
        ("a larger step size at the end brings it nearer", !nearer),
    ]);
    taken.says("At a constant step size");
}

/// Covers claim:lucky-run, claim:drop-helps.
#[test]
fn the_printed_run_was_lucky() {
    let [first, second, third] = made();
    let lucky = claim("lucky-run");
    let [percent] = lucky.numbers();
    let above = first.iter().filter(|loss| **loss > PRINTED[0]).count();
    assert_eq!(percent, above as f64);
    lucky.holds(&[
        ("after the first epoch is smaller than that of", above > 50),
        ("after the first epoch is larger than that of", above < 50),
    ]);
    let drop = claim("drop-helps");
    let [before, after, eta, stays] = drop.numbers();
    for (percent, losses) in [(before, second), (after, third)] {
        assert!(prints(percent, 100.0 * (spread(losses)[1] / 5e-5 - 1.0), 0));
    }
    drop.holds(&[
        ("above the expected loss", after > 0.0),
        ("below the expected loss", after < 0.0),
    ]);
    let kept: Vec<f64> = (1..=100)
        .map(|seed| synthetic_losses(seed, [0.2; 3])[2])
        .collect();
    assert!(eta == 0.2 && prints(stays, 100.0 * (spread(&kept)[1] / 5e-5 - 1.0), 0));
    drop.holds(&[("it stays", stays > 0.9 * before), ("it falls to", false)]);
    drop.says("in the third epoch too");
    drop.says("The drop of the step size brings the median from");
}
