//! "Whose weight is it?".

use formula::Bindings;
use listings::effective_sample_weight::{newest_share, total_weight};
use listings::figures::effective_sample_weight::Weights;
use listings::figures::{Figure, Window};
use listings::leaky_averages::{effective_size, leaky_sum};
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{close, momenta};

/// Covers eq:newest-share, lst:newest_share.
#[test]
fn the_printed_share_is_that_of_the_listing() {
    let printed = equation("newest-share");
    let mut random = seeded(15);
    for beta in momenta(15) {
        let k = random.between(0.0, 30.0) as i64;
        let bindings = Bindings::new()
            .sequence_by("s", |k| Some(newest_share(beta, k as f64).into()))
            .integer("k", k)
            .scalar("\\beta", beta);
        printed.holds(&bindings);
    }
}

/// Covers eq:log-tangent, eq:older-share, eq:open-range, eq:newest-memory.
#[test]
fn the_older_gradients_carry_less_than_one_in_e() {
    let (tangent, older) = (equation("log-tangent"), equation("older-share"));
    let (range, memory) = (equation("open-range"), equation("newest-memory"));
    for beta in momenta(16).filter(|beta| *beta > 0.0) {
        let bindings = Bindings::new().scalar("\\beta", beta);
        tangent.holds(&bindings);
        older.holds(&bindings);
        assert!(range.is_met(&bindings));
        memory.holds(&bindings.scalar("k", total_weight(beta)));
        let share = 1.0 - newest_share(beta, total_weight(beta));
        assert!(share < (-1.0_f64).exp());
    }
    // At β = 1 the line touches the logarithm, and nothing is strict.
    for beta in [0.0, 1.0] {
        assert!(!range.is_met(&Bindings::new().scalar("\\beta", beta)));
    }
    assert!(!tangent.is_met(&Bindings::new().scalar("\\beta", 1.0)));
    // The bounds are sharp: nearer to 1 both sides come as near to each other
    // as one likes, up to half of the distance from 1 in proportion.
    let near = Bindings::new().scalar("\\beta", 0.999_999);
    for printed in [&tangent, &older] {
        let sides = printed.sides(&near);
        assert!((sides[0] / sides[1] - 1.0).abs() < 1e-6, "{sides:?}");
    }
    // The left side is what the newest do not carry; a power of a million.
    let share = 1.0 - newest_share(0.999_999, 1e6);
    assert!((older.sides(&near)[0] - share).abs() < 1e-9);
}

/// Covers claim:weight-from-above.
#[test]
fn the_share_of_the_newest_falls_toward_its_bound() {
    let claim = claim("weight-from-above");
    let [end, bound, one, minus_one] = claim.numbers();
    assert_eq!([end, one, minus_one], [1.0, 1.0, 1.0]);
    let limit = 100.0 * (1.0 - (-1.0_f64).exp());
    // Half of the last digit that is printed.
    assert!((bound - limit).abs() < 0.05);
    let share = |beta: f64| 100.0 * newest_share(beta, total_weight(beta));
    let up = match claim.word(&["as β rises", "as β falls"]) {
        "as β rises" => 1.0,
        _ => -1.0,
    };
    let sign = match claim.word(&["share falls", "share rises"]) {
        "share falls" => -1.0,
        _ => 1.0,
    };
    let all_above = (0..1000).all(|n| share(f64::from(n) / 1000.0) > limit);
    for n in 1..1000 {
        let [before, after] = [n - 1, n].map(|n| share(f64::from(n) / 1000.0));
        assert!(up * sign * (after - before) > 0.0, "{n}");
    }
    match claim.word(&[
        "always stays above",
        "always stays below",
        "never stays above",
    ]) {
        "always stays above" => assert!(all_above),
        _ => assert!(!all_above),
    }
}

/// Covers fig:weights.
#[test]
fn the_weights_are_drawn_with_their_shares_and_three_measures() {
    for (beta, last, measures) in [
        (
            0.9,
            40.0,
            ["half-life 6.6", "total weight 10", "effective size 19"],
        ),
        (
            0.5,
            6.0,
            ["half-life 1", "total weight 2", "effective size 3"],
        ),
        (
            0.0,
            6.0,
            ["half-life 0", "total weight 1", "effective size 1"],
        ),
        (
            0.99,
            350.0,
            ["half-life 69", "total weight 100", "effective size 199"],
        ),
    ] {
        let figure = Weights { beta };
        let memory = figure.data().unwrap();
        let window = Window {
            x: [0.0, last],
            y: [0.0, 1.15],
        };
        // A weight is what the velocity still has of a single gradient.
        let mut gradients = vec![0.0; memory.weights.len()];
        gradients[0] = 1.0;
        let decay = leaky_sum(&gradients, beta).unwrap();
        for (age, weight) in memory.weights.iter().enumerate() {
            assert!(close(*weight, decay[age + 1]));
        }
        assert_eq!(memory.shares.len(), 241);
        for (n, [age, share]) in memory.shares.iter().enumerate() {
            assert!(close(*age, last * n as f64 / 240.0));
            assert_eq!(*share, newest_share(beta, *age));
        }
        let drawing = figure.drawing(&memory).unwrap();
        let line = |values: &[f64]| -> Vec<[f64; 2]> {
            let points = values.iter().enumerate();
            points.map(|(age, y)| [age as f64, *y]).collect()
        };
        assert_drawn(&drawing, "flat", window, &memory.shares);
        let elements = elements(&drawing);
        if last < 100.0 {
            let discs = of(&elements, "circle", "momentum");
            assert_eq!(discs.len(), memory.weights.len());
            for (disc, point) in discs.iter().zip(line(&memory.weights)) {
                assert!(distance(disc.points[0], place(window, point)) < 0.1);
            }
            let stems = of(&elements, "polyline", "momentum");
            for (stem, point) in stems.iter().zip(line(&memory.weights)) {
                assert!(distance(stem.points[1], place(window, point)) < 0.1);
                assert!(distance(stem.points[0], place(window, [point[0], 0.0])) < 0.1);
            }
        } else {
            assert_drawn(&drawing, "momentum", window, &line(&memory.weights));
        }
        let guides = of(&elements, "polyline", "contour");
        let places = [
            0.5_f64.ln() / beta.ln(),
            total_weight(beta),
            effective_size(beta),
        ];
        let discs = of(&elements, "circle", "start");
        for (n, (age, (_, told))) in places.into_iter().zip(memory.marks).enumerate() {
            assert!((told[0] - age).abs() < 1e-9, "{told:?} {age}");
            assert_eq!(told[1], newest_share(beta, told[0]));
            // On the line, and down to the axis.
            assert!(distance(discs[n].points[0], place(window, told)) < 0.1);
            let ends = [[told[0], 0.0], told].map(|end| place(window, end));
            for (end, drawn) in ends.into_iter().zip(&guides[n].points) {
                assert!(distance(end, *drawn) < 0.1);
            }
        }
        assert_eq!([guides.len(), discs.len()], [3, 3]);
        let notes: Vec<_> = elements.iter().map(|e| e.text.as_str()).collect();
        for text in measures {
            assert!(notes.contains(&text), "{text} in {notes:?}");
        }
        assert_eq!(drawing.readout.len(), 3);
        let rows = drawing.table.rows;
        assert_eq!(rows.len(), memory.weights.len());
        let percent: f64 = rows[3][2].parse().unwrap();
        // The table is rounded to a tenth.
        assert!((percent - 100.0 * newest_share(beta, 3.0)).abs() < 0.051);
    }
    assert!(Weights { beta: 1.0 }.data().is_err());
}
