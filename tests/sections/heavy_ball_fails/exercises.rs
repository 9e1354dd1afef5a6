//! "Try".

use listings::figures::Figure;
use listings::figures::heavy_ball_fails::{Cycle, Square};
use listings::heavy_ball_fails::{arrival, sizes};

use super::heavy;

/// Covers ex:start-at-top.
#[test]
fn the_cycle_is_entered_at_its_top() {
    // The point before (0, 1) is (1, 0).
    let eta = heavy(100.0)[0];
    let [v_1, v_2] = [(1.0 - 0.0) / eta, (0.0 - 1.0) / eta];
    assert!((v_1 - 30.25).abs() < 1e-12 && (v_2 + 30.25).abs() < 1e-12);
    let found = Square {
        start: [0.0, 1.0],
        v_1: 30.25,
        v_2: -30.25,
    };
    let [_, path, _] = found.data().unwrap().paths;
    let points = [[0.0, 1.0], [-1.0, 0.0], [0.0, -1.0], [1.0, 0.0]];
    for (t, x) in path.iter().enumerate() {
        assert!((x[0] - points[t % 4][0]).hypot(x[1] - points[t % 4][1]) < 1e-12);
    }
    assert_eq!(arrival(&sizes(&path)), None);
}

/// Covers ex:never-from-one.
#[test]
fn from_one_the_heavy_ball_never_arrives() {
    let arrives = |hundredths: i32| {
        let from = f64::from(hundredths) / 100.0;
        let [_, path, _] = Cycle { from }.data().unwrap();
        arrival(&sizes(&path)).is_some()
    };
    assert!(!arrives(100));
    let next = (101..400).find(|n| arrives(*n));
    assert_eq!(next, Some(104));
}
