//! "What does shrink".

use formula::Bindings;
use listings::effective_sample_weight::{growth, velocity_variance};
use listings::figures::effective_sample_weight::{SignalToNoise, Trade};
use listings::figures::{Figure, Window};
use listings::leaky_averages::effective_size;
use listings::noise::signal_gain;
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::{claim, equation};

use super::{close, momenta};

#[test]
fn the_gain_is_that_of_long_runs() {
    for beta in momenta(6) {
        let ratio = growth(beta, 20_000) / velocity_variance(beta, 20_000).sqrt();
        assert!(close(signal_gain(beta), ratio));
        // The average of n gradients: ratio √n.
        assert!(close(effective_size(beta).sqrt(), ratio));
    }
}

/// Covers eq:signal-gain, eq:matching-size.
#[test]
fn the_printed_gain_and_size_are_those_of_the_listing() {
    let (gain, size) = (equation("signal-gain"), equation("matching-size"));
    for beta in momenta(20) {
        let bindings = || {
            Bindings::new()
                .scalar("q", signal_gain(beta))
                .scalar("\\beta", beta)
        };
        gain.holds(&bindings());
        size.holds(&bindings().scalar("n", effective_size(beta)));
    }
}

/// Covers claim:weight-two-in-one.
#[test]
fn a_step_is_longer_and_noisier_and_less_noisy_for_its_length() {
    let claim = claim("weight-two-in-one");
    let [beta, longer, noisier, calmer] = claim.numbers();
    let noise = velocity_variance(beta, 10_000).sqrt();
    assert!(close(longer, growth(beta, 10_000) / growth(0.0, 1)));
    assert_eq!(
        claim.word(&["times as long", "times as short"]),
        "times as long"
    );
    assert_eq!(
        claim.word(&["as one without momentum", "as one with momentum"]),
        "as one without momentum"
    );
    // Half of the last digit that is printed, here and below.
    match claim.word(&["times as large", "times as small"]) {
        "times as large" => assert!((noisier - noise).abs() < 0.005),
        _ => assert!((noisier - 1.0 / noise).abs() < 0.005),
    }
    let relative = noise / longer;
    match claim.word(&["is divided by", "is multiplied by"]) {
        "is divided by" => assert!((calmer - 1.0 / relative).abs() < 0.005),
        _ => assert!((calmer - relative).abs() < 0.005),
    }
    match claim.word(&["its standard deviation", "its variance"]) {
        "its standard deviation" => assert!((noisier * noisier - noise * noise).abs() < 0.03),
        _ => assert!((noisier - noise * noise).abs() < 0.005),
    }
    assert!(close(1.0 / relative, signal_gain(beta)));
}

/// What a line of the figure shows of a comparison.
type Part = fn(&Trade) -> f64;

/// Covers fig:signal-to-noise.
#[test]
fn length_noise_and_ratio_are_drawn_over_the_momentum() {
    let window = Window {
        x: [0.0, 2.05],
        y: [0.0, 2.2],
    };
    for beta in [0.0, 0.345, 0.9, 0.99] {
        let figure = SignalToNoise { beta };
        let trades = figure.data().unwrap();
        assert_eq!(trades.len(), 101);
        for (percent, trade) in trades.iter().enumerate() {
            let at = if percent < 100 {
                percent as f64 / 100.0
            } else {
                beta
            };
            assert_eq!(trade.beta, at);
            assert!(close(trade.length, growth(at, 10_000)));
            assert!(close(
                trade.noise * trade.noise,
                velocity_variance(at, 10_000)
            ));
            assert!(close(trade.gain * trade.noise, trade.length));
        }
        let drawing = figure.drawing(&trades).unwrap();
        let lines: [(&str, Part); 3] = [
            ("momentum", |trade| trade.length),
            ("flat", |trade| trade.gain),
            ("steep", |trade| trade.noise),
        ];
        for (role, height) in lines {
            let points: Vec<[f64; 2]> = trades
                .iter()
                .map(|trade| [-(1.0 - trade.beta).log10(), height(trade).log10()])
                .collect();
            assert_drawn(&drawing, role, window, &points[..100]);
            let elements = elements(&drawing);
            let discs = of(&elements, "circle", role);
            assert_eq!(discs.len(), 1);
            assert!(distance(discs[0].points[0], place(window, points[100])) < 0.1);
        }
        let elements = elements(&drawing);
        let notes: Vec<_> = elements.iter().map(|e| e.text.as_str()).collect();
        for text in ["length", "length : noise", "noise", "0.99", "0.5"] {
            assert!(notes.contains(&text), "{text} in {notes:?}");
        }
    }
    assert!(SignalToNoise { beta: 1.0 }.data().is_err());
}
