//! "Try".

use listings::figures::Figure;
use listings::figures::hump::Steepest;

/// Covers ex:smallest-hump.
#[test]
fn the_hump_begins_at_six() {
    let rises = |kappa: i32| {
        let kappa = f64::from(kappa);
        let sizes = Steepest { kappa, repair: 1.0 }.data().unwrap();
        sizes[0].iter().any(|size| *size > 1.0)
    };
    let first = (2..100).find(|kappa| rises(*kappa)).unwrap();
    assert_eq!(first, 6);
    assert_eq!(f64::from(first), (3.0 + 8.0_f64.sqrt()).ceil());
}
