//! The printed equations and the listings beside them.

use formula::Bindings;
use listings::colorization::{
    Cell, Coloring, coloring, colors_after, ends, four_rooms, gradient, is_definite, laplacian,
    objective,
};
use listings::ndarray::Array1;
use tests::printed::equation;
use tests::states::seeded;

use super::{are_near, colors, degrees, drawn};

/// What the page says of these pixels, from their places.
fn bindings(p: &Coloring) -> Bindings<'static> {
    let n = p.places.len();
    let q = p.clone();
    let seeds = (0..n).map(|i| f64::from(u8::from(p.seeds.contains(&i))));
    let seeds: Vec<f64> = seeds.collect();
    let one = |i: usize, j: usize| f64::from(u8::from(i == j));
    let diagonal = (0..n).map(|i| (0..n).map(|j| seeds[i] * one(i, j)).collect::<Vec<f64>>());
    let l = laplacian(n, &p.edges);
    Bindings::new()
        .shared()
        .scalar("w", p.weight)
        .integer("n", n as i64)
        .integer("m", p.seeds.len() as i64)
        .range("i", 1, n as i64)
        .range("j", 1, n as i64)
        .table("a", move |i, j| {
            let near = are_near(&q, i as usize - 1, j as usize - 1);
            Some(f64::from(u8::from(near)).into())
        })
        .matrix("S", diagonal)
        .matrix("L", l.rows().into_iter().map(|row| row.to_vec()))
        .vector("s", seeds)
        .vector("d", degrees(p))
        .vector("\\mathbf{1}", vec![1.0; n])
}

/// Covers eq:coloring-objective, eq:with-laplacian, eq:without-seeds, eq:mean-stays.
/// Covers lst:coloring, lst:graph_gradient, lst:laplacian.
#[test]
fn the_objective_is_a_quadratic_of_neighbors_and_seeds() {
    let all = ["coloring-objective", "with-laplacian"].map(equation);
    let alone = ["without-seeds", "mean-stays"].map(equation);
    let mut random = seeded(1);
    for case in 0..300 {
        let mut p = drawn(&mut random, [0.1, 1.0, 3.0][case % 3]);
        if p.places.is_empty() {
            continue;
        }
        let x = colors(&mut random, p.places.len());
        let bound = |p: &Coloring| {
            let q = p.clone();
            bindings(p)
                .point("\\mathbf{x}", x.to_vec())
                .function("f", move |x| {
                    Ok(objective(&q, &Array1::from(x.point()?)).into())
                })
        };
        for equation in &all {
            equation.holds(&bound(&p));
        }
        // The gradient is what the differences of the objective say.
        let slope = gradient(&p, &x);
        for i in 0..x.len() {
            let [mut left, mut right] = [x.clone(), x.clone()];
            left[i] -= 0.5;
            right[i] += 0.5;
            // Exact for a quadratic.
            let difference = objective(&p, &right) - objective(&p, &left);
            assert!((slope[i] - difference).abs() < 1e-10);
        }
        p.seeds.clear();
        for equation in &alone {
            equation.holds(&bound(&p));
        }
    }
}

/// Covers eq:laplacian-diagonal, eq:laplacian-beside, eq:coloring-hessian.
#[test]
fn the_hessian_is_the_laplacian_and_the_seeds() {
    let [diagonal, hessian] = ["laplacian-diagonal", "coloring-hessian"].map(equation);
    let beside = equation("laplacian-beside");
    let mut random = seeded(2);
    for _ in 0..200 {
        let p = drawn(&mut random, 0.1);
        let n = p.places.len();
        if n < 2 {
            continue;
        }
        // Its columns are what the gradient changes by.
        let flat = gradient(&p, &Array1::zeros(n));
        let column = |j: usize| {
            let mut x = Array1::zeros(n);
            x[j] = 1.0;
            (gradient(&p, &x) - &flat).to_vec()
        };
        hessian.holds(&bindings(&p).matrix("H", (0..n).map(column)));
        for i in 1..=n as i64 {
            // An index by itself, without the range of the sums.
            let l = laplacian(n, &p.edges);
            let entry = move |i: i64, j: i64| Some(l[[i as usize - 1, j as usize - 1]].into());
            let q = p.clone();
            let near = move |i: i64, j: i64| {
                let near = are_near(&q, i as usize - 1, j as usize - 1);
                Some(f64::from(u8::from(near)).into())
            };
            let j = i % n as i64 + 1;
            let bindings = Bindings::new()
                .shared()
                .vector("d", degrees(&p))
                .table("L", entry)
                .table("a", near)
                .integer("i", i)
                .integer("j", j);
            diagonal.holds(&bindings);
            beside.holds(&bindings);
        }
    }
}

/// Covers eq:averaging, lst:colors_after.
#[test]
fn a_step_takes_the_average_of_the_neighbors() {
    let averaging = equation("averaging");
    let mut random = seeded(3);
    let mut checked = 0;
    for _ in 0..100 {
        let p = drawn(&mut random, 1.0);
        let eta = random.between(0.01, 0.4);
        let runs: Vec<Vec<f64>> = (0..5)
            .map(|t| colors_after(&p, [eta, 0.0], t).unwrap().to_vec())
            .collect();
        for i in (0..p.places.len()).filter(|i| !p.seeds.contains(i)) {
            let q = p.clone();
            let near = move |i: i64, j: i64| {
                let near = are_near(&q, i as usize - 1, j as usize - 1);
                Some(f64::from(u8::from(near)).into())
            };
            let bindings = Bindings::new()
                .scalar("\\eta", eta)
                .sequence("x", 0, runs.clone())
                .vector("d", degrees(&p))
                .table("a", near)
                .range("j", 1, p.places.len() as i64)
                .integer("i", i as i64 + 1)
                .integer("t", 1 + (i % 4) as i64);
            averaging.holds(&bindings);
            checked += 1;
        }
    }
    assert!(checked > 300);
    // With momentum, by hand: two pixels, one of them a seed of weight 1.
    let pair = coloring([2, 1], 1.0, |[column, _]| match column {
        0 => Cell::Seed,
        _ => Cell::Open,
    });
    let two = colors_after(&pair, [0.25, 0.5], 2).unwrap();
    assert_eq!(two.to_vec(), [0.5, 0.0625]);
}

/// Covers eq:smallest-bound, lst:ends, lst:four_rooms.
#[test]
fn the_eigenvalues_are_those_of_the_matrix() {
    let bound = equation("smallest-bound");
    let mut random = seeded(4);
    let mut below = 0;
    for case in 0..200 {
        let p = drawn(&mut random, [0.1, 1.0][case % 2]);
        let n = p.places.len();
        if n == 0 {
            continue;
        }
        let mut hessian = laplacian(n, &p.edges);
        for &i in &p.seeds {
            hessian[[i, i]] += p.weight;
        }
        let (lambda, _) = listings::quadratic_functions::eigen(&hessian).unwrap();
        let [low, high] = ends(&p);
        // Rounding of numbers up to 9.
        assert!((low - lambda[0]).abs() < 1e-12, "{low} {lambda}");
        assert!((high - lambda[n - 1]).abs() < 1e-12, "{high} {lambda}");
        for (sign, near) in [(1.0, low), (-1.0, high)] {
            assert!(is_definite(&p, sign, near - sign * 1e-9));
            assert!(!is_definite(&p, sign, near + sign * 1e-9));
        }
        let rows = hessian.rows().into_iter().map(|row| row.to_vec());
        let met = bindings(&p).matrix("H", rows).scalar("\\lambda_1", low);
        let above = p.weight * p.seeds.len() as f64 / n as f64;
        for side in &bound.sides(&met)[1..] {
            assert!((side - above).abs() < 1e-14);
        }
        // Where both are the same, they are it but for rounding.
        assert!(low < above + 1e-12);
        if low < above - 1e-9 {
            assert!(bound.is_met(&met));
            below += 1;
        }
    }
    assert!(below > 50, "{below}");
    // The seeds of the full rooms stand at the middle of the left wall.
    let rooms = four_rooms(0.1);
    let places: Vec<[usize; 2]> = rooms.seeds.iter().map(|i| rooms.places[*i]).collect();
    assert_eq!(places, [[0, 7], [0, 8]]);
}

/// Covers eq:thousandth.
#[test]
fn three_digits_take_three_times_as_long_as_one() {
    let equation = equation("thousandth");
    for kappa in [1.5, 10.0, 100.0, 393.8, 155_098.9] {
        let rate = listings::curvature::best_rate(kappa).unwrap();
        let t = 3.0 * listings::curvature::steps_per_digit(kappa).unwrap();
        equation.holds(&Bindings::new().scalar("\\rho", rate).scalar("t", t));
        assert!((rate.powf(t) - 1e-3).abs() < 1e-9);
    }
}
