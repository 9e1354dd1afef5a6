//! The wrong sentences: what each says is not so, and another word would be.

use listings::concise::DAMPENING;
use listings::conventions::{Form, convert, settings};
use listings::effective_sample_weight::{growth, signal_gain, velocity_variance};
use listings::ill_conditioned_problem::{CURVATURES, START, gradient_descent, objective};
use listings::leaky_averages::leaky_sum;
use listings::limits_of_descent::chain_curvatures;
use listings::momentum_method::{momentum_descent, momentum_limit, spectral_radius};
use listings::optimal_parameters::{best_pair, larger_radius};
use tests::printed::mistake;

const BETA: f64 = 0.9;

/// Covers not:average, not:effective-number, not:half-life, not:free.
#[test]
fn a_velocity_is_a_sum_with_a_longer_memory_and_more_noise() {
    // An average of equal numbers is that number.
    let equal = *leaky_sum(&[1.0; 200], BETA).unwrap().last().unwrap();
    mistake("average").fails(&[
        ("is an average", (equal - 1.0).abs() < 0.01),
        ("is a sum", (equal - growth(BETA, 200)).abs() < 1e-9),
    ]);
    let size = signal_gain(BETA) * signal_gain(BETA);
    let worth = |n: f64| (size - n).abs() < 1e-9;
    mistake("effective-number").fails(&[
        ("gradients is $1/(1 - \\beta)$", worth(1.0 / (1.0 - BETA))),
        (
            "gradients is $(1 + \\beta)/(1 - \\beta)$",
            worth((1.0 + BETA) / (1.0 - BETA)),
        ),
    ]);
    let halved = |steps: f64| (BETA.powf(steps) - 0.5).abs() < 1e-9;
    mistake("half-life").fails(&[
        ("after $1/\\gamma$ steps", halved(1.0 / BETA)),
        (
            "after $\\ln \\frac{1}{2} / \\ln \\gamma$ steps",
            halved(0.5_f64.ln() / BETA.ln()),
        ),
    ]);
    let variance = velocity_variance(BETA, 200);
    mistake("free").fails(&[
        ("less noisy", variance < 1.0),
        ("more noisy", variance > 1.0),
    ]);
}

/// Covers not:large-beta, not:beyond-one, not:barely, not:never, not:near-one.
#[test]
fn more_momentum_is_not_faster_and_a_limit_is_not_a_rate() {
    let wider = momentum_limit(BETA, 1.0) > momentum_limit(0.0, 1.0);
    assert!(wider);
    let [plain, heavy] = [0.0, BETA].map(|beta| spectral_radius(1.0, beta, 1.0));
    let large = mistake("large-beta");
    large.fails(&[
        ("is desirable", heavy < plain),
        ("is undesirable", heavy > plain),
    ]);
    large.says("converges at larger step sizes, so in general a large $\\beta$");
    let at = |product: f64| (1.0 - product).abs() >= 1.0;
    mistake("beyond-one").fails(&[
        ("as soon as $\\eta\\lambda$ is above 1", at(1.0 + 1e-9)),
        (
            "as soon as $\\eta\\lambda$ is above 2",
            at(2.0 + 1e-9) && !at(2.0 - 1e-9),
        ),
    ]);
    mistake("beyond-one").says("Gradient descent diverges");
    let barely = mistake("barely");
    let [eta, beta] = barely.numbers();
    assert_eq!([eta, beta], [0.6, 0.25]);
    // A path that beats the one that nobody calls barely convergent.
    let run = objective(&momentum_descent(START, eta, beta, 20).unwrap()[20]);
    let other = objective(&gradient_descent(START, 0.4, 20).unwrap()[20]);
    barely.fails(&[
        ("barely converges", run > other),
        ("converges well", run < other),
    ]);
    let floor = gradient_descent([-5.0, 0.0], 0.6, 200).unwrap();
    let arrives = objective(&floor[200]) < 1e-9;
    assert!((1.0 - 0.6 * CURVATURES[1]).abs() > 1.0);
    let never = mistake("never");
    never.fails(&[
        ("no path arrives", !arrives),
        ("some path may arrive", arrives),
    ]);
    never.says("a spectral radius is above 1");
    // Near its largest step size a momentum is slow; the poorer the
    // conditioning, the nearer to 1 is the best one, but never at hand.
    let poor = [1.0, 10_000.0];
    let near = larger_radius(0.999 * momentum_limit(0.99, poor[1]), 0.99, poor);
    let [eta, beta] = best_pair(poor);
    let best = larger_radius(eta, beta, poor);
    let near_one = mistake("near-one");
    near_one.fails(&[("so set it", near <= best), ("but do not", near > best)]);
    near_one.says("Where conditioning is poor, the best $\\beta$ is near 1;");
    assert!(beta > 0.95 && best_pair(CURVATURES)[1] < beta);
    near_one.says("as near to 1 as you can, with the largest step size");
}

/// Covers not:design, not:smaller-step.
#[test]
fn the_chain_is_better_conditioned_and_the_step_longer() {
    let design = mistake("design");
    let [n, kappa] = design.numbers();
    assert_eq!([n, kappa], [25.0, 1000.0]);
    let [low, high] = chain_curvatures(kappa, n as usize);
    design.fails(&[
        ("has that condition number", high / low == kappa),
        ("has another condition number", high / low != kappa),
    ]);
    let step = mistake("smaller-step");
    let [before, after, eta_after, eta_before] = step.numbers();
    assert_eq!(
        [before, after, eta_before, eta_after],
        [0.5, 0.9, 0.02, 0.01]
    );
    let [short, long] = [
        eta_before * growth(before, 500),
        eta_after * growth(after, 500),
    ];
    step.fails(&[
        ("keeps matters", long <= short),
        ("does not keep matters", long > short),
    ]);
    step.says("is raised from");
    step.says("a slightly smaller $\\eta$");
    step.says("instead of");
}

/// Covers not:same-numbers, not:default, not:mean-square.
#[test]
fn libraries_differ_in_form_default_and_loss() {
    let same = settings(0.1, BETA);
    let average = convert(Form::Torch, Form::Average, &same).unwrap();
    mistake("same-numbers").fails(&[
        ("walk the same path", average.lr == same.lr),
        ("walk different paths", average.lr != same.lr),
    ]);
    mistake("same-numbers").says("the same $\\eta$ and $\\beta$");
    mistake("default").fails(&[
        ("is undampened", DAMPENING == 0.0),
        ("is dampened", DAMPENING > 0.0),
    ]);
    // Half of the squared error 3² and the whole of it, by differences.
    let slope = |half: f64| half * (3.5_f64.powi(2) - 2.5_f64.powi(2));
    mistake("mean-square").fails(&[
        ("make nearly the same run", slope(1.0) == slope(0.5)),
        ("make another run", slope(1.0) != slope(0.5)),
    ]);
    mistake("mean-square").says("matching parameters");
}
