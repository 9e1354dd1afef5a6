//! The sentences that could be false.

use listings::figures::scalar_functions::Powers;
use listings::momentum_method::{momentum_limit, spectral_radius};
use listings::scalar_functions::{regime, ringing_from, scalar_run};
use tests::drawn::draw;
use tests::printed::claim;
use tests::states::seeded;

use super::rooted;

/// Covers claim:four-lambdas.
#[test]
fn the_four_curvatures_do_what_the_caption_says() {
    let claim = claim("four-lambdas");
    let [slow, left_slow, quick, left_quick, gone, steep] = claim.numbers();
    let left = |lambda: f64| scalar_run(1.0, [0.1, 0.0, lambda], 2).unwrap()[1][1];
    // Roundings of numbers up to 2.
    let near = |a: f64, b: f64| (a - b).abs() < 1e-14;
    assert!(near(left(slow), left_slow) && near(left(quick), left_quick));
    for (lambda, does) in [
        (slow, format!("it keeps {left_slow} of itself")),
        (quick, format!("it keeps {left_quick},")),
        (gone, "it is gone".to_owned()),
        (steep, "it alternates".to_owned()),
    ] {
        claim.says(&format!("ith $\\lambda = {lambda}$ {does}"));
    }
    claim.says("With $\\lambda = ");
    // They are the four of the figure.
    let columns = draw(&Powers::default()).table.columns;
    let named = [slow, quick, gone, steep].map(|lambda| format!("λ = {lambda}"));
    assert_eq!(columns[1..], named);
    let vanishes = left(gone) == 0.0;
    claim.holds(&[
        ("gone after the first step", vanishes),
        ("gone before the first step", false),
    ]);
    claim.holds(&[
        ("it alternates", left(steep) < 0.0),
        ("it keeps its sign", left(steep) > 0.0),
    ]);
}

/// Covers claim:three-cases, lst:regime.
#[test]
fn the_roots_say_how_a_coordinate_moves() {
    let claim = claim("three-cases");
    let mut seen = [0; 3];
    let mut so = [true; 3];
    for (p, [r_1, _]) in rooted(12) {
        let angle = r_1.im.atan2(r_1.re);
        let radius = spectral_radius(p[0], p[1], p[2]);
        if p[0] == 0.0 || radius >= 1.0 || (r_1.im > 0.0 && angle < 0.1) {
            continue;
        }
        // So few steps that no power is as small as the roundings.
        let run = scalar_run(1.0, p, 40).unwrap();
        let changes = run.windows(2).filter(|x| x[0][1] * x[1][1] < 0.0).count();
        let (kind, as_said, word) = match (r_1.im > 0.0, r_1.re > 0.0) {
            (true, _) => (2, changes > 0, "rings"),
            (_, true) => (0, changes == 0, "keeps its sign"),
            (_, false) => (1, changes == 40, "alternates"),
        };
        assert_eq!(regime(p[0] * p[2], p[1]), word, "{p:?}");
        so[kind] &= as_said;
        seen[kind] += 1;
    }
    assert!(seen.iter().all(|n| *n > 20), "{seen:?}");
    claim.holds(&[
        ("Two positive roots let the coordinate keep its sign", so[0]),
        ("Two negative roots let the coordinate keep its sign", false),
        ("Two positive roots let the coordinate alternate", false),
    ]);
    claim.holds(&[
        ("two negative roots let it alternate", so[1]),
        ("two positive roots let it alternate", false),
    ]);
    claim.holds(&[
        ("complex roots let it ring", so[2]),
        ("real roots let it ring", false),
    ]);
    assert_eq!(regime(3.1, 0.5), "does not shrink");
}

/// Covers claim:falls-then-rises, claim:take-modulus.
#[test]
fn more_momentum_helps_until_a_coordinate_rings() {
    let claim_of = claim("falls-then-rises");
    let (mut down, mut up, mut root) = (true, true, true);
    let mut random = seeded(13);
    for _ in 0..1000 {
        let (eta, lambda) = (random.between(0.01, 1.0), random.between(0.1, 4.0));
        let from = ringing_from(eta, lambda);
        let radius = |beta: f64| spectral_radius(eta, beta, lambda);
        let mut two = |low: f64, high: f64| {
            let [a, b] = [random.between(low, high), random.between(low, high)];
            [a.min(b), a.max(b)]
        };
        let ([less, more], [low, high]) = (two(0.0, from), two(from, 1.0));
        // Near a double root a rounding is as large as its square root.
        down &= radius(more) <= radius(less) + 1e-7;
        up &= radius(high) >= radius(low) - 1e-7;
        root &= (radius(high) - high.sqrt()).abs() < 1e-7;
    }
    claim_of.holds(&[
        (
            "Up to there more momentum makes the spectral radius smaller",
            down,
        ),
        (
            "Up to there more momentum makes the spectral radius larger",
            !down,
        ),
        (
            "Up to there less momentum makes the spectral radius smaller",
            !down,
        ),
    ]);
    claim_of.holds(&[("above it is", root), ("below it is", !root)]);
    claim_of.holds(&[
        ("and more momentum makes it larger", up),
        ("and more momentum makes it smaller", !up),
        ("and less momentum makes it larger", !up),
    ]);
    let taken = claim("take-modulus");
    taken.holds(&[
        ("shrinks by $\\sqrt{\\beta}$", root),
        ("grows by $\\sqrt{\\beta}$", !root),
    ]);
    taken.says("a step in the long run, whatever its curvature");
}

/// Covers claim:take-range, claim:sum-range.
#[test]
fn the_range_grows_with_momentum() {
    let claim = claim("take-range").and("sum-range");
    let wider = (1..100).all(|n| {
        let beta = f64::from(n) / 100.0;
        momentum_limit(beta, 1.0) > momentum_limit(beta - 0.01, 1.0)
    });
    claim.says(
        "A coordinate converges from every start if and only if $\\eta\\lambda$ lies between 0 and $2 + 2\\beta$",
    );
    claim.holds(&[
        ("this range is wider", wider),
        ("this range is narrower", !wider),
    ]);
    claim.holds(&[
        ("with more momentum", wider),
        ("with less momentum", !wider),
    ]);
}
