//! Holds the section "An ill-conditioned problem" to its word.

mod a_narrow_valley;
mod captions;
mod exercises;
mod how_large_a_step;
mod takeaways;
mod the_dilemma;
mod two_problems_in_one;
mod walking_downhill;

use listings::ill_conditioned_problem::{
    CURVATURES, arrival, best_step, factor, step_limit, values,
};
use listings::settling::Settling;
use tests::plane::{gradient_descent, objective};
use tests::states::{Seeded, seeded};
use tests::told::{assert_told, is, leads};

const START: [f64; 2] = [-5.0, -2.0];

fn end(eta: f64) -> [f64; 2] {
    gradient_descent(START, eta, 20).unwrap()[20]
}

/// A point of the plane and a step size, a thousand times; the edges of the
/// controls among them.
fn cases(seed: u64) -> impl Iterator<Item = ([f64; 2], f64)> {
    let mut random = seeded(seed);
    let edges = [
        ([-6.0, -3.0], 0.01),
        ([2.0, 3.0], 1.0),
        ([1e-3, 1e-3], 0.25),
    ];
    edges.into_iter().chain((0..1000).map(move |_| {
        let x = [random.between(-6.0, 2.0), random.between(-3.0, 3.0)];
        (x, random.between(0.01, 1.0))
    }))
}

/// A path of the listings, and a step of it.
fn walk(x: [f64; 2], eta: f64, random: &mut Seeded) -> (Vec<Vec<f64>>, i64) {
    let path = gradient_descent(x, eta, 6).unwrap();
    let step = random.between(1.0, 7.0) as i64;
    (path.iter().map(|x| x.to_vec()).collect(), step)
}

#[test]
fn the_values_of_the_page_are_those_that_the_literature_prints() {
    let values = values().unwrap();
    let value = |name| values.iter().find(|v| v.0 == name).expect(name).1;
    for (name, text) in [
        ("x1", "-0.943467"),
        ("x2", "-0.000073"),
        ("large_x1", "-0.387814"),
        ("large_x2", "-1673.365109"),
        ("loss", "0.089013"),
        ("start_loss", "10.500000"),
        ("covered_percent", "81.130667"),
        ("limit", "0.500000"),
        ("factor_1", "0.920000"),
        ("factor_2", "-0.600000"),
        ("large_factor_2", "-1.400000"),
        ("fastest_2", "0.250000"),
        ("ratio", "20.000000"),
        ("arrival", "103.000000"),
        ("arrival_2", "15.000000"),
        // 10/21 and 19/21.
        ("best", "0.476190"),
        ("best_factor", "0.904762"),
    ] {
        assert_eq!(format!("{:.6}", value(name)), text, "{name}");
    }
}

/// Covers text:ill-conditioned-problem.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let [lambda_1, lambda_2] = CURVATURES;
    let (small, large) = (end(0.4), end(0.6));
    let best = best_step(CURVATURES);
    let Settling::Step(arrives) = arrival(START, 0.4).unwrap() else {
        panic!("the path arrives");
    };
    let limit = step_limit(lambda_2);
    assert_told(
        "ill-conditioned-problem",
        &[
            ("in a valley with $\\eta =", is(0.4)),
            ("$\\eta = 0.4$,", is(20.0)),
            ("constants $\\lambda_1 =", is(lambda_1)),
            ("and $\\lambda_2 =", is(lambda_2)),
            ("From $(", is(START[0])),
            ("From $(-5,", is(START[1])),
            ("the path of", leads("fig:valley")),
            ("ends at $(", is(small[0])),
            ("(-0.943467,", is(small[1])),
            (
                "The first has covered",
                is(100.0 * (1.0 - small[0] / START[0])),
            ),
            ("has fallen from", is(objective(START))),
            ("from 10.5 to", is(objective(small))),
            ("at the gradient again,", leads("eq:gradient")),
            ("At $\\eta =", is(0.4)),
            ("step multiplies $x_1$ by", is(factor(0.4, lambda_1))),
            ("and $x_2$ by", is(factor(0.4, lambda_2))),
            ("size of each coordinate with $\\eta =", is(0.4)),
            ("With $\\eta =", is(0.4)),
            ("that is step", is(arrives as f64)),
            ("to the minimum. By", leads("eq:coordinate-path")),
            ("the limit is", is(limit)),
            ("runs away at", is(0.6)),
            ("same start with $\\eta =", is(0.6)),
            ("than the one before. After", is(20.0)),
            ("20 steps it is", is(large[1])),
            ("Up to $\\eta =", is(1.0 / lambda_2)),
            ("In our valley that is", is(best)),
            ("both sizes are", is(factor(best, lambda_1))),
            ("may change on the way (", leads("ex:two-steps")),
            ("a second number,", leads("momentum-method.md")),
            ("on the floor, at $(-5, 0)$, with $\\eta =", is(0.6)),
            ("\\eta = 0.6$.", leads("fig:valley-large")),
            ("a little beside the floor, at $(-5,", is(0.1)),
            ("the smallest loss after", is(20.0)),
            ("the best step size of", leads("eq:best-step")),
            ("The end of", leads("curvature.md")),
            ("into Deep Learning* by", leads("ref:zhang2023")),
        ],
    );
}
