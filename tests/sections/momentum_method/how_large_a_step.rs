//! "How large may a step be now?".

use formula::Bindings;
use listings::ill_conditioned_problem::{CURVATURES, step_limit};
use listings::momentum_method::{momentum_arrival, momentum_limit, spectral_radius};
use listings::settling::Settling;
use tests::plane::momentum_descent;
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{parameters, rooted};

/// Covers eq:edge.
#[test]
fn real_roots_multiply_out_to_what_the_page_says() {
    let printed = equation("edge");
    let mut real = 0;
    for (p, [r_1, r_2]) in rooted(37) {
        if r_1.im == 0.0 {
            real += 1;
            assert!(r_1.re * r_2.re >= 0.0, "{p:?}");
            let roots = parameters(p).complex("r_1", r_1).complex("r_2", r_2);
            // At the limit both sides are zero but for their roundings.
            if (r_1.norm().max(r_2.norm()) - 1.0).abs() > 1e-5 {
                printed.holds(&roots);
            }
        } else {
            let sum = (r_1 + r_2).norm();
            assert!(sum < 2.0 * p[1].sqrt() && 2.0 * p[1].sqrt() <= 1.0 + p[1]);
        }
    }
    assert!(real > 100, "{real}");
}

/// Covers eq:momentum-convergence.
#[test]
fn a_coordinate_converges_exactly_where_the_page_says() {
    let printed = equation("momentum-convergence");
    let mut random = seeded(38);
    for case in 0..1000 {
        // Both sides of the boundaries; and the boundaries themselves, at
        // powers of two, where nothing is rounded.
        let beta = [0.0, 0.25, 0.5, 0.75][case % 4];
        let [eta, beta, lambda] = match case {
            0..8 => [momentum_limit(beta, 4.0), beta, 4.0],
            8..16 => [0.0, beta, 4.0],
            16..200 => [
                random.between(-1.0, 0.0),
                random.between(0.0, 1.0),
                random.between(0.1, 5.0),
            ],
            _ => {
                let (beta, lambda) = (random.between(0.0, 1.0), random.between(0.1, 5.0));
                let limit = momentum_limit(beta, lambda);
                [random.between(0.0, 2.0) * limit, beta, lambda]
            }
        };
        let p = parameters([eta, beta, lambda]);
        printed.holds(&p);
        let shrinks = spectral_radius(eta, beta, lambda) < 1.0;
        let says = 0.0 < eta && eta < momentum_limit(beta, lambda);
        assert_eq!(says, shrinks, "{eta} {beta} {lambda}");
    }
}

/// The size of x₂ late on a path from rest, as a factor of its start.
fn late(eta: f64, beta: f64) -> f64 {
    let path = momentum_descent([0.0, 1.0], eta, beta, 3000).unwrap();
    let sizes = path[2900..].iter().map(|x| x[1].abs());
    sizes.fold(0.0, f64::max)
}

/// Covers eq:momentum-limit, lst:limits.
#[test]
fn momentum_converges_exactly_below_the_printed_limit() {
    let printed = equation("momentum-limit");
    let mut random = seeded(39);
    let lambda_max = CURVATURES[0].max(CURVATURES[1]);
    for case in 0..1000 {
        let beta = match case {
            0..4 => [0.0, 0.25, 0.5, 0.75][case],
            _ => random.between(0.0, 0.95),
        };
        let limit = momentum_limit(beta, lambda_max);
        let eta = match case {
            0..4 => limit,
            4 => 0.0,
            _ => random.between(-0.1, 2.0) * limit,
        };
        let bindings = Bindings::new()
            .scalar("\\eta", eta)
            .scalar("\\beta", beta)
            .scalar("\\lambda_{\\mathrm{max}}", lambda_max);
        let says = printed.is_met(&bindings);
        assert_eq!(says, 0.0 < eta && eta < limit, "{eta} {beta}");
        // A run with a negative step size is refused; it would move away.
        let converges = match momentum_arrival([1.0, 1.0], eta, beta) {
            Ok(arrival) => arrival != Settling::Never,
            Err(_) => spectral_radius(eta, beta, lambda_max) < 1.0,
        };
        assert_eq!(says, converges, "{eta} {beta}");
    }
    // What the runs themselves do, on both sides and at the limit.
    for case in 0..100 {
        let beta = if case == 0 {
            0.5
        } else {
            random.between(0.0, 0.9)
        };
        let limit = momentum_limit(beta, lambda_max);
        assert!(late(0.98 * limit, beta) < 1e-3, "{beta}");
        assert!(late(1.02 * limit, beta) > 1e3, "{beta}");
        let share = late(limit, beta);
        assert!((0.1..100.0).contains(&share), "{beta}: {share}");
    }
    assert_eq!(momentum_limit(0.0, lambda_max), step_limit(lambda_max));
}

/// Covers claim:wider-range.
#[test]
fn momentum_widens_the_range_of_step_sizes() {
    let claim = claim("wider-range");
    let [limit, beta, plain] = claim.numbers();
    let steepest = CURVATURES[1];
    assert_eq!(beta, 0.5);
    assert_eq!(limit, momentum_limit(beta, steepest));
    assert_eq!(plain, step_limit(steepest));
    match claim.word(&["above the", "below the"]) {
        "above the" => assert!(limit > plain),
        _ => assert!(limit < plain),
    }
}
