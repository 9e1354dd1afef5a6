//! Holds the section "Curvature and the condition number" to its word.

mod a_turned_valley;
mod along_a_direction;
mod exercises;
mod not_the_best_result;
mod one_step_size;
mod own_directions;
mod what_a_digit_costs;
mod what_changes;

use formula::Bindings;
use listings::curvature::{best_rate, slowest_factor, steps_per_digit};
use listings::figures::curvature::{EveryDirection, Progress, StepSizes, TurnedValley};
use listings::figures::{Drawing, Figure};
use listings::ill_conditioned_problem::{CURVATURES, best_step, step_limit};
use tests::drawn::elements;
use tests::plane::{condition_number, direction, height, hessian, turned_descent};
use tests::states::{Seeded, seeded};
use tests::told::{assert_told, is, leads};

/// The start of the previous section.
const OLD_START: [f64; 2] = [-5.0, -2.0];

/// The start of this section's figures.
const START: [f64; 2] = [-3.33, -4.23];

fn point(random: &mut Seeded) -> [f64; 2] {
    [random.between(-6.0, 6.0), random.between(-4.5, 4.5)]
}

fn near(x: f64, y: f64, tolerance: f64) -> bool {
    (x - y).abs() <= tolerance
}

/// A valley: its curvatures, flat first, and the angle of its floor. The edges
/// of the controls are among the first.
fn valleys(seed: u64) -> impl Iterator<Item = ([f64; 2], f64)> {
    let mut random = seeded(seed);
    let edges = [
        (CURVATURES, 0.0),
        (CURVATURES, 30.0),
        (CURVATURES, 45.0),
        (CURVATURES, 90.0),
        (CURVATURES, -90.0),
        ([0.04, 4.0], -30.0),
        ([4.0, 4.0], 30.0),
    ];
    edges.into_iter().chain((0..1000).map(move |_| {
        let flat = random.between(0.05, 3.0);
        let steep = flat + random.between(0.1, 5.0);
        ([flat, steep], random.between(-90.0, 90.0))
    }))
}

/// The directions along and across the floor, as the angle says.
fn own(angle: f64) -> [[f64; 2]; 2] {
    [direction(angle), direction(angle + 90.0)]
}

/// `bindings` with the matrix H.
fn with_hessian(bindings: Bindings<'_>, hessian: [[f64; 2]; 2]) -> Bindings<'_> {
    bindings.matrix("H", hessian)
}

/// `bindings` with a, b and c.
fn with_entries(bindings: Bindings<'_>, [[a, b], [_, c]]: [[f64; 2]; 2]) -> Bindings<'_> {
    bindings.scalar("a", a).scalar("b", b).scalar("c", c)
}

/// `bindings` with f.
fn with_height(bindings: Bindings<'_>, hessian: [[f64; 2]; 2]) -> Bindings<'_> {
    bindings.function("f", move |x| {
        let x = x.point()?;
        Ok(height(hessian, [x[0], x[1]]).into())
    })
}

/// Between two and six eigenvalues, smallest first.
fn spectrum(random: &mut Seeded) -> Vec<f64> {
    let count = random.between(2.0, 7.0) as usize;
    let mut lambdas: Vec<f64> = (0..count).map(|_| random.between(0.05, 5.0)).collect();
    lambdas.sort_by(f64::total_cmp);
    lambdas
}

fn draw<F: Figure>(figure: &F) -> Drawing {
    figure.drawing(&figure.data().unwrap()).unwrap()
}

/// Settings of the turned valley, the ends of its controls among them.
fn settings() -> Vec<TurnedValley> {
    let mut random = seeded(20);
    let mut all = vec![TurnedValley::default()];
    for kappa in [1.0, 100.0] {
        for angle in [-90.0, 0.0, 90.0] {
            let (eta, start) = (0.6, [-6.0, 4.5]);
            all.push(TurnedValley {
                kappa,
                angle,
                eta,
                start,
            });
        }
    }
    all.extend((0..100).map(|_| TurnedValley {
        kappa: random.between(1.0, 100.0),
        angle: random.between(-90.0, 90.0),
        eta: random.between(0.01, 0.6),
        start: point(&mut random),
    }));
    all
}

#[test]
fn arguments_out_of_range_are_refused() {
    let h = hessian(CURVATURES, 30.0);
    let skew = [[1.0, 2.0], [3.0, 4.0]];
    for (h, start, eta, steps, argument) in [
        (skew, START, 0.4, 20, "hessian"),
        ([[f64::NAN, 0.0], [0.0, 1.0]], START, 0.4, 20, "hessian"),
        (h, [f64::NAN, 0.0], 0.4, 20, "start"),
        (h, START, -0.1, 20, "eta"),
        (h, START, 0.4, usize::MAX, "steps"),
    ] {
        let refusal = turned_descent(h, start, eta, steps)
            .unwrap_err()
            .to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
    for (h, what) in [
        (skew, "hessian is "),
        // A saddle, a level floor, a hill.
        ([[1.0, 2.0], [2.0, 1.0]], "the smallest eigenvalue is -1;"),
        ([[1.0, 0.0], [0.0, 0.0]], "the smallest eigenvalue is 0;"),
        ([[-1.0, 0.0], [0.0, -2.0]], "the smallest eigenvalue is -2;"),
    ] {
        let refusal = condition_number(h).unwrap_err().to_string();
        assert!(refusal.starts_with(what), "{refusal}");
    }
    for kappa in [0.5, -3.0, f64::NAN, f64::INFINITY] {
        assert!(best_rate(kappa).is_err() && steps_per_digit(kappa).is_err());
    }
}

/// The readouts say what the program computes.
#[test]
fn the_numbers_beside_the_figures_are_computed() {
    let read = |drawing: &Drawing, name: &str| -> f64 {
        let found = drawing.readout.iter().find(|reading| reading.name == name);
        let text = &found.unwrap_or_else(|| panic!("{name}")).value;
        text.replace('−', "-")
            .parse()
            .unwrap_or_else(|_| panic!("{text}"))
    };
    let valley = draw(&TurnedValley::default());
    assert_eq!(read(&valley, "curvature λ₁ along q₁"), 0.2);
    assert_eq!(read(&valley, "size of the factor along q₁"), 0.92);
    assert_eq!(read(&valley, "size of the factor along q₂"), 0.6);
    let h = hessian(CURVATURES, 30.0);
    let end = turned_descent(h, START, 0.4, 20).unwrap()[20];
    assert!(near(
        read(&valley, "loss at the last step"),
        height(h, end),
        5e-6
    ));

    let around = draw(&EveryDirection::default());
    assert_eq!(read(&around, "curvature along q₁"), 0.2);
    assert_eq!(read(&around, "curvature along q₂"), 4.0);
    assert_eq!(read(&around, "curvature along the first axis"), 1.15);
    assert_eq!(read(&around, "curvature along the second axis"), 3.05);

    let progress = draw(&Progress::default());
    assert!(near(read(&progress, "step size η"), 10.0 / 21.0, 5e-4));
    for name in [
        "size of the factor along q₁",
        "size of the factor along q₂",
        "the larger of both, the rate",
    ] {
        assert!(near(read(&progress, name), 19.0 / 21.0, 5e-4));
    }
    let digit = read(&progress, "steps for one more digit");
    assert!(near(digit, steps_per_digit(20.0).unwrap(), 0.05));
    let never = draw(&Progress {
        share: 1.1,
        ..Progress::default()
    });
    assert_eq!(never.readout[4].value, "never");

    let sizes = draw(&StepSizes::default());
    assert!(near(read(&sizes, "best step size"), 10.0 / 21.0, 5e-4));
    assert!(near(read(&sizes, "rate there"), 19.0 / 21.0, 5e-4));
    assert_eq!(sizes.readout[2].value, "below 0.5");
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    let odd = [
        vec![
            [1.0, 1.0],
            [-1e300, 1e308],
            [f64::INFINITY, 0.0],
            [0.5, 0.5],
        ],
        Vec::new(),
        vec![[f64::NAN; 2]; 3],
        vec![[1e9, 0.0], [-1e9, 1e-300], [0.0, 0.0]],
    ];
    for points in odd {
        let (valley, progress) = (TurnedValley::default(), Progress::default());
        let mut data = valley.data().unwrap();
        data.path = points.clone();
        data.components = points.clone();
        data.losses = points.iter().map(|x| x[0] * x[1]).collect();
        elements(&valley.drawing(&data).unwrap());
        elements(&progress.drawing(&[data.clone(), data.clone()]).unwrap());
        data.curvatures = [-1.0, f64::NAN];
        data.own = [[f64::NAN; 2]; 2];
        elements(&valley.drawing(&data).unwrap());
        let mut around = EveryDirection::default().data().unwrap();
        around.curve = points.clone();
        elements(&EveryDirection::default().drawing(&around).unwrap());
        let mut factors = StepSizes::default().data().unwrap();
        factors.rates = points.clone();
        factors.sizes = points.iter().map(|x| [x[0], x[1], x[0]]).collect();
        elements(&StepSizes::default().drawing(&factors).unwrap());
    }
}

/// κ is 20 and so is the number of steps; each place names the one it means.
#[test]
fn the_two_twenties_are_not_exchanged() {
    let page = std::fs::read_to_string(tests::root().join("src/curvature.md")).unwrap();
    let count = |text: &str| page.matches(text).count();
    assert!(count("{{#value steps") >= 3);
    assert_eq!(count("{{#value steps"), count("{{#value steps}} steps"));
    assert!(count("{{#value kappa ") >= 5);
    let before = ["κ = ", "\\kappa = ", "in ours it is ", "κ falls from "];
    let after: usize = before
        .iter()
        .map(|words| count(&format!("{words}{{{{#value kappa .0}}}}")))
        .sum();
    assert_eq!(count("{{#value kappa"), after + count("{{#value kappa_"));
    let before = ["From κ = ", "| "];
    let after: usize = before
        .iter()
        .map(|words| count(&format!("{words}{{{{#value kappa_20}}}}")))
        .sum();
    assert_eq!(count("{{#value kappa_20}}"), after);
}

/// Covers text:curvature.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let best = best_step(CURVATURES);
    let rate = slowest_factor(best, &CURVATURES);
    let ratio = CURVATURES[1] / CURVATURES[0];
    let diagonal = hessian(CURVATURES, 45.0);
    let left = |kappa: f64| is((kappa - 1.0) / (kappa + 1.0));
    let digit = |kappa: f64| is(steps_per_digit(kappa).unwrap());
    assert_told(
        "curvature",
        &[
            ("The valley of", leads("ill-conditioned-problem.md")),
            ("in ours it is", is(ratio)),
            ("turn with it, from $(", is(OLD_START[0])),
            ("turn with it, from $(-5,", is(OLD_START[1])),
            ("-2)$ to $(", is(START[0])),
            ("-2)$ to $(-3.33,", is(START[1])),
            ("The valley turned by", is(30.0)),
            ("The valley turned by 30° with κ =", is(ratio)),
            ("gradient descent with η =", is(0.4)),
            ("with η = 0.4,", is(20.0)),
            ("the valley turned by", is(30.0)),
            ("as in", leads("eq:turned-objective")),
            ("against the step size, for κ =", is(ratio)),
            ("In our valley $\\kappa =", is(ratio)),
            ("the best step size is", is(best)),
            ("0.476 and its rate", is(rate)),
            ("steps for one digit | |---|---|---| |", is(2.0)),
            ("|---|---|---| | 2 |", left(2.0)),
            ("| 2 | 0.3333 |", digit(2.0)),
            ("| 2.1 | |", is(20.0)),
            ("| 2.1 | | 20 |", left(20.0)),
            ("| 20 | 0.9048 |", digit(20.0)),
            ("| 23.0 | |", is(200.0)),
            ("| 23.0 | | 200 |", left(200.0)),
            ("| 200 | 0.9900 |", digit(200.0)),
            ("| 230.3 | |", is(2000.0)),
            ("| 230.3 | | 2000 |", left(2000.0)),
            ("| 2000 | 0.9990 |", digit(2000.0)),
            ("with the best step size, for κ =", is(ratio)),
            ("from the start of", leads("fig:turned-valley")),
            ("the matrix with $a = c =", is(diagonal[0][0])),
            ("2.1$ and $b =", is(diagonal[0][1])),
            ("does a digit cost more than", is(100.0)),
            ("Guess with", leads("eq:digit-bounds")),
            ("It may be larger than", is(step_limit(CURVATURES[1]))),
        ],
    );
}
