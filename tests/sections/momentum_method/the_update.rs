//! "What the gradients agree on" and "The update".

use formula::Bindings;
use listings::effective_sample_weight::total_weight;
use listings::figures::find;
use listings::ill_conditioned_problem::CURVATURES;
use listings::momentum_method::spectral_radius;
use tests::plane::{
    gradient_descent, gradient_step, momentum_descent, momentum_step, objective, with_gradient,
};
use tests::printed::{claim, equation, figure, prints};
use tests::states::seeded;

use super::{START, cases, column, end, four, page, part, sizes, states};

#[test]
fn the_first_steps_are_those_computed_by_hand() {
    // v₁ = (−1, −8), x₁ = (−5 + 0.6, −2 + 4.8); v₂ = v₁/2 + (−0.88, 11.2).
    let [x, v] = momentum_step([START, [0.0; 2]], 0.6, 0.5);
    assert!((x[0] + 4.4).abs() < 1e-15 && (x[1] - 2.8).abs() < 1e-15);
    assert_eq!(v, [-1.0, -8.0]);
    let [x, v] = momentum_step([x, v], 0.6, 0.5);
    assert!((v[0] + 1.38).abs() < 1e-14 && (v[1] - 7.2).abs() < 1e-14);
    assert!((x[0] + 3.572).abs() < 1e-14 && (x[1] + 1.52).abs() < 1e-14);
}

#[test]
fn without_momentum_it_is_gradient_descent() {
    let plain = gradient_descent(START, 0.4, 50).unwrap();
    assert_eq!(momentum_descent(START, 0.4, 0.0, 50).unwrap(), plain);
    for lambda in CURVATURES {
        for eta in [0.1, 0.4, 0.6] {
            let factor = listings::ill_conditioned_problem::factor(eta, lambda);
            // One rounding of numbers near 1.
            assert!((spectral_radius(eta, 0.0, lambda) - factor.abs()).abs() < 1e-15);
        }
    }
}

#[test]
fn arguments_out_of_range_are_refused() {
    for (start, eta, beta, steps, argument) in [
        ([0.0, f64::NAN], 0.6, 0.5, 20, "start"),
        (START, f64::NAN, 0.5, 20, "eta"),
        (START, 0.6, 1.0, 20, "beta"),
        (START, 0.6, 0.5, 2_000_000, "steps"),
    ] {
        let refused = momentum_descent(start, eta, beta, steps);
        let refusal = refused.unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
    assert_eq!(momentum_descent(START, 0.6, 0.5, 0).unwrap(), [START]);
    assert!(objective(end(0.6, 0.5)) < objective(end(0.6, 0.25)));
}

/// Covers eq:momentum, eq:sum-update, lst:momentum_step, lst:momentum_descent.
#[test]
fn the_printed_update_is_the_one_that_runs() {
    let printed = ["momentum", "sum-update"].map(equation);
    let mut random = seeded(31);
    for (x, eta, beta) in cases(31) {
        let states = states(x, eta, beta);
        let path = momentum_descent(x, eta, beta, 6).unwrap();
        assert_eq!(path, states.iter().map(|s| s[0]).collect::<Vec<_>>());
        let bindings = Bindings::new()
            .sequence("\\mathbf{x}", 0, part(&states, 0))
            .sequence("\\mathbf{v}", 0, part(&states, 1))
            .integer("t", random.between(1.0, 7.0) as i64)
            .scalar("\\eta", eta)
            .scalar("\\beta", beta)
            .shared();
        let bindings = with_gradient(bindings);
        for equation in &printed {
            equation.holds(&bindings);
        }
    }
}

/// Covers eq:velocity-sum.
#[test]
fn the_velocity_is_the_printed_sum_of_gradients() {
    let printed = equation("velocity-sum");
    let mut random = seeded(32);
    for (x, eta, beta) in cases(32) {
        let states = states(x, eta, beta);
        let bindings = Bindings::new()
            .sequence("\\mathbf{x}", 0, part(&states, 0))
            .sequence("\\mathbf{v}", 0, part(&states, 1))
            .integer("t", random.between(1.0, 7.0) as i64)
            .scalar("\\beta", beta);
        printed.holds(&with_gradient(bindings));
    }
}

/// Covers eq:alternating.
#[test]
fn alternating_gradients_add_up_to_the_printed_sum() {
    let printed = equation("alternating");
    for n in 0..100 {
        let beta = f64::from(n) / 100.0;
        printed.holds(&Bindings::new().scalar("\\beta", beta));
        // What a velocity of alternating gradients tends to in size, and one
        // of equal gradients.
        let tends = |sign: f64| {
            let [mut v, mut g] = [0.0, 1.0];
            for _ in 0..4000 {
                v = beta * v + g;
                g *= sign;
            }
            v.abs()
        };
        // 0.99^4000 is below 10⁻¹⁷; roundings of numbers up to 100.
        assert!((tends(-1.0) - 1.0 / (1.0 + beta)).abs() < 1e-12);
        assert!((tends(1.0) - total_weight(beta)).abs() < 1e-10);
    }
    assert!(page().contains("Equal gradients would add up to $1/(1 - \\beta)$ times one of them"));
}

/// Covers eq:step-from-step.
#[test]
fn a_step_is_one_of_gradient_descent_and_beta_of_the_last() {
    let printed = equation("step-from-step");
    let mut random = seeded(44);
    for (x, eta, beta) in cases(44) {
        let bindings = Bindings::new()
            .sequence("\\mathbf{x}", 0, part(&states(x, eta, beta), 0))
            .integer("t", random.between(2.0, 7.0) as i64)
            .scalar("\\eta", eta)
            .scalar("\\beta", beta);
        printed.holds(&with_gradient(bindings));
    }
}

/// Covers claim:agree-and-cancel.
#[test]
fn the_gradients_agree_along_the_floor_and_cancel_across_it() {
    let claim = claim("agree-and-cancel");
    claim.says("and the sum keeps");
    let along = match claim.word(&["Along the floor", "Across the floor"]) {
        "Along the floor" => column(&four(), 0),
        _ => column(&four(), 1),
    };
    let across = match claim.word(&["; across it", "; along it"]) {
        "; across it" => column(&four(), 1),
        _ => column(&four(), 0),
    };
    let same = along.windows(2).filter(|g| g[0] * g[1] > 0.0).count();
    match claim.word(&["all four have the same", "none four have the same"]) {
        "all four have the same" => assert_eq!(same, 3),
        _ => assert_eq!(same, 0),
    }
    let sum = |column: &[f64]| column.iter().sum::<f64>().abs();
    let [all, left, of] = claim.numbers();
    match claim.word(&["keeps all of the", "keeps none of the"]) {
        "keeps all of the" => assert!(prints(all, sum(&along), 2)),
        _ => assert!(sum(&along) < 0.005),
    }
    assert!(prints(all, sizes(&along), 2));
    let changes = across.windows(2).filter(|g| g[0] * g[1] < 0.0).count();
    match claim.word(&["changes every time", "changes no time"]) {
        "changes every time" => assert_eq!(changes, 3),
        _ => assert_eq!(changes, 0),
    }
    assert!(prints(of, sizes(&across), 2) && prints(left, sum(&across), 2));
    claim.says("a quarter");
    assert!(prints(0.25, sum(&across) / sizes(&across), 2));
}

/// Covers claim:no-memory.
#[test]
fn with_no_momentum_it_is_gradient_descent() {
    let claim = claim("no-memory");
    let [beta] = claim.numbers();
    assert_eq!(
        claim.word(&["With $\\beta", "Without $\\beta"]),
        "With $\\beta"
    );
    for (x, eta, _) in cases(40) {
        let [next, _] = momentum_step([x, [0.3, -0.7]], eta, beta);
        assert_eq!(next, gradient_step(x, eta));
    }
}

/// Covers fig:rolling, fig:rolling-low, fig:envelopes, fig:radii.
#[test]
fn the_figures_show_the_runs_that_the_text_describes() {
    for (label, name, told) in [
        (
            "rolling",
            "rolling",
            "eta=0.6&beta=0.5&steps=20&start=-5,-2",
        ),
        (
            "rolling-low",
            "rolling",
            "eta=0.6&beta=0.25&steps=20&start=-5,-2",
        ),
        ("radii", "radii", "eta=0.6&beta=0.5"),
        (
            "envelopes",
            "envelopes",
            "eta=0.6&beta=0.5&steps=20&start=-5,-2",
        ),
    ] {
        let (shown, state) = figure(label);
        assert_eq!(shown, name);
        let entry = find(name).unwrap();
        assert_eq!(entry.full_state(&state).unwrap(), told, "{label}");
    }
}
