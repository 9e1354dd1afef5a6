//! What the captions say.

use listings::figures::Window;
use listings::figures::plane::numbered;
use listings::seeded::Seeded;
use listings::stochastic_gradients::{feedback_variance, noisy_descent};
use tests::caption::{assert_caption, shown};

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
        ],
    );
}
