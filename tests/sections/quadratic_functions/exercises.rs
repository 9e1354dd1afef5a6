//! "Try".

use listings::figures::Figure;
use listings::figures::quadratic_functions::{Bowl, OwnAxes};
use listings::ndarray::arr1;
use listings::quadratic_functions::{from_own, turned_bowl};
use tests::drawn::{draw, off_line};
use tests::states::seeded;

/// Covers ex:one-coordinate.
#[test]
fn from_the_first_axis_the_second_coordinate_stays_at_zero() {
    let h = turned_bowl().unwrap();
    let mut random = seeded(31);
    for _ in 0..100 {
        let x = from_own(&h, &arr1(&[random.between(-4.0, 4.0), 0.0]));
        let start = [x[0], x[1]];
        let (eta, beta) = (random.between(0.01, 0.5), random.between(0.0, 0.99));
        let figure = OwnAxes { eta, beta, start };
        let zero = |reading: &str| {
            figure.data().unwrap().path.iter().all(|z| {
                let z = if reading.starts_with("z₁") {
                    z[0]
                } else {
                    z[1]
                };
                z.abs() < 1e-12
            })
        };
        let names: Vec<String> = draw(&figure).readout.into_iter().map(|r| r.name).collect();
        assert_eq!(
            [zero(&names[0]), zero(&names[1])],
            [false, true],
            "{names:?}"
        );
        let path = Bowl { eta, beta, start }.data().unwrap().path;
        for point in &path {
            assert!(off_line(*point, [1.0, 1.0], start) < 1e-12);
        }
    }
}
