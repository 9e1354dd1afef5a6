//! "Try".

use listings::figures::Figure;
use listings::figures::momentum_method::Rolling;
use listings::ill_conditioned_problem::CURVATURES;
use listings::momentum_method::{momentum_arrival, momentum_limit, spectral_radius};
use listings::settling::Settling;
use tests::plane::{momentum_descent, objective};

use super::{START, page};

/// Covers ex:lowest-loss.
#[test]
fn the_lowest_loss_and_the_smallest_radius_are_at_different_momenta() {
    let typed = "\
   for n in 0..100 {
       let beta = f64::from(n) / 100.0;
       let radius = |lambda| spectral_radius(0.6, beta, lambda);
       let [flat, steep] = CURVATURES.map(radius);
       let path = momentum_descent([-5.0, -2.0], 0.6, beta, 20)?;
       let loss = objective(&path[20]);
       println!(\"{beta} {:.4} {loss:e}\", flat.max(steep));
   }
";
    assert!(page().contains(typed));
    // As the page has it typed, but for what is done with the numbers.
    let mut found = Vec::new();
    for n in 0..100 {
        let beta = f64::from(n) / 100.0;
        let [flat, steep] = CURVATURES.map(|l| spectral_radius(0.6, beta, l));
        let path = momentum_descent([-5.0, -2.0], 0.6, beta, 20).unwrap();
        let radius = format!("{:.4}", flat.max(steep));
        found.push((beta, radius.parse().unwrap(), objective(path[20])));
    }
    let at = |number: fn(&(f64, f64, f64)) -> f64| -> Vec<f64> {
        let least = found.iter().map(number).fold(f64::INFINITY, f64::min);
        let there = found.iter().filter(|line| number(line) == least);
        there.map(|line| line.0).collect()
    };
    assert_eq!(at(|line| line.1), [0.43]);
    assert_eq!(at(|line| line.2), [0.45]);
}

/// Covers ex:largest-step.
#[test]
fn the_largest_step_is_below_the_limit_and_arrives() {
    assert!((momentum_limit(0.9, CURVATURES[1]) - 0.95).abs() < 1e-12);
    assert!(matches!(
        momentum_arrival(START, 0.94, 0.9).unwrap(),
        Settling::Step(_)
    ));
    for hundredths in 95..=100 {
        let eta = f64::from(hundredths) / 100.0;
        assert_eq!(
            momentum_arrival(START, eta, 0.9).unwrap(),
            Settling::Never,
            "{eta}"
        );
    }
    let reading = |eta: f64| {
        let figure = Rolling {
            eta,
            beta: 0.9,
            ..Rolling::default()
        };
        let drawing = figure.drawing(&figure.data().unwrap()).unwrap();
        drawing.readout.last().unwrap().value.clone()
    };
    assert!(reading(0.94).parse::<usize>().is_ok());
    assert_eq!(reading(0.95), "never");
}
