//! "Try".

use listings::figures::ill_conditioned_problem::Valley;
use listings::figures::valley::PLANE;
use listings::ill_conditioned_problem::{
    CURVATURES, arrival, best_step, factor, step_limit, values,
};
use listings::settling::Settling;
use tests::drawn::draw;
use tests::plane::{gradient_descent, gradient_step, objective};
use tests::printed::pages;

use super::end;

/// Covers ex:lowest-after-20.
#[test]
fn one_step_size_has_the_lowest_loss() {
    let loss = |hundredths: i32| objective(end(f64::from(hundredths) / 100.0));
    let better = |n: &i32| loss(*n) < loss(n - 1) && loss(*n) < loss(n + 1);
    let found: Vec<i32> = (2..100).filter(better).collect();
    assert_eq!(found, [45]);
    let [x1, x2] = end(0.45);
    assert!(objective([x1, 0.0]) > objective([0.0, x2]));
    assert!((best_step(CURVATURES) - 0.45).abs() > 0.02);
}

/// Covers ex:on-the-floor.
#[test]
fn on_the_floor_the_large_step_arrives_and_beside_it_it_does_not() {
    assert!(factor(0.6, CURVATURES[1]).abs() > 1.0);
    assert!(matches!(
        arrival([-5.0, 0.0], 0.6).unwrap(),
        Settling::Step(_)
    ));
    let beside = values()
        .unwrap()
        .iter()
        .find(|v| v.0 == "beside")
        .unwrap()
        .1;
    assert_eq!(arrival([-5.0, beside], 0.6).unwrap(), Settling::Never);
    // The step at which the path leaves is written into the figure.
    let path = gradient_descent([-5.0, beside], 0.6, 20).unwrap();
    let leaves = PLANE.exit(&path).expect("the path leaves");
    let figure = Valley {
        eta: 0.6,
        start: [-5.0, beside],
        ..Valley::default()
    };
    assert!(
        draw(&figure)
            .svg
            .contains(&format!("leaves at step {leaves}"))
    );
}

/// Covers ex:two-steps.
#[test]
fn two_steps_of_different_size_arrive() {
    // As the page has it typed: one step for each curvature.
    let page = pages()
        .into_iter()
        .find(|p| p.name() == "ill-conditioned-problem");
    let text = page.unwrap().text;
    assert!(text.contains("`let x = gradient_step(&arr1(&[-5.0, -2.0]), 5.0);`"));
    assert!(text.contains("`println!(\"{}\", gradient_step(&x, 0.25));`"));
    assert_eq!(CURVATURES.map(|lambda| 1.0 / lambda), [5.0, 0.25]);
    let end = gradient_step(gradient_step([-5.0, -2.0], 5.0), 0.25);
    assert_eq!(end, [0.0, 0.0]);
}

/// Covers ex:rounder-valley.
#[test]
fn a_rounder_valley_has_a_larger_limit() {
    // What the last cell of the notebook prints then: limit and best step.
    assert_eq!(step_limit(1.0), 2.0);
    assert!(best_step([CURVATURES[0], 1.0]) > best_step(CURVATURES));
}
