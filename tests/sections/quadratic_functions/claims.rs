//! The sentences that could be false.

use std::cell::Cell;

use listings::ndarray::{Array1, arr1};
use listings::quadratic_functions::{
    given_run, gradient_of, minimizer, minimum, momentum_run, own_run, turned_bowl, value,
};
use tests::plane::momentum_descent;
use tests::printed::{claim, prints};
use tests::states::seeded;

use super::{START, bowls, point};

/// Covers claim:same-run.
#[test]
fn in_own_coordinates_the_run_is_the_old_one() {
    let claim = claim("same-run");
    let [from_1, from_2, to_1, to_2, steps] = claim.numbers();
    let old = momentum_descent([-5.0, -2.0], 0.6, 0.5, 20).unwrap();
    let own = own_run(&turned_bowl().unwrap(), START, [0.6, 0.5], 20).unwrap();
    // Forty roundings of numbers up to 5.
    let same = own.len() == old.len()
        && own
            .iter()
            .zip(&old)
            .all(|([z, _], x)| (0..2).all(|i| (z[i] - x[i]).abs() < 1e-13));
    claim.holds(&[
        ("Nothing new happens", same),
        ("Something new happens", !same),
    ]);
    assert_eq!(
        [from_1, from_2, steps],
        [old[0][0], old[0][1], (old.len() - 1) as f64]
    );
    assert!(prints(to_1, old[20][0], 6) && prints(to_2, old[20][1], 6));
}

/// Covers claim:figure-minimum, claim:take-minimizer.
#[test]
fn the_minimum_is_where_the_gradient_is_zero() {
    let of_figure = claim("figure-minimum");
    let [x_1, x_2, least] = of_figure.numbers();
    let h = turned_bowl().unwrap();
    let at = arr1(&[x_1, x_2]);
    let is_zero = |g: &Array1<f64>| g.iter().all(|g| g.abs() < 1e-9);
    assert!(is_zero(&gradient_of(&h, &at)) && prints(least, value(&h, &at), 3));
    of_figure.says("The minimum is at");
    let taken = claim("take-minimizer");
    let mut random = seeded(11);
    let mut lowest = true;
    for h in bowls(11) {
        let at = minimizer(&h);
        let zero = is_zero(&gradient_of(&h, &at));
        let other = &at + &arr1(&point(h.c.len(), &mut random));
        lowest &= zero && value(&h, &other) > minimum(&h);
    }
    taken.holds(&[("The minimum", lowest), ("The maximum", !lowest)]);
    taken.says("gradient is zero, at $-Q^{-1} \\mathbf{c}$");
}

/// Covers claim:figure-eigen, lst:turned_bowl.
#[test]
fn the_bowl_of_the_figures_is_our_valley_turned() {
    let claim = claim("figure-eigen");
    let printed: [f64; 6] = claim.numbers();
    let h = turned_bowl().unwrap();
    let own = h.lambda.iter().chain(&h.u);
    let decimals = [1, 0, 1, 1, 1, 1];
    for ((printed, own), decimals) in printed.into_iter().zip(own).zip(decimals) {
        assert!(prints(printed, *own, decimals), "{printed} {own}");
        // The digits that are printed are all there are.
        assert!((printed - own).abs() < 1e-15, "{printed} {own}");
    }
    claim.says("the rows of $U$ are");
    assert_eq!(printed[..2], listings::ill_conditioned_problem::CURVATURES);
}

/// Covers claim:no-eigen-needed.
#[test]
fn the_method_computes_one_gradient_a_step() {
    let claim = claim("no-eigen-needed");
    let asked = Cell::new(0);
    let slope = |x: &Array1<f64>| {
        asked.set(asked.get() + 1);
        2.0 * x
    };
    momentum_run(slope, [arr1(&[1.0, 2.0]), arr1(&[0.0, 0.0])], [0.1, 0.5], 7).unwrap();
    claim.holds(&[("computes one gradient a step", asked.get() == 7)]);
    // It is told Q and c; the bowl's U and λ may be anything.
    let h = turned_bowl().unwrap();
    let mut blind = h.clone();
    blind.u.fill(f64::NAN);
    blind.lambda.fill(f64::NAN);
    let run = |h| given_run(h, START, [0.6, 0.5], 20).unwrap();
    let needless = run(&blind) == run(&h);
    claim.holds(&[
        ("needs neither $U$ nor", needless),
        ("needs both $U$ and", !needless),
    ]);
    claim.says("the coordinates separate by themselves");
}

/// Covers claim:take-decoupled, claim:sum-decoupled.
#[test]
fn a_change_of_one_own_coordinate_moves_no_other() {
    let claim = claim("take-decoupled").and("sum-decoupled");
    let mut random = seeded(12);
    let mut alone = true;
    for h in bowls(12).filter(|h| h.c.len() > 1) {
        let n = h.c.len();
        let z = arr1(&point(n, &mut random));
        let i = random.between(0.0, n as f64) as usize;
        let mut moved = z.clone();
        moved[i] += 1.0;
        let beta = if random.toss() {
            0.0
        } else {
            random.between(0.0, 1.0)
        };
        let parameters = [random.between(0.0, 1.0) / h.lambda[n - 1], beta];
        let run = |z: &Array1<f64>| {
            let x = listings::quadratic_functions::from_own(&h, z);
            given_run(&h, x, parameters, 10).unwrap()
        };
        let own = |x: &Array1<f64>| listings::quadratic_functions::to_own(&h, x);
        // The coordinate by itself, with its eigenvalue as curvature.
        let lambda = h.lambda[i];
        let single = momentum_run(
            |z| lambda * z,
            [arr1(&[moved[i]]), arr1(&[0.0])],
            parameters,
            10,
        )
        .unwrap();
        for ((one, other), [lonely, _]) in run(&z).iter().zip(run(&moved)).zip(&single) {
            let (one, other) = (own(&one[0]), own(&other[0]));
            for j in 0..n {
                // Roundings of numbers up to some hundreds.
                let same = (one[j] - other[j]).abs() < 1e-9;
                alone &= j == i || same;
            }
            alone &= (other[i] - lonely[0]).abs() < 1e-9;
        }
    }
    claim.holds(&[
        ("every coordinate runs by itself", alone),
        ("no coordinate runs by itself", !alone),
    ]);
    claim.holds(&[("from the minimum", alone), ("from the maximum", !alone)]);
    claim.holds(&[
        ("along the eigenvectors", alone),
        ("across the eigenvectors", !alone),
    ]);
    claim.holds(&[("with momentum as without", alone)]);
    claim.says("the eigenvalue is its curvature");
}
