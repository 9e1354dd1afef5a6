//! "The best rate is not the best result".

use listings::ill_conditioned_problem::{CURVATURES, best_step};
use tests::plane::{gradient_descent, objective};
use tests::printed::claim;

use super::{OLD_START, near};

/// The losses of the run of the previous section.
fn losses(eta: f64) -> Vec<f64> {
    let path = gradient_descent(OLD_START, eta, 200).unwrap();
    path.iter().map(|&x| objective(x)).collect()
}

/// Covers claim:best-loses.
#[test]
fn the_best_rate_pays_late() {
    let claim = claim("best-loses");
    let [x1, x2, steps, of_best, of_small, eta, ahead] = claim.numbers();
    assert_eq!([x1, x2], OLD_START);
    assert_eq!(
        claim.word(&["and not turned", "and turned"]),
        "and not turned"
    );
    let best = match claim.word(&["the best step size", "the worst step size"]) {
        "the best step size" => best_step(CURVATURES),
        _ => 0.0,
    };
    let (small, large) = (losses(eta), losses(best));
    let at = steps as usize;
    assert_eq!(format!("{:.4}", large[at]), format!("{of_best:.4}"));
    assert_eq!(format!("{:.4}", small[at]), format!("{of_small:.4}"));
    match claim.word(&["the larger loss after", "the smaller loss after"]) {
        "the larger loss after" => assert!(large[at] > small[at]),
        _ => assert!(large[at] < small[at]),
    }
    let first = ahead as usize;
    let from_there = |wanted: fn(f64, f64) -> bool| {
        assert!((first..=200).all(|t| wanted(large[t], small[t])));
        assert!((1..first).all(|t| !wanted(large[t], small[t])));
    };
    match claim.word(&["the smaller loss only from", "the larger loss only from"]) {
        "the smaller loss only from" => from_there(|large, small| large < small),
        _ => from_there(|large, small| large > small),
    }
    assert_eq!(claim.word(&["with η", "without η"]), "with η");
    // The run is that of the other section's figure.
    let other = listings::figures::find("valley").unwrap();
    assert_eq!(
        other.full_state("").unwrap(),
        "eta=0.4&steps=20&start=-5,-2"
    );
    assert_eq!([steps, eta], [20.0, 0.4]);
}

/// Covers claim:flat-share.
#[test]
fn the_flat_direction_holds_a_small_part_of_the_first_loss() {
    let claim = claim("flat-share");
    let [all, flat] = claim.numbers();
    assert_eq!(objective(OLD_START), all);
    let start = match claim.word(&["flat direction", "steep direction"]) {
        "flat direction" => [OLD_START[0], 0.0],
        _ => [0.0, OLD_START[1]],
    };
    assert_eq!(objective(start), flat);
    // "Only": less than half.
    assert_eq!(claim.word(&["holds only"]), "holds only");
    assert!(flat < 0.5 * all);
}

/// Covers claim:rest-is-gone.
#[test]
fn the_steep_part_of_the_loss_is_soon_gone() {
    let claim = claim("rest-is-gone");
    let [eta, small, steps, flat, left] = claim.numbers();
    let rest = gradient_descent([0.0, OLD_START[1]], eta, 20).unwrap();
    let rest: Vec<f64> = rest.iter().map(|&x| objective(x)).collect();
    let steps = steps as usize;
    match claim.word(&["below", "above"]) {
        "below" => assert!(rest[steps] < small && rest[steps - 1] >= small),
        _ => assert!(rest[steps] > small),
    }
    assert_eq!(claim.word(&["after", "before"]), "after");
    assert_eq!(claim.word(&["With η", "Without η"]), "With η");
    assert_eq!(claim.word(&["squared"]), "squared");
    let path = gradient_descent([OLD_START[0], 0.0], eta, 20).unwrap();
    assert_eq!(objective(path[0]), flat);
    for pair in path.windows(2) {
        // Rounding of a quotient near 1.
        assert!(near(
            objective(pair[1]) / objective(pair[0]),
            left * left,
            1e-14
        ));
    }
    assert_eq!([eta, small], [0.4, 0.01]);
}

/// Covers claim:all-shrinks.
#[test]
fn the_best_step_size_shrinks_the_whole_loss() {
    let claim = claim("all-shrinks");
    let [all, left] = claim.numbers();
    assert_eq!(objective(OLD_START), all);
    let eta = match claim.word(&["The best step", "The worst step"]) {
        "The best step" => best_step(CURVATURES),
        _ => 0.0,
    };
    assert_eq!(
        claim.word(&["multiplies all of", "multiplies none of"]),
        "multiplies all of"
    );
    assert_eq!(claim.word(&["squared"]), "squared");
    let losses = losses(eta);
    for pair in losses.windows(2) {
        let each = (pair[1] / pair[0]).sqrt();
        assert_eq!(format!("{each:.3}"), format!("{left:.3}"));
    }
}
