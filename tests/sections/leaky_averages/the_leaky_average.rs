//! "The leaky average".

use formula::Bindings;
use listings::figures::leaky_averages::{Curve, GUIDES, Impulse, ImpulseAverage};
use listings::figures::{Drawing, Figure, Window};
use listings::leaky_averages::{leaky_average, leaky_sum};
use tests::drawn::{assert_drawn, distance, draw, elements, of, place};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{BETA, WEIGHTS, average_weights, bind, case, line, sum_weights, texts};

/// Covers eq:leaky-average, eq:proportional, lst:leaky_average.
#[test]
fn the_printed_averages_are_those_that_run() {
    let mut random = seeded(14);
    let (step, proportional) = (equation("leaky-average"), equation("proportional"));
    for number in 0..1000 {
        let (beta, stream, t) = case(number, 1, &mut random);
        let averages = || leaky_average(&stream, beta).unwrap();
        step.holds(&bind(beta, &stream, t).sequence("m", 0, averages()));
        let sums = leaky_sum(&stream, beta).unwrap();
        proportional.holds(
            &Bindings::new()
                .scalar("\\beta", beta)
                .integer("t", t)
                .sequence("m", 0, averages())
                .sequence("v", 0, sums),
        );
    }
}

/// Covers claim:crossing.
#[test]
fn a_larger_beta_weighs_the_old_more() {
    let claim = claim("crossing");
    let [large, small, up_to, from] = claim.numbers();
    assert_eq!([large, small], [0.95, BETA]);
    let pairs: Vec<(f64, f64)> = average_weights(large, 500)
        .into_iter()
        .zip(average_weights(small, 500))
        .collect();
    let (young, old) = pairs.split_at(from as usize);
    assert_eq!(young.len() as f64 - 1.0, up_to);
    let holds = |word: &str, (a, b): &(f64, f64)| if word == "less" { a < b } else { a > b };
    let word = claim.word(&["has less weight", "has more weight"]);
    let word = word.split(' ').nth(1).unwrap();
    assert!(young.iter().all(|pair| holds(word, pair)));
    let word = claim.word(&["and less weight", "and more weight"]);
    let word = word.split(' ').nth(1).unwrap();
    assert!(old.iter().all(|pair| holds(word, pair)));
    assert_eq!(claim.word(&["up to", "down to"]), "up to");
    assert_eq!(
        claim.word(&["With $\\beta", "Without $\\beta"]),
        "With $\\beta"
    );
}

/// Covers claim:most-weight.
#[test]
fn the_least_beta_weighs_the_newest_most_and_the_largest_the_old() {
    let claim = claim("most-weight");
    let [low, high, oldest] = claim.numbers();
    let extreme = |word: &str, of: &dyn Fn(f64) -> f64| {
        let better = |a: f64, b: f64| if word == "most" { a > b } else { a < b };
        let best = |a: f64, b: f64| if better(of(b), of(a)) { b } else { a };
        GUIDES.into_iter().reduce(best).unwrap()
    };
    let least = GUIDES.into_iter().fold(1.0, f64::min);
    let largest = GUIDES.into_iter().fold(0.0, f64::max);
    match claim.word(&["The smallest $\\beta$", "The largest $\\beta$"]) {
        "The smallest $\\beta$" => assert_eq!(low, least),
        _ => assert_eq!(low, largest),
    }
    match claim.word(&["and the largest", "and the smallest"]) {
        "and the largest" => assert_eq!(high, largest),
        _ => assert_eq!(high, least),
    }
    let word = claim.word(&["newest gradient the most", "newest gradient the least"]);
    let word = word.rsplit(' ').next().unwrap();
    assert_eq!(extreme(word, &|beta| average_weights(beta, 0)[0]), low);
    let word = claim.word(&["gives the most to", "gives the least to"]);
    let word = word.split(' ').nth(2).unwrap();
    let age = oldest as usize;
    let old = |beta: f64| average_weights(beta, age)[age];
    assert_eq!(extreme(word, &old), high);
    // The last age of the figure.
    assert_eq!(oldest, WEIGHTS.x[1]);
}

pub(super) const DECADES: Window = Window {
    x: [0.0, 20.0],
    y: [-4.0, 0.5],
};

/// Where the middle of this writing stands.
fn middle(drawing: &Drawing, text: &str) -> [f64; 2] {
    let elements = elements(drawing);
    let found = elements.iter().find(|e| e.text == text);
    found
        .unwrap_or_else(|| panic!("{text} is not written"))
        .points[0]
}

/// Covers fig:impulse-average.
#[test]
fn the_weights_of_the_average_are_drawn_as_logarithms() {
    let shown = ImpulseAverage::default();
    let curves = shown.data().unwrap();
    let betas: Vec<f64> = curves.iter().map(|curve| curve.beta).collect();
    assert_eq!(betas, [0.9, 0.95, 0.9, 0.6, 0.0]);
    for curve in &curves {
        assert_eq!(curve.weights, average_weights(curve.beta, 20));
        let seen: &[f64] = if curve.beta == 0.0 {
            &[1.0]
        } else {
            &curve.weights
        };
        let guide = Curve {
            beta: 0.3,
            ..curve.clone()
        };
        let drawing = shown.drawing(&vec![curve.clone(), guide]).unwrap();
        for role in ["momentum", "contour"] {
            assert_drawn(&drawing, role, DECADES, &line(seen, f64::log10));
        }
    }
    let drawing = draw(&shown);
    let elements = elements(&drawing);
    assert_eq!(of(&elements, "circle", "momentum").len(), 21);
    // The only weight of β = 0 is a single point at the top.
    let [dot] = of(&elements, "circle", "contour")[..] else {
        panic!("one guide is a point");
    };
    assert!(distance(dot.points[0], place(DECADES, [0.0, 0.0])) < 0.1);
    // Its name stands right beside it.
    let name = middle(&drawing, "β = 0");
    assert!((name[1] - dot.points[0][1]).abs() < 6.0);
    assert!(name[0] - dot.points[0][0] < 40.0);
    assert_eq!(texts(&drawing, "momentum"), ["β = 0.9"]);
    for name in ["β = 0.95", "β = 0.6", "β = 0"] {
        assert!(texts(&drawing, "text").contains(&name.to_owned()));
    }
}

/// At the page's setting each name stands nearer to its own curve than to any
/// other.
#[test]
fn each_curve_is_named_where_it_is() {
    let near = |curve: &[[f64; 2]], window: Window, at: [f64; 2]| {
        let points = curve.windows(2).flat_map(|pair| {
            (0..=20).map(move |part| {
                let s = f64::from(part) / 20.0;
                [0, 1].map(|i| pair[0][i] + s * (pair[1][i] - pair[0][i]))
            })
        });
        let far = points.map(|point| distance(place(window, point), at));
        far.fold(f64::INFINITY, f64::min)
    };
    let nearest = |drawing: &Drawing, name: &str, window: Window, lines: &[Vec<[f64; 2]>]| {
        let at = middle(drawing, name);
        let far: Vec<f64> = lines.iter().map(|line| near(line, window, at)).collect();
        let least = far.iter().copied().fold(f64::INFINITY, f64::min);
        far.iter().position(|d| *d == least).unwrap()
    };
    let names = ["β = 0.95", "β = 0.9", "β = 0.6", "β = 0"];
    let lines = GUIDES.map(|beta| line(&sum_weights(beta, 20), |w| w));
    let drawing = draw(&Impulse::default());
    for (i, name) in names.into_iter().enumerate() {
        assert_eq!(nearest(&drawing, name, WEIGHTS, &lines), i, "{name}");
    }
    let lines = GUIDES.map(|beta| line(&average_weights(beta, 20), f64::log10));
    let drawing = draw(&ImpulseAverage::default());
    for (i, name) in names.into_iter().enumerate().take(3) {
        assert_eq!(nearest(&drawing, name, DECADES, &lines), i, "{name}");
    }
}
