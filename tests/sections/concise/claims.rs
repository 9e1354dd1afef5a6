//! The sentences that could be false, most of them against burn itself.

use concise::burn::optim::momentum::MomentumConfig;
use listings::concise::{SETTINGS, apart};
use listings::from_scratch::{SETTINGS as OTHERS, Settings, last_losses, trained_path};
use tests::printed::{claim, prints};

use super::{data, last_loss, most_apart, run, runs};

/// Covers claim:burn-agrees, claim:take-same.
/// Covers lst:model, lst:trained, lst:samples, lst:apart.
#[test]
fn burn_makes_our_run() {
    let data = data();
    let same = claim("burn-agrees");
    let [steps, ten, power] = same.numbers();
    let agreement = ten.powf(power);
    let mut all = vec![SETTINGS];
    // The other settings, another seed, batches that leave no rest, and one row.
    all.extend(OTHERS.map(|[eta, beta]| Settings {
        eta,
        beta,
        seed: 3,
        ..SETTINGS
    }));
    all.push(Settings {
        batch: 13,
        epochs: 2,
        ..SETTINGS
    });
    all.push(Settings {
        batch: 1,
        epochs: 1,
        beta: 0.0,
        ..SETTINGS
    });
    for s in all {
        let ours = trained_path(&data, s).unwrap();
        let theirs = concise::trained(&data, s, [0.0, 0.5]).unwrap();
        if s == SETTINGS {
            assert_eq!(steps, ours.len() as f64);
        }
        let apart = most_apart(&ours, &theirs);
        // Some roundings of numbers below 1, each at most 1.1e−16.
        assert!(agreement < 1.1e-14);
        same.holds(&[
            ("no parameter is farther from ours", apart <= agreement),
            ("some parameter is farther from ours", apart > agreement),
        ]);
    }
    same.says("With nothing forgotten");
    let take = claim("take-same");
    let [ours, dampened, doubled, shuffled] = runs();
    let others = [dampened, doubled, shuffled];
    let differ = others.iter().all(|other| most_apart(&ours, other) > 1e-3);
    take.holds(&[("With the same loss, order and dampening", differ)]);
    take.holds(&[("makes our run", true), ("misses our run", false)]);
}

/// Covers claim:default-dampening, claim:nearly-smaller.
#[test]
fn the_default_is_dampened() {
    let default = claim("default-dampening");
    let tau = MomentumConfig::new().dampening;
    assert_eq!(default.numbers(), [tau]);
    let [ours, dampened, ..] = runs();
    // What the page calls dampening is burn's.
    let theirs = concise::trained(&data(), SETTINGS, [tau, 0.5]).unwrap();
    assert!(most_apart(&dampened, &theirs) < 1e-14);
    let claim = claim("nearly-smaller");
    let [_one, less, near, far] = claim.numbers();
    let eta = SETTINGS.eta * (1.0 - tau);
    assert!((less - eta).abs() < 1e-15);
    let nearly = most_apart(&dampened, &run(1, [eta, SETTINGS.beta, 0.0]));
    assert!(prints(near, nearly, 4) && prints(far, most_apart(&ours, &dampened), 4));
    claim.holds(&[
        ("nearly that", near < far / 5.0),
        ("far from that", near > far),
    ]);
    claim.holds(&[
        ("never farther apart", prints(near, nearly, 4)),
        ("always farther apart", near > nearly + 1e-4),
    ]);
}

/// Covers claim:twice-the-step.
#[test]
fn without_the_half_it_is_twice_the_step() {
    let claim = claim("twice-the-step");
    let data = data();
    let twice = Settings {
        eta: 2.0 * SETTINGS.eta,
        ..SETTINGS
    };
    // burn with the whole mean of the squares.
    let whole = concise::trained(&data, SETTINGS, [0.0, 1.0]).unwrap();
    let apart = most_apart(&whole, &trained_path(&data, twice).unwrap());
    claim.holds(&[
        ("twice the step size", apart < 1e-14),
        ("half the step size", apart > 1e-3),
    ]);
    assert!(most_apart(&whole, &runs()[2]) < 1e-14);
}

/// Covers claim:farthest.
#[test]
fn first_another_order_and_then_the_lost_half_is_farthest() {
    let claim = claim("farthest");
    let [ours, others @ ..] = runs();
    let after = |steps: usize| {
        others
            .each_ref()
            .map(|other| apart(&ours[steps - 1], &other[steps - 1]))
    };
    let ([first, tenth], [one, half, dampened]) = ([after(1), after(10)], claim.numbers());
    let is_largest = |all: [f64; 3], i: usize| all.iter().all(|size| *size <= all[i]);
    assert!(prints(one, first[2], 4) && prints(half, tenth[1], 3) && prints(dampened, tenth[0], 3));
    claim.holds(&[
        (
            "At the first step the run in another order",
            is_largest(first, 2),
        ),
        ("At the last step the run in another order", false),
    ]);
    claim.holds(&[
        (
            "after ten steps the one without the half",
            is_largest(tenth, 1),
        ),
        ("after ten steps the one with the half", false),
    ]);
}

/// Covers claim:loss-hides, claim:look-early, claim:take-steps, claim:sum-steps.
#[test]
fn the_loss_hides_what_the_first_steps_show() {
    let all = runs();
    let [ours, dampened, doubled, _] = &all;
    let hides = claim("loss-hides");
    let [seeds, percent, low, high] = hides.numbers();
    let Settings {
        eta, beta, batch, ..
    } = SETTINGS;
    let losses = last_losses(&data(), [eta, beta], batch, seeds as u64).unwrap();
    let among = losses
        .iter()
        .filter(|loss| (low..=high).contains(*loss))
        .count();
    // Each of the printed ends may be rounded past the next run.
    assert!(
        (100.0 * among as f64 / seeds - percent).abs() <= 2.0,
        "{among}"
    );
    let inside = all
        .iter()
        .all(|path| (low..=high).contains(&last_loss(path)));
    hides.holds(&[
        ("all four are inside", inside),
        ("none of the four is inside", !inside),
    ]);
    let parts = |path: &super::Path| {
        let apart = listings::concise::all_apart(ours, path);
        1 + apart.iter().position(|size| *size > 1e-6).unwrap()
    };
    let early = claim("look-early");
    let names = ["first", "second", "third", "last"];
    for (start, path) in [
        ("Dampening parts the runs at the", dampened),
        ("the half at the", doubled),
    ] {
        let said = names.map(|name| format!("{start} {name}"));
        let truths: Vec<_> = (1..)
            .zip(&said)
            .map(|(t, said)| (said.as_str(), t == parts(path)))
            .collect();
        early.holds(&truths);
    }
    let take = claim("take-steps").and("sum-steps");
    take.holds(&[
        (
            "after the first two steps",
            parts(dampened) == 2 && parts(doubled) <= 2,
        ),
        ("after the last two steps", false),
    ]);
    take.says("give them the same start and order of samples");
    take.holds(&[
        ("a final loss hides", inside),
        ("a final loss shows", !inside),
    ]);
}
