//! The sentences that could be false.

use listings::effective_sample_weight::{
    growth, newest_share, signal_gain, total_weight, velocity_variance,
};
use listings::leaky_averages::leaky_sum;
use listings::momentum_method::momentum_limit;
use tests::printed::{claim, prints};

use super::{close, momenta};

/// Covers claim:weight-hundred.
#[test]
fn a_step_becomes_a_hundred_times_as_long_in_the_end() {
    let claim = claim("weight-hundred");
    let [beta, times, percent, first] = claim.numbers();
    claim.says("With $\\beta = ");
    claim.says("times as long as without momentum");
    assert!(close(times, total_weight(beta) / growth(0.0, 1)));
    let off = |steps: f64| 100.0 * (1.0 - growth(beta, steps as usize) / times);
    let within = off(first) <= percent && off(first - 1.0) > percent;
    claim.holds(&[("is within 1", within), ("is beyond 1", !within)]);
}

/// Covers claim:weight-same-speed.
#[test]
fn equal_ratios_of_step_size_give_equal_speeds() {
    let claim = claim("weight-same-speed");
    let [plain, heavy, beta, slope, later, length] = claim.numbers();
    let moved = |eta: f64, beta: f64| {
        let v = leaky_sum(&vec![slope; later as usize], beta).unwrap();
        eta * v[later as usize]
    };
    let so = prints(length, moved(plain, 0.0), 3) && prints(length, moved(heavy, beta), 3);
    claim.holds(&[("0.4 without momentum", so), ("0.4 with momentum", !so)]);
    claim.holds(&[("0.04 with $", so), ("0.04 without $", !so)]);
    claim.holds(&[
        ("with both", so),
        ("without both", !so),
        ("with neither", !so),
    ]);
    claim.says("come to the same speed");
    assert!(close(plain * total_weight(0.0), heavy * total_weight(beta)));
}

/// Covers claim:weight-limit-grows.
#[test]
fn the_limit_of_the_step_grows_less_than_the_speed() {
    let claim = claim("weight-limit-grows");
    let [from, to, limits, speeds] = claim.numbers();
    let limit = |beta: f64| momentum_limit(beta, 1.0) / momentum_limit(from, 1.0);
    assert!(prints(limits, limit(to), 2));
    assert!(close(speeds, total_weight(to) / total_weight(from)));
    claim.says("the limit becomes");
    claim.says("times as large, the long-run speed with the same $\\eta$");
    assert!(momenta(3).all(|beta| limit(beta) <= total_weight(beta)));
}

/// Covers claim:weight-from-above, claim:take-share.
#[test]
fn the_newest_carry_a_little_more_than_one_minus_one_in_e() {
    let above = claim("weight-from-above");
    let [one, limit, ..] = above.numbers::<4>();
    assert!(one == 1.0 && prints(limit, 100.0 * (1.0 - (-1.0_f64).exp()), 1));
    let share = |n: i32| {
        let beta = f64::from(n) / 1000.0;
        100.0 * newest_share(beta, total_weight(beta))
    };
    let falls = (1..1000).all(|n| share(n) < share(n - 1));
    let higher = (0..1000).all(|n| share(n) > limit - 0.05);
    above.holds(&[
        ("share falls as $\\beta$ rises toward 1", falls),
        ("share rises as $\\beta$ rises toward 1", !falls),
    ]);
    above.holds(&[
        ("always stays above", higher),
        ("always stays below", !higher),
        ("never stays above", !higher),
    ]);
    let taken = claim("take-share");
    let [.., percent] = taken.numbers::<2>();
    assert!(prints(percent, limit, 0));
    taken.holds(&[("newest", higher), ("oldest", false)]);
    taken.holds(&[("carry more than", higher), ("carry less than", !higher)]);
}

/// Covers claim:noise-more, claim:take-noise.
#[test]
fn a_velocity_is_noisier_than_a_gradient_and_longer_still() {
    let noisier = claim("noise-more");
    noisier.says("With $\\beta = ");
    let [beta, times] = noisier.numbers();
    assert!(prints(times, velocity_variance(beta, 10_000), 2));
    let all = momenta(4).flat_map(|beta| [1, 2, 50].map(|n| velocity_variance(beta, n)));
    let never_less = all.fold(f64::INFINITY, f64::min) >= 1.0;
    noisier.holds(&[
        ("from the first step on no velocity has less", never_less),
        (
            "from the first step on every velocity has less",
            !never_less,
        ),
        ("from the first step on no velocity has more", !never_less),
    ]);
    let taken = claim("take-noise");
    let gains = momenta(5).all(|beta| beta == 0.0 || signal_gain(beta) > 1.0);
    taken.holds(&[
        ("more noise than", never_less),
        ("less noise than", !never_less),
    ]);
    taken.holds(&[("even more signal", gains), ("even less signal", !gains)]);
}

/// Covers claim:weight-two-in-one, claim:take-length, claim:sum-length.
#[test]
fn a_step_is_longer_and_noisier_and_less_noisy_for_its_length() {
    let claim_of = claim("weight-two-in-one");
    let [beta, longer, noisier, calmer] = claim_of.numbers();
    let noise = velocity_variance(beta, 10_000).sqrt();
    assert!(close(longer, growth(beta, 10_000)) && prints(noisier, noise, 2));
    claim_of.says("With $\\beta = ");
    claim_of.says("times as long, its standard deviation");
    claim_of.says("times as large");
    let divided = prints(calmer, longer / noise, 2);
    claim_of.holds(&[("is divided by", divided), ("is multiplied by", !divided)]);
    let taken = claim("take-length").and("sum-length");
    taken.says("from $\\eta g$ to $\\eta g/(1-\\beta)$");
    let longer = momenta(6).all(|beta| total_weight(beta) >= 1.0);
    taken.holds(&[("grows from", longer), ("shrinks from", !longer)]);
    taken.holds(&[
        ("lower $\\eta$ as you raise $\\beta$", longer),
        ("raise $\\eta$ as you raise $\\beta$", !longer),
        ("lower $\\eta$ as you lower $\\beta$", !longer),
    ]);
    taken.says("; to keep its length,");
}
