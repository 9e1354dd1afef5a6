//! "How large may a step be?".

use formula::Bindings;
use listings::ill_conditioned_problem::{CURVATURES, arrival, factor, step_limit};
use listings::settling::Settling;
use tests::plane::{gradient_descent, objective};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{START, end};

#[test]
fn below_the_limit_both_coordinates_shrink_and_above_it_one_grows() {
    let limit = step_limit(CURVATURES[1]);
    assert_eq!(limit, 0.5);
    for (eta, shrinks) in [(0.99 * limit, true), (1.01 * limit, false)] {
        let x = gradient_descent([1.0, 1.0], eta, 2000).unwrap()[2000];
        assert_eq!(objective(x) < 1e-6, shrinks, "{eta}");
        assert_eq!(objective(x) > 1e6, !shrinks, "{eta}");
    }
}

/// Covers eq:between, eq:convergence.
#[test]
fn a_coordinate_shrinks_exactly_where_the_page_says() {
    let mut random = seeded(17);
    let between = equation("between");
    let printed = equation("convergence");
    for case in 0..1000 {
        // Both sides of the boundaries; and the boundaries themselves, at
        // powers of two, where nothing is rounded.
        let (eta, lambda) = match case % 4 {
            0 => (0.0, 4.0),
            1 => (0.5, 4.0),
            2 => (random.between(-1.0, 0.0), random.between(0.1, 5.0)),
            _ => (random.between(0.0, 2.0), random.between(0.1, 5.0)),
        };
        let i = 1 + i64::from(random.toss());
        let other = random.between(0.1, 5.0);
        let curvatures = if i == 1 {
            [lambda, other]
        } else {
            [other, lambda]
        };
        let bindings = Bindings::new()
            .scalar("\\eta", eta)
            .integer("i", i)
            .vector("\\lambda", curvatures);
        printed.holds(&bindings);
        let shrinks = factor(eta, lambda).abs() < 1.0;
        assert_eq!(between.is_met(&bindings), shrinks);
    }
}

/// Covers eq:step-limit.
#[test]
fn gradient_descent_converges_exactly_where_the_page_says() {
    let mut random = seeded(18);
    let printed = equation("step-limit");
    let lambda_max = CURVATURES[0].max(CURVATURES[1]);
    let limit = step_limit(lambda_max);
    for case in 0..1000 {
        let eta = match case {
            0 => limit,
            1 => 0.0,
            _ => random.between(-0.1, 2.0 * limit),
        };
        let bindings = Bindings::new()
            .scalar("\\eta", eta)
            .scalar("\\lambda_{\\mathrm{max}}", lambda_max);
        let says = printed.is_met(&bindings);
        assert_eq!(says, 0.0 < eta && eta < limit, "{eta}");
        // A run with a negative step size is refused; it would move away.
        let converges = match arrival([1.0, 1.0], eta) {
            Ok(arrival) => arrival != Settling::Never,
            Err(_) => factor(eta, lambda_max) < 1.0,
        };
        assert_eq!(says, converges, "{eta}");
    }
}

/// Covers claim:flat-coordinate-gains.
#[test]
fn the_flat_coordinate_gains_from_the_larger_step() {
    let claim = claim("flat-coordinate-gains");
    let [large, small] = claim.numbers();
    assert_eq!(format!("{large:.6}"), format!("{:.6}", end(0.6)[0]));
    assert_eq!(format!("{small:.6}"), format!("{:.6}", end(0.4)[0]));
    match claim.word(&["nearer to zero", "farther from zero"]) {
        "nearer to zero" => assert!(large.abs() < small.abs()),
        _ => assert!(large.abs() > small.abs()),
    }
    assert_eq!(
        claim.word(&["with the smaller", "with the larger"]),
        "with the smaller"
    );
    assert_eq!(
        claim.word(&["The first coordinate", "The second coordinate"]),
        "The first coordinate"
    );
}

/// Covers claim:either-side.
#[test]
fn the_two_step_sizes_lie_on_either_side_of_the_limit() {
    let claim = claim("either-side");
    let [small, large] = claim.numbers();
    assert_eq!([small, large], [0.4, 0.6]);
    let limit = step_limit(CURVATURES[1]);
    let first = claim.word(&["is below it, the", "is above it, the"]);
    assert_eq!(first == "is below it, the", small < limit);
    let second = claim.word(&["is above it.", "is below it."]);
    assert_eq!(second == "is above it.", large > limit);
}

/// Covers claim:jumps-grow.
#[test]
fn the_jumps_of_the_large_step_grow() {
    let claim = claim("jumps-grow");
    let [times] = claim.numbers();
    claim.says("The second coordinate");
    claim.says("at every step");
    claim.says("across the floor");
    claim.says("than the one before");
    let longer = claim.word(&["is longer", "is shorter"]) == "is longer";
    let path = gradient_descent(START, 0.6, 20).unwrap();
    for three in path.windows(3) {
        let jump = |k: usize| (three[k + 1][1] - three[k][1]).abs();
        assert_eq!(jump(1) > jump(0), longer);
        // A printed factor, and one rounding of it.
        assert!((three[1][1] / three[0][1] - times).abs() < 1e-12);
    }
}
