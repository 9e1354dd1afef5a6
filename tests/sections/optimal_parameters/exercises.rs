//! "Try".

use listings::figures::Figure;
use listings::figures::momentum_method::Rolling;
use listings::ill_conditioned_problem::CURVATURES;
use listings::momentum_method::spectral_radius;
use listings::optimal_parameters::best_pair;

/// Covers ex:both-ring.
#[test]
fn both_coordinates_ring_from_a_little_above_the_root_of_kappa() {
    let at = |beta: i32, eta: i32| [f64::from(beta) / 100.0, f64::from(eta) / 100.0];
    let ring = |beta: i32, eta: i32| {
        let [beta, eta] = at(beta, eta);
        CURVATURES.map(|lambda| spectral_radius(eta, beta, lambda)) == [beta.sqrt(); 2]
    };
    let found = |beta: i32| -> Vec<i32> { (1..=100).filter(|eta| ring(beta, *eta)).collect() };
    let first = (0..100).find(|beta| !found(*beta).is_empty()).unwrap();
    assert_eq!((first, found(first)), (41, vec![65, 66, 67]));
    // What the readings of the figure say there and just below.
    for n in 40..=41 {
        for m in 1..=100 {
            let [beta, eta] = at(n, m);
            let figure = Rolling {
                eta,
                beta,
                ..Rolling::default()
            };
            let drawing = figure.drawing(&figure.data().unwrap()).unwrap();
            let root = format!("{:.3}", beta.sqrt());
            let said = drawing.readout[..2].iter().all(|r| r.value == root);
            assert_eq!(said, ring(n, m), "{beta} {eta}");
        }
    }
    let [eta, beta] = best_pair(CURVATURES);
    assert_eq!((100.0 * beta).ceil(), 41.0);
    assert_eq!((100.0 * eta).round(), 67.0);
}
