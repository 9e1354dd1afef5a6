//! What the figure shows.

use listings::figures::stochastic_gradients::{Noisy, NoisyRun};
use listings::figures::stochastic_gradients::{Worth, worth};
use listings::figures::{Figure, Window};
use listings::seeded::Seeded;
use listings::stochastic_gradients::{
    expected_losses, feedback_variance, fine_tuning_from, least, momenta, noisy_descent, two_parts,
};
use tests::drawn::{assert_drawn, elements, of, place};
use tests::printed::figure;

/// Covers fig:noisy-run.
#[test]
fn the_run_is_drawn_with_its_band_and_gradient_descent_beside_it() {
    let (shown, state) = figure("noisy-run");
    let entry = listings::figures::find(&shown).unwrap();
    let told = "eta=0.1&beta=0.9&sigma=1&sample=1";
    assert_eq!(entry.full_state(&state).unwrap(), told);
    let window = Window {
        x: [0.0, 200.0],
        y: [-3.0, 5.0],
    };
    let mut inside = 0;
    for (eta, beta, sigma, sample) in [(0.1, 0.9, 1.0, 1), (0.02, 0.5, 2.0, 4), (1.0, 0.0, 0.5, 9)]
    {
        let figure = NoisyRun {
            eta,
            beta,
            sigma,
            sample,
        };
        let data = figure.data().unwrap();
        let errors = Seeded::new(sample as u64).gaussians(200);
        let errors: Vec<f64> = errors.iter().map(|z| sigma * z).collect();
        let heavy = eta * (1.0 - beta);
        let run = |eta, beta, errors: &[f64]| noisy_descent(4.0, eta, beta, 1.0, errors).unwrap();
        assert_eq!(data.run, run(heavy, beta, &errors));
        assert_eq!(data.plain, run(eta, 0.0, &errors));
        assert_eq!(data.mean, run(heavy, beta, &[0.0; 200]));
        let drawing = figure.drawing(&data).unwrap();
        let line = |of: &dyn Fn(usize) -> f64| -> Vec<[f64; 2]> {
            (0..=200).map(|t| [t as f64, of(t)]).collect()
        };
        assert_drawn(&drawing, "momentum", window, &line(&|t| data.run[t]));
        assert_drawn(&drawing, "path", window, &line(&|t| data.plain[t]));
        // Two standard deviations above and below the mean.
        for t in [0, 1, 50, 200] {
            let variance = feedback_variance(heavy, beta, 1.0, t)[1];
            assert_eq!(data.deviation[t], sigma * variance.sqrt());
        }
        let all = elements(&drawing);
        assert_eq!(of(&all, "polyline", "contour").len(), 2);
        // The phases are parted where the two parts of the loss are equal.
        let fine = fine_tuning_from(&two_parts(4.0, &[heavy; 200], beta, 1.0), sigma);
        assert!(data.fine == fine && fine < 200);
        let parted = of(&all, "polyline", "frame").into_iter().any(|line| {
            let across = place(window, [fine as f64, 0.0])[0];
            line.points.iter().all(|end| (end[0] - across).abs() < 0.15)
        });
        assert!(parted, "{fine}");
        let near =
            (0..=200).filter(|&t| (data.run[t] - data.mean[t]).abs() <= 2.0 * data.deviation[t]);
        inside += near.count();
    }
    // About 19 of 20; neighboring points go together.
    assert!((500..603).contains(&inside), "{inside}");
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    for line in [
        vec![],
        vec![f64::NAN; 3],
        vec![1e300, -1e308, f64::INFINITY],
    ] {
        let noisy = Noisy {
            run: line.clone(),
            plain: line.clone(),
            mean: vec![1.0; 5],
            deviation: line,
            fine: 1_000_000,
        };
        elements(&NoisyRun::default().drawing(&noisy).unwrap());
    }
}

/// Covers fig:worth.
#[test]
fn the_least_losses_are_drawn_against_the_noise() {
    let rows = Worth.data().unwrap();
    assert_eq!(rows, worth(&Worth).unwrap());
    assert_eq!(rows.len(), 31);
    let [plain, heavy] = [vec![0.0], momenta().to_vec()].map(|betas| expected_losses(&betas, 50));
    for (i, [sigma, without, with]) in rows.iter().enumerate() {
        assert!((sigma - 10_f64.powf(i as f64 / 10.0 - 2.0)).abs() < 1e-12 * sigma);
        assert_eq!(*without, least(&plain, *sigma));
        assert_eq!(*with, least(&heavy, *sigma));
    }
    let drawing = Worth.drawing(&rows).unwrap();
    let window = Window {
        x: [-2.0, 1.0],
        y: [-5.0, 1.0],
    };
    for (role, i) in [("path", 1), ("momentum", 2)] {
        let line: Vec<[f64; 2]> = rows
            .iter()
            .map(|row| [row[0], row[i]].map(f64::log10))
            .collect();
        assert_drawn(&drawing, role, window, &line);
    }
    for rows in [vec![], vec![[f64::NAN; 3]; 2], vec![[0.0, -1.0, 1e300]; 3]] {
        elements(&Worth.drawing(&rows).unwrap());
    }
}
