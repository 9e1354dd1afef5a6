//! What the captions say.

use listings::figures::Window;
use listings::figures::plane::numbered;
use listings::seeded::Seeded;
use listings::stochastic_gradients::{
    expected_losses, feedback_variance, fine_tuning_from, least, momenta, noisy_descent, two_parts,
};
use tests::caption::{Shown, assert_caption, shown};
use tests::drawn::place;

/// Whether an upright line stands there.
fn is_upright(shown: &Shown, across: f64) -> bool {
    let lines = shown.of("polyline", "frame");
    lines
        .into_iter()
        .any(|line| line.points.iter().all(|end| (end[0] - across).abs() < 0.15))
}

/// Covers fig:noisy-run.
#[test]
fn both_runs_have_the_same_errors() {
    let shown = shown("noisy-run");
    let window = Window {
        x: [0.0, 200.0],
        y: [-3.0, 5.0],
    };
    let errors = Seeded::new(1).gaussians(200);
    let (eta, beta) = (0.1, 0.9);
    let heavy = eta * (1.0 - beta);
    let run = |eta, beta, errors: &[f64]| noisy_descent(4.0, eta, beta, 1.0, errors).unwrap();
    let is = |role: &str, run: &[f64]| shown.passes("polyline", role, window, &numbered(run));
    let mean = run(heavy, beta, &[0.0; 200]);
    let edge = |side: f64| -> Vec<f64> {
        let at = |t: usize| mean[t] + side * feedback_variance(heavy, beta, 1.0, t)[1].sqrt();
        (0..=200).map(at).collect()
    };
    let momentum = is("momentum", &run(heavy, beta, &errors));
    let still = is("momentum", &mean);
    let band = is("contour", &edge(2.0)) && is("contour", &edge(-2.0));
    // The upright line parts the phases, and the parts are what it says.
    let parts = two_parts(4.0, &[heavy; 200], beta, 1.0);
    let fine = fine_tuning_from(&parts, 1.0);
    let upright = is_upright(&shown, place(window, [fine as f64, 0.0])[0]);
    let left = parts[fine - 1][0] > parts[fine - 1][1];
    let right = parts[fine..].iter().all(|[mean, noise]| mean <= noise);
    assert_caption(
        "noisy-run",
        &[
            ("The point on", momentum),
            ("under errors of standard deviation", momentum && !still),
            ("with the step size $\\eta(1-\\beta)$", momentum),
            (
                "gradient descent with $\\eta$ and the same errors",
                is("path", &run(eta, 0.0, &errors)),
            ),
            ("The gray lines", shown.color("contour") == "gray"),
            (
                "lie two standard deviations above and below the mean of momentum",
                band,
            ),
            (
                "From the upright line on, noise is the larger part",
                upright && left && right,
            ),
        ],
    );
}

/// Covers fig:worth.
#[test]
fn the_best_losses_without_momentum_and_with_it() {
    let shown = shown("worth");
    let window = Window {
        x: [-2.0, 1.0],
        y: [-5.0, 1.0],
    };
    let (plain, heavy) = (expected_losses(&[0.0], 50), expected_losses(&momenta(), 50));
    let is = |role: &str, losses: &[[f64; 2]]| {
        let at = |i: i32| {
            let sigma = 10_f64.powf(f64::from(i) / 10.0);
            [sigma, least(losses, sigma)].map(f64::log10)
        };
        let line: Vec<[f64; 2]> = (-20..=10).map(at).collect();
        shown.passes("polyline", role, window, &line)
    };
    let (without, with) = (is("path", &plain), is("momentum", &heavy));
    assert_caption(
        "worth",
        &[
            (
                "The least expected loss after 50 steps in our valley",
                without && with,
            ),
            ("over 41 step sizes", plain.len() == 41),
            ("against the noise of the gradients", without && with),
            (
                "without momentum (blue)",
                without && shown.color("path") == "blue",
            ),
            (
                "with the best of 20 momenta (orange)",
                with && heavy.len() == 20 * plain.len() && shown.color("momentum") == "orange",
            ),
        ],
    );
}
