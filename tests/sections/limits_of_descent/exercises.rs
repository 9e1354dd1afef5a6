//! "Try".

use listings::figures::Figure;
use listings::figures::limits_of_descent::Bound;
use listings::limits_of_descent::chain_rate;

/// Covers ex:least-steps.
#[test]
fn a_thousandth_costs_35_steps_at_least() {
    let q = chain_rate(100.0).unwrap();
    let least = (1e-3_f64.ln() / q.ln()).ceil();
    assert_eq!(least, 35.0);
    let figure = Bound::default();
    let drawing = figure.drawing(&figure.data().unwrap()).unwrap();
    let [_, heavy, _, conjugate] = &drawing.readout[..] else {
        panic!("it has four readings")
    };
    assert_eq!([heavy.value.as_str(), &conjugate.value], ["35", "36"]);
}
