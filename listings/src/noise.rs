//! Noise that is the same on every machine.

use std::f64::consts::TAU;

use rand_core::{RngCore, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// `count` independent normal numbers with mean 0 and variance 1, the same
/// for the same seed, by the method of Box and Muller (1958).
pub fn normal(count: usize, seed: u64) -> Vec<f64> {
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    // Evenly spread over (0, 1]: zero has no logarithm.
    let mut uniform =
        || ((random.next_u64() >> 11) + 1) as f64 / (1_u64 << 53) as f64;
    (0..count)
        .map(|_| {
            // libm, because the standard functions differ between machines.
            let radius = (-2.0 * libm::log(uniform())).sqrt();
            radius * libm::cos(TAU * uniform())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(numbers: impl Iterator<Item = f64>) -> f64 {
        let (count, sum) =
            numbers.fold((0.0, 0.0), |(n, sum), x| (n + 1.0, sum + x));
        sum / count
    }

    #[test]
    fn the_numbers_are_normal_and_independent() {
        let noise = normal(40_000, 3);
        let moment = |power: i32| mean(noise.iter().map(|z| z.powi(power)));
        // Four standard deviations: those of z, z², z³ and z⁴ are 1, √2, √15
        // and √96, divided by 200.
        assert!(moment(1).abs() < 4.0 / 200.0);
        assert!((moment(2) - 1.0).abs() < 4.0 * 1.415 / 200.0);
        assert!(moment(3).abs() < 4.0 * 3.88 / 200.0);
        assert!((moment(4) - 3.0).abs() < 4.0 * 9.8 / 200.0);
        for lag in [1, 2, 3] {
            let products = noise.iter().zip(&noise[lag..]).map(|(a, b)| a * b);
            assert!(mean(products).abs() < 4.0 / 200.0, "{lag}");
        }
        let inside = noise.iter().filter(|z| z.abs() < 1.0).count();
        assert!((inside as f64 / 40_000.0 - 0.6827).abs() < 0.01);
    }

    #[test]
    fn a_seed_fixes_the_numbers_and_another_seed_changes_them() {
        assert_eq!(normal(5, 1), normal(9, 1)[..5]);
        // As computed once: another machine must find the same.
        let pinned = [-0.852_050_556_7, 1.466_913_490_3, 0.315_540_193_9];
        for (z, pin) in normal(3, 7).into_iter().zip(pinned) {
            assert!((z - pin).abs() < 1e-9, "{z}");
        }
        assert_ne!(normal(5, 1), normal(5, 2));
        assert!(normal(0, 1).is_empty());
    }
}
